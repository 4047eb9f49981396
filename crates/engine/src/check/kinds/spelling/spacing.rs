//! Spaces that are too many around stops and commas, spaces around brackets and inside quotation marks, and marks written twice. Spaces
//! that are missing after a mark are left to `missing_space`, those around hyphens to `hyphen`.

use claimlint_base::source::floor_boundary;
use claimlint_base::span::Span;
use claimlint_data::words::english;
use claimlint_rules::Slip;
use claimlint_rules::dictionary::Entry;
use claimlint_rules::tokens::{Token, TokenKind};

use super::face::is_mouth;
use super::found_slip::FoundSlip;
use super::layout::{LONGEST_DATA, is_label, is_list_of_ingredients, is_product_title, is_row_of_labels};
use super::line::Line;
use super::shape::is_capital_and_small;
use super::{hyphen, missing_space, stray_capital};

/// One pair of brackets hardly holds more tokens than this.
const MOST_IN_BRACKETS: usize = 200;

/// The name of a version has at most this many bytes.
const LONGEST_HASH: usize = 40;

/// Looks around a sign.
pub fn find(line: &Line<'_>, at: usize, found: &mut Vec<FoundSlip>) {
    match line.word(at) {
        "." | "," | ";" | "!" | "?" => {
            missing_space::find(line, at, found);
            stray(line, at, found);
            doubled(line, at, found);
            of_two_kinds(line, at, found);
        }
        ":" => {
            missing_space::after_colon(line, at, found);
            stray(line, at, found);
        }
        // "Read more »": an arrow, or a mark of French, which has its space.
        "\"" if is_guillemet(line, at) => {}
        "\"" => {
            missing_space::find(line, at, found);
            quotation(line, at, found);
        }
        "(" | ")" => bracket(line, at, found),
        "-" | "/" => hyphen::find(line, at, found),
        "\u{2014}" => hyphen::long_dash(line, at, found),
        _ => {}
    }
}

/// A guillemet has this many bytes.
const GUILLEMET: usize = 2;

/// Whether a quotation mark is one of « and ».
fn is_guillemet(line: &Line<'_>, at: usize) -> bool {
    line.document.source_span(line.span(at)).len() == GUILLEMET
}

