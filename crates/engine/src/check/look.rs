//! Looks for phrases and patterns in one sentence. Which of the matches count is for `context`.

use std::sync::Arc;

use claimlint_base::span::Span;
use claimlint_rules::RuleSet;
use claimlint_rules::finder::{Finder, Target};
use claimlint_rules::matcher::PhraseMatch;
use claimlint_rules::tokens::{Token, tokens};
use claimlint_text::Document;

use super::Scratch;
use super::context::{Match, Sought};
use super::seen::{Content, Known};

/// Puts all that is sought in a sentence into an empty context.
pub(super) fn look_again(
    rules: &RuleSet,
    sought: Sought,
    document: &Document,
    sentence: Span,
    scratch: &mut Scratch,
) {
    let words = document.words_of(sentence);
    let known = scratch.seen.get(words);
    let content = known.as_ref().and_then(|known| known.content.as_deref());
    scratch.context.clear();
    if !content.is_some_and(|content| content.has(sought)) {
        cut(rules, document, sentence, content, scratch);
    }
    look(rules, sought, (document, sentence), content, scratch);
    if let Some(Known { is_clean, content: None }) = known {
        let content = Content::of(sentence.start(), &scratch.tokens, is_clean);
        content.remember(sought, sentence.start(), &scratch.matches);
        scratch.seen.add(words, Known { is_clean, content: Some(Arc::new(content)) });
    }
}

/// Cuts the tokens of a sentence, of which this is known.
pub(super) fn cut(
    rules: &RuleSet,
    document: &Document,
    sentence: Span,
    content: Option<&Content>,
    scratch: &mut Scratch,
) {
    let Scratch { tokens: cut, lower, .. } = scratch;
    match content {
        Some(content) => content.put_tokens(sentence.start(), cut),
        None => tokens(document.small(), sentence, rules.vocabulary(), lower, cut),
    }
}

/// Adds all that is sought in a sentence, whose tokens are cut and of which this is known, to its context.
pub(super) fn look(
    rules: &RuleSet,
    sought: Sought,
    (document, sentence): (&Document, Span),
    content: Option<&Content>,
    scratch: &mut Scratch,
) {
    let known = content.and_then(|content| content.matches(sought, sentence.start()));
    if let Some(matches) = known {
        return scratch.context.extend(matches);
    }
    find(rules, sought.finder(rules), document, sentence, scratch);
    scratch.context.extend(scratch.matches.iter().copied());
    if let Some(content) = content {
        content.remember(sought, sentence.start(), &scratch.matches);
    }
}

/// Finds all that a finder finds in a sentence, whose tokens are cut.
fn find(rules: &RuleSet, finder: &Finder, document: &Document, sentence: Span, scratch: &mut Scratch) {
    let Scratch { tokens: cut, stack, found, called, matches, .. } = scratch;
    matches.clear();
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
        matches.push(Match { target, span: meant, whole });
    }
    let (words, small) = (document.words_of(sentence), document.small_words_of(sentence));
    finder.patterns().find(words, small, called, |pattern, range| {
        let target = finder.pattern_target(pattern);
        let whole = Span::of(sentence.start() + range.start..sentence.start() + range.end);
        if rules.wants(target) {
            matches.push(Match { target, span: whole, whole });
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
