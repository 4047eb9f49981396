//! The texts that are read in place of pictures, without what a program wrote there.

use std::ops::Range;

/// What Word adds to a text that it made up.
const MADE_UP: [&str; 2] = ["Description automatically generated", "AI-generated content may be incorrect"];

/// The endings of files with pictures.
const FILES: [&str; 7] = [".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg", ".tif"];

/// The part of a text for a picture that somebody may have written; `None` where that is nothing, or the name of its file.
pub fn written(part: &str, range: Range<usize>) -> Option<Range<usize>> {
    let text = part.get(range.clone())?;
    let end = MADE_UP.iter().filter_map(|made_up| text.find(made_up)).min().unwrap_or(text.len());
    let text = text[..end].trim_end_matches(|sign: char| sign.is_whitespace() || sign == '.').len();
    // A full stop of one's own stays.
    let end = if end == range.len() { end } else { text };
    let own = part.get(range.start..range.start + end)?;
    let small = own.trim().to_ascii_lowercase();
    let is_file = FILES.iter().any(|ending| small.ends_with(ending)) && !small.contains(' ');
    (!small.is_empty() && !is_file).then(|| range.start..range.start + end)
}
