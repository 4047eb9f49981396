//! What kind of page a document is, by its own words: the cues of each kind are lists of `rules/lists/pages.toml`. Where they do
//! not decide, nobody knows the kind, and every norm holds.

use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, MatchKind};
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

/// Finds all cues, and of each the place of its kind in [`CUES`].
static FINDER: LazyLock<Option<(AhoCorasick, Vec<usize>)>> = LazyLock::new(|| {
    let all = CUES.iter().enumerate().flat_map(|(kind, (_, cues))| cues.iter().map(move |cue| (*cue, kind)));
    let (cues, kinds): (Vec<&str>, Vec<usize>) = all.unzip();
    // The lists are the program's own, and small enough to be compiled.
    AhoCorasick::builder()
        .match_kind(MatchKind::LeftmostLongest)
        .build(cues)
        .ok()
        .map(|finder| (finder, kinds))
});

/// The kind of a page: the one of which it has more cues than of any other.
pub fn of_document(document: &Document) -> Option<PageKind> {
    let (finder, kinds) = FINDER.as_ref()?;
    let text = document.small();
    let is_letter = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_alphanumeric);
    let mut is_met = vec![false; kinds.len()];
    for found in finder.find_iter(text) {
        let before = found.start().checked_sub(1).and_then(|at| text.as_bytes().get(at));
        if !is_letter(before) && !is_letter(text.as_bytes().get(found.end())) {
            is_met[found.pattern().as_usize()] = true;
        }
    }
    let mut counts = [0; CUES.len()];
    kinds.iter().zip(is_met).filter(|(_, is_met)| *is_met).for_each(|(kind, _)| counts[*kind] += 1);
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
