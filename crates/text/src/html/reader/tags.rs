//! What the tags of HTML begin and end: blocks, links, notes, and what is passed over.
//!
//! Where the tags are, and what kind of block the text after them is, is for `reader`.

use std::ops::Range;

use super::{HtmlReader, OfSite};
use crate::block::BlockKind;
use crate::builder::Builder;
use crate::html::attributes::Attributes;
use crate::html::elements::{Role, is_void, role};
use crate::html::furniture::{furniture, is_for_notes, is_review};
use crate::html::hiding::{Unread, unread};
use crate::html::inside::Inside;
use crate::html::markers::{LONGEST_MARKER, is_note_marker};
use crate::html::pictures::is_name_of_file;
use crate::html::references::pieces_with_references;
use crate::html::skipped::Skipped;
use crate::html::{meta, properties};
use crate::inline::LinkTarget;
use crate::json;

impl HtmlReader<'_> {
    pub(super) fn start_tag(&mut self, builder: &mut Builder, name: &[u8], end: usize, self_closing: bool) {
        let start = self.tag_start;
        let role = match role(name) {
            Role::Hidden if self.shows_templates && name == b"template" => Role::Block,
            role => role,
        };
        if let Some(skipped) = &mut self.skipped {
            if !skipped.ends_before(name, role) {
                skipped.depth += usize::from(skipped.name == name && !self_closing);
                return;
            }
            self.skipped = None;
        }
        if role == Role::Meta {
            return meta::read(builder, &self.attributes);
        }
        let unread = unread(builder, name, &self.attributes, self.skip);
        let is_foreign_page = name == b"html" && matches!(unread, Some(Unread::Language(_)));
        let hidden = matches!(role, Role::Hidden | Role::Object) || unread.is_some();
        if hidden && !is_void(name) {
            // A way back that opens a note leaves nothing before its words.
            let opens_note = unread == Some(Unread::WayBack) && builder.is_empty();
            let role = if opens_note { Role::Hidden } else { role };
            self.pass_over(builder, name, role, start..end, self_closing);
            if let (Some(Unread::Language(tag)), true) = (unread, is_foreign_page) {
                builder.is_in_language(tag);
            }
            return;
        }
        if unread.is_some() {
            return;
        }
        self.enter_furniture(builder, name, self_closing);
        properties::read(builder, &self.attributes, start);
        if self.is_filled_later(builder, role, end) {
            builder.object(start..end);
        }
        match role {
            Role::Kind(kind) => self.open(builder, name, kind),
            Role::List => self.push(name, None),
            Role::NumberedList => {
                let first =
                    self.attributes.value(b"start").and_then(|value| value.trim().parse().ok()).unwrap_or(1);
                self.push(name, Some(first));
            }
            Role::Block => self.begin_block(builder),
            Role::Break => builder.line_break(),
            Role::Picture => {
                builder.object(start..end);
                if let Some(alt) =
                    self.attributes.get(b"alt").filter(|alt| !is_name_of_file(&self.attributes, &alt.value))
                {
                    let pieces = pieces_with_references(builder.shown(), alt.range.clone());
                    builder.aside(BlockKind::AltText, pieces);
                }
            }
            Role::Link => {
                // Where a template writes the address, nobody knows where it leads.
                let address = self.attributes.get(b"href");
                let address = address.filter(|address| builder.gaps_in(&address.range).is_empty());
                builder.open_link(address.map(|address| LinkTarget {
                    address: address.value.clone(),
                    source: Some(address.range.clone()),
                }));
                builder.pass_markup(true);
            }
            Role::Emphasis => builder.pass_markup(true),
            Role::Inline => builder.pass_styled(),
            Role::Superscript => {
                // Small print has a note a line, each after its number.
                builder.begin_line();
                self.superscript = Some((builder.checkpoint(), start));
            }
            Role::Object | Role::Hidden | Role::Meta => {}
        }
        let old_id = self.attributes.value(b"name").filter(|_| role == Role::Link);
        if let Some(id) = self.attributes.value(b"id").or(old_id) {
            builder.anchor(id);
        }
    }

    /// Whether a reader sees something in an empty element: a program writes its text once the page is open, as in
    /// `<b id="mail"></b>`, or a style draws a picture there, as in `<i class="heart"></i>`.
    fn is_filled_later(&self, builder: &Builder, role: Role, end: usize) -> bool {
        matches!(role, Role::Emphasis | Role::Inline)
            && (self.attributes.get(b"id").is_some() || self.attributes.classes().next().is_some())
            && builder.shown()[end..].starts_with("</")
    }

    /// Passes over an element whose text is not read.
    fn pass_over(
        &mut self,
        builder: &mut Builder,
        name: &[u8],
        role: Role,
        tag: Range<usize>,
        self_closing: bool,
    ) {
        match role {
            Role::Object | Role::Inline | Role::Emphasis | Role::Link | Role::Superscript => {
                builder.object(tag.clone());
            }
            Role::Hidden => {}
            _ => self.begin_block(builder),
        }
        // `<svg/>` in XHTML and JSX holds nothing.
        if self_closing {
            return;
        }
        let is_structured = name == b"script"
            && self
                .attributes
                .value(b"type")
                .is_some_and(|kind| kind.trim().eq_ignore_ascii_case("application/ld+json"));
        self.structured = is_structured.then_some(usize::MAX..tag.end);
        self.skipped = Some(Skipped { name: name.to_vec(), depth: 1, inner: 0, start: tag.start });
    }

    /// Notes that an element belongs to the site, to customers or to the notes of the page, with all that is in it.
    fn enter_furniture(&mut self, builder: &mut Builder, name: &[u8], self_closing: bool) {
        if self_closing || is_void(name) {
            return;
        }
        if let Some(review) = &mut self.review {
            review.open(name);
        } else if is_review(name, &self.attributes) {
            self.review = Some(Inside::new(name));
            self.begin_block(builder);
        }
        if let Some(notes) = &mut self.notes {
            notes.open(name);
        } else if is_for_notes(name, &self.attributes) {
            self.notes = Some(Inside::new(name));
            self.begin_block(builder);
        }
        if let Some(of_site) = &mut self.of_site {
            of_site.inside.open(name);
        } else if let Some(furniture) = furniture(name, &self.attributes) {
            self.of_site = Some(OfSite { inside: Inside::new(name), furniture });
            self.begin_block(builder);
        }
    }

    /// Begins an element that another reader found, whose tag is in these bytes. Returns whether it is read.
    pub fn begin(
        &mut self,
        builder: &mut Builder,
        name: &[u8],
        attributes: Attributes,
        tag: Range<usize>,
    ) -> bool {
        let is_read = !self.is_hiding() && unread(builder, name, &attributes, self.skip).is_none();
        self.attributes = attributes;
        self.tag_start = tag.start;
        self.start_tag(builder, name, tag.end, false);
        is_read
    }

    /// Ends an element.
    pub fn end_tag(&mut self, builder: &mut Builder, name: &[u8], range: Range<usize>) {
        if let Some(skipped) = &mut self.skipped {
            if !skipped.ends_with(name) {
                return;
            }
            let is_own = skipped.name == name;
            self.skipped = None;
            if let Some(structured) =
                self.structured.take().filter(|structured| structured.start < structured.end)
            {
                json::read_structured_data(builder, structured);
            }
            if is_own {
                return;
            }
        }
        if self.review.as_mut().is_some_and(|review| review.close(name)) {
            self.review = None;
            self.begin_block(builder);
        }
        if self.notes.as_mut().is_some_and(|notes| notes.close(name)) {
            self.notes = None;
            self.begin_block(builder);
        }
        if self.of_site.as_mut().is_some_and(|of_site| of_site.inside.close(name)) {
            self.of_site = None;
            self.begin_block(builder);
        }
        match role(name) {
            Role::Link => {
                builder.close_link();
                builder.pass_markup(false);
            }
            Role::Emphasis => builder.pass_markup(false),
            Role::Inline => builder.pass_styled(),
            Role::Superscript => {
                if let Some((checkpoint, start)) = self.superscript.take() {
                    let is_short = |text: &str| (1..=LONGEST_MARKER).contains(&text.trim().len());
                    let is_marker =
                        |text| is_note_marker(text) || is_short(text) && builder.has_link_since(&checkpoint);
                    if builder.text_since(&checkpoint).is_some_and(is_marker) {
                        builder.make_marker(checkpoint, start..range.end);
                    }
                }
            }
            Role::Kind(_) | Role::List | Role::NumberedList => {
                if let Some(index) = self.open.iter().rposition(|element| element.name == name) {
                    self.open.truncate(index);
                }
                self.begin_block(builder);
            }
            Role::Block => self.begin_block(builder),
            _ => {}
        }
    }
}
