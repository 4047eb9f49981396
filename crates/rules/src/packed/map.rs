//! A hash table that is never built when the program starts: from keys of a fixed number of bytes to numbers.

use serde::{Deserialize, Serialize};

use super::row::{Packed, number_at};
use super::table::Table;

/// The number of a free place. No key has it.
const FREE: u32 = u32::MAX;

/// Numbers by keys of `KEY` bytes, a multiple of 8. A row is a key and its number, so that `WIDTH` is `KEY` + 4.
///
/// Of three places, two are taken: the words of all classes are many, and they lie in the program. The hash of a key says at
/// which place its row is. Where that is taken by another key, it is at the next free place.
#[derive(Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Map<const KEY: usize, const WIDTH: usize>(Table<Place<KEY>, WIDTH>);

/// A place of a map.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Place<const KEY: usize> {
    key: [u8; KEY],
    number: u32,
}

impl<const KEY: usize, const WIDTH: usize> Packed<WIDTH> for Place<KEY> {
    fn pack(&self) -> [u8; WIDTH] {
        let mut row = [0; WIDTH];
        row[..KEY].copy_from_slice(&self.key);
        row[KEY..].copy_from_slice(&self.number.to_le_bytes());
        row
    }

    fn unpack(row: &[u8; WIDTH]) -> Place<KEY> {
        let mut key = [0; KEY];
        key.copy_from_slice(&row[..KEY]);
        Place { key, number: number_at(row, KEY) }
    }
}

impl<const KEY: usize, const WIDTH: usize> Map<KEY, WIDTH> {
    /// The number of a key.
    #[inline]
    pub fn get(&self, key: &[u8; KEY]) -> Option<u32> {
        let rows = self.0.rows();
        let mut at = first_place(key, rows.len());
        loop {
            let row = rows.get(at)?;
            let number = number_at(row, KEY);
            if number == FREE {
                return None;
            }
            if row[..KEY] == *key {
                return Some(number);
            }
            at = next_place(at, rows.len());
        }
    }
}

/// Keys that differ, with their numbers.
impl<const KEY: usize, const WIDTH: usize> FromIterator<([u8; KEY], u32)> for Map<KEY, WIDTH> {
    fn from_iter<I: IntoIterator<Item = ([u8; KEY], u32)>>(entries: I) -> Map<KEY, WIDTH> {
        let entries: Vec<_> = entries.into_iter().collect();
        let free = Place { key: [u8::MAX; KEY], number: FREE };
        let mut places = vec![free; entries.len() * 3 / 2 + 1];
        let count = places.len();
        for (key, number) in entries {
            let mut at = first_place(&key, count);
            while places[at].number != FREE {
                at = next_place(at, count);
            }
            places[at] = Place { key, number };
        }
        Map(places.into_iter().collect())
    }
}

/// Where the search for a key begins among so many places.
fn first_place<const KEY: usize>(key: &[u8; KEY], count: usize) -> usize {
    const MULTIPLIER: u64 = 0x9E37_79B9_7F4A_7C15;
    let words = key.as_chunks().0.iter().rev().map(|word| u64::from_le_bytes(*word));
    let hash = words.fold(0_u64, |hash, word| (word ^ hash.rotate_left(32)).wrapping_mul(MULTIPLIER));
    (((hash >> 32) * count as u64) >> 32) as usize
}

/// Where it goes on.
fn next_place(at: usize, count: usize) -> usize {
    if at + 1 == count { 0 } else { at + 1 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_has_its_number_and_no_other_key_has_one() {
        let key = |number: u32| (u64::from(number) << 32 | 7).to_le_bytes();
        let map: Map<8, 12> = (0..1000).map(|number| (key(number), number)).collect();
        assert!((0..1000).all(|number| map.get(&key(number)) == Some(number)));
        assert_eq!(map.get(&key(1000)), None);
        assert_eq!(Map::<8, 12>::default().get(&key(0)), None);
    }
}
