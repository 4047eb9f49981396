//! Compares the typos that claimlint and its neighbours find: `cargo bench --bench peers -- DOCS LABELS`.
//!
//! DOCS is a folder of documents, LABELS a file with what an editor finds in them, one JSON object on a line. Every tool
//! that is installed runs on each document by itself, as it comes, with no words allowed and no rules turned off. A label
//! is found if a finding overlaps it, and only labels that are sure count; a finding that overlaps no label at all is a
//! false alarm. Nothing is judged here; the figures are for people.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a measurement may stop at the first surprise"
)]
#![allow(clippy::print_stdout, reason = "a bench prints its figures")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::ops::Range;
use std::path::Path;
use std::process::Command;

use serde_json::Value;

/// Where something is in a document, in bytes.
type Span = Range<usize>;

/// A tool, and how its report is read.
struct Tool {
    name: &'static str,
    /// The argument that makes it tell its version, and so that it is there.
    version: &'static str,
    /// Its arguments on a document; the document is its standard input too.
    arguments: &'static str,
    /// The exit status that says there are findings. Any other but 0 is a failure, not a tool that finds nothing.
    status: i32,
    /// Gives the findings from the report and the text of the document.
    read: fn(&str, &str) -> Vec<Span>,
}

#[rustfmt::skip] // One line each reads as the table it is.
const TOOLS: [Tool; 8] = [
    Tool { name: "claimlint", version: "--version", arguments: "check --no-config --format json --select typo DOCUMENT", status: 1, read: read_claimlint },
    Tool { name: "typos", version: "--version", arguments: "--format json --isolated DOCUMENT", status: 2, read: read_typos },
    Tool { name: "codespell", version: "--version", arguments: "DOCUMENT", status: 65, read: read_codespell },
    Tool { name: "cspell", version: "--version", arguments: "lint --no-progress --no-summary --no-color --config SETTINGS DOCUMENT", status: 1, read: read_cspell },
    Tool { name: "hunspell", version: "--version", arguments: "-d en_US -l DOCUMENT", status: 0, read: read_words },
    Tool { name: "aspell", version: "--version", arguments: "list --lang=en_US", status: 0, read: read_words },
    Tool { name: "proselint", version: "version", arguments: "check --output-format json DOCUMENT", status: 1, read: read_proselint },
    Tool { name: "harper-cli", version: "--version", arguments: "lint --format json DOCUMENT", status: 1, read: read_harper },
];

