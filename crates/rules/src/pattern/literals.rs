//! Finds many literals in a sentence at once.
//!
//! A bit for each beginning of a literal turns nearly every place of a text away. This takes a fraction of the time that an automaton
//! takes to be made, which is longer than a page takes to check, and is faster to run.

use super::set::Literals;

/// How many bytes are the beginning of a literal. Shorter ones lie by their first byte alone.
const FIRST: usize = 3;

/// There are two to the power of so many places for literals by their beginnings.
const PLACES: u32 = 10;

/// The same for the bits of beginnings.
const BITS: u32 = 15;

/// The same for the bits of the first two bytes of shorter literals.
const SHORT_BITS: u32 = 16;

/// Literals to be found, each with whoever looks for it.
#[derive(Debug)]
pub(super) struct Beginnings {
    /// Those of at least three bytes, by the places of their beginnings.
    long: Places,
    /// Which beginnings these have.
    long_bits: Box<[u64; 1 << (BITS - 6)]>,
    /// The others, by their first byte.
    short: Places,
    /// Which two bytes these begin with; where one is a byte alone, any may follow it.
    short_bits: Box<[u64; 1 << (SHORT_BITS - 6)]>,
}

/// Literals by place.
#[derive(Debug)]
struct Places {
    /// Where the literals of each place begin. They end where those of the next one begin.
    starts: Vec<u32>,
    literals: Vec<Literal>,
}

#[derive(Debug)]
struct Literal {
    bytes: Box<[u8]>,
    /// Whether it is only meant at the beginning of a word.
    begins_word: bool,
    /// Whether it has the same bytes as the one before.
    is_same: bool,
    /// The number of whoever looks for it.
    owner: u32,
}

impl Beginnings {
    /// Prepares to find the literals of sets, each for the owner that is named with it.
    pub fn new<'l>(sets: impl Iterator<Item = (&'l Literals, u32)>) -> Beginnings {
        let literals = sets.flat_map(|(set, owner)| {
            let begins_word = set.begin_words();
            set.iter().map(move |bytes| Literal { bytes: bytes.into(), begins_word, is_same: false, owner })
        });
        let (long, short): (Vec<Literal>, Vec<Literal>) =
            literals.partition(|literal| literal.bytes.len() >= FIRST);
        let (mut long_bits, mut short_bits) = (Box::new([0; _]), Box::new([0; _]));
        long.iter().for_each(|literal| set(&mut *long_bits, place_of(&literal.bytes, BITS)));
        for literal in &short {
            match *literal.bytes {
                [first, second] => set(&mut *short_bits, pair_of(first, second)),
                [first] => (0..=u8::MAX).for_each(|second| set(&mut *short_bits, pair_of(first, second))),
                _ => {}
            }
        }
        Beginnings {
            long: Places::new(long, 1 << PLACES, |bytes| place_of(bytes, PLACES)),
            long_bits,
            short: Places::new(short, 1 << 8, |bytes| usize::from(bytes[0])),
            short_bits,
        }
    }

    /// Passes on the owners of each literal that a text has, once or several times.
    pub fn find(&self, text: &[u8], mut found: impl FnMut(u32)) {
        if self.long.literals.is_empty() && self.short.literals.is_empty() {
            return;
        }
        for (at, first) in text.windows(FIRST).enumerate() {
            let may_begin = has(&self.long_bits, place_of(first, BITS))
                || has(&self.short_bits, pair_of(first[0], first[1]));
            if may_begin {
                self.find_at(text, at, &mut found);
            }
        }
        let end = text.len().saturating_sub(FIRST - 1);
        (end..text.len()).for_each(|at| self.find_at(text, at, &mut found));
    }

    /// Passes on the owners of each literal with which a text begins.
    pub fn find_first(&self, text: &[u8], mut found: impl FnMut(u32)) {
        if !text.is_empty() {
            self.find_at(text, 0, &mut found);
        }
    }

    fn find_at(&self, text: &[u8], at: usize, found: &mut impl FnMut(u32)) {
        let goes_on_word = at > 0 && (text[at - 1].is_ascii_alphanumeric() || text[at - 1] == b'_');
        let text = &text[at..];
        let mut find = |literals: &[Literal]| {
            let mut is_there = false;
            for literal in literals {
                is_there = if literal.is_same { is_there } else { text.starts_with(&literal.bytes) };
                if is_there && !(goes_on_word && literal.begins_word) {
                    found(literal.owner);
                }
            }
        };
        find(self.short.at(usize::from(text[0])));
        if text.len() >= FIRST {
            find(self.long.at(place_of(text, PLACES)));
        }
    }
}

