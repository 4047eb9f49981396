//! Where the part that `[[…]]` marks is in the match of a phrase.
//!
//! The matcher finds phrases and does not remember how. A match of a phrase with a mark is read once more here.

use serde::{Deserialize, Serialize};

use super::lexicon::{LexiconId, Lexicons};
use super::matcher::{PhraseId, Words};
use super::packed::{Packed, Table, number_at, row_of};
use super::phrase::Part;
use super::vocabulary::WordId;

/// The phrases of a finder that mark a part of themselves.
#[derive(Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub(crate) struct MarkedPhrases {
    /// In the order of their numbers.
    phrases: Table<MarkedPhrase, 8>,
    pieces: Table<Piece, 8>,
}

/// A phrase, and where its pieces begin. They end where those of the next one begin.
#[derive(Debug, PartialEq, Eq)]
struct MarkedPhrase {
    phrase: PhraseId,
    first_piece: u32,
}

impl Packed<8> for MarkedPhrase {
    fn pack(&self) -> [u8; 8] {
        row_of(&[self.phrase, self.first_piece])
    }

    fn unpack(row: &[u8; 8]) -> MarkedPhrase {
        MarkedPhrase { phrase: number_at(row, 0), first_piece: number_at(row, 4) }
    }
}

/// A part of a phrase. What has parts of its own says how many of the pieces after it they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Piece {
    Word(WordId),
    Lexicon(LexiconId),
    /// The least and the most words.
    Gap(u8, u8),
    Maybe(u32),
    Marked(u32),
    /// Its pieces are ways and nothing else.
    Either(u32),
    /// One of the ways of a choice.
    Way(u32),
}

impl Packed<8> for Piece {
    fn pack(&self) -> [u8; 8] {
        row_of(&match *self {
            Piece::Word(word) => [0, word],
            Piece::Lexicon(lexicon) => [1, lexicon],
            Piece::Gap(low, high) => [2, u32::from(low) | (u32::from(high) << 8)],
            Piece::Maybe(count) => [3, count],
            Piece::Marked(count) => [4, count],
            Piece::Either(count) => [5, count],
            Piece::Way(count) => [6, count],
        })
    }

    fn unpack(row: &[u8; 8]) -> Piece {
        let number = number_at(row, 4);
        match number_at(row, 0) {
            0 => Piece::Word(number),
            1 => Piece::Lexicon(number),
            2 => Piece::Gap(number as u8, (number >> 8) as u8),
            3 => Piece::Maybe(number),
            4 => Piece::Marked(number),
            5 => Piece::Either(number),
            _ => Piece::Way(number),
        }
    }
}

impl Piece {
    /// How many of the pieces after it belong to it.
    fn inside(self) -> usize {
        match self {
            Piece::Word(_) | Piece::Lexicon(_) | Piece::Gap(..) => 0,
            Piece::Maybe(count) | Piece::Marked(count) | Piece::Either(count) | Piece::Way(count) => {
                count as usize
            }
        }
    }
}

impl MarkedPhrases {
    /// Adds a phrase, if it has a mark. Phrases must be added in the order of their numbers.
    pub fn add(&mut self, phrase: PhraseId, parts: &[Part], lexicons: &Lexicons, words: &Words) {
        if has_mark(parts) {
            self.phrases.push(&MarkedPhrase { phrase, first_piece: self.pieces.count() as u32 });
            for piece in (Layer { lexicons, words }).pieces(parts) {
                self.pieces.push(&piece);
            }
        }
    }

    /// Which words of a match the mark of its phrase is about: the first and one past the last. `None` where the whole
    /// match is meant.
    pub fn marked_part(
        &self,
        phrase: PhraseId,
        words: &Words,
        found: impl Iterator<Item = WordId>,
    ) -> Option<(usize, usize)> {
        let phrases = self.phrases.rows();
        let at = phrases.binary_search_by_key(&phrase, |row| MarkedPhrase::unpack(row).phrase).ok()?;
        let start = self.phrases.get(at).first_piece as usize;
        let next = phrases.get(at + 1).map(MarkedPhrase::unpack);
        let end = next.map_or(self.pieces.count(), |next| next.first_piece as usize);
        let found: Vec<WordId> = found.collect();
        let mut reading = Reading { words, found: &found, mark: None };
        let fits =
            reading.fits(&self.pieces.rows()[start..end], 0, &mut |reading, end| end == reading.found.len());
        reading.mark.filter(|_| fits)
    }
}

