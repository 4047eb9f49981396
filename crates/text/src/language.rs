//! Which blocks are in another language than English: in one of people, or in one of programs.
//!
//! English prose is full of small words; where they are missing, a library that knows the languages of the world by their
//! letters is asked. A page whose longer blocks are mostly in another language is in it as a whole.

use std::borrow::Cow;

use std::collections::BTreeSet;

use claimlint_base::source::floor_boundary;
use claimlint_data::words::english;
use whatlang::{Lang, detect};

use crate::document::Document;

/// Shorter blocks, in words, say too little.
const FEWEST_WORDS: usize = 8;

/// Of shorter ones than this, a small word says nothing either: "Eau de Parfum".
const FEWEST_WORDS_OF_LABEL: usize = 5;

/// At least one word in this many is a small one of English, in a short text that has a foreign name.
const ENGLISH_SHARE_OF_LABEL: usize = 4;

/// English has words with accents, but hardly a text of at least so many words most of which have one.
const FEWEST_ACCENTED: usize = 3;

/// So many different words of another language are no chance.
const FEWEST_OF_OTHERS: usize = 3;

/// Where no small word is English and the letters tell the language, one of another language is none either. What only has an
/// accent may be a name.
const FEWEST_WITHOUT_ENGLISH: usize = 1;
const FEWEST_ACCENTED_WITHOUT_ENGLISH: usize = 2;

/// In English, at least one word in this many is a small one.
const ENGLISH_SHARE: usize = 12;

/// In another language, at least one word in this many is a small one of it.
const FOREIGN_SHARE: usize = 7;

/// Of filler text, at least one word in this many is well known.
const FILLER_SHARE: usize = 5;

/// No more of a block than this, in bytes, is asked about.
const LONGEST: usize = 2_000;

/// Marks the blocks that are in another language.
pub fn mark_foreign(document: &mut Document) {
    let (mut all, mut foreign, mut english, mut language) = (0, 0, 0, None);
    let mut labels = Labels::default();
    let mut blocks = std::mem::take(&mut document.blocks);
    for (at, block) in blocks.iter_mut().enumerate() {
        let text = document.words_of(block.span);
        // Scripts without spaces have no words that could be counted.
        if is_of_another_script(text) {
            block.is_foreign = true;
            all += FEWEST_WORDS;
            foreign += FEWEST_WORDS;
            language = language.or_else(|| detect(text).map(|found| found.lang()));
            continue;
        }
        let small = match text.is_ascii() {
            true => Cow::Borrowed(document.small_words_of(block.span)),
            false => Cow::Owned(text.to_lowercase()),
        };
        let counted = Counted::of(&small);
        if counted.is_filler() || is_program(text) {
            block.is_foreign = true;
            continue;
        }
        if counted.words < FEWEST_WORDS {
            block.is_foreign = labels.add(at, text, &small, &counted);
            continue;
        }
        all += counted.words;
        english += counted.english;
        if let Some(found) = counted.other_language(text, &small) {
            block.is_foreign = true;
            foreign += counted.words;
            language = language.or(Some(found));
        }
    }
    // The labels of a page are in the language of its sentences: buttons, headings, names of pictures.
    if foreign > 0 && foreign * 2 >= all {
        labels.doubtful.iter().for_each(|at| blocks[*at].is_foreign = true);
    }
    // A page of few sentences, or of none that is surely English, is in the language of its labels.
    let is_of_labels = foreign * 2 >= all || labels.words >= all && english * ENGLISH_SHARE < all;
    if foreign * 3 > all * 2 || is_of_labels && labels.are_foreign() {
        blocks.iter_mut().for_each(|block| block.is_foreign = true);
        if document.language.is_none() {
            document.language = language.map(|language| language.code().to_owned());
        }
    }
    document.blocks = blocks;
}

/// The blocks that are too short to be sure of: buttons, headings, names of pictures.
#[derive(Default)]
struct Labels {
    /// What they say.
    text: String,
    words: usize,
    english: usize,
    /// Their small words of other languages, and their words with accents.
    others: usize,
    accented: usize,
    /// Some of those, each once: a brand with an accent comes again and again.
    different: BTreeSet<String>,
    /// Where those are that have a small word of another language and none of English.
    doubtful: Vec<usize>,
}

