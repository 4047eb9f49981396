//! A fault of ours on one file must not cost the user the others.

use std::panic::{AssertUnwindSafe, catch_unwind};

use claimlint_base::source::Source;

/// What is said of a file on which claimlint itself fails.
pub const OUR_FAULT: &str = "claimlint itself failed on this file; please report it with the file";

/// Runs work on a source; `None` where it panicked.
pub fn guarded<T>(source: &Source, work: impl FnOnce() -> T) -> Option<T> {
    let result = catch_unwind(AssertUnwindSafe(|| {
        fail_on_purpose(source);
        work()
    }));
    result.ok()
}

/// Panics on a page with these words, so that tests can see what the whole program makes of a fault of ours. A release
/// build does not contain this.
#[cfg(debug_assertions)]
#[allow(clippy::panic, reason = "it is what the tests are about")]
fn fail_on_purpose(source: &Source) {
    if source.text().contains("claimlint, fail on purpose") {
        panic!("on purpose, with \u{1b}[31m and \u{202e}");
    }
}

#[cfg(not(debug_assertions))]
fn fail_on_purpose(_: &Source) {}
