//! Words that the dictionary does not have: misspelt, or two without the space between them.
//!
//! Names, terms, codes and foreign words are not in it either. A word is reported only where it is close to one that is
//! known, and where nothing suggests a name: a capital inside a sentence, three uses in the document, many unknown
//! words together. One letter off a word of the trade is reported all the same.
//!
//! Here the unknown words of a sentence are found and looked at together. What is said about each of them is left to `verdict`.

use std::collections::BTreeMap;
use std::sync::Arc;

use claimlint_base::span::Span;
use claimlint_data::words::english;
use claimlint_rules::Slip;
use claimlint_rules::dictionary::Dictionary;
use claimlint_rules::tokens::{TokenKind, tokens};
use claimlint_rules::vocabulary::Vocabulary;
use claimlint_text::Document;

use super::foreign::{
    FOREIGN, has_words_of_hindi, is_gloss, is_strange_label, may_be_foreign, rows_of_small,
};
use super::found_slip::FoundSlip;
use super::line::Line;
use super::memory::{Memory, Standing};
use super::no_words::{is_in_short_quotation, is_plain, is_voucher};
use super::shape::{SHORTEST, Shape};
use super::unknown::Unknown;
use super::verdict::{TOKENS_OF_SENTENCE, verdict};
use crate::check::reason::Plain;

/// A sentence with [`FOREIGN`] unknown words is in another language where one in this many of all its words is unknown.
const FOREIGN_SHARE: usize = 4;

/// What is known about a token that the dictionary does not have.
pub fn unknown(line: &Line<'_>, index: usize) -> Option<Arc<Unknown>> {
    let token = &line.tokens[index];
    if token.span().len() < SHORTEST {
        return short(line, index);
    }
    let memory = &mut **line.memory.borrow_mut();
    // Most words of rules are right; but rules have no capitals, and some look for what is wrong. A number that several words
    // share, or that none has, says nothing.
    let is_small = || line.document.text().as_bytes()[token.span().start()].is_ascii_lowercase();
    let may_be_wrong = token.word >= line.first_shared
        || line.dictionary.has_own_view()
        || match memory.standing(line.dictionary, token.word, || line.small(index)) {
            Standing::Word => false,
            Standing::Name => is_small(),
            Standing::Nothing => true,
        };
    if may_be_wrong { memory.judge(line.dictionary, line.word(index)) } else { None }
}

/// A word of three letters is an abbreviation as often as not, but between words of a sentence, in small letters and one letter
/// short of one of the commonest words, it is a slip: "wth". So is the first of a sentence, if a small word lacks the letter: "Ths is".
fn short(line: &Line<'_>, index: usize) -> Option<Arc<Unknown>> {
    let word = line.word(index);
    let is_first = index == 0 && word.starts_with(|letter: char| letter.is_ascii_uppercase());
    let rest = if is_first { &word[1..] } else { word };
    let is_word = word.len() == 3 && rest.bytes().all(|letter| letter.is_ascii_lowercase());
    if !is_word || !line.is_running_text() || line.is_known(index) {
        return None;
    }
    let comes = is_first
        || index > 0
            && line.is_known(index - 1)
            && (line.has_space_after(index - 1)
                || line.document.text()[..line.span(index).start()].ends_with('-'));
    let goes_on = line.is_known_small(index + 1) && line.has_space_after(index);
    let ends =
        matches!(line.word(index + 1), "." | "," | "?" | "!") && line.tokens.len() >= TOKENS_OF_SENTENCE;
    let may_end = ends && !is_first;
    if !(comes && (goes_on || may_end)) {
        return None;
    }
    let judged = line.memory.borrow_mut().judge(line.dictionary, word);
    judged.filter(|word| {
        let meant = word.meant.as_ref().map(|meant| meant.word.as_str());
        meant.is_some_and(|meant| !is_first || english::SMALL_WORDS.contains(meant))
    })
}

