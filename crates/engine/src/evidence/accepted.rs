//! Wording that a house has substantiated elsewhere: in a dossier, a test report, a letter of a regulator.
//!
//! Where it is configured is for `claimlint_workspace::config`; what it does to a finding is for `crate::check`.

use std::fmt::{Display, Formatter};

use claimlint_base::day::Day;
use claimlint_base::span::Span;
use claimlint_text::{Document, fold};
use regex::Regex;

/// Wording, and what substantiates it.
#[derive(Debug, Clone)]
pub struct Acceptance {
    /// What substantiates it, in the house's own words.
    pub reference: String,
    /// The last day on which it holds.
    pub until: Day,
    /// Finds the wording in the folded text.
    form: Regex,
}

impl Acceptance {
    /// Accepts some words; `None` if there are none. They are compared as whole words and without case, and a space is the same
    /// as a hyphen.
    pub fn new(words: &str, reference: &str, until: Day) -> Option<Acceptance> {
        let words = normal(words);
        let (first, last) = (edge_beside(words.chars().next()), edge_beside(words.chars().next_back()));
        let inside = regex::escape(&words).replace(' ', r"[\s-]+");
        let form = Regex::new(&format!("(?i){first}{inside}{last}")).ok().filter(|_| !words.is_empty())?;
        Some(Acceptance { reference: reference.trim().to_owned(), until, form })
    }

    /// Where a block has the accepted wording so that it overlaps some words.
    fn place_in(&self, document: &Document, block: Span, words: Span) -> Option<Span> {
        let found = self.form.find_iter(document.words_of(block));
        found
            .map(|one| Span::of(block.start() + one.start()..block.start() + one.end()))
            .find(|span| span.overlaps(words))
    }
}

impl Display for Acceptance {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "accepted until {}", self.until)
    }
}

/// The pattern for the edge of a word, beside the first or last sign of some words.
fn edge_beside(sign: Option<char>) -> &'static str {
    if sign.is_some_and(char::is_alphanumeric) { r"\b" } else { "" }
}

/// Words as they are compared: folded, in small letters, with spaces for hyphens.
pub fn normal(words: &str) -> String {
    let words = fold(words).to_lowercase().replace('-', " ");
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// All wording that a house has substantiated elsewhere, and the day of the check.
#[derive(Debug, Clone, Default)]
pub struct Accepted {
    all: Vec<Acceptance>,
    today: Day,
}

impl Accepted {
    /// What is accepted, for a check on this day.
    pub fn new(all: Vec<Acceptance>, today: Day) -> Accepted {
        Accepted { all, today }
    }

    /// The day of the check.
    pub fn today(&self) -> Day {
        self.today
    }

    /// Whether nothing is accepted.
    pub fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    /// Whether an acceptance has not run out.
    pub fn holds(&self, acceptance: &Acceptance) -> bool {
        self.today <= acceptance.until
    }

    /// The acceptance of wording that overlaps some words, with its place; of several, the one that holds longest.
    pub fn of(&self, document: &Document, words: Span) -> Option<(Span, &Acceptance)> {
        let block = document.block(document.block_at(words.start())?).span;
        let found = self.all.iter().filter_map(|acceptance| {
            let place = acceptance.place_in(document, block, words)?;
            Some((place, acceptance))
        });
        found.reduce(|one, other| if other.1.until > one.1.until { other } else { one })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wording_is_compared_whole_and_without_case_hyphens_and_quotes() {
        let day = Day::read("2027-03-31").unwrap();
        let finds =
            |words: &str, text: &str| Acceptance::new(words, "Dossier", day).unwrap().form.is_match(text);
        assert!(finds("softens lines in four weeks", "It Softens lines in four-weeks."));
        assert!(finds("Four-week  cure", "a four week cure"));
        assert!(finds("skin\u{2019}s glow", "your skin's glow"));
        assert!(finds("100 %", "It is 100 % safe"));
        assert!(finds("CR\u{C8}ME", "a cr\u{E8}me"));
        assert!(!finds("soften lines", "It softens lines."));
        assert!(!finds("lines", "Liness"));
        assert!(Acceptance::new(" - ", "Dossier", day).is_none());
    }
}
