//! Wording that a house has substantiated elsewhere: in a dossier, a test report, a letter of a regulator.
//!
//! Where it is configured is for `claimlint_workspace::config`; what it does to a finding is for `crate::check`.

use std::fmt::{Display, Formatter};
use std::ops::Range;

use aho_corasick::AhoCorasick;
use claimlint_base::day::Day;
use claimlint_base::source::floor_boundary;
use claimlint_base::span::Span;
use claimlint_text::{Document, fold};

/// Wording, and what substantiates it.
#[derive(Debug, Clone)]
pub struct Acceptance {
    /// What substantiates it, in the house's own words.
    pub reference: String,
    /// The last day on which it holds.
    pub until: Day,
    /// The words as they are compared.
    words: String,
}

impl Acceptance {
    /// Accepts some words; `None` if there are none. They are compared as whole words and without case, and a space is the same
    /// as a hyphen.
    pub fn new(words: &str, reference: &str, until: Day) -> Option<Acceptance> {
        let words = normal(words);
        let reference = reference.trim().to_owned();
        (!words.is_empty()).then_some(Acceptance { reference, until, words })
    }
}

impl Display for Acceptance {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "accepted until {}", self.until)
    }
}

/// A text as accepted words are compared with it, and where each byte of it was before.
#[derive(Default)]
struct Compared {
    text: String,
    /// For each byte of the text, and its end: the bytes of the character that it comes from.
    places: Vec<Range<usize>>,
}

impl Compared {
    fn of(text: &str) -> Compared {
        let mut compared = Compared::default();
        for (at, sign) in text.char_indices() {
            let place = at..at + sign.len_utf8();
            if sign.is_whitespace() || sign == '-' {
                match compared.places.last_mut().filter(|_| compared.text.ends_with(' ')) {
                    Some(last) => last.end = place.end,
                    None => compared.push(' ', &place),
                }
            } else {
                sign.to_lowercase().for_each(|small| compared.push(small, &place));
            }
        }
        compared
    }

    fn push(&mut self, sign: char, place: &Range<usize>) {
        self.text.push(sign);
        self.places.resize(self.text.len(), place.clone());
    }

    /// The bytes of the text before that a stretch comes from, where it is of whole words.
    fn place_of(&self, found: Range<usize>) -> Option<Span> {
        let (before, after) = (&self.text[..found.start], &self.text[found.end..]);
        let words = &self.text[found.clone()];
        let runs_on = |one: Option<char>, other: Option<char>| {
            one.is_some_and(is_of_word) && other.is_some_and(is_of_word)
        };
        let is_whole = !runs_on(before.chars().next_back(), words.chars().next())
            && !runs_on(words.chars().next_back(), after.chars().next());
        let (first, last) = (self.places.get(found.start)?, self.places.get(found.end.checked_sub(1)?)?);
        is_whole.then(|| Span::of(first.start..last.end))
    }
}

fn is_of_word(sign: char) -> bool {
    sign.is_alphanumeric() || sign == '_'
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
    /// Finds the words of all of them in one pass.
    finder: Option<AhoCorasick>,
}

impl Accepted {
    /// What is accepted, for a check on this day.
    pub fn new(all: Vec<Acceptance>, today: Day) -> Accepted {
        // Without any, there is nothing to build; and there are never too many words for it.
        let finder =
            (!all.is_empty()).then(|| AhoCorasick::new(all.iter().map(|one| &one.words)).ok()).flatten();
        Accepted { all, today, finder }
    }

    /// The day of the check.
    pub fn today(&self) -> Day {
        self.today
    }

    /// Whether nothing is accepted.
    pub fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    /// Whether an acceptance has not expired.
    pub fn holds(&self, acceptance: &Acceptance) -> bool {
        self.today <= acceptance.until
    }

    /// The acceptance of wording that overlaps some words, with its place; of several, the one that holds longest.
    pub fn of(&self, document: &Document, words: Span) -> Option<(Span, &Acceptance)> {
        let finder = self.finder.as_ref()?;
        let block = document.block(document.block_at(words.start())?).span;
        let near = near(document.words_of(block), block, words);
        let compared = Compared::of(document.words_of(near));
        let found = finder.find_overlapping_iter(&compared.text).filter_map(|one| {
            let place = compared.place_of(one.range())?;
            let place = Span::of(near.start() + place.start()..near.start() + place.end());
            place.overlaps(words).then_some((one.pattern().as_usize(), place))
        });
        // In the order in which the house names them.
        let mut found: Vec<(usize, Span)> = found.collect();
        found.sort_unstable();
        let found = found.into_iter().filter_map(|(index, place)| Some((place, self.all.get(index)?)));
        found.reduce(|one, other| if other.1.until > one.1.until { other } else { one })
    }
}

/// The block that some words stand in; of a long one, what is around them. Each claim looks through it.
fn near(text: &str, block: Span, words: Span) -> Span {
    let start = words.start().saturating_sub(AROUND).max(block.start());
    let end = words.end().saturating_add(AROUND).min(block.end());
    let at = |byte: usize| block.start() + floor_boundary(text, byte - block.start());
    Span::of(at(start)..at(end.max(start)))
}

/// Accepted wording that reaches further away from a claim than this is not found, in bytes. No house accepts half a page.
const AROUND: usize = 4 << 10;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wording_is_compared_whole_and_without_case_hyphens_and_quotes() {
        let day = Day::read("2027-03-31").unwrap();
        let finds = |words: &str, text: &str| {
            let accepted = Accepted::new(vec![Acceptance::new(words, "Dossier", day).unwrap()], day);
            let compared = Compared::of(text);
            let mut found = accepted.finder.as_ref().unwrap().find_overlapping_iter(&compared.text);
            found.any(|one| compared.place_of(one.range()).is_some())
        };
        assert!(finds("softens lines in four weeks", "It Softens lines in four-weeks."));
        assert!(finds("Four-week  cure", "a four week cure"));
        assert!(finds("skin\u{2019}s glow", "your skin's glow"));
        assert!(finds("100 %", "It is 100 % safe"));
        assert!(finds("CR\u{C8}ME", "a cr\u{E8}me"));
        assert!(!finds("soften lines", "It softens lines."));
        assert!(!finds("lines", "Liness"));
        assert!(finds("soft skin", "SOFT -  skin") && !finds("soft skin", "softskin"));
        assert!(Acceptance::new(" - ", "Dossier", day).is_none());
    }
}
