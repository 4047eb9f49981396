//! Checks a rule as a whole: what it must have, and what would do nothing for its kind.

use std::ops::Range;
use std::sync::Arc;

use toml::Spanned;

use super::validator::{Head, Validator};
use crate::definitions::{RuleDefinition, Sought};
use crate::file::{RuleEntry, Texts};
use crate::kinds::{Category, RuleKind, Safety, Severity, Slip};
use crate::markets::Within;
use crate::replacement::Replace;
use crate::rule::{Body, Needs, Rule};
use crate::variants::Variants;

/// A field that is only for rules of some kinds.
struct Field {
    name: &'static str,
    kinds: &'static [RuleKind],
    /// Where the rule has it.
    place: Option<Range<usize>>,
}

impl Validator {
    pub(super) fn rule(&mut self, table: &Spanned<RuleEntry>) {
        let entry = table.get_ref();
        let Some(head) = self.head(entry.id.as_ref(), "rule", table.span()) else { return };
        self.check_required(entry, &head);
        let kind = value(&entry.kind).unwrap_or(RuleKind::Phrase);
        self.check_fields(entry, kind, &head);
        let message = self.text(&entry.message, &head, "message");
        self.placeholders(entry.message.as_ref(), kind);
        [&entry.why, &entry.help].into_iter().for_each(|text| self.no_placeholders(text.as_ref()));
        let why = self.text(&entry.why, &head, "why");
        let help = self.text(&entry.help, &head, "help");
        let norms = self.norms_of_rule(entry, kind);
        // Fields of other kinds are read as well, so that all faults are reported at once.
        let (phrases, patterns) = (self.phrases(&entry.phrases), self.patterns(&entry.patterns));
        let except = self.phrases(&entry.except);
        let replaced = self.replacements(entry);
        let (variants, spellings) = self.variants(entry);
        let (against, topics) = (self.phrases(&entry.against), self.phrases(&entry.topics));
        let asks = self.asks(entry, kind, &head);
        let rewritten = self.rewrites(entry, kind);
        let wrong = entry.replace.keys().chain(entry.rewrites.keys());
        let rows = self.rows(&[&entry.phrases, &entry.against], &entry.patterns, wrong);
        let ask_rows = self.rows(&[&entry.asks], &Texts::new(), [].iter());
        let examples = self.examples(entry.examples.as_ref(), &head);
        self.check_marks(entry.examples.as_ref());
        let formerly = self.former_names(&entry.formerly);
        let safety = value(&entry.safety).unwrap_or(Safety::Safe);
        let sentences = value(&entry.sentences).unwrap_or_default();
        let replace = Replace { replacements: replaced.replacements, forms: replaced.forms, safety };
        let rule = Rule {
            id: head.id,
            formerly,
            pack: self.pack.clone(),
            category: entry.category.unwrap_or(Category::Typo),
            severity: entry.severity.unwrap_or(Severity::Note),
            message,
            why,
            help,
            label: entry.label.clone().unwrap_or_default(),
            norms,
            rewrites: rewritten.right,
            sentences,
            body: body(entry, kind, replace, variants),
        };
        let wrong = replaced.wrong;
        let (rewritten, texts) = (rewritten.phrases, rewritten.texts);
        let sought = Sought { phrases, patterns, except, wrong, spellings, against, topics, asks, rewritten };
        self.definitions.rules.push(RuleDefinition {
            rule,
            sought,
            rows,
            asks: ask_rows,
            rewritten: texts,
            examples,
        });
    }

    /// Fields that every rule needs, except texts.
    fn check_required(&mut self, entry: &RuleEntry, head: &Head) {
        if entry.kind.is_none() {
            self.missing(head, "kind");
        }
        if entry.category.is_none() {
            self.missing(head, "category");
        }
        if entry.severity.is_none() {
            self.missing(head, "severity");
        }
    }

    /// Fields that a kind needs, and ones that would do nothing for it.
    fn check_fields(&mut self, entry: &RuleEntry, kind: RuleKind, head: &Head) {
        let looks = !entry.phrases.is_empty() || !entry.patterns.is_empty();
        match kind {
            RuleKind::Claim | RuleKind::Phrase | RuleKind::Conflict | RuleKind::Companion if !looks => {
                let message =
                    format!("the rule `{}` looks for nothing; give it `phrases` or `patterns`", head.id);
                self.fault(head.place.clone(), message);
            }
            RuleKind::Replace if entry.replace.is_empty() => self.missing(head, "replace"),
            RuleKind::Reference if entry.fault.is_none() => self.missing(head, "fault"),
            RuleKind::Spelling if entry.slip.is_none() => self.missing(head, "slip"),
            RuleKind::Suppression if entry.suppression.is_none() => self.missing(head, "suppression"),
            RuleKind::Variants if entry.variants.is_empty() && entry.either.is_empty() => {
                self.missing(head, "variants");
            }
            RuleKind::Conflict if entry.against.is_empty() => self.missing(head, "against"),
            _ => {}
        }
        for Field { name, kinds, place } in Field::all(entry, kind) {
            if let Some(place) = place.filter(|_| !kinds.contains(&kind)) {
                self.fault(place, format!("`{name}` is for rules of kind {}", listed(kinds)));
            }
        }
    }
}

