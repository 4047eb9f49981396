//! A small letter where English has a capital: at the beginning of a sentence or a paragraph, and on "I".
//!
//! Where nothing has capitals, the writer wants none. Capitals that are too many are for `stray_capital`.

use claimlint_base::span::Span;
use claimlint_data::words::{english, grammar};
use claimlint_rules::Slip;
use claimlint_rules::classes::class::Kind;
use claimlint_rules::dictionary::Entry;
use claimlint_text::{Block, BlockKind};

use super::common::{common_word, is_common_word};
use super::found_slip::FoundSlip;
use super::line::Line;
use super::roles::Roles;
use super::shape::is_capital_and_small;

/// Finds "i" where the writer speaks of himself: `How do i care for it`, `i'm`. Where nothing has a capital, the writer wants none.
pub fn find_pronoun(line: &Line<'_>, at: usize, found: &mut Vec<FoundSlip>) {
    let word = line.word(at);
    let is_short_form = matches!(word, "i'm" | "i've" | "i'll" | "i'd");
    if word != "i" && !is_short_form {
        return;
    }
    let span = line.span(at);
    let is_led_to = at > 0 && english::BEFORE_I.contains(line.small(at - 1)) && line.is_known_small(at + 1);
    let speaks = is_short_form
        || (english::AFTER_I.contains(line.small(at + 1)) || is_led_to) && line.has_space_after(at);
    // "Then, i saw"
    let is_led_in = at > 1 && line.word(at - 1) == "," && speaks_on(line, at + 1);
    let speaks = speaks
        || is_led_in
        || at == 0 && line.tokens.len() > TOKENS_OF_SENTENCE && speaks_on(line, 1)
        || at > 0 && line.is_known_small(at - 1) && speaks_on(line, at + 1);
    // "\"i think\"": right behind the quotation mark.
    let is_quoted = at > 0 && line.word(at - 1) == "\"" && line.span(at - 1).end() == span.start();
    let speaks = speaks || is_quoted && speaks_on(line, at + 1);
    let is_apart =
        at == 0 || is_quoted || (line.is_word(at - 1) || is_led_in) && line.has_space_after(at - 1);
    // Beside it, or in the sentence of a page that has them elsewhere.
    let has_capitals = line.document.words_of(line.block.span).contains(char::is_uppercase)
        || at == 0 && line.is_running_text() && line.document.text().contains(char::is_uppercase);
    // "type i is": a number.
    let is_number = at > 0 && english::BEFORE_NUMERALS.contains(line.small(at - 1));
    if speaks && is_apart && !is_number {
        line.looks_around();
        if has_capitals {
            let letter = Span::of(span.start()..span.start() + 1);
            let right = format!("I{}", &word[1..]);
            found.push(FoundSlip::new(Slip::MissingCapital, span, right).with_edit(letter, "I"));
        }
    }
}

/// Whether a word is what somebody says of himself, and nothing else: "noticed", "still have".
fn speaks_on(line: &Line<'_>, at: usize) -> bool {
    let (roles, next) = (line.roles(at), line.roles(at + 1));
    let is_said = [Kind::Past, Kind::Base].into_iter().any(|kind| roles.can_be(kind))
        && !roles.has(Roles::FUNCTION | Roles::PREPOSITION | Roles::DETERMINER);
    let is_adverb = roles.is_only(Kind::Adverb)
        && (next.is_only(Kind::Past) || next.is_only(Kind::Base) || next.has(Roles::AUXILIARY));
    line.is_known_small(at) && line.has_space_after(at - 1) && (is_said || is_adverb)
}

