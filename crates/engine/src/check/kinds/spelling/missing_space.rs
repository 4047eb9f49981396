//! Spaces that are missing: after a stop, a comma or a colon, before the next sentence, after a title, around a sign for "and".
//!
//! Spaces that are too many are left to `spacing`, words that have none between them to `joined`.

use claimlint_base::source::{end_of, floor_boundary};
use claimlint_base::span::Span;
use claimlint_data::words::{addresses, english};
use claimlint_rules::Slip;
use claimlint_rules::tokens::TokenKind;

use super::common::common_word;
use super::found_slip::FoundSlip;
use super::layout::{is_lead_in, is_list_of_ingredients, is_only_token, is_product_title};
use super::line::Line;
use super::shape::is_capital_and_small;

/// A word and the stops after it have at most this many bytes.
const LONGEST_BEFORE: usize = 256;

/// A word before a colon has at least this many bytes.
const SHORTEST_LABEL: usize = 3;

/// A sentence that begins right after the stop of the one before: `skin.The`.
pub fn find_before(line: &Line<'_>, found: &mut Vec<FoundSlip>) {
    let text = line.document.text();
    let before = &text[line.block.span.start()..line.sentence.start()];
    let before = end_of(before, LONGEST_BEFORE);
    if !before.ends_with(['.', '!', '?']) {
        return;
    }
    let word = before.trim_end_matches(['.', '!', '?']);
    let start = word.rfind(|sign: char| !sign.is_alphabetic()).map_or(0, |at| at + 1);
    let start = if word.is_char_boundary(start) { start } else { word.len() };
    let word = &word[start..];
    let is_title = word.len() <= 4 && word.starts_with(char::is_uppercase);
    // "Pagwara.Here we rest": a name, if what follows can only begin a sentence.
    let is_before_small_word = word.len() > 4
        && word.chars().all(char::is_alphabetic)
        && (english::SMALL_WORDS.contains(line.small(0))
            || english::BEGIN_PARAGRAPHS.contains(line.small(0)))
        && line.is_known_small(1);
    let is_word = word.len() >= 2 && !is_title && (line.knows(word) || is_before_small_word);
    if !is_word || !line.is_known(0) || line.is_address(0) || line.span(0).start() != line.sentence.start() {
        return;
    }
    let from = line.sentence.start() - before.len() + start;
    insert_space(line, Span::of(from..line.span(0).end()), line.sentence.start(), found);
}

