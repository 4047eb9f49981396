//! The two streams that commands print to: their width and colours, and the printing itself.

use std::io::{self, Write};

use anstream::ColorChoice;

use crate::render::{Look, NARROWEST};

/// Without a terminal, reports are laid out for this many columns.
const DEFAULT_WIDTH: usize = 100;
/// On a wide terminal, lines longer than this are hard to read.
const WIDEST: usize = 120;

/// The layout for a stream: as wide as the terminal, within reason.
fn look(stream_has_color: bool) -> Look {
    let asked = std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
    let width = asked.or_else(|| terminal_size::terminal_size().map(|(width, _)| usize::from(width.0)));
    Look {
        width: width.map_or(DEFAULT_WIDTH, |width| width.clamp(NARROWEST, WIDEST)),
        color: stream_has_color,
    }
}

/// The layout for standard output.
pub fn look_out() -> Look {
    look(anstream::AutoStream::choice(&io::stdout()) != ColorChoice::Never)
}

/// The layout for standard error.
pub fn look_err() -> Look {
    look(anstream::AutoStream::choice(&io::stderr()) != ColorChoice::Never)
}

/// Writes bytes to standard output in one go.
///
/// # Errors
/// Nobody reads it any more, or the disk that it goes to is full.
pub fn print(bytes: &[u8]) -> io::Result<()> {
    let mut out = io::stdout().lock();
    out.write_all(bytes)?;
    out.flush()
}
