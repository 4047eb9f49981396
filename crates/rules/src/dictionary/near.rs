//! The words of a list that are few letters off another: letters left out, put in or changed, or two that changed places.
//! No letter is changed twice (the distance of Damerau and Levenshtein, as optimal string alignment).
//!
//! The list is an automaton that is read along the word. While a letter may still be off, every way out of a node is tried;
//! after that only one way leads on. This takes a fifth of the work of keeping a row of distances at every node, and the
//! automaton that `fst` has for it takes 20 ms to build for a long word. Which of the words was meant is for
//! [`super::suggest`].

use fst::raw::{Fst, Node, Output};

use super::english::Words;

/// A word that is near. Sorted, the shortest of several ways to one word comes first.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Near {
    /// The word.
    pub word: Vec<u8>,
    /// How many letters it is off.
    pub distance: usize,
    /// What the list notes about it.
    pub value: u64,
}

/// The words at most `limit` letters off another, in the order of their bytes. Where that is two or more they share its
/// first letter: it is seldom wrong where two letters are, and otherwise the whole list would be read.
pub fn near(words: &Words, wrong: &str, limit: usize) -> Vec<Near> {
    let list = words.as_fst();
    let mut walk = Walk { list, wrong: wrong.as_bytes(), limit, path: Vec::new(), found: Vec::new() };
    let (root, none) = (list.root(), Output::zero());
    match wrong.bytes().next().filter(|_| limit > 1) {
        Some(first) => {
            if let Some((node, value)) = walk.step(root, none, first) {
                walk.path.push(first);
                walk.go(node, value, 1, 0);
            }
        }
        None => walk.go(root, none, 0, 0),
    }
    walk.found.sort_unstable();
    // More than one way may lead to a word.
    walk.found.dedup_by(|one, other| one.word == other.word);
    walk.found
}

struct Walk<'w> {
    list: &'w Fst<&'static [u8]>,
    wrong: &'w [u8],
    limit: usize,
    /// The letters that led to the node at which the walk is.
    path: Vec<u8>,
    found: Vec<Near>,
}

impl<'w> Walk<'w> {
    /// Goes on from a node to which this many letters of the word led, with this many of them off.
    fn go(&mut self, node: Node<'w>, value: Output, read: usize, off: usize) {
        if off == self.limit {
            return self.finish(node, value, read);
        }
        let rest = &self.wrong[read..];
        if rest.is_empty() {
            self.add(node, value, off, rest);
        } else {
            // A letter too many.
            self.go(node, value, read + 1, off + 1);
        }
        for way in node.transitions() {
            self.path.push(way.inp);
            let (next, value) = (self.list.node(way.addr), value.cat(way.out));
            if rest.first() == Some(&way.inp) {
                self.go(next, value, read + 1, off);
            } else {
                // A letter left out.
                self.go(next, value, read, off + 1);
                if !rest.is_empty() {
                    // Another letter in its place.
                    self.go(next, value, read + 1, off + 1);
                }
                // It and the next one changed places.
                if let [first, second, ..] = rest
                    && *second == way.inp
                    && let Some((next, value)) = self.step(next, value, *first)
                {
                    self.path.push(*first);
                    self.go(next, value, read + 2, off + 1);
                    self.path.pop();
                }
            }
            self.path.pop();
        }
    }

    /// The node that a letter leads to.
    fn step(&self, node: Node<'w>, value: Output, letter: u8) -> Option<(Node<'w>, Output)> {
        let way = node.transition(node.find_input(letter)?);
        Some((self.list.node(way.addr), value.cat(way.out)))
    }

    /// Goes on where no letter may be off any more.
    fn finish(&mut self, mut node: Node<'w>, mut value: Output, read: usize) {
        let rest = &self.wrong[read..];
        for letter in rest {
            let Some(next) = self.step(node, value, *letter) else { return };
            (node, value) = next;
        }
        self.add(node, value, self.limit, rest);
    }

    /// Adds the word that ends at a node, if one does: the path, and after it the rest of the other word.
    fn add(&mut self, node: Node<'w>, value: Output, distance: usize, rest: &[u8]) {
        if node.is_final() {
            let word = [self.path.as_slice(), rest].concat();
            self.found.push(Near { word, distance, value: value.cat(node.final_output()).value() });
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use fst::Streamer;

    use super::*;

    #[test]
    fn every_word_that_is_near_is_found_at_its_distance() {
        let list = claimlint_base::word_list::entries(claimlint_data::lists::ENGLISH);
        let list: BTreeMap<String, u64> =
            list.map(|(line, word)| (word.to_lowercase(), line as u64)).collect();
        let packed = fst::Map::from_iter(list).unwrap().into_fst().into_inner();
        let words = &fst::Map::new(&*packed.leak()).unwrap();
        for (wrong, limit) in [
            ("benfits", 1),
            ("teh", 1),
            ("hte", 1),
            ("inflamation", 2),
            ("moisturser", 2),
            ("skiin", 2),
            ("accomodate", 2),
            ("oinment", 2),
            ("a", 2),
        ] {
            // The list is read by bytes, so that a letter which has two counts twice.
            let found = near(words, wrong, limit).into_iter().filter(|one| one.word.is_ascii());
            let (mut all, mut list) = (Vec::new(), words.stream());
            while let Some((word, value)) = list.next() {
                let begins = limit == 1 || word.first() == wrong.as_bytes().first();
                if !begins || !word.is_ascii() || word.len().abs_diff(wrong.len()) > limit {
                    continue;
                }
                let distance = strsim::osa_distance(wrong, str::from_utf8(word).unwrap());
                if distance <= limit {
                    all.push(Near { word: word.to_vec(), distance, value });
                }
            }
            assert_eq!(found.collect::<Vec<_>>(), all, "{wrong}");
            assert!(!all.is_empty(), "{wrong}");
        }
    }
}
