//! Where phrases have led so far: an automaton that is made while texts are read.
//!
//! From one token, phrases lead to many nodes of the trie at once. The nodes that are reached together are a state, and where a
//! state leads with an input is found out only once: copy uses the same few words after each other again and again, even where
//! it never says the same twice. Most tokens are turned away at a glance, since nothing in the state steps on them. What is kept
//! decides nothing, and is bounded: when there is too much of it, all is forgotten.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::bits::{Bits, word_place};
use super::inputs::{Input, InputId, Inputs};
use super::node::{Node, PhraseId, ROOT};
use super::steps::Steps;
use super::words::Words;
use crate::vocabulary::WordId;

/// The number of a state.
pub(super) type StateId = u32;

/// The state from which nothing goes on.
pub(super) const NOWHERE: StateId = 0;

/// Says that it is not known yet where a word leads from the root.
const NOT_KNOWN: StateId = StateId::MAX;

/// No more ways than this are kept.
const MOST_WAYS: usize = 1 << 18;

/// Nor more nodes in all states together.
const MOST_PLACES: usize = 1 << 20;

/// What a phrase needs behind a longer gap, in words, is not looked for ahead.
const LONGEST_GAP: usize = 8;

/// A node, and how many tokens of an entry of several words come before it: in one number, since places are put in order
/// for each state that is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
struct Place(u64);

impl Place {
    fn new(node: Node, wait: u16) -> Place {
        Place(u64::from(node) << 16 | u64::from(wait))
    }

    fn node(self) -> Node {
        (self.0 >> 16) as Node
    }

    fn wait(self) -> u16 {
        self.0 as u16
    }
}

/// What nodes that are reached together step on, and which phrases end there. This is looked at for nearly every token, so that it
/// has 64 bytes.
#[derive(Debug, Default)]
struct State {
    bits: Bits,
    /// The phrases, in `outputs` of [`Paths`].
    first_output: u32,
    end_of_outputs: u32,
    /// Whether it steps on any token.
    on_any: bool,
    /// What it asks of the tokens in sight.
    asks: Asks,
}

/// What a state asks of the tokens in sight, so that no phrase is followed through a gap behind which nothing is that it needs.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
enum Asks {
    /// It steps on nothing.
    #[default]
    Nothing,
    /// That the next one is one of its own; this is seen when it is stepped on.
    Next,
    /// That one of them has some bits.
    OneOf,
    /// What it needs may be out of sight, or may be anything.
    Any,
}

/// The states and ways of one matcher that were met.
#[derive(Debug, Default)]
pub struct Paths {
    states: Vec<State>,
    /// The nodes of each state.
    places: Vec<Arc<[Place]>>,
    /// For each state that asks for one of the tokens in sight, the bits that it must have.
    needed: Vec<Bits>,
    /// The bits of what a node steps on behind a gap; `None` where that does not tell what a phrase needs.
    beyond: FxHashMap<Node, Option<Bits>>,
    ids: FxHashMap<Arc<[Place]>, StateId>,
    /// For each word, where it leads from the root.
    starts: Vec<StateId>,
    /// Where words lead from the root with which entries of several words begin, and where inputs lead from other states.
    ways: FxHashMap<u64, StateId>,
    outputs: Vec<PhraseId>,
    /// How many nodes all states have.
    size: usize,
    /// Working space.
    reached: Vec<Place>,
}

/// What a matcher goes by.
#[derive(Clone, Copy)]
pub(super) struct Trie<'m> {
    pub(super) words: &'m Words,
    pub(super) steps: &'m Steps,
    pub(super) inputs: &'m Inputs,
}

impl Paths {
    /// Forgets all where there is too much of it. No state that was given before is one afterwards.
    pub(super) fn make_room(&mut self, words: usize) {
        if self.ways.len() >= MOST_WAYS || self.size >= MOST_PLACES {
            *self = Paths::default();
        }
        if self.states.is_empty() {
            self.starts = vec![NOT_KNOWN; words];
            self.states.push(State::default());
            self.places.push(Arc::default());
            self.needed.push(Bits::default());
            self.ids.insert(Arc::default(), NOWHERE);
        }
    }

    /// The phrases that end at a state.
    pub(super) fn outputs(&self, state: StateId) -> &[PhraseId] {
        let State { first_output, end_of_outputs, .. } = self.states[state as usize];
        &self.outputs[first_output as usize..end_of_outputs as usize]
    }

    /// Whether any phrase goes on from a state, given what is in sight.
    #[inline]
    pub(super) fn goes_on(&self, state: StateId, in_sight: &Bits) -> bool {
        match self.states[state as usize].asks {
            Asks::Nothing => false,
            Asks::OneOf => self.needed[state as usize].meet(in_sight),
            Asks::Next | Asks::Any => true,
        }
    }

