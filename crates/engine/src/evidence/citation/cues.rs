//! Words that every citation of some form has, so that texts without them need not be searched for it.

use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, MatchKind};
use claimlint_data::words::citations::{RESEARCHERS, WITHOUT_YEAR};

/// Every identifier has one of these, here in small letters.
const IDENTIFIER: &[&str] = &[
    "://", "doi:", "doi.org", "10.", "pmid", "pubmed", "pmc", "nct", "isrctn", "actrn", "eudract", "isbn",
    "issn", "arxiv",
];
/// One of these is near the name of a journal, if no year is.
const JOURNAL: &[&str] = &["journal", "published"];
/// Where "published" is among them.
const PUBLISHED: usize = 1;
/// One of these is before the name of a body or after that of a trial, if no researchers are.
const BODY: &[&str] = &["according to", "source", "via", " trial", " study", " cohort", " survey"];

/// The words of all forms. Leftmost matches are found fastest, and no word begins inside another.
static WORDS: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| {
    let words = [IDENTIFIER, JOURNAL, WITHOUT_YEAR, BODY, RESEARCHERS].concat();
    AhoCorasick::builder().match_kind(MatchKind::LeftmostFirst).build(words).ok()
});

/// Which forms of citation a text may hold.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Cues {
    /// A DOI, PMID, trial number or address.
    pub identifier: bool,
    /// A journal.
    pub journal: bool,
    /// The word "published".
    pub published: bool,
    /// What is in the place of a year: "in press".
    pub undated: bool,
    /// A named body.
    pub body: bool,
}

impl Cues {
    /// The cues in a text whose ASCII capitals are made small.
    pub fn of(small: &str) -> Cues {
        let Some(words) = WORDS.as_ref() else {
            return Cues { identifier: true, journal: true, published: true, undated: true, body: true };
        };
        let mut cues = Cues::default();
        for found in words.find_iter(small) {
            let word = found.pattern().as_usize();
            cues.identifier |= word < IDENTIFIER.len();
            cues.journal |= (IDENTIFIER.len()..IDENTIFIER.len() + JOURNAL.len()).contains(&word);
            cues.published |= word == IDENTIFIER.len() + PUBLISHED;
            let undated =
                IDENTIFIER.len() + JOURNAL.len()..IDENTIFIER.len() + JOURNAL.len() + WITHOUT_YEAR.len();
            cues.undated |= undated.contains(&word);
            cues.body |= word >= undated.end;
        }
        cues
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_form_of_citation_has_its_cues() {
        let none = Cues::default();
        assert_eq!(Cues::of("a peel loosens dead cells."), none);
        assert_eq!(Cues::of("see doi:10.5555/abc"), Cues { identifier: true, ..none });
        assert_eq!(Cues::of("published in skin letters"), Cues { journal: true, published: true, ..none });
        assert_eq!(Cues::of("(example, in press)"), Cues { undated: true, ..none });
        assert_eq!(Cues::of("according to the skin council"), Cues { body: true, ..none });
    }
}
