//! Pages that nest, repeat or never end: each is read to its end, and a good page beside it is still checked.

use super::{CLAIM, error, file, findings};
use crate::common::Folder;

/// What must come out of a page.
enum Comes {
    /// It is read, and says nothing.
    Clean,
    /// It is read, and has findings.
    Findings,
    /// It is read in part, with this among the reasons.
    Told(&'static str),
}

use Comes::{Clean, Findings, Told};

/// Checks a page beside a good one.
#[track_caller]
fn comes_out(name: &str, page: &str, comes: &Comes) {
    let folder = Folder::new().file("good.txt", CLAIM).file(name, page);
    let run = folder.run(&["check", "--no-config", "--format", "json"]);
    let report = run.json();
    assert_eq!(findings(&report, "good.txt"), 1, "the good page is checked");
    let (found, error) = (findings(&report, name), error(&report, name));
    match comes {
        Clean => assert_eq!((run.status, found, error), (1, 0, "")),
        Findings => assert_eq!((run.status, found > 0, error), (1, true, "")),
        Told(reason) => assert!(run.status == 2 && error.contains(reason), "{}: {error}", run.status),
    }
    for one in file(&report, name)["diagnostics"].as_array().unwrap() {
        let (start, end) = (one["start"]["byte"].as_u64().unwrap(), one["end"]["byte"].as_u64().unwrap());
        assert!(start <= end && end <= page.len() as u64, "{one}");
    }
}

/// What is inside some openings and closings, each as often.
fn nested(open: &str, close: &str, depth: usize) -> String {
    [&open.repeat(depth), "soft", &close.repeat(depth)].concat()
}

/// A test for each page: its name, the file it is, its generator, and what comes out.
macro_rules! pages {
    ($($test:ident: $name:literal, $page:expr, $comes:expr;)*) => {
        $(#[test]
        fn $test() {
            comes_out($name, &$page, &$comes);
        })*
    };
}

pages! {
    // Markdown.
    quotations_in_quotations: "a.md", ">".repeat(20_000) + " soft\n", Clean;
    lists_in_lists: "a.md", "- ".repeat(20_000) + "soft\n", Clean;
    numbered_lists_in_lists: "a.md", "1. ".repeat(20_000) + "soft\n", Clean;
    lists_that_step_in: "a.md", (0..1_000).map(|depth| "  ".repeat(depth) + "- soft\n").collect::<String>(), Clean;
    links_in_links: "a.md", nested("[", "](b)", 20_000), Clean;
    pictures_in_pictures: "a.md", nested("![", "](b)", 20_000), Clean;
    links_that_never_close: "a.md", "[a](".repeat(20_000), Told("more than 10000 findings");
    addresses_that_never_close: "a.md", "[a](<b".repeat(20_000), Told("more than 10000 findings");
    brackets_that_never_close: "a.md", "[".repeat(50_000), Clean;
    emphasis_in_emphasis: "a.md", nested("*a **b ", "** *", 20_000), Clean;
    emphasis_that_never_closes: "a.md", "*a _b ".repeat(20_000), Clean;
    backticks_of_every_length: "a.md", (1..300).map(|length| "`".repeat(length) + " ").collect::<String>(), Clean;
    fences_that_never_close: "a.md", "```\nsoft\n".repeat(10_000) + "```\n", Clean;
    footnotes_that_lead_to_each_other: "a.md",
        (0..5_000).map(|note| format!("[^{note}]: soft [^{}]\n\n", note + 1)).collect::<String>(), Findings;
    a_table_of_many_columns: "a.md", format!("|{}\n|{}\n|{}\n", "a|".repeat(10_000), "-|".repeat(10_000), "b|".repeat(10_000)), Clean;
    html_comments_that_never_close: "a.md", "a <!-- ".repeat(20_000), Clean;
    declarations_that_never_close: "a.md", "a <![CDATA[ b <? ".repeat(10_000), Clean;
    // HTML.
    elements_in_elements: "a.html", nested("<div><ul><li><blockquote><b>", "</b></blockquote></li></ul></div>", 20_000), Clean;
    elements_that_never_close: "a.html", "<blockquote><ul><li>soft".repeat(20_000), Clean;
    links_in_links_of_html: "a.html", "<a href=x>soft".repeat(20_000), Clean;
    superscripts_in_superscripts: "a.html", "soft<sup>".repeat(20_000), Clean;
    hidden_elements_in_hidden_ones: "a.html", "<svg>".repeat(50_000) + &"</svg>".repeat(50_000), Clean;
    ends_without_beginnings: "a.html", "</blockquote>soft</li>".repeat(20_000), Clean;
    attributes_without_end: "a.html", format!("<p {}>soft</p>", "a=b ".repeat(50_000)), Clean;
    attributes_of_many_names: "a.html",
        format!("<p {}>soft</p>", (0..20_000).map(|name| format!("a{name}=b ")).collect::<String>()), Clean;
    an_attribute_that_never_closes: "a.html", "<p title=\"".to_owned() + &"soft ".repeat(100_000), Told("not closed");
    a_comment_that_never_closes: "a.html", "<!-- soft -- ".repeat(50_000), Told("not closed");
    a_script_that_never_closes: "a.html", "<script>".repeat(50_000), Told("never closed");
    // MDX.
    braces_in_braces: "a.mdx", nested("{", "}", 100_000), Clean;
    braces_that_never_close: "a.mdx", "soft {".repeat(100_000), Told("is opened here but never closed");
    comments_in_braces: "a.mdx", "{/* claimlint-ignore hype: soft */}\n".repeat(2_000), Findings;
    // Character references.
    half_references: "a.html", "&".repeat(200_000), Clean;
    references_to_references: "a.html", "&".to_owned() + &"amp;".repeat(100_000), Clean;
    references_without_end: "a.html", "&#".to_owned() + &"9".repeat(500_000), Clean;
    references_of_markdown: "a.md", "&amp;&#x26;&".repeat(30_000), Clean;
    // Front matter.
    flows_in_front_matter: "a.md", format!("---\ntitle: {}\n---\nsoft\n", nested("[", "]", 100_000)), Told("not valid YAML");
    mappings_in_front_matter: "a.md",
        format!("---\n{}---\nsoft\n", (0..2_000).map(|depth| " ".repeat(depth) + "a:\n").collect::<String>()), Clean;
    // A reader that puts the anchors in would need four to the two-thousandth places.
    anchors_that_multiply: "a.md",
        format!("---\na0: &a0 [soft]\n{}title: *a1999\n---\nsoft\n",
            (1..2_000).map(|n| format!("a{n}: &a{n} [*a{0}, *a{0}, *a{0}, *a{0}]\n", n - 1)).collect::<String>()), Clean;
    titles_without_end: "a.md", format!("---\n{}---\nsoft\n", "title: soft\n".repeat(20_000)), Clean;
    arrays_in_front_matter: "a.md", format!("+++\ntitle = {}\n+++\nsoft\n", nested("[", "]", 100_000)), Told("not valid TOML");
    tables_in_front_matter: "a.md", format!("+++\ntitle = {}\n+++\nsoft\n", nested("{a = ", "}", 50_000)), Told("not valid TOML");
    dotted_keys_in_front_matter: "a.md", format!("+++\n{}a = 1\n+++\nsoft\n", "a.".repeat(50_000)), Told("not valid TOML");
    // Plain text, and what is in it.
    one_word_of_32_megabytes: "a.txt", "a".repeat(32 << 20), Clean;
    one_line_without_an_end: "a.txt", "a peel loosens dead cells ".repeat(40_000), Clean;
    nothing_but_line_ends: "a.md", "\n\r\n\r".repeat(250_000), Clean;
    nothing_but_accents: "a.txt", "\u{301}\u{323}".repeat(100_000), Clean;
    nothing_but_smileys: "a.txt", "\u{1f469}\u{200d}\u{1f600}".repeat(30_000), Clean;
    nothing_but_spaces: "a.txt", " \u{a0}\t\u{200b}".repeat(100_000), Clean;
    double_spaces_without_end: "a.txt", "soft  ".repeat(300_000), Told("more than 10000 findings");
    nothing_but_stops: "a.txt", ".".repeat(200_000), Clean;
    nothing_but_zeros: "a.txt", "\0".repeat(100_000), Told("a zero byte at offset 0");
    brackets_in_brackets: "a.txt", nested("(", ")", 50_000), Clean;
    round_brackets_that_never_close: "a.txt", "(a".repeat(20_000), Told("more than 10000 findings");
    quotation_marks_without_end: "a.txt", "\"a ".repeat(50_000), Clean;
    paragraphs_without_end: "a.md", "x\n\n".repeat(50_000), Clean;
    sentences_without_end: "a.txt", "A. ".repeat(50_000), Clean;
    findings_without_end: "a.txt", "A revolutionary mask.\n\n".repeat(12_000), Told("more than 10000 findings");
    findings_in_one_paragraph: "a.txt", "It is a revolutionary mask. ".repeat(12_000), Told("more than 10000 findings");
    claims_in_one_sentence: "a.txt", "clinically proven to erase wrinkles and ".repeat(300), Findings;
    links_without_end: "a.md", "It is [soft](https://peels.example/a) here.\n\n".repeat(10_000), Clean;
    addresses_in_one_paragraph: "a.txt", "Look at teh https://doi.org/10.5555/soft here. ".repeat(4_000), Findings;
    a_host_of_many_names: "a.txt", "https://".to_owned() + &"a.".repeat(200_000), Clean;
    an_address_of_closing_brackets: "a.txt", "https://a".to_owned() + &")".repeat(200_000), Told("more than 10000 findings");
    halves_of_dois: "a.txt", "(a10.5/".repeat(100_000), Told("more than 10000 findings");
    pages_of_the_resolver: "a.txt", "(doi.org/x".repeat(100_000), Told("more than 10000 findings");
    short_dois_in_one_word: "a.txt", "(doi.org/10/a".repeat(100_000), Told("more than 10000 findings");
    halves_of_preprints: "a.txt", "(arxiv:x/".repeat(100_000), Told("more than 10000 findings");
    markers_in_one_paragraph: "a.txt", "It lifts skin [7]. ".repeat(12_000), Told("more than 10000 findings");
    footnotes_without_end: "a.md",
        (0..5_000).map(|n| format!("It is soft[^{n}].\n\n[^{n}]: A study, 2016.\n\n")).collect::<String>(), Clean;
    a_list_of_references_without_end: "a.md",
        "It lifts [1].\n\n# References\n\n".to_owned()
            + &(1..3_000).map(|n| format!("{n}. Quill, A. ({}). Soft skin. J Skin 1:2.\n", 1900 + n % 120)).collect::<String>(),
        Findings;
    directives_without_end: "a.md",
        "<!-- claimlint-ignore hype: a reason -->\nA revolutionary mask by teh jar.\n\n".repeat(3_000), Findings;
    directives_that_say_nothing: "a.md", "<!-- claimlint-ignorr hype -->\nA soft mask.\n\n".repeat(3_000), Findings;
    words_that_nobody_knows: "a.txt",
        (0..1_000_u32).map(|n| format!("It has hyal{}nic acid in it. ", n.to_string().replace(|_: char| true, "u"))).collect::<String>(), Findings;
}

#[test]
fn a_line_of_megabytes_floods_no_terminal() {
    let folder =
        Folder::new().file("a.txt", format!("{}{CLAIM}", "A peel loosens dead cells. ".repeat(40_000)));
    let report = folder.run(&["check", "--format", "json"]).json();
    let start = &report["files"][0]["diagnostics"][0]["start"];
    assert_eq!((start["line"].as_u64(), start["column"].as_u64()), (Some(1), Some(40_000 * 27 + 9)));
    let pretty = folder.run(&["check"]);
    assert!(pretty.out.lines().all(|line| line.chars().count() <= 100), "a terminal is not flooded");
}

#[test]
fn a_cap_of_findings_holds_for_each_page_and_for_no_other() {
    let folder = Folder::new()
        .file("a.txt", "A revolutionary mask.\n\n".repeat(12_000))
        .file("b.md", "It is soft [7]. ".repeat(12_000))
        .file("c.md", "A revolutionary mask.\n");
    let run = folder.run(&["check", "--no-config", "--format", "json"]);
    let report = run.json();
    for (path, is_cut) in [("a.txt", true), ("b.md", true), ("c.md", false)] {
        let found = findings(&report, path);
        assert_eq!((found > 10_000, error(&report, path).is_empty()), (is_cut, !is_cut), "{path}: {found}");
        assert!(found < 10_100, "{path}: {found}");
    }
    assert_eq!(run.status, 2);
}

#[test]
fn pages_that_nest_are_fixed_and_marked_as_well() {
    let folder = || {
        Folder::new()
            .file("a.md", nested(">- ", "", 300) + "\n\nThe the peel is revolutionary.\n")
            .file("b.html", nested("<blockquote><li>", "", 3_000) + "<p>The the peel is revolutionary.")
            .file("c.txt", "The the peel is revolutionary. ".repeat(300))
    };
    let fixed = folder();
    let run = fixed.run(&["check", "--no-config", "--fix", "--format", "json"]);
    assert_eq!(run.status, 1, "{}", run.err);
    for name in ["a.md", "b.html", "c.txt"] {
        let text = fixed.read(name);
        assert!(text.contains("The peel") && !text.contains("The the"), "{name}");
    }
    let run = folder().run(&["check", "--no-config", "--add-ignores", "a reason"]);
    assert_eq!((run.status, run.err.as_str()), (0, ""), "{}", run.out);
}
