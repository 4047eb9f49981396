//! "a" before the sound of a vowel, "an" before another.
//!
//! English spelling does not show the sound, so the lists here are of beginnings that mislead. Where usage differs ("an
//! historic", "a herb" and "an herb") or an abbreviation may be read either way ("a FAQ"), nothing is said.

use claimlint_rules::Slip;
use claimlint_rules::tokens::TokenKind;

use super::found_slip::FoundSlip;
use super::line::Line;

/// Beginnings with the letter of a vowel and the sound of none: "a unit", "a European", "a one-off".
const LIKE_CONSONANTS: &[&str] = &[
    "unanim", "unic", "unif", "unil", "unio", "uniq", "unis", "unit", "univ", "use", "usa", "usi", "usu",
    "usurp", "uten", "uter", "util", "utop", "uran", "uret", "urin", "uro", "ubiq", "ukul", "ufo", "eu",
    "ew", "one", "once", "ouija", "uv", "uk", "us", "ura", "ure",
];
/// And those of them that do sound like a vowel: "an unintended", "an usher", "an urge".
const LIKE_VOWELS_AFTER_ALL: &[&str] = &["unimp", "unint", "unide", "ush", "onero", "oneir", "urg", "unissu"];
/// Beginnings with a silent h.
const SILENT: &[&str] = &["hour", "honest", "honor", "honour", "heir"];
/// Beginnings with an h that some keep silent.
const EITHER: &[&str] =
    &["herb", "histor", "heroic", "habitual", "hotel", "horrific", "hilarious", "hallucin", "hypoth"];
/// Words that go on as if "a" were a letter or a note: "vitamin A is", "from a to z".
const AFTER_A_LETTER: &[&str] = &[
    "is", "in", "and", "or", "as", "at", "on", "of", "if", "it", "are", "also", "to", "into", "each", "e",
    "i", "o", "u", "a",
];
/// Words before the letter A: "vitamin a", "type a".
const BEFORE_A_LETTER: &[&str] = &[
    "vitamin",
    "vitamins",
    "hepatitis",
    "type",
    "grade",
    "group",
    "section",
    "part",
    "plan",
    "class",
    "option",
    "figure",
    "step",
    "schedule",
    "appendix",
    "pro",
    "provitamin",
    "factor",
    "point",
    "influenza",
    "coenzyme",
    "botulinum",
    "toxin",
];

/// Looks whether a token is an article that is wrong for the next one.
pub fn find(line: &Line<'_>, at: usize, found: &mut Vec<FoundSlip>) {
    let article = line.small(at);
    if !matches!(article, "a" | "an") || at + 1 >= line.tokens.len() {
        return;
    }
    if !may_be_wrong(article, line.word(at + 1)) {
        return;
    }
    let word = line.word(at);
    let is_letter =
        word == "A" && at > 0 && !line.document.text()[..line.span(at).start()].ends_with(['"', '(']);
    let between = line.document.text().get(line.span(at).end()..line.span(at + 1).start());
    if between != Some(" ") || is_letter || (at > 0 && BEFORE_A_LETTER.contains(&line.small(at - 1))) {
        return;
    }
    let next = line.small(at + 1);
    if AFTER_A_LETTER.contains(&next) {
        return;
    }
    let right = match (sounds_like_vowel(line, at + 1), article) {
        (Some(true), "a") => {
            if word == "A" {
                "An"
            } else {
                "an"
            }
        }
        (Some(false), "an") => {
            if word == "An" {
                "A"
            } else {
                "a"
            }
        }
        _ => return,
    };
    let whole = line.span(at).join(line.span(at + 1));
    let right_words = format!("{right} {}", line.word(at + 1));
    found.push(FoundSlip::new(Slip::WrongArticle, whole, right_words).with_edit(line.span(at), right));
}

/// Whether the letter that comes next leaves any doubt. Nearly all do not, and nothing more need be asked.
fn may_be_wrong(article: &str, next: &str) -> bool {
    let Some(first) = next.bytes().next() else { return false };
    match (article, first.to_ascii_lowercase()) {
        ("a", b'a' | b'e' | b'i' | b'o' | b'u' | b'h' | b'0'..=b'9') => true,
        ("a", _) | ("an", b'a' | b'i') => false,
        _ => true,
    }
}

/// Whether a token sounds as if it began with a vowel; `None` where nobody can say.
fn sounds_like_vowel(line: &Line<'_>, index: usize) -> Option<bool> {
    let (word, small) = (line.word(index), line.small(index));
    match line.tokens[index].kind {
        TokenKind::Number => {
            let digits: String = word.split(',').next()?.chars().take_while(char::is_ascii_digit).collect();
            let is_whole = !word.contains('.');
            return Some(digits.starts_with('8') || (is_whole && matches!(digits.as_str(), "11" | "18")));
        }
        TokenKind::Word if line.is_word(index) => {}
        _ => return None,
    }
    let begins = |list: &[&str]| list.iter().any(|beginning| small.starts_with(beginning));
    let letters = word.chars().filter(|letter| letter.is_alphabetic()).count();
    let is_abbreviation =
        letters > 1 && word.chars().take(letters.min(3)).all(|letter| !letter.is_lowercase());
    if is_abbreviation {
        // Read letter by letter or as a word, these begin alike.
        return match word.chars().next()? {
            'A' | 'E' | 'I' | 'O' => Some(true),
            'B' | 'C' | 'D' | 'G' | 'J' | 'K' | 'P' | 'Q' | 'T' | 'V' | 'W' | 'Y' | 'Z' => Some(false),
            _ => None,
        };
    }
    if letters < 2 || !line.is_known(index) || begins(EITHER) {
        return None;
    }
    if begins(SILENT) {
        return Some(true);
    }
    let is_vowel = small.starts_with(['a', 'e', 'i', 'o', 'u']);
    let misleads = begins(LIKE_CONSONANTS) && !begins(LIKE_VOWELS_AFTER_ALL);
    Some(is_vowel && !misleads)
}