impl Places {
    fn new(mut literals: Vec<Literal>, count: usize, place: impl Fn(&[u8]) -> usize) -> Places {
        literals.sort_unstable_by(|one, other| {
            let places = place(&one.bytes).cmp(&place(&other.bytes));
            places.then_with(|| one.bytes.cmp(&other.bytes))
        });
        for at in 1..literals.len() {
            literals[at].is_same = literals[at].bytes == literals[at - 1].bytes;
        }
        let mut starts = vec![0; count + 1];
        literals.iter().for_each(|literal| starts[place(&literal.bytes) + 1] += 1);
        let mut before = 0;
        for start in &mut starts {
            before += *start;
            *start = before;
        }
        Places { starts, literals }
    }

    /// The literals of a place.
    fn at(&self, place: usize) -> &[Literal] {
        match self.starts.get(place..place + 2) {
            Some(&[start, end]) => &self.literals[start as usize..end as usize],
            _ => &[],
        }
    }
}

/// The place of what begins with three bytes, among two to the power of `bits`.
#[inline]
fn place_of(text: &[u8], bits: u32) -> usize {
    let first = u32::from_le_bytes([text[0], text[1], text[2], 0]);
    (first.wrapping_mul(0x9E37_79B1) >> (u32::BITS - bits)) as usize
}

/// The place of two bytes.
#[inline]
fn pair_of(first: u8, second: u8) -> usize {
    usize::from(u16::from_le_bytes([first, second]))
}

fn set(bits: &mut [u64], place: usize) {
    bits[place / 64] |= 1 << (place % 64);
}

#[inline]
fn has<const COUNT: usize>(bits: &[u64; COUNT], place: usize) -> bool {
    bits[place / 64] & (1 << (place % 64)) != 0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str, is_first: bool) -> Vec<u32> {
        let set = |literals: &[&str], begin_words| {
            let literals: Vec<Vec<u8>> = literals.iter().map(|literal| literal.as_bytes().to_vec()).collect();
            Literals::of(&literals, begin_words)
        };
        let sets = [set(&["%", "no"], false), set(&["fold", "folded"], false), set(&["old", "%"], true)];
        let (literals, mut found) = (Beginnings::new(sets.iter().zip(0..)), Vec::new());
        match is_first {
            true => literals.find_first(text.as_bytes(), |owner| found.push(owner)),
            false => literals.find(text.as_bytes(), |owner| found.push(owner)),
        }
        found.sort_unstable();
        found
    }

    #[test]
    fn every_literal_is_found_wherever_it_is() {
        assert_eq!(found("unfolded", false), [1, 1]);
        assert_eq!(found("3 times, 5 %", false), [0, 2]);
        assert_eq!(found("no", false), [0]);
        assert!(found("fol", false).is_empty());
        assert!(found("", false).is_empty());
    }

    #[test]
    fn what_begins_a_word_is_not_found_inside_one() {
        assert!(found("bold", false).is_empty());
        assert_eq!(found("so old", false), [2]);
        assert_eq!(found("old", false), [2]);
    }

    #[test]
    fn at_the_beginning_no_other_place_counts() {
        assert_eq!(found("folded twice, 5%", true), [1, 1]);
        assert!(found("unfolded", true).is_empty());
        assert!(found("n", true).is_empty());
        assert!(found("", true).is_empty());
    }
}
