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
    /// Named word lists: `<name>` in a phrase is any of their entries, and an entry `<other>` includes another list.
    #[serde(default)]
    #[schemars(with = "BTreeMap<String, Vec<String>>")]
    pub lexicon: BTreeMap<Spanned<String>, Texts>,
    /// Tables of word forms. Each column is a word list, and a correction can use another form of the word that was found.
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
    /// Whether its rules run without being selected; true by default.
    pub default: Option<bool>,
}

/// A rule.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RuleEntry {
    /// The name of the fault, in lower-case letters and hyphens, such as `unsupported-superlative`.
    #[schemars(with = "String", required)]
    pub id: Option<Spanned<String>>,
    /// Former names, which suppressions, baselines and configurations may still use.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub formerly: Texts,
    /// What the rule does with a match.
    #[schemars(with = "RuleKind", required)]
    pub kind: Option<Spanned<RuleKind>>,
    /// What its findings are about.
    #[schemars(required)]
    pub category: Option<Category>,
    /// How serious they are.
    #[schemars(required)]
    pub severity: Option<Severity>,
    /// What is wrong, in one sentence; `{match}` is the words found.
    #[schemars(with = "String", required)]
    pub message: Option<Spanned<String>>,
    /// Why it matters to a reader or a regulator.
    #[schemars(with = "String", required)]
    pub why: Option<Spanned<String>>,
    /// What to do about it.
    #[schemars(with = "String", required)]
    pub help: Option<Spanned<String>>,
    /// A few words to put beside the caret.
    pub label: Option<String>,
    /// What to look for, as phrases.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub phrases: Texts,
    /// What to look for, as regular expressions, if phrases cannot express it.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub patterns: Texts,
    /// Phrases in which a match does not count.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub except: Texts,
    /// For kind `replace`: wrong words and their corrections. `[[…]]` marks the part of a phrase that is replaced;
    /// `<name>` in a correction is the word of that list that was found, or another form of it from the same table.
    #[serde(default)]
    #[schemars(with = "BTreeMap<String, String>")]
    pub replace: BTreeMap<Spanned<String>, Spanned<String>>,
    /// For kinds `phrase` and `replace`: whether the rule applies only to whole sentences, and not to the clipped style of tables,
    /// alt texts, headings and notes without a verb or a full stop.
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
    /// For kind `variants`: whether all groups are a single choice, such as British or American spelling.
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
    /// For kind `companion`: what must accompany the phrases. Any one of these nearby is enough.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub asks: Texts,
    /// For kind `companion`: how near it must be: in the same block, under the same heading, or anywhere on the page.
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
    /// The codes, laws and guidelines it is based on.
    #[serde(default)]
    #[schemars(with = "Vec<NormEntry>")]
    pub norms: Vec<Spanned<NormEntry>>,
    /// What to write instead of words that the rule finds. These are suggestions and are never applied by themselves.
    /// `<name>` in a suggestion is the word of that list that was found, as for kind `replace`.
    #[serde(default)]
    #[schemars(with = "BTreeMap<String, String>")]
    pub rewrites: BTreeMap<Spanned<String>, Spanned<String>>,
    /// Its tests.
    pub examples: Option<ExamplesEntry>,
}

/// A code, law or guideline on which findings are based, or one that accepts certain wording.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct NormEntry {
    /// The market in which it applies. A rule with such norms runs if one of their markets is chosen.
    #[schemars(with = "Option<Market>")]
    pub market: Option<Spanned<Market>>,
    /// How serious a finding is in that market; by default, as serious as the rule says.
    #[schemars(with = "Option<Severity>")]
    pub severity: Option<Spanned<Severity>>,
    /// Who enforces it.
    #[schemars(with = "Option<String>")]
    pub authority: Option<Spanned<String>>,
    /// The code, act or guideline.
    #[schemars(with = "String", required)]
    pub name: Option<Spanned<String>>,
    /// The section, as found at its address.
    #[schemars(with = "Option<String>")]
    pub section: Option<Spanned<String>>,
    /// Where it can be read.
    #[schemars(with = "String", required)]
    pub url: Option<Spanned<String>>,
    /// The day from which it applies, such as `2026-09-27`.
    #[schemars(with = "Option<String>")]
    pub in_force_from: Option<Spanned<String>>,
    /// The day it was last read there, such as `2026-11-20`.
    #[schemars(with = "String", required)]
    pub checked: Option<Spanned<String>>,
    /// The kinds of page to which it applies; by default, all.
    #[schemars(with = "Option<Vec<PageKind>>")]
    pub pages: Option<Spanned<Vec<Spanned<PageKind>>>>,
}

impl NormEntry {
    /// The kinds of page that are named.
    pub fn named_pages(&self) -> impl Iterator<Item = &Spanned<PageKind>> {
        self.pages.iter().flat_map(Spanned::get_ref)
    }
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
    /// Its name, in lower-case letters and hyphens.
    #[schemars(with = "String", required)]
    pub id: Option<Spanned<String>>,
    /// How far it reaches.
    #[schemars(with = "MaskScope", required)]
    pub scope: Option<Spanned<MaskScope>>,
    /// For scope `after`: how many words after its own it covers.
    #[schemars(with = "Option<usize>")]
    pub reach: Option<Spanned<usize>>,
    /// The categories it silences; by default, all that are claims.
    pub silences: Option<Vec<Category>>,
    /// Why such a context is not a claim.
    #[schemars(with = "String", required)]
    pub why: Option<Spanned<String>>,
    /// What accepts such wording. With norms of a market, only findings based on that market's norms are silenced.
    #[serde(default)]
    #[schemars(with = "Vec<NormEntry>")]
    pub norms: Vec<Spanned<NormEntry>>,
    /// What triggers it, as phrases.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub phrases: Texts,
    /// What triggers it, as regular expressions.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub patterns: Texts,
    /// Phrases in which a match does not count.
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
    /// Its name, in lower-case letters and hyphens.
    #[schemars(with = "String", required)]
    pub id: Option<Spanned<String>>,
    /// The categories it applies to; by default, all that are claims.
    pub lowers: Option<Vec<Category>>,
    /// Why it limits a claim.
    #[schemars(with = "String", required)]
    pub why: Option<Spanned<String>>,
    /// What triggers it, as phrases.
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
    /// A different severity.
    pub severity: Option<Severity>,
    /// False switches the rule off.
    pub enabled: Option<bool>,
    /// More phrases in which a match does not count.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub except: Texts,
}
