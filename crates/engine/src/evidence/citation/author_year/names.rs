//! The names of authors in a citation: where they begin and end, in brackets and before them.
//!
//! What a citation is besides names, its dates and brackets, is for `author_year`.

use std::ops::Range;

use claimlint_data::words::{citations, names};

use crate::evidence::citation::cursor::{SplitText, is_initials};
use crate::evidence::citation::surnames::{is_name_word, is_particle, is_surname};

/// At most this many words may lead to a name.
pub(super) const MOST_BEFORE: usize = 8;

/// The name of a first author, and where those of the others end.
pub(super) struct Named {
    /// The words of the surname.
    pub(super) author: Range<usize>,
    /// The first word after the names.
    pub(super) end: usize,
    /// Whether it can hardly be anything but the name of a person.
    pub(super) is_certain: bool,
}

/// Whether a word leads to a name: "see", "e.g.".
pub(super) fn leads_to_name(words: &SplitText<'_>, word: usize) -> bool {
    citations::BEFORE_CITATIONS.contains(words.small(word))
        && matches!(words.gap_after(word), " " | ", " | ". " | "., " | ": " | ".: ")
}

/// The names at the beginning of a part.
pub(super) fn named(words: &SplitText<'_>, from: usize, end: usize) -> Option<Named> {
    let before = (from..end)
        .take_while(|&word| is_particle(words, word) || is_initial(words.text(word)))
        .take(MOST_BEFORE);
    let first = from + before.count();
    if first >= end || !is_surname(words.text(first)) {
        return None;
    }
    let more = (first..end).take_while(|&word| {
        words.is_joined(word)
            && word + 1 < end
            && is_name_word(words.text(word + 1))
            && !is_initials(words.text(word + 1))
    });
    let author = first..first + more.count() + 1;
    let others = (author.end..end).take_while(|&word| is_of_names(words, word));
    let end = author.end + others.count();
    // Several words in a row are a body as often as a person.
    let is_certain = author.len() == 1 && is_name_of_person(words.text(first));
    Some(Named { author, end, is_certain })
}

/// The first author of the names that end with a word, and whether it is certain that they are names.
pub(super) fn author_before(words: &SplitText<'_>, last: usize) -> Option<(usize, bool)> {
    match words.gap_after(last).trim_end_matches(['(', '[']) {
        " " if is_surname(words.text(last)) => {
            let first = first_of_two(words, last);
            Some((first.unwrap_or(last), first.is_some() || words.text(last).ends_with("'s")))
        }
        " " | ". " | ", " | "., " if words.small(last) == "al" => {
            let author = last.checked_sub(2)?;
            (words.small(author + 1) == "et" && words.is_joined(author)).then_some((author, true))
        }
        " " if citations::CO_AUTHORS.contains(words.small(last)) => {
            let author = last.checked_sub(2)?;
            (words.small(author + 1) == "and" && words.is_joined(author)).then_some((author, true))
        }
        _ => None,
    }
}

/// Whether a word belongs to the names between the first author and the date.
fn is_of_names(words: &SplitText<'_>, word: usize) -> bool {
    let own = words.text(word);
    let is_joining = matches!(words.small(word), "and" | "et" | "al" | "with");
    let is_before =
        matches!(words.gap_before(word), " " | ", " | " & " | ", & " | "., & " | "., " | ". " | ".");
    is_before
        && (is_joining
            || is_particle(words, word)
            || is_initials(own)
            || citations::CO_AUTHORS.contains(words.small(word))
            || is_surname(own))
}

/// Whether a word is an initial before a surname: `P`, `J.P`, `J-P`. `FDA` is a body.
fn is_initial(word: &str) -> bool {
    word.chars().all(|sign| sign.is_uppercase() || matches!(sign, '.' | '-'))
        && (word.chars().nth(1).is_none() || word.contains(['.', '-']))
}

/// Whether a name with a capital may be a person's: those of bodies are often all capitals.
fn is_name_of_person(name: &str) -> bool {
    name.chars().any(char::is_lowercase)
}

/// The first surname of "Author and van der Author", from the second.
fn first_of_two(words: &SplitText<'_>, second: usize) -> Option<usize> {
    let particles = words.run_before(second, MOST_BEFORE, |word| {
        names::INSIDE_AUTHORS.contains(word) && !matches!(word, "and" | "et" | "al")
    });
    let before = (second - particles).checked_sub(1)?;
    let first = match words.gap_after(before) {
        " & " => before,
        " " if words.small(before) == "and" => {
            before.checked_sub(1).filter(|&first| words.is_joined(first))?
        }
        _ => return None,
    };
    is_surname(words.text(first)).then_some(first)
}
