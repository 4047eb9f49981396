//! The literals that a pattern cannot match without.

use memchr::memmem::Finder;
use regex_syntax::hir::literal::Extractor;
use regex_syntax::hir::{Hir, HirKind, Look};
use serde::{Deserialize, Serialize};

use super::compile::parse;
use super::pairs::Pairs;
use super::set::Literals;

/// More literals than this say nothing about a sentence.
pub(super) const MOST_LITERALS: usize = 64;

/// More beginnings of sentences than this are not looked for. They may be more than literals, since they are looked for
/// only once in each sentence.
const MOST_BEGINNINGS: usize = 512;

/// Of so many ways to spell it, in capitals and small letters, a literal may have one.
const MOST_SPELLINGS: usize = 4;

/// No more sets of literals than this are looked for, of which the last are in most sentences anyway.
const MOST_SETS: usize = 4;

/// What calls for a pattern: literals, in small letters.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub(super) struct Call {
    /// Every sentence that the pattern matches begins with one of these. There are none where it may match anywhere.
    pub beginnings: Literals,
    /// Every match has one of each of these sets, of which the least common comes first.
    pub sets: Vec<Literals>,
}

impl Call {
    pub fn of(pattern: &str) -> Call {
        // The literals are looked for in small letters.
        let Ok(parsed) = parse(pattern, false) else { return Call::default() };
        let mut sets = sets_of(&parsed);
        sets.sort_by_key(Set::commonness);
        let mut kept: Vec<Set> = Vec::new();
        for set in sets {
            if !kept.iter().any(|rarer| rarer.implies(&set)) {
                kept.push(set);
            }
        }
        let sets = kept.iter().take(MOST_SETS).map(|set| Literals::of(&set.literals, set.begin_words));
        let beginnings = beginnings(&parsed).unwrap_or_default();
        Call { beginnings: Literals::of(&beginnings, false), sets: sets.collect() }
    }

    /// The least common set of literals; `None` where there is none that a sentence could be without.
    pub fn rarest(&self) -> Option<&Literals> {
        self.sets.first().filter(|set| !set.iter().any(|literal| literal == b" "))
    }

