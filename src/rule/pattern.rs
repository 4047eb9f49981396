//! Regex patterns of rule files, run only where a literal they need stands.
//!
//! One Aho-Corasick over the literals of all patterns reads a sentence once; the regexes it calls for are compiled on
//! first use and only once. A pattern without a literal is run on every sentence, so rule files do well to have one.

use std::ops::Range;
use std::sync::OnceLock;

use aho_corasick::automaton::OverlappingState;
use aho_corasick::{AhoCorasick, AhoCorasickKind, Anchored, Input, MatchKind, StartKind};
use regex::{Regex, RegexBuilder};
use regex_syntax::hir::literal::Extractor;
use regex_syntax::hir::{Hir, HirKind, Look};

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

/// One pattern.
#[derive(Debug)]
struct Pattern {
    regex: OnceLock<Option<Regex>>,
    text: String,
}

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

/// A set of bytes.
#[derive(Debug)]
struct ByteSet([bool; 256]);

impl ByteSet {
    /// The first figure or sign of each literal; `None` where one has none.
    fn of_signs(literals: &[Vec<u8>]) -> Option<ByteSet> {
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

/// Takes patterns; [`PatternsBuilder::finish`] makes the prefilter.
#[derive(Debug, Default)]
pub struct PatternsBuilder {
    patterns: Patterns,
    literals: Vec<Vec<u8>>,
    beginnings: Vec<Vec<u8>>,
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

fn compile(pattern: &str) -> Result<Regex, PatternFault> {
    RegexBuilder::new(pattern)
        .case_insensitive(true)
        .size_limit(LARGEST_REGEX)
        .build()
        .map_err(|error| PatternFault { message: error.to_string(), range: None })
}

impl PatternsBuilder {
    /// Adds a pattern that [`check`] found good. They are numbered in this order.
    pub fn add(&mut self, pattern: &str) {
        let id = self.patterns.patterns.len() as u32;
        self.patterns.patterns.push(Pattern { regex: OnceLock::new(), text: pattern.to_owned() });
        if let Some(beginnings) = beginnings(pattern) {
            self.patterns.beginning_owners.extend(beginnings.iter().map(|_| id));
            self.beginnings.extend(beginnings);
            return;
        }
        match literals(pattern) {
            Some(literals) => {
                for literal in literals {
                    self.literals.push(literal);
                    self.patterns.owners.push(id);
                }
            }
            None => self.patterns.always.push(id),
        }
    }

    /// The patterns with their prefilter.
    pub fn finish(mut self) -> Patterns {
        if !self.beginnings.is_empty() {
            self.patterns.beginnings = AhoCorasick::builder()
                .kind(Some(AhoCorasickKind::DFA))
                .match_kind(MatchKind::Standard)
                .start_kind(StartKind::Anchored)
                .build(&self.beginnings)
                .ok();
            if self.patterns.beginnings.is_none() {
                self.patterns.always.extend(&self.patterns.beginning_owners);
            }
        }
        if !self.literals.is_empty() {
            self.patterns.signs = ByteSet::of_signs(&self.literals);
            // A fault here would mean too many literals for the automaton; then every pattern is always run.
            self.patterns.prefilter = AhoCorasick::builder()
                .kind(Some(AhoCorasickKind::DFA))
                .match_kind(MatchKind::Standard)
                // Literals are found every few words: leaping ahead to the next costs more than it saves.
                .prefilter(false)
                .build(&self.literals)
                .ok();
            if self.patterns.prefilter.is_none() {
                self.patterns.always = (0..self.patterns.patterns.len() as u32).collect();
            }
        }
        self.patterns
    }
}

impl Patterns {
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
            let regex = pattern.regex.get_or_init(|| compile(&pattern.text).ok());
            for hit in regex.iter().flat_map(|regex| regex.find_iter(sentence)) {
                found(id, hit.range());
            }
        }
    }
}

/// What every match begins with, for a pattern that matches at the beginning of a sentence alone.
fn beginnings(pattern: &str) -> Option<Vec<Vec<u8>>> {
    let parsed = parse(pattern, false).ok()?;
    let HirKind::Concat(parts) = parsed.kind() else { return None };
    let is_anchored = matches!(parts.first()?.kind(), HirKind::Look(Look::Start));
    if is_anchored { usable(&parsed, MOST_BEGINNINGS) } else { None }
}

/// Literals of which at least one stands in every match. Of the parts that every match has, the one is taken whose
/// literals are least common, figures and signs before words.
fn literals(pattern: &str) -> Option<Vec<Vec<u8>>> {
    // The literals are looked for in small letters.
    let parsed = parse(pattern, false).ok()?;
    let mut candidates = Vec::new();
    collect(&parsed, &mut candidates);
    candidates.into_iter().min_by_key(|literals| {
        let has_words = literals.iter().any(|literal| literal.iter().all(|byte| is_letter(*byte)));
        (has_words, literals.iter().map(|literal| commonness(literal)).sum::<u32>())
    })
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
        let mut builder = PatternsBuilder::default();
        for pattern in patterns {
            check(pattern).unwrap();
            builder.add(pattern);
        }
        let patterns = builder.finish();
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
    fn a_pattern_is_called_by_the_longest_words_it_cannot_do_without() {
        assert_eq!(literals(r"\d+ ?%"), Some(vec![b"%".to_vec()]));
        assert_eq!(
            literals(r"[a-z]+ (?:fold|times) [a-z]+"),
            Some(vec![b"fold".to_vec(), b"times".to_vec()])
        );
        let figures = literals(r"[0-9]+ (?:as|more|the) [a-z]+").unwrap();
        assert_eq!((figures.len(), figures[0].as_slice()), (10, &b"0"[..]));
        assert_eq!(literals(r"[a-z]+\d*"), None);
        assert!(literals(r"(?:number one|no\. ?1)\b").is_some());
    }

    #[test]
    fn a_broken_or_empty_pattern_is_a_fault_with_its_place() {
        assert_eq!(check("best (of").unwrap_err().range, Some(5..6));
        assert!(check("x*").unwrap_err().message.contains("no characters"));
        assert!(check(r"(?:[a-z]{50}){500}").is_err());
    }
}