/// Finds the slips among the unknown words of a sentence, and tells `silent` why the others are not slips.
pub fn find(
    line: &Line<'_>,
    mut unknown: Vec<(usize, Arc<Unknown>)>,
    found: &mut Vec<FoundSlip>,
    silent: &mut dyn FnMut(Slip, Span, Plain),
) {
    unknown.retain(|(index, word)| {
        let is_plain = is_plain(line, *index, word.meant.as_ref());
        if !is_plain {
            silent(Slip::UnknownWord, line.span(*index), Plain::Code);
        }
        is_plain
    });
    if unknown.is_empty() {
        return;
    }
    let words = line.tokens.iter().filter(|token| token.kind == TokenKind::Word).count();
    // Names have capitals; a sentence of another language has strange words in small letters.
    let small = unknown.iter().filter(|(_, word)| word.shape == Shape::Small);
    let strange = small.clone().filter(|(_, word)| word.meant.is_none() && word.joint.is_none()).count();
    let small_unknown = small.count();
    let is_foreign = strange >= FOREIGN - 1 && small_unknown.max(FOREIGN) * FOREIGN_SHARE > words;
    // So many strange words of so few are no slips, whatever each is near to.
    let is_foreign = is_foreign || small_unknown >= FOREIGN && small_unknown * FOREIGN > words;
    // "Hantera produkter": the label of a button.
    let is_foreign = is_foreign || is_strange_label(line, words);
    // "Dermatologi, Venereologi": nearly all words are strange, though each may be near to one of the trade.
    let is_all_foreign = unknown.len() >= FOREIGN && unknown.len() * 2 > words;
    let is_romanised = unknown.iter().any(|(_, word)| may_be_foreign(word)) && line.is_beside_other_script();
    let is_hindi = has_words_of_hindi(line);
    let rows = rows_of_small(&unknown);
    for (index, word) in unknown {
        let is_strange = is_hindi
            || line.is_filler(index)
            || is_gloss(line, index, &word)
            || is_romanised && may_be_foreign(&word)
            || is_voucher(line, index, &word);
        if is_strange && !word.rejected {
            silent(Slip::UnknownWord, line.span(index), Plain::Foreign);
            continue;
        }
        // "Sans parfum": a few quoted words may be of any language.
        let is_foreign = is_foreign
            || rows.binary_search(&index).is_ok()
            || is_in_short_quotation(line, index)
            || [index.wrapping_sub(1), index + 1].iter().any(|beside| !line.word(*beside).is_ascii());
        if (is_foreign && word.term.is_none() || is_all_foreign) && !word.rejected {
            silent(Slip::UnknownWord, line.span(index), Plain::Foreign);
            continue;
        }
        match verdict(line, index, &word) {
            Ok(slip) => found.push(slip),
            Err(reason) => silent(Slip::UnknownWord, line.span(index), reason),
        }
    }
}

/// The words of a document that the dictionary does not have, as they are, with how often each occurs. Names and terms
/// are among them: the user knows which are right.
pub fn unknown_words(document: &Document, dictionary: &Dictionary) -> BTreeMap<String, usize> {
    let (vocabulary, mut lower, mut cut) = (Vocabulary::default(), String::new(), Vec::new());
    let mut memory = Memory::default();
    let mut unknown = BTreeMap::new();
    for block in document.blocks() {
        for sentence in document.sentences_in(block.sentences.clone()) {
            tokens(document.small(), *sentence, &vocabulary, &mut lower, &mut cut);
            let line = Line::new(
                document,
                block,
                *sentence,
                (&cut, vocabulary.first_shared()),
                dictionary,
                &mut memory,
            );
            for index in 0..cut.len() {
                let word = line.word(index);
                if word.chars().count() >= SHORTEST && is_plain(&line, index, None) && !dictionary.knows(word)
                {
                    *unknown.entry(word.to_owned()).or_insert(0) += 1;
                }
            }
        }
    }
    unknown
}
