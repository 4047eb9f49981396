//! What is known about a word that the dictionary does not have, whatever is around it: what was meant, and whether it
//! is two words that were joined. Whether it is reported is for `verdict`, which sees its place.

use claimlint_data::words::{endings, english};
use claimlint_rules::dictionary::suggest::Suggestion;
use claimlint_rules::dictionary::{Dictionary, Entry};

use super::common::{COMMON, common_word};
use super::derived::is_derived;
use super::joined::joint;
use super::shape::{SHORTEST, Shape};

/// Names are close to words more often than words are; a misspelt word must be long to be told apart from them.
pub const SHORTEST_NAME: usize = 7;
/// What was meant is no rarer than this.
const RAREST: u8 = 40;

/// Or, where the word is long enough, than this.
const LESS_RARE: u8 = 50;

/// Or, where the word is very long, than this.
const RARE: u8 = 55;
/// A name that is known to be one is no rarer than this.
const KNOWN_NAME: u8 = 50;
/// What could be two words is rather one word up to this many letters. Two whole words in a longer one are no accident.
const LONGEST_RATHER_ONE: usize = 9;
/// A long word has at least this many letters.
const LONG: usize = 8;
/// A word of this many letters is near to so few others that what it meant may be rare.
const LONG_ENOUGH: usize = 7;
/// A word that everybody writes is no rarer than this. What is a common slip of one is not made of two rarer words: "foreveer".
const EVERYDAY: u8 = 20;

/// A word that the dictionary does not have.
#[derive(Debug)]
pub struct Unknown {
    /// Which of its letters are capitals.
    pub shape: Shape,
    /// The word in small letters, without an ending after an apostrophe.
    pub small: String,
    /// Where two words were joined, in bytes of the word.
    pub joint: Option<usize>,
    /// What was meant.
    pub meant: Option<Suggestion>,
    /// The word of the trade that was meant.
    pub term: Option<Suggestion>,
    /// A name without its capital.
    pub name: bool,
    /// The user says so, or the spelling of English that the user chose.
    pub rejected: bool,
}

impl Unknown {
    /// Whether there is anything that may be said about it.
    pub fn is_doubtful(&self) -> bool {
        let has_meaning = match self.shape {
            Shape::Small | Shape::Mixed => self.meant.is_some(),
            Shape::Capital => self.meant.is_some(),
            Shape::Capitals => false,
        };
        self.rejected || self.joint.is_some() || self.term.is_some() || has_meaning
    }

    /// Whether what was meant by a short word is itself short, so that a name is as likely where it has a capital: "Yourr".
    pub fn is_short_slip(&self) -> bool {
        let meant = self.meant.as_ref().filter(|_| self.small.len() < SHORTEST_NAME);
        meant.is_some_and(|meant| {
            self.small.len().min(meant.word.len()) < SHORTEST_MEANT && !self.has_letters_swapped()
        })
    }

    /// Whether it is what was meant with its letters in another order.
    pub fn has_letters_swapped(&self) -> bool {
        self.meant.as_ref().is_some_and(|meant| letters(&self.small) == letters(&meant.word))
    }

    /// Judges a word as it is.
    pub fn of(dictionary: &Dictionary, word: &str) -> Unknown {
        let shape = Shape::of(word);
        let whole = word.to_lowercase();
        let small = whole.split('\'').next().filter(|stem| stem.len() >= SHORTEST && whole.ends_with("'s"));
        let small = small.unwrap_or(&whole).to_owned();
        let entry = dictionary.entry(&small);
        let name = shape == Shape::Small && entry.is_some_and(|entry| !entry.has(Entry::WORD));
        // "colour" is not two words, even where it is misspelt.
        let is_elsewhere = dictionary.has_elsewhere(&small);
        let rejected = is_elsewhere || dictionary.rejects(word);
        let joint = joint(dictionary, word, shape).filter(|_| !is_elsewhere && !name);
        let is_derived = !rejected && !name && is_derived(dictionary, &small);
        let joint = joint.filter(|at| !is_derived && !is_rather_one(dictionary, &small, *at));
        let (meant, term) = if is_derived {
            (None, None)
        } else if is_elsewhere {
            (dictionary.suggest(&small).into_iter().next(), None)
        } else if name {
            // Its capital is all that it lacks, where everybody knows the name.
            let entry = entry.filter(|entry| entry.level() <= KNOWN_NAME);
            (entry.map(|entry| Suggestion::of(small.clone(), entry)), None)
        } else if small.len() < SHORTEST {
            (
                with_letter_put_in(dictionary, &small)
                    .filter(|_| matches!(shape, Shape::Small | Shape::Capital) && !rejected),
                None,
            )
        } else if shape == Shape::Mixed {
            (with_letter_for_capital(dictionary, word), None)
        } else if !rejected && shape != Shape::Small && small.len() < SHORTEST_NAME {
            // Little is said about it, whatever is near.
            (if shape == Shape::Capital { short_meant(dictionary, &small) } else { None }, None)
        } else {
            let may_be_meant = rejected || shape != Shape::Capitals;
            let near = if may_be_meant { dictionary.suggest(&small) } else { Vec::new() };
            // The nearest may be a word that nobody meant: "insued" is no "issued".
            let meant = near.into_iter().enumerate().find(|(at, near)| {
                let may_be_later = shape == Shape::Small && near.distance == 1 && near.is_likely;
                (*at == 0 || may_be_later) && is_meant(&small, near)
            });
            let meant = meant.map(|(_, near)| near);
            let meant = meant.filter(|meant| !is_compound(dictionary, &small, meant));
            let term = dictionary.near_term(&small).filter(|term| term.distance == 1 || !is_latin(&small));
            let term = term.filter(|term| !is_rather_other_term(&small, term));
            let term = term.or_else(|| dictionary.cut_off_term(&small));
            // "wating" is rather "waiting" than "waxing".
            let term = term.filter(|term| !meant.as_ref().is_some_and(|meant| meant.is_likelier_than(term)));
            (meant, term)
        };
        Unknown { shape, small, joint, meant, term, name, rejected }
    }
}

