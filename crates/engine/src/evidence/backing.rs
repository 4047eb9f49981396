//! Finds the citations that back a claim.
//!
//! They are looked for where copy has them: a source is in the sentence itself, in the next one, or at the end of the
//! paragraph. A heading is backed by the paragraph under it, an item of a list by the line that opens the list, that line by the items,
//! and each by a line after it that names the source.

use claimlint_base::grade::{Grade, Reach};
use claimlint_base::span::Span;
use claimlint_data::words::citations;
use claimlint_text::{Block, BlockId, BlockKind, Document, SentenceId};

use crate::evidence::citation::{Citation, CitationKind, Citations, source_line};

/// How many words of a sentence are read to see whether it goes on about the study before it.
const OPENING: usize = 8;

/// A paragraph with more sentences makes several claims, and the source at its end is not for all of them.
const LONGEST_PARAGRAPH: usize = 5;

/// Nobody goes on about one study for more sentences, and in a page of thousands, each must not be read again for every
/// other.
const MOST_ABOUT_ONE_STUDY: usize = 40;
/// The line that opens a list is not looked for before more items than this.
const LONGEST_LIST: usize = 100;
/// The line that opens a list is backed by the first items alone.
const FIRST_ITEMS: usize = 12;
/// A sentence that ends further after a claim, in bytes, is not about it.
const FARTHEST: usize = 4_000;
/// A section of more blocks is about more than the paper that its last line names.
const LONGEST_SECTION: usize = 6;
/// This many characters at the end of a paragraph hold its source.
const LONGEST_TAIL: usize = 80;

/// What backs a claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Backing<'c> {
    /// The best grade within reach.
    pub grade: Grade,
    /// The citation with this grade; of several, the first.
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
    for window in Windows::of(document, block, sentence, reach) {
        for citation in citations.within(window) {
            // A label right after a sentence is its own; words there begin the next one.
            let is_next = citation.span.start() == window.end() && !citation.span.is_empty();
            if is_next && matches!(citation.kind, CitationKind::Prose | CitationKind::Body) {
                continue;
            }
            if best.is_none_or(|best| citation.grade > best.grade) {
                best = Some(citation);
            }
        }
    }
    let grade = best.map_or(Grade::None, |best| best.grade);
    if reach == Reach::Study && grade < Grade::Partial && is_sourced(document, citations, block, sentence) {
        return Backing { grade: Grade::Partial, best: best.filter(|best| best.grade > Grade::None) };
    }
    Backing { grade, best }
}

/// Whether the sources of a claim are listed for the whole of the page, or of the object that holds its text.
fn is_sourced(document: &Document, citations: &Citations, block: BlockId, sentence: SentenceId) -> bool {
    let own = document.sentence(sentence);
    let is_beside = document.has_sources_beside(document.source_span(own));
    // What a number points at in a list of data, the program that shows it knows.
    let is_number =
        |citation: &Citation| matches!(citation.kind, CitationKind::Note | CitationKind::Numbered);
    let is_broken =
        |citation: &Citation| citation.grade == Grade::Broken && !(is_beside && is_number(citation));
    !citations.within(own).iter().any(is_broken)
        && (is_beside || citations.has_sources_of_page && !document.block(block).kind.is_metadata())
}

/// The stretches of text in which a citation belongs to a claim.
struct Windows<'d> {
    document: &'d Document,
    /// The block of the claim.
    block: BlockId,
    /// The sentence of the claim.
    sentence: SentenceId,
    spans: Vec<Span>,
}

impl<'d> Windows<'d> {
    fn of(document: &'d Document, block: BlockId, sentence: SentenceId, reach: Reach) -> Vec<Span> {
        let spans = vec![document.sentence(sentence)];
        let mut windows = Windows { document, block, sentence, spans };
        let own = windows.own();
        match reach {
            Reach::Sentence => return windows.spans,
            Reach::NextSentence => {
                let next = sentence.next();
                windows.spans.extend(own.sentences.contains(&next).then(|| document.sentence(next)));
            }
            Reach::Paragraph => windows.spans.push(own.span),
            Reach::Study => {
                windows.add_study_before();
                windows.add_sentences_after();
                windows.add_question();
            }
        }
        if own.kind.is_heading() {
            windows.add_paragraph_under();
        }
        if own.kind == BlockKind::ListItem {
            windows.add_opening_of_list();
        } else if windows.opens_list() {
            windows.add_items();
        }
        windows.add_source_lines();
        windows.spans
    }

