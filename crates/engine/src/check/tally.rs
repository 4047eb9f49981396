//! Counts of equal things.

/// Each thing once, in the order in which it comes first, with how often it comes. For few different things.
pub fn tally<T: PartialEq>(things: impl Iterator<Item = T>) -> Vec<(T, usize)> {
    let mut counts: Vec<(T, usize)> = Vec::new();
    for thing in things {
        match counts.iter_mut().find(|(other, _)| *other == thing) {
            Some((_, count)) => *count += 1,
            None => counts.push((thing, 1)),
        }
    }
    counts
}
