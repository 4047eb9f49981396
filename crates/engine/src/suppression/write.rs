//! Writes suppressions into a text, one comment for each block with findings.
//!
//! A comment is tried before it is kept: the new text is read and checked again, and must say the same, with those findings
//! suppressed and no other. Where a comment can be neither before its block nor in it, as in a page's title, one for
//! the whole file goes at the end. Files are for the modules above.

use std::collections::{BTreeMap, BTreeSet};

use claimlint_base::span::Span;
use claimlint_rules::RuleKind;
use claimlint_text::{BlockKind, CommentLine, Document, Format};

use crate::bisect::accept;
use crate::diagnostic::{Diagnostic, Edit};
use crate::fix::{Reading, apply};

/// A text with its comments.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ignored {
    /// The new text.
    pub text: String,
    /// How many comments were added.
    pub comments: usize,
    /// How many findings they suppress.
    pub findings: usize,
    /// How many no comment could suppress.
    pub left: usize,
    /// Whether a comment holds for the whole file.
    pub is_of_file: bool,
}

/// Whether a reason can be in a comment of every format.
pub fn is_reason(reason: &str) -> bool {
    let breaks = ["--", "*/", "\n", "\r"];
    !reason.trim().is_empty() && !breaks.iter().any(|sign| reason.contains(sign))
}

/// Adds comments that suppress these findings of a text, for a reason. `form` is how plain texts write them, and `check`
/// reads and checks a text.
pub fn add_comments(
    text: &str,
    format: Format,
    form: &CommentLine,
    diagnostics: &[Diagnostic],
    reason: &str,
    check: &mut dyn FnMut(&str) -> Reading,
) -> Ignored {
    let Reading { document, diagnostics: found } = check(text);
    let starts = Starts::of(&document);
    let mut names: BTreeMap<usize, BTreeSet<&str>> = BTreeMap::new();
    let can_be = |one: &&Diagnostic| one.rule.kind() != RuleKind::Suppression;
    for one in diagnostics.iter().filter(can_be) {
        names.entry(starts.block_of(one.span)).or_default().insert(&one.rule.id);
    }
    let groups: Vec<Group<'_>> = names.into_iter().map(|(block, names)| Group { block, names }).collect();
    let left = diagnostics.len() - diagnostics.iter().filter(can_be).count();
    let mut counts: BTreeMap<(usize, &str), usize> = BTreeMap::new();
    for one in &found {
        *counts.entry((starts.block_of(one.span), &one.rule.id)).or_default() += 1;
    }
    let mut trial =
        Trial { text, format, form, check, document: &document, counts: &counts, reason, best: None };
    let accepted = accept(Vec::new(), &groups, &mut |base, more| trial.attempt(base, more));
    let kept: usize = accepted.iter().map(|(group, _)| trial.covered(group)).sum();
    let wanted: usize = groups.iter().map(|group| trial.covered(group)).sum();
    let text = trial.best.unwrap_or_else(|| text.to_owned());
    let of_file = accepted.iter().filter(|(_, place)| *place == Place::File).count();
    // Those for the whole file are one comment.
    let comments = accepted.len() - of_file.saturating_sub(1);
    Ignored { text, comments, findings: kept, left: left + wanted - kept, is_of_file: of_file > 0 }
}

/// The rules whose findings in a block are to be suppressed.
#[derive(Debug, Clone)]
struct Group<'d> {
    block: usize,
    names: BTreeSet<&'d str>,
}

/// Where a comment can be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    /// On a line of its own before the block.
    Before,
    /// On a line of its own before the key of front matter that the block is the value of.
    BeforeKey,
    /// At the start of the block.
    Start,
    /// At the end of the block.
    End,
    /// At the end of the file, for all of it.
    File,
}

/// How many places there are.
const PLACES: usize = 5;

/// Where blocks begin in the source, and which each is, in order. The text of a picture belongs to the block that the
/// picture is in.
struct Starts(Vec<(usize, usize)>);

impl Starts {
    fn of(document: &Document) -> Starts {
        let blocks = document.blocks().iter().enumerate();
        let shown = blocks.filter(|(_, block)| block.kind != BlockKind::AltText);
        let mut starts: Vec<(usize, usize)> =
            shown.map(|(index, block)| (document.source_span(block.span).start(), index)).collect();
        starts.sort_unstable();
        Starts(starts)
    }

    /// The block that a place in the source belongs to.
    fn block_of(&self, place: Span) -> usize {
        let following = self.0.partition_point(|(start, _)| *start <= place.start());
        following.checked_sub(1).and_then(|at| self.0.get(at)).map_or(0, |(_, index)| *index)
    }
}

/// Finds which comments hold together.
struct Trial<'t> {
    text: &'t str,
    format: Format,
    form: &'t CommentLine,
    check: &'t mut dyn FnMut(&str) -> Reading,
    document: &'t Document,
    /// How many findings each block has, by rule.
    counts: &'t BTreeMap<(usize, &'t str), usize>,
    reason: &'t str,
    /// The last new text that holds.
    best: Option<String>,
}

type Choice<'d> = (Group<'d>, Place);

