//! Words that the dictionary does not have: misspelt, or two without the space between them.
//!
//! Names, terms, codes and foreign words are not in it either. A word is reported only where it is close to one that is
//! known, and where nothing suggests a name: a capital inside a sentence, three uses in the document, many unknown
//! words together. One letter off a word of the trade is reported all the same.

use std::collections::BTreeMap;
use std::sync::Arc;

use claimlint_base::span::Span;
use claimlint_data::words::english;
use claimlint_rules::Slip;
use claimlint_rules::dictionary::suggest::Suggestion;
use claimlint_rules::dictionary::{Dictionary, Entry};
use claimlint_rules::tokens::{TokenKind, tokens};
use claimlint_rules::vocabulary::Vocabulary;
use claimlint_text::{BlockKind, Document};

use super::common::COMMON;
use super::foreign::{
    FOREIGN, has_words_of_hindi, is_gloss, is_strange_label, may_be_foreign, rows_of_small,
};
use super::found_slip::FoundSlip;
use super::joined_article::{article_joined, with_article, with_pronoun};
use super::layout::{goes_on_in_prose, is_in_title_of_words};
use super::line::{Line, OBJECT_SIGN};
use super::memory::{Memory, Standing};
use super::names;
use super::no_words::{is_cut_off, is_drawn_out, is_identifier, is_in_short_quotation, is_voucher};
use super::parted::{is_drawn_apart, parted_by_markup, with_neighbour};
use super::shape::{INNER_CAPITALS, SHORTEST, Shape};
use super::unknown::{COMMONEST, SHORTEST_NAME, Unknown};
use crate::check::kinds::replace::{in_case_of, with_capital};
use crate::check::reason::Plain;

/// A word used this often is a name or a term.
const USES_OF_A_TERM: usize = 3;
/// A sentence with [`FOREIGN`] unknown words is in another language where one in this many of all its words is unknown.
const FOREIGN_SHARE: usize = 4;

/// So many letters of a second word are those of an ending.
const SHORTEST_SECOND: usize = 2;

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
        match slip(line, index, &word) {
            Ok(slip) => found.push(slip),
            Err(reason) => silent(Slip::UnknownWord, line.span(index), reason),
        }
    }
}

/// Whether a token is a word by itself: not part of a code, a measure or an address.
fn is_plain(line: &Line<'_>, index: usize, meant: Option<&Suggestion>) -> bool {
    let text = line.document.text();
    let span = line.span(index);
    let is_digit = |sign: Option<char>| sign.is_some_and(|sign| sign.is_ascii_digit());
    let (before, after) = (text[..span.start()].chars().next_back(), text[span.end()..].chars().next());
    // A prefix before its hyphen, an ending after one.
    let is_combining = after == Some('-')
        && line.word(index).ends_with('o')
        && line.word(index).chars().all(char::is_lowercase);
    let is_affix =
        is_combining || after == Some('-') && span.len() <= 6 || before == Some('-') && span.len() <= 4;
    // "lomg-lasting": a common word with a slip is none.
    let is_affix = is_affix
        && (is_combining
            || span.len() < SHORTEST
            || before == Some('-')
            || !meant.is_some_and(|meant| {
                meant.distance == 1 && meant.is_likely && meant.entry.level() <= COMMONEST
            }));
    // "goin'": the apostrophe is for the letter that is not spoken.
    let is_spoken = after == Some('\'')
        && line.word(index).ends_with("in")
        && line.knows(&format!("{}g", line.word(index)));
    // What touches a gap is a part of what is there.
    let is_part = [before, after].contains(&Some(OBJECT_SIGN));
    // "10.1016/j.jaad.2011.10.027", and "cleo.velmora": the name of an account.
    let goes_on = |sign: char| sign.is_ascii_digit() || sign.is_ascii_lowercase();
    let is_part = is_part
        || text[span.end()..].strip_prefix('.').is_some_and(|rest| rest.starts_with(goes_on))
        || text[..span.start()].strip_suffix('.').is_some_and(|rest| rest.ends_with(goes_on))
            && line.word(index).starts_with(|sign: char| sign.is_ascii_lowercase());
    // "-caine" in quotation marks is an ending, however long.
    let is_quoted_ending = text[..span.start()].ends_with("\"-") || text[..span.start()].ends_with("'-");
    // "calc(100%": what a program calls. A known word there only lacks its space.
    let is_called = after == Some('(') && !line.knows(line.word(index));
    line.is_word(index)
        && !is_spoken
        && !is_part
        // "wasn&rsquo;t": a reference to a character that was written as text.
        && after != Some('&')
        && !is_called
        && !is_digit(before)
        && !is_digit(after)
        && !is_affix
        && !is_quoted_ending
        && !is_drawn_out(line, index)
        && !is_cut_off(line, span)
        && !is_identifier(line, span)
        && !line.is_address(index)
}