/// Finds a small letter after a full stop. Abbreviations, names such as `e.l.f.` and what is quoted are left alone.
pub fn find_missing(line: &Line<'_>, found: &mut Vec<FoundSlip>) {
    let word = line.word(0);
    if !word.starts_with(char::is_lowercase) || !line.is_running_text() {
        return;
    }
    let text = line.document.text();
    let before = &text[line.block.span.start()..line.sentence.start()];
    // Where the block begins with a small letter, too, its writer wants none.
    if before.chars().find(|sign| sign.is_alphabetic()).is_some_and(char::is_lowercase) {
        return line.looks_around();
    }
    let Some(before) = before.strip_suffix(' ') else { return };
    let is_full_stop = before.ends_with('.');
    let Some(before) = before.strip_suffix(['.', '!', '?']) else { return };
    // "It lasts. [^3] report more": the note is the subject.
    let between = Span::of(line.block.span.start() + before.len()..line.span(0).start());
    if line.document.has_marker_in(between) {
        return line.looks_around();
    }
    let last = before.rsplit([' ', '-', '/']).next().unwrap_or_default();
    let last = last.trim_matches(['(', ')', '"']);
    // "1 tbsp. maple syrup"
    let is_measure = english::MEASURES_WITH_STOP.contains(last);
    // "Friday. we": of words with a capital, a name.
    let ends_with_name = |last: &str| {
        let entry = line.dictionary.entry(&last.to_lowercase());
        is_capital_and_small(last) && entry.is_some_and(|entry| entry.has(Entry::NAME))
    };
    // A word that begins many a sentence shows that a short one before it is no abbreviation.
    let begins_many = english::SMALL_WORDS.contains(word) || english::BEGIN_PARAGRAPHS.contains(word);
    let is_everyday = || {
        let entry = line.dictionary.entry(last);
        last.len() > 2 && entry.is_some_and(|entry| entry.has(Entry::WORD) && entry.level() <= EVERYDAY)
    };
    let is_short_end = english::SHORT_ENDS.contains(last) || begins_many && is_everyday();
    let is_shouted = || {
        last.chars().all(char::is_uppercase)
            && begins_many
            && common_word(line.dictionary, &last.to_lowercase()).is_some()
    };
    let is_word = (last.len() >= SHORTEST_END || is_short_end)
        && (last.chars().all(char::is_lowercase) || is_full_stop && ends_with_name(last) || is_shouted())
        && line.knows(last);
    // "No. waxing": an answer, and no number.
    let is_answer =
        matches!(last, "No" | "Yes") && before.len() == last.len() && !matches!(word, "of" | "is");
    let is_plain =
        (word.len() >= 3 || english::SMALL_WORDS.contains(word) || english::SHORT_BEGINNINGS.contains(word))
            && word.chars().all(|letter| letter.is_lowercase() || letter == '\'')
            && line.is_known(0);
    // After "?" the words may be the answer that the writer goes on with.
    let begins = is_full_stop
        || !english::GOES_ON.contains(word)
            && !english::FINITE_VERBS.contains(word)
            && (english::SMALL_WORDS.contains(word) || english::CAPITALS_AFTER_COMMAS.contains(word));
    // "innisfree": a brand that has no capital of its own.
    let is_name = line
        .dictionary
        .entry(word)
        .is_none_or(|entry| !entry.has(Entry::WORD) || entry.has(Entry::TERM) && entry.has(Entry::NAME));
    let goes_on_small = line.word(1).starts_with(char::is_lowercase) || english::GOES_ON.contains(word);
    // "however, it helps"
    let is_apart = line.word(1) == ","
        && line.is_known_small(2)
        && (english::CAPITALS_AFTER_COMMAS.contains(word) || english::BEFORE_COMMAS.contains(word));
    let goes_on = !is_name && (line.is_word(1) && goes_on_small || is_apart) && !line.is_address(0);
    let ends_plainly = !is_measure && (is_word || is_answer);
    if ends_plainly && is_plain && begins && goes_on && begins_at_first_token(line) {
        add_missing(line, found);
    }
}

/// A short word that everybody uses is no rarer than this.
const EVERYDAY: u8 = 20;

/// A word that ends a sentence has at least this many bytes; fewer may be an abbreviation.
const SHORTEST_END: usize = 4;

/// A paragraph that is a sentence has at least this many tokens.
const TOKENS_OF_SENTENCE: usize = 6;

