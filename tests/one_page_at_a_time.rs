//! What one page says never changes what is found on another: in whichever order pages are checked, alone or together, and
//! by any number of threads.

use std::sync::{Arc, LazyLock};

use claimlint_engine::{Diagnostic, Document, Format, Linter, Selection, Source};
use claimlint_rules::Library;
use claimlint_rules::dictionary::Dictionary;
use proptest::prelude::*;

use crate::common::Folder;

static LIBRARY: LazyLock<Arc<Library>> = LazyLock::new(claimlint_builtin::library);

/// A linter that has checked nothing yet.
fn linter() -> Linter {
    let dictionary = Dictionary::plain(claimlint_builtin::english());
    Linter::new(&LIBRARY, &Selection::only(["all"]), Arc::new(dictionary), Arc::default())
}

/// Sentences that several pages say.
const SENTENCES: &[&str] = &[
    "The skin is soft,and clear today.",
    "It is soft. .",
    "Is it? .",
    "The care is gentle..",
    "The most powerful peel on the market.",
    "It is not the best serum for everyone.",
    "Studies show that it works (Reed, 2019).",
    "There is the the mask and needling(micro-needling).",
    "Skincare and skin care are one thing.",
    "There are no needles, and it is painless.",
    "It may hurt - a little , at first.",
    "Visit skin.example/care today.",
    "She had a FAQ and an useful benfits list.",
];

/// A sentence in one of the ways in which pages put it.
fn put(sentence: &str, way: u8) -> String {
    let middle = sentence.find([',', '.', ' ']).unwrap_or(sentence.len());
    let (before, after) = sentence.split_at(middle);
    match way {
        0 => format!("{sentence}\n\n"),
        1 => format!("# {sentence}\n\n"),
        2 => format!("- {sentence}\n\n"),
        3 => format!("> {sentence}\n\n"),
        4 => format!("\"{sentence}\" she said.\n\n"),
        5 => format!("{before}**{after}**\n\n"),
        6 => sentence.replacen(",and", ",**and**", 1) + "\n\n",
        7 => format!("Does it work? {sentence} We think so.\n\n"),
        8 => format!("We say so.{sentence}.\n\n"),
        _ => format!("## Myths\n\n{sentence} . {sentence}\n\n"),
    }
}

fn any_page() -> impl Strategy<Value = String> {
    let put = (prop::sample::select(SENTENCES), 0u8..10).prop_map(|(sentence, way)| put(sentence, way));
    prop::collection::vec(put, 1..6).prop_map(|parts| parts.concat())
}

fn check(linter: &Linter, page: &str) -> Vec<Diagnostic> {
    let document: Document = linter.read(&Source::from_text(page), Format::Markdown);
    linter.check_document(&document).diagnostics
}

fn cases(cases: u32) -> ProptestConfig {
    ProptestConfig { cases, failure_persistence: None, ..ProptestConfig::default() }
}

proptest! {
    #![proptest_config(cases(200))]

    #[test]
    fn what_a_linter_checked_before_changes_nothing(pages in prop::collection::vec(any_page(), 2..6)) {
        let used = linter();
        let forward: Vec<_> = pages.iter().map(|page| check(&used, page)).collect();
        let used = linter();
        let mut backward: Vec<_> = pages.iter().rev().map(|page| check(&used, page)).collect();
        backward.reverse();
        for ((page, forward), backward) in pages.iter().zip(forward).zip(backward) {
            let alone = check(&linter(), page);
            prop_assert_eq!(&forward, &alone, "{}", page);
            prop_assert_eq!(&backward, &alone, "{}", page);
        }
    }
}

proptest! {
    // Each runs the program once for each page, and four times for all.
    #![proptest_config(cases(8))]

    #[test]
    fn a_folder_reports_what_each_of_its_pages_reports(
        pages in prop::collection::vec(any_page(), 2..5),
        turn in 0usize..5,
    ) {
        let mut folder = Folder::new();
        let mut names = Vec::new();
        for (number, page) in pages.iter().enumerate() {
            let name = format!("{number}.md");
            folder = folder.file(&name, page);
            names.push(name);
        }
        let check = |names: &[String], threads: &str| {
            let mut arguments = vec!["check", "--format", "json-lines", "--select", "all", "--jobs", threads];
            arguments.extend(names.iter().map(String::as_str));
            // The last line has the counts.
            let report = folder.run(&arguments).out;
            let findings = report.lines().filter(|line| line.starts_with("{\"path\""));
            findings.map(|line| format!("{line}\n")).collect::<String>()
        };
        let alone: String = names.iter().map(|name| check(std::slice::from_ref(name), "1")).collect();
        prop_assert_eq!(&check(&names, "1"), &alone);
        prop_assert_eq!(&check(&names, "8"), &alone);
        names.rotate_left(turn % pages.len());
        prop_assert_eq!(&check(&names, "1"), &alone);
        prop_assert_eq!(&check(&names, "8"), &alone);
    }
}

#[test]
fn markup_on_one_page_hides_no_missing_space_on_another() {
    let folder = Folder::new()
        .file("a.md", "The skin is soft,**and** clear today.\n\nIs it? .\n")
        .file("b.md", "The skin is soft,and clear today.\n\nIt is soft. .\n");
    let check = |names: &[&str]| {
        let arguments = [&["check", "--format", "short", "--quiet", "--jobs", "1"][..], names].concat();
        folder.run(&arguments).out
    };
    let alone = check(&["b.md"]);
    assert_eq!(alone.lines().count(), 2, "{alone}");
    assert_eq!(check(&["a.md", "b.md"]), check(&["a.md"]) + &alone);
    folder.run(&["check", "--fix", "--quiet", "--jobs", "1", "a.md", "b.md"]);
    let fixed = folder.read("b.md");
    assert!(fixed.starts_with("The skin is soft, and clear today."), "{fixed}");
}
