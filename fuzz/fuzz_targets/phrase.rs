#![no_main]
libfuzzer_sys::fuzz_target!(|input: &[u8]| claimlint_fuzz::rules::phrase(input));
