//! `claimlint rules stats`: what a house learns about its rules from pages that it has labelled.

use serde_json::{Value, json};

use crate::common::{Folder, Run, claimlint, run};

/// Rules whose findings no change to ours can move.
const RULES: &str = r#"
[pack]
name = "own"

[[rule]]
id = "own-praise"
kind = "phrase"
category = "superlative"
severity = "note"
message = "“{match}”"
why = "We do not print it."
help = "Say what it does."
phrases = ["zingiest"]
examples.flag = ["The [[zingiest]] balm.", "It is the [[zingiest]]."]
examples.pass = ["The balm has zing.", "A zingy balm."]

[[rule]]
id = "own-promise"
kind = "phrase"
category = "absolute"
severity = "note"
message = "“{match}”"
why = "We do not print it."
help = "Say when it does."
phrases = ["always glows"]
examples.flag = ["It [[always glows]].", "The skin [[always glows]]."]
examples.pass = ["It glows at night.", "It always dries."]

[[rule]]
id = "own-study"
kind = "phrase"
category = "study"
severity = "note"
message = "“{match}”"
why = "Nobody could look it up."
help = "Link the paper."
phrases = ["boffins found"]
examples.flag = ["[[Boffins found]] it.", "The [[boffins found]] more."]
examples.pass = ["A boffin found it.", "The boffins left."]

[[rule]]
id = "own-slip"
kind = "replace"
category = "typo"
severity = "note"
message = "“{match}” for “{right}”"
why = "It is a slip."
help = "Write it right."
replace = { "balmm" = "balm" }
examples.flag = ["A [[balmm]] dries.", "The [[balmm]] dries."]
examples.pass = ["A balm dries.", "The balm dries."]
"#;

const ONE: &str = "\
A word about the zingiest balm for the hands.

A word about the zingiest tonic for the feet.

A word about the zingiest serum for the face.

A word about the zingiest cream for the back.

A word about the zingiest mask for the neck.

Skin under it always glows at night.

It is the plummiest of creams, they say.
";

const TWO: &str = "Boffins found a use for the balmm in spring.\n";

/// What an editor would say of them, and of a page without a flaw.
const LABELS: &str = r#"{"doc": "one.txt", "family": "superlative", "quote": "the zingiest balm", "note": "right"}
{"doc": "one.txt", "family": "absolute", "quote": "zingiest", "nth": 2, "sure": true, "note": "right: of the same group"}
{"doc": "one.txt", "family": "superlative", "quote": "zingiest", "nth": 3, "sure": false, "note": "neutral"}
{"doc": "one.txt", "family": "typo", "quote": "zingiest", "nth": 4, "class": "real word", "note": "neutral: of another group"}
{"doc": "one.txt", "family": "absolute", "quote": "always glows", "note": "right"}
{"doc": "one.txt", "family": "superlative", "quote": "plummiest", "note": "missed"}

{"doc": "./two.txt", "family": "study", "quote": "Boffins found"}
{"doc": "two.txt", "family": "typo", "quote": "balmm", "class": "non-word"}
{"doc": "shop/three.md", "family": "none"}
"#;

fn house() -> Folder {
    Folder::new()
        .file("own.toml", RULES)
        .file("pages/one.txt", ONE)
        .file("pages/two.txt", TWO)
        .file("pages/shop/three.md", "Boffins found nothing.\n")
        .file("labels.jsonl", LABELS)
}

const MEASURE: [&str; 8] =
    ["rules", "stats", "--rules", "own.toml", "--select", "own", "pages", "labels.jsonl"];

fn measured(folder: &Folder, more: &[&str]) -> Run {
    folder.run(&[&MEASURE, more].concat())
}

/// One row of the JSON, without the figures that follow from others.
fn row(report: &Value, list: &str, key: &str, name: &str) -> Value {
    let rows = report[list].as_array().unwrap();
    let row = rows.iter().find(|row| row[key] == name).unwrap();
    let counts = ["findings", "right", "false", "neutral", "labels", "found"];
    counts.iter().map(|count| row[count].clone()).collect()
}