impl Trial<'_> {
    /// The comments that hold in the text with `base`, where those for all of `more` do. One alone is tried in every place.
    fn attempt<'d>(&mut self, base: &[Choice<'d>], more: &[Group<'d>]) -> Option<Vec<Choice<'d>>> {
        let tries = if more.len() == 1 { PLACES } else { 1 };
        for index in 0..tries {
            let added = more.iter().map(|group| (group.clone(), self.places(group)[index]));
            let all: Vec<Choice<'d>> = base.iter().cloned().chain(added).collect();
            if self.holds(&all) {
                return Some(all);
            }
        }
        None
    }

    /// The places for a comment, the best first.
    fn places(&self, group: &Group<'_>) -> [Place; PLACES] {
        let start = self.start_of(group);
        let line = self.line_of(start);
        let is_marked = self.text[line..start].contains(|sign: char| sign != '#' && !sign.is_whitespace());
        let kind = self.document.blocks().get(group.block).map(|block| block.kind);
        match self.format {
            Format::Html | Format::Vue | Format::Braced | Format::Jsx => {
                [Place::Start, Place::Before, Place::End, Place::BeforeKey, Place::File]
            }
            Format::Markdown | Format::Mdx if kind.is_some_and(BlockKind::is_metadata) => {
                [Place::BeforeKey, Place::Before, Place::End, Place::Start, Place::File]
            }
            Format::Markdown | Format::Mdx if is_marked => {
                [Place::End, Place::Before, Place::Start, Place::BeforeKey, Place::File]
            }
            _ => [Place::Before, Place::End, Place::Start, Place::BeforeKey, Place::File],
        }
    }

    /// Where the line of a byte begins.
    fn line_of(&self, at: usize) -> usize {
        self.text[..at].rfind(['\n', '\r']).map_or(0, |end| end + 1)
    }

    fn start_of(&self, group: &Group<'_>) -> usize {
        self.document
            .blocks()
            .get(group.block)
            .map_or(0, |block| self.document.source_span(block.span).start())
    }

    /// How many findings a comment suppresses.
    fn covered(&self, group: &Group<'_>) -> usize {
        group.names.iter().filter_map(|rule| self.counts.get(&(group.block, *rule))).sum()
    }

    /// Tries some comments together, and keeps the new text where it holds.
    fn holds(&mut self, choices: &[Choice<'_>]) -> bool {
        let of_file = || choices.iter().filter(|(_, place)| *place == Place::File);
        let of_blocks = choices.iter().filter(|(_, place)| *place != Place::File);
        let mut edits: Vec<Edit> = of_blocks.map(|(group, place)| self.edit(group, *place)).collect();
        let everywhere: BTreeSet<&str> =
            of_file().flat_map(|(group, _)| group.names.iter().copied()).collect();
        if !everywhere.is_empty() {
            let all = Group { block: 0, names: everywhere.clone() };
            edits.push(self.edit(&all, Place::File));
        }
        let text = apply(self.text, &edits);
        let Reading { document, diagnostics } = (self.check)(&text);
        let kinds =
            |document: &Document| document.blocks().iter().map(|block| block.kind).collect::<Vec<_>>();
        if document.text() != self.document.text()
            || kinds(&document) != kinds(self.document)
            || document.unread_parts().len() != self.document.unread_parts().len()
        {
            return false;
        }
        let left = diagnostics.len();
        let of_block: BTreeMap<usize, &Group<'_>> =
            choices.iter().map(|(group, _)| (group.block, group)).collect();
        let is_covered = |block: &usize, rule: &str| {
            everywhere.contains(rule) || of_block.get(block).is_some_and(|group| group.names.contains(rule))
        };
        let stands = self.counts.iter().filter(|((block, rule), _)| !is_covered(block, rule));
        let holds = left == stands.map(|(_, count)| count).sum::<usize>();
        if holds {
            self.best = Some(text);
        }
        holds
    }

    fn edit(&self, group: &Group<'_>, place: Place) -> Edit {
        let names: Vec<&str> = group.names.iter().copied().collect();
        let verb = if place == Place::File { "claimlint-ignore-file" } else { "claimlint-ignore" };
        let content = format!("{verb} {}: {}", names.join(", "), self.reason.trim());
        let comment = self.comment(&content);
        let line_end = if self.text.contains("\r\n") { "\r\n" } else { "\n" };
        let start = self.start_of(group);
        match place {
            Place::Before | Place::BeforeKey => {
                let is_key = place == Place::BeforeKey;
                let mut line = self.line_of(start);
                // The lines of a long value are set in below its key.
                while is_key && line > 0 && self.text[line..].starts_with([' ', '\t']) {
                    line = self.line_of(line - 1);
                }
                let indent =
                    self.text[line..].len() - self.text[line..].trim_start_matches([' ', '\t']).len();
                let indent = &self.text[line..line + indent];
                let comment = if is_key { format!("# {content}") } else { comment };
                Edit { span: Span::at(line), text: format!("{indent}{comment}{line_end}") }
            }
            Place::Start => Edit { span: Span::at(start), text: comment },
            Place::End => {
                let blocks = self.document.blocks();
                let end = blocks
                    .get(group.block)
                    .map_or(start, |block| self.document.source_span(block.span).end());
                Edit { span: Span::at(end), text: format!(" {comment}") }
            }
            Place::File => {
                let before = if self.text.ends_with(['\n', '\r']) { "" } else { line_end };
                Edit {
                    span: Span::at(self.text.len()),
                    text: format!("{before}{line_end}{comment}{line_end}"),
                }
            }
        }
    }

    fn comment(&self, content: &str) -> String {
        let form = self.form;
        match self.format {
            Format::Mdx | Format::Jsx => format!("{{/* {content} */}}"),
            Format::Plain if form.after.is_empty() => format!("{} {content}", form.before),
            Format::Plain | Format::Word(_) | Format::Data => {
                format!("{} {content} {}", form.before, form.after)
            }
            Format::Markdown | Format::Html | Format::Vue | Format::Braced => format!("<!-- {content} -->"),
        }
    }
}
