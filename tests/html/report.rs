//! The report of a check: what it counts, where its links lead, and that nothing in a page does anything in it.

use serde_json::Value;

use super::{all, assert_keeps_to_itself, report, words};
use crate::common::{CLAIM, Folder, project};

/// Pages with findings of all sorts, one that is suppressed, and some that the baseline knows.
fn folder() -> Folder {
    let mut folder = Folder::new()
        .file("known.md", "It is the finest peel in the world.\n")
        .file("torn.txt", b"caf\xe9")
        .file("old.doc", "x");
    for name in ["clinic-page.html", "serum-page.md", "sunscreen-daily.txt"] {
        folder = folder.file(name, std::fs::read(project().join("fixtures/articles").join(name)).unwrap());
    }
    assert_eq!(folder.run(&["check", "known.md", "--write-baseline"]).status, 0);
    let comment =
        "<!-- claimlint-ignore unsupported-superlative until=2099-12-31: award of the trade fair -->\n";
    folder.file("suppressed.md", format!("{comment}{CLAIM}"))
}

#[test]
fn counts_are_those_of_the_json_report() {
    let folder = folder();
    let (html, json) = (report(&folder, &[]).out, folder.run(&["check", "--format", "json"]).json());
    let summary = &json["summary"];
    let number = |key: &str| usize::try_from(summary[key].as_u64().unwrap()).unwrap();
    for severity in ["error", "warning", "note"] {
        let cards = all(&format!("(<article class=\"card {severity}\")"), &html).len();
        assert_eq!(cards, number(severity), "{severity}");
        let shown = all(&format!("<div class=\"{severity}\"><dt>[^<]*</dt><dd>([0-9,]+)</dd>"), &html);
        assert_eq!(shown, [number(severity).to_string()], "{severity}");
    }
    assert_eq!(
        all("(<article class=\"card suppressed\")", &html).len(),
        number("suppressed") - number("known")
    );
    assert_eq!(all("(<article class=\"card known\")", &html).len(), number("known"));
    assert_eq!(number("known"), 1);
    let mut ids = all("<article class=\"card (?:error|warning|note)\" id=\"f-([0-9a-f]{16})", &html);
    let findings =
        json["files"].as_array().unwrap().iter().flat_map(|file| file["diagnostics"].as_array().unwrap());
    let mut fingerprints: Vec<&str> = findings.map(|one| one["fingerprint"].as_str().unwrap()).collect();
    ids.sort_unstable();
    fingerprints.sort_unstable();
    assert_eq!(ids, fingerprints);
}

#[test]
fn a_finding_has_all_that_json_says_about_it() {
    let folder = folder();
    let html = words(&report(&folder, &[]).out);
    let json = folder.run(&["check", "--format", "json"]).json();
    let mut norms = 0;
    for file in json["files"].as_array().unwrap() {
        assert!(html.contains(file["path"].as_str().unwrap()));
        for one in file["diagnostics"].as_array().unwrap() {
            for key in ["message", "why", "help", "rule", "category"] {
                assert!(html.contains(one[key].as_str().unwrap()), "{one}");
            }
            for norm in one["norms"].as_array().unwrap() {
                let line = format!("{}, read on {}", name(norm), norm["checked"].as_str().unwrap());
                assert!(html.contains(&line), "{line}");
                norms += 1;
            }
        }
    }
    assert!(norms > 20, "{norms}");
    assert!(html.contains("Not checked:") && html.contains("is not UTF-8"), "{html}");
    assert!(html.contains("old.doc: "), "{html}");
}

fn name(norm: &Value) -> String {
    let section = norm["section"].as_str().map_or(String::new(), |section| format!(", {section}"));
    format!("{}{section}", norm["name"].as_str().unwrap())
}

#[test]
fn what_is_suppressed_or_known_stands_apart_with_its_reason() {
    let html = report(&folder(), &[]).out;
    let (_, suppressed) = html.split_once("<article class=\"card suppressed\"").unwrap();
    let suppressed = suppressed.split("</article>").next().unwrap();
    assert!(
        suppressed.contains("Reason: award of the trade fair. It applies until 2099-12-31."),
        "{suppressed}"
    );
    let (_, known) = html.split_once("In the baseline</h4>").unwrap();
    assert!(known.contains("<article class=\"card known\""));
    assert!(known.contains("the finest peel in the world"));
    let known = folder().run(&["check", "known.md", "--format", "json"]).rules();
    assert_eq!(known, [""; 0], "other formats have nothing of it");
}

