//! What has been found while a source is gone through, and what is known about the rest of it.

use std::ops::Range;

use super::found::{Gap, NotText, Shown, Unclosed};
use super::pairs::Braces;
use crate::format::Format;

/// What has been found so far, and what is known about the rest.
pub struct Scan<'t> {
    /// The source's text.
    pub text: &'t str,
    /// Its format.
    pub format: Format,
    /// What was found.
    pub found: NotText,
    /// Where the signs that close code come next, so that nobody looks for them twice.
    next_signs: Vec<NextSign>,
    /// Up to here is a script, code or front matter, in which nothing that is left open is a fault.
    pub quiet_until: usize,
    /// The pairs of braces that are known.
    pub braces: Braces,
    /// How many blocks of Angular are open.
    pub open_blocks: usize,
    /// Whether some PHP had no end outside of its strings: then the first sign ends it.
    pub has_odd_php: bool,
    /// The names of shortcodes that are closed somewhere; `None` before anybody asked.
    pub shortcodes: Option<Vec<&'t str>>,
}

impl<'t> Scan<'t> {
    /// Nothing has been found yet.
    pub fn new(text: &'t str, format: Format, quiet_until: usize) -> Scan<'t> {
        Scan {
            text,
            format,
            found: NotText::default(),
            next_signs: Vec::new(),
            quiet_until,
            braces: Braces::default(),
            open_blocks: 0,
            has_odd_php: false,
            shortcodes: None,
        }
    }

    /// Adds a gap and returns its end; `None` where it would leave the script that it is in.
    pub fn gap(&mut self, range: Range<usize>, shown: Shown) -> Option<usize> {
        if range.start < self.quiet_until && range.end > self.quiet_until {
            return None;
        }
        let end = range.end;
        self.found.gaps.push(Gap { range, shown });
        Some(end)
    }

    /// Where some signs come next.
    pub fn next(&mut self, sign: &'static str, from: usize) -> Option<usize> {
        let known = self.next_signs.iter().position(|next| next.sign == sign);
        if let Some(next) = known.map(|index| &self.next_signs[index])
            && next.from <= from
            && next.at.is_none_or(|at| from <= at)
        {
            return next.at;
        }
        let at = self.text[from..].find(sign).map(|at| from + at);
        let next = NextSign { sign, from, at };
        match known {
            Some(index) => self.next_signs[index] = next,
            None => self.next_signs.push(next),
        }
        at
    }

    /// Reports what is not closed, the first of each kind.
    pub fn unclosed(&mut self, sign: &str, at: usize) {
        if !self.found.unclosed.iter().any(|other| other.sign == sign) {
            self.found.unclosed.push(Unclosed { sign: sign.to_owned(), at });
        }
    }
}

/// Where some signs come next after a byte.
struct NextSign {
    sign: &'static str,
    from: usize,
    at: Option<usize>,
}
