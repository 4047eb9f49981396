//! Which rule reports which slip, and the way of a sentence through all that look for slips.

use std::sync::Arc;

use claimlint_base::span::Span;
use claimlint_rules::dictionary::Dictionary;
use claimlint_rules::tokens::TokenKind;
use claimlint_rules::vocabulary::WordId;
use claimlint_rules::{Body, Rule, RuleId, RuleSet, Slip};
use claimlint_text::{Block, BlockId, Document};

use super::found_slip::{FoundSlip, diagnostic};
use super::line::Line;
use super::{
    article, bare_noun, count, doubled, inner_capital, letters, marks, missing_capital, missing_space,
    parted, question, spacing, splice, stop, stray_capital, subject, verb_form, words,
};
use crate::check::candidate::{Candidate, MOST_FINDINGS};
use crate::check::reason::Plain;
use crate::check::scratch::Scratch;
use crate::check::subject::{Place, Subject, sentence_of};
use crate::check::trace::Trace;

/// "i've" has as many bytes.
const LONGEST_PRONOUN: usize = 4;

/// It may stand between two sentences without a stop.
const HOWEVER: &str = "however";

/// How long the endings are, in bytes, that are looked for apart from their words.
const LENGTHS_OF_ENDINGS: std::ops::RangeInclusive<usize> = 2..=6;

/// The rules that report slips, by slip, with their ids.
#[derive(Debug)]
pub struct Slips {
    rules: [Option<(RuleId, Arc<Rule>)>; Slip::ALL.len()],
    dictionary: Arc<Dictionary>,
    /// The first number of the vocabulary that several words share.
    first_shared: WordId,
}

impl Slips {
    /// The rules of a run that report slips, and the words that they go by.
    pub fn new(rules: &RuleSet, dictionary: Arc<Dictionary>) -> Slips {
        let mut slips =
            Slips { rules: Default::default(), dictionary, first_shared: rules.vocabulary().first_shared() };
        for (index, rule) in rules.selected() {
            if let Body::Spelling { slip, .. } = rule.body {
                slips.rules[slip as usize].get_or_insert((index, rule.clone()));
            }
        }
        slips
    }

    /// Whether no rule reports a slip.
    pub fn is_empty(&self) -> bool {
        self.rules.iter().all(Option::is_none)
    }

    fn has(&self, slip: Slip) -> bool {
        self.rules[slip as usize].is_some()
    }

    /// Adds the slips that only a whole block shows.
    pub fn find_in_block(
        &self,
        subject: &Subject<'_>,
        block: BlockId,
        trace: &mut Trace,
        findings: &mut Vec<Candidate>,
    ) {
        if !self.has(Slip::UnpairedMark) && !self.has(Slip::ForeignLetter) {
            return;
        }
        let document = subject.document;
        let block = document.block(block);
        let mut found = Vec::new();
        marks::find(document, block, &mut found);
        letters::find(document, block, &mut found);
        self.report(document, block, found, trace, findings);
    }

