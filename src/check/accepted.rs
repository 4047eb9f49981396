//! Claims whose wording the house has substantiated elsewhere are not reported, until its acceptance runs out.

use super::Finding;
use crate::diagnostic::Label;
use crate::document::Document;
use crate::house::House;
use crate::rule::RuleKind;

/// Takes out the claims that an acceptance satisfies, unless all claims are asked for, and says where one has run out.
pub fn settle(document: &Document, house: &House, takes_all: bool, findings: &mut Vec<Finding>) {
    if house.accepted.is_empty() {
        return;
    }
    findings.retain_mut(|finding| {
        if finding.diagnostic.rule.kind != RuleKind::Claim {
            return true;
        }
        match house.accepted.of(document, finding.span) {
            Some((_, acceptance)) if house.accepted.holds(acceptance) => takes_all,
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
