//! The validated rule, mask and hedge, and the sets they form.
//!
//! `file` is the TOML as typed, `validate` makes definitions of it or reports every fault, `set` compiles the
//! definitions into `finder`s, `selection` says which of them a run uses, `packs` where the files come from. What a rule
//! does with a match is [`crate::check`]'s.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::grade::{Grade, Reach};
use crate::names::named_enum;

pub mod file;
pub mod finder;
pub mod lexicon;
pub mod mark;
pub mod matcher;
pub mod packs;
pub mod pattern;
pub mod phrase;
pub mod selection;
pub mod set;
pub mod table;
pub mod tokens;
pub mod validate;
pub mod variants;
pub mod vocabulary;

pub use selection::Selection;
pub use set::{Library, RuleSet};
pub use validate::Definitions;

named_enum! {
    /// What a rule does with a match.
    pub enum RuleKind {
        /// A claim, reported unless a citation within reach satisfies it.
        Claim = "claim",
        /// Words that should not stand, whatever backs them.
        Phrase = "phrase",
        /// Wrong words, with the right ones as a fix.
        Replace = "replace",
        /// A fault in a citation.
        Reference = "reference",
        /// A slip of spelling or typing that a dictionary or the signs around a word show.
        Spelling = "spelling",
        /// One spelling of a word in a document.
        Variants = "variants",
        /// A promise that the same document contradicts.
        Conflict = "conflict",
        /// A fault in a comment that takes findings back.
        Suppression = "suppression",
    }
}

named_enum! {
    /// What a finding is about.
    pub enum Category {
        /// Ranks above others, or beyond compare.
        Superlative = "superlative",
        /// Promises without limit.
        Absolute = "absolute",
        /// Rests on research nobody can look up.
        Study = "study",
        /// Rests on people nobody named.
        Authority = "authority",
        /// A figure from nowhere.
        Statistic = "statistic",
        /// A broken or weak citation.
        Citation = "citation",
        /// Treats or cures.
        Medical = "medical",
        /// Leaves out what must be said.
        Disclosure = "disclosure",
        /// Contradicts or varies itself.
        Consistency = "consistency",
        /// A misspelt or wrong word.
        Typo = "typo",
    }
}

impl Category {
    /// Whether a finding of this category is a claim that contexts such as a question take back.
    pub fn is_claim(self) -> bool {
        !matches!(self, Category::Citation | Category::Consistency | Category::Typo)
    }
}

named_enum! {
    /// How much a finding weighs, least first.
    pub enum Severity {
        /// Worth a look.
        Note = "note",
        /// Allowed only with evidence.
        Warning = "warning",
        /// Normally breaks a rule of advertising, or is plainly wrong.
        Error = "error",
    }
}

impl Severity {
    /// One step less, as a hedge makes it.
    pub fn lowered(self) -> Severity {
        match self {
            Severity::Error => Severity::Warning,
            Severity::Warning | Severity::Note => Severity::Note,
        }
    }
}

named_enum! {
    /// How far a mask reaches from the words that raise it.
    pub enum MaskScope {
        /// The words themselves are no claim.
        Words = "words",
        /// What follows in the clause, up to `reach` words.
        After = "after",
        /// The clause.
        Clause = "clause",
        /// The sentence.
        Sentence = "sentence",
        /// The block.
        Block = "block",
        /// The heading and what stands under it, up to the next heading; raised by headings alone.
        Section = "section",
        /// What stands in quotation marks, where it is long enough to be speech. Such a mask has no phrases.
        Quotation = "quotation",
    }
}

named_enum! {
    /// Which fault of a citation a rule of kind `reference` reports.
    pub enum CitationFault {
        /// It names a journal, a year or both, and nothing that finds the paper.
        Partial = "partial",
        /// A number or note without an entry.
        Dangling = "dangling",
        /// An entry of a numbered list, or a footnote, that nothing in the text names.
        Uncited = "uncited",
        /// Two entries for one source.
        Twice = "twice",
        /// An entry with neither a year nor an identifier.
        MissingYear = "missing-year",
        /// An entry from a journal that is in no list of ours, and that nothing else leads to.
        UnknownJournal = "unknown-journal",
        /// An identifier that does not have the form of its kind.
        Malformed = "malformed",
        /// A number of a book or journal whose last digit does not agree with the others.
        Checksum = "checksum",
        /// A DOI with a label or a resolver that is no longer written.
        OldForm = "old-form",
        /// A journal whose name is misspelt.
        Journal = "journal",
        /// A year that has not come yet.
        Future = "future",
        /// A link whose text promises research and that leads to a shop or to what anybody may write.
        Promise = "promise",
        /// A link of which nobody can see where it leads.
        Shortened = "shortened",
        /// A quotation from a paper that nobody can find.
        Quotation = "quotation",
        /// Sources of which none is of the last ten years.
        Dated = "dated",
        /// A paper that was retracted, by what `claimlint verify` found out.
        Retracted = "retracted",
        /// A paper whose editors warn of it.
        Concern = "concern",
        /// An identifier that no registry has.
        NotFound = "not-found",
        /// An identifier that leads to another paper than the text says.
        Mismatch = "mismatch",
        /// A document that makes claims and names no source at all.
        Unsourced = "unsourced",
    }
}

