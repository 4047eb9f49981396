//! What ends a report: the files that were not read, and what the baseline has and the pages no longer have.

use claimlint_workspace::kinds_of_files::SkippedFile;
use claimlint_workspace::report::Report;
use maud::{Markup, html};

use super::text::{Short, Text};

/// Longer words are cut, in characters.
const LONGEST_WORDS: usize = 160;

/// What was not read and may hold copy. A report does not speak of the one that it takes the place of.
pub fn not_read(report: &Report) -> impl Iterator<Item = &SkippedFile> {
    report.skipped.iter().filter(|file| file.may_hold_copy())
}

/// The lists, as far as there is something in them.
pub fn of(report: &Report) -> Markup {
    html! {
        @if not_read(report).next().is_some() {
            section #skipped aria-labelledby="skipped-head" {
                h2 #skipped-head { "Not read" }
                ul.plain {
                    @for file in not_read(report) { li { strong { (Text(&file.path)) } ": " (Text(&file.reason)) } }
                }
            }
        }
        @if !report.gone.is_empty() {
            section #gone aria-labelledby="gone-head" {
                h2 #gone-head { "No longer found" }
                p { "These findings are in the baseline but no longer on the pages. --write-baseline removes them from it." }
                ul.plain {
                    @for one in &report.gone {
                        li {
                            strong { (Text(&one.path)) } ": \u{201C}" (Short(&one.text, LONGEST_WORDS)) "\u{201D} ("
                            (Text(&one.rule)) @if one.count > 1 { ", " (one.count) " times" } ")"
                        }
                    }
                }
            }
        }
    }
}
