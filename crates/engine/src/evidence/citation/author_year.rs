//! Citations by author and year: `(Author, 2019)`, `(Author & Author, 2014; Author et al., 2017)`, `Author et al. (2019)`.
//!
//! They are read from the years, backwards to the surname.

use std::ops::Range;

use claimlint_data::words::names;

use super::cursor::{SplitText, has_capital, year};

/// A citation by author and year.
#[derive(Debug, PartialEq, Eq)]
pub struct AuthorYear<'t> {
    /// Its bytes, brackets among them.
    pub range: Range<usize>,
    /// The papers: several, if one pair of brackets names them.
    pub papers: Vec<AuthoredPaper<'t>>,
}

/// A paper by its first author and its year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AuthoredPaper<'t> {
    /// The surname of its first author.
    pub author: &'t str,
    /// The year it came out.
    pub year: u16,
}

/// So many bytes may be between the first surname and the first year in brackets.
const LONGEST_AUTHORS: usize = 82;
/// So many may be between the first year and the closing bracket.
const LONGEST_REST: usize = 1000;

/// The citations of a text, in its order.
pub fn find<'t>(text: &'t str, words: &SplitText<'t>) -> Vec<AuthorYear<'t>> {
    let mut found: Vec<AuthorYear<'t>> = Vec::new();
    for word in 0..words.count() {
        let is_behind_last = found.last().is_none_or(|last| last.range.end <= words.place(word).start);
        if is_behind_last && year(words.text(word)).is_some() {
            found.extend(in_brackets(text, words, word).or_else(|| before_brackets(words, word)));
        }
    }
    found
}

/// `(Author and Author, 2019; Author, 2020)`, from its first year.
fn in_brackets<'t>(text: &'t str, words: &SplitText<'t>, first_year: usize) -> Option<AuthorYear<'t>> {
    let (start, end) = (words.place(first_year).start, words.place(first_year).end);
    if !words.gap_before(first_year).ends_with(' ')
        || !words.gap_after(first_year).starts_with([')', ',', ';'])
    {
        return None;
    }
    let bytes = text.as_bytes();
    let near = start.saturating_sub(LONGEST_AUTHORS);
    let open = near + memchr::memrchr2(b'(', b')', &bytes[near..start])?;
    let far = bytes.len().min(end + LONGEST_REST);
    let close = end + memchr::memchr2(b'(', b')', &bytes[end..far])?;
    if bytes[open] != b'(' || bytes[close] != b')' {
        return None;
    }
    let first = (0..first_year).rev().take_while(|&word| words.place(word).start > open).last()?;
    let is_first = words.place(first).start == open + 1;
    (is_first && is_surname(words.text(first)))
        .then(|| AuthorYear { range: open..close + 1, papers: papers(words, first, close) })
}

/// The papers from a word up to a byte. A semicolon separates two papers.
fn papers<'t>(words: &SplitText<'t>, first: usize, end: usize) -> Vec<AuthoredPaper<'t>> {
    let mut papers = Vec::new();
    let mut author = words.text(first);
    for word in (first..words.count()).take_while(|&word| words.place(word).start < end) {
        if word > first && words.gap_before(word).contains(';') && has_capital(words.text(word)) {
            author = words.text(word);
        }
        papers.extend(year(words.text(word)).map(|year| AuthoredPaper { author, year }));
    }
    papers
}

/// `Author et al. (2019)`, `Author and Author (2019)`, from its year.
fn before_brackets<'t>(words: &SplitText<'t>, year_word: usize) -> Option<AuthorYear<'t>> {
    let last = year_word.checked_sub(1)?;
    if !words.gap_after(year_word).starts_with(')') {
        return None;
    }
    let author = match words.gap_after(last) {
        " (" if is_surname(words.text(last)) => first_of_two(words, last).unwrap_or(last),
        " (" | ". (" | ", (" | "., (" if words.small(last) == "al" => last
            .checked_sub(2)
            .filter(|&author| words.small(author + 1) == "et" && words.is_joined(author))?,
        _ => return None,
    };
    let surname = words.text(author);
    let range = words.place(author).start..words.place(year_word).end + 1;
    is_surname(surname)
        .then(|| AuthorYear { range, papers: papers(words, author, words.place(year_word).end) })
}

/// The first surname of "Author and Author", from the second.
fn first_of_two(words: &SplitText<'_>, second: usize) -> Option<usize> {
    let before = second.checked_sub(1)?;
    let first = match words.gap_after(before) {
        " & " => before,
        " " if words.small(before) == "and" => {
            before.checked_sub(1).filter(|&first| words.is_joined(first))?
        }
        _ => return None,
    };
    is_surname(words.text(first)).then_some(first)
}

/// Whether a word may be a surname. Months and some other words come before years in brackets, too.
fn is_surname(word: &str) -> bool {
    let small = word.to_lowercase();
    has_capital(word)
        && word.chars().nth(1).is_some()
        && word.chars().all(|character| character.is_alphabetic() || matches!(character, '\'' | '-'))
        && !names::MONTHS.contains(&small.as_str())
        && !names::NO_SURNAMES.contains(&small.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is found, as `words | author year, …`.
    fn read(text: &str) -> Vec<String> {
        let small = text.to_ascii_lowercase();
        let found = find(text, &SplitText::of(text, &small)).into_iter();
        let shown = found.map(|one| {
            let papers = one.papers.iter().map(|paper| format!("{} {}", paper.author, paper.year));
            format!("{} | {}", &text[one.range], papers.collect::<Vec<_>>().join(", "))
        });
        shown.collect()
    }

    #[test]
    fn authors_and_years_are_read_in_brackets_and_before_them() {
        for (text, expected) in [
            ("Lines soften (Example, 2019).", "(Example, 2019) | Example 2019"),
            ("soften (O'Example 2019a, p. 4)", "(O'Example 2019a, p. 4) | O'Example 2019"),
            (
                "(One & Two, 2014; Three et al., 2017)",
                "(One & Two, 2014; Three et al., 2017) | One 2014, Three 2017",
            ),
            ("As Example et al. (2019) say", "Example et al. (2019) | Example 2019"),
            ("As Example et al., (2019) say", "Example et al., (2019) | Example 2019"),
            ("as One and Two (2019) say", "One and Two (2019) | One 2019"),
            ("as Anna Example (2019b) says", "Example (2019b) | Example 2019"),
        ] {
            assert_eq!(read(text), [expected], "{text}");
        }
    }

    #[test]
    fn dates_and_remarks_in_brackets_are_no_authors() {
        for text in [
            "(March 2019)",
            "(since 2019)",
            "Updated (2019)",
            "(we opened in London in 2019)",
            "(Example) 2019)",
            "The peel (2019 edition)",
            "(Example, 2019",
        ] {
            assert_eq!(read(text), [] as [&str; 0], "{text}");
        }
    }
}
