//! Everything that a run over a folder needs before it looks at a page: the configuration, the rules, the dictionary, what
//! the house knows, and the linter for a path.
//!
//! The program, the language server and the Python module open the same session. What is wrong comes back as a value;
//! whoever opened it reports it in their own way.

use std::collections::BTreeSet;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use claimlint_base::day::Day;
use claimlint_base::toml_fault::{Fault, TomlSource};
use claimlint_engine::Linter;
use claimlint_engine::evidence::House;
use claimlint_engine::evidence::citation::bibliography::BibliographyFault;
use claimlint_rules::dictionary::Dictionary;
use claimlint_rules::{Definitions, Library, Selection};
use thiserror::Error;

use crate::config::{self, Config, ConfigError};
use crate::confine::{is_inside, stay_inside, unquoted};
use crate::lock_file::{self, LockFileError};
use crate::paths::{or_here, real};
use crate::report::ExitStatus;
use crate::rule_files;
use crate::walk::{self, Walking};

pub use crate::rule_files::RuleFilesError;

/// Which configuration a session uses.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum ConfigChoice {
    /// The file in this folder or the nearest one above it; where there is none, the nearest one above the start.
    #[default]
    Nearest,
    /// This file.
    File(PathBuf),
    /// None, and no other file that is found without being named, such as a baseline.
    Nothing,
}

/// What a session is opened with.
#[derive(Debug, Clone, Default)]
pub struct SessionOptions {
    /// Which configuration it uses.
    pub config: ConfigChoice,
    /// Rule files and folders besides those that the configuration names.
    pub rules: Vec<PathBuf>,
    /// A page or folder that is to be checked.
    pub start: Option<PathBuf>,
    /// Whether to read files that `.gitignore` and `.ignore` name as well.
    pub no_ignore: bool,
}

