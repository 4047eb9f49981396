//! Finds many literals in a sentence at once.
//!
//! An automaton that is fast to run takes longer to make than a page takes to check. So there are two: a slower one from the
//! start, and a fast one as soon as so much text was searched that it pays.

use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};

use aho_corasick::automaton::OverlappingState;
use aho_corasick::{AhoCorasick, AhoCorasickKind, Anchored, Input, MatchKind, StartKind};

/// The fast automaton is made when so many bytes were searched: by then, what it has cost is soon saved.
const ENOUGH: usize = 1 << 18;

/// Literals to be found.
#[derive(Debug)]
pub(super) struct Literals {
    literals: Vec<Vec<u8>>,
    /// Whether only the beginning of a sentence counts.
    anchored: Anchored,
    early: AhoCorasick,
    /// `None` if it would be too large.
    fast: OnceLock<Option<AhoCorasick>>,
    /// How many bytes the early one has searched.
    searched: AtomicUsize,
}

impl Literals {
    /// Prepares to find them anywhere, or at the beginning of a sentence alone. `None` if they are too many.
    pub fn new(literals: Vec<&Vec<u8>>, anchored: Anchored) -> Option<Literals> {
        let early = automaton(&literals, anchored, AhoCorasickKind::ContiguousNFA)?;
        let literals = literals.into_iter().cloned().collect();
        Some(Literals { literals, anchored, early, fast: OnceLock::new(), searched: AtomicUsize::new(0) })
    }

    /// Passes on the place of each literal among all, each time that a sentence has it.
    pub fn find(&self, sentence: &str, mut found: impl FnMut(usize)) {
        let automaton = self.automaton(sentence.len());
        let input = Input::new(sentence).anchored(self.anchored);
        let mut state = OverlappingState::start();
        // The automaton was built for such a search, so that none can fail.
        while automaton.try_find_overlapping(input.clone(), &mut state).is_ok() {
            let Some(hit) = state.get_match() else { break };
            found(hit.pattern().as_usize());
        }
    }

    fn automaton(&self, bytes: usize) -> &AhoCorasick {
        let fast = match self.fast.get() {
            None if self.searched.fetch_add(bytes, Ordering::Relaxed) < ENOUGH => return &self.early,
            None => self.fast.get_or_init(|| automaton(&self.literals, self.anchored, AhoCorasickKind::DFA)),
            Some(fast) => fast,
        };
        fast.as_ref().unwrap_or(&self.early)
    }
}

fn automaton(
    literals: &[impl AsRef<[u8]>],
    anchored: Anchored,
    kind: AhoCorasickKind,
) -> Option<AhoCorasick> {
    let start = if anchored.is_anchored() { StartKind::Anchored } else { StartKind::Unanchored };
    AhoCorasick::builder()
        .kind(Some(kind))
        .match_kind(MatchKind::Standard)
        .start_kind(start)
        // Literals are found every few words: leaping ahead to the next costs more than it saves.
        .prefilter(false)
        .build(literals)
        .ok()
}
