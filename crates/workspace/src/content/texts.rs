//! The texts of a file of data, for whoever reads them without checking: claims, words, citations.

use std::path::Path;

use claimlint_base::source::{Position, Source};
use claimlint_base::span::Span;
use claimlint_text::data::{self, Field, Sink};
use claimlint_text::{Format, UnreadPart};

use super::{Content, source_of};
use crate::config::Config;
use crate::guard::caught;
use crate::pages::{bytes_of_file, decoded};
use crate::report::{FileError, RecordPlace};

/// A text of a file: of a page all of it, of a file of data one that is copy.
#[derive(Debug)]
pub struct Text {
    /// The text.
    pub source: Source,
    /// The format in which it is read.
    pub format: Format,
    /// Whether its key says that somebody else wrote it.
    pub is_of_others: bool,
    /// What names it in a file of data, and its places there.
    field: Option<(RecordPlace, data::Places)>,
}

/// The texts of a file.
#[derive(Debug)]
pub struct Texts {
    /// The texts, in order.
    pub all: Vec<Text>,
    /// What kept others from being read.
    pub errors: Vec<FileError>,
    /// The file, where it is one of data.
    file: Option<Source>,
}

impl Texts {
    /// Reads a file.
    ///
    /// # Errors
    /// It cannot be read.
    pub fn of(path: &Path, config: &Config) -> Result<Texts, FileError> {
        Texts::of_bytes(path, bytes_of_file(path, config.is_data(path))?, config)
    }

    /// Reads the bytes of a file that is, or was, at this path.
    ///
    /// # Errors
    /// They cannot be read.
    pub(crate) fn of_bytes(path: &Path, bytes: Vec<u8>, config: &Config) -> Result<Texts, FileError> {
        let Some(content) = Content::of(path, config).transpose()? else {
            let format = config.format_of(path).unwrap_or(Format::Plain);
            let source = decoded(bytes, format)?;
            return Ok(Texts {
                all: vec![Text { source, format, is_of_others: false, field: None }],
                errors: Vec::new(),
                file: None,
            });
        };
        let file = source_of(bytes)?;
        let mut texts = Texts { all: Vec::new(), errors: Vec::new(), file: None };
        let mut collected = Collected { texts: &mut texts, file: &file };
        caught(|| data::read(file.text(), content.format, &content.fields, &mut collected))?;
        texts.file = Some(file);
        Ok(texts)
    }

    /// Where a byte of a text is in the file.
    pub fn position(&self, text: &Text, at: usize) -> Position {
        match (&text.field, &self.file) {
            (Some((_, places)), Some(file)) => file.position(places.span(Span::at(at)).start()),
            _ => text.source.position(at),
        }
    }
}

impl Text {
    /// What names it, in a file of data.
    pub fn record(&self) -> Option<&RecordPlace> {
        self.field.as_ref().map(|(record, _)| record)
    }
}

struct Collected<'c> {
    texts: &'c mut Texts,
    file: &'c Source,
}

impl Sink for Collected<'_> {
    fn field(&mut self, field: Field) {
        let is_of_others = field.is_of_others();
        let Field { record, key, format, text, places } = field;
        let span = places.span(Span::of(0..text.len()));
        let place = RecordPlace { span, record, key };
        let source = Source::from_text(text);
        self.texts.all.push(Text { source, format, is_of_others, field: Some((place, places)) });
    }

    fn fault(&mut self, fault: UnreadPart) {
        let position = Some(self.file.position(fault.at));
        self.texts.errors.push(FileError { message: fault.message, position });
    }
}
