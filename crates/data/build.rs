//! Finds the folder `rules` and takes in its files: the rule files in the order of their paths, and each list by its name.
//!
//! `rules` beside this file is a link to the folder of the project. Where links are not kept, as on some checkouts on
//! Windows, the folder itself is two folders up.

use std::error::Error;
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::{env, fs};

/// These TOML files hold lists, and no rules.
const LISTS: &[&str] = &["citations/journals.toml", "citations/sources.toml"];

fn main() -> Result<(), Box<dyn Error>> {
    let here = PathBuf::from(env::var("CARGO_MANIFEST_DIR")?);
    let folder = [here.join("rules"), here.join("../../rules")].into_iter().find(|folder| folder.is_dir());
    let folder = folder.ok_or("the folder `rules` is not there")?;
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed={}", folder.display());
    let mut files = Vec::new();
    collect(&folder, &mut files)?;
    files.sort();
    let (mut rules, mut lists) = (String::new(), String::new());
    for file in files {
        let name = file.strip_prefix(&folder)?.to_string_lossy().replace('\\', "/");
        let text = format!("include_str!({:?})", file.display().to_string());
        if name.ends_with(".toml") && !LISTS.contains(&name.as_str()) {
            writeln!(rules, "({name:?}, {text}),")?;
        } else {
            // A constant of its own, so that a program carries those lists alone that it reads.
            let (own, _) = name
                .rsplit_once('/')
                .map_or(name.as_str(), |(_, own)| own)
                .rsplit_once('.')
                .unwrap_or_default();
            let own = own.replace('-', "_").to_uppercase();
            writeln!(lists, "#[doc = \"`rules/{name}`\"]\npub const {own}: &str = {text};")?;
        }
    }
    let out = PathBuf::from(env::var("OUT_DIR")?);
    fs::write(out.join("rules.rs"), format!("&[\n{rules}]"))?;
    fs::write(out.join("lists.rs"), lists)?;
    Ok(())
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
