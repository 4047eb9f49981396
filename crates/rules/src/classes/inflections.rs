//! Makes one form of a word from another: "improves" to "improve".
//!
//! A word is kept as its stem's pattern: what its forms have after the letters that all of them begin with. "Improve" and
//! "create" share one, "take" and "shake" another, so that a few hundred patterns stand for the whole table.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::class::{Kind, PartOfSpeech};
use super::table::Table;

/// The endings of each form. What has no such form has [`MISSING`] there.
type Pattern = Vec<String>;

/// Stands for an ending that no word has.
const MISSING: &str = "-";

/// The patterns of words.
#[derive(Debug, Default)]
pub(super) struct Inflections {
    /// Each word and the letter of its part of speech, with the number of its pattern.
    words: Option<fst::Map<Cow<'static, [u8]>>>,
    patterns: Vec<Pattern>,
}

impl Inflections {
    pub fn new(words: Cow<'static, [u8]>, patterns: &[String]) -> Inflections {
        let patterns = patterns.iter().map(|text| text.split('/').map(str::to_owned).collect()).collect();
        Inflections { words: fst::Map::new(words).ok(), patterns }
    }

    /// What is packed of a table: the words, and the patterns.
    pub fn pack(table: &Table) -> Result<(Vec<u8>, Vec<String>), fst::Error> {
        let mut words = BTreeMap::new();
        let mut used: BTreeMap<String, usize> = BTreeMap::new();
        for row in table.rows.iter().filter(|row| row.part != PartOfSpeech::Adverb) {
            let forms: Vec<Option<&str>> =
                row.forms.iter().map(|all| all.first().map(String::as_str)).collect();
            let stem = common_start(&forms);
            let endings: Vec<&str> =
                forms.iter().map(|form| form.map_or(MISSING, |form| &form[stem..])).collect();
            let pattern = endings.join("/");
            *used.entry(pattern.clone()).or_default() += 1;
            words.insert(format!("{}{}", row.base(), letter(row.part)), pattern);
        }
        // Those of most words come first: they are tried first.
        let mut patterns: Vec<(usize, String)> =
            used.into_iter().map(|(pattern, uses)| (uses, pattern)).collect();
        patterns.sort_by(|one, other| other.0.cmp(&one.0).then_with(|| one.1.cmp(&other.1)));
        let numbers: BTreeMap<&str, u64> =
            (0..).zip(&patterns).map(|(number, (_, pattern))| (pattern.as_str(), number)).collect();
        let numbered =
            words.iter().filter_map(|(word, pattern)| Some((word, *numbers.get(pattern.as_str())?)));
        let map = fst::Map::from_iter(numbered)?;
        Ok((map.into_fst().into_inner(), patterns.into_iter().map(|(_, pattern)| pattern).collect()))
    }

    /// The form of a word that is another form of the same part of speech.
    pub fn form(&self, word: &str, from: Kind, to: Kind) -> Option<String> {
        let ((part, from), (other, to)) = (from.column(), to.column());
        let words = self.words.as_ref().filter(|_| part == other)?;
        for (number, pattern) in (0..).zip(&self.patterns) {
            let (Some(base), Some(ending), Some(wanted)) =
                (pattern.first(), pattern.get(from), pattern.get(to))
            else {
                continue;
            };
            let Some(stem) = word.strip_suffix(ending.as_str()).filter(|_| wanted != MISSING) else {
                continue;
            };
            if words.get(format!("{stem}{base}{}", letter(part))) == Some(number) {
                return Some(format!("{stem}{wanted}"));
            }
        }
        None
    }

    /// All forms of a word as one part of speech, the word itself first. None for a word that the table does not have as that.
    pub fn all_forms(&self, base: &str, part: PartOfSpeech) -> Vec<String> {
        let number = self.words.as_ref().and_then(|words| words.get(format!("{base}{}", letter(part))));
        let pattern = number.and_then(|number| self.patterns.get(number as usize));
        let endings = pattern.into_iter().flatten().filter(|ending| *ending != MISSING);
        let stem = pattern.and_then(|pattern| base.strip_suffix(pattern.first()?.as_str()));
        let mut forms: Vec<String> = Vec::new();
        for form in endings.filter_map(|ending| Some(format!("{}{ending}", stem?))) {
            if !forms.contains(&form) {
                forms.push(form);
            }
        }
        forms
    }
}

/// How many bytes all forms begin with.
fn common_start(forms: &[Option<&str>]) -> usize {
    let mut all = forms.iter().flatten();
    let Some(first) = all.next() else { return 0 };
    let mut length = first.len();
    for form in all {
        let same = first.char_indices().zip(form.chars()).take_while(|((_, one), other)| one == other);
        length = length.min(same.last().map_or(0, |((at, sign), _)| at + sign.len_utf8()));
    }
    length
}

/// A part of speech after a word, in capitals as no word is.
fn letter(part: PartOfSpeech) -> char {
    match part {
        PartOfSpeech::Noun => 'N',
        PartOfSpeech::Verb => 'V',
        PartOfSpeech::Adjective => 'J',
        PartOfSpeech::Adverb => 'R',
    }
}
