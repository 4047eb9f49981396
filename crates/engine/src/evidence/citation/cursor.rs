//! A text split into words, and a cursor that moves over them, for the citations that are read word by word.
//!
//! Words are separated by spaces and dashes. The other signs around a word belong to the gap between two words: there a form
//! of citation looks for a comma, a bracket or the end of a sentence.

use std::ops::Range;

use claimlint_data::words::names;

/// A text split into words, which are named by their indexes.
pub struct SplitText<'t> {
    text: &'t str,
    small: &'t str,
    places: Vec<Range<usize>>,
}

impl<'t> SplitText<'t> {
    /// Splits a text; `small` is the text with its ASCII capitals made small.
    pub fn of(text: &'t str, small: &'t str) -> SplitText<'t> {
        let mut places = Vec::new();
        // The word that is read: from its first letter or figure to its last so far.
        let mut open: Option<Range<usize>> = None;
        let mut before = ' ';
        for (at, character) in text.char_indices() {
            if character.is_alphanumeric() {
                let end = at + character.len_utf8();
                open = Some(open.map_or(at, |word| word.start)..end);
            } else if matches!(character, ' ' | '\n' | '\u{2013}' | '\u{2014}') {
                places.extend(open.take());
            } else if matches!((before, character), ('.' | '?' | '!' | ',', '(' | '[')) {
                // A sentence has ended, and a space is missing.
                places.extend(open.take());
            }
            before = character;
        }
        places.extend(open);
        SplitText { text, small, places }
    }

    /// How many words there are.
    pub fn count(&self) -> usize {
        self.places.len()
    }

    /// The first word that begins at a byte or after it.
    pub fn first_from(&self, at: usize) -> usize {
        self.places.partition_point(|place| place.start < at)
    }

    /// Where the text ends.
    pub fn text_end(&self) -> usize {
        self.text.len()
    }

    /// The bytes of a word in the text.
    pub fn place(&self, word: usize) -> Range<usize> {
        self.places.get(word).cloned().unwrap_or(self.text.len()..self.text.len())
    }

    /// A word as it is written; empty after the last.
    pub fn text(&self, word: usize) -> &'t str {
        &self.text[self.place(word)]
    }

    /// A word with its ASCII capitals made small; empty after the last.
    pub fn small(&self, word: usize) -> &'t str {
        &self.small[self.place(word)]
    }

    /// A stretch of the text as it is written.
    pub fn text_in(&self, range: Range<usize>) -> &'t str {
        self.text.get(range).unwrap_or_default()
    }

    /// A stretch of the text with its ASCII capitals made small.
    pub fn small_in(&self, range: Range<usize>) -> &'t str {
        self.small.get(range).unwrap_or_default()
    }

    /// What is between a word and the one before it.
    pub fn gap_before(&self, word: usize) -> &'t str {
        let end = word.checked_sub(1).map_or(0, |before| self.place(before).end);
        &self.text[end..self.place(word).start]
    }

    /// What is between a word and the next one.
    pub fn gap_after(&self, word: usize) -> &'t str {
        self.gap_before(word + 1)
    }

    /// Whether only a space is between a word and the next one.
    pub fn is_joined(&self, word: usize) -> bool {
        word + 1 < self.count() && self.gap_after(word) == " "
    }

    /// How many words in a row before this one, at most this many, are of a kind, with only spaces between them.
    pub fn run_before(&self, word: usize, most: usize, is_one: impl Fn(&str) -> bool) -> usize {
        let nearest_first = (word.saturating_sub(most)..word).rev();
        nearest_first.take_while(|&before| self.is_joined(before) && is_one(self.small(before))).count()
    }
}

fn is_sign(character: char) -> bool {
    !character.is_alphanumeric()
}

/// Whether a word begins with a capital.
pub fn has_capital(word: &str) -> bool {
    word.starts_with(char::is_uppercase)
}

/// Whether a word is the initials of a person, such as `A`, `AB` and `J-P`.
pub fn is_initials(word: &str) -> bool {
    has_capital(word)
        && word.chars().count() <= MOST_INITIALS
        && word.chars().all(|letter| letter.is_uppercase() || letter == '-')
}

/// More capitals than this are not initials.
const MOST_INITIALS: usize = 3;

/// Whether a word has only letters and hyphens.
pub fn is_plain(word: &str) -> bool {
    word.chars().all(|character| character.is_alphabetic() || character == '-')
}

/// Whether figures are a year that a paper can be from: those begin with 19 or 20.
pub fn is_year(figures: &str) -> bool {
    figures.len() == 4
        && (figures.starts_with("19") || figures.starts_with("20"))
        && figures.bytes().all(|byte| byte.is_ascii_digit())
}

/// The year in a word such as `2016`, `2016a` or `2016-17`.
pub fn year(word: &str) -> Option<u16> {
    let digits = word.bytes().take_while(u8::is_ascii_digit).count();
    let (digits, rest) = word.split_at(digits);
    let is_marked = matches!(rest, "a" | "b" | "c" | "d" | "e" | "f");
    let ends = is_marked || rest.chars().next().is_none_or(is_sign);
    if ends && is_year(digits) { digits.parse().ok() } else { None }
}

/// Whether a word in small letters is a month, in full or shortened.
pub fn is_month(word: &str) -> bool {
    names::MONTHS.iter().any(|month| word == *month || word == &month[..3]) || word == "sept"
}

