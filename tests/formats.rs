//! Every format of the report has the same findings at the same places, whatever reads it.

use claimlint_rules::{Definitions, RuleDefinition};
use quick_xml::events::Event;
use serde_json::Value;

use crate::common::{FORMATS, Folder, Run};

/// A finding: its file, line, column in characters, and rule.
type Found = (String, usize, usize, String);

/// Reads what a format reports.
type Reader = fn(&str) -> Vec<Found>;

/// Findings of every severity, with labels, fixes, letters of several bytes and signs that formats take for their own; and a
/// file that is not text.
fn folder() -> Folder {
    Folder::new()
        .file(
            "a page, 100%/peel:1.md",
            "# P\u{e9}l & <Mask>\n\nCaf\u{e9}s say it is **the most\npowerful** peel | `mask` on the market.\n\nStudies show that it lifts ([a study](https://peels.example/products/soft)), and erases wrinkles &amp; spots.\n",
        )
        .file("clean.txt", "We open at nine.\n")
        .file("slips.txt", "\u{feff}The the peel is hyaluranic.\r\nIt reduces lines by up to 40% (https://doi.org/10.5555/soft).\r\n")
        .file("torn.txt", b"caf\xe9".as_slice())
}

fn run(format: &str) -> Run {
    let run = folder().run(&["check", "--no-config", "--format", format]);
    assert_eq!(run.status, 2, "a file is not text: {}", run.err);
    run
}

fn number(value: &Value) -> usize {
    usize::try_from(value.as_u64().unwrap_or_else(|| panic!("{value}"))).unwrap()
}

fn word(value: &Value) -> String {
    value.as_str().unwrap_or_else(|| panic!("{value}")).to_owned()
}

fn list(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().unwrap_or_else(|| panic!("{value}")).iter()
}

fn from_json(text: &str) -> Vec<Found> {
    let report: Value = serde_json::from_str(text).unwrap();
    let files = list(&report["files"]);
    let found = files.flat_map(|file| list(&file["diagnostics"]).map(move |one| (file, one)));
    let found = found.map(|(file, one)| {
        let start = &one["start"];
        (word(&file["path"]), number(&start["line"]), number(&start["column"]), word(&one["rule"]))
    });
    found.collect()
}

fn from_json_lines(text: &str) -> Vec<Found> {
    let lines = text.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
    let found = lines.filter(|line| line.get("rule").is_some()).map(|one| {
        let start = &one["start"];
        (word(&one["path"]), number(&start["line"]), number(&start["column"]), word(&one["rule"]))
    });
    found.collect()
}

fn from_sarif(text: &str) -> Vec<Found> {
    let log: Value = serde_json::from_str(text).unwrap();
    let found = list(&log["runs"][0]["results"]).map(|one| {
        let place = &one["locations"][0]["physicalLocation"];
        let path = percent_encoding::percent_decode_str(place["artifactLocation"]["uri"].as_str().unwrap());
        let (path, region) = (path.decode_utf8().unwrap().into_owned(), &place["region"]);
        (path, number(&region["startLine"]), number(&region["startColumn"]), word(&one["ruleId"]))
    });
    found.collect()
}

fn from_gitlab(text: &str) -> Vec<Found> {
    let entries: Value = serde_json::from_str(text).unwrap();
    let found = list(&entries).filter(|one| one["check_name"] != "unreadable").map(|one| {
        let (place, begin) = (&one["location"], &one["location"]["positions"]["begin"]);
        (word(&place["path"]), number(&begin["line"]), number(&begin["column"]), word(&one["check_name"]))
    });
    found.collect()
}

