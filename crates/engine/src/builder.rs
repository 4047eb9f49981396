//! Sets a linter up: which rules, whose words, what a house knows.

use std::fmt::{Display, Formatter};
use std::sync::Arc;

use claimlint_base::source::Source;
use claimlint_base::toml_fault::{Fault, TomlSource, did_you_mean};
use claimlint_rules::dictionary::{Dictionary, Locale};
use claimlint_rules::selection::Step;
use claimlint_rules::{Category, Definitions, Library, Market, Selection, Severity};
use thiserror::Error;

use crate::evidence::House;
use crate::linter::Linter;

/// Sets a linter up. The defaults are those of the command line: the built-in rules that are on by default, all
/// spellings of English, no words and no papers of a house.
#[derive(Debug, Clone, Default)]
pub struct LinterBuilder {
    rules: Vec<Arc<TomlSource>>,
    configuration: Selection,
    own: Step,
    locale: Locale,
    accepted: Vec<String>,
    rejected: Vec<String>,
    house: House,
}

impl Linter {
    /// A linter to be set up: by default, one with the built-in rules that are on by default.
    pub fn builder() -> LinterBuilder {
        LinterBuilder::default()
    }
}

/// Why a linter cannot be built.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum BuildError {
    /// The faults in the caller's own rules: all of them.
    #[error("{}", Faults(.0))]
    Rules(Vec<Fault>),
    /// A name that no rule, category or pack has.
    #[error("there is no rule, category or pack `{name}`{}", .meant.as_ref().map(|meant| format!("; {meant}")).unwrap_or_default())]
    UnknownName {
        /// The name.
        name: String,
        /// Which name may have been meant, as a question.
        meant: Option<String>,
    },
}

/// Faults, each in a line of its own: `house.toml:3:1: …`.
struct Faults<'f>(&'f [Fault]);

impl Display for Faults<'_> {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> std::fmt::Result {
        for (index, fault) in self.0.iter().enumerate() {
            let start = fault.range.as_ref().map_or(0, |range| range.start);
            let at = Source::from_text(&*fault.source.text).position(start);
            let line_end = if index > 0 { "\n" } else { "" };
            let name = &fault.source.name;
            write!(formatter, "{line_end}{name}:{}:{}: {}", at.line, at.column, fault.message)?;
        }
        Ok(())
    }
}

impl LinterBuilder {
    /// Turns a pack on that is off by default, or a rule or category of one.
    #[must_use]
    pub fn pack(mut self, name: impl Into<String>) -> LinterBuilder {
        self.own.extend.push(name.into());
        self
    }

    /// Chooses the markets whose law counts, in the place of those of the configuration: a market more with each call.
    #[must_use]
    pub fn market(mut self, market: Market) -> LinterBuilder {
        self.own.markets.get_or_insert_default().push(market);
        self
    }

    /// Only the rules of these names: of rules, categories or packs.
    #[must_use]
    pub fn only(mut self, names: impl IntoIterator<Item = impl Into<String>>) -> LinterBuilder {
        self.own.select.get_or_insert_default().extend(names.into_iter().map(Into::into));
        self
    }

    /// None of the rules of this name: of a rule, category or pack.
    #[must_use]
    pub fn ignore(mut self, name: impl Into<String>) -> LinterBuilder {
        self.own.ignore.push(name.into());
        self
    }

    /// How much the findings of a rule, category or pack weigh.
    #[must_use]
    pub fn severity(mut self, name: impl Into<String>, severity: Severity) -> LinterBuilder {
        self.own.severity.insert(name.into(), severity);
        self
    }

    /// The caller's own rules, from the text of a rule file. Faults in it are shown under this name.
    #[must_use]
    pub fn rules(mut self, name: impl Into<String>, text: impl Into<String>) -> LinterBuilder {
        self.rules.push(Arc::new(TomlSource::new(name, text)));
        self
    }

    /// The rules as a configuration selects them. What else this builder is told about rules comes on top.
    #[must_use]
    pub fn configuration(mut self, selection: Selection) -> LinterBuilder {
        self.configuration = selection;
        self
    }

    /// The spelling of English.
    #[must_use]
    pub fn locale(mut self, locale: Locale) -> LinterBuilder {
        self.locale = locale;
        self
    }

    /// Words that are right, whatever the dictionary says.
    #[must_use]
    pub fn words(mut self, words: impl IntoIterator<Item = impl Into<String>>) -> LinterBuilder {
        self.accepted.extend(words.into_iter().map(Into::into));
        self
    }

    /// Words that are wrong, whatever the dictionary says.
    #[must_use]
    pub fn rejected_words(mut self, words: impl IntoIterator<Item = impl Into<String>>) -> LinterBuilder {
        self.rejected.extend(words.into_iter().map(Into::into));
        self
    }

