//! An element whose content is not read, and where it ends: end tags may be left out.

use super::elements::Role;

/// An element whose content is not read.
#[derive(Debug)]
pub struct Skipped {
    /// Its name in small letters.
    pub name: Vec<u8>,
    /// How many elements of that name are open, itself included.
    pub depth: usize,
    /// How many lists and tables are open in it.
    pub inner: usize,
    /// Where its tag begins, in bytes of the source.
    pub start: usize,
}

impl Skipped {
    /// Whether a start tag ends it, because its own end tag may be left out (HTML, 13.1.2.4).
    pub fn ends_before(&mut self, name: &[u8], role: Role) -> bool {
        if is_list_or_table(name) {
            self.inner += 1;
        }
        match self.name.as_slice() {
            b"p" => !matches!(
                role,
                Role::Inline
                    | Role::Emphasis
                    | Role::Link
                    | Role::Superscript
                    | Role::Break
                    | Role::Picture
                    | Role::Object
                    | Role::Hidden
                    | Role::Meta
            ),
            b"li" | b"td" | b"th" | b"tr" | b"option" => self.inner == 0 && self.name == name,
            b"dt" | b"dd" => self.inner == 0 && matches!(name, b"dt" | b"dd"),
            _ => false,
        }
    }

    /// Whether an end tag ends it: its own, or that of what it is in.
    pub fn ends_with(&mut self, name: &[u8]) -> bool {
        if self.name == name {
            self.depth -= 1;
            return self.depth == 0;
        }
        if is_list_or_table(name) {
            if self.inner == 0 {
                return may_stay_open(&self.name);
            }
            self.inner -= 1;
        }
        self.name == b"p"
            && matches!(
                name,
                b"div" | b"section" | b"article" | b"main" | b"body" | b"td" | b"li" | b"blockquote"
            )
    }
}

fn is_list_or_table(name: &[u8]) -> bool {
    matches!(name, b"ul" | b"ol" | b"dl" | b"table")
}

/// Whether the end tag of an element may be left out.
pub fn may_stay_open(name: &[u8]) -> bool {
    matches!(name, b"html" | b"body" | b"p" | b"li" | b"dt" | b"dd" | b"td" | b"th" | b"tr" | b"option")
}
