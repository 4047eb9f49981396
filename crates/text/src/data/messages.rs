//! Reads catalogues of messages: gettext (`.po`) and iOS (`.strings`).

use std::ops::Range;

use super::collector::Collector;
use super::escapes::{Dialect, backslashed};
use super::places::Decoded;
use super::writing::Writing;

/// An entry of a catalogue of gettext.
#[derive(Default)]
struct Entry {
    /// Its texts by their keywords, in order.
    texts: Vec<(String, Decoded)>,
    is_fuzzy: bool,
}

/// Reads a catalogue of gettext. Where its header says that it is in another language than English, what is translated is read;
/// otherwise the translation, and what has none.
pub fn read_po(text: &str, collector: &mut Collector<'_>) {
    let mut entry = Entry::default();
    let mut is_english = true;
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let range = start..start + line.len();
        start = range.end;
        let trimmed = line.trim();
        if trimmed.starts_with('#') {
            // Comments come before an entry.
            if !entry.texts.is_empty() {
                end_entry(&std::mem::take(&mut entry), &mut is_english, collector);
            }
            entry.is_fuzzy |= trimmed.starts_with("#,") && trimmed.contains("fuzzy");
            continue;
        }
        if trimmed.is_empty() {
            if !entry.texts.is_empty() {
                end_entry(&std::mem::take(&mut entry), &mut is_english, collector);
            }
            continue;
        }
        let Some(quote) = line.find('"') else {
            collector.fault("this line is neither a keyword with a string nor a comment", range.start);
            continue;
        };
        let keyword = line[..quote].trim();
        let end = line.trim_end().len();
        let inside = range.start + quote + 1..range.start + end.saturating_sub(1).max(quote + 1);
        if end <= quote + 1 || !is_closed(&line[quote + 1..end]) {
            collector.fault(
                "the string on this line has no closing quotation mark, and was not checked",
                range.start + quote,
            );
            continue;
        }
        let begins = matches!(keyword, "msgid" | "msgctxt")
            && entry.texts.iter().any(|(name, _)| name == keyword || name.starts_with("msgstr"));
        if begins {
            end_entry(&std::mem::take(&mut entry), &mut is_english, collector);
        }
        if !keyword.is_empty() {
            entry.texts.push((keyword.to_owned(), Decoded::default()));
        }
        if let Some((_, decoded)) = entry.texts.last_mut() {
            decoded.append(&backslashed(text, inside, Dialect::Gettext));
        }
    }
    end_entry(&entry, &mut is_english, collector);
}

/// Whether a text ends with a quotation mark, and has no other that is not escaped.
fn is_closed(rest: &str) -> bool {
    let mut is_escaped = false;
    for (at, sign) in rest.char_indices() {
        match sign {
            _ if is_escaped => is_escaped = false,
            '\\' => is_escaped = true,
            '"' => return at + 1 == rest.len(),
            _ => {}
        }
    }
    false
}

fn end_entry(entry: &Entry, is_english: &mut bool, collector: &mut Collector<'_>) {
    let of = |keyword: &str| entry.texts.iter().find(|(name, _)| name == keyword).map(|(_, text)| text);
    let Some(id) = of("msgid") else { return };
    if id.text.is_empty() {
        // The header.
        let header = of("msgstr").map_or("", |text| text.text.as_str());
        let language =
            header.lines().find_map(|line| line.strip_prefix("Language:")).unwrap_or_default().trim();
        *is_english = language.is_empty() || language.to_lowercase().starts_with("en");
        return;
    }
    let name = of("msgctxt").unwrap_or(id).text.chars().take(60).collect::<String>();
    collector.enter(Some(format!("msgid={}", name.replace('\n', " "))));
    let is_translated =
        *is_english && !entry.is_fuzzy && of("msgstr").is_some_and(|text| !text.text.is_empty());
    for (keyword, decoded) in &entry.texts {
        let is_translation = keyword.starts_with("msgstr");
        let is_read = match (is_translation, keyword.starts_with("msgid")) {
            (true, _) => *is_english && !entry.is_fuzzy,
            (_, true) => !is_translated && !has_plural(entry, *is_english),
            _ => false,
        };
        if is_read {
            let (base, number) = keyword.split_once('[').unwrap_or((keyword, ""));
            collector.key(base);
            match number.trim_end_matches(']').parse() {
                Ok(number) => {
                    collector.item(number);
                    collector.text(|| decoded.clone(), Writing::Quoted);
                    collector.back();
                }
                Err(_) => collector.text(|| decoded.clone(), Writing::Quoted),
            }
            collector.back();
        }
    }
    collector.leave();
}