#[test]
fn right_false_neutral_and_missed_are_what_one_counts_by_hand() {
    let run = measured(&house(), &["--format", "json"]);
    assert_eq!((run.status, run.err.as_str()), (0, ""));
    let report = run.json();
    let words = ONE.split_whitespace().count() + TWO.split_whitespace().count() + 3;
    assert_eq!([&report["documents"], &report["words"]], [&json!(3), &json!(words)]);
    for (list, key, name, counts) in [
        // Praise five times, of which two are labelled, two are neutral and one is not labelled; and one promise.
        ("groups", "group", "puffery", [6, 3, 1, 2, 4, 3]),
        ("groups", "group", "evidence", [2, 1, 1, 0, 1, 1]),
        ("groups", "group", "typo", [1, 1, 0, 0, 2, 1]),
        // The second label is of another category, and found nonetheless, since it is of the same group.
        ("categories", "category", "superlative", [5, 2, 1, 2, 2, 1]),
        ("categories", "category", "absolute", [1, 1, 0, 0, 2, 2]),
        // Of the labels of its category, a rule finds those that it reports itself.
        ("rules", "rule", "own-praise", [5, 2, 1, 2, 2, 1]),
        ("rules", "rule", "own-promise", [1, 1, 0, 0, 2, 1]),
        ("rules", "rule", "own-study", [2, 1, 1, 0, 1, 1]),
        ("rules", "rule", "own-slip", [1, 1, 0, 0, 2, 1]),
    ] {
        assert_eq!(row(&report, list, key, name), json!(counts), "{name}");
    }
    let mechanical = &report["typos"]["mechanical"];
    assert_eq!([&mechanical["labels"], &mechanical["found"]], [&json!(1), &json!(1)]);
    // 1 of 4 is false: after Wilson 30.1 to 95.4 % are right. One false alarm, after Byar 0.0131 to 5.564 of them.
    let puffery = &report["groups"][0];
    assert_eq!(puffery["precision"], json!({ "value": 0.75, "low": 0.3006, "high": 0.9544 }));
    let rate = &puffery["false_per_1000_words"];
    let per_word = |events: f64| (events * 1000.0 / words as f64 * 100.0).round() / 100.0;
    let rounded = |key: &str| (rate[key].as_f64().unwrap() * 100.0).round() / 100.0;
    assert_eq!(["value", "low", "high"].map(rounded), [1.0, 0.01308, 5.5637].map(per_word));
}

#[test]
fn people_get_tables_and_tools_get_json() {
    let folder = house();
    let people = measured(&folder, &[]);
    insta::assert_snapshot!("tables", people.out);
    insta::assert_snapshot!("json", measured(&folder, &["--format", "json"]).out);
}

#[test]
fn pages_that_nobody_labelled_are_counted_apart() {
    let folder = house().file("pages/four.txt", "Boffins found the zingiest balmm.\n");
    let run = measured(&folder, &[]);
    assert!(run.out.starts_with("3 documents, "), "{}", run.out);
    assert!(run.out.ends_with("\n\n1 document has no labels and was not counted\n"), "{}", run.out);
    let folder = folder.file("pages/shop/five.html", "<p>Boffins found it.</p>").file("pages/a.css", "");
    let run = measured(&folder, &["--format", "json"]);
    assert_eq!(run.json()["unlabelled"], 2);
    assert_eq!(row(&run.json(), "groups", "group", "evidence"), json!([2, 1, 1, 0, 1, 1]));
}

#[test]
fn labels_are_found_in_the_file_as_it_is_on_disk() {
    // A mark at the beginning, wide letters, old line ends, markup and a line wrap.
    let page = "\u{FEFF}# Crème brûlée\r\n\r\nThe **zingiest** balm\r\nof all, and it always\r\nglows.\r\n";
    let labels = [
        json!({ "doc": "a.md", "family": "superlative", "quote": "**zingiest** balm\r\nof all" }),
        json!({ "doc": "a.md", "family": "absolute", "quote": "always\r\nglows" }),
    ];
    let labels = labels.map(|label| label.to_string()).join("\r\n");
    let folder = house().file("pages/a.md", page).file("labels.jsonl", format!("\u{FEFF}{labels}\r\n"));
    let run = measured(&folder, &["--format", "json"]);
    assert_eq!((run.status, run.err.as_str()), (0, ""));
    assert_eq!(row(&run.json(), "groups", "group", "puffery"), json!([2, 2, 0, 0, 2, 2]));
}

#[test]
fn several_files_of_labels_are_taken_together() {
    let more = r#"{"doc": "shop/three.md", "family": "study", "quote": "found nothing"}"#;
    let folder = house().file("more.jsonl", more);
    let run = measured(&folder, &["more.jsonl", "--format", "json"]);
    assert_eq!(row(&run.json(), "groups", "group", "evidence"), json!([2, 2, 0, 0, 2, 2]));
}

