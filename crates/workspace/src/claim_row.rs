//! A claim of a page with its place, its sentence and what backs it.

use claimlint_base::grade::Grade;
use claimlint_base::place::Place;
use claimlint_base::source::{Position, Source};
use claimlint_engine::Claim;
use claimlint_engine::evidence::citation::sources::Standing;
use claimlint_text::Document;

use crate::located::Locator;

/// Longer sentences are cut, in characters.
const LONGEST_SENTENCE: usize = 600;

/// A claim and its place.
#[derive(Debug, Clone)]
pub struct ClaimRow {
    /// Where it begins.
    pub at: Position,
    /// Where that is in a document of a word processor, for people.
    pub place: Option<String>,
    /// The sentence it is in, as folded.
    pub sentence: String,
    /// The claim.
    pub claim: Claim,
}

/// The claims of a document with their places.
pub(crate) fn rows_of(document: &Document, source: &Source, claims: Vec<Claim>) -> Vec<ClaimRow> {
    let locator = Locator::of(document);
    let row = |claim: Claim| {
        let span = claim.diagnostic.span;
        let place = Place::of(source, span.start()).map(|place| place.to_string());
        let located = locator.locate(span).and_then(|at| document.sentence_at(at.text));
        let sentence = located.map_or("", |(_, sentence)| document.words_of(document.sentence(sentence)));
        let sentence = sentence.chars().take(LONGEST_SENTENCE).collect();
        ClaimRow { at: source.position(span.start()), place, sentence, claim }
    };
    claims.into_iter().map(row).collect()
}

impl ClaimRow {
    /// The grade of what backs the claim.
    pub fn grade(&self) -> Grade {
        self.claim.diagnostic.grade.unwrap_or(Grade::None)
    }

    /// What the source is, for people: "tier 2", "a shop", "accepted until 2027-03-31".
    pub fn tier(&self) -> String {
        let accepted = self.claim.accepted.as_ref().map(ToString::to_string);
        accepted.or_else(|| self.claim.standing.map(Standing::name)).unwrap_or_default()
    }
}
