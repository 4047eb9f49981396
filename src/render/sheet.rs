//! The evidence sheet as a table, as CSV, as JSON and as Markdown.

use std::io::{self, Write};

use claimlint_workspace::sheet::{ClaimRow, Sheet, weight, worth};
use serde_json::{Value, json};
use unicode_width::UnicodeWidthStr;

use super::markdown::escaped;
use super::untrusted::{Escaped, harmless};

/// The heads of the columns.
const COLUMNS: [&str; 9] =
    ["file", "line", "column", "category", "claim", "satisfied", "grade", "source", "tier"];

/// Longer claims and sources are cut in the table for people.
const LONGEST_CELL: usize = 48;

fn cells(sheet: &Sheet, row: &ClaimRow) -> [String; 9] {
    let diagnostic = &row.claim.diagnostic;
    [
        sheet.path.clone(),
        row.at.line.to_string(),
        row.at.column.to_string(),
        diagnostic.rule.category.to_string(),
        diagnostic.text.clone(),
        if row.claim.is_satisfied { "yes" } else { "no" }.to_owned(),
        row.grade().to_string(),
        row.claim.source.clone().unwrap_or_default(),
        row.tier(),
    ]
}

/// Writes a table for people, a block for each file.
///
/// # Errors
/// The writer's own.
pub fn table(sheets: &[Sheet], out: &mut dyn Write) -> io::Result<()> {
    for sheet in sheets.iter().filter(|sheet| sheet.is_read()) {
        writeln!(out, "{}", harmless(&sheet.path))?;
        let rows = sheet.rows.iter().map(|row| {
            let [_, line, column, category, claim, _, grade, source, tier] = cells(sheet, row);
            let source = with_tier(&short(&source), &tier, row);
            let place = row.place.clone().unwrap_or_else(|| format!("{line}:{column}"));
            [place, category, grade, short(&claim), source]
        });
        let rows: Vec<[String; 5]> = rows.collect();
        let widths = [0, 1, 2, 3].map(|column| rows.iter().map(|row| row[column].width()).max().unwrap_or(0));
        for row in &rows {
            let mut line = String::from(" ");
            for (cell, width) in row.iter().zip(&widths) {
                let spaces = " ".repeat(width - cell.width());
                line.push_str(&format!(" {}{spaces} ", harmless(cell)));
            }
            line.push_str(&format!(" {}", harmless(&row[4])));
            writeln!(out, "{}", line.trim_end())?;
        }
        writeln!(out, "  {}\n", summary(sheet))?;
    }
    Ok(())
}

/// A source with what it is, and why the house says so.
fn with_tier(source: &str, tier: &str, row: &ClaimRow) -> String {
    match &row.claim.reason {
        _ if tier.is_empty() => source.to_owned(),
        Some(reason) => format!("{source} ({tier}: {reason})"),
        None => format!("{source} ({tier})"),
    }
}

/// The beginning of a text, for a table.
pub(super) fn short(text: &str) -> String {
    match text.char_indices().nth(LONGEST_CELL) {
        Some((end, _)) => format!("{}\u{2026}", &text[..end]),
        None => text.to_owned(),
    }
}

/// "5 claims: 3 none, 2 traceable; sources: 2 of tier 1; credibility 40 of 100: 800 of 2000 points"
fn summary(sheet: &Sheet) -> String {
    let Some(percent) = sheet.percent() else { return "no claims".to_owned() };
    let grades: Vec<String> =
        sheet.by_grade().into_iter().map(|(grade, count)| format!("{count} {grade}")).collect();
    let tiers: Vec<String> =
        sheet.by_tier().into_iter().map(|(tier, count)| format!("{count} {tier}")).collect();
    let tiers = if tiers.is_empty() { String::new() } else { format!("; sources: {}", tiers.join(", ")) };
    let (earned, most) = sheet.credibility();
    let count = sheet.rows.len();
    let claims = if count == 1 { "1 claim".to_owned() } else { format!("{count} claims") };
    format!(
        "{claims}: {}{tiers}; credibility {percent} of 100 ({earned} of {most} points)",
        grades.join(", ")
    )
}

