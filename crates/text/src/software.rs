//! Whether a page is written for programmers: the notes, plans and instructions that lie beside the pages of a site.

use claimlint_data::words::software;

use crate::document::Document;

/// Shorter pages, in words, say too little.
const FEWEST_WORDS: usize = 30;

/// How much a piece of code and a block of it count, in words of the trade of programmers.
const PIECE: usize = 2;
const BLOCK: usize = 6;

/// Code counts at most this many times as much as the words of the trade.
const MOST_OF_CODE: usize = 2;

/// Of this many words of copy, none is one of those.
const SHARE: usize = 25;

/// Whether a document is about software.
pub fn is_about_software(document: &Document) -> bool {
    let words = document.word_count();
    if words < FEWEST_WORDS {
        return false;
    }
    let is_sign = |sign: char| !sign.is_alphanumeric() && !matches!(sign, '.' | '_' | '-');
    let of_trade = document
        .small()
        .split(is_sign)
        .map(|word| word.trim_matches(['.', '-']))
        .filter(|word| word.len() >= 2 && (software::WORDS.contains(word) || word.contains('_')))
        .count();
    // Code alone is no sign: a page may show how to put a button into a newsletter.
    let code = PIECE * document.code.pieces + BLOCK * document.code.blocks;
    let weight = of_trade + code.min(MOST_OF_CODE * of_trade);
    weight * SHARE >= words
}
