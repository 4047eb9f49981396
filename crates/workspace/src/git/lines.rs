//! Which lines of a text differ from an older one.
//!
//! Lines are compared without their ends: whether a page has those of Windows is up to git's settings, and not a
//! change.

use std::ops::Range;

use claimlint_base::source::Source;
use rustc_hash::FxHashMap;
use similar::{Algorithm, capture_diff_slices};

/// The lines of a file that changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Lines {
    /// All of them: the file is new, or one of the two is not text.
    All,
    /// These, counted from 1, in order and without overlaps. Lines end at `\n` alone, as git has them.
    Some(Vec<Range<usize>>),
}

impl Lines {
    /// The lines of the new bytes that are not in the old ones; `None` where nothing changed.
    pub fn changed(old: Vec<u8>, new: Vec<u8>) -> Option<Lines> {
        if old == new {
            return None;
        }
        let (Ok(old), Ok(new)) = (Source::decode(old), Source::decode(new)) else { return Some(Lines::All) };
        let (old, new): (Vec<&str>, Vec<&str>) = (old.text().lines().collect(), new.text().lines().collect());
        if old == new {
            return None;
        }
        let ranges = capture_diff_slices(Algorithm::Myers, &old, &new).into_iter().filter_map(|part| {
            let (tag, _, new) = part.as_tag_tuple();
            (tag != similar::DiffTag::Equal && !new.is_empty()).then_some(new.start + 1..new.end + 1)
        });
        Some(Lines::Some(ranges.collect()))
    }

    /// Whether one of the lines from the first to the last changed, counted from 1.
    pub fn touch(&self, first: usize, last: usize) -> bool {
        let Lines::Some(lines) = self else { return true };
        let next = lines.partition_point(|range| range.end <= first);
        lines.get(next).is_some_and(|range| range.start <= last)
    }
}

/// How many bytes of a text are in lines that it shares with another.
pub fn shared_bytes(one: &[u8], other: &[u8]) -> usize {
    let mut left: FxHashMap<&[u8], usize> = FxHashMap::default();
    one.split_inclusive(|byte| *byte == b'\n').for_each(|line| *left.entry(line).or_default() += 1);
    let mut shared = 0;
    for line in other.split_inclusive(|byte| *byte == b'\n') {
        if let Some(count) = left.get_mut(line).filter(|count| **count > 0) {
            *count -= 1;
            shared += line.len();
        }
    }
    shared
}

#[cfg(test)]
mod tests {
    use super::*;

    fn changed(old: &str, new: &str) -> Option<Lines> {
        Lines::changed(old.into(), new.into())
    }

    #[test]
    fn line_ends_are_not_a_change_and_what_is_new_is_counted_from_1() {
        assert_eq!(changed("a\nb\n", "a\r\nb"), None);
        assert_eq!(
            changed("a\nb\n", "a\r\nc\r\nd\r\nb\r\n"),
            Some(Lines::Some(std::iter::once(2..4).collect()))
        );
        assert_eq!(changed("a\nb\n", "b\n"), Some(Lines::Some(vec![])));
        assert_eq!(changed("\0", "b\n"), Some(Lines::All));
    }

    #[test]
    fn texts_without_a_common_line_are_compared_in_little_time() {
        let old: String = (0..60_000).map(|line| format!("old {line}\n")).collect();
        let new: String = (0..60_000).map(|line| format!("new {}\n", line % 1_000)).collect();
        assert_eq!(changed(&old, &new), Some(Lines::Some(std::iter::once(1..60_001).collect())));
    }
}
