//! Checks a rule, a mask or a hedge as a whole: what it must have, and what would do nothing.

use std::ops::Range;
use std::sync::Arc;

use claimlint_base::grade::{Grade, Reach};
use toml::Spanned;

use super::Validator;
use crate::file::{HedgeEntry, MaskEntry, RuleEntry};
use crate::{Category, Hedge, Mask, MaskScope, Rule, RuleKind, Safety, Severity, Slip};

/// How far a mask of scope `after` reaches where it is not said, in words.
const DEFAULT_MASK_REACH: usize = 5;

impl Validator {
    pub(super) fn rule(&mut self, table: &Spanned<RuleEntry>) {
        let entry = table.get_ref();
        let Some((id, place)) = self.id(entry.id.as_ref(), "rule", table.span()) else { return };
        let kind = entry.kind.as_ref().map(|kind| *kind.get_ref());
        if kind.is_none() {
            self.missing(&place, &id, "kind");
        }
        if entry.category.is_none() {
            self.missing(&place, &id, "category");
        }
        if entry.severity.is_none() {
            self.missing(&place, &id, "severity");
        }
        let kind = kind.unwrap_or(RuleKind::Phrase);
        self.fields_of_kind(entry, kind, &id, &place);
        let message = self.text(&entry.message, &id, "message", &place);
        self.placeholders(entry.message.as_ref(), kind);
        [&entry.why, &entry.help].into_iter().for_each(|text| self.no_placeholders(text.as_ref()));
        let rule = Rule {
            pack: self.pack.clone(),
            kind,
            category: entry.category.unwrap_or(Category::Typo),
            severity: entry.severity.unwrap_or(Severity::Note),
            message,
            why: self.text(&entry.why, &id, "why", &place),
            help: self.text(&entry.help, &id, "help", &place),
            label: entry.label.clone().unwrap_or_default(),
            norms: self.norms(&entry.norms),
            needs: entry.needs.as_ref().map_or(Grade::Traceable, |needs| *needs.get_ref()),
            reach: entry.reach.as_ref().map_or(Reach::NextSentence, |reach| *reach.get_ref()),
            fault: entry.fault.as_ref().map(|fault| *fault.get_ref()),
            slip: entry.slip.as_ref().map(|slip| *slip.get_ref()),
            suppression: entry.suppression.as_ref().map(|fault| *fault.get_ref()),
            allow: entry.allow.iter().map(|word| word.get_ref().to_lowercase()).collect(),
            safety: entry.safety.as_ref().map_or(Safety::Safe, |safety| *safety.get_ref()),
            phrases: self.phrases(&entry.phrases),
            patterns: self.patterns(&entry.patterns),
            except: self.phrases(&entry.except),
            replace: self.replacements(&entry.replace),
            forms: self.take_forms(),
            variants: Arc::new(self.variants(entry)),
            against: self.phrases(&entry.against),
            topics: self.phrases(&entry.topics),
            examples: self.examples(entry.examples.as_ref(), &id, &place, true),
            formerly: self.former_names(&entry.formerly),
            id,
        };
        self.definitions.rules.push(rule);
    }

