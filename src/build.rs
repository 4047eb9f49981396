//! Packs the word lists of `rules/words` into one automaton, compiles the rules of `rules`, and packs its list of journals.
//! The program carries them and reads them as they lie, so that it is ready at once when it starts.
//!
//! The rules are compiled by the program's own code, of which this takes in what it needs.

#![allow(dead_code, unused_imports, reason = "the program uses the rest")]

use std::collections::BTreeMap;
use std::error::Error;
use std::path::Path;
use std::{env, fs};

mod fault;
mod grade;
mod list;
mod names;
mod reading;
mod rule;
mod source;
mod span;

/// Of the citations, the list of journals.
mod citation {
    pub mod journals {
        pub mod list;
    }
}

/// Of the dictionary, what is noted about a word.
mod dictionary {
    pub mod entry;
}

/// Of the reading of documents, what phrases are folded by.
mod document {
    mod fold;
    pub use fold::fold;
}

use dictionary::entry::Entry;
use rule::{Definitions, Library, packs};

/// The lists, with what each says of its words, and their level where no `@N` in the list says it for what follows.
const LISTS: &[(&str, u64, u8)] = &[
    ("english", Entry::EVERYWHERE, 50),
    ("variants", Entry::EVERYWHERE, 50),
    ("american", Entry::AMERICAN, 50),
    ("british", Entry::BRITISH, 50),
    ("canadian", Entry::CANADIAN, 50),
    ("australian", Entry::AUSTRALIAN, 50),
    ("modern", Entry::EVERYWHERE, 50),
    ("names", Entry::EVERYWHERE, 50),
    ("short-forms", Entry::EVERYWHERE, 50),
    ("cosmetics", Entry::TERM | Entry::EVERYWHERE, 50),
    ("cosmetics-common", Entry::TERM | Entry::EVERYWHERE, 40),
];

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=src/build.rs");
    let mut words: BTreeMap<String, Entry> = BTreeMap::new();
    for (list, flags, level) in LISTS {
        let path = format!("rules/words/{list}.txt");
        println!("cargo::rerun-if-changed={path}");
        let text = fs::read_to_string(&path).map_err(|error| format!("{path}: {error}"))?;
        let mut level = *level;
        for (_, line) in list::entries(&text) {
            if let Some(next) = line.strip_prefix('@') {
                level = next.parse().map_err(|error| format!("{path}: {line}: {error}"))?;
                continue;
            }
            let case = if line.chars().any(char::is_uppercase) { Entry::NAME } else { Entry::WORD };
            let entry = Entry::new(*flags | case, level);
            words.entry(line.to_lowercase()).and_modify(|old| *old = old.join(entry)).or_insert(entry);
        }
    }
    write("words.fst", automaton(words.iter())?)?;
    write("terms.fst", automaton(words.iter().filter(|(_, entry)| entry.has(Entry::TERM)))?)?;
    write("rules.bin", rules()?)?;
    write("journals.bin", journals()?)
}

fn automaton<'w>(words: impl Iterator<Item = (&'w String, &'w Entry)>) -> Result<Vec<u8>, fst::Error> {
    let map = fst::Map::from_iter(words.map(|(word, entry)| (word, entry.0)))?;
    Ok(map.into_fst().into_inner())
}

/// The built-in rules, compiled.
fn rules() -> Result<Vec<u8>, Box<dyn Error>> {
    println!("cargo::rerun-if-changed=rules");
    println!("cargo::rerun-if-changed=src/rule");
    let (definitions, faults) = Definitions::read(&packs::built_in());
    // The tests of the project show faults with their places; here they must only not go unseen.
    match faults.first() {
        Some(fault) => Err(place_of(fault).into()),
        None => Ok(postcard::to_allocvec(&Library::compile(&definitions))?),
    }
}

/// A fault in a rule file with its line, in a line of its own.
fn place_of(fault: &fault::Fault) -> String {
    let start = fault.range.as_ref().map_or(0, |range| range.start);
    let position = source::Source::from_text(&fault.source.text).position(start);
    format!("{}:{}:{}: {}", fault.source.name, position.line, position.column, fault.message)
}

/// The names of journals, in order.
fn journals() -> Result<Vec<u8>, Box<dyn Error>> {
    println!("cargo::rerun-if-changed=src/citation/journals");
    let path = "rules/journals.toml";
    let known = citation::journals::list::read(&fs::read_to_string(path)?);
    Ok(postcard::to_allocvec(&known.map_err(|error| format!("{path}: {error}"))?)?)
}

fn write(name: &str, bytes: Vec<u8>) -> Result<(), Box<dyn Error>> {
    fs::write(Path::new(&env::var("OUT_DIR")?).join(name), bytes)?;
    Ok(())
}
