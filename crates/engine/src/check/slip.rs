//! Rules of kind `spelling`: slips that the dictionary shows, or the signs around a word.
//!
//! A rule names its slip; one file for each sort of slip knows how to find it, token by token. Here is what they share:
//! which rule is asked for which slip, and how a finding is made.

use std::cell::RefCell;
use std::sync::Arc;

use claimlint_base::span::Span;
use claimlint_rules::dictionary::Dictionary;
use claimlint_rules::tokens::{Token, TokenKind};
use claimlint_rules::{Rule, RuleKind, RuleSet, Slip};
use claimlint_text::{Block, BlockId, Document, SentenceId};

use super::silence::{Reason, Trace};
use super::{Finding, MOST_FINDINGS, Scratch, Subject, message, sentence_of};
use crate::diagnostic::{Diagnostic, Edit, Fingerprint, Fix};

mod article;
mod capital;
mod doubled;
mod marks;
mod spacing;
mod unknown;
mod words;

pub use capital::finding as stray_capital;
pub use words::{Memory, unknown_words};

/// The rules that report slips, by slip, with their place among all rules.
#[derive(Debug)]
pub struct Slips {
    rules: [Option<(usize, Arc<Rule>)>; Slip::ALL.len()],
    dictionary: Arc<Dictionary>,
}

/// A sentence in which slips are looked for.
struct Line<'d> {
    document: &'d Document,
    dictionary: &'d Dictionary,
    memory: RefCell<&'d mut Memory>,
    block: &'d Block,
    sentence: Span,
    tokens: &'d [Token],
}

/// A slip: where, what belongs there, and the change that brings it there. All in bytes of the folded text.
struct Found {
    slip: Slip,
    span: Span,
    /// The words that should stand in the span; empty where only a person can say.
    right: String,
    /// The change, where it is smaller than putting `right` for all of the span.
    edit: Option<(Span, String)>,
}

impl Found {
    fn new(slip: Slip, span: Span, right: impl Into<String>) -> Found {
        Found { slip, span, right: right.into(), edit: None }
    }

    fn with_edit(self, span: Span, text: impl Into<String>) -> Found {
        Found { edit: Some((span, text.into())), ..self }
    }
}

impl Line<'_> {
    /// The words of a token, as they stand.
    fn word(&self, index: usize) -> &str {
        self.tokens.get(index).map_or("", |token| self.document.words_of(token.span()))
    }

    /// The words of a token in small letters of ASCII.
    fn small(&self, index: usize) -> &str {
        self.tokens.get(index).map_or("", |token| self.document.small_words_of(token.span()))
    }

    fn span(&self, index: usize) -> Span {
        self.tokens.get(index).map_or(Span::at(self.sentence.end()), Token::span)
    }

    /// Whether a token is letters and nothing else.
    fn is_word(&self, index: usize) -> bool {
        self.tokens.get(index).is_some_and(|token| token.kind == TokenKind::Word)
            && self.word(index).chars().all(|sign| sign.is_alphabetic() || sign == '\'')
    }

    /// Whether a token is letters and the dictionary has them.
    fn is_known(&self, index: usize) -> bool {
        self.is_word(index) && self.knows(self.word(index))
    }

    /// Whether the dictionary has a word.
    fn knows(&self, word: &str) -> bool {
        self.memory.borrow_mut().judge(self.dictionary, word).is_none()
    }

    /// Whether a token is part of an address, a path, a handle or code, in which other spelling holds.
    fn is_address(&self, index: usize) -> bool {
        let Some(stretch) = self.document.stretch_around(self.span(index)) else { return true };
        let chunk = self.document.words_of(stretch).trim_start_matches(['(', '[', '"', '\'']);
        let is_domain = || {
            let name = chunk.trim_end_matches(['.', ',', ';', ':', ')', '!', '?', '"', '\'', '/']);
            name.rsplit_once('.').is_some_and(|(before, last)| {
                before.len() > 1 && DOMAINS.contains(&last.to_ascii_lowercase().as_str())
            })
        };
        let is_sign =
            |byte| matches!(byte, b'@' | b'_' | b'\\' | b'{' | b'}' | b'=' | b'<' | b'>' | b'~' | b'|');
        chunk.bytes().any(is_sign)
            || chunk.contains("://")
            || chunk.contains("www.")
            || chunk.starts_with(['#', '$', '/', '.'])
            || is_domain()
    }
}

/// Ends of names of sites and files.
const DOMAINS: &[&str] = &[
    "com", "org", "net", "co", "uk", "io", "eu", "us", "ca", "au", "de", "fr", "edu", "gov", "info", "biz",
    "shop", "store", "health", "clinic", "beauty", "html", "htm", "pdf", "php", "asp", "jpg", "png", "doc",
    "docx", "txt", "js", "css",
];