impl Labels {
    /// Takes one more, and says whether it is in another language whatever the others are in.
    fn add(&mut self, at: usize, text: &str, small: &str, counted: &Counted) -> bool {
        let is_of_others = |word: &&str| {
            let word = bare(word);
            word.len() > 1 && !is_in_english(word) && english::SMALL_WORDS_OF_OTHERS.contains(word)
        };
        let is_accented = |word: &&str| has_accent(word) && !is_in_english(bare(word));
        let others = stretches(small).filter(is_of_others).count();
        let accented = stretches(small).filter(is_accented).count();
        let few = FEWEST_OF_OTHERS.saturating_sub(self.different.len());
        let seen = stretches(small).filter(|word| is_of_others(word) || is_accented(word)).take(few);
        self.different.extend(seen.map(|word| bare(word).to_owned()));
        self.words += counted.words;
        self.english += counted.english;
        self.others += others + accented;
        self.accented += accented;
        if self.text.len() < LONGEST {
            self.text.push_str(text);
            self.text.push('\n');
        }
        // "Her" is a word of Turkish, too.
        if text.contains(is_of_the_east) && counted.english * ENGLISH_SHARE_OF_LABEL <= counted.words {
            return true;
        }
        if counted.english > 0 {
            return false;
        }
        if others > 0 {
            self.doubtful.push(at);
        }
        others > 0
            && counted.words >= FEWEST_WORDS_OF_LABEL
            && (accented > 0 || is_sure(text))
            && is_detected(text)
            || counted.words >= FEWEST_ACCENTED && accented * 3 > counted.words * 2
    }

    /// Whether all of them together are in another language.
    fn are_foreign(&self) -> bool {
        if self.words < FEWEST_WORDS || self.english * ENGLISH_SHARE >= self.words {
            return false;
        }
        let is_sure = is_sure(&self.text);
        let fewest = if self.english > 0 || !is_sure {
            FEWEST_OF_OTHERS
        } else if self.others > self.accented {
            FEWEST_WITHOUT_ENGLISH
        } else {
            FEWEST_ACCENTED_WITHOUT_ENGLISH
        };
        let share = if is_sure { 2 * FOREIGN_SHARE } else { FOREIGN_SHARE };
        self.different.len() >= fewest && self.others * share >= self.words && is_detected(&self.text)
    }
}

/// How many of the words of a block, in small letters, tell its language.
#[derive(Default)]
struct Counted {
    /// The stretches between spaces.
    stretches: usize,
    /// Those of them that have a letter.
    words: usize,
    /// Words of the filler text that designers put where copy will be: "Lorem ipsum".
    filler: usize,
    /// Small words of English alone, up to so many that it can be nothing else.
    english: usize,
}

impl Counted {
    fn of(small: &str) -> Counted {
        let spaces = small.bytes().filter(|byte| *byte == b' ').count();
        let mut counted = Counted { stretches: spaces + 1, ..Counted::default() };
        let enough = counted.stretches.div_ceil(ENGLISH_SHARE);
        for (at, stretch) in stretches(small).enumerate() {
            let word = bare(stretch);
            counted.filler += usize::from(at < LONGEST && english::FILLER_WORDS.contains(word));
            counted.words += usize::from(has_letter(stretch));
            counted.english += usize::from(counted.english < enough && is_english(word));
        }
        counted
    }

    /// Whether the block is filler text.
    fn is_filler(&self) -> bool {
        self.filler >= 2 && self.filler * FILLER_SHARE >= self.stretches.min(LONGEST)
    }

    /// The language of the block, which is there with small letters as well, where it is not English.
    fn other_language(&self, text: &str, small: &str) -> Option<Lang> {
        if self.english * ENGLISH_SHARE >= self.words {
            return None;
        }
        let of_others = |word: &&str| {
            let word = bare(word);
            english::SMALL_WORDS_OF_OTHERS.contains(word) && !english::ACCENTED_IN_ENGLISH.contains(word)
        };
        let foreign = stretches(small).filter(of_others).count();
        // A list of places in California is English.
        let is_in_english =
            stretches(small).filter(of_others).all(|word| english::FOREIGN_IN_ENGLISH.contains(bare(word)));
        let end = floor_boundary(text, LONGEST);
        let found = detect(&text[..end])?;
        // Filler text is like Latin, and names are like nothing.
        let is_like_names = matches!(found.lang(), Lang::Eng | Lang::Epo);
        let has_small = foreign * FOREIGN_SHARE >= self.words && !is_in_english;
        let is_sure = has_small || found.is_reliable() && is_of_one_script(text);
        (is_sure && !is_like_names).then(|| found.lang())
    }
}

