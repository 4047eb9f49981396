//! What is wrong in a file of data is told with its place, and the rest of it is checked.

use crate::common::{Folder, Run};

const CLAIM: &str = "The most powerful peel on the market.";

fn check(name: &str, content: impl AsRef<[u8]>) -> Run {
    let entry =
        format!("[[content]]\nfiles = ['{name}']\nkeys = {{ '**.title' = 'plain', '[]' = 'plain' }}\n");
    Folder::new().file("claimlint.toml", entry).file(name, content).run(&["check", "--format", "json"])
}

/// What is told about a file in which one claim is still found.
#[track_caller]
fn told(name: &str, content: impl AsRef<[u8]>) -> String {
    let run = check(name, content);
    assert_eq!(run.status, 2, "{run:?}");
    assert_eq!(run.rules(), ["unsupported-superlative"], "{name}: {run:?}");
    run.errors().join("\n")
}

#[test]
fn an_export_that_was_cut_off() {
    let error = told("a.json", format!("[{{\"title\": \"{CLAIM}\"}},\n{{\"title\": \"And th"));
    assert!(error.contains("line 2, column 11: the string that begins here is not closed"), "{error}");
    assert!(
        error.contains("line 2, column 18: it ends here with lists or objects still open (2)"),
        "{error}"
    );
    let error = told("a.csv", format!("id,title\n5,{CLAIM}\n6,\"And th"));
    assert!(error.contains("line 3, column 3: this quotation mark is not closed"), "{error}");
    let error = told("a.rss", format!("<rss><channel><item><title>{CLAIM}</title></item><item>"));
    assert!(error.contains("elements still open (3)"), "{error}");
    let error = told("a.yaml", format!("title: {CLAIM}\nb: \"And th"));
    assert!(error.contains("this is not valid YAML"), "{error}");
}

#[test]
fn a_quotation_mark_that_is_astray_spoils_its_row_only() {
    let rows = format!("id,title,b\n1,\"Soap\" and,more\n2,{CLAIM},b\n3,\"Stray,b\n4,Soap,b\n5,\"Soap\",b\n");
    let error = told("a.csv", rows);
    assert!(error.contains("line 2, column 3: the cell that begins here has a quotation mark"), "{error}");
    assert!(error.contains("line 4, column 3: the cell that begins here has a quotation mark"), "{error}");
    let error = told("a.csv", format!("id,title\n1,Soap,{CLAIM}\n2,{CLAIM}\n"));
    assert!(error.contains("row 2 has more cells (3) than the first row has columns (2)"), "{error}");
}

#[test]
fn a_fault_in_json_spoils_little() {
    for (content, message) in [
        (format!("[{{\"title\": \"{CLAIM}\" \"b\": 5}}]"), "a comma is missing before this key"),
        (format!("[{{\"b\": \"Soap,\n\"title\": \"{CLAIM}\"}}]"), "is not closed before the end of its line"),
        (format!("[{{\"b\" 5, \"title\": \"{CLAIM}\"}}]"), "a colon is missing before this"),
        (
            format!("[{{\"b\": soap, \"title\": \"{CLAIM}\"}}]"),
            "neither a string in quotation marks nor a number",
        ),
        (format!("[{{\"title\": \"{CLAIM}\"}}]]"), "there is nothing here for this to close"),
        (format!("[{{\"title\": \"{CLAIM}\", \"a\": 5, \"a\": 6}}]"), "the key `a` is in this object twice"),
    ] {
        let run = check("a.json", &content);
        assert!(run.rules().contains(&"unsupported-superlative".to_owned()), "{content}: {run:?}");
        assert!(run.errors().join("\n").contains(message), "{content}: {:?}", run.errors());
    }
    let error = told("a.jsonl", format!("{{\"title\":\n{{\"title\": \"{CLAIM}\"}}\n"));
    assert!(error.contains("line 2, column 1: it ends here with lists or objects still open (1)"), "{error}");
}

#[test]
fn keys_that_are_there_twice_are_told_in_yaml_and_toml() {
    let error = told("a.yaml", format!("a: 5\na: 6\ntitle: {CLAIM}\n"));
    assert!(
        error.contains("line 2, column 1: the key `a` is there twice") || error.contains("not valid YAML"),
        "{error}"
    );
    let error = told("a.toml", format!("a = 5\na = 6\ntitle = '{CLAIM}'\n"));
    assert!(error.contains("line 2, column 1: this is not valid TOML"), "{error}");
}

#[test]
fn a_fault_in_yaml_spoils_what_follows_up_to_the_next_key() {
    let error = told("a.yaml", format!("a: [5\nb: }}\ntitle: {CLAIM}\n"));
    assert!(error.contains("this is not valid YAML"), "{error}");
}

#[test]
fn bytes_in_another_encoding_spoil_their_text_only() {
    let content = [b"title\ncaf\xE9 soap\n", CLAIM.as_bytes(), b"\n"].concat();
    let error = told("a.csv", content);
    assert!(
        error.contains("line 2, column 4: a byte in `title` is not in the encoding of the rest"),
        "{error}"
    );
}

#[test]
fn depth_has_an_end_and_costs_nothing() {
    for (name, open, close) in
        [("a.json", "[", "]"), ("a.json", "{\"a\":", "}"), ("a.rss", "<a>", "</a>"), ("a.yaml", "[", "]")]
    {
        let deep = format!("{}{}", open.repeat(200_000), close.repeat(200_000));
        let content = match name {
            "a.json" => format!("[{{\"title\": \"{CLAIM}\"}},{deep}]"),
            "a.rss" => format!("<rss><item><title>{CLAIM}</title>{deep}</item></rss>"),
            _ => format!("title: {CLAIM}\nb: {deep}\n"),
        };
        let error = told(name, content);
        assert!(error.contains("nested more than 128 deep") || error.contains("not valid YAML"), "{error}");
    }
}

#[test]
fn many_faults_are_told_up_to_an_end() {
    let rows: String = (0..5000).map(|number| format!("{number},\"Soap\" x,b\n")).collect();
    let run = check("a.csv", format!("id,title,b\n{rows}9,{CLAIM},b\n"));
    assert_eq!(run.rules(), ["unsupported-superlative"]);
    let error = run.errors().join("\n");
    assert_eq!(error.matches("the cell that begins here").count(), 100);
    assert!(error.contains("further faults in this file are not listed"), "{error}");
}

#[test]
fn ten_megabytes_in_one_cell_are_read() {
    let filler = "We make soap from oats and rain water. ".repeat(270_000);
    let run = check("a.csv", format!("id,title\n5,\"{filler}{CLAIM}\"\n6,{CLAIM}\n"));
    assert!(
        run.rules().iter().filter(|rule| *rule == "unsupported-superlative").count() >= 1,
        "{:?}",
        run.errors()
    );
}

#[test]
fn entities_that_a_file_declares_are_not_expanded() {
    let bomb = format!(
        "<!DOCTYPE a [<!ENTITY a \"{CLAIM}\"><!ENTITY b \"&a;&a;\">]><rss><item><title>&b;</title></item></rss>"
    );
    let run = check("a.rss", bomb);
    assert_eq!((run.status, run.rules().len()), (2, 0));
    assert!(run.errors().join("").contains("this file declares entities, which are not read"), "{run:?}");
    // Aliases of YAML are one text, however often they are named.
    let run = check("a.yaml", format!("a: &a\n  title: {CLAIM}\nb: [*a, *a, *a]\n"));
    assert_eq!(run.rules().len(), 1);
}