/// Why a session could not be opened.
#[derive(Debug, Error)]
pub enum SessionError {
    /// The configuration cannot be read.
    #[error(transparent)]
    Config(#[from] ConfigError),
    /// Rules that were named besides the configuration cannot be read.
    #[error(transparent)]
    Rules(#[from] RuleFilesError),
    /// All faults of the configuration and the rules.
    #[error("the configuration or the rules have faults")]
    Faults(Vec<Fault>),
}

/// The configuration, all rules, and what the house knows.
#[derive(Debug)]
pub struct Session {
    /// The configuration; an empty one where there is no file.
    pub config: Config,
    /// All rules, compiled.
    pub library: Arc<Library>,
    /// English, with the user's words.
    pub dictionary: Arc<Dictionary>,
    /// What the house knows.
    pub house: Arc<House>,
    /// Whether everything could be read; the session goes on without the rest.
    pub is_whole: bool,
    /// The user's rule files.
    own_rules: Vec<Arc<TomlSource>>,
    /// Whether files that claimlint finds by itself are not wanted.
    is_alone: bool,
    /// Whether what ignore files name is left out.
    ignores: bool,
}

impl Session {
    /// Reads the configuration and the rules.
    ///
    /// # Errors
    /// A file that cannot be read, or what is wrong in them.
    pub fn open(options: &SessionOptions) -> Result<Session, SessionError> {
        let path = match &options.config {
            ConfigChoice::Nearest => nearest(options.start.as_deref()),
            ConfigChoice::File(path) => Some(path.clone()),
            ConfigChoice::Nothing => None,
        };
        let (config, mut faults) = match &path {
            Some(path) => Config::load(path)?,
            None => (Config::default(), Vec::new()),
        };
        let mut own_rules = Vec::new();
        for (path, fault) in config.rule_paths() {
            match rule_files::from_path(&path) {
                _ if !rule_files::is_for_rules(&path) => {
                    faults.push(fault.help("a rule file has a name that ends in .toml"));
                }
                Ok(files) => own_rules.extend(files),
                Err(error) => faults.push(fault.help(error.to_string())),
            }
        }
        // What the user names is the user's own.
        let mut shown: BTreeSet<PathBuf> = BTreeSet::new();
        if let ConfigChoice::File(path) = &options.config {
            shown.insert(path.clone());
        }
        for path in &options.rules {
            let files = rule_files::from_path(path)?;
            shown.extend(files.iter().map(|file| PathBuf::from(&file.name)));
            own_rules.extend(files);
        }
        // A folder may be named on the command line and in the configuration.
        let own_rules = without_doubles(own_rules);
        let library = library(&own_rules, &mut faults);
        if faults.is_empty() {
            faults.extend(config.unknown_names(&library));
        }
        let (dictionary, of_words) = config.dictionary();
        faults.extend(of_words);
        if !faults.is_empty() {
            let is_shown = |path: &Path| shown.contains(path) || is_inside(&config.root, path);
            let faults = faults.into_iter().map(|fault| match is_shown(Path::new(&fault.source.name)) {
                true => fault,
                false => unquoted(&fault),
            });
            return Err(SessionError::Faults(faults.collect()));
        }
        let house = House { known: config.known(), reading: config.reading(), ..House::default() };
        Ok(Session {
            config,
            library,
            dictionary: Arc::new(dictionary),
            house: Arc::new(house),
            is_whole: true,
            own_rules,
            is_alone: options.config == ConfigChoice::Nothing,
            ignores: !options.no_ignore,
        })
    }

    /// Adds to what the house knows what the registries answered.
    ///
    /// # Errors
    /// A lock file that cannot be read. The session then goes on without the answers.
    pub fn read_lock(&mut self) -> Result<(), LockFileError> {
        if self.is_alone {
            return Ok(());
        }
        let settings = self.config.verify();
        match lock_file::read(&settings.lock, &settings.lock_folder) {
            Ok(lock) => {
                Arc::make_mut(&mut self.house).lock = lock;
                Ok(())
            }
            Err(error) => {
                self.is_whole = false;
                Err(error)
            }
        }
    }

    /// Adds to what the house knows the papers that it keeps, and the wording that it has substantiated. Returns what
    /// cannot be read, with the name of its file; the session goes on without these entries.
    pub fn read_evidence(&mut self) -> Vec<(String, Vec<BibliographyFault>)> {
        let house = Arc::make_mut(&mut self.house);
        house.accepted = self.config.accepted(Day::today());
        let (bibliography, mut faults) = self.config.bibliography();
        house.known.bibliography = bibliography;
        faults.retain(|(_, faults)| !faults.is_empty());
        self.is_whole &= faults.is_empty();
        faults
    }

    /// The rules that hold for a path, as the configuration has them.
    pub fn selection_for(&self, path: &Path) -> Selection {
        self.config.selection(&self.config.overrides_of(path))
    }

    /// A linter for some of the rules.
    pub fn linter(&self, selection: &Selection) -> Linter {
        Linter::new(&self.library, selection, self.dictionary.clone(), self.house.clone())
    }

    /// The folder in which files are found without being named: that of the configuration, or the current one. `None` where
    /// no such files are wanted.
    pub fn folder(&self) -> Option<&Path> {
        (!self.is_alone).then(|| or_here(&self.config.root))
    }

    /// Fails for a file that is found without being named and leads out of the folder in which it is.
    ///
    /// # Errors
    /// It is a link to somewhere else.
    pub fn check_found(&self, path: &Path) -> io::Result<()> {
        stay_inside(self.folder().unwrap_or(Path::new(".")), path)
    }

    /// The files that the settings and rules come from.
    pub fn settings(&self) -> Vec<PathBuf> {
        let rules = self.own_rules.iter().map(|source| PathBuf::from(&source.name));
        self.config.files().chain(rules).collect()
    }

    /// Whether what `.gitignore` and `.ignore` name is left out.
    pub fn ignores(&self) -> bool {
        self.ignores
    }

    /// The user's rule files.
    pub fn own_rules(&self) -> &[Arc<TomlSource>] {
        &self.own_rules
    }

    /// Whether the session reads the lock file.
    pub fn reads_lock(&self) -> bool {
        !self.is_alone
    }

    /// How a run ends: with this status if everything could be read.
    pub fn ending(&self, status: ExitStatus) -> ExitStatus {
        if self.is_whole { status } else { ExitStatus::Failed }
    }

    /// Everything the rule files say, for whoever lists, explains or tests it.
    pub fn definitions(&self) -> Definitions {
        // Faults in them were reported when the session was opened.
        Definitions::read(&with_built_in(&self.own_rules), claimlint_builtin::classes()).0
    }

    /// The files under some paths that a walk finds which leaves out what ignore files name.
    pub(crate) fn files_without_ignored(&self, paths: &[PathBuf]) -> Vec<PathBuf> {
        self.walked(paths, false, true).files
    }

    /// The files under some paths, or under this folder where none is named.
    pub fn files(&self, paths: &[PathBuf], force_exclude: bool) -> walk::FoundFiles {
        self.walked(paths, force_exclude, self.ignores)
    }

    fn walked(&self, paths: &[PathBuf], force_exclude: bool, ignores: bool) -> walk::FoundFiles {
        let here = [PathBuf::from("./")];
        let paths = if paths.is_empty() { &here } else { paths };
        let walking = Walking { ignores, config: &self.config };
        let mut found = walk::find(paths, force_exclude, walking);
        // The house's papers are read, in another way.
        let papers: BTreeSet<PathBuf> = self.config.evidence_files().iter().map(|file| real(file)).collect();
        found.skipped.retain(|file| papers.is_empty() || !papers.contains(&real(Path::new(&file.path))));
        found
    }
}

/// The built-in rules, with those of the user where there are some.
fn library(own_rules: &[Arc<TomlSource>], faults: &mut Vec<Fault>) -> Arc<Library> {
    if own_rules.is_empty() {
        return claimlint_builtin::library();
    }
    let (definitions, found) = Definitions::read(&with_built_in(own_rules), claimlint_builtin::classes());
    // Rules that are refused, perhaps for their size, must not be compiled.
    let library = if found.is_empty() {
        Arc::new(Library::compile(&definitions))
    } else {
        claimlint_builtin::library()
    };
    faults.extend(found);
    library
}

fn with_built_in(own_rules: &[Arc<TomlSource>]) -> Vec<Arc<TomlSource>> {
    claimlint_builtin::rule_files().into_iter().chain(own_rules.iter().cloned()).collect()
}

/// The nearest configuration above this folder, or above a page or folder.
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
