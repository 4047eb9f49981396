//! What a citation is.

use claimlint_base::grade::Grade;
use claimlint_base::span::Span;

use super::dates::PaperDate;
use super::sources::Standing;

/// What a citation looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CitationKind {
    /// A link in the text.
    Link,
    /// A DOI, PMID, PMCID, trial number or bare address.
    Identifier,
    /// A footnote reference or superscript.
    Note,
    /// `[3]` or `[1,4-6]`.
    Numbered,
    /// `(Author, 2019)` or `Author et al. (2019)`.
    AuthorYear,
    /// A journal, a year or both in running text.
    Prose,
    /// A named body: "according to the …".
    Body,
    /// `@key`, which names an entry of the house's bibliography.
    Key,
}

/// A part of a citation that helps to find the paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum PaperPart {
    /// The journal.
    Journal,
    /// The year.
    Year,
    /// Who wrote it.
    Authors,
    /// The title.
    Title,
}

impl PaperPart {
    /// The part in the words of a message.
    pub fn words(self) -> &'static str {
        match self {
            PaperPart::Journal => "the journal",
            PaperPart::Year => "the year",
            PaperPart::Authors => "the authors",
            PaperPart::Title => "the title",
        }
    }

    /// Parts in the words of a message: "the authors, the title or the year".
    pub fn list(parts: &[PaperPart], word: &str) -> String {
        let words: Vec<&str> = parts.iter().map(|part| part.words()).collect();
        match words.split_last() {
            None => "nothing".to_owned(),
            Some((last, [])) => (*last).to_owned(),
            Some((last, rest)) => format!("{} {word} {last}", rest.join(", ")),
        }
    }
}

/// A paper that the text names by its first author and its date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CitedPaper {
    /// The bytes of its names and its date.
    pub span: Span,
    /// The surname of its first author.
    pub author: String,
    /// When it came out.
    pub date: PaperDate,
    /// How sure it is that this is a paper by a person.
    pub certainty: Certainty,
}

/// How sure it is that a name and a year are a paper by a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Certainty {
    /// It can hardly be anything else.
    Certain,
    /// It is if the list has that person: "Vogue (2019)" is not.
    Likely,
    /// Other words come between the name and the year.
    Possible,
}

/// A citation in the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Citation {
    /// Its bytes in [`Document::text`](claimlint_text::Document::text); empty for a marker, which is not text.
    pub span: Span,
    /// What it looks like.
    pub kind: CitationKind,
    /// How far it leads a reader.
    pub grade: Grade,
    /// What the address of a link or an identifier leads to.
    pub standing: Option<Standing>,
    /// Whether a registry warns against what it leads to.
    pub is_refuted: bool,
    /// The parts that a [`CitationKind::Prose`] citation gives.
    pub found: Vec<PaperPart>,
    /// The numbers that a numbered citation or a note names.
    pub numbers: Vec<u64>,
    /// The papers that a [`CitationKind::AuthorYear`] citation names.
    pub papers: Vec<CitedPaper>,
    /// The entries that it names, by their indexes in [`References::entries`](super::References::entries).
    pub entries: Vec<usize>,
    /// Its index in [`Document::markers`](claimlint_text::Document::markers), if it is a marker and not text.
    pub marker: Option<usize>,
}

impl Citation {
    /// A citation about which nothing more is known.
    pub(super) fn new(span: Span, kind: CitationKind, grade: Grade) -> Citation {
        Citation {
            span,
            kind,
            grade,
            standing: None,
            is_refuted: false,
            found: Vec::new(),
            numbers: Vec::new(),
            papers: Vec::new(),
            entries: Vec::new(),
            marker: None,
        }
    }

    /// The parts that a [`CitationKind::Prose`] citation lacks.
    pub fn missing(&self) -> Vec<PaperPart> {
        let all = [PaperPart::Journal, PaperPart::Year, PaperPart::Authors, PaperPart::Title];
        all.into_iter().filter(|part| !self.found.contains(part)).collect()
    }
}