/// A space before a stop or comma.
fn stray(line: &Line<'_>, at: usize, found: &mut Vec<FoundSlip>) {
    let (text, mark) = (line.document.text(), line.span(at));
    let before = text[..mark.start()].strip_suffix(' ');
    let following = text[mark.end()..].chars().next();
    // " ;it": a word that the mark touches, rather than a face.
    let parts_words = matches!(line.word(at), ";" | ":")
        && following.is_some_and(char::is_lowercase)
        && line.is_known_small(at + 1)
        && line.word(at + 1).len() > 1;
    // "soft .It is": the space is on the wrong side.
    let parts_sentences = line.word(at) == "."
        && line.span(at + 1).start() == mark.end()
        && is_capital_and_small(line.word(at + 1))
        && line.is_known(at + 1)
        && line.is_known_small(at + 2)
        && line.has_space_after(at + 1);
    let ends = following.is_none_or(|sign| matches!(sign, ' ' | '\n'))
        || matches!(line.word(at), "," | "!" | "?")
        || parts_words
        || parts_sentences;
    let is_dots = following == Some('.') || text[mark.end()..].starts_with(" .");
    if is_dots && mark.end() == line.sentence.end() {
        line.looks_around();
    }
    let Some(before) = before.filter(|_| ends && !is_dots && at > 0) else { return };
    // "12px !important": the mark belongs to a style sheet.
    if line.word(at) == "!" && line.small(at + 1) == "important"
        || matches!(line.word(at), "," | ";") && is_product_title(line)
    {
        return;
    }
    // "SKU :" and "Total ?" where the mark stands in an element of its own: a label and its value, in columns.
    if matches!(line.word(at), ":" | "?")
        && !line.document.is_unbroken(Span::of(line.span(at - 1).start()..mark.end()))
    {
        return line.looks_around();
    }
    // "Select Size :": all there is of a label.
    if line.word(at) == ":" && is_label(line, at) {
        return line.looks_around();
    }
    // "with ?ngertips": a letter that an encoding lost.
    if line.word(at) == "?" && following.is_some_and(char::is_lowercase) {
        return;
    }
    // "Aqua , Glycerin , Limonene": a list of ingredients has a style of its own.
    if line.word(at) == "," && (line.is_spaced_list() || is_list_of_ingredients(line)) {
        return;
    }
    // "Reply . 13 . Like .": stops that part labels.
    if line.word(at) == "." && is_row_of_labels(line) {
        return line.looks_around();
    }
    // The space is before a note: "soft [^1]."
    if line.document.has_marker_in(Span::of(before.len()..mark.start())) {
        return line.looks_around();
    }
    // "14 : 30": a clock whose parts stand apart.
    let is_digit = |sign: Option<char>| sign.is_some_and(|sign| sign.is_ascii_digit());
    let after = text[mark.end()..].trim_start_matches(' ').chars().next();
    if line.word(at) == ":" && is_digit(before.chars().next_back()) && is_digit(after) {
        return line.looks_around();
    }
    // "5 g oats : 2 g clay": a ratio.
    let has_number = |mut near: std::ops::Range<usize>| {
        near.any(|near| line.tokens.get(near).is_some_and(|token| token.kind == TokenKind::Number))
    };
    let names_ratio = || (0..line.tokens.len()).any(|at| matches!(line.small(at), "ratio" | "ratios"));
    if line.word(at) == ":"
        && line.is_space(mark.end()..line.span(at + 1).start())
        && (has_number(at + 1..at + 2) && has_number(at.saturating_sub(3)..at) || names_ratio())
    {
        return line.looks_around();
    }
    // "Which of {names},": what a program puts there is before the comma.
    let is_apart = !line.document.is_unbroken_but_for_markup(Span::of(line.span(at - 1).start()..mark.end()));
    // "3 + 4 = ?", "200 + ?"
    if is_apart || line.word(at) == "?" && matches!(line.word(at - 1), "=" | "+") {
        return line.looks_around();
    }
    // "Rosewell : Curl Milk": a title is parted from its brand so.
    let is_brand = !line.dictionary.entry(line.small(at - 1)).is_some_and(|entry| entry.has(Entry::WORD));
    let is_part_of_title = line.word(at) == ":"
        && (is_brand || line.block.kind.is_metadata())
        && line.word(at - 1).starts_with(char::is_uppercase)
        && line.word(at + 1).starts_with(char::is_uppercase)
        && (line.block.kind.is_heading() || line.block.kind.is_metadata());
    if is_part_of_title {
        return;
    }
    // After a bracket or a quotation that has ended, as after a word.
    let ends_part =
        line.word(at - 1) == ")" || line.two_quotation_marks().is_some_and(|(_, second)| second + 1 == at);
    if (line.tokens[at - 1].kind != TokenKind::Mark || ends_part) && before.len() == line.span(at - 1).end() {
        let whole = line.span(at - 1).join(mark);
        let space = Span::of(mark.start() - 1..mark.start());
        found.push(FoundSlip::stray_space(line.document, whole, space));
    }
}

/// A space inside quotation marks, where a sentence has two: `" soft "`.
fn quotation(line: &Line<'_>, at: usize, found: &mut Vec<FoundSlip>) {
    let Some((first, second)) = line.two_quotation_marks() else { return };
    let text = line.document.text();
    let mark = line.span(at);
    let is_open =
        text[..mark.start()].chars().next_back().is_none_or(|sign| matches!(sign, ' ' | '\n' | '('));
    let is_shut = text[mark.end()..].chars().next().is_none_or(|sign| !sign.is_alphanumeric());
    // With a space on both sides of both, they are parted on purpose, or by a program.
    let inside = if at == first { first + 1 } else { second - 1 };
    if second <= first + 1 || !line.is_word(inside) || line.is_address(inside) || is_product_title(line) {
        return;
    }
    let word = line.span(inside);
    if at == first && is_open && line.is_space(mark.end()..word.start()) {
        let space = Span::of(mark.end()..word.start());
        found.push(FoundSlip::stray_space(line.document, mark.join(word), space));
    } else if at == second && is_shut && line.is_space(word.end()..mark.start()) {
        let space = Span::of(word.end()..mark.start());
        found.push(FoundSlip::stray_space(line.document, word.join(mark), space));
    }
}

