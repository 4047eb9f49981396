//! From rule files as typed to definitions that can be compiled, or to faults with a caret each.
//!
//! All files are read together: a lexicon of one may be used, extended or overridden in another. Nothing stops at the
//! first fault.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

use claimlint_base::toml_fault::{Fault, MOST_FAULTS, TomlSource, read};
use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use toml::Spanned;

use super::file::{PackFile, Texts};
use super::lexicon::{LexiconFault, Lexicons, NUMBER};
use super::{Forms, Hedge, Mask, Rule};

mod entries;
mod fields;
mod forms;
mod spellings;

/// The head of a rule file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pack {
    /// The name that selects it.
    pub name: String,
    /// The name for people.
    pub title: String,
    /// Whether it runs unless it is asked for.
    pub default: bool,
    /// Whether it comes with the program.
    pub built_in: bool,
}

/// Everything that rule files define, checked.
#[derive(Debug, Default)]
pub struct Definitions {
    /// The packs, in the order of their files.
    pub packs: Vec<Pack>,
    /// The rules, those that are switched off left out: the built-in ones in the order of their files, then the user's by
    /// their names.
    pub rules: Vec<Rule>,
    /// The masks.
    pub masks: Vec<Mask>,
    /// The hedges.
    pub hedges: Vec<Hedge>,
    /// The word lists.
    pub lexicons: Arc<Lexicons>,
}

impl Definitions {
    /// Reads and checks rule files. With any fault the definitions are incomplete and must not be used.
    pub fn read(sources: &[Arc<TomlSource>]) -> (Definitions, Vec<Fault>) {
        let mut faults = Vec::new();
        let mut files = Vec::new();
        let all: Vec<_> = sources.par_iter().map(read::<PackFile>).collect();
        for (source, (file, found)) in sources.iter().zip(all) {
            faults.extend(found);
            if let Some(file) = file {
                files.push((source.clone(), file));
            }
        }
        let mut validator = Validator { faults, ..Validator::default() };
        validator.lexicons(&files);
        for (source, file) in &files {
            validator.file(source, file);
        }
        for (source, file) in &files {
            validator.overrides(source, file);
        }
        let disabled = std::mem::take(&mut validator.disabled);
        validator.definitions.rules.retain(|rule| !disabled.contains(&rule.id));
        validator.definitions.sort_rules_of_users();
        (validator.definitions, validator.faults)
    }

    /// Puts the user's rules behind those that are built in, by their names: of rules that find the same words the first is
    /// told, and that must not hang on the order in which files are named.
    fn sort_rules_of_users(&mut self) {
        let built_in: BTreeSet<&str> =
            self.packs.iter().filter(|pack| pack.built_in).map(|pack| pack.name.as_str()).collect();
        self.rules.sort_by_key(|rule| match built_in.contains(rule.pack.as_str()) {
            true => (false, String::new()),
            false => (true, rule.id.clone()),
        });
    }

    /// The same definitions without one mask, to see what it does.
    pub fn without_mask(&self, id: &str) -> Definitions {
        Definitions {
            packs: self.packs.clone(),
            rules: self.rules.clone(),
            masks: self.masks.iter().filter(|mask| mask.id != id).cloned().collect(),
            hedges: self.hedges.clone(),
            lexicons: self.lexicons.clone(),
        }
    }
}

#[derive(Default)]
struct Validator {
    definitions: Definitions,
    faults: Vec<Fault>,
    ids: BTreeSet<String>,
    disabled: BTreeSet<String>,
    /// The forms that replacements of the rule asked for, and which they are by the lists they are found under and the
    /// one they are taken from.
    forms: Vec<Forms>,
    known_forms: BTreeMap<(Vec<String>, String), usize>,
    tables: Vec<forms::Table>,
    source: Arc<TomlSource>,
    pack: String,
    /// What the user's phrases come to so far.
    weight: usize,
}

