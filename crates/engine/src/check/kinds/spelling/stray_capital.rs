//! A capital where English has a small letter: on a common noun or a small word inside a sentence, and on the second letter of a word.
//!
//! Capitals that are missing are for `missing_capital`, those in the middle of a word for `inner_capital`.

use std::sync::Arc;

use claimlint_base::span::Span;
use claimlint_data::words::english;
use claimlint_rules::{Rule, Slip};
use claimlint_text::SentenceId;

use super::common::{common_word, is_common_word};
use super::found_slip::{FoundSlip, diagnostic};
use super::line::Line;
use super::shape::is_capital_and_small;
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
    let is_semicolon = line.word(at) == ";";
    let is_listed = english::CAPITALS_AFTER_COMMAS.contains(line.small(word))
        || is_semicolon
            && (english::BEGIN_PARAGRAPHS.contains(line.small(word))
                || matches!(line.small(word), "the" | "in"));
    // "Luckily, They came": the word that the sentence begins with has a capital of its own.
    let is_first = before == 0
        && is_common_word(line.dictionary, line.small(before))
        && is_capital_and_small(line.word(before))
        && line.tokens.len() >= TOKENS_OF_PROSE;
    let is_prose = line.is_known_small(before) || is_first && english::SMALL_WORDS.contains(line.small(word));
    if is_listed && is_prose && line.has_space_after(at) {
        add_stray(line, line.span(at), word, found);
    }
}

/// Finds a small word or a verb with a capital between two words in small letters: `so If you`, `We Prefer to`.
pub fn find_inside(line: &Line<'_>, word: usize, found: &mut Vec<FoundSlip>) {
    let Some(before) = word.checked_sub(1).filter(|before| line.has_space_after(*before)) else { return };
    let (small, last) = (line.small(word), line.small(before));
    let is_listed = english::CAPITALS_INSIDE.contains(small)
        && line.is_known_small(before)
        && (!english::BEGIN_CLAUSES.contains(small) || english::LEAD_ON.contains(last));
    let is_verb = english::VERBS_AFTER_PRONOUNS.contains(small)
        && english::BEFORE_SUCH_VERBS.contains(last)
        && (before == 0 || line.is_known_small(before))
        && line.tokens.len() >= TOKENS_OF_PROSE;
    if is_listed || is_verb {
        add_stray(line, line.span(before), word, found);
    }
}

/// Finds a small word or an adverb with a capital after a bracket inside a sentence: `a patch (Usually the back)`. What ends with a stop in
/// the bracket is a sentence of its own.
pub fn find_in_brackets(line: &Line<'_>, at: usize, found: &mut Vec<FoundSlip>) {
    let (Some(before), word) = (at.checked_sub(1), at + 1) else { return };
    let small = line.small(word);
    let is_listed = english::CAPITALS_IN_BRACKETS.contains(small);
    let ends_with_stop = || {
        let text = &line.document.text()[line.span(at).end()..line.sentence.end()];
        text.find(')').is_none_or(|end| text[..end].ends_with(['.', '!', '?']))
    };
    if is_listed && line.is_known_small(before) && !ends_with_stop() {
        add_stray(line, line.span(at), word, found);
    }
}

/// A line with a verb of its own has at least this many tokens: fewer may be a title.
const TOKENS_OF_PROSE: usize = 7;

/// Adds a word with a capital that a word in small letters follows.
fn add_stray(line: &Line<'_>, before: Span, word: usize, found: &mut Vec<FoundSlip>) {
    // "; However, it helps"
    let is_apart =
        line.small(word) == "however" && line.word(word + 1) == "," && line.is_known_small(word + 2);
    if !line.is_prose()
        || !is_capital_and_small(line.word(word))
        || !is_apart
            && (!line.is_known_small(word + 1) && line.word(word + 1) != "I" || !line.has_space_after(word))
        // What is emphasised may be a thought: "You think, *That* is it".
        || !line.document.is_unbroken(before.join(line.span(word)))
        // "Or et al. found": an author.
        || line.small(word + 1) == "et"
        || is_in_title(line, word)
        || is_of_god(line, word)
    {
        return;
    }
    let right = line.word(word).to_lowercase();
    found.push(FoundSlip::new(Slip::StrayCapital, line.span(word), right));
}