    /// What finds the literals, but those that call for the pattern: where it is called for, a sentence is known to have one.
    pub fn needed(&self) -> Needed {
        let finders = |set: &Literals| set.iter().map(|literal| Finder::new(literal).into_owned()).collect();
        let known = usize::from(self.beginnings.is_empty());
        Needed(self.sets.iter().skip(known).map(finders).collect())
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

/// Literals of which every match has one.
#[derive(Debug, Clone)]
struct Set {
    literals: Vec<Vec<u8>>,
    /// Whether they are at the beginning of a word in it.
    begin_words: bool,
}

impl Set {
    /// Whether a sentence that has one of them has one of others as well, as a part of it.
    fn implies(&self, other: &Set) -> bool {
        let has_part = |literal: &Vec<u8>| {
            other.literals.iter().any(|part| memchr::memmem::find(literal, part).is_some())
        };
        self.literals.iter().all(has_part)
    }

    /// How often copy has one of them.
    fn commonness(&self) -> u32 {
        self.literals.iter().map(|literal| commonness(literal, self.begin_words)).sum()
    }
}

/// What every match begins with, for a pattern that matches at the beginning of a sentence alone.
fn beginnings(parsed: &Hir) -> Option<Vec<Vec<u8>>> {
    let HirKind::Concat(parts) = parsed.kind() else { return None };
    let is_anchored = matches!(parts.first()?.kind(), HirKind::Look(Look::Start));
    if is_anchored { usable(parsed, MOST_BEGINNINGS, <[u8]>::starts_with) } else { None }
}

/// How often English copy has a literal, roughly: in a thousand sentences.
fn commonness(literal: &[u8], begins_word: bool) -> u32 {
    if literal.iter().any(|byte| byte.is_ascii_digit() || RARE_SIGNS.contains(byte) || !byte.is_ascii()) {
        // Few sentences have a figure or such a sign, and fewer have this one.
        return if literal.len() == 1 { 20 } else { 5 };
    }
    // A sign is as rare as two letters, and a word has one beginning.
    let rarity = |byte: &u8| match byte {
        b' ' | b'.' | b',' => 0,
        byte if byte.is_ascii_alphabetic() => 1,
        _ => 2,
    };
    match literal.iter().map(rarity).sum::<usize>() + usize::from(begins_word) {
        0 | 1 => 900,
        2 => 500,
        3 => 200,
        4 => 50,
        5 => 20,
        6 => 5,
        _ => 1,
    }
}

/// Signs that few sentences have. Nearly all have a stop, and many a comma, a hyphen or a bracket.
const RARE_SIGNS: &[u8] = b"%+$#&=/*@?[]<>\"";

/// The sets of literals of which every match of a part has one.
fn sets_of(part: &Hir) -> Vec<Set> {
    let set = |part: &Hir, begin_words| {
        let has = |literal: &[u8], shorter: &[u8]| match begin_words {
            // A shorter one inside begins no word.
            true => literal.starts_with(shorter),
            false => memchr::memmem::find(literal, shorter).is_some(),
        };
        Some(Set { literals: usable(part, MOST_LITERALS, has)?, begin_words })
    };
    let mut sets: Vec<Set> = set(part, false).into_iter().collect();
    match part.kind() {
        HirKind::Concat(parts) => {
            for (at, part) in parts.iter().enumerate() {
                // What comes first in a part is longer with what follows it.
                let begins_word = at > 0 && is_boundary(&parts[at - 1]);
                let rest = set(&Hir::concat(parts[at..].to_vec()), begins_word);
                sets.extend(rest.filter(|_| at > 0).map(checked));
                sets.extend(sets_of(part));
            }
        }
        HirKind::Alternation(ways) => sets.extend(set_of_ways(ways)),
        HirKind::Capture(capture) => sets.extend(sets_of(&capture.sub)),
        HirKind::Repetition(repetition) if repetition.min > 0 => sets.extend(sets_of(&repetition.sub)),
        _ => {}
    }
    sets
}

/// The least common literals of each of several ways, together.
fn set_of_ways(ways: &[Hir]) -> Option<Set> {
    let rarest = |way: &Hir| sets_of(way).into_iter().min_by_key(Set::commonness);
    let sets: Option<Vec<Set>> = ways.iter().map(rarest).collect();
    let sets = sets?;
    let begin_words = sets.iter().all(|set| set.begin_words);
    let mut literals: Vec<Vec<u8>> = sets.into_iter().flat_map(|set| set.literals).collect();
    literals.sort_unstable();
    literals.dedup();
    (literals.len() <= MOST_LITERALS).then_some(Set { literals, begin_words })
}

/// Whether a part is the beginning or the end of a word.
fn is_boundary(part: &Hir) -> bool {
    matches!(part.kind(), HirKind::Look(Look::WordAscii | Look::WordUnicode))
}

/// A set whose literals begin words only where they have letters to begin with: "- to" after a word ends it.
fn checked(set: Set) -> Set {
    let begin_words = set.begin_words
        && set.literals.iter().all(|literal| literal.first().is_some_and(u8::is_ascii_alphanumeric));
    Set { begin_words, ..set }
}

/// The literals that a match of this part can begin with, where they are few. A literal is left out where `has` finds a
/// shorter one in it: where it is, the shorter one is as well, and calls for the pattern.
fn usable(part: &Hir, most: usize, has: impl Fn(&[u8], &[u8]) -> bool) -> Option<Vec<Vec<u8>>> {
    // In capitals and small letters there are more of them; what is left of too many are their beginnings.
    let in_all_cases = usable_among(part, MOST_SPELLINGS * most, most, &has);
    in_all_cases.or_else(|| usable_among(part, most, most, &has))
}

/// The same, where no more than `limit` are gone through.
fn usable_among(
    part: &Hir,
    limit: usize,
    most: usize,
    has: impl Fn(&[u8], &[u8]) -> bool,
) -> Option<Vec<Vec<u8>>> {
    let mut extractor = Extractor::new();
    extractor.limit_class(12).limit_repeat(4).limit_literal_len(10).limit_total(limit);
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
        && shortest.iter().all(|bytes| !bytes.is_empty() && has_one_case(bytes));
    is_usable.then_some(shortest)
}

/// Whether a literal in small letters of ASCII is the same in small letters of all kinds.
fn has_one_case(literal: &[u8]) -> bool {
    let has_none = |sign: char| sign.to_lowercase().eq([sign]) && sign.to_uppercase().eq([sign]);
    let is_cased = |sign: char| !sign.is_ascii() && !has_none(sign);
    std::str::from_utf8(literal).is_ok_and(|literal| !literal.contains(is_cased))
}
