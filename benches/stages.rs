//! Times the stages of a check by themselves: `cargo bench --bench stages`.
//!
//! The texts are our fixtures, some hundred kilobytes of each format. A stage is given what the stages before it made, so
//! that its figure is its own; what a run takes as a whole is for `benches/compare`.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a measurement may stop at the first surprise")]

use std::path::Path;

use claimlint::render::{self, Look};
use claimlint_base::source::Source;
use claimlint_engine::Linter;
use claimlint_engine::evidence::citation::{Citations, KnownSources};
use claimlint_rules::dictionary::Dictionary;
use claimlint_rules::finder::Finder;
use claimlint_rules::matcher::{Inputs, Paths};
use claimlint_rules::tokens::{Token, TokenKind, tokens};
use claimlint_rules::{RuleSet, Selection};
use claimlint_text::{Document, Format};
use claimlint_workspace::report::{FileReport, Report};
use divan::counter::BytesCount;
use divan::{Bencher, black_box};

/// How often the fixtures are repeated.
const TIMES: usize = 10;

const FORMATS: [&str; 3] = ["txt", "md", "html"];

fn main() {
    divan::main();
}

/// The fixtures of a format, one after the other.
fn text(extension: &str) -> String {
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures");
    let mut paths: Vec<_> = ["articles", "clean"]
        .iter()
        .flat_map(|folder| std::fs::read_dir(fixtures.join(folder)).expect("the fixtures"))
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension().is_some_and(|own| own == extension))
        .collect();
    paths.sort();
    let texts = paths.iter().map(|path| std::fs::read_to_string(path).expect("a fixture"));
    texts.collect::<Vec<_>>().join("\n\n").repeat(TIMES)
}

fn format(extension: &str) -> Format {
    Format::of_path(Path::new(&format!("page.{extension}"))).expect("a format that is read")
}

fn document(extension: &str) -> Document {
    Document::read(&Source::from_text(text(extension)), format(extension))
}

fn rules() -> RuleSet {
    RuleSet::select(&claimlint_builtin::library(), &Selection::default())
}

fn linter() -> Linter {
    Linter::builder().build().expect("the built-in rules")
}

fn cut(document: &Document, rules: &RuleSet) -> Vec<Vec<Token>> {
    let (mut lower, mut cut) = (String::new(), Vec::new());
    let sentences = document.sentences().iter();
    let of_sentence = |span: &_| {
        tokens(document.small(), *span, rules.vocabulary(), &mut lower, &mut cut);
        cut.clone()
    };
    sentences.map(of_sentence).collect()
}

/// Bytes to folded text in blocks and sentences.
#[divan::bench(args = FORMATS)]
fn read(bencher: Bencher<'_, '_>, extension: &str) {
    let bytes = text(extension).into_bytes();
    bencher.counter(BytesCount::of_slice(&bytes)).with_inputs(|| bytes.clone()).bench_values(|bytes| {
        let source = Source::decode(bytes).expect("UTF-8");
        Document::read(&source, format(extension))
    });
}

/// Folded text to tokens.
#[divan::bench]
fn sentences_to_tokens(bencher: Bencher<'_, '_>) {
    let (document, rules) = (document("md"), rules());
    let (mut lower, mut out) = (String::new(), Vec::new());
    bencher.counter(BytesCount::of_str(document.text())).bench_local(|| {
        for span in document.sentences() {
            tokens(document.small(), *span, rules.vocabulary(), &mut lower, &mut out);
            black_box(&out);
        }
    });
}

/// Links, identifiers, markers, lists of references.
#[divan::bench]
fn citations(bencher: Bencher<'_, '_>) {
    let (document, known) = (document("md"), KnownSources::default());
    let read = || Citations::read(&document, &known);
    bencher.counter(BytesCount::of_str(document.text())).bench_local(read);
}

/// Tokens to matches of phrases.
#[divan::bench]
fn phrases(bencher: Bencher<'_, '_>) {
    let (document, rules) = (document("md"), rules());
    let cut = cut(&document, &rules);
    let (mut inputs, mut found) = (Inputs::default(), Vec::new());
    let mut finders: Vec<(&Finder, Paths)> =
        rules.finders().map(|one| (&one.claims, Paths::default())).collect();
    bencher.counter(BytesCount::of_str(document.text())).bench_local(|| {
        for tokens in &cut {
            inputs.forget_sentence();
            inputs.read(rules.words(), tokens);
            for (finder, paths) in &mut finders {
                finder.find_phrases(rules.words(), &inputs, paths, &mut found);
                black_box(&found);
            }
        }
    });
}

/// Words to whether they are English.
#[divan::bench]
fn dictionary(bencher: Bencher<'_, '_>) {
    let (document, rules, dictionary) =
        (document("md"), rules(), Dictionary::plain(claimlint_builtin::english()));
    let cut = cut(&document, &rules);
    let is_word = |token: &&Token| token.kind == TokenKind::Word;
    let words: Vec<&str> =
        cut.iter().flatten().filter(is_word).map(|token| document.words_of(token.span())).collect();
    let count_known = || words.iter().filter(|word| dictionary.knows(word)).count();
    bencher.counter(BytesCount::of_str(document.text())).bench_local(count_known);
}

/// A document to its findings, by a thread that has seen none of its sentences, and by one that has.
#[divan::bench(args = ["first", "again"])]
fn check(bencher: Bencher<'_, '_>, time: &str) {
    let document = document("md");
    let bencher = bencher.counter(BytesCount::of_str(document.text()));
    if time == "first" {
        bencher.with_inputs(linter).bench_local_values(|linter| linter.check_document(&document));
    } else {
        let linter = linter();
        bencher.bench_local(|| linter.check_document(&document));
    }
}

/// Findings to a report.
#[divan::bench(args = ["pretty", "short", "json", "sarif"])]
fn render(bencher: Bencher<'_, '_>, name: &str) {
    let source = Source::from_text(text("md"));
    let document = Document::read(&source, Format::Markdown);
    let diagnostics = linter().check_document(&document).diagnostics;
    let mut file = FileReport::new("page.md".to_owned());
    (file.source, file.diagnostics) = (Some(source), diagnostics);
    let report = Report { files: vec![file], ..Report::default() };
    let look = Look { width: 100, color: false };
    bencher.bench_local(|| {
        let mut out = Vec::new();
        let written = match name {
            "pretty" => render::pretty::write(&report, look, &mut out),
            "short" => render::short::write(&report, &mut out),
            "json" => render::json::write(&report, &mut out),
            _ => render::sarif::write(&report, &mut out),
        };
        written.expect("a vector takes everything");
        out
    });
}
