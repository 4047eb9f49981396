//! What an example marks: the stretches between `[[` and `]]`.

use claimlint_base::span::Span;

/// An example without its `[[` and `]]`, and the stretches they marked.
pub fn unmark(example: &str) -> (String, Vec<Span>) {
    let mut text = String::new();
    let mut marks = Vec::new();
    let mut rest = example;
    while let Some((before, following)) = rest.split_once("[[") {
        text.push_str(before);
        let (marked, after) = following.split_once("]]").unwrap_or((following, ""));
        marks.push(Span::of(text.len()..text.len() + marked.len()));
        text.push_str(marked);
        rest = after;
    }
    text.push_str(rest);
    (text, marks)
}