/// Finds a paragraph that begins with a small letter though it is a sentence with its stop: `we will call you the day before.` A line
/// may also go on where another ended without a stop, and some pages want no capitals.
pub fn find_first(line: &Line<'_>, found: &mut Vec<FoundSlip>) {
    let document = line.document;
    let is_listed = english::BEGIN_PARAGRAPHS.contains(line.word(0));
    let is_sentence = line.is_running_text()
        && line.block.furniture.is_none()
        && (is_listed || begins_in_prose(line))
        && line.is_known_small(1)
        && line.has_space_after(0)
        && line.tokens.len() >= TOKENS_OF_SENTENCE
        && (document.words_of(line.sentence).ends_with(['.', '!']) || is_clause(line))
        && begins_at_first_token(line);
    if !is_sentence || line.sentence.start() != line.block.span.start() {
        return;
    }
    line.looks_around();
    let blocks = document.blocks();
    let own = blocks.partition_point(|other| other.span.start() < line.block.span.start());
    let before = own.checked_sub(1).and_then(|before| blocks.get(before));
    // What follows a piece of code goes on with the sentence before it.
    let is_right_behind = |before: &Block| {
        let between = document.source_span(before.span).end()..document.source_span(line.block.span).start();
        // An answer is drawn apart from its question, with markup between.
        let is_answer = document.words_of(before.span).trim_end().ends_with('?');
        between.len() <= if is_answer { BEFORE_ANSWER } else { BETWEEN_PARAGRAPHS }
    };
    let is_alone = before.is_none();
    if !(is_listed || before.is_some_and(is_right_behind) || is_alone && has_capital_later(line)) {
        return;
    }
    // Where one item of a list has a small letter, the one before it shows whether all have.
    let is_item = line.block.kind == BlockKind::ListItem;
    if line.block.kind == BlockKind::Quote && !has_capital_later(line) {
        return;
    }
    if is_item && !before.is_some_and(|before| before.kind == BlockKind::ListItem) && !has_capital_later(line)
    {
        return;
    }
    let follows_end = before.is_none_or(|before| {
        let words = document.words_of(before.span).trim_end();
        words.starts_with(char::is_uppercase)
            && (before.kind.is_heading()
                || matches!(before.kind, BlockKind::Paragraph | BlockKind::ListItem)
                    && words.ends_with(['.', '!', '?']))
            || has_capital_later(line) && before.kind.is_heading()
    });
    if follows_end {
        add_missing(line, found);
    }
}

/// Whether the block has another sentence, which begins with a capital: its writer wants them.
fn has_capital_later(line: &Line<'_>) -> bool {
    let rest = &line.document.text()[line.sentence.end()..line.block.span.end()];
    let rest = rest.trim_start();
    let ends = line.document.words_of(line.sentence).trim_end().ends_with(['.', '!', '?']);
    ends && rest.starts_with(char::is_uppercase)
}

/// So many bytes are between two paragraphs with nothing but markup between them.
const BETWEEN_PARAGRAPHS: usize = 30;

/// And so many between a heading or a question and what answers it.
const BEFORE_ANSWER: usize = 800;

/// A paragraph whose first word says nothing has at least this many tokens.
const TOKENS_OF_PARAGRAPH: usize = 10;

/// Whether a paragraph of one block with its stop begins with a common word: "patients ask us how long it lasts."
fn begins_in_prose(line: &Line<'_>) -> bool {
    line.tokens.len() >= TOKENS_OF_PARAGRAPH
        && (0..4).all(|at| line.is_known_small(at))
        && is_common_word(line.dictionary, line.small(0))
        && line.document.words_of(line.sentence).trim_end().ends_with('.')
        && line.document.is_unbroken(line.span(0).join(line.span(1)))
}

/// A clause without its stop has at least this many tokens.
const TOKENS_OF_CLAUSE: usize = 9;

/// Whether a paragraph has a verb for its first word: "you must keep it dry for a week after".
fn is_clause(line: &Line<'_>) -> bool {
    line.tokens.len() >= TOKENS_OF_CLAUSE && grammar::VERBS_OF_CLAUSES.contains(line.word(1))
}

fn begins_at_first_token(line: &Line<'_>) -> bool {
    line.tokens.first().is_some_and(|first| first.span().start() == line.sentence.start())
}

/// Adds the first word of a sentence, which lacks its capital.
fn add_missing(line: &Line<'_>, found: &mut Vec<FoundSlip>) {
    let word = line.word(0);
    let mut letters = word.chars();
    let initial: String = letters.next().into_iter().flat_map(char::to_uppercase).collect();
    let first = line.span(0).start();
    let place = Span::of(first..first + word.len() - letters.as_str().len());
    let right = format!("{initial}{}", letters.as_str());
    found.push(FoundSlip::new(Slip::MissingCapital, line.span(0), right).with_edit(place, initial));
}
