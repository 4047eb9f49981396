//! Notes and lists of references as pages have them that other programs built: each claim is backed by what its number leads to.

use crate::common::Folder;

const STUDY: &str = "Studies show that clay softens lines";
const ENTRY: &str = "Tarn P. Clay and lines. Skin Letters. 2019;12:45.";
const ADDRESS: &str = "https://doi.org/10.5555/clay";

/// What is reported on a page, as `rule: words`.
fn found(name: &str, text: &str) -> Vec<String> {
    Folder::new().file(name, text).run(&["check", "--no-config", "--format", "json", name]).findings()
}

#[track_caller]
fn is_silent(name: &str, text: &str) {
    assert_eq!(found(name, text), [] as [&str; 0], "{text}");
}

#[test]
fn footnotes_are_read_as_the_makers_of_sites_write_them() {
    for (marker, notes) in [
        // Hugo
        (
            "<sup id='fnref:1'><a href='#fn:1' class='footnote-ref' role='doc-noteref'>1</a></sup>",
            format!(
                "<div class='footnotes' role='doc-endnotes'><hr><ol><li id='fn:1'><p>{ENTRY}&#160;<a href='#fnref:1' class='footnote-backref' role='doc-backlink'>&#x21a9;&#xfe0e;</a></p></li></ol></div>"
            ),
        ),
        // Pandoc
        (
            "<a href='#fn1' class='footnote-ref' id='fnref1' role='doc-noteref'><sup>1</sup></a>",
            format!(
                "<section id='footnotes'><hr /><ol><li id='fn1'><p>{ADDRESS}<a href='#fnref1' class='footnote-back'>\u{21A9}\u{FE0E}</a></p></li></ol></section>"
            ),
        ),
        // GitHub
        (
            "<sup><a href='#user-content-fn-1' id='user-content-fnref-1' data-footnote-ref>1</a></sup>",
            format!(
                "<section class='footnotes'><h2 class='sr-only' id='footnote-label'>Footnotes</h2><ol>\n<li id='user-content-fn-1'>\n<p>{ENTRY} <a href='#user-content-fnref-1' data-footnote-backref>\u{21A9}</a></p>\n</li>\n</ol></section>"
            ),
        ),
        // kramdown
        (
            "<sup id='fnref:a'><a href='#fn:a' class='footnote' rel='footnote'>1</a></sup>",
            format!(
                "<div class='footnotes'><ol><li id='fn:a'><p>{ENTRY} <a href='#fnref:a' class='reversefootnote'>back</a></p></li></ol></div>"
            ),
        ),
        // WordPress
        (
            "<sup data-fn='4f-2a' class='fn'><a href='#4f-2a' id='4f-2a-link'>1</a></sup>",
            format!(
                "<ol class='wp-block-footnotes'><li id='4f-2a'>{ENTRY} <a href='#4f-2a-link'>\u{21A9}\u{FE0E}</a></li></ol>"
            ),
        ),
        // markdown-it
        (
            "<sup class='footnote-ref'><a href='#fn1' id='fnref1'>[1]</a></sup>",
            format!(
                "<ol class='footnotes-list'><li id='fn1' class='footnote-item'><p>{ADDRESS} <a href='#fnref1'>\u{21A9}</a></p></li></ol>"
            ),
        ),
        // MediaWiki
        (
            "<sup id='cite_ref-1'><a href='#cite_note-1'>[1]</a></sup>",
            format!(
                "<ol class='references'><li id='cite_note-1'><b><a href='#cite_ref-1'>^</a></b> {ENTRY}</li></ol>"
            ),
        ),
        // Sphinx
        (
            " <a href='#id3' id='id1'><span>[</span>1<span>]</span></a>",
            format!(
                "<aside id='id3'><span>[<a role='doc-backlink' href='#id1'>1</a>]</span><p>{ENTRY}</p></aside>"
            ),
        ),
        // Letters, and the percent signs of an address
        ("<sup><a href='#fn%3Aa'>a</a></sup>", format!("<p id='fn:a'><sup>a</sup> {ENTRY}</p>")),
    ] {
        is_silent("page.html", &format!("<p>{STUDY}{marker}.</p>\n{notes}\n"));
    }
}

