//! Looks for phrases and patterns in one sentence. Which of the matches count is for `masking`.

use std::sync::Arc;

use claimlint_base::span::Span;
use claimlint_data::words::english;
use claimlint_rules::RuleSet;
use claimlint_rules::finder::{Finder, Target};
use claimlint_rules::matcher::PhraseMatch;
use claimlint_rules::tokens::{Token, tokens};
use claimlint_text::Document;

use super::matches::{Match, Sought};
use super::scratch::Scratch;
use super::sentence_cache::{Facts, Known};

/// Cuts a sentence into tokens and puts all that is sought in it into an empty list of matches.
pub fn look_again(
    rules: &RuleSet,
    sought: Sought,
    document: &Document,
    sentence: Span,
    scratch: &mut Scratch,
) {
    let words = document.words_of(sentence);
    let known = scratch.cache.get(words);
    let facts = known.as_ref().and_then(|known| known.facts.as_deref());
    scratch.matches.clear();
    if !facts.is_some_and(|facts| facts.has(sought)) {
        cut(rules, document, sentence, facts, scratch);
    }
    look(rules, sought, document, sentence, facts, scratch);
    if let Some(Known { says_nothing, facts: None }) = known {
        let facts = Facts::of(sentence.start(), &scratch.tokens, says_nothing);
        facts.keep_matches(sought, sentence.start(), &scratch.found);
        scratch.cache.add(words, Known { says_nothing, facts: Some(Arc::new(facts)) });
    }
}

/// Cuts a sentence, whose words say this, into tokens.
pub fn cut(
    rules: &RuleSet,
    document: &Document,
    sentence: Span,
    facts: Option<&Facts>,
    scratch: &mut Scratch,
) {
    let Scratch { tokens: cut, lower, inputs, .. } = scratch;
    inputs.forget_sentence();
    match facts {
        Some(facts) => facts.put_tokens(sentence.start(), cut),
        None => tokens(document.small(), sentence, rules.vocabulary(), lower, cut),
    }
}

/// Adds all that is sought in a sentence, which is cut into tokens and whose words say this, to the matches.
pub fn look(
    rules: &RuleSet,
    sought: Sought,
    document: &Document,
    sentence: Span,
    facts: Option<&Facts>,
    scratch: &mut Scratch,
) {
    let known = facts.and_then(|facts| facts.matches(sought, sentence.start()));
    if let Some(matches) = known {
        return scratch.matches.extend(matches);
    }
    find(rules, sought, document, sentence, scratch, true);
    scratch.matches.extend(scratch.found.iter().copied());
    if let Some(facts) = facts {
        facts.keep_matches(sought, sentence.start(), &scratch.found);
    }
}

/// Puts what a rule excepts in a sentence, whose words say this, into an empty list of matches, and hardly anything else: exceptions
/// are phrases, so that no pattern need be run.
pub fn look_for_exceptions(
    rules: &RuleSet,
    document: &Document,
    sentence: Span,
    facts: Option<&Facts>,
    scratch: &mut Scratch,
) {
    scratch.matches.clear();
    if let Some(known) = facts.and_then(|facts| facts.matches(Sought::Context, sentence.start())) {
        return scratch.matches.extend(known);
    }
    find(rules, Sought::Context, document, sentence, scratch, false);
    scratch.matches.extend(scratch.found.iter().copied());
}

/// Finds all that is sought in a sentence, whose tokens are cut; patterns only where they are asked for.
fn find(
    rules: &RuleSet,
    sought: Sought,
    document: &Document,
    sentence: Span,
    scratch: &mut Scratch,
    patterns: bool,
) {
    let Scratch { tokens: cut, inputs, paths, phrases, called, found, .. } = scratch;
    found.clear();
    inputs.read(rules.words(), cut);
    let (words, small) = (document.words_of(sentence), document.small_words_of(sentence));
    let wants = |target| rules.wants(target);
    for (finders, paths) in rules.finders().zip(paths) {
        let finder = sought.finder(finders);
        finder.find_phrases(rules.words(), inputs, &mut paths[sought as usize], phrases);
        for one in phrases.iter() {
            let target = finder.phrase_target(one.phrase);
            if !wants(target) || one.first > 0 && finder.is_at_start(one.phrase) {
                continue;
            }
            let whole = cut[one.first].span().join(cut[one.end - 1].span());
            let meant = match (marked(rules, finder, cut, one), target) {
                (Some((first, end)), _) => cut[first].span().join(cut[end - 1].span()),
                (None, Target::Rule(_) | Target::Against(_)) => {
                    without_tail(document, &cut[one.first..one.end])
                }
                (None, _) => whole,
            };
            found.push(Match { target, span: meant, whole });
        }
        if !patterns {
            continue;
        }
        finder.find_patterns(words, small, called, wants, |target, range| {
            let whole = Span::of(sentence.start() + range.start..sentence.start() + range.end);
            found.push(Match { target, span: whole, whole });
        });
    }
}

/// The tokens of a match that its phrase marks.
fn marked(rules: &RuleSet, finder: &Finder, cut: &[Token], one: &PhraseMatch) -> Option<(usize, usize)> {
    let words = cut[one.first..one.end].iter().map(|token| token.word);
    let (first, end) = finder.marked_part(one.phrase, rules.words(), words)?;
    Some((one.first + first, one.first + end))
}

/// The bytes of a match without the small words at its end, which a phrase needs and a reader does not.
fn without_tail(document: &Document, tokens: &[Token]) -> Span {
    let is_small = |token: &Token| english::ENDS_OF_MATCHES.contains(document.small_words_of(token.span()));
    let tail = tokens.iter().rev().take_while(|token| is_small(token)).count();
    let kept = if tail < tokens.len() { &tokens[..tokens.len() - tail] } else { tokens };
    kept[0].span().join(kept[kept.len() - 1].span())
}
