//! What holds for every fix: it leads to no new finding, changes its own letters alone, and comes to an end.

use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};

use claimlint_base::source::Source;
use claimlint_base::span::Span;
use claimlint_engine::fix::{FixError, Reading, apply, fix};
use claimlint_engine::rule_tests::unmark;
use claimlint_engine::{Diagnostic, Edit, Fingerprint, Fix, Linter};
use claimlint_rules::{Definitions, RuleDefinition, RuleKind, Safety};
use claimlint_text::{Document, Format};
use proptest::prelude::*;

use crate::common::project;

static DEFINITIONS: LazyLock<Definitions> =
    LazyLock::new(|| Definitions::read(&claimlint_builtin::rule_files(), claimlint_builtin::classes()).0);

static EVERYTHING: LazyLock<Linter> = LazyLock::new(|| only("all"));

/// Knows only misspellings, so that random signs around one do not matter to it.
static SPELLER: LazyLock<Linter> = LazyLock::new(|| only("misspelling"));

fn only(name: &str) -> Linter {
    Linter::builder().only([name]).build().unwrap()
}

fn read(text: &str, format: Format, linter: &Linter) -> Reading {
    let document = linter.read_with_repeats(&Source::from_text(text), format);
    let diagnostics = linter.check_document(&document).diagnostics;
    Reading { document, diagnostics }
}

fn counts(diagnostics: &[Diagnostic]) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    for one in diagnostics {
        *counts.entry(one.rule.id.clone()).or_default() += 1;
    }
    counts
}

/// Fixes a text, and checks that no rule finds more than before. Returns what is still found.
#[track_caller]
fn fix_everything(text: &str, format: Format, linter: &Linter) -> Vec<Diagnostic> {
    let before = read(text, format, linter);
    let fixed = linter.fix(text, format, Safety::Unsafe).unwrap();
    let after = read(&fixed.text, format, linter);
    let had = counts(&before.diagnostics);
    for (rule, count) in counts(&after.diagnostics) {
        assert!(had.get(&rule).is_some_and(|had| count <= *had), "{rule}: {text}\nbecomes {}", fixed.text);
    }
    assert!(after.diagnostics.len() + fixed.applied.len() <= before.diagnostics.len());
    let again = linter.fix(&fixed.text, format, Safety::Unsafe).unwrap();
    assert_eq!(again.text, fixed.text, "a second time changes nothing");
    after.diagnostics
}

#[test]
fn every_example_of_every_rule_with_a_fix_is_fixed_without_a_new_finding() {
    let mut examples = 0;
    let fixes = |kind| matches!(kind, RuleKind::Replace | RuleKind::Spelling | RuleKind::Variants);
    for RuleDefinition { rule, examples: of_rule, .. } in
        DEFINITIONS.rules.iter().filter(|one| fixes(one.rule.kind()))
    {
        let alone = only(&rule.id);
        for example in &of_rule.flag {
            examples += 1;
            let (text, _) = unmark(example);
            for format in [Format::Plain, Format::Markdown, Format::Mdx, Format::Html] {
                // With its own rule alone an example is fixed in full; a typo may hide what another rule would find.
                let mut left = fix_everything(&text, format, &alone);
                // For some slips no right form is known.
                left.retain(|one| rule.kind() != RuleKind::Spelling || one.fix.is_some());
                assert_eq!(left, [], "{text}");
                fix_everything(&text, format, &EVERYTHING);
            }
        }
    }
    assert!(examples > 5);
}

#[test]
fn every_article_is_fixed_without_a_new_finding() {
    for folder in ["fixtures/articles", "fixtures/clean"] {
        for entry in std::fs::read_dir(project().join(folder)).unwrap() {
            let path = entry.unwrap().path();
            let text = std::fs::read_to_string(&path).unwrap();
            let left = fix_everything(&text, Format::of_path(&path).unwrap(), &EVERYTHING);
            assert!(left.iter().all(|one| one.fix.is_none()), "{}", path.display());
        }
    }
}

#[test]
fn fixes_that_never_end_are_reported_and_nothing_is_changed() {
    // Twelve findings on one word, each of which adds a letter, and no rule ever finds more than before.
    let rule = EVERYTHING
        .rules()
        .selected()
        .map(|(_, rule)| rule)
        .find(|rule| rule.kind() == RuleKind::Replace)
        .unwrap();
    let mut read = |text: &str| {
        let document = Document::read(&Source::from_text(text), Format::Plain);
        let finding = Diagnostic {
            rule: Arc::clone(rule),
            severity: rule.severity,
            message: String::new(),
            span: Span::of(0..text.len()),
            text: text.to_owned(),
            grade: None,
            labels: Vec::new(),
            suggestions: Vec::new(),
            also: Vec::new(),
            fix: Some(Fix {
                title: String::new(),
                safety: Safety::Safe,
                edits: vec![Edit { span: Span::of(0..text.len()), text: format!("{text}a") }],
            }),
            fingerprint: Fingerprint::of(rule, "", ""),
        };
        Reading { document, diagnostics: vec![finding; 13 - text.len()] }
    };
    let result = fix("a", Format::Plain, Safety::Safe, &mut read);
    assert_eq!(result, Err(FixError::Endless { rule: rule.id.clone() }));
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn edits_touch_no_byte_outside_their_spans(
        text in "(?s)[a-zé😀\\r\\n<&*' ]{0,60}",
        choices in prop::collection::vec((0usize..70, 0usize..6, "[a-z'é]{0,4}"), 0..8),
    ) {
        // Spans in order, apart and on the boundaries of characters.
        let mut edits: Vec<Edit> = Vec::new();
        let mut free = 0;
        for (start, length, new) in choices {
            let start = free + start % 9;
            let end = start + length;
            if text.is_char_boundary(start) && text.is_char_boundary(end) {
                edits.push(Edit { span: Span::of(start..end), text: new });
                free = end;
            }
        }
        let fixed = apply(&text, &edits);
        let mut rest = fixed.as_str();
        let mut done = 0;
        for edit in &edits {
            let kept = &text[done..edit.span.start()];
            prop_assert!(rest.starts_with(kept));
            rest = &rest[kept.len()..];
            prop_assert!(rest.starts_with(&edit.text));
            rest = &rest[edit.text.len()..];
            done = edit.span.end();
        }
        prop_assert_eq!(rest, &text[done..]);
    }

    #[test]
    fn whatever_is_around_a_misspelling_only_its_letters_change(
        format in prop::sample::select(vec![Format::Plain, Format::Markdown, Format::Mdx, Format::Html]),
        before in "(?s)[a-zé😀\\r\\n<>&;*_`'\"\\[\\](){}#|:\\-+ ]{0,30}",
        following in "(?s)[a-zé😀\\r\\n<>&;*_`'\"\\[\\](){}#|:\\-+ ]{0,30}",
    ) {
        let page = |word: &str| format!("{before} {word} {following}");
        let fixed = SPELLER.fix(&page("benfits"), format, Safety::Safe).unwrap();
        prop_assert!(fixed.text == page("benfits") || fixed.text == page("benefits"), "{}", fixed.text);
    }
}
