//! Loads the configuration and the rules for a command, and reports every fault in them.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::{Failure, SetupArguments, look_err};
use crate::built_in;
use crate::config::{self, Config};
use crate::day::Day;
use crate::dictionary::Dictionary;
use crate::fault::{Fault, TomlSource};
use crate::house::House;
use crate::registry::lock::Lock;
use crate::render::{count, faults};
use crate::report::Verdict;
use crate::rule::{Definitions, Library, packs};
use crate::walk;

/// A file with more faults is of another kind, or its export went wrong.
const MOST_FAULTS: usize = 10;

/// The configuration and all rules.
pub struct Setup {
    /// The configuration; an empty one where there is no file.
    pub config: Config,
    /// All rules, compiled.
    pub library: Arc<Library>,
    /// The user's rule files.
    own: Vec<Arc<TomlSource>>,
    /// English, with the user's words.
    pub dictionary: Arc<Dictionary>,
    /// What the house knows.
    pub house: Arc<House>,
    /// Whether everything could be read; what could not was told of, and the run does without it.
    pub is_whole: bool,
    /// Whether the user wants none of the files that claimlint looks for by itself.
    alone: bool,
}

impl Setup {
    /// Loads what the arguments name. The configuration is looked for from this folder upwards, then from `start`.
    pub fn load(
        arguments: &SetupArguments,
        extra_rules: &[PathBuf],
        start: Option<&Path>,
    ) -> Result<Setup, Failure> {
        let config_path =
            if arguments.no_config { None } else { arguments.config.clone().or_else(|| nearest(start)) };
        let (config, mut found) = match &config_path {
            Some(path) => Config::load(path).map_err(|error| Failure::Message(error.to_string()))?,
            None => (Config::default(), Vec::new()),
        };
        let mut own = Vec::new();
        for (path, fault) in config.rule_paths() {
            match packs::from_path(&path) {
                Ok(files) => own.extend(files),
                Err(error) => found.push(fault.help(error.to_string())),
            }
        }
        for path in arguments.rules.iter().chain(extra_rules) {
            own.extend(packs::from_path(path).map_err(|error| Failure::Message(error.to_string()))?);
        }
        // A folder may be named on the command line and in the configuration.
        own = without_doubles(own);
        let library = if own.is_empty() {
            built_in::library()
        } else {
            let (definitions, faults) = Definitions::read(&with_built_in(&own));
            let is_whole = faults.is_empty();
            found.extend(faults);
            // What is refused for its size must not be compiled either.
            if is_whole { Arc::new(Library::compile(&definitions)) } else { built_in::library() }
        };
        if found.is_empty() {
            found.extend(config.unknown_names(&library));
        }
        let (dictionary, faults) = config.dictionary();
        found.extend(faults);
        if !found.is_empty() {
            return Err(report(&found));
        }
        let house = House { known: config.known(), comments: config.comments(), ..House::default() };
        let (dictionary, house, alone) = (Arc::new(dictionary), Arc::new(house), arguments.no_config);
        Ok(Setup { config, library, own, dictionary, house, is_whole: true, alone })
    }

    /// Adds to what the house knows what the registries answered. A lock file that cannot be read is told of.
    pub fn read_lock(&mut self) {
        if self.alone {
            return;
        }
        match Lock::read(&self.config.verify().lock) {
            Ok(lock) => Arc::make_mut(&mut self.house).lock = lock,
            Err(error) => {
                super::fail(&format!("{error}. The run went on without what the registries answered"));
                self.is_whole = false;
            }
        }
    }

    /// Adds to what the house knows the papers that it keeps and the wording that it has substantiated. What cannot be read
    /// of its files is told of.
    pub fn read_evidence(&mut self) {
        let house = Arc::make_mut(&mut self.house);
        house.accepted = self.config.accepted(Day::today());
        let (bibliography, faults) = self.config.bibliography();
        house.known.bibliography = bibliography;
        for (path, faults) in faults.iter().filter(|(_, faults)| !faults.is_empty()) {
            faults.iter().take(MOST_FAULTS).for_each(|fault| _ = super::fail(&fault.to_string()));
            if faults.len() > MOST_FAULTS {
                let more = count(faults.len() - MOST_FAULTS, "fault", "faults");
                super::fail(&format!("{path}: {more} more; the run went on without these entries"));
            }
            self.is_whole = false;
        }
    }

    /// The folder in which files are looked for that nobody named: that of the configuration, or this one; `None` where
    /// none are to be looked for.
    pub fn folder(&self) -> Option<&Path> {
        let root = self.config.root.as_path();
        (!self.alone).then_some(if root.as_os_str().is_empty() { Path::new(".") } else { root })
    }

    /// The files that the settings and rules stand in.
    pub fn settings(&self) -> Vec<PathBuf> {
        let rules = self.own.iter().map(|source| PathBuf::from(&source.name));
        self.config.files().chain(rules).collect()
    }

    /// The user's rule files.
    pub fn own_rules(&self) -> &[Arc<TomlSource>] {
        &self.own
    }

    /// Whether the file is read that keeps the answers of registries.
    pub fn reads_lock(&self) -> bool {
        !self.alone
    }

    /// How a run ends that would end so, had everything been read.
    pub fn ending(&self, verdict: Verdict) -> Verdict {
        if self.is_whole { verdict } else { Verdict::Failed }
    }

    /// Everything the rule files say, for whoever lists, explains or tests it.
    pub fn definitions(&self) -> Definitions {
        // The faults in them were reported when they were loaded.
        Definitions::read(&with_built_in(&self.own)).0
    }

    /// The files under some paths, or under this folder where none is named.
    pub fn files(&self, paths: &[PathBuf], force_exclude: bool) -> walk::Found {
        let here = [PathBuf::from("./")];
        let paths = if paths.is_empty() { &here } else { paths };
        walk::find(paths, force_exclude, &|path| self.config.excludes(path))
    }
}

fn with_built_in(own: &[Arc<TomlSource>]) -> Vec<Arc<TomlSource>> {
    packs::built_in().into_iter().chain(own.iter().cloned()).collect()
}

fn nearest(start: Option<&Path>) -> Option<PathBuf> {
    let above = config::find(Path::new("."));
    above.or_else(|| {
        let start = start?;
        config::find(if start.is_dir() { start } else { start.parent()? })
    })
}

fn without_doubles(sources: Vec<Arc<TomlSource>>) -> Vec<Arc<TomlSource>> {
    let mut kept: Vec<Arc<TomlSource>> = Vec::new();
    for source in sources {
        if !kept.contains(&source) {
            kept.push(source);
        }
    }
    kept
}

/// Prints faults with their carets.
pub fn report(found: &[Fault]) -> Failure {
    let mut text = Vec::new();
    match faults::write(found, look_err(), &mut text) {
        Ok(()) => match std::io::Write::write_all(&mut anstream::stderr().lock(), &text) {
            Ok(()) => Failure::Reported,
            Err(error) => Failure::Io(error),
        },
        Err(error) => Failure::Io(error),
    }
}
