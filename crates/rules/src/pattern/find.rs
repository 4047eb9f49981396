//! All patterns together, and which of them are run on a sentence.

use std::cell::OnceCell;
use std::ops::Range;
use std::sync::OnceLock;

use regex_automata::meta::Regex;
use serde::{Deserialize, Serialize};

use super::call::{Call, MOST_LITERALS, Needed};
use super::compile::{compile, compile_for_ascii, is_small};
use super::literals::Beginnings;
use super::pairs::Pairs;

/// To look for more literals than this takes longer than to run a pattern. To compile it takes far longer than either.
const QUICKER_THAN_RUNNING: usize = 12;

/// One pattern.
#[derive(Debug, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
struct Pattern {
    text: String,
    call: Call,
    /// Whether it is run on the sentence in small letters.
    is_small: bool,
    /// Compiled for sentences of ASCII when such a one first calls for it; `None` if that fails, which is not a pattern that was
    /// checked.
    #[serde(skip)]
    for_ascii: OnceLock<Option<Regex>>,
    /// The same for other sentences.
    #[serde(skip)]
    for_all: OnceLock<Option<Regex>>,
    /// What finds what else a match needs; made when the pattern is first called for.
    #[serde(skip)]
    needed: OnceLock<Needed>,
}

impl Pattern {
    fn of(text: &str) -> Pattern {
        let (for_ascii, for_all, needed) = Default::default();
        Pattern {
            text: text.to_owned(),
            call: Call::of(text),
            is_small: is_small(text),
            for_ascii,
            for_all,
            needed,
        }
    }

    /// Whether a sentence in small letters that called for the pattern has what else it needs. `pairs` gives the pairs of letters
    /// that it has.
    fn may_match<'p>(&self, small: &str, pairs: impl Fn() -> &'p Pairs) -> bool {
        let is_compiled = self.for_ascii.get().is_some() || self.for_all.get().is_some();
        let most = if is_compiled { QUICKER_THAN_RUNNING } else { MOST_LITERALS };
        self.needed.get_or_init(|| self.call.needed()).are_in(small, pairs, most)
    }

    /// What finds it in a sentence.
    fn regex(&self, is_ascii: bool) -> Option<&Regex> {
        let regex = match is_ascii {
            true => self.for_ascii.get_or_init(|| compile_for_ascii(&self.text)),
            false => self.for_all.get_or_init(|| compile(&self.text).ok()),
        };
        regex.as_ref()
    }
}

impl PartialEq for Pattern {
    fn eq(&self, other: &Pattern) -> bool {
        (&self.text, &self.call) == (&other.text, &other.call)
    }
}

impl Eq for Pattern {}

/// All patterns.
#[derive(Debug, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Patterns {
    patterns: Vec<Pattern>,
    /// Made when the first sentence is searched: not every run looks for all of them.
    #[serde(skip)]
    calls: OnceLock<Calls>,
}

/// The rest follows from the patterns.
impl PartialEq for Patterns {
    fn eq(&self, other: &Patterns) -> bool {
        self.patterns == other.patterns
    }
}

impl Eq for Patterns {}

/// What says which patterns are run on a sentence.
#[derive(Debug)]
struct Calls {
    /// The literals that call for patterns.
    literals: Beginnings,
    /// What a sentence must begin with so that a pattern that begins with `^` may match it.
    beginnings: Beginnings,
    /// Patterns that no literal calls for, or only what every sentence has.
    always: Vec<u32>,
}

impl Calls {
    fn of(patterns: &[Pattern]) -> Calls {
        let (mut beginnings, mut literals, mut always) = (Vec::new(), Vec::new(), Vec::new());
        for (pattern, id) in patterns.iter().zip(0..) {
            let call = &pattern.call;
            if !call.beginnings.is_empty() {
                beginnings.push((&call.beginnings, id));
            } else if let Some(rarest) = call.rarest() {
                literals.push((rarest, id));
            } else {
                always.push(id);
            }
        }
        let [literals, beginnings] = [literals, beginnings].map(|all| Beginnings::new(all.into_iter()));
        Calls { literals, beginnings, always }
    }
}

impl Patterns {
    /// Patterns in which [`super::check`] found no fault. They are numbered in this order.
    pub fn of<'p>(patterns: impl Iterator<Item = &'p str>) -> Patterns {
        Patterns { patterns: patterns.map(Pattern::of).collect(), calls: OnceLock::new() }
    }

    /// Finds every match in a sentence, and passes `found` the number of the pattern and the bytes of the sentence that
    /// it covers. `small` is the sentence with its capitals of ASCII made small, `called` working space. A pattern that is not
    /// wanted is not even compiled.
    pub fn find(
        &self,
        sentence: &str,
        small: &str,
        called: &mut Vec<u32>,
        is_wanted: impl Fn(u32) -> bool,
        mut found: impl FnMut(u32, Range<usize>),
    ) {
        let calls = self.calls.get_or_init(|| Calls::of(&self.patterns));
        called.clear();
        called.extend(&calls.always);
        calls.beginnings.find_first(small.as_bytes(), |owner| called.push(owner));
        calls.literals.find(small.as_bytes(), |owner| called.push(owner));
        called.sort_unstable();
        called.dedup();
        let (pairs, is_ascii) = (OnceCell::new(), sentence.is_ascii());
        let pairs = || pairs.get_or_init(|| Pairs::of(small.as_bytes()));
        for &id in called.iter() {
            let pattern = &self.patterns[id as usize];
            if !is_wanted(id) || !pattern.may_match(small, pairs) {
                continue;
            }
            let text = if pattern.is_small { small } else { sentence };
            for hit in pattern.regex(is_ascii).iter().flat_map(|regex| regex.find_iter(text)) {
                found(id, hit.range());
            }
        }
    }
}
