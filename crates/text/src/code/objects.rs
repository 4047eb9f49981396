//! The texts that components are given as data: `const faqs = [{ question: "…", answer: "…" }]`.
//!
//! A page shows them as it shows an attribute, so keys are published under the same names as attributes, and under those of the parts of
//! a page. Lists and objects of files without elements are for `data`, which is told by the house what in them is copy.

use std::ops::Range;

use claimlint_data::words::keys;
use tree_sitter::Node;

use super::minified::is_minified;
use super::props::{Prop, is_published, texts, with_references};
use super::strings::inside;
use super::walk::{Visitor, walk};
use super::{sourced, syntax};
use crate::block::BlockKind;
use crate::builder::Builder;
use crate::data::escapes::{Dialect, backslashed};
use crate::published::{Keys, has_words_of_prose, is_of_copy, plain};

/// What is known about the objects and constants that are open, and says what their texts are.
#[derive(Debug, Clone, Copy, Default)]
struct Around {
    /// Whether others wrote them.
    is_of_others: bool,
    /// Whether it is structured data, whose properties are published under names of their own.
    is_structured: bool,
    /// Whether it is no part of a page, or of another.
    is_of_programs: bool,
    /// Whether the innermost object leads to a page and says nothing about it: an entry of a menu.
    is_link: bool,
    /// Whether the innermost object has a question and an answer, `q` and `a`.
    has_answer: bool,
}

/// The objects and constants that are open, the innermost last.
#[derive(Debug, Default)]
pub struct Objects {
    open: Vec<Around>,
}

impl Objects {
    /// A node begins that is gone into.
    pub fn enter(&mut self, source: &str, node: Node<'_>) {
        if !is_counted(node) {
            return;
        }
        let mut around = self.open.last().copied().unwrap_or_default();
        if let Some(name) = name_of(source, node) {
            let name = plain(&name);
            around.is_of_others |= Keys::names_others(&name);
            around.is_of_programs |= match node.kind() {
                "call_expression" => keys::SILENT.contains(&name),
                _ => keys::FOR_PROGRAMS.contains(&name),
            };
        }
        if node.kind() == "object" {
            let (mut leads, mut is_said, mut letters) = (false, false, 0);
            let mut names = Vec::new();
            let mut cursor = node.walk();
            for (name, value) in node.named_children(&mut cursor).filter_map(|pair| named(source, pair)) {
                let name = plain(&name);
                around.is_of_others |= keys::OF_REVIEWS.contains(&name)
                    || name == "name" && inside(source, value).is_some_and(|name| is_abridged(&source[name]));
                around.is_of_programs |= keys::OF_PROGRAMS.contains(&name);
                around.is_structured |= name.starts_with('@');
                letters += usize::from(matches!(name.as_str(), "q" | "a"));
                leads |= keys::OF_LINKS.contains(&name);
                is_said |= inside(source, value).is_some_and(|text| has_words_of_prose(&source[text]));
                names.push(name);
            }
            let has = |list: &[&str]| names.iter().any(|name: &String| list.contains(&name.as_str()));
            // An award with its year and its giver has the name that they gave it.
            let is_award = has(&["year"]) && has(keys::OF_AWARDS);
            let is_said_by_others =
                has(keys::STARS) || is_award || has(&["name"]) && has(keys::SAID) && !has(keys::OF_THINGS);
            around.is_of_others |= is_said_by_others && !has(keys::OF_WARES);
            around.is_of_programs |= has(keys::OF_POSTS) && !has(keys::IN_POSTS);
            around.is_link = leads && !is_said;
            around.has_answer = letters == 2;
        }
        self.open.push(around);
    }

    /// One ends that was gone into.
    pub fn leave(&mut self, node: Node<'_>) {
        if is_counted(node) {
            self.open.pop();
        }
    }

