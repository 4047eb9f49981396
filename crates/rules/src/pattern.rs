//! Regex patterns of rule files, run only where a literal they need stands.
//!
//! One Aho-Corasick over the literals of all patterns reads a sentence once; the regexes it calls for are compiled on
//! first use and only once. A pattern without a literal is run on every sentence, so rule files do well to have one.

use std::ops::Range;
use std::sync::OnceLock;

use aho_corasick::automaton::OverlappingState;
use aho_corasick::{AhoCorasick, AhoCorasickKind, Anchored, Input, MatchKind, StartKind};
use regex_automata::meta::{Config, Regex};
use regex_automata::nfa::thompson::WhichCaptures;
use regex_automata::util::syntax;
use regex_syntax::hir::literal::Extractor;
use regex_syntax::hir::{Hir, HirKind, Look};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A compiled pattern may take this many bytes.
const LARGEST_REGEX: usize = 1 << 20;
/// More literals than this say nothing about a sentence.
const MOST_LITERALS: usize = 64;

/// And of what a sentence can begin with, which is looked for once in each.
const MOST_BEGINNINGS: usize = 512;

/// A fault in a pattern.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PatternFault {
    /// What is wrong.
    pub message: String,
    /// The bytes of the pattern it stands at, where the parser says.
    pub range: Option<Range<usize>>,
}

/// What calls for a pattern, found when it is compiled: literals, in small letters.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Call {
    /// One of these begins every sentence that it matches; or else it may match anywhere.
    beginnings: Vec<Vec<u8>>,
    /// Of each of these sets one stands in every match, least common first.
    literals: Vec<Vec<Vec<u8>>>,
}

/// One pattern.
#[derive(Debug, Serialize, Deserialize)]
struct Pattern {
    text: String,
    call: Call,
    is_small: bool,
    #[serde(skip)]
    regex: OnceLock<Option<Regex>>,
}

impl PartialEq for Pattern {
    fn eq(&self, other: &Pattern) -> bool {
        (&self.text, &self.call) == (&other.text, &other.call)
    }
}

impl Eq for Pattern {}

/// All patterns and their common prefilter.
#[derive(Debug, Default)]
pub struct Patterns {
    patterns: Vec<Pattern>,
    prefilter: Option<AhoCorasick>,
    /// The pattern each literal calls for.
    owners: Vec<u32>,
    /// Patterns that no literal calls for.
    always: Vec<u32>,
    /// What sentences begin with in which a pattern that begins with `^` may match.
    beginnings: Option<AhoCorasick>,
    /// The pattern each beginning calls for.
    beginning_owners: Vec<u32>,
    /// Figures and signs, where each literal has one: a sentence without any of them is not read further.
    signs: Option<ByteSet>,
}

/// The rest follows from the patterns.
impl PartialEq for Patterns {
    fn eq(&self, other: &Patterns) -> bool {
        self.patterns == other.patterns
    }
}

impl Eq for Patterns {}

impl Serialize for Patterns {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.patterns.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Patterns {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Patterns, D::Error> {
        Ok(Patterns::with_prefilters(Vec::deserialize(deserializer)?))
    }
}

/// A set of bytes.
#[derive(Debug)]
struct ByteSet([bool; 256]);

impl ByteSet {
    /// The first figure or sign of each literal; `None` where one has none.
    fn of_signs(literals: &[&Vec<u8>]) -> Option<ByteSet> {
        let mut set = [false; 256];
        for literal in literals {
            set[usize::from(*literal.iter().find(|byte| !is_letter(**byte))?)] = true;
        }
        Some(ByteSet(set))
    }

