//! Which blocks are in another language than English: in one of people, or in one of programs.
//!
//! English prose is full of small words; where they are missing, a library that knows the languages of the world by their
//! letters is asked. A page whose longer blocks are mostly in another language is in it as a whole.

use std::borrow::Cow;

use claimlint_base::source::floor_boundary;
use claimlint_data::words::english;
use whatlang::{Lang, detect};

use crate::document::Document;

/// Shorter blocks, in words, say too little.
const FEWEST_WORDS: usize = 8;

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
    let (mut all, mut foreign, mut language) = (0, 0, None);
    let mut blocks = std::mem::take(&mut document.blocks);
    for block in &mut blocks {
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
            continue;
        }
        all += counted.words;
        if let Some(found) = counted.other_language(text, &small) {
            block.is_foreign = true;
            foreign += counted.words;
            language = language.or(Some(found));
        }
    }
    if foreign * 3 > all * 2 {
        blocks.iter_mut().for_each(|block| block.is_foreign = true);
        if document.language.is_none() {
            document.language = language.map(|language| language.code().to_owned());
        }
    }
    document.blocks = blocks;
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
    /// Small words of English, up to so many that it can be nothing else.
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
            counted.english += usize::from(counted.english < enough && english::SMALL_WORDS.contains(word));
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
        let of_others = |word: &&str| english::SMALL_WORDS_OF_OTHERS.contains(bare(word));
        let foreign = stretches(small).filter(of_others).count();
        let end = floor_boundary(text, LONGEST);
        let found = detect(&text[..end])?;
        // Filler text is like Latin, and names are like nothing.
        let is_like_names = matches!(found.lang(), Lang::Eng | Lang::Epo);
        let is_sure = foreign * FOREIGN_SHARE >= self.words || found.is_reliable() && is_of_one_script(text);
        (is_sure && !is_like_names).then(|| found.lang())
    }
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

/// What ends and begins statements of programs.
const STATEMENTS: [&str; 8] = [") {", "){", ");", "};", "=>", "function(", "function (", "$("];

/// Fewer of them may be a list in brackets.
const FEWEST_STATEMENTS: usize = 3;

/// A program has one of them in this many bytes.
const STATEMENT: usize = 200;

/// Whether a block is the text of a program, which a page shows where a tag is missing around it.
fn is_program(text: &str) -> bool {
    if memchr::memchr(b'{', text.as_bytes()).is_none() {
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
