//! Hyphens, dashes and slashes with a space on one side alone.

use claimlint_base::span::Span;
use claimlint_base::word_list::entries;
use claimlint_data::words::{english, grammar};
use claimlint_rules::Slip;
use claimlint_rules::tokens::TokenKind;

use super::found_slip::FoundSlip;
use super::layout::is_product_title;
use super::line::Line;

/// A number of this many digits after a hyphen ends no range, in bytes.
const LONG_NUMBER: usize = 5;

/// A hyphen or dash with a space on one side: `effective- because`, `four -six`.
pub fn find(line: &Line<'_>, at: usize, found: &mut Vec<FoundSlip>) {
    if at == 0 || at + 1 >= line.tokens.len() {
        return;
    }
    let (mark, before, after) = (line.span(at), line.span(at - 1), line.span(at + 1));
    let touches = (before.end() == mark.start(), after.start() == mark.end());
    let apart = (line.is_space(before.end()..mark.start()), line.is_space(mark.end()..after.start()));
    let is_number = |at: usize| line.tokens[at].kind == TokenKind::Number;
    // A line that ends after a hyphen: "long-" and "lasting".
    let is_wrapped = apart.1 && !line.document.is_verbatim(Span::of(mark.end()..after.start()));
    // A line that begins with a hyphen is an item of a list.
    let is_item =
        apart.0 && (touches.1 || apart.1) && !line.document.is_verbatim(Span::of(before.end()..mark.start()));
    if is_wrapped || is_item {
        return line.looks_around();
    }
    if apart.1 && touches.0 && line.word(at) == "-" && is_before_word_or_bracket(line, at) {
        let right = format!("{} - {}", line.word(at - 1), line.word(at + 1));
        found.push(FoundSlip::new(Slip::StraySpace, before.join(after), right).with_edit(mark, " -"));
        return;
    }
    if line.word(at) == "/" && apart.0 && touches.1 && is_choice(line, at) {
        let space = Span::of(before.end()..mark.start());
        found.push(FoundSlip::stray_space(line.document, before.join(after), space));
        return;
    }
    let numbers = is_number(at - 1) && is_number(at + 1);
    let words = line.is_known(at - 1) && line.is_known(at + 1) && line.word(at - 1).len() > 1;
    if !(words || numbers) || line.is_address(at) || is_product_title(line) {
        return;
    }
    // "1,2- and 1,3- isomers": the places of atoms in a name.
    if is_number(at - 1) && line.word(at - 1).contains(',') {
        return;
    }
    let whole = before.join(after);
    let (first, sign, second) = (line.word(at - 1), line.word(at), line.word(at + 1));
    // Some writers put an aside between two of them.
    if sign == "/" && line.document.words_of(line.sentence).matches('/').nth(1).is_some() {
        return;
    }
    // "+00- 1234567890": a telephone number.
    if numbers && second.len() >= LONG_NUMBER && second.bytes().all(|byte| byte.is_ascii_digit()) {
        return;
    }
    // "Images/ folder": the sign ends the name.
    if sign == "/" && matches!(line.small(at + 1), "folder" | "folders" | "directory" | "file" | "files") {
        return;
    }
    if numbers || sign == "/" {
        let space = match (touches, apart) {
            ((true, false), (_, true)) => Span::of(mark.end()..after.start()),
            ((false, true), (true, _)) if sign != "/" => Span::of(before.end()..mark.start()),
            _ => return,
        };
        found.push(FoundSlip::stray_space(line.document, whole, space));
        return;
    }
    if apart == (true, true) && sign == "-" && is_drawn_apart(line, at) {
        let right = format!("{first}-{second}");
        let place = Span::of(before.end()..after.start());
        found.push(FoundSlip::new(Slip::StraySpace, whole, right).with_edit(place, "-"));
        return;
    }
    match (touches, apart) {
        ((true, false), (_, true)) if !is_suspended(line, at) => {
            // "self- care", "pain- free" and "state-of- the-art" have lost nothing but their place.
            let is_second_hyphen = line.document.text()[..before.start()].ends_with('-')
                && before.start() > line.sentence.start();
            let is_compound = is_second_hyphen
                || english::BEFORE_HYPHENS.contains(line.small(at - 1))
                || english::AFTER_HYPHENS.contains(line.small(at + 1));
            if is_compound && second.starts_with(char::is_alphabetic) {
                let space = Span::of(mark.end()..after.start());
                found.push(FoundSlip::stray_space(line.document, whole, space));
                return;
            }
            // "avail- able" was one word at the end of a line.
            let whole_word = format!("{first}{second}");
            if line.knows(&whole_word) && second.starts_with(char::is_lowercase) {
                let hyphen_and_space = Span::of(mark.start()..after.start());
                let slip = FoundSlip::new(Slip::StraySpace, whole, whole_word);
                found.push(slip.with_edit(hyphen_and_space, ""));
                return;
            }
            let right = format!("{first} - {second}");
            let place = Span::of(before.end() - last_length(first)..before.end());
            let last = line.document.words_of(place).to_owned();
            found.push(FoundSlip::new(Slip::StraySpace, whole, right).with_edit(place, format!("{last} ")));
        }
        // "abscess -a build-up": a dash.
        ((false, true), (true, _))
            if english::SMALL_WORDS.contains(line.small(at + 1))
                || english::SMALL_WORDS.contains(line.small(at - 1))
                || matches!(second, "a" | "an" | "where" | "It's") =>
        {
            let right = format!("{first} - {second}");
            let slip = FoundSlip::new(Slip::StraySpace, whole, right);
            found.push(slip.with_edit(mark, format!("{sign} ")));
        }
        ((false, true), (true, _)) => {
            let space = Span::of(before.end()..mark.start());
            found.push(FoundSlip::stray_space(line.document, whole, space));
        }
        _ => {}
    }
}

