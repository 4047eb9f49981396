//! Packs the word lists of `rules/words` into one automaton, which the program carries and reads as it lies: nothing is
//! loaded or hashed when it starts.

use std::collections::BTreeMap;
use std::error::Error;
use std::path::Path;
use std::{env, fs};

#[path = "src/dictionary/entry.rs"]
#[allow(dead_code, reason = "the program uses the rest")]
mod entry;

#[path = "src/list.rs"]
mod list;

use entry::Entry;

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
    println!("cargo::rerun-if-changed=build.rs");
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
    write("words.fst", words.iter())?;
    write("terms.fst", words.iter().filter(|(_, entry)| entry.has(Entry::TERM)))
}

fn write<'w>(name: &str, words: impl Iterator<Item = (&'w String, &'w Entry)>) -> Result<(), Box<dyn Error>> {
    let map = fst::Map::from_iter(words.map(|(word, entry)| (word, entry.0)))?;
    fs::write(Path::new(&env::var("OUT_DIR")?).join(name), map.as_fst().as_bytes())?;
    Ok(())
}
