//! Faults in rule files, the configuration and labels, each with a caret.

use std::io::{self, Write};
use std::ops::Range;
use std::sync::Arc;

use claimlint_base::toml_fault::{Fault, MOST_FAULTS, TomlSource};
use codespan_reporting::diagnostic::{Diagnostic as Drawn, Label};
use codespan_reporting::files::SimpleFile;

use super::layout::Look;
use super::pen::Pen;
use super::untrusted::{harmless, harmless_lines};
use super::wording::count;

/// Longer lines, in bytes, are not drawn: they would fill the terminal, and nobody would find the caret.
const LONGEST_LINES: usize = 2_000;

/// Writes the faults, by file and place, and how many there are; `place` says after that what they are in.
///
/// # Errors
/// The writer's own.
pub fn write(faults: &[Fault], place: &str, look: Look, out: &mut dyn Write) -> io::Result<()> {
    let total = count(faults.len(), "error", "errors");
    let mut faults: Vec<&Fault> = faults.iter().collect();
    faults.sort_by_key(|fault| (fault.source.name.as_str(), fault.range.as_ref().map(|range| range.start)));
    let more = faults.len().saturating_sub(MOST_FAULTS);
    let mut shown: Option<(&Arc<TomlSource>, SimpleFile<_, _>)> = None;
    for fault in faults.into_iter().take(MOST_FAULTS) {
        let name = harmless(&fault.source.name);
        let (_, file) = match shown.take_if(|(source, _)| Arc::ptr_eq(source, &fault.source)) {
            Some(one) => shown.insert(one),
            None => {
                let text = harmless_lines(&fault.source.text);
                shown.insert((&fault.source, SimpleFile::new(name.clone(), text)))
            }
        };
        let mut drawn = Drawn::error().with_message(harmless(&fault.message));
        drawn.notes.extend(fault.help.as_deref().map(|help| format!("help: {}", harmless(help))));
        let range = fault.range.clone().map(|range| {
            let end = range.end.min(file.source().len());
            range.start.min(end)..end
        });
        match range {
            Some(range) if lines_around(file.source(), &range).len() <= LONGEST_LINES => {
                drawn.labels.push(Label::primary((), range));
            }
            Some(range) => {
                let before = file.source().get(..range.start).unwrap_or_default();
                let line = before.matches('\n').count() + 1;
                let column = before.chars().rev().take_while(|sign| *sign != '\n').count() + 1;
                drawn.message = format!("{name}:{line}:{column}: {}", drawn.message);
            }
            None => drawn.message = format!("{name}: {}", drawn.message),
        }
        Pen { out, color: look.color }.draw(file, &drawn)?;
    }
    if more > 0 {
        writeln!(out, "and {more} more, which are shown when these are fixed")?;
    }
    writeln!(out, "{total} {place}")
}

/// The lines that a range of a text touches.
fn lines_around<'t>(text: &'t str, range: &Range<usize>) -> &'t str {
    let bytes = text.as_bytes();
    let start = memchr::memrchr(b'\n', &bytes[..range.start]).map_or(0, |at| at + 1);
    let end = memchr::memchr(b'\n', &bytes[range.end..]).map_or(bytes.len(), |at| range.end + at);
    &text[start..end]
}