    fn has_any_of(&self, text: &str) -> bool {
        // Stretches are looked through whole: to stop at the first byte found would cost more than it saves.
        let holds = |stretch: &[u8]| stretch.iter().fold(false, |any, byte| any | self.0[usize::from(*byte)]);
        text.as_bytes().chunks(32).any(holds)
    }
}

fn is_letter(byte: u8) -> bool {
    byte.is_ascii_alphabetic() || byte == b' '
}

/// Whether a pattern is one that can be compiled; case is ignored unless it says `(?-i)`.
///
/// # Errors
/// The first thing wrong with it, with its place where the parser says.
pub fn check(pattern: &str) -> Result<(), PatternFault> {
    let parsed = parse(pattern, true)?;
    if parsed.properties().minimum_len() == Some(0) {
        return Err(PatternFault {
            message: "the pattern can match no characters at all, and so it would be found everywhere".into(),
            range: None,
        });
    }
    compile(pattern).map(|_| ())
}

fn parse(pattern: &str, any_case: bool) -> Result<Hir, PatternFault> {
    let mut parser = regex_syntax::ParserBuilder::new().case_insensitive(any_case).build();
    parser.parse(pattern).map_err(|error| {
        let (message, span) = match &error {
            regex_syntax::Error::Parse(error) => (error.kind().to_string(), Some(error.span())),
            regex_syntax::Error::Translate(error) => (error.kind().to_string(), Some(error.span())),
            _ => (error.to_string(), None),
        };
        PatternFault { message, range: span.map(|span| span.start.offset..span.end.offset) }
    })
}

/// Whether a pattern has small letters of ASCII alone, so that it can be run on a sentence in small letters: regexes
/// that know of other cases take several times as long to compile.
fn is_small(pattern: &str) -> bool {
    // The letter of an escape such as `\S` says what it says in any case.
    let is_capital = |pair: &[u8]| pair[1].is_ascii_uppercase() && pair[0] != b'\\';
    pattern.is_ascii()
        && !pattern.contains("(?-i")
        && ![b" ", pattern.as_bytes()].concat().windows(2).any(is_capital)
}

fn compile(pattern: &str) -> Result<Regex, PatternFault> {
    // The sentence is known to hold the literals of the pattern, and where groups match is never asked: to prepare for both
    // is half of what compiling costs, and a page is checked in less.
    let config = Config::new()
        .auto_prefilter(false)
        .which_captures(WhichCaptures::Implicit)
        .nfa_size_limit(Some(LARGEST_REGEX));
    let syntax = syntax::Config::new().case_insensitive(!is_small(pattern));
    Regex::builder().configure(config).syntax(syntax).build(pattern).map_err(|error| {
        let message = match error.size_limit() {
            Some(limit) => format!("it takes more than {limit} bytes when it is compiled; repeat less in it"),
            None => error.to_string(),
        };
        PatternFault { message, range: None }
    })
}

impl Call {
    fn of(pattern: &str) -> Call {
        // The literals are looked for in small letters.
        let Ok(parsed) = parse(pattern, false) else {
            return Call { beginnings: Vec::new(), literals: Vec::new() };
        };
        let mut literals = Vec::new();
        collect(&parsed, &mut literals);
        literals.sort_by_key(|literals| commonness_of(literals));
        literals.dedup();
        Call { beginnings: beginnings(&parsed).unwrap_or_default(), literals }
    }

    /// Whether a sentence has one of each set.
    fn fits(&self, small: &str) -> bool {
        let is_there = |literal: &Vec<u8>| memchr::memmem::find(small.as_bytes(), literal).is_some();
        self.literals.iter().all(|set| set.iter().any(is_there))
    }
}

impl Patterns {
    /// Patterns that [`check`] found good. They are numbered in this order.
    pub fn of<'p>(patterns: impl Iterator<Item = &'p str>) -> Patterns {
        let pattern = |text: &str| Pattern {
            text: text.to_owned(),
            call: Call::of(text),
            is_small: is_small(text),
            regex: OnceLock::new(),
        };
        Patterns::with_prefilters(patterns.map(pattern).collect())
    }

