//! A rule file as it is typed: plain structs for TOML, and the source of the JSON schema for editors.
//!
//! Nothing is checked here but types and names of keys; the module `validate` does the rest. Structs are flat because
//! spans are lost inside tagged enums.

use std::collections::BTreeMap;

use claimlint_base::grade::{Grade, Reach};
use schemars::JsonSchema;
use serde::Deserialize;
use toml::Spanned;

use super::kinds::{Category, CitationFault, MaskScope, RuleKind, Safety, Severity, Slip, SuppressionFault};
use super::markets::{Market, PageKind, Within};

/// A list of texts, each with its place.
pub type Texts = Vec<Spanned<String>>;

/// A rule file.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PackFile {
    /// What the rules of this file have in common.
    pub pack: Option<PackEntry>,
    /// Named word lists; `<name>` in a phrase is any of their entries, and an entry `<other>` takes in another list.
    #[serde(default)]
    #[schemars(with = "BTreeMap<String, Vec<String>>")]
    pub lexicon: BTreeMap<Spanned<String>, Texts>,
    /// Tables of word forms. Each column is a word list, and a right form of a rule may ask for the word beside another.
    #[serde(default)]
    pub forms: Vec<FormsEntry>,
    /// The rules.
    #[serde(default)]
    #[schemars(with = "Vec<RuleEntry>")]
    pub rule: Vec<Spanned<RuleEntry>>,
    /// Contexts in which a phrase is not a claim.
    #[serde(default)]
    #[schemars(with = "Vec<MaskEntry>")]
    pub mask: Vec<Spanned<MaskEntry>>,
    /// Words that limit a claim.
    #[serde(default)]
    #[schemars(with = "Vec<HedgeEntry>")]
    pub hedge: Vec<Spanned<HedgeEntry>>,
    /// Additions to what other files define.
    pub extend: Option<ExtendEntry>,
    /// Changes to rules that other files define, by the rule's id.
    #[serde(default, rename = "override")]
    #[schemars(with = "BTreeMap<String, OverrideEntry>")]
    pub overrides: BTreeMap<Spanned<String>, OverrideEntry>,
}

/// A table of word forms: `columns = ["verb", "verb-s"]`, `rows = ["lift lifts"]`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FormsEntry {
    /// The names of the word lists.
    #[schemars(with = "Vec<String>")]
    pub columns: Texts,
    /// One word for each, with spaces between them.
    #[schemars(with = "Vec<String>")]
    pub rows: Texts,
}

/// The head of a rule file.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PackEntry {
    /// The name by which the command line and the configuration select its rules.
    #[schemars(with = "String")]
    pub name: Spanned<String>,
    /// The name for people.
    pub title: Option<String>,
    /// Whether its rules run unless they are asked for; true by default.
    pub default: Option<bool>,
}

/// A rule.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RuleEntry {
    /// The name of the fault, in small letters and hyphens; it reads as "allow unsupported-superlative".
    #[schemars(with = "String", required)]
    pub id: Option<Spanned<String>>,
    /// Names that it had before, which suppressions, baselines and configurations may still have.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub formerly: Texts,
    /// What the rule does with a match.
    #[schemars(with = "RuleKind", required)]
    pub kind: Option<Spanned<RuleKind>>,
    /// What its findings are about.
    #[schemars(required)]
    pub category: Option<Category>,
    /// How much they weigh.
    #[schemars(required)]
    pub severity: Option<Severity>,
    /// What to say about a match; `{match}` is the words found.
    #[schemars(with = "String", required)]
    pub message: Option<Spanned<String>>,
    /// Why it matters.
    #[schemars(with = "String", required)]
    pub why: Option<Spanned<String>>,
    /// What would satisfy the rule.
    #[schemars(with = "String", required)]
    pub help: Option<Spanned<String>>,
    /// A few words to put beside the caret.
    pub label: Option<String>,
    /// What to look for, as phrases.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub phrases: Texts,
    /// What to look for, as regular expressions, where phrases cannot say it.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub patterns: Texts,
    /// Phrases in which a match does not count.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub except: Texts,
    /// For kind `replace`: wrong words and the right ones. `[[…]]` marks the part of a phrase that is replaced;
    /// `<name>` in the right ones is the word it holds of that list, or the word beside it in its table of forms.
    #[serde(default)]
    #[schemars(with = "BTreeMap<String, String>")]
    pub replace: BTreeMap<Spanned<String>, Spanned<String>>,
    /// For kind `replace`: whether it holds in whole sentences only, and not in the clipped style of tables, of the texts of
    /// pictures and of list items without a full stop.
    #[schemars(with = "Option<bool>")]
    pub sentences: Option<Spanned<bool>>,
    /// For kind `suppression`: the fault of a suppression that is reported.
    #[schemars(with = "Option<SuppressionFault>")]
    pub suppression: Option<Spanned<SuppressionFault>>,
    /// For kind `spelling`: the slip that is reported.
    #[schemars(with = "Option<Slip>")]
    pub slip: Option<Spanned<Slip>>,
    /// For kind `spelling`: words at which it is not a slip.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub allow: Texts,
    /// For kinds `replace`, `spelling` and `variants`: how far the fix may be trusted.
    #[schemars(with = "Option<Safety>")]
    pub safety: Option<Spanned<Safety>>,
    /// For kind `variants`: groups of forms of which a document should use one. `micro-needl(e|es|ing)` lists endings;
    /// `skin care|skin-care` counts as one form.
    #[serde(default)]
    #[schemars(with = "Vec<Vec<String>>")]
    pub variants: Vec<Spanned<Texts>>,
    /// For kind `variants`: whether all groups are one choice, as British and American spelling are.
    #[schemars(with = "Option<bool>")]
    pub together: Option<Spanned<bool>>,
    /// For kind `variants` with `together`: groups whose second form goes with both sides.
    #[serde(default)]
    #[schemars(with = "Vec<Vec<String>>")]
    pub either: Vec<Spanned<Texts>>,
    /// For kind `conflict`: what contradicts the phrases.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub against: Texts,
    /// For kind `conflict`: what a promise may be about; what contradicts it must be about the same.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub topics: Texts,
    /// For kind `companion`: what the phrases ask for. Any of these nearby is enough.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub asks: Texts,
    /// For kind `companion`: how far away that may be: in the same block, under the same heading, or anywhere on the page.
    #[schemars(with = "Option<Within>")]
    pub within: Option<Spanned<Within>>,
    /// For kind `reference`: the fault of a citation that is reported.
    #[schemars(with = "Option<CitationFault>")]
    pub fault: Option<Spanned<CitationFault>>,
    /// For kind `claim`: the grade of citation that satisfies it.
    #[schemars(with = "Option<Grade>")]
    pub needs: Option<Spanned<Grade>>,
    /// For kind `claim`: where the citation may be.
    #[schemars(with = "Option<Reach>")]
    pub reach: Option<Spanned<Reach>>,
    /// The rules, laws and guidelines it rests on.
    #[serde(default)]
    #[schemars(with = "Vec<NormEntry>")]
    pub norms: Vec<Spanned<NormEntry>>,
    /// What to write instead, as suggestions that are never applied by themselves: words that the rule finds, and others.
    /// `<name>` in these is the word that was found of that list, as for kind `replace`.
    #[serde(default)]
    #[schemars(with = "BTreeMap<String, String>")]
    pub rewrites: BTreeMap<Spanned<String>, Spanned<String>>,
    /// Its tests.
    pub examples: Option<ExamplesEntry>,
}