/// A stop or comma between two words, without a space after it.
pub fn find(line: &Line<'_>, at: usize, found: &mut Vec<FoundSlip>) {
    let mark = line.span(at);
    let next = past_asterisks(line, at + 1);
    let touches = at > 0
        && line.span(at - 1).end() == mark.start()
        && next < line.tokens.len()
        && line.span(next).start() == line.span(next - 1).end();
    if !touches || line.is_address(at) || is_site(line, at, next) || is_site_again(line, at, next) {
        return;
    }
    let (before, after) = (line.word(at - 1), line.word(next));
    // "&quot;soft": a reference to a character that was written as text.
    let is_reference =
        line.word(at) == ";" && line.document.text()[..line.span(at - 1).start()].ends_with('&');
    if is_reference {
        return;
    }
    let is_stop = line.word(at) == ".";
    // `e.g`, `p.m` and `Dr` are abbreviations; a short word after a stop is more likely the end of an address.
    let is_title = is_stop && before.len() <= 4 && before.starts_with(char::is_uppercase);
    let is_name = is_capital_and_small(after);
    let begins = is_name && line.has_space_after(next);
    // "Dr.Example", and "(at night).Then".
    let is_before_name = is_title && is_name && is_address_of_person(line, at - 1, next);
    let is_before_sentence =
        is_stop && before == ")" && begins && line.is_known(next) && line.is_known_small(next + 1);
    if is_before_name || is_before_sentence {
        return insert_space(line, line.span(at - 1).join(line.span(next)), line.span(next).start(), found);
    }
    // "in 2014.The oil", "by 5%.It helps"
    let ends_with_number = is_stop
        && (line.tokens[at - 1].kind == TokenKind::Number || matches!(before, "%" | "\""))
        && is_capital_and_small(after)
        && english::SMALL_WORDS.contains(line.small(next))
        && line.is_known_small(next + 1)
        && line.has_space_after(next);
    // "creams,3 masks", "creams,(oils)": what a comma parts may begin with a number or a bracket.
    let is_before_number = line.word(at) == ","
        && line.is_known_small(at - 1)
        && before.len() >= SHORTEST_LABEL
        && (line.tokens[next].kind == TokenKind::Number && line.has_space_after(next) || after == "(")
        && (after == "(" || line.is_known_small(next + 1))
        && !is_only_token(line);
    if is_stop && is_number_of_list(line, at - 1, next) || ends_with_number || is_before_number {
        return insert_space(line, line.span(at - 1).join(line.span(next)), line.span(next).start(), found);
    }
    let shortest = if is_stop { 3 } else { 2 };
    let long_enough = before.len() >= 2 && after.len() >= shortest && !is_title;
    // "TL;DR"
    let is_short_form =
        line.word(at) == ";" && [before, after].iter().all(|word| word.chars().all(char::is_uppercase));
    // "(Ca,Na)x(Mg,Fe)3": elements.
    let is_element = |word: &str| {
        word.len() <= 2 && word.starts_with(char::is_uppercase) && !word.ends_with(char::is_uppercase)
    };
    // "SOFTEN.RINSE": the name of a product; and "GLOWERY.ONE" that of a site, unless the words after it are all in capitals, too.
    let is_in_capitals = |word: &str| word.len() >= 2 && word.chars().all(char::is_uppercase);
    let is_name_in_capitals = [before, after].iter().all(|word| word.len() >= 3 && is_in_capitals(word))
        && (before.len() > 3 && after.len() > 3 || !is_in_capitals(line.word(next + 1)));
    let is_short_form = is_short_form || is_stop && is_name_in_capitals;
    // "Daily.RITUAL": a brand.
    let is_short_form = is_short_form
        || is_stop && after.len() > 3 && is_in_capitals(after) && before.starts_with(char::is_uppercase);
    let is_short_form = is_short_form || line.word(at) == "," && is_element(before) && is_element(after);
    let is_data = is_only_token(line) || is_stop && is_dotted_name(line, at - 1, next);
    let are_known = line.is_known(at - 1) && line.is_known(next);
    // "argan,Moringo": what is parted by a comma may have names in it.
    let are_names = line.word(at) == "," && are_parts_of_list(line, at - 1, next);
    let is_vitamin = line.word(at) == "," && are_vitamins(line, at - 1, next);
    if (long_enough && (are_known || are_names) || is_vitamin) && !is_data && !is_short_form {
        let whole = line.span(at - 1).join(line.span(next));
        insert_space(line, whole, line.span(next).start(), found);
    }
}

/// Whether a stop parts the name of a site from its end: "ask at Glowery.com", "a guide (care/Glowery.net)".
fn is_site(line: &Line<'_>, stop: usize, end: usize) -> bool {
    line.word(stop) == "." && matches!(line.word(end), "com" | "net" | "org" | "co" | "io" | "edu" | "gov")
}

/// How far around its place, in bytes, the name of a site is looked for once more.
const NEAR: usize = 4_000;

/// Whether a stop parts a name, with its capital, from the ending of a site that is a small word of English, too, and the whole owns
/// something or is near by once more: "Glowery.one", "GLOWERY.ONE's".
fn is_site_again(line: &Line<'_>, stop: usize, end: usize) -> bool {
    let small = line.small(end);
    let ending = small.strip_suffix("'s").unwrap_or(small);
    if line.word(stop) != "."
        || !line.word(stop - 1).starts_with(char::is_uppercase)
        || !addresses::SITES_LIKE_SMALL_WORDS.contains(ending)
    {
        return false;
    }
    let text = line.document.small();
    let name = &text[line.span(stop - 1).start()..line.span(stop).end() + ending.len()];
    let from = floor_boundary(text, line.span(stop).start().saturating_sub(NEAR));
    let near = &text[from..floor_boundary(text, line.span(stop).start() + NEAR)];
    let ends = |at: usize| !near[at + name.len()..].starts_with(char::is_alphanumeric);
    ending != small || near.match_indices(name).filter(|(at, _)| ends(*at)).nth(1).is_some()
}

