//! Packs the word lists of `rules/words` into an automaton, compiles the rules of `rules`, and packs its list of journals.
//! The program has them inside and reads them where they are, so that it is ready at once when it starts.

use std::collections::BTreeMap;
use std::error::Error;
use std::path::Path;
use std::sync::Arc;
use std::{env, fs};

use claimlint_base::source::Source;
use claimlint_base::toml_fault::{Fault, TomlSource};
use claimlint_base::word_list;
use claimlint_data::lists;
use claimlint_rules::classes::table::Table;
use claimlint_rules::classes::{Classes, Packed};
use claimlint_rules::dictionary::Entry;
use claimlint_rules::{Definitions, Library, journals};

/// The lists, with what is noted about their words, and the level of the words up to the first line `@N`, which says the
/// level of those after it.
const LISTS: &[(&str, u64, u8)] = &[
    (lists::ENGLISH, Entry::EVERYWHERE, 50),
    (lists::VARIANTS, Entry::EVERYWHERE, 50),
    (lists::AMERICAN, Entry::AMERICAN, 50),
    (lists::BRITISH, Entry::BRITISH, 50),
    (lists::CANADIAN, Entry::CANADIAN, 50),
    (lists::AUSTRALIAN, Entry::AUSTRALIAN, 50),
    (lists::MODERN, Entry::EVERYWHERE, 50),
    (lists::INCI, Entry::EVERYWHERE, 80),
    (lists::MEDICINE, Entry::EVERYWHERE, 70),
    (lists::NAMES, Entry::EVERYWHERE, 50),
    (lists::SHORT_FORMS, Entry::EVERYWHERE, 50),
    (lists::COSMETICS, Entry::TERM | Entry::EVERYWHERE, 50),
    (lists::COSMETICS_COMMON, Entry::TERM | Entry::EVERYWHERE, 40),
];

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=build.rs");
    let mut words: BTreeMap<String, Entry> = BTreeMap::new();
    for (list, flags, level) in LISTS {
        let mut level = *level;
        for (_, line) in word_list::entries(list) {
            if let Some(next) = line.strip_prefix('@') {
                level = next.parse().map_err(|error| format!("rules/words: {line}: {error}"))?;
                continue;
            }
            let case = if line.chars().any(char::is_uppercase) { Entry::NAME } else { Entry::WORD };
            let entry = Entry::new(*flags | case, level);
            words.entry(line.to_lowercase()).and_modify(|old| *old = old.join(entry)).or_insert(entry);
        }
    }
    write("words.fst", automaton(words.iter())?)?;
    write("terms.fst", automaton(words.iter().filter(|(_, entry)| entry.has(Entry::TERM)))?)?;
    let table = Table::read(lists::FORMS).map_err(|fault| format!("rules/words/forms.txt:{fault}"))?;
    let packed = Packed::of(&table)?;
    write("classes.fst", packed.words.to_vec())?;
    write("forms.fst", packed.bases.to_vec())?;
    write("classes.bin", postcard::to_allocvec(&packed.numbers)?)?;
    write("rules.bin", rules(&Arc::new(Classes::new(packed)))?)?;
    write("journals.bin", journals()?)
}

fn automaton<'w>(words: impl Iterator<Item = (&'w String, &'w Entry)>) -> Result<Vec<u8>, fst::Error> {
    let map = fst::Map::from_iter(words.map(|(word, entry)| (word, entry.0)))?;
    Ok(map.into_fst().into_inner())
}

/// The built-in rules, compiled.
fn rules(classes: &Arc<Classes>) -> Result<Vec<u8>, Box<dyn Error>> {
    let files = claimlint_data::rule_files().into_iter();
    let sources: Vec<_> =
        files.map(|(name, text)| Arc::new(TomlSource::built_in(format!("rules/{name}"), text))).collect();
    let (definitions, faults) = Definitions::read(&sources, classes);
    // The tests of the project show all faults. Here it is enough to stop at the first.
    match faults.first() {
        Some(fault) => Err(place_of(fault).into()),
        None => Ok(postcard::to_allocvec(&Library::compile(&definitions))?),
    }
}

/// A fault in a rule file, in one line with its place.
fn place_of(fault: &Fault) -> String {
    let start = fault.range.as_ref().map_or(0, |range| range.start);
    let position = Source::from_text(&fault.source.text).position(start);
    format!("{}:{}:{}: {}", fault.source.name, position.line, position.column, fault.message)
}

/// The names of journals, in order.
fn journals() -> Result<Vec<u8>, Box<dyn Error>> {
    let known = journals::read(lists::JOURNALS);
    Ok(postcard::to_allocvec(&known.map_err(|error| format!("rules/citations/journals.toml: {error}"))?)?)
}

fn write(name: &str, bytes: Vec<u8>) -> Result<(), Box<dyn Error>> {
    fs::write(Path::new(&env::var("OUT_DIR")?).join(name), bytes)?;
    Ok(())
}
