//! Reads plain text: finds paragraphs, list items and headings by the lengths of the lines and how they begin.
//!
//! Some writers wrap a paragraph at a width, others write each paragraph on one long line. One observation serves for both: a
//! line that had room for the next word was ended on purpose.

use std::collections::VecDeque;
use std::ops::Range;

use crate::block::BlockKind;
use crate::builder::Builder;
use crate::comments::CommentLine;

/// No editor wraps prose wider than this; longer lines are paragraphs.
const WIDEST_WRAP: usize = 120;
/// Shorter lines are not wrapped prose, but an address or a price list.
const NARROWEST_WRAP: usize = 45;
/// A line of more characters is not a heading.
const LONGEST_HEADING: usize = 90;

/// Reads the source from a byte on into the builder. Lines of this form may be comments to claimlint, which do not end a paragraph.
pub fn read(builder: &mut Builder, start: usize, comments: &CommentLine) {
    let source = builder.shown();
    let mut lines: Vec<Range<usize>> = Vec::new();
    let mut waiting: VecDeque<Range<usize>> = VecDeque::new();
    let mut from = start;
    let ends = memchr::memchr2_iter(b'\n', b'\r', &source.as_bytes()[start..]).map(|at| start + at + 1);
    for end in ends.chain([source.len()]) {
        let (range, line) = (from..end, &source[from..end]);
        from = end;
        if line.trim().is_empty() {
            // A `\r\n` leaves an empty piece after its `\r`; only an empty line of its own ends a paragraph.
            if line != "\n" || !source[..range.start].ends_with('\r') {
                paragraphs(builder, &lines, &mut waiting);
                lines.clear();
            }
        } else if let Some(content) = comments.content(line) {
            waiting.push_back(range.start + content.start..range.start + content.end);
        } else {
            lines.push(range);
        }
    }
    paragraphs(builder, &lines, &mut waiting);
    builder.reach(usize::MAX);
    builder.close();
    waiting.into_iter().for_each(|comment| builder.comment(comment));
}

/// Reads lines without an empty line between them, and takes the waiting comments where they are.
fn paragraphs(builder: &mut Builder, lines: &[Range<usize>], comments: &mut VecDeque<Range<usize>>) {
    let source = builder.shown();
    let width = lines.iter().map(|line| length(&source[line.clone()])).max().unwrap_or(0);
    for (index, line) in lines.iter().enumerate() {
        let text = &source[line.clone()];
        let previous = index.checked_sub(1).map(|before| source[lines[before].clone()].trim());
        let next = lines.get(index + 1).map(|after| source[after.clone()].trim());
        let goes_on = previous.is_some_and(|previous| is_wrapped(previous, text.trim(), width));
        if !goes_on {
            builder.close();
        }
        while comments.front().is_some_and(|comment| comment.end <= line.start) {
            comments.pop_front().into_iter().for_each(|comment| builder.comment(comment));
        }
        builder.reach(line.start);
        if !goes_on {
            open(builder, text.trim(), next.is_some_and(|next| is_wrapped(text.trim(), next, width)));
        }
        let start = line.start + if goes_on { 0 } else { marker_length(text) };
        builder.text(start..line.end);
    }
    builder.close();
}

/// Whether `next`, the line after `line`, belongs to the same paragraph.
fn is_wrapped(line: &str, next: &str, width: usize) -> bool {
    if marker_length(next) > 0 || is_reference(next) {
        return false;
    }
    let starts_small = next.starts_with(|first: char| first.is_lowercase());
    if starts_small && !line.ends_with(['.', '!', '?', ':']) {
        return true;
    }
    let first_word = next.split_whitespace().next().map_or(0, length);
    let had_room = length(line) + 1 + first_word <= width;
    (NARROWEST_WRAP..=WIDEST_WRAP).contains(&width) && !had_room
}

fn open(builder: &mut Builder, line: &str, goes_on: bool) {
    if marker_length(line) > 0 {
        let digits: String = line.chars().take_while(char::is_ascii_digit).collect();
        builder.open_item(digits.parse().ok());
    } else if !goes_on && is_heading(line) {
        builder.open(BlockKind::Heading);
    } else {
        builder.open(BlockKind::Paragraph);
    }
}

