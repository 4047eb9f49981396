//! What the fuzz targets hold to: one function for each target, which takes any bytes and panics where a promise is broken.
//!
//! `fuzz/run` drives them with inputs that libFuzzer makes; `tests/promises.rs` runs those that once broke a promise.

use std::sync::{Arc, LazyLock};

use claimlint_base::span::Span;
use claimlint_engine::check::Checker;
use claimlint_rules::selection::Step;
use claimlint_rules::{Library, RuleSet, Selection};

pub mod citations;
pub mod configuration;
pub mod edits;
pub mod kept;
pub mod readers;
pub mod rules;

/// What a target does with an input.
pub type Target = fn(&[u8]);

/// The targets by their names.
pub const TARGETS: &[(&str, Target)] = &[
    ("plain", readers::plain),
    ("markdown", readers::markdown),
    ("mdx", readers::mdx),
    ("html", readers::html),
    ("front_matter", readers::front_matter),
    ("sentences", readers::sentences),
    ("phrase", rules::phrase),
    ("rule_file", rules::rule_file),
    ("configuration", configuration::configuration),
    ("citations", citations::citations),
    ("bibtex", citations::bibtex),
    ("csl_json", citations::csl_json),
    ("fixes", edits::fixes),
    ("suppressions", edits::suppressions),
    ("ignores", edits::ignores),
    ("lock", kept::lock),
    ("baseline", kept::baseline),
];

/// The built-in rules, compiled.
static LIBRARY: LazyLock<Arc<Library>> = LazyLock::new(claimlint_builtin::library);

/// All of them, those that run only when asked for among them.
static CHECKER: LazyLock<Checker> = LazyLock::new(|| checker(&[]));

/// All but those about spelling: most words of an input that is made at random are misspelt, and to look for what was meant
/// would take most of the time.
static QUICK_CHECKER: LazyLock<Checker> = LazyLock::new(|| checker(&["spelling"]));

fn checker(ignored: &[&str]) -> Checker {
    let ignore = ignored.iter().map(|name| (*name).to_owned()).collect();
    let step = Step { select: Some(vec!["all".to_owned()]), ignore, ..Step::default() };
    let selection = Selection { steps: vec![step], ..Selection::default() };
    Checker::new(RuleSet::select(&LIBRARY, &selection))
}

/// The words of a span, which must be whole characters of the text.
#[track_caller]
fn cut(text: &str, span: Span) -> &str {
    match text.get(span.range()) {
        Some(cut) => cut,
        None => panic!("{span:?} is no part of a text of {} bytes", text.len()),
    }
}
