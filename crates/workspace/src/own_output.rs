//! Tells what claimlint wrote itself, so that a folder in which it leaves a report or an annotated copy is checked as before.
//!
//! What is named on the command line is read all the same; that is for [`crate::walk`].

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use claimlint_text::Format;

use crate::bounded_read;

/// What reports in HTML name as their generator.
pub const GENERATOR: &str = "claimlint";

/// What comes before the ending of the name of an annotated copy.
const REVIEWED: &str = ".reviewed";

/// Within so many bytes of its beginning a report names its generator.
const HEAD: u64 = 512;

/// Something that claimlint wrote.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OwnOutput {
    /// A report in HTML.
    Report,
    /// The annotated copy of the document with this name, which is beside it.
    AnnotatedCopy(String),
}

impl OwnOutput {
    /// What a file that is read in this format is, if claimlint wrote it. An annotated copy that came back without its draft is
    /// a draft itself.
    pub fn of(path: &Path, format: Format) -> Option<OwnOutput> {
        match format {
            Format::Html => names_us(path).then_some(OwnOutput::Report),
            Format::Word(_) => {
                let draft = draft_of(path).filter(|draft| draft.is_file())?;
                Some(OwnOutput::AnnotatedCopy(draft.file_name()?.to_string_lossy().into_owned()))
            }
            _ => None,
        }
    }
}

/// Whether a page says that we wrote it.
fn names_us(path: &Path) -> bool {
    let named = format!("<meta name=\"generator\" content=\"{GENERATOR}\">");
    bounded_read::head(path, HEAD).is_ok_and(|head| head.contains(&named))
}

/// The name of the annotated copy: `draft.reviewed.docx` for `draft.docx`.
pub fn reviewed(path: &Path) -> PathBuf {
    let mut name = path.file_stem().map(OsString::from).unwrap_or_default();
    name.push(REVIEWED);
    if let Some(extension) = path.extension() {
        name.push(".");
        name.push(extension);
    }
    path.with_file_name(name)
}

/// Whether a file is an annotated copy by its name.
pub fn is_reviewed(path: &Path) -> bool {
    draft_of(path).is_some()
}

/// What an annotated copy is a copy of, by its name.
fn draft_of(path: &Path) -> Option<PathBuf> {
    let stem = path.file_stem()?.to_str()?.strip_suffix(REVIEWED)?;
    let mut name = OsString::from(stem);
    if let Some(extension) = path.extension() {
        name.push(".");
        name.push(extension);
    }
    Some(path.with_file_name(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_of_a_copy_leads_back_to_its_draft() {
        for draft in ["a/draft.docx", "draft 2.final.odt", "a.reviewed.docx"] {
            assert_eq!(draft_of(&reviewed(Path::new(draft))).as_deref(), Some(Path::new(draft)));
        }
        for other in ["draft.docx", "reviewed.docx", "reviewed/draft.docx"] {
            assert_eq!(draft_of(Path::new(other)), None, "{other}");
        }
    }
}
