//! What a house knows beyond its articles and the rules: its own sites and papers, what the registries answered, how good
//! other sites are, and what it has substantiated elsewhere. It is the same for all documents of a run.
//!
//! Where it comes from is for the crate `claimlint-workspace`.

use claimlint_base::day::Day;
use claimlint_text::{CommentLine, Document};

use crate::evidence::citation::{Citations, KnownSources};
use crate::evidence::registry::collect::{Cited, collect};
use crate::evidence::registry::lock::Lock;
use crate::evidence::registry::{Verdict, judge};

mod accepted;
pub mod backing;
pub mod citation;
pub mod registry;

pub use accepted::{Acceptance, Accepted, normal};

/// What a house knows.
#[derive(Debug, Clone, Default)]
pub struct House {
    /// What it knows of sources.
    pub known: KnownSources,
    /// What the registries answered it.
    pub lock: Lock,
    /// Wording that it has substantiated elsewhere.
    pub accepted: Accepted,
    /// How its plain texts write comments to claimlint.
    pub comments: CommentLine,
}

/// What a document cites and its registry speaks against.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Judged {
    /// The place and what it cites.
    pub cited: Cited,
    /// What is wrong.
    pub verdict: Verdict,
}

impl House {
    /// The day for which it asks what has run out.
    pub fn today(&self) -> Day {
        self.accepted.today()
    }

    /// Reads the citations of a document, and what the registries speak against. A citation that leads to such a paper
    /// backs nothing.
    pub fn read(&self, document: &Document) -> (Citations, Vec<Judged>) {
        let mut citations = Citations::read(document, &self.known);
        if self.lock.is_empty() {
            return (citations, Vec::new());
        }
        let judged = |cited: Cited| {
            // An answer holds until somebody asks again.
            let answer = self.lock.kept(&cited.identifier)?;
            let verdict = judge(Ok(answer), &[], &cited.said);
            verdict.is_wrong().then_some(Judged { cited, verdict })
        };
        let judged: Vec<Judged> =
            collect(document, &citations, &self.known).into_iter().filter_map(judged).collect();
        citations.discard(document, judged.iter().map(|one| one.cited.span));
        (citations, judged)
    }
}