    fn own(&self) -> &'d Block {
        self.document.block(self.block)
    }

    /// The blocks before the claim's own, nearest first, as far as a list may reach.
    fn blocks_before(&self) -> impl Iterator<Item = &'d Block> + Clone + use<'d> {
        self.document.blocks()[..self.block.index()].iter().rev().take(LONGEST_LIST)
    }

    /// Adds the sentences after a claim whose source is the claim's as well: the next one, and the end of the paragraph. A
    /// sentence that brings up a study of its own ends the reach.
    fn add_sentences_after(&mut self) {
        let (document, own) = (self.document, self.own());
        let farthest = document.sentence(self.sentence).end() + FARTHEST;
        let is_short = own.sentence_ids().len() <= LONGEST_PARAGRAPH;
        let following = self.sentence.next();
        for next in SentenceId::each(following..own.sentences.end).take(MOST_ABOUT_ONE_STUDY) {
            let span = document.sentence(next);
            if span.end() > farthest {
                return;
            }
            let is_example = next == following && {
                let own = document.sentence(self.sentence);
                ends_with_studies(document, own) && gives_example(document, span)
            };
            let goes_on = is_example || goes_on(document, span);
            if !goes_on && words(document, span).any(is_about_study) {
                return;
            }
            if goes_on || next == following && !is_errand(document, span) {
                self.spans.push(span);
            } else if next.next() == own.sentences.end && is_short && !is_errand(document, span) {
                self.spans.push(Span::of(tail(document, span)..own.span.end()));
            }
        }
    }

    /// Adds the sentences before one that goes on about the study before it, back to the sentence that names the study. It
    /// may be in a block before this one.
    fn add_study_before(&mut self) {
        let (document, own) = (self.document, self.own());
        let first = own.sentences.start.max(self.sentence.back(MOST_ABOUT_ONE_STUDY));
        let mut at = self.sentence;
        // A result may follow the study at once, without a pointer: "The gel showed a 12% drop, against 4% for placebo."
        if at > first && gives_result(document, document.sentence(at)) {
            let before = document.sentence(at.back(1));
            self.spans.extend(words(document, before).any(is_about_study).then_some(before));
        }
        while at > first && goes_on(document, document.sentence(at)) {
            at = at.back(1);
            self.spans.push(document.sentence(at));
        }
        if at == own.sentences.start && goes_on(document, document.sentence(at)) {
            let before = self.blocks_before();
            let items = before.clone().take_while(|before| before.kind == BlockKind::ListItem);
            let named = before.clone().find(|before| before.kind != BlockKind::ListItem);
            self.spans.extend(items.chain(named).map(|before| before.span));
        }
    }

    /// Adds the question that the claim is part of the answer to, and the heading over it: a note there is for what follows.
    fn add_question(&mut self) {
        let (document, own) = (self.document, self.own());
        let before = SentenceId::each(own.sentences.start..self.sentence).take(MOST_ABOUT_ONE_STUDY);
        let asks = |span: &Span| {
            document.words_of(*span).trim_end().trim_end_matches(['*', '_', '"']).ends_with('?')
        };
        self.spans.extend(before.map(|one| document.sentence(one)).filter(asks));
        let heading = self.blocks_before().find(|before| !before.kind.is_metadata());
        self.spans.extend(heading.filter(|before| before.kind.is_heading()).map(|before| before.span));
    }

    /// Adds the paragraph under the heading that makes the claim.
    fn add_paragraph_under(&mut self) {
        let after = &self.document.blocks()[self.block.next().index()..];
        let under = after.iter().find(|next| !next.kind.is_metadata());
        self.spans.extend(under.filter(|next| !next.kind.is_heading()).map(|next| next.span));
    }

    /// Adds the lines that name the source of the block, or of the list or table that it is in.
    fn add_source_lines(&mut self) {
        let document = self.document;
        let is_source = |block: &&Block| source_line::source_in(document, block).is_some();
        let after = document.blocks()[self.block.next().index()..].iter().take(LONGEST_LIST);
        let mut after = after.filter(|next| !next.kind.is_metadata()).peekable();
        let own = self.own().kind;
        if own.is_heading() {
            // The paragraph under the heading comes first.
            after.next_if(|next| !is_source(next));
        }
        let is_part = matches!(own, BlockKind::ListItem | BlockKind::TableCell);
        if is_part && !after.peek().is_some_and(is_source) {
            while after.next_if(|next| next.kind == own).is_some() {}
        }
        if after.peek().is_some_and(is_source) {
            self.spans.extend(after.take_while(is_source).map(|line| line.span));
        } else {
            self.spans.extend(self.source_of_section());
        }
    }

    /// The lines that name the source of a short section under a heading: the one that ends the section, "Citation: …", or any
    /// where all its paragraphs open with a label of that sort, "Finding: …", "Limits: …".
    fn source_of_section(&self) -> Vec<Span> {
        let document = self.document;
        let is_under_heading =
            self.blocks_before().take(LONGEST_SECTION).any(|before| before.kind.is_heading());
        let after = document.blocks()[self.block.next().index()..].iter();
        let section = after.take_while(|next| !next.kind.is_heading()).take(LONGEST_SECTION);
        let section: Vec<&Block> = section.filter(|next| !next.kind.is_metadata()).collect();
        let is_labelled = |block: &Block| source_line::has_label(document, block);
        let is_form = is_labelled(self.own()) && section.iter().all(|block| is_labelled(block));
        let first = if is_form { 0 } else { section.len().saturating_sub(1) };
        let sources =
            section[first..].iter().filter(|block| source_line::source_in(document, block).is_some());
        sources.filter(|_| is_under_heading).map(|block| block.span).collect()
    }

    /// Whether the claim ends a line over a list: a heading, or words with a colon at their end.
    fn opens_list(&self) -> bool {
        let (own, is_last) = (self.own(), self.sentence.next() == self.own().sentences.end);
        is_last && (own.kind.is_heading() || self.document.words_of(own.span).trim_end().ends_with(':'))
    }

    /// Adds the items of the list below.
    fn add_items(&mut self) {
        let after = self.document.blocks()[self.block.next().index()..].iter();
        let items = after.take_while(|next| next.kind == BlockKind::ListItem).take(FIRST_ITEMS);
        self.spans.extend(items.map(|item| item.span));
    }

    /// Adds the line that opens the list whose item makes the claim.
    fn add_opening_of_list(&mut self) {
        let before = self.blocks_before().find(|before| before.kind != BlockKind::ListItem);
        let opening = before.filter(|before| self.document.words_of(before.span).trim_end().ends_with(':'));
        self.spans.extend(opening.map(|opening| opening.span));
    }
}

