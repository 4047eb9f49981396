//! What folding makes of characters: curly quotes straight, hyphens plain, invisible characters gone.
//!
//! Where the characters go and what they came from is `builder`'s.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::{canonical_combining_class, compose};

/// The sign in the folded text for something that is not words: code, a picture. No rule matches across it.
pub const OBJECT: &str = "\u{FFFC}";

/// What folding makes of one character.
pub enum Folded {
    /// It stays.
    Same,
    /// It leaves no trace.
    Gone,
    /// It is white space.
    Space,
    /// Others take its place.
    Becomes(&'static str),
}

/// Makes curly quotes straight and hyphens plain, takes ligatures apart and drops invisible characters. The long dash
/// stays: it separates clauses, while a hyphen joins words.
pub fn fold_character(character: char) -> Folded {
    match character {
        '\u{2018}' | '\u{2019}' | '\u{201A}' | '\u{201B}' | '\u{2032}' | '\u{00B4}' | '\u{02BC}'
        | '\u{FF07}' => Folded::Becomes("'"),
        '\u{201C}' | '\u{201D}' | '\u{201E}' | '\u{201F}' | '\u{2033}' | '\u{00AB}' | '\u{00BB}'
        | '\u{FF02}' => Folded::Becomes("\""),
        '\u{2010}'..='\u{2013}' | '\u{2212}' | '\u{FE63}' | '\u{FF0D}' => Folded::Becomes("-"),
        '\u{FB00}' => Folded::Becomes("ff"),
        '\u{FB01}' => Folded::Becomes("fi"),
        '\u{FB02}' => Folded::Becomes("fl"),
        '\u{FB03}' => Folded::Becomes("ffi"),
        '\u{FB04}' => Folded::Becomes("ffl"),
        '\u{FB05}' | '\u{FB06}' => Folded::Becomes("st"),
        // Soft hyphen; zero-width spaces, joiners and marks; direction marks and overrides; variation selectors.
        '\u{00AD}'
        | '\u{034F}'
        | '\u{061C}'
        | '\u{180E}'
        | '\u{200B}'..='\u{200F}'
        | '\u{202A}'..='\u{202E}'
        | '\u{2060}'..='\u{2064}'
        | '\u{2066}'..='\u{206F}'
        | '\u{FE00}'..='\u{FE0F}'
        | '\u{FEFF}' => Folded::Gone,
        _ if is_styled(character) => plain_letter(character).map_or(Folded::Same, Folded::Becomes),
        _ if character.is_whitespace() => Folded::Space,
        _ if character.is_control() => Folded::Gone,
        _ => Folded::Same,
    }
}

/// Whether a character may be a letter, figure or sign that a tool styled: mathematical letters, those in circles and squares,
/// wide ones.
fn is_styled(character: char) -> bool {
    matches!(character,
        '\u{1D400}'..='\u{1D7FF}' | '\u{FF01}'..='\u{FF5E}' | '\u{2460}'..='\u{24FF}' | '\u{1F110}'..='\u{1F189}'
        | '\u{2100}'..='\u{214F}')
}

/// All signs of ASCII that are shown.
const SIGNS: &str =
    "!\"#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`abcdefghijklmnopqrstuvwxyz{|}~";

/// The sign of ASCII that a styled one stands for (Unicode, compatibility decomposition); `None` where it stands for none, or
/// for several.
fn plain_letter(character: char) -> Option<&'static str> {
    let plain = match character {
        // In black circles and squares they have no decomposition.
        '\u{1F150}'..='\u{1F169}' => char::from_u32(u32::from('A') + u32::from(character) - 0x1F150)?,
        '\u{1F170}'..='\u{1F189}' => char::from_u32(u32::from('A') + u32::from(character) - 0x1F170)?,
        '\u{1F130}'..='\u{1F149}' => char::from_u32(u32::from('A') + u32::from(character) - 0x1F130)?,
        _ => {
            let mut parts = std::iter::once(character).nfkc();
            parts.next().filter(|_| parts.next().is_none())?
        }
    };
    // Figures in circles count something.
    if matches!(character, '\u{2460}'..='\u{249B}') {
        return None;
    }
    let at = SIGNS.find(plain)?;
    SIGNS.get(at..=at)
}

/// The Latin letter that a letter of another alphabet looks like: those that Unicode's table of confusable characters
/// (UTS #39) has for Cyrillic and Greek, as far as they look the same in most fonts.
pub fn look_alike(character: char) -> Option<&'static str> {
    const PAIRS: &[(char, &str)] = &[
        ('\u{0430}', "a"),
        ('\u{0435}', "e"),
        ('\u{043E}', "o"),
        ('\u{0440}', "p"),
        ('\u{0441}', "c"),
        ('\u{0443}', "y"),
        ('\u{0445}', "x"),
        ('\u{0455}', "s"),
        ('\u{0456}', "i"),
        ('\u{0458}', "j"),
        ('\u{04BB}', "h"),
        ('\u{0501}', "d"),
        ('\u{051B}', "q"),
        ('\u{051D}', "w"),
        ('\u{0410}', "A"),
        ('\u{0412}', "B"),
        ('\u{0415}', "E"),
        ('\u{041A}', "K"),
        ('\u{041C}', "M"),
        ('\u{041D}', "H"),
        ('\u{041E}', "O"),
        ('\u{0420}', "P"),
        ('\u{0421}', "C"),
        ('\u{0422}', "T"),
        ('\u{0423}', "Y"),
        ('\u{0425}', "X"),
        ('\u{0405}', "S"),
        ('\u{0406}', "I"),
        ('\u{0408}', "J"),
        ('\u{03BF}', "o"),
        ('\u{0391}', "A"),
        ('\u{0392}', "B"),
        ('\u{0395}', "E"),
        ('\u{0396}', "Z"),
        ('\u{0397}', "H"),
        ('\u{0399}', "I"),
        ('\u{039A}', "K"),
        ('\u{039C}', "M"),
        ('\u{039D}', "N"),
        ('\u{039F}', "O"),
        ('\u{03A1}', "P"),
        ('\u{03A4}', "T"),
        ('\u{03A5}', "Y"),
        ('\u{03A7}', "X"),
    ];
    PAIRS.iter().find(|(other, _)| *other == character).map(|(_, latin)| *latin)
}

