//! Faults in what users write: rule files and the configuration, and labels, whose lines are JSON and are read elsewhere.
//!
//! Each names its file and bytes, so that it can be shown with a caret. Reading goes on past a fault, and all are
//! reported at once.

use std::ops::Range;
use std::sync::Arc;

use serde::de::DeserializeOwned;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// The text of a file that is TOML, or lines of JSON, and the name it is shown by.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TomlSource {
    /// The path as the user knows it, or a name for what is built in.
    pub name: String,
    /// The whole text.
    pub text: String,
    /// Whether it is built in: then our tests check it, and a start need not spend time on that.
    pub built_in: bool,
}

impl TomlSource {
    /// The text of a user's file.
    pub fn new(name: impl Into<String>, text: impl Into<String>) -> TomlSource {
        TomlSource { name: name.into(), text: text.into(), built_in: false }
    }

    /// The text of a file that comes with the program.
    pub fn built_in(name: impl Into<String>, text: impl Into<String>) -> TomlSource {
        TomlSource { name: name.into(), text: text.into(), built_in: true }
    }
}

/// Something wrong in such a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The file.
    pub source: Arc<TomlSource>,
    /// The bytes of its text; `None` where the fault is the file as a whole.
    pub range: Option<Range<usize>>,
    /// What is wrong.
    pub message: String,
    /// What to do about it.
    pub help: Option<String>,
}

impl Fault {
    /// A fault at a place in a file.
    pub fn at(source: &Arc<TomlSource>, range: Range<usize>, message: impl Into<String>) -> Fault {
        Fault { source: source.clone(), range: Some(range), message: message.into(), help: None }
    }

    /// The same fault, saying what to do.
    pub fn help(mut self, help: impl Into<String>) -> Fault {
        self.help = Some(help.into());
        self
    }

    /// The same fault, with the known name that may have been meant; without one, the help stays.
    pub fn suggest<'n>(mut self, given: &str, known: impl Iterator<Item = &'n str>) -> Fault {
        self.help = did_you_mean(given, known).or(self.help);
        self
    }
}

/// A file with more faults is of another kind, and no further ones are looked for.
pub const MOST_FAULTS: usize = 100;

/// Reads a file into `T`. Every value that does not fit is reported and left out; `None` where nothing can be made of
/// the rest, which is always reported.
pub fn read<T: DeserializeOwned>(source: &Arc<TomlSource>) -> (Option<T>, Vec<Fault>) {
    let (mut table, errors) = DeTable::parse_recoverable(&source.text);
    let mut faults: Vec<Fault> = errors.iter().take(MOST_FAULTS).map(|error| fault(source, error)).collect();
    if !faults.is_empty() {
        // What the parser guesses after a syntax error would only give false faults.
        return (None, faults);
    }
    loop {
        match T::deserialize(toml::Deserializer::from(table.clone())) {
            Ok(value) => return (Some(value), faults),
            Err(error) => {
                faults.push(fault(source, &error));
                let removed = error.span().is_some_and(|span| remove(table.get_mut(), &span));
                if !removed || faults.len() >= MOST_FAULTS {
                    return (None, faults);
                }
            }
        }
    }
}

fn fault(source: &Arc<TomlSource>, error: &toml::de::Error) -> Fault {
    let message = error.message().replace("unknown variant", "unknown value");
    let help = suggestion(&message);
    let given = error.span().and_then(|span| source.text.get(span)).unwrap_or_default();
    let (message, help) = match message.strip_suffix("expected a sequence") {
        _ if is_unquoted(&message, given) => {
            let text = given.trim_matches(CURLY_QUOTES);
            (format!("`{given}` is not in quotes"), Some(format!("write \"{text}\"")))
        }
        Some(start) => (format!("{start}expected a list"), list_of(given)),
        None => (message, help),
    };
    Fault { source: source.clone(), range: error.span(), message, help }
}

/// Quotes that TOML does not know, and that word processors put in place of those it does.
const CURLY_QUOTES: [char; 4] = ['\u{201C}', '\u{201D}', '\u{2018}', '\u{2019}'];

/// Whether a value is text without quotes. The parser takes the `n` of `never` for the beginning of a number, and the `f` of
/// `foo` for that of `false`.
fn is_unquoted(message: &str, given: &str) -> bool {
    let says_so = ["string values must be quoted", "invalid boolean", "invalid float"]
        .iter()
        .any(|start| message.starts_with(start));
    let begins_a_word = |sign: char| sign.is_alphabetic() || CURLY_QUOTES.contains(&sign);
    says_so && given.len() <= LONGEST_NAME && given.starts_with(begins_a_word) && !given.contains(['"', '\n'])
}

