//! Citations by author and year: `(Author, 2019)`, `(Author & Author, 2014; Author et al., 2017)`, `Author et al. (2019)`.
//!
//! The reading starts at the years and looks back for the surname.

use std::ops::Range;

use claimlint_data::words::names;

use super::cursor::{SplitText, has_capital, year};

/// A citation by author and year.
#[derive(Debug, PartialEq, Eq)]
pub struct AuthorYear<'t> {
    /// Its bytes, brackets among them.
    pub range: Range<usize>,
    /// The first authors with their years: of several papers when one pair of brackets names them.
    pub papers: Vec<(&'t str, u16)>,
}

/// So many bytes may stand between the first surname and the first year in brackets.
const LONGEST_AUTHORS: usize = 82;
/// So many may stand behind the first year up to the closing bracket.
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
    let is_behind_blank = words.gap_before(first_year).ends_with(' ');
    if !is_behind_blank || !words.gap_behind(first_year).starts_with([')', ',', ';']) {
        return None;
    }
    let bytes = text.as_bytes();
    let is_bracket = |byte: &u8| matches!(byte, b'(' | b')');
    let near = start.saturating_sub(LONGEST_AUTHORS);
    let open = near + bytes[near..start].iter().rposition(is_bracket)?;
    let far = bytes.len().min(end + LONGEST_REST);
    let close = end + bytes[end..far].iter().position(is_bracket)?;
    if bytes[open] != b'(' || bytes[close] != b')' {
        return None;
    }
    let first = (0..first_year).rev().take_while(|&word| words.place(word).start > open).last()?;
    let is_first = words.place(first).start == open + 1;
    (is_first && is_surname(words.text(first)))
        .then(|| AuthorYear { range: open..close + 1, papers: papers(words, first, close) })
}

/// The first authors and the years of the papers from a word up to a byte. A semicolon parts two papers.
fn papers<'t>(words: &SplitText<'t>, first: usize, end: usize) -> Vec<(&'t str, u16)> {
    let mut papers = Vec::new();
    let mut author = words.text(first);
    for word in (first..words.count()).take_while(|&word| words.place(word).start < end) {
        if word > first && words.gap_before(word).contains(';') && has_capital(words.text(word)) {
            author = words.text(word);
        }
        papers.extend(year(words.text(word)).map(|year| (author, year)));
    }
    papers
}

/// `Author et al. (2019)`, `Author and Author (2019)`, from its year.
fn before_brackets<'t>(words: &SplitText<'t>, year_word: usize) -> Option<AuthorYear<'t>> {
    let last = year_word.checked_sub(1)?;
    if !words.gap_behind(year_word).starts_with(')') {
        return None;
    }
    let author = match words.gap_behind(last) {
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

/// The first surname of "Author and Author", seen from the second.
fn first_of_two(words: &SplitText<'_>, second: usize) -> Option<usize> {
    let before = second.checked_sub(1)?;
    let first = match words.gap_behind(before) {
        " & " => before,
        " " if words.small(before) == "and" => {
            before.checked_sub(1).filter(|&first| words.is_joined(first))?
        }
        _ => return None,
    };
    is_surname(words.text(first)).then_some(first)
}

/// Whether a word may be a surname: months and words of the trade stand before years in brackets, too.
fn is_surname(word: &str) -> bool {
    let is_of_letters = |word: &str| {
        word.chars().all(|character| character.is_alphabetic() || matches!(character, '\'' | '-'))
    };
    let small = word.to_lowercase();
    has_capital(word)
        && word.chars().nth(1).is_some()
        && is_of_letters(word)
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
        let papers = |papers: Vec<(&str, u16)>| {
            papers.iter().map(|(author, year)| format!("{author} {year}")).collect::<Vec<_>>().join(", ")
        };
        found.map(|one| format!("{} | {}", &text[one.range], papers(one.papers))).collect()
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
