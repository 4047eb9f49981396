//! Words that touch in the text, though markup begins or ends between them: two that lost the space, or two that a style draws apart.

use claimlint_base::span::Span;
use claimlint_data::words::{endings, english};
use claimlint_rules::Slip;
use claimlint_rules::dictionary::Entry;

use super::common::{COMMON, common_word};
use super::found_slip::FoundSlip;
use super::line::Line;
use super::shape::{SHORTEST, Shape};
use super::unknown::Unknown;

/// What is shorter, in tokens, may be a label.
const TOKENS_OF_SENTENCE: usize = 6;

/// Two words that touch where markup begins or ends, one of them a small one: `Skin<a>are</a>`.
pub fn parted_by_markup(line: &Line<'_>, index: usize, word: &Unknown) -> Option<FoundSlip> {
    let span = line.span(index);
    let whole = line.word(index);
    if !word.is_doubtful() || !whole.is_ascii() || line.document.is_unbroken(span) || !line.touch(span) {
        return None;
    }
    let is_broken = |end: &usize| !line.document.is_unbroken(Span::of(span.start()..span.start() + end));
    let (first, second) = whole.split_at_checked((1..=whole.len()).find(is_broken)?.checked_sub(1)?)?;
    let is_small = |part: &str| {
        let part = part.to_ascii_lowercase();
        english::SMALL_WORDS.contains(part.as_str()) || english::JOINED.contains(part.as_str())
    };
    // "Best for" and "Beginners", each in an element of its own: a label and its value.
    let is_value = first.ends_with(char::is_lowercase)
        && second.starts_with(char::is_uppercase)
        && line.dictionary.entry(&second.to_lowercase()).is_some_and(|entry| entry.has(Entry::WORD));
    let are_words =
        !is_value && first.len() > 1 && second.len() > 1 && line.knows(first) && line.knows(second);
    // "<b>8+ Years</b>of Care": in so short a label, a style may draw them apart.
    if line.tokens.len() < TOKENS_OF_SENTENCE
        && !line.is_whole_sentence()
        && first.starts_with(char::is_uppercase)
    {
        return None;
    }
    let middle = Span::at(span.start() + first.len());
    // "<b>soft</b>oil": common words in small letters.
    let is_plain = |part: &str| part.len() >= SHORTEST && common_word(line.dictionary, part).is_some();
    (are_words && (is_small(first) || is_small(second) || is_plain(first) && is_plain(second)))
        .then(|| FoundSlip::new(Slip::JoinedWords, span, format!("{first} {second}")).with_edit(middle, " "))
}

/// Whether what touches are two words, each in an element of its own, which a style draws apart: `Lean mass<small>per
/// month</small>`. A letter or two before it are a measure.
pub fn is_drawn_apart(line: &Line<'_>, index: usize) -> bool {
    let (span, whole) = (line.span(index), line.word(index));
    if line.document.is_unbroken(span) {
        return false;
    }
    line.looks_around();
    let is_broken = |end: &usize| !line.document.is_unbroken(Span::of(span.start()..span.start() + end));
    let ends = (1..=whole.len()).filter(|end| whole.is_char_boundary(*end));
    let Some(end) = ends.into_iter().find(is_broken) else { return false };
    let Some(at) = whole[..end].char_indices().next_back().map(|(at, _)| at) else { return false };
    let (first, second) = whole.split_at(at);
    let is_word = |part: &str| !part.is_empty() && (part.len() < SHORTEST - 1 || line.knows(part));
    let is_initial = first.len() == 1 && first.starts_with(char::is_uppercase);
    // "Working memory<small>n-back</small>"
    let is_letter = second.len() == 1 && first.len() >= SHORTEST;
    !is_initial && is_word(first) && (is_letter || second.len() > 1 && line.knows(second))
}

/// A word whose ending stands apart has at least this many bytes before it.
const SHORTEST_HEAD: usize = 3;

/// Finds the ending of a word that stands apart from it: `treat ment`.
pub fn find_ending(line: &Line<'_>, at: usize, found: &mut Vec<FoundSlip>) {
    let Some(before) = at.checked_sub(1).filter(|_| endings::LOOSE.contains(line.word(at))) else {
        return;
    };
    let head = line.word(before);
    let is_head = line.is_word(before)
        && head.len() >= SHORTEST_HEAD
        && head.chars().skip(1).all(char::is_lowercase)
        && line.has_space_after(before);
    let whole = format!("{}{}", line.small(before), line.small(at));
    let is_common = |whole: &str| {
        let entry = line.dictionary.entry(whole).filter(|entry| entry.has(Entry::WORD | Entry::TERM));
        entry.is_some_and(|entry| entry.level() <= COMMON || entry.has(Entry::TERM))
    };
    let span = line.span(before).join(line.span(at));
    if is_head && is_common(&whole) && line.document.is_unbroken(span) && !line.is_address(at) {
        let space = Span::of(line.span(before).end()..line.span(at).start());
        found.push(FoundSlip::stray_space(line.document, span, space));
    }
}

/// A word that was cut in two has at least this many bytes, and is no rarer than this, if it is none of the trade.
const SHORTEST_CUT: usize = 6;
const RAREST_CUT: u8 = 40;

/// A piece of a word that nobody knows, where it makes a common word of the one before or after it: `pro cedure`, `hydrat ing`.
pub fn with_neighbour(line: &Line<'_>, index: usize, word: &Unknown) -> Option<FoundSlip> {
    if word.shape != Shape::Small || word.name || word.rejected {
        return None;
    }
    let is_common = |whole: &str| {
        let entry = line.dictionary.entry(whole).filter(|entry| entry.has(Entry::WORD));
        whole.len() >= SHORTEST_CUT
            && entry.is_some_and(|entry| entry.level() <= RAREST_CUT || entry.has(Entry::TERM))
    };
    let joined = |first: usize| {
        let second = first + 1;
        let (head, rest) = (line.word(first), line.word(second));
        let whole = format!("{}{}", line.small(first), line.small(second));
        let span = line.span(first).join(line.span(second));
        let is_cut = line.is_word(first)
            && line.is_word(second)
            && line.has_space_after(first)
            && rest.chars().all(char::is_lowercase)
            && head.chars().skip(1).all(char::is_lowercase)
            && is_common(&whole)
            && line.document.is_unbroken(span);
        is_cut.then(|| {
            let space = Span::of(line.span(first).end()..line.span(second).start());
            FoundSlip::new(Slip::UnknownWord, span, format!("{head}{rest}")).with_edit(space, "")
        })
    };
    index.checked_sub(1).and_then(joined).or_else(|| joined(index))
}
