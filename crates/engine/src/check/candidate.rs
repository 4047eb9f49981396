//! A finding while its document is checked, and how many of them there may be.

use claimlint_base::span::Span;
use claimlint_rules::{RuleId, Severity};

use crate::diagnostic::Diagnostic;

/// If a file has more findings than this, the rest are not looked for: nobody reads so many, and they take memory.
pub const MOST_FINDINGS: usize = 10_000;

/// No more findings than this are about the same words.
pub const MOST_AT_A_PLACE: usize = 64;

/// A finding whose claim may still merge with another.
pub struct Candidate {
    /// The rule.
    pub rule: RuleId,
    /// Its severity here.
    pub severity: Severity,
    /// The words, as bytes of the document's text.
    pub span: Span,
    /// What is said about them.
    pub diagnostic: Diagnostic,
}

impl Candidate {
    /// A finding of a rule about the whole document, so that its words merge with no others.
    pub fn of_document(rule: RuleId, diagnostic: Diagnostic) -> Candidate {
        Candidate { rule, severity: diagnostic.severity, span: Span::at(0), diagnostic }
    }
}