/// Columns of reviewdog count bytes; the text says how many characters that is.
fn from_rdjson(text: &str) -> Vec<Found> {
    let (folder, document): (Folder, Value) = (folder(), serde_json::from_str(text).unwrap());
    let found = list(&document["diagnostics"]).filter(|one| one.get("code").is_some()).map(|one| {
        let path = word(&one["location"]["path"]);
        let start = &one["location"]["range"]["start"];
        let text = folder.read(&path);
        let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
        let line = text.lines().nth(number(&start["line"]) - 1).unwrap();
        let column = line[..number(&start["column"]) - 1].chars().count() + 1;
        (path, number(&start["line"]), column, word(&one["code"]["value"]))
    });
    found.collect()
}

fn from_github(text: &str) -> Vec<Found> {
    let plain = |text: &str| text.replace("%3A", ":").replace("%2C", ",").replace("%25", "%");
    let mut found = Vec::new();
    for line in text.lines().filter(|line| !line.contains("title=claimlint::")) {
        let (command, _) = line.strip_prefix("::").unwrap().split_once("::").unwrap();
        let (_, properties) = command.split_once(' ').unwrap();
        let value = |name: &str| {
            let mut pairs = properties.split(',').filter_map(|pair| pair.split_once('='));
            pairs.find(|(own, _)| *own == name).map(|(_, value)| plain(value))
        };
        // GitHub takes no column for what runs over a line end.
        let column = value("col").map_or(0, |column| column.parse().unwrap());
        let line = value("line").unwrap().parse().unwrap();
        found.push((value("file").unwrap(), line, column, value("title").unwrap()));
    }
    found
}

fn from_short(text: &str) -> Vec<Found> {
    let lines = text.lines().filter_map(|line| {
        let (place, rest) = line.split_once("[")?;
        let (rule, _) = rest.split_once("]: ")?;
        let place = place.rsplit_once(": ")?.0;
        let mut parts = place.rsplitn(3, ':');
        let (column, line) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
        Some((parts.next()?.to_owned(), line, column, rule.to_owned()))
    });
    lines.collect()
}

fn from_markdown(text: &str) -> Vec<Found> {
    let mut path = String::new();
    let mut found = Vec::new();
    for line in text.lines() {
        if let Some(heading) = line.strip_prefix("### ") {
            path = heading.replace('\\', "");
        } else if let Some((place, rest)) = line.strip_prefix("| ").and_then(|row| row.split_once(" | "))
            && let Some((line, column)) = place.split_once(':')
        {
            let rule = rest.split('`').nth(1).unwrap().to_owned();
            found.push((path.clone(), line.parse().unwrap(), column.parse().unwrap(), rule));
        }
    }
    found
}

/// The elements of a document in XML, with their attributes.
fn elements(text: &str) -> Vec<(String, Vec<(String, String)>)> {
    let mut reader = quick_xml::Reader::from_str(text);
    reader.config_mut().check_end_names = true;
    let mut elements = Vec::new();
    loop {
        match reader.read_event().unwrap() {
            Event::Eof => return elements,
            Event::Start(element) | Event::Empty(element) => {
                let name = element.name().as_ref().to_owned();
                let attributes = element.attributes().map(|attribute| {
                    let attribute = attribute.unwrap();
                    let key = attribute.key.as_ref().to_owned();
                    let value = attribute.value.into_owned();
                    (key, quick_xml::escape::unescape(&value).unwrap().into_owned())
                });
                elements.push((name, attributes.collect()));
            }
            _ => {}
        }
    }
}

fn attribute(attributes: &[(String, String)], name: &str) -> Option<String> {
    attributes.iter().find(|(key, _)| key == name).map(|(_, value)| value.clone())
}

fn from_checkstyle(text: &str) -> Vec<Found> {
    let mut path = String::new();
    let mut found = Vec::new();
    for (name, attributes) in elements(text) {
        let get = |name: &str| attribute(&attributes, name);
        if name == "file" {
            path = get("name").unwrap();
        } else if let (Some(column), Some(source)) = (get("column"), get("source")) {
            let rule = source.strip_prefix("claimlint.").unwrap().to_owned();
            found.push((path.clone(), get("line").unwrap().parse().unwrap(), column.parse().unwrap(), rule));
        }
    }
    found
}

