//! Takes an entry of a list of references apart: authors, year, title, journal, and the place in it.
//!
//! Writers follow APA, Vancouver, Chicago, MLA or a mixture of their own. Only what these share is read: authors come first,
//! with their initials; the title ends with a stop or is in quotation marks; and a journal comes before the figures of its
//! volume and pages. What is not clearly one of these is left out.

use std::ops::Range;

use claimlint_data::words::names;

use super::cursor::{SplitText, has_capital, is_initials, is_month, year};
use super::dates::{PaperDate, after_undated, date_at};
use super::surnames::is_name_word;

/// The parts of an entry, as bytes of its text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct EntryParts {
    /// Who wrote it, with initials, if they can be told apart from a title.
    pub authors: Option<Range<usize>>,
    /// Whether initials follow the first surname, as they do only in the name of an author.
    pub has_initials: bool,
    /// The year it came out.
    pub year: Option<u16>,
    /// When it came out, as citations by author and date name it; `None` if it does not say so.
    pub date: Option<PaperDate>,
    /// Its title.
    pub title: Option<Range<usize>>,
    /// Its journal; or its publisher, if no place in a journal comes after it.
    pub journal: Option<Range<usize>>,
    /// The volume, and the issue and pages as far as they are one word with it.
    pub place: Option<Range<usize>>,
}

/// A surname has no more words than this.
const MOST_NAMES: usize = 3;

/// Reads an entry. `end` is the byte at which its identifiers begin; `small` is its text with its ASCII capitals made small.
pub fn read(text: &str, small: &str, end: usize) -> EntryParts {
    let words = SplitText::of(&text[..end], &small[..end]);
    let entry = EntryReader { words: &words, first: first_word(&words) };
    entry.parts()
}

/// The first word after the entry's own number.
fn first_word(words: &SplitText<'_>) -> usize {
    let own = words.text(0);
    usize::from(own.len() <= 3 && !own.is_empty() && own.bytes().all(|byte| byte.is_ascii_digit()))
}

/// Takes an entry apart, whose words are named by their indexes.
struct EntryReader<'e, 't> {
    words: &'e SplitText<'t>,
    /// The first word after the entry's own number.
    first: usize,
}

impl EntryReader<'_, '_> {
    fn parts(&self) -> EntryParts {
        let words = self.words;
        let after_authors = self.after_authors();
        let own_year = after_authors.filter(|&word| self.is_bracketed_year(word));
        let place = self.place(after_authors.unwrap_or(self.first + 1));
        let dated = own_year.or_else(|| self.year(place));
        let from = own_year.map(|word| self.after_bracket(word)).or(after_authors).unwrap_or(self.first);
        // A sentence with nothing else is an aside.
        let is_paper = after_authors.is_some() || dated.is_some() || place.is_some();
        let title = self.title(from, dated.filter(|word| own_year.is_none() && *word > from));
        let title = title.filter(|_| is_paper);
        let journal = self.journal(title.as_ref().map_or(from, |title| title.end), place, dated);
        EntryParts {
            has_initials: after_authors.is_some() && self.has_initials(),
            authors: after_authors.map(|end| self.bytes(self.first..end)),
            year: dated.and_then(|word| year(words.text(word))),
            date: dated
                .and_then(|word| date_at(words, word))
                .map(|(date, _)| date)
                .or_else(|| self.undated()),
            title: title.map(|title| self.bytes(title)),
            journal: journal.map(|journal| self.bytes(journal)),
            place: place.map(|word| words.place(word)),
        }
    }

    /// The bytes of some words.
    fn bytes(&self, words: Range<usize>) -> Range<usize> {
        self.words.place(words.start).start..self.words.place(words.end - 1).end
    }

    /// The first word after the authors, if the entry begins with names.
    fn after_authors(&self) -> Option<usize> {
        let words = self.words;
        let mut is_sure = false;
        for word in self.first..words.count() {
            let own = words.text(word);
            let is_particle = names::INSIDE_AUTHORS.contains(words.small(word));
            if !is_name_word(own) && !has_capital(own) && !is_particle {
                return None;
            }
            let is_initials = is_initials(own);
            let gap = words.gap_after(word);
            // "Example AB", "Example, Anna", "Example et al."
            is_sure |= is_initials && word > self.first;
            is_sure |= word == self.first && gap.starts_with(", ");
            is_sure |= words.small(word) == "al";
            let next = word + 1;
            let next_is_initial = words.text(next).chars().count() == 1 && has_capital(words.text(next));
            let ends = match gap {
                _ if self.is_bracketed_year(next) => return Some(next),
                " " | ", " | "., " | " & " | ", & " | "., & " | "-" | "" => false,
                _ if gap.starts_with('.') && is_initials && next_is_initial => false,
                _ => true,
            };
            if ends {
                return (is_sure && gap.starts_with(['.', ':', ',', ';']) && next < words.count())
                    .then_some(next);
            }
        }
        None
    }

