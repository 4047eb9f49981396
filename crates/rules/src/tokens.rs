//! Cuts folded text into tokens: the units that phrases match.
//!
//! A word is letters and digits with apostrophes inside. A hyphen between words counts as a space. Every other sign is a
//! token of its own, so a phrase does not run on across a comma unless it says so.

use claimlint_base::span::Span;

use super::vocabulary::{ANY_NUMBER, UNKNOWN, Vocabulary, WordId};

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TokenKind {
    /// Letters, or letters and digits.
    Word,
    /// Digits, with points or commas inside.
    Number,
    /// A sign that belongs to a word or number: `%`, `+`, `$`.
    Symbol,
    /// A sign between words: a comma, a dash, a bracket.
    Mark,
}

/// One token of a sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token {
    start: u32,
    end: u32,
    /// Its word in the vocabulary it was cut with.
    pub word: WordId,
    /// What it is.
    pub kind: TokenKind,
}

impl Token {
    /// Its bytes in the text it was cut from.
    pub fn span(&self) -> Span {
        Span::of(self.start as usize..self.end as usize)
    }

    /// The same token in a sentence of the same words that starts at byte `to`, and not at byte `from` as its own does.
    pub fn moved(self, from: usize, to: usize) -> Token {
        let (start, end) = (self.start as usize + to - from, self.end as usize + to - from);
        Token { start: start as u32, end: end as u32, ..self }
    }
}

/// Cuts a stretch of folded text whose capitals of ASCII are made small, and looks each token up. `lower` is working
/// space.
pub fn tokens(text: &str, span: Span, vocabulary: &Vocabulary, lower: &mut String, out: &mut Vec<Token>) {
    out.clear();
    cut(text, span, |span, kind| {
        let known = if text[span.range()].is_ascii() {
            vocabulary.find(&text[span.start()..], span.len())
        } else {
            lower.clear();
            lower.extend(text[span.range()].chars().flat_map(char::to_lowercase));
            vocabulary.find(lower, lower.len())
        };
        let word = if kind == TokenKind::Number && known == UNKNOWN { ANY_NUMBER } else { known };
        out.push(Token { start: span.start() as u32, end: span.end() as u32, word, kind });
    });
}

/// The spellings, in small letters, of the tokens of a short text.
pub(crate) fn spellings(text: &str) -> Vec<(String, TokenKind)> {
    let mut spellings = Vec::new();
    cut(text, Span::of(0..text.len()), |span, kind| {
        spellings.push((text[span.range()].to_lowercase(), kind));
    });
    spellings
}

/// Passes `emit` each token of a stretch: its bytes, and what it is.
fn cut(text: &str, span: Span, mut emit: impl FnMut(Span, TokenKind)) {
    let bytes = text.as_bytes();
    let end = span.end();
    let mut at = span.start();
    while at < end {
        let byte = bytes[at];
        if byte == b' ' {
            at += 1;
            continue;
        }
        if byte.is_ascii_alphanumeric() || !byte.is_ascii() {
            let rest = &text[at..end];
            let (length, kind) = word_length(rest);
            if length > 0 {
                emit(Span::of(at..at + length), kind);
                at += length;
                continue;
            }
            let sign = rest.chars().next().map_or(1, char::len_utf8);
            if !is_ornament(rest) {
                emit(Span::of(at..at + sign), TokenKind::Mark);
            }
            at += sign;
            continue;
        }
        let after_word = at > span.start() && is_word_byte(bytes[at - 1]);
        let before_word = at + 1 < end && is_word_byte(bytes[at + 1]);
        match byte {
            b'-' if after_word && before_word => {}
            b'\'' if after_word => {}
            b'%' | b'+' | b'$' | b'#' | b'&' | b'=' => emit(Span::of(at..at + 1), TokenKind::Symbol),
            _ => emit(Span::of(at..at + 1), TokenKind::Mark),
        }
        at += 1;
    }
}

fn is_word_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || !byte.is_ascii()
}

/// Whether a text is one number in digits.
pub(crate) fn is_number(text: &str) -> bool {
    word_length(text) == (text.len(), TokenKind::Number)
}

/// How many bytes the word or number at the front has, or 0, and which of both it is.
fn word_length(rest: &str) -> (usize, TokenKind) {
    let bytes = rest.as_bytes();
    // Nearly every word is letters of ASCII and nothing else.
    let mut at = bytes.iter().position(|byte| !byte.is_ascii_alphabetic()).unwrap_or(bytes.len());
    let mut letters = at > 0;
    if letters && bytes.get(at).is_none_or(|byte| matches!(byte, b' ' | b'.' | b',')) {
        return (at, TokenKind::Word);
    }
    while at < bytes.len() {
        let byte = bytes[at];
        if byte.is_ascii_alphabetic() {
            letters = true;
        } else if byte.is_ascii_digit() {
        } else if !byte.is_ascii() {
            let Some(character) = rest[at..].chars().next() else { break };
            if !character.is_alphanumeric() || is_superscript(character) {
                break;
            }
            letters = true;
            at += character.len_utf8();
            continue;
        } else {
            let next = bytes.get(at + 1).copied().unwrap_or(b' ');
            let joins = match byte {
                b'\'' => at > 0 && (next.is_ascii_alphabetic() || !next.is_ascii()),
                b'.' | b',' => at > 0 && bytes[at - 1].is_ascii_digit() && next.is_ascii_digit() && !letters,
                _ => false,
            };
            if !joins {
                break;
            }
        }
        at += 1;
    }
    (at, if letters { TokenKind::Word } else { TokenKind::Number })
}

fn is_superscript(character: char) -> bool {
    matches!(character, '\u{00B2}' | '\u{00B3}' | '\u{00B9}' | '\u{2070}'..='\u{209F}')
}

/// Whether a text begins with a sign that belongs to the word before it and is not a token: a trade mark, a superscript
/// figure.
fn is_ornament(rest: &str) -> bool {
    rest.starts_with(|sign| {
        matches!(sign, '\u{2122}' | '\u{00AE}' | '\u{00A9}' | '\u{2120}') || is_superscript(sign)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<String> {
        spellings(text).into_iter().map(|(spelling, _)| spelling).collect()
    }

    #[test]
    fn hyphens_join_words_and_commas_part_them() {
        assert_eq!(words("Pain-free, quick"), ["pain", "free", ",", "quick"]);
        assert_eq!(words("skin\u{2014}and - or"), ["skin", "\u{2014}", "and", "-", "or"]);
    }

    #[test]
    fn numbers_keep_their_points_and_signs_stand_alone() {
        assert_eq!(words("1,000 times, 2.5% of #1"), ["1,000", "times", ",", "2.5", "%", "of", "#", "1"]);
    }

    #[test]
    fn apostrophes_inside_a_word_stay_and_those_after_it_go() {
        assert_eq!(words("the skin's patients' don't"), ["the", "skin's", "patients", "don't"]);
    }

    #[test]
    fn trade_marks_and_superscripts_part_nothing() {
        assert_eq!(words("Glowy\u{2122} study\u{00B9} shows"), ["glowy", "study", "shows"]);
    }
}
