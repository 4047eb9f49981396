//! Citations by author and year: `(Author, 2019)`, `[see Author & Author, 2014; van der Author et al., in press]`,
//! `Author et al. (2019a, b)`.
//!
//! In brackets they are read from the bracket on: words that lead to a name, the name, and its dates. Before brackets they
//! are read from the date, backwards to the surname. `names` says where the names of authors begin and end.

mod names;
mod possessive;

use std::ops::Range;

use claimlint_data::words::citations;
use names::{MOST_BEFORE, Named, author_before, leads_to_name, named};

use super::authored::{AuthorYear, AuthoredPaper};
use super::cursor::{SplitText, has_capital, year};
use super::dates::{PaperDate, date_at};
use super::kinds::Certainty;
use super::mention::is_of_journal;
use super::surnames::{is_particle, is_surname};

/// At most this many bytes may be between the first surname and the first year in brackets.
const LONGEST_AUTHORS: usize = 82;
/// This many may be in a pair of brackets.
const LONGEST_BRACKETS: usize = 1000;
/// This many may be in brackets after a name.
const LONGEST_DATES: usize = 110;

/// The citations of a text, in order.
pub fn find<'t>(text: &'t str, words: &SplitText<'t>) -> Vec<AuthorYear<'t>> {
    let mut found: Vec<AuthorYear<'t>> = Vec::new();
    for open in memchr::memchr2_iter(b'(', b'[', text.as_bytes()) {
        let is_after_last = found.last().is_none_or(|last| last.range.end <= open);
        let Some(close) = closing(text, open).filter(|_| is_after_last) else { continue };
        let brackets = Brackets { words, open, close };
        found.extend(brackets.before().or_else(|| brackets.inside()));
    }
    // They are in order.
    let is_new = |one: &AuthorYear<'t>| {
        let after = found.partition_point(|other| other.range.end <= one.range.start);
        found.get(after).is_none_or(|other| other.range.start >= one.range.end)
    };
    let possessive: Vec<_> = possessive::find(words).filter(is_new).collect();
    if !possessive.is_empty() {
        found.extend(possessive);
        found.sort_by_key(|one| one.range.start);
    }
    found
}

/// The bracket that closes one, with no other bracket of its kind between them.
fn closing(text: &str, open: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let (opens, closes) = if bytes[open] == b'(' { (b'(', b')') } else { (b'[', b']') };
    let far = bytes.len().min(open + LONGEST_BRACKETS);
    let next = open + 1 + memchr::memchr2(opens, closes, &bytes[open + 1..far])?;
    (bytes[next] == closes).then_some(next)
}

/// A pair of brackets, by their bytes.
struct Brackets<'w, 't> {
    words: &'w SplitText<'t>,
    open: usize,
    close: usize,
}