/// A rule, law or guideline that findings rest on, or by which wording is accepted.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct NormEntry {
    /// The market in which it holds. A rule with such norms runs where one of their markets is chosen.
    #[schemars(with = "Option<Market>")]
    pub market: Option<Spanned<Market>>,
    /// How much a finding weighs in that market; without it, as much as the rule says.
    #[schemars(with = "Option<Severity>")]
    pub severity: Option<Spanned<Severity>>,
    /// Who enforces it.
    #[schemars(with = "Option<String>")]
    pub authority: Option<Spanned<String>>,
    /// The code, act or guideline.
    #[schemars(with = "String", required)]
    pub name: Option<Spanned<String>>,
    /// The section, where it was read at its address.
    #[schemars(with = "Option<String>")]
    pub section: Option<Spanned<String>>,
    /// Where it can be read.
    #[schemars(with = "String", required)]
    pub url: Option<Spanned<String>>,
    /// The day from which it holds, as `2026-09-27`.
    #[schemars(with = "Option<String>")]
    pub in_force_from: Option<Spanned<String>>,
    /// The day it was last read there, as `2026-11-20`.
    #[schemars(with = "String", required)]
    pub checked: Option<Spanned<String>>,
    /// The kinds of page on which it holds; without it, on all.
    #[serde(default)]
    #[schemars(with = "Vec<PageKind>")]
    pub pages: Vec<Spanned<PageKind>>,
}

/// The tests of a rule, a mask or a hedge; at least two of each sort.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ExamplesEntry {
    /// A rule reports each of these, over what `[[…]]` marks. A mask does not silence the finding; a hedge lowers it.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub flag: Texts,
    /// A rule reports none of these. A mask silences what `[[…]]` marks; a hedge leaves its severity.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub pass: Texts,
}

/// A mask.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MaskEntry {
    /// Its name, in small letters and hyphens.
    #[schemars(with = "String", required)]
    pub id: Option<Spanned<String>>,
    /// How far it reaches.
    #[schemars(with = "MaskScope", required)]
    pub scope: Option<Spanned<MaskScope>>,
    /// For scope `after`: how many words after its own.
    #[schemars(with = "Option<usize>")]
    pub reach: Option<Spanned<usize>>,
    /// The categories it silences; without it, all that are claims.
    pub silences: Option<Vec<Category>>,
    /// Why such a context is not a claim.
    #[schemars(with = "String", required)]
    pub why: Option<Spanned<String>>,
    /// By what such wording is accepted. With norms of markets, a finding is silent only as far as it rests on these.
    #[serde(default)]
    #[schemars(with = "Vec<NormEntry>")]
    pub norms: Vec<Spanned<NormEntry>>,
    /// What raises it, as phrases.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub phrases: Texts,
    /// What raises it, as regular expressions.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub patterns: Texts,
    /// Phrases that do not raise it after all.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub except: Texts,
    /// Its tests.
    pub examples: Option<ExamplesEntry>,
}

/// A hedge.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct HedgeEntry {
    /// Its name, in small letters and hyphens.
    #[schemars(with = "String", required)]
    pub id: Option<Spanned<String>>,
    /// The categories it applies to; without it, all that are claims.
    pub lowers: Option<Vec<Category>>,
    /// Why it limits a claim.
    #[schemars(with = "String", required)]
    pub why: Option<Spanned<String>>,
    /// What raises it, as phrases.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub phrases: Texts,
    /// Its tests.
    pub examples: Option<ExamplesEntry>,
}

/// Additions to what other files define.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ExtendEntry {
    /// Entries for word lists that exist.
    #[serde(default)]
    #[schemars(with = "BTreeMap<String, Vec<String>>")]
    pub lexicon: BTreeMap<Spanned<String>, Texts>,
}

/// Changes to one rule.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OverrideEntry {
    /// Another severity.
    pub severity: Option<Severity>,
    /// False switches the rule off.
    pub enabled: Option<bool>,
    /// More phrases in which a match does not count.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub except: Texts,
}
