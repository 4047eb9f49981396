//! What stands in a run besides words: signs that have elements of their own, pictures, and the texts read in their place.

use claimlint_base::marks::MarkKind;
use claimlint_base::parts::LineKind;

use super::Body;
use crate::word::pictures::written;
use crate::word::xml::Tag;

impl Body<'_> {
    /// Reads an element of a run that is a sign; false for others.
    pub(super) fn sign(&mut self, name: &str, tag: &Tag<'_>) -> bool {
        let sign = match name {
            "tab" | "ptab" => "\t",
            "noBreakHyphen" => "\u{2011}",
            "softHyphen" => "",
            "br" | "cr" => "\n",
            "sym" => return self.symbol(tag),
            _ => return false,
        };
        if !self.is_shown() {
            return true;
        }
        self.begin_line();
        self.raise();
        match sign {
            "\n" => self.shared.draft.line_break(tag.range.clone()),
            sign => self.shared.draft.sign(sign, tag.range.clone()),
        }
        true
    }

    /// A sign by its number in a font. Fonts of symbols have numbers of their own, which say nothing here.
    fn symbol(&mut self, tag: &Tag<'_>) -> bool {
        let number = tag.value("char").and_then(|number| u32::from_str_radix(&number, 16).ok());
        let sign = number.filter(|number| !(0xE000..0xF900).contains(number)).and_then(char::from_u32);
        match sign {
            Some(sign) if self.is_shown() => {
                self.begin_line();
                self.raise();
                self.shared.draft.sign(sign.encode_utf8(&mut [0; 4]), tag.range.clone());
            }
            Some(_) => {}
            None => self.picture(tag),
        }
        true
    }

    /// Something that is not words stands in the line.
    pub(super) fn picture(&mut self, tag: &Tag<'_>) {
        if self.is_shown() {
            self.begin_line();
            self.lower();
            self.shared.draft.object(tag.range.clone());
        }
    }

    /// Reads an element that may be a picture or a place for links.
    pub(super) fn shape(&mut self, name: &str, tag: &Tag<'_>) {
        match name {
            // One that floats beside the text does not part its words.
            "inline" | "pict" | "object" => self.picture(tag),
            "docPr" => self.text_of_picture(tag, "descr"),
            "shape" => self.text_of_picture(tag, "alt"),
            "bookmarkStart" if self.out == 0 => {
                if let Some(name) = tag.value("name") {
                    self.shared.draft.mark(MarkKind::Anchor(name));
                }
            }
            _ => {}
        }
    }

    fn text_of_picture(&mut self, tag: &Tag<'_>, attribute: &str) {
        let part = self.xml.part();
        let place = tag.place(attribute).and_then(|place| written(&part.text, place));
        if let Some(place) = place.filter(|_| self.is_shown()) {
            self.begin_line();
            self.shared.draft.aside(LineKind::AltText, &part.text, place);
        }
    }
}