#[test]
fn the_same_finding_twice_has_two_links() {
    let folder = Folder::new().file("a.md", format!("{CLAIM}\n{CLAIM}")).file("b.md", CLAIM);
    let html = report(&folder, &[]).out;
    let ids = all("<article class=\"card warning\" id=\"(f-[^\"]*)\"", &html);
    let first = ids[0].to_owned();
    assert_eq!(ids, [first.clone(), format!("{first}-2"), format!("{first}-3")]);
    // To suppress one on another page changes no name.
    let folder =
        folder.file("0.md", format!("<!-- claimlint-ignore unsupported-superlative: an award -->\n{CLAIM}"));
    let html = report(&folder, &[]).out;
    assert_eq!(all("<article class=\"card warning\" id=\"(f-[^\"]*)\"", &html), ids);
}

#[test]
fn the_same_input_gives_the_same_bytes_for_any_number_of_threads() {
    let folder = folder();
    let once = report(&folder, &["--jobs", "1"]).out;
    assert_eq!(report(&folder, &["--jobs", "8"]).out, once);
}

#[test]
fn a_report_is_written_to_a_file_by_its_name_beside_another_format() {
    let folder = Folder::new().file("a.md", CLAIM);
    let run = folder.run(&["check", "a.md", "--output-file", "report.html"]);
    assert_eq!((run.status, run.out.as_str()), (1, ""));
    let html = folder.read("report.html");
    assert_keeps_to_itself(&html);
    assert!(html.contains("<mark class=\"warning\""), "the page is shown: {html}");
    let run = folder.run(&["check", "a.md", "--format", "json", "--output-file", "html=other.html"]);
    assert_eq!(run.rules(), ["unsupported-superlative"]);
    assert_eq!(folder.read("other.html"), html);
}

#[test]
fn a_clean_folder_has_a_calm_report() {
    let folder = Folder::new().file("a.md", "We open at nine.\n");
    let run = report(&folder, &[]);
    assert_eq!(run.status, 0);
    let words = words(&run.out);
    assert!(words.contains("No findings") && words.contains("1 page with 4 words was read."), "{words}");
    assert!(!run.out.contains("id=\"filter\""));
}

#[test]
fn fixes_are_suggested_with_the_words_they_change() {
    let html = report(&Folder::new().file("a.md", "It is the the peel.\n"), &[]).out;
    assert!(html.contains("Suggestion"), "{html}");
    assert!(html.contains("<del>"), "{html}");
}

#[test]
fn hostile_copy_does_nothing_and_turns_nothing() {
    let hostile = "\
# <script>alert(1)</script> The most powerful peel on the market

It is \u{202E}the most powerful\u{202C} peel\u{7}\u{1b}[31m on the market &lt;script&gt;alert(2)&lt;/script&gt;</style>.

Studies show that it works, [a paper](javascript:alert(3)) says, \"><img src=x onerror=alert(4)> and https://a.example/\"onclick=\"alert(5).

It is completely painless --><!-- ]]> {{7*7}} ${alert(6)}.
";
    let mut folder = Folder::new().file("a.md", hostile);
    if cfg!(unix) {
        folder = folder.file("<img src=x onerror=alert(7)>\u{202E}.md", CLAIM);
    }
    let html = report(&folder, &[]).out;
    let body = html.split_once("</style>").unwrap().1;
    assert_eq!(all("(<script)", body).len(), 1);
    assert!(body.contains("&lt;script&gt;alert(2)&lt;/script&gt;"), "it is shown: {body}");
    let is_harmful =
        |sign: char| sign.is_control() && sign != '\n' || ('\u{202A}'..='\u{202E}').contains(&sign);
    assert!(!html.chars().any(is_harmful));
    assert_eq!(all("(href=\"javascript)", &html), [""; 0]);
    let claims = folder.run(&["claims", "--format", "html"]).out;
    assert_keeps_to_itself(&claims);
    assert!(!claims.chars().any(is_harmful));
}
