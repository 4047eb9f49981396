//! Whatever a rule matches is reported or has a reason, and asking for it changes nothing.

use std::sync::Arc;

use claimlint_base::source::Source;
use claimlint_base::span::Span;
use claimlint_engine::Linter;
use claimlint_engine::rule_tests::house;
use claimlint_rules::finder::{Finder, Target};
use claimlint_rules::matcher::{Inputs, Paths};
use claimlint_rules::tokens::tokens;
use claimlint_rules::{Definitions, Library, Rule, RuleDefinition, RuleId, RuleSet, Selection};
use claimlint_text::{Document, Format};

use crate::common::project;

/// What a rule's phrases, patterns and spellings match in a document, masks and all else aside.
fn matches(rules: &RuleSet, rule: RuleId, document: &Document) -> Vec<Span> {
    let (mut lower, mut cut, mut found, mut called) = (String::new(), Vec::new(), Vec::new(), Vec::new());
    let mut inputs = Inputs::default();
    let mut spans = Vec::new();
    let mut finders: Vec<(&Finder, Paths)> =
        rules.finders().map(|one| (&one.claims, Paths::default())).collect();
    let is_its = |target: Target| target.rule() == Some(rule);
    for sentence in document.sentences() {
        tokens(document.small(), *sentence, rules.vocabulary(), &mut lower, &mut cut);
        inputs.forget_sentence();
        inputs.read(rules.words(), &cut);
        let (words, small) = (document.words_of(*sentence), document.small_words_of(*sentence));
        for (finder, paths) in &mut finders {
            finder.find_phrases(rules.words(), &inputs, paths, &mut found);
            for one in &found {
                let target = finder.phrase_target(one.phrase);
                let whole = cut[one.first].span().join(cut[one.end - 1].span());
                let is_spelt = match target {
                    Target::Variant(rule, spelling) => {
                        let variants = rules[rule].variants().unwrap();
                        document.small_words_of(whole) == variants.spellings[spelling].text
                    }
                    _ => true,
                };
                let begins = one.first == 0 || !finder.is_at_start(one.phrase);
                if is_its(target) && is_spelt && begins {
                    spans.push(document.source_span(whole));
                }
            }
            finder.find_patterns(words, small, &mut called, is_its, |_, range| {
                let (start, end) = (sentence.start() + range.start, sentence.start() + range.end);
                spans.push(document.source_span(Span::of(start..end)));
            });
        }
    }
    spans
}

#[test]
fn every_example_that_a_rule_passes_over_has_a_reason() {
    let (definitions, _) = Definitions::read(&claimlint_builtin::rule_files(), claimlint_builtin::classes());
    let library = Arc::new(Library::compile(&definitions));
    let everything = Selection::only(["all"]);
    let rules = RuleSet::select(&library, &everything);
    let linter = Linter::builder().only(["all"]).evidence(house()).build().unwrap();
    let mut looked_at = 0;
    for (index, RuleDefinition { rule, examples, .. }) in definitions.rules.iter().enumerate() {
        for example in &examples.pass {
            let document = Document::read(&Source::from_text(example.clone()), Format::Markdown);
            let explained = linter.explain_stretch(&document, Span::of(0..example.len()));
            for span in matches(&rules, RuleId::of(index), &document) {
                let is_its = |other: &Rule| other.id == rule.id;
                let reported =
                    explained.diagnostics.iter().any(|one| is_its(&one.rule) && one.span.overlaps(span));
                let silent =
                    explained.silences.iter().any(|one| is_its(&one.rule) && one.words.span.overlaps(span));
                assert!(reported || silent, "{}: {:?} in {example}", rule.id, &example[span.range()]);
                looked_at += 1;
            }
        }
    }
    assert!(looked_at > 100, "{looked_at}");
}

#[test]
fn asking_why_gives_the_findings_of_the_check() {
    let linter = Linter::builder().build().unwrap();
    let mut files = 0;
    for folder in ["fixtures/articles", "fixtures/clean"] {
        for entry in std::fs::read_dir(project().join(folder)).unwrap() {
            let path = entry.unwrap().path();
            let Some(format) = Format::of_path(&path) else { continue };
            let source = Source::decode(std::fs::read(&path).unwrap()).unwrap();
            let document = Document::read(&source, format);
            assert_eq!(
                linter.explain_stretch(&document, Span::of(0..source.text().len())).diagnostics,
                linter.check_without_comments(&document).all,
                "{path:?}"
            );
            files += 1;
        }
    }
    assert!(files > 5);
}
