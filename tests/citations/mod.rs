//! What a reader could look up: which markers, notes and entries lead to a source, and what is said about those that do
//! not.

mod authors_and_years;
mod numbers;
mod small_print;

use std::fmt::Write;

use serde_json::Value;

use crate::common::Folder;

/// What the rules of one pack report in a text, as `rule: words`.
fn faults(name: &str, text: &str) -> Vec<String> {
    let folder = Folder::new().file(name, text);
    let found = folder.run(&["check", "--format", "json", name]).diagnostics().into_iter();
    let of_citations = found.filter(|one| one["category"] == "citation");
    of_citations
        .map(|one| format!("{}: {}", one["rule"].as_str().unwrap(), one["text"].as_str().unwrap()))
        .collect()
}

/// The grade and the source of each claim of a text.
fn claims(name: &str, text: &str) -> Vec<(String, String)> {
    let folder = Folder::new().file(name, text);
    let run = folder.run(&["claims", "--format", "json", name]);
    let sheet = run.json();
    let text = |claim: &Value, key: &str| claim[key].as_str().unwrap_or_default().to_owned();
    let claims = sheet["files"][0]["claims"].as_array().unwrap().iter();
    claims.map(|claim| (text(claim, "grade"), text(claim, "source"))).collect()
}

#[track_caller]
fn assert_grade(name: &str, text: &str, expected: &str) {
    let claims = claims(name, text);
    assert_eq!(
        claims.iter().map(|(grade, _)| grade.as_str()).collect::<Vec<_>>(),
        [expected],
        "{text}\n{claims:?}"
    );
}

const PAPER: &str = "Example AB. Soft lines after a peel. Skin Letters. 2019;12:45.";

#[test]
fn notes_are_found_by_whatever_sign_is_before_them() {
    for text in [
        format!("<p>Studies show that it lifts<sup>1</sup>.</p><h2>References</h2><ol><li>{PAPER}</li></ol>"),
        format!("<p>Studies show that it lifts<sup>1</sup>.</p><p><sup>1</sup> {PAPER}</p>"),
        format!("<p>Studies show that it lifts\u{B9}.</p><p>\u{B9} {PAPER}</p>"),
        format!("<p>Studies show that it lifts<sup>*</sup>.</p><p><sup>*</sup>{PAPER}</p>"),
        format!("<p>Studies show that it lifts\u{2020}.</p><p>\u{2020} {PAPER}</p>"),
        format!("<p>Studies show that it lifts<sup>\u{2021}</sup>.</p><p>\u{2021}{PAPER}</p>"),
        format!("<p>Studies show that it lifts\u{A7}.</p><h2>Notes</h2><p>\u{A7} {PAPER}</p>"),
        format!(
            "<p>Studies show that it lifts <a href='#ref1'>1</a>.</p><h2>Sources</h2><ol><li>{PAPER}</li></ol>"
        ),
    ] {
        assert_grade("page.html", &text, "traceable");
    }
    assert_grade(
        "page.md",
        &format!("Studies show that it lifts.[^soft]\n\n[^soft]: {PAPER}\n"),
        "traceable",
    );
    assert_grade(
        "page.txt",
        &format!("Studies show that it lifts.[^soft]\n\n[^soft]: {PAPER}\n"),
        "traceable",
    );
    assert_grade("page.txt", &format!("Studies show that it lifts.*\n\n*{PAPER}\n"), "traceable");
}

#[test]
fn data_that_the_house_keeps_is_not_a_source() {
    for note in ["Data on file.", "Data on file, Example Labs, 2019."] {
        let listed = format!("Studies show that it lifts [1].\n\nReferences\n\n1. {note}\n");
        assert_grade("page.md", &listed, "none");
        assert_grade("page.md", &format!("Studies show that it lifts.[^1]\n\n[^1]: {note}\n"), "none");
        assert_grade("page.md", &format!("Studies show that it lifts.\u{2020}\n\n\u{2020} {note}\n"), "none");
    }
    assert_grade("page.md", "Studies show that it lifts (Data on file, 2019).\n", "none");
    assert_grade("page.md", "Studies show that it lifts (source: Data on file).\n", "none");
}

