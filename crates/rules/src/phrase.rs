//! Reads the phrases of rule files: words, `<lexicon>`, `(a|b c)`, `[maybe|this]`, `*{0,2}`, `[[the part meant]]`, and
//! `^` for the beginning of a sentence.
//!
//! The result is a small tree, which [`super::matcher`] compiles. Faults name the bytes of the phrase that are wrong.

use std::ops::Range;

use claimlint_text::fold;

use super::classes::class::{Kind, NOUN_PHRASE, name_of};
use super::tokens::spellings;

/// A gap may not be wider than this many words: further apart, two words have nothing to do with each other.
const WIDEST_GAP: u8 = 8;

/// One part of a phrase.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Part {
    /// The beginning of a sentence.
    Start,
    /// A word or sign, in small letters.
    Word(String),
    /// An entry of a lexicon.
    Lexicon(String),
    /// One of several phrases.
    Either(Vec<Vec<Part>>),
    /// A phrase or nothing.
    Maybe(Vec<Part>),
    /// The least and the most words of any sort. Marks between words, such as commas, do not count.
    Gap(u8, u8),
    /// The part of the phrase that a diagnostic covers and a fix replaces.
    Marked(Vec<Part>),
}

/// A phrase as read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Phrase {
    /// Its parts, in order.
    pub parts: Vec<Part>,
    /// The lexicons it names, each with the bytes of the phrase that name it.
    pub lexicons: Vec<(String, Range<usize>)>,
}

/// A fault in a phrase.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PhraseFault {
    /// What is wrong and what to write instead.
    pub message: String,
    /// The bytes of the phrase that are wrong.
    pub range: Range<usize>,
}

/// Reads a phrase.
///
/// # Errors
/// The first thing wrong with it, with its place.
pub fn parse(phrase: &str) -> Result<Phrase, PhraseFault> {
    let mut parser = Parser { phrase, at: 0, depth: 0, lexicons: Vec::new() };
    if phrase.len() > LONGEST {
        return Err(
            parser.fault(0..phrase.len(), "this phrase is too long; use a lexicon, or several phrases")
        );
    }
    let mut parts = Vec::new();
    parser.skip_spaces();
    if parser.rest().starts_with('^') {
        parser.at += 1;
        parts.push(Part::Start);
    }
    parts.extend(parser.sequence(&[])?);
    if !begins_with_words(&parts) {
        return Err(
            parser.fault(0..phrase.len(), "a phrase needs a word or a lexicon, and cannot begin with a gap")
        );
    }
    Ok(Phrase { parts, lexicons: parser.lexicons })
}

/// Whether every way to read the phrase starts with a word.
fn begins_with_words(parts: &[Part]) -> bool {
    match parts.first() {
        None | Some(Part::Gap(..)) => false,
        Some(Part::Start) => begins_with_words(&parts[1..]),
        Some(Part::Word(_) | Part::Lexicon(_)) => true,
        Some(Part::Either(ways)) => ways.iter().all(|way| begins_with_words(way)),
        Some(Part::Maybe(way)) => begins_with_words(way) && begins_with_words(&parts[1..]),
        Some(Part::Marked(way)) => begins_with_words(way),
    }
}

/// How many words a part is at most, if what is in brackets counts as one.
fn width(part: &Part) -> usize {
    match part {
        Part::Gap(_, high) => usize::from(*high),
        _ => 1,
    }
}

/// What can stand before a noun and what qualifies it.
const DETERMINERS: &[&str] = &[
    "the", "a", "an", "this", "that", "these", "those", "my", "your", "his", "her", "its", "our", "their",
    "any", "some", "no", "each", "every", "all", "both", "another",
];

/// What can stand between a determiner and its noun, and how often in a row.
const QUALIFIERS: &[Kind] =
    &[Kind::Adjective, Kind::Comparative, Kind::Superlative, Kind::Participle, Kind::Ing, Kind::Singular];
const MOST_QUALIFIERS: usize = 2;

