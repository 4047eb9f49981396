//! Which faults of HTML the reader is given.

use html5gum::{Emitter, ForwardingEmitter};

/// Passes events on, but errors only at the end of the input: a tag or comment that is not closed. To look for other errors
/// would take a third of the time of reading. The tokenizer asks for one answer for the whole input; if the answer changes
/// on the way, it may report false errors, because it forgets half a character that it has seen. Nobody asks for
/// those errors, and those at the end are reported correctly.
pub struct FaultsAtEnd<E> {
    /// Where they go.
    pub events: E,
    /// How many bytes are not read yet.
    pub left: usize,
}

impl<E: Emitter> ForwardingEmitter for FaultsAtEnd<E> {
    type Token = E::Token;

    fn inner(&mut self) -> &mut impl Emitter<Token = E::Token> {
        &mut self.events
    }

    fn move_position(&mut self, offset: isize) {
        self.left = self.left.saturating_add_signed(-offset);
        self.events.move_position(offset);
    }

    fn should_emit_errors(&mut self) -> bool {
        self.left == 0
    }
}
