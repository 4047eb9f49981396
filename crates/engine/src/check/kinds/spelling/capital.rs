//! A capital on a common noun inside a sentence, and a sentence that begins with a small letter.

use std::sync::Arc;

use claimlint_base::span::Span;
use claimlint_data::words::english;
use claimlint_rules::classes::class::Kind;
use claimlint_rules::dictionary::Entry;
use claimlint_rules::{Rule, Slip};
use claimlint_text::{Block, BlockKind, SentenceId};

use super::common::common_word;
use super::found_slip::{FoundSlip, diagnostic};
use super::line::Line;
use super::roles::Roles;
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
        && is_common_word(line, before)
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

/// Whether a word is one that English has in small letters, and no name or term of the trade.
fn is_common_word(line: &Line<'_>, at: usize) -> bool {
    common_word(line.dictionary, line.small(at)).is_some_and(|entry| !entry.has(Entry::TERM))
}

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

/// Abbreviations that a word of three letters may begin with: "UVa".
const BEGINNINGS: [&str; 14] =
    ["UV", "US", "UK", "IT", "PR", "TV", "ID", "AM", "PM", "HA", "GP", "PC", "HR", "VI"];

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
        && (is_named
            || small.ends_with('s')
            || BEGINNINGS.iter().any(|beginning| word.starts_with(beginning)));
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
        && is_common_word(line, 0)
        && line.document.words_of(line.sentence).trim_end().ends_with('.')
        && line.document.is_unbroken(line.span(0).join(line.span(1)))
}

/// A clause without its stop has at least this many tokens.
const TOKENS_OF_CLAUSE: usize = 9;

/// Whether a paragraph has a verb for its first word: "you must keep it dry for a week after".
fn is_clause(line: &Line<'_>) -> bool {
    let verbs = ["must", "will", "can", "should", "may", "are", "is", "have", "need"];
    line.tokens.len() >= TOKENS_OF_CLAUSE && verbs.contains(&line.word(1))
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