/// Whether a line is short and does not end as a sentence does. A question is a heading, too: copy asks it so.
fn is_heading(line: &str) -> bool {
    length(line) <= LONGEST_HEADING
        && !line.ends_with(['.', '!', ',', ';', ':', '"', '\u{201D}', ')'])
        && line.starts_with(|first: char| first.is_uppercase() || first.is_ascii_digit() || first == '#')
}

/// The length of the mark of a list item at the front, in bytes, with the white space before it.
fn marker_length(line: &str) -> usize {
    let text = line.trim_start();
    let indent = line.len() - text.len();
    let mut characters = text.chars();
    let Some(first) = characters.next() else { return 0 };
    let rest = characters.as_str();
    let length = match first {
        '\u{2022}' | '\u{25CF}' | '\u{25CB}' | '\u{25AA}' | '\u{25A0}' | '\u{25E6}' | '\u{2023}'
        | '\u{00B7}' | '\u{2713}' | '\u{2714}' | '\u{2705}' | '\u{27A4}' => first.len_utf8(),
        '-' | '\u{2013}' if rest.starts_with(|next: char| next.is_alphanumeric() || next == ' ') => {
            first.len_utf8()
        }
        '*' | '+' if rest.starts_with(' ') => 1,
        '0'..='9' => {
            let digits = text.bytes().take_while(u8::is_ascii_digit).count();
            let after = &text[digits..];
            let is_marker = digits <= 3 && (after.starts_with(". ") || after.starts_with(") "));
            if is_marker { digits + 1 } else { 0 }
        }
        _ => 0,
    };
    if length == 0 { 0 } else { indent + length }
}

/// Whether a line is an entry of a numbered list of references: `[12] Author A. Title.`
fn is_reference(line: &str) -> bool {
    line.strip_prefix('[')
        .and_then(|rest| rest.split_once(']'))
        .is_some_and(|(number, _)| !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit()))
}

/// The length of a line in characters.
fn length(text: &str) -> usize {
    text.trim().chars().count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn blocks(text: &str) -> Vec<(BlockKind, String)> {
        let mut builder = Builder::new(text);
        read(&mut builder, 0, &CommentLine::default());
        let document = builder.finish();
        document.blocks().iter().map(|block| (block.kind, document.words_of(block.span).to_owned())).collect()
    }

    #[test]
    fn a_wrapped_paragraph_is_one_block_and_lines_with_room_are_several() {
        let text = "Our clinic has looked after the skin of its clients for\ntwenty years now, and we enjoy each visit.\nAsk us.\nCome in.\n";
        let blocks = blocks(text);
        assert_eq!(blocks.len(), 3, "{blocks:?}");
        assert!(blocks[0].1.contains("clients for twenty years"));
    }

    #[test]
    fn lines_of_a_price_list_stay_apart() {
        assert_eq!(blocks("Single visit: $350\nSet of three: $900\nWith facial: $425").len(), 3);
    }

    #[test]
    fn bullets_and_numbers_are_items_without_their_marker() {
        let blocks = blocks("What you get:\r\n- smoother skin\r\n-92% said yes\r\n2. rest");
        let texts: Vec<&str> = blocks.iter().map(|(_, text)| text.as_str()).collect();
        assert_eq!(texts, ["What you get:", "smoother skin", "92% said yes", "rest"]);
        assert!(blocks[1..].iter().all(|(kind, _)| *kind == BlockKind::ListItem));
    }

    #[test]
    fn a_short_line_without_a_stop_is_a_heading() {
        assert_eq!(blocks("Why needling\n\nIt is simple.")[0].0, BlockKind::Heading);
        assert_eq!(blocks("#1 Softens scars\n\nIt is simple.")[0].0, BlockKind::Heading);
        assert_eq!(blocks("It is simple.")[0].0, BlockKind::Paragraph);
    }
}
