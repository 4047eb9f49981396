//! Reads the table of word forms, `rules/words/forms.txt`: a word as one part of speech on each line.

use std::collections::BTreeSet;

use claimlint_base::word_list;

use super::class::{Kind, PartOfSpeech};

/// What a table has where there is no such form.
const NONE: &str = "-";

/// What stands between spellings of one form.
const OR: char = '/';

/// A word as one part of speech.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Row {
    /// How often the word is used so, in percent.
    pub weight: u32,
    pub part: PartOfSpeech,
    /// The spellings of each form, the word itself first. Empty where there is no such form.
    pub forms: Vec<Vec<String>>,
    /// The bits of what else a noun is, in the singular and in the plural.
    pub also: [u32; 2],
}

impl Row {
    /// The word itself.
    pub fn base(&self) -> &str {
        self.forms.first().and_then(|spellings| spellings.first()).map_or("", String::as_str)
    }
}

/// The table.
#[derive(Debug, Default)]
pub struct Table {
    pub(super) rows: Vec<Row>,
}

/// What is wrong with a table, with its place.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{line}:{column}: {message}")]
pub struct TableFault {
    /// The line, from 1.
    pub line: usize,
    /// The character in the line, from 1.
    pub column: usize,
    /// What is wrong.
    pub message: String,
}

impl Table {
    /// Reads a table.
    ///
    /// # Errors
    /// The first row that is not as it should be.
    pub fn read(text: &str) -> Result<Table, TableFault> {
        let mut table = Table::default();
        let mut seen = BTreeSet::new();
        for (line, entry) in word_list::entries(text) {
            let columns = Columns { line, entry, all: entry.split(' ').collect() };
            let row = columns.row()?;
            if !seen.insert((columns.all[0], row.part)) {
                return Err(columns
                    .fault(0, format!("`{}` is here twice as the same part of speech", columns.all[0])));
            }
            table.rows.push(row);
        }
        Ok(table)
    }
}

/// A line of the table.
struct Columns<'t> {
    line: usize,
    entry: &'t str,
    all: Vec<&'t str>,
}

impl Columns<'_> {
    fn row(&self) -> Result<Row, TableFault> {
        let part = match self.all.get(1).copied() {
            Some("noun") => PartOfSpeech::Noun,
            Some("verb") => PartOfSpeech::Verb,
            Some("adjective") => PartOfSpeech::Adjective,
            Some("adverb") => PartOfSpeech::Adverb,
            Some(other) => {
                let message = format!("`{other}` is not a part of speech: noun, verb, adjective or adverb");
                return Err(self.fault(1, message));
            }
            None => {
                return Err(self.fault(0, "a word, its part of speech and its weight are expected".into()));
            }
        };
        let count = match part {
            PartOfSpeech::Noun => 6,
            PartOfSpeech::Verb => 7,
            PartOfSpeech::Adjective => 5,
            PartOfSpeech::Adverb => 3,
        };
        if self.all.len() != count {
            let message = format!("this row has {} columns; others of its kind have {count}", self.all.len());
            return Err(self.fault(self.all.len().min(count) - 1, message));
        }
        let weight = match self.all[2].parse::<u32>() {
            Ok(weight) if (1..=100).contains(&weight) => weight,
            _ => return Err(self.fault(2, "the weight is a percentage, from 1 to 100".into())),
        };
        let ends = if part == PartOfSpeech::Noun { 4 } else { count };
        let mut forms = vec![self.spellings(0)?];
        for column in 3..ends {
            forms.push(self.spellings(column)?);
        }
        if forms[0].is_empty() || part == PartOfSpeech::Verb && forms.iter().any(Vec::is_empty) {
            return Err(self.fault(0, "this word lacks a form that every word of its kind has".into()));
        }
        let also = if part == PartOfSpeech::Noun { self.of_noun()? } else { [0; 2] };
        Ok(Row { weight, part, forms, also })
    }

    /// What the last two columns say about a noun.
    fn of_noun(&self) -> Result<[u32; 2], TableFault> {
        let counted = match self.all[4] {
            "count" => Kind::Count.bit(),
            "mass" => Kind::Mass.bit(),
            "both" => 0,
            _ => return Err(self.fault(4, "a noun is `count`, `mass` or `both`".into())),
        };
        match self.all[5] {
            "person" => Ok([counted | Kind::Person.bit(), Kind::Persons.bit()]),
            NONE => Ok([counted, 0]),
            _ => Err(self.fault(5, "`person` or `-` is expected here".into())),
        }
    }

    /// The spellings in a column.
    fn spellings(&self, column: usize) -> Result<Vec<String>, TableFault> {
        let text = self.all[column];
        if text == NONE {
            return Ok(Vec::new());
        }
        let all: Vec<String> = text.split(OR).map(str::to_owned).collect();
        match all
            .iter()
            .all(|word| !word.is_empty() && word.chars().all(|sign| sign.is_lowercase() || sign == '\''))
        {
            true => Ok(all),
            false => {
                Err(self.fault(column, format!("`{text}` has characters that are not lower-case letters")))
            }
        }
    }

    fn fault(&self, column: usize, message: String) -> TableFault {
        let before: usize = self.all[..column].iter().map(|one| one.chars().count() + 1).sum();
        debug_assert!(before <= self.entry.len());
        TableFault { line: self.line, column: before + 1, message }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bad_row_is_named_with_its_line_and_column() {
        let place = |text: &str| Table::read(text).map(|_| ()).unwrap_err().to_string();
        assert!(
            Table::read("# words\nserum noun 100 serums/sera count -\nput verb 99 puts putting put put\n")
                .is_ok()
        );
        assert!(place("serum nuon 100 serums count -").starts_with("1:7: `nuon` is not a part of speech"));
        assert!(place("\nserum noun 101 serums count -").starts_with("2:12: the weight is"));
        assert!(place("serum noun 100 serums count").contains("has 5 columns; others of its kind have 6"));
        assert!(place("serum noun 100 serums some -").starts_with("1:23: a noun is `count`"));
        assert!(
            place("serum noun 100 Serums count -").starts_with("1:16: `Serums` has characters that are not")
        );
        assert!(place("go verb 100 goes going went -").contains("lacks a form"));
        let twice = "fast adverb 40\nfast adjective 60 faster fastest\nfast adverb 40";
        assert_eq!(place(twice), "3:1: `fast` is here twice as the same part of speech");
        assert!(place("fast").starts_with("1:1: a word, its part of speech"));
    }
}
