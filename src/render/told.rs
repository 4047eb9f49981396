//! Which findings people are shown, and how many others each of them represents: what many pages have, such as a
//! footer, is shown on the first of them, and a slip or a sentence that a page repeats is shown once.
//!
//! Reports for programs have every finding.

use std::collections::hash_map::Entry;

use claimlint_base::source::Source;
use claimlint_engine::Diagnostic;
use claimlint_rules::{Category, Norm, Rule};
use claimlint_workspace::report::{FileReport, Report};
use rustc_hash::{FxHashMap, FxHashSet};

use super::wording::thousands;

/// This many are many: pages with one finding, or places on a page with the same one.
const MANY: usize = 3;

/// At most this many texts of a file of data are named.
const MOST_RECORDS: usize = 4;

/// At most this many places are named.
const MOST_PLACES: usize = 50;

/// Which findings of a report are shown where.
pub struct Plan<'r> {
    /// The page on which a rule finds something first.
    first_pages: FxHashMap<&'r str, &'r FileReport>,
    /// The rule that is the first to name an address of a norm.
    norms: FxHashMap<&'r str, &'r str>,
    /// Where findings are that many pages have, by their fingerprints, in the order of the pages.
    repeated: FxHashMap<u64, Vec<Place<'r>>>,
}

/// A line of a page.
struct Place<'r> {
    file: &'r FileReport,
    /// From 1.
    line: usize,
    /// Whether it is a paragraph of a document.
    is_paragraph: bool,
}

/// A finding that is shown.
pub struct Told<'r> {
    /// The finding.
    pub diagnostic: &'r Diagnostic,
    /// Whether it is the first of its rule in the run.
    pub is_first: bool,
    /// Whether it is the first of its rule on the page.
    pub is_first_on_page: bool,
    /// Which others it represents: "also on 39 other pages: …".
    pub others: Option<String>,
}

