//! Words that the dictionary does not have: misspelt, or two without the blank between them.
//!
//! Names, terms, codes and foreign words are not in it either. A word is reported only where it is near to one that is
//! known, and where nothing speaks for a name: a capital inside a sentence, three uses in the document, many unknown words
//! together. One letter off a word of the trade is reported all the same.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::{Found, Line};
use crate::dictionary::suggest::Suggestion;
use crate::dictionary::{Dictionary, Entry};
use crate::document::{BlockKind, Document};
use crate::rule::Slip;
use crate::rule::tokens::{TokenKind, UNKNOWN, Vocabulary, WordId, tokens};
use crate::span::Span;

/// A word used so often is a name or a term.
const USES_OF_A_TERM: usize = 3;
/// So many unknown words in a sentence, and one in so many, are another language.
const FOREIGN: usize = 3;
const FOREIGN_SHARE: usize = 4;
/// Shorter words are abbreviations as often as not.
const SHORTEST: usize = 4;
/// Names are near to words more often than words are; a misspelt one must be long to be told from them.
const SHORTEST_NAME: usize = 7;
/// What was meant is no rarer than this.
const RAREST: u8 = 40;

/// Or, where the word is very long, than this.
const RARE: u8 = 55;
/// A common word is no rarer than this.
const COMMON: u8 = 35;
/// A word of the trade that everybody in it uses.
const RAREST_TERM: u8 = 49;
/// A name that is known to be one is no rarer than this.
const KNOWN_NAME: u8 = 50;
/// A long word has at least so many letters.
const LONG: usize = 8;

/// Words that stand before or behind others without a blank more often than they are part of a name.
const SMALL_WORDS: &[&str] = &[
    "the", "and", "that", "with", "your", "for", "from", "this", "have", "are", "you", "how", "our", "which",
    "when", "will", "can", "into", "these", "their", "they", "has", "was", "were", "but", "not", "all",
    "who", "what", "why", "also", "than", "then", "been", "more", "most", "some", "such", "its",
];
const SMALLEST_WORDS: &[&str] =
    &["of", "to", "in", "is", "or", "as", "at", "on", "by", "it", "we", "be", "an"];

/// What is known of the words seen so far, kept from one document to the next by a thread.
#[derive(Debug, Default)]
pub struct Memory {
    words: FxHashMap<Box<str>, Option<Arc<Unknown>>>,
    /// Of words of rules, by their number, whether they are names.
    names: Vec<Option<bool>>,
    /// Which dictionary it was filled with.
    dictionary: u64,
}