/// Whether a sentence goes on about the study before it: it opens with a pointer, and soon names a study.
fn goes_on(document: &Document, sentence: Span) -> bool {
    let mut opening = words(document, sentence).take(OPENING);
    let Some(first) = opening.next() else { return false };
    // A trial with a name of its own is not the one before: "The CALM trial".
    let mut written = document.words_of(sentence).split(' ').skip(1);
    if first == "the" && written.next().is_some_and(is_name_of_trial) {
        return false;
    }
    citations::PEOPLE_OF_THE_STUDY.contains(first)
        || matches!(first, "it" | "results" | "findings")
            && words(document, sentence).nth(1).is_some_and(|verb| citations::VERBS_OF_STUDIES.contains(verb))
        || citations::POINTERS.contains(first) && opening.any(is_about_study)
}

/// Whether a sentence sends the reader to buy, to book or to come, and says nothing of research: "Shop the serum here."
fn is_errand(document: &Document, sentence: Span) -> bool {
    let has = |is: fn(&str) -> bool| words(document, sentence).any(is);
    has(|word| citations::ERRANDS.contains(word))
        && !has(|word| is_about_study(word) || citations::PROMISES_OF_RESEARCH.contains(word))
}

/// Whether a sentence ends with studies at large, which the next one may name: "it has done so in studies".
fn ends_with_studies(document: &Document, sentence: Span) -> bool {
    words(document, sentence).last().is_some_and(|word| citations::STUDIES_AT_LARGE.contains(word))
}

/// Whether a sentence opens with one of the studies that the sentence before speaks of at large.
fn gives_example(document: &Document, sentence: Span) -> bool {
    let mut opening = words(document, sentence).take(OPENING);
    let Some(first) = opening.next() else { return false };
    citations::OPENS_EXAMPLE.contains(first) && opening.any(is_about_study) || first == "research"
}

/// Whether a sentence gives what came out of a trial: it names those who got something else, and a result in the past tense.
fn gives_result(document: &Document, sentence: Span) -> bool {
    let has = |list: &[&str]| words(document, sentence).any(|word| list.contains(&word));
    has(citations::ARMS_OF_TRIALS) && has(citations::RESULTS_OF_TRIALS)
}

/// Whether a word in the middle of a sentence is written as the names of trials are: in capitals.
fn is_name_of_trial(word: &str) -> bool {
    word.chars().filter(|sign| sign.is_uppercase()).count() >= 3 && !word.contains(char::is_lowercase)
}

/// Whether a word is one for a study, its results or the people in it.
fn is_about_study(word: &str) -> bool {
    citations::PARTS_OF_STUDIES.contains(word) || citations::PAPERS.contains(word)
}

/// The words of a sentence in small letters, without the signs around them.
fn words(document: &Document, span: Span) -> impl Iterator<Item = &str> {
    let words = document.small_words_of(span).split(' ');
    words.map(|word| word.trim_matches(|sign: char| !sign.is_alphanumeric()))
}

/// Where the last words of a sentence begin. A source at the end of a paragraph is among them.
fn tail(document: &Document, sentence: Span) -> usize {
    let words = document.words_of(sentence);
    let keep = words.char_indices().rev().nth(LONGEST_TAIL).map_or(0, |(at, _)| at);
    sentence.start() + words[keep..].find(' ').map_or(keep, |space| keep + space)
}
