//! The rules and words that come with claimlint, compiled when it was built: a check of one page should not wait until a
//! thousand phrases are read. To add rules, or to read what ours say, the files themselves are read from [`rule_files`].
//!
//! `build.rs` packs them. A test of this crate compares what was packed with what the files say.

use std::sync::{Arc, LazyLock};

use claimlint_base::toml_fault::TomlSource;
use claimlint_data::lists;
use claimlint_rules::classes::{Classes, Packed};
use claimlint_rules::dictionary::English;
use claimlint_rules::journals::{self, Known};
use claimlint_rules::{Definitions, Library};

/// The rules, as `build.rs` packed them.
static RULES: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/rules.bin"));

/// The journals, as `build.rs` packed them.
static JOURNALS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/journals.bin"));

/// The words, as `build.rs` packed them.
static WORDS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/words.fst"));

/// The words of the trade among them, as `build.rs` packed them.
static TERMS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/terms.fst"));

/// The words of classes, as `build.rs` packed them.
static CLASS_WORDS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/classes.fst"));

/// The words of the table of forms, as `build.rs` packed them.
static FORMS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/forms.fst"));

/// What the numbers in both stand for.
static CLASS_NUMBERS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/classes.bin"));

static CLASSES: LazyLock<Arc<Classes>> = LazyLock::new(|| {
    // As with the rules, what was packed can be read.
    let numbers = postcard::from_bytes(CLASS_NUMBERS).unwrap_or_default();
    Arc::new(Classes::new(Packed { words: CLASS_WORDS.into(), bases: FORMS.into(), numbers }))
});

static ENGLISH: LazyLock<English> = LazyLock::new(|| English::new(WORDS, TERMS, lists::PREFIXES));

/// The rule files, in the order in which their rules are listed.
pub fn rule_files() -> Vec<Arc<TomlSource>> {
    let files = claimlint_data::rule_files().into_iter();
    files.map(|(name, text)| Arc::new(TomlSource::built_in(format!("rules/{name}"), text))).collect()
}

/// Everything that the rule files say.
pub fn definitions() -> Definitions {
    Definitions::read(&rule_files(), classes()).0
}

/// The library of the rules.
pub fn library() -> Arc<Library> {
    // `build.rs` packed it with the same types, so it can be read. Should it ever not be, the files are read instead.
    Arc::new(postcard::from_bytes(RULES).unwrap_or_else(|_| Library::compile(&definitions())))
}

/// The words of English and of the trade.
pub fn english() -> &'static English {
    &ENGLISH
}

/// The classes of words, which phrases name.
pub fn classes() -> &'static Arc<Classes> {
    &CLASSES
}

/// The journals of the trade, in the order of their plain names.
pub fn journals() -> Vec<Known<'static>> {
    // As with the rules, what was packed can be read.
    postcard::from_bytes(JOURNALS).unwrap_or_else(|_| journals_as_written())
}

fn journals_as_written() -> Vec<Known<'static>> {
    journals::read(lists::JOURNALS).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_packed_is_what_the_files_say() {
        let packed: Library = postcard::from_bytes(RULES).unwrap();
        assert_eq!(packed, Library::compile(&definitions()));
        let packed: Vec<Known<'_>> = postcard::from_bytes(JOURNALS).unwrap();
        assert!(packed.len() > 120);
        assert_eq!(packed, journals_as_written());
    }
}
