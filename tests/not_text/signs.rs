//! Spaces, letters and figures in every form that pages have them in.

use super::found;
use crate::common::{Folder, fixed_text};

#[test]
fn a_space_is_put_in_and_nothing_else_is_changed() {
    for (name, before, after) in [
        ("a.md", "It helps \u{201C}skin\u{201D}and hair.\n", "It helps \u{201C}skin\u{201D} and hair.\n"),
        (
            "a.html",
            "<p>It helps &ldquo;skin&rdquo;and hair.</p>\n",
            "<p>It helps &ldquo;skin&rdquo; and hair.</p>\n",
        ),
        (
            "a.md",
            "See [the guide](x.html).The rest follows.\n",
            "See [the guide](x.html). The rest follows.\n",
        ),
        (
            "a.html",
            "<p>It helps <b>skin.</b>The rest follows.</p>\n",
            "<p>It helps <b>skin.</b> The rest follows.</p>\n",
        ),
        ("a.md", "The skin is soft,**and** clear.\n", "The skin is soft, **and** clear.\n"),
        ("a.md", "The skin is soft,[and](x.html) clear.\n", "The skin is soft, [and](x.html) clear.\n"),
        (
            "a.html",
            "<p>The skin is soft,<em>and</em> clear.</p>\n",
            "<p>The skin is soft, <em>and</em> clear.</p>\n",
        ),
    ] {
        assert_eq!(fixed_text(name, before), after);
    }
}

#[test]
fn a_space_that_would_make_emphasis_of_stars_is_left_to_a_person() {
    let text = "It helps **skin.**The rest follows.\n";
    assert_eq!(found("a.md", text), ["1:12 missing-space"]);
    assert_eq!(fixed_text("a.md", text), text);
}

#[test]
fn a_line_break_that_is_not_read_out_parts_words_for_those_who_see() {
    let page = "<p>What it does for the skin:<br aria-hidden=\"true\"><b>In summer</b> it cools.</p>\n<p>It cools.It dries.</p>\n";
    assert_eq!(found("a.html", page), ["2:7 missing-space"]);
}

#[test]
fn what_only_looks_like_a_slip_is_not_one() {
    for (name, text) in [
        ("a.md", "We grow cells in in vitro dishes.\n"),
        ("a.md", "Retinol\n: A form of vitamin A.\n\nNiacinamide\n: A form of vitamin B3.\n"),
        (
            "a.md",
            "Retinol softens lines [^1].\n\n[^1]: Lund A. Retinol. J Cosmet Dermatol. 2019. https://doi.org/10.1111/jocd.12345\n",
        ),
        ("a.txt", "It is a long-\nlasting cream and an anti-\nageing serum.\n"),
        ("a.md", "We\u{2019}re goin\u{2019} home, and nothin\u{2019} stings.\n"),
        ("a.md", "It is a rule ('the relevant day').\n"),
        ("a.md", "Set width: calc(100% - 2rem) here.\n"),
    ] {
        assert_eq!(found(name, text), [""; 0], "{text}");
    }
    // Each of the two may be meant.
    let folder = Folder::new().file("a.md", "Sign up up to two weeks ahead.\n");
    folder.run(&["check", "--fix", "a.md"]);
    assert_eq!(folder.read("a.md"), "Sign up up to two weeks ahead.\n");
}

#[test]
fn styled_letters_are_read_and_letters_of_other_alphabets_reported() {
    let styled =
        "\u{1D5E7}\u{1D5F5}\u{1D5F2} \u{1D5FA}\u{1D5FC}\u{1D600}\u{1D601} powerful peel on the market.\n";
    assert_eq!(found("a.md", styled), ["1:1 unsupported-superlative"]);
    let wide = "It is \u{FF54}\u{FF48}\u{FF45} most powerful peel on the market.\n";
    assert_eq!(found("a.md", wide), ["1:7 unsupported-superlative"]);
    let look_alike = "It is the m\u{43E}st powerful peel on the market.\n";
    assert_eq!(found("a.md", look_alike), ["1:7 unsupported-superlative", "1:11 foreign-letter"]);
    assert_eq!(fixed_text("a.md", look_alike), "It is the most powerful peel on the market.\n");
    assert_eq!(
        found("a.md", "\u{41F}\u{440}\u{438}\u{432}\u{435}\u{442} is Russian. TNF\u{3B1} rises.\n"),
        [""; 0]
    );
}

#[test]
fn a_page_in_another_encoding_is_read_and_stays_in_it() {
    let page = b"<meta charset=\"windows-1252\"><p>Our caf\xE9 has \x93teh\x94 jar.</p>\n";
    let folder = Folder::new().file("a.html", page);
    let report = folder.run(&["check", "--format", "json", "a.html"]).json();
    let start = report["files"][0]["diagnostics"][0]["start"]["byte"].as_u64().unwrap() as usize;
    assert_eq!(&page[start..start + 3], b"teh");
    folder.run(&["check", "--fix", "a.html"]);
    let fixed = std::fs::read(folder.path("a.html")).unwrap();
    assert_eq!(fixed, b"<meta charset=\"windows-1252\"><p>Our caf\xE9 has \x93the\x94 jar.</p>\n");
}

#[test]
fn figures_are_found_in_every_form_and_shown_in_whole() {
    for (text, place) in [
        ("Skin is 4.5\u{D7} smoother after a week.\n", "1:9"),
        ("\u{BD} of women saw fewer lines.\n", "1:1"),
        ("It gives a 10-fold rise in moisture.\n", "1:12"),
        ("-40% wrinkles in 4 weeks.\n", "1:1"),
        ("Our peel gave fewer lines in -90% of women.\n", "1:30"),
        ("95+% of users agreed.\n", "1:1"),
        ("Eighty-seven percent of women saw fewer lines.\n", "1:1"),
        ("90\u{2013}95% of women agreed.\n", "1:1"),
    ] {
        assert_eq!(found("a.md", text), [format!("{place} uncited-statistic")], "{text}");
    }
}
