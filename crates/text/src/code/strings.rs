//! Decodes the literals of JavaScript: strings, templates, and strings that are put together with `+`.

use std::ops::Range;

use tree_sitter::Node;

use super::syntax::wrapped;
use crate::data::escapes::{Dialect, backslashed};
use crate::data::places::Decoded;
use crate::fold::OBJECT;
use crate::parts::Piece;

/// A text that code writes as literals.
#[derive(Debug, Default)]
pub struct Literal {
    /// The text; what is not known in it is a sign that no rule matches across.
    pub decoded: Decoded,
    /// The quotation mark around it; `None` where there are several kinds.
    pub quote: Option<char>,
    /// How many literals it is made of.
    parts: usize,
}

impl Literal {
    /// The text that an expression is; `None` where it is none, or nothing of it is known.
    pub fn of(source: &str, node: Node<'_>) -> Option<Literal> {
        if !matches!(node.kind(), "string" | "template_string" | "binary_expression") {
            return None;
        }
        let mut literal = Literal::default();
        // What is to be put together, the next part last.
        let mut rest = vec![node];
        while let Some(node) = rest.pop() {
            match node.kind() {
                "string" => literal.add_string(source, node),
                "template_string" => literal.add_template(source, node),
                "binary_expression" if operator(node) == Some("+") => {
                    rest.extend(node.child_by_field_name("right"));
                    rest.extend(node.child_by_field_name("left"));
                }
                "parenthesized_expression" => rest.extend(node.named_child(0)),
                _ if literal.parts == 0 && rest.is_empty() => return None,
                _ => literal.decoded.sign(OBJECT, node.byte_range()),
            }
        }
        (literal.parts > 0).then_some(literal)
    }

    fn add_string(&mut self, source: &str, node: Node<'_>) {
        let Some(inside) = inside(source, node) else { return };
        self.decoded.append(&backslashed(source, inside, Dialect::Json));
        self.note(source, node);
    }

    fn add_template(&mut self, source: &str, node: Node<'_>) {
        let Some(inside) = inside(source, node) else { return };
        let mut at = inside.start;
        let mut cursor = node.walk();
        for child in node.named_children(&mut cursor).filter(|child| child.kind() == "template_substitution")
        {
            self.decoded.append(&backslashed(source, at..child.start_byte(), Dialect::Json));
            self.decoded.sign(OBJECT, child.byte_range());
            at = child.end_byte();
        }
        self.decoded.append(&backslashed(source, at..inside.end.max(at), Dialect::Json));
        self.note(source, node);
    }

    fn note(&mut self, source: &str, node: Node<'_>) {
        let quote = source[node.start_byte()..].chars().next();
        self.quote = if self.parts == 0 { quote } else { self.quote.filter(|own| Some(*own) == quote) };
        self.parts += 1;
    }

    /// The text, for a builder.
    pub fn pieces(&self) -> Vec<Piece> {
        let piece = |(text, range, is_same): (&str, Range<usize>, bool)| match is_same {
            true => Piece::Source(range),
            false => Piece::Decoded(text.to_owned(), range),
        };
        self.decoded.stretches().map(piece).collect()
    }
}

/// The sign between the two sides of an expression.
pub fn operator(node: Node<'_>) -> Option<&'static str> {
    node.child_by_field_name("operator").map(|operator| operator.kind())
}

/// What is between the quotation marks of a literal; `None` where it is not closed.
pub fn inside(source: &str, node: Node<'_>) -> Option<Range<usize>> {
    let (start, end) = (node.start_byte(), node.end_byte());
    let text = source.get(start..end)?;
    let quote = text.chars().next()?;
    (text.len() >= 2 && text.ends_with(quote)).then(|| start + 1..end - 1)
}

/// The texts that an expression may be: those of its branches. What else it may be is left out.
pub fn alternatives<'t>(source: &str, node: Node<'t>) -> Vec<Literal> {
    let mut found = Vec::new();
    let mut rest = vec![node];
    while let Some(node) = rest.pop() {
        if let Some(inside) = wrapped(node) {
            rest.push(inside);
        } else if let Some(literal) = Literal::of(source, node) {
            found.push(literal);
        } else {
            rest.extend(branches(node).into_iter().rev());
        }
    }
    found
}

/// The branches of a choice, of which one is the value; none for other expressions.
fn branches(node: Node<'_>) -> Vec<Node<'_>> {
    let names: &[&str] = match (node.kind(), operator(node)) {
        ("ternary_expression", _) => &["consequence", "alternative"],
        ("binary_expression", Some("&&")) => &["right"],
        ("binary_expression", Some("||" | "??")) => &["left", "right"],
        _ => &[],
    };
    names.iter().filter_map(|name| node.child_by_field_name(name)).collect()
}
