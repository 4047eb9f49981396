//! A capital on a common noun inside a sentence, and a sentence that begins with a small letter.

use std::sync::Arc;

use claimlint_base::span::Span;
use claimlint_data::words::english;
use claimlint_rules::dictionary::Entry;
use claimlint_rules::{Rule, Slip};
use claimlint_text::{BlockKind, SentenceId};

use super::found_slip::{FoundSlip, diagnostic};
use super::line::Line;
use super::shape::is_capital_and_small;
use super::unknown::COMMON;
use crate::check::matches::Hit;
use crate::check::reason::Plain;
use crate::check::subject::Subject;
use crate::check::trace::Trace;
use crate::diagnostic::Diagnostic;

/// The finding for words that a rule's phrases say are common nouns, where they have a capital all the same and what
/// follows has none: in "Meet Our Doctors" every word has one.
pub fn finding(
    subject: &Subject<'_>,
    rule: &Arc<Rule>,
    hit: &Hit,
    sentence: SentenceId,
    trace: &mut Trace,
) -> Option<Diagnostic> {
    let document = subject.document;
    let sentence = document.sentence(sentence);
    let (text, words) = (document.text(), document.words_of(hit.span));
    let mut silent = |why: Plain| {
        trace.note(document, hit.rule, hit.span, || why);
        None
    };
    let mut letters = words.chars();
    let Some(initial) = letters.next().filter(|letter| letter.is_uppercase()) else {
        return silent(Plain::Right);
    };
    let has_small_rest = words.len() > 1 && letters.as_str().chars().all(|letter| !letter.is_uppercase());
    let before = text[sentence.start()..hit.span.start()].trim_end();
    let after = &text[hit.span.end()..sentence.end()];
    let goes_on_small = after.strip_prefix(' ').is_some_and(|after| after.starts_with(char::is_lowercase));
    // Before it, too: "Most Doctors" begins a sentence, "Plastic Surgery Doctors" a name.
    let comes_small = before.split(' ').skip(1).all(|word| !word.starts_with(char::is_uppercase));
    if !has_small_rest || before.is_empty() || !goes_on_small || !comes_small {
        return silent(Plain::Capital);
    }
    let right: String = initial.to_lowercase().chain(letters).collect();
    let found = FoundSlip::new(Slip::StrayCapital, hit.span, right);
    Some(diagnostic(document, rule, &found, document.words_of(sentence)))
}

/// Finds a small word with a capital after a comma or semicolon: `It is calm, And it is soft`. In titles every word has one.
pub fn find_stray(line: &Line<'_>, at: usize, found: &mut Vec<FoundSlip>) {
    let (Some(before), word) = (at.checked_sub(1), at + 1) else { return };
    let is_own = matches!(line.block.kind, BlockKind::Paragraph | BlockKind::ListItem);
    if !is_own
        || !english::CAPITALS_AFTER_COMMAS.contains(line.small(word))
        || !is_capital_and_small(line.word(word))
        || !line.is_known_small(before)
        || !line.is_known_small(word + 1)
        || !line.has_space_after(at)
        || !line.has_space_after(word)
        // What is emphasised may be a thought: "You think, *That* is it".
        || !line.document.is_unbroken(line.span(at).join(line.span(word)))
    {
        return;
    }
    let right = line.word(word).to_lowercase();
    found.push(FoundSlip::new(Slip::StrayCapital, line.span(word), right));
}

/// Abbreviations that a word of three letters may begin with: "UVa".
const BEGINNINGS: [&str; 14] =
    ["UV", "US", "UK", "IT", "PR", "TV", "ID", "AM", "PM", "HA", "GP", "PC", "HR", "VI"];

