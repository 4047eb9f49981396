//! `claimlint check --add-ignores`: writes comments into files that suppress what was found in them.

use std::path::Path;

use claimlint_engine::Ignored;
use claimlint_engine::Linter;
use claimlint_text::Format;
use claimlint_workspace::config::Config;
use claimlint_workspace::guard::guarded;
use claimlint_workspace::report::{FileReport, Report};
use claimlint_workspace::runner::Linters;
use claimlint_workspace::save::save;
use rayon::prelude::*;

use crate::commands::failure::{Failure, complain};
use crate::commands::terminal::print;
use crate::render::{count, harmless};

/// What became of one file.
#[derive(Default)]
struct Outcome<'r> {
    /// Its path, and the comments that were written into it.
    added: Option<(&'r str, Ignored)>,
    /// What could not be done.
    failures: Vec<String>,
}

/// Adds comments that suppress the findings of a report, and says how many. Returns whether all could be suppressed.
pub fn add(report: &Report, reason: &str, linters: &Linters, config: &Config) -> Result<bool, Failure> {
    let with_findings = report.files.par_iter().filter(|file| !file.diagnostics.is_empty());
    let outcomes: Vec<Outcome<'_>> = with_findings
        .filter_map(|file| Some(add_to(file, reason, linters.of(config, Path::new(&file.path))?, config)))
        .collect();
    let added = || outcomes.iter().filter_map(|outcome| outcome.added.as_ref());
    let comments = count(added().map(|(_, ignored)| ignored.comments).sum(), "comment", "comments");
    let findings = count(added().map(|(_, ignored)| ignored.findings).sum(), "finding", "findings");
    let files = count(added().count(), "file", "files");
    let mut said = format!("added {comments} to {files}, suppressing {findings}\n");
    for (path, _) in added().filter(|(_, ignored)| ignored.is_of_file) {
        let path = harmless(path);
        said += &format!(
            "{path}: the comment at its end applies to the whole file; there is no room for one at the place itself\n"
        );
    }
    print(said.as_bytes())?;
    let mut failures: Vec<&String> = outcomes.iter().flat_map(|outcome| &outcome.failures).collect();
    failures.sort();
    failures.iter().for_each(|failure| complain(failure));
    Ok(failures.is_empty())
}

fn add_to<'r>(file: &'r FileReport, reason: &str, linter: &Linter, config: &Config) -> Outcome<'r> {
    let mut outcome = Outcome::default();
    let Some(source) = &file.source else { return outcome };
    let path = Path::new(&file.path);
    let format = config.format_of(path).unwrap_or(Format::Plain);
    if matches!(format, Format::Word(_)) {
        outcome.failures.push(format!(
            "{}: Word and OpenDocument files cannot contain comments for claimlint; suppress the findings with a \
             baseline (--write-baseline) or an override in claimlint.toml",
            file.path
        ));
        return outcome;
    }
    if format == Format::Data {
        outcome.failures.push(format!(
            "{}: claimlint does not write comments into data files; suppress the findings with a baseline \
             (--write-baseline) or an override in claimlint.toml",
            file.path
        ));
        return outcome;
    }
    let ignored = guarded(source, || linter.add_comments(source.text(), format, &file.diagnostics, reason));
    let ignored = match ignored {
        Ok(ignored) => ignored,
        Err(undone) => {
            outcome.failures.push(format!("{}: {undone}", file.path));
            return outcome;
        }
    };
    if ignored.left > 0 {
        let left = count(ignored.left, "finding", "findings");
        outcome.failures.push(format!(
            "{}: no comment can suppress {left}; correct comments that are themselves reported",
            file.path
        ));
    }
    if ignored.comments == 0 {
        return outcome;
    }
    match save(path, &source.encode(source.text()), &source.encode(&ignored.text)) {
        Ok(()) => outcome.added = Some((&file.path, ignored)),
        Err(error) => outcome.failures.push(format!("{}: {error}", file.path)),
    }
    outcome
}
