//! Rules of kind `variants`: one spelling of a word in a document.
//!
//! Spellings are gathered sentence by sentence. Only where a document has several forms of one group is it worth seeing
//! which are the writer's own; then the form that is used most wins, or the one that the house prefers.

use std::sync::Arc;

use claimlint_base::span::Span;
use claimlint_rules::dictionary::Dictionary;
use claimlint_rules::variants::{Spelling, Variants};
use claimlint_rules::{Rule, RuleSet};
use claimlint_text::{BlockId, Document};

use super::replace::in_case_of;
use crate::check::authorship::whose_spelling;
use crate::check::candidate::Candidate;
use crate::check::gathered::Spelt;
use crate::check::matches::Spelled;
use crate::check::matching::{cut, look_for_exceptions};
use crate::check::reason::{Passage, Plain, Reason};
use crate::check::scratch::Scratch;
use crate::check::subject::{Place, Subject};
use crate::check::tally::tally;
use crate::check::trace::Trace;
use crate::diagnostic::{Diagnostic, Edit, Fix, Label};

/// No more places than this are shown beside the first.
const MOST_LABELS: usize = 8;

/// How many spellings of the winner a message names.
const MOST_NAMED: usize = 2;

/// A match as a spelling, if it is one. A phrase cannot tell "micro needling" from "micro-needling"; the words themselves
/// can.
pub fn spelt(subject: &Subject<'_>, rules: &RuleSet, one: &Spelled, place: Place<'_>) -> Option<Spelt> {
    let Spelled { rule, spelling, span } = *one;
    let document = subject.document;
    let text = &rules[rule].variants()?.spellings[spelling].text;
    let is_so = document.small_words_of(span) == text || document.words_of(span).to_lowercase() == *text;
    let Place { block, sentence, .. } = place;
    is_so.then_some(Spelt { rule, spelling, span, block, sentence })
}

/// Adds the findings of a document.
pub fn find(
    subject: &Subject<'_>,
    rules: &RuleSet,
    dictionary: &Dictionary,
    scratch: &mut Scratch,
    findings: &mut Vec<Candidate>,
) {
    let mut trace = std::mem::take(&mut scratch.trace);
    let mut spelt = std::mem::take(&mut scratch.gathered.spelt);
    let choice = |one: &Spelt| {
        let variants = rules[one.rule].variants().filter(|variants| !variants.together);
        (one.rule, variants.map(|variants| variants.spellings[one.spelling].group))
    };
    spelt.sort_by_key(|one| (choice(one), one.span.start()));
    for seen in spelt.chunk_by(|one, other| choice(one) == choice(other)) {
        let rule = &rules[seen[0].rule];
        let Some(variants) = rule.variants() else { continue };
        let house = Winner::of_house(rules, variants, seen[0].spelling);
        // Most documents have one form, and nothing more need be asked.
        if Winner::of(variants, seen, &house).odd_ones(variants, seen).is_empty() {
            let usual = seen.iter();
            usual.for_each(|one| trace.note(subject.document, one.rule, one.span, || Plain::Usual));
            continue;
        }
        // What the user's spelling of English does not have is reported as misspelt, each time.
        let is_word = |one: &Spelt| !dictionary.has_elsewhere(subject.document.small_words_of(one.span));
        let mut counts = |one: &&Spelt| {
            let other = match is_word(one) {
                true => why_not_counted(subject, rules, dictionary, scratch, one),
                false => Some(Plain::OtherEnglish.into()),
            };
            let counts = other.is_none();
            if let Some(reason) = other {
                trace.note(subject.document, one.rule, one.span, || reason);
            }
            counts
        };
        let own: Vec<Spelt> = seen.iter().filter(|one| counts(one)).copied().collect();
        let voters: Vec<Spelt> =
            own.iter().filter(|one| !is_said_again(subject.document, one.block)).copied().collect();
        let winner = Winner::of(variants, &voters, &house);
        let diagnostic = diagnostic(subject.document, rule, &own, &winner);
        if trace.is_on() {
            let odd = winner.odd_ones(variants, &own);
            note_silent(subject.document, &own, &odd, diagnostic.as_ref(), &mut trace);
        }
        findings.extend(diagnostic.map(|diagnostic| Candidate::of_document(seen[0].rule, diagnostic)));
    }
    scratch.trace = trace;
}

/// Why a spelling does not count: it is not the writer's own, or the rule excepts it.
fn why_not_counted(
    subject: &Subject<'_>,
    rules: &RuleSet,
    dictionary: &Dictionary,
    scratch: &mut Scratch,
    one: &Spelt,
) -> Option<Reason> {
    let document = subject.document;
    let sentence = document.sentence(one.sentence);
    if is_beside_name(document, dictionary, sentence, one.span) || is_in_name(document, one, sentence) {
        return Some(Plain::Name.into());
    }
    if let Some(reason) = whose_spelling(subject, one.block, sentence, one.span) {
        return Some(reason.into());
    }
    let known = scratch.cache.get(document.words_of(sentence)).and_then(|known| known.facts);
    cut(rules, document, sentence, known.as_deref(), scratch);
    look_for_exceptions(rules, document, sentence, known.as_deref(), scratch);
    let excepted = scratch.matches.exceptions_at(one.rule, one.span).next();
    excepted.map(|words| Reason::Excepted(Passage::of(document, words)))
}

