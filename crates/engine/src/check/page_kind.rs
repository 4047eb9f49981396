//! What kind of page a document is, by its own words: the cues of each kind are lists of `rules/lists/pages.toml`. Where they do
//! not decide, nobody knows the kind, and every norm holds.

use std::sync::LazyLock;

use claimlint_data::words::pages;
use claimlint_rules::PageKind;
use claimlint_text::Document;
use rustc_hash::FxHashMap;

/// A page has at least this many of the cues of its kind.
const FEWEST: usize = 2;

/// The cues of each kind.
const CUES: [(PageKind, &[&str]); 4] = [
    (PageKind::Product, pages::PRODUCT.listed()),
    (PageKind::Procedure, pages::PROCEDURE.listed()),
    (PageKind::Blog, pages::BLOG.listed()),
    (PageKind::Advertisement, pages::ADVERTISEMENT.listed()),
];

/// All cues by their first words. An automaton would take more time to be made than a short page to be checked.
static FINDER: LazyLock<Finder> = LazyLock::new(Finder::new);

struct Finder {
    cues: Vec<Cue>,
    /// The places of the cues that begin with each word, the longest first.
    by_word: FxHashMap<&'static [u8], Vec<usize>>,
}

struct Cue {
    text: &'static [u8],
    /// The place of its kind in [`CUES`].
    kind: usize,
}

impl Finder {
    fn new() -> Finder {
        let all =
            CUES.iter().enumerate().flat_map(|(kind, (_, cues))| cues.iter().map(move |cue| (cue, kind)));
        let mut cues: Vec<Cue> = all.map(|(cue, kind)| Cue { text: cue.as_bytes(), kind }).collect();
        cues.sort_by_key(|cue| usize::MAX - cue.text.len());
        let mut by_word: FxHashMap<&[u8], Vec<usize>> = FxHashMap::default();
        for (at, cue) in cues.iter().enumerate() {
            by_word.entry(word_at_start(cue.text)).or_default().push(at);
        }
        Finder { cues, by_word }
    }

    /// The longest cue that a text, which begins with this word, begins with as whole words, by its place.
    fn at_start(&self, text: &[u8], word: &[u8]) -> Option<usize> {
        self.by_word.get(word)?.iter().copied().find(|at| {
            let cue = self.cues[*at].text;
            text.starts_with(cue) && !text.get(cue.len()).is_some_and(u8::is_ascii_alphanumeric)
        })
    }
}

/// The word that a text begins with, and a hash before it; nothing where it begins with another sign.
fn word_at_start(text: &[u8]) -> &[u8] {
    let hash = usize::from(text.first() == Some(&b'#'));
    let letters = text[hash..].iter().take_while(|byte| byte.is_ascii_alphanumeric()).count();
    if letters == 0 { &[] } else { &text[..hash + letters] }
}

/// The kind of a page: the one of which it has more cues than of any other.
pub fn of_document(document: &Document) -> Option<PageKind> {
    let finder = &*FINDER;
    let text = document.small().as_bytes();
    let mut is_met = vec![false; finder.cues.len()];
    let mut at = 0;
    while at < text.len() {
        let word = word_at_start(&text[at..]);
        let found = finder.at_start(&text[at..], word);
        at += found.map_or(word.len().max(1), |cue| finder.cues[cue].text.len());
        if let Some(cue) = found {
            is_met[cue] = true;
        }
    }
    let mut counts = [0; CUES.len()];
    let met = finder.cues.iter().zip(is_met).filter(|(_, is_met)| *is_met);
    met.for_each(|(cue, _)| counts[cue.kind] += 1);
    let most = *counts.iter().max()?;
    let mut leading = CUES.iter().zip(counts).filter(|(_, count)| *count == most);
    let first = leading.next().map(|((kind, _), _)| *kind);
    first.filter(|_| most >= FEWEST && leading.next().is_none())
}

#[cfg(test)]
mod tests {
    use claimlint_base::source::Source;
    use claimlint_text::Format;

    use super::*;

    fn kind_of(text: &str) -> Option<PageKind> {
        of_document(&Document::read(&Source::from_text(text), Format::Markdown))
    }

    #[test]
    fn a_page_shows_what_it_is_for_or_leaves_it_open() {
        assert_eq!(kind_of("Night cream, 50 ml. In stock.\n\nAdd to cart"), Some(PageKind::Product));
        assert_eq!(kind_of("Two sessions, no downtime.\n\nBook a consultation"), Some(PageKind::Procedure));
        assert_eq!(kind_of("After a diagnosis we make a treatment plan."), Some(PageKind::Procedure));
        assert_eq!(kind_of("Written by Ana, 4 min read.\n\nHow peels work."), Some(PageKind::Blog));
        assert_eq!(kind_of("Last chance! Use code GLOW today."), Some(PageKind::Advertisement));
        assert_eq!(kind_of("We open at nine. Add to cart."), None);
        assert_eq!(kind_of("Add to cart. In stock. Written by Ana. 4 min read."), None);
    }
}
