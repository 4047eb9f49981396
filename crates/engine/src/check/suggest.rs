//! What to write instead of the words of a finding, as its rule rewrites them. Nobody applies it unasked: a person decides whether
//! the new words are true. What the rule would find again in the new sentence is not suggested.

use claimlint_base::source::Source;
use claimlint_base::span::Span;
use claimlint_rules::{Rule, RuleId, RuleSet, Safety};
use claimlint_text::{Document, Format, SentenceId};

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
    let has_rewrites = |finding: &Candidate| finding.diagnostic.rules().any(|rule| rule.rewrites.is_some());
    for finding in findings.iter_mut().filter(|finding| has_rewrites(finding)) {
        let Some((_, id)) = document.sentence_at(finding.span) else { continue };
        let sentence = document.sentence(id);
        if sentence.len() > LONGEST_SENTENCE {
            continue;
        }
        if read != Some(id) {
            look_again(rules, Sought::Topics, document, sentence, scratch);
            read = Some(id);
        }
        let speaks_for = |id: RuleId| finding.diagnostic.rules().position(|rule| rule.id == rules[id].id);
        let is_own = |one: &&Rewritten| one.span.overlaps(finding.span) && speaks_for(one.rule).is_some();
        let own: Vec<Rewritten> = scratch.matches.rewritten.iter().filter(is_own).copied().collect();
        // What rewrites more of the words knows better what follows from them.
        let is_part = |one: &Rewritten| {
            own.iter().any(|other| {
                other.rule == one.rule && other.whole != one.whole && other.whole.contains(one.whole)
            })
        };
        let kept = own.iter().filter(|one| !is_part(one));
        let mut kept: Vec<Rewritten> = kept.map(|one| without_end(document, one)).collect();
        // Its own rule comes before those that it took in.
        kept.sort_by_key(|one| (speaks_for(one.rule), one.whole.start(), one.rewrite));
        for one in kept {
            let suggestions = &finding.diagnostic.suggestions;
            let is_known = |new: &Suggestion| suggestions.iter().any(|other| other.text == new.text);
            let new = suggestion(document, &rules[one.rule], one).filter(|new| !is_known(new));
            let Some(new) = new.filter(|_| suggestions.len() < MOST) else { continue };
            let (before, after) = (sentence.start()..one.whole.start(), one.whole.end()..sentence.end());
            let [before, after] = [before, after].map(|bytes| document.words_of(Span::of(bytes)));
            let place = Span::of(before.len()..before.len() + new.text.len());
            if scratch.suggests_all
                || !is_found(rules, finding.rule, &[before, &new.text, after].concat(), place, scratch)
            {
                finding.diagnostic.suggestions.push(new);
            }
            read = None;
        }
    }
}

/// Whether a rule finds anything at a place of a sentence.
fn is_found(rules: &RuleSet, rule: RuleId, sentence: &str, place: Span, scratch: &mut Scratch) -> bool {
    let document = Document::read(&Source::from_text(sentence), Format::Plain);
    SentenceId::each(document.all_sentences()).any(|sentence| {
        let span = document.sentence(sentence);
        look_again(rules, Sought::Claims, &document, span, scratch);
        let mut own = std::mem::take(&mut scratch.matches.hits);
        own.retain(|hit| hit.rule == rule && hit.span.overlaps(place));
        // Most new words are none that the rule finds.
        if own.is_empty() {
            return false;
        }
        look_again(rules, Sought::Context, &document, span, scratch);
        own.iter().any(|hit| scratch.matches.exceptions_at(rule, hit.span).next().is_none())
    })
}

/// A rewrite without the sign after its words, which may be all that it asks for there.
fn without_end(document: &Document, one: &Rewritten) -> Rewritten {
    let after = document.words_of(Span::of(one.span.end()..one.whole.end()));
    let kept = after.trim_end_matches(['.', ',', ';', ':', '!', '?']);
    Rewritten { whole: Span::of(one.whole.start()..one.span.end() + kept.len()), ..*one }
}

fn suggestion(document: &Document, rule: &Rule, one: Rewritten) -> Option<Suggestion> {
    let rewrites = rule.rewrites.as_ref()?;
    let words = document.words_of(one.span);
    let right = rewrites.right_words(one.rewrite, words, claimlint_builtin::classes())?;
    let right = in_case_of(words, &right);
    if right == words {
        return None;
    }
    debug_assert_eq!(rewrites.safety, Safety::Unsafe, "a rewrite is never applied by itself");
    // What stays is shown as well: "reduces the look of" says little without the words that follow.
    let before = document.words_of(Span::of(one.whole.start()..one.span.start()));
    let after = document.words_of(Span::of(one.span.end()..one.whole.end()));
    let text = [before, &right, after].concat();
    // Words that markup runs through are left to a person.
    let edit = if document.is_unbroken(one.whole) {
        Some(Edit { span: document.source_span(one.whole), text: text.clone() })
    } else {
        let is_whole = document.is_unbroken(one.span);
        is_whole.then(|| Edit { span: document.source_span(one.span), text: right })
    };
    Some(Suggestion {
        title: format!("write \u{201C}{text}\u{201D}"),
        text,
        edits: edit.into_iter().collect(),
    })
}
