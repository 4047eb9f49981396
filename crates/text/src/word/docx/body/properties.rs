//! Reads the properties of paragraphs, runs and controls, which stand before their text.

use claimlint_base::marks::MarkKind;

use super::{Body, Frame};
use crate::word::changes::Changes;
use crate::word::csl::of_csl;
use crate::word::docx::fields::unpacked;
use crate::word::docx::run::Control;
use crate::word::fault::WordFault;

/// What begins the tags in which Mendeley keeps citations.
const MENDELEY: &str = "MENDELEY_CITATION_v3_";

impl Body<'_> {
    /// Reads the properties of the paragraph that has begun.
    pub(super) fn paragraph_properties(&mut self) -> Result<(), WordFault> {
        let outside = self.xml.outside();
        while let Some(tag) = self.xml.tag_inside(outside)? {
            match tag.name() {
                "rPr" => self.properties_of_end()?,
                name if name == "sectPr" || name.ends_with("Change") => self.skip()?,
                _ => self.paragraph.read(&tag, &self.shared.styles),
            }
        }
        Ok(())
    }

    /// Reads the properties of the end of a paragraph, which may be taken out or put in.
    fn properties_of_end(&mut self) -> Result<(), WordFault> {
        let is_original = self.shared.changes == Changes::Rejected;
        let outside = self.xml.outside();
        while let Some(tag) = self.xml.tag_inside(outside)? {
            self.paragraph.runs_on |= match tag.name() {
                "del" | "moveFrom" => !is_original,
                "ins" | "moveTo" => is_original,
                _ => false,
            };
        }
        Ok(())
    }

    /// Reads the properties of the run that has begun.
    pub(super) fn run_properties(&mut self) -> Result<(), WordFault> {
        let outside = self.xml.outside();
        while let Some(tag) = self.xml.tag_inside(outside)? {
            match tag.name() {
                "rStyle" => {
                    let style = self.shared.styles.of(&tag.value("val").unwrap_or_default());
                    self.run.take(&style);
                }
                "vanish" => self.run.is_hidden = tag.is_on(),
                "vertAlign" => self.run.is_raised = tag.has("val", "superscript"),
                name if name.ends_with("Change") => self.skip()?,
                _ => {}
            }
        }
        Ok(())
    }

    /// Reads the properties of a control.
    pub(super) fn control_properties(&mut self) -> Result<(), WordFault> {
        self.control = Control::default();
        let outside = self.xml.outside();
        while let Some(tag) = self.xml.tag_inside(outside)? {
            match tag.name() {
                "showingPlcHdr" => self.control.is_placeholder = tag.is_on(),
                "docPartGallery" => self.control.is_contents = tag.has("val", "Table of Contents"),
                "tag" => {
                    let value = tag.value("val").unwrap_or_default();
                    if let Some(packed) = value.strip_prefix(MENDELEY) {
                        self.control.targets = of_csl(&unpacked(packed));
                    }
                }
                _ => {}
            }
        }
        Ok(())
    }

    /// The content of a control begins.
    pub(super) fn content(&mut self) -> Frame {
        let control = std::mem::take(&mut self.control);
        self.contents += usize::from(control.is_contents);
        let leads = !control.targets.is_empty() && self.is_shown() && !self.is_linked();
        let links = if leads { control.targets.len() } else { 0 };
        if links > 0 {
            self.begin_line();
            self.lower();
            control
                .targets
                .into_iter()
                .for_each(|target| self.shared.draft.mark(MarkKind::LinkStart(target)));
            self.linked += links;
        }
        Frame::Content(control.is_contents, links)
    }
}