    /// What the house knows: its own sites and papers, what registries answered, wording that it has substantiated.
    #[must_use]
    pub fn evidence(mut self, house: House) -> LinterBuilder {
        self.house = house;
        self
    }

    /// Builds the linter.
    ///
    /// # Errors
    /// Faults in the caller's own rules, or a name that nothing has.
    pub fn build(self) -> Result<Linter, BuildError> {
        let library = self.library()?;
        let mut selection = self.configuration;
        if self.own != Step::default() {
            selection.steps.push(self.own);
        }
        for step in &selection.steps {
            let named = step.select.iter().flatten().chain(&step.extend).chain(&step.ignore);
            named.chain(step.severity.keys()).try_for_each(|name| check_name(&library, name))?;
        }
        let english = claimlint_builtin::english();
        let dictionary = Dictionary::new(english, self.locale, self.accepted, self.rejected);
        Ok(Linter::new(&library, &selection, Arc::new(dictionary), Arc::new(self.house)))
    }

    fn library(&self) -> Result<Arc<Library>, BuildError> {
        if self.rules.is_empty() {
            return Ok(claimlint_builtin::library());
        }
        let files: Vec<_> = claimlint_builtin::rule_files().into_iter().chain(self.rules.clone()).collect();
        let (definitions, faults) = Definitions::read(&files, claimlint_builtin::classes());
        match faults.is_empty() {
            true => Ok(Arc::new(Library::compile(&definitions))),
            false => Err(BuildError::Rules(faults)),
        }
    }
}

/// Whether a rule, category or pack has a name.
fn check_name(library: &Library, name: &str) -> Result<(), BuildError> {
    let is_known = name == "all"
        || Category::ALL.iter().any(|category| category.name() == name)
        || Market::named(name).is_some()
        || library.packs.iter().any(|pack| pack.name == name)
        || library.rules.iter().any(|rule| rule.is_called(name));
    if is_known {
        return Ok(());
    }
    let packs = library.packs.iter().map(|pack| pack.name.as_str());
    let rules = library.rules.iter().map(|rule| rule.id.as_str());
    let categories = Category::ALL.iter().map(|category| category.name());
    let meant = did_you_mean(name, packs.chain(rules).chain(categories));
    Err(BuildError::UnknownName { name: name.to_owned(), meant })
}

#[cfg(test)]
mod tests {
    use claimlint_text::Format;

    use super::*;

    const RULES: &str = r#"
[pack]
name = "house"
title = "House style"

[[rule]]
id = "house-word"
kind = "phrase"
category = "superlative"
severity = "note"
message = "“{match}” is not printed here"
why = "It says nothing."
help = "Say what changes."
phrases = ["miracle cream"]
examples.flag = ["A [[miracle cream]].", "Our [[miracle cream]] is new."]
examples.pass = ["A cream.", "It is new."]
"#;

    fn rules_found(builder: LinterBuilder, text: &str) -> Vec<String> {
        let found = builder.build().unwrap().check(text, Format::Plain);
        found.iter().map(|finding| finding.rule.id.clone()).collect()
    }

    #[test]
    fn rules_of_ones_own_are_added_and_weighed() {
        let builder = Linter::builder().rules("house.toml", RULES).severity("house-word", Severity::Error);
        let found = builder.build().unwrap().check("Our miracle cream is new.", Format::Plain);
        assert_eq!(found[0].rule.id, "house-word");
        assert_eq!(found[0].severity, Severity::Error);
    }

    #[test]
    fn only_what_is_wanted_is_found() {
        let text = "It is the the most powerful peel on the market.";
        assert_eq!(rules_found(Linter::builder().only(["typo"]), text), ["doubled-word"]);
        assert_eq!(rules_found(Linter::builder().ignore("typo"), text), ["unsupported-superlative"]);
    }

    #[test]
    fn words_of_ones_own_are_right_or_wrong() {
        let text = "The Glowela serum is moist.";
        let builder = || Linter::builder().only(["typo"]);
        assert_eq!(rules_found(builder().words(["Glowela"]), text), [""; 0]);
        assert_eq!(rules_found(builder().rejected_words(["moist"]), text).len(), 1);
    }

    #[test]
    fn faults_and_unknown_names_are_reported_with_what_may_be_meant() {
        let error = Linter::builder().pack("superlativs").build().unwrap_err();
        assert_eq!(
            error.to_string(),
            "there is no rule, category or pack `superlativs`; did you mean `superlative`?"
        );
        let error = Linter::builder().rules("house.toml", "[pack]\nname = 3\n").build().unwrap_err();
        assert!(error.to_string().starts_with("house.toml:2:8: "), "{error}");
    }
}
