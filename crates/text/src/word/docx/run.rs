//! What runs and controls of a Word document say about the text in them.

use super::styles::Style;

/// What a run says about its words.
#[derive(Debug, Clone, Copy, Default)]
pub struct Run {
    /// Whether they are hidden.
    pub is_hidden: bool,
    /// Whether they are raised.
    pub is_raised: bool,
}

/// What a control says about its content.
#[derive(Debug, Clone, Default)]
pub struct Control {
    /// Whether it only says what is to be written there.
    pub is_placeholder: bool,
    /// Whether its content is a table of contents.
    pub is_contents: bool,
    /// Where the works lead that are cited in it.
    pub targets: Vec<String>,
}

impl Run {
    /// A run in a paragraph of a style.
    pub fn of(style: &Style) -> Run {
        let mut run = Run::default();
        run.take(style);
        run
    }

    /// Takes what a style says.
    pub fn take(&mut self, style: &Style) {
        self.is_hidden = style.is_hidden.unwrap_or(self.is_hidden);
        self.is_raised = style.is_raised.unwrap_or(self.is_raised);
    }
}
