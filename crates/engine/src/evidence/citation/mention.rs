//! A paper that running text mentions: its year, its author and its journal, where the words near it give them.
//!
//! Which words are a mention is for `prose`.

use std::ops::Range;

use claimlint_data::words::citations;

use super::cursor::{SplitText, has_capital, is_initials, year};
use super::dates::date_at;
use super::kinds::PaperPart;
use super::surnames::{is_name_word, is_surname};

/// At most this many words may be between a paper and its authors or its journal: "a 2015 trial of forty women by Author et al.".
const MOST_BEFORE_AUTHORS: usize = 16;

/// Small words in the names of journals, which their short forms leave out.
pub const INSIDE_JOURNALS: &[&str] = &["of", "the", "and", "for", "in", "on"];

/// Whether a word may be one of the name of a journal.
pub fn is_of_journal(words: &SplitText<'_>, word: usize) -> bool {
    date_at(words, word).is_none()
        && (has_capital(words.text(word)) || INSIDE_JOURNALS.contains(&words.small(word)))
}

/// A paper that the text mentions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention {
    /// The bytes that say something about it.
    pub range: Range<usize>,
    /// What they say.
    pub parts: Vec<PaperPart>,
    /// The bytes of the surname of the first author, where it stands before the word for the paper.
    pub named: Option<Range<usize>>,
}

impl Mention {
    /// A mention, and what it says.
    pub fn new(range: Range<usize>, parts: Vec<PaperPart>) -> Mention {
        Mention { range, parts, named: None }
    }

    /// The year that it says.
    pub fn year(&self, words: &SplitText<'_>) -> Option<u16> {
        let all = words.first_from(self.range.start)..words.first_from(self.range.end);
        all.filter_map(|word| year(words.small(word))).next_back()
    }

    /// The surname of the first author, where the names of authors come soon after it: "by Author et al.", "(Author and
    /// colleagues", "by One, Two and Three". A single name may be that of a body.
    pub fn author<'t>(&self, words: &SplitText<'t>) -> Option<&'t str> {
        if let Some(named) = &self.named {
            return Some(words.text_in(named.clone()));
        }
        let mut near = self.words_after(words, self.range.end);
        let author = near.find(|&word| {
            let is_by = words.gap_before(word) == " " && word > 0 && words.small(word - 1) == "by";
            (is_by || words.gap_before(word).ends_with('(')) && begins_authors(words, word)
        })?;
        Some(words.text(author).trim_end_matches("'s"))
    }

    /// Whether it comes from a journal, of which an entry gives the name in full or in short.
    pub fn is_in_journal(&self, words: &SplitText<'_>, journal: &str) -> bool {
        let mut near = self.words_after(words, self.range.start);
        near.any(|word| {
            let before = word.checked_sub(1).map_or("", |before| words.small(before));
            let is_place = matches!(before, "in" | "the" | "journal")
                || words.gap_before(word).ends_with('(')
                || year(before).is_some() && has_capital(words.text(word));
            // The reviews of this body are in its own journal: "a 2008 Cochrane review".
            let is_body = words.small(word) == "cochrane"
                && journal.get(.."cochrane".len()).is_some_and(|name| name.eq_ignore_ascii_case("cochrane"));
            is_body || is_place && is_name_of(words, word, journal)
        })
    }

    /// The words from a byte on that are still near, in the same sentence.
    fn words_after(&self, words: &SplitText<'_>, from: usize) -> impl Iterator<Item = usize> {
        let first = words.first_from(from);
        let near = words.first_from(self.range.end) + MOST_BEFORE_AUTHORS;
        let all = first..near.min(words.count());
        all.take_while(move |&word| word == first || !words.gap_before(word).contains(['.', '?', '!', ';']))
    }
}

/// Whether the names of several authors begin with a word.
fn begins_authors(words: &SplitText<'_>, first: usize) -> bool {
    if !is_surname(words.text(first)) {
        return false;
    }
    let is_second = |word: usize| {
        is_name_word(words.text(word)) && !is_initials(words.text(word)) && words.count() > word
    };
    let last = first + usize::from(words.is_joined(first) && is_second(first + 1));
    let (next, after) = (last + 1, last + 2);
    let is_person =
        |word: usize| is_surname(words.text(word)) && words.text(word).contains(char::is_lowercase);
    match words.gap_after(last) {
        " " if words.small(next) == "et" => words.small(after) == "al",
        " " if words.small(next) == "and" => {
            citations::CO_AUTHORS.contains(words.small(after)) || is_person(after)
        }
        " & " => is_person(next),
        ", " => is_person(next) && (words.small(after) == "and" || words.gap_after(next).contains('&')),
        _ => false,
    }
}

/// Whether the name of a journal begins with a word, in full where the entry has it in short.
fn is_name_of(words: &SplitText<'_>, first: usize, journal: &str) -> bool {
    let is_small = |word: &str| INSIDE_JOURNALS.contains(&word);
    let parts = journal.split(|sign: char| !sign.is_alphanumeric()).filter(|part| !part.is_empty());
    let mut word = first;
    for part in parts.filter(|part| !is_small(&part.to_lowercase())) {
        while is_small(words.small(word)) {
            word += 1;
        }
        if !has_capital(part) || !words.text(word).starts_with(part) {
            return false;
        }
        word += 1;
    }
    // Else it is another journal, with a longer name.
    word > first && !(words.is_joined(word - 1) && has_capital(words.text(word)))
}