/// A word that the dictionary does not have.
#[derive(Debug)]
pub struct Unknown {
    shape: Shape,
    small: String,
    /// Where two words were joined, in bytes of the word.
    joint: Option<usize>,
    /// What was meant.
    meant: Option<Suggestion>,
    /// The word of the trade that was meant.
    term: Option<Suggestion>,
    /// A name without its capital.
    name: bool,
    rejected: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shape {
    Small,
    Capital,
    Capitals,
    Mixed,
}

impl Shape {
    fn of(word: &str) -> Shape {
        let mut letters = word.chars().filter(|sign| sign.is_alphabetic());
        let first = letters.next().is_some_and(char::is_uppercase);
        let (mut small, mut capital) = (false, false);
        for letter in letters {
            if letter.is_uppercase() { capital = true } else { small = true }
        }
        match (first, small, capital) {
            (_, true, true) | (false, false, true) => Shape::Mixed,
            (true, false, true) => Shape::Capitals,
            (true, _, false) => Shape::Capital,
            (false, _, false) => Shape::Small,
        }
    }
}

/// What is known of a token that the dictionary does not have.
pub fn unknown(line: &Line<'_>, index: usize) -> Option<Arc<Unknown>> {
    let token = &line.tokens[index];
    if token.span().len() < SHORTEST {
        return None;
    }
    let memory = &mut **line.memory.borrow_mut();
    // Words of rules are right, or a rule says that they are not; but rules have no capitals.
    let may_be_wrong = token.word == UNKNOWN || line.dictionary.has_own_view() || {
        let is_small = line.document.text().as_bytes()[token.span().start()].is_ascii_lowercase();
        is_small && memory.is_name(line.dictionary, token.word, || line.small(index))
    };
    if may_be_wrong { memory.judge(line.dictionary, line.word(index)) } else { None }
}

/// Finds the slips among the unknown words of a sentence.
pub fn find(line: &Line<'_>, mut unknown: Vec<(usize, Arc<Unknown>)>, found: &mut Vec<Found>) {
    unknown.retain(|(index, _)| is_plain(line, *index));
    if unknown.is_empty() {
        return;
    }
    let words = line.tokens.iter().filter(|token| token.kind == TokenKind::Word).count();
    // Names have capitals; a sentence of another language has strange words in small letters.
    let small = unknown.iter().filter(|(_, word)| word.shape == Shape::Small);
    let strange = small.clone().filter(|(_, word)| word.meant.is_none() && word.joint.is_none()).count();
    let is_foreign = strange >= FOREIGN - 1 && small.count().max(FOREIGN) * FOREIGN_SHARE > words;
    for (index, word) in unknown {
        let is_foreign = is_foreign
            || [index.wrapping_sub(1), index + 1].iter().any(|beside| !line.word(*beside).is_ascii());
        if is_foreign && !word.rejected && word.term.is_none() {
            continue;
        }
        found.extend(slip(line, index, &word));
    }
}

/// Whether a token is a word by itself: no part of a code, a measure or an address.
fn is_plain(line: &Line<'_>, index: usize) -> bool {
    let text = line.document.text();
    let span = line.span(index);
    let is_digit = |sign: Option<char>| sign.is_some_and(|sign| sign.is_ascii_digit());
    let (before, after) = (text[..span.start()].chars().next_back(), text[span.end()..].chars().next());
    // A prefix before its hyphen, an ending behind one.
    let is_affix = after == Some('-') && span.len() <= 6 || before == Some('-') && span.len() <= 4;
    line.is_word(index) && !is_digit(before) && !is_digit(after) && !is_affix && !line.is_address(index)
}

/// What to say of an unknown word in its place, if anything.
fn slip(line: &Line<'_>, index: usize, word: &Unknown) -> Option<Found> {
    let span = line.span(index);
    let is_first = line.tokens[..index].iter().all(|token| token.kind == TokenKind::Mark);
    let is_title = line.block.kind.is_heading() || line.block.kind == BlockKind::TableCell;
    let term = word.term.as_ref();
    let meant = word.meant.as_ref();
    let uses = || uses(line.document, &word.small);
    let chosen = match word.shape {
        _ if word.rejected => meant,
        Shape::Small | Shape::Mixed if word.joint.is_some() => None,
        Shape::Small if term.is_some() => term,
        Shape::Small => meant.filter(|_| uses() < USES_OF_A_TERM),
        Shape::Capital if word.joint.is_some() => None,
        Shape::Capital if word.small.len() >= SHORTEST_NAME && term.is_some() => {
            term.filter(|term| term.distance == 1 || uses() < 2)
        }
        Shape::Capital if is_first && !is_title && word.small.len() >= SHORTEST_NAME => {
            let next = (index + 1..line.tokens.len()).find(|next| line.tokens[*next].kind != TokenKind::Mark);
            let goes_on_small = next.is_some_and(|next| line.word(next).starts_with(char::is_lowercase));
            meant.filter(|meant| meant.distance == 1 && goes_on_small && uses() < 2)
        }
        Shape::Capitals if word.small.len() >= SHORTEST_NAME => term,
        Shape::Capital | Shape::Capitals => None,
        Shape::Mixed => meant,
    };
    if let Some(chosen) = chosen {
        let right = in_shape(word, line.word(index), &chosen.word);
        return Some(Found::new(Slip::UnknownWord, span, right));
    }
    let joint = word.joint.filter(|_| uses() < USES_OF_A_TERM)?;
    let (first, second) = line.word(index).split_at_checked(joint)?;
    let place = Span::of(span.start()..span.start() + joint);
    let right = format!("{first} {second}");
    Some(Found::new(Slip::JoinedWords, span, right).with_edit(place, format!("{first} ")))
}

/// The right word with the capitals of the wrong one.
fn in_shape(word: &Unknown, wrong: &str, right: &str) -> String {
    let capital = |right: &str| {
        let mut letters = right.chars();
        letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect()
    };
    let ending = wrong.find('\'').filter(|_| !right.contains('\'')).map_or("", |at| &wrong[at..]);
    let right = match word.shape {
        Shape::Small if word.name => capital(right),
        Shape::Small => right.to_owned(),
        Shape::Capital => capital(right),
        Shape::Capitals => right.to_uppercase(),
        Shape::Mixed if wrong.starts_with(char::is_uppercase) => capital(right),
        Shape::Mixed => right.to_owned(),
    };
    right + ending
}

/// How often a document uses a word, in small letters.
fn uses(document: &Document, small: &str) -> usize {
    let text = document.small().as_bytes();
    let is_letter =
        |at: usize| text.get(at).is_some_and(|byte| byte.is_ascii_alphanumeric() || !byte.is_ascii());
    let found = memchr::memmem::find_iter(text, small.as_bytes());
    found
        .filter(|at| !(is_letter(at + small.len()) || at.checked_sub(1).is_some_and(is_letter)))
        .take(USES_OF_A_TERM)
        .count()
}

impl Memory {
    /// Forgets what another dictionary said.
    pub fn belongs_to(&mut self, dictionary: &Dictionary) {
        if self.dictionary != dictionary.id() {
            self.dictionary = dictionary.id();
            self.words.clear();
            self.names.clear();
        }
    }

