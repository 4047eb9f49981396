//! Folders that hold what other people wrote, or what a build made of pages that are checked themselves. A walk leaves them
//! out; whoever wants one checked names it.

use std::path::Path;

use crate::bounded_read;

/// Folders that package managers fill, and nobody else.
const OF_PACKAGES: [&str; 6] =
    ["node_modules", "bower_components", "jspm_packages", "site-packages", "__pycache__", ".git"];

/// Folders that may be one's own, with what is beside or in them only where a program filled them.
const OF_PROGRAMS: [(&str, &[&str]); 3] = [
    // Composer, Go and Bundler.
    ("vendor", &["vendor/autoload.php", "vendor/modules.txt", "vendor/bundle"]),
    // Jekyll and Eleventy build here.
    ("_site", &["_config.yml", "_config.yaml", "_config.toml", "eleventy.config.js", ".eleventy.js"]),
    // Hugo builds here; elsewhere the folder has pages of one's own.
    ("public", &["hugo.toml", "hugo.yaml", "hugo.yml", "hugo.json"]),
];

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

/// Whether a folder holds nothing of the house's. Which of two is meant is decided by the files beside it, where these
/// may be trusted.
pub fn is_foreign(folder: &Path, trusts: bool) -> bool {
    let Some(name) = folder.file_name().and_then(|name| name.to_str()) else { return false };
    if OF_PACKAGES.contains(&name) {
        return true;
    }
    let beside = folder.parent().unwrap_or(Path::new("."));
    let signs =
        OF_PROGRAMS.iter().filter(|(of_program, _)| *of_program == name).flat_map(|(_, signs)| *signs);
    trusts && (signs.into_iter().any(|sign| beside.join(sign).exists()) || is_built(beside, name))
}

/// Whether the settings beside a folder say that pages are built into it.
fn is_built(beside: &Path, name: &str) -> bool {
    NAMES_OF_BUILDS.iter().any(|(settings, key)| {
        let path = beside.join(settings);
        // What cannot be read says nothing.
        let text = if path.is_file() { bounded_read::text(&path).unwrap_or_default() } else { String::new() };
        text.lines().any(|line| names(line, key, name))
    })
}

/// Whether a line of TOML, YAML or JSON gives a key this folder: `publishDir = "docs"`, `destination: ./docs`.
fn names(line: &str, key: &str, folder: &str) -> bool {
    let line = line.trim().trim_start_matches(['"', '\'']);
    let rest =
        line.get(..key.len()).filter(|start| start.eq_ignore_ascii_case(key)).map(|_| &line[key.len()..]);
    let value = rest.map(|rest| rest.trim_start_matches(['"', '\'']).trim_start());
    let value = value.and_then(|value| value.strip_prefix(['=', ':']));
    value.is_some_and(|value| {
        let value = value.split(" #").next().unwrap_or_default();
        let value = value.trim().trim_matches(['"', '\'', ',', '/', ' ']);
        value.trim_start_matches("./") == folder
    })
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
            assert!(names(line, "publishDir", "docs"), "{line}");
        }
        for line in [
            "publishDir = \"public\"",
            "# publishDir = \"docs\"",
            "publishDirs = \"docs\"",
            "title = \"docs\"",
        ] {
            assert!(!names(line, "publishDir", "docs"), "{line}");
        }
    }
}
