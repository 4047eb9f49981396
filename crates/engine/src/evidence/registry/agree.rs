//! Compares what an article says about a paper with what the registry has.
//!
//! Words are compared without case, marks and markup. A title agrees if it is nearly the same, a year if it is one off (online
//! before print), a journal by its full or its short name. What one side does not say is not compared.

use std::fmt::{Display, Formatter};

use claimlint_data::words::names::INSIDE_NAMES;
use unicode_normalization::UnicodeNormalization;

use super::record::Record;

/// Titles that are this similar are the same: 1 minus the edits divided by the longer length.
const ALIKE: f64 = 0.8;
/// How far the year online and the year in print may be apart.
const YEARS_APART: u16 = 1;
/// No title has more words. A hostile registry must not take minutes.
const LONGEST_TITLE: usize = 60;
/// No entry has more words.
const LONGEST_ENTRY: usize = 400;

/// What an article says about a paper. What it leaves out is not compared.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PaperAsCited {
    /// Words among which the title must be.
    pub title: Option<String>,
    /// The name of a journal.
    pub journal: Option<String>,
    /// Numbers that may be its year. It is enough if one agrees: an entry also has pages and the day of a visit.
    pub years: Vec<u16>,
}

/// Something in which an article and a registry differ.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Difference {
    /// The registry's title is not among the words of the article.
    Title {
        /// The registry's.
        registered: String,
    },
    /// The article names another journal.
    Journal {
        /// The article's.
        said: String,
        /// The registry's.
        registered: String,
    },
    /// No number in the article is near the year.
    Year {
        /// The article's.
        said: u16,
        /// The registry's.
        registered: u16,
    },
}

impl Difference {
    /// The field that differs.
    pub fn field(&self) -> &'static str {
        match self {
            Difference::Title { .. } => "title",
            Difference::Journal { .. } => "journal",
            Difference::Year { .. } => "year",
        }
    }
}

impl Display for Difference {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> std::fmt::Result {
        match self {
            Difference::Title { registered } => {
                write!(formatter, "its title is \u{201C}{registered}\u{201D}, which the text does not give")
            }
            Difference::Journal { said, registered } => {
                write!(formatter, "its journal is \u{201C}{registered}\u{201D}, not \u{201C}{said}\u{201D}")
            }
            Difference::Year { said, registered } => write!(formatter, "it is from {registered}, not {said}"),
        }
    }
}

/// Everything in which the article differs from the registry.
pub fn differences(said: &PaperAsCited, record: &Record) -> Vec<Difference> {
    let mut found = Vec::new();
    if let (Some(words), Some(first)) = (&said.title, record.titles.first())
        && !record.titles.iter().any(|title| holds(words, title))
    {
        found.push(Difference::Title { registered: without_markup(first) });
    }
    if let (Some(journal), Some(first)) = (&said.journal, record.journals.first())
        && !record.journals.iter().any(|name| is_same_journal(journal, name))
    {
        found.push(Difference::Journal { said: journal.clone(), registered: without_markup(first) });
    }
    if let (Some(&year), Some(&first)) = (said.years.first(), record.years.first())
        && !said.years.iter().any(|said| record.years.iter().any(|had| said.abs_diff(*had) <= YEARS_APART))
    {
        found.push(Difference::Year { said: year, registered: first });
    }
    found
}

/// Whether a title, or the part of it before its subtitle, is more or less among some words.
fn holds(words: &str, title: &str) -> bool {
    let words = normal(words);
    let words: Vec<&str> = words.split(' ').take(LONGEST_ENTRY).collect();
    let title = without_markup(title);
    let main = title.split_once(": ").map(|(main, _)| main);
    [Some(title.as_str()), main].into_iter().flatten().any(|title| has_stretch_like(&words, &normal(title)))
}

/// Whether some words in a row are nearly a title.
fn has_stretch_like(words: &[&str], title: &str) -> bool {
    let title: Vec<&str> = title.split(' ').filter(|word| !word.is_empty()).take(LONGEST_TITLE).collect();
    let (length, wanted) = (title.len(), title.join(" "));
    if length == 0 {
        // A title that is only signs cannot be compared.
        return true;
    }
    // A word may be written as two, or two as one.
    (length.saturating_sub(1).max(1)..=length + 1).any(|length| {
        let length = length.min(words.len());
        words.windows(length.max(1)).any(|stretch| {
            let stretch = stretch.join(" ");
            // Most stretches differ so much in length that they cannot be similar.
            let (one, other) = (stretch.chars().count(), wanted.chars().count());
            one.min(other) as f64 >= one.max(other) as f64 * ALIKE
                && strsim::normalized_levenshtein(&stretch, &wanted) >= ALIKE
        })
    })
}

/// Whether two names are of the same journal: nearly the same, one inside the other, or one short for the other.
fn is_same_journal(one: &str, other: &str) -> bool {
    let (one, other) = (normal(one), normal(other));
    strsim::normalized_levenshtein(&one, &other) >= ALIKE
        || is_inside(&one, &other)
        || is_inside(&other, &one)
        || is_short_for(&one, &other)
        || is_short_for(&other, &one)
}

