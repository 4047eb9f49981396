//! What the registries of papers and trials have, and what that says of an article: does a source exist, is it the paper
//! that the article says, was it taken back?
//!
//! Nothing here goes online: `collect` finds what an article cites, `lock` keeps what the registries answered, `agree`
//! compares. Asking them is for the crate `claimlint-verify`.

use claimlint_base::named_enum;
use serde::{Deserialize, Serialize};

pub mod agree;
pub mod collect;
pub mod lock;

pub use agree::Difference;

named_enum! {
    /// The registers that give identifiers.
    pub enum RegistryIdKind {
        /// A paper, by the number that its publisher registered.
        Doi = "doi",
        /// A paper in PubMed.
        Pmid = "pmid",
        /// A trial in ClinicalTrials.gov.
        Nct = "nct",
    }
}

/// What names a paper or trial: a DOI in small letters, the digits of a PMID, an NCT number in capitals.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct RegistryId {
    /// Which register it is in.
    pub kind: RegistryIdKind,
    /// How it is written there.
    pub value: String,
}

impl std::fmt::Display for RegistryId {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.kind {
            RegistryIdKind::Pmid => write!(formatter, "PMID {}", self.value),
            RegistryIdKind::Doi | RegistryIdKind::Nct => formatter.write_str(&self.value),
        }
    }
}

/// What an article says of a paper. What it leaves out is not compared.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PaperAsCited {
    /// Words that the title must be found among.
    pub title: Option<String>,
    /// The name of a journal.
    pub journal: Option<String>,
    /// Numbers that may be its year. One that agrees is enough: an entry has pages and the day of a visit as well.
    pub years: Vec<u16>,
}

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

/// What is to be said of a place where an article cites something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// It exists, nothing is known against it, and it is what the article says.
    Verified,
    /// It exists and is corrected.
    Corrected(Notice),
    /// It exists and is something else.
    Mismatch(Vec<Difference>),
    /// It does not exist.
    NotFound,
    /// Its editors warn of it.
    Concern(Notice),
    /// It was taken back.
    Retracted(Notice),
    /// Nothing is known, and why. This is never a pass.
    Unchecked(String),
}

impl Verdict {
    /// All names, in the order in which they are counted.
    pub const NAMES: [&str; 7] =
        ["verified", "corrected", "metadata-mismatch", "not-found", "concern", "retracted", "unchecked"];

    /// The name in reports.
    pub fn name(&self) -> &'static str {
        let [verified, corrected, mismatch, not_found, concern, retracted, unchecked] = Verdict::NAMES;
        match self {
            Verdict::Verified => verified,
            Verdict::Corrected(_) => corrected,
            Verdict::Mismatch(_) => mismatch,
            Verdict::NotFound => not_found,
            Verdict::Concern(_) => concern,
            Verdict::Retracted(_) => retracted,
            Verdict::Unchecked(_) => unchecked,
        }
    }

    /// What a registry has against it, in a few words; nothing where it has nothing.
    pub fn reason(&self) -> String {
        match self {
            Verdict::Verified => String::new(),
            Verdict::NotFound => "no registry has it".to_owned(),
            Verdict::Mismatch(differences) => {
                let what: Vec<String> = differences.iter().map(ToString::to_string).collect();
                what.join("; ")
            }
            Verdict::Corrected(notice) | Verdict::Concern(notice) | Verdict::Retracted(notice) => {
                format!("{} ({})", notice.about, notice.from)
            }
            Verdict::Unchecked(why) => why.clone(),
        }
    }

    /// Whether the article must be changed.
    pub fn is_wrong(&self) -> bool {
        !matches!(self, Verdict::Verified | Verdict::Corrected(_) | Verdict::Unchecked(_))
    }
}

/// The verdict on a place that cites something: what its registry answered or why nobody did, what else is known
/// against it, and what the place says of it.
pub fn judge(answer: Result<&Answer, &str>, own: &[Notice], said: &PaperAsCited) -> Verdict {
    let record = match answer {
        Ok(Answer::Found(record)) => Some(record),
        _ => None,
    };
    let notices = record.iter().flat_map(|record| &record.notices).chain(own);
    // The gravest; of several, the first.
    let gravest = notices.reduce(|one, other| if other.kind > one.kind { other } else { one });
    let differences = record.map(|record| agree::differences(said, record)).unwrap_or_default();
    match (gravest, answer) {
        (Some(notice), _) if notice.kind == NoticeKind::Retraction => Verdict::Retracted(notice.clone()),
        (Some(notice), _) if notice.kind == NoticeKind::Concern => Verdict::Concern(notice.clone()),
        (_, Err(why)) => Verdict::Unchecked(why.to_owned()),
        (_, Ok(Answer::NotFound)) => Verdict::NotFound,
        (_, Ok(Answer::Elsewhere)) => Verdict::Unchecked(ELSEWHERE.to_owned()),
        _ if !differences.is_empty() => Verdict::Mismatch(differences),
        (Some(notice), _) => Verdict::Corrected(notice.clone()),
        (None, Ok(Answer::Found(_))) => Verdict::Verified,
    }
}

const ELSEWHERE: &str = "it exists, but not with Crossref, so that nothing else can be compared";
