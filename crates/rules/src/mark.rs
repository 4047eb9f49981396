//! Where the part that `[[…]]` marks lies in the match of a phrase. The matcher finds phrases and forgets by which way;
//! a match of a phrase with a mark is read once more.

use serde::{Deserialize, Serialize};

use super::lexicon::{LexiconId, Lexicons};
use super::matcher::{PhraseId, Words};
use super::phrase::Part;
use super::table::{Table, number_at};
use super::tokens::WordId;

/// What a row of a phrase is. The second number of the row is its word or lexicon, the widths of its gap, or how many
/// rows behind it belong to it.
const WORD: u32 = 0;
const LEXICON: u32 = 1;
const GAP: u32 = 2;
const MAYBE: u32 = 3;
const MARKED: u32 = 4;
/// Each way is a row of its own kind.
const EITHER: u32 = 5;
const WAY: u32 = 6;

type Row = [u8; 8];

/// The phrases of a finder that mark a part of themselves.
#[derive(Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct MarkedPhrases {
    /// The phrases in order, each with the place of its first row.
    phrases: Table<8>,
    rows: Table<8>,
}

impl MarkedPhrases {
    /// Adds a phrase, if it has a mark. They are added in the order of their numbers.
    pub fn add(&mut self, phrase: PhraseId, parts: &[Part], lexicons: &Lexicons, words: &Words) {
        if has_mark(parts) {
            self.phrases.push(row(phrase, self.rows.count()));
            let mut rows = Vec::new();
            lay(parts, lexicons, words, &mut rows);
            rows.into_iter().for_each(|row| self.rows.push(row));
        }
    }

    /// The words of a match that the mark of its phrase is about: first and one past the last; `None` where the whole is
    /// meant.
    pub fn marked_part(
        &self,
        phrase: PhraseId,
        words: &Words,
        found: impl Iterator<Item = WordId>,
    ) -> Option<(usize, usize)> {
        let phrases = self.phrases.rows();
        let at = phrases.binary_search_by_key(&phrase, |row| number_at(row, 0)).ok()?;
        let end = phrases.get(at + 1).map_or(self.rows.count(), |next| number_at(next, 4) as usize);
        let rows = &self.rows.rows()[number_at(&phrases[at], 4) as usize..end];
        let found: Vec<WordId> = found.collect();
        let mut mark = None;
        let fits = locate(words, rows, &found, 0, &mut mark, &mut |end, _| end == found.len());
        mark.filter(|_| fits)
    }
}

fn row(kind: u32, number: usize) -> Row {
    let mut row = [0; 8];
    row[..4].copy_from_slice(&kind.to_le_bytes());
    row[4..].copy_from_slice(&(number as u32).to_le_bytes());
    row
}

fn has_mark(parts: &[Part]) -> bool {
    parts.iter().any(|part| match part {
        Part::Marked(_) => true,
        Part::Maybe(way) => has_mark(way),
        Part::Either(ways) => ways.iter().any(|way| has_mark(way)),
        Part::Start | Part::Word(_) | Part::Lexicon(_) | Part::Gap(..) => false,
    })
}

/// Writes the rows of parts.
fn lay(parts: &[Part], lexicons: &Lexicons, words: &Words, rows: &mut Vec<Row>) {
    let with_head = |kind: u32, inside: Vec<Row>, rows: &mut Vec<Row>| {
        rows.push(row(kind, inside.len()));
        rows.extend(inside);
    };
    let inside = |way: &[Part]| {
        let mut inside = Vec::new();
        lay(way, lexicons, words, &mut inside);
        inside
    };
    for part in parts {
        match part {
            Part::Start => {}
            Part::Word(word) => rows.push(row(WORD, words.vocabulary().id(word) as usize)),
            Part::Lexicon(name) => {
                rows.push(row(LEXICON, lexicons.id(name).unwrap_or(LexiconId::MAX) as usize));
            }
            Part::Gap(low, high) => rows.push(row(GAP, usize::from(*low) | (usize::from(*high) << 8))),
            Part::Maybe(way) => with_head(MAYBE, inside(way), rows),
            Part::Marked(way) => with_head(MARKED, inside(way), rows),
            Part::Either(ways) => {
                let mut all = Vec::new();
                ways.iter().for_each(|way| with_head(WAY, inside(way), &mut all));
                with_head(EITHER, all, rows);
            }
        }
    }
}

type Mark = Option<(usize, usize)>;

/// Fits the rows to the words from `at`, calls `rest` where they end, and notes where the marked part lies.
fn locate(
    words: &Words,
    rows: &[Row],
    found: &[WordId],
    at: usize,
    mark: &mut Mark,
    rest: &mut dyn FnMut(usize, &mut Mark) -> bool,
) -> bool {
    let Some((first, after)) = rows.split_first() else { return rest(at, mark) };
    let (kind, number) = (number_at(first, 0), number_at(first, 4));
    let held = if matches!(kind, WORD | LEXICON | GAP) { 0 } else { number as usize };
    let (inside, after) = after.split_at(held);
    let mut go_on = |at: usize, mark: &mut Mark| locate(words, after, found, at, mark, rest);
    match kind {
        WORD => found.get(at) == Some(&number) && go_on(at + 1, mark),
        LEXICON => words.lengths_in(number, &found[at..]).any(|length| go_on(at + length, mark)),
        GAP => ((number & 0xFF)..=(number >> 8))
            .any(|width| at + width as usize <= found.len() && go_on(at + width as usize, mark)),
        MAYBE => locate(words, inside, found, at, mark, &mut go_on) || go_on(at, mark),
        MARKED => locate(words, inside, found, at, mark, &mut |end, mark| {
            let before = *mark;
            *mark = Some((at, end));
            let fits = go_on(end, mark);
            if !fits {
                *mark = before;
            }
            fits
        }),
        _ => {
            let mut ways = inside;
            while let Some((head, behind)) = ways.split_first() {
                let (way, others) = behind.split_at(number_at(head, 4) as usize);
                if locate(words, way, found, at, mark, &mut go_on) {
                    return true;
                }
                ways = others;
            }
            false
        }
    }
}