    /// Whether a word of rules is a name and nothing else.
    fn is_name<'w>(&mut self, dictionary: &Dictionary, id: WordId, small: impl Fn() -> &'w str) -> bool {
        let id = id as usize;
        if self.names.len() <= id {
            self.names.resize(id + 1, None);
        }
        let is_name = || dictionary.entry(small()).is_some_and(|entry| !entry.has(Entry::WORD | Entry::TERM));
        *self.names[id].get_or_insert_with(is_name)
    }

    /// What is known of a word; `None` where it is in the dictionary.
    pub fn judge(&mut self, dictionary: &Dictionary, word: &str) -> Option<Arc<Unknown>> {
        if let Some(known) = self.words.get(word) {
            return known.clone();
        }
        let judged = (!dictionary.knows(word)).then(|| Arc::new(Unknown::of(dictionary, word)));
        self.words.insert(word.into(), judged.clone());
        judged
    }
}

impl Unknown {
    /// Whether there is anything that may be said of it.
    pub fn is_doubtful(&self) -> bool {
        self.rejected || self.joint.is_some() || self.meant.is_some() || self.term.is_some()
    }

    fn of(dictionary: &Dictionary, word: &str) -> Unknown {
        let shape = Shape::of(word);
        let whole = word.to_lowercase();
        let small = whole.split('\'').next().filter(|stem| stem.len() >= SHORTEST && whole.ends_with("'s"));
        let small = small.unwrap_or(&whole).to_owned();
        let entry = dictionary.entry(&small);
        let name = shape == Shape::Small && entry.is_some_and(|entry| !entry.has(Entry::WORD));
        let rejected = dictionary.rejects(word);
        let joint = joint(dictionary, word, shape);
        let (meant, term) = if name {
            // Its capital is all that it lacks, where everybody knows the name.
            let entry = entry.filter(|entry| entry.level() <= KNOWN_NAME);
            (entry.map(|entry| Suggestion::of(small.clone(), entry)), None)
        } else if shape == Shape::Mixed {
            (with_letter_for_capital(dictionary, word), None)
        } else {
            let meant =
                dictionary.suggest(&small).into_iter().next().filter(|_| !is_compound(dictionary, &small));
            (meant.filter(|meant| is_meant(&small, meant)), dictionary.near_term(&small))
        };
        Unknown { shape, small, joint, meant, term, name, rejected }
    }
}

/// Whether a near word is near enough to say that it was meant. Two letters off, or a slip that nobody makes, wants a
/// common word and a long one.
fn is_meant(small: &str, meant: &Suggestion) -> bool {
    let level = meant.entry.level();
    let is_term = meant.entry.has(Entry::TERM);
    let is_long = small.len() >= if is_term { LONG - 1 } else { LONG };
    let is_very_long = small.len() > LONG + 1;
    match (meant.distance, meant.is_likely) {
        (1, true) => is_term || level <= RAREST || is_very_long,
        (1, false) => is_long && (is_term || level <= if is_very_long { RARE } else { COMMON }),
        (_, _) => is_term && small.len() >= LONG || small.len() > LONG && level <= COMMON,
    }
}

/// Whether a word is made of two, as trades make them: "gullwing", "lashline".
fn is_compound(dictionary: &Dictionary, small: &str) -> bool {
    let is_word = |part: &str| {
        let entry = dictionary.entry(part).filter(|_| part.len() >= SHORTEST);
        entry.is_some_and(|entry| entry.has(Entry::WORD) && entry.level() <= RARE)
    };
    let is_ending =
        |part: &str| matches!(part, "able" | "ible" | "full" | "ness" | "ment" | "less" | "ally" | "ated");
    let parts = (SHORTEST..small.len()).filter(|_| small.is_ascii()).map(|at| small.split_at(at));
    parts.into_iter().any(|(first, second)| is_word(first) && is_word(second) && !is_ending(second))
}