    fn with_prefilters(patterns: Vec<Pattern>) -> Patterns {
        let mut all = Patterns { patterns, ..Patterns::default() };
        let (mut beginnings, mut literals) = (Vec::new(), Vec::new());
        for (id, pattern) in all.patterns.iter().enumerate() {
            let id = id as u32;
            if !pattern.call.beginnings.is_empty() {
                all.beginning_owners.extend(pattern.call.beginnings.iter().map(|_| id));
                beginnings.extend(&pattern.call.beginnings);
            } else if let Some(rarest) = pattern.call.literals.first() {
                all.owners.extend(rarest.iter().map(|_| id));
                literals.extend(rarest);
            } else {
                all.always.push(id);
            }
        }
        if !beginnings.is_empty() {
            all.beginnings = AhoCorasick::builder()
                .kind(Some(AhoCorasickKind::DFA))
                .match_kind(MatchKind::Standard)
                .start_kind(StartKind::Anchored)
                .build(beginnings)
                .ok();
            if all.beginnings.is_none() {
                all.always.extend(&all.beginning_owners);
            }
        }
        if !literals.is_empty() {
            all.signs = ByteSet::of_signs(&literals);
            // A fault here would mean too many literals for the automaton; then every pattern is always run.
            all.prefilter = AhoCorasick::builder()
                .kind(Some(AhoCorasickKind::DFA))
                .match_kind(MatchKind::Standard)
                // Literals are found every few words: leaping ahead to the next costs more than it saves.
                .prefilter(false)
                .build(literals)
                .ok();
            if all.prefilter.is_none() {
                all.always = (0..all.patterns.len() as u32).collect();
            }
        }
        all
    }

    /// Finds every match in a sentence: the pattern and the bytes of the sentence it covers. `small` is the sentence
    /// with its capitals of ASCII made small, `called` working space.
    pub fn find(
        &self,
        sentence: &str,
        small: &str,
        called: &mut Vec<u32>,
        mut found: impl FnMut(u32, Range<usize>),
    ) {
        called.clear();
        called.extend(&self.always);
        if let Some(beginnings) = &self.beginnings {
            let start = Input::new(small).anchored(Anchored::Yes);
            let mut state = OverlappingState::start();
            // The automaton was built for anchored searches, so that none can fail.
            while beginnings.try_find_overlapping(start.clone(), &mut state).is_ok() {
                let Some(hit) = state.get_match() else { break };
                called.push(self.beginning_owners[hit.pattern().as_usize()]);
            }
        }
        let may_call = self.signs.as_ref().is_none_or(|signs| signs.has_any_of(small));
        if let Some(prefilter) = self.prefilter.as_ref().filter(|_| may_call) {
            for hit in prefilter.find_overlapping_iter(small) {
                called.push(self.owners[hit.pattern().as_usize()]);
            }
        }
        called.sort_unstable();
        called.dedup();
        for &id in called.iter() {
            let pattern = &self.patterns[id as usize];
            if !pattern.call.fits(small) {
                continue;
            }
            let regex = pattern.regex.get_or_init(|| compile(&pattern.text).ok());
            let text = if pattern.is_small { small } else { sentence };
            for hit in regex.iter().flat_map(|regex| regex.find_iter(text)) {
                found(id, hit.range());
            }
        }
    }
}

/// What every match begins with, for a pattern that matches at the beginning of a sentence alone.
fn beginnings(parsed: &Hir) -> Option<Vec<Vec<u8>>> {
    let HirKind::Concat(parts) = parsed.kind() else { return None };
    let is_anchored = matches!(parts.first()?.kind(), HirKind::Look(Look::Start));
    if is_anchored { usable(parsed, MOST_BEGINNINGS) } else { None }
}

/// How often copy has one of some literals, figures and signs before words.
fn commonness_of(literals: &[Vec<u8>]) -> (bool, u32) {
    let has_words = literals.iter().any(|literal| literal.iter().all(|byte| is_letter(*byte)));
    (has_words, literals.iter().map(|literal| commonness(literal)).sum())
}

/// How often English copy has a literal, roughly: in a thousand sentences.
fn commonness(literal: &[u8]) -> u32 {
    if !literal.iter().all(|byte| is_letter(*byte)) {
        // Few sentences have a figure or a sign, and fewer this one.
        return if literal.len() == 1 { 20 } else { 5 };
    }
    match literal.len() {
        0 | 1 => 900,
        2 => 500,
        3 => 200,
        4 => 50,
        5 => 20,
        _ => 5,
    }
}

/// Adds the literals of each part of the pattern that no match can do without.
fn collect(part: &Hir, candidates: &mut Vec<Vec<Vec<u8>>>) {
    candidates.extend(usable(part, MOST_LITERALS));
    match part.kind() {
        HirKind::Concat(parts) => parts.iter().for_each(|part| collect(part, candidates)),
        HirKind::Capture(capture) => collect(&capture.sub, candidates),
        HirKind::Repetition(repetition) if repetition.min > 0 => collect(&repetition.sub, candidates),
        _ => {}
    }
}

