//! The labels of footnotes and endnotes, which stand in none of the texts: they are counted.

use rustc_hash::FxHashMap;

/// The notes to which the text refers, by whether they are endnotes and by their ids.
#[derive(Default)]
pub struct Notes {
    labels: FxHashMap<(bool, String), String>,
    footnotes: u32,
    endnotes: u32,
}

impl Notes {
    /// The label of a note at a reference to it. Footnotes have figures, and endnotes small Roman numerals, as Word shows them.
    pub fn refer(&mut self, is_endnote: bool, id: &str) -> String {
        let count = if is_endnote { &mut self.endnotes } else { &mut self.footnotes };
        let label = self.labels.entry((is_endnote, id.to_owned())).or_insert_with(|| {
            *count += 1;
            if is_endnote { roman(*count) } else { count.to_string() }
        });
        label.clone()
    }

    /// The label of a note, if the text refers to it.
    pub fn label(&self, is_endnote: bool, id: &str) -> Option<&str> {
        self.labels.get(&(is_endnote, id.to_owned())).map(String::as_str)
    }
}

/// A number as a small Roman numeral.
pub fn roman(mut number: u32) -> String {
    const SIGNS: [(u32, &str); 13] = [
        (1000, "m"),
        (900, "cm"),
        (500, "d"),
        (400, "cd"),
        (100, "c"),
        (90, "xc"),
        (50, "l"),
        (40, "xl"),
        (10, "x"),
        (9, "ix"),
        (5, "v"),
        (4, "iv"),
        (1, "i"),
    ];
    // No document has so many notes, and a numeral of them would have no end.
    if number > 5000 {
        return number.to_string();
    }
    let mut numeral = String::new();
    for (value, sign) in SIGNS {
        while number >= value {
            numeral += sign;
            number -= value;
        }
    }
    numeral
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn endnotes_have_the_numerals_that_word_shows() {
        let numerals: Vec<String> = [1, 4, 9, 14, 40, 99].map(roman).into();
        assert_eq!(numerals, ["i", "iv", "ix", "xiv", "xl", "xcix"]);
    }
}
