//! Other people's text in a page: escaped, with what could turn the reading direction replaced, and never longer than a person
//! would read.

use std::fmt::Write;

use maud::{Escaper, Markup, Render, html};

use crate::render::untrusted::harmless;

/// A text of which all is shown.
pub struct Text<'t>(pub &'t str);

impl Render for Text<'_> {
    fn render_to(&self, buffer: &mut String) {
        // Writing to a string cannot fail.
        let _ = Escaper::new(buffer).write_str(&harmless(self.0));
    }
}

/// A text of which the beginning is shown, this many characters at most.
pub struct Short<'t>(pub &'t str, pub usize);

impl Render for Short<'_> {
    fn render_to(&self, buffer: &mut String) {
        match self.0.char_indices().nth(self.1) {
            Some((end, _)) => {
                Text(&self.0[..end]).render_to(buffer);
                buffer.push('\u{2026}');
            }
            None => Text(self.0).render_to(buffer),
        }
    }
}

/// Nobody reads a longer address, in characters.
const LONGEST_ADDRESS: usize = 300;

/// Something that may be an address: a link that tells nobody where it was followed, or only its words.
pub fn link(address: &str, words: &str) -> Markup {
    let is_address = ["https://", "http://"].iter().any(|scheme| address.starts_with(scheme));
    html! {
        @if is_address && address.len() <= 2048 {
            a href=(Text(address)) rel="noreferrer noopener" { (Short(words, LONGEST_ADDRESS)) }
        } @else {
            (Short(words, LONGEST_ADDRESS))
        }
    }
}
