//! How well the rules do on labelled documents, as tables for people and as JSON.

use std::io::{self, Write};

use claimlint_rules::Category;
use claimlint_workspace::accuracy::{Accuracy, Findings, Interval, Labels, RuleFigures, of_events, of_share};
use claimlint_workspace::labels::{Group, MEASURED, TypoClass};
use serde::Serialize;

use super::untrusted::{Escaped, harmless};
use super::wording::{count, thousands};

/// What stands for a share of nothing.
const NOTHING: &str = "-";

/// Writes tables: what is found by group and category, what is missed, and the same by rule.
///
/// # Errors
/// The writer's own.
pub fn tables(accuracy: &Accuracy, out: &mut dyn Write) -> io::Result<()> {
    let documents = count(accuracy.documents, "document", "documents");
    writeln!(out, "{documents}, {}; 95% intervals in brackets\n", count(accuracy.words, "word", "words"))?;
    reported(accuracy).write(out)?;
    writeln!(out)?;
    labelled(accuracy).write(out)?;
    if !accuracy.rules.is_empty() {
        writeln!(out)?;
        by_rule(accuracy).write(out)?;
    }
    match accuracy.unlabelled {
        0 => Ok(()),
        1 => writeln!(out, "\n1 document has no labels and was not counted"),
        more => writeln!(out, "\n{} documents have no labels and were not counted", thousands(more)),
    }
}

/// What is found, and how much of it is right.
fn reported(accuracy: &Accuracy) -> Table<7> {
    let heads = ["reported", "findings", "right", "false", "neutral", "precision %", "false/1,000 words"];
    let row = |name: &str, findings: Findings| {
        let Findings { right, wrong, neutral } = findings;
        [
            name.to_owned(),
            thousands(findings.all()),
            thousands(right),
            thousands(wrong),
            thousands(neutral),
            percent(right, findings.judged()),
            rate(wrong, accuracy.words),
        ]
    };
    let mut table = Table { heads, rows: Vec::new() };
    for (group, findings, _) in &accuracy.groups {
        table.rows.push(row(group.name(), *findings));
        for (category, findings, _) in parts(accuracy, *group) {
            table.rows.push(row(&format!("  {category}"), *findings));
        }
    }
    table
}

/// What is labelled, and how much of it is found.
fn labelled(accuracy: &Accuracy) -> Table<5> {
    let row = |name: &str, Labels { all, found }: Labels| {
        [name.to_owned(), thousands(all), thousands(found), thousands(all - found), percent(found, all)]
    };
    let mut table = Table { heads: ["labelled", "labels", "found", "missed", "recall %"], rows: Vec::new() };
    for (group, _, labels) in &accuracy.groups {
        table.rows.push(row(group.name(), *labels));
        for (category, _, labels) in parts(accuracy, *group) {
            table.rows.push(row(&format!("  {category}"), *labels));
        }
    }
    // Typos are the last group.
    if accuracy.mechanical.all > 0 {
        table.rows.push(row("  mechanical", accuracy.mechanical));
    }
    let (mechanical, other): (Vec<_>, Vec<_>) =
        accuracy.classes.iter().partition(|(class, _)| class.is_mechanical());
    table.rows.extend(mechanical.iter().map(|(class, labels)| row(&format!("    {class}"), *labels)));
    table.rows.extend(other.iter().map(|(class, labels)| row(&format!("  {class}"), *labels)));
    table
}

/// The categories of a group that can have several.
fn parts(accuracy: &Accuracy, group: Group) -> impl Iterator<Item = &(Category, Findings, Labels)> {
    let own = move |category: Category| Group::of(category) == Some(group);
    let is_split = MEASURED.into_iter().filter(|category| own(*category)).count() > 1;
    accuracy.categories.iter().filter(move |(category, ..)| is_split && own(*category))
}

fn by_rule(accuracy: &Accuracy) -> Table<7> {
    let heads = ["rule", "findings", "right", "false", "precision %", "recall %", "false/1,000 words"];
    let mut table = Table { heads, rows: Vec::new() };
    let mut last = None;
    for RuleFigures { rule, category, findings, labels } in &accuracy.rules {
        if last != Some(category) {
            last = Some(category);
            let mut row = [const { String::new() }; 7];
            row[0] = category.to_string();
            table.rows.push(row);
        }
        table.rows.push([
            format!("  {}", harmless(rule)),
            thousands(findings.all()),
            thousands(findings.right),
            thousands(findings.wrong),
            percent(findings.right, findings.judged()),
            percent_alone(labels.found, labels.all),
            rate(findings.wrong, accuracy.words),
        ]);
    }
    table
}