/// The token behind the asterisks that touch a mark: `**skin.**The` is not emphasis, because the space is missing.
fn past_asterisks(line: &Line<'_>, mut next: usize) -> usize {
    while line.word(next) == "*" && line.span(next).start() == line.span(next - 1).end() {
        next += 1;
    }
    next
}

/// The number of an item has at most this many digits.
const DIGITS_OF_ITEM: usize = 2;

/// Whether a number before a mark is that of an item of a list, and a sentence begins right after the mark: `2.Apply the cream`.
pub fn is_number_of_list(line: &Line<'_>, number: usize, after: usize) -> bool {
    let span = line.span(number);
    let is_apart = line.document.text()[..span.start()].chars().next_back().is_none_or(char::is_whitespace);
    line.tokens[number].kind == TokenKind::Number
        && span.len() <= DIGITS_OF_ITEM
        && is_apart
        && is_capital_and_small(line.word(after))
        && line.is_known(after)
        && line.is_known_small(after + 1)
        && line.has_space_after(after)
}

/// Whether what is on both sides of a comma are words, one of which the dictionary has, or names.
fn are_parts_of_list(line: &Line<'_>, before: usize, after: usize) -> bool {
    let parts = [before, after];
    let is_part = |at: &usize| line.is_word(*at) && line.word(*at).len() >= SHORTEST_LABEL;
    let is_name = |at: &usize| is_capital_and_small(line.word(*at));
    parts.iter().all(is_part) && (parts.iter().any(|at| line.is_known(*at)) || parts.iter().all(is_name))
}

/// A list of vitamins begins at most this many tokens before a comma in it.
const TOKENS_OF_VITAMINS: usize = 8;

/// Whether the letters on both sides of a comma are those of vitamins: "vitamins A,B and E".
fn are_vitamins(line: &Line<'_>, before: usize, after: usize) -> bool {
    let is_letter = |at: usize| matches!(line.word(at).as_bytes(), [b'A'..=b'K']);
    is_letter(before)
        && is_letter(after)
        && (before.saturating_sub(TOKENS_OF_VITAMINS)..before)
            .any(|at| matches!(line.small(at), "vitamin" | "vitamins" | "vit"))
}

/// A time or a measure that its number touches: `3months`, `24hour`.
pub fn after_number(line: &Line<'_>, at: usize, found: &mut Vec<FoundSlip>) {
    let (span, small) = (line.span(at), line.small(at));
    let unit = small.trim_start_matches(|sign: char| sign.is_ascii_digit());
    // "30to 60", "15different".
    let is_plural = english::AFTER_NUMBERS.contains(unit) || is_plain_after_number(line, at, unit);
    if !is_plural && !english::AFTER_NUMBERS_SINGLE.contains(unit)
        || line.is_address(at)
        || line.is_behind_hyphen(at)
        || is_only_token(line)
    {
        return;
    }
    let middle = span.start() + small.len() - unit.len();
    if is_plural {
        return insert_space(line, span, middle, found);
    }
    let (number, own) = line.word(at).split_at(small.len() - unit.len());
    // "5day." ends what has no noun after it.
    if line.is_word(at + 1) && line.has_space_after(at) && line.touch(span) && !is_product_title(line) {
        let right = format!("{number}-{own}");
        found.push(FoundSlip::new(Slip::MissingSpace, span, right).with_edit(Span::at(middle), "-"));
    }
}

/// A word that is no measure, right behind a figure, has at least this many bytes.
const SHORTEST_AFTER_FIGURE: usize = 5;

