//! Finds the bodies and people that a text names as its source: "according to the British Skin Council", "researchers at
//! Example University", "(Source: Example)".

use std::ops::Range;

use claimlint_data::words::citations;

use super::cursor::{Cursor, SplitText, has_capital};

/// The bodies of a text with the words before them, in bytes.
pub fn find(words: &SplitText<'_>) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    for word in 0..words.count() {
        let body = match words.small(word) {
            "according" => according_to(words, word),
            "source" | "via" => source(words, word),
            "trial" | "study" | "cohort" | "survey" => named_trial(words, word),
            people if citations::RESEARCHERS.contains(people) => people_at(words, word),
            _ => None,
        };
        // "According to researchers at …" is a single one.
        let end = found.last().map_or(0, |last| last.end);
        found.extend(body.filter(|body| end <= body.start));
    }
    found
}

/// Abbreviations that are no names of trials: "the LED trial".
const NO_TRIALS: &[&str] =
    &["RCT", "RCTS", "LED", "UVA", "UVB", "SPF", "DNA", "IPL", "PRP", "HIFU", "CO2", "OUR", "THE", "NEW"];

/// "the CALM trial", "the CALM-2 study": a trial with a name of its own.
fn named_trial(words: &SplitText<'_>, noun: usize) -> Option<Range<usize>> {
    let name = noun.checked_sub(1).filter(|&name| words.is_joined(name))?;
    let the = name.checked_sub(1).filter(|&the| words.is_joined(the) && words.small(the) == "the")?;
    let text = words.text(name);
    let letters = text.chars().filter(|sign| sign.is_uppercase()).count();
    let is_name = letters >= 3
        && !text.contains(char::is_lowercase)
        && !NO_TRIALS.contains(&text)
        && words.text(noun).contains(char::is_lowercase);
    is_name.then(|| words.place(the).start..words.place(noun).end)
}

/// "according to the …", "according to a report by the …"
fn according_to(words: &SplitText<'_>, word: usize) -> Option<Range<usize>> {
    let mut cursor = Cursor::on(words, word);
    if !cursor.take(&["to"]) {
        return None;
    }
    let mut report = cursor.clone();
    let is_report = report.take(&["a"]) && report.take(&["report"]) && report.take(&["by", "from"]);
    let mut data = cursor.clone();
    let is_data = data.take(&["data"]) && data.take(&["from"]);
    let before_name = if is_report {
        report
    } else if is_data {
        data
    } else {
        cursor
    };
    named(words, before_name, word)
}

/// "researchers at the …"
fn people_at(words: &SplitText<'_>, word: usize) -> Option<Range<usize>> {
    let mut cursor = Cursor::on(words, word);
    if cursor.take(&["at", "from"]) { named(words, cursor, word) } else { None }
}

/// The name of a body after a cursor, with the words from the first on.
fn named(words: &SplitText<'_>, mut cursor: Cursor<'_, '_>, first: usize) -> Option<Range<usize>> {
    cursor.take(&["the"]);
    let name = cursor.name(&[" "])?;
    is_body(words.text_in(name)).then(|| words.place(first).start..cursor.end)
}

/// "Source: …", "(source …)"
fn source(words: &SplitText<'_>, word: usize) -> Option<Range<usize>> {
    let mut cursor = Cursor::on(words, word);
    let is_bracketed = words.gap_before(word).ends_with('(') && words.small(word) == "source";
    let name = cursor.name(if is_bracketed { &[": ", ":", " "] } else { &[": ", ":"] })?;
    // Nobody outside of the house can look that up.
    if words.small_in(name) == "data" && cursor.take(&["on"]) && cursor.take(&["file"]) {
        return None;
    }
    Some(words.place(word).start - usize::from(is_bracketed)..cursor.end)
}

/// Whether a name is one of a body: it has several words with capitals, or only capitals.
fn is_body(name: &str) -> bool {
    let words = name.split_whitespace().filter(|word| has_capital(word)).count();
    let capitals =
        name.len() >= 2 && name.chars().take_while(|sign| sign.is_alphabetic()).all(char::is_uppercase);
    words >= 2 || capitals
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<&str> {
        let small = text.to_ascii_lowercase();
        find(&SplitText::of(text, &small)).into_iter().map(|range| &text[range]).collect()
    }

    #[test]
    fn bodies_are_read_after_the_words_that_lead_to_them() {
        for (text, expected) in [
            ("According to the British Skin Council, it helps.", "According to the British Skin Council"),
            ("according to a report by the NHS.", "according to a report by the NHS"),
            ("according to data from the WHO", "according to data from the WHO"),
            ("Say researchers at Example University.", "researchers at Example University"),
            ("It helps (source: Example).", "(source: Example"),
            ("Source: Example", "Source: Example"),
        ] {
            assert_eq!(read(text), [expected], "{text}");
        }
        for text in [
            "according to Anna",
            "according to our own tests",
            "a source of Vitamin C",
            "via London",
            "(Source: Data on file)",
        ] {
            assert_eq!(read(text), [] as [&str; 0], "{text}");
        }
    }
}
