//! What registries answer: what they have of a paper or trial, and what was said against it since.

use claimlint_base::named_enum;
use serde::{Deserialize, Serialize};

/// What a registry has of a paper or trial. An empty list is something it does not know.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Record {
    /// Its titles.
    #[serde(default)]
    pub titles: Vec<String>,
    /// The names of its journal, in full and short.
    #[serde(default)]
    pub journals: Vec<String>,
    /// The years in which it came out, online and in print.
    #[serde(default)]
    pub years: Vec<u16>,
    /// What was said against it afterwards.
    #[serde(default)]
    pub notices: Vec<Notice>,
}

named_enum! {
    /// What a notice does to a paper, least first.
    pub enum NoticeKind {
        /// A correction, which leaves the paper standing.
        Correction = "correction",
        /// A warning of the editors.
        Concern = "concern",
        /// The paper was taken back.
        Retraction = "retraction",
    }
}

/// Something that was published against a paper.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Notice {
    /// What it does.
    pub kind: NoticeKind,
    /// Who knows of it.
    pub from: String,
    /// What it says, in a few words: where the notice stands, or what makes it one.
    pub about: String,
}

/// What a registry says of an identifier.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// It has it.
    Found(Record),
    /// Nobody has it.
    NotFound,
    /// It exists, but with an agency that is not asked.
    Elsewhere,
}