/// What `<noun-phrase>` stands for, or the same with a noun of one number alone.
fn noun_phrase(name: &str) -> Option<Part> {
    let nouns: &[Kind] = match name.strip_prefix(NOUN_PHRASE)? {
        "" => &[Kind::Singular, Kind::Plural],
        ":singular" => &[Kind::Singular],
        ":plural" => &[Kind::Plural],
        _ => return None,
    };
    let any_of = |kinds: &[Kind]| {
        Part::Either(kinds.iter().map(|kind| vec![Part::Lexicon(name_of(*kind).to_owned())]).collect())
    };
    let determiners = DETERMINERS.iter().map(|word| vec![Part::Word((*word).to_owned())]).collect();
    let mut parts = vec![Part::Maybe(vec![Part::Either(determiners)])];
    parts.extend((0..MOST_QUALIFIERS).map(|_| Part::Maybe(vec![any_of(QUALIFIERS)])));
    parts.push(any_of(nouns));
    Some(Part::Either(vec![parts]))
}

struct Parser<'p> {
    phrase: &'p str,
    at: usize,
    depth: usize,
    lexicons: Vec<(String, Range<usize>)>,
}

/// A phrase with more bytes than this is not read.
const LONGEST: usize = 10_000;

/// At most this many parts follow on each other, and a gap counts as the words that it is wide. Each part that may be
/// left out makes a node of the matcher lead to one more.
const MOST_PARTS: usize = 64;

/// Brackets deeper than this are a mistake.
const DEEPEST: usize = 6;

