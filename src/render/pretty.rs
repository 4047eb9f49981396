//! The report for people: each finding in its sentence, with what would satisfy it.
//!
//! A paragraph is often one line of 600 characters, so codespan is not given the file but an excerpt: the lines a
//! finding touches, wrapped at words to the terminal's width, that still answer with the true line and column.

use std::io::{self, Write};
use std::ops::Range;

use claimlint_base::source::{Source, end_of, floor_boundary};
use claimlint_base::span::Span;
use claimlint_engine::Fix;
use claimlint_engine::fix::is_allowed;
use claimlint_rules::{Norm, Rule, Safety, Severity};
use claimlint_workspace::report::{FileReport, Report};
use codespan_reporting::diagnostic::{
    Diagnostic as Drawn, Label as DrawnLabel, LabelStyle, Severity as DrawnSeverity,
};
use codespan_reporting::files::{Error as FilesError, Files};
use rustc_hash::FxHashMap;
use textwrap::core::Word;
use unicode_width::UnicodeWidthStr;

use super::in_order::{in_order, in_order_with};
use super::layout::{Look, whole_words};
use super::norms::{norm_name, norm_words};
use super::pen::Pen;
use super::place::in_document;
use super::told::{Plan, Told};
use super::untrusted::harmless;
use super::wording::hidden;

/// How much of a very long line is read before a finding, in bytes.
const BEFORE: usize = 2000;

/// How much of a line is read after a finding, in bytes for each column of the terminal: rows below it are not shown, and
/// a character has at most four bytes.
const AFTER: usize = 4;

/// Writes the findings of all files, in order.
///
/// # Errors
/// The writer's own.
pub fn write(report: &Report, look: Look, out: &mut dyn Write) -> io::Result<()> {
    let plan = Plan::of(report);
    in_order_with(report, out, |file, wrapped, out| {
        failures(file, look, out)?;
        let Some(source) = &file.source else { return Ok(()) };
        let mut printer = FilePrinter { file, source, look, plan: &plan, wrapped, out };
        plan.told(file).iter().try_for_each(|told| printer.finding(told, report.safety))
    })
}

/// Writes only what could not be checked or fixed.
///
/// # Errors
/// The writer's own.
pub fn write_failures(report: &Report, look: Look, out: &mut dyn Write) -> io::Result<()> {
    in_order(report, out, |file, out| failures(file, look, out))
}

fn failures(file: &FileReport, look: Look, out: &mut Vec<u8>) -> io::Result<()> {
    for error in &file.errors {
        let message = format!("{}: {}", harmless(&file.path), harmless(&error.to_string()));
        let drawn = Drawn::error().with_message(message);
        Pen { out: &mut *out, color: look.color }.draw(&Excerpt::default(), &drawn)?;
    }
    Ok(())
}

/// What rules say below their findings, wrapped to a width: it is the same each time.
#[derive(Default)]
struct Wrapped {
    /// By the rule as it applies to a finding, which is one in memory wherever it applies so, and the width.
    rules: FxHashMap<(usize, usize), RuleNotes>,
}

/// What a rule says below its findings.
struct RuleNotes {
    why: String,
    help: String,
    norms: Vec<String>,
}

impl Wrapped {
    fn of(&mut self, rule: &Rule, width: usize, plan: &Plan<'_>) -> &RuleNotes {
        self.rules.entry((std::ptr::from_ref(rule).addr(), width)).or_insert_with(|| RuleNotes {
            why: note("why", &rule.why, width),
            help: note("help", &rule.help, width),
            norms: rule
                .norms
                .iter()
                .map(|norm| match plan.names_first(rule, norm) {
                    true => norm_note(norm, width),
                    false => note("norm", &norm_name(norm), width),
                })
                .collect(),
        })
    }
}

/// Prints the findings of one file.
struct FilePrinter<'p, 'r> {
    file: &'r FileReport,
    source: &'r Source,
    look: Look,
    plan: &'p Plan<'r>,
    wrapped: &'p mut Wrapped,
    out: &'p mut Vec<u8>,
}