/// Whether what could be two words is rather a common one with a letter left out or changed: "belive".
fn is_rather_one(dictionary: &Dictionary, small: &str, joint: usize) -> bool {
    let (first, second) = small.split_at(joint);
    // "befor" is no "be for".
    let is_long = |part: &str| english::JOINED.contains(part);
    let are_small = is_long(first) && is_long(second);
    if are_small || small.len() > LONGEST_RATHER_ONE {
        return false;
    }
    let nearest = dictionary.suggest(small).into_iter().next();
    // "beused" is rather "be used" than "bemused".
    let is_everyday = |part: &str| dictionary.entry(part).is_some_and(|entry| entry.level() <= COMMONEST);
    let are_everyday = is_everyday(first) && is_everyday(second);
    nearest.is_some_and(|word| {
        if are_everyday && word.entry.level() > EVERYDAY && !word.entry.has(Entry::TERM) {
            return false;
        }
        let is_common = word.entry.level() <= COMMON || word.entry.has(Entry::TERM);
        word.distance == 1 && word.is_likely && is_common && word.word.len() >= small.len()
    })
}

/// Whether a near word is near enough to say that it was meant. Two letters off, or a slip that nobody makes, wants a
/// common word and a long one.
fn is_meant(small: &str, meant: &Suggestion) -> bool {
    let level = meant.entry.level();
    // A term that is a name alone, as that of a genus is, is meant by a long word only: "pudina" is no "Padina".
    let is_name = !meant.entry.has(Entry::WORD);
    let is_term = meant.entry.has(Entry::TERM) && !(is_name && small.len() < LONG);
    let is_long = small.len() >= if is_term { LONG - 1 } else { LONG };
    let is_very_long = small.len() > LONG + 1;
    if meant.distance > 1 && is_latin(small) || is_rather_other_term(small, meant) {
        return false;
    }
    match (meant.distance, meant.is_likely) {
        (1, true) => {
            is_term || is_very_long || level <= if small.len() >= LONG_ENOUGH { LESS_RARE } else { RAREST }
        }
        (1, false) => is_long && (is_term || level <= if is_very_long { RARE } else { COMMON }),
        (_, _) => is_term && small.len() >= LONG || small.len() > LONG && level <= COMMON,
    }
}

/// A term that only the trade knows is no more common than this.
const RARE_TERM: u8 = 50;
/// In a word this long two letters are soon lost.
const VERY_LONG: usize = 12;

/// Whether a word is rather another term than a near one that is rare itself: two letters off, and not by ear, as "incensol" is from
/// "ingenol".
fn is_rather_other_term(small: &str, near: &Suggestion) -> bool {
    let is_rare = near.entry.has(Entry::TERM) && near.entry.level() >= RARE_TERM;
    is_rare
        && near.distance > 1
        && small.len() < VERY_LONG
        && heard(small) != heard(&near.word)
        && letters(small) != letters(&near.word)
        && !shares_ends(small, &near.word)
}

/// The letters of a word, in the order of the alphabet: those of "astanxathin" stand in another order in "astaxanthin".
fn letters(word: &str) -> Vec<char> {
    let mut letters: Vec<char> = word.chars().collect();
    letters.sort_unstable();
    letters
}

/// Whether two words begin and end alike, and differ in two letters between at most: "hyalunic" and "hyaluronic".
fn shares_ends(small: &str, whole: &str) -> bool {
    let alike = |one: (char, char)| one.0 == one.1;
    let begins = small.chars().zip(whole.chars()).take_while(|one| alike(*one)).count();
    let ends = small.chars().rev().zip(whole.chars().rev()).take_while(|one| alike(*one)).count();
    begins + ends + 2 >= small.chars().count()
}

