//! What a house knows, and how a document is read with it.

use claimlint_base::day::Day;
use claimlint_text::{Document, Reading};

use super::accepted::Accepted;
use super::citation::{Citations, KnownSources};
use super::registry::collect::{Cited, collect};
use super::registry::lock::Lock;
use super::registry::{Verdict, judge};

/// What a house knows.
#[derive(Debug, Clone, Default)]
pub struct House {
    /// What it knows about sources.
    pub known: KnownSources,
    /// What the registries have answered.
    pub lock: Lock,
    /// Wording that it has substantiated elsewhere.
    pub accepted: Accepted,
    /// How it writes its pages.
    pub reading: Reading,
}

/// A place where a document cites something that its registry warns against.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Judged {
    /// The place, and what it cites.
    pub cited: Cited,
    /// What is wrong.
    pub verdict: Verdict,
}

impl House {
    /// The day of the check, on which an acceptance may have expired.
    pub fn today(&self) -> Day {
        self.accepted.today()
    }

    /// Reads the citations of a document, and what the registries warn against. A citation that leads to such a paper
    /// backs nothing.
    pub(crate) fn read(&self, document: &Document) -> (Citations, Vec<Judged>) {
        let mut citations = Citations::read(document, &self.known);
        if self.lock.is_empty() {
            return (citations, Vec::new());
        }
        let cited = collect(document, &citations, &self.known).into_iter();
        let judged: Vec<Judged> = cited.filter_map(|cited| self.speak_against(cited)).collect();
        citations.discard(document, judged.iter().map(|one| one.cited.span));
        (citations, judged)
    }

    /// What the kept answer of a registry has against a place; `None` if it has nothing, or nobody asked yet.
    fn speak_against(&self, cited: Cited) -> Option<Judged> {
        // An answer holds until somebody asks again.
        let answer = self.lock.kept(&cited.identifier)?;
        let verdict = judge(Ok(answer), &[], &cited.said);
        verdict.is_wrong().then_some(Judged { cited, verdict })
    }
}
