//! What the fuzz targets hold to: one function for each target, which takes any bytes and panics where a promise is broken.
//!
//! `fuzz/run` drives them with inputs that libFuzzer makes; `tests/promises.rs` runs those that once broke a promise.

use std::sync::LazyLock;

use claimlint_base::span::Span;
use claimlint_engine::Linter;

pub mod citations;
pub mod configuration;
pub mod data;
pub mod documents;
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
    ("jsx", readers::jsx),
    ("astro", readers::astro),
    ("docx", documents::docx),
    ("odt", documents::odt),
    ("document", documents::document),
    ("annotated", documents::annotated),
    ("data", data::data),
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

/// All built-in rules, those that run only when asked for among them.
static LINTER: LazyLock<Linter> = LazyLock::new(|| linter(&[]));

/// All but those about spelling: most words of an input that is made at random are misspelt, and to look for what was meant
/// would take most of the time.
static QUICK_LINTER: LazyLock<Linter> = LazyLock::new(quick_linter);

fn quick_linter() -> Linter {
    linter(&["spelling"])
}

fn linter(ignored: &[&str]) -> Linter {
    let builder = ignored.iter().fold(Linter::builder().only(["all"]), |builder, name| builder.ignore(*name));
    match builder.build() {
        Ok(linter) => linter,
        Err(error) => panic!("{error}"),
    }
}

/// The words of a span, which must be whole characters of the text.
#[track_caller]
fn cut(text: &str, span: Span) -> &str {
    match text.get(span.range()) {
        Some(cut) => cut,
        None => panic!("{span:?} is no part of a text of {} bytes", text.len()),
    }
}
