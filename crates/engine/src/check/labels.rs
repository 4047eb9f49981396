//! The other places of a finding, which are shown with it.
//!
//! Which places are others of the same finding is for the kinds of rules.

use claimlint_base::span::Span;
use claimlint_text::Document;

use crate::diagnostic::Label;

/// Labels for the places after the first, each with the same message.
pub fn labels_of_others(
    document: &Document,
    first: Span,
    others: impl Iterator<Item = Span>,
    message: &str,
) -> impl Iterator<Item = Label> {
    let mut last = first;
    // Several phrases may match the same words.
    let apart = others.filter(move |other| {
        let is_apart = !other.overlaps(last);
        if is_apart {
            last = *other;
        }
        is_apart
    });
    apart.map(move |other| Label { message: message.to_owned(), span: document.source_span(other) })
}