/// Whether an entry has translations by number, in English.
fn has_plural(entry: &Entry, is_english: bool) -> bool {
    let is_written = |(name, text): &(String, Decoded)| name.starts_with("msgstr[") && !text.text.is_empty();
    is_english && !entry.is_fuzzy && entry.texts.iter().any(is_written)
}

/// Reads a catalogue of iOS: `"key" = "text";` with comments.
pub fn read_strings(text: &str, collector: &mut Collector<'_>) {
    let mut reader = Strings { text, at: 0 };
    while let Some((token, range)) = reader.token(collector) {
        if token == Part::Sign {
            collector.fault("a key in quotation marks, `=` and a string are expected here", range.start);
            reader.skip_line();
            continue;
        }
        let key = reader.word(&token, &range);
        let equals = reader.token(collector);
        if !equals.is_some_and(|(token, range)| token == Part::Sign && text[range].starts_with('=')) {
            collector.fault("`=` and a string are missing after this key", range.start);
            reader.skip_line();
            continue;
        }
        match reader.token(collector) {
            Some((Part::Text, value)) => {
                collector.key(&key);
                let inside = value.start + 1..value.end - 1;
                collector.text(|| backslashed(text, inside, Dialect::Gettext), Writing::Quoted);
                collector.back();
                let end = reader.at;
                match reader.token(collector) {
                    Some((Part::Sign, range)) if text[range.clone()].starts_with(';') => {}
                    _ => {
                        collector.fault("`;` is missing after this string", value.start);
                        reader.at = end;
                    }
                }
            }
            _ => {
                collector.fault("the string of this key is missing", range.start);
                reader.skip_line();
            }
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Part {
    Text,
    Bare,
    Sign,
}

struct Strings<'t> {
    text: &'t str,
    at: usize,
}

impl Strings<'_> {
    fn token(&mut self, collector: &mut Collector<'_>) -> Option<(Part, Range<usize>)> {
        loop {
            let rest = self.text.get(self.at..)?;
            let start = self.at;
            let first = rest.chars().next()?;
            if first.is_whitespace() {
                self.at += first.len_utf8();
            } else if rest.starts_with("//") {
                self.skip_line();
            } else if rest.starts_with("/*") {
                let end = rest.find("*/");
                if end.is_none() {
                    collector.fault("the comment that begins here is not closed", start);
                }
                self.at = end.map_or(self.text.len(), |end| start + end + 2);
            } else if first == '"' {
                let Some(length) = length_of_text(&rest[1..]) else {
                    collector
                        .fault("the string that begins here is not closed; the rest was not read", start);
                    self.at = self.text.len();
                    return None;
                };
                self.at = start + 1 + length + 1;
                return Some((Part::Text, start..self.at));
            } else if first.is_alphanumeric() || first == '_' {
                let is_part = |sign: char| sign.is_alphanumeric() || matches!(sign, '_' | '-' | '.');
                self.at = start + rest.find(|sign| !is_part(sign)).unwrap_or(rest.len());
                return Some((Part::Bare, start..self.at));
            } else {
                self.at += first.len_utf8();
                return Some((Part::Sign, start..self.at));
            }
        }
    }

    fn word(&self, part: &Part, range: &Range<usize>) -> String {
        match part {
            Part::Text => backslashed(self.text, range.start + 1..range.end - 1, Dialect::Gettext).text,
            _ => self.text.get(range.clone()).unwrap_or_default().to_owned(),
        }
    }

    fn skip_line(&mut self) {
        let rest = self.text.get(self.at..).unwrap_or_default();
        self.at = rest.find('\n').map_or(self.text.len(), |length| self.at + length + 1);
    }
}

/// The bytes of a text up to the quotation mark at its end.
fn length_of_text(rest: &str) -> Option<usize> {
    let mut is_escaped = false;
    for (at, byte) in rest.bytes().enumerate() {
        match byte {
            _ if is_escaped => is_escaped = false,
            b'\\' => is_escaped = true,
            b'"' => return Some(at),
            _ => {}
        }
    }
    None
}