/// What to say about an unknown word in its place, or why nothing.
fn slip(line: &Line<'_>, index: usize, word: &Unknown) -> Result<FoundSlip, Plain> {
    let span = line.span(index);
    if let Some(parted) = parted_by_markup(line, index, word) {
        return Ok(parted);
    }
    if is_drawn_apart(line, index) {
        return Err(Plain::Right);
    }
    let joined = with_pronoun(line, index, word)
        .or_else(|| with_neighbour(line, index, word))
        .or_else(|| article_joined(line, index, word));
    if let Some(joined) = joined {
        return Ok(joined);
    }
    let is_first = line.tokens[..index].iter().all(|token| token.kind == TokenKind::Mark)
        || index > 0 && matches!(line.word(index - 1), ":" | ".") && line.has_space_after(index - 1);
    let is_title = line.block.kind.is_heading() || line.block.kind == BlockKind::TableCell;
    let term = word.term.as_ref();
    let meant = word.meant.as_ref();
    let uses = || line.memory.borrow_mut().uses(line.document, &word.small);
    if let Some(reason) = names::reason(line, index, word) {
        return Err(reason);
    }
    let chosen = match word.shape {
        _ if word.rejected => meant.ok_or(Plain::NothingNear),
        Shape::Small | Shape::Mixed if word.joint.is_some() => Err(Plain::Term),
        Shape::Small if names::is_species(line, index) && names::is_latin_form(&word.small) => {
            Err(Plain::Name)
        }
        Shape::Small if names::is_substance(word) => Err(Plain::Term),
        Shape::Small if term.is_some() => term.ok_or(Plain::NothingNear),
        Shape::Small if meant.is_none() => Err(Plain::NothingNear),
        // A name that the page has with its capital elsewhere lacks it here, however often it is written.
        Shape::Small
            if word.name
                && !line.document.text()[..span.start()].ends_with('-')
                && line.memory.borrow_mut().is_name_in(line.document, &word.small) =>
        {
            meant.ok_or(Plain::NothingNear)
        }
        Shape::Small => meant.filter(|_| uses() < USES_OF_A_TERM).ok_or(Plain::Term),
        Shape::Capital if word.small.len() < SHORTEST => meant.filter(|_| uses() < 2).ok_or(Plain::Name),
        Shape::Capital if word.joint.is_some() => Err(Plain::Term),
        Shape::Capital if word.small.len() >= SHORTEST_NAME && term.is_some() => {
            // Brands are made of a word of the trade and a letter: "Organico".
            // With a letter too many, again and again, it is the name of the house: "Acneva" beside "acne".
            let is_name = |term: &Suggestion| word.small.len() > term.word.len() && uses() >= USES_OF_A_TERM;
            let is_meant = |term: &&Suggestion| {
                !word.small.starts_with(&term.word) && (term.distance == 1 && !is_name(term) || uses() < 2)
            };
            term.filter(is_meant).ok_or(Plain::Name)
        }
        // A heading in which the next word has a small letter is a sentence.
        Shape::Capital
            if is_first
                && (!is_title || goes_on_in_prose(line, index))
                && word.small.len() >= SHORTEST_NAME =>
        {
            meant
                .filter(|meant| meant.distance == 1 && goes_on_small(line, index) && uses() < 2)
                .ok_or(Plain::Name)
        }
        Shape::Capital if word.small.len() >= SHORTEST_NAME && is_in_title_of_words(line, index) => {
            meant.filter(|meant| is_plainly_meant(word, meant) && uses() < 2).ok_or(Plain::Name)
        }
        // "Fractioanl": so long a name is no common word with two letters in each other's place.
        Shape::Capital if word.small.len() > SHORTEST_NAME && is_long_slip(line, word) => {
            meant.filter(|_| uses() < 2).ok_or(Plain::Name)
        }
        // "Hiar Removal", "Thier skin": of short words only those are meant of which two letters changed places.
        Shape::Capital
            if meant.is_some()
                // "Grillo A, et al."
                && !matches!(line.word(index + 1).as_bytes(), [b'A'..=b'Z'])
                && (is_in_title_of_words(line, index) && !word.is_short_slip()
                    || is_first && goes_on_in_prose(line, index) && (!word.is_short_slip() || line.is_running_text())
                    // "Yuor GP referral": letters in each other's place
                    || index == 0 && line.is_running_text() && word.has_letters_swapped() && line.is_known(1) && line.has_space_after(0)) =>
        {
            meant.filter(|meant| is_plainly_meant(word, meant) && uses() < 2).ok_or(Plain::Name)
        }
        // "TRIPHALA" is a slip; a brand in capitals comes again and again.
        Shape::Capitals if word.small.len() >= SHORTEST_NAME => {
            term.filter(|_| uses() < USES_OF_A_TERM).ok_or(Plain::Name)
        }
        Shape::Capital | Shape::Capitals => Err(Plain::Name),
        Shape::Mixed => meant.ok_or(Plain::Name),
    };
    let reason = match chosen {
        Ok(chosen) => {
            if let Some(parted) = with_article(line, index, word, &chosen.word) {
                return Ok(parted);
            }
            // What is not clear is not guessed at; the word is wrong all the same.
            let is_small_word =
                word.small.len() < SHORTEST && english::SMALL_WORDS.contains(chosen.word.as_str());
            let is_clear = word.rejected
                || word.name
                || is_small_word
                || word.small.len() >= SHORTEST && line.dictionary.is_clear(&word.small, chosen);
            let right = if is_clear { in_shape(word, line.word(index), &chosen.word) } else { String::new() };
            return Ok(FoundSlip::new(Slip::UnknownWord, span, right));
        }
        Err(reason) => reason,
    };
    // Where markup separates the words, a style may draw something between them.
    let is_whole = line.document.is_unbroken(span);
    let joint = word.joint.filter(|_| is_whole && uses() < USES_OF_A_TERM && !names::is_species(line, index));
    let joint = joint.filter(|joint| word.shape != Shape::Mixed || is_in_prose(line, index, *joint));
    // "Cellis Derma": a name ends as many a small word does.
    let is_short = |joint: usize| {
        let second = word.small.get(joint..).unwrap_or_default();
        second.len() <= SHORTEST_SECOND && !english::JOINED_AFTER_NAMES.contains(second)
    };
    let joint = joint
        .filter(|joint| word.shape != Shape::Capital || !is_short(*joint) || goes_on_in_prose(line, index));
    // "your Glowhouseand" is a name, and so is what stands alone or behind a slash.
    let is_inside = !is_first && index > 0 && line.is_known_small(index - 1) && word.shape == Shape::Capital;
    let is_handle =
        line.tokens.len() == 1 && word.shape == Shape::Small && line.block.kind == BlockKind::TableCell
            || line.document.text()[..span.start()].ends_with('/')
            || index > 0
                && line.is_behind_hyphen(index)
                && matches!(line.small(index - 1), "alpha" | "beta" | "gamma" | "delta");
    if is_handle {
        line.looks_around();
    }
    let joint = joint.filter(|_| !is_inside && !is_handle);
    let Some((first, second)) = joint.and_then(|joint| line.word(index).split_at_checked(joint)) else {
        return Err(reason);
    };
    let place = Span::of(span.start()..span.start() + first.len());
    let right = format!("{first} {second}");
    Ok(FoundSlip::new(Slip::JoinedWords, span, right).with_edit(place, format!("{first} ")))
}

