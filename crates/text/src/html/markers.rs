//! Superscripts that lead to a note.

/// A longer superscript, in bytes, is not the marker of a note.
pub const LONGEST_MARKER: usize = 16;
/// No list of notes has numbers of this many digits.
const LONG_NUMBER: usize = 4;

/// Whether a superscript is the marker of a note, such as `2`, `3,5` or `†`, and not `®` or `2+`.
pub fn is_note_marker(text: &str) -> bool {
    let text = text.trim();
    // "(000) 000-SKIN<sup>7546</sup>": the digits of a telephone number.
    let is_long_number =
        text.split(|sign: char| !sign.is_ascii_digit()).any(|number| number.len() >= LONG_NUMBER);
    !text.is_empty()
        && !is_long_number
        && text.len() <= LONGEST_MARKER
        && text.chars().any(is_digit_or_mark)
        && text.chars().all(|character| is_digit_or_mark(character) || " ,;-[]()".contains(character))
}

fn is_digit_or_mark(character: char) -> bool {
    character.is_ascii_digit() || matches!(character, '*' | '\u{2020}' | '\u{2021}' | '\u{00A7}')
}