/// Whether words with a capital follow a name or go on as one that the dictionary does not have: "Quillfarth Skin Care".
fn is_beside_name(document: &Document, dictionary: &Dictionary, sentence: Span, words: Span) -> bool {
    if !document.words_of(words).starts_with(char::is_uppercase) {
        return false;
    }
    let before = document.words_of(Span::of(sentence.start()..words.start()));
    let after = document.words_of(Span::of(words.end()..sentence.end()));
    let is_name = |word: Option<&str>| {
        word.is_some_and(|word| {
            let is_plain = word.len() > 2 && word.chars().all(char::is_alphabetic);
            is_plain
                && word.starts_with(char::is_uppercase)
                && !word.chars().all(char::is_uppercase)
                && dictionary.entry(&word.to_lowercase()).is_none()
        })
    };
    let previous = before.strip_suffix(' ').and_then(|before| before.rsplit(' ').next());
    let next = after.strip_prefix(' ').and_then(|after| after.split(' ').next());
    is_name(previous) || is_name(next)
}

/// Whether two words with a capital have words with a capital on both sides, in text that is no title: "Timeless Skin Care
/// Gel".
fn is_in_name(document: &Document, one: &Spelt, sentence: Span) -> bool {
    let kind = &document.block(one.block).kind;
    let words = document.words_of(one.span);
    let are_two = words.contains(' ') && words.starts_with(char::is_uppercase);
    if kind.is_heading() || kind.is_metadata() || !are_two {
        return false;
    }
    let before = document.words_of(Span::of(sentence.start()..one.span.start()));
    let after = document.words_of(Span::of(one.span.end()..sentence.end()));
    let is_capital = |word: Option<&str>| {
        word.is_some_and(|word| {
            word.starts_with(char::is_uppercase) && word.contains(|sign: char| sign.is_lowercase())
        })
    };
    is_capital(before.strip_suffix(' ').and_then(|before| before.rsplit(' ').next()))
        && is_capital(after.strip_prefix(' ').and_then(|after| after.split(' ').next()))
}

/// Notes the spellings that the finding of a choice shows beside its first, and those that hold. `odd` are those that differ
/// from the winner, by their indexes.
fn note_silent(
    document: &Document,
    own: &[Spelt],
    odd: &[usize],
    diagnostic: Option<&Diagnostic>,
    trace: &mut Trace,
) {
    for (at, one) in own.iter().enumerate() {
        let reason = || match diagnostic.filter(|_| odd.contains(&at)) {
            Some(diagnostic) => Reason::merged(diagnostic),
            None => Plain::Usual.into(),
        };
        trace.note(document, one.rule, one.span, reason);
    }
}

/// Whether a block is a title or description that says what another block says. A document that is to be fixed has it
/// twice, and one that is reported once; the same form must win in both.
fn is_said_again(document: &Document, block: BlockId) -> bool {
    let is_metadata = |block: BlockId| document.block(block).kind.is_metadata();
    let words = |block: BlockId| document.words_of(document.block(block).span);
    let repeats = |other: BlockId| {
        words(other) == words(block) && (other < block || other > block && !is_metadata(other))
    };
    is_metadata(block) && document.block_ids().any(repeats)
}

/// Which forms hold in one choice.
#[derive(Debug, Default)]
struct Winner {
    /// The form of a group, or the side where all groups are one choice.
    form: Option<usize>,
    /// The form of groups whose second form goes with both sides.
    either: Option<usize>,
}

impl Winner {
    /// What the house prefers.
    fn of_house(rules: &RuleSet, variants: &Variants, spelling: usize) -> Winner {
        let mut house = Winner::default();
        let group = variants.spellings[spelling].group;
        for word in &rules.prefer {
            let known = variants.spellings.iter().find(|one| one.text == *word);
            let Some(known) = known.filter(|one| variants.together || one.group == group) else { continue };
            if is_either(variants, known) {
                house.either = Some(known.form);
            }
            // Both sides may write "minimize", and only one "minimise".
            if !is_either(variants, known) || known.form == 0 {
                house.form = Some(known.form);
            }
        }
        house
    }

    /// The spelling to use in a document: what the house prefers, or else what is most frequent.
    fn of(variants: &Variants, seen: &[Spelt], house: &Winner) -> Winner {
        let spellings = || seen.iter().map(|one| &variants.spellings[one.spelling]);
        if !variants.together {
            return Winner {
                form: house.form.or_else(|| most(spellings().map(|one| one.form))),
                either: None,
            };
        }
        let most_either = most(spellings().filter(|one| is_either(variants, one)).map(|one| one.form));
        let either = house.either.or(most_either);
        // "minimize" says nothing about the side, nor does a single "minimise" among many of it.
        let votes = spellings().filter(|one| !is_either(variants, one) || either == Some(0) && one.form == 0);
        let has_side = spellings().any(|one| !is_either(variants, one));
        let (first, second): (Vec<usize>, Vec<usize>) =
            votes.map(|one| one.form).partition(|form| *form == 0);
        // Where the sides are even, "minimize" tips the balance.
        let is_second = second.len() > first.len() || second.len() == first.len() && either == Some(1);
        let form = house.form.or(has_side.then_some(usize::from(is_second)));
        let either = if form == Some(1) { Some(1) } else { either };
        Winner { form, either }
    }

