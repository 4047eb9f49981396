//! Words that a page lays out rather than writes: titles of products, rows of labels, lists of ingredients, lead-ins. Their spaces are
//! those of whoever made the list, and no slips of a writer.

use claimlint_base::span::Span;
use claimlint_data::words::english;
use claimlint_rules::dictionary::Entry;
use claimlint_rules::tokens::TokenKind;
use claimlint_text::BlockKind;

use super::line::{Line, OBJECT_SIGN};

/// A lead-in has at most this many bytes.
const LONGEST_LEAD_IN: usize = 256;

/// A heading begins with this many tokens before a number in it tells of a product.
const FIRST_TOKENS: usize = 4;

/// The title of a product has at most this many bytes.
const LONGEST_TITLE: usize = 400;

/// Whether a block begins with words in an element of their own that ends with a stop right before a place, `<b>Cool down.</b>No
/// saunas`: a heading of its own line, as pages draw it.
pub fn is_lead_in(line: &Line<'_>, at: usize) -> bool {
    let (document, start) = (line.document, line.block.span.start());
    let head = document.words_of(Span::of(start..at));
    if head.len() > LONGEST_LEAD_IN
        || !head.ends_with(['.', '!', '?'])
        || !document.is_unbroken(Span::of(start..at))
    {
        return false;
    }
    line.looks_around();
    let last = document.source_span(Span::of(at - 1..at)).end();
    let ends_there = document.insertion_at(at) > last;
    ends_there && !document.is_unbroken(Span::of(at - 1..line.block.span.end().min(at + 1)))
}

/// A row of labels has at most this many bytes, and each of them at most so many words.
const LONGEST_ROW: usize = 100;
const WORDS_OF_LABEL: usize = 3;

/// Whether a block is a row of labels that stops part, two of them with a space before: "Reply . 13 . Like . 2 hours ago".
pub fn is_row_of_labels(line: &Line<'_>) -> bool {
    let words = line.document.words_of(line.block.span).trim();
    words.len() <= LONGEST_ROW
        && words.matches(" .").count() > 1
        && words.split('.').all(|label| label.split_whitespace().count() <= WORDS_OF_LABEL)
}

/// A label has fewer tokens than this before its colon, and its block at most so many bytes.
const TOKENS_OF_LABEL: usize = 5;
const LONGEST_LABELLED: usize = 60;

/// Whether the colon at a place ends a label with which a short block begins: "Template Name : Velmora". A sentence has its stop.
pub fn is_label(line: &Line<'_>, at: usize) -> bool {
    at < TOKENS_OF_LABEL
        && line.span(0).start() == line.block.span.start()
        && line.block.span.len() <= LONGEST_LABELLED
        && !line.block.kind.is_heading()
        && line.word(at - 1).starts_with(char::is_alphabetic)
        && !line.document.words_of(line.block.span).trim_end().ends_with(['.', '!', '?'])
}

/// A stretch of data, and what a program calls with, have at most this many bytes.
pub const LONGEST_DATA: usize = 256;

/// Whether a sentence is one stretch without a space: `email,verification` is data.
pub fn is_only_token(line: &Line<'_>) -> bool {
    let words = line.document.words_of(line.sentence);
    words.len() <= LONGEST_DATA
        && !words.trim_matches(|sign: char| sign == OBJECT_SIGN || sign.is_whitespace()).contains(' ')
}

/// The title of a product has at least this many long words.
const WORDS_OF_PRODUCT: usize = 7;

/// A word of the title of a product that has its capital is longer than this, in bytes.
const LONGEST_SMALL_WORD: usize = 3;

