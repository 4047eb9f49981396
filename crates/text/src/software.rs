//! Whether a page is written for those who make a site: the notes, plans, briefs and instructions that lie beside its pages.

use claimlint_base::source::floor_boundary;
use claimlint_data::words::software;

use crate::address::is_site_or_file;
use crate::document::Document;

/// Shorter pages, in words, say too little.
const FEWEST_WORDS: usize = 30;

/// How much a piece of code and a block of it count, in words of their trade.
const PIECE: usize = 2;
const BLOCK: usize = 6;

/// Code counts at most this many times as much as the words of the trade.
const MOST_OF_CODE: usize = 2;

/// Of this many words of copy, none is one of those.
const SHARE: usize = 25;

/// The same for a page whose name says that it is a note: "MIGRATION_PLAN".
const SHARE_OF_NOTES: usize = 80;

/// Fewer words of their trade say nothing.
const LEAST_WEIGHT: usize = 7;

/// No more of them count in one block: the line at the bottom of a site may say who made it, and with what.
const MOST_OF_BLOCK: usize = 3;

/// Whether a document is about software, which is likelier for one that is named as a note.
pub fn is_about_software(document: &Document, is_named_as_note: bool) -> bool {
    if document.is_generated {
        return true;
    }
    let words = document.word_count();
    if words < FEWEST_WORDS {
        return false;
    }
    if is_named_as_note && (is_list_of_addresses(document) || is_list_of_search_words(document)) {
        return true;
    }
    let by_block = document.blocks().iter().map(|block| of_trade(document.small_words_of(block.span)));
    let of_trade: usize = by_block.map(|found| found.min(MOST_OF_BLOCK)).sum();
    // Code alone is no sign: a page may show how to put a button into a newsletter.
    let code = PIECE * document.code.pieces + BLOCK * document.code.blocks;
    let weight = of_trade + code.min(MOST_OF_CODE * of_trade);
    let share = if is_named_as_note { SHARE_OF_NOTES } else { SHARE };
    weight >= LEAST_WEIGHT && weight * share >= words
}

/// No line that says so comes later, in bytes.
const HEAD: usize = 400;

/// A script says this much, in bytes, before it counts its steps.
const HEAD_OF_LOG: usize = 1_000;

/// How the messages of compilers and package managers look, in small letters.
const MESSAGES: [&str; 4] = ["): error ts", " - error ts", "npm err!", "npm error code"];

/// How many entries of a list, `[name] => value`, PHP prints at least.
const FEWEST_PRINTED: usize = 3;

/// A log has at least so many lines one after another that begin with a time.
const FEWEST_OF_LOG: usize = 3;

/// Whether a text says near its beginning that a program makes it, "generated, do not edit", or is what
/// a compiler, an interpreter, a server or a script wrote.
pub fn says_that_it_is_generated(text: &str) -> bool {
    let is_empty = |sign: char| sign.is_whitespace() || sign == '\u{FEFF}';
    if counts_steps(&text[..floor_boundary(text, HEAD_OF_LOG)]) {
        return true;
    }
    let head = text[..floor_boundary(text, HEAD)].trim_start_matches(is_empty);
    // Records, one on each line. Front matter in JSON has the page after it.
    let is_record =
        |line: Option<&str>| line.is_some_and(|line| line.starts_with("{\"") && line.ends_with('}'));
    let mut lines = text.trim_matches(is_empty).lines();
    let are_records = is_record(lines.next()) && is_record(lines.next_back());
    if are_records || is_answer_of_server(head) || is_run_of_script(head) || is_log(head) {
        return true;
    }
    let head = head.to_lowercase();
    let is_not_to_be_edited =
        head.contains("generated") && (head.contains("do not edit") || head.contains("don't edit"));
    let is_printed_list = head.matches("] => ").count() >= FEWEST_PRINTED;
    is_not_to_be_edited || is_printed_list || MESSAGES.iter().any(|message| head.contains(message))
}

/// Whether a text begins as the answer of a server does: "HTTP/1.1 200 OK" (RFC 9112, section 4).
fn is_answer_of_server(head: &str) -> bool {
    let status = head.strip_prefix("HTTP/").and_then(|rest| rest.split_once(' ')).map(|(_, status)| status);
    status.and_then(|status| status.get(..3)).is_some_and(is_of_digits)
}

/// Whether a text begins as npm and its kin announce a script: "> name@1.0.0 build".
fn is_run_of_script(head: &str) -> bool {
    let line = head.strip_prefix("> ").and_then(|rest| rest.lines().next());
    line.and_then(|line| line.split(' ').next()).and_then(|name| name.rsplit_once('@')).is_some_and(
        |(name, version)| {
            !name.is_empty() && version.split('.').take(3).filter(|part| is_of_digits(part)).count() == 3
        },
    )
}