/// How to write a single value, or a table, as the list that was expected.
fn list_of(given: &str) -> Option<String> {
    match given {
        _ if given.contains('\n') => None,
        _ if given.starts_with(['"', '\'']) => Some(format!("write a list: [{given}]")),
        _ if given.starts_with('[') && given.ends_with(']') => {
            Some(format!("write [{given}] for each of them"))
        }
        _ => None,
    }
}

/// For "unknown field `fob`, expected one of `foo`, `bar`": the name that was meant.
fn suggestion(message: &str) -> Option<String> {
    let names: Vec<&str> = message.split('`').skip(1).step_by(2).collect();
    let (given, known) = names.split_first()?;
    if !message.starts_with("unknown") {
        return None;
    }
    let is_severity = known.contains(&"warning");
    did_you_mean(given, known.iter().copied())
        .or_else(|| (is_severity && OFF.contains(given)).then(|| NO_RULE.to_owned()))
}

/// Words for a rule that does not run.
const OFF: [&str; 6] = ["off", "none", "never", "false", "ignore", "disabled"];

/// What is said where a severity is to switch a rule off.
const NO_RULE: &str = "to switch rules off, name them in a list: ignore = [\"hype\"]";

/// Names that people write for others, in small letters.
const OTHER_NAMES: [(&str, &str); 25] = [
    ("en-uk", "en-GB"),
    ("en_uk", "en-GB"),
    ("uk", "en-GB"),
    ("warn", "warning"),
    ("info", "note"),
    ("off", "never"),
    ("none", "never"),
    ("false", "never"),
    ("html5", "html"),
    ("gb", "uk"),
    ("usa", "us"),
    ("fra", "fr"),
    ("ger", "de"),
    ("britain", "uk"),
    ("england", "uk"),
    ("united kingdom", "uk"),
    ("america", "us"),
    ("united states", "us"),
    ("europe", "eu"),
    ("germany", "de"),
    ("france", "fr"),
    ("canada", "ca"),
    ("australia", "au"),
    ("ie", "eu"),
    ("ireland", "eu"),
];

/// A longer text, in bytes, is not a misspelt name.
const LONGEST_NAME: usize = 100;

/// "did you mean …?" for a misspelt name, where one of the known names is near.
pub fn did_you_mean<'n>(given: &str, known: impl Iterator<Item = &'n str>) -> Option<String> {
    if given.len() > LONGEST_NAME {
        return None;
    }
    let known: Vec<&str> = known.collect();
    let small = given.to_ascii_lowercase();
    let other = OTHER_NAMES.iter().find(|(name, meant)| *name == small && known.contains(meant));
    if let Some((_, meant)) = other {
        return Some(format!("did you mean `{meant}`?"));
    }
    // Capitals are no slip of the fingers: `US` is `us`.
    let distance =
        |name| strsim::damerau_levenshtein(given, name).min(strsim::damerau_levenshtein(&small, name));
    let distances = known.into_iter().map(|name| (distance(name), name));
    let (distance, nearest) = distances.min_by_key(|(distance, name)| (*distance, name.len()))?;
    (distance <= 1 + given.len() / 4).then(|| format!("did you mean `{nearest}`?"))
}

/// Removes the smallest key or value that covers a span. A table in an array that lacks a key is removed as a whole.
fn remove(table: &mut DeTable<'_>, span: &Range<usize>) -> bool {
    let key = table.iter().find(|(key, _)| key.span() == *span).map(|(key, _)| key.clone());
    if let Some(key) = key {
        return table.remove(&key).is_some();
    }
    let keys: Vec<_> = table.keys().cloned().collect();
    for key in keys {
        let Some(value) = table.get_mut(&key) else { continue };
        if remove_inside(value, span) {
            return true;
        }
        if covers(&value.span(), span) {
            return table.remove(&key).is_some();
        }
    }
    false
}

