//! Reads `rules/citations/journals.toml` into the names by which journals are looked up. This is done when the program is
//! built.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

#[derive(Deserialize)]
struct JournalsFile {
    journal: Vec<Journal>,
}

#[derive(Deserialize)]
struct Journal {
    name: String,
    short: String,
}

/// A name or short form of a journal.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Known<'l> {
    /// The name without what makes no difference.
    #[serde(borrow)]
    pub plain: Cow<'l, str>,
    /// The name as it is spelt.
    #[serde(borrow)]
    pub name: Cow<'l, str>,
    /// How many words the plain name has.
    pub words: usize,
}

impl Known<'_> {
    fn of(name: String) -> Known<'static> {
        let plain = plain(&name);
        Known { words: plain.split(' ').count(), plain: plain.into(), name: name.into() }
    }
}

/// The names and short forms of a list of journals, ordered by their plain form.
///
/// # Errors
/// What is wrong with the text, where it is not such a list.
pub fn read(text: &str) -> Result<Vec<Known<'static>>, toml::de::Error> {
    let journals = toml::from_str::<JournalsFile>(text)?.journal.into_iter();
    let names = journals.flat_map(|journal| [journal.name, journal.short]);
    let mut known: Vec<Known<'_>> = names.map(Known::of).collect();
    known.sort_by(|one, other| one.plain.cmp(&other.plain));
    known.dedup_by(|one, other| one.plain == other.plain);
    Ok(known)
}

/// A name without what makes no difference: capitals, stops, the sign for "and".
pub fn plain(name: &str) -> String {
    name.to_lowercase().replace('.', "").replace('&', "and")
}