#[test]
fn lists_made_by_hand_are_followed_whatever_is_above_them() {
    for (marker, list) in [
        (" <a href='#r1'>[1]</a>", format!("<h3>Small print</h3><p id='r1'>1. {ENTRY}</p>")),
        ("<sup><a href='#r1'>1</a></sup>", format!("<h3>Small print</h3><p><a name='r1'></a>1. {ENTRY}</p>")),
        (" [<a href='#r1'>1</a>]", format!("<div class='refs'><p id='r1'>[1] {ENTRY}</p></div>")),
        (" [1]", format!("<div class='refs'><p>[1] {ENTRY}</p></div>")),
        (" <a href='#r1'>[1]</a>", format!("<dl><dt id='r1'>[1]</dt><dd>{ENTRY}</dd></dl>")),
        (" <a href='#r1'>[1]</a>", format!("<table><tr id='r1'><td>1.</td><td>{ENTRY}</td></tr></table>")),
        (" [1]", format!("<h2>References</h2><ol><li><p>{ENTRY}</p></li></ol>")),
        (" [1]", format!("<h2>References</h2><ol>\n<li>\n<div>{ENTRY}</div>\n</li></ol>")),
        (" [1]", format!("<h2>References</h2><dl><dt>[1]</dt><dd>{ENTRY}</dd></dl>")),
        (
            "<sup><a href='#n1'>1</a></sup>",
            format!("<ol><li id='n1'><p>Tarn, on clay.</p><p>{ADDRESS}</p></li></ol>"),
        ),
        (
            " (<a href='#ref-tarn2019'>Tarn 2019</a>)",
            format!("<div id='refs'><div id='ref-tarn2019'>{ENTRY}</div></div>"),
        ),
    ] {
        is_silent("page.html", &format!("<p>{STUDY}{marker}.</p>\n{list}\n"));
    }
    for text in [
        format!("{STUDY} [1](#r1).\n\n### Small print\n\n<a id=\"r1\"></a>1. {ENTRY}\n"),
        format!("{STUDY} [[1]](#r1).\n\n<p id=\"r1\">1. {ENTRY}</p>\n"),
    ] {
        is_silent("page.md", &text);
    }
}

#[test]
fn a_link_to_a_note_without_a_source_backs_nothing() {
    for note in ["Results may vary.", "Data on file."] {
        let text =
            format!("<p>{STUDY}.<sup><a href='#n1'>1</a></sup></p><ol><li id='n1'><p>{note}</p></li></ol>");
        assert_eq!(found("page.html", &text), ["uncited-study: Studies show"], "{text}");
    }
    // A link to a paragraph of the copy makes no note of it.
    let text = "<p>See <a href='#trial'>our page</a>.</p><p id='trial'>Studies show that clay lifts.</p>";
    assert_eq!(found("page.html", text), ["uncited-study: Studies show"]);
    let text = "<p id='top'>Studies show that clay lifts.</p><p>Go <a href='#top'>\u{2191}</a>.</p>";
    assert_eq!(found("page.html", text), ["uncited-study: Studies show"]);
}

#[test]
fn the_way_back_from_a_note_is_not_a_part_of_its_address() {
    let text = format!(
        "<p>Clay is soft.<sup><a href='#n1'>1</a></sup></p><p id='n1'>{ADDRESS}<a href='#m1'>\u{21A9}</a></p>"
    );
    let folder = Folder::new().file("page.html", text);
    let run = folder.run(&["verify", "--offline", "page.html"]);
    assert!(run.out.contains("10.5555/clay: unchecked"), "{}", run.out);
}

#[test]
fn a_number_that_is_a_link_to_a_paper_needs_no_list() {
    for text in [
        format!("{STUDY} [[1]]({ADDRESS}).\n"),
        format!("{STUDY} [\\[1\\]]({ADDRESS}).\n"),
        format!("{STUDY} [1]({ADDRESS}).\n"),
        format!("{STUDY} [(1)]({ADDRESS}).\n"),
        format!("{STUDY}.^[1]({ADDRESS})^\n"),
    ] {
        is_silent("page.md", &text);
    }
    for text in [
        format!("<p>{STUDY} <a href='{ADDRESS}'>[1]</a>.</p>"),
        format!("<p>{STUDY} [<a href='{ADDRESS}'>1</a>, <a href='{ADDRESS}b'>2</a>].</p>"),
        format!("<p>{STUDY}.<a href='{ADDRESS}'><sup>1</sup></a></p>"),
        format!("<p>{STUDY}.<sup><a href='{ADDRESS}'>[1]</a></sup></p>"),
    ] {
        is_silent("page.html", &text);
    }
    // One that leads nowhere is still reported.
    assert_eq!(found("page.md", "Clay is soft [1].\n"), ["marker-without-entry: [1]"]);
}