    /// Adds the slips of a sentence, which is cut into tokens. True where its words have none, wherever they are alone.
    pub fn find(
        &self,
        subject: &Subject<'_>,
        place: Place<'_>,
        scratch: &mut Scratch,
        findings: &mut Vec<Candidate>,
    ) -> bool {
        if self.is_empty() {
            return true;
        }
        let document = subject.document;
        let block = document.block(place.block);
        let span = document.sentence(place.sentence);
        let Scratch { tokens, memory, trace, .. } = scratch;
        let tokens = tokens.as_slice();
        let line = Line::new(document, block, span, (tokens, self.first_shared), &self.dictionary, memory);
        let mut found = Vec::new();
        let spells = self.has(Slip::UnknownWord) || self.has(Slip::JoinedWords);
        let mut unknown = Vec::new();
        for (index, token) in tokens.iter().enumerate() {
            match token.kind {
                TokenKind::Word => {
                    if trace.is_on() && self.dictionary.owes_to_user(line.word(index)) {
                        self.note(document, Slip::UnknownWord, token.span(), Plain::UsersWord, trace);
                    }
                    if spells {
                        unknown.extend(words::unknown(&line, index).map(|word| (index, word)));
                    }
                    if index > 0 && token.word == tokens[index - 1].word {
                        doubled::find(&line, index, &mut found);
                    } else if index > 2
                        && token.word == tokens[index - 2].word
                        && tokens[index - 1].word == tokens[index - 3].word
                    {
                        doubled::find_pair(&line, index, &mut found);
                    }
                    if token.span().len() == HOWEVER.len() && line.small(index) == HOWEVER {
                        splice::find_however(&line, index, &mut found);
                    }
                    if LENGTHS_OF_ENDINGS.contains(&token.span().len()) {
                        parted::find_ending(&line, index, &mut found);
                    }
                    let has_capital = begins_with_capital(document, token.span());
                    if has_capital {
                        stray_capital::find_second(&line, index, &mut found);
                    }
                    if index > 0 && has_capital {
                        stray_capital::find_inside(&line, index, &mut found);
                        if self.has(Slip::InnerCapital) || self.has(Slip::StrayCapital) {
                            inner_capital::find(&line, index, &mut found);
                        }
                        stop::find(&line, index, &mut found);
                    }
                    if begins_with_digit(document, token.span()) {
                        missing_space::after_number(&line, index, &mut found);
                    } else if ends_with_digit(document, token.span()) {
                        missing_space::before_number(&line, index, &mut found);
                    }
                    if token.span().len() <= LONGEST_PRONOUN {
                        missing_capital::find_pronoun(&line, index, &mut found);
                        stray_capital::find_short_form(&line, index, &mut found);
                    }
                    if token.span().len() <= 2 {
                        article::find(&line, index, &mut found);
                    }
                }
                TokenKind::Mark => {
                    spacing::find(&line, index, &mut found);
                    if matches!(line.word(index), "," | ";") {
                        stray_capital::find_stray(&line, index, &mut found);
                    }
                }
                TokenKind::Symbol => missing_space::around_sign(&line, index, &mut found),
                TokenKind::Number => {}
            }
        }
        if self.has(Slip::BareNoun) {
            bare_noun::find(&line, &mut found);
        }
        if self.has(Slip::NounCount) {
            count::find(&line, &mut found);
        }
        if self.has(Slip::SubjectVerb) {
            subject::find(&line, &mut found);
        }
        if self.has(Slip::VerbForm) {
            verb_form::find(&line, &mut found);
        }
        if self.has(Slip::QuestionMark) {
            question::find(&line, &mut found);
        }
        if self.has(Slip::CommaSplice)
            && let Some(comma) = tokens.iter().position(|token| document.words_of(token.span()) == ",")
        {
            splice::find(&line, comma, &mut found);
        }
        let has_doubtful = unknown.iter().any(|(_, word)| word.is_doubtful());
        words::find(&line, unknown, &mut found, &mut |slip, span, reason| {
            self.note(document, slip, span, reason, trace);
        });
        if place.sentence != block.sentences.start {
            missing_space::find_before(&line, &mut found);
            missing_capital::find_missing(&line, &mut found);
        } else {
            missing_capital::find_first(&line, &mut found);
        }
        let has_none = !has_doubtful && found.is_empty() && line.rests_on_its_words();
        self.report(document, block, found, trace, findings);
        has_none
    }

    /// Notes why the rule for a slip, where it runs, is silent about some words.
    fn note(&self, document: &Document, slip: Slip, words: Span, reason: Plain, trace: &mut Trace) {
        if let Some((rule, _)) = &self.rules[slip as usize] {
            trace.note(document, *rule, words, || reason);
        }
    }

    /// Makes findings of slips, those of rules that do not run and words that a rule allows left out.
    fn report(
        &self,
        document: &Document,
        block: &Block,
        found: Vec<FoundSlip>,
        trace: &mut Trace,
        findings: &mut Vec<Candidate>,
    ) {
        // The sentence that each of them is known by may be long.
        findings.extend(found.into_iter().take(MOST_FINDINGS + 1).filter_map(|found| {
            let (index, rule) = self.rules[found.slip as usize].as_ref()?;
            let words = document.small_words_of(found.span);
            let Body::Spelling { allow, .. } = &rule.body else { return None };
            let is_allowed = allow.iter().any(|allowed| words.split(' ').any(|word| word == allowed));
            if is_allowed {
                trace.note(document, *index, found.span, || Plain::Allowed);
            }
            (!is_allowed).then(|| Candidate {
                rule: *index,
                severity: rule.severity,
                span: found.span,
                diagnostic: diagnostic(document, rule, &found, sentence_of(document, block, found.span)),
            })
        }));
    }
}

/// Whether a word has a capital of ASCII at its beginning, as few have inside a sentence.
fn begins_with_capital(document: &Document, word: Span) -> bool {
    document.text().as_bytes()[word.start()].is_ascii_uppercase()
}

/// Whether a word has a digit at its beginning.
fn begins_with_digit(document: &Document, word: Span) -> bool {
    document.text().as_bytes()[word.start()].is_ascii_digit()
}

/// Whether a word has a digit at its end.
fn ends_with_digit(document: &Document, word: Span) -> bool {
    document.text().as_bytes()[word.end() - 1].is_ascii_digit()
}
