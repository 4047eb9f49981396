//! What to write instead of the words of a finding, as its rule rewrites them. Nobody applies it unasked: a person decides whether
//! the new words are true.

use claimlint_rules::{RuleSet, Safety};
use claimlint_text::Document;

use super::candidate::Candidate;
use super::kinds::replace::in_case_of;
use super::matches::{Rewritten, Sought};
use super::matching::look_again;
use super::scratch::Scratch;
use crate::diagnostic::{Edit, Suggestion};

/// No more than this are made for one finding.
const MOST: usize = 3;

/// In a longer sentence, in bytes, nothing is suggested: it is none, and would have to be gone through for each of its findings.
const LONGEST_SENTENCE: usize = 4096;

/// Adds to findings what to write instead.
pub fn add(document: &Document, rules: &RuleSet, scratch: &mut Scratch, findings: &mut [Candidate]) {
    // The findings of a sentence come one after the other.
    let mut read = None;
    for finding in findings.iter_mut().filter(|finding| finding.diagnostic.rule.rewrites.is_some()) {
        let Some((_, id)) = document.sentence_at(finding.span) else { continue };
        let sentence = document.sentence(id);
        if sentence.len() > LONGEST_SENTENCE {
            continue;
        }
        if read != Some(id) {
            look_again(rules, Sought::Topics, document, sentence, scratch);
            read = Some(id);
        }
        let is_own = |one: &&Rewritten| one.rule == finding.rule && one.span.overlaps(finding.span);
        let mut own: Vec<Rewritten> = scratch.matches.rewritten.iter().filter(is_own).copied().collect();
        // What rewrites the most of the words comes first. Fewer of them, in the same words, are the same suggestion.
        own.sort_by_key(|one| (std::cmp::Reverse(one.span.len()), one.span.start(), one.rewrite));
        for one in own {
            let suggestions = &finding.diagnostic.suggestions;
            let is_known = |new: &Suggestion| suggestions.iter().any(|other| other.text == new.text);
            let new = suggestion(document, finding, one).filter(|new| !is_known(new));
            finding.diagnostic.suggestions.extend(new.filter(|_| suggestions.len() < MOST));
        }
    }
}

fn suggestion(document: &Document, finding: &Candidate, one: Rewritten) -> Option<Suggestion> {
    let rewrites = finding.diagnostic.rule.rewrites.as_ref()?;
    let words = document.words_of(one.span);
    let right = rewrites.right_words(one.rewrite, words, claimlint_builtin::classes())?;
    let right = in_case_of(words, &right);
    if right == words {
        return None;
    }
    debug_assert_eq!(rewrites.safety, Safety::Unsafe, "a rewrite is never applied by itself");
    // Words that markup runs through are left to a person.
    let is_whole = document.is_unbroken(one.span);
    let edit = is_whole.then(|| Edit { span: document.source_span(one.span), text: right.clone() });
    Some(Suggestion {
        title: format!("write \u{201C}{right}\u{201D}"),
        text: right,
        edits: edit.into_iter().collect(),
    })
}
