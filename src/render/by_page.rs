//! The summary by page, with which a report of several pages begins: how much there is on each, the worst first.

use std::io::{self, Write};

use claimlint_rules::Severity;
use claimlint_workspace::report::{FileReport, Report};
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::layout::Look;
use super::untrusted::harmless;
use super::wording::{count, thousands};

/// At most this many pages have a line.
const MOST_PAGES: usize = 30;

/// The heads of the columns with numbers.
const HEADS: [&str; 3] = ["errors", "warnings", "notes"];

/// The columns of the numbers, with the spaces before them.
const NUMBERS: usize = 2 + 6 + 2 + 8 + 2 + 5;

/// Writes a line for each page with findings, where there are several.
///
/// # Errors
/// The writer's own.
pub fn write(report: &Report, look: Look, out: &mut dyn Write) -> io::Result<()> {
    let with_findings = report.files.iter().filter(|file| !file.diagnostics.is_empty());
    let mut pages: Vec<([usize; 3], &str)> =
        with_findings.map(|file| (numbers(file), file.path.as_str())).collect();
    if pages.len() < 2 {
        return Ok(());
    }
    pages.sort_by(|one, other| other.0.cmp(&one.0).then(one.1.cmp(other.1)));
    let room = look.width.saturating_sub(NUMBERS);
    let shown: Vec<String> = pages.iter().take(MOST_PAGES).map(|(_, path)| end_of(path, room)).collect();
    let longest = shown.iter().map(|path| path.width()).max().unwrap_or(0).max("page".len());
    let [errors, warnings, notes] = HEADS;
    writeln!(out, "{:longest$}  {errors}  {warnings}  {notes}", "page")?;
    for (path, (numbers, _)) in shown.iter().zip(&pages) {
        let spaces = " ".repeat(longest - path.width());
        let [errors, warnings, notes] = numbers.map(cell);
        writeln!(out, "{path}{spaces}  {errors:>6}  {warnings:>8}  {notes:>5}")?;
    }
    if pages.len() > MOST_PAGES {
        writeln!(out, "and {}", count(pages.len() - MOST_PAGES, "more page", "more pages"))?;
    }
    writeln!(out)
}

/// Errors, warnings and notes.
fn numbers(file: &FileReport) -> [usize; 3] {
    let of = |severity| file.diagnostics.iter().filter(|one| one.severity == severity).count();
    [of(Severity::Error), of(Severity::Warning), of(Severity::Note)]
}

fn cell(number: usize) -> String {
    if number == 0 { "-".to_owned() } else { thousands(number) }
}

/// A path in this many columns; of a longer one only the end, which tells pages apart.
fn end_of(path: &str, room: usize) -> String {
    let path = harmless(path);
    if path.width() <= room {
        return path.into_owned();
    }
    let mut left = room.saturating_sub(1);
    let kept = path.chars().rev().take_while(|sign| {
        let width = sign.width().unwrap_or(0);
        let fits = width <= left;
        left = left.saturating_sub(width);
        fits
    });
    let kept: Vec<char> = kept.collect();
    std::iter::once('\u{2026}').chain(kept.into_iter().rev()).collect()
}
