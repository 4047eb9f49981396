//! Draws diagnostics with codespan, in our colours.

use std::io::{self, Write};

use anstyle::{AnsiColor, Color, Style};
use codespan_reporting::diagnostic::{Diagnostic, LabelStyle, Severity};
use codespan_reporting::files::{Error as FilesError, Files};
use codespan_reporting::term::{self, Config, GeneralWriteResult, WriteStyle};

/// Writes what codespan draws.
pub struct Pen<'w, W: ?Sized> {
    /// Where it is written.
    pub out: &'w mut W,
    /// Whether in colours.
    pub color: bool,
}

impl<W: Write + ?Sized> Pen<'_, W> {
    /// Draws one diagnostic.
    ///
    /// # Errors
    /// The writer's own, and a label that its file does not have.
    pub fn draw<'f, F: Files<'f>>(&mut self, files: &'f F, drawn: &Diagnostic<F::FileId>) -> io::Result<()> {
        match term::emit_to_write_style(self, &Config::default(), files, drawn) {
            Err(FilesError::Io(error)) => Err(error),
            Err(error) => Err(io::Error::other(error.to_string())),
            Ok(()) => Ok(()),
        }
    }

    fn style(&mut self, style: Style) -> GeneralWriteResult {
        if self.color { write!(self.out, "{style}") } else { Ok(()) }
    }
}

fn colored(color: AnsiColor) -> Style {
    Style::new().fg_color(Some(Color::Ansi(color)))
}

fn severity_color(severity: Severity) -> AnsiColor {
    match severity {
        Severity::Bug | Severity::Error => AnsiColor::Red,
        Severity::Warning => AnsiColor::Yellow,
        Severity::Note | Severity::Help => AnsiColor::Cyan,
    }
}

impl<W: Write + ?Sized> Write for Pen<'_, W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.out.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

impl<W: Write + ?Sized> WriteStyle for Pen<'_, W> {
    fn set_header(&mut self, severity: Severity) -> GeneralWriteResult {
        self.style(colored(severity_color(severity)).bold())
    }

    fn set_header_message(&mut self) -> GeneralWriteResult {
        self.style(Style::new().bold())
    }

    fn set_line_number(&mut self) -> GeneralWriteResult {
        self.style(colored(AnsiColor::BrightBlue))
    }

    fn set_note_bullet(&mut self) -> GeneralWriteResult {
        self.style(colored(AnsiColor::BrightBlue))
    }

    fn set_source_border(&mut self) -> GeneralWriteResult {
        self.style(colored(AnsiColor::BrightBlue))
    }

    fn set_label(&mut self, severity: Severity, style: LabelStyle) -> GeneralWriteResult {
        self.style(colored(match style {
            LabelStyle::Primary => severity_color(severity),
            LabelStyle::Secondary => AnsiColor::BrightBlue,
        }))
    }

    fn reset(&mut self) -> GeneralWriteResult {
        if self.color { write!(self.out, "{}", anstyle::Reset) } else { Ok(()) }
    }
}