/// Where two known words were joined.
fn joint(dictionary: &Dictionary, word: &str, shape: Shape) -> Option<usize> {
    if !word.is_ascii() || word.len() < 5 || word.contains('\'') {
        return None;
    }
    let small = word.to_lowercase();
    let entry = |part: &str| dictionary.entry(part).filter(|entry| entry.has(Entry::WORD | Entry::TERM));
    let is_common = |part: &str, level: u8| {
        entry(part).is_some_and(|entry| entry.level() <= level || entry.has(Entry::TERM))
    };
    // The rare ones are chemistry, which joins what it likes.
    let is_term =
        |part: &str| entry(part).is_some_and(|entry| entry.has(Entry::TERM) && entry.level() <= RAREST_TERM);
    (2..=word.len() - 2).find(|&at| {
        let (first, second) = small.split_at(at);
        if shape == Shape::Mixed {
            // "asRetinol": the capital shows where the second word begins.
            let capital = word[at..].starts_with(|sign: char| sign.is_uppercase());
            let rest = Shape::of(&word[at..]) == Shape::Capital;
            let before = word[..at].chars().all(char::is_lowercase);
            return capital
                && rest
                && before
                && ["as", "and", "for", "with", "from", "are", "or", "of", "to"].contains(&first)
                && second.len() >= 4
                && dictionary.knows(&word[at..]);
        }
        if shape == Shape::Capital {
            let is_small = SMALL_WORDS.contains(&second) || SMALLEST_WORDS.contains(&second);
            let both_terms = is_term(first) && is_term(second) && first.len() >= 4 && second.len() >= 4;
            let is_any_term = entry(first).is_some_and(|entry| entry.has(Entry::TERM));
            return both_terms || (is_any_term && first.len() >= 5 && is_small);
        }
        let small_word = |part: &str, other: &str| {
            (SMALL_WORDS.contains(&part) && other.len() >= 3 && is_common(other, 40))
                || (SMALLEST_WORDS.contains(&part) && other.len() >= 5 && is_common(other, 20))
                || (SMALLEST_WORDS.contains(&part) && other.len() >= 4 && is_common(other, 10))
        };
        let both_small = SMALL_WORDS.contains(&first) && SMALL_WORDS.contains(&second);
        let both_long = first.len().min(second.len()) >= SHORTEST && word.len() >= 13;
        // No compound begins with an adverb, an adjective or a verb with its ending.
        let ends = |part: &str| {
            let endings = ["ly", "ic", "al", "ous", "ive", "ed", "tion", "ity", "ing", "s"];
            part.len() >= 5 && !part.ends_with("ss") && endings.iter().any(|ending| part.ends_with(ending))
        };
        let inflected = ends(first) && second.len() >= 3 && is_common(first, 35) && is_common(second, 20);
        shape == Shape::Small
            && (both_small
                || small_word(second, first)
                || small_word(first, second)
                || inflected
                || (is_term(first) && is_term(second) && first.len() >= 4 && second.len() >= 5)
                || (both_long && is_common(first, 35) && is_common(second, 35)))
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

/// The words of a document that the dictionary does not have, as they stand, with how often each does. Names and terms
/// are among them: the user knows which are right.
pub fn unknown_words(document: &Document, dictionary: &Dictionary) -> BTreeMap<String, usize> {
    let (vocabulary, mut lower, mut cut) = (Vocabulary::default(), String::new(), Vec::new());
    let mut memory = Memory::default();
    let mut unknown = BTreeMap::new();
    for block in document.blocks() {
        for sentence in &document.sentences()[block.sentences.clone()] {
            tokens(document.small(), *sentence, &vocabulary, &mut lower, &mut cut);
            let line = Line {
                document,
                dictionary,
                memory: RefCell::new(&mut memory),
                block,
                sentence: *sentence,
                tokens: &cut,
            };
            for index in 0..cut.len() {
                let word = line.word(index);
                if word.chars().count() >= SHORTEST && is_plain(&line, index) && !dictionary.knows(word) {
                    *unknown.entry(word.to_owned()).or_insert(0) += 1;
                }
            }
        }
    }
    unknown
}