#[test]
fn superscripts_of_pandoc_are_markers_and_powers_are_not() {
    is_silent("page.md", &format!("{STUDY}.^1^ It dries.\n\n## References\n\n1. {ENTRY}\n"));
    is_silent("page.md", &format!("{STUDY}.^1,2^\n\n## References\n\n1. {ENTRY}\n2. {ADDRESS}\n"));
    let folder = Folder::new().file("page.md", "It holds H~2~O, 5^2 and 3^4, x^n^ and a ^ sign.\n");
    let run = folder.run(&["words", "page.md"]);
    assert_eq!(run.status, 0, "{}", run.err);
    is_silent("page.md", "It holds H~2~O, and 5^2 is less than 3^4.\n");
}

#[test]
fn labels_of_footnotes_do_not_differ_by_capitals_alone() {
    is_silent("page.md", &format!("{STUDY}[^a].\n\n[^A]: {ADDRESS}\n"));
    is_silent("page.md", &format!("{STUDY}[^Tarn].\n\n[^tarn]: {ENTRY}\n"));
    is_silent("page.txt", &format!("{STUDY}[^Tarn].\n\n[^tarn]: {ENTRY}\n"));
    let other = found("page.md", &format!("Clay is soft[^a].\n\n[^b]: {ADDRESS}\n"));
    assert_eq!(other, ["marker-without-entry: [^a]", &format!("entry-never-cited: {ADDRESS}")]);
}

#[test]
fn a_line_that_names_the_source_belongs_to_what_is_above_it() {
    for text in [
        format!("{STUDY}.\n\nSource: {ADDRESS}\n"),
        format!("{STUDY}.\n\n*Source: [Tarn 2019]({ADDRESS})*\n"),
        format!("{STUDY}.\n\nSources: Tarn 2019; Vell 2020\n"),
        format!("{STUDY}.\n\nRef: {ENTRY}\n"),
        format!("{STUDY}.\n\n[Study]({ADDRESS})\n"),
        format!("{STUDY}.\n\nSource - {ADDRESS}\n"),
        format!("{STUDY}.\n\nSource ([Tarn 2019]({ADDRESS}))\n"),
        format!("{STUDY}.\n\n\u{1F4DA} Source: {ADDRESS}\n"),
        format!("{STUDY}.\n\nRead the study: {ADDRESS}\n"),
        format!("{STUDY}.\n\n[Read the study]({ADDRESS})\n"),
        format!("{STUDY}.\n\n{ADDRESS}\n"),
        format!("{STUDY}.\n\n> Study: {ADDRESS}\n"),
        format!("- {STUDY}.\n- Source: {ADDRESS}\n"),
        format!("- {STUDY}.\n- It dries.\n\nSource: {ADDRESS}\n"),
        format!("## {STUDY}\n\nIt dries.\n\nSource: {ADDRESS}\n"),
    ] {
        is_silent("page.md", &text);
    }
    for text in [
        format!(
            "<figure><img src='a.png' alt=''><p>{STUDY}.</p><figcaption>Source: <a href='{ADDRESS}'>Tarn</a></figcaption></figure>"
        ),
        format!("<p>{STUDY}.</p><small>Source: <a href='{ADDRESS}'>Tarn 2019</a></small>"),
        format!("<p>{STUDY}.<br><small>Reference: {ENTRY}</small></p>"),
        format!("<blockquote><p>{STUDY}.</p><footer>Source: {ADDRESS}</footer></blockquote>"),
        format!("<ul><li>{STUDY}.</li><li>It dries.</li></ul><p>Sources: {ADDRESS}</p>"),
    ] {
        is_silent("page.html", &text);
    }
    is_silent("page.txt", &format!("{STUDY}.\n\nSource: {ADDRESS}\n\nThe end of it.\n"));
    // The last line of a short section under a heading, but not of a long one.
    is_silent("page.md", &format!("## Clay\n\n{STUDY}.\n\nIt dries.\n\n**Citation:** {ENTRY}\n"));
    let long = format!("## Clay\n\n{STUDY}.\n\n{}**Citation:** {ENTRY}\n", "It dries.\n\n".repeat(8));
    assert_eq!(found("page.md", &long), ["uncited-study: Studies show"]);
    for text in [
        format!("{STUDY}.\n\nIt dries.\n\nSource: {ADDRESS}\n"),
        format!("{STUDY}.\n\nSource: data on file, 2019\n"),
        format!("{STUDY}.\n\nThe source: our own garden.\n"),
        format!("{STUDY}.\n\nA rich source of clay: see {ADDRESS}\n"),
        format!("{STUDY}.\n\nThe study [has a page]({ADDRESS}) with pictures of the digging.\n"),
    ] {
        assert_eq!(found("page.md", &text), ["uncited-study: Studies show"], "{text}");
    }
}

