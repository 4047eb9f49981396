//! Front matter in TOML: its published values, in the order in which they are written.

use std::collections::VecDeque;
use std::ops::Range;

use toml::de::{DeTable, DeValue};

use super::values::{add, take_before};
use crate::block::BlockKind;
use crate::builder::Builder;
use crate::published::Keys;

/// A published value of TOML with its bytes.
struct Field<'v> {
    kind: BlockKind,
    value: &'v str,
    raw: Range<usize>,
}

pub(super) fn read(
    builder: &mut Builder,
    range: Range<usize>,
    keys: &Keys,
    comments: &mut VecDeque<Range<usize>>,
) {
    let text = &builder.source()[range.clone()];
    let table = match DeTable::parse(text) {
        Ok(table) => table.into_inner(),
        Err(_) if !builder.gaps_in(&range).is_empty() => return,
        Err(error) => {
            let at = range.start + error.span().map_or(0, |span| span.start);
            builder.leave_unread(format!("the front matter is not valid TOML: {}", error.message()), at);
            return;
        }
    };
    let mut fields = Vec::new();
    fields_of(&table, keys, &mut Vec::new(), &mut fields);
    fields.sort_by_key(|field| field.raw.start);
    for Field { kind, value, raw } in fields {
        let raw = range.start + raw.start..range.start + raw.end;
        take_before(builder, comments, raw.start);
        add(builder, kind, value, raw, false);
    }
}

fn fields_of<'v>(table: &'v DeTable<'_>, keys: &Keys, path: &mut Vec<String>, fields: &mut Vec<Field<'v>>) {
    for (key, value) in table {
        let name = key.get_ref();
        let mut take = |one: &'v toml::Spanned<DeValue<'_>>| {
            if let Some(text) = one.get_ref().as_str()
                && let Some(kind) = keys.kind(path, name, text)
            {
                fields.push(Field { kind, value: text, raw: one.span() });
            }
        };
        let (tables, values) = match value.get_ref() {
            DeValue::Array(values) => values.iter().partition(|value| value.get_ref().as_table().is_some()),
            DeValue::Table(_) => (vec![value], Vec::new()),
            _ => (Vec::new(), vec![value]),
        };
        values.into_iter().for_each(&mut take);
        for table in tables.into_iter().filter_map(|table| table.get_ref().as_table()) {
            path.push(name.to_string());
            fields_of(table, keys, path, fields);
            path.pop();
        }
    }
}