/// A long dash between two words with a space on one side alone.
pub fn long_dash(line: &Line<'_>, at: usize, found: &mut Vec<FoundSlip>) {
    if at == 0 || at + 1 >= line.tokens.len() || !line.is_known(at - 1) || !line.is_known_small(at + 1) {
        return;
    }
    let (mark, before, after) = (line.span(at), line.span(at - 1), line.span(at + 1));
    let touches = (before.end() == mark.start(), after.start() == mark.end());
    let space = match touches {
        (true, false) if line.is_space(mark.end()..after.start()) => Span::of(mark.end()..after.start()),
        (false, true) if line.is_space(before.end()..mark.start()) => Span::of(before.end()..mark.start()),
        _ => return,
    };
    if is_product_title(line) || !line.document.is_verbatim(space) {
        return;
    }
    found.push(FoundSlip::stray_space(line.document, before.join(after), space));
}

/// A word that is parted from another by a slash has at least this many letters.
const SHORTEST_CHOICE: usize = 4;

/// Whether a slash with a space before it is between two words of a sentence, "creams /lotions", rather than at the beginning of a path.
fn is_choice(line: &Line<'_>, at: usize) -> bool {
    let is_word = |at: usize| line.is_known_small(at) && line.word(at).len() >= SHORTEST_CHOICE;
    let rest = &line.document.text()[line.span(at + 1).end()..];
    // "/search?q=soap" goes on, "/lotions?" does not.
    let has_query = rest.strip_prefix('?').is_some_and(|query| query.starts_with(char::is_alphanumeric));
    let goes_on = has_query || rest.starts_with(['/', '-', '_', '.', '*', '=']);
    is_word(at - 1)
        && is_word(at + 1)
        && line.word(at - 1).ends_with('s') == line.word(at + 1).ends_with('s')
        && !goes_on
        && !english::SMALL_WORDS.contains(line.small(at - 1))
        && line.document.words_of(line.sentence).matches('/').nth(1).is_none()
}

/// Whether the parts of a compound have spaces around their hyphen: "anti - ageing", "a pain - free visit".
fn is_drawn_apart(line: &Line<'_>, at: usize) -> bool {
    let (first, second) = (line.small(at - 1), line.small(at + 1));
    let after_prefix = grammar::PREFIXES_DRAWN_APART.contains(first)
        && line.is_known_small(at + 1)
        && !english::SMALL_WORDS.contains(second)
        && second.len() > 2;
    // "You visit us - friendly faces": no compound begins with a pronoun.
    let before_ending = english::AFTER_HYPHENS.contains(second)
        && !english::PRONOUNS.contains(first)
        && line.is_known_small(at - 1)
        && line.is_known_small(at + 2)
        && line.has_space_after(at + 1)
        && !grammar::AFTER_NO_COMPOUNDS.contains(line.small(at + 2));
    after_prefix || before_ending
}

/// Whether a hyphen with a space after it is between a number that ends a range and a word, `Day 2-4- The skin`, a number and a word
/// in small letters, `24- hour`, or a word and a bracket: `Soap- (soft)`. A number at the beginning is that of a list.
fn is_before_word_or_bracket(line: &Line<'_>, at: usize) -> bool {
    let is_number = |at: usize| line.tokens[at].kind == TokenKind::Number;
    if line.is_address(at) || is_product_title(line) {
        return false;
    }
    if line.word(at + 1) == "(" {
        return line.is_known(at - 1) && line.word(at - 1).len() > 2;
    }
    let ends_range = at > 1
        && is_number(at - 2)
        && line.document.text().get(line.span(at - 2).end()..line.span(at - 1).start()) == Some("-");
    let is_word = line.is_known(at + 1) && !english::AFTER_SUSPENDED_HYPHENS.contains(line.small(at + 1));
    is_number(at - 1)
        && at > 1
        && line.word(at - 1).len() < LONG_NUMBER
        && is_word
        && (ends_range || line.is_known_small(at + 1) && line.is_known(at - 2))
}

/// So many tokens after a hyphen that stands for the rest of a compound, the other part of it is named.
const TOKENS_TO_COMPOUND: usize = 5;

/// Whether a hyphen stands for the rest of a compound that follows, "pre- and post-treatment", "hair- and skincare", rather than for a
/// dash: "the skin- and the hair".
fn is_suspended(line: &Line<'_>, at: usize) -> bool {
    if !english::AFTER_SUSPENDED_HYPHENS.contains(line.small(at + 1)) {
        return false;
    }
    let first = line.small(at - 1);
    let text = line.document.text();
    let is_prefix = english::BEFORE_HYPHENS.contains(first)
        || entries(claimlint_data::lists::PREFIXES).any(|(_, prefix)| prefix == first);
    let is_compound = |part: usize| {
        let word = line.small(part);
        let has_hyphen = text[line.span(part).end()..].starts_with('-');
        // "skincare" after "hair-": the same ending.
        let has_same_end = word.is_ascii()
            && (SHORTEST_END..word.len())
                .any(|end| line.knows(&format!("{first}{}", &word[word.len() - end..])));
        has_hyphen || has_same_end || english::AFTER_HYPHENS.contains(word)
    };
    let following = at + 2..(at + 2 + TOKENS_TO_COMPOUND).min(line.tokens.len());
    is_prefix || !line.knows(first) || following.into_iter().any(is_compound)
}

/// The second half of a compound has at least this many letters.
const SHORTEST_END: usize = 3;

fn last_length(word: &str) -> usize {
    word.chars().next_back().map_or(0, char::len_utf8)
}