/// Rows of cells, the first to the left, the others to the right.
struct Table<const COLUMNS: usize> {
    heads: [&'static str; COLUMNS],
    rows: Vec<[String; COLUMNS]>,
}

impl<const COLUMNS: usize> Table<COLUMNS> {
    fn write(&self, out: &mut dyn Write) -> io::Result<()> {
        let width = |column: usize| {
            let cells = self.rows.iter().map(|row| row[column].chars().count());
            cells.chain([self.heads[column].len()]).max().unwrap_or(0)
        };
        let widths: [usize; COLUMNS] = std::array::from_fn(width);
        let heads = self.heads.map(str::to_owned);
        for row in std::iter::once(&heads).chain(&self.rows) {
            let mut line = String::new();
            for (column, (cell, width)) in row.iter().zip(widths).enumerate() {
                line.push_str(&match column {
                    0 => format!("{cell:<width$}"),
                    _ => format!("  {cell:>width$}"),
                });
            }
            writeln!(out, "{}", line.trim_end())?;
        }
        Ok(())
    }
}

/// "93 (89-96)"
fn percent(part: usize, whole: usize) -> String {
    match of_share(part, whole) {
        Some(Interval { low, high }) => {
            let of_ends = |end: f64| hundredths(end, end <= 0.0, end >= 1.0);
            format!("{} ({}-{})", percent_alone(part, whole), of_ends(low), of_ends(high))
        }
        None => NOTHING.to_owned(),
    }
}

fn percent_alone(part: usize, whole: usize) -> String {
    match whole {
        0 => NOTHING.to_owned(),
        _ => hundredths(part as f64 / whole as f64, part == 0, part == whole).to_string(),
    }
}

/// A share in whole percent. Nothing but none is 0, and nothing but all is 100.
fn hundredths(share: f64, is_none: bool, is_all: bool) -> i64 {
    match (is_none, is_all) {
        (true, _) => 0,
        (_, true) => 100,
        _ => ((share * 100.0).round() as i64).clamp(1, 99),
    }
}

/// "0.11 (0.06-0.21)"
fn rate(events: usize, words: usize) -> String {
    match per_thousand(events, words) {
        Some((rate, Interval { low, high })) => format!("{rate:.2} ({low:.2}-{high:.2})"),
        None => NOTHING.to_owned(),
    }
}

/// How many there are in a thousand words, and the interval of that.
fn per_thousand(events: usize, words: usize) -> Option<(f64, Interval)> {
    let Interval { low, high } = of_events(events);
    let of_words = |events: f64| events * 1000.0 / words as f64;
    (words > 0).then(|| (of_words(events as f64), Interval { low: of_words(low), high: of_words(high) }))
}

/// The JSON document. Tools read it: fields are added, never changed.
#[derive(Serialize)]
struct Document<'a> {
    version: u8,
    documents: usize,
    words: usize,
    unlabelled: usize,
    groups: Vec<Row<'a>>,
    categories: Vec<Row<'a>>,
    typos: Typos,
    rules: Vec<Row<'a>>,
}

#[derive(Serialize)]
struct Row<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    rule: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    category: Option<Category>,
    group: Option<Group>,
    #[serde(flatten)]
    findings: OfFindings,
    #[serde(flatten)]
    labels: OfLabels,
}

#[derive(Serialize)]
struct Typos {
    mechanical: OfLabels,
    classes: Vec<OfClass>,
}

#[derive(Serialize)]
struct OfClass {
    class: TypoClass,
    mechanical: bool,
    #[serde(flatten)]
    labels: OfLabels,
}

#[derive(Serialize)]
struct OfFindings {
    findings: usize,
    right: usize,
    #[serde(rename = "false")]
    wrong: usize,
    neutral: usize,
    precision: Option<Estimate>,
    false_per_1000_words: Option<Estimate>,
}

#[derive(Serialize)]
struct OfLabels {
    labels: usize,
    found: usize,
    recall: Option<Estimate>,
}

/// A figure with its interval.
#[derive(Serialize)]
struct Estimate {
    value: f64,
    low: f64,
    high: f64,
}

/// Writes one JSON document.
///
/// # Errors
/// The writer's own.
pub fn json(accuracy: &Accuracy, out: &mut dyn Write) -> io::Result<()> {
    let words = accuracy.words;
    let row = |rule, category, group, findings, labels| Row {
        rule,
        category,
        group,
        findings: OfFindings::new(findings, words),
        labels: OfLabels::new(labels),
    };
    let groups = accuracy.groups.iter();
    let groups = groups.map(|(group, findings, labels)| row(None, None, Some(*group), *findings, *labels));
    let categories = accuracy.categories.iter().map(|(category, findings, labels)| {
        row(None, Some(*category), Group::of(*category), *findings, *labels)
    });
    let classes = accuracy.classes.iter().map(|(class, labels)| OfClass {
        class: *class,
        mechanical: class.is_mechanical(),
        labels: OfLabels::new(*labels),
    });
    let rules = accuracy.rules.iter().map(|RuleFigures { rule, category, findings, labels }| {
        row(Some(rule), Some(*category), Group::of(*category), *findings, *labels)
    });
    let document = Document {
        version: 1,
        documents: accuracy.documents,
        words,
        unlabelled: accuracy.unlabelled,
        groups: groups.collect(),
        categories: categories.collect(),
        typos: Typos { mechanical: OfLabels::new(accuracy.mechanical), classes: classes.collect() },
        rules: rules.collect(),
    };
    serde_json::to_writer_pretty(Escaped(out), &document)?;
    writeln!(out)
}

impl OfFindings {
    fn new(findings: Findings, words: usize) -> OfFindings {
        let Findings { right, wrong, neutral } = findings;
        let rate = per_thousand(wrong, words).map(|(rate, interval)| Estimate::new(rate, interval));
        let precision = share(right, findings.judged());
        OfFindings { findings: findings.all(), right, wrong, neutral, precision, false_per_1000_words: rate }
    }
}

impl OfLabels {
    fn new(Labels { all, found }: Labels) -> OfLabels {
        OfLabels { labels: all, found, recall: share(found, all) }
    }
}

impl Estimate {
    /// More digits than four would mean nothing.
    fn new(value: f64, Interval { low, high }: Interval) -> Estimate {
        let [value, low, high] = [value, low, high].map(|number| (number * 1e4).round() / 1e4);
        Estimate { value, low, high }
    }
}

fn share(part: usize, whole: usize) -> Option<Estimate> {
    of_share(part, whole).map(|interval| Estimate::new(part as f64 / whole as f64, interval))
}