    /// The form that a spelling should have.
    fn wanted(&self, variants: &Variants, spelling: &Spelling) -> Option<usize> {
        if is_either(variants, spelling) { self.either } else { self.form }
    }

    /// The spellings that differ from the winner, in order, by their indexes.
    fn odd_ones(&self, variants: &Variants, seen: &[Spelt]) -> Vec<usize> {
        let is_odd = |at: &usize| {
            let spelling = &variants.spellings[seen[*at].spelling];
            self.wanted(variants, spelling).is_some_and(|wanted| wanted != spelling.form)
        };
        (0..seen.len()).filter(is_odd).collect()
    }
}

fn is_either(variants: &Variants, spelling: &Spelling) -> bool {
    variants.groups[spelling.group].either
}

/// The form that is most frequent; of several, the one that the rule names first.
fn most(forms: impl Iterator<Item = usize>) -> Option<usize> {
    let counts = tally(forms).into_iter();
    counts.max_by_key(|(form, count)| (*count, std::cmp::Reverse(*form))).map(|(form, _)| form)
}

/// One finding for all that is odd in one choice: on the first, with labels on the others.
fn diagnostic(document: &Document, rule: &Arc<Rule>, seen: &[Spelt], winner: &Winner) -> Option<Diagnostic> {
    let variants = rule.variants()?;
    let odd = winner.odd_ones(variants, seen);
    let first = seen.get(*odd.first()?)?;
    let right = |one: &Spelt| {
        let spelling = &variants.spellings[one.spelling];
        variants.answer(spelling, winner.wanted(variants, spelling).unwrap_or(spelling.form))
    };
    let words = document.words_of(first.span);
    let others = &odd[1..];
    let labels = others.iter().take(MOST_LABELS).enumerate().map(|(at, odd)| {
        let hidden = others.len().saturating_sub(MOST_LABELS);
        let message = match at + 1 == MOST_LABELS && hidden > 0 {
            true => format!("and here, and {hidden} more"),
            false => "and here".to_owned(),
        };
        Label { message, span: document.source_span(seen[*odd].span) }
    });
    // Words that markup runs through are left to a person, and the others with them: half a fix leaves the finding.
    let edit = |one: &Spelt| {
        let text = || in_case_of(document.words_of(one.span), right(one));
        document.is_unbroken(one.span).then(|| Edit { span: document.source_span(one.span), text: text() })
    };
    let edits: Option<Vec<Edit>> = odd.iter().map(|at| edit(&seen[*at])).collect();
    let title = |edits: &[Edit]| match edits {
        [first, _, ..] => {
            format!("write \u{201C}{}\u{201D} and the like in {} places", first.text, edits.len())
        }
        _ => format!("replace with \u{201C}{}\u{201D}", right(first)),
    };
    let message = rule
        .message
        .replace("{match}", words)
        .replace("{against}", &against(variants, seen, &odd, right(first)));
    let own = document.words_of(document.sentence(first.sentence));
    Some(Diagnostic {
        labels: labels.collect(),
        fix: edits.map(|edits| Fix { title: title(&edits), safety: variants.safety, edits }),
        ..Diagnostic::new(rule, message, document.source_span(first.span), words, own)
    })
}

/// "“microneedling” elsewhere (7 times)", or what the house prefers where the document never has it.
fn against(variants: &Variants, seen: &[Spelt], odd: &[usize], right: &str) -> String {
    let spelling = |at: usize| &variants.spellings[seen[at].spelling];
    let opposes = |one: &Spelling| {
        let first = spelling(odd[0]);
        // "minimize" is not evidence against "colour", nor "colour" one against "minimise".
        let (own, other) = (is_either(variants, first), is_either(variants, one));
        one.form != first.form && (own == other || own && first.form == 0 || other && one.form == 0)
    };
    let others = (0..seen.len()).filter(|at| odd.binary_search(at).is_err()).map(spelling);
    let mut counts = tally(others.filter(|one| opposes(one)).map(|one| one.text.as_str()));
    counts.sort_by_key(|(text, count)| (*text != right, std::cmp::Reverse(*count)));
    let named: Vec<String> =
        counts.iter().take(MOST_NAMED).map(|(text, _)| format!("\u{201C}{text}\u{201D}")).collect();
    let times = match counts.iter().map(|(_, count)| count).sum::<usize>() {
        0 => return format!("\u{201C}{right}\u{201D} in your house style"),
        1 => "once".to_owned(),
        2 => "twice".to_owned(),
        times => format!("{times} times"),
    };
    let more = if counts.len() > MOST_NAMED { " and others" } else { "" };
    format!("{}{more} elsewhere ({times})", named.join(", "))
}