/// Whether a name has all words of another in a row.
fn is_inside(long: &str, short: &str) -> bool {
    !short.is_empty() && format!(" {long} ").contains(&format!(" {short} "))
}

/// Whether each word of a short name begins a word of the long one, in order: "j cosmet dermatol". Short names leave out
/// the small words.
fn is_short_for(short: &str, long: &str) -> bool {
    let (short, long) = (without_small_words(short), without_small_words(long));
    short.len() == long.len()
        && short.iter().zip(&long).all(|(short, long)| {
            // "Investig" and "Dermatolog" drop letters, but not the first ones.
            let start = short.len().min(4);
            long.get(..start.min(long.len())) == short.get(..start)
        })
}

fn without_small_words(name: &str) -> Vec<&str> {
    name.split(' ').filter(|word| !INSIDE_NAMES.contains(word)).collect()
}

/// A text in small letters, without markup, marks and forms of letters that mean the same, with one space between words.
fn normal(text: &str) -> String {
    let plain: String = without_markup(text).nfkc().flat_map(char::to_lowercase).collect();
    let words = plain.split(|sign: char| !sign.is_alphanumeric()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join(" ")
}

/// A text without the tags and character references that registries leave in titles.
fn without_markup(text: &str) -> String {
    let text = htmlize::unescape(text);
    let mut plain = String::with_capacity(text.len());
    let mut rest = text.as_ref();
    while let Some((before, after)) = rest.split_once('<') {
        plain.push_str(before);
        let is_tag = after.starts_with(|sign: char| sign.is_ascii_alphabetic() || sign == '/');
        match after.split_once('>') {
            Some((_, after)) if is_tag => rest = after,
            _ => {
                plain.push('<');
                rest = after;
            }
        }
    }
    plain.push_str(rest);
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    const TITLE: &str = "Blue mud and the <i>skin barrier</i>: a pilot study of 40 volunteers";

    #[test]
    fn a_title_is_found_in_an_entry_however_it_is_set() {
        for entry in [
            "Quillfarth I. Blue mud and the skin barrier: a pilot study of 40 volunteers. Wexcombe Skin Letters, 2016.",
            "Quillfarth (2016), \u{201C}BLUE MUD AND THE SKIN-BARRIER\u{201D}, Wexcombe Skin Letters",
            "Blue muds and the skin barier, a pilot study of forty volunteers",
        ] {
            assert!(holds(entry, TITLE), "{entry}");
        }
        for entry in [
            "Quillfarth I. Green clay and the hair shaft: a survey of salons. Wexcombe Skin Letters, 2016.",
            "Skin barrier",
            "",
        ] {
            assert!(!holds(entry, TITLE), "{entry}");
        }
    }

    #[test]
    fn words_are_compared_without_case_marks_markup_and_spellings_of_accents() {
        assert_eq!(normal("Blue Mud!"), normal("blue  mud"));
        assert_eq!(normal("Cr\u{E8}me &amp; <i>oil</i>"), normal("cre\u{300}me oil"));
        assert_ne!(normal("abcd"), normal("abcx"));
    }

    #[test]
    fn a_journal_has_a_full_and_a_short_name() {
        for (one, other) in [
            ("Journal of Cosmetic Dermatology", "J Cosmet Dermatol"),
            ("The Journal of Cosmetic Dermatology", "Journal of Cosmetic Dermatology"),
            ("J. Cosmet. Dermatol.", "Journal of Cosmetic Dermatology"),
            ("Plastic & Reconstructive Surgery", "Plastic and Reconstructive Surgery"),
        ] {
            assert!(is_same_journal(one, other), "{one}");
        }
        assert!(!is_same_journal("Journal of Cosmetic Dermatology", "Journal of Wexcombe Geology"));
        assert!(!is_same_journal("Journal of Cosmetic Science", "British Journal of Dermatology"));
    }

    #[test]
    fn a_year_may_be_one_off_and_what_is_not_said_is_not_compared() {
        let record = Record { years: vec![2016], titles: vec![TITLE.to_owned()], ..Record::default() };
        let said = |years: &[u16]| PaperAsCited { years: years.to_vec(), ..PaperAsCited::default() };
        for years in [&[2016][..], &[2015], &[2017], &[1999, 2016], &[]] {
            assert_eq!(differences(&said(years), &record), [], "{years:?}");
        }
        let found = differences(&said(&[2014]), &record);
        assert_eq!(found, [Difference::Year { said: 2014, registered: 2016 }]);
        assert_eq!(differences(&said(&[2014]), &Record::default()), []);
    }

    #[test]
    fn a_title_without_words_or_end_costs_no_time() {
        assert!(holds("any words", "\u{2026}"));
        assert!(!holds(&"mud ".repeat(10_000), &"clay ".repeat(10_000)));
    }
}
