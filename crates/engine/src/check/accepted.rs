//! Claims whose wording the house has substantiated elsewhere are not reported, until its acceptance expires.

use claimlint_rules::RuleKind;

use super::candidate::Candidate;
use super::reason::{Passage, Reason};
use super::subject::Subject;
use super::trace::Trace;
use crate::diagnostic::Label;

/// Removes the claims that an acceptance satisfies, unless all claims are asked for, and says where one has expired.
pub fn settle(subject: &Subject<'_>, takes_all: bool, findings: &mut Vec<Candidate>, trace: &mut Trace) {
    let Subject { document, house, .. } = subject;
    if house.accepted.is_empty() {
        return;
    }
    findings.retain_mut(|finding| {
        if finding.diagnostic.rule.kind() != RuleKind::Claim {
            return true;
        }
        match house.accepted.of(document, finding.span) {
            Some((words, acceptance)) if house.accepted.holds(acceptance) => {
                trace.note(document, finding.rule, finding.span, || Reason::Accepted {
                    words: Passage::of(document, words),
                    reference: acceptance.reference.clone(),
                    until: acceptance.until,
                });
                takes_all
            }
            Some((words, acceptance)) => {
                let message = format!("{acceptance} ({}): renew it", acceptance.reference);
                let span = document.source_span(words);
                finding.diagnostic.labels.push(Label { message, span });
                true
            }
            None => true,
        }
    });
}