    /// The sentences of a list that is shown, `{["…", "…"].map(…)}`.
    pub fn texts_of_list(&self, source: &str, list: Node<'_>) -> Vec<Prop> {
        let around = self.open.last().copied().unwrap_or_default();
        if list.kind() != "array" || around.is_of_others || around.is_of_programs {
            return Vec::new();
        }
        let mut props = texts_of_items(source, false, list);
        props.retain(|prop| has_words_of_prose(&prop.text) && !is_for_styles(&prop.text));
        props
    }

    /// The texts of a key with its value, or of a constant that is a list of texts; none where they are not published. `own` are the
    /// attributes that the house publishes besides ours.
    pub fn texts_of(&self, source: &str, node: Node<'_>, own: &[String]) -> Vec<Prop> {
        let around = self.open.last().copied().unwrap_or_default();
        let Some((name, value)) = named(source, node) else { return Vec::new() };
        let is_list = value.kind() == "array";
        if around.is_of_others
            || around.is_of_programs
            || Keys::names_others(&name)
            || around.is_structured && Keys::kind_of_property(&name).is_none()
            || node.kind() == "variable_declarator" && !is_list
            || !(is_of_copy(&name) || is_published(&name, own))
            // So short a name may be that of anything.
            || name.len() == 1 && !around.has_answer
        {
            return Vec::new();
        }
        let is_label = around.is_link && node.kind() == "pair";
        let mut props = match is_list {
            true => texts_of_items(source, is_label, value),
            false => texts_of_value(source, is_label, value),
        };
        // Markup that a program puts together is not read.
        props.retain(|prop| prop.markup.is_some() || !is_for_styles(&prop.text) && !prop.text.contains("</"));
        props
    }
}

/// Reads the code in a part of a page: between the lines of hyphens of Astro, in a `<script>` of Vue or Svelte. Code that cannot be read has
/// no texts: what is wrong in it is for others to tell.
pub fn read(builder: &mut Builder, part: Range<usize>, own: &[String]) {
    let source = builder.source();
    if is_minified(&source[part.clone()]) {
        return;
    }
    // In MDX code is no text for its readers.
    let is_hidden = builder.shown().get(part.clone()) != source.get(part.clone());
    let Ok(tree) = syntax::parse_part(source, part) else { return };
    builder.add_sourced(sourced::read(source, &tree));
    walk(&tree, &mut Reader { builder, source, own, objects: Objects::default(), is_hidden });
}

struct Reader<'b, 's> {
    builder: &'b mut Builder<'s>,
    source: &'s str,
    own: &'b [String],
    objects: Objects,
    /// Whether the readers see no text here.
    is_hidden: bool,
}

impl<'t> Visitor<'t> for Reader<'_, '_> {
    fn enter(&mut self, node: Node<'t>, _: Option<&'static str>) -> bool {
        if node.kind() == "comment" {
            self.builder.comment(syntax::inside_comment(self.source, node));
            return false;
        }
        let texts = self.objects.texts_of(self.source, node, self.own);
        let goes_in = texts.is_empty() && node.child_count() > 0;
        texts.into_iter().for_each(|prop| prop.add_to(self.builder, self.is_hidden));
        if goes_in {
            self.objects.enter(self.source, node);
        }
        goes_in
    }

    fn leave(&mut self, node: Node<'t>) {
        self.objects.leave(node);
    }
}

/// Whether a node says what the texts in it are.
fn is_counted(node: Node<'_>) -> bool {
    matches!(node.kind(), "object" | "pair" | "variable_declarator" | "jsx_attribute" | "call_expression")
}

/// The texts of the items of a list.
fn texts_of_items(source: &str, is_label: bool, list: Node<'_>) -> Vec<Prop> {
    let mut cursor = list.walk();
    let items = list.named_children(&mut cursor).filter(|item| item.kind() != "comment");
    items.flat_map(|item| texts_of_value(source, is_label, item)).collect()
}

