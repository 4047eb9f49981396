//! What fixes changed, for people: the words before and after, with their lines.

use std::io::{self, Write};
use std::ops::Range;

use claimlint_base::source::Source;
use claimlint_workspace::report::{Report, Rewrite};
use similar::{DiffOp, TextDiff};

use super::in_order::in_order;
use super::untrusted::harmless;
use super::wording::count;

/// At most this many changes of a file are named.
const MOST_CHANGES: usize = 50;

/// Writes a line for each place that fixes changed, by file.
///
/// # Errors
/// The writer's own.
pub fn write(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    in_order(report, out, |file, out| {
        let Some(change) = &file.change else { return Ok(()) };
        let path = harmless(&file.path);
        let changes = changes(change);
        for Change { line, before, after } in changes.iter().take(MOST_CHANGES) {
            let (before, after) = (harmless(before), harmless(after));
            writeln!(out, "fixed: {path}:{line}: \u{201C}{before}\u{201D} \u{2192} \u{201C}{after}\u{201D}")?;
        }
        if changes.len() > MOST_CHANGES {
            writeln!(
                out,
                "fixed: {path}: {}",
                count(changes.len() - MOST_CHANGES, "more place", "more places")
            )?;
        }
        Ok(())
    })
}

/// A place that was changed.
struct Change {
    /// Its line in the file as it is now, from 1.
    line: usize,
    before: String,
    after: String,
}

fn changes(change: &Rewrite) -> Vec<Change> {
    let (before, after) = (text(&change.before), text(&change.after));
    let diff = TextDiff::from_lines(before.as_str(), after.as_str());
    let (old_lines, new_lines) = slices(&diff);
    let mut changes = Vec::new();
    for op in diff.ops().iter().filter(|op| !matches!(op, DiffOp::Equal { .. })) {
        let old = old_lines[op.old_range()].concat();
        let new = new_lines[op.new_range()].concat();
        changes.extend(words(&old, &new, op.new_range().start));
    }
    changes
}

/// The words that differ in some lines, after this many other lines.
fn words(old: &str, new: &str, lines_before: usize) -> Vec<Change> {
    let diff = TextDiff::from_words(old, new);
    let (old_words, new_words) = slices(&diff);
    let mut stretches: Vec<(Range<usize>, Range<usize>)> = Vec::new();
    for op in diff.ops().iter().filter(|op| !matches!(op, DiffOp::Equal { .. })) {
        let (mut old, mut new) = (op.old_range(), op.new_range());
        // A space alone shows nothing without the words beside it.
        if is_blank(&old_words[old.clone()]) || is_blank(&new_words[new.clone()]) {
            let before = shared_before(&old_words[..old.start], &new_words[..new.start]);
            (old.start, new.start) = (old.start - before, new.start - before);
            old.end = (old.end + 1).min(old_words.len());
            new.end = (new.end + 1).min(new_words.len());
        }
        match stretches.last_mut() {
            // Words side by side are shown together: which became which is not known.
            Some((last_old, last_new))
                if is_blank(old_words.get(last_old.end..old.start).unwrap_or_default())
                    && is_blank(new_words.get(last_new.end..new.start).unwrap_or_default()) =>
            {
                (last_old.end, last_new.end) = (old.end, new.end);
            }
            _ => stretches.push((old, new)),
        }
    }
    let changes = stretches.into_iter().map(|(old, new)| {
        let above = new_words[..new.start].concat();
        let (before, after) = (old_words[old].concat(), new_words[new].concat());
        let (before, after) = bare(before.trim(), after.trim());
        Change {
            line: lines_before + above.matches('\n').count() + 1,
            before: before.replace('\n', " "),
            after: after.replace('\n', " "),
        }
    });
    changes.collect()
}

/// How many parts before a change show where it is: the last one, and the word before it if that one is a space. Without that
/// word, "the the market" would seem to lose its article.
fn shared_before(old: &[&str], new: &[&str]) -> usize {
    match (old, new) {
        ([.., old_word, space], [.., new_word, _]) if is_blank(&[space]) && old_word == new_word => 2,
        ([], _) | (_, []) => 0,
        _ => 1,
    }
}

/// Words without the marks around them, unless those are what differs.
fn bare<'w>(before: &'w str, after: &'w str) -> (&'w str, &'w str) {
    let is_mark = |sign: char| !sign.is_alphanumeric();
    let (bare_before, bare_after) = (before.trim_matches(is_mark), after.trim_matches(is_mark));
    if bare_before == bare_after { (before, after) } else { (bare_before, bare_after) }
}

/// What a diff compares: the lines or words of both texts.
fn slices<'t>(diff: &'t TextDiff<'t, 't, str>) -> (Vec<&'t str>, Vec<&'t str>) {
    let old = (0..).map_while(|index| diff.old_slice(index));
    let new = (0..).map_while(|index| diff.new_slice(index));
    (old.collect(), new.collect())
}

fn is_blank(parts: &[&str]) -> bool {
    parts.iter().all(|part| part.trim().is_empty())
}

/// The text of a file, which was read before.
fn text(bytes: &[u8]) -> String {
    Source::decode(bytes.to_vec()).map(|source| source.text().to_owned()).unwrap_or_default()
}