fn remove_inside(value: &mut Spanned<DeValue<'_>>, span: &Range<usize>) -> bool {
    match value.get_mut() {
        DeValue::Table(table) => remove(table, span),
        DeValue::Array(array) => {
            if array.iter_mut().any(|item| remove_inside(item, span)) {
                return true;
            }
            let Some(index) = array.iter().position(|item| covers(&item.span(), span)) else { return false };
            let items = array.iter().cloned().enumerate();
            *array = items.filter(|(at, _)| *at != index).map(|(_, item)| item).collect();
            true
        }
        _ => false,
    }
}

fn covers(outer: &Range<usize>, inner: &Range<usize>) -> bool {
    outer.start <= inner.start && inner.end <= outer.end
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use serde::Deserialize;

    use super::*;

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Entry {
        id: Spanned<String>,
        #[serde(default)]
        count: u8,
    }

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    struct File {
        #[serde(default)]
        entry: Vec<Entry>,
        #[serde(default)]
        words: BTreeMap<Spanned<String>, Vec<Spanned<String>>>,
    }

    fn read_text(text: &str) -> (Option<File>, Vec<(String, String)>) {
        let source = Arc::new(TomlSource::new("t.toml", text));
        let (file, faults) = read::<File>(&source);
        let shown = |fault: &Fault| fault.range.clone().map_or(String::new(), |range| text[range].to_owned());
        (file, faults.iter().map(|fault| (shown(fault), fault.message.clone())).collect())
    }

    #[test]
    fn every_fault_is_found_at_once_and_the_rest_is_read() {
        let text = "entyr = 1\n[[entry]]\nid = 3\n[[entry]]\nid = 'b'\ncount = 'many'\ncolour = 'red'\n[[entry]]\ncount = 2\n[words]\nx = ['a', 4]\n";
        let (file, faults) = read_text(text);
        let places: Vec<&str> = faults.iter().map(|(place, _)| place.as_str()).collect();
        assert_eq!(faults.len(), 7, "{faults:#?}");
        for place in ["entyr", "3", "'many'", "colour", "4"] {
            assert!(places.contains(&place), "{place} in {faults:#?}");
        }
        let file = file.unwrap();
        assert_eq!(file.entry.len(), 1);
        assert_eq!((file.entry[0].id.get_ref().as_str(), file.entry[0].count), ("b", 0));
        assert_eq!(&text[file.entry[0].id.span()], "'b'");
        assert_eq!(file.words.len(), 1);
    }

    #[test]
    fn an_unknown_key_gets_the_name_that_was_meant() {
        let source = Arc::new(TomlSource::new("t.toml", "[[entry]]\nid = 'a'\ncuont = 1"));
        let (_, faults) = read::<File>(&source);
        assert_eq!(faults[0].help.as_deref(), Some("did you mean `count`?"));
    }

    #[test]
    fn other_words_for_a_known_name_are_understood() {
        let severities = || ["note", "warning", "error"].into_iter();
        let all = [("en-UK", "en-GB"), ("warn", "warning"), ("off", "never")];
        for (given, meant) in all {
            let known = severities().chain(["en-US", "en-GB", "never"]);
            assert_eq!(did_you_mean(given, known), Some(format!("did you mean `{meant}`?")));
        }
        let help = suggestion("unknown value `off`, expected one of `note`, `warning`, `error`");
        assert_eq!(help.as_deref(), Some(NO_RULE));
    }

    #[test]
    fn what_is_written_without_quotes_or_once_gets_the_right_way_to_write_it() {
        for (text, place, help) in [
            ("words.x = [never]", "never", "write \"never\""),
            ("words.x = [foo]", "foo", "write \"foo\""),
            ("words.x = [en-GB]", "en-GB", "write \"en-GB\""),
            ("words.x = [\u{201C}hype\u{201D}]", "\u{201C}hype\u{201D}", "write \"hype\""),
            ("words.x = 'a'", "'a'", "write a list: ['a']"),
            ("[entry]", "[entry]", "write [[entry]] for each of them"),
        ] {
            let (_, faults) = read::<File>(&Arc::new(TomlSource::new("t.toml", text)));
            let shown =
                faults.iter().map(|fault| (&text[fault.range.clone().unwrap()], fault.help.as_deref()));
            assert_eq!(shown.collect::<Vec<_>>(), [(place, Some(help))], "{text}");
        }
    }

    #[test]
    fn syntax_errors_are_all_reported() {
        let (file, faults) = read_text("a = \nb = [1,\n\nc == 2\n");
        assert!(file.is_none());
        assert!(faults.len() >= 2, "{faults:#?}");
    }
}
