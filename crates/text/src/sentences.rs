//! Cuts the blocks of a document into sentences.
//!
//! A stop ends a sentence unless it belongs to an abbreviation, an initial, a number or an address. Copy often lacks the space
//! after a stop, and bullets and headings often lack the stop; neither may join two sentences.

use std::ops::Range;
use std::sync::LazyLock;

use claimlint_base::source::end_of;
use claimlint_base::span::Span;
use claimlint_base::word_list::entries;
use claimlint_data::words::addresses::SITES;
use claimlint_data::words::english::ABBREVIATIONS_AT_ENDS;
use rustc_hash::FxHashSet;

use crate::document::Document;
use crate::ids::SentenceId;

/// Words whose stop does not end a sentence. The file itself says how it is written.
static ABBREVIATIONS: LazyLock<FxHashSet<&str>> =
    LazyLock::new(|| entries(claimlint_data::lists::ABBREVIATIONS).map(|(_, short)| short).collect());

/// The length of the longest of them, in bytes.
static LONGEST_ABBREVIATION: LazyLock<usize> =
    LazyLock::new(|| ABBREVIATIONS.iter().map(|short| short.len()).max().unwrap_or_default());

/// Whether the stop after `word` is part of it, given the character after the space.
fn is_abbreviation(word: &str, next: Option<char>) -> bool {
    if word.len() > *LONGEST_ABBREVIATION {
        return false;
    }
    let before_number = next.is_some_and(|next| next.is_ascii_digit());
    let has_capital = word.bytes().any(|byte| byte.is_ascii_uppercase());
    ABBREVIATIONS.contains(word)
        || has_capital && ABBREVIATIONS.contains(word.to_ascii_lowercase().as_str())
        || before_number && ABBREVIATIONS.contains(format!("{} #", word.to_ascii_lowercase()).as_str())
}

/// Finds the sentences of every block.
pub fn split(document: &mut Document) {
    let mut sentences = Vec::new();
    for block in &mut document.blocks {
        let first = SentenceId::new(sentences.len());
        let text = &document.text[block.span.range()];
        each_sentence(text, |range| {
            sentences.push(Span::of(block.span.start() + range.start..block.span.start() + range.end));
        });
        block.sentences = first..SentenceId::new(sentences.len());
    }
    sentences.shrink_to_fit();
    document.sentences = sentences;
}

/// Passes on the sentences of one block of folded text, as bytes of it.
fn each_sentence(text: &str, mut add: impl FnMut(Range<usize>)) {
    let bytes = text.as_bytes();
    let mut start = 0;
    let mut at = 0;
    while let Some(found) = memchr::memchr3(b'.', b'!', b'?', &bytes[at..]) {
        let stop = at + found;
        let mut end = stop + 1;
        while bytes.get(end).is_some_and(|byte| matches!(byte, b'.' | b'!' | b'?')) {
            end += 1;
        }
        let stops = end;
        while bytes.get(end).is_some_and(|byte| matches!(byte, b'"' | b'\'' | b')' | b']' | b'*')) {
            end += 1;
        }
        end = with_note_markers(bytes, end);
        at = end;
        if ends_sentence(text, start, stop, stops, end) && !is_inside_brackets(bytes, start, stop) {
            add_trimmed(text, start..end, &mut add);
            start = end;
        }
    }
    add_trimmed(text, start..text.len(), &mut add);
}

/// Whether a sentence that begins at `start` ends at `end`. `stop` is the first stop, `stops` is one past the last, `end` one
/// past the quotes and brackets after them.
fn ends_sentence(text: &str, start: usize, stop: usize, stops: usize, end: usize) -> bool {
    let bytes = text.as_bytes();
    let before = &text[start..stop];
    let after = &text[end..];
    let Some(next) = after.chars().next() else { return true };
    let is_full_stop = bytes[stop] == b'.' && stops == stop + 1;
    if next == ' ' {
        let first = after[1..].chars().find(|character| !matches!(character, '"' | '\'' | '(' | '['));
        let goes_on_small = first.is_some_and(char::is_lowercase);
        if !is_full_stop {
            // "Really?" she asked. After an ellipsis or a stop in brackets, too, a sentence may go on.
            return !goes_on_small || (end == stops && bytes[stop] != b'.');
        }
        let word = last_word(before);
        if is_abbreviation(word, first) {
            // `etc.` and the like may end a sentence; `Dr.` and `No.` never do.
            return may_end_sentence(word) && first.is_some_and(char::is_uppercase);
        }
        if is_initial(word) {
            return false;
        }
        return !goes_on_small || word.len() >= 4;
    }
    // Without a space after the stop, `skin.The` is two sentences; `2.5`, `www.site.com` and `M.D.` are not.
    let word = last_word(before);
    let upper = next.is_uppercase();
    upper
        && is_full_stop
        && end == stops
        && word.len() >= 2
        && word.chars().all(char::is_alphabetic)
        && word.ends_with(char::is_lowercase)
        && after.chars().nth(1).is_some_and(|second| second.is_lowercase() || second == ' ')
        && !is_address(after)
        // "Dr.Example" is one person.
        && (!is_abbreviation(word, Some(next)) || may_end_sentence(word))
        || (matches!(bytes[stop], b'!' | b'?') && upper)
}