named_enum! {
    /// Which slip of spelling or typing a rule of kind `spelling` reports.
    pub enum Slip {
        /// A word that no dictionary knows, near to one that it does.
        UnknownWord = "unknown-word",
        /// Two words without the blank between them.
        JoinedWords = "joined-words",
        /// A word written twice.
        DoubledWord = "doubled-word",
        /// "a" before the sound of a vowel, or "an" before another.
        WrongArticle = "wrong-article",
        /// A stop or comma without a blank behind it.
        MissingSpace = "missing-space",
        /// A blank before a stop, or on one side of a hyphen.
        StraySpace = "stray-space",
        /// A comma or stop written twice.
        DoubledMark = "doubled-mark",
        /// A bracket or quotation mark without its other half.
        UnpairedMark = "unpaired-mark",
        /// A capital on a common noun inside a sentence; the rule's phrases say where.
        StrayCapital = "stray-capital",
        /// A sentence that begins with a small letter.
        MissingCapital = "missing-capital",
    }
}

named_enum! {
    /// Which fault of a suppression a rule of kind `suppression` reports.
    pub enum SuppressionFault {
        /// It does not say what to do, for which rules, or why.
        Broken = "broken",
        /// It names a rule, category or pack that does not exist.
        Unknown = "unknown",
        /// Nothing that it names is found where it holds.
        Unused = "unused",
        /// Its last day is over.
        Expired = "expired",
    }
}

named_enum! {
    /// How far a fix may be trusted.
    pub enum Safety {
        /// No editor could object.
        Safe = "safe",
        /// Right in most places; a person should look.
        Unsafe = "unsafe",
    }
}

/// The rule, law or guideline that a finding rests on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Norm {
    /// The code, act or guideline.
    pub name: String,
    /// The section, where it was read at its address.
    pub section: Option<String>,
    /// Where it can be read.
    pub url: String,
    /// The day it was last read there, as `2026-11-20`.
    pub checked: String,
}

/// Sentences that a rule must and must not report. `[[…]]` in a sentence marks what must be covered.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Examples {
    /// Each is reported, over every marked stretch.
    pub flag: Vec<String>,
    /// None is reported.
    pub pass: Vec<String>,
}

/// Wrong words and the right ones.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Replacement {
    /// The phrase, whose marked part, or the whole, is wrong.
    #[serde(skip)]
    pub wrong: Vec<phrase::Part>,
    /// What belongs there.
    pub right: String,
    /// Where `right` has a `<name>`: it, and which of the rule's [`Rule::forms`] say what belongs in its place.
    pub forms: Option<(String, usize)>,
}

/// Words in small letters, and the form of each that is right; in order, none twice.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Forms(String);

impl Forms {
    /// Takes words with their forms. Neither has a line end in it.
    pub fn new(forms: &BTreeMap<String, String>) -> Forms {
        let lines = forms.iter().map(|(word, form)| format!("\n{word}\n{form}\n"));
        Forms(lines.collect())
    }

    /// The right form of a word.
    pub fn get(&self, word: &str) -> Option<&str> {
        let mut parts = self.0.split('\n');
        // A line end, the word, its form, and again.
        while let (Some(_), Some(known), Some(form)) = (parts.next(), parts.next(), parts.next()) {
            if known == word {
                return Some(form);
            }
        }
        None
    }
}