#[test]
fn lists_of_references_are_known_by_the_sense_of_their_headings() {
    for heading in [
        "References",
        "References and further reading",
        "\u{1F4DA} Medical references (12)",
        "6. References",
        "Source",
        "List of references",
        "References and notes",
        "Key references",
        "Clinical references",
        "Our sources",
        "Cited sources",
        "Scientific sources",
        "Resources",
        "Links",
        "Evidence",
        "Research",
        "Sources we used",
        "Where our facts come from",
        "Studies cited",
        "Works cited:",
        "Bibliography",
        "Selected literature",
        "Scientific evidence",
        "References (3)",
        "Trusted sources",
        "Where we got our information",
        "Read more",
    ] {
        is_silent("page.md", &format!("{STUDY} [1].\n\n## {heading}\n\n1. {ENTRY}\n"));
        is_silent("page.md", &format!("{STUDY} [1].\n\n**{heading}**\n\n1. {ENTRY}\n"));
        is_silent(
            "page.html",
            &format!("<p>{STUDY} [1].</p><h4>{heading}</h4><ol><li><p>{ENTRY}</p></li></ol>"),
        );
    }
    // Below such words copy is copy.
    for heading in ["Research", "Evidence", "Our sources", "Key notes", "Links", "The science"] {
        let text = format!("## {heading}\n\n{STUDY}.\n\nWe have dug it up since 2019.\n");
        assert_eq!(found("page.md", &text), ["uncited-study: Studies show"], "{heading}");
    }
    // A heading with a number ends the list.
    let text =
        format!("Clay is soft [1].\n\n## 1. References\n\n1. {ENTRY}\n\n## 2. Clay in 2019\n\n{STUDY}.\n");
    assert_eq!(found("page.md", &text), ["uncited-study: Studies show"]);
}

#[test]
fn a_list_that_no_number_points_at_is_for_the_whole_page_unless_it_is_a_choice() {
    let page = |heading: &str, claim: &str| {
        let entries = format!("- {ENTRY}\n- Loam Q. Clay in spring. Skin Letters. 2021;14:7.\n");
        format!("{claim}.\n\nIt dries.\n\n## {heading}\n\n{entries}")
    };
    is_silent("page.md", &page("References", STUDY));
    for heading in ["Selected references", "Further reading"] {
        assert_eq!(found("page.md", &page(heading, STUDY)), ["uncited-study: Studies show"], "{heading}");
    }
    // Where numbers point at entries, what has none has no source.
    let numbered = format!(
        "{STUDY}.\n\nIt dries.\n\n## How long\n\nClay dries in an hour [1].\n\n## References\n\n1. {ENTRY}\n2. {ENTRY}\n"
    );
    assert!(found("page.md", &numbered).contains(&"uncited-study: Studies show".to_owned()));
}

#[test]
fn a_long_number_that_is_raised_is_no_marker_of_a_note() {
    let page = |number: &str| {
        format!(
            "<p>{STUDY}.<sup>1</sup></p><p>Call 0555 SKIN<sup>{number}</sup> now.</p><h2>References</h2><ol><li>{ENTRY}</li></ol>"
        )
    };
    is_silent("a.html", &page("7546"));
    assert_eq!(found("a.html", &page("7")).len(), 1);
}

#[test]
fn a_line_over_a_list_is_backed_by_the_items_below_it() {
    let entry = "## References\n\n1. Author A. Soft lines. Skin Letters. 2019;1:2-3.\n";
    is_silent(
        "a.md",
        &format!("Research shows that it does this:\n\n- softens the skin [1]\n- calms it [1]\n\n{entry}"),
    );
    let found = found(
        "a.md",
        &format!("Research shows that it helps.\n\n- Soft skin [1]\n- Calm skin [1]\n\n{entry}"),
    );
    assert_eq!(found, ["uncited-study: Research shows"], "a sentence with its stop opens no list");
}