/// The texts of a value. Strings of sites have references of HTML in them, `Don&apos;t`.
fn texts_of_value(source: &str, is_label: bool, value: Node<'_>) -> Vec<Prop> {
    let is_plain = |range: &Range<usize>| {
        let raw = &source[range.clone()];
        matches!(value.kind(), "string" | "template_string") && !raw.contains('\\') && !raw.contains("${")
    };
    let Some(range) = inside(source, value).filter(is_plain) else {
        return texts(source, BlockKind::Caption, is_label, value);
    };
    let raw = &source[range.clone()];
    if raw.contains("</") || raw.contains("<br") {
        let (kind, text) = (BlockKind::Paragraph, raw.to_owned());
        return vec![Prop { kind, is_label, text, pieces: Vec::new(), markup: Some(range) }];
    }
    match has_references(raw) {
        true => Vec::from_iter(with_references(source, BlockKind::Caption, is_label, range)),
        false => texts(source, BlockKind::Caption, is_label, value),
    }
}

/// Whether a text has a reference of HTML: `&amp;`, `&#39;`.
fn has_references(text: &str) -> bool {
    text.split('&').skip(1).any(|rest| {
        let name = rest.trim_start_matches('#');
        let end = name.find(|sign: char| !sign.is_ascii_alphanumeric()).unwrap_or(name.len());
        end > 0 && name[end..].starts_with(';')
    })
}

/// The name of a key or a constant, and its value; `None` where a program makes the name, or there is no value.
fn named<'t>(source: &str, node: Node<'t>) -> Option<(String, Node<'t>)> {
    let is_named = matches!(node.kind(), "pair" | "variable_declarator");
    Some((name_of(source, node).filter(|_| is_named)?, node.child_by_field_name("value")?))
}

/// The name of a key, a constant, an attribute or a function; `None` where a program makes it.
fn name_of(source: &str, node: Node<'_>) -> Option<String> {
    let mut name = match node.kind() {
        "pair" => node.child_by_field_name("key"),
        "variable_declarator" => node.child_by_field_name("name"),
        "jsx_attribute" => node.named_child(0),
        "call_expression" => node.child_by_field_name("function"),
        _ => None,
    }?;
    if name.kind() == "member_expression" {
        name = name.child_by_field_name("property")?;
    }
    match name.kind() {
        "property_identifier" | "identifier" => source.get(name.byte_range()).map(str::to_owned),
        "string" => Some(backslashed(source, inside(source, name)?, Dialect::Json).text),
        _ => None,
    }
}

/// Whether a name is that of a customer, who is named with an initial: `Mia T.`.
fn is_abridged(name: &str) -> bool {
    name.split_once(' ').is_some_and(|(first, last)| {
        let mut signs = last.trim_end_matches('.').chars();
        let is_initial = signs.next().is_some_and(char::is_uppercase) && signs.next().is_none();
        is_initial && first.starts_with(char::is_uppercase) && !first.ends_with('.')
    })
}

/// Whether a text is the names of classes in a style sheet: `text-lg font-bold sm:mt-4`.
fn is_for_styles(text: &str) -> bool {
    let words = || text.split_whitespace();
    let is_class = |word: &&str| {
        word.contains(['-', ':', '['])
            && !word.ends_with([':', '-'])
            && word.bytes().all(|byte| byte.is_ascii_graphic() && !byte.is_ascii_uppercase())
    };
    words().filter(is_class).count() * 2 > words().count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_customer_is_named_with_an_initial() {
        assert!(is_abridged("Mia T.") && is_abridged("Mia T"));
        assert!(!is_abridged("Dr. T. Vale") && !is_abridged("Vitamin Serum") && !is_abridged("Mia"));
    }

    #[test]
    fn classes_are_told_from_words() {
        assert!(is_for_styles("text-lg font-bold text-white mb-4"));
        assert!(is_for_styles("flex items-center sm:mt-4 px-[3px]"));
        assert!(!is_for_styles("A long-lasting, high-shine finish for dry lips"));
        assert!(!is_for_styles("Step 1: cleanse"));
    }
}