/// Finds a second capital that the key for capitals gave a common word: `Olive OIl`.
pub fn find_second(line: &Line<'_>, at: usize, found: &mut Vec<FoundSlip>) {
    let (word, small) = (line.word(at), line.small(at));
    let has_two = matches!(word.as_bytes(), [first, second, third, rest @ ..]
        if first.is_ascii_uppercase() && second.is_ascii_uppercase() && third.is_ascii_lowercase() && rest.iter().all(u8::is_ascii_lowercase));
    if !has_two {
        return;
    }
    // "IDs" is several of an abbreviation.
    let is_abbreviation = word.len() == 3
        && (small.ends_with('s') || BEGINNINGS.iter().any(|beginning| word.starts_with(beginning)));
    let is_common = line
        .dictionary
        .entry(small)
        .is_some_and(|entry| entry.has(Entry::WORD) && !entry.has(Entry::NAME) && entry.level() <= COMMON);
    if is_common && !is_abbreviation && !line.is_address(at) {
        let right = format!("{}{}", &word[..1], &small[1..]);
        found.push(FoundSlip::new(Slip::StrayCapital, line.span(at), right));
    }
}

/// Finds "i" where the writer speaks of himself: `How do i care for it`. Where nothing has a capital, the writer wants none.
pub fn find_pronoun(line: &Line<'_>, at: usize, found: &mut Vec<FoundSlip>) {
    if line.word(at) != "i" {
        return;
    }
    let span = line.span(at);
    let text = line.document.text();
    let begins_short_form =
        ["'m", "'ve", "'ll", "'d"].iter().any(|form| text[span.end()..].starts_with(form));
    let speaks =
        begins_short_form || english::AFTER_I.contains(line.small(at + 1)) && line.has_space_after(at);
    let is_apart = at == 0 || line.is_word(at - 1) && line.has_space_after(at - 1);
    let has_capitals = line.document.words_of(line.block.span).contains(char::is_uppercase);
    // "type i is": a number.
    let is_number = at > 0 && english::BEFORE_NUMERALS.contains(line.small(at - 1));
    if speaks && is_apart && !is_number {
        line.looks_around();
        if has_capitals {
            found.push(FoundSlip::new(Slip::MissingCapital, span, "I"));
        }
    }
}

/// Finds a small letter after a full stop. Abbreviations, names such as `e.l.f.` and what is quoted are left alone.
pub fn find_missing(line: &Line<'_>, found: &mut Vec<FoundSlip>) {
    let word = line.word(0);
    if !word.starts_with(char::is_lowercase) {
        return;
    }
    let text = line.document.text();
    let own = matches!(line.block.kind, BlockKind::Paragraph | BlockKind::ListItem);
    let before = &text[line.block.span.start()..line.sentence.start()];
    let Some(before) = before.strip_suffix(". ").filter(|_| own) else { return };
    // "It lasts. [^3] report more": the note is the subject.
    let between = Span::of(line.block.span.start() + before.len()..line.span(0).start());
    if line.document.has_marker_in(between) {
        return line.looks_around();
    }
    let last = before.rsplit(' ').next().unwrap_or_default();
    // "1 tbsp. maple syrup"
    let is_measure = english::MEASURES_WITH_STOP.contains(last);
    let ends_plainly =
        !is_measure && last.len() >= 4 && last.chars().all(char::is_lowercase) && line.knows(last);
    let is_plain = word.len() >= 3 && word.chars().all(char::is_lowercase) && line.is_known(0);
    // "innisfree": a brand that has no capital of its own.
    let is_name = line
        .dictionary
        .entry(word)
        .is_none_or(|entry| !entry.has(Entry::WORD) || entry.has(Entry::TERM) && entry.has(Entry::NAME));
    let goes_on =
        !is_name && line.is_word(1) && line.word(1).starts_with(char::is_lowercase) && !line.is_address(0);
    // "It is strong. and soft": the stop is the slip, and a capital would not mend it.
    let goes_on = goes_on && !english::GOES_ON.contains(word);
    if ends_plainly && is_plain && goes_on && line.tokens[0].span().start() == line.sentence.start() {
        let mut letters = word.chars();
        let initial: String = letters.next().into_iter().flat_map(char::to_uppercase).collect();
        let first = line.span(0).start();
        let place = Span::of(first..first + word.len() - letters.as_str().len());
        let right = format!("{initial}{}", letters.as_str());
        found.push(FoundSlip::new(Slip::MissingCapital, line.span(0), right).with_edit(place, initial));
    }
}