impl Validator {
    /// Collects the word lists of all files, since phrases of any file may name them.
    fn lexicons(&mut self, files: &[(Arc<TomlSource>, PackFile)]) {
        let mut raw: BTreeMap<String, Vec<String>> = BTreeMap::new();
        let mut lists: Vec<(&Arc<TomlSource>, &Spanned<String>, &Texts)> = Vec::new();
        for (source, file) in files {
            for (name, list) in &file.lexicon {
                if name.get_ref() == NUMBER || raw.insert(name.get_ref().clone(), Vec::new()).is_some() {
                    let message = format!("the lexicon `{}` is there already", name.get_ref());
                    let fault = Fault::at(source, name.span(), message);
                    self.add(fault.help("to add words to it, write them under [extend.lexicon]"));
                } else {
                    lists.push((source, name, list));
                }
            }
            for table in &file.forms {
                self.forms(source, table, &mut raw);
            }
        }
        for (source, file) in files {
            lists.extend(
                file.extend
                    .iter()
                    .flat_map(|extend| &extend.lexicon)
                    .map(|(name, list)| (source, name, list)),
            );
        }
        for (source, name, list) in &lists {
            match raw.get_mut(name.get_ref()) {
                Some(entries) => entries.extend(list.iter().map(|entry| entry.get_ref().clone())),
                None => {
                    let known = raw.keys().map(String::as_str);
                    let fault = unknown_lexicon(source, name.span(), name.get_ref(), known);
                    self.add(fault);
                }
            }
        }
        let (lexicons, faults) = Lexicons::new(&raw);
        for (name, entry, what) in faults.into_iter().take(MOST_FAULTS) {
            let of_name = lists.iter().filter(|(_, other, _)| *other.get_ref() == name);
            let place = of_name
                .flat_map(|(source, _, list)| list.iter().map(move |text| (source, text)))
                .find(|(_, text)| *text.get_ref() == entry);
            if let Some((source, text)) = place {
                let other = entry.trim_matches(['<', '>']);
                let known = raw.keys().map(String::as_str);
                self.add(match what {
                    LexiconFault::Unknown => unknown_lexicon(source, text.span(), other, known),
                    LexiconFault::TooLarge => {
                        Fault::at(source, text.span(), "with this, the lexicons grow too large")
                            .help("write the words themselves, or take in fewer lexicons")
                    }
                });
            }
        }
        self.definitions.lexicons = Arc::new(lexicons);
    }

    fn file(&mut self, source: &Arc<TomlSource>, file: &PackFile) {
        self.source = source.clone();
        self.pack = match &file.pack {
            Some(pack) => {
                self.check_name(&pack.name, "pack");
                let name = pack.name.get_ref().clone();
                if self.definitions.packs.iter().any(|other| other.name == name) {
                    self.fault(pack.name.span(), format!("there is a pack named `{name}` already"));
                }
                let title = pack.title.clone().unwrap_or_else(|| name.clone());
                self.definitions.packs.push(Pack {
                    name: name.clone(),
                    title,
                    default: pack.default.unwrap_or(true),
                    built_in: source.built_in,
                });
                name
            }
            None => {
                if !file.rule.is_empty() || !file.mask.is_empty() || !file.hedge.is_empty() {
                    self.fault(0..0, "a file with rules, masks or hedges needs a [pack] with a name");
                }
                String::new()
            }
        };
        file.rule.iter().for_each(|entry| self.rule(entry));
        file.mask.iter().for_each(|entry| self.mask(entry));
        file.hedge.iter().for_each(|entry| self.hedge(entry));
    }

    /// Changes that a file makes to rules of other files.
    fn overrides(&mut self, source: &Arc<TomlSource>, file: &PackFile) {
        self.source = source.clone();
        for (id, entry) in &file.overrides {
            let except = self.phrases(&entry.except);
            match self.definitions.rules.iter_mut().find(|rule| rule.id == *id.get_ref()) {
                Some(rule) => {
                    rule.severity = entry.severity.unwrap_or(rule.severity);
                    rule.except.extend(except);
                    if entry.enabled == Some(false) {
                        self.disabled.insert(id.get_ref().clone());
                    }
                }
                None => {
                    let known = self.definitions.rules.iter().map(|rule| rule.id.as_str());
                    let fault = Fault::at(source, id.span(), format!("there is no rule `{}`", id.get_ref()));
                    let fault = fault.suggest(id.get_ref(), known);
                    self.add(fault);
                }
            }
        }
    }
}

fn unknown_lexicon<'n>(
    source: &Arc<TomlSource>,
    range: Range<usize>,
    name: &str,
    known: impl Iterator<Item = &'n str>,
) -> Fault {
    Fault::at(source, range, format!("there is no lexicon `{name}`")).suggest(name, known)
}