/// Whether a long word with a capital is a common one with a slip that people make most often, among other words that are known.
fn is_long_slip(line: &Line<'_>, word: &Unknown) -> bool {
    let known = line
        .tokens
        .iter()
        .enumerate()
        .filter(|(at, token)| token.kind == TokenKind::Word && line.is_known(*at));
    known.count() + 1 >= line.tokens.iter().filter(|token| token.kind == TokenKind::Word).count()
        && word.meant.as_ref().is_some_and(|meant| {
            Dictionary::is_plain_slip(&word.small, meant)
                && meant.entry.has(Entry::WORD)
                && meant.entry.level() <= RARE_ENOUGH
        })
}

/// What a long word with a capital meant is no rarer than this.
const RARE_ENOUGH: u8 = 50;

/// Whether the next word has a small letter.
fn goes_on_small(line: &Line<'_>, index: usize) -> bool {
    let next = (index + 1..line.tokens.len()).find(|next| line.tokens[*next].kind != TokenKind::Mark);
    next.is_some_and(|next| line.word(next).starts_with(char::is_lowercase))
}

/// A sentence has at least this many tokens.
const TOKENS_OF_SENTENCE: usize = 5;

/// Whether two words that only a capital parts are among words of a sentence: elsewhere, "fontSize" is a name that a program knows.
fn is_in_prose(line: &Line<'_>, index: usize, joint: usize) -> bool {
    let is_led_by_small_word =
        line.word(index).get(..joint).is_some_and(|first| english::JOINED_BEFORE_CAPITALS.contains(first));
    let is_beside_words = line.tokens.len() >= TOKENS_OF_SENTENCE
        && (index == 0 || line.is_known(index - 1))
        && (line.is_known_small(index + 1) || index > 0 && line.is_known_small(index - 1));
    is_led_by_small_word || is_beside_words
}

/// Whether a word is plainly another: a common one with a letter off. Brands are made of a word and a letter more: "Creama".
fn is_plainly_meant(word: &Unknown, meant: &Suggestion) -> bool {
    let added = word.small.strip_prefix(meant.word.as_str());
    let is_brand = added.is_some_and(|added| !meant.word.ends_with(added));
    meant.entry.level() <= COMMON && meant.distance == 1 && meant.is_likely && !is_brand
}

/// The right word with the capitals of the wrong one.
fn in_shape(word: &Unknown, wrong: &str, right: &str) -> String {
    let end = wrong.find('\'').filter(|_| !right.contains('\'')).unwrap_or(wrong.len());
    let (stem, ending) = wrong.split_at(end);
    let own = INNER_CAPITALS.iter().find(|name| name.eq_ignore_ascii_case(right));
    let right = match own {
        Some(own) => (*own).to_owned(),
        None if word.name => with_capital(right),
        None => in_case_of(stem, right),
    };
    right + ending
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