/// Whether a word that touches the figure before it is a plain one: a small word before another figure, or a common one of prose.
fn is_plain_after_number(line: &Line<'_>, at: usize, unit: &str) -> bool {
    let is_before_figure = matches!(unit, "to" | "or" | "and")
        && line.tokens.get(at + 1).is_some_and(|next| next.kind == TokenKind::Number);
    let is_common = unit.len() >= SHORTEST_AFTER_FIGURE
        && line.is_known_small(at + 1)
        && common_word(line.dictionary, unit).is_some();
    (is_before_figure || is_common) && line.has_space_after(at) && line.word(at).ends_with(unit)
}

/// A figure that the word before it touches: "within2 weeks".
pub fn before_number(line: &Line<'_>, at: usize, found: &mut Vec<FoundSlip>) {
    let (span, small) = (line.span(at), line.small(at));
    let word = small.trim_end_matches(|sign: char| sign.is_ascii_digit());
    let next = line.small(at + 1);
    let is_counted = english::AFTER_NUMBERS.contains(next)
        || english::AFTER_NUMBERS_SINGLE.contains(next)
        || matches!(next, "to" | "or")
            && line.tokens.get(at + 2).is_some_and(|next| next.kind == TokenKind::Number);
    let is_led_to = english::BEFORE_FIGURES.contains(word) && small.len() - word.len() <= DIGITS_OF_ITEM;
    if is_led_to && is_counted && line.has_space_after(at) && !line.is_address(at) {
        insert_space(line, span, span.start() + word.len(), found);
    }
}

/// A colon before a sentence, without a space between them: `Results:They last`. Two words with a capital alone may be a name or a label
/// with its value.
pub fn after_colon(line: &Line<'_>, at: usize, found: &mut Vec<FoundSlip>) {
    let Some(before) = at.checked_sub(1) else { return };
    let (mark, after) = (line.span(at), past_asterisks(line, at + 1));
    let touches =
        line.span(before).end() == mark.start() && line.span(after).start() == line.span(after - 1).end();
    let begins = is_capital_and_small(line.word(after)) && line.is_known(after);
    // "Q:What is it?", "Step 1:Wash it"
    let is_numbered = line.tokens[before].kind == TokenKind::Number
        && before.checked_sub(1).is_some_and(|label| english::BEFORE_NUMERALS.contains(line.small(label)));
    let is_plain = line.word(before).len() >= SHORTEST_LABEL
        && line.word(before).chars().skip(1).all(char::is_lowercase)
        && line.is_known(before)
        || matches!(line.word(before), "Q" | "A") && before == 0
        || is_numbered;
    let goes_on = line.is_known_small(after + 1) && line.has_space_after(after);
    // "skin types:oily and dry": a small letter begins no label's value that a program reads.
    let begins_small = line.is_known_small(after)
        && (line.word(after).len() >= SHORTEST_LABEL || english::SMALL_WORDS.contains(line.small(after)))
        && !english::BEFORE_TIGHT_COLONS.contains(line.small(before))
        && before > 0
        // "the oil:water ratio"
        && !(at.saturating_sub(MOST_OF_RATIO)..at + MOST_OF_RATIO).any(|near| matches!(line.small(near), "ratio" | "ratios"));
    if touches && (begins || begins_small) && is_plain && goes_on && !line.is_address(at) {
        insert_space(line, line.span(before).join(line.span(after)), line.span(after).start(), found);
    }
}

/// So near to a colon its ratio is named, in tokens.
const MOST_OF_RATIO: usize = 5;

/// Whether a word is how a person is addressed, and a sentence goes on after the name: `Dr.Example is in`. Before other names it is a
/// brand: "Dr.Example Barrier Cream".
fn is_address_of_person(line: &Line<'_>, title: usize, name: usize) -> bool {
    let small = line.small(name);
    let ends_name = |at: usize| {
        line.word(at).starts_with(char::is_lowercase) || matches!(line.word(at), "," | ";" | "." | "?")
    };
    let goes_on = ends_name(name + 1) || is_capital_and_small(line.word(name + 1)) && ends_name(name + 2);
    english::TITLES_WITH_STOP.contains(line.small(title))
        && !english::BRANDS_AFTER_TITLES.contains(small)
        && small.len() > 2
        && goes_on
}

