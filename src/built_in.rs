//! The rules that come with the program, compiled when it was built: a check of one page should not wait for a thousand
//! phrases to be read. Who adds rules, or wants to read theirs, has them read from their files by [`crate::rule`].

use std::sync::Arc;

use crate::rule::{Definitions, Library, packs};

/// What `build.rs` packed.
static PACKED: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/rules.bin"));

/// The library of the built-in rules.
pub fn library() -> Arc<Library> {
    // Never otherwise than packed by the same code: a test compares them.
    Arc::new(postcard::from_bytes(PACKED).unwrap_or_else(|_| Library::compile(&definitions())))
}

fn definitions() -> Definitions {
    Definitions::read(&packs::built_in()).0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_packed_is_what_the_rule_files_say() {
        let packed: Library = postcard::from_bytes(PACKED).unwrap();
        assert_eq!(packed, Library::compile(&definitions()));
    }
}
