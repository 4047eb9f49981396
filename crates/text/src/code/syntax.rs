//! Makes a tree of JavaScript, TypeScript and JSX, in bounded time and memory. The grammar is that of TSX, which reads all of them.
//!
//! It is a parser that goes on after a fault: what it could not read is a node of its own.

use std::borrow::Cow;
use std::ops::{ControlFlow, Range};

use tree_sitter::{Node, ParseOptions, Parser, Point, Tree};

/// No larger code is read, in bytes: its tree takes about eighty times as much memory.
pub const LARGEST: usize = 8 << 20;

/// So many steps of the parser, in hundreds, are taken for any code.
const STEPS: usize = 20_000;

/// So many more are taken for each kilobyte. Code that is right needs a quarter of it at most.
const STEPS_PER_KILOBYTE: usize = 100;

/// What is said about code that was not read.
pub const TOO_LARGE: &str =
    "this code has more than 8 MiB, and was not read; split it, or leave it out with `exclude`";

/// What is said about code that takes too long.
pub const TOO_TANGLED: &str =
    "this cannot be read as JavaScript, TypeScript or JSX; nothing of it was checked";

/// What is said where the code has a fault.
pub const FAULT: &str = "this cannot be read as JavaScript, TypeScript or JSX; what could be read before and after it was checked";

/// The tree of some code.
///
/// # Errors
/// Why there is none, for the user.
pub fn parse(text: &str) -> Result<Tree, &'static str> {
    parse_part(text, 0..text.len())
}

/// The tree of the code in a part of a page. Its nodes have their places in the page.
///
/// # Errors
/// Why there is none, for the user.
pub fn parse_part(text: &str, part: Range<usize>) -> Result<Tree, &'static str> {
    if part.len() > LARGEST {
        return Err(TOO_LARGE);
    }
    // The tables of the grammar are part of the program, and nothing is loaded before the first such file.
    let mut parser = Parser::new();
    parser.set_language(&tree_sitter_typescript::LANGUAGE_TSX.into()).map_err(|_| TOO_TANGLED)?;
    if part.len() < text.len() {
        // Of rows and columns nothing is asked.
        let (start_point, end_point) = (Point::default(), Point { row: usize::MAX, column: 0 });
        let range = tree_sitter::Range { start_byte: part.start, end_byte: part.end, start_point, end_point };
        parser.set_included_ranges(&[range]).map_err(|_| TOO_TANGLED)?;
    }
    let mut left = STEPS + STEPS_PER_KILOBYTE * (part.len() >> 10);
    let mut count = |_: &tree_sitter::ParseState| {
        left = left.saturating_sub(1);
        if left == 0 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    };
    let options = ParseOptions::new().progress_callback(&mut count);
    let bytes = without_ampersands(text.get(part.clone()).unwrap_or_default());
    let mut rest =
        |at: usize, _| at.checked_sub(part.start).and_then(|at| bytes.get(at..)).unwrap_or_default();
    parser.parse_with_options(&mut rest, None, Some(options)).ok_or(TOO_TANGLED)
}

/// The code as the grammar takes it: of an `&` in a text of JSX it knows few references, and takes any other for a fault. A `|` has the same
/// length, is a sign like others in texts, and parses alike as an operator. What the references say is read from the source.
fn without_ampersands(text: &str) -> Cow<'_, [u8]> {
    let bytes = text.as_bytes();
    let mut changed = Cow::Borrowed(bytes);
    for at in memchr::memchr_iter(b'&', bytes) {
        let is_double = bytes.get(at + 1) == Some(&b'&') || at > 0 && bytes[at - 1] == b'&';
        if !is_double {
            changed.to_mut()[at] = b'|';
        }
    }
    changed
}

/// Whether there is a fault right at a node: it could not be read, or is missing.
pub fn is_fault(node: Node<'_>) -> bool {
    node.is_error() || node.is_missing()
}

/// Whether a node is an element of JSX, or several without one around them.
pub fn is_element(kind: &str) -> bool {
    matches!(kind, "jsx_element" | "jsx_self_closing_element" | "jsx_fragment")
}

/// The one expression in a node that only wraps it: brackets, a cast, braces of JSX. `None` for other nodes, and empty braces.
pub fn wrapped(node: Node<'_>) -> Option<Node<'_>> {
    let is_wrapper = matches!(
        node.kind(),
        "parenthesized_expression"
            | "as_expression"
            | "satisfies_expression"
            | "non_null_expression"
            | "jsx_expression"
    );
    let mut cursor = node.walk();
    let inside = node.named_children(&mut cursor).find(|child| child.kind() != "comment");
    inside.filter(|_| is_wrapper)
}

/// What a comment says, as bytes of the source.
pub fn inside_comment(source: &str, node: Node<'_>) -> Range<usize> {
    let range = node.byte_range();
    let text = source.get(range.clone()).unwrap_or_default();
    let end = if text.starts_with("/*") && text.ends_with("*/") { range.end - 2 } else { range.end };
    (range.start + 2).min(end)..end
}