impl<'t> Brackets<'_, 't> {
    /// `(Author and Author, 2019; Author, 2020)`
    fn inside(&self) -> Option<AuthorYear<'t>> {
        let words = self.words;
        let (first, end) = (words.first_from(self.open + 1), self.end());
        let mut papers = Vec::new();
        let mut word = first;
        while word < end {
            let following = (word + 1..end).find(|&next| words.gap_before(next).contains(';')).unwrap_or(end);
            match self.part(word..following, &mut papers) {
                Some(next) => word = next,
                None if self.goes_on(word..following, &mut papers) => word = following,
                // What does not begin with a citation is an aside.
                None if papers.is_empty() => return None,
                None => word = following,
            }
        }
        (!papers.is_empty()).then(|| AuthorYear { range: self.open..self.close + 1, papers })
    }

    /// The word after the last one in the brackets.
    fn end(&self) -> usize {
        self.words.first_from(self.close)
    }

    /// Adds the papers of the first author of a part, and returns the word after them.
    fn part(&self, part: Range<usize>, papers: &mut Vec<AuthoredPaper<'t>>) -> Option<usize> {
        let words = self.words;
        let lead = part.clone().take(MOST_BEFORE).take_while(|&word| leads_to_name(words, word)).count();
        // A name may be one of those words.
        let mut starts = (part.start..=part.start + lead).rev();
        let (start, named) = starts.find_map(|start| Some((start, named(words, start, part.end)?)))?;
        let dated = self.first_date(&named, part.end)?;
        let is_plain = matches!(words.gap_before(dated), " " | ", " | ". " | "., " | ": ");
        let is_tight = dated == named.end && is_plain;
        // Square brackets may hold anything: a link, a note of the editor.
        let is_round = words.text_in(self.open..self.open + 1) == "(";
        let has_others = (named.author.end..named.end).any(|word| words.small(word) == "al");
        if !is_round && !is_tight && !has_others {
            return None;
        }
        let author = words.text_in(bytes(words, &named.author));
        let certainty = match (is_tight, named.is_certain) {
            (true, true) => Certainty::Certain,
            (true, false) => Certainty::Likely,
            (false, _) => Certainty::Possible,
        };
        let from = words.place(start).start;
        let next = (dated + 1..part.end).find(|&word| is_surname(words.text(word))).unwrap_or(part.end);
        papers.extend(self.dates(dated, next).into_iter().map(|(date, end)| AuthoredPaper {
            author,
            date,
            range: from..end,
            certainty,
        }));
        Some(next)
    }

    /// Adds the papers of a part that has no name, but more dates of the author before it: `(Author, 2019; 2020)`.
    fn goes_on(&self, part: Range<usize>, papers: &mut Vec<AuthoredPaper<'t>>) -> bool {
        let Some(last) = papers.last().cloned().filter(|_| self.holds_dates(part.start, part.end)) else {
            return false;
        };
        let dates = self.dates(part.start, part.end);
        papers.extend(dates.into_iter().map(|(date, end)| AuthoredPaper {
            date,
            range: last.range.start..end,
            ..last.clone()
        }));
        true
    }

    /// The first date after the names.
    fn first_date(&self, named: &Named, end: usize) -> Option<usize> {
        let words = self.words;
        let near = words.place(named.author.start).start + LONGEST_AUTHORS;
        let mut near = (named.author.end..end).take_while(|&word| words.place(word).start <= near);
        near.find(|&word| {
            let gap = words.gap_before(word);
            let is_near = word == named.end || year(words.text(word)).is_some();
            let ends = |next: usize| {
                next == end
                    || words.gap_before(next).starts_with([',', ';', '.', ':'])
                    || words.gap_before(next).contains('&')
                    || matches!(words.small(next), "and" | "or")
            };
            is_near && gap.ends_with(' ') && date_at(words, word).is_some_and(|(_, next)| ends(next))
        })
    }

    /// The dates from a word on, each with the byte after it: `2018, 2019a, b`.
    fn dates(&self, first: usize, end: usize) -> Vec<(PaperDate, usize)> {
        let words = self.words;
        let mut all: Vec<(PaperDate, usize)> = Vec::new();
        let mut word = first;
        while word < end {
            let is_page = word > first && matches!(words.small(word - 1), "p" | "pp" | "page" | "pages");
            let dated = date_at(words, word).filter(|_| !is_page);
            if let Some((date, next)) = dated {
                all.push((date, words.place(next - 1).end));
                word = next;
                continue;
            }
            let letter = Some(words.text(word)).filter(|own| own.len() == 1);
            let letter = letter.and_then(|own| own.chars().next()).filter(|own| matches!(own, 'a'..='f'));
            let before = all.last().filter(|(date, _)| date.letter.is_some()).map(|(date, _)| *date);
            if let (Some(letter), Some(before)) = (letter, before) {
                all.push((PaperDate { letter: Some(letter), ..before }, words.place(word).end));
            }
            word += 1;
        }
        all
    }

    /// `Author et al. (2019)`, `Author and van der Author (2018, 2019)`
    fn before(&self) -> Option<AuthorYear<'t>> {
        let words = self.words;
        let (first, end) = (words.first_from(self.open + 1), self.end());
        let last = first.checked_sub(1)?;
        let dated = if date_at(words, first).is_some() { first } else { self.after_journal(first, end)? };
        date_at(words, dated).filter(|(_, next)| *next <= end)?;
        let is_short = self.close - self.open <= LONGEST_DATES;
        let is_plain = dated == first && self.holds_dates(dated, end);
        if !is_short
            || words.place(first).start != self.open + 1
            || !(is_plain || dated > first || self.names_journal_after(dated, end))
        {
            return None;
        }
        let (author, is_certain) = author_before(words, last)?;
        let surname = words.text(author);
        let is_round = words.text_in(self.open..self.open + 1) == "(";
        // "Our salon (Leeds, 2004)" names a place.
        if !is_surname(surname) || !(is_round && is_plain || is_certain) {
            return None;
        }
        let particles =
            (0..author).rev().take_while(|&word| words.is_joined(word) && is_particle(words, word));
        let start = words.place(author - particles.count()).start;
        let papers = self.dates(dated, end).into_iter().map(|(date, _)| AuthoredPaper {
            author: surname,
            date,
            range: start..self.close + 1,
            certainty: if is_certain { Certainty::Certain } else { Certainty::Likely },
        });
        Some(AuthorYear { range: start..self.close + 1, papers: papers.collect() })
    }

    /// The date after the name of a journal with which brackets begin: `Author et al. (Skin Letters, 2019)`.
    fn after_journal(&self, first: usize, end: usize) -> Option<usize> {
        let words = self.words;
        let of_name = (first..end).take_while(|&word| is_of_journal(words, word)).count();
        let dated = first + of_name;
        (of_name > 0 && has_capital(words.text(first)) && words.gap_before(dated) == ", ").then_some(dated)
    }

    /// Whether the name of a journal, and no more, follows a date in brackets: `Author et al. (2019, Skin Letters)`.
    fn names_journal_after(&self, dated: usize, end: usize) -> bool {
        let words = self.words;
        let Some((_, first)) = date_at(words, dated) else { return false };
        first < end
            && matches!(words.gap_before(first), ", " | "; " | ": ")
            && has_capital(words.text(first))
            && (first..end).all(|word| is_of_journal(words, word))
    }

    /// Whether words in brackets are dates and pages alone.
    fn holds_dates(&self, first: usize, end: usize) -> bool {
        let words = self.words;
        let mut word = first;
        while word < end {
            let small = words.small(word);
            let is_place = citations::PLACES_IN_PAPERS.contains(small)
                || small.len() == 1
                || word > first && small.starts_with(|sign: char| sign.is_ascii_digit());
            match date_at(words, word) {
                Some((_, next)) => word = next,
                None if is_place => word += 1,
                None => return false,
            }
        }
        true
    }
}

