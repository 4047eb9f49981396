//! Phrases that several formats share: numbers, and what a rule says in one line.

use std::collections::BTreeMap;

use claimlint_engine::Diagnostic;
use claimlint_rules::markets::places;
use claimlint_rules::{Markets, Pack, Rule};
use claimlint_workspace::kinds_of_files::SkippedFile;
use claimlint_workspace::report::FileReport;

use super::place::in_document;

/// What is wrong and what to do, for formats with one line for both.
pub fn with_help(file: &FileReport, diagnostic: &Diagnostic) -> String {
    let (message, hidden) = (&diagnostic.message, hidden(file, diagnostic));
    format!("{message}{hidden}{}. {}", where_in_document(file, diagnostic), diagnostic.rule.help)
}

/// Where a finding is in a document of a word processor or in a file of data, to follow its message; nothing in a page, whose
/// lines count.
pub fn where_in_document(file: &FileReport, diagnostic: &Diagnostic) -> String {
    let place = file.source.as_ref().and_then(|source| in_document(source, diagnostic.span));
    let place = place.or_else(|| file.record_of(diagnostic).map(ToString::to_string));
    place.map_or_else(String::new, |place| format!(" ({place})"))
}

/// What would have hidden a finding, to follow its message; nothing where the repository is trusted.
pub fn hidden(file: &FileReport, diagnostic: &Diagnostic) -> String {
    file.hidden_by(diagnostic).map_or_else(String::new, |by| format!(" (not hidden by {})", by.words()))
}

/// A rule's message with an ellipsis for each field that a finding fills.
pub fn message_of_any(rule: &Rule) -> String {
    message_in(rule, Markets::all())
}

/// The same, as far as it is about some markets.
pub fn message_in(rule: &Rule, markets: Markets) -> String {
    const FIELDS: [&str; 5] = ["{match}", "{found}", "{missing}", "{right}", "{against}"];
    let own = rule.norms.iter().filter_map(|norm| norm.market).filter(|market| markets.has(*market));
    let message = rule.message.replace("{markets}", &places(own));
    FIELDS.iter().fold(message, |message, field| message.replace(field, "\u{2026}"))
}

/// When the rules of a pack do not run, to follow its name; nothing where they run unless that is said.
pub fn when_off<'r>(pack: &Pack, mut rules: impl Iterator<Item = &'r Rule>) -> &'static str {
    match pack.default {
        true => "",
        false if rules.all(|rule| rule.markets().is_empty()) => ", off unless selected",
        false => ", off unless a market is chosen",
    }
}

/// At most this many kinds of files that were not read are named.
const MOST_KINDS: usize = 5;

/// "3 files were not read: 2 .docx, 1 .json"
pub fn skipped_kinds(skipped: &[SkippedFile]) -> String {
    let mut by_kind: BTreeMap<&str, usize> = BTreeMap::new();
    skipped.iter().for_each(|file| *by_kind.entry(&file.kind).or_default() += 1);
    let mut kinds: Vec<(&str, usize)> = by_kind.into_iter().collect();
    kinds.sort_by_key(|(kind, number)| (std::cmp::Reverse(*number), *kind));
    let named = kinds.iter().take(MOST_KINDS).map(|(kind, number)| format!("{} {kind}", thousands(*number)));
    let others: usize = kinds.iter().skip(MOST_KINDS).map(|(_, number)| number).sum();
    let others = (others > 0).then(|| format!("{} of other kinds", thousands(others)));
    let kinds: Vec<String> = named.chain(others).collect();
    let verb = if skipped.len() == 1 { "was" } else { "were" };
    format!("{} {verb} not read: {}", count(skipped.len(), "file", "files"), kinds.join(", "))
}

/// "1 file", "2 files".
pub fn count(number: usize, one: &str, many: &str) -> String {
    format!("{} {}", thousands(number), if number == 1 { one } else { many })
}

/// 1,234,567
pub fn thousands(number: usize) -> String {
    let digits = number.to_string();
    let mut grouped = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn large_numbers_are_grouped() {
        assert_eq!(thousands(1_234_567), "1,234,567");
        assert_eq!(count(1, "file", "files"), "1 file");
    }
}