    /// Fields that a kind needs, and ones that would do nothing for it.
    fn fields_of_kind(&mut self, entry: &RuleEntry, kind: RuleKind, id: &str, place: &Range<usize>) {
        let looks = !entry.phrases.is_empty() || !entry.patterns.is_empty();
        let first_look = entry.phrases.first().or(entry.patterns.first());
        match kind {
            RuleKind::Claim | RuleKind::Phrase | RuleKind::Conflict if !looks => {
                self.fault(
                    place.clone(),
                    format!("the rule `{id}` looks for nothing; give it `phrases` or `patterns`"),
                );
            }
            RuleKind::Replace if entry.replace.is_empty() => self.missing(place, id, "replace"),
            RuleKind::Reference if entry.fault.is_none() => self.missing(place, id, "fault"),
            RuleKind::Spelling if entry.slip.is_none() => self.missing(place, id, "slip"),
            RuleKind::Suppression if entry.suppression.is_none() => self.missing(place, id, "suppression"),
            RuleKind::Variants if entry.variants.is_empty() && entry.either.is_empty() => {
                self.missing(place, id, "variants");
            }
            RuleKind::Conflict if entry.against.is_empty() => self.missing(place, id, "against"),
            _ => {}
        }
        let only = |field: &str, kinds: &str| format!("`{field}` is for rules of kind {kinds}");
        let mut misplaced: Vec<(Range<usize>, String)> = Vec::new();
        if kind != RuleKind::Claim {
            misplaced.extend(entry.needs.as_ref().map(|needs| (needs.span(), only("needs", "claim"))));
            misplaced.extend(entry.reach.as_ref().map(|reach| (reach.span(), only("reach", "claim"))));
        }
        if kind != RuleKind::Replace {
            misplaced
                .extend(entry.replace.keys().next().map(|first| (first.span(), only("replace", "replace"))));
        }
        let mends =
            matches!(kind, RuleKind::Replace | RuleKind::Spelling | RuleKind::Variants | RuleKind::Reference);
        if !mends {
            let kinds = "replace, spelling, variants and reference";
            misplaced.extend(entry.safety.as_ref().map(|safety| (safety.span(), only("safety", kinds))));
        }
        if kind != RuleKind::Spelling {
            misplaced.extend(entry.slip.as_ref().map(|slip| (slip.span(), only("slip", "spelling"))));
            misplaced.extend(entry.allow.first().map(|allow| (allow.span(), only("allow", "spelling"))));
        }
        if kind != RuleKind::Variants {
            misplaced
                .extend(entry.variants.first().map(|first| (first.span(), only("variants", "variants"))));
            misplaced.extend(entry.either.first().map(|first| (first.span(), only("either", "variants"))));
            misplaced.extend(entry.together.as_ref().map(|one| (one.span(), only("together", "variants"))));
        }
        if kind != RuleKind::Conflict {
            misplaced.extend(entry.against.first().map(|first| (first.span(), only("against", "conflict"))));
            misplaced.extend(entry.topics.first().map(|first| (first.span(), only("topics", "conflict"))));
        }
        if kind != RuleKind::Reference {
            misplaced.extend(entry.fault.as_ref().map(|fault| (fault.span(), only("fault", "reference"))));
        }
        if kind != RuleKind::Suppression {
            let of_kind = |one: &Spanned<_>| (one.span(), only("suppression", "suppression"));
            misplaced.extend(entry.suppression.as_ref().map(of_kind));
        }
        let finds_itself = match kind {
            RuleKind::Replace | RuleKind::Reference | RuleKind::Variants | RuleKind::Suppression => true,
            RuleKind::Spelling => {
                entry.slip.as_ref().is_none_or(|slip| *slip.get_ref() != Slip::StrayCapital)
            }
            RuleKind::Claim | RuleKind::Phrase | RuleKind::Conflict => false,
        };
        if finds_itself {
            let kinds = "claim, phrase and conflict";
            misplaced.extend(first_look.map(|first| (first.span(), only("phrases` or `patterns", kinds))));
        }
        for (range, message) in misplaced {
            self.fault(range, message);
        }
    }

    pub(super) fn mask(&mut self, table: &Spanned<MaskEntry>) {
        let entry = table.get_ref();
        let Some((id, place)) = self.id(entry.id.as_ref(), "mask", table.span()) else { return };
        let scope = entry.scope.as_ref().map(|scope| *scope.get_ref());
        if scope.is_none() {
            self.missing(&place, &id, "scope");
        }
        let scope = scope.unwrap_or(MaskScope::Words);
        let looks = !entry.phrases.is_empty() || !entry.patterns.is_empty();
        if looks == (scope == MaskScope::Quotation) {
            let needs = if looks { "has no phrases or patterns" } else { "needs `phrases` or `patterns`" };
            self.fault(place.clone(), format!("a mask of scope `{scope}` {needs}"));
        }
        if let Some(reach) = entry.reach.as_ref().filter(|_| scope != MaskScope::After) {
            self.fault(reach.span(), "`reach` is for masks of scope `after`");
        }
        let mask = Mask {
            pack: self.pack.clone(),
            silences: entry.silences.clone().unwrap_or_else(claims),
            scope,
            reach: entry.reach.as_ref().map_or(DEFAULT_MASK_REACH, |reach| *reach.get_ref()),
            why: self.text(&entry.why, &id, "why", &place),
            phrases: self.phrases(&entry.phrases),
            patterns: self.patterns(&entry.patterns),
            except: self.phrases(&entry.except),
            examples: self.examples(entry.examples.as_ref(), &id, &place, false),
            id,
        };
        self.definitions.masks.push(mask);
    }

    pub(super) fn hedge(&mut self, table: &Spanned<HedgeEntry>) {
        let entry = table.get_ref();
        let Some((id, place)) = self.id(entry.id.as_ref(), "hedge", table.span()) else { return };
        if entry.phrases.is_empty() {
            self.missing(&place, &id, "phrases");
        }
        let hedge = Hedge {
            pack: self.pack.clone(),
            lowers: entry.lowers.clone().unwrap_or_else(claims),
            why: self.text(&entry.why, &id, "why", &place),
            phrases: self.phrases(&entry.phrases),
            examples: self.examples(entry.examples.as_ref(), &id, &place, false),
            id,
        };
        self.definitions.hedges.push(hedge);
    }
}

fn claims() -> Vec<Category> {
    Category::ALL.iter().copied().filter(|category| category.is_claim()).collect()
}
