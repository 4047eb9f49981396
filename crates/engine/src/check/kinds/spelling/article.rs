//! "a" before a vowel sound, "an" before another.
//!
//! English spelling does not show the sound, so the lists in `rules/lists/english.toml` are of beginnings that mislead. Where usage differs ("an
//! historic", "a herb" and "an herb") or an abbreviation may be read either way ("a FAQ"), nothing is said.

use claimlint_base::span::Span;
use claimlint_data::words::english;
use claimlint_rules::Slip;
use claimlint_rules::tokens::TokenKind;

use super::found_slip::FoundSlip;
use super::line::Line;
use super::no_words::is_cut_off;

/// Checks whether a token is an article that is wrong for the next one.
pub fn find(line: &Line<'_>, at: usize, found: &mut Vec<FoundSlip>) {
    let article = line.small(at);
    if !matches!(article, "a" | "an") || at + 1 >= line.tokens.len() {
        return;
    }
    if !may_be_wrong(article, line.word(at + 1)) || line.is_filler(at) {
        return;
    }
    let word = line.word(at);
    let is_letter =
        word == "A" && at > 0 && !line.document.text()[..line.span(at).start()].ends_with(['"', '(']);
    let between = line.document.text().get(line.span(at).end()..line.span(at + 1).start());
    if between != Some(" ")
        || is_letter
        || (at > 0 && english::BEFORE_THE_LETTER_A.contains(line.small(at - 1)))
    {
        return;
    }
    let next = line.small(at + 1);
    // "a an oily zone": one of the two was left over.
    if next == "an" && article == "a" && line.word(at + 2).starts_with(char::is_lowercase) {
        let whole = line.span(at).join(line.span(at + 1));
        let right = if sounds_like_vowel(line, at + 2) == Some(false) { "a" } else { "an" };
        found.push(FoundSlip::new(Slip::WrongArticle, whole, right).with_edit(whole, right));
        return;
    }
    // "a our list": the first was left over.
    if english::IN_PLACE_OF_ARTICLES.contains(next) {
        let whole = line.span(at).join(line.span(at + 1));
        let article = Span::of(line.span(at).start()..line.span(at + 1).start());
        found.push(FoundSlip::new(Slip::WrongArticle, whole, line.word(at + 1)).with_edit(article, ""));
        return;
    }
    if english::AFTER_THE_LETTER_A.contains(next) {
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
    // "an ho…"
    if is_cut_off(line, line.span(at + 1)) {
        return;
    }
    let whole = line.span(at).join(line.span(at + 1));
    let right_words = format!("{right} {}", line.word(at + 1));
    found.push(FoundSlip::new(Slip::WrongArticle, whole, right_words).with_edit(line.span(at), right));
}

/// Whether the letter that comes next leaves any doubt. Nearly all do not, and nothing more need be asked.
fn may_be_wrong(article: &str, next: &str) -> bool {
    let Some(first) = next.bytes().next() else { return false };
    match (article, first.to_ascii_lowercase()) {
        ("a", b'a' | b'e' | b'i' | b'o' | b'u' | b'h' | b'0'..=b'9') => true,
        ("a", _) if english::IN_PLACE_OF_ARTICLES.contains(next) => true,
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
            return Some(digits.starts_with('8') || matches!(digits.as_str(), "11" | "18"));
        }
        TokenKind::Word if line.is_word(index) => {}
        _ => return None,
    }
    let begins = |list: &[&str]| list.iter().any(|beginning| small.starts_with(beginning));
    let letters = word.chars().filter(|letter| letter.is_alphabetic()).count();
    // "MSc" and "Nd" are read letter by letter, whatever their letters are in words.
    let capitals = word.chars().take(2).filter(|letter| letter.is_uppercase()).count();
    let is_symbol = letters == 2 && capitals > 0 && !word.to_lowercase().contains(['a', 'e', 'i', 'o', 'u']);
    let is_abbreviation = letters > 1 && (capitals == 2 || is_symbol);
    if is_abbreviation {
        // Read letter by letter or as a word, these begin alike.
        return match word.chars().next()? {
            'A' | 'E' | 'I' | 'O' => Some(true),
            'B' | 'C' | 'D' | 'G' | 'J' | 'K' | 'P' | 'Q' | 'T' | 'V' | 'W' | 'Y' | 'Z' => Some(false),
            _ => None,
        };
    }
    if letters < 2 || !line.is_known(index) || begins(english::EITHER_H) {
        return None;
    }
    if begins(english::SILENT_H) {
        return Some(true);
    }
    let is_vowel = small.starts_with(['a', 'e', 'i', 'o', 'u']);
    let misleads = begins(english::SOUND_LIKE_CONSONANTS) && !begins(english::SOUND_LIKE_VOWELS_AFTER_ALL);
    Some(is_vowel && !misleads)
}