/// At most this many small words in a row may be inside a name: "Journal of the …".
const MOST_INSIDE: usize = 3;
/// A stop after a longer first word, in bytes, ends a sentence and does not shorten a name.
const LONGEST_SHORTENED: usize = 5;

/// A place among the words that moves forwards while a citation is read.
#[derive(Clone)]
pub struct Cursor<'w, 't> {
    words: &'w SplitText<'t>,
    /// The last word read.
    pub last: usize,
    /// The byte at which what was read ends.
    pub end: usize,
}

impl<'w, 't> Cursor<'w, 't> {
    /// A cursor that has read a word.
    pub fn on(words: &'w SplitText<'t>, last: usize) -> Cursor<'w, 't> {
        Cursor { words, last, end: words.place(last).end }
    }

    fn move_to(&mut self, word: usize) {
        *self = Cursor::on(self.words, word);
    }

    /// Moves over the next word if it is one of these, in small letters, with only a space before it.
    pub fn take(&mut self, any: &[&str]) -> bool {
        let is_next = self.words.is_joined(self.last) && any.contains(&self.words.small(self.last + 1));
        if is_next {
            self.move_to(self.last + 1);
        }
        is_next
    }

    /// Moves over a name with capitals, such as "Journal of Cosmetic Dermatology" and "J. Cosmet. Dermatol.", after one of
    /// these gaps, and returns its bytes. A date is not part of a name.
    pub fn name(&mut self, gaps: &[&str]) -> Option<Range<usize>> {
        let words = self.words;
        let first = self.last + 1;
        if !gaps.contains(&words.gap_before(first)) || !has_capital(words.text(first)) {
            return None;
        }
        self.move_to(first);
        let own = words.text(first);
        let is_short = own.len() == 1 || own.len() <= LONGEST_SHORTENED && own.ends_with(char::is_lowercase);
        let has_stops = is_short && words.gap_after(first).starts_with('.');
        while let Some(next) = self.next_of_name(has_stops) {
            self.move_to(next);
        }
        Some(words.place(first).start..self.end)
    }

    /// The next word of a name, which has a capital. Small words may be before it.
    fn next_of_name(&self, has_stops: bool) -> Option<usize> {
        let words = self.words;
        let goes_on = match words.gap_after(self.last) {
            " " | ", " | " & " | ", & " => true,
            ". " => has_stops,
            _ => false,
        };
        let first = self.last + 1;
        let inside = (first..words.count()).take(MOST_INSIDE).take_while(|&word| {
            names::INSIDE_NAMES.contains(words.text(word)) && matches!(words.gap_after(word), " " | " & ")
        });
        let next = first + inside.count();
        let is_date = is_month(words.small(next)) && year(words.small(next + 1)).is_some();
        (goes_on && has_capital(words.text(next)) && !is_date).then_some(next)
    }

    /// Moves over "2016", "May 2016" or "(2016)" after one of these gaps and perhaps an "in".
    pub fn date(&mut self, gaps: &[&str]) -> bool {
        let words = self.words;
        let mut at = self.last + 1;
        if !gaps.contains(&words.gap_before(at)) {
            return false;
        }
        if words.small(at) == "in" && words.is_joined(at) {
            at += 1;
        }
        if is_month(words.small(at)) && matches!(words.gap_after(at), " " | ". ") {
            at += 1;
        }
        if year(words.small(at)).is_none() {
            return false;
        }
        self.move_to(at);
        let is_bracketed = words.gap_before(at).ends_with('(') && words.gap_after(at).starts_with(')');
        self.end += usize::from(is_bracketed);
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn small(text: &str) -> String {
        text.to_ascii_lowercase()
    }

    #[test]
    fn words_stand_without_their_signs_and_the_signs_in_the_gaps() {
        let text = "Skin\u{2014}the Journal of O'Brien (2016).";
        let small = small(text);
        let words = SplitText::of(text, &small);
        let all: Vec<&str> = (0..words.count()).map(|word| words.text(word)).collect();
        assert_eq!(all, ["Skin", "the", "Journal", "of", "O'Brien", "2016"]);
        assert_eq!((words.gap_before(5), words.gap_after(5), words.small(2)), (" (", ").", "journal"));
        assert!(words.is_joined(2) && !words.is_joined(0) && !words.is_joined(5));
    }

    #[test]
    fn a_name_ends_where_its_sentence_or_a_date_does() {
        let name = |text: &str| {
            let small = small(text);
            let words = SplitText::of(text, &small);
            Cursor::on(&words, 0).name(&[" "]).map(|range| text[range].to_owned())
        };
        for (text, expected) in [
            ("in Skin Letters in May 2016", "Skin Letters"),
            ("in Nature. The next day", "Nature"),
            ("in J. Cosmet. Dermatol. 2016", "J. Cosmet. Dermatol"),
            (
                "in Clinical, Cosmetic & Surgical Notes of the North, then",
                "Clinical, Cosmetic & Surgical Notes of the North",
            ),
            ("in Annals of plenty", "Annals"),
        ] {
            assert_eq!(name(text).as_deref(), Some(expected), "{text}");
        }
        assert_eq!(name("in skin letters"), None);
    }

    #[test]
    fn years_of_papers_and_nothing_like_them() {
        assert_eq!([year("2016"), year("2016a"), year("1998-99")], [Some(2016), Some(2016), Some(1998)]);
        assert_eq!([year("2000mg"), year("20165"), year("1816"), year("2010s")], [None; 4]);
    }
}
