//! The user's words: which spelling of English, which words are right or wrong, files of right ones, and the spelling
//! of those that have several.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

use claimlint_base::source::{Source, reason};
use claimlint_base::toml_fault::{Fault, TomlSource};
use claimlint_base::word_list::entries;
use claimlint_rules::Library;
use claimlint_rules::dictionary::small;
use claimlint_rules::file::Texts;
use schemars::JsonSchema;
use serde::Deserialize;

use crate::bounded_read;

/// Words that the dictionary lacks, words that must not be used, and preferred spellings.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct WordsEntry {
    /// Correct words, in upper or lower case: names, products, terms.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub accept: Texts,
    /// Words that you do not use, although the dictionary has them.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub reject: Texts,
    /// Files of correct words, one on each line, from the folder of this file. A line that begins with # is a comment.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub files: Texts,
    /// The spelling to use if a word has several, such as "skincare"; by default, the one that a document uses most.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub prefer: Texts,
}

/// The words that the files of a configuration take for right and for wrong, in small letters.
#[derive(Debug, Default)]
pub struct Words {
    /// The right ones.
    pub accepted: BTreeSet<String>,
    /// The wrong ones.
    pub rejected: BTreeSet<String>,
}

impl Words {
    /// Puts the words of a file on top of those before; what the file names is no longer in the other list. The faults are
    /// what is wrong in the file.
    pub fn add(&mut self, entry: &WordsEntry, source: &Arc<TomlSource>, folder: &Path) -> Vec<Fault> {
        let mut faults = Vec::new();
        for word in entry.accept.iter().chain(&entry.reject) {
            if let Some(message) = fault_of(word.get_ref()) {
                faults.push(Fault::at(source, word.span(), message));
            }
        }
        for word in &entry.reject {
            if entry.accept.iter().any(|other| other.get_ref().eq_ignore_ascii_case(word.get_ref())) {
                let message = format!("`{}` is also accepted", word.get_ref());
                faults.push(Fault::at(source, word.span(), message).help("keep it in one of the two lists"));
            }
        }
        let mut accepted: Vec<String> = entry.accept.iter().map(|word| small(word.get_ref())).collect();
        for file in &entry.files {
            match read(&folder.join(file.get_ref())) {
                Ok(words) => accepted.extend(words.iter().map(|word| small(word))),
                Err(message) => faults.push(Fault::at(source, file.span(), message)),
            }
        }
        for word in accepted {
            self.rejected.remove(&word);
            self.accepted.insert(word);
        }
        for word in entry.reject.iter().map(|word| small(word.get_ref())) {
            self.accepted.remove(&word);
            self.rejected.insert(word);
        }
        faults
    }
}

/// Preferred spellings that no rule chooses between.
pub fn unknown(entry: &WordsEntry, library: &Library, source: &Arc<TomlSource>) -> Vec<Fault> {
    let mut faults = Vec::new();
    for word in &entry.prefer {
        let (span, word) = (word.span(), word.get_ref());
        let mut variants = library.rules.iter().filter_map(|rule| rule.variants());
        if !variants.any(|variants| variants.knows(word)) {
            let message = format!("no rule chooses between `{word}` and another spelling");
            faults.push(Fault::at(source, span, message).suggest(word, library.spellings()));
        }
    }
    faults
}

/// What is wrong with a word of a list.
fn fault_of(word: &str) -> Option<String> {
    if word.trim().is_empty() {
        return Some("this is not a word".to_owned());
    }
    let has_parts = word.contains(|sign: char| sign.is_whitespace() || sign == '-');
    has_parts.then(|| "words are looked up one by one; write its parts as separate entries".to_owned())
}

/// The words of a file, or what is wrong with it.
fn read(path: &Path) -> Result<Vec<String>, String> {
    let unusable = |what: String| format!("the words in {} cannot be used: {what}", path.display());
    let bytes = bounded_read::bytes(path).map_err(|error| unusable(reason(&error)))?;
    let source = Source::decode(bytes).map_err(|error| unusable(error.to_string()))?;
    let mut words = Vec::new();
    for (line, word) in entries(source.text()) {
        if let Some(message) = fault_of(word) {
            return Err(unusable(format!("line {line}: {message}")));
        }
        words.push(word.to_owned());
    }
    if words.is_empty() { Err(unusable("it has no words".to_owned())) } else { Ok(words) }
}
