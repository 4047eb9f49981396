//! The text in which identifiers are read.

use std::ops::Range;

/// Stands for a dash that is folded into a hyphen and ends an identifier.
pub const DASH: char = '\u{1}';

/// A text, and the same with its ASCII capitals made small.
pub struct Text<'t> {
    pub text: &'t str,
    pub small: &'t str,
}

impl Text<'_> {
    /// Where the digits that start at a byte end.
    pub fn digits(&self, from: usize) -> usize {
        let rest = self.small.as_bytes().get(from..).unwrap_or_default();
        from + rest.iter().take_while(|byte| byte.is_ascii_digit()).count()
    }

    /// The byte after the colon and the space of a label that ends at a byte.
    pub fn after_label(&self, from: usize) -> usize {
        let rest = self.small.get(from..).unwrap_or_default();
        let rest = rest.strip_prefix(':').unwrap_or(rest);
        let rest = rest.strip_prefix(' ').unwrap_or(rest);
        self.small.len() - rest.len()
    }

    /// The bytes up to the next white space or sign that no identifier has, without the signs of the sentence.
    pub fn chunk(&self, from: usize) -> Range<usize> {
        self.chunk_within(from, self.text.len())
    }

    /// The same, but at most this many bytes, for what is asked about at many places and must not be read to the end at
    /// each.
    pub fn chunk_within(&self, from: usize, longest: usize) -> Range<usize> {
        let rest = self.text.get(from..).unwrap_or_default();
        let end = rest.char_indices().find(|(at, sign)| *at >= longest || ends_identifier(*sign));
        let whole = &rest[..end.map_or(rest.len(), |(at, _)| at)];
        from..from + without_sentence_signs(whole).len()
    }

    /// The bytes of the rest of a DOI. Those that some journals had before 2000 have angle brackets in them:
    /// `(SICI)1097-0142(1998)82:1<1::AID-EX1>3.0.CO;2-A`.
    pub fn rest_of_doi(&self, from: usize) -> Range<usize> {
        let mut end = self.chunk(from).end;
        while let Some(inside) = self.text[end..].strip_prefix('<') {
            let ends = |sign: char| matches!(sign, '>' | '<' | '/' | '"') || sign.is_whitespace();
            let length = inside.find(ends).filter(|at| inside[*at..].starts_with('>'));
            let Some(length) = length.filter(|length| inside[..*length].contains("::")) else { break };
            end = self.chunk(end + 1 + length + 1).end;
        }
        let rest = &self.text[from..end];
        // Two hyphens before a word are a dash.
        let dash = rest.match_indices("--").find(|(at, _)| rest[at + 2..].starts_with(char::is_alphabetic));
        from..dash.map_or(end, |(at, _)| from + at)
    }
}

fn ends_identifier(sign: char) -> bool {
    // The long dash separates clauses, and some mark for another dash stands where the file has one.
    sign.is_whitespace() || matches!(sign, '"' | '<' | '>' | '\u{FFFC}' | '\u{2014}' | '\u{2015}' | DASH)
}

/// A stretch without the stops at its end and without closing brackets that it does not open.
pub fn without_sentence_signs(whole: &str) -> &str {
    const PAIRS: [(char, char); 3] = [('(', ')'), ('[', ']'), ('{', '}')];
    let mut unopened =
        PAIRS.map(|(open, close)| whole.matches(close).count().saturating_sub(whole.matches(open).count()));
    let mut kept = whole;
    while let Some(last) = kept.chars().next_back() {
        match PAIRS.iter().position(|(_, close)| *close == last) {
            Some(pair) if unopened[pair] > 0 => unopened[pair] -= 1,
            None if ".,;:'!?*-_".contains(last) => {}
            _ => break,
        }
        kept = &kept[..kept.len() - 1];
    }
    kept
}
