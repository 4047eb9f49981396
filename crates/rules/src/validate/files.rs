//! Reads and checks all rule files together: first the word lists, then the entries of each file, last the changes that
//! files make to rules of others.

use std::collections::BTreeSet;
use std::sync::Arc;

use claimlint_base::toml_fault::{Fault, TomlSource, read};
use rayon::prelude::*;

use super::validator::Validator;
use crate::classes::Classes;
use crate::definitions::{Definitions, Pack};
use crate::file::PackFile;
use crate::markets::Market;

impl Definitions {
    /// Reads and checks rule files, whose phrases may name these classes of words. With any fault the definitions are
    /// incomplete and must not be used.
    pub fn read(sources: &[Arc<TomlSource>], classes: &Arc<Classes>) -> (Definitions, Vec<Fault>) {
        let mut validator = Validator::default();
        let mut files = Vec::new();
        let all: Vec<_> = sources.par_iter().map(read::<PackFile>).collect();
        for (source, (file, faults)) in sources.iter().zip(all) {
            validator.faults.extend(faults);
            if let Some(file) = file {
                files.push((source.clone(), file));
            }
        }
        validator.lexicons(&files, classes);
        for (source, file) in &files {
            validator.file(source, file);
        }
        for (source, file) in &files {
            validator.overrides(source, file);
        }
        let Validator { mut definitions, faults, disabled, .. } = validator;
        definitions.rules.retain(|one| !disabled.contains(&one.rule.id));
        definitions.sort_rules_of_users();
        (definitions, faults)
    }

    /// Puts the user's rules after the built-in ones, by their names: of rules that find the same words the first is
    /// reported, and that must not depend on the order in which files are named.
    fn sort_rules_of_users(&mut self) {
        let built_in: BTreeSet<&str> =
            self.packs.iter().filter(|pack| pack.built_in).map(|pack| pack.name.as_str()).collect();
        self.rules.sort_by_key(|one| match built_in.contains(one.rule.pack.as_str()) {
            true => (false, String::new()),
            false => (true, one.rule.id.clone()),
        });
    }
}

impl Validator {
    fn file(&mut self, source: &Arc<TomlSource>, file: &PackFile) {
        self.source = source.clone();
        self.pack = self.pack_of(file);
        file.rule.iter().for_each(|entry| self.rule(entry));
        file.mask.iter().for_each(|entry| self.mask(entry));
        file.hedge.iter().for_each(|entry| self.hedge(entry));
    }

    /// Takes in the pack of a file, and returns its name.
    fn pack_of(&mut self, file: &PackFile) -> String {
        let Some(pack) = &file.pack else {
            if !file.rule.is_empty() || !file.mask.is_empty() || !file.hedge.is_empty() {
                self.fault(0..0, "a file with rules, masks or hedges needs a [pack] with a name");
            }
            return String::new();
        };
        self.check_name(&pack.name, "pack");
        if Market::named(pack.name.get_ref()).is_some() {
            let message =
                format!("`{}` is the name of a market; give the pack another name", pack.name.get_ref());
            self.fault(pack.name.span(), message);
        }
        let name = pack.name.get_ref().clone();
        if self.definitions.packs.iter().any(|other| other.name == name) {
            self.fault(pack.name.span(), format!("there is already a pack named `{name}`"));
        }
        self.definitions.packs.push(Pack {
            name: name.clone(),
            title: pack.title.clone().unwrap_or_else(|| name.clone()),
            default: pack.default.unwrap_or(true),
            built_in: self.source.built_in,
        });
        name
    }

    /// Makes the changes of a file to rules of other files.
    fn overrides(&mut self, source: &Arc<TomlSource>, file: &PackFile) {
        self.source = source.clone();
        for (id, entry) in &file.overrides {
            let except = self.phrases(&entry.except);
            let mut rules = self.definitions.rules.iter_mut();
            if let Some(definition) = rules.find(|one| one.rule.id == *id.get_ref()) {
                definition.rule.severity = entry.severity.unwrap_or(definition.rule.severity);
                definition.sought.except.extend(except);
                if entry.enabled == Some(false) {
                    self.disabled.insert(id.get_ref().clone());
                }
            } else {
                let known = self.definitions.rules.iter().map(|one| one.rule.id.as_str());
                let fault = Fault::at(source, id.span(), format!("there is no rule `{}`", id.get_ref()));
                let fault = fault.suggest(id.get_ref(), known);
                self.add(fault);
            }
        }
    }
}
