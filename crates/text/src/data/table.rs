//! Reads tables whose cells are parted by commas, semicolons or tabs (RFC 4180, and what spreadsheets make of it).
//!
//! The well-known readers of such files say where a row begins, but neither where a cell does nor that a quotation mark is astray: with
//! one too many, they read the rest of the file into one cell. Here such a mark spoils its row.

use std::ops::Range;
use std::sync::Arc;

use memchr::{memchr, memchr2, memchr3};

use super::collector::Collector;
use super::escapes::{doubled, escaped_lines, verbatim};
use super::places::{Decoded, Layer};
use super::writing::Writing;

/// Reads a table. Its first row names the columns.
pub fn read(text: &str, delimiter: Option<u8>, collector: &mut Collector<'_>) {
    let delimiter = delimiter.unwrap_or_else(|| delimiter_of(text));
    let mut rows = Rows { text, delimiter, at: 0, again: 0 };
    let mut columns: Option<Vec<String>> = None;
    let mut number = 0;
    while let Some(row) = rows.next_row(collector) {
        number += 1;
        let Some(columns) = &columns else {
            columns = Some(row.iter().enumerate().map(|(index, cell)| name_of(text, cell, index)).collect());
            continue;
        };
        collector.enter(Some(format!("row {number}")));
        for (index, cell) in row.iter().enumerate() {
            let Some(column) = columns.get(index) else {
                if !cell.inside.is_empty() {
                    let (found, expected) = (row.len(), columns.len());
                    collector.fault(
                        format!("row {number} has more cells ({found}) than the first row has columns ({expected}): a quotation mark or a comma may be misplaced"),
                        cell.inside.start,
                    );
                }
                break;
            };
            collector.key(column);
            if !cell.is_broken {
                add(text, cell, delimiter, collector);
            }
            collector.back();
        }
        collector.leave();
    }
}

fn add(text: &str, cell: &Cell, delimiter: u8, collector: &mut Collector<'_>) {
    let has_escaped_lines = collector.has_escaped_lines();
    collector.layered(|| {
        let writing = if cell.is_quoted { Writing::QuotedCell } else { Writing::BareCell { delimiter } };
        let decoded = decoded(text, cell);
        let layer = decoded.layer(writing);
        match has_escaped_lines && decoded.text.contains("\\n") {
            true => {
                let inner = escaped_lines(&decoded.text);
                let layers: Vec<Arc<Layer>> = vec![inner.layer(Writing::EscapedLines), layer];
                (inner, Writing::EscapedLines, layers)
            }
            false => (decoded, writing, vec![layer]),
        }
    });
}

/// A cell, without the quotation marks around it.
struct Cell {
    inside: Range<usize>,
    is_quoted: bool,
    is_broken: bool,
}

fn decoded(text: &str, cell: &Cell) -> Decoded {
    match cell.is_quoted {
        true => doubled(text, cell.inside.clone(), "\""),
        false => verbatim(text, cell.inside.clone()),
    }
}

fn name_of(text: &str, cell: &Cell, index: usize) -> String {
    let name = decoded(text, cell).text;
    let name = name.trim_start_matches('\u{FEFF}').trim();
    if name.is_empty() { format!("column {}", index + 1) } else { name.to_owned() }
}

/// What parts the cells: that of the three signs which the first row has most.
fn delimiter_of(text: &str) -> u8 {
    let first = text.lines().next().unwrap_or_default();
    let count = |sign: u8| first.bytes().filter(|byte| *byte == sign).count();
    // Where there are as many, the comma counts: it is tried last.
    [b'\t', b';', b','].into_iter().max_by_key(|sign| count(*sign)).unwrap_or(b',')
}

struct Rows<'t> {
    text: &'t str,
    delimiter: u8,
    at: usize,
    /// How many bytes were read again, after quotation marks that were astray.
    again: usize,
}

impl Rows<'_> {
    /// The cells of the next row that is not empty.
    fn next_row(&mut self, collector: &mut Collector<'_>) -> Option<Vec<Cell>> {
        let bytes = self.text.as_bytes();
        while let Some(b'\r' | b'\n') = bytes.get(self.at) {
            self.at += 1;
        }
        if self.at >= bytes.len() {
            return None;
        }
        let mut cells = Vec::new();
        loop {
            let cell = self.cell(collector);
            let is_broken = cell.is_broken;
            cells.push(cell);
            match bytes.get(self.at) {
                Some(byte) if *byte == self.delimiter && !is_broken => self.at += 1,
                Some(b'\r') if bytes.get(self.at + 1) == Some(&b'\n') => {
                    self.at += 2;
                    return Some(cells);
                }
                Some(_) => {
                    self.at += 1;
                    return Some(cells);
                }
                None => return Some(cells),
            }
        }
    }

    /// Reads a cell, up to the sign after it.
    fn cell(&mut self, collector: &mut Collector<'_>) -> Cell {
        let bytes = self.text.as_bytes();
        let start = self.at;
        if bytes.get(start) != Some(&b'"') {
            self.at = self.end_of_bare(start);
            return Cell { inside: start..self.at, is_quoted: false, is_broken: false };
        }
        let mut at = start + 1;
        while let Some(found) = memchr(b'"', &bytes[at..]) {
            let quote = at + found;
            match bytes.get(quote + 1) {
                Some(b'"') => at = quote + 2,
                Some(b'\r' | b'\n') | None => {
                    self.at = quote + 1;
                    return Cell { inside: start + 1..quote, is_quoted: true, is_broken: false };
                }
                Some(byte) if *byte == self.delimiter => {
                    self.at = quote + 1;
                    return Cell { inside: start + 1..quote, is_quoted: true, is_broken: false };
                }
                Some(_) => {
                    let what = "the cell that begins here has a quotation mark that is neither doubled nor at its end; this cell and the rest of its row were not checked";
                    return self.broken(start, quote, what, collector);
                }
            }
        }
        let what = "this quotation mark is not closed: it may be misplaced, or the file may be cut off; this cell and the rest of its row were not checked";
        self.broken(start, bytes.len(), what, collector)
    }

    /// A cell in which a quotation mark is astray: what follows its first line is read as rows.
    fn broken(&mut self, start: usize, met: usize, what: &str, collector: &mut Collector<'_>) -> Cell {
        let bytes = self.text.as_bytes();
        collector.fault(what, start);
        let line_end = memchr2(b'\n', b'\r', &bytes[start..]).map_or(bytes.len(), |length| start + length);
        self.again += met.saturating_sub(line_end);
        // So that no file is read again and again.
        self.at = if self.again > bytes.len() { bytes.len() } else { line_end };
        Cell { inside: start..line_end, is_quoted: false, is_broken: true }
    }

    fn end_of_bare(&self, start: usize) -> usize {
        let rest = &self.text.as_bytes()[start..];
        memchr3(self.delimiter, b'\n', b'\r', rest).map_or(self.text.len(), |length| start + length)
    }
}
