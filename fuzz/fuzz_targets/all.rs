//! Every fuzz target in one program, so that it is linked once. `CLAIMLINT_FUZZ_TARGET` names the one that is run.

#![no_main]

use std::sync::LazyLock;

use claimlint_fuzz::{TARGETS, Target};

static TARGET: LazyLock<Target> = LazyLock::new(|| {
    let wanted = std::env::var("CLAIMLINT_FUZZ_TARGET").unwrap_or_default();
    match TARGETS.iter().find(|(name, _)| *name == wanted) {
        Some((_, target)) => *target,
        None => panic!("CLAIMLINT_FUZZ_TARGET names no target of fuzz/src/lib.rs: {wanted:?}"),
    }
});

libfuzzer_sys::fuzz_target!(init: LazyLock::force(&TARGET), |input: &[u8]| TARGET(input));
