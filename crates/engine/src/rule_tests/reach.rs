//! Which rows of rules, masks and hedges no example of their own reaches.
//!
//! A row that nothing shows may find nothing, or what nobody meant. An example reaches a row that matches in it, even where
//! another row matches as well and is the one that is reported. Exceptions, topics and spellings are no rows: they find nothing
//! to report, or are lists of words.

use std::collections::BTreeMap;

use claimlint_base::source::Source;
use claimlint_base::span::Span;
use claimlint_rules::Definitions;
use claimlint_rules::rows::{Row, RowFinder};
use claimlint_text::{Document, Format};

use super::marks::unmark;

/// A row that no example reaches.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unreached {
    /// The rule, mask or hedge.
    pub id: String,
    /// The file.
    pub file: String,
    /// The line of the row in it, counted from 1.
    pub line: usize,
    /// The row as it is written.
    pub row: String,
}

/// A rule, mask or hedge, as far as it matters here.
struct Owner<'d> {
    id: &'d str,
    rows: &'d [Row],
    /// The sentences in which its rows have to match.
    examples: &'d [String],
    /// Whether they have to match where an example marks what is covered.
    is_marked: bool,
}

/// How many rows the packs that `wanted` names have, and those of them that no example reaches.
pub fn unreached(definitions: &Definitions, wanted: impl Fn(&str) -> bool) -> (usize, Vec<Unreached>) {
    let owners = owners(definitions, wanted);
    let rows: Vec<&Row> = owners.iter().flat_map(|owner| owner.rows).collect();
    let finder = RowFinder::of(&rows, &definitions.lexicons);
    let mut is_reached = vec![false; rows.len()];
    let mut first = 0;
    for owner in &owners {
        let own = first..first + owner.rows.len();
        for example in owner.examples {
            let (text, marks) = unmark(example);
            let counts = |words: Span| !owner.is_marked || marks.iter().any(|mark| mark.overlaps(words));
            find_rows(&finder, &text, |row, words| {
                if own.contains(&row) && counts(words) {
                    is_reached[row] = true;
                }
            });
        }
        first = own.end;
    }
    let ids = owners.iter().flat_map(|owner| owner.rows.iter().map(|_| owner.id));
    let unreached = ids.zip(&rows).zip(is_reached).filter(|(_, is_reached)| !is_reached);
    let mut files: BTreeMap<&str, Source> = BTreeMap::new();
    let unreached = unreached.map(|((id, row), _)| {
        let name = row.source.name.as_str();
        let file = files.entry(name).or_insert_with(|| Source::from_text(&row.source.text));
        let line = file.position(row.start).line;
        Unreached { id: id.to_owned(), file: name.to_owned(), line, row: row.text.clone() }
    });
    (rows.len(), unreached.collect())
}

fn owners(definitions: &Definitions, wanted: impl Fn(&str) -> bool) -> Vec<Owner<'_>> {
    let rules = definitions.rules.iter().filter(|one| wanted(&one.rule.pack)).map(|one| Owner {
        id: &one.rule.id,
        rows: &one.rows,
        examples: &one.examples.flag,
        is_marked: true,
    });
    // What a companion asks for shows where nothing is missing.
    let asks = definitions.rules.iter().filter(|one| wanted(&one.rule.pack)).map(|one| Owner {
        id: &one.rule.id,
        rows: &one.asks,
        examples: &one.examples.pass,
        is_marked: false,
    });
    let masks = definitions.masks.iter().filter(|one| wanted(&one.mask.pack)).map(|one| Owner {
        id: &one.mask.id,
        rows: &one.rows,
        examples: &one.examples.pass,
        is_marked: false,
    });
    let hedges = definitions.hedges.iter().filter(|one| wanted(&one.hedge.pack)).map(|one| Owner {
        id: &one.hedge.id,
        rows: &one.rows,
        examples: &one.examples.flag,
        is_marked: false,
    });
    rules.chain(asks).chain(masks).chain(hedges).collect()
}

/// Passes `found` the rows that match in an example, and the bytes of the example that each covers.
fn find_rows(finder: &RowFinder, text: &str, mut found: impl FnMut(usize, Span)) {
    let source = Source::from_text(text);
    let document = Document::read(&source, Format::Markdown);
    for &sentence in document.sentences() {
        finder.find(document.text(), document.small(), sentence, |row, words| {
            found(row, document.source_span(words));
        });
    }
}
