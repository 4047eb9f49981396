//! What every frame asks of the words around: where its verb is, whether an object follows it, and whether the word that opens the frame is
//! a noun there.

use claimlint_data::words::grammar;
use claimlint_rules::classes::class::Kind;

use crate::check::kinds::spelling::line::Line;
use crate::check::kinds::spelling::roles::Roles;

/// Whether a token is a word in small letters right behind the one before it, and no part of a compound.
fn follows(line: &Line<'_>, at: usize) -> bool {
    line.is_known_small(at)
        && line.has_space_after(at - 1)
        && !line.document.text()[line.span(at).end()..].starts_with(['-', '/', '\''])
        && !line.is_address(at)
}

/// The verb after a word, an adverb between the two left out.
pub fn verb_after(line: &Line<'_>, at: usize) -> Option<usize> {
    let next = at + 1;
    let is_between = grammar::ADVERBS_BEFORE_VERBS.contains(line.small(next))
        || matches!(line.small(next), "never" | "still" | "even");
    let verb = next + usize::from(is_between && follows(line, next));
    follows(line, verb).then_some(verb)
}

/// Whether a group of words begins behind a verb, as its object does.
pub fn has_object_after(line: &Line<'_>, at: usize) -> bool {
    grammar::BEGIN_OBJECTS.contains(line.small(at + 1)) && line.has_space_after(at)
}

/// Whether a noun may stand before a place with its article, so that a word there is a noun: "a can", "the will".
pub fn is_noun_at(line: &Line<'_>, at: usize) -> bool {
    at.checked_sub(1).is_some_and(|before| {
        let roles = line.roles(before);
        roles.has(Roles::DETERMINER | Roles::PREPOSITION)
            && !matches!(line.small(before), "this" | "that" | "these" | "those" | "all")
            || roles.can_be(Kind::Adjective) && !roles.can_be(Kind::Singular) && !roles.has(Roles::PRONOUN)
    })
}