fn from_junit(text: &str) -> Vec<Found> {
    let mut found = Vec::new();
    for (name, attributes) in elements(text) {
        let get = |name: &str| attribute(&attributes, name).unwrap();
        if name == "testcase"
            && let Some((rule, place)) = get("name").split_once(" (")
        {
            let (line, column) = place.trim_end_matches(')').split_once(':').unwrap();
            let (line, column) = (line.parse().unwrap(), column.parse().unwrap());
            found.push((get("classname"), line, column, rule.to_owned()));
        }
    }
    found
}

#[test]
fn every_format_has_the_same_findings_at_the_same_places() {
    let known = from_json(&run("json").out);
    assert!(known.len() >= 7, "{known:#?}");
    let readers: [(&str, Reader); 9] = [
        ("short", from_short),
        ("json-lines", from_json_lines),
        ("sarif", from_sarif),
        ("github", from_github),
        ("gitlab", from_gitlab),
        ("junit", from_junit),
        ("checkstyle", from_checkstyle),
        ("rdjson", from_rdjson),
        ("markdown", from_markdown),
    ];
    for (format, read) in readers {
        let mut found = read(&run(format).out);
        for (one, known) in found.iter_mut().zip(&known).filter(|(one, _)| format == "github" && one.2 == 0) {
            one.2 = known.2;
        }
        assert_eq!(found, known, "{format}");
    }
}

#[test]
fn every_format_reports_the_file_that_is_not_text() {
    for format in FORMATS {
        let run = run(format);
        let told = run.out.lines().any(|line| line.contains("torn.txt")) || run.err.contains("torn.txt");
        assert!(told && (run.out + &run.err).contains("UTF-8"), "{format}");
    }
}

#[test]
fn sarif_is_as_its_published_schema_has_it() {
    let schema: Value = serde_json::from_str(include_str!("schemas/sarif-2.1.0.json")).unwrap();
    let (mut schemas, mut compiler) = (boon::Schemas::new(), boon::Compiler::new());
    compiler.add_resource("https://schemas.example/sarif.json", schema).unwrap();
    let sarif = compiler.compile("https://schemas.example/sarif.json", &mut schemas).unwrap();
    let log: Value = serde_json::from_str(&run("sarif").out).unwrap();
    schemas.validate(&log, sarif).map_err(|error| error.to_string()).unwrap();
    // Whatever a rule is, and however many there are of it.
    let (definitions, _) = Definitions::read(&claimlint_builtin::rule_files(), claimlint_builtin::classes());
    let mut every_rule = Folder::new();
    for RuleDefinition { rule, examples, .. } in &definitions.rules {
        let (text, _) = claimlint_engine::rule_tests::unmark(&examples.flag[0]);
        every_rule = every_rule.file(&format!("{}.md", rule.id), text);
    }
    let of_all = every_rule.run(&["check", "--no-config", "--format", "sarif"]).out;
    let of_all: Value = serde_json::from_str(&of_all).unwrap();
    assert!(list(&of_all["runs"][0]["tool"]["driver"]["rules"]).count() > 50);
    schemas.validate(&of_all, sarif).map_err(|error| error.to_string()).unwrap();
    let mut wrong = log.clone();
    wrong["runs"][0]["results"][0]["level"] = "grave".into();
    assert!(schemas.validate(&wrong, sarif).is_err(), "the schema says something");
    let run = &log["runs"][0];
    assert_eq!(run["columnKind"], "unicodeCodePoints");
    assert_eq!(run["invocations"][0]["executionSuccessful"], false);
    let results: Vec<&Value> = list(&run["results"]).collect();
    for one in &results {
        let index = number(&one["ruleIndex"]);
        let rule = &run["tool"]["driver"]["rules"][index];
        assert_eq!(rule["id"], one["ruleId"]);
        assert!(rule["help"]["text"].as_str().is_some_and(|help| help.len() > 10), "{rule}");
        assert_eq!(one["partialFingerprints"]["claimlint/v1"].as_str().unwrap().len(), 16);
    }
    let doubled = results.iter().find(|one| one["ruleId"] == "doubled-word").unwrap();
    let change = &doubled["fixes"][0]["artifactChanges"][0];
    assert_eq!(change["artifactLocation"]["uri"], "slips.txt");
    assert_eq!(change["replacements"][0]["deletedRegion"]["startLine"], 1);
}