/// Writes one CSV table of all claims, after RFC 4180.
///
/// # Errors
/// The writer's own.
pub fn csv(sheets: &[Sheet], out: &mut dyn Write) -> io::Result<()> {
    let mut table = csv::Writer::from_writer(out);
    table.write_record(COLUMNS).map_err(of_writer)?;
    for sheet in sheets {
        for row in &sheet.rows {
            table
                .write_record(cells(sheet, row).map(|cell| harmless(&no_formula(&cell)).into_owned()))
                .map_err(of_writer)?;
        }
    }
    table.flush()
}

/// The writer's own error, which shows whether a pipe was closed.
fn of_writer(error: csv::Error) -> io::Error {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => error,
        other => io::Error::other(format!("{other:?}")),
    }
}

/// Spreadsheets take a cell that begins with one of these characters for a formula, some also with the wide forms; an
/// apostrophe before it makes it text.
fn no_formula(cell: &str) -> String {
    const SIGNS: &[char] =
        &['=', '+', '-', '@', '\t', '\r', '\n', '\u{FF1D}', '\u{FF0B}', '\u{FF0D}', '\u{FF20}'];
    if cell.starts_with(SIGNS) { format!("'{cell}") } else { cell.to_owned() }
}

/// Writes one JSON document: the claims of each file, its summary, and how the figure is made.
///
/// # Errors
/// The writer's own.
pub fn json(sheets: &[Sheet], out: &mut dyn Write) -> io::Result<()> {
    let files: Vec<Value> = sheets.iter().map(file).collect();
    serde_json::to_writer_pretty(Escaped(out), &json!({ "version": 1, "files": files }))?;
    writeln!(out)
}

/// A claim as JSON.
pub(super) fn claim(row: &ClaimRow) -> Value {
    let diagnostic = &row.claim.diagnostic;
    let mut claim = json!({
        "line": row.at.line, "column": row.at.column,
        "category": diagnostic.rule.category, "rule": diagnostic.rule.id, "severity": diagnostic.severity,
        "text": diagnostic.text, "grade": row.grade(), "satisfied": row.claim.is_satisfied,
        "source": row.claim.source, "tier": row.tier(), "reason": row.claim.reason,
        "weight": weight(diagnostic.severity), "worth": worth(row.grade()),
    });
    if let Some(place) = &row.place {
        claim["place"] = place.as_str().into();
    }
    claim
}

fn file(sheet: &Sheet) -> Value {
    let (earned, most) = sheet.credibility();
    let grades: serde_json::Map<String, Value> =
        sheet.by_grade().into_iter().map(|(grade, count)| (grade.to_string(), count.into())).collect();
    json!({
        "path": sheet.path,
        "error": (!sheet.errors.is_empty()).then(|| {
            sheet.errors.iter().map(ToString::to_string).collect::<Vec<_>>().join("; ")
        }),
        "claims": sheet.rows.iter().map(claim).collect::<Vec<_>>(),
        "summary": {
            "claims": sheet.rows.len(), "grades": grades, "tiers": sheet.by_tier(),
            "earned": earned, "most": most, "credibility": sheet.percent(),
        },
    })
}

/// Writes a section with a table for each file, to be sent or pasted.
///
/// # Errors
/// The writer's own.
pub fn markdown(sheets: &[Sheet], out: &mut dyn Write) -> io::Result<()> {
    for sheet in sheets.iter().filter(|sheet| sheet.is_read()) {
        writeln!(out, "## {}\n\n{}\n", escaped(&sheet.path), summary(sheet))?;
        if sheet.rows.is_empty() {
            continue;
        }
        writeln!(out, "| line | category | claim | grade | source | evidence |\n|---|---|---|---|---|---|")?;
        for row in &sheet.rows {
            let [_, line, _, category, claim, _, grade, source, tier] = cells(sheet, row);
            let source = with_tier(&source, &tier, row);
            let line = row.place.as_deref().map_or(line, escaped);
            writeln!(
                out,
                "| {line} | {category} | {} | {grade} | {} | |",
                escaped(&claim),
                escaped(&source)
            )?;
        }
        writeln!(out)?;
    }
    Ok(())
}
