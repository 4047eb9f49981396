//! What kind of page a document is, by its own words: the cues of each kind are lists of `rules/lists/pages.toml`. Where they do
//! not decide, nobody knows the kind, and every norm holds.

use std::sync::LazyLock;

use claimlint_data::words::pages;
use claimlint_rules::PageKind;
use claimlint_text::Document;

/// A page has at least this many of the cues of its kind.
const FEWEST: usize = 2;

/// The cues of each kind.
const CUES: [(PageKind, &[&str]); 4] = [
    (PageKind::Product, pages::PRODUCT.listed()),
    (PageKind::Procedure, pages::PROCEDURE.listed()),
    (PageKind::Blog, pages::BLOG.listed()),
    (PageKind::Advertisement, pages::ADVERTISEMENT.listed()),
];

static FINDER: LazyLock<Finder> = LazyLock::new(Finder::new);

/// All cues. A table by their beginnings takes a fraction of the time that an automaton takes to be made, which would be a
/// fifth of a short page.
struct Finder {
    /// The cues, by their first byte and the longest first.
    cues: Vec<Cue>,
    /// Where the cues of each first byte begin. They end where those of the next one begin.
    starts: [usize; 257],
    /// Which second bytes each first one has before it.
    seconds: Vec<[u64; 4]>,
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
        cues.retain(|cue| cue.text.len() > 1);
        cues.sort_by_key(|cue| (cue.text.first().copied(), usize::MAX - cue.text.len()));
        let (mut starts, mut seconds) = ([0; 257], vec![[0; 4]; 256]);
        for cue in &cues {
            let &[first, second, ..] = cue.text else { continue };
            starts[usize::from(first) + 1] += 1;
            seconds[usize::from(first)][usize::from(second / 64)] |= 1 << (second % 64);
        }
        for first in 0..256 {
            starts[first + 1] += starts[first];
        }
        Finder { cues, starts, seconds }
    }

    /// The longest cue that stands here as whole words, by its place.
    fn at(&self, text: &[u8]) -> Option<usize> {
        let &[first, second, ..] = text else { return None };
        if self.seconds[usize::from(first)][usize::from(second / 64)] & (1 << (second % 64)) == 0 {
            return None;
        }
        let (start, end) = (self.starts[usize::from(first)], self.starts[usize::from(first) + 1]);
        (start..end).find(|at| {
            let cue = self.cues[*at].text;
            text.starts_with(cue) && !text.get(cue.len()).is_some_and(u8::is_ascii_alphanumeric)
        })
    }
}

/// The kind of a page: the one of which it has more cues than of any other.
pub fn of_document(document: &Document) -> Option<PageKind> {
    let finder = &*FINDER;
    let text = document.small().as_bytes();
    let mut is_met = vec![false; finder.cues.len()];
    let (mut at, mut goes_on_word) = (0, false);
    while at < text.len() {
        let found = if goes_on_word { None } else { finder.at(&text[at..]) };
        at += found.map_or(1, |cue| finder.cues[cue].text.len());
        goes_on_word = text[at - 1].is_ascii_alphanumeric();
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
