//! Where comments and changes begin and end: between runs, or inside one, which is then split into two of the same look.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::ids::Ids;
use super::structure::{RAW, RAW_END, Structure, Words, name_in};
use super::wrappers::Wrappers;
use crate::word::container::Part;
use crate::word::write::edits::{Edits, Rank};
use crate::word::xml::{Node, Xml};

/// A place between two bytes of a part, at which something can be put in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Point {
    /// The byte.
    pub at: usize,
    /// The run that is split there.
    run: Option<usize>,
    /// The words in it that are split.
    words: Option<usize>,
}

/// What a split closes and opens.
#[derive(Default)]
struct Split {
    run: usize,
    words: Option<usize>,
    /// Whether the words before it are taken out, and those after it.
    closes_out: bool,
    opens_out: bool,
}

/// Which of the splits of some words one is.
#[derive(Clone, Copy)]
struct Ends {
    is_first: bool,
    is_last: bool,
}

/// Puts text into the body of a document.
pub struct Points<'p> {
    part: &'p Part,
    structure: &'p Structure,
    /// What is put in.
    pub edits: Edits,
    splits: BTreeMap<usize, Split>,
    wrappers: Wrappers<'p>,
    /// Where comments begin and end.
    anchors: BTreeSet<usize>,
}

impl<'p> Points<'p> {
    /// For a part with this structure.
    pub fn new(part: &'p Part, structure: &'p Structure) -> Points<'p> {
        Points {
            part,
            structure,
            edits: Edits::default(),
            splits: BTreeMap::new(),
            wrappers: Wrappers::of(part, structure),
            anchors: BTreeSet::new(),
        }
    }

    /// The point before a byte of a run; `None` where nothing can be put in.
    pub fn start(&self, run: usize, at: usize) -> Option<Point> {
        let own = &self.structure.runs[run];
        let child = own.children.iter().position(|child| at < child.range.end)?;
        let found = &own.children[child];
        if found.has_more {
            return None;
        }
        if let Some(words) = found.words.as_ref().filter(|words| at > self.first(words)) {
            return self.inside(run, child, words, at);
        }
        let is_first = child == 0;
        let at = if is_first { own.range.start } else { found.range.start };
        Some(Point { at, run: (!is_first).then_some(run), words: None })
    }

    /// The point after a byte of a run.
    pub fn end(&self, run: usize, at: usize) -> Option<Point> {
        let own = &self.structure.runs[run];
        let child = own.children.iter().rposition(|child| child.range.start < at)?;
        let found = &own.children[child];
        if found.has_more {
            return None;
        }
        if let Some(words) = found.words.as_ref().filter(|words| at < self.last(words)) {
            return self.inside(run, child, words, at);
        }
        let is_last = child + 1 == own.children.len();
        let at = if is_last { own.range.end } else { found.range.end };
        Some(Point { at, run: (!is_last).then_some(run), words: None })
    }

    fn inside(&self, run: usize, child: usize, words: &Words, at: usize) -> Option<Point> {
        let is_simple = words.raw.is_empty() || words.keeps_space || self.is_tight(words);
        let is_inside = words.inside.start < at && at < words.inside.end;
        (is_simple && is_inside).then_some(Point { at, run: Some(run), words: Some(child) })
    }

    /// Where the words begin that are read.
    fn first(&self, words: &Words) -> usize {
        let mut text = &self.part.text[words.inside.clone()];
        loop {
            let rest = text.strip_prefix(RAW).unwrap_or(text);
            let rest = if words.keeps_space { rest } else { rest.trim_start_matches(is_space) };
            if rest.len() == text.len() {
                return words.inside.end - text.len();
            }
            text = rest;
        }
    }

    /// Where they end.
    fn last(&self, words: &Words) -> usize {
        let mut text = &self.part.text[words.inside.clone()];
        loop {
            let rest = text.strip_suffix(RAW_END).unwrap_or(text);
            let rest = if words.keeps_space { rest } else { rest.trim_end_matches(is_space) };
            if rest.len() == text.len() {
                return words.inside.start + text.len();
            }
            text = rest;
        }
    }

    /// Whether no white space stands at the ends of words, where it would count once it is kept.
    fn is_tight(&self, words: &Words) -> bool {
        let unmarked = !self.part.text[words.tag.clone()].contains("space=");
        let has_ends = |text: &str| text.starts_with(is_space) || text.ends_with(is_space);
        let raw = words.raw.iter().cloned().any(|raw| has_ends(&self.part.text[raw]));
        unmarked && !raw && !has_ends(&self.part.text[words.inside.clone()])
    }

    /// Puts the mark of a comment in at a point.
    pub fn insert(&mut self, point: Point, rank: Rank, text: impl Into<String>) {
        self.split(point);
        let at = self.wrappers.outside(point.at, rank == Rank::End);
        self.anchors.insert(at);
        self.edits.insert(at, rank, text);
    }

    /// Whether a comment begins or ends between two points.
    pub fn has_anchor_between(&self, start: Point, end: Point) -> bool {
        let after = start.at + 1;
        self.anchors.range(after..end.at.max(after)).next().is_some()
    }

    /// Takes the words between two points of a run out of the text, as a change: `opening` begins it.
    pub fn take_out(&mut self, run: usize, start: Point, end: Point, opening: String, closing: &str) {
        for (point, is_end) in [(start, false), (end, true)] {
            self.split(point);
            if let Some(split) = self.splits.get_mut(&point.at).filter(|split| split.words.is_some()) {
                split.closes_out |= is_end;
                split.opens_out |= !is_end;
            }
        }
        self.edits.insert(start.at, Rank::ChangeStart, opening);
        self.edits.insert(end.at, Rank::ChangeEnd, closing);
        for child in &self.structure.runs[run].children {
            let Some(words) = child.words.as_ref().filter(|words| !words.is_out) else { continue };
            let is_within = child.range.start < end.at && start.at < child.range.end;
            if !is_within {
                continue;
            }
            // "w:t" becomes "w:delText".
            let tag = &self.part.text[words.tag.clone()];
            let before_t = name_in(tag).len().saturating_sub(1);
            if start.at <= words.tag.start {
                self.edits.insert(words.tag.start + "<".len() + before_t, Rank::Open, OUT);
            }
            if end.at >= child.range.end && !tag.ends_with("/>") {
                self.edits.insert(words.inside.end + "</".len() + before_t, Rank::Open, OUT);
            }
        }
    }

    fn split(&mut self, point: Point) {
        if let Some(run) = point.run {
            let words = point.words;
            self.splits.entry(point.at).or_insert(Split { run, words, ..Split::default() });
        }
    }

    /// What is put in, with all that splits close and open. Copies of properties get ids of their own.
    pub fn finish(mut self, ids: &mut Ids) -> Edits {
        self.wrappers.finish(&mut self.edits);
        let mut spaced = BTreeSet::new();
        let splits: Vec<(usize, Split)> = std::mem::take(&mut self.splits).into_iter().collect();
        let is_of = |index: Option<usize>, split: &Split| {
            let other = index.and_then(|index| splits.get(index));
            other.is_some_and(|(_, other)| other.run == split.run && other.words == split.words)
        };
        for (index, (at, split)) in splits.iter().enumerate() {
            let at = *at;
            let ends = Ends {
                is_first: !is_of(index.checked_sub(1), split),
                is_last: !is_of(Some(index + 1), split),
            };
            let run = &self.structure.runs[split.run];
            let (tag, end) = (&self.part.text[run.tag.clone()], name_in(&self.part.text[run.tag.clone()]));
            let mut close = String::new();
            let mut open = tag.to_owned() + &self.properties(run.properties.clone(), ids);
            if let Some(words) = split.words.and_then(|child| run.children[child].words.as_ref()) {
                let (before, after) = self.split_words(words, at, split, ends, &mut spaced);
                close += &before;
                open += &after;
            }
            close += &format!("</{end}>");
            self.edits.insert(at, Rank::Close, close);
            self.edits.insert(at, Rank::Open, open);
        }
        self.edits
    }

    /// What closes words at a place, and opens them again.
    fn split_words(
        &mut self,
        words: &Words,
        at: usize,
        split: &Split,
        ends: Ends,
        spaced: &mut BTreeSet<usize>,
    ) -> (String, String) {
        let text = self.part.text.as_str();
        let tag = &text[words.tag.clone()];
        let name = name_in(tag);
        let named = |is_out: bool| match is_out && !words.is_out {
            true => format!("{}{OUT}{}", &name[..name.len() - 1], &name[name.len() - 1..]),
            false => name.to_owned(),
        };
        let is_raw = words.raw.iter().any(|raw| raw.start <= at && at <= raw.end);
        let (raw_end, raw) = if is_raw { (RAW_END, RAW) } else { ("", "") };
        let close = format!("{raw_end}</{}>", named(split.closes_out));
        let opened = named(split.opens_out);
        let attributes = tag[1 + name.len()..].to_owned();
        if words.keeps_space {
            return (close, format!("<{opened}{attributes}{raw}"));
        }
        if self.is_tight(words) {
            // Each half keeps the white space that now stands at its end.
            if spaced.insert(words.tag.start) {
                self.edits.insert(words.tag.start + 1 + name.len(), Rank::ParagraphEnd, KEEP);
            }
            return (close, format!("<{opened}{KEEP}{attributes}{raw}"));
        }
        // White space at the ends of the whole must not begin to count, but that beside a split does.
        let before = text[words.inside.start..at].trim_end_matches(is_space).len() + words.inside.start;
        if ends.is_first && before < at {
            let name = named(split.closes_out);
            self.edits.insert(before, Rank::Open, format!("</{name}><{name}{KEEP}>"));
        }
        let after = words.inside.end - text[at..words.inside.end].trim_start_matches(is_space).len();
        if ends.is_last && at < after && after < words.inside.end {
            self.edits.insert(after, Rank::Open, format!("</{opened}><{opened}>"));
        }
        let keep = if ends.is_last && at == after { "" } else { KEEP };
        (close, format!("<{opened}{keep}>"))
    }

    /// A copy of the properties of a run. What names a change in them is named anew.
    pub fn properties(&self, range: Range<usize>, ids: &mut Ids) -> String {
        let mut copied = Edits::default();
        let start = range.start;
        let text = &self.part.text[range.clone()];
        if text.contains("Change") || text.contains("ins") || text.contains("del") {
            let mut xml = Xml::within(self.part, range);
            while let Ok(Some(node)) = xml.next() {
                let Node::Start(tag) = node else { continue };
                let is_change = matches!(tag.name(), "rPrChange" | "ins" | "del" | "moveFrom" | "moveTo");
                if let Some(place) = tag.place("id").filter(|_| is_change) {
                    copied.insert(place.start - start, Rank::Open, ids.next().to_string());
                    copied.remove(place.start - start..place.end - start);
                }
            }
        }
        copied.apply(text)
    }
}

/// What makes "delText" of "t".
const OUT: &str = "delTex";

/// Says that white space at the ends of words counts.
const KEEP: &str = " xml:space=\"preserve\"";

fn is_space(sign: char) -> bool {
    matches!(sign, ' ' | '\t' | '\n' | '\r')
}
