//! Finds where identifiers begin, and has each read by the file for its kind.

use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, MatchKind};

use super::doi::{doi, labelled_doi};
use super::identifier::Identifier;
use super::numbers::{isbn, issn};
use super::papers::{arxiv, next_pmid, pmcid, pmid, pubmed};
use super::text::Text;
use super::trials::{actrn, eudract, isrctn, nct};
use super::web_address::address;

/// The beginning of a form, in small letters, and what reads the rest: a function of the text and of the bytes at which the
/// beginning starts and ends.
type IdentifierForm = (&'static str, fn(&Text<'_>, usize, usize) -> Option<Identifier>);

/// All forms of identifiers.
const FORMS: &[IdentifierForm] = &[
    ("10.", doi),
    ("doi:", labelled_doi),
    ("doi.org/", labelled_doi),
    ("pmid", pmid),
    ("pubmed central", pmcid),
    ("pubmed identifier", pmid),
    ("pubmed id", pmid),
    ("pubmed #", pmid),
    ("pubmed no", pmid),
    ("pubmed:", pubmed),
    ("pubmed ", pubmed),
    ("pmc", pmcid),
    ("nct", nct),
    ("isrctn", isrctn),
    ("actrn", actrn),
    ("eudract", eudract),
    ("isbn", isbn),
    ("issn", issn),
    ("arxiv:", arxiv),
    ("https://", address),
    ("http://", address),
];

static BEGINNINGS: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| {
    let beginnings = FORMS.iter().map(|(beginning, _)| beginning);
    AhoCorasick::builder().match_kind(MatchKind::LeftmostFirst).build(beginnings).ok()
});

/// The identifiers and bare addresses in a text; `small` is the text with its ASCII capitals made small.
pub fn find(text: &str, small: &str) -> Vec<Identifier> {
    let mut found: Vec<Identifier> = Vec::new();
    let Some(beginnings) = BEGINNINGS.as_ref() else { return found };
    let both = Text { text, small };
    let mut from = 0;
    while let Some(hit) = beginnings.find(aho_corasick::Input::new(small).range(from..)) {
        let (_, read) = FORMS[hit.pattern().as_usize()];
        from = hit.end();
        let begins = small[..hit.start()].bytes().next_back().is_none_or(|byte| !is_inside(byte));
        if let Some(identifier) = begins.then(|| read(&both, hit.start(), hit.end())).flatten() {
            from = identifier.range.end.max(from);
            found.push(identifier);
            while let Some(next) = found.last().and_then(|last| next_pmid(&both, last)) {
                from = next.range.end;
                found.push(next);
            }
        }
    }
    found
}

/// Whether a byte before a beginning makes it the middle of something else.
fn is_inside(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'.' || byte == b'_'
}
