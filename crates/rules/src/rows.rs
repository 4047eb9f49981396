//! The rows of rules, masks and hedges as their files have them, and which of them match a sentence.
//!
//! A run does not know by which row it found some words: compiled rules keep what a match means, and no more. Whoever asks
//! has the rows compiled here once more, each under its own number. Whether a match counts is not asked here.

use std::sync::{Arc, Mutex, PoisonError};

use claimlint_base::span::Span;
use claimlint_base::toml_fault::TomlSource;
use toml::Spanned;

use super::lexicon::Lexicons;
use super::matcher::{Inputs, Matcher, MatcherBuilder, Paths, PhraseId, Words};
use super::pattern::Patterns;
use super::phrase::{self, Part};
use super::tokens::tokens;

/// One phrase, pattern or replacement of a rule, mask or hedge.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// As it is written; of a replacement, the wrong words.
    pub text: String,
    is_pattern: bool,
    /// Its file.
    pub source: Arc<TomlSource>,
    /// Where it begins, in bytes of its file.
    pub start: usize,
}

impl Row {
    pub(crate) fn phrase(source: &Arc<TomlSource>, text: &Spanned<String>) -> Row {
        let (start, text) = (text.span().start, text.get_ref().clone());
        Row { text, is_pattern: false, source: source.clone(), start }
    }

    pub(crate) fn pattern(source: &Arc<TomlSource>, text: &Spanned<String>) -> Row {
        Row { is_pattern: true, ..Row::phrase(source, text) }
    }
}

/// Finds which rows match. Each has a number: its place among those that the finder was made of.
#[derive(Debug)]
pub struct RowFinder {
    words: Words,
    matcher: Matcher,
    patterns: Patterns,
    /// The row of each phrase, and whether it matches at the beginning of a sentence alone.
    phrases: Vec<(usize, bool)>,
    /// The row of each pattern.
    pattern_rows: Vec<usize>,
    /// Working space, and where phrases led so far.
    space: Mutex<(Inputs, Paths)>,
}

impl RowFinder {
    /// A finder of rows in which there is no fault.
    pub fn of(rows: &[&Row], lexicons: &Lexicons) -> RowFinder {
        let of_sort = |is_pattern: bool| {
            let rows = rows.iter().enumerate();
            rows.filter(move |(_, row)| row.is_pattern == is_pattern)
        };
        let (mut phrases, mut all_parts) = (Vec::new(), Vec::new());
        for (number, row) in of_sort(false) {
            let parts = phrase::parse(&row.text).map(|phrase| phrase.parts).unwrap_or_default();
            phrases.push((number, parts.first() == Some(&Part::Start)));
            all_parts.push(parts);
        }
        let words = Words::of(lexicons, all_parts.iter().map(Vec::as_slice));
        let mut matcher = MatcherBuilder::new(lexicons, &words);
        for (id, parts) in all_parts.iter().enumerate() {
            matcher.add(parts, id as PhraseId);
        }
        let matcher = matcher.finish();
        let patterns = Patterns::of(of_sort(true).map(|(_, row)| row.text.as_str()));
        let pattern_rows = of_sort(true).map(|(number, _)| number).collect();
        RowFinder { words, matcher, patterns, phrases, pattern_rows, space: Mutex::default() }
    }

    /// Passes `found` the number of each row that matches in a sentence, and the bytes of the text that it covers. `small` is
    /// the text with its capitals of ASCII made small.
    pub fn find(&self, text: &str, small: &str, sentence: Span, mut found: impl FnMut(usize, Span)) {
        let (mut lower, mut cut, mut matches) = Default::default();
        tokens(small, sentence, self.words.vocabulary(), &mut lower, &mut cut);
        let mut space = self.space.lock().unwrap_or_else(PoisonError::into_inner);
        let (inputs, paths) = &mut *space;
        inputs.forget_sentence();
        inputs.read(&self.words, &cut);
        self.matcher.find(&self.words, inputs, paths, &mut matches);
        drop(space);
        for one in matches {
            let (row, is_at_start) = self.phrases[one.phrase as usize];
            if one.first == 0 || !is_at_start {
                found(row, cut[one.first].span().join(cut[one.end - 1].span()));
            }
        }
        let (text, small) = (&text[sentence.range()], &small[sentence.range()]);
        self.patterns.find(
            text,
            small,
            &mut Vec::new(),
            |_| true,
            |pattern, range| {
                let start = sentence.start();
                found(self.pattern_rows[pattern as usize], Span::of(start + range.start..start + range.end));
            },
        );
    }
}