/// The literals that a match of this part can begin with, where they are few.
fn usable(part: &Hir, most: usize) -> Option<Vec<Vec<u8>>> {
    let mut extractor = Extractor::new();
    extractor.limit_class(12).limit_repeat(4).limit_literal_len(10).limit_total(2 * MOST_BEGINNINGS);
    let literals = extractor.extract(part);
    let mut spellings: Vec<Vec<u8>> =
        literals.literals()?.iter().map(|literal| literal.as_bytes().to_ascii_lowercase()).collect();
    // A literal that holds a shorter one calls for nothing that the shorter does not.
    spellings.sort_by_key(Vec::len);
    let mut shortest: Vec<Vec<u8>> = Vec::new();
    for spelling in spellings {
        if !shortest.iter().any(|short| memchr::memmem::find(&spelling, short).is_some()) {
            shortest.push(spelling);
        }
    }
    let good = !shortest.is_empty()
        && shortest.len() <= most
        && shortest.iter().all(|bytes| !bytes.is_empty() && bytes.is_ascii());
    good.then_some(shortest)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn find(patterns: &[&str], text: &str) -> Vec<(u32, String)> {
        patterns.iter().for_each(|pattern| check(pattern).unwrap());
        let patterns = Patterns::of(patterns.iter().copied());
        let mut found = Vec::new();
        patterns.find(text, &text.to_ascii_lowercase(), &mut Vec::new(), |id, range| {
            found.push((id, text[range].to_owned()));
        });
        found
    }

    #[test]
    fn a_pattern_for_the_beginning_of_a_sentence_matches_there_alone() {
        let patterns = ["^(?:the )?results (?:is|has)", "^the [a-z]+ is", "^[a-z]+ is"];
        assert_eq!(find(&patterns, "See the results is here."), []);
        let ids = |text| find(&patterns, text).into_iter().map(|(id, _)| id).collect::<Vec<_>>();
        assert_eq!(ids("The results is here."), [0, 1]);
        assert_eq!(ids("Results is here."), [0, 2]);
    }

    #[test]
    fn patterns_match_in_any_case_and_only_where_they_match() {
        let found = find(&[r"#\s?1 (?:choice|brand)", r"\d+(?:\.\d+)?\s?%"], "The #1 Choice: 92 % and 3.5%.");
        assert_eq!(found, [(0, "#1 Choice".into()), (1, "92 %".into()), (1, "3.5%".into())]);
    }

    #[test]
    fn a_pattern_is_called_by_the_rarest_words_it_cannot_do_without() {
        let rarest = |pattern| Call::of(pattern).literals.into_iter().next();
        assert_eq!(rarest(r"\d+ ?%"), Some(vec![b"%".to_vec()]));
        assert_eq!(rarest(r"[a-z]+ (?:fold|times) [a-z]+"), Some(vec![b"fold".to_vec(), b"times".to_vec()]));
        let figures = rarest(r"[0-9]+ (?:as|more|the) [a-z]+").unwrap();
        assert_eq!((figures.len(), figures[0].as_slice()), (10, &b"0"[..]));
        assert_eq!(rarest(r"[a-z]+\d*"), None);
        assert!(rarest(r"(?:number one|no\. ?1)\b").is_some());
    }

    #[test]
    fn a_pattern_is_run_only_where_all_stands_that_it_cannot_do_without() {
        let call = Call::of(r"[0-9]+ (?:fold|times) (?:more|less)");
        assert!(call.fits("up to 3 times more"));
        assert!(!call.fits("up to 3 times as much") && !call.fits("many times more"));
    }

    #[test]
    fn a_broken_or_empty_pattern_is_a_fault_with_its_place() {
        assert_eq!(check("best (of").unwrap_err().range, Some(5..6));
        assert!(check("x*").unwrap_err().message.contains("no characters"));
        assert!(check(r"(?:[a-z]{50}){500}").is_err());
    }
}
