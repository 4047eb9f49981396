//! Where words that are wrong in running prose are right: in clipped style, in a compound, an address or a name.

use claimlint_base::span::Span;
use claimlint_data::words::english;
use claimlint_rules::{Category, Rule};
use claimlint_text::{BlockKind, Document, SentenceId};

use super::spelling::Roles;
use crate::check::matches::Hit;
use crate::check::reason::Plain;

/// What has no full stop and is a clause has at least this many words.
const WORDS_OF_A_CLAUSE: usize = 7;

/// What has a full stop and so many words is no note.
const WORDS_OF_PROSE: usize = 12;

/// Why the words that a rule on English finds by phrases are right where they stand; nothing where they may be a slip.
pub fn reason(
    document: &Document,
    rule: &Rule,
    hit: &Hit,
    sentence: SentenceId,
    mut knows: impl FnMut(&str) -> bool,
) -> Option<Plain> {
    if rule.category != Category::Typo {
        return None;
    }
    let is_in_address = [hit.span, hit.whole].into_iter().any(|words| is_part_of_address(document, words));
    // "with <Heart /> in the": what is drawn between the words belongs to them.
    let is_joined =
        is_part_of_compound(document, hit.whole) || !document.is_unbroken_but_for_markup(hit.span);
    // A word that is misspelt is so in a compound, too. The dictionary is asked last: it costs more than the signs around.
    let mut are_known = || document.words_of(hit.span).split([' ', '-']).all(&mut knows);
    if is_in_address || is_joined && are_known() {
        return Some(Plain::Code);
    }
    // Compounds and addresses matter to every rule, names and style to those on running prose alone.
    if !rule.sentences {
        return None;
    }
    if is_name(document, hit.span, sentence, knows) {
        return Some(Plain::Name);
    }
    is_clipped(document, hit.span, sentence).then_some(Plain::Clipped)
}

/// Whether a hyphen joins some words to what is before or after them: "under-chin", "site effects" in "injection-site effects".
fn is_part_of_compound(document: &Document, words: Span) -> bool {
    let (before, after) = around(document, words);
    // "2-3 hour" is a range.
    let is_joined = |rest: Option<&str>, sign: fn(&str) -> Option<char>| {
        rest.and_then(sign).is_some_and(char::is_alphabetic)
    };
    is_joined(before.strip_suffix('-'), |rest| rest.chars().next_back())
        || is_joined(after.strip_prefix('-'), |rest| rest.chars().next())
}

/// Whether some words touch what only an address or the name of a file has there: "client.help@example.com".
fn is_part_of_address(document: &Document, words: Span) -> bool {
    let (before, after) = around(document, words);
    let goes_on =
        after.strip_prefix('.').is_some_and(|rest| rest.starts_with(|sign: char| sign.is_ascii_lowercase()));
    goes_on || after.starts_with(['@', '_', '\\']) || before.ends_with(['@', '_', '\\'])
}

/// What is before some words, and what is after them.
fn around(document: &Document, words: Span) -> (&str, &str) {
    let text = document.text();
    (&text[..words.start()], &text[words.end()..])
}

/// Whether some words have a capital that is not that of the sentence: "rinse with Hydrating Cleanser".
fn is_name(
    document: &Document,
    words: Span,
    sentence: SentenceId,
    mut knows: impl FnMut(&str) -> bool,
) -> bool {
    let begins = document.text()[document.sentence(sentence).start()..words.start()].trim_end();
    let is_inside = begins.ends_with(|sign: char| sign.is_alphanumeric() || sign == ',');
    let words = document.words_of(words);
    let has_capital =
        words.starts_with(char::is_uppercase) && words.chars().nth(1).is_some_and(char::is_lowercase);
    // "American" has its capital everywhere.
    let mut is_word = |words: &str| words.split(' ').next().is_some_and(|first| knows(&first.to_lowercase()));
    is_inside && begins.chars().any(char::is_lowercase) && has_capital && is_word(words)
}

/// Whether words are in clipped style, in which articles are left out: the cell of a table, the text of a picture, a heading, what has
/// no full stop, and what has no article at all.
fn is_clipped(document: &Document, words: Span, sentence: SentenceId) -> bool {
    let Some(block) = document.block_of(words).map(|block| document.block(block)) else { return false };
    if matches!(block.kind, BlockKind::TableCell | BlockKind::AltText | BlockKind::Caption)
        || block.kind.is_heading()
    {
        return true;
    }
    let span = document.sentence(sentence);
    let sentence = document.words_of(span);
    let words = sentence.split(' ').count();
    let has_stop = sentence.trim_end_matches(['"', '\'', ')', ' ', '*']).ends_with(['.', '!', '?', ':', ';']);
    // A longer item with a verb is a sentence all the same.
    let has_verb = || sentence.split(' ').any(|word| english::FINITE_VERBS.contains(word));
    let has_sign = sentence.contains(['=', '|', '\u{2192}']);
    let is_letter = |sign: char| sign.is_alphabetic() || sign == '\'';
    let is_said = |words: &str, is_sign: fn(&str) -> bool| words.split(|sign| !is_letter(sign)).any(is_sign);
    let is_prose = words >= WORDS_OF_PROSE
        || is_said(document.small_words_of(block.span), |word| english::SIGNS_OF_PROSE.contains(word))
        || is_said(document.small_words_of(span), |word| Roles::of(word).is_third());
    !has_stop && (words < WORDS_OF_A_CLAUSE || !has_verb()) || has_sign || !is_prose
}
