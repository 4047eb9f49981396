//! The report as a page for a browser: one file that asks for nothing from anywhere, is complete without scripts, and can be
//! printed.
//!
//! All that is counted is in the report before the first byte is written, so the summary comes first; the pages follow one by
//! one in the order of their paths, and only a few of them are in memory as HTML at the same time.

mod chart;
mod claims;
mod evidence;
mod facets;
mod finding;
mod frame;
mod ids;
mod lists;
mod page;
mod since;
mod summary;
mod text;

use std::io::{self, Write};

use claimlint_workspace::report::Report;
use maud::html;

use self::facets::Facets;
use self::ids::Ids;
use self::page::is_shown;
use super::in_order::in_order;
use super::wording::count;

pub(crate) use claims::write as write_claims;
pub(crate) use since::write as write_since;

/// With at most this many findings, all pages are open at the beginning.
const MOST_OPEN: usize = 200;

/// Writes the report.
///
/// # Errors
/// The writer's own.
pub fn write(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    let counts = report.summary();
    let ids = Ids::of(report);
    let title = match counts.findings() {
        0 => "claimlint: nothing found".to_owned(),
        number => format!("claimlint: {}", count(number, "finding", "findings")),
    };
    frame::open(&title, out)?;
    out.write_all(summary::of(report, &counts, &ids).into_string().as_bytes())?;
    let has_pages = report.files.iter().any(is_shown);
    let is_open = counts.findings() <= MOST_OPEN;
    if has_pages {
        let head = html! {
            (maud::PreEscaped("<section id=\"pages\" aria-labelledby=\"pages-head\">"))
            h2 id="pages-head" { "The pages" }
            (Facets::of(report).form())
        };
        out.write_all(head.into_string().as_bytes())?;
        in_order(report, out, |file, out| {
            if is_shown(file) {
                out.write_all(page::of(file, &ids, is_open).into_string().as_bytes())?;
            }
            Ok(())
        })?;
        out.write_all(b"</section>\n")?;
    }
    out.write_all(lists::of(report).into_string().as_bytes())?;
    frame::close(out)
}