fn has_mark(parts: &[Part]) -> bool {
    parts.iter().any(|part| match part {
        Part::Marked(_) => true,
        Part::Maybe(way) => has_mark(way),
        Part::Either(ways) => ways.iter().any(|way| has_mark(way)),
        Part::Start | Part::Word(_) | Part::Lexicon(_) | Part::Gap(..) => false,
    })
}

/// Lays out the parts of phrases.
struct Layer<'l> {
    lexicons: &'l Lexicons,
    words: &'l Words,
}

impl Layer<'_> {
    fn pieces(&self, parts: &[Part]) -> Vec<Piece> {
        let mut pieces = Vec::new();
        for part in parts {
            match part {
                Part::Start => {}
                Part::Word(word) => pieces.push(Piece::Word(self.words.vocabulary().id(word))),
                Part::Lexicon(name) => {
                    pieces.push(Piece::Lexicon(self.lexicons.id(name).unwrap_or(LexiconId::MAX)));
                }
                Part::Gap(low, high) => pieces.push(Piece::Gap(*low, *high)),
                Part::Maybe(way) => pieces.extend(with_head(Piece::Maybe, self.pieces(way))),
                Part::Marked(way) => pieces.extend(with_head(Piece::Marked, self.pieces(way))),
                Part::Either(ways) => {
                    let ways = ways.iter().flat_map(|way| with_head(Piece::Way, self.pieces(way)));
                    pieces.extend(with_head(Piece::Either, ways.collect()));
                }
            }
        }
        pieces
    }
}

/// Pieces after the one that they belong to.
fn with_head(head: fn(u32) -> Piece, inside: Vec<Piece>) -> Vec<Piece> {
    [vec![head(inside.len() as u32)], inside].concat()
}

/// The words of a match while they are read once more.
struct Reading<'r> {
    words: &'r Words,
    found: &'r [WordId],
    /// The words that are marked, as far as they were read: the first and one past the last.
    mark: Option<(usize, usize)>,
}

impl Reading<'_> {
    /// Fits pieces to the words from `at`, and passes `rest` each place where they may end until it fits as well.
    fn fits(
        &mut self,
        pieces: &[[u8; 8]],
        at: usize,
        rest: &mut dyn FnMut(&mut Self, usize) -> bool,
    ) -> bool {
        let Some((first, after)) = pieces.split_first() else { return rest(self, at) };
        let piece = Piece::unpack(first);
        let (inside, after) = after.split_at(piece.inside());
        let (words, found) = (self.words, self.found);
        let mut go_on = |reading: &mut Self, at: usize| reading.fits(after, at, rest);
        match piece {
            Piece::Word(word) => found.get(at) == Some(&word) && go_on(self, at + 1),
            Piece::Lexicon(lexicon) => {
                words.lengths_in(lexicon, &found[at..]).any(|length| go_on(self, at + length))
            }
            Piece::Gap(low, high) => (usize::from(low)..=usize::from(high))
                .any(|width| at + width <= found.len() && go_on(self, at + width)),
            Piece::Maybe(_) => self.fits(inside, at, &mut go_on) || go_on(self, at),
            Piece::Marked(_) => self.fits(inside, at, &mut |reading, end| {
                let before = reading.mark.replace((at, end));
                let fits = go_on(reading, end);
                if !fits {
                    reading.mark = before;
                }
                fits
            }),
            Piece::Either(_) => {
                let mut ways = inside;
                while let Some((head, after_head)) = ways.split_first() {
                    let (way, others) = after_head.split_at(Piece::unpack(head).inside());
                    if self.fits(way, at, &mut go_on) {
                        return true;
                    }
                    ways = others;
                }
                false
            }
            // A choice reads its ways itself.
            Piece::Way(_) => false,
        }
    }
}
