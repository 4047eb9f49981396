//! Looks for phrases and patterns in one sentence. Which of the matches count is for `context`.

use super::Scratch;
use crate::document::Document;
use crate::rule::RuleSet;
use crate::rule::finder::{Finder, Target};
use crate::rule::matcher::PhraseMatch;
use crate::rule::tokens::{Token, tokens};
use crate::span::Span;

/// Cuts the tokens of a sentence and adds all that a finder finds in it to an empty context.
pub(super) fn look_again(
    rules: &RuleSet,
    finder: &Finder,
    document: &Document,
    sentence: Span,
    scratch: &mut Scratch,
) {
    tokens(document.small(), sentence, rules.vocabulary(), &mut scratch.lower, &mut scratch.tokens);
    scratch.context.clear();
    look(rules, finder, document, sentence, scratch);
}

/// Adds all that a finder finds in a sentence, whose tokens are cut, to its context.
pub(super) fn look(
    rules: &RuleSet,
    finder: &Finder,
    document: &Document,
    sentence: Span,
    scratch: &mut Scratch,
) {
    let Scratch { tokens: cut, stack, found, called, context, .. } = scratch;
    finder.matcher().find(rules.words(), cut, stack, found);
    for one in found.iter() {
        let target = finder.phrase_target(one.phrase);
        if !rules.wants(target) || one.first > 0 && finder.is_at_start(one.phrase) {
            continue;
        }
        let whole = cut[one.first].span().join(cut[one.end - 1].span());
        let meant = match (marked(rules, finder, cut, one), target) {
            (Some((first, end)), _) => cut[first].span().join(cut[end - 1].span()),
            (None, Target::Rule(_) | Target::Against(_)) => without_tail(document, &cut[one.first..one.end]),
            (None, _) => whole,
        };
        context.add(target, meant, whole);
    }
    let (words, small) = (document.words_of(sentence), document.small_words_of(sentence));
    finder.patterns().find(words, small, called, |pattern, range| {
        let target = finder.pattern_target(pattern);
        let whole = Span::of(sentence.start() + range.start..sentence.start() + range.end);
        if rules.wants(target) {
            context.add(target, whole, whole);
        }
    });
}

/// The tokens of a match that its phrase marks.
fn marked(rules: &RuleSet, finder: &Finder, cut: &[Token], one: &PhraseMatch) -> Option<(usize, usize)> {
    let words = cut[one.first..one.end].iter().map(|token| token.word);
    let (first, end) = finder.marked().marked_part(one.phrase, rules.words(), words)?;
    Some((one.first + first, one.first + end))
}

/// The bytes of a match without the small words at its end, which a phrase needs and a reader does not.
fn without_tail(document: &Document, tokens: &[Token]) -> Span {
    const SMALL: &[&str] = &[
        "that", "to", "the", "a", "an", "of", "in", "on", "for", "by", "with", "and", "or", "is", "are",
        "your", "our",
    ];
    let is_small = |token: &Token| SMALL.contains(&document.small_words_of(token.span()));
    let tail = tokens.iter().rev().take_while(|token| is_small(token)).count();
    let kept = if tail < tokens.len() { &tokens[..tokens.len() - tail] } else { tokens };
    kept[0].span().join(kept[kept.len() - 1].span())
}
