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

/// Empty cannot be: a test reads it.
static JOURNALS: LazyLock<Vec<Journal>> = LazyLock::new(|| {
    let file: Result<JournalsFile, _> = toml::from_str(include_str!("../../rules/journals.toml"));
    file.map(|file| file.journal).unwrap_or_default()
});

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
    let known = || JOURNALS.iter().flat_map(|journal| [journal.name.as_str(), journal.short.as_str()]);
    let plain = |name: &str| name.to_lowercase().replace('.', "").replace('&', "and");
    let own = plain(name);
    if known().any(|known| plain(known) == own) {
        return None;
    }
    // A letter of one word is a slip, another word is another journal.
    let words = own.split(' ').count();
    let near = |known: &&str| {
        let known = plain(known);
        known.split(' ').count() == words
            && known.split(' ').zip(own.split(' ')).all(|(one, other)| {
                one == other || (one.len() > 4 && strsim::damerau_levenshtein(one, other) <= FURTHEST)
            })
    };
    let mut meant = known().filter(near);
    let first = meant.next()?;
    meant.next().is_none().then_some(first)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_misspelt_journal_is_known_and_another_is_left_alone() {
        assert!(JOURNALS.len() > 70);
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