/// A rule that has been checked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rule {
    /// Its name, which says the fault.
    pub id: String,
    /// Names that it had before. Suppressions, baselines and configurations that have them still mean it.
    pub formerly: Vec<String>,
    /// The pack it belongs to.
    pub pack: String,
    /// What it does with a match.
    pub kind: RuleKind,
    /// What its findings are about.
    pub category: Category,
    /// How much they weigh.
    pub severity: Severity,
    /// What is said of a match; `{match}` and, for citations, `{found}` and `{missing}` are filled in.
    pub message: String,
    /// Why it matters.
    pub why: String,
    /// What would satisfy it.
    pub help: String,
    /// A few words for the caret.
    pub label: String,
    /// What it rests on.
    pub norms: Vec<Norm>,
    /// The grade that satisfies a claim.
    pub needs: Grade,
    /// Where a citation may stand.
    pub reach: Reach,
    /// The fault that a rule of kind `reference` reports.
    pub fault: Option<CitationFault>,
    /// The slip that a rule of kind `spelling` reports.
    pub slip: Option<Slip>,
    /// The fault that a rule of kind `suppression` reports.
    pub suppression: Option<SuppressionFault>,
    /// Words at which a rule of kind `spelling` finds nothing wrong, in small letters.
    pub allow: Vec<String>,
    /// How far the fix of a rule of kind `replace` or `spelling` may be trusted.
    pub safety: Safety,
    /// What it looks for.
    #[serde(skip)]
    pub phrases: Vec<Vec<phrase::Part>>,
    /// What it looks for that phrases cannot say.
    #[serde(skip)]
    pub patterns: Vec<String>,
    /// Where it stays silent.
    #[serde(skip)]
    pub except: Vec<Vec<phrase::Part>>,
    /// What it replaces.
    pub replace: Vec<Replacement>,
    /// The forms that its replacements choose from.
    pub forms: Vec<Forms>,
    /// The forms among which a document should choose, for kind `variants`.
    pub variants: Arc<variants::Variants>,
    /// What contradicts its phrases, for kind `conflict`.
    #[serde(skip)]
    pub against: Vec<Vec<phrase::Part>>,
    /// What a promise and its contradiction may be about, for kind `conflict`; each entry is one subject.
    #[serde(skip)]
    pub topics: Vec<Vec<phrase::Part>>,
    /// Its tests.
    #[serde(skip)]
    pub examples: Examples,
}

impl Rule {
    /// The rule without what it looks for and without its tests, which nobody needs once it is compiled.
    pub fn without_phrases(&self) -> Rule {
        let mut rule = Rule {
            phrases: Vec::new(),
            patterns: Vec::new(),
            except: Vec::new(),
            against: Vec::new(),
            topics: Vec::new(),
            examples: Examples::default(),
            ..self.clone()
        };
        rule.replace.iter_mut().for_each(|replacement| replacement.wrong.clear());
        let mut variants = (*rule.variants).clone();
        variants.spellings.iter_mut().for_each(|spelling| spelling.parts.clear());
        rule.variants = Arc::new(variants);
        rule
    }

    /// Whether a name means it: its own or a former one, that of its category or pack, or `all`.
    pub fn is_called(&self, name: &str) -> bool {
        name == "all"
            || name == self.id
            || name == self.category.name()
            || name == self.pack
            || self.formerly.iter().any(|former| former == name)
    }

    /// The category by which masks and hedges judge its matches. A contradiction begins with a promise; what
    /// contradicts it promises nothing, and is taken back by a denial or a question, but not by a "may".
    pub fn judged_as(&self, against: bool) -> Category {
        match self.kind {
            RuleKind::Conflict if against => Category::Medical,
            RuleKind::Conflict => Category::Absolute,
            _ => self.category,
        }
    }
}

/// A context in which a phrase is no claim.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mask {
    /// Its name.
    pub id: String,
    /// The pack it belongs to.
    pub pack: String,
    /// The categories it silences.
    pub silences: Vec<Category>,
    /// How far it reaches.
    pub scope: MaskScope,
    /// How many words behind its own it reaches, for [`MaskScope::After`].
    pub reach: usize,
    /// Why such a context is no claim.
    pub why: String,
    /// What raises it.
    #[serde(skip)]
    pub phrases: Vec<Vec<phrase::Part>>,
    /// What raises it that phrases cannot say.
    #[serde(skip)]
    pub patterns: Vec<String>,
    /// What does not raise it after all.
    #[serde(skip)]
    pub except: Vec<Vec<phrase::Part>>,
    /// Its tests: sentences that it silences, and ones that it must not.
    #[serde(skip)]
    pub examples: Examples,
}

impl Mask {
    /// The mask without what raises it and without its tests.
    pub fn without_phrases(&self) -> Mask {
        let (phrases, patterns, except) = Default::default();
        Mask { phrases, patterns, except, examples: Examples::default(), ..self.clone() }
    }
}

/// Words that limit a claim, and make it weigh one step less.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hedge {
    /// Its name.
    pub id: String,
    /// The pack it belongs to.
    pub pack: String,
    /// The categories it applies to.
    pub lowers: Vec<Category>,
    /// Why it limits a claim.
    pub why: String,
    /// What raises it.
    #[serde(skip)]
    pub phrases: Vec<Vec<phrase::Part>>,
    /// Its tests: sentences whose finding it lowers, and ones whose finding it does not.
    #[serde(skip)]
    pub examples: Examples,
}

impl Hedge {
    /// The hedge without what raises it and without its tests.
    pub fn without_phrases(&self) -> Hedge {
        Hedge { phrases: Vec::new(), examples: Examples::default(), ..self.clone() }
    }
}