/// Whether the language of a text can be told by its letters.
fn is_sure(text: &str) -> bool {
    detect(text).is_some_and(|found| found.is_reliable())
}

/// Whether a short text is likelier to be in another language than in English.
fn is_detected(text: &str) -> bool {
    detect(text).is_some_and(|found| !matches!(found.lang(), Lang::Eng | Lang::Epo))
}

/// Whether a word is a small one of English and of no other language.
fn is_english(word: &str) -> bool {
    english::SMALL_WORDS.contains(word) && !english::SMALL_WORDS_OF_BOTH.contains(word)
}

/// Whether a word of another language is one that English uses.
fn is_in_english(word: &str) -> bool {
    english::FOREIGN_IN_ENGLISH.contains(word) || english::ACCENTED_IN_ENGLISH.contains(word)
}

/// The stretches of a text between its spaces.
fn stretches(text: &str) -> impl Iterator<Item = &str> {
    let mut next = 0;
    text.as_bytes().split(|byte| *byte == b' ').map(move |stretch| {
        let start = next;
        next += stretch.len() + 1;
        &text[start..start + stretch.len()]
    })
}

/// What ends and begins statements of programs, objects and style sheets.
const STATEMENTS: [&str; 12] =
    [") {", "){", ");", "};", "=>", "function(", "function (", "$(", "; }", ";}", "},", ": {"];

/// Fewer of them may be a list in brackets.
const FEWEST_STATEMENTS: usize = 3;

/// A program has one of them in this many bytes.
const STATEMENT: usize = 200;

/// Whether a block is the text of a program, which a page shows where a tag is missing around it.
fn is_program(text: &str) -> bool {
    // Braces are of programs, and "[name] => value" of what PHP prints of a list.
    if memchr::memchr(b'{', text.as_bytes()).is_none() && !text.contains("] => ") {
        return false;
    }
    let statements: usize = STATEMENTS.iter().map(|sign| text.matches(sign).count()).sum();
    statements >= FEWEST_STATEMENTS && statements * STATEMENT >= text.len()
}

/// Whether a stretch has a letter. Most begin with one.
fn has_letter(stretch: &str) -> bool {
    stretch.as_bytes().first().is_some_and(u8::is_ascii_alphabetic)
        || stretch.chars().any(char::is_alphabetic)
}

/// Whether a letter is one that only names in English have: those of Turkish, Polish, Czech, Hungarian, Romanian.
fn is_of_the_east(sign: char) -> bool {
    matches!(sign, '\u{100}'..='\u{17F}' | '\u{218}'..='\u{21B}') && !matches!(sign, 'œ' | 'Œ')
}

/// Whether a word has a Latin letter that English lacks.
fn has_accent(word: &str) -> bool {
    !word.is_ascii() && word.chars().any(|sign| matches!(sign, '\u{C0}'..='\u{24F}') && sign.is_alphabetic())
}

/// A word without the signs around it.
fn bare(word: &str) -> &str {
    let is_plain = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_alphanumeric);
    if is_plain(word.as_bytes().first()) && is_plain(word.as_bytes().last()) {
        return word;
    }
    word.trim_matches(|sign: char| !sign.is_alphanumeric())
}

/// Whether most letters are not Latin.
fn is_of_another_script(text: &str) -> bool {
    if text.is_ascii() {
        return false;
    }
    // Nearly all letters of nearly every other text are those of ASCII, too.
    let of_ascii = text.bytes().filter(u8::is_ascii_alphabetic).count();
    if of_ascii * 2 >= text.len() {
        return false;
    }
    let (all, latin) = letters(text);
    all > 0 && latin * 2 < all
}

/// Whether nearly all letters are Latin, or nearly none.
fn is_of_one_script(text: &str) -> bool {
    let (all, latin) = letters(text);
    latin * 10 >= all * 9 || latin * 10 <= all
}

/// How many letters there are, and how many of them are Latin.
fn letters(text: &str) -> (usize, usize) {
    let letters = text.chars().filter(|sign| sign.is_alphabetic());
    let (mut all, mut latin) = (0, 0);
    for letter in letters {
        all += 1;
        latin += usize::from(matches!(letter, 'A'..='Z' | 'a'..='z' | '\u{C0}'..='\u{24F}'));
    }
    (all, latin)
}