/// A word that has a capital in titles has at least this many bytes.
const SHORTEST_OF_TITLE: usize = 4;

/// Whether most longer words beside a word have capitals, as in a title: "Methods of Care and When to Rest".
fn is_in_title(line: &Line<'_>, word: usize) -> bool {
    let is_long = |at: &usize| *at != word && line.is_word(*at) && line.word(*at).len() >= SHORTEST_OF_TITLE;
    let long = (1..line.tokens.len()).filter(is_long);
    let (capitals, small): (Vec<usize>, Vec<usize>) =
        long.partition(|at| line.word(*at).starts_with(char::is_uppercase));
    capitals.len() > small.len() && capitals.len() > 1
}

/// Whether a word speaks of God, whom believers write with a capital, on a page that names Him.
fn is_of_god(line: &Line<'_>, word: usize) -> bool {
    let speaks = matches!(line.small(word), "he" | "his" | "him" | "you" | "your" | "who" | "whom");
    if !speaks {
        return false;
    }
    line.looks_around();
    let mut words = line.document.text().split(|sign: char| !sign.is_alphabetic());
    words.any(|word| matches!(word, "God" | "Jesus" | "Christ"))
}

/// A term or a name with a second capital has at least this many bytes, and is no rarer than this.
const SHORTEST_WITH_TWO: usize = 5;
const RAREST_WITH_TWO: u8 = 50;

/// Finds a second capital that the key for capitals gave a common word: `Olive OIl`.
pub fn find_second(line: &Line<'_>, at: usize, found: &mut Vec<FoundSlip>) {
    let (word, small) = (line.word(at), line.small(at));
    let has_two = matches!(word.as_bytes(), [first, second, third, rest @ ..]
        if first.is_ascii_uppercase() && second.is_ascii_uppercase() && third.is_ascii_lowercase()
            && rest.iter().all(|letter| letter.is_ascii_lowercase() || *letter == b'\''));
    if !has_two {
        return;
    }
    // "PPeels": the capital was typed twice.
    let rest = &small[1..];
    let is_typed_twice = word.as_bytes()[0] == word.as_bytes()[1]
        && word.len() > SHORTEST_WITH_TWO
        && line.dictionary.entry(small).is_none()
        && common_word(line.dictionary, rest).is_some();
    if is_typed_twice && !line.is_address(at) {
        return found.push(FoundSlip::new(Slip::StrayCapital, line.span(at), word[1..].to_owned()));
    }
    // "IDs" is several of an abbreviation; "(TEa)" and ", RPm" are the letters of a term or a title.
    let is_named = at > 0 && matches!(line.word(at - 1), "(" | ",") && !english::SMALL_WORDS.contains(small);
    let is_abbreviation = word.len() == 3
        && small != "yes"
        && (is_named || small.ends_with('s') || english::ABBREVIATIONS_OF_TWO_LETTERS.contains(&small[..2]));
    // "HYaluronic", "KOrea": a term or a name that the dictionary has.
    let is_term_or_name = word.len() >= SHORTEST_WITH_TWO
        && line.dictionary.entry(small).is_some_and(|entry| entry.level() <= RAREST_WITH_TWO)
        // "KBeauty" is two.
        && line.dictionary.entry(&small[1..]).is_none();
    let is_common = common_word(line.dictionary, small.split('\'').next().unwrap_or(small)).is_some();
    if (is_common || is_term_or_name) && !is_abbreviation && !line.is_address(at) {
        let right = format!("{}{}", &word[..1], &small[1..]);
        found.push(FoundSlip::new(Slip::StrayCapital, line.span(at), right));
    }
}

/// Finds the short form of "I am" and the like whose other letters have capitals too: `I'M`. Where the words beside it have them, all do.
pub fn find_short_form(line: &Line<'_>, at: usize, found: &mut Vec<FoundSlip>) {
    let word = line.word(at);
    let is_beside_small = line.is_known_small(at + 1) || at > 0 && line.is_known_small(at - 1);
    if matches!(word, "I'M" | "I'VE" | "I'LL" | "I'D") && is_beside_small {
        let right = format!("I{}", word[1..].to_lowercase());
        found.push(FoundSlip::new(Slip::StrayCapital, line.span(at), right));
    }
}