/// Of a longer word, in bytes, only this much is read.
const LONGEST_WORD: usize = 256;

/// Nobody writes a longer sentence, in bytes: it is cut between words.
const LONGEST_SENTENCE: usize = 10_000;

/// How far from a stop the brackets around it may be, in bytes: a full reference is shorter.
const LONGEST_BRACKET: usize = 400;

/// Whether `stop` is between round brackets that open in the sentence. A reference in brackets is full of stops, and it backs
/// the claim before it only as a part of that sentence.
fn is_inside_brackets(bytes: &[u8], start: usize, stop: usize) -> bool {
    let before = &bytes[start.max(stop.saturating_sub(LONGEST_BRACKET))..stop];
    let mut open = 0_usize;
    for at in memchr::memchr2_iter(b'(', b')', before) {
        open = if before[at] == b'(' { open + 1 } else { open.saturating_sub(1) };
    }
    if open == 0 {
        return false;
    }
    let after = &bytes[stop..bytes.len().min(stop + LONGEST_BRACKET)];
    for at in memchr::memchr2_iter(b'(', b')', after) {
        open = if after[at] == b'(' { open + 1 } else { open - 1 };
        if open == 0 {
            return true;
        }
    }
    false
}

/// The last word of a text, which may be cut at its start.
fn last_word(before: &str) -> &str {
    let before = end_of(before, LONGEST_WORD);
    let gap = before.bytes().rposition(|byte| matches!(byte, b' ' | b'(' | b'"' | b'[' | b'/'));
    &before[gap.map_or(0, |at| at + 1)..]
}

/// Whether a word is a single capital, as in `J. Smith`, or several with stops between them, as in `M.D`.
fn is_initial(word: &str) -> bool {
    !word.is_empty()
        && word.split('.').all(|part| {
            let mut letters = part.chars();
            letters.next().is_some_and(char::is_uppercase) && letters.next().is_none()
        })
}

/// Whether an abbreviation often ends a sentence.
fn may_end_sentence(abbreviation: &str) -> bool {
    ABBREVIATIONS_AT_ENDS.contains(abbreviation.to_ascii_lowercase().as_str())
}

/// Whether the text after a stop goes on as an address: `Instagram.Com/page`.
fn is_address(after: &str) -> bool {
    let near = after.char_indices().nth(LONGEST_WORD).map_or(after, |(end, _)| &after[..end]);
    let word = near.split([' ', ',', ')']).next().unwrap_or_default();
    word.contains(['/', '@']) || SITES.contains(word.to_ascii_lowercase().as_str())
}

/// Moves the end of a sentence after the markers of its sources: `stop.[12]`, `stop.[@key]`.
fn with_note_markers(bytes: &[u8], mut end: usize) -> usize {
    while bytes.get(end) == Some(&b'[') {
        let has_keys = bytes[end + 1..].starts_with(b"@") || bytes[end + 1..].starts_with(b"-@");
        let longest = if has_keys { LONGEST_BRACKET } else { 20 };
        let near = &bytes[end..bytes.len().min(end + longest + 1)];
        let Some(close) = memchr::memchr(b']', near) else { break };
        let inside = &bytes[end + 1..end + close];
        let is_marker = !inside.is_empty()
            && (has_keys
                || inside
                    .iter()
                    .all(|byte| byte.is_ascii_digit() || matches!(byte, b',' | b'-' | b' ' | b'^')));
        if !is_marker {
            break;
        }
        end += close + 1;
    }
    end
}