impl Slips {
    /// The rules of a run that report slips, and the words that they go by.
    pub fn new(rules: &RuleSet, dictionary: Arc<Dictionary>) -> Slips {
        let mut slips = Slips { rules: Default::default(), dictionary };
        for (index, rule) in rules.selected().filter(|(_, rule)| rule.kind == RuleKind::Spelling) {
            if let Some(slip) = rule.slip {
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
        findings: &mut Vec<Finding>,
    ) {
        if !self.has(Slip::UnpairedMark) {
            return;
        }
        let document = subject.document;
        let block = document.block(block);
        let mut found = Vec::new();
        marks::find(document, block, &mut found);
        self.report((document, block), found, trace, findings);
    }

    /// Adds the slips of a sentence, whose tokens are cut. False where a word may be misspelt or a slip was found, so
    /// that the same sentence may be judged otherwise elsewhere.
    pub fn find(
        &self,
        subject: &Subject<'_>,
        (block, sentence): (BlockId, SentenceId),
        scratch: &mut Scratch,
        findings: &mut Vec<Finding>,
    ) -> bool {
        if self.is_empty() {
            return true;
        }
        let document = subject.document;
        let block = document.block(block);
        let span = document.sentence(sentence);
        let Scratch { tokens, memory, trace, .. } = scratch;
        let tokens = tokens.as_slice();
        memory.belongs_to(&self.dictionary);
        let memory = RefCell::new(memory);
        let line = Line { document, dictionary: &self.dictionary, memory, block, sentence: span, tokens };
        let mut found = Vec::new();
        let spells = self.has(Slip::UnknownWord) || self.has(Slip::JoinedWords);
        let mut unknown = Vec::new();
        for (index, token) in tokens.iter().enumerate() {
            match token.kind {
                TokenKind::Word => {
                    if trace.is_on() && self.dictionary.owes_to_user(line.word(index)) {
                        self.note(document, Slip::UnknownWord, token.span(), Reason::UsersWord, trace);
                    }
                    if spells {
                        unknown.extend(words::unknown(&line, index).map(|word| (index, word)));
                    }
                    if index > 0 && token.word == tokens[index - 1].word {
                        doubled::find(&line, index, &mut found);
                    }
                    if token.span().len() <= 2 {
                        article::find(&line, index, &mut found);
                    }
                }
                TokenKind::Mark => spacing::find(&line, index, &mut found),
                TokenKind::Number | TokenKind::Symbol => {}
            }
        }
        let has_doubtful = unknown.iter().any(|(_, word)| word.is_doubtful());
        words::find(&line, unknown, &mut found, &mut |slip, span, reason| {
            self.note(document, slip, span, reason, trace);
        });
        if sentence != block.sentences.start {
            spacing::find_before(&line, &mut found);
            capital::find_missing(&line, &mut found);
        }
        let is_plain = !has_doubtful && found.is_empty();
        self.report((document, block), found, trace, findings);
        is_plain
    }

    /// Notes why the rule for a slip, where it runs, is silent about some words.
    fn note(&self, document: &Document, slip: Slip, words: Span, reason: Reason, trace: &mut Trace) {
        if let Some((rule, _)) = &self.rules[slip as usize] {
            trace.note(document, *rule, words, || reason);
        }
    }

    /// Makes findings of slips, those of rules that do not run and words that a rule allows left out.
    fn report(
        &self,
        (document, block): (&Document, &Block),
        found: Vec<Found>,
        trace: &mut Trace,
        findings: &mut Vec<Finding>,
    ) {
        // The sentence that each of them is known by may be long.
        findings.extend(found.into_iter().take(MOST_FINDINGS + 1).filter_map(|found| {
            let (index, rule) = self.rules[found.slip as usize].as_ref()?;
            let words = document.small_words_of(found.span);
            let is_allowed = rule.allow.iter().any(|allowed| words.split(' ').any(|word| word == allowed));
            if is_allowed {
                trace.note(document, *index, found.span, || Reason::Allowed);
            }
            (!is_allowed).then(|| Finding {
                rule: *index,
                severity: rule.severity,
                span: found.span,
                diagnostic: diagnostic(document, rule, &found, sentence_of(document, block, found.span)),
            })
        }));
    }
}

/// The diagnostic of a slip in a sentence.
fn diagnostic(document: &Document, rule: &Arc<Rule>, found: &Found, sentence: &str) -> Diagnostic {
    let words = document.words_of(found.span);
    let (place, text) = match &found.edit {
        Some((place, text)) => (*place, text),
        None => (found.span, &found.right),
    };
    // What markup runs through is left to a person, and so is where the other half of a bracket belongs.
    let is_fixable = !found.right.is_empty() && document.is_unbroken(found.span);
    let fix = is_fixable.then(|| Fix {
        title: format!("replace with \u{201C}{}\u{201D}", found.right),
        safety: rule.safety,
        edits: vec![Edit { span: document.source_span(place), text: text.clone() }],
    });
    Diagnostic {
        rule: rule.clone(),
        severity: rule.severity,
        message: message(rule, words).replace("{right}", &found.right),
        span: document.source_span(found.span),
        text: words.to_owned(),
        grade: None,
        labels: Vec::new(),
        fix,
        fingerprint: Fingerprint::of(rule, words, sentence),
    }
}
