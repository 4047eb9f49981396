//! The evidence sheet of an article: its claims with what backs them, counted and weighed. Renderers only read it.

use std::collections::BTreeMap;

use claimlint_base::grade::Grade;
use claimlint_rules::Severity;

pub use crate::claim_row::ClaimRow;
use crate::report::FileError;

/// The claims of one file.
#[derive(Debug, Clone)]
pub struct Sheet {
    /// The path as the user knows it.
    pub path: String,
    /// What kept the file, or a part of it, from being read.
    pub errors: Vec<FileError>,
    /// The claims, in order of place.
    pub rows: Vec<ClaimRow>,
}

/// What a grade is worth, in hundredths: see `docs/citations.md`.
pub fn worth(grade: Grade) -> u32 {
    match grade {
        Grade::Broken | Grade::None => 0,
        Grade::Named => 10,
        Grade::Partial => 25,
        Grade::Weak => 50,
        Grade::Traceable => 100,
    }
}

/// How much a claim counts: what a regulator would stop at first counts most.
pub fn weight(severity: Severity) -> u32 {
    match severity {
        Severity::Error => 3,
        Severity::Warning => 2,
        Severity::Note => 1,
    }
}

impl Sheet {
    /// Whether there is anything to show: a file that was read, if only in part.
    pub fn is_read(&self) -> bool {
        self.errors.is_empty() || !self.rows.is_empty()
    }

    /// How many claims have each grade, weakest first.
    pub fn by_grade(&self) -> Vec<(Grade, usize)> {
        let mut counts = BTreeMap::new();
        for row in &self.rows {
            *counts.entry(row.grade()).or_insert(0) += 1;
        }
        counts.into_iter().collect()
    }

    /// How many claims rest on sources of each tier.
    pub fn by_tier(&self) -> BTreeMap<String, usize> {
        let mut counts = BTreeMap::new();
        for tier in self.rows.iter().map(ClaimRow::tier).filter(|tier| !tier.is_empty()) {
            *counts.entry(tier).or_insert(0) += 1;
        }
        counts
    }

    /// The credibility figure as a sum: what the claims earn, and what they could. A claim earns its weight times the
    /// worth of its grade.
    pub fn credibility(&self) -> (u32, u32) {
        let (mut earned, mut most) = (0, 0);
        for row in &self.rows {
            let weight = weight(row.claim.diagnostic.severity);
            earned += weight * worth(row.grade());
            most += weight * 100;
        }
        (earned, most)
    }

    /// The figure from 0 to 100; `None` for an article that claims nothing.
    pub fn percent(&self) -> Option<u32> {
        let (earned, most) = self.credibility();
        (most > 0).then(|| (earned * 100 + most / 2) / most)
    }
}
