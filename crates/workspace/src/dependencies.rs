//! Folders that hold what other people wrote, or what a build made of pages that are checked themselves. A walk leaves them
//! out; whoever wants one checked names it.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use rustc_hash::FxHashMap;

use crate::bounded_read;

/// Folders that package managers fill, and nobody else.
const OF_PACKAGES: [&str; 6] =
    ["node_modules", "bower_components", "jspm_packages", "site-packages", "__pycache__", ".git"];

/// Folders, in small letters, of editors and other programs that come with a manual and are copied into sites whole.
const OF_COPIED_PROGRAMS: [&str; 16] = [
    "ckeditor",
    "ckeditor4",
    "ckeditor5",
    "fckeditor",
    "tinymce",
    "tiny_mce",
    "codemirror",
    "kcfinder",
    "elfinder",
    "filemanager",
    "responsive_filemanager",
    "pdw_file_browser",
    "phpmailer",
    "phpthumb",
    "wp-admin",
    "wp-includes",
];

/// Folders that may be one's own, with what is beside or in them only where a program filled them.
const OF_PROGRAMS: [(&str, &[&str]); 3] = [
    // Composer, Go and Bundler.
    ("vendor", &["vendor/autoload.php", "vendor/modules.txt", "vendor/bundle"]),
    // Jekyll and Eleventy build here.
    ("_site", &["_config.yml", "_config.yaml", "_config.toml", "eleventy.config.js", ".eleventy.js"]),
    // Hugo builds here; elsewhere the folder has pages of one's own.
    ("public", &["hugo.toml", "hugo.yaml", "hugo.yml", "hugo.json"]),
];

/// Folders in which a site keeps programs of others, each in a folder of its own, in small letters: those of Drupal,
/// WordPress, Bower and of templates that are sold.
const OF_LIBRARIES: [&str; 10] = [
    "vendor",
    "vendors",
    "lib",
    "libs",
    "libraries",
    "modules",
    "plugins",
    "third_party",
    "third-party",
    "bower_resources",
];

/// How the names of files begin, in small letters, that are passed on with a program besides its licence.
const MANUALS: [&str; 3] = ["readme", "changelog", "bower.json"];

/// The same where programs of others are kept and nothing else: there, what describes a package is a sign, too.
const OF_PACKAGE: [&str; 2] = ["package.json", "composer.json"];

/// Folders of what a site hands out as it is, in small letters. Its own pages seldom have a licence of their own there.
const OF_ASSETS: [&str; 5] = ["public", "static", "assets", "wwwroot", "dist"];

/// Folders of scripts and styles, in small letters.
const OF_SCRIPTS: [&str; 5] = ["js", "css", "scripts", "fonts", "icons"];

/// The design of a site, which may be the house's own with a licence and a manual.
const OF_DESIGNS: [&str; 2] = ["themes", "theme"];

/// No more folders above one are asked whether they are such.
const MOST_ABOVE: usize = 4;

/// What Bower writes into each folder that it installs.
const WRITTEN_BY_BOWER: &str = ".bower.json";

/// Settings of programs that build pages, with the key for the folder that they build into. Hugo and Jekyll.
const NAMES_OF_BUILDS: [(&str, &str); 9] = [
    ("hugo.toml", "publishDir"),
    ("hugo.yaml", "publishDir"),
    ("hugo.yml", "publishDir"),
    ("hugo.json", "publishDir"),
    ("config.toml", "publishDir"),
    ("config.yaml", "publishDir"),
    ("config.yml", "publishDir"),
    ("_config.yml", "destination"),
    ("_config.yaml", "destination"),
];

/// The folders that settings say pages are built into. The settings in a folder are read once, however many folders are in it.
#[derive(Debug, Default)]
pub struct BuiltFolders {
    by_parent: Mutex<FxHashMap<PathBuf, Vec<String>>>,
}

impl BuiltFolders {
    fn contain(&self, parent: &Path, name: &str) -> bool {
        // Only our own reading runs while this is locked, and it cannot fail.
        let mut by_parent = self.by_parent.lock().unwrap_or_else(PoisonError::into_inner);
        if !by_parent.contains_key(parent) {
            by_parent.insert(parent.to_owned(), named_in(parent));
        }
        by_parent.get(parent).is_some_and(|names| names.iter().any(|one| one == name))
    }
}

/// Whether a folder holds nothing of the house's. Which of two is meant is decided by the files beside it, where these
/// may be trusted. `depth` counts the folder and those above it, up to the one that is walked.
pub fn is_foreign(folder: &Path, depth: usize, trusts: bool, built: &BuiltFolders) -> bool {
    let Some(name) = folder.file_name().and_then(|name| name.to_str()) else { return false };
    if OF_PACKAGES.contains(&name) || OF_COPIED_PROGRAMS.contains(&name.to_lowercase().as_str()) {
        return true;
    }
    let beside = folder.parent().unwrap_or(Path::new("."));
    let signs =
        OF_PROGRAMS.iter().filter(|(of_program, _)| *of_program == name).flat_map(|(_, signs)| *signs);
    trusts
        && (signs.into_iter().any(|sign| beside.join(sign).exists())
            || built.contain(beside, name)
            || is_library(folder, name, depth))
}

