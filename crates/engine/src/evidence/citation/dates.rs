//! When a paper came out, as citations and entries say it: a year, perhaps with a letter, or that it has none.

use claimlint_data::words::citations;

use super::cursor::{SplitText, year};

/// When a paper came out.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct PaperDate {
    /// The year; `None` for what is in press or has no date.
    pub year: Option<u16>,
    /// The letter that tells two papers of one author and year apart: `2019a`.
    pub letter: Option<char>,
}

impl PaperDate {
    /// The date in `2019`, `2019a` or `2019-20`.
    pub fn of_word(word: &str) -> Option<PaperDate> {
        // Of "1999/2019" the last is the year of the edition that is cited.
        let last = word.rsplit_once('/').map(|(_, last)| last).filter(|last| year(last).is_some());
        let word = last.unwrap_or(word);
        let letter = word.get(4..).and_then(|rest| rest.chars().next()).filter(|_| word.len() == 5);
        Some(PaperDate { year: Some(year(word)?), letter: letter.filter(char::is_ascii_lowercase) })
    }

    /// The date in the words of a message.
    pub fn words(self) -> String {
        let letter = self.letter.map(String::from).unwrap_or_default();
        self.year.map_or_else(|| "no year".to_owned(), |year| format!("{year}{letter}"))
    }
}

/// A date at a word, and the word after it.
pub fn date_at(words: &SplitText<'_>, word: usize) -> Option<(PaperDate, usize)> {
    let dated = PaperDate::of_word(words.text(word)).map(|date| (date, word + 1));
    dated.or_else(|| after_undated(words, word).map(|next| (PaperDate::default(), next)))
}

/// The word after "in press", "n.d." and the like.
pub fn after_undated(words: &SplitText<'_>, word: usize) -> Option<usize> {
    let rest = words.small_in(words.place(word).start..words.text_end());
    let found = citations::WITHOUT_YEAR.iter().find(|phrase| {
        rest.strip_prefix(**phrase).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
    })?;
    Some(word + found.split(' ').count())
}
