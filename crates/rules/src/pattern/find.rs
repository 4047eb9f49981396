//! All patterns together, and which of them are run on a sentence.

use std::ops::Range;
use std::sync::OnceLock;

use aho_corasick::Anchored;
use regex_automata::meta::Regex;
use serde::{Deserialize, Serialize};

use super::call::{Call, MOST_LITERALS, Needed};
use super::compile::{compile, is_small};
use super::literals::Literals;

/// To look for more literals than this takes longer than to run a pattern. To compile it takes far longer than either.
const QUICKER_THAN_RUNNING: usize = 6;

/// One pattern.
#[derive(Debug, Serialize, Deserialize)]
struct Pattern {
    text: String,
    call: Call,
    /// Whether it is run on the sentence in small letters.
    is_small: bool,
    /// Compiled when it is first called for; `None` if that fails, which is not a pattern that was checked.
    #[serde(skip)]
    regex: OnceLock<Option<Regex>>,
    /// What finds what else a match needs; made when the pattern is first called for.
    #[serde(skip)]
    needed: OnceLock<Needed>,
}

impl Pattern {
    fn of(text: &str) -> Pattern {
        let (call, is_small) = (Call::of(text), is_small(text));
        Pattern { text: text.to_owned(), call, is_small, regex: OnceLock::new(), needed: OnceLock::new() }
    }

    /// Whether a sentence in small letters that called for the pattern has what else it needs.
    fn may_match(&self, small: &str) -> bool {
        let most = if self.regex.get().is_some() { QUICKER_THAN_RUNNING } else { MOST_LITERALS };
        self.needed.get_or_init(|| self.call.needed()).are_in(small, most)
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
#[derive(Debug, Default)]
struct Calls {
    /// The literals that call for patterns.
    prefilter: Option<Literals>,
    /// The pattern each literal calls for.
    owners: Vec<u32>,
    /// Patterns that no literal calls for, or only what every sentence has.
    always: Vec<u32>,
    /// What a sentence must begin with so that a pattern that begins with `^` may match it.
    beginnings: Option<Literals>,
    /// The pattern each beginning calls for.
    beginning_owners: Vec<u32>,
}

impl Calls {
    fn of(patterns: &[Pattern]) -> Calls {
        let mut all = Calls::default();
        let (mut beginnings, mut literals) = (Vec::new(), Vec::new());
        for (id, pattern) in patterns.iter().enumerate() {
            let id = id as u32;
            if !pattern.call.beginnings.is_empty() {
                all.beginning_owners.extend(pattern.call.beginnings.iter().map(|_| id));
                beginnings.extend(&pattern.call.beginnings);
            } else if let Some(rarest) = pattern.call.rarest() {
                all.owners.extend(rarest.iter().map(|_| id));
                literals.extend(rarest);
            } else {
                all.always.push(id);
            }
        }
        if !beginnings.is_empty() {
            all.beginnings = Literals::new(beginnings, Anchored::Yes);
            if all.beginnings.is_none() {
                all.always.extend(&all.beginning_owners);
            }
        }
        if !literals.is_empty() {
            // A fault here would mean too many literals for the automaton; then every pattern is always run.
            all.prefilter = Literals::new(literals, Anchored::No);
            if all.prefilter.is_none() {
                all.always = (0..patterns.len() as u32).collect();
            }
        }
        all
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
        if let Some(beginnings) = &calls.beginnings {
            beginnings.find(small, |at| called.push(calls.beginning_owners[at]));
        }
        if let Some(prefilter) = &calls.prefilter {
            prefilter.find(small, |at| called.push(calls.owners[at]));
        }
        called.sort_unstable();
        called.dedup();
        for &id in called.iter() {
            let pattern = &self.patterns[id as usize];
            if !is_wanted(id) || !pattern.may_match(small) {
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
