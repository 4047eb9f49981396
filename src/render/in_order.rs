//! Prints the files of a report on all threads, and writes them in the order of the report.

use std::io::{self, Write};

use claimlint_workspace::report::{FileReport, Report};
use rayon::prelude::*;

/// This many files are printed into memory before they are written out.
const AT_ONCE: usize = 256;

/// Prints files on all threads and writes what they print in the order of the report.
pub fn in_order(
    report: &Report,
    out: &mut dyn Write,
    print: impl Fn(&FileReport, &mut Vec<u8>) -> io::Result<()> + Sync,
) -> io::Result<()> {
    in_order_with(report, out, |file, (), out| print(file, out))
}

/// The same with a memory for each thread, in which a file may leave something for those that follow. Which thread prints
/// which file is up to chance, so the memory must not change what is printed.
pub fn in_order_with<'r, M: Default>(
    report: &'r Report,
    out: &mut dyn Write,
    print: impl Fn(&'r FileReport, &mut M, &mut Vec<u8>) -> io::Result<()> + Sync,
) -> io::Result<()> {
    for files in report.files.chunks(AT_ONCE) {
        let printed = files.par_iter().map_init(M::default, |memory, file| {
            let mut bytes = Vec::new();
            print(file, memory, &mut bytes).map(|()| bytes)
        });
        let printed: Vec<io::Result<Vec<u8>>> = printed.collect();
        printed.into_iter().try_for_each(|bytes| out.write_all(&bytes?))?;
    }
    Ok(())
}
