//! What claimlint writes into an article: fixes make it no worse and come to an end, and comments suppress what they
//! name and nothing else.

use std::collections::BTreeMap;

use claimlint_base::source::Source;
use claimlint_engine::{Diagnostic, Linter};
use claimlint_rules::{RuleKind, Safety};
use claimlint_text::{Document, Format};

use super::readers::{finds, holds_together};
use super::{LINTER, QUICK_LINTER};

/// The first byte of an input says in which format the rest is.
fn article(input: &[u8]) -> Option<(Format, &str)> {
    let (first, rest) = input.split_first()?;
    let formats = [Format::Markdown, Format::Html, Format::Plain, Format::Mdx];
    let text = std::str::from_utf8(rest).ok().filter(|text| !text.contains('\0'))?;
    Some((formats[usize::from(*first) % formats.len()], text))
}

/// How much each rule finds.
fn counts(found: &[Diagnostic]) -> BTreeMap<&str, usize> {
    let mut counts = BTreeMap::new();
    found.iter().for_each(|one| *counts.entry(one.rule.id.as_str()).or_default() += 1);
    counts
}

/// An article with all its fixes. From 4 on, the first byte leaves out those of spelling, which take their time.
pub fn fixes(input: &[u8]) {
    let Some((format, text)) = article(input) else { return };
    let linter: &Linter = if input[0] & 4 == 0 { &LINTER } else { &QUICK_LINTER };
    let check = |text: &str| {
        let document = linter.read_with_repeats(&Source::from_text(text), format);
        linter.check_document(&document).diagnostics
    };
    let before = check(text);
    let fixed = match linter.fix(text, format, Safety::Unsafe) {
        Ok(fixed) => fixed,
        Err(error) => panic!("{error}"),
    };
    assert_eq!(fixed.applied.is_empty(), fixed.text == text);
    let after = check(&fixed.text);
    let had = counts(&before);
    for (rule, count) in counts(&after) {
        assert!(had.get(rule).is_some_and(|had| count <= *had), "{rule} is found anew in {:?}", fixed.text);
    }
    assert!(after.len() + fixed.applied.len() <= before.len(), "each fix takes a finding with it");
    let again = linter.fix(&fixed.text, format, Safety::Unsafe);
    assert!(again.is_ok_and(|again| again.text == fixed.text), "a second time changes nothing");
}

/// An article with comments to claimlint.
pub fn suppressions(input: &[u8]) {
    let Some((format, text)) = article(input) else { return };
    let source = Source::from_text(text);
    let document = QUICK_LINTER.read(&source, format);
    holds_together(&source, &document);
    finds(&source, &document);
    let all = QUICK_LINTER.check_without_comments(&document).all;
    let checked = QUICK_LINTER.check_document(&document);
    for one in &checked.diagnostics {
        assert!(text.get(one.span.range()).is_some(), "{one:?}");
    }
    let (of_comments, stand): (Vec<Diagnostic>, Vec<Diagnostic>) =
        checked.diagnostics.into_iter().partition(|one| one.rule.kind() == RuleKind::Suppression);
    assert!(of_comments.is_empty() || !document.directives().is_empty());
    // Each finding either stays or was suppressed by a comment that names it, in the same order.
    let (mut stand, mut taken) = (stand.into_iter().peekable(), checked.suppressed.into_iter().peekable());
    for one in all {
        if stand.next_if(|next| *next == one).is_some() {
            continue;
        }
        let Some((_, directive)) = taken.next_if(|(next, _)| *next == one) else {
            panic!("{one:?} neither stays nor was suppressed");
        };
        let names = &document.directives()[directive].names;
        assert!(names.iter().any(|name| one.rule.is_called(&name.text)));
    }
    assert!(stand.next().is_none() && taken.next().is_none(), "nothing is found by taking back");
}

/// An article whose findings are all to be suppressed.
pub fn ignores(input: &[u8]) {
    let Some((format, text)) = article(input) else { return };
    let check = |document: &Document| QUICK_LINTER.check_document(document).diagnostics;
    let read = |text: &str| QUICK_LINTER.read(&Source::from_text(text), format);
    let document = read(text);
    let before = check(&document);
    let ignored = QUICK_LINTER.add_comments(text, format, &before, "agreed");
    let after = read(&ignored.text);
    assert_eq!(after.text(), document.text(), "the article says what it said");
    let left = check(&after);
    assert_eq!(left.len(), ignored.left, "what is left is reported");
    assert_eq!(left.len() + ignored.findings, before.len(), "what is suppressed is reported");
    assert_eq!(ignored.comments == 0, ignored.text == text);
    let had = counts(&before);
    for (rule, count) in counts(&left) {
        assert!(had.get(rule).is_some_and(|had| count <= *had), "{rule} is found anew in {:?}", ignored.text);
    }
}