/// A sign for "and" with a space on one side alone, `warm &festive`, and a word that touches the per cent sign before it: `50%off`.
pub fn around_sign(line: &Line<'_>, at: usize, found: &mut Vec<FoundSlip>) {
    if line.word(at) == "%" && at > 0 {
        let (sign, after) = (line.span(at), at + 1);
        let is_share =
            line.tokens[at - 1].kind == TokenKind::Number && line.span(at - 1).end() == sign.start();
        let is_joined = line.span(after).start() == sign.end()
            && line.is_known_small(after)
            && (line.word(after).len() > 2 || english::SMALL_WORDS.contains(line.small(after)));
        if is_share && is_joined && !line.is_address(at) {
            insert_space(line, line.span(at - 1).join(line.span(after)), sign.end(), found);
        }
        return;
    }
    let Some(before) = at.checked_sub(1).filter(|_| line.word(at) == "&") else { return };
    let after = at + 1;
    let (sign, text) = (line.span(at), line.document.text());
    let touches_next = line.span(after).start() == sign.end();
    let touches_last = line.span(before).end() == sign.start();
    let is_spaced = |gap: &str| gap == " ";
    let is_one_sided = touches_next && text.get(line.span(before).end()..sign.start()).is_some_and(is_spaced)
        || touches_last && text.get(sign.end()..line.span(after).start()).is_some_and(is_spaced);
    let is_plain = |at: &usize| {
        let word = line.word(*at);
        line.is_known(*at) && word.len() > 2 && word.chars().skip(1).all(char::is_lowercase)
    };
    let are_words = [before, after].iter().all(is_plain);
    if is_one_sided && are_words && !english::REFERENCES.contains(line.small(after)) {
        let at = if touches_next { sign.end() } else { sign.start() };
        insert_space(line, line.span(before).join(line.span(after)), at, found);
    }
}

/// Whether two words around a stop are parts of the name of a thing in a program: `owl.carousel`. A sentence that begins
/// with a small letter begins with a small word.
fn is_dotted_name(line: &Line<'_>, before: usize, after: usize) -> bool {
    let is_small = |at: usize| line.word(at).starts_with(char::is_lowercase);
    let goes_on = line.document.text()[line.span(after).end()..].starts_with(['.', '(', '[', '_', '=']);
    is_small(before) && is_small(after) && (goes_on || !english::SMALL_WORDS.contains(line.small(after)))
}

/// A sign of full width has this many bytes.
const FULL_WIDTH: usize = 3;

/// Whether a mark among some words is of full width, as those of Chinese and Japanese are: it brings its own space.
fn has_full_width_mark(line: &Line<'_>, whole: Span) -> bool {
    let mut marks = line.document.words_of(whole).bytes().enumerate();
    marks.any(|(at, byte)| {
        let place = whole.start() + at;
        matches!(byte, b',' | b'.' | b':' | b';' | b'!' | b'?' | b'(' | b')')
            && line.document.source_span(Span::of(place..place + 1)).len() == FULL_WIDTH
    })
}

/// Reports a space that is missing before a place. Where more than emphasis or a link is between the words, a reader may well
/// see one. Only the space is added: the mark before it stays as it is written.
pub fn insert_space(line: &Line<'_>, whole: Span, at: usize, found: &mut Vec<FoundSlip>) {
    if is_product_title(line)
        || !line.touch(whole)
        || is_lead_in(line, at)
        || line.document.words_of(whole).contains(',') && is_list_of_ingredients(line)
    {
        return;
    }
    let words = line.document.words_of(whole);
    if has_full_width_mark(line, whole) {
        return;
    }
    let (before, after) = words.split_at(at - whole.start());
    let right = format!("{before} {after}");
    // A sentence that begins with a small letter may be something else: a person looks at it.
    let is_doubtful = before.ends_with('.') && after.starts_with(char::is_lowercase);
    let slip = FoundSlip::new(Slip::MissingSpace, whole, right).with_edit(Span::at(at), " ");
    found.push(slip.doubted_where(is_doubtful));
}
