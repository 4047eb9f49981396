//! Opens the session of a command, and prints every fault in it.

use std::io::Write;
use std::path::{Path, PathBuf};

use claimlint_base::toml_fault::Fault;
use claimlint_text::Changes;
use claimlint_workspace::session::{ConfigChoice, Session, SessionError, SessionOptions};

use super::failure::{Failure, complain};
use super::terminal::look_err;
use crate::render::{count, faults};

/// A file with more faults is of another kind, or its export went wrong.
const MOST_FAULTS: usize = 10;

/// Where the configuration and rules come from; the same for every command that needs rules.
#[derive(Debug, clap::Args)]
pub struct SessionArguments {
    /// The configuration file; by default, claimlint.toml in this folder or the nearest one above
    #[arg(long, value_name = "FILE", conflicts_with = "no_config")]
    config: Option<PathBuf>,
    /// Do not use a configuration file
    #[arg(long)]
    no_config: bool,
    /// Also read files that .gitignore and .ignore name
    #[arg(long)]
    no_ignore: bool,
    /// Read Word and OpenDocument files as they were before their tracked changes
    #[arg(long)]
    original: bool,
    /// Your own rule file, or a folder of them. May be repeated
    #[arg(long, value_name = "PATH")]
    rules: Vec<PathBuf>,
}

impl SessionArguments {
    /// Whether the command line says which configuration is used, or that none is.
    pub fn names_configuration(&self) -> bool {
        self.config.is_some() || self.no_config
    }

    /// The same arguments for a run that trusts nothing in the repository: a configuration is used where the user
    /// names it, and no ignore file.
    pub fn distrustful(&self) -> SessionArguments {
        SessionArguments {
            no_config: self.config.is_none(),
            no_ignore: true,
            config: self.config.clone(),
            rules: self.rules.clone(),
            original: self.original,
        }
    }

    /// Opens the session that the arguments name, with more rules, about a page or folder.
    pub fn open(&self, more_rules: &[PathBuf], start: Option<&Path>) -> Result<Session, Failure> {
        let config = match &self.config {
            _ if self.no_config => ConfigChoice::Nothing,
            Some(path) => ConfigChoice::File(path.clone()),
            None => ConfigChoice::Nearest,
        };
        let rules = [&self.rules, more_rules].concat();
        let start = start.map(Path::to_owned);
        let options = SessionOptions { config, rules, start, no_ignore: self.no_ignore };
        let session = Session::open(&options).map_err(|error| match error {
            SessionError::Faults(faults) => {
                report_faults(&faults, "in the configuration or the rules; nothing was checked")
            }
            other => Failure::Message(other.to_string()),
        });
        session.map(|mut session| {
            session.config.changes = if self.original { Changes::Rejected } else { Changes::Accepted };
            session
        })
    }

    /// The same, with the papers of the house.
    #[cfg(feature = "verify")]
    pub fn open_with_evidence(&self, start: Option<&Path>) -> Result<Session, Failure> {
        let mut session = self.open(&[], start)?;
        read_evidence(&mut session);
        Ok(session)
    }

    /// The same, with the papers of the house and what the registries answered.
    pub fn open_with_answers(&self, start: Option<&Path>) -> Result<Session, Failure> {
        let mut session = self.open(&[], start)?;
        if let Err(error) = session.read_lock() {
            complain(&format!("{error}. The run continued without the registries' answers"));
        }
        read_evidence(&mut session);
        Ok(session)
    }
}

/// Reads the papers of the house, and says what of them cannot be read.
fn read_evidence(session: &mut Session) {
    for (path, faults) in session.read_evidence() {
        faults.iter().take(MOST_FAULTS).for_each(|fault| complain(&fault.to_string()));
        if faults.len() > MOST_FAULTS {
            let more = count(faults.len() - MOST_FAULTS, "more error", "more errors");
            complain(&format!("{path}: {more}; these entries were skipped"));
        }
    }
}

/// Prints faults with their carets, and after their number what they are in.
pub fn report_faults(found: &[Fault], place: &str) -> Failure {
    let mut text = Vec::new();
    match faults::write(found, place, look_err(), &mut text) {
        Ok(()) => match anstream::stderr().lock().write_all(&text) {
            Ok(()) => Failure::Reported,
            Err(error) => Failure::Io(error),
        },
        Err(error) => Failure::Io(error),
    }
}
