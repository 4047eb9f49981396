//! Weighs what each word can be.
//!
//! "Leaves" is a noun or a verb, "put" a verb in three forms, "like" a verb at times and mostly neither. Each row of the table
//! that has a spelling is one way to read it. What the weights of a word leave to 100 is for what no class has, such as prepositions
//! and "is" before a participle, and its forms share that. The rest of a word that is itself a form of another, as "used" is, goes
//! to that one.

use std::collections::{BTreeMap, BTreeSet};

use super::class::{KINDS, Kind, PartOfSpeech};
use super::table::{Row, Table};

/// A word is of a class if so much of its use is, in percent.
const MEMBER: u32 = 10;

/// It is of nothing else if no more than this is left for that.
const REST: u32 = 3;

/// What is said of a noun besides its number.
const NOT_GRAMMAR: u32 = 0b1111 << Kind::Person as u32;

/// One way to read a word.
struct Reading<'t> {
    base: &'t str,
    weight: u32,
    /// The kinds that it is then.
    kinds: u32,
}

/// The set of classes that each word of the table is in.
pub(super) fn sets(table: &Table) -> BTreeMap<String, u32> {
    let mut readings: BTreeMap<&str, Vec<Reading<'_>>> = BTreeMap::new();
    let (mut weights, mut inflected) = (BTreeMap::<&str, u32>::new(), BTreeSet::new());
    for row in &table.rows {
        let base = row.base();
        *weights.entry(base).or_default() += row.weight;
        let mut own: BTreeMap<&str, u32> = BTreeMap::new();
        for (column, spellings) in row.forms.iter().enumerate() {
            for spelling in spellings {
                *own.entry(spelling).or_default() |= kinds_in(row, column);
            }
        }
        for (spelling, kinds) in own {
            readings.entry(spelling).or_default().push(Reading { base, weight: row.weight, kinds });
            if spelling != base {
                inflected.insert(spelling);
            }
        }
    }
    let rest_of = |base: &str| match inflected.contains(base) {
        true => 0,
        false => 100_u32.saturating_sub(weights.get(base).copied().unwrap_or_default()),
    };
    let sets = readings.into_iter().map(|(word, readings)| {
        let bases: BTreeSet<&str> = readings.iter().map(|one| one.base).collect();
        (word.to_owned(), set_of(&readings, bases.into_iter().map(rest_of).sum()))
    });
    sets.filter(|(_, set)| *set != 0).collect()
}

/// The kinds that a column of a row stands for.
fn kinds_in(row: &Row, column: usize) -> u32 {
    let of_column = KINDS.iter().filter(|(kind, _)| kind.bit() & NOT_GRAMMAR == 0);
    let kinds = of_column
        .filter(|(kind, _)| kind.column() == (row.part, column))
        .fold(0, |all, (kind, _)| all | kind.bit());
    if row.part == PartOfSpeech::Noun { kinds | row.also[column] } else { kinds }
}

/// The classes of a word that can be read in these ways, and by so much in none.
fn set_of(readings: &[Reading<'_>], rest: u32) -> u32 {
    let total = readings.iter().map(|one| one.weight).sum::<u32>() + rest;
    let share = |fits: &dyn Fn(&Reading<'_>) -> bool| {
        readings.iter().filter(|one| fits(one)).map(|one| one.weight).sum::<u32>() * 100 / total
    };
    let mut set = 0;
    for (kind, _) in KINDS {
        let bit = kind.bit();
        if share(&|one| one.kinds & bit != 0) >= MEMBER {
            set |= bit;
        }
        // "Put" may be the past, but then it may be the base as well.
        let alone = |one: &Reading<'_>| one.kinds & bit != 0 && (one.kinds & !NOT_GRAMMAR).count_ones() == 1;
        if share(&alone) >= 100 - REST {
            set |= bit << KINDS.len();
        }
    }
    set
}
