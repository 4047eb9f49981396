//! Asks the registries for the papers and trials that an article cites.
//!
//! The only part of the program that goes online, and only identifiers leave the machine. `client` asks politely,
//! `crossref`, `pubmed` and `trials` read the answers, and `retractions` reads a list of the user's. What an answer says of
//! an article is for [`claimlint_engine::evidence::registry`], what is printed for the command line.

use std::collections::{BTreeMap, BTreeSet};

use claimlint_base::day::Day;
use claimlint_engine::evidence::registry::lock::Lock;
use claimlint_engine::evidence::registry::{
    self, Answer, PaperAsCited, Record, RegistryId, RegistryIdKind, Verdict,
};
use claimlint_workspace::config::VerifySettings;

pub mod address;
pub mod client;
pub mod crossref;
pub mod pubmed;
pub mod retractions;
pub mod trials;

use client::{AskError, Client};
use retractions::Retractions;

/// What came of one identifier.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// A registry answered, now or before.
    Answered(Answer),
    /// Nobody did, and why.
    Unchecked(String),
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
    pub outcomes: BTreeMap<RegistryId, Outcome>,
    /// How many identifiers were asked for.
    pub asked: usize,
    /// How many were answered by the lock file.
    pub kept: usize,
}

impl Run<'_> {
    /// Finds out about some identifiers, and enters the answers into the lock. `done` is called after each, so that the
    /// answers can be kept before the run ends.
    pub fn ask(
        &self,
        identifiers: &BTreeSet<RegistryId>,
        lock: &mut Lock,
        mut done: impl FnMut(&Lock),
    ) -> Found {
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
            done(lock);
        }
        found
    }

    fn ask_one(&self, client: &mut Client, identifier: &RegistryId, lock: &mut Lock) -> Outcome {
        let answer = match identifier.kind {
            RegistryIdKind::Doi => crossref::ask(client, self.settings, &identifier.value),
            RegistryIdKind::Pmid => pubmed::ask(client, self.settings, &identifier.value),
            RegistryIdKind::Nct => trials::ask(client, self.settings, &identifier.value),
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
    pub fn judge(&self, identifier: &RegistryId, outcome: &Outcome, said: &PaperAsCited) -> Verdict {
        let answer = match outcome {
            Outcome::Answered(answer) => Ok(answer),
            Outcome::Unchecked(why) => Err(why.as_str()),
        };
        registry::judge(answer, self.retractions.of(identifier), said)
    }
}

/// The answer to a question that one registry decides: what it has, or that it has nothing.
fn found_or_not(record: Option<Record>) -> Result<Answer, AskError> {
    Ok(record.map_or(Answer::NotFound, Answer::Found))
}
