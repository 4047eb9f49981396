//! Files that claimlint keeps: what is read is written and read again as the same.

use std::path::Path;

use claimlint_engine::evidence::registry::lock::Lock;
use claimlint_workspace::baseline::Baseline;

/// Any bytes as `sources.lock`.
pub fn lock(input: &[u8]) {
    let path = Path::new("sources.lock");
    let lock = match Lock::parse(input.to_vec(), path) {
        Ok(lock) => lock,
        Err(error) => {
            assert!(!error.to_string().is_empty());
            return;
        }
    };
    let Ok(written) = lock.text() else { panic!("what was read cannot be written") };
    match Lock::parse(written.clone().into_bytes(), path) {
        Ok(again) => assert_eq!(again, lock, "{written}"),
        Err(error) => panic!("{error} in {written}"),
    }
}

/// Any bytes as a baseline.
pub fn baseline(input: &[u8]) {
    let path = Path::new("claimlint-baseline.json");
    let baseline = match Baseline::parse(input, path) {
        Ok(baseline) => baseline,
        Err(error) => {
            assert!(!error.to_string().is_empty());
            return;
        }
    };
    let write = |baseline: &Baseline| {
        let mut written = Vec::new();
        assert!(baseline.write_to(&mut written).is_ok());
        written
    };
    let written = write(&baseline);
    match Baseline::parse(&written, path) {
        Ok(again) => {
            assert_eq!(again.counts(), baseline.counts());
            assert_eq!(write(&again), written, "it is written the same each time");
        }
        Err(error) => panic!("{error} in {}", String::from_utf8_lossy(&written)),
    }
}
