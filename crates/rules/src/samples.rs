//! Texts that a phrase matches, as samples: enough of them that each alternative and the first entries of each word list occur.

use super::lexicon::{Lexicons, NUMBER};
use super::phrase::{self, Part};

/// How many samples are made of a phrase.
const MOST: usize = 64;

/// A word that no rule looks for, where a phrase takes any.
const ANY_WORD: &str = "xyz";

/// Texts that a phrase matches; none where it names a class of words, or cannot be read.
pub(crate) fn samples(text: &str, lexicons: &Lexicons) -> Vec<String> {
    let Ok(phrase) = phrase::parse(text) else { return Vec::new() };
    let mut samples: Vec<String> = Vec::new();
    for turn in 0..MOST {
        let mut words = Vec::new();
        if !add(&phrase.parts, turn, lexicons, &mut words) {
            return Vec::new();
        }
        let sample = words.join(" ");
        if !samples.contains(&sample) {
            samples.push(sample);
        }
    }
    samples
}

/// Adds the words of one sample. False where nothing is known to match.
fn add(parts: &[Part], turn: usize, lexicons: &Lexicons, words: &mut Vec<String>) -> bool {
    parts.iter().all(|part| match part {
        Part::Start => true,
        Part::Word(word) => {
            words.push(word.clone());
            true
        }
        Part::Lexicon(name) if name == NUMBER => {
            words.push("20".to_owned());
            true
        }
        Part::Lexicon(name) => {
            let entries = lexicons.entries_of(name);
            let entry = entries.get(turn % entries.len().max(1));
            words.extend(entry.iter().flat_map(|entry| entry.iter().cloned()));
            entry.is_some()
        }
        Part::Either(ways) => {
            ways.get(turn % ways.len().max(1)).is_some_and(|way| add(way, turn, lexicons, words))
        }
        Part::Maybe(inner) => turn.is_multiple_of(2) || add(inner, turn, lexicons, words),
        Part::Gap(least, _) => {
            words.extend((0..*least).map(|_| ANY_WORD.to_owned()));
            true
        }
        Part::Marked(inner) => add(inner, turn, lexicons, words),
    })
}
