//! `claimlint check --records FILE`: a record of JSON on each line, and what was found in it on each line of the output, in
//! the same order.
//!
//! Only one batch of records is in memory at a time, whatever the length of the file.

use std::fs::File;
use std::io::{self, BufRead, BufReader, BufWriter, Write};
use std::path::Path;

use claimlint_base::source::reason;
use claimlint_workspace::config::FailLevels;
use claimlint_workspace::records::{LARGEST_RECORD, RecordFound, check_record};
use claimlint_workspace::report::ExitStatus;
use rayon::prelude::*;

use super::arguments::CheckArguments;
use crate::commands::failure::Failure;
use crate::commands::rule_choice::NO_RULE;
use crate::render::record;

/// A batch is checked when its lines have this many bytes, or it has this many lines.
const BATCH: (usize, usize) = (4 << 20, 8192);

/// Checks the records of a file, or of standard input.
pub fn run(path: &Path, arguments: &CheckArguments) -> Result<ExitStatus, Failure> {
    let session = arguments.session.open_with_answers(None)?;
    arguments.choice.check_names(&session.library)?;
    let linter = session.linter(&arguments.choice.narrow(session.config.selection(&[])));
    if !session.library.rules.iter().any(|rule| linter.looks_for(&rule.id)) && !arguments.allow_empty {
        return Err(Failure::Message(NO_RULE.to_owned()));
    }
    let levels = arguments.fail_on.map_or_else(|| session.config.fail_on(path), FailLevels::from);
    let mut input = open(path)?;
    let mut out = BufWriter::new(io::stdout().lock());
    let (mut status, mut number) = (ExitStatus::Clean, 0_u64);
    loop {
        let batch = read_batch(&mut *input)
            .map_err(|error| Failure::Message(format!("cannot read the records: {}", reason(&error))))?;
        if batch.is_empty() {
            break;
        }
        let check = |line: &Line| {
            let mut found = match line {
                Line::Whole(bytes) => check_record(bytes, &linter),
                Line::TooLong => RecordFound::too_long(),
            };
            let fails = found.fails(&levels);
            arguments.min_severity.into_iter().for_each(|least| found.show_only(least));
            (found, fails)
        };
        let checked: Vec<(RecordFound, bool)> = batch.par_iter().map(|(_, line)| check(line)).collect();
        for ((skipped, _), (found, fails)) in batch.iter().zip(&checked) {
            number += skipped + 1;
            record::write(found, number, &mut out)?;
            if found.error.is_some() {
                status = ExitStatus::Failed;
            } else if *fails && status == ExitStatus::Clean {
                status = ExitStatus::Findings;
            }
        }
    }
    out.flush()?;
    Ok(session.ending(status))
}

/// A line of the input.
enum Line {
    Whole(Vec<u8>),
    /// It has more bytes than a record may have.
    TooLong,
}

fn open(path: &Path) -> Result<Box<dyn BufRead>, Failure> {
    if path == Path::new("-") {
        return Ok(Box::new(BufReader::with_capacity(1 << 16, io::stdin())));
    }
    let file = File::open(path)
        .map_err(|error| Failure::Message(format!("{}: {}", path.display(), reason(&error))))?;
    Ok(Box::new(BufReader::with_capacity(1 << 16, file)))
}

/// The next lines, each with the number of empty lines before it.
fn read_batch(input: &mut dyn BufRead) -> io::Result<Vec<(u64, Line)>> {
    let (mut batch, mut bytes, mut skipped) = (Vec::new(), 0, 0);
    while bytes < BATCH.0 && batch.len() < BATCH.1 {
        let Some(line) = read_line(input)? else { break };
        if let Line::Whole(line) = &line {
            if line.trim_ascii().is_empty() {
                skipped += 1;
                continue;
            }
            bytes += line.len();
        }
        batch.push((std::mem::take(&mut skipped), line));
    }
    Ok(batch)
}

/// The next line without its end; `None` at the end. What is too long is passed over, and not kept.
fn read_line(input: &mut dyn BufRead) -> io::Result<Option<Line>> {
    let (mut line, mut is_too_long, mut has_begun) = (Vec::new(), false, false);
    loop {
        let read = match input.fill_buf() {
            Ok(read) => read,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(error),
        };
        if read.is_empty() {
            break;
        }
        has_begun = true;
        let end = memchr::memchr(b'\n', read);
        let length = end.unwrap_or(read.len());
        if line.len() + length > LARGEST_RECORD {
            (line, is_too_long) = (Vec::new(), true);
        }
        if !is_too_long {
            line.extend_from_slice(&read[..length]);
        }
        input.consume(length + usize::from(end.is_some()));
        if end.is_some() {
            break;
        }
    }
    Ok(has_begun.then_some(if is_too_long { Line::TooLong } else { Line::Whole(line) }))
}