/// Whether a sentence is the title of a product as shops list it, "Velmora Bath Brush Set, Soft Bristles for Back,Neck (Pack of 2)":
/// many words, nearly all with a capital, and its makers part them as they like. A heading has as many capitals, but no brackets, commas
/// or bars.
pub fn is_product_title(line: &Line<'_>) -> bool {
    let words = line.document.words_of(line.sentence);
    if words.len() > LONGEST_TITLE {
        return false;
    }
    // A heading that the writer made has a number at most where it begins: "10 Best Oils for Hair(Reviewed)".
    let has_number = line.tokens.iter().skip(FIRST_TOKENS).any(|token| token.kind == TokenKind::Number);
    let is_listed = match line.block.kind {
        BlockKind::AltText => true,
        BlockKind::Heading | BlockKind::Title => has_number && words.contains(['(', '|', ',']),
        _ => words.contains(['(', '|', ',']) || words.contains("- "),
    };
    let ends = words.trim_end();
    let is_sentence = ends.ends_with(['!', '?']) || ends.ends_with('.') && !ends.ends_with("..");
    if !is_listed || is_sentence {
        return false;
    }
    let long = line
        .tokens
        .iter()
        .enumerate()
        .filter(|(_, token)| token.kind == TokenKind::Word && token.span().len() > LONGEST_SMALL_WORD);
    let (mut all, mut capital, mut shouted) = (0, 0, 0);
    for (index, _) in long {
        let word = line.word(index);
        all += 1;
        capital += usize::from(word.starts_with(char::is_uppercase));
        shouted += usize::from(word.chars().all(char::is_uppercase));
    }
    let is_title = all >= WORDS_OF_PRODUCT && capital * 4 >= all * 3 && shouted * 2 < all;
    if is_title {
        line.looks_around();
    }
    is_title
}

/// A list of ingredients has at most this many bytes, at least so many parts, and in two of three parts each long word has a capital.
const LONGEST_INGREDIENTS: usize = 4096;
const INGREDIENTS: usize = 6;

/// A list of ingredients has at least this many words that hardly anything else has.
const WORDS_OF_INGREDIENTS: usize = 3;

/// Whether a sentence is a list of ingredients as packages print it, "Aqua,Glycerin, Sodium Chloride,Parfum": names between commas, as
/// whoever filled it in set them.
pub fn is_list_of_ingredients(line: &Line<'_>) -> bool {
    let words = line.document.words_of(line.sentence);
    if words.len() > LONGEST_INGREDIENTS {
        return false;
    }
    line.looks_around();
    let is_name = |part: &str| {
        let mut long =
            part.split(|sign: char| !sign.is_alphabetic()).filter(|word| word.len() > LONGEST_SMALL_WORD);
        long.all(|word| word.starts_with(char::is_uppercase))
    };
    let (all, names) =
        words.split(',').fold((0, 0), |(all, names), part| (all + 1, names + usize::from(is_name(part))));
    let known = line
        .tokens
        .iter()
        .enumerate()
        .filter(|(index, _)| english::OF_INGREDIENTS.contains(line.small(*index)));
    all >= INGREDIENTS
        && names * 3 >= all * 2
        && known.take(WORDS_OF_INGREDIENTS).count() == WORDS_OF_INGREDIENTS
}

/// A title of words has at least and at most this many.
const WORDS_OF_TITLE: std::ops::RangeInclusive<usize> = 2..=12;

/// Whether a word is in a line in which every long word has a capital, and the others are common words: "Usefull Links". There a capital
/// marks no name.
pub fn is_in_title_of_words(line: &Line<'_>, index: usize) -> bool {
    let words = (0..line.tokens.len()).filter(|at| line.tokens[*at].kind == TokenKind::Word);
    let words: Vec<usize> = words.take(WORDS_OF_TITLE.end() + 1).collect();
    let is_common = |at: usize| {
        let entry = line.dictionary.entry(line.small(at));
        entry.is_some_and(|entry| entry.has(Entry::WORD))
    };
    let fits = |at: usize| {
        at == index
            || line.span(at).len() <= LONGEST_SMALL_WORD
            || line.word(at).starts_with(char::is_uppercase) && is_common(at)
    };
    WORDS_OF_TITLE.contains(&words.len()) && words.into_iter().all(fits)
}

/// Whether the next token is a word that the dictionary has, in small letters: before it a name is rare.
pub fn goes_on_in_prose(line: &Line<'_>, index: usize) -> bool {
    // "Sahin and colleagues"
    let is_before_name =
        matches!(line.small(index + 1), "and" | "et") && line.word(index).starts_with(char::is_uppercase);
    line.is_known_small(index + 1) && line.has_space_after(index) && !is_before_name
}
