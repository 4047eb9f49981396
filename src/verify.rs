//! Asks the registries for the papers and trials that an article cites: do they exist, are they what the article says,
//! were they taken back?
//!
//! The only part of the program that goes online, and only identifiers leave the machine. `collect` finds what an article
//! cites, `client` asks politely, `crossref`, `pubmed` and `trials` read the answers, `lock` keeps them, `retractions` reads
//! a list of the user's, and `agree` compares. What is printed is for the command line to say.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::config::VerifySettings;
use crate::names::named_enum;

pub mod address;
pub mod agree;
pub mod client;
pub mod collect;
pub mod crossref;
pub mod day;
pub mod lock;
pub mod pubmed;
pub mod retractions;
pub mod trials;

pub use agree::Difference;

use client::{AskError, Client};
use day::Day;
use lock::Lock;
use retractions::Retractions;

named_enum! {
    /// The registers that give identifiers.
    pub enum Kind {
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
pub struct Identifier {
    /// Which register it is in.
    pub kind: Kind,
    /// How it is written there.
    pub value: String,
}

impl std::fmt::Display for Identifier {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.kind {
            Kind::Pmid => write!(formatter, "PMID {}", self.value),
            Kind::Doi | Kind::Nct => formatter.write_str(&self.value),
        }
    }
}

/// What an article says of a paper. What it leaves out is not compared.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Said {
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

/// What came of one identifier.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// A registry answered, now or before.
    Answered(Answer),
    /// Nobody did, and why.
    Unchecked(String),
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

    /// Whether the article must be changed.
    pub fn is_wrong(&self) -> bool {
        !matches!(self, Verdict::Verified | Verdict::Corrected(_) | Verdict::Unchecked(_))
    }
}

/// What a run knows and may do.
#[derive(Debug)]
pub struct Run<'r> {
    /// Where and how to ask.
    pub settings: &'r VerifySettings,
    /// Whether to ask nobody.
    pub offline: bool,
    /// The user's list of retractions.
    pub retractions: &'r Retractions,
    /// The day of the run.
    pub today: Day,
}

/// What a run found out.
#[derive(Debug, Default)]
pub struct Found {
    /// What came of each identifier.
    pub outcomes: BTreeMap<Identifier, Outcome>,
    /// How many identifiers were asked for.
    pub asked: usize,
    /// How many were answered by the lock file.
    pub kept: usize,
}

impl Run<'_> {
    /// Finds out about some identifiers, and enters the answers into the lock.
    pub fn ask(&self, identifiers: &BTreeSet<Identifier>, lock: &mut Lock) -> Found {
        let mut client = Client::new(self.settings);
        let mut found = Found::default();
        for identifier in identifiers {
            // Without a network, an old answer is the best there is.
            let days = (!self.offline).then_some(self.settings.cache_days);
            let outcome = if let Some(answer) = lock.answer(identifier, self.today, days) {
                found.kept += 1;
                Outcome::Answered(answer)
            } else if self.offline {
                Outcome::Unchecked("the lock file does not have it; run without --offline".to_owned())
            } else {
                found.asked += 1;
                self.ask_one(&mut client, identifier, lock)
            };
            found.outcomes.insert(identifier.clone(), outcome);
        }
        found
    }

    fn ask_one(&self, client: &mut Client, identifier: &Identifier, lock: &mut Lock) -> Outcome {
        let answer = match identifier.kind {
            Kind::Doi => crossref::ask(client, self.settings, &identifier.value),
            Kind::Pmid => pubmed::ask(client, self.settings, &identifier.value),
            Kind::Nct => trials::ask(client, self.settings, &identifier.value),
        };
        match answer {
            Ok(answer) => {
                lock.enter(identifier.clone(), self.today, answer.clone());
                Outcome::Answered(answer)
            }
            Err(error) => Outcome::Unchecked(error.to_string()),
        }
    }

    /// The verdict on one place where an identifier is cited.
    pub fn judge(&self, identifier: &Identifier, outcome: &Outcome, said: &Said) -> Verdict {
        let record = match outcome {
            Outcome::Answered(Answer::Found(record)) => Some(record),
            _ => None,
        };
        let own = self.retractions.of(identifier).iter();
        let notices = record.iter().flat_map(|record| &record.notices).chain(own);
        // The gravest; of several, the first.
        let gravest = notices.reduce(|one, other| if other.kind > one.kind { other } else { one });
        let differences = record.map(|record| agree::differences(said, record)).unwrap_or_default();
        match (gravest, outcome) {
            (Some(notice), _) if notice.kind == NoticeKind::Retraction => Verdict::Retracted(notice.clone()),
            (Some(notice), _) if notice.kind == NoticeKind::Concern => Verdict::Concern(notice.clone()),
            (_, Outcome::Unchecked(why)) => Verdict::Unchecked(why.clone()),
            (_, Outcome::Answered(Answer::NotFound)) => Verdict::NotFound,
            (_, Outcome::Answered(Answer::Elsewhere)) => Verdict::Unchecked(ELSEWHERE.to_owned()),
            _ if !differences.is_empty() => Verdict::Mismatch(differences),
            (Some(notice), _) => Verdict::Corrected(notice.clone()),
            (None, Outcome::Answered(Answer::Found(_))) => Verdict::Verified,
        }
    }
}

const ELSEWHERE: &str = "it exists, but not with Crossref, so that nothing else can be compared";

/// The answer to a question that one registry decides: what it has, or that it has nothing.
fn found_or_not(record: Option<Record>) -> Result<Answer, AskError> {
    Ok(record.map_or(Answer::NotFound, Answer::Found))
}
