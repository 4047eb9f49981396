//! Which blocks are in another language than English: in one of people, or in one of programs.
//!
//! English prose is full of small words; where they are missing, a library that knows the languages of the world by their
//! letters is asked. A page whose longer blocks are mostly in another language is in it as a whole.

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
        let small = text.to_lowercase();
        if is_filler(&small) || is_program(text) {
            block.is_foreign = true;
            continue;
        }
        let words = text.split(' ').filter(|word| word.chars().any(char::is_alphabetic)).count();
        if words < FEWEST_WORDS {
            continue;
        }
        all += words;
        if let Some(found) = other_language(text, &small, words) {
            block.is_foreign = true;
            foreign += words;
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

/// Whether a block is the filler text that designers put where copy will be: "Lorem ipsum". Its letters are small.
fn is_filler(small: &str) -> bool {
    let (mut all, mut filler) = (0, 0);
    for word in small.split(' ').take(LONGEST) {
        all += 1;
        filler += usize::from(english::FILLER_WORDS.contains(&bare(word)));
    }
    filler >= 2 && filler * FILLER_SHARE >= all
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

/// The language of a text, which is there with small letters as well, where it is not English.
fn other_language(text: &str, small: &str, words: usize) -> Option<Lang> {
    let (mut english, mut foreign) = (0, 0);
    for word in small.split(' ') {
        let bare = bare(word);
        english += usize::from(english::SMALL_WORDS.contains(&bare));
        foreign += usize::from(english::SMALL_WORDS_OF_OTHERS.contains(&bare));
    }
    if english * ENGLISH_SHARE >= words {
        return None;
    }
    let end = floor_boundary(text, LONGEST);
    let found = detect(&text[..end])?;
    // Filler text is like Latin, and names are like nothing.
    let is_like_names = matches!(found.lang(), Lang::Eng | Lang::Epo);
    let is_sure = foreign * FOREIGN_SHARE >= words || found.is_reliable() && is_of_one_script(text);
    (is_sure && !is_like_names).then(|| found.lang())
}

/// A word without the signs around it.
fn bare(word: &str) -> &str {
    word.trim_matches(|sign: char| !sign.is_alphanumeric())
}

/// Whether most letters are not Latin.
fn is_of_another_script(text: &str) -> bool {
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
