//! Figures of a price list or a plan: what stands alone in a cell of a table about money, as in `| $36 | $120 | 70% |`.
//!
//! They say what a house earns, and nothing of what a product does. A sentence in such a table is judged as anywhere else.

use claimlint_data::words::names;
use claimlint_text::{Block, BlockKind, Document};

/// A row has at most this many cells on each side of a figure.
const CELLS_OF_ROW: usize = 5;

/// The heads of the columns are among the first cells of a table.
const CELLS_OF_HEAD: usize = 10;

/// The first cell of a table is not looked for before more cells than this.
const LONGEST_TABLE: usize = 400;

/// A cell with more bytes is a sentence.
const LONGEST_FIGURE: usize = 24;

/// Signs of money.
const MONEY: [char; 6] = ['$', '\u{20AC}', '\u{A3}', '\u{20B9}', '\u{A5}', '\u{20A6}'];

/// Whether a block is a bare figure in a table about money.
pub fn is_figure(document: &Document, block: &Block) -> bool {
    if !is_bare_figure(document, block) {
        return false;
    }
    let blocks = document.blocks();
    let own = blocks.partition_point(|other| other.span.start() < block.span.start());
    let is_cell = |block: &&Block| block.kind == BlockKind::TableCell;
    let before = blocks[..own].iter().rev().take(LONGEST_TABLE).take_while(is_cell);
    let after = blocks[own..].iter().skip(1).take(CELLS_OF_ROW).take_while(is_cell);
    let near = before.clone().take(CELLS_OF_ROW).chain(after);
    let first = own - before.count();
    let head = &blocks[first..own.min(first + CELLS_OF_HEAD)];
    near.into_iter().any(|cell| is_money(document.words_of(cell.span)))
        || head.iter().any(|cell| names_money(document.small_words_of(cell.span)))
}

fn is_bare_figure(document: &Document, block: &Block) -> bool {
    let text = document.words_of(block.span).trim();
    block.kind == BlockKind::TableCell
        && text.len() <= LONGEST_FIGURE
        && text.contains(|sign: char| sign.is_ascii_digit())
        && !text.contains(char::is_alphabetic)
}

/// Whether a cell is an amount of money: "$36.00", "$349/mo".
fn is_money(cell: &str) -> bool {
    let cell = cell.trim().trim_start_matches(['+', '-', '~', '\u{2212}', '(']);
    cell.starts_with(MONEY) && cell.contains(|sign: char| sign.is_ascii_digit())
}

/// Whether the head of a column counts what a house earns or spends.
fn names_money(cell: &str) -> bool {
    let mut words = cell.split(|sign: char| !sign.is_alphanumeric());
    words.any(|word| names::MEASURES_OF_BUSINESS.contains(word))
}
