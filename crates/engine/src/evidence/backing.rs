//! From a place in the text to the citations that belong to it.
//!
//! The window follows how copy is written: a source stands in the sentence, behind the next one, or at the end of the
//! paragraph; a heading is backed by the paragraph under it, an item of a list by the line that opens the list.

use claimlint_base::grade::{Grade, Reach};
use claimlint_base::span::Span;
use claimlint_data::words::citations;
use claimlint_text::{BlockId, BlockKind, Document, SentenceId};

use crate::evidence::citation::{Citation, Citations};

/// How many words of a sentence are read to see whether it goes on about the study before it.
const OPENING: usize = 5;

/// A paragraph with more sentences than this is no single claim, and its last source is not everybody's.
const LONGEST_PARAGRAPH: usize = 5;

/// Nobody goes on about one study in more sentences, and a page of thousands must not be read once for each of them.
const MOST_ABOUT_ONE_STUDY: usize = 40;
/// The line that opens a list is not looked for before more items than this.
const LONGEST_LIST: usize = 100;
/// What stands further behind a claim, in bytes, is not about it.
const FARTHEST: usize = 4_000;

/// What backs a claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Backing<'c> {
    /// The best grade within reach.
    pub grade: Grade,
    /// The citation that gives it; of equal ones the first.
    pub best: Option<&'c Citation>,
}

/// Grades a claim in a sentence of a block.
pub fn backing<'c>(
    document: &Document,
    citations: &'c Citations,
    block: BlockId,
    sentence: SentenceId,
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
fn windows(document: &Document, block: BlockId, sentence: SentenceId, reach: Reach) -> Vec<Span> {
    let blocks = document.blocks();
    let own = document.block(block);
    let mut windows = vec![document.sentence(sentence)];
    match reach {
        Reach::Sentence => return windows,
        Reach::NextSentence => windows
            .extend(own.sentences.contains(&sentence.next()).then(|| document.sentence(sentence.next()))),
        Reach::Paragraph => windows.push(own.span),
        Reach::Study => {
            same_study(document, block, sentence, &mut windows);
            behind(document, block, sentence, &mut windows);
        }
    }
    if own.kind.is_heading() {
        let under = blocks[block.next().index()..].iter().find(|next| !next.kind.is_metadata());
        windows.extend(under.filter(|next| !next.kind.is_heading()).map(|next| next.span));
    }
    if own.kind == BlockKind::ListItem {
        let mut nearest = blocks[..block.index()].iter().rev().take(LONGEST_LIST);
        let before = nearest.find(|before| before.kind != BlockKind::ListItem);
        let opens = |text: &str| text.trim_end().ends_with(':');
        windows.extend(before.map(|before| before.span).filter(|span| opens(document.words_of(*span))));
    }
    windows
}

/// Adds the sentences behind a claim whose source is the claim's as well: the next one, and the end of the paragraph. A
/// sentence that brings up a study of its own ends the reach.
fn behind(document: &Document, block: BlockId, sentence: SentenceId, windows: &mut Vec<Span>) {
    let own = document.block(block);
    let far = document.sentence(sentence).end() + FARTHEST;
    let is_short = own.sentence_ids().len() <= LONGEST_PARAGRAPH;
    for next in SentenceId::each(sentence.next()..own.sentences.end).take(MOST_ABOUT_ONE_STUDY) {
        let span = document.sentence(next);
        if span.end() > far {
            return;
        }
        let own_study = words(document, span).any(is_study_noun);
        if own_study && !goes_on(document, span) {
            return;
        }
        if next == sentence.next() || goes_on(document, span) {
            windows.push(span);
        } else if next.next() == own.sentences.end && is_short {
            windows.push(Span::of(tail(document, span)..own.span.end()));
        }
    }
}

/// Whether a sentence goes on about the study before it: it opens with a pointer, and soon names a study.
fn goes_on(document: &Document, sentence: Span) -> bool {
    let mut opening = words(document, sentence).take(OPENING);
    let Some(first) = opening.next() else { return false };
    citations::PEOPLE_OF_THE_STUDY.contains(&first)
        || citations::POINTERS.contains(&first) && opening.any(is_study_noun)
}

/// The words for a study, what it gave and who was part of it.
fn is_study_noun(word: &str) -> bool {
    citations::PARTS_OF_STUDIES.contains(&word) || citations::PAPERS.contains(&word)
}

/// The words of a sentence in small letters, without the signs around them.
fn words(document: &Document, span: Span) -> impl Iterator<Item = &str> {
    let words = document.small_words_of(span).split(' ');
    words.map(|word| word.trim_matches(|sign: char| !sign.is_alphanumeric()))
}

/// Adds what stands before a sentence that goes on about the study before it: back to the sentence that names it, and
/// out of the block where the block begins so.
fn same_study(document: &Document, block: BlockId, sentence: SentenceId, windows: &mut Vec<Span>) {
    let blocks = document.blocks();
    let mut at = sentence;
    let own = document.block(block);
    let first = own.sentences.start.max(sentence.back(MOST_ABOUT_ONE_STUDY));
    while at > first && goes_on(document, document.sentence(at)) {
        at = at.back(1);
        windows.push(document.sentence(at));
    }
    if at == own.sentences.start && goes_on(document, document.sentence(at)) {
        let before = blocks[..block.index()].iter().rev().take(LONGEST_LIST);
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