impl<'r> FilePrinter<'_, 'r> {
    fn finding(&mut self, told: &Told<'r>, safety: Safety) -> io::Result<()> {
        let diagnostic = told.diagnostic;
        let (rule, look) = (&diagnostic.rule, self.look);
        let spans = std::iter::once(diagnostic.span).chain(diagnostic.labels.iter().map(|label| label.span));
        let excerpt = Excerpt::new(&self.file.path, self.source, spans, look.width);
        let width = look.width.saturating_sub(excerpt.gutter() + 3);
        let mut notes = Vec::new();
        notes.extend(in_document(self.source, diagnostic.span).map(|place| note("place", &place, width)));
        let record = self.file.record_of(diagnostic);
        notes.extend(record.map(|record| note("record", &record.to_string(), width)));
        let mut labels = excerpt.labels(diagnostic.span, LabelStyle::Primary, &diagnostic.rule.label);
        for label in &diagnostic.labels {
            labels.extend(excerpt.labels(label.span, LabelStyle::Secondary, &label.message));
        }
        for label in &mut labels {
            // A message that does not fit the terminal goes below.
            if !excerpt.has_room(label, look.width) {
                let message = std::mem::take(&mut label.message);
                // Away from its carets, it has to say which words it is about. Those of the finding are in its message.
                let note = match label.style {
                    LabelStyle::Primary => message,
                    LabelStyle::Secondary => {
                        format!("\u{201C}{}\u{201D}: {message}", excerpt.text[label.range.clone()].trim())
                    }
                };
                notes.push(wrap_note(&note, width));
            }
        }
        let of_rule = self.wrapped.of(rule, width, self.plan);
        if told.is_first {
            notes.push(of_rule.why.clone());
        }
        if told.is_first_on_page {
            notes.push(of_rule.help.clone());
        }
        if let Some(fix) = &diagnostic.fix {
            notes.push(fix_note(fix, safety, width));
        }
        notes.extend(diagnostic.suggestions.iter().map(|one| note("write", &one.text, width)));
        if told.is_first {
            notes.extend(of_rule.norms.iter().cloned());
        }
        notes.extend(told.others.as_ref().map(|others| wrap_note(&harmless(others), width)));
        let severity = match diagnostic.severity {
            Severity::Error => DrawnSeverity::Error,
            Severity::Warning => DrawnSeverity::Warning,
            Severity::Note => DrawnSeverity::Note,
        };
        let message = format!("{}{}", diagnostic.message, hidden(self.file, diagnostic));
        let head = diagnostic.severity.name().len() + rule.id.len() + "[]: ".len();
        let drawn = Drawn::new(severity)
            .with_code(rule.id.as_str())
            .with_message(wrap_after(&harmless(&message), head, look.width))
            .with_labels(labels)
            .with_notes(notes);
        let mut bytes = Vec::new();
        Pen { out: &mut bytes, color: look.color }.draw(&excerpt, &drawn)?;
        self.out.extend(with_whole_addresses(&bytes, look.width));
        Ok(())
    }
}

/// What is drawn, with each address that is too long for its line on the left margin, where it can be copied whole.
fn with_whole_addresses(drawn: &[u8], width: usize) -> Vec<u8> {
    let mut whole = Vec::with_capacity(drawn.len());
    for line in drawn.split_inclusive(|byte| *byte == b'\n') {
        let text = line.trim_ascii();
        let is_address = line.starts_with(b" ") && text.starts_with(b"https://") && !text.contains(&b' ');
        if is_address && line.len() > width {
            whole.extend_from_slice(text);
            whole.push(b'\n');
        } else {
            whole.extend_from_slice(line);
        }
    }
    whole
}

/// Wraps a message whose first line begins after `head` columns.
fn wrap_after(message: &str, head: usize, width: usize) -> String {
    if head + message.len() < width {
        return message.trim_end().to_owned();
    }
    let indent = " ".repeat(head.min(width));
    let options = whole_words(width).initial_indent(&indent).subsequent_indent("  ");
    textwrap::fill(message, options)[indent.len()..].to_owned()
}

/// Wraps a note; what follows its first word is indented under it.
fn wrap_note(note: &str, width: usize) -> String {
    textwrap::fill(note, whole_words(width.max(20)).subsequent_indent("  "))
}

/// What a fix would do, and what to run for it if it is not a safe one.
fn fix_note(fix: &Fix, safety: Safety, width: usize) -> String {
    match (fix.safety, is_allowed(fix, safety)) {
        (Safety::Safe, _) => note("fix", &fix.title, width),
        (Safety::Unsafe, true) => note("unsafe fix", &fix.title, width),
        (Safety::Unsafe, false) => note("unsafe fix", &format!("{} (with --unsafe-fixes)", fix.title), width),
    }
}

/// A norm with its address, which is on a line of its own if it is too long to follow the name.
fn norm_note(norm: &Norm, width: usize) -> String {
    // The address is in brackets, and what follows the first line of a note is indented by two columns.
    if norm.url.width() + 4 <= width {
        return note("norm", &norm_words(norm), width);
    }
    format!("{}\n  {}", note("norm", &norm_name(norm), width), harmless(&norm.url))
}

fn note(head: &str, text: &str, width: usize) -> String {
    wrap_note(&format!("{head}: {}", harmless(text)), width)
}

/// The lines that a finding touches, wrapped.
#[derive(Default)]
struct Excerpt {
    name: String,
    /// The wrapped lines, each with a line end after it.
    text: String,
    rows: Vec<WrappedLine>,
}

/// One wrapped line.
struct WrappedLine {
    /// Its bytes in [`Excerpt::text`].
    start: usize,
    /// Its bytes in the source's text.
    source: Span,
    /// The true line, from 1.
    line: usize,
    /// The true column of its first character, from 1.
    column: usize,
}

