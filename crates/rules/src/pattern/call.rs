//! The literals that a pattern cannot match without.

use memchr::memmem::Finder;
use regex_syntax::hir::literal::Extractor;
use regex_syntax::hir::{Hir, HirKind, Look};
use serde::{Deserialize, Serialize};

use super::compile::parse;
use super::pairs::Pairs;

/// More literals than this say nothing about a sentence.
pub(super) const MOST_LITERALS: usize = 64;

/// More beginnings of sentences than this are not looked for. They may be more than literals, since they are looked for
/// only once in each sentence.
const MOST_BEGINNINGS: usize = 512;

/// What calls for a pattern: literals, in small letters.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Call {
    /// Every sentence that the pattern matches begins with one of these. There are none where it may match anywhere.
    pub beginnings: Vec<Vec<u8>>,
    /// Every match has one of each of these sets, of which the least common comes first.
    pub literals: Vec<Vec<Vec<u8>>>,
}

impl Call {
    pub fn of(pattern: &str) -> Call {
        // The literals are looked for in small letters.
        let Ok(parsed) = parse(pattern, false) else { return Call::default() };
        let mut literals = Vec::new();
        collect(&parsed, &mut literals);
        literals.sort_by_key(|literals| commonness_of(literals));
        literals.dedup();
        Call { beginnings: beginnings(&parsed).unwrap_or_default(), literals }
    }

    /// The least common set of literals; `None` where there is none that a sentence could be without.
    pub fn rarest(&self) -> Option<&Vec<Vec<u8>>> {
        self.literals.first().filter(|set| !set.iter().any(|literal| literal == b" "))
    }

    /// What finds the literals, but those that call for the pattern: where it is called for, a sentence is known to have one.
    pub fn needed(&self) -> Needed {
        let finders =
            |set: &Vec<Vec<u8>>| set.iter().map(|literal| Finder::new(literal).into_owned()).collect();
        let known = usize::from(self.beginnings.is_empty());
        Needed(self.literals.iter().skip(known).map(finders).collect())
    }
}

/// Finds the literals of a pattern.
#[derive(Debug)]
pub(super) struct Needed(Vec<Vec<Finder<'static>>>);

impl Needed {
    /// Whether a sentence in small letters has one of each set of at most so many literals. `pairs` gives the pairs of letters that it
    /// has.
    pub fn are_in<'p>(&self, small: &str, pairs: impl Fn() -> &'p Pairs, most: usize) -> bool {
        let is_in =
            |literal: &Finder| pairs().may_have(literal.needle()) && literal.find(small.as_bytes()).is_some();
        let mut sets = self.0.iter().filter(|set| set.len() <= most);
        sets.all(|set| set.iter().any(is_in))
    }
}

/// What every match begins with, for a pattern that matches at the beginning of a sentence alone.
fn beginnings(parsed: &Hir) -> Option<Vec<Vec<u8>>> {
    let HirKind::Concat(parts) = parsed.kind() else { return None };
    let is_anchored = matches!(parts.first()?.kind(), HirKind::Look(Look::Start));
    if is_anchored { usable(parsed, MOST_BEGINNINGS, <[u8]>::starts_with) } else { None }
}

/// How often copy has one of some literals.
fn commonness_of(literals: &[Vec<u8>]) -> u32 {
    literals.iter().map(|literal| commonness(literal)).sum()
}

/// How often English copy has a literal, roughly: in a thousand sentences.
fn commonness(literal: &[u8]) -> u32 {
    if literal.iter().any(|byte| byte.is_ascii_digit() || RARE_SIGNS.contains(byte)) {
        // Few sentences have a figure or such a sign, and fewer have this one.
        return if literal.len() == 1 { 20 } else { 5 };
    }
    match literal.iter().filter(|byte| byte.is_ascii_alphabetic()).count() {
        0 | 1 => 900,
        2 => 500,
        3 => 200,
        4 => 50,
        5 => 20,
        _ => 5,
    }
}

/// Signs that few sentences have. Nearly all have a stop, and many a comma, a hyphen or a bracket.
const RARE_SIGNS: &[u8] = b"%+$#&=/*@?[]<>\"";

/// Adds the literals of each part of the pattern that every match needs.
fn collect(part: &Hir, candidates: &mut Vec<Vec<Vec<u8>>>) {
    let has = |literal: &[u8], shorter: &[u8]| memchr::memmem::find(literal, shorter).is_some();
    candidates.extend(usable(part, MOST_LITERALS, has));
    match part.kind() {
        HirKind::Concat(parts) => parts.iter().for_each(|part| collect(part, candidates)),
        HirKind::Capture(capture) => collect(&capture.sub, candidates),
        HirKind::Repetition(repetition) if repetition.min > 0 => collect(&repetition.sub, candidates),
        _ => {}
    }
}

/// The literals that a match of this part can begin with, where they are few. A literal is left out where `has` finds a
/// shorter one in it: where it is, the shorter one is as well, and calls for the pattern.
fn usable(part: &Hir, most: usize, has: impl Fn(&[u8], &[u8]) -> bool) -> Option<Vec<Vec<u8>>> {
    let mut extractor = Extractor::new();
    extractor.limit_class(12).limit_repeat(4).limit_literal_len(10).limit_total(2 * MOST_BEGINNINGS);
    let literals = extractor.extract(part);
    let mut spellings: Vec<Vec<u8>> =
        literals.literals()?.iter().map(|literal| literal.as_bytes().to_ascii_lowercase()).collect();
    spellings.sort_by_key(Vec::len);
    let mut shortest: Vec<Vec<u8>> = Vec::new();
    for spelling in spellings {
        if !shortest.iter().any(|shorter| has(&spelling, shorter)) {
            shortest.push(spelling);
        }
    }
    let is_usable = !shortest.is_empty()
        && shortest.len() <= most
        && shortest.iter().all(|bytes| !bytes.is_empty() && bytes.is_ascii());
    is_usable.then_some(shortest)
}