/// Whether the letter with these bytes is in a word that is written in Latin letters except for those that look the
/// same.
pub fn is_in_english_word(text: &str, letter: &Range<usize>) -> bool {
    let before = text[..letter.start].chars().rev().take(LONGEST_WORD).map(Letter::of);
    let after = text[letter.end..].chars().take(LONGEST_WORD).map(Letter::of);
    let is_in_word = |letter: &Letter| *letter != Letter::None;
    let mut word = before.take_while(is_in_word).chain(after.take_while(is_in_word));
    let mut has_latin = false;
    word.all(|letter| {
        has_latin |= letter == Letter::Latin;
        letter != Letter::Other
    }) && has_latin
}

/// What a character is in a word, when it is folded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Letter {
    /// A Latin letter without an accent.
    Latin,
    /// A letter that looks like one, or nothing at all.
    AsGood,
    /// Any other letter.
    Other,
    /// No letter: the word ends.
    None,
}

impl Letter {
    fn of(sign: char) -> Letter {
        match fold_character(sign) {
            Folded::Gone => Letter::AsGood,
            Folded::Becomes(plain) if plain.bytes().all(|byte| byte.is_ascii_alphabetic()) => Letter::Latin,
            Folded::Becomes(_) | Folded::Space => Letter::None,
            Folded::Same if sign.is_ascii_alphabetic() => Letter::Latin,
            Folded::Same if look_alike(sign).is_some() => Letter::AsGood,
            Folded::Same if sign.is_alphabetic() => Letter::Other,
            Folded::Same => Letter::None,
        }
    }
}

/// How many letters of a word, before and after one, are looked at.
const LONGEST_WORD: usize = 40;

/// Joins a letter and the combining accent after it, so that both spellings of `\u{E9}` become one.
pub fn joined(letter: char, accent: char) -> Option<char> {
    let is_accent = !accent.is_ascii() && canonical_combining_class(accent) != 0;
    if is_accent { compose(letter, accent) } else { None }
}

/// Folds a text that has no markup, such as a phrase of a rule. Folding it again changes nothing.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    let mut has_space = false;
    for (at, character) in text.char_indices() {
        let kind = match look_alike(character) {
            Some(latin) if is_in_english_word(text, &(at..at + character.len_utf8())) => {
                Folded::Becomes(latin)
            }
            _ => fold_character(character),
        };
        if matches!(kind, Folded::Space) {
            has_space = !folded.is_empty();
            continue;
        }
        let before = folded.chars().next_back().filter(|_| !has_space);
        if has_space && !matches!(kind, Folded::Gone) {
            folded.push(' ');
            has_space = false;
        }
        match (kind, before.and_then(|before| joined(before, character))) {
            (Folded::Same, Some(joined)) => {
                folded.pop();
                folded.push(joined);
            }
            (Folded::Same, None) => folded.push(character),
            (Folded::Becomes(other), _) => folded.push_str(other),
            (Folded::Gone | Folded::Space, _) => {}
        }
    }
    folded
}

/// How many bytes at the front are ASCII letters, digits and signs, which stay as they are. Single spaces between them
/// count, too.
pub fn plain_run(bytes: &[u8]) -> usize {
    let mut end = 0;
    if bytes.first() != Some(&b' ') {
        // A chunk costs next to nothing if its bytes are looked at without a branch. The byte after it says whether a space
        // at its end is a single one.
        while bytes.get(end..=end + CHUNK).is_some_and(is_plain) {
            end += CHUNK;
        }
    }
    while let Some(byte) = bytes.get(end) {
        let stays = byte.is_ascii_graphic()
            || (*byte == b' ' && end > 0 && bytes.get(end + 1).is_some_and(u8::is_ascii_graphic));
        if !stays {
            break;
        }
        end += 1;
    }
    end
}

/// Whether all is printable ASCII, without two spaces side by side.
fn is_plain(chunk: &[u8]) -> bool {
    chunk.iter().zip(&chunk[1..]).fold(true, |all, (one, next)| {
        all & is_printable(*one) & is_printable(*next) & !((*one == b' ') & (*next == b' '))
    })
}

fn is_printable(byte: u8) -> bool {
    matches!(byte, b' '..=b'~')
}

/// How many bytes are looked at without a branch.
const CHUNK: usize = 64;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_dashes_spaces_and_invisible_characters_are_folded() {
        assert_eq!(
            fold("  \u{201C}the\u{00A0} most\u{201D}\tpain\u{2011}\u{00AD}free\u{200B} "),
            "\"the most\" pain-free"
        );
        assert_eq!(fold("skin\u{2014}and"), "skin\u{2014}and");
        assert_eq!(fold("e\u{FB03}cacy"), "efficacy");
        let styled = "\u{1D5D5}\u{1D5F2}\u{1D600}\u{1D601} \u{FF53}\u{FF4B}\u{FF49}\u{FF4E} \u{24D0}\u{24D1} \u{1F170} \u{2460} \u{2122} \u{2460}";
        assert_eq!(fold(styled), "Best skin ab A \u{2460} \u{2122} \u{2460}");
        assert_eq!(fold("de\u{0301}collete\u{0301}"), "d\u{e9}collet\u{e9}");
    }
}
