//! Goes through a long document in stretches of blocks, several at a time, and puts together what is found in them. It is the same
//! as if the blocks had been gone through one after the other.
//!
//! Only the headings tell a block what came before it, so that they are read first. The threads are the document's own: those of a
//! run over files could come back with another file, which may have to wait until there is memory, and this one has it.

use std::ops::Range;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

use claimlint_text::{BlockId, Document, SentenceId};

use super::blocks::Blocks;
use super::candidate::{Candidate, MOST_FINDINGS};
use super::gathered::Gathered;
use super::matches::Sought;
use super::matching::{cut, look};
use super::scratch::Scratch;
use super::section::Section;
use super::sentence::SentenceCheck;

/// A stretch has about this many bytes of text.
const STRETCH: usize = 256 << 10;

/// A document with less text is gone through by one thread.
const LONG: usize = 4 * STRETCH;

/// The stretches of a document; one where it is short, or where there is one thread to go through it.
pub fn of_document(document: &Document) -> Vec<Range<BlockId>> {
    let whole = BlockId::default()..document.end_of_blocks();
    if document.text().len() < LONG || rayon::current_num_threads() < 2 {
        return vec![whole];
    }
    let mut stretches = Vec::new();
    let (mut first, mut size) = (whole.start, 0);
    for id in document.block_ids() {
        size += document.block(id).span.len();
        if size >= STRETCH {
            stretches.push(first..id.next());
            (first, size) = (id.next(), 0);
        }
    }
    stretches.push(first..whole.end);
    stretches
}

/// What is found in a document.
#[derive(Default)]
pub struct Findings {
    pub all: Vec<Candidate>,
    /// Whether some were not looked for.
    pub is_cut: bool,
}

/// One stretch.
struct Stretch {
    blocks: Range<BlockId>,
    section: Section,
    faults: Vec<(BlockId, Candidate)>,
}

/// What is found in a stretch.
#[derive(Default)]
struct Found {
    findings: Vec<Candidate>,
    ends: Vec<(BlockId, usize)>,
    is_cut: bool,
    gathered: Gathered,
}

/// Goes through stretches on several threads. `faults` are those of citations, in the order of the blocks; `scratch` belongs to
/// the document.
pub fn check(
    check: SentenceCheck<'_>,
    stretches: Vec<Range<BlockId>>,
    mut faults: Vec<(BlockId, Candidate)>,
    scratch: &mut Scratch,
) -> Findings {
    let mut section = Section::default();
    let mut ready = Vec::new();
    for blocks in stretches {
        let later = faults.split_off(faults.partition_point(|(block, _)| *block < blocks.end));
        let faults = std::mem::replace(&mut faults, later);
        let own = section.clone();
        pass_headings(check, blocks.clone(), &mut section, scratch);
        ready.push(Mutex::new(Some(Stretch { blocks, section: own, faults })));
    }
    let found: Vec<Mutex<Found>> = ready.iter().map(|_| Mutex::default()).collect();
    let (next, count) = (AtomicUsize::new(0), AtomicUsize::new(0));
    let work = |scratch: &mut Scratch| {
        while let Some((ready, found)) = {
            let at = next.fetch_add(1, Ordering::Relaxed);
            ready.get(at).zip(found.get(at))
        } {
            // Where those before have too many findings already, nobody will ask for these.
            let is_wanted = count.load(Ordering::Relaxed) <= MOST_FINDINGS;
            let Some(stretch) = taken(ready).filter(|_| is_wanted) else { continue };
            let mut blocks = Blocks::new(check, stretch.section, stretch.faults);
            blocks.check_all(stretch.blocks, scratch);
            let Blocks { findings, ends, is_cut, .. } = blocks;
            count.fetch_add(findings.len(), Ordering::Relaxed);
            let gathered = std::mem::take(&mut scratch.gathered);
            *found.lock().unwrap_or_else(PoisonError::into_inner) =
                Found { findings, ends, is_cut, gathered };
        }
    };
    std::thread::scope(|scope| {
        for _ in 1..rayon::current_num_threads().min(ready.len()) {
            let help = || {
                let mut scratch = Scratch::default();
                scratch.begin_document(check.checker.id);
                work(&mut scratch);
            };
            // Where there is no room for a thread, the others do its work.
            let _ = std::thread::Builder::new().spawn_scoped(scope, help);
        }
        work(scratch);
    });
    let found = found.into_iter().map(|found| found.into_inner().unwrap_or_else(PoisonError::into_inner));
    put_together(found, check.subject.document.end_of_blocks(), &mut scratch.gathered)
}

fn taken(ready: &Mutex<Option<Stretch>>) -> Option<Stretch> {
    ready.lock().unwrap_or_else(PoisonError::into_inner).take()
}

/// Lets the headings of a stretch raise their masks.
fn pass_headings(
    check: SentenceCheck<'_>,
    blocks: Range<BlockId>,
    section: &mut Section,
    scratch: &mut Scratch,
) {
    let (document, rules) = (check.subject.document, &check.checker.rules);
    for id in BlockId::each(blocks) {
        let block = document.block(id);
        if !block.kind.is_heading() || !check.is_copy(id) {
            continue;
        }
        section.begin_heading();
        for sentence in SentenceId::each(block.sentences.clone()) {
            let span = document.sentence(sentence);
            cut(rules, document, span, None, scratch);
            scratch.matches.clear();
            look(rules, Sought::Context, document, span, None, scratch);
            section.add(&block.kind, &scratch.matches, rules);
        }
        section.end_heading();
    }
}

/// Puts together what was found in stretches, in their order, up to the block in which there are too many findings.
fn put_together(found: impl Iterator<Item = Found>, end: BlockId, gathered: &mut Gathered) -> Findings {
    let mut together = Findings::default();
    for Found { mut findings, ends, is_cut, gathered: own } in found {
        let before = together.all.len();
        let last = ends.iter().find(|(_, count)| before + count > MOST_FINDINGS);
        if let Some((block, count)) = last {
            findings.truncate(*count);
            together.all.append(&mut findings);
            gathered.append(own, block.next());
            together.is_cut |= is_cut || block.next() < end;
            break;
        }
        together.all.append(&mut findings);
        together.is_cut |= is_cut;
        gathered.append(own, end);
    }
    together
}
