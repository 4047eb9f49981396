//! Reads the lists and objects that JavaScript and TypeScript hold as data: `export const products = [{ title: "…" }]`.
//!
//! Each list or object that is in no other is read as a file of JSON is: an object in a list is a record, otherwise the object itself.
//! The tree and the literals are for `code`. What a program puts together is not known, and functions in data are left alone.

use claimlint_base::source::floor_boundary;
use tree_sitter::Node;

use super::bounds::DEEPEST;
use super::collector::Collector;
use super::escapes::{Dialect, backslashed};
use super::writing::Writing;
use crate::code::strings::{Literal, inside};
use crate::code::walk::{Visitor, walk};
use crate::code::{is_minified, syntax};
use crate::format::Format;

/// A longer value that is no text is cut, in bytes.
const LONGEST_SCALAR: usize = 200;

/// Reads a file of code.
pub fn read(text: &str, collector: &mut Collector<'_>) {
    if is_minified(text) {
        return collector.fault(
            "this code is packed for browsers, and was not read; name the files that it is made of",
            0,
        );
    }
    let tree = match syntax::parse(text) {
        Ok(tree) => tree,
        Err(message) => return collector.fault(message, 0),
    };
    let mut reader =
        Reader { text, collector, open: Vec::new(), name: String::new(), fault: None, has_elements: false };
    walk(&tree, &mut reader);
    let Reader { fault, has_elements, .. } = reader;
    match fault {
        // The page is a text of its own, which tells what is wrong.
        _ if has_elements => collector.page(text, Format::Jsx),
        Some(at) => collector.fault(syntax::FAULT, at),
        None => {}
    }
}

/// A node that is gone through.
enum Open {
    /// Code around data.
    Code,
    /// What wraps a value.
    Wrapper,
    /// A key and its value.
    Pair,
    /// An object.
    Object,
    /// A list, and how many items it had.
    List { items: usize, is_outermost: bool },
    /// Code in data, of which nothing is read.
    Other,
}

struct Reader<'r, 'c> {
    text: &'r str,
    collector: &'r mut Collector<'c>,
    open: Vec<Open>,
    /// The name of the constant that was declared last.
    name: String,
    fault: Option<usize>,
    has_elements: bool,
}

impl<'t> Visitor<'t> for Reader<'_, '_> {
    fn enter(&mut self, node: Node<'t>, field: Option<&'static str>) -> bool {
        if self.fault.is_none() && syntax::is_fault(node) {
            self.fault = Some(node.start_byte());
        }
        self.has_elements |= syntax::is_element(node.kind());
        let open = match self.open.last() {
            None | Some(Open::Code) => self.in_code(node),
            Some(Open::Object) => self.pair(node),
            Some(Open::Pair) if field != Some("value") => None,
            Some(Open::List { .. }) => return self.item(node),
            Some(Open::Pair | Open::Wrapper) => self.value(node),
            Some(Open::Other) => Some(Open::Other),
        };
        let open = open.filter(|_| node.child_count() > 0);
        let goes_in = open.is_some();
        self.open.extend(open);
        goes_in
    }

    fn leave(&mut self, node: Node<'t>) {
        match self.open.pop() {
            Some(Open::Pair) => self.collector.back(),
            Some(Open::Object | Open::List { .. }) => self.collector.leave(),
            _ => {}
        }
        self.end_item(node);
    }
}

impl Reader<'_, '_> {
    /// What is in code that is no data.
    fn in_code(&mut self, node: Node<'_>) -> Option<Open> {
        match node.kind() {
            "variable_declarator" => {
                let name = node.child_by_field_name("name").and_then(|name| self.text.get(name.byte_range()));
                self.name = name.unwrap_or_default().to_owned();
                Some(Open::Code)
            }
            "object" | "array" => self.value(node),
            // Their strings are the names of files, and types.
            "import_statement" | "interface_declaration" | "type_alias_declaration" => None,
            _ => Some(Open::Code),
        }
    }

    /// A key with its value.
    fn pair(&mut self, node: Node<'_>) -> Option<Open> {
        match self.key_of(node) {
            Some(name) => {
                self.collector.key(&name);
                Some(Open::Pair)
            }
            None => Some(Open::Other),
        }
    }

    /// The key of a pair; `None` where a program makes it.
    fn key_of(&self, node: Node<'_>) -> Option<String> {
        let key = node.child_by_field_name("key").filter(|_| node.kind() == "pair")?;
        match key.kind() {
            "property_identifier" | "number" => self.text.get(key.byte_range()).map(str::to_owned),
            "string" => Some(backslashed(self.text, inside(self.text, key)?, Dialect::Json).text),
            _ => None,
        }
    }

    /// An item of a list.
    fn item(&mut self, node: Node<'_>) -> bool {
        if !node.is_named() || node.kind() == "comment" {
            return false;
        }
        let Some(Open::List { items, is_outermost }) = self.open.last_mut() else { return false };
        let number = *items;
        *items += 1;
        // An object in the outermost list is a record, and its keys are those of the record.
        if *is_outermost && node.kind() == "object" {
            let name = format!("{} item {}", self.name, number + 1);
            self.collector.enter(Some(name.trim().to_owned()));
            self.open.push(Open::Object);
            return true;
        }
        self.collector.item(number);
        match self.value(node) {
            Some(open) => {
                self.open.push(open);
                true
            }
            None => {
                self.collector.back();
                false
            }
        }
    }

    /// Goes back from an item of a list, once it has ended.
    fn end_item(&mut self, node: Node<'_>) {
        let Some(Open::List { is_outermost, .. }) = self.open.last() else { return };
        if !(*is_outermost && node.kind() == "object") {
            self.collector.back();
        }
    }

    /// A value.
    fn value(&mut self, node: Node<'_>) -> Option<Open> {
        if let Some(literal) = Literal::of(self.text, node) {
            let writing = Writing::Script { quote: literal.quote };
            self.collector.text(|| literal.decoded, writing);
            return None;
        }
        match node.kind() {
            "object" | "array" if self.collector.depth() >= DEEPEST => {
                let message = format!(
                    "lists and objects are more than {DEEPEST} deep in each other here; what is deeper was not read"
                );
                self.collector.fault(message, node.start_byte());
                None
            }
            "object" => {
                let is_outermost = self.collector.depth() == 0;
                self.collector.enter(Some(self.name.clone()).filter(|name| is_outermost && !name.is_empty()));
                Some(Open::Object)
            }
            "array" => {
                let is_outermost = self.collector.depth() == 0;
                self.collector.enter(None);
                Some(Open::List { items: 0, is_outermost })
            }
            "number" | "true" | "false" | "null" => {
                let raw = self.text.get(node.byte_range()).unwrap_or_default();
                self.collector.scalar(&raw[..floor_boundary(raw, LONGEST_SCALAR)]);
                None
            }
            _ if syntax::wrapped(node).is_some() => Some(Open::Wrapper),
            _ => Some(Open::Other),
        }
    }
}