    /// The state that phrases reach which begin with an input: by its entries of several words, and by the node that `start`
    /// gives for its word.
    #[inline]
    pub(super) fn first(&mut self, trie: Trie<'_>, input: &Input, start: impl Fn(WordId) -> Node) -> StateId {
        let known = if input.is_long() {
            self.ways.get(&way(NOWHERE, input.of_word())).copied()
        } else {
            self.starts.get(input.word as usize).copied().filter(|state| *state != NOT_KNOWN)
        };
        known.unwrap_or_else(|| self.find_first(trie, input, start(input.word)))
    }

    fn find_first(&mut self, trie: Trie<'_>, input: &Input, start: Node) -> StateId {
        self.reached.clear();
        if start != ROOT {
            self.reached.push(Place::new(start, 0));
        }
        trie.steps.follow_long(ROOT, trie.inputs.long(input), |node, length| {
            self.reached.push(Place::new(node, length - 1));
        });
        let state = self.of_reached(trie.steps);
        if input.is_long() {
            self.ways.insert(way(NOWHERE, input.of_word()), state);
        } else if let Some(own) = self.starts.get_mut(input.word as usize) {
            *own = state;
        }
        state
    }

    /// The state that an input leads to from a state.
    #[inline]
    pub(super) fn next(&mut self, trie: Trie<'_>, from: StateId, input: &Input) -> StateId {
        let state = &self.states[from as usize];
        let (number, bit) = word_place(input.word);
        let on_word = state.bits.words[number] & bit != 0;
        let on_lexicon = state.bits.lexicons & input.lexicons != 0;
        let id = match (on_word, on_lexicon) {
            (false, false) if !state.on_any => return NOWHERE,
            (false, false) => input.of_any(),
            (false, true) => input.of_lexicons(),
            (true, _) => input.of_word(),
        };
        let known = self.ways.get(&way(from, id)).copied();
        known.unwrap_or_else(|| self.find_next(trie, from, id, input))
    }

    fn find_next(&mut self, trie: Trie<'_>, from: StateId, id: InputId, input: &Input) -> StateId {
        let Trie { words, steps, inputs } = trie;
        self.reached.clear();
        let (places, long) = (self.places[from as usize].clone(), inputs.long(input));
        for place in places.iter() {
            let (node, wait) = (place.node(), place.wait());
            if wait > 0 {
                self.reached.push(Place::new(node, wait - 1));
                continue;
            }
            steps.follow(words, node, input, |node| self.reached.push(Place::new(node, 0)));
            if !long.is_empty() {
                steps.follow_long(node, long, |node, length| {
                    self.reached.push(Place::new(node, length - 1));
                });
            }
        }
        let state = self.of_reached(steps);
        self.ways.insert(way(from, id), state);
        state
    }

    /// The state that has the places that were reached.
    fn of_reached(&mut self, steps: &Steps) -> StateId {
        // Many phrases lead to the same nodes. In order, the same places are the same state, whichever way they were reached.
        self.reached.sort_unstable();
        self.reached.dedup();
        if let Some(known) = self.ids.get(self.reached.as_slice()) {
            return *known;
        }
        let places: Arc<[Place]> = self.reached.as_slice().into();
        let first_output = self.outputs.len();
        let mut state = State { first_output: first_output as u32, ..State::default() };
        let (mut needed, mut is_in_sight) = (Bits::default(), true);
        for place in places.iter() {
            if place.wait() > 0 {
                (state.on_any, is_in_sight) = (true, false);
                continue;
            }
            self.outputs.extend(steps.outputs(place.node()));
            if steps.add_bits(place.node(), &mut state.bits) {
                state.on_any = true;
                let beyond = self.beyond.entry(place.node()).or_insert_with(|| {
                    let mut bits = Bits::default();
                    steps.add_bits_beyond(place.node(), LONGEST_GAP, &mut bits).then_some(bits)
                });
                is_in_sight = is_in_sight && beyond.is_some();
                beyond.iter().for_each(|bits| needed.add(bits));
            }
        }
        self.outputs[first_output..].sort_unstable();
        state.end_of_outputs = self.outputs.len() as u32;
        needed.add(&state.bits);
        state.asks = match (state.on_any, is_in_sight) {
            (false, _) if state.bits == Bits::default() => Asks::Nothing,
            (false, _) => Asks::Next,
            (true, true) => Asks::OneOf,
            (true, false) => Asks::Any,
        };
        let id = self.states.len() as StateId;
        self.size += places.len();
        self.states.push(state);
        self.places.push(places.clone());
        self.needed.push(needed);
        self.ids.insert(places, id);
        id
    }
}

/// The key of a way.
fn way(from: StateId, input: InputId) -> u64 {
    u64::from(from) << 32 | u64::from(input)
}
