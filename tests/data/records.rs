//! `claimlint check --records`: a line in, a line out, in order, whatever is wrong in one of them.

use serde_json::Value;

use crate::common::{Folder, Run, claimlint};

const CLAIM: &str = "The most powerful peel on the market.";

fn lines(run: &Run) -> Vec<Value> {
    run.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn records(input: &[u8], more: &[&str]) -> Run {
    let output = claimlint()
        .current_dir(Folder::new().path(""))
        .current_dir(std::env::temp_dir())
        .args(["check", "--no-config", "--records", "-"])
        .args(more)
        .write_stdin(input)
        .output()
        .unwrap();
    Run::of(output)
}

#[test]
fn each_record_has_its_findings_in_order() {
    let input = format!(
        "{{\"id\": 7, \"text\": \"{CLAIM}\", \"price\": 5}}\n\n{{\"id\": \"b\", \"text\": \"<p>The most <b>power\\u0066ul</b> peel on the market.</p>\", \"format\": \"html\"}}\n{{\"text\": \"Soap.\"}}"
    );
    let run = records(input.as_bytes(), &[]);
    assert_eq!((run.status, run.err.as_str()), (1, ""));
    let lines = lines(&run);
    let ids: Vec<&Value> = lines.iter().map(|line| &line["id"]).collect();
    assert_eq!(ids, [&Value::from(7), &Value::from("b"), &Value::Null]);
    assert_eq!(lines[0]["findings"][0]["rule"], "unsupported-superlative");
    assert_eq!(lines[0]["findings"][0]["end"]["byte"], 22);
    assert_eq!(lines[1]["findings"][0]["text"], "The most powerful peel");
    assert_eq!(lines[1]["findings"][0]["start"]["byte"], 3);
    assert_eq!(lines[2]["findings"], Value::Array(vec![]));
}

#[test]
fn a_record_that_fails_says_so_and_the_others_are_checked() {
    let claim = format!("{{\"id\":1,\"text\":\"{CLAIM}\"}}\n");
    let input = [
        claim.as_bytes(),
        b"not json\n{\"id\":2}\n{\"id\":3,\"text\":5}\n{\"id\":4,\"text\":\"a\",\"format\":\"pdf\"}\n{\"id\":5,\"text\":\"\xFF\"}\n",
        b"{\"id\":6,\"text\":\"claimlint, fail on purpose\"}\n",
        claim.as_bytes(),
    ]
    .concat();
    let run = records(&input, &[]);
    assert_eq!(run.status, 2);
    let lines = lines(&run);
    assert_eq!(lines.len(), 8);
    for (index, error) in [
        (1, "is not a record of JSON with an `id` and a `text`"),
        (3, "is not a record of JSON with an `id` and a `text`"),
        (4, "there is no format `pdf` for a text"),
        (5, "is not UTF-8"),
    ] {
        assert!(lines[index]["error"].as_str().unwrap().contains(error), "{}", lines[index]);
        assert_eq!(lines[index]["line"], index + 1);
    }
    assert!(lines[6]["error"].as_str().is_some() || cfg!(not(debug_assertions)));
    assert_eq!(lines[2], serde_json::json!({ "id": 2, "findings": [] }));
    assert_eq!(lines[7], lines[0]);
}

#[test]
fn a_record_of_a_hundred_megabytes_is_passed_over() {
    let large = "a".repeat(100 << 20);
    let input = format!("{{\"id\":1,\"text\":\"{large}\"}}\n{{\"id\":2,\"text\":\"{CLAIM}\"}}\n");
    let lines = lines(&records(input.as_bytes(), &[]));
    assert_eq!(lines[0]["error"], "the record has more than 64 MiB, and was not checked");
    assert_eq!(lines[1]["findings"][0]["rule"], "unsupported-superlative");
}

#[test]
fn any_number_of_threads_writes_the_same() {
    let line =
        |number: usize| format!("{{\"id\":{number},\"text\":\"{} {CLAIM}\"}}\n", "Soap. ".repeat(number % 7));
    let input: String = (0..20_000).map(line).collect();
    let one = records(input.as_bytes(), &["--jobs", "1"]);
    assert_eq!(one.out.lines().count(), 20_000);
    assert_eq!(one.out, records(input.as_bytes(), &["--jobs", "4"]).out);
}

#[test]
fn rules_are_chosen_and_weighed_as_for_pages() {
    let input = format!("{{\"id\":1,\"text\":\"{CLAIM}\"}}\n");
    assert_eq!(records(input.as_bytes(), &["--ignore", "superlatives"]).status, 0);
    assert_eq!(records(input.as_bytes(), &["--fail-on", "never"]).status, 0);
    let quiet = records(input.as_bytes(), &["--min-severity", "error"]);
    assert_eq!((quiet.status, lines(&quiet)[0]["findings"].clone()), (1, Value::Array(vec![])));
    let folder = Folder::new().file("claimlint.toml", "ignore = ['superlatives']\n").file("r.jsonl", &input);
    assert_eq!(folder.run(&["check", "--records", "r.jsonl"]).status, 0);
    let missing = folder.run(&["check", "--records", "none.jsonl"]);
    assert_eq!(missing.status, 2);
    assert!(missing.err.contains("none.jsonl: there is no such file or folder"), "{}", missing.err);
    assert_eq!(folder.run(&["check", "--records", "r.jsonl", "--fix"]).status, 2);
}