    /// "Example AB", "van der Example, A."
    fn has_initials(&self) -> bool {
        let words = self.words;
        let names = (self.first..words.count())
            .take_while(|&word| !is_initials(words.text(word)) && matches!(words.gap_after(word), " " | ", "))
            .count();
        (1..=MOST_NAMES).contains(&names) && is_initials(words.text(self.first + names))
    }

    /// The first word after the brackets around a year: "(2019, May)".
    fn after_bracket(&self, year: usize) -> usize {
        let mut after = year + 1..self.words.count();
        after.find(|word| self.words.gap_before(*word).contains(')')).unwrap_or(year + 1)
    }

    /// Whether a word begins the brackets around a year, or around what is in its place: `(2019)`, `(in press)`.
    fn is_bracketed_year(&self, word: usize) -> bool {
        let words = self.words;
        word > self.first
            && word < words.count()
            && words.gap_before(word).ends_with('(')
            && date_at(words, word).is_some_and(|(_, next)| words.gap_before(next).contains([')', ',', '-']))
    }

    /// The date of an entry that says somewhere that it has no year.
    fn undated(&self) -> Option<PaperDate> {
        let mut all = self.first..self.words.count();
        all.any(|word| after_undated(self.words, word).is_some()).then(PaperDate::default)
    }

    /// The word of the year: in brackets, in the place in the journal, or the last one.
    fn year(&self, place: Option<usize>) -> Option<usize> {
        let words = self.words;
        let mut all = (self.first..words.count()).filter(|&word| year(words.text(word)).is_some());
        let in_place = place.filter(|&word| year(words.text(word)).is_some() && words.text(word).len() > 4);
        in_place
            .or_else(|| all.clone().find(|&word| self.is_bracketed_year(word)))
            .or_else(|| all.rfind(|&word| word > self.first && !self.is_page(word)))
    }

    /// Whether a number that looks like a year is the number of a page.
    fn is_page(&self, word: usize) -> bool {
        let gap = self.words.gap_before(word);
        gap.starts_with(':')
            || gap.contains('\u{2013}')
            || matches!(self.words.small(word - 1), "p" | "pp" | "pages")
    }

    /// The words of the title: in quotation marks, or up to a stop.
    fn title(&self, from: usize, year: Option<usize>) -> Option<Range<usize>> {
        let words = self.words;
        let end = year.unwrap_or(words.count());
        if words.gap_before(from).ends_with('"') {
            let last = (from..words.count()).find(|&word| words.gap_after(word).contains('"'))?;
            return Some(from..last + 1);
        }
        let last = (from..end).find(|&word| self.ends_sentence(word))?;
        // A stop at the very end leaves no room for a journal or a year: an entry of one sentence is not a title.
        (last + 1 < words.count()).then_some(from..last + 1)
    }

    /// Whether a stop after a word ends a sentence, and does not shorten the word.
    fn ends_sentence(&self, word: usize) -> bool {
        let gap = self.words.gap_after(word);
        let is_shortened = gap.starts_with('.') && self.words.text(word + 1).starts_with(char::is_lowercase);
        gap.starts_with(['.', '?', '!']) && !is_shortened
    }

    /// The word with which the volume and pages begin: `2019;12(3):45-67`, `12(3), 45-67`, `vol. 12`.
    fn place(&self, from: usize) -> Option<usize> {
        (from..self.words.count()).find(|&word| self.is_place(word))
    }

    fn is_place(&self, word: usize) -> bool {
        let words = self.words;
        let own = words.text(word);
        let digits = own.bytes().take_while(u8::is_ascii_digit).count();
        let (next, gap) = (words.text(word + 1), words.gap_after(word));
        let next_is_number = starts_with_figure(next);
        if words.small(word) == "vol" {
            return next_is_number;
        }
        match own[digits..].chars().next() {
            _ if digits == 0 || digits > 4 => false,
            // `2019;12(3)`
            Some(';') => year(own).is_some() && starts_with_figure(&own[digits + 1..]),
            // `12(3)`, `12:45-67`
            Some('(' | ':') => starts_with_figure(&own[digits + 1..]),
            Some(_) => false,
            None if year(own).is_some() => {
                // `2019; 12(3)`, `2019 Mar;12(3)`
                let month = next.split([';', '-', ' ']).next().unwrap_or_default().to_ascii_lowercase();
                gap == "; " && next_is_number || gap == " " && is_month(&month) && next.contains(';')
            }
            // `12, no. 3`, `12, 45-67`
            None => {
                let has_pages = gap == ", " && next_is_number && words.gap_before(word) == ", ";
                has_pages || gap == ", " && matches!(next, "no" | "pp" | "p" | "issue")
            }
        }
    }

    /// The words of the journal: those before its volume, or before the year.
    fn journal(&self, from: usize, place: Option<usize>, year_word: Option<usize>) -> Option<Range<usize>> {
        let words = self.words;
        let mut end = place.or(year_word.filter(|&word| word > from))?;
        // "Skin Letters (2019) 12(3)", "Skin Letters 2019 Mar;12(3)"
        while end > from && (year(words.text(end - 1)).is_some() || is_month(words.small(end - 1))) {
            end -= 1;
        }
        let mut start = end.checked_sub(1)?;
        while start > from && !self.begins_part(start) {
            start -= 1;
        }
        let is_name = start < end && start >= from && has_capital(words.text(start));
        let reaches_from = start > from || from > self.first;
        (is_name && reaches_from).then_some(start..end)
    }

