//! Reads TOML, as site generators keep their data and their texts.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::collector::Collector;
use super::escapes::{Dialect, backslashed, verbatim};
use super::places::Decoded;
use super::writing::Writing;

/// Reads a file. What is right in it is read where something is wrong.
pub fn read(text: &str, collector: &mut Collector<'_>) {
    let (table, faults) = DeTable::parse_recoverable(text);
    for fault in faults {
        let at = fault.span().map_or(0, |span| span.start);
        collector.fault(format!("this is not valid TOML: {}", fault.message()), at);
    }
    collector.enter(None);
    of_table(text, table.get_ref(), collector);
    collector.leave();
}

fn of_table(text: &str, table: &DeTable<'_>, collector: &mut Collector<'_>) {
    for (key, value) in table {
        collector.key(key.get_ref());
        of_value(text, value, collector);
        collector.back();
    }
}

fn of_value(text: &str, value: &Spanned<DeValue<'_>>, collector: &mut Collector<'_>) {
    match value.get_ref() {
        DeValue::Table(table) => {
            collector.enter(None);
            of_table(text, table, collector);
            collector.leave();
        }
        DeValue::Array(values) => {
            collector.enter(None);
            for (index, value) in values.iter().enumerate() {
                collector.item(index);
                of_value(text, value, collector);
                collector.back();
            }
            collector.leave();
        }
        DeValue::String(words) => {
            let (decoded, writing) = decoded(text, value.span(), words);
            collector.text(|| decoded, writing);
        }
        _ => collector.scalar(text.get(value.span()).unwrap_or_default()),
    }
}

/// A string with the place of each of its signs.
fn decoded(text: &str, range: Range<usize>, value: &str) -> (Decoded, Writing) {
    let raw = text.get(range.clone()).unwrap_or_default();
    let is_long = raw.starts_with("\"\"\"") || raw.starts_with("'''");
    let mark = if is_long { 3 } else { 1 };
    let mut inside = range.start + mark..range.end.saturating_sub(mark).max(range.start + mark);
    // The line end right after the mark does not count.
    let first = text.get(inside.clone()).unwrap_or_default();
    if is_long {
        inside.start += if first.starts_with("\r\n") { 2 } else { usize::from(first.starts_with('\n')) };
    }
    let (decoded, writing) = match raw.starts_with('"') {
        true => (backslashed(text, inside, Dialect::Json), Writing::Json { quote: '"' }),
        false => (verbatim(text, inside), Writing::Literal),
    };
    match decoded.text == value {
        true => (decoded, writing),
        false => (Decoded::whole(value, range), Writing::Never),
    }
}