/// A comma twice, or a stop twice where it is not an ellipsis.
fn doubled(line: &Line<'_>, at: usize, found: &mut Vec<FoundSlip>) {
    let mark = line.word(at);
    let text = line.document.text();
    let (before, after) = (&text[..line.span(at).start()], &text[line.span(at).end()..]);
    let is_second =
        before.strip_suffix(' ').unwrap_or(before).ends_with(mark) && matches!(mark, "." | "," | ";");
    let start = before.trim_end_matches(' ').len() - usize::from(is_second);
    let is_row = before[..start].ends_with(['.', ' ']) && mark == "."
        || after.trim_start().starts_with(mark)
        || after.starts_with('…');
    let is_last = line.span(at).end() == line.sentence.end();
    if is_second && is_row && is_last {
        line.looks_around();
    }
    // The text of a picture that nobody wrote yet: "..".
    if line.block.span.len() <= LONGEST_HASH
        && !line.document.words_of(line.block.span).contains(char::is_alphabetic)
    {
        return line.looks_around();
    }
    // "[..]" stands for what a quotation leaves out.
    let is_gap = mark == "." && before[..start].ends_with(['[', '(']) && after.starts_with([']', ')']);
    // "F-100..F-149" and "b15730b..8f6d4ea" are ranges.
    let is_digit = |sign: char| sign.is_ascii_digit();
    let is_range = after.starts_with(char::is_alphanumeric)
        && (before[..start].ends_with(is_digit) || after[..length_of_part(after)].contains(is_digit));
    if !is_second || is_row || is_range || is_gap || start < line.block.span.start() {
        return;
    }
    if mark == "." {
        line.looks_around();
        if is_pause(line, at, after) {
            return;
        }
    }
    if mark == "," && is_list_of_ingredients(line) {
        return;
    }
    let whole = Span::of(start..line.span(at).end());
    let rest = Span::of(start + 1..line.span(at).end());
    found.push(FoundSlip::new(Slip::DoubledMark, whole, mark).with_edit(rest, ""));
}

/// Two marks of two kinds of which one is too many: `soft,. Then`, `calm!.` After an abbreviation a comma has its place.
fn of_two_kinds(line: &Line<'_>, at: usize, found: &mut Vec<FoundSlip>) {
    let Some(first) = at.checked_sub(1).filter(|first| *first > 0) else { return };
    let (one, other) = (line.word(first), line.word(at));
    let (mark, before) = (line.span(at), line.span(first));
    let is_pair = match other {
        "." => matches!(one, "," | ";" | ":" | "?" | "!"),
        "," | ";" => matches!(one, "." | "," | ";" | ":") && one != other,
        _ => false,
    };
    let follows = line.document.text()[mark.end()..].chars().next();
    let touches = before.end() == mark.start() && line.span(first - 1).end() == before.start();
    let last = line.word(first - 1);
    let is_word = last.len() > 3 && last.chars().all(char::is_lowercase) && line.is_known(first - 1);
    let is_measure = english::MEASURES_WITH_STOP.contains(last) || line.is_address(at);
    if is_pair && touches && is_word && !is_measure && follows.is_none_or(|sign| matches!(sign, ' ' | '\n')) {
        let kept = if other == "." && matches!(one, "?" | "!") { one } else { other };
        found.push(FoundSlip::new(Slip::DoubledMark, before.join(mark), kept));
    }
}

/// How many bytes at the start of a text are letters and digits, of the first few.
fn length_of_part(text: &str) -> usize {
    text.bytes().take(LONGEST_HASH).take_while(u8::is_ascii_alphanumeric).count()
}

/// Whether two stops are those of a teaser that is cut off, "as well as..", or of a speaker who goes on after a pause.
fn is_pause(line: &Line<'_>, second: usize, after: &str) -> bool {
    let goes_on = after.starts_with(' ') && after[1..].starts_with(char::is_lowercase);
    let word = second.checked_sub(2).map(|before| line.word(before));
    let is_cut_off = word.is_some_and(|word| {
        english::SMALL_WORDS.contains(word) || word == "as" || word.len() == 1 || !line.knows(word)
    });
    goes_on || line.span(second).end() == line.sentence.end() && is_cut_off
}

