//! Collects the words of files that the dictionary does not have.

use std::collections::BTreeMap;
use std::path::Path;

use claimlint_engine::unknown_words;
use claimlint_text::Document;
use rayon::prelude::*;

use crate::content::texts::Texts;
use crate::guard::guarded;
use crate::report::{FileError, FileReport};
use crate::session::Session;
use crate::walk::FoundFiles;

/// A word that the dictionary does not have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownWord {
    /// The word as the files write it.
    pub word: String,
    /// How often they have it.
    pub uses: usize,
    /// In how many files.
    pub files: usize,
}

/// The words of some files that the dictionary does not have, the most used first, and the files that could not be read.
pub fn unknown_words_of(found: FoundFiles, session: &Session) -> (Vec<UnknownWord>, Vec<FileReport>) {
    let files: Vec<_> = found.files.par_iter().map(|path| (path, words_of(path, session))).collect();
    let mut failures: Vec<FileReport> =
        found.failures.into_iter().map(|one| FileReport::failed(&one.path, one.message)).collect();
    let mut by_word: BTreeMap<String, UnknownWord> = BTreeMap::new();
    for (path, words) in files {
        match words {
            Ok(words) => words.into_iter().for_each(|(word, uses)| {
                let new = UnknownWord { word: word.clone(), uses: 0, files: 0 };
                let total = by_word.entry(word).or_insert(new);
                total.uses += uses;
                total.files += 1;
            }),
            Err(error) => failures.push(FileReport::failed(path, error.message)),
        }
    }
    let mut words: Vec<UnknownWord> = by_word.into_values().collect();
    words.sort_by(|one, other| (other.uses, &one.word).cmp(&(one.uses, &other.word)));
    (words, failures)
}

/// The unknown words of a file, each with how often it has them.
fn words_of(path: &Path, session: &Session) -> Result<BTreeMap<String, usize>, FileError> {
    let texts = Texts::of(path, &session.config)?;
    let reading = &session.house.reading;
    let mut words: BTreeMap<String, usize> = BTreeMap::new();
    for text in &texts.all {
        let found = guarded(&text.source, || {
            unknown_words(&Document::read_with(&text.source, text.format, reading), &session.dictionary)
        });
        found?.into_iter().for_each(|(word, uses)| *words.entry(word).or_default() += uses);
    }
    Ok(words)
}