#[test]
fn a_preprint_backs_no_more_than_a_weak_source_does() {
    for source in [
        "https://doi.org/10.1101/2020.01.02.20012345",
        "https://www.medrxiv.org/content/10.1101/2020.01.02.20012345v1",
        "arXiv:2101.01234",
        "[paper](https://www.biorxiv.org/content/10.1101/123456v1)",
    ] {
        assert_grade("page.md", &format!("Studies show that it lifts ({source}).\n"), "weak");
    }
    assert_grade(
        "page.md",
        "Studies show that it lifts (https://doi.org/10.1101/gr.123456.78).\n",
        "traceable",
    );
}

#[test]
fn authors_and_years_lead_to_their_entry_and_to_no_other() {
    let list = "References\n\nExample, A. B., & Other, C. (2019). Soft lines. Skin Letters, 12, 45-67.\n\nThird D, Example A. Firm lines after 2020. Skin Letters. 2021;3:4.\n";
    let cited = |words: &str| format!("Studies show that it lifts {words}.\n\n{list}");
    for words in ["(Example & Other, 2019)", "(Unknown, 1999; Example, 2019)", "(Third et al., 2021)"] {
        assert_grade("page.txt", &cited(words), "traceable");
    }
    // Another year, a second author, a word of a title.
    for words in ["(Example, 2020)", "(Other, 2019)", "(Firm, 2021)"] {
        assert_grade("page.txt", &cited(words), "weak");
    }
}

#[test]
fn markers_without_an_entry_are_shown_where_they_stand() {
    let text = format!(
        "<p>Lines soften<sup>4</sup> on 20 cm<sup>2</sup>.</p><h2>References</h2><ol><li>{PAPER}</li></ol>"
    );
    assert_eq!(faults("page.html", &text), ["marker-without-entry: 4"]);
    let folder = Folder::new().file("page.html", &text);
    let report = folder.run(&["check", "--format", "json"]).json();
    let start = report["files"][0]["diagnostics"][0]["start"]["byte"].as_u64().unwrap();
    assert!(text[usize::try_from(start).unwrap()..].starts_with("<sup>4</sup>"), "{start}");
    let linked =
        format!("<p>Lines soften <a href='#ref7'>7</a>.</p><h2>References</h2><ol><li>{PAPER}</li></ol>");
    assert_eq!(faults("page.html", &linked), ["marker-without-entry: 7"]);
    assert_eq!(faults("page.md", "Lines soften.[^lost]\n"), ["marker-without-entry: [^lost]"]);
    // A list of pages is not a list of sources.
    assert_eq!(faults("page.html", "<p>Go to <a href='#page2'>2</a>.</p>"), [] as [&str; 0]);
}

#[test]
fn footnotes_that_refer_to_each_other_back_nothing() {
    let text = "\
Studies show that it lifts.[^one]

[^one]: See [^two].

[^two]: See [^one], and [^two].

[^alone]: See [^alone].

[^pair]: See [^other].

[^other]: See [^pair].
";
    assert_grade("page.md", text, "none");
    let unused = ["[^alone]", "[^pair]", "[^other]"].len();
    let found = faults("page.md", text);
    assert_eq!(
        found.iter().filter(|fault| fault.starts_with("entry-never-cited")).count(),
        unused,
        "{found:?}"
    );
}

