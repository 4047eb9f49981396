//! Which spellings are a writer's own choice: not those of names, quotations, addresses, or words mentioned as words.

use claimlint_base::span::Span;
use claimlint_data::words::names;
use claimlint_text::{BlockId, Document};

use super::product_name::is_before_price;
use super::reason::Plain;
use super::subject::{Subject, is_link};

/// A title has a capital on at least this many in a hundred of its longer words.
const TITLE_PERCENT: usize = 70;

/// Why the writer of a document did not choose how to spell these words; `None` where they are the writer's own.
pub fn whose_spelling(subject: &Subject<'_>, block: BlockId, sentence: Span, words: Span) -> Option<Plain> {
    let document = subject.document;
    if is_in_address(document, words) {
        Some(Plain::Code)
    } else if is_mentioned(document, words) {
        Some(Plain::Mentioned)
    } else if is_name(document, block, sentence, words)
        || is_product(document.words_of(sentence))
        || is_before_price(document, document.block(block))
    {
        Some(Plain::Name)
    } else if is_link(document, document.block(block).span) {
        // The name of another page.
        Some(Plain::Furniture)
    } else {
        (!subject.quotations.touching(words).is_empty()).then_some(Plain::Quoted)
    }
}

/// Whether the words are in a web or mail address, a handle, a file name, or beside a slash.
fn is_in_address(document: &Document, words: Span) -> bool {
    let Some(stretch) = document.stretch_around(words) else { return true };
    let before = document.words_of(Span::of(stretch.start()..words.start()));
    let after = document.words_of(Span::of(words.end()..stretch.end()));
    let joins = |sign: char| matches!(sign, '/' | '@' | '#' | '_' | '\\' | '=' | '&');
    let letters_after_point = after.strip_prefix('.').is_some_and(|rest| {
        rest.starts_with(|sign: char| sign.is_ascii_lowercase() || sign.is_ascii_digit())
    });
    before.contains(joins) || before.ends_with('.') || after.contains(joins) || letters_after_point
}

/// Whether the words are another name for the ones before: "needling (micro-needling)".
fn is_mentioned(document: &Document, words: Span) -> bool {
    let text = document.text();
    text[..words.start()].ends_with('(') && text[words.end()..].starts_with(')')
}

/// Whether the words are a name or a part of one. A capital at the start of a sentence or in a title says nothing.
fn is_name(document: &Document, block: BlockId, sentence: Span, words: Span) -> bool {
    let own = document.words_of(words);
    if !own.starts_with(char::is_uppercase) || is_in_capitals(own) {
        return false;
    }
    // "HairCare" is how a brand writes itself.
    let is_camel = |pair: &[u8]| pair[0].is_ascii_lowercase() && pair[1].is_ascii_uppercase();
    if own.as_bytes().windows(2).any(is_camel) {
        return true;
    }
    let (before, after) =
        (document.words_of(Span::of(sentence.start()..words.start())), &document.text()[words.end()..]);
    let word = |text: &str| text.trim_matches(|sign: char| !sign.is_alphanumeric()).to_lowercase();
    let next = after.strip_prefix(' ').and_then(|rest| rest.split([' ', '\n']).next()).unwrap_or_default();
    let previous = before.split(' ').next_back().filter(|last| !last.is_empty());
    let previous = previous.or_else(|| before.trim_end().split(' ').next_back()).unwrap_or_default();
    // "Glowell Hair Center", "Vampire Facelift®".
    let is_own_body = is_body(&own.to_lowercase()) && previous.starts_with(char::is_uppercase);
    if is_own_body || after.starts_with(['®', '™']) {
        return true;
    }
    if is_body(&word(next)) || is_body(&word(previous)) {
        return true;
    }
    if document.block(block).kind.is_heading() || is_title(document.words_of(sentence)) {
        return false;
    }
    let begins = !before.contains(|sign: char| sign.is_alphanumeric());
    let later_capital = own.split([' ', '-']).skip(1).any(|part| part.starts_with(char::is_uppercase));
    !begins || later_capital || next.starts_with(char::is_uppercase) && next.len() > 1
}

/// Whether a word is one for a body or company: beside it, a word with a capital is a name, even in a title.
fn is_body(word: &str) -> bool {
    names::LEARNED_BODIES.contains(word) || names::COMPANIES.contains(word)
}

fn is_in_capitals(words: &str) -> bool {
    words.chars().filter(|letter| letter.is_alphabetic()).all(char::is_uppercase)
}

/// A product as shops list it has at least so many longer words.
const WORDS_OF_PRODUCT: usize = 6;

/// Whether a sentence is a product as shops list it, with signs between its words: "Velmora Oil + Clay Anti-Ageing Night Cream For Fine
/// Lines & Wrinkles". Its maker chose the spelling.
fn is_product(sentence: &str) -> bool {
    let longer = sentence.split(' ').filter(|word| word.len() > 3 && word.starts_with(char::is_alphabetic));
    sentence.contains(['+', '&', '|', ',', '('])
        && longer.take(WORDS_OF_PRODUCT).count() == WORDS_OF_PRODUCT
        && is_title(sentence)
}

/// Whether nearly all the longer words begin with a capital and no stop follows, as in a title.
fn is_title(sentence: &str) -> bool {
    let longer =
        || sentence.split(' ').filter(|word| word.len() > 3 && word.starts_with(char::is_alphabetic));
    let capitals = longer().filter(|word| word.starts_with(char::is_uppercase)).count();
    !sentence.ends_with('.') && longer().count() > 1 && capitals * 100 >= longer().count() * TITLE_PERCENT
}