#[test]
fn the_configuration_and_the_options_say_which_rules_are_measured() {
    let folder = house().file("claimlint.toml", "rules = ['own.toml']\nselect = ['own']\n");
    let rules = |arguments: &[&str]| -> Vec<String> {
        let run = folder
            .run(&[&["rules", "stats", "pages", "labels.jsonl", "--format", "json"], arguments].concat());
        assert_eq!(run.err, "");
        let names = run.json()["rules"].as_array().unwrap().clone();
        names.iter().map(|row| row["rule"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(rules(&[]), ["own-praise", "own-promise", "own-study", "own-slip"]);
    assert_eq!(rules(&["--ignore", "own-study,typo"]), ["own-praise", "own-promise"]);
    assert!(rules(&["--no-config"]).contains(&"hype".to_owned()));
    // What no rule looks for is not missed.
    let typos = folder.run(&["rules", "stats", "pages", "labels.jsonl", "--select", "own-slip"]);
    assert!(!typos.out.contains("puffery") && !typos.out.contains("study"), "{}", typos.out);
    let wrong = folder.run(&["rules", "stats", "pages", "labels.jsonl", "--select", "own-prase"]);
    assert_eq!(wrong.status, 2);
    assert!(wrong.err.contains("did you mean `own-praise`?"), "{}", wrong.err);
    let none = folder.run(&["rules", "stats", "pages", "labels.jsonl", "--select", "own", "--ignore", "own"]);
    assert_eq!((none.status, none.out.as_str()), (2, ""));
    assert!(none.err.contains("no rule is left"), "{}", none.err);
}

const FAULTY: &str = r#"{"doc": "one.txt", "family": "superlatives", "quote": "zingest", "nht": 2}
{"doc": "six.txt", "family": "typo", "quote": "teh"}
{"doc": "six.txt", "family": "typo", "quote": "adn"}
{"doc": "shop", "family": "typo", "quote": "adn"}
{"doc": "../labels.jsonl", "family": "typo", "quote": "doc", "nth": 0, "sure": "yes"}
{"doc": "one.txt", "family": "superlative", "quote": "zingiest", "nth": 6}
{"doc": "one.txt", "family": "absolute", "quote": "zingiest", "class": "non word"}
{"doc": "one.txt", "family": "absolute", "quote": "zingiest", "class": "non-word", "note": 7}
{"doc": "two.txt", "family": "study", "doc": "one.txt"}
{"family": "none"}
{"doc": "one.txt", "family" "study"}
{"doc": "one.txt", "family": "study", "quote": "Boffins
["one.txt", "study"]
"#;

#[test]
fn every_fault_of_the_labels_is_reported_at_once_with_a_caret() {
    let folder = house().file("faulty.jsonl", FAULTY).file("empty.jsonl", "\n");
    let run = measured(&folder, &["faulty.jsonl", "empty.jsonl", "missing.jsonl"]);
    assert_eq!((run.status, run.out.as_str()), (2, ""));
    insta::assert_snapshot!("faults", run.err);
}

#[test]
fn a_folder_that_is_not_there_is_said_once_beside_the_other_faults() {
    let folder = house().file("labels.jsonl", format!("{LABELS}{{\"doc\": \"one.txt\", \"family\": 3}}\n"));
    for (name, what) in [("page", "there is no such folder"), ("own.toml", "this is not a folder")] {
        let run = folder.run(&["rules", "stats", name, "labels.jsonl"]);
        assert_eq!((run.status, run.out.as_str()), (2, ""));
        assert!(run.err.contains(&format!("error: {name}: {what}\n")), "{}", run.err);
        assert!(run.err.contains("`family` is a string"), "{}", run.err);
        assert!(run.err.ends_with("2 errors in the labels; nothing was measured\n"), "{}", run.err);
    }
}

#[test]
fn a_page_that_is_not_read_in_full_is_named_beside_the_figures() {
    let folder = house()
        .file("pages/one.txt", "")
        .file("pages/two.txt", b"\xFF\xFE\xFD".as_slice())
        .file("labels.jsonl", "{\"doc\": \"two.txt\", \"family\": \"none\"}\n");
    let run = measured(&folder, &[]);
    assert_eq!(run.status, 2);
    assert!(run.err.starts_with("error: pages/two.txt: "), "{}", run.err);
    assert!(run.out.starts_with("1 document, 1 word; "), "{}", run.out);
}

#[test]
fn labels_in_long_lines_and_in_thousands_are_told_in_short() {
    let long =
        format!("{{\"doc\": \"one.txt\", \"family\": \"typo\", \"quote\": \"{}\"}}", "a".repeat(5_000));
    let run = measured(&house().file("labels.jsonl", long), &[]);
    assert_eq!(run.status, 2);
    assert!(run.err.starts_with("error: labels.jsonl:1:47: these words are not in `one.txt`"), "{}", run.err);
    let run = measured(&house().file("labels.jsonl", "no label\n".repeat(5_000)), &[]);
    assert!(run.err.ends_with("100 errors in the labels; nothing was measured\n"), "{}", run.err);
}

#[test]
fn nested_brackets_without_end_are_a_fault_like_any_other() {
    let deep = format!("{{\"doc\": {}", "[".repeat(100_000));
    let run = measured(&house().file("labels.jsonl", deep), &[]);
    assert_eq!(run.status, 2);
    assert!(run.err.contains("this is not JSON"), "{}", run.err);
}

#[test]
fn the_labels_beside_our_articles_fit_them() {
    let run = run(&["rules", "stats", "--no-config", "fixtures/articles", "fixtures/labels.jsonl"]);
    assert_eq!((run.status, run.err.as_str()), (0, ""));
}

#[test]
fn the_figures_are_the_same_for_any_number_of_threads() {
    let folder = house();
    let runs = ["1", "4"].map(|threads| {
        let mut command = claimlint();
        let command = command.current_dir(folder.path("")).args(MEASURE).env("RAYON_NUM_THREADS", threads);
        Run::of(command.output().unwrap()).out
    });
    assert_eq!(runs[0], runs[1]);
}