impl Excerpt {
    fn new(name: &str, source: &Source, spans: impl Iterator<Item = Span>, width: usize) -> Excerpt {
        let spans: Vec<Span> = spans.collect();
        let last = spans.iter().map(|span| source.line_of(span.end())).max().unwrap_or(0);
        let gutter = (last + 1).to_string().len() + 3;
        let mut excerpt = Excerpt { name: harmless(name).into_owned(), ..Excerpt::default() };
        let mut lines: Vec<usize> =
            spans.iter().flat_map(|span| source.line_of(span.start())..=source.line_of(span.end())).collect();
        lines.sort_unstable();
        lines.dedup();
        for line in lines {
            let width = width.saturating_sub(gutter).max(16);
            let near = neighbourhood(source, source.line_span(line), &spans, AFTER * width);
            excerpt.add_line(source, line, near, width);
        }
        excerpt
    }

    fn add_line(&mut self, source: &Source, line: usize, near: Span, width: usize) {
        let text = &source.text()[near.range()];
        let shown = harmless(text);
        let words: Vec<Word<'_>> = textwrap::WordSeparator::AsciiSpace.find_words(&shown).collect();
        let words = textwrap::core::break_words(words, width);
        let mut at = near.start();
        let mut column = source.position(at).column;
        for row in textwrap::wrap_algorithms::wrap_first_fit(&words, &[width as f64]) {
            let length: usize = row.iter().map(|word| word.word.len() + word.whitespace.len()).sum();
            let from = at - near.start();
            let words = shown[from..from + length].trim_end();
            let start = self.text.len();
            self.text.push_str(words);
            self.text.push('\n');
            let span = Span::of(at..at + words.len());
            self.rows.push(WrappedLine { start, source: span, line: line + 1, column });
            at += length;
            column += text[from..from + length].chars().count();
        }
    }

    /// The labels for a span of the source: one for each row that it touches, with the message at the last.
    fn labels(&self, span: Span, style: LabelStyle, message: &str) -> Vec<DrawnLabel<()>> {
        let mut labels = Vec::new();
        for row in &self.rows {
            let start = span.start().max(row.source.start());
            let end = span.end().min(row.source.end());
            let is_point = span.is_empty() && row.source.start() <= start && start <= row.source.end();
            if start >= end && !is_point {
                continue;
            }
            let within = Span::of(start..end.max(start)).moved(row.source.start(), row.start);
            labels.push(DrawnLabel::new(style, (), within.range()));
        }
        if let Some(last) = labels.last_mut() {
            last.message = harmless(message).into_owned();
        }
        labels
    }

    /// Whether a label's message fits after its carets.
    fn has_room(&self, label: &DrawnLabel<()>, width: usize) -> bool {
        let row = self.row_of(label.range.start);
        let before = self.text[self.rows[row].start..label.range.end].width();
        label.message.is_empty() || self.gutter() + 3 + before + 1 + label.message.width() <= width
    }

    fn gutter(&self) -> usize {
        self.rows.iter().map(|row| row.line.to_string().len()).max().unwrap_or(0)
    }

    fn row_of(&self, offset: usize) -> usize {
        self.rows.partition_point(|row| row.start <= offset).saturating_sub(1)
    }
}

/// The part of a line around the findings, with so many bytes after them: a very long line must cost no more than others.
fn neighbourhood(source: &Source, line: Span, spans: &[Span], after: usize) -> Span {
    let touching = spans.iter().filter(|span| span.start() <= line.end() && line.start() <= span.end());
    let around = touching.copied().reduce(Span::join).unwrap_or(line);
    let (first, last) = (around.start(), around.end());
    let text = source.text();
    let mut start = line.start();
    if first > start + BEFORE {
        let near = end_of(&text[..first], BEFORE);
        start = first - near.len() + near.find(' ').map_or(0, |space| space + 1);
    }
    let mut end = line.end();
    if last + after < end {
        end = floor_boundary(text, last + after);
    }
    Span::of(start..end.max(start))
}

impl<'f> Files<'f> for Excerpt {
    type FileId = ();
    type Name = &'f str;
    type Source = &'f str;

    fn name(&'f self, (): ()) -> Result<&'f str, FilesError> {
        Ok(&self.name)
    }

    fn source(&'f self, (): ()) -> Result<&'f str, FilesError> {
        Ok(&self.text)
    }

    fn line_index(&'f self, (): (), offset: usize) -> Result<usize, FilesError> {
        Ok(self.row_of(offset))
    }

    fn line_number(&'f self, (): (), row: usize) -> Result<usize, FilesError> {
        self.rows.get(row).map(|row| row.line).ok_or(FilesError::FileMissing)
    }

    fn column_number(&'f self, (): (), row: usize, offset: usize) -> Result<usize, FilesError> {
        let row = self.rows.get(row).ok_or(FilesError::FileMissing)?;
        Ok(row.column + self.text[row.start..offset.max(row.start)].chars().count())
    }

    fn line_range(&'f self, (): (), row: usize) -> Result<Range<usize>, FilesError> {
        let start = self.rows.get(row).ok_or(FilesError::FileMissing)?.start;
        let end = self.rows.get(row + 1).map_or(self.text.len(), |next| next.start);
        Ok(start..end)
    }
}
