//! Papers that running text names in short and without brackets: `Author et al., Skin Lett, 2019`, `Author et al. showed in
//! 2019`, `Skin Lett. 2019;12:3-45`.
//!
//! What stands in brackets is for `author_year`, and what begins with a word for a paper for `prose`.

use std::ops::Range;

use super::authored::{AuthorYear, AuthoredPaper};
use super::cursor::{SplitText, has_capital, is_initials, year};
use super::dates::date_at;
use super::kinds::Certainty;
use super::mention::{INSIDE_JOURNALS, is_of_journal};
use super::surnames::is_surname;

/// At most this many words are in the name of a journal.
const MOST_IN_JOURNAL: usize = 9;

/// At most this many words are between the authors and "in 2019".
const MOST_BEFORE_IN: usize = 4;

/// The papers that are named by "et al." and a year, in order, but for those in brackets that were read already.
pub fn authored<'t>(words: &SplitText<'t>, read: &[AuthorYear<'_>]) -> Vec<AuthorYear<'t>> {
    // Those in brackets are in order: a page may have thousands, and only the first that ends later can overlap.
    let is_read = |place: &Range<usize>| {
        let next = read.partition_point(|one| one.range.end <= place.start);
        read.get(next).is_some_and(|one| one.range.start < place.end)
    };
    let alls = (0..words.count()).filter(|&word| words.small(word) == "al");
    let found = alls.filter_map(|al| authored_at(words, al));
    found.filter(|one| !is_read(&one.range)).collect()
}

/// The paper at the "al" of "Author et al.".
fn authored_at<'t>(words: &SplitText<'t>, al: usize) -> Option<AuthorYear<'t>> {
    let et = al.checked_sub(1).filter(|&et| words.small(et) == "et")?;
    // "Author AB, et al."
    let last = et.checked_sub(1)?;
    let author = if is_initials(words.text(last)) { last.checked_sub(1)? } else { last };
    if !is_surname(words.text(author)) {
        return None;
    }
    let dated = after_journal(words, al + 1).or_else(|| after_verb(words, al + 1))?;
    let (date, next) = date_at(words, dated)?;
    let range = words.place(author).start..words.place(next - 1).end;
    let paper = AuthoredPaper {
        author: words.text(author),
        date,
        range: range.clone(),
        certainty: Certainty::Likely,
    };
    Some(AuthorYear { range, papers: vec![paper] })
}

/// The year after the name of a journal, or right after the authors: "et al., Skin Lett, 2019".
fn after_journal(words: &SplitText<'_>, first: usize) -> Option<usize> {
    let is_gap =
        |word: usize| matches!(words.gap_before(word), " " | ", " | ". " | "., " | " (" | ", (" | "; ");
    let dated = (first..words.count())
        .take(MOST_IN_JOURNAL + 1)
        .take_while(|&word| is_gap(word))
        .find(|&word| date_at(words, word).is_some())?;
    (first..dated).all(|word| is_of_journal(words, word)).then_some(dated)
}

/// The year after what the authors did: "et al. showed in 2019".
fn after_verb(words: &SplitText<'_>, first: usize) -> Option<usize> {
    let dated =
        (first + 1..words.count()).take(MOST_BEFORE_IN).find(|&word| date_at(words, word).is_some())?;
    let is_joined = (first..dated).all(|word| words.is_joined(word));
    (is_joined && words.small(dated - 1) == "in").then_some(dated)
}

/// The papers that are named by a journal with its year, volume and pages, as bytes of the text: `Skin Lett. 2019;12(3):45-67`.
/// Anybody finds a paper by these.
pub fn placed(words: &SplitText<'_>) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    for dated in 1..words.count() {
        let Some(end) = end_of_place(words, dated) else { continue };
        let is_in_name =
            |&word: &usize| matches!(words.gap_after(word), " " | ". " | ", ") && is_of_journal(words, word);
        let count = (0..dated).rev().take(MOST_IN_JOURNAL).take_while(is_in_name).count();
        let first = (dated - count..dated)
            .find(|&first| has_capital(words.text(first)) && !INSIDE_JOURNALS.contains(&words.small(first)));
        found.extend(first.map(|first| words.place(first).start..end));
    }
    found
}

/// The byte after a year with a volume and pages: `2019;12(3):45-67`, `2019; 12: 45-67`.
fn end_of_place(words: &SplitText<'_>, dated: usize) -> Option<usize> {
    let own = words.text(dated);
    year(own)?;
    let begins_with_figure = |text: &str| text.starts_with(|sign: char| sign.is_ascii_digit());
    if let Some((_, volume)) = own.split_once(';') {
        let has_pages =
            volume.contains(':') || words.gap_after(dated).trim_start_matches(')').starts_with(':');
        return (begins_with_figure(volume) && has_pages).then(|| words.place(dated).end);
    }
    let volume = words.text(dated + 1);
    let has_pages =
        volume.contains(':') || words.gap_after(dated + 1).trim_start_matches(')').starts_with(':');
    let is_place = words.gap_after(dated).starts_with(';') && begins_with_figure(volume) && has_pages;
    is_place.then(|| words.place(dated + 1).end)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<String> {
        let small = text.to_ascii_lowercase();
        let words = SplitText::of(text, &small);
        let authored = authored(&words, &[]).into_iter();
        let authored = authored.map(|one| format!("{} {}", one.papers[0].author, one.papers[0].date.words()));
        authored.chain(placed(&words).into_iter().map(|range| text[range].to_owned())).collect()
    }

    #[test]
    fn papers_are_read_by_their_authors_and_years_or_their_places() {
        for (text, expected) in [
            ("It works. Source: Sample et al., Skin Letters, 2019.", "Sample 2019"),
            ("It works. Source: Sample AB, et al. J Am Skin Lett. 2019.", "Sample 2019"),
            ("Sample et al. showed in 2019 that it works.", "Sample 2019"),
            ("It works, Sample et al. 2019.", "Sample 2019"),
            ("It works - Skin Lett 2019;12:45-67.", "Skin Lett 2019;12:45-67"),
            ("Ref: J Skin Lett. 2019; 12(3): 45-67.", "J Skin Lett. 2019; 12(3"),
        ] {
            assert_eq!(read(text), [expected], "{text}");
        }
        for text in [
            "Sample et al. opened a salon. It closed in 2019.",
            "We opened in 2019; 12 of us work here.",
            "The team et al. and 2019",
            "In 2019; 12:45 is the time.",
        ] {
            assert_eq!(read(text), [] as [&str; 0], "{text}");
        }
    }
}
