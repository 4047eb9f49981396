//! From a place in the text to the citations that belong to it.
//!
//! The window follows how copy is written: a source stands in the sentence, behind the next one, or at the end of the
//! paragraph; a heading is backed by the paragraph under it, an item of a list by the line that opens the list.

use crate::citation::{Citation, Citations};
use crate::document::{BlockKind, Document};
use crate::grade::{Grade, Reach};
use crate::span::Span;

/// What opens a sentence that goes on about the study before it: one of these, and soon one of [`STUDY_NOUNS`].
const POINTERS: &[&str] = &["this", "these", "those", "that", "the", "both", "such"];
const STUDY_NOUNS: &[&str] = &[
    "study",
    "studies",
    "trial",
    "trials",
    "research",
    "researchers",
    "authors",
    "scientists",
    "investigators",
    "findings",
    "finding",
    "results",
    "participants",
    "subjects",
    "survey",
    "review",
    "analysis",
    "synthesis",
    "evidence",
    "experiment",
    "data",
    "work",
    "paper",
    "report",
];
/// How many words of a sentence are read to see whether it goes on about the study before it.
const OPENING: usize = 5;

/// A paragraph with more sentences than this is no single claim, and its last source is not everybody's.
const LONGEST_PARAGRAPH: usize = 5;

/// What backs a claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Backing<'c> {
    /// The best grade within reach.
    pub grade: Grade,
    /// The citation that gives it; of equal ones the first.
    pub best: Option<&'c Citation>,
}

/// Grades a claim in a sentence, given by the indexes of its block and of the sentence in the document.
pub fn backing<'c>(
    document: &Document,
    citations: &'c Citations,
    block: usize,
    sentence: usize,
    reach: Reach,
) -> Backing<'c> {
    let mut best: Option<&Citation> = None;
    for window in windows(document, block, sentence, reach) {
        for citation in citations.within(window) {
            if best.is_none_or(|best| citation.grade > best.grade) {
                best = Some(citation);
            }
        }
    }
    Backing { grade: best.map_or(Grade::None, |best| best.grade), best }
}

/// The stretches of text in which a citation belongs to the claim.
fn windows(document: &Document, block: usize, sentence: usize, reach: Reach) -> Vec<Span> {
    let blocks = document.blocks();
    let own = &blocks[block];
    let mut windows = vec![document.sentences()[sentence]];
    if reach == Reach::Sentence {
        return windows;
    }
    same_study(document, block, sentence, &mut windows);
    let last = own.sentences.end - 1;
    if reach == Reach::Paragraph {
        windows.push(own.span);
    } else {
        if sentence < last {
            windows.push(document.sentences()[sentence + 1]);
        }
        if own.sentences.len() <= LONGEST_PARAGRAPH {
            windows.push(Span::of(tail(document, document.sentences()[last])..own.span.end()));
        }
    }
    if own.kind.is_heading() {
        let under = blocks[block + 1..].iter().find(|next| !next.kind.is_metadata());
        windows.extend(under.filter(|next| !next.kind.is_heading()).map(|next| next.span));
    }
    if own.kind == BlockKind::ListItem {
        let before = blocks[..block].iter().rev().find(|before| before.kind != BlockKind::ListItem);
        let opens = |text: &str| text.trim_end().ends_with(':');
        windows.extend(before.map(|before| before.span).filter(|span| opens(document.words_of(*span))));
    }
    windows
}

/// Adds what stands before a sentence that goes on about the study before it: back to the sentence that names it, and
/// out of the block where the block begins so.
fn same_study(document: &Document, block: usize, sentence: usize, windows: &mut Vec<Span>) {
    let goes_on = |sentence: usize| {
        let opening = document.words_of(document.sentences()[sentence]).split(' ').take(OPENING);
        let mut words = opening.map(|word| word.trim_end_matches([',', '.', ':', ';']).to_lowercase());
        match words.next() {
            Some(first) if matches!(first.as_str(), "they" | "participants" | "subjects" | "volunteers") => true,
            Some(first) if POINTERS.contains(&first.as_str()) => {
                words.any(|word| STUDY_NOUNS.contains(&word.as_str()))
            }
            _ => false,
        }
    };
    let blocks = document.blocks();
    let mut at = sentence;
    while at > blocks[block].sentences.start && goes_on(at) {
        at -= 1;
        windows.push(document.sentences()[at]);
    }
    if at == blocks[block].sentences.start && goes_on(at) {
        let before = blocks[..block].iter().rev();
        let items = before.clone().take_while(|before| before.kind == BlockKind::ListItem);
        let named = before.clone().find(|before| before.kind != BlockKind::ListItem);
        windows.extend(items.chain(named).map(|before| before.span));
    }
}

/// Where the last words of a sentence begin: a source at the end of a paragraph stands in them.
fn tail(document: &Document, sentence: Span) -> usize {
    let words = document.words_of(sentence);
    let keep = words.char_indices().rev().nth(80).map_or(0, |(at, _)| at);
    sentence.start() + words[keep..].find(' ').map_or(keep, |blank| keep + blank)
}
