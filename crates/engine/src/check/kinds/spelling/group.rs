//! A group of words that ends with its noun: where it begins, and whether it ends there.

use claimlint_rules::tokens::TokenKind;

use super::line::Line;
use super::roles::Roles;

/// A group before its noun has at most this many words.
pub const LONGEST_GROUP: usize = 5;

/// Where the group begins that a noun ends, without an article or what replaces one.
pub fn group_before(line: &Line<'_>, at: usize) -> usize {
    let qualifies = |before: &usize| {
        let roles = line.roles(*before);
        roles.qualifies()
            && !roles.has(Roles::TAKES_OBJECT)
            && (line.is_known_small(*before) || *before == 0 && line.is_known(0))
    };
    (at.saturating_sub(LONGEST_GROUP)..at).rev().take_while(qualifies).last().unwrap_or(at)
}

/// Whether no noun follows that the word could belong to.
pub fn ends_group(line: &Line<'_>, at: usize) -> bool {
    let next = at + 1;
    match line.tokens.get(next).map(|token| token.kind) {
        Some(TokenKind::Mark) => matches!(line.word(next), "." | ";" | "!" | "?" | ","),
        Some(_) => line.roles(next).has(Roles::ENDS_GROUP) && line.has_space_after(at),
        None => true,
    }
}
