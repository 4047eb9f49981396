//! Finds which of many changes hold together, where each is tried before it is kept.
//!
//! Fixes and comments are both tried on the text itself. Most hold all at once, so that a few attempts find the few that do
//! not.

/// Adds to `base` as many of `more` as hold with it. `attempt` tries some more on top of what holds, and returns all of
/// it where that holds. Where they do not hold together each half is tried, down to a single one.
pub fn accept<Kept, More>(
    base: Vec<Kept>,
    more: &[More],
    attempt: &mut impl FnMut(&[Kept], &[More]) -> Option<Vec<Kept>>,
) -> Vec<Kept> {
    if let Some(all) = attempt(&base, more) {
        return all;
    }
    if more.len() < 2 {
        return base;
    }
    let (first, second) = more.split_at(more.len() / 2);
    let base = accept(base, first, attempt);
    accept(base, second, attempt)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_does_not_hold_with_the_others_is_left_out() {
        let mut attempts = 0;
        let mut attempt = |base: &[u8], more: &[u8]| {
            attempts += 1;
            let all = [base, more].concat();
            (!all.contains(&3)).then_some(all)
        };
        assert_eq!(accept(Vec::new(), &[0, 1, 2, 3, 4, 5, 6, 7], &mut attempt), [0, 1, 2, 4, 5, 6, 7]);
        assert!(attempts < 8, "{attempts}");
    }
}
