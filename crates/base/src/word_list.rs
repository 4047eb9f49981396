//! Lists of words in files: one entry on a line; empty lines, and comments that begin with #, are skipped.

/// The entries of a list, each with its 1-based line.
pub fn entries(list: &str) -> impl Iterator<Item = (usize, &str)> {
    let lines = list.lines().enumerate().map(|(index, line)| (index + 1, line.trim()));
    lines.filter(|(_, entry)| !entry.is_empty() && !entry.starts_with('#'))
}
