//! The claims that are new, changed or dropped since a revision, as a list for people and as JSON.

use std::io::{self, Write};

use claimlint_workspace::claims_since::{ChangedClaim, ChangedPage, Fate};
use claimlint_workspace::sheet::ClaimRow;
use serde_json::{Value, json};

use super::sheet::{claim, short};
use super::untrusted::{Escaped, harmless};
use super::wording::{count, thousands};

/// How many claims have this fate.
pub fn tally(pages: &[ChangedPage], fate: Fate) -> usize {
    pages.iter().flat_map(|page| &page.claims).filter(|claim| claim.fate == fate).count()
}

/// “2 new, 1 changed and 0 dropped claims since main, on 3 pages”
pub fn headline(pages: &[ChangedPage], since: &str) -> String {
    let [new, changed, dropped] =
        [Fate::New, Fate::Changed, Fate::Dropped].map(|fate| thousands(tally(pages, fate)));
    let on = count(pages.len(), "page", "pages");
    format!("{new} new, {changed} changed and {dropped} dropped claims since {since}, on {on}")
}

/// Writes a list for people.
///
/// # Errors
/// The writer's own.
pub fn list(pages: &[ChangedPage], since: &str, out: &mut dyn Write) -> io::Result<()> {
    for page in pages {
        let gone = if page.is_gone { " (gone)" } else { "" };
        let former = page.former.as_ref().map_or(String::new(), |former| format!(" (was {former})"));
        writeln!(out, "{}", harmless(&format!("{}{former}{gone}", page.path)))?;
        for changed in &page.claims {
            write_claim(changed, out)?;
        }
        let same = count(page.same, "claim", "claims");
        writeln!(out, "  {same} unchanged\n")?;
    }
    writeln!(out, "{}", harmless(&headline(pages, since)))
}

fn write_claim(changed: &ChangedClaim, out: &mut dyn Write) -> io::Result<()> {
    let fate = changed.fate.name();
    let rows = [("now", changed.now.as_ref()), ("was", changed.before.as_ref())];
    let mut rows = rows.into_iter().filter_map(|(word, row)| Some((word, row?)));
    if let Some((_, row)) = rows.next() {
        writeln!(out, "  {fate:7}  {}", harmless(&words(row)))?;
    }
    for (word, row) in rows {
        writeln!(out, "  {word:>7}  {}", harmless(&words(row)))?;
    }
    Ok(())
}

/// “12:3  superlative  none  “the most powerful”  no source”
fn words(row: &ClaimRow) -> String {
    let place = row.place.clone().unwrap_or_else(|| format!("{}:{}", row.at.line, row.at.column));
    let diagnostic = &row.claim.diagnostic;
    let tier = row.tier();
    let tier = if tier.is_empty() { tier } else { format!(" ({tier})") };
    let source = row.claim.source.as_deref().map_or_else(|| "no source".to_owned(), short);
    let text = short(&diagnostic.text);
    format!("{place}  {}  {}  \u{201C}{text}\u{201D}  {source}{tier}", diagnostic.rule.category, row.grade())
}

/// Writes one JSON document.
///
/// # Errors
/// The writer's own.
pub fn json(pages: &[ChangedPage], since: &str, out: &mut dyn Write) -> io::Result<()> {
    let summary: serde_json::Map<String, Value> =
        Fate::ALL.iter().map(|fate| (fate.name().to_owned(), tally(pages, *fate).into())).collect();
    let files: Vec<Value> = pages.iter().map(file).collect();
    let whole = json!({ "version": 1, "since": since, "files": files, "summary": summary });
    serde_json::to_writer_pretty(Escaped(out), &whole)?;
    writeln!(out)
}

fn file(page: &ChangedPage) -> Value {
    let errors: Vec<String> = page.errors.iter().map(ToString::to_string).collect();
    let side = |row: &Option<ClaimRow>| {
        row.as_ref().map(|row| {
            let mut side = claim(row);
            side["sentence"] = row.sentence.as_str().into();
            side
        })
    };
    let claims = page.claims.iter().map(|changed| {
        json!({ "change": changed.fate.name(), "now": side(&changed.now), "before": side(&changed.before) })
    });
    json!({
        "path": page.path, "former": page.former, "gone": page.is_gone,
        "error": (!errors.is_empty()).then(|| errors.join("; ")),
        "claims": claims.collect::<Vec<_>>(), "same": page.same,
    })
}