/// What `SETTINGS` stands for: unasked, cspell reports a word five times in a document and then no more.
const SETTINGS: (&str, &str) =
    (concat!(env!("CARGO_TARGET_TMPDIR"), "/cspell.json"), r#"{"maxDuplicateProblems": 1000000}"#);

/// A document, and where its labels are; those of typos that are sure come with their class.
struct Document {
    text: String,
    labels: Vec<(Span, Option<String>)>,
}

fn main() {
    // Cargo adds `--bench`; a name alone is meant for `cargo bench` to select by.
    let given: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    let beside = concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/articles");
    let [folder, labels] =
        given.try_into().unwrap_or_else(|_| [beside.to_owned(), format!("{beside}/labels.jsonl")]);
    if !Path::new(&labels).is_file() {
        println!("peers wants documents and their labels: cargo bench --bench peers -- DOCS LABELS");
        return;
    }
    std::fs::write(SETTINGS.0, SETTINGS.1).expect("a file in target");
    let documents = read_documents(Path::new(&folder), &labels);
    let [heads, _] = score(&documents, |_, _| Ok(Vec::new())).expect("nothing runs");
    println!("| {} documents | {heads} |", documents.len());
    println!("|{}", "---|".repeat(heads.matches('|').count() + 2));
    for tool in &TOOLS {
        let Some(version) = version(tool) else {
            println!("| {} | not installed |", tool.name);
            continue;
        };
        let score = score(&documents, |name, text| run(tool, Path::new(&folder), name, text));
        let cells = score.map_or_else(|fault| fault, |[_, cells]| cells);
        println!("| {} {version} | {cells} |", tool.name);
    }
}

/// Reads the labels and every document that they are about.
fn read_documents(folder: &Path, labels: &str) -> BTreeMap<String, Document> {
    let mut documents = BTreeMap::new();
    for line in std::fs::read_to_string(labels).expect("the labels").lines() {
        let label: Value = serde_json::from_str(line).expect("JSON");
        let [name, family] = ["doc", "family"].map(|key| label[key].as_str().expect("a name"));
        let document = documents.entry(name.to_owned()).or_insert_with(|| {
            let text = std::fs::read_to_string(folder.join(name)).expect("a labelled document");
            Document { text, labels: Vec::new() }
        });
        // So an editor says that there is nothing in a document.
        if family == "none" {
            continue;
        }
        let (text, quote) = (&document.text, label["quote"].as_str().expect("a quote"));
        let mut places = text.char_indices().filter(|(start, _)| text[*start..].starts_with(quote));
        let (start, _) = places.nth(number(&label["nth"]) - 1).expect("a quote from the document");
        let class = label["class"].as_str().unwrap_or("no class").to_owned();
        let counts = family == "typo" && label["sure"] == true;
        document.labels.push((start..start + quote.len(), counts.then_some(class)));
    }
    documents
}

/// Counts what `find` finds in each document, given its name and text; returns the heads of the columns, and the cells.
fn score(
    documents: &BTreeMap<String, Document>,
    find: impl Fn(&str, &str) -> Result<Vec<Span>, String>,
) -> Result<[String; 2], String> {
    let mut classes: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    let (mut alarms, mut words) = (0, BTreeSet::new());
    for (name, Document { text, labels }) in documents {
        let findings = find(name, text)?;
        for (span, class) in labels.iter().filter_map(|(span, class)| Some((span, class.as_deref()?))) {
            let (found, all) = classes.entry(class).or_default();
            *found += usize::from(findings.iter().any(|finding| overlap(finding, span)));
            *all += 1;
        }
        let aside = |finding: &Span| !labels.iter().any(|(span, _)| overlap(finding, span));
        for finding in findings.into_iter().filter(aside) {
            alarms += 1;
            words.insert(text[finding].to_lowercase());
        }
    }
    let total = classes.values().fold((0, 0), |sum, class| (sum.0 + class.0, sum.1 + class.1));
    let columns = classes.into_iter().chain([("found", total)]);
    let (heads, cells): (Vec<String>, Vec<String>) =
        columns.map(|(class, (found, all))| (format!("{class}/{all}"), found.to_string())).unzip();
    Ok([
        format!("{} | false alarms (distinct)", heads.join(" | ")),
        format!("{} | {alarms} ({})", cells.join(" | "), words.len()),
    ])
}

fn overlap(one: &Span, other: &Span) -> bool {
    one.start < other.end && other.start < one.end
}

fn command(tool: &Tool) -> Command {
    Command::new(if tool.name == "claimlint" { env!("CARGO_BIN_EXE_claimlint") } else { tool.name })
}

/// The version of a tool, if it is installed.
fn version(tool: &Tool) -> Option<String> {
    let output = command(tool).arg(tool.version).output().ok().filter(|output| output.status.success())?;
    // The last word: names are before it, and in brackets "(but really Hunspell 1.7.1)".
    let text = String::from_utf8_lossy(&output.stdout);
    Some(text.lines().next()?.split_whitespace().last()?.trim_end_matches(')').to_owned())
}

/// Runs a tool on a document.
fn run(tool: &Tool, folder: &Path, name: &str, text: &str) -> Result<Vec<Span>, String> {
    let arguments = tool.arguments.split(' ').map(|argument| match argument {
        "DOCUMENT" => name,
        "SETTINGS" => SETTINGS.0,
        other => other,
    });
    let input = File::open(folder.join(name)).expect("a labelled document");
    // The name alone, so that no folder on the way to it means anything to a tool.
    let output = command(tool).args(arguments).current_dir(folder).stdin(input).output().expect("a report");
    if output.status.code().is_some_and(|status| status == 0 || status == tool.status) {
        return Ok((tool.read)(&String::from_utf8_lossy(&output.stdout), text));
    }
    Err(format!("fails: {}", String::from_utf8_lossy(&output.stderr).lines().next().unwrap_or("no message")))
}

fn read_claimlint(report: &str, _: &str) -> Vec<Span> {
    let report: Value = serde_json::from_str(report).expect("JSON");
    let diagnostics = items(&report["files"]).flat_map(|file| items(&file["diagnostics"]));
    let typos = diagnostics.filter(|diagnostic| diagnostic["category"] == "typo");
    typos.map(|typo| number(&typo["start"]["byte"])..number(&typo["end"]["byte"])).collect()
}

/// An object on each line; one without the number of a line is about the name of the file.
fn read_typos(report: &str, text: &str) -> Vec<Span> {
    let lines = report.lines().map(|line| serde_json::from_str::<Value>(line).expect("JSON"));
    let typos = lines.filter(|line| line["line_num"].is_u64());
    let spans = typos.map(|typo| {
        let start = line_start(text, number(&typo["line_num"])) + number(&typo["byte_offset"]);
        start..start + typo["typo"].as_str().expect("a word").len()
    });
    spans.collect()
}

/// `path:line: wrong ==> right`
fn read_codespell(report: &str, text: &str) -> Vec<Span> {
    let words = report.lines().filter_map(|line| {
        let (place, word) = line.split_once(" ==> ")?.0.rsplit_once(": ")?;
        Some((line_start(text, place.rsplit_once(':')?.1.parse().ok()?), word))
    });
    place_words(text, words)
}

/// `path:line:column - Unknown word (wrong)`
fn read_cspell(report: &str, text: &str) -> Vec<Span> {
    let findings = report.lines().filter_map(|line| {
        let (place, message) = line.split_once(" - ")?;
        let word = message.split_once('(')?.1.split_once(')')?.0;
        let mut numbers = place.rsplit(':').map(|number| number.parse::<usize>().expect("a number"));
        let (column, line) = (numbers.next()?, line_start(text, numbers.next()?));
        // Columns are those of JavaScript, which counts in units of UTF-16.
        let before: Vec<u16> = text[line..].encode_utf16().take(column - 1).collect();
        let start = line + String::from_utf16(&before).expect("whole characters").len();
        Some(start..start + word.len())
    });
    findings.collect()
}

/// A word on each line, in the order of the text.
fn read_words(report: &str, text: &str) -> Vec<Span> {
    place_words(text, report.lines().map(|word| (0, word)))
}

/// Spans in characters, counted from 1.
fn read_proselint(report: &str, text: &str) -> Vec<Span> {
    let report: Value = serde_json::from_str(report).expect("JSON");
    let files = report["result"].as_object().expect("files").values();
    let findings = files.flat_map(|file| items(&file["diagnostics"]));
    let spans = findings.map(|finding| [0, 1].map(|end| number(&finding["span"][end]) - 1));
    spans.map(|[start, end]| byte_of(text, start)..byte_of(text, end)).collect()
}

/// Spans in characters, counted from 0.
fn read_harper(report: &str, text: &str) -> Vec<Span> {
    let report: Value = serde_json::from_str(report).expect("JSON");
    let lints = items(&report).flat_map(|file| items(&file["lints"]));
    let spans = lints.map(|lint| ["char_start", "char_end"].map(|end| number(&lint["span"][end])));
    spans.map(|[start, end]| byte_of(text, start)..byte_of(text, end)).collect()
}

fn items(list: &Value) -> impl Iterator<Item = &Value> {
    list.as_array().expect("a list").iter()
}

fn number(value: &Value) -> usize {
    value.as_u64().and_then(|number| usize::try_from(number).ok()).expect("a number")
}

/// Where a line starts; lines count from 1.
fn line_start(text: &str, line: usize) -> usize {
    text.split_inclusive('\n').take(line - 1).map(str::len).sum()
}

/// Where a character starts; characters count from 0.
fn byte_of(text: &str, character: usize) -> usize {
    text.char_indices().nth(character).map_or(text.len(), |(start, _)| start)
}

/// Places words that a tool only names, each with the byte it cannot stand before: the next whole word after the last.
fn place_words<'text>(text: &str, words: impl Iterator<Item = (usize, &'text str)>) -> Vec<Span> {
    let mut end = 0;
    let spans = words.map(|(least, word)| {
        let from = least.max(end);
        // To spellers a digit or a Greek letter is not part of a word: "830nm".
        let letter = |character: char| character.is_ascii_alphabetic();
        let whole = |place: &usize| {
            !text[..*place].ends_with(letter) && !text[place + word.len()..].starts_with(letter)
        };
        let mut places = text[from..].match_indices(word).map(|(start, _)| from + start);
        let start = places.find(whole).expect("a word of the text");
        end = start + word.len();
        start..end
    });
    spans.collect()
}
