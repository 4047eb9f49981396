//! Compiles the definitions that a run selects into one matcher.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::lexicon::Lexicons;
use super::matcher::{Matcher, MatcherBuilder, PhraseId};
use super::pattern::{Patterns, PatternsBuilder};
use super::phrase::Part;
use super::tokens::Vocabulary;
use super::validate::Definitions;
use super::{Hedge, Mask, Rule, Severity};

/// Which rules a run uses, by the names of rules, categories and packs.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Selection {
    /// Only these; `None` means every pack that is on by default. `all` names every rule.
    pub select: Option<Vec<String>>,
    /// These as well.
    pub extend: Vec<String>,
    /// But none of these.
    pub ignore: Vec<String>,
    /// Severities that replace the rules' own.
    pub severity: FxHashMap<String, Severity>,
}

impl Selection {
    /// Whether a rule is used.
    fn takes(&self, rule: &Rule, definitions: &Definitions) -> bool {
        let named = |names: &[String]| names.iter().any(|name| names_rule(name, rule));
        let by_default = || definitions.packs.iter().any(|pack| pack.name == rule.pack && pack.default);
        let selected = self.select.as_deref().map_or_else(by_default, named) || named(&self.extend);
        selected && !named(&self.ignore)
    }
}

fn names_rule(name: &str, rule: &Rule) -> bool {
    name == "all" || name == rule.id || name == rule.category.name() || name == rule.pack
}

/// What a match means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Target {
    /// A match of the rule with this index.
    Rule(usize),
    /// A place where that rule stays silent.
    RuleExcept(usize),
    /// The replacement of the rule with these indexes.
    Replace(usize, usize),
    /// A match of the mask with this index.
    Mask(usize),
    /// A place that does not raise that mask.
    MaskExcept(usize),
    /// A match of the hedge with this index.
    Hedge(usize),
}

/// The rules of a run, compiled. Made once, used by all threads.
#[derive(Debug)]
pub struct RuleSet {
    /// The rules, which targets index.
    pub rules: Vec<Arc<Rule>>,
    /// The masks, which targets index.
    pub masks: Vec<Mask>,
    /// The hedges, which targets index.
    pub hedges: Vec<Hedge>,
    matcher: Matcher,
    patterns: Patterns,
    phrase_targets: Vec<Target>,
    pattern_targets: Vec<Target>,
    /// Phrases with a marked part, which is looked for again inside a match.
    marked: FxHashMap<PhraseId, Vec<Part>>,
    lexicons: Arc<Lexicons>,
}

impl RuleSet {
    /// Compiles the rules that are selected, and all masks and hedges.
    pub fn compile(definitions: &Definitions, selection: &Selection) -> RuleSet {
        let mut rules: Vec<Rule> =
            definitions.rules.iter().filter(|rule| selection.takes(rule, definitions)).cloned().collect();
        for rule in &mut rules {
            rule.severity = selection.severity.get(&rule.id).copied().unwrap_or(rule.severity);
        }
        let Definitions { masks, hedges, lexicons, .. } = definitions;
        let mut compiler = Compiler::new(lexicons);
        for (index, rule) in rules.iter().enumerate() {
            compiler.phrases(&rule.phrases, Target::Rule(index));
            compiler.patterns(&rule.patterns, Target::Rule(index));
            compiler.phrases(&rule.except, Target::RuleExcept(index));
            for (at, replacement) in rule.replace.iter().enumerate() {
                compiler.phrase(&replacement.wrong, Target::Replace(index, at));
            }
        }
        for (index, mask) in masks.iter().enumerate() {
            compiler.phrases(&mask.phrases, Target::Mask(index));
            compiler.patterns(&mask.patterns, Target::Mask(index));
            compiler.phrases(&mask.except, Target::MaskExcept(index));
        }
        for (index, hedge) in hedges.iter().enumerate() {
            compiler.phrases(&hedge.phrases, Target::Hedge(index));
        }
        let Compiler { matcher, patterns, phrase_targets, pattern_targets, marked } = compiler;
        let (matcher, patterns) = (matcher.finish(), patterns.finish());
        RuleSet {
            rules: rules.into_iter().map(Arc::new).collect(),
            masks: masks.clone(),
            hedges: hedges.clone(),
            matcher,
            patterns,
            phrase_targets,
            pattern_targets,
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

struct Compiler<'l> {
    matcher: MatcherBuilder<'l>,
    patterns: PatternsBuilder,
    phrase_targets: Vec<Target>,
    pattern_targets: Vec<Target>,
    marked: FxHashMap<PhraseId, Vec<Part>>,
}

impl<'l> Compiler<'l> {
    fn new(lexicons: &'l Lexicons) -> Compiler<'l> {
        Compiler {
            matcher: MatcherBuilder::new(lexicons, Vocabulary::default()),
            patterns: PatternsBuilder::default(),
            phrase_targets: Vec::new(),
            pattern_targets: Vec::new(),
            marked: FxHashMap::default(),
        }
    }

    fn phrases(&mut self, phrases: &[Vec<Part>], target: Target) {
        phrases.iter().for_each(|parts| self.phrase(parts, target));
    }

    fn phrase(&mut self, parts: &[Part], target: Target) {
        let phrase = self.phrase_targets.len() as PhraseId;
        self.matcher.add(parts, phrase);
        self.phrase_targets.push(target);
        if has_mark(parts) {
            self.marked.insert(phrase, parts.to_vec());
        }
    }

    fn patterns(&mut self, patterns: &[String], target: Target) {
        for pattern in patterns {
            self.patterns.add(pattern);
            self.pattern_targets.push(target);
        }
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
