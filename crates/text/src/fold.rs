//! What folding makes of characters: curly quotes straight, hyphens plain, invisible characters gone.
//!
//! Where the characters go and what they came from is `builder`'s.

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
        _ if character.is_whitespace() => Folded::Space,
        _ if character.is_control() => Folded::Gone,
        _ => Folded::Same,
    }
}

/// Joins a letter and the combining accent after it, so that both spellings of `\u{E9}` become one.
pub fn joined(letter: char, accent: char) -> Option<char> {
    let is_accent = !accent.is_ascii() && canonical_combining_class(accent) != 0;
    if is_accent { compose(letter, accent) } else { None }
}

/// Folds a text that has no markup, such as a phrase of a rule. Folding it again changes nothing.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    let mut has_space = false;
    for character in text.chars() {
        let kind = fold_character(character);
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
        assert_eq!(fold("de\u{0301}collete\u{0301}"), "d\u{e9}collet\u{e9}");
    }
}
