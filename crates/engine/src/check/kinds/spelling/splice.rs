//! Two sentences with nothing but a comma between them: `It is soft, it dries in a minute`.

use claimlint_data::words::grammar;
use claimlint_rules::Slip;
use claimlint_rules::classes::class::Kind;

use super::found_slip::FoundSlip;
use super::line::Line;
use super::roles::Roles;

/// Both together have at least this many tokens.
const SHORTEST: usize = 9;

/// Finds a clause with its own subject and verb after the first comma of a sentence whose beginning is a whole sentence as well.
pub fn find(line: &Line<'_>, at: usize, found: &mut Vec<FoundSlip>) {
    if line.word(at) != ","
        || line.tokens.len() < SHORTEST
        || !line.is_whole_sentence()
        || at + 2 >= line.tokens.len()
    {
        return;
    }
    let begins_clause = match line.small(at + 1) {
        "it" | "he" | "she" | "this" => {
            line.roles(at + 2).has(Roles::AUXILIARY) || line.roles(at + 2).can_be(Kind::Third)
        }
        "they" | "we" => line.roles(at + 2).has(Roles::AUXILIARY) || line.roles(at + 2).can_be(Kind::Base),
        "these" | "there" => line.roles(at + 2).has(Roles::AUXILIARY),
        "it's" | "they're" | "we're" | "there's" => true,
        "however" => {
            line.roles(at + 2).has(Roles::PRONOUN)
                || matches!(line.small(at + 2), "the" | "our" | "your" | "some" | "most")
        }
        _ => false,
    };
    // ", however the fee": nothing but a new sentence begins so.
    let is_sure = line.small(at + 1) == "however" && !line.roles(0).has(Roles::SUBORDINATES);
    if begins_clause && (is_sure || is_sentence(line, at) && !goes_on_in_series(line, at)) {
        let span = line.span(at - 1).join(line.span(at + 1));
        found.push(FoundSlip::new(Slip::CommaSplice, span, ""));
    }
}

/// Whether the clauses around a comma are the first two of a series, or say the same of the same: "It is light, it lasts, and it is cheap",
/// "She wants calm, she wants sleep".
fn goes_on_in_series(line: &Line<'_>, comma: usize) -> bool {
    let is_next = |at: usize| {
        line.word(at) == ","
            && (matches!(line.small(at + 1), "and" | "or" | "but" | "yet" | "so")
                || line.roles(at + 1).has(Roles::PRONOUN))
    };
    let repeats = line.small(0) == line.small(comma + 1) && line.small(1) == line.small(comma + 2);
    repeats || (comma + 1..line.tokens.len()).any(is_next)
}

/// Finds "however" between two sentences, with nothing else between them: `It is soft however the scent is strong`.
pub fn find_however(line: &Line<'_>, at: usize, found: &mut Vec<FoundSlip>) {
    let begins_clause = grammar::AFTER_HOWEVER.contains(line.small(at + 1));
    // "use it however the day goes"
    let is_after_noun = at > 0 && line.roles(at - 1).has_class() && !line.roles(at - 1).has(Roles::PRONOUN);
    let is_between =
        at > 3 && line.is_known_small(at - 1) && line.has_space_after(at - 1) && line.has_space_after(at);
    if line.small(at) == "however"
        && begins_clause
        && is_after_noun
        && is_between
        && at + 4 < line.tokens.len()
        && line.is_whole_sentence()
        && is_sentence(line, at)
    {
        found.push(FoundSlip::new(Slip::CommaSplice, line.span(at - 1).join(line.span(at)), ""));
    }
}

/// Whether what is before a comma is a sentence: it has a subject and a verb, and nothing that joins it to what follows.
fn is_sentence(line: &Line<'_>, comma: usize) -> bool {
    let is_other = |at: usize| !line.is_word(at) && !matches!(line.word(at), "%" | "'");
    let is_finite = |at: usize| line.roles(at).has(Roles::AUXILIARY) || line.roles(at).is_third();
    let first = line.roles(0);
    let opens = first.has(Roles::SUBORDINATES | Roles::PREPOSITION)
        || first.can_be(Kind::Ing)
        || matches!(line.small(0), "to" | "not" | "yes" | "no" | "please" | "let")
        || line.small(0) == "the"
            && matches!(line.small(1), "more" | "less" | "better" | "longer" | "sooner");
    let reports = grammar::TELL.contains(line.small(comma - 1));
    let whole = 0..comma;
    // "It isn't a mask, it's a rest", "We don't rush, we don't sell, and we listen": writers do so on purpose.
    let denies = |at: usize| {
        matches!(line.small(at), "not" | "never" | "just" | "only" | "cannot")
            || line.small(at).ends_with("n't")
    };
    !opens
        && !reports
        && !whole.clone().any(denies)
        && !whole.clone().any(|at| is_other(at) || line.roles(at).has(Roles::SUBORDINATES))
        && whole.clone().skip(1).any(is_finite)
        && !is_finite(0)
        && !line.document.words_of(line.sentence).contains(['"', '?', ':', '\u{2026}'])
}
