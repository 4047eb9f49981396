//! Faults in rule files and the configuration, each with a caret.

use std::io::{self, Write};

use codespan_reporting::diagnostic::{Diagnostic as Drawn, Label};
use codespan_reporting::files::{Error as FilesError, SimpleFile};
use codespan_reporting::term::{self, Config};

use super::pretty::Pen;
use super::{Look, count, harmless};
use crate::fault::Fault;

/// Writes the faults, by file and place, and how many there are.
///
/// # Errors
/// The writer's own.
pub fn write(faults: &[Fault], look: Look, out: &mut dyn Write) -> io::Result<()> {
    let total = count(faults.len(), "fault", "faults");
    let mut faults: Vec<&Fault> = faults.iter().collect();
    faults.sort_by_key(|fault| (fault.source.name.as_str(), fault.range.as_ref().map(|range| range.start)));
    for fault in faults {
        let name = harmless(&fault.source.name);
        let text = harmless_lines(&fault.source.text);
        let mut drawn = Drawn::error().with_message(harmless(&fault.message));
        drawn.notes.extend(fault.help.as_deref().map(|help| format!("help: {}", harmless(help))));
        match &fault.range {
            Some(range) => {
                let end = range.end.min(text.len());
                drawn.labels.push(Label::primary((), range.start.min(end)..end));
            }
            None => drawn.message = format!("{name}: {}", drawn.message),
        }
        let file = SimpleFile::new(name, text);
        match term::emit_to_write_style(
            &mut Pen { out, color: look.color },
            &Config::default(),
            &file,
            &drawn,
        ) {
            Err(FilesError::Io(error)) => return Err(error),
            Err(error) => return Err(io::Error::other(error.to_string())),
            Ok(()) => {}
        }
    }
    writeln!(out, "{total} in the configuration or the rules; nothing was run")
}

/// The text made harmless line by line: its line ends stay.
fn harmless_lines(text: &str) -> String {
    text.split_inclusive('\n')
        .map(|line| match line.strip_suffix('\n') {
            Some(line) => format!("{}\n", harmless(line)),
            None => harmless(line).into_owned(),
        })
        .collect()
}
