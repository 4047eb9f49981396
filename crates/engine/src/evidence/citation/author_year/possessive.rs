//! Citations without brackets: `Author and colleagues' 2019 blind trial`, `Author et al.'s 2019 review`.
//!
//! They are read from the year: backwards to the surname, forwards to the word for the paper. A single name may be that of a
//! house or a town, so that others must stand beside it.

use claimlint_data::words::citations;

use crate::evidence::citation::authored::{AuthorYear, AuthoredPaper};
use crate::evidence::citation::cursor::{SplitText, is_plain, is_year};
use crate::evidence::citation::dates::date_at;
use crate::evidence::citation::kinds::Certainty;
use crate::evidence::citation::surnames::is_surname;

/// At most this many words may be between the year and the word for the paper.
const MOST_OF_KIND: usize = 5;

/// The citations of a text, in order.
pub(super) fn find<'t>(words: &SplitText<'t>) -> impl Iterator<Item = AuthorYear<'t>> {
    (2..words.count()).filter_map(|word| before_year(words, word))
}

/// The citation whose year is this word.
fn before_year<'t>(words: &SplitText<'t>, dated: usize) -> Option<AuthorYear<'t>> {
    let (date, _) = date_at(words, dated).filter(|_| is_year(words.small(dated)))?;
    let author = author_before(words, dated - 1)?;
    let paper = (dated + 1..words.count())
        .take(MOST_OF_KIND)
        .take_while(|&word| words.is_joined(word - 1) && is_plain(words.small(word)))
        .find(|&word| citations::PAPERS.contains(words.small(word)))?;
    let range = words.place(author).start..words.place(paper).end;
    let papers = vec![AuthoredPaper {
        author: words.text(author),
        date,
        range: range.clone(),
        certainty: Certainty::Certain,
    }];
    Some(AuthorYear { range, papers })
}

/// The first author, from the last word before the year: "colleagues'", "al.'s", "Author's".
fn author_before(words: &SplitText<'_>, last: usize) -> Option<usize> {
    let gap = words.gap_after(last);
    let is_of_several = gap == "' ";
    let own = words.small(last);
    let (joining, is_possessive) = match own {
        "al.'s" => ("et", gap == " "),
        _ if citations::CO_AUTHORS.contains(own) => ("and", is_of_several),
        _ if citations::CO_AUTHORS.contains(own.trim_end_matches("'s")) => ("and", gap == " "),
        _ => {
            ("and", gap == " " && own.ends_with("'s") && is_surname(words.text(last).trim_end_matches("'s")))
        }
    };
    let author = last.checked_sub(2).filter(|_| is_possessive)?;
    let is_whole =
        words.small(author + 1) == joining && words.is_joined(author) && words.is_joined(author + 1);
    (is_whole && is_surname(words.text(author))).then_some(author)
}