impl<'r> Plan<'r> {
    /// Goes through all findings of a report.
    pub fn of(report: &'r Report) -> Plan<'r> {
        let mut first_pages: FxHashMap<&str, &FileReport> = FxHashMap::default();
        let mut norms: FxHashMap<&str, &str> = FxHashMap::default();
        // How many pages have it, and the last of them so far.
        let mut pages: FxHashMap<u64, (usize, usize)> = FxHashMap::default();
        for (index, file) in report.files.iter().enumerate() {
            for one in &file.diagnostics {
                if let Entry::Vacant(entry) = first_pages.entry(one.rule.id.as_str()) {
                    entry.insert(file);
                    one.rule.norms.iter().for_each(|norm| _ = norms.entry(&norm.url).or_insert(&one.rule.id));
                }
                if one.is_of_document() {
                    continue;
                }
                let (number, last) = pages.entry(one.fingerprint.value()).or_insert((0, usize::MAX));
                *number += usize::from(*last != index);
                *last = index;
            }
        }
        pages.retain(|_, (number, _)| *number >= MANY);
        let mut repeated: FxHashMap<u64, Vec<Place<'_>>> = FxHashMap::default();
        for file in &report.files {
            let Some(source) = &file.source else { continue };
            for one in file.diagnostics.iter().filter(|one| pages.contains_key(&one.fingerprint.value())) {
                let places = repeated.entry(one.fingerprint.value()).or_default();
                if places.last().is_none_or(|last| !std::ptr::eq(last.file, file)) {
                    let is_paragraph = source.parts().is_some();
                    places.push(Place { file, line: line_of(one, source), is_paragraph });
                }
            }
        }
        Plan { first_pages, norms, repeated }
    }

    /// Whether a rule is the first in the run to name the address of one of its norms.
    pub fn names_first(&self, rule: &Rule, norm: &Norm) -> bool {
        self.norms.get(norm.url.as_str()).is_none_or(|first| *first == rule.id)
    }

    /// The findings of a page that are shown there, in order.
    pub fn told(&self, file: &'r FileReport) -> Vec<Told<'r>> {
        let Some(source) = &file.source else { return Vec::new() };
        let mut alike: FxHashMap<(&str, String), Vec<&Diagnostic>> = FxHashMap::default();
        for one in file.diagnostics.iter().filter(|one| !self.repeated.contains_key(&one.fingerprint.value()))
        {
            if let Some(own) = sameness(one, source) {
                alike.entry((&one.rule.id, own)).or_default().push(one);
            }
        }
        let copies = copies(file);
        let (mut rules, mut repeated) = (FxHashSet::default(), FxHashSet::default());
        let mut told = Vec::new();
        for one in &file.diagnostics {
            let fingerprint = one.fingerprint.value();
            let others = if let Some(places) = self.repeated.get(&fingerprint) {
                let is_here = places.first().is_some_and(|place| std::ptr::eq(place.file, file));
                if !is_here || !repeated.insert(fingerprint) {
                    continue;
                }
                Some(on_pages(&places[1..]))
            } else if let Some(copies) = copies.get(&fingerprint) {
                if !copies.first().is_some_and(|first| std::ptr::eq(*first, one)) {
                    continue;
                }
                Some(in_records(&copies[1..], file))
            } else {
                let same = sameness(one, source).and_then(|own| alike.get(&(one.rule.id.as_str(), own)));
                match same.filter(|same| same.len() >= MANY) {
                    Some(same) if std::ptr::eq(same[0], one) => Some(in_lines(same, source)),
                    Some(_) => continue,
                    None => None,
                }
            };
            let is_first_on_page = rules.insert(one.rule.id.as_str());
            let first_page = self.first_pages.get(one.rule.id.as_str());
            let is_first = is_first_on_page && first_page.is_some_and(|page| std::ptr::eq(*page, file));
            told.push(Told { diagnostic: one, is_first, is_first_on_page, others });
        }
        told
    }
}

/// The findings that several texts of a file of data have, by their fingerprints: the same copy in each variant of a product.
fn copies(file: &FileReport) -> FxHashMap<u64, Vec<&Diagnostic>> {
    let mut copies: FxHashMap<u64, Vec<&Diagnostic>> = FxHashMap::default();
    if !file.records.is_empty() {
        for one in &file.diagnostics {
            copies.entry(one.fingerprint.value()).or_default().push(one);
        }
        copies.retain(|_, all| all.len() > 1);
    }
    copies
}

/// "also in 3,999 other texts: Handle=peel, Title; Handle=serum, Title; and 3,997 more"
fn in_records(others: &[&Diagnostic], file: &FileReport) -> String {
    let mut names: Vec<String> = others
        .iter()
        .take(MOST_RECORDS)
        .filter_map(|one| file.record_of(one))
        .map(ToString::to_string)
        .collect();
    if others.len() > names.len() {
        names.push(format!("and {} more", thousands(others.len() - names.len())));
    }
    let noun = if others.len() == 1 { "text" } else { "texts" };
    format!("also in {} other {noun}: {}", thousands(others.len()), names.join("; "))
}

/// The line of a finding, from 1.
fn line_of(one: &Diagnostic, source: &Source) -> usize {
    source.position(one.span.start()).line
}

/// What makes findings of a page the same. Of slips, what their fix changes, if that is only spaces and marks, else its
/// words; without a fix, the words that were found. A claim is to be read in its sentence, and is the same in the same sentence
/// alone: a line that each card of a page has. `None` for what is about the whole page.
fn sameness(one: &Diagnostic, source: &Source) -> Option<String> {
    if !matches!(one.rule.category, Category::Typo | Category::Consistency) {
        return (!one.is_of_document()).then(|| one.fingerprint.value().to_string());
    }
    let Some(fix) = &one.fix else { return Some(one.text.to_lowercase()) };
    let edits = fix.edits.iter().map(|edit| {
        let before = source.text().get(edit.span.range()).unwrap_or_default();
        let (removed, added) = without_common_ends(before, &edit.text);
        match removed.contains(char::is_alphanumeric) || added.contains(char::is_alphanumeric) {
            true => format!("{before}\0{}\0", edit.text).to_lowercase(),
            false => format!("{removed}\0{added}\0"),
        }
    });
    Some(edits.collect())
}

/// Two texts without what both begin and end with.
fn without_common_ends<'t>(one: &'t str, other: &'t str) -> (&'t str, &'t str) {
    let same = |(left, right): &(char, char)| left == right;
    let start: usize = one.chars().zip(other.chars()).take_while(same).map(|(sign, _)| sign.len_utf8()).sum();
    let (one, other) = (&one[start..], &other[start..]);
    let end: usize =
        one.chars().rev().zip(other.chars().rev()).take_while(same).map(|(sign, _)| sign.len_utf8()).sum();
    (&one[..one.len() - end], &other[..other.len() - end])
}

/// "also on 39 other pages: b.md:3, c.md:7, and 12 more"
fn on_pages(places: &[Place<'_>]) -> String {
    let names = places.iter().map(|place| match place.is_paragraph {
        true => format!("{}, paragraph {}", place.file.path, place.line),
        false => format!("{}:{}", place.file.path, place.line),
    });
    format!("also on {} other pages: {}", thousands(places.len()), listed(names, places.len()))
}

/// "22 times on this page: lines 3, 5, 8", with the words where they differ.
fn in_lines(same: &[&Diagnostic], source: &Source) -> String {
    let is_one = same.iter().all(|one| one.text.eq_ignore_ascii_case(&same[0].text));
    let lines = same.iter().map(|one| match is_one {
        true => line_of(one, source).to_string(),
        false => format!("{} (\u{201C}{}\u{201D})", line_of(one, source), one.text),
    });
    let mut lines: Vec<String> = lines.collect();
    lines.dedup();
    let number = lines.len();
    let noun = match (source.parts().is_some(), number) {
        (true, 1) => "paragraph",
        (true, _) => "paragraphs",
        (false, 1) => "line",
        (false, _) => "lines",
    };
    format!("{} times on this page: {noun} {}", thousands(same.len()), listed(lines.into_iter(), number))
}

fn listed(names: impl Iterator<Item = String>, number: usize) -> String {
    let mut names: Vec<String> = names.take(MOST_PLACES).collect();
    if number > names.len() {
        names.push(format!("and {} more", thousands(number - names.len())));
    }
    names.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_two_texts_do_not_share_is_left() {
        for (one, other, left) in [
            ("Line- We", "Line - We", ("", " ")),
            ("teh", "the", ("eh", "he")),
            ("aa", "aaa", ("", "a")),
            ("\u{e9}t\u{e9}", "\u{e9}t\u{e8}", ("\u{e9}", "\u{e8}")),
        ] {
            assert_eq!(without_common_ends(one, other), left);
        }
    }
}
