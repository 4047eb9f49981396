//! What a word of a clause can be, asked alike before a verb and behind it.

use claimlint_data::words::grammar;

use crate::check::kinds::spelling::line::Line;
use crate::check::kinds::spelling::roles::Roles;

/// A subject and what belongs to it have at most this many tokens.
pub const LONGEST_SUBJECT: usize = 10;

/// Whether a token is a word of the sentence, and no name.
pub fn is_plain(line: &Line<'_>, at: usize) -> bool {
    line.is_known(at) && (at == 0 || line.is_known_small(at)) && !line.is_address(at)
}

/// Whether a word has the ending of several: "logistics", "specs".
pub fn may_be_plural(small: &str) -> bool {
    small.ends_with('s') && !["ss", "us", "is"].iter().any(|end| small.ends_with(end))
}

/// Whether a word can be nothing but a verb of one thing.
pub fn is_singular_verb(line: &Line<'_>, at: usize) -> bool {
    line.roles(at).is_third() || matches!(line.small(at), "is" | "was" | "has")
}

/// Whether what follows a word begins as what follows a verb does.
pub fn has_object_after(line: &Line<'_>, at: usize) -> bool {
    line.roles(at + 1).has(Roles::DETERMINER | Roles::PREPOSITION) || line.small(at + 1) == "you"
}

/// Whether a word may stand between a subject and its verb.
pub fn is_adverb_between(small: &str) -> bool {
    grammar::ADVERBS_BEFORE_VERBS.contains(small) || matches!(small, "mostly" | "not")
}