    /// Whether a word begins another part of the entry: a sign separates it from the word before, and not a stop that
    /// shortens that word.
    fn begins_part(&self, word: usize) -> bool {
        let gap = self.words.gap_before(word);
        let before = self.words.text(word - 1);
        let is_shortened = gap == ". " && has_capital(before) && before.len() < LONGEST_SHORTENED;
        gap.contains(['.', '?', '!', '"', '\'', ':']) && !is_shortened
    }
}

/// Longer words in the short form of a journal, in bytes, are not shortened, and a stop after them ends a sentence.
const LONGEST_SHORTENED: usize = 9;

fn starts_with_figure(text: &str) -> bool {
    text.starts_with(|first: char| first.is_ascii_digit())
}

/// A title without the capitals, signs and white space in which two ways to write it may differ.
pub fn folded(title: &str) -> String {
    let words = title.split(|character: char| !character.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The parts of an entry, as `authors | year | title | journal | place`.
    fn parts(text: &str) -> String {
        let small = text.to_ascii_lowercase();
        let end = small.find("https://").or(small.find("doi:")).unwrap_or(text.len());
        let parts = read(text, &small, end);
        let words = |range: Option<Range<usize>>| range.map_or("-", |range| &text[range]).to_owned();
        let year = parts.year.map_or("-".to_owned(), |year| year.to_string());
        [words(parts.authors), year, words(parts.title), words(parts.journal), words(parts.place)].join(" | ")
    }

    #[test]
    fn entries_of_the_common_forms_are_taken_apart() {
        for (text, expected) in [
            // APA
            (
                "Example, A. B., & Other, C. (2019). Soft lines after a peel: a trial. Journal of Skin Letters, 12(3), 45-67. https://doi.org/10.5555/soft",
                "Example, A. B., & Other, C | 2019 | Soft lines after a peel: a trial | Journal of Skin Letters | 12(3",
            ),
            (
                "Example, A. (2019, May). Soft lines. Skin Letters, 12, 45-67.",
                "Example, A | 2019 | Soft lines | Skin Letters | 12",
            ),
            (
                "World Skin Council. (2020). Guidance on peels. Geneva.",
                "World Skin Council | 2020 | Guidance on peels | - | -",
            ),
            // Vancouver
            (
                "12. Example AB, Other C, et al. Soft lines after a peel. J Skin Lett. 2019;12(3):45-67. doi:10.5555/soft",
                "Example AB, Other C, et al | 2019 | Soft lines after a peel | J Skin Lett | 2019;12(3):45-67",
            ),
            (
                "[3] Example A. Does it last? J. Skin Lett. 2019 Mar;12:45.",
                "Example A | 2019 | Does it last | J. Skin Lett | 2019",
            ),
            (
                "Example A, van der Other BC. Soft lines. Skin Letters 2019; 12(3): 45-67.",
                "Example A, van der Other BC | 2019 | Soft lines | Skin Letters | 2019",
            ),
            // Chicago
            (
                "Example, Anna, and Berta Other. \"Soft Lines After a Peel.\" Skin Letters 12, no. 3 (2019): 45-67.",
                "Example, Anna, and Berta Other | 2019 | Soft Lines After a Peel | Skin Letters | 12",
            ),
            // MLA
            (
                "Example, Anna. \"Soft Lines in 2010.\" Skin Letters, vol. 12, no. 3, 2019, pp. 2001-2010.",
                "Example, Anna | 2019 | Soft Lines in 2010 | Skin Letters | vol",
            ),
            // Houses of their own
            ("Author A. Soft lines. Skin Letters. 2019.", "Author A | 2019 | Soft lines | Skin Letters | -"),
            (
                "Author A. Soft lines. 2019. https://doi.org/10.5555/soft",
                "Author A | 2019 | Soft lines | - | -",
            ),
            (
                "Author A (2019) Soft lines. Skin Letters 12:45-67",
                "Author A | 2019 | Soft lines | Skin Letters | 12:45-67",
            ),
            ("Author A. Soft lines. Skin Letters.", "Author A | - | Soft lines | - | -"),
            (
                "Soft lines after a peel. Skin Letters, 2019.",
                "- | 2019 | Soft lines after a peel | Skin Letters | -",
            ),
        ] {
            assert_eq!(parts(text), expected, "{text}");
        }
    }

    #[test]
    fn comments_are_not_references() {
        for text in [
            "Individual results may vary.",
            "Call us for the data.",
            "",
            "12",
            "Results After Eight Weeks.",
            "See above; p. 12",
        ] {
            assert_eq!(parts(text), "- | - | - | - | -", "{text}");
        }
    }

    #[test]
    fn titles_are_the_same_whatever_their_signs() {
        assert_eq!(folded("Soft lines: a \"trial\""), folded("Soft Lines \u{2013} A Trial"));
    }
}
