//! What registries answer: what they have on a paper or trial, and what was published against it since.

use claimlint_base::named_enum;
use serde::{Deserialize, Serialize};

/// What a registry has on a paper or trial. A list is empty if the registry does not say.
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
    /// What was published against it afterwards.
    #[serde(default)]
    pub notices: Vec<Notice>,
}

named_enum! {
    /// What a notice does to a paper, the least first.
    pub enum NoticeKind {
        /// A correction, after which the paper still holds.
        Correction = "correction",
        /// A warning of the editors.
        Concern = "concern",
        /// The paper was retracted.
        Retraction = "retraction",
    }
}

/// Something that was published against a paper.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Notice {
    /// What it does to the paper.
    pub kind: NoticeKind,
    /// Who reports it.
    pub from: String,
    /// What it says, in a few words: where the notice can be read, or what makes it one.
    pub about: String,
}

/// What a registry says to an identifier.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// It has it.
    Found(Record),
    /// No registry has it.
    NotFound,
    /// It exists, but at an agency that is not asked.
    Elsewhere,
}