#[test]
fn gitlab_gets_no_fingerprint_twice() {
    let folder =
        Folder::new().file("a.txt", "It is the most powerful peel.\n\nIt is the most powerful peel.\n");
    let entries: Value =
        serde_json::from_str(&folder.run(&["check", "--format", "gitlab", "a.txt"]).out).unwrap();
    let mut all: Vec<String> = list(&entries).map(|one| word(&one["fingerprint"])).collect();
    let count = all.len();
    all.sort();
    all.dedup();
    assert_eq!((all.len(), count), (2, 2));
}

#[test]
fn a_report_goes_to_files_and_to_the_terminal_in_one_run() {
    let folder = Folder::new().file("a.txt", "It is the most powerful peel.\n");
    let run = folder.run(&[
        "check",
        "--format",
        "short",
        "--output-file",
        "sarif=report.sarif",
        "--output-file",
        "junit=report.xml",
        "a.txt",
    ]);
    assert_eq!((run.status, from_short(&run.out).len()), (1, 1), "{run:?}");
    let read = |name: &str| folder.read(name);
    assert_eq!(from_sarif(&read("report.sarif")), from_short(&run.out));
    assert_eq!(from_junit(&read("report.xml")), from_short(&run.out));

    let run = folder.run(&["check", "--format", "short", "--output-file", "report.txt", "a.txt"]);
    assert_eq!((run.status, run.out.as_str()), (1, ""));
    assert!(read("report.txt").contains("a.txt:1:7: warning[unsupported-superlative]"));
}

#[test]
fn a_report_that_cannot_be_written_is_reported_before_the_run_and_spoils_no_other() {
    let folder = Folder::new().file("a.txt", "It is the most powerful peel.\n").file("old.sarif", "old");
    let arguments = ["--output-file", "sarif=old.sarif", "--output-file", "junit=nowhere/report.xml"];
    let run = folder.run(&[&["check", "a.txt"], &arguments[..]].concat());
    assert_eq!((run.status, run.out.as_str()), (2, ""));
    assert!(run.err.contains("nowhere/report.xml: the report cannot be written"), "{}", run.err);
    assert_eq!(folder.read("old.sarif"), "old");
    let left = std::fs::read_dir(folder.path("")).unwrap().count();
    assert_eq!(left, 2, "nothing half-written stays");
}

#[test]
fn a_report_takes_the_place_of_no_page_and_of_no_other_report() {
    let folder = Folder::new().file("a.md", "A revolutionary mask.\n");
    for (targets, told) in [
        (&["junit=x.xml", "sarif=./x.xml"][..], "two reports cannot be written to one file"),
        (&["sarif=./a.md"], "the report would overwrite it"),
        (&["sarrif=x.sarif"], "there is no format `sarrif`"),
    ] {
        let targets = targets.iter().flat_map(|target| ["--output-file", target]);
        let arguments: Vec<&str> = ["check", "--no-config"].into_iter().chain(targets).collect();
        let run = folder.run(&arguments);
        assert!(run.status == 2 && run.err.contains(told), "{told}: {}", run.err);
        assert!(run.out.is_empty() && !folder.path("x.xml").exists(), "{}", run.out);
    }
    assert_eq!(folder.read("a.md"), "A revolutionary mask.\n");
}
