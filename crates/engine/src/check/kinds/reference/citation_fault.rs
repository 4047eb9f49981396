//! A fault of a citation, before it is a finding.

use claimlint_base::grade::Grade;
use claimlint_base::span::Span;

/// A fault of a citation. All spans are bytes of the folded text.
#[derive(Debug)]
pub struct FaultyCitation {
    /// The words.
    pub span: Span,
    /// What is filled in for `{found}` in the rule's message.
    pub found: String,
    /// The same for `{missing}`.
    pub missing: String,
    /// How well the citation does, where that is said.
    pub grade: Option<Grade>,
    /// What belongs in the place of the span.
    pub right: Option<String>,
    /// Another place that shows the fault.
    pub label: Option<(Span, &'static str)>,
    /// The marker that is at fault, by its index in the document: the span is empty then.
    pub marker: Option<usize>,
    /// The link whose target is at fault, by its index in the document: the span is empty then, too.
    pub link: Option<usize>,
}

impl FaultyCitation {
    /// A fault of some words.
    pub fn at(span: Span) -> FaultyCitation {
        let (found, missing) = (String::new(), String::new());
        FaultyCitation {
            span,
            found,
            missing,
            grade: None,
            right: None,
            label: None,
            marker: None,
            link: None,
        }
    }
}