impl Parser<'_> {
    /// Reads parts up to one of the ends, and not the end itself.
    fn sequence(&mut self, ends: &[&str]) -> Result<Vec<Part>, PhraseFault> {
        let (start, mut parts) = (self.at, Vec::new());
        loop {
            self.skip_spaces();
            let rest = self.rest();
            if parts.iter().map(width).sum::<usize>() > MOST_PARTS {
                let message = format!("more than {MOST_PARTS} words and gaps in a row; use several phrases");
                return Err(self.fault(start..self.at, &message));
            }
            if rest.is_empty() || ends.iter().any(|end| rest.starts_with(end)) {
                return Ok(parts);
            }
            if rest.starts_with("[[") {
                let inner = self.enclosed("[[", "]]")?;
                parts.push(Part::Marked(inner));
            } else if rest.starts_with('[') {
                let inner = self.enclosed("[", "]")?;
                parts.push(Part::Maybe(inner));
            } else if rest.starts_with('(') {
                parts.push(self.alternatives()?);
            } else if rest.starts_with('<') {
                parts.push(self.lexicon()?);
            } else if rest.starts_with("*") {
                parts.push(self.gap()?);
            } else {
                self.words(&mut parts)?;
            }
        }
    }

    /// Reads what is between two brackets. Alternatives inside become one part.
    fn enclosed(&mut self, open: &str, close: &str) -> Result<Vec<Part>, PhraseFault> {
        let start = self.at;
        self.at += open.len();
        let mut ways = self.ways(start, close)?;
        Ok(if ways.len() == 1 { ways.remove(0) } else { vec![Part::Either(ways)] })
    }

    fn alternatives(&mut self) -> Result<Part, PhraseFault> {
        let start = self.at;
        self.at += 1;
        Ok(Part::Either(self.ways(start, ")")?))
    }

    /// Reads phrases with `|` between them, up to the closing bracket.
    fn ways(&mut self, start: usize, close: &str) -> Result<Vec<Vec<Part>>, PhraseFault> {
        self.depth += 1;
        if self.depth > DEEPEST {
            return Err(self.fault(start..start + 1, "brackets are nested too deeply; use a lexicon"));
        }
        let mut ways = Vec::new();
        loop {
            let way = self.sequence(&["|", close])?;
            if way.is_empty() {
                let range = start..self.phrase.len().min(self.at + 1);
                return Err(self.fault(range, "there is nothing here; write `[...]` around optional words"));
            }
            ways.push(way);
            if !self.rest().starts_with('|') {
                break;
            }
            self.at += 1;
        }
        if !self.rest().starts_with(close) {
            let message = format!("this bracket is not closed with `{close}`");
            return Err(self.fault(start..self.phrase.len(), &message));
        }
        self.at += close.len();
        self.depth -= 1;
        Ok(ways)
    }

    fn lexicon(&mut self) -> Result<Part, PhraseFault> {
        let start = self.at;
        let Some(length) = self.rest().find('>') else {
            return Err(self.fault(start..self.phrase.len(), "this `<` has no `>`"));
        };
        let name = self.rest()[1..length].trim().to_owned();
        self.at += length + 1;
        if name.is_empty() {
            return Err(self.fault(start..self.at, "name a lexicon between `<` and `>`"));
        }
        if let Some(parts) = noun_phrase(&name) {
            return Ok(parts);
        }
        self.lexicons.push((name.clone(), start..self.at));
        Ok(Part::Lexicon(name))
    }

    fn gap(&mut self) -> Result<Part, PhraseFault> {
        let start = self.at;
        self.at += 1;
        if !self.rest().starts_with('{') {
            return Ok(Part::Gap(1, 1));
        }
        let Some(length) = self.rest().find('}') else {
            return Err(self.fault(start..self.phrase.len(), "this `{` has no `}`"));
        };
        let inner = &self.rest()[1..length];
        let bounds = match inner.split_once(',') {
            Some((low, high)) => (low.trim().parse::<u8>(), high.trim().parse::<u8>()),
            None => (inner.trim().parse::<u8>(), inner.trim().parse::<u8>()),
        };
        self.at += length + 1;
        match bounds {
            (Ok(low), Ok(high)) if low <= high && high > 0 && high <= WIDEST_GAP => Ok(Part::Gap(low, high)),
            _ => Err(self.fault(
                start..self.at,
                &format!("a gap is written `*{{0,2}}`: the fewest and the most words, at most {WIDEST_GAP}"),
            )),
        }
    }

    fn words(&mut self, parts: &mut Vec<Part>) -> Result<(), PhraseFault> {
        let start = self.at;
        let length =
            self.rest().find([' ', '[', ']', '(', ')', '|', '<', '>', '*']).unwrap_or(self.rest().len());
        if length == 0 {
            return Err(self.fault(start..start + 1, "this bracket or character has no partner"));
        }
        let piece = &self.phrase[start..start + length];
        self.at += length;
        parts.extend(spellings(&fold(piece)).into_iter().map(|(spelling, _)| Part::Word(spelling)));
        Ok(())
    }

    fn skip_spaces(&mut self) {
        self.at += self.rest().len() - self.rest().trim_start().len();
    }

    fn rest(&self) -> &str {
        &self.phrase[self.at..]
    }

    fn fault(&self, range: Range<usize>, message: &str) -> PhraseFault {
        PhraseFault { message: message.to_owned(), range }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn word(text: &str) -> Part {
        Part::Word(text.into())
    }

    #[test]
    fn a_phrase_may_be_for_the_beginning_of_a_sentence_alone() {
        assert_eq!(parse("^ results is").unwrap().parts, [Part::Start, word("results"), word("is")]);
        assert!(parse("^ *{1,2} is").is_err() && parse("^").is_err());
    }

    #[test]
    fn every_part_of_the_syntax_is_read() {
        let phrase = parse("the [very] most <praise> *{0,2} (clinic|day spa)").unwrap();
        assert_eq!(phrase.lexicons, [("praise".to_owned(), 16..24)]);
        assert_eq!(
            phrase.parts,
            [
                word("the"),
                Part::Maybe(vec![word("very")]),
                word("most"),
                Part::Lexicon("praise".into()),
                Part::Gap(0, 2),
                Part::Either(vec![vec![word("clinic")], vec![word("day"), word("spa")]]),
            ]
        );
        assert_eq!(parse("[[your]] using").unwrap().parts[0], Part::Marked(vec![word("your")]));
        let either = Part::Either(vec![vec![word("a")], vec![word("b"), word("c")]]);
        assert_eq!(parse("the [a|b c]").unwrap().parts[1], Part::Maybe(vec![either]));
    }

    #[test]
    fn curly_apostrophes_and_hyphens_in_a_phrase_are_folded_as_in_a_text() {
        assert_eq!(parse("the world\u{2019}s best-loved").unwrap().parts.len(), 4);
    }

    #[test]
    fn a_fault_names_its_place() {
        assert_eq!(parse("the (best|top").unwrap_err().range, 4..13);
        assert_eq!(parse("the (best|)").unwrap_err().range, 4..11);
        assert_eq!(parse("very <best").unwrap_err().range, 5..10);
        assert_eq!(parse("best *{0,90} ever").unwrap_err().range, 5..12);
        assert_eq!(parse("best ]").unwrap_err().range, 5..6);
        assert!(parse("*{0,2} best").unwrap_err().message.contains("begin with a gap"));
        assert!(parse("[very]").is_err());
    }
}
