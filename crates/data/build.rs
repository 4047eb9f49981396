//! Finds the folder `rules` and takes in its files: the rule files in the order of their paths, the lists of words in
//! `rules/lists` ready for use, and every other list as it is, by the name of its file.
//!
//! `rules` beside this file is a link to the folder of the project. Where links are not kept, as on some checkouts on
//! Windows, the folder itself is two folders up.

use std::collections::BTreeMap;
use std::error::Error;
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::{env, fs};

/// These TOML files hold lists, and no rules.
const LISTS: &[&str] = &["citations/journals.toml", "citations/sources.toml"];

/// The folder whose TOML files hold lists of words, each under its name.
const WORDS: &str = "lists/";

fn main() -> Result<(), Box<dyn Error>> {
    let here = PathBuf::from(env::var("CARGO_MANIFEST_DIR")?);
    let folder = [here.join("rules"), here.join("../../rules")].into_iter().find(|folder| folder.is_dir());
    let folder = folder.ok_or("the folder `rules` is not there")?;
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed={}", folder.display());
    let mut files = Vec::new();
    collect(&folder, &mut files)?;
    files.sort();
    let (mut rules, mut lists, mut words) = (String::new(), String::new(), String::new());
    for file in files {
        let name = file.strip_prefix(&folder)?.to_string_lossy().replace('\\', "/");
        let text = format!("include_str!({:?})", file.display().to_string());
        let own = name.rsplit_once('/').map_or(name.as_str(), |(_, own)| own);
        let (own, extension) = own.rsplit_once('.').unwrap_or_default();
        if name.starts_with(WORDS) {
            let lists =
                words_of(&fs::read_to_string(&file)?).map_err(|error| format!("rules/{name}: {error}"))?;
            writeln!(words, "#[doc = \"The lists of `rules/{name}`.\"]\npub mod {own} {{\n{lists}}}")?;
        } else if extension == "toml" && !LISTS.contains(&name.as_str()) {
            writeln!(rules, "({name:?}, {text}),")?;
        } else {
            // A constant of its own, so that a program carries those lists alone that it reads.
            writeln!(lists, "#[doc = \"`rules/{name}`\"]\npub const {}: &str = {text};", constant(own))?;
        }
    }
    let out = PathBuf::from(env::var("OUT_DIR")?);
    fs::write(out.join("rules.rs"), format!("&[\n{rules}]"))?;
    fs::write(out.join("lists.rs"), lists)?;
    fs::write(out.join("words.rs"), words)?;
    Ok(())
}

/// Constants for the lists of words in a file, so that nothing is left to read when the program starts.
fn words_of(text: &str) -> Result<String, Box<dyn Error>> {
    let lists: BTreeMap<String, Vec<String>> = toml::from_str(text)?;
    let mut constants = String::new();
    for (name, words) in lists {
        for (index, word) in words.iter().enumerate() {
            if words[..index].contains(word) || *word != word.to_lowercase() {
                return Err(format!("`{name}` has `{word}` twice, or with a capital").into());
            }
        }
        writeln!(
            constants,
            "#[doc = \"The list `{name}`.\"]\npub const {}: {}",
            constant(&name),
            list_of(&words)
        )?;
    }
    Ok(constants)
}

/// The type and value of a constant for a list of words: `WordList` in `src/word_list.rs`.
fn list_of(words: &[String]) -> String {
    let first = |word: &String| word.as_bytes().first().map_or(0, |byte| usize::from(*byte) % 64);
    let mut sorted = words.to_vec();
    sorted.sort_by_key(first);
    let mut lengths = [0_u32; 64];
    words.iter().for_each(|word| lengths[first(word)] |= 1 << word.len().min(31));
    let mut lasts = [0_u32; 64];
    words.iter().for_each(|word| lasts[first(word)] |= 1 << (word.as_bytes().last().unwrap_or(&0) % 32));
    let ends: Vec<usize> = (0..64).map(|own| sorted.partition_point(|word| first(word) <= own)).collect();
    format!(
        "&crate::word_list::WordList = &crate::word_list::WordList {{ \
         listed: &{words:?}, sorted: &{sorted:?}, ends: {ends:?}, lengths: {lengths:?}, lasts: {lasts:?} }};"
    )
}

/// The name of a constant for what a file or a key is called.
fn constant(name: &str) -> String {
    name.replace('-', "_").to_uppercase()
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> Result<(), Box<dyn Error>> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let extension = path.extension().and_then(|extension| extension.to_str());
        if path.is_dir() {
            collect(&path, files)?;
        } else if extension == Some("toml") || extension == Some("txt") && !is_notice(&path) {
            files.push(path);
        }
    }
    Ok(())
}

/// Whether a file is the licence of a list.
fn is_notice(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name.to_string_lossy().starts_with("COPYRIGHT"))
}
