//! The evidence sheet of several pages as a page for a browser.

use std::io::{self, Write};

use claimlint_workspace::sheet::Sheet;
use maud::html;

use super::chart::Chart;
use super::text::Text;
use super::{evidence, frame};
use crate::render::wording::count;

/// Writes the sheets.
///
/// # Errors
/// The writer's own.
pub fn write(sheets: &[Sheet], out: &mut dyn Write) -> io::Result<()> {
    let chart = Chart::of(sheets.iter().flat_map(|sheet| &sheet.rows));
    let claims = count(sheets.iter().map(|sheet| sheet.rows.len()).sum(), "claim", "claims");
    let pages = count(sheets.iter().filter(|sheet| sheet.is_read()).count(), "page", "pages");
    frame::open(&format!("claimlint: {claims}"), out)?;
    let head = html! {
        header.top { p.by { "claimlint" } h1 { "Evidence sheet" } p.lede { (claims) " on " (pages) "." } }
        section #evidence aria-labelledby="evidence-head" {
            h2 #evidence-head { "Evidence" }
            (chart.table())
        }
        h2 { "The pages" }
    };
    out.write_all(head.into_string().as_bytes())?;
    for (index, sheet) in sheets.iter().enumerate() {
        let line = match sheet.percent() {
            Some(percent) => {
                format!("{}, credibility {percent} of 100", count(sheet.rows.len(), "claim", "claims"))
            }
            None => "no claims".to_owned(),
        };
        let page = html! {
            details.page id={ "p-" (index + 1) } open {
                summary { h3 { (Text(&sheet.path)) } span.counts { (line) } }
                @for error in &sheet.errors { p.error-line { "Not read: " (Text(&error.to_string())) } }
                @if !sheet.rows.is_empty() { (evidence::table(&sheet.path, &sheet.rows)) }
            }
        };
        out.write_all(page.into_string().as_bytes())?;
    }
    frame::close(out)
}