/// A space inside a bracket, and none between a word and the bracket after it: `( like this )`, `dry(or flaky)`.
fn bracket(line: &Line<'_>, at: usize, found: &mut Vec<FoundSlip>) {
    if line.is_address(at) || is_product_title(line) {
        return;
    }
    let mark = line.span(at);
    // ":(" is a face.
    let text = line.document.text();
    let before_mark = &text[line.sentence.start().min(mark.start())..mark.start()];
    let is_face =
        line.word(at).chars().next().is_some_and(|mouth| is_mouth(before_mark, mouth, &text[mark.end()..]));
    // Spaces keep an address apart from what is around it.
    let inside = if line.word(at) == ")" { at.checked_sub(1) } else { Some(at + 1) };
    if is_face || inside.is_some_and(|inside| inside < line.tokens.len() && line.is_address(inside)) {
        return;
    }
    // "+ 00 ( 1234 ) 567": a telephone number.
    let is_number = inside
        .and_then(|inside| line.tokens.get(inside))
        .is_some_and(|token| token.kind == TokenKind::Number);
    if is_number && (at.saturating_sub(4)..at).any(|before| line.word(before) == "+") {
        return;
    }
    let beside =
        |index: usize| line.tokens.get(index).filter(|token| token.kind != TokenKind::Mark).map(Token::span);
    let (before, after) = (at.checked_sub(1).and_then(beside), beside(at + 1));
    if line.word(at) == ")" {
        let follows = after.filter(|after| after.start() == mark.end() && line.is_known(at + 1));
        // `(re)growth` is one word; `(peels)and` is not.
        let is_small = english::SMALL_WORDS.contains(line.small(at + 1));
        let holds_words = || {
            let mut inside = (at.saturating_sub(MOST_IN_BRACKETS)..at).rev();
            let opened = inside.find(|open| line.word(*open) == "(");
            opened.is_some_and(|open| mark.start() - line.span(open).start() > if is_small { 2 } else { 5 })
        };
        let is_whole =
            |after: &Span| after.len() >= 2 || line.word(at + 1) == "a" && line.has_space_after(at + 1);
        if let Some(after) = follows.filter(|after| is_whole(after) && holds_words()) {
            missing_space::insert_space(line, mark.join(after), mark.end(), found);
        }
        // "3)Rinse it": the number of an item.
        let is_item = at > 0
            && line.span(at - 1).end() == mark.start()
            && line.span(at + 1).start() == mark.end()
            && missing_space::is_number_of_list(line, at - 1, at + 1);
        if is_item {
            missing_space::insert_space(line, mark.join(line.span(at + 1)), mark.end(), found);
        }
        // A note is before the bracket: "(soft [^1])".
        let has_note = |before: &Span| line.document.has_marker_in(Span::of(before.end()..mark.start()));
        let is_stray = |before: &Span| line.is_space(before.end()..mark.start()) && !has_note(before);
        if let Some(before) = before.filter(is_stray) {
            let space = Span::of(before.end()..mark.start());
            found.push(FoundSlip::stray_space(line.document, before.join(mark), space));
        }
        return;
    }
    let Some(after) = after else { return };
    stray_capital::find_in_brackets(line, at, found);
    if line.is_space(mark.end()..after.start()) {
        let space = Span::of(mark.end()..after.start());
        found.push(FoundSlip::stray_space(line.document, mark.join(after), space));
    } else if let Some(before) =
        before.filter(|before| before.end() == mark.start() && after.start() == mark.end())
    {
        // `moisturiser(s)` and `(re)growth` are one word.
        // "Vitamin C(ascorbic acid)"
        let is_letter = before.len() == 1 && at > 1 && matches!(line.small(at - 2), "vitamin" | "vitamins");
        let is_long = is_letter || before.len() >= 3 || english::SMALL_WORDS.contains(line.small(at - 1));
        let both_words =
            (is_letter || line.is_known(at - 1)) && line.is_known(at + 1) && is_long && after.len() >= 2;
        let both_words = both_words && !english::ENDINGS_IN_BRACKETS.contains(line.small(at + 1));
        if both_words && !is_call(line, mark.end()) {
            missing_space::insert_space(line, before.join(after), mark.start(), found);
        }
    }
}

/// Whether what a bracket opens is code: `for(let item of allItems)`, `repeat(auto-fill, minmax(90px, 1fr))`.
fn is_call(line: &Line<'_>, inside: usize) -> bool {
    let text = &line.document.text()[inside..line.sentence.end()];
    let text = &text[..floor_boundary(text, LONGEST_DATA)];
    let end = text.find(')').unwrap_or(text.len());
    let (inside, behind) = (&text[..end], text[end..].trim_start_matches(')').trim_start());
    let letters = inside.as_bytes();
    let is_camel_case =
        letters.windows(2).any(|two| two[0].is_ascii_lowercase() && two[1].is_ascii_uppercase());
    let is_nested = letters.windows(2).any(|two| two[0].is_ascii_alphanumeric() && two[1] == b'(');
    let has_sign = inside.contains(['=', ';', '{', '}', '[', '<', '>', '_', '$', '|']);
    is_camel_case || is_nested || has_sign || behind.starts_with(['{', ';'])
}
