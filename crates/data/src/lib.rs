//! The files of the folder `rules`, as they are. What they mean is for the crates that use this one.
//!
//! `build.rs` takes in every file that is there, so that a new one need not be listed anywhere.

mod word_list;

pub use word_list::WordList;

/// The rule files by their paths in the folder, in the order of the paths.
static RULES: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/rules.rs"));

/// The lists, by the names of their files.
pub mod lists {
    include!(concat!(env!("OUT_DIR"), "/lists.rs"));
}

/// The short lists of words in `rules/lists`, by the names of their files and their own. What each is for is above it
/// in its file.
pub mod words {
    include!(concat!(env!("OUT_DIR"), "/words.rs"));
}

/// The rule files whose order matters: where two findings about the same words weigh the same, the rule that is listed
/// first covers both. Files that are not named here come after them, in the order of their paths.
const FIRST: &[&str] = &[
    "lexicon/copy.toml",
    "lexicon/evidence.toml",
    "lexicon/grammar.toml",
    "claims/superlatives.toml",
    "claims/absolutes.toml",
    "claims/studies.toml",
    "claims/authority.toml",
    "claims/statistics.toml",
    "citations/citations.toml",
    "consistency/consistency.toml",
    "english/typos.toml",
    "english/spelling.toml",
    "english/confusions.toml",
    "english/grammar.toml",
    "english/agreement.toml",
    "english/articles.toml",
    "english/phrasing.toml",
    "consistency/suppressions.toml",
    "masks/masks.toml",
    "masks/hedges.toml",
];

/// The rule files with their paths in the folder, in the order in which their rules are listed.
pub fn rule_files() -> Vec<(&'static str, &'static str)> {
    let mut files = RULES.to_vec();
    files.sort_by_key(|(name, _)| (place(name), *name));
    files
}

/// Where a file comes among those whose order matters, or after them.
fn place(name: &str) -> usize {
    FIRST.iter().position(|first| *first == name).unwrap_or(FIRST.len())
}
