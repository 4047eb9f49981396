//! Phrases and patterns that are looked for together, and what each means where it is found.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::lexicon::Lexicons;
use super::matcher::{Matcher, MatcherBuilder, PhraseId, Words};
use super::pattern::{Patterns, PatternsBuilder};
use super::phrase::Part;

/// What a match means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Target {
    /// A match of the rule with this index.
    Rule(usize),
    /// A place where that rule stays silent.
    RuleExcept(usize),
    /// The replacement of the rule with these indexes.
    Replace(usize, usize),
    /// A spelling, by its index, of the rule with this index.
    Variant(usize, usize),
    /// What contradicts the rule with this index.
    Against(usize),
    /// The subject, by its index, of the rule with this index.
    Topic(usize, usize),
    /// A match of the mask with this index.
    Mask(usize),
    /// A place that does not raise that mask.
    MaskExcept(usize),
    /// A match of the hedge with this index.
    Hedge(usize),
}

/// What is to be found: phrases and patterns with their meanings.
#[derive(Debug, Default)]
pub struct Wanted<'d> {
    /// The phrases.
    pub phrases: Vec<(&'d [Part], Target)>,
    /// The patterns.
    pub patterns: Vec<(&'d str, Target)>,
}

impl<'d> Wanted<'d> {
    /// Adds phrases and patterns of one meaning.
    pub fn add(&mut self, phrases: &'d [Vec<Part>], patterns: &'d [String], target: Target) {
        self.phrases.extend(phrases.iter().map(|parts| (parts.as_slice(), target)));
        self.patterns.extend(patterns.iter().map(|pattern| (pattern.as_str(), target)));
    }
}

/// Finds phrases and patterns in sentences.
#[derive(Debug)]
pub struct Finder {
    matcher: Matcher,
    patterns: Patterns,
    phrase_targets: Vec<Target>,
    pattern_targets: Vec<Target>,
    /// Phrases with a marked part, which is looked for again inside a match.
    marked: FxHashMap<PhraseId, Vec<Part>>,
    lexicons: Arc<Lexicons>,
}

impl Finder {
    /// A finder of all that is wanted. `words` holds the words of all the phrases.
    pub fn new(wanted: &Wanted<'_>, lexicons: &Arc<Lexicons>, words: &Arc<Words>) -> Finder {
        let mut matcher = MatcherBuilder::new(lexicons, words.clone());
        let mut marked = FxHashMap::default();
        for (phrase, (parts, _)) in wanted.phrases.iter().enumerate() {
            let phrase = phrase as PhraseId;
            matcher.add(parts, phrase);
            if has_mark(parts) {
                marked.insert(phrase, parts.to_vec());
            }
        }
        let mut patterns = PatternsBuilder::default();
        wanted.patterns.iter().for_each(|(pattern, _)| patterns.add(pattern));
        Finder {
            matcher: matcher.finish(),
            patterns: patterns.finish(),
            phrase_targets: wanted.phrases.iter().map(|(_, target)| *target).collect(),
            pattern_targets: wanted.patterns.iter().map(|(_, target)| *target).collect(),
            marked,
            lexicons: lexicons.clone(),
        }
    }

    /// The matcher of all phrases.
    pub fn matcher(&self) -> &Matcher {
        &self.matcher
    }

    /// All patterns.
    pub fn patterns(&self) -> &Patterns {
        &self.patterns
    }

    /// What a phrase that was found means.
    pub fn phrase_target(&self, phrase: PhraseId) -> Target {
        self.phrase_targets[phrase as usize]
    }

    /// What a pattern that was found means.
    pub fn pattern_target(&self, pattern: u32) -> Target {
        self.pattern_targets[pattern as usize]
    }

    /// Whether a phrase marks a part of itself.
    pub fn has_mark(&self, phrase: PhraseId) -> bool {
        self.marked.contains_key(&phrase)
    }

    /// The words of a phrase's match, in small letters, that its `[[…]]` marks: first and one past the last; `None`
    /// where the whole is meant.
    pub fn marked_part(&self, phrase: PhraseId, words: &[&str]) -> Option<(usize, usize)> {
        let parts = self.marked.get(&phrase)?;
        let mut mark = None;
        let fits = locate(&self.lexicons, parts, words, 0, &mut mark, &mut |end, _| end == words.len());
        mark.filter(|_| fits)
    }
}

fn has_mark(parts: &[Part]) -> bool {
    parts.iter().any(|part| match part {
        Part::Marked(_) => true,
        Part::Maybe(way) => has_mark(way),
        Part::Either(ways) => ways.iter().any(|way| has_mark(way)),
        Part::Word(_) | Part::Lexicon(_) | Part::Gap(..) => false,
    })
}

type Mark = Option<(usize, usize)>;

/// Fits the parts to the words from `at`, calls `rest` where they end, and notes where the marked part lies.
fn locate(
    lexicons: &Lexicons,
    parts: &[Part],
    words: &[&str],
    at: usize,
    mark: &mut Mark,
    rest: &mut dyn FnMut(usize, &mut Mark) -> bool,
) -> bool {
    let Some((part, after)) = parts.split_first() else { return rest(at, mark) };
    let mut go_on = |at: usize, mark: &mut Mark| locate(lexicons, after, words, at, mark, rest);
    match part {
        Part::Word(word) => words.get(at) == Some(&word.as_str()) && go_on(at + 1, mark),
        Part::Lexicon(name) => (1..=lexicons.longest(name)).any(|length| {
            words.get(at..at + length).is_some_and(|entry| lexicons.holds(name, entry))
                && go_on(at + length, mark)
        }),
        Part::Either(ways) => ways.iter().any(|way| locate(lexicons, way, words, at, mark, &mut go_on)),
        Part::Maybe(way) => locate(lexicons, way, words, at, mark, &mut go_on) || go_on(at, mark),
        Part::Gap(low, high) => (*low..=*high)
            .any(|width| at + usize::from(width) <= words.len() && go_on(at + usize::from(width), mark)),
        Part::Marked(way) => locate(lexicons, way, words, at, mark, &mut |end, mark| {
            let before = *mark;
            *mark = Some((at, end));
            let fits = go_on(end, mark);
            if !fits {
                *mark = before;
            }
            fits
        }),
    }
}
