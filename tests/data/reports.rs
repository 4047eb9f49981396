//! What reports, sheets and comments make of files of data, whose texts are pages of their own.

use serde_json::Value;

use crate::common::{Folder, changed_claims, commit_first};
use crate::html::{all, assert_keeps_to_itself, report, words};

/// A rule of a house for one market everywhere, and for another on pages of products.
const LAW: &str = r#"
[pack]
name = "house-law"
title = "What our lawyers ask for"
default = false

[[rule]]
id = "house-sleep"
kind = "phrase"
category = "medical"
severity = "note"
message = "“{match}” promises an effect {markets}"
why = "Skin does not sleep."
help = "Say what it looks like."
phrases = ["wakes sleepy skin"]
norms = [
    { market = "uk", severity = "warning", authority = "ASA", name = "Code", url = "https://example.org/uk", checked = "2026-11-20" },
    { market = "eu", severity = "error", name = "Regulation", url = "https://example.org/eu", checked = "2026-11-20", pages = ["product"] },
]
rewrites = { "wakes sleepy skin" = "makes skin look fresh" }
examples.flag = ["This cream [[wakes sleepy skin]].", "It [[wakes sleepy skin]] by noon."]
examples.pass = ["This cream is for sleepy skin.", "It wakes you."]
"#;

const ENTRY: &str = "[[content]]\nfiles = ['**/*.json']\nkeys = { text = 'html' }\nname = 'id'\n";

const SHOP: &str = r#"[
 {"id": "clay", "text": "<p>Our clay is the \u006dost powerful mask on the market.</p>"},
 {"id": "balm", "text": "<!-- claimlint-ignore unsupported-superlative until=2099-12-31: a prize --><p>This is the finest balm in the world.</p>"},
 {"id": "peel", "text": "<p>Studies show that it lifts (<a href=\"https://doi.org/10.5555/soft\">Doe</a>).</p>"}
]
"#;

fn shop() -> Folder {
    Folder::new().file("claimlint.toml", ENTRY).file("shop.json", SHOP)
}

#[test]
fn the_report_in_html_has_every_finding_with_its_words_record_and_key() {
    let folder = shop();
    let json = folder.run(&["check", "--format", "json"]).json();
    let findings = json["files"][0]["diagnostics"].as_array().unwrap();
    assert!(!findings.is_empty());
    let html = report(&folder, &[]).out;
    assert_eq!(all("(<article class=\"card (?:error|warning|note)\")", &html).len(), findings.len());
    let text = words(&html);
    assert!(text.contains("In the texts of this file"), "{text}");
    for one in findings {
        let record = format!("{}, {}", one["record"].as_str().unwrap(), one["key"].as_str().unwrap());
        assert!(text.contains(&record), "{record}: {text}");
        let found = one["text"].as_str().unwrap();
        assert!(text.contains(&format!("In the text: \u{201C}{found}\u{201D}")), "{found}: {text}");
    }
}

#[test]
fn the_report_in_html_has_what_is_suppressed_and_the_claims_of_all_records() {
    let folder = shop();
    let html = report(&folder, &[]).out;
    let (_, suppressed) = html.split_once("<article class=\"card suppressed\"").unwrap();
    let suppressed = suppressed.split("</article>").next().unwrap();
    for said in ["Reason: a prize. It applies until 2099-12-31.", "id=balm, text", "the finest balm"] {
        assert!(suppressed.contains(said), "{said}: {suppressed}");
    }
    let (_, sheet) = html.split_once("Claims and their sources").unwrap();
    for said in ["id=clay, text", "the most powerful mask", "id=peel, text", "https://doi.org/10.5555/soft"] {
        assert!(sheet.contains(said), "{said}: {sheet}");
    }
}

#[test]
fn the_report_in_html_has_what_the_baseline_knows_of_data_where_nothing_else_is_found() {
    let folder = shop();
    assert_eq!(folder.run(&["check", "--write-baseline"]).status, 0);
    let html = report(&folder, &[]).out;
    assert_eq!(all("(<article class=\"card (?:error|warning|note)\")", &html), [""; 0]);
    let (_, known) = html.split_once("In the baseline</h4>").unwrap();
    assert!(known.contains("the most powerful mask") && known.contains("id=clay, text"), "{known}");
}