/// The bytes of some words.
fn bytes(words: &SplitText<'_>, range: &Range<usize>) -> Range<usize> {
    words.place(range.start).start..words.place(range.end - 1).end
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is found, as `words | author year, …`.
    fn read(text: &str) -> Vec<String> {
        let small = text.to_ascii_lowercase();
        let found = find(text, &SplitText::of(text, &small)).into_iter();
        let shown = found.map(|one| {
            let papers = one.papers.iter().map(|paper| format!("{} {}", paper.author, paper.date.words()));
            format!("{} | {}", &text[one.range], papers.collect::<Vec<_>>().join(", "))
        });
        shown.collect()
    }

    #[test]
    fn authors_and_years_are_read_in_brackets_and_before_them() {
        for (text, expected) in [
            ("Lines soften (Example, 2019).", "(Example, 2019) | Example 2019"),
            ("soften (O'Example 2019a, p. 4)", "(O'Example 2019a, p. 4) | O'Example 2019a"),
            (
                "(One & Two, 2014; Three et al., 2017)",
                "(One & Two, 2014; Three et al., 2017) | One 2014, Three 2017",
            ),
            ("As Example et al. (2019) say", "Example et al. (2019) | Example 2019"),
            ("As Example et al., (2019) say", "Example et al., (2019) | Example 2019"),
            ("as One and Two (2019) say", "One and Two (2019) | One 2019"),
            (
                "Sample and colleagues' 2019 blind trial saw",
                "Sample and colleagues' 2019 blind trial | Sample 2019",
            ),
            ("In Sample et al.'s 2019 British study", "Sample et al.'s 2019 British study | Sample 2019"),
            ("as One and Two's 2019 review says", "One and Two's 2019 review | One 2019"),
            ("as Anna Example (2019b) says", "Example (2019b) | Example 2019b"),
            ("(see Example, 2019)", "(see Example, 2019) | Example 2019"),
            ("(see also e.g. Sample, 2019)", "(see also e.g. Sample, 2019) | Sample 2019"),
            (
                "(for a recent review, see Sample 2019)",
                "(for a recent review, see Sample 2019) | Sample 2019",
            ),
            ("(as cited in Sample et al., 2019)", "(as cited in Sample et al., 2019) | Sample 2019"),
            ("[cf. Sample, 2019]", "[cf. Sample, 2019] | Sample 2019"),
            ("(van der Sample, 2019)", "(van der Sample, 2019) | Sample 2019"),
            (
                "(de la Cruz-G\u{f3}mez et al., 2020)",
                "(de la Cruz-G\u{f3}mez et al., 2020) | Cruz-G\u{f3}mez 2020",
            ),
            ("(al-Sample, 2021)", "(al-Sample, 2021) | al-Sample 2021"),
            ("(P. Sample & J. von Other, 2021)", "(P. Sample & J. von Other, 2021) | Sample 2021"),
            ("(Sample, in press)", "(Sample, in press) | Sample no year"),
            ("(Sample & Other, n.d.)", "(Sample & Other, n.d.) | Sample no year"),
            ("(Sample, 2018, 2019)", "(Sample, 2018, 2019) | Sample 2018, Sample 2019"),
            ("(Sample, 2018; 2019)", "(Sample, 2018; 2019) | Sample 2018, Sample 2019"),
            (
                "(Sample, 2018; 2019a; Other, 2020)",
                "(Sample, 2018; 2019a; Other, 2020) | Sample 2018, Sample 2019a, Other 2020",
            ),
            ("(Sample 2018, Other 2020)", "(Sample 2018, Other 2020) | Sample 2018, Other 2020"),
            (
                "(e.g., Sample 2018 or Other 2020)",
                "(e.g., Sample 2018 or Other 2020) | Sample 2018, Other 2020",
            ),
            ("(Sample 2018 and Other 2020)", "(Sample 2018 and Other 2020) | Sample 2018, Other 2020"),
            ("(Sample, 2019a, b)", "(Sample, 2019a, b) | Sample 2019a, Sample 2019b"),
            ("as Sample (2019a, b) says", "Sample (2019a, b) | Sample 2019a, Sample 2019b"),
            ("as van der Sample (2019) says", "van der Sample (2019) | Sample 2019"),
            (
                "as Sample and von Other (2018, 2019) say",
                "Sample and von Other (2018, 2019) | Sample 2018, Sample 2019",
            ),
            ("as Sample and colleagues (2019, p. 4) say", "Sample and colleagues (2019, p. 4) | Sample 2019"),
            ("as Sample et al. (in press) say", "Sample et al. (in press) | Sample no year"),
            ("as Sample et al. [2019] say", "Sample et al. [2019] | Sample 2019"),
            ("(World Skin Council, 2020)", "(World Skin Council, 2020) | World Skin Council 2020"),
            ("(FDA, 2020)", "(FDA, 2020) | FDA 2020"),
        ] {
            assert_eq!(read(text), [expected], "{text}");
        }
    }

    #[test]
    fn dates_and_comments_in_brackets_are_not_authors() {
        for text in [
            "(March 2019)",
            "(since 2019)",
            "Updated (2019)",
            "(we opened in London in 2019)",
            "(Example) 2019)",
            "The peel (2019 edition)",
            "(Example, 2019",
            "(May, 2019)",
            "(Paris, 2019)",
            "(in 2019)",
            "(from 2018 to 2019)",
            "[2019]",
            "[sic]",
            "Retinol [2019]",
            "(see below)",
            "(see our guide, 2019)",
            "(pictured in press photos)",
            "(for details see p. 2019)",
        ] {
            assert_eq!(read(text), [] as [&str; 0], "{text}");
        }
    }
}
