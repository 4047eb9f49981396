//! Notes and references in small print: several in one block, in an element that pages keep for them, or where they belong.

use super::{claims, faults};

/// Two claims whose sources are the first and the second of a list.
fn page(first: &str, second: &str, list: &str) -> String {
    format!("Our cream softens lines by 31%{first}. It evens tone by 27%{second}.\n\n{list}\n")
}

const ONE: &str = "Example A. Soft lines. Skin Letters. 2019;12(3):45-67.";
const TWO: &str = "Sample B. Even tone. Skin Letters. 2018;11(2):34-56.";

#[track_caller]
fn both_are_found(name: &str, text: &str) {
    let grades: Vec<String> = claims(name, text).into_iter().map(|(grade, _)| grade).collect();
    assert_eq!(grades, ["traceable", "traceable"], "{text}");
    assert_eq!(faults(name, text), [] as [&str; 0], "{text}");
}

#[test]
fn references_in_one_paragraph_are_found() {
    for (first, second, list) in [
        (" [1]", " [2]", format!("References: 1. {ONE} 2. {TWO}")),
        (" [1]", " [2]", format!("**Sources:** [1] {ONE} [2] {TWO}")),
        (" [1]", " [2]", format!("[1] {ONE} [2] {TWO}")),
        (" (1)", " (2)", format!("References: 1) {ONE} 2) {TWO}")),
        (" (1)", " (2)", format!("References: (1) {ONE} (2) {TWO}")),
        ("\u{b9}", "\u{b2}", format!("\u{b9} {ONE} \u{b2} {TWO}")),
        ("\u{b9}", "\u{b2}", format!("\u{b9}{ONE}\n\u{b2}{TWO}")),
        ("<sup>1</sup>", "<sup>2</sup>", format!("<sup>1</sup> {ONE} <sup>2</sup> {TWO}")),
        ("<sup>1</sup>", "<sup>2</sup>", format!("<sup>1</sup>{ONE}<br><sup>2</sup>{TWO}")),
        ("*", "\u{2020}", format!("\\* {ONE} \u{2020} {TWO}")),
        (" [1]", " [2]", format!("# References\n\n1. {ONE} 2. {TWO}")),
    ] {
        both_are_found("a.md", &page(first, second, &list));
    }
}

#[test]
fn a_number_that_runs_on_without_an_entry_leads_nowhere() {
    let text = page(" [1]", " [3]", &format!("[1] {ONE} [2] {TWO}"));
    assert_eq!(faults("a.md", &text), ["marker-without-entry: [3]"]);
    let text = page(" [1]", " [2]", &format!("[1] {ONE} It has 2. And no more."));
    assert_eq!(faults("a.md", &text), ["marker-without-entry: [2]"]);
}

#[test]
fn elements_that_pages_keep_for_notes_are_lists_without_a_heading() {
    for list in [
        format!("<div class=\"footnotes\"><ol><li><p>{ONE}</p></li><li><p>{TWO}</p></li></ol></div>"),
        format!("<section role=\"doc-endnotes\"><ol><li>{ONE}</li><li>{TWO}</li></ol></section>"),
        format!("<ol class=\"article__references\"><li>{ONE}</li><li>{TWO}</li></ol>"),
        format!("<dl id=\"bibliography\"><dt>1</dt><dd>{ONE}</dd><dt>2</dt><dd>{TWO}</dd></dl>"),
        format!(
            "<table class=\"references\"><tr><td>1.</td><td>{ONE}</td></tr><tr><td>2.</td><td>{TWO}</td></tr></table>"
        ),
    ] {
        both_are_found("a.html", &page("<sup>1</sup>", "<sup>2</sup>", &list));
    }
}

#[test]
fn the_words_of_a_page_about_its_sources_are_copy() {
    let text = "<div class=\"references\"><p>Our cream softens lines by 31%.</p></div>";
    assert_eq!(claims("a.html", text).len(), 1);
}

#[test]
fn a_note_where_it_belongs_is_a_source() {
    both_are_found("a.md", &page(&format!("^[{ONE}]"), &format!("^[{TWO}]"), ""));
    let text = page("^[As we think.]", "^[No more is known.]", "");
    let grades: Vec<String> = claims("a.md", &text).into_iter().map(|(grade, _)| grade).collect();
    assert_eq!(grades, ["none", "none"]);
}
