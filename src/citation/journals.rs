//! The journals of the trade, and which of them a misspelt name means.

use std::sync::LazyLock;

use serde::Deserialize;

#[derive(Debug, Deserialize)]
struct JournalsFile {
    journal: Vec<Journal>,
}

#[derive(Debug, Deserialize)]
struct Journal {
    name: String,
    short: String,
}

/// A name or short form, and the words by which it is compared.
struct Known {
    name: String,
    words: Vec<String>,
}

/// Empty cannot be: a test reads it.
static KNOWN: LazyLock<Vec<Known>> = LazyLock::new(|| {
    let file: Result<JournalsFile, _> = toml::from_str(include_str!("../../rules/journals.toml"));
    let journals = file.map(|file| file.journal).unwrap_or_default().into_iter();
    let names = journals.flat_map(|journal| [journal.name, journal.short]);
    names.map(|name| Known { words: plain(&name), name }).collect()
});

/// The words of a name without what makes no difference: capitals, stops, the sign for "and".
fn plain(name: &str) -> Vec<String> {
    let name = name.to_lowercase().replace('.', "").replace('&', "and");
    name.split(' ').map(str::to_owned).collect()
}

/// Shorter names are near to too many others.
const SHORTEST: usize = 10;
/// A name that is further off, in letters, is another journal's.
const FURTHEST: usize = 2;

/// The journal that a name means that is nearly one of ours, as it is spelt; `None` where the name is right, or of a
/// journal that we do not know.
pub fn meant_by(name: &str) -> Option<&'static str> {
    let name = name.trim_end_matches('.');
    if name.chars().count() < SHORTEST {
        return None;
    }
    let own = plain(name);
    let of_length = || KNOWN.iter().filter(|known| known.words.len() == own.len());
    if of_length().any(|known| known.words == own) {
        return None;
    }
    // A letter of one word is a slip, another word is another journal.
    let is_near = |one: &String, other: &String| {
        let is_long = one.len() > 4 && one.len().abs_diff(other.len()) <= FURTHEST;
        one == other || is_long && strsim::damerau_levenshtein(one, other) <= FURTHEST
    };
    let mut meant =
        of_length().filter(|known| known.words.iter().zip(&own).all(|(one, other)| is_near(one, other)));
    let first = meant.next()?;
    meant.next().is_none().then_some(first.name.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_misspelt_journal_is_known_and_another_is_left_alone() {
        assert!(KNOWN.len() > 140);
        assert_eq!(meant_by("Dermatolgic Surgery"), Some("Dermatologic Surgery"));
        assert_eq!(meant_by("Jounal of Cosmetic Dermatology"), Some("Journal of Cosmetic Dermatology"));
        for right in
            ["Dermatologic Surgery", "J. Cosmet. Dermatol.", "J Cosmet Dermatol", "Plastic Surgery Today"]
        {
            assert_eq!(meant_by(right), None, "{right}");
        }
        assert_eq!(meant_by("Cosmetic Dermatology"), None);
    }
}