/// Passes on a sentence without the spaces around it, or the parts of one that is too long.
fn add_trimmed(text: &str, range: Range<usize>, add: &mut impl FnMut(Range<usize>)) {
    let words = &text[range.clone()];
    // Folding leaves no other white space.
    let mut start = range.start + words.len() - words.trim_ascii_start().len();
    let end = range.start + words.trim_ascii_end().len();
    while end - start > LONGEST_SENTENCE {
        let part = text[start..].char_indices().take_while(|(at, _)| *at < LONGEST_SENTENCE);
        let (mut cut, mut space) = (start, None);
        for (at, sign) in part {
            cut = start + at + sign.len_utf8();
            space = if sign == ' ' { Some(cut) } else { space };
        }
        let cut = space.unwrap_or(cut);
        add(start..start + text[start..cut].trim_ascii_end().len());
        start = cut;
    }
    if start < end {
        add(start..end);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> Vec<&str> {
        let mut sentences = Vec::new();
        each_sentence(text, |range| sentences.push(&text[range]));
        sentences
    }

    #[test]
    fn abbreviations_initials_and_numbers_do_not_end_a_sentence() {
        for whole in [
            "Ask Dr. Surname about it.",
            "Author et al. saw the same in 2019.",
            "See No. 1 on the list.",
            "Use a gentle wash, e.g. one with oat.",
            "Allow 4-6 weeks, or 2.5 ml a day.",
            "Written by J. Author and A. B. Author for our readers.",
            "It beats creams vs. serums.",
            "Read it at www.example.com today.",
        ] {
            assert_eq!(cut(whole), [whole]);
        }
    }

    #[test]
    fn a_missing_space_after_a_stop_still_ends_the_sentence() {
        assert_eq!(cut("It firms the skin.The rest follows."), ["It firms the skin.", "The rest follows."]);
        assert_eq!(cut("Ready?Book now!It helps."), ["Ready?", "Book now!", "It helps."]);
    }

    #[test]
    fn quotes_brackets_and_source_markers_stay_with_their_sentence() {
        assert_eq!(cut("\"It works.\" She left."), ["\"It works.\"", "She left."]);
        assert_eq!(cut("It firms.[3,4] It lifts.[5]"), ["It firms.[3,4]", "It lifts.[5]"]);
        assert_eq!(cut("It firms.[@a, p. 3; @b] It lifts."), ["It firms.[@a, p. 3; @b]", "It lifts."]);
        assert_eq!(
            cut("It firms [see @a, p. 3; @B.C]. It lifts."),
            ["It firms [see @a, p. 3; @B.C].", "It lifts."]
        );
        assert_eq!(cut("\"Really?\" she asked. Yes."), ["\"Really?\" she asked.", "Yes."]);
    }

    #[test]
    fn a_reference_in_brackets_stays_with_its_claim() {
        let whole =
            "Half saw it fade (Author A, Author B. Fading lines. Journal of Lines. 2021;8(2):7-9. Online).";
        assert_eq!(cut(&format!("{whole} It was small.")), [whole, "It was small."]);
        assert_eq!(cut("It helps (a lot. More follows."), ["It helps (a lot.", "More follows."]);
    }

    #[test]
    fn a_sentence_may_start_with_a_small_letter_by_mistake() {
        assert_eq!(
            cut("It needs care afterwards. creams help."),
            ["It needs care afterwards.", "creams help."]
        );
    }

    #[test]
    fn a_text_without_stops_is_cut_between_words() {
        let text = "soft skin ".repeat(5_000);
        let parts = cut(&text);
        assert_eq!(parts.join(" "), text.trim_end());
        assert!(parts.iter().all(|part| part.len() <= LONGEST_SENTENCE && part.ends_with("skin")));
        assert_eq!(cut(&"\u{E9}".repeat(LONGEST_SENTENCE)).len(), 2);
    }

    #[test]
    fn the_answer_no_ends_a_sentence() {
        assert_eq!(cut("Does it hurt? No. It tickles."), ["Does it hurt?", "No.", "It tickles."]);
    }

    #[test]
    fn an_abbreviation_can_end_a_sentence_before_a_capital() {
        assert_eq!(cut("Creams, gels, etc. We stock all."), ["Creams, gels, etc.", "We stock all."]);
    }
}
