//! The forms of the files that reference managers write.

use std::path::Path;

/// A form in which a reference manager exports its entries.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BibliographyFormat {
    /// BibTeX, or BibLaTeX, which has more fields.
    Bibtex,
    /// CSL-JSON, the data model of the Citation Style Language 1.0.2.
    CslJson,
}

impl BibliographyFormat {
    /// The form of a file, by the ending of its name; `None` for other files.
    pub fn of_path(path: &Path) -> Option<BibliographyFormat> {
        match path.extension()?.to_str()?.to_ascii_lowercase().as_str() {
            "bib" | "bibtex" => Some(BibliographyFormat::Bibtex),
            "json" => Some(BibliographyFormat::CslJson),
            _ => None,
        }
    }
}