/// Whether a text begins with lines of a log, each of which begins with a day and a time: "[2026-11-02 07:27:46 +0000]".
fn is_log(head: &str) -> bool {
    let begins_with_time = |line: &str| {
        let line = line.trim_start_matches('[').as_bytes();
        let is_time = |at: usize, mark: u8| match mark {
            b'0' => line[at].is_ascii_digit(),
            b' ' => matches!(line[at], b' ' | b'T'),
            mark => line[at] == mark,
        };
        line.len() >= TIME.len() && TIME.iter().enumerate().all(|(at, mark)| is_time(at, *mark))
    };
    let lines = head.lines().filter(|line| !line.trim().is_empty());
    lines.take_while(|line| begins_with_time(line)).take(FEWEST_OF_LOG).count() == FEWEST_OF_LOG
}

/// A routine for the skin has fewer steps.
const FEWEST_STEPS: usize = 20;

/// Whether a script counts its many steps in the lines of a text: "[18/1608] peel.jpg".
fn counts_steps(head: &str) -> bool {
    let all_of = |line: &str| {
        let (step, _) = line.strip_prefix('[')?.split_once(']')?;
        let (at, all) = step.split_once('/')?;
        at.parse::<usize>().ok()?;
        all.parse::<usize>().ok().filter(|all| *all >= FEWEST_STEPS)
    };
    let mut counts = head.lines().filter_map(all_of);
    let first = counts.next();
    first.is_some()
        && counts.filter(|all| Some(*all) == first).take(FEWEST_OF_LOG - 1).count() == FEWEST_OF_LOG - 1
}

/// How a day and a time look in a log (ISO 8601), each nought a digit; a `T` may be where the space is.
const TIME: &[u8] = b"0000-00-00 00:00";

fn is_of_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether a text has no capital and ends no sentence: what people type when they search, `keywords.txt`.
fn is_list_of_search_words(document: &Document) -> bool {
    let is_of_sentence = |byte: u8| byte.is_ascii_uppercase() || matches!(byte, b'.' | b'!' | b'?' | b':');
    !document.text().bytes().any(is_of_sentence)
}

/// Whether at least half of a text is names of sites and files.
fn is_list_of_addresses(document: &Document) -> bool {
    let (mut all, mut addresses) = (0, 0);
    for stretch in document.text().split_whitespace() {
        all += 1;
        addresses += usize::from(is_site_or_file(stretch));
    }
    addresses * 2 >= all
}

/// How many words of their trade a text in small letters has.
fn of_trade(text: &str) -> usize {
    let has_underscore = memchr::memchr(b'_', text.as_bytes()).is_some();
    let is_of_trade = |word: &str| {
        let is_around = |byte: Option<&u8>| matches!(byte, Some(b'.' | b'-'));
        let is_bare = !is_around(word.as_bytes().first()) && !is_around(word.as_bytes().last());
        let word = if is_bare { word } else { word.trim_matches(['.', '-']) };
        word.len() >= 2
            && (software::WORDS.contains(word) || has_underscore && word.contains('_') || is_length(word))
    };
    let is_part = |byte: u8| IS_PART[usize::from(byte)];
    let is_sign = |sign: char| !sign.is_alphanumeric() && !matches!(sign, '.' | '_' | '-');
    let mut count = 0;
    let mut rest = text;
    while let Some(start) = rest.bytes().position(|byte| is_part(byte) || !byte.is_ascii()) {
        rest = &rest[start..];
        let plain = rest.bytes().position(|byte| !is_part(byte)).unwrap_or(rest.len());
        let is_plain = rest.as_bytes().get(plain).is_none_or(u8::is_ascii);
        // Nearly every word is letters of ASCII and nothing else.
        let end = if is_plain { plain } else { rest.find(is_sign).unwrap_or(rest.len()) };
        count += usize::from(is_of_trade(&rest[..end]));
        let sign = rest[end..].chars().next().map_or(0, char::len_utf8);
        rest = &rest[end + sign..];
    }
    count
}

/// Whether a word is a length on screens: "24px".
fn is_length(word: &str) -> bool {
    word.strip_suffix("px").is_some_and(is_of_digits)
}

/// Whether a byte of ASCII is part of a word of their trade.
static IS_PART: [bool; 256] = {
    let (mut is_part, mut byte) = ([false; 256], 0_u8);
    while byte < 128 {
        is_part[byte as usize] = byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'-');
        byte += 1;
    }
    is_part
};