/// The consonants of a word, by which it is known by ear.
fn heard(word: &str) -> String {
    let mut letters: Vec<char> = word.chars().filter(|letter| !"aeiouyh".contains(*letter)).collect();
    letters.dedup();
    letters.into_iter().collect()
}

/// Latin has forms of its own: "dyschromicum".
fn is_latin(small: &str) -> bool {
    endings::LATIN.iter().any(|ending| small.ends_with(ending))
}

/// Whether a word is made of two, as trades make them: "gullwing", "lashline".
fn is_compound(dictionary: &Dictionary, small: &str, meant: &Suggestion) -> bool {
    let is_common = meant.distance == 1 && meant.is_likely && meant.entry.level() <= COMMON;
    let rarest = if is_common { EVERYDAY.max(meant.entry.level()) } else { RARE };
    let is_word = |part: &str| {
        let entry = dictionary.entry(part).filter(|_| part.len() >= SHORTEST);
        entry.is_some_and(|entry| entry.has(Entry::WORD) && entry.level() <= rarest)
    };
    let parts = (SHORTEST..small.len()).filter(|_| small.is_ascii()).map(|at| small.split_at(at));
    parts.into_iter().any(|(first, second)| {
        let is_ending =
            |part: &str| endings::LIKE_WORDS.contains(part) || english::NO_SECOND_HALVES.contains(part);
        is_word(first) && is_word(second) && !is_ending(second)
    })
}

/// "hiar" for "hair": a common word of which two letters after the first changed places.
fn with_letters_swapped(dictionary: &Dictionary, small: &str) -> Option<Suggestion> {
    if !small.is_ascii() || small.len() < SHORTEST {
        return None;
    }
    (1..small.len() - 1).find_map(|at| {
        let (start, rest) = small.split_at(at);
        let meant = format!("{start}{}{}{}", &rest[1..2], &rest[..1], &rest[2..]);
        common_word(dictionary, &meant).map(|entry| Suggestion::of(meant, entry))
    })
}

/// "wth" for "with": one of the commonest words, of which a letter after the first was left out.
fn with_letter_put_in(dictionary: &Dictionary, small: &str) -> Option<Suggestion> {
    if !small.bytes().all(|letter| letter.is_ascii_lowercase()) {
        return None;
    }
    let mut meant = None;
    for at in 1..=small.len() {
        let (start, rest) = small.split_at(at);
        for letter in 'a'..='z' {
            let word = format!("{start}{letter}{rest}");
            let entry = dictionary.entry(&word);
            let Some(entry) = entry.filter(|entry| entry.has(Entry::WORD) && entry.level() <= COMMONEST)
            else {
                continue;
            };
            // "wih" is rather "with" than "wish".
            if english::FUNCTION_WORDS.contains(word.as_str()) || english::SMALL_WORDS.contains(word.as_str())
            {
                return Some(Suggestion::of(word, entry));
            }
            meant.get_or_insert_with(|| Suggestion::of(word, entry));
        }
    }
    meant
}

/// The commonest words are no rarer than this.
pub const COMMONEST: u8 = 10;

/// A short word with a capital at its beginning is a slip of a word at least this long.
const SHORTEST_MEANT: usize = 5;

/// What a short word with a capital may have meant: a common word of which two letters changed places, or one of which a letter is wrong.
fn short_meant(dictionary: &Dictionary, small: &str) -> Option<Suggestion> {
    with_letters_swapped(dictionary, small).or_else(|| {
        let mut near = dictionary.suggest(small).into_iter();
        near.find(|meant| {
            let is_long = small.len() >= SHORTEST_MEANT && meant.word.len() >= SHORTEST_MEANT;
            let rarest = if is_long { COMMON } else { COMMONEST };
            let is_common = !meant.entry.has(Entry::NAME) && meant.entry.level() <= rarest;
            // With a letter too many it is a name: "Hyas" is no "Has".
            let is_whole =
                is_long || meant.word.len() >= small.len() || Dictionary::is_plain_slip(small, meant);
            meant.distance == 1 && meant.is_likely && is_common && is_whole
        })
    })
}

/// "PeeI" for "Peel": a capital I that a scan or a font made of an l.
fn with_letter_for_capital(dictionary: &Dictionary, word: &str) -> Option<Suggestion> {
    let initial = word.chars().next()?.len_utf8();
    let (first, rest) = word.split_at(initial);
    let is_rest = rest.contains('I') && rest.chars().all(|sign| sign.is_lowercase() || sign == 'I');
    let meant = format!("{first}{}", rest.replace('I', "l")).to_lowercase();
    let entry = dictionary.entry(&meant).filter(|entry| is_rest && entry.has(Entry::WORD));
    entry.map(|entry| Suggestion::of(meant, entry))
}
