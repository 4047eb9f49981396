//! What phrases match, and what they leave alone.

use std::collections::BTreeMap;
use std::sync::Arc;

use claimlint_base::span::Span;

use super::{Inputs, MatcherBuilder, Paths, PhraseId, Words};
use crate::lexicon::Lexicons;
use crate::phrase::parse;
use crate::tokens::tokens;

/// The words that each phrase covers in the text.
fn find(phrases: &[&str], text: &str) -> Vec<(PhraseId, String)> {
    let mut raw = BTreeMap::new();
    raw.insert("praise".to_owned(), vec!["effective".to_owned(), "sought after".to_owned()]);
    let (lexicons, faults) = Lexicons::new(&raw, &Arc::default());
    assert_eq!(faults, []);
    let phrases: Vec<_> = phrases.iter().map(|phrase| parse(phrase).unwrap().parts).collect();
    let words = Words::of(&lexicons, phrases.iter().map(Vec::as_slice));
    let mut builder = MatcherBuilder::new(&lexicons, &words);
    for (id, parts) in phrases.iter().enumerate() {
        builder.add(parts, id as PhraseId);
    }
    let matcher = builder.finish();
    let (mut lower, mut cut, mut found) = (String::new(), Vec::new(), Vec::new());
    let (mut inputs, mut paths) = (Inputs::default(), Paths::default());
    let small = text.to_ascii_lowercase();
    tokens(&small, Span::of(0..text.len()), words.vocabulary(), &mut lower, &mut cut);
    inputs.read(&words, &cut);
    matcher.find(&words, &inputs, &mut paths, &mut found);
    let mut all: Vec<_> = found
        .iter()
        .map(|found| {
            let span = cut[found.first].span().join(cut[found.end - 1].span());
            (found.phrase, text[span.range()].to_owned())
        })
        .collect();
    all.sort();
    all
}

#[test]
fn a_phrase_matches_whole_words_in_any_case_and_across_hyphens() {
    let found = find(&["clinically proven", "best"], "Clinically-proven, BEST, bestseller");
    assert_eq!(found, [(0, "Clinically-proven".into()), (1, "BEST".into())]);
}

#[test]
fn lexicon_entries_of_one_and_of_several_words_match() {
    let found = find(&["the most <praise> peel"], "the most effective peel and the most sought-after peel");
    assert_eq!(found.len(), 2);
}

#[test]
fn an_entry_of_several_words_does_not_leak_into_other_phrases() {
    assert_eq!(find(&["most <praise> peel", "most sought after thing"], "most sought after thing").len(), 1);
    assert_eq!(find(&["most sought thing", "most <praise> peel"], "most sought peel").len(), 0);
}

#[test]
fn gaps_span_words_but_no_comma() {
    assert_eq!(find(&["proven to *{0,2} lift"], "proven to lift, proven to really gently lift").len(), 2);
    assert_eq!(find(&["proven to *{0,2} lift"], "proven to, well, lift").len(), 0);
    assert_eq!(find(&["safe , [and] quick"], "safe, quick and safe, and quick").len(), 2);
}

#[test]
fn choices_and_optional_words_do_not_leak_into_phrases_that_begin_alike() {
    let phrases = ["(big|small) [red] box", "big cat", "big [red] dog"];
    assert_eq!(find(&phrases, "big box, small red box").len(), 2);
    assert_eq!(find(&phrases, "small cat, big red cat, small dog"), []);
    assert_eq!(find(&phrases, "big red dog, big dog"), [(2, "big dog".into()), (2, "big red dog".into())]);
}

#[test]
fn numbers_are_a_lexicon() {
    let phrases = ["<number> % of (women|users)", "4 times"];
    let found = find(&phrases, "90% of women, five of users, 1,000 % of users, 4% of women");
    assert_eq!(found.len(), 3);
}