impl Field {
    fn of(name: &'static str, kinds: &'static [RuleKind], place: Option<Range<usize>>) -> Field {
        Field { name, kinds, place }
    }

    /// The fields of a rule that not every kind has, in the order in which their faults are reported.
    fn all(entry: &RuleEntry, kind: RuleKind) -> [Field; 18] {
        use RuleKind::{
            Claim, Companion, Conflict, Phrase, Reference, Replace, Spelling, Suppression, Variants,
        };
        // Rules of kind `spelling` find their slips themselves, all but capitals.
        let finds_capitals = kind == Spelling && value(&entry.slip) == Some(Slip::StrayCapital);
        let looks = entry.phrases.first().or(entry.patterns.first()).filter(|_| !finds_capitals);
        [
            Field::of("needs", &[Claim], place(&entry.needs)),
            Field::of("reach", &[Claim], place(&entry.reach)),
            Field::of("replace", &[Replace], entry.replace.keys().next().map(Spanned::span)),
            Field::of("sentences", &[Phrase, Replace], place(&entry.sentences)),
            Field::of("safety", &[Replace, Spelling, Variants, Reference], place(&entry.safety)),
            Field::of("slip", &[Spelling], place(&entry.slip)),
            Field::of("allow", &[Spelling], entry.allow.first().map(Spanned::span)),
            Field::of("variants", &[Variants], entry.variants.first().map(Spanned::span)),
            Field::of("either", &[Variants], entry.either.first().map(Spanned::span)),
            Field::of("together", &[Variants], place(&entry.together)),
            Field::of("against", &[Conflict], entry.against.first().map(Spanned::span)),
            Field::of("topics", &[Conflict], entry.topics.first().map(Spanned::span)),
            Field::of("asks", &[Companion], entry.asks.first().map(Spanned::span)),
            Field::of("within", &[Companion], place(&entry.within)),
            Field::of(
                "rewrites",
                &[Claim, Phrase, Companion],
                entry.rewrites.keys().next().map(Spanned::span),
            ),
            Field::of("fault", &[Reference], place(&entry.fault)),
            Field::of("suppression", &[Suppression], place(&entry.suppression)),
            Field::of(
                "phrases` or `patterns",
                &[Claim, Phrase, Conflict, Companion],
                looks.map(Spanned::span),
            ),
        ]
    }
}

/// What a rule does with a match. Where the field is missing that says it, which is a fault, it does the least.
fn body(entry: &RuleEntry, kind: RuleKind, replace: Replace, variants: Variants) -> Body {
    let safety = replace.safety;
    let body = match kind {
        RuleKind::Claim => {
            let usual = Needs::default();
            let grade = value(&entry.needs).unwrap_or(usual.grade);
            let reach = value(&entry.reach).unwrap_or(usual.reach);
            Some(Body::Claim(Needs { grade, reach }))
        }
        RuleKind::Phrase => Some(Body::Phrase),
        RuleKind::Replace => Some(Body::Replace(replace)),
        RuleKind::Reference => value(&entry.fault).map(|fault| Body::Reference { fault, safety }),
        RuleKind::Spelling => value(&entry.slip).map(|slip| {
            let allow = entry.allow.iter().map(|word| word.get_ref().to_lowercase()).collect();
            Body::Spelling { slip, allow, safety }
        }),
        RuleKind::Variants => Some(Body::Variants(Arc::new(variants))),
        RuleKind::Conflict => Some(Body::Conflict),
        RuleKind::Companion => {
            Some(Body::Companion { within: value(&entry.within).unwrap_or(Within::Block) })
        }
        RuleKind::Suppression => value(&entry.suppression).map(|fault| Body::Suppression { fault }),
    };
    body.unwrap_or(Body::Phrase)
}

fn value<T: Copy>(field: &Option<Spanned<T>>) -> Option<T> {
    field.as_ref().map(|field| *field.get_ref())
}

fn place<T>(field: &Option<Spanned<T>>) -> Option<Range<usize>> {
    field.as_ref().map(Spanned::span)
}

/// The names of kinds as a sentence has them: "claim, phrase and conflict".
fn listed(kinds: &[RuleKind]) -> String {
    let names: Vec<&str> = kinds.iter().map(|kind| kind.name()).collect();
    match names.as_slice() {
        [others @ .., last] if !others.is_empty() => format!("{} and {last}", others.join(", ")),
        _ => names.concat(),
    }
}
