//! Collects the word lists of all files, since phrases of any file may name them.

use std::collections::BTreeMap;
use std::sync::Arc;

use claimlint_base::toml_fault::{Fault, MOST_FAULTS, TomlSource};
use toml::Spanned;

use super::validator::{Validator, is_class, unknown_lexicon};
use crate::classes::Classes;
use crate::file::{PackFile, Texts};
use crate::lexicon::{LexiconProblem, Lexicons, NUMBER};

/// A word list as it is written in one file. Several files may add to one list.
struct List<'f> {
    source: &'f Arc<TomlSource>,
    name: &'f Spanned<String>,
    entries: &'f Texts,
}

impl Validator {
    pub(super) fn lexicons(&mut self, files: &[(Arc<TomlSource>, PackFile)], classes: &Arc<Classes>) {
        let mut raw: BTreeMap<String, Vec<String>> = BTreeMap::new();
        let mut lists: Vec<List<'_>> = Vec::new();
        for (source, file) in files {
            for (name, entries) in &file.lexicon {
                if is_class(name.get_ref()) {
                    self.name_of_class(source, name);
                } else if name.get_ref() == NUMBER || raw.insert(name.get_ref().clone(), Vec::new()).is_some()
                {
                    let message = format!("there is already a lexicon `{}`", name.get_ref());
                    let fault = Fault::at(source, name.span(), message);
                    self.add(fault.help("to add words to it, write them under [extend.lexicon]"));
                } else {
                    lists.push(List { source, name, entries });
                }
            }
            for table in &file.forms {
                self.forms(source, table, &mut raw);
            }
        }
        for (source, file) in files {
            let added = file.extend.iter().flat_map(|extend| &extend.lexicon);
            lists.extend(added.map(|(name, entries)| List { source, name, entries }));
        }
        for List { source, name, entries } in &lists {
            match raw.get_mut(name.get_ref()) {
                Some(all) => all.extend(entries.iter().map(|entry| entry.get_ref().clone())),
                None => {
                    let known = raw.keys().map(String::as_str);
                    self.add(unknown_lexicon(source, name.span(), name.get_ref(), known));
                }
            }
        }
        let (lexicons, faults) = Lexicons::new(&raw, classes);
        for fault in faults.into_iter().take(MOST_FAULTS) {
            let of_name = lists.iter().filter(|list| *list.name.get_ref() == fault.lexicon);
            let mut texts = of_name.flat_map(|list| list.entries.iter().map(|text| (list.source, text)));
            if let Some((source, text)) = texts.find(|(_, text)| *text.get_ref() == fault.entry) {
                let other = fault.entry.trim_matches(['<', '>']);
                let known = raw.keys().map(String::as_str);
                self.add(match fault.what {
                    LexiconProblem::Unknown => unknown_lexicon(source, text.span(), other, known),
                    LexiconProblem::TooLarge => {
                        Fault::at(source, text.span(), "this makes the lexicons too large together")
                            .help("write the words themselves, or include fewer lexicons")
                    }
                    LexiconProblem::Formless => {
                        let message = "the table of word forms does not have this noun or verb";
                        Fault::at(source, text.span(), message)
                            .help("ask for the forms of its base, as in `erase:verb`, or write its forms")
                    }
                    LexiconProblem::NoPartOfSpeech => {
                        let message = "only the forms of a noun or a verb can be asked for";
                        Fault::at(source, text.span(), message)
                            .help("write `:noun` or `:verb` after the word")
                    }
                });
            }
        }
        self.definitions.lexicons = Arc::new(lexicons);
    }

    /// Reports a list that has the name of a class, or one written as those are.
    pub(super) fn name_of_class(&mut self, source: &Arc<TomlSource>, name: &Spanned<String>) {
        let message = format!("`{}` is the name of a class of words, not of a list", name.get_ref());
        let fault = Fault::at(source, name.span(), message);
        self.add(fault.help("give the list another name, without a colon"));
    }
}
