//! What fixes would change, as a unified diff that `patch -p0` and `git apply -p0` read.

use std::io::{self, Write};

use anstyle::{AnsiColor, Style};
use claimlint_base::source::Source;
use claimlint_workspace::report::{FileReport, Report, Rewrite};
use similar::{ChangeTag, TextDiff};

use super::in_order::in_order;
use super::layout::Look;
use super::untrusted::{harmless, without_commands};

/// Where the diff is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DiffReader {
    /// By a person on a terminal, which the text must not control.
    Terminal,
    /// By a program, which needs every byte.
    Program,
}

/// Writes the diffs of all files that fixes change, in order.
///
/// # Errors
/// The writer's own.
pub fn write(report: &Report, look: Look, reader: DiffReader, out: &mut dyn Write) -> io::Result<()> {
    in_order(report, out, |file, out| match &file.change {
        Some(change) => write_file(file, change, look, reader, out),
        None => Ok(()),
    })
}

fn write_file(
    file: &FileReport,
    change: &Rewrite,
    look: Look,
    reader: DiffReader,
    out: &mut dyn Write,
) -> io::Result<()> {
    let (before, after) = (text(&change.before), text(&change.after));
    let path = harmless(&file.path);
    let mut write_line = |style: Style, line: &str| match look.color {
        true => writeln!(out, "{style}{line}{style:#}"),
        false => writeln!(out, "{line}"),
    };
    write_line(Style::new().bold(), &format!("--- {path}"))?;
    write_line(Style::new().bold(), &format!("+++ {path}"))?;
    for hunk in TextDiff::from_lines(before.as_str(), after.as_str()).unified_diff().iter_hunks() {
        write_line(AnsiColor::Cyan.on_default(), &hunk.header().to_string())?;
        for change in hunk.iter_changes() {
            let style = match change.tag() {
                ChangeTag::Delete => AnsiColor::Red.on_default(),
                ChangeTag::Insert => AnsiColor::Green.on_default(),
                ChangeTag::Equal => Style::new(),
            };
            let line = change.value();
            let line = match reader {
                DiffReader::Terminal => harmless(line.trim_end_matches(['\r', '\n'])),
                // A patch must fit; but a page with a line that commands a CI service is patched by --fix alone.
                DiffReader::Program => without_commands(line.strip_suffix('\n').unwrap_or(line)),
            };
            write_line(style, &format!("{}{line}", change.tag()))?;
            if change.missing_newline() {
                write_line(Style::new(), "\\ No newline at end of file")?;
            }
        }
    }
    Ok(())
}

/// The text of a file's bytes. A byte order mark of UTF-8 stays, since it is in the file that a patch is for.
fn text(bytes: &[u8]) -> String {
    match String::from_utf8(bytes.to_vec()) {
        Ok(text) => text,
        Err(_) => {
            Source::decode(bytes.to_vec()).map_or_else(|_| String::new(), |source| source.text().to_owned())
        }
    }
}