#[test]
fn what_fixes_leave_of_data_is_in_the_report_in_html() {
    let text = "[{\"id\": \"a\", \"text\": \"<p>This is the the most powerful peel on the market.</p>\"}]\n";
    let folder = Folder::new().file("claimlint.toml", ENTRY).file("shop.json", text);
    let run = report(&folder, &["--fix"]);
    assert!(!folder.read("shop.json").contains("the the"));
    assert!(words(&run.out).contains("In the text: \u{201C}the most powerful peel"), "{}", run.out);
}

#[test]
fn claims_since_a_revision_are_those_of_the_records() {
    let folder = shop();
    commit_first(&folder);
    assert_eq!(changed_claims(&folder, "HEAD"), [""; 0]);
    let new = r#"[{"id": "mud", "text": "<p>Nobody has a purer mud.</p>"}, {"id": "new", "text": "<p>Experts agree that it is soft.</p>"},"#;
    let changed = SHOP.replacen('[', new, 1).replace("10.5555/soft", "10.5555/other");
    folder.write("shop.json", changed);
    let found = changed_claims(&folder, "HEAD");
    assert!(found.contains(&"changed: Studies show > Studies show".to_owned()), "{found:?}");
    assert!(found.iter().any(|one| one.starts_with("new: - > Experts agree")), "{found:?}");
    assert!(!found.iter().any(|one| one.contains("powerful")), "what only moved is the same: {found:?}");
    let html = folder.run(&["claims", "--since", "HEAD", "--format", "html"]).out;
    assert_keeps_to_itself(&html);
    assert!(html.contains("id=new, text"), "{html}");
    std::fs::remove_file(folder.path("shop.json")).unwrap();
    let gone = changed_claims(&folder, "HEAD");
    assert!(gone.contains(&"dropped: Studies show > -".to_owned()), "{gone:?}");
}

#[test]
fn comments_are_not_written_into_data() {
    let folder = shop();
    let run = folder.run(&["annotate", "shop.json"]);
    assert_eq!((run.status, run.out.as_str()), (2, ""));
    assert!(run.err.contains("only Word and OpenDocument files"), "{}", run.err);
    let all = folder.run(&["annotate", "."]);
    assert!(all.err.contains("no Word or OpenDocument files (.docx, .odt) were found"), "{}", all.err);
    assert_eq!(folder.read("shop.json"), SHOP);
}

#[test]
fn the_law_of_markets_and_kinds_of_pages_hold_for_data() {
    let data = r#"[{"id": "a", "text": "<p>This cream \u0077akes sleepy skin.</p>"}]"#;
    let check = |more: &str| {
        let config = format!("rules = ['law.toml']\n{more}\n{ENTRY}");
        Folder::new()
            .file("law.toml", LAW)
            .file("claimlint.toml", config)
            .file("shop.json", data)
            .run(&["check", "--format", "json", "shop.json"])
            .json()
    };
    let rules = |json: &Value| -> Vec<String> {
        let all = json["files"][0]["diagnostics"].as_array().unwrap().iter();
        all.map(|one| one["rule"].as_str().unwrap().to_owned()).filter(|rule| rule == "house-sleep").collect()
    };
    assert_eq!(rules(&check("")), [""; 0]);
    let uk = check("markets = ['uk']");
    assert_eq!(rules(&uk), ["house-sleep"]);
    let diagnostics = uk["files"][0]["diagnostics"].as_array().unwrap();
    let one = diagnostics.iter().find(|one| one["rule"] == "house-sleep").unwrap();
    // What to write instead is written in the file, through its escapes.
    let edit = &one["suggestions"][0]["edits"][0];
    let at = |end: &str| usize::try_from(edit[end]["byte"].as_u64().unwrap()).unwrap();
    assert_eq!(&data[at("start")..at("end")], "\\u0077akes sleepy skin");
    assert_eq!(edit["text"], "makes skin look fresh");
    let pages = |kind| format!("markets = ['eu']\n[[pages]]\nfiles = ['*.json']\nkind = '{kind}'");
    assert_eq!(rules(&check(&pages("product"))), ["house-sleep"]);
    let blog = check(&pages("blog"));
    assert_eq!(rules(&blog), [""; 0]);
    let file = &blog["files"][0];
    assert_eq!((&file["kind"], &file["kind_assumed"]), (&"blog".into(), &false.into()));
}
