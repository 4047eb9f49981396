//! The text of pages in a report: what is marked in it, and how much of it is there.

use super::{all, report, words};
use crate::common::{CLAIM, Folder};
use crate::word::package::{Docx, paragraph};

/// The marked words of a report.
fn marked(html: &str) -> Vec<&str> {
    all("<mark class=\"(?:error|warning|note|suppressed)\" data-mark=\"[^\"]*\">([^<]*)</mark>", html)
}

#[test]
fn the_words_of_each_finding_are_marked_through_markup_and_entities() {
    let page = "\
<h1>Care for skin</h1><p>It is the <b>most&nbsp;powerful</b> peel on
the market. It dries quickly.</p><ul><li>It is completely <i>pain</i>less.</li></ul>
<table><tr><td>We open at nine.</td><td>Studies show that it lifts.</td></tr></table>
<img src=a.png alt=\"The most powerful mask on the market\">";
    let html =
        report(&Folder::new().file("a.html", page), &["--select", "superlatives,absolutes,studies"]).out;
    assert_eq!(
        marked(&html),
        ["the most powerful peel", "completely painless", "Studies show", "The most powerful mask"]
    );
    for shown in [
        "<p class=\"heading\">Care for skin</p>",
        "<ul class=\"items\"><li>It is",
        "<ul class=\"cells\"><li>We open",
    ] {
        assert!(html.contains(shown), "{shown}: {html}");
    }
    assert!(words(&html).contains("Alt text of a picture The most powerful mask"), "{html}");
}

#[test]
fn words_with_several_findings_have_several_numbers() {
    // One finding is about the page and begins with the first claim.
    let page = "Studies show that it lifts.\n\n".repeat(4);
    let html = report(&Folder::new().file("a.md", page), &["--select", "all"]).out;
    let numbers = all("<a class=\"number [a-z]+\" id=\"m-([^\"]*)\"", &html);
    let cards = all("<article class=\"card [a-z]+\" id=\"f-([^\"]*)\"", &html);
    let mut sorted = [numbers.clone(), cards];
    sorted.iter_mut().for_each(|one| one.sort_unstable());
    assert_eq!(sorted[0], sorted[1], "each card has its number in the text");
}

#[test]
fn documents_of_word_processors_are_shown_like_any_other_page() {
    let folder = Folder::new().file("a.docx", Docx::new(&paragraph(CLAIM.trim())).bytes());
    let html = report(&folder, &[]).out;
    assert_eq!(marked(&html), ["the most powerful peel"]);
    assert!(words(&html).contains("paragraph 1"), "{html}");
}

#[test]
fn of_a_very_long_line_only_what_is_around_a_finding_is_shown() {
    let quiet = "It dries quickly in the morning. ".repeat(300_000);
    let page = format!("{quiet}{} {quiet}", CLAIM.trim());
    let html = report(&Folder::new().file("a.txt", page), &[]).out;
    assert_eq!(marked(&html), ["the most powerful peel"]);
    assert!(html.len() < 100_000, "{}", html.len());
    assert!(html.contains("\u{2026} "), "it says that there is more");
}

#[test]
fn of_a_long_line_full_of_claims_each_finding_has_its_card() {
    let page = format!("{} ", CLAIM.trim()).repeat(5_000);
    let folder = Folder::new().file("a.txt", page);
    let html = report(&folder, &[]).out;
    let found = folder.run(&["check", "--format", "json"]).json()["summary"]["warning"].as_u64().unwrap();
    assert!(found > 2_000, "{found}");
    assert_eq!(html.matches("<article class=\"card warning\"").count() as u64, found);
}

#[test]
fn of_a_very_long_page_the_blocks_between_findings_are_counted() {
    let quiet = "It dries quickly in the morning.\n\n".repeat(10_000);
    let page = format!("{CLAIM}\n{quiet}{CLAIM}");
    let html = report(&Folder::new().file("a.md", page), &[]).out;
    assert_eq!(marked(&html).len(), 2);
    assert!(html.contains("9,998 blocks of text without findings are left out here."), "{}", html.len());
    assert!(html.len() < 100_000, "{}", html.len());
}
