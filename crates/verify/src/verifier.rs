//! Looks up identifiers: in the lock file while its answers hold, else at the registry of each.

use std::collections::{BTreeMap, BTreeSet};

use claimlint_base::day::Day;
use claimlint_engine::evidence::registry::lock::Lock;
use claimlint_engine::evidence::registry::{self, Answer, PaperAsCited, RegistryId, RegistryIdKind, Verdict};
use claimlint_workspace::config::VerifySettings;

use crate::client::{AskError, Client};
use crate::retractions::Retractions;
use crate::{crossref, pubmed, trials};

/// Asks registries in one run of the program, and judges by what they answer.
#[derive(Debug)]
pub struct Verifier<'r> {
    /// Where and how to ask.
    pub settings: &'r VerifySettings,
    /// Whether to ask nobody.
    pub offline: bool,
    /// The user's list of retractions.
    pub retractions: &'r Retractions,
    /// The day of the run.
    pub today: Day,
}

/// What a run was answered, or why not.
#[derive(Debug, Default)]
pub struct Answers {
    by_identifier: BTreeMap<RegistryId, Result<Answer, String>>,
    /// How many identifiers were asked for.
    pub asked: usize,
    /// How many were answered by the lock file.
    pub kept: usize,
}

impl Answers {
    /// What a registry has for an identifier.
    ///
    /// # Errors
    /// Why no registry answered.
    pub fn of(&self, identifier: &RegistryId) -> Result<&Answer, &str> {
        match self.by_identifier.get(identifier) {
            Some(answer) => answer.as_ref().map_err(String::as_str),
            None => Err("no registry was asked"),
        }
    }
}

impl Verifier<'_> {
    /// Looks up some identifiers, and enters the answers into the lock. `done` is called after each, so that the answers can
    /// be kept before the run ends.
    pub fn ask(
        &self,
        identifiers: &BTreeSet<RegistryId>,
        lock: &mut Lock,
        mut done: impl FnMut(&Lock),
    ) -> Answers {
        let mut client = Client::new(self.settings);
        let mut answers = Answers::default();
        for identifier in identifiers {
            // Without a network, an old answer is the best there is.
            let days = (!self.offline).then_some(self.settings.cache_days);
            let answer = if let Some(answer) = lock.answer(identifier, self.today, days) {
                answers.kept += 1;
                Ok(answer)
            } else if self.offline {
                Err("the lock file does not have it; run without --offline".to_owned())
            } else {
                answers.asked += 1;
                let answer = self.ask_registry(&mut client, identifier);
                if let Ok(answer) = &answer {
                    lock.enter(identifier.clone(), self.today, answer.clone());
                }
                answer.map_err(|error| error.to_string())
            };
            answers.by_identifier.insert(identifier.clone(), answer);
            done(lock);
        }
        answers
    }

    fn ask_registry(&self, client: &mut Client, identifier: &RegistryId) -> Result<Answer, AskError> {
        match identifier.kind {
            RegistryIdKind::Doi => crossref::ask(client, self.settings, &identifier.value),
            RegistryIdKind::Pmid => pubmed::ask(client, self.settings, &identifier.value),
            RegistryIdKind::Nct => trials::ask(client, self.settings, &identifier.value),
        }
    }

    /// The verdict on one place where an identifier is cited, by what its registry answered or why it did not.
    pub fn judge(
        &self,
        identifier: &RegistryId,
        answer: Result<&Answer, &str>,
        said: &PaperAsCited,
    ) -> Verdict {
        registry::judge(answer, self.retractions.of(identifier), said)
    }
}