#[test]
fn a_long_list_of_references_is_read_to_its_end() {
    let (mut text, mut list) = (String::new(), String::from("References\n\n"));
    for number in 1..=999 {
        let cited = if number == 500 { 499 } else { number };
        writeln!(text, "Studies show that it lifts in week {number} [{cited}].\n").unwrap();
        writeln!(
            list,
            "[{number}] Example AB. Soft lines after peel {number}. Skin Letters. 2019;{number}:1-9.\n"
        )
        .unwrap();
    }
    let text = text + &list;
    let claims = claims("page.txt", &text);
    assert_eq!(claims.len(), 999);
    assert!(claims.iter().all(|(grade, _)| grade == "traceable"));
    assert!(claims[998].1.starts_with("[999] Example AB."), "{}", claims[998].1);
    let found = faults("page.txt", &text);
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].starts_with("entry-never-cited: [500] Example AB."), "{found:?}");
}

#[test]
fn thousands_of_authors_and_years_find_their_entries() {
    let (mut text, mut list) = (String::new(), String::from("References\n\n"));
    for year in 1900..2000 {
        for name in ["Example", "Sample", "Model", "Pattern", "Instance"] {
            writeln!(text, "Studies show that it lifts ({name}, {year}).\n").unwrap();
            writeln!(list, "{name}, A. B. ({year}). Soft lines in the {name} trial of {year}. Skin Letters, 12(3), 45-67.\n").unwrap();
        }
    }
    writeln!(text, "Studies show that it lifts (Example, 2001).\n").unwrap();
    let claims = claims("page.txt", &(text + &list));
    let weak: Vec<usize> = (0..claims.len()).filter(|&claim| claims[claim].0 != "traceable").collect();
    assert_eq!((claims.len(), weak), (501, vec![500]));
}

#[test]
fn a_page_of_links_gives_each_claim_its_own() {
    let mut text = String::new();
    for number in 0..600 {
        let link = format!("https://doi.org/10.5555/soft{number}");
        writeln!(
            text,
            "<p>See <a href='/page/{number}'>this</a>. Studies show that it <a href='{link}'>lifts</a>.</p>"
        )
        .unwrap();
    }
    let claims = claims("page.html", &text);
    let expected = (0..600).map(|number| format!("https://doi.org/10.5555/soft{number}"));
    assert!(claims.iter().map(|(_, source)| source.clone()).eq(expected));
}

#[test]
fn a_page_of_brackets_is_not_a_page_of_citations() {
    for sign in ["[", "(", "[^", "[1", "(2019", "\u{B2}\u{2020}*"] {
        let text = sign.repeat(5_000);
        assert_eq!(faults("page.txt", &text), [] as [&str; 0], "{sign}");
    }
}

#[test]
fn a_marker_after_the_last_words_of_a_page_is_read_like_any_other() {
    for (name, text) in [
        ("a.html", "<p>Redness fades soon.</p><sup>1</sup>"),
        ("a.md", "Redness fades soon.\n\n<p></p><sup>1</sup>\n"),
        ("a.html", "<p>Redness fades soon.</p><a href='https://example.org'></a>"),
    ] {
        let run = Folder::new().file(name, text).run(&["check", "--no-config", "--format", "json"]);
        assert!(run.json()["files"][0]["error"].is_null() && run.status < 2, "{text}: {}", run.out);
    }
}

#[test]
fn of_two_sources_the_better_one_counts_wherever_it_stands() {
    let (weak, good) = ("https://clay.example/trial", "https://doi.org/10.5555/soft");
    for sources in [format!("{weak}, {good}"), format!("{good}, {weak}")] {
        assert_grade("page.md", &format!("Studies show that it lifts ({sources}).\n"), "traceable");
    }
}

#[test]
fn what_buyers_wrote_in_a_year_is_no_study() {
    let rules = |text: &str| {
        Folder::new().file("page.md", text).run(&["check", "--format", "json", "page.md"]).rules()
    };
    assert_eq!(rules("Reviews in 2019 praised the soap.\n"), [""; 0]);
    assert_eq!(rules("Reviews of 2019 praised the soap.\n"), ["partial-citation"]);
}
