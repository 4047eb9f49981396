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
        (
            " [1]",
            " [2]",
            "# References\n\n[1] Example A. Soft lines. https://example.org/lines\n[2] Sample B. Tone. https://example.org/tone".to_owned(),
        ),
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
fn markers_that_are_run_as_buttons_lead_to_the_table_of_notes() {
    let marker = |number: u8| {
        format!(
            "<a role=\"button\" onclick=\"footnote_moveToReference('footnote_reference_{number}');\"><span>[{number}]</span></a>"
        )
    };
    let row = |number: u8, entry: &str| {
        format!(
            "<tr><th scope=\"row\"><a role=\"button\" class=\"footnote_link\">{number}</a></th><td>{entry}</td></tr>"
        )
    };
    let list = format!("<p>References</p><table><tbody>{}{}</tbody></table>", row(1, ONE), row(2, TWO));
    let (first, second) = (marker(1), marker(2));
    both_are_found(
        "a.html",
        &format!("<p>Our cream softens lines by 31%.{first}</p><p>It evens tone by 27%.{second}</p>{list}"),
    );
    assert_eq!(claims("a.html", "<p><a role=\"button\">It softens lines by 31%</a></p>").len(), 0);
}

#[test]
fn a_disclaimer_behind_a_numbered_list_is_copy() {
    let text = format!(
        "It softens lines by 31% [1].\n\n## References\n\n1. {ONE}\n\nOur house is proud of its clinically proven creams, which are made by hand in a small room by the sea.\n"
    );
    assert_eq!(claims("a.md", &text).len(), 2);
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