/// Whether a folder is a program that a site has taken in, with its manual and its terms: "assets/plugins/slider",
/// "public/js/editor"; with its version, "js/slider-3.10.0"; or by Bower.
fn is_library(folder: &Path, name: &str, depth: usize) -> bool {
    let small = |name: &OsStr| name.to_string_lossy().to_lowercase();
    let above = folder.ancestors().skip(1).filter_map(Path::file_name).map(small);
    // Where the folder that is walked lies says nothing.
    let above: Vec<String> = above.take(depth.saturating_sub(1).min(MOST_ABOVE)).collect();
    let is_below = |list: &[&str]| above.iter().any(|above| list.contains(&above.as_str()));
    let is_beside_others = folder
        .parent()
        .and_then(Path::file_name)
        .is_some_and(|above| OF_LIBRARIES.contains(&small(above).as_str()));
    let is_of_assets = is_below(&OF_ASSETS) && !is_below(&OF_DESIGNS);
    if (is_beside_others || is_of_assets || is_below(&OF_SCRIPTS)) && has_version(name) {
        return true;
    }
    if !is_beside_others && !is_of_assets {
        return folder.join(WRITTEN_BY_BOWER).exists();
    }
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let names: Vec<String> = entries.map(|entry| small(&entry.file_name())).collect();
    let has = |begins: &[&str]| names.iter().any(|name| begins.iter().any(|begin| name.starts_with(begin)));
    let has_terms = names.iter().any(|name| is_licence(name));
    let is_installed = names.iter().any(|name| name == WRITTEN_BY_BOWER);
    is_installed
        || is_beside_others && (has_terms || has(&OF_PACKAGE))
        || (is_beside_others || has_terms) && has(&MANUALS)
}

/// Whether a file, named in small letters, is a licence: "license", "licence.txt", "license-mit".
fn is_licence(name: &str) -> bool {
    ["license", "licence"].iter().any(|licence| {
        name.strip_prefix(licence).is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '-', '_']))
    })
}

/// A number of a version has at most this many digits: a year has more.
const DIGITS_OF_VERSION: usize = 3;

/// Whether the name of a folder says which version of a program is in it: "slider-3.10.0", "icons-5.15.4-web".
fn has_version(name: &str) -> bool {
    let is_number = |number: &str| {
        (1..=DIGITS_OF_VERSION).contains(&number.len()) && number.bytes().all(|byte| byte.is_ascii_digit())
    };
    name.split('-').skip(1).any(|part| part.split('.').count() == 3 && part.split('.').all(is_number))
}

/// The folders that the settings in a folder say pages are built into.
fn named_in(parent: &Path) -> Vec<String> {
    let mut names = Vec::new();
    for (settings, key) in NAMES_OF_BUILDS {
        let path = parent.join(settings);
        // What cannot be read says nothing.
        let text = if path.is_file() { bounded_read::text(&path).unwrap_or_default() } else { String::new() };
        names.extend(text.lines().filter_map(|line| folder_of(line, key)).map(str::to_owned));
    }
    names
}

/// The folder that a line of TOML, YAML or JSON gives a key: `publishDir = "docs"`, `destination: ./docs`.
fn folder_of<'l>(line: &'l str, key: &str) -> Option<&'l str> {
    let line = line.trim().trim_start_matches(['"', '\'']);
    line.get(..key.len()).filter(|start| start.eq_ignore_ascii_case(key))?;
    let rest = line[key.len()..].trim_start_matches(['"', '\'']).trim_start();
    let value = rest.strip_prefix(['=', ':'])?.split(" #").next()?;
    let value = value.trim().trim_matches(['"', '\'', ',', '/', ' ']);
    Some(value.trim_start_matches("./"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn settings_name_the_folder_that_they_build_into_in_each_language() {
        for line in [
            "publishDir = \"docs\"",
            "publishdir: docs",
            "\"publishDir\": \"docs/\",",
            "publishDir = './docs' # for pages",
        ] {
            assert_eq!(folder_of(line, "publishDir"), Some("docs"), "{line}");
        }
        for line in [
            "publishDir = \"public\"",
            "# publishDir = \"docs\"",
            "publishDirs = \"docs\"",
            "title = \"docs\"",
        ] {
            assert_ne!(folder_of(line, "publishDir"), Some("docs"), "{line}");
        }
    }
}
