//! A word for another that sounds or looks like it: `to breath deeply`, `the pours of the nose`, `a through clean`.
//!
//! The words around it leave room for one part of speech alone. It is reported where it cannot be that, and the other can.

use std::sync::LazyLock;

use claimlint_data::words::english;
use claimlint_rules::Slip;
use claimlint_rules::classes::class::Kind;
use rustc_hash::FxHashMap;

use super::found_slip::FoundSlip;
use super::line::Line;
use super::roles::Roles;
use crate::check::kinds::replace::in_case_of;

/// A sentence has at least this many tokens: fewer may be a label.
const SHORTEST_SENTENCE: usize = 5;

/// What each word is taken for.
static OTHERS: LazyLock<FxHashMap<&'static str, Vec<&'static str>>> = LazyLock::new(|| {
    let mut others: FxHashMap<&str, Vec<&str>> = FxHashMap::default();
    for set in english::CONFUSABLE.listed() {
        for one in set.split(' ') {
            others.entry(one).or_default().extend(set.split(' ').filter(|other| *other != one));
        }
    }
    others
});

/// The only part of speech that a place has room for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Room {
    /// A noun, in the singular where `true`.
    Noun(bool),
    /// What qualifies the noun behind it.
    Qualifier,
    /// A verb as after "can".
    Base,
    /// A verb as after "they".
    Finite,
}

impl Room {
    /// Whether a word has a part of speech that there is room for.
    fn holds(self, roles: Roles) -> bool {
        let kinds: &[Kind] = match self {
            Room::Noun(true) => &[Kind::Singular],
            Room::Noun(false) => &[Kind::Singular, Kind::Plural],
            Room::Qualifier => &[Kind::Adjective, Kind::Participle, Kind::Comparative, Kind::Superlative],
            Room::Base => &[Kind::Base],
            Room::Finite => &[Kind::Base, Kind::Past],
        };
        kinds.iter().any(|kind| roles.can_be(*kind))
    }

    /// Whether a word could be there after all, in a rarer use.
    fn may_hold(self, roles: Roles) -> bool {
        let rarer: &[Kind] = match self {
            Room::Noun(_) => &[Kind::Singular, Kind::Plural, Kind::Ing, Kind::Superlative],
            Room::Qualifier => &[
                Kind::Adjective,
                Kind::Participle,
                Kind::Singular,
                Kind::Plural,
                Kind::Ing,
                Kind::Superlative,
                Kind::Comparative,
                Kind::Adverb,
            ],
            Room::Base => &[Kind::Base, Kind::Adverb],
            Room::Finite => &[
                Kind::Base,
                Kind::Past,
                Kind::Adverb,
                Kind::Third,
                Kind::Plural,
                Kind::Singular,
                Kind::Participle,
            ],
        };
        rarer.iter().any(|kind| roles.can_be(*kind))
    }
}

/// Finds the words of a sentence that are not of the part of speech that stands there, and are easily taken for one that is.
pub fn find(line: &Line<'_>, found: &mut Vec<FoundSlip>) {
    if line.tokens.len() < SHORTEST_SENTENCE || line.block.furniture.is_some() {
        return;
    }
    for at in 1..line.tokens.len() {
        let Some(others) = OTHERS.get(line.small(at)) else { continue };
        if !is_plain(line, at) || !line.has_space_after(at - 1) {
            continue;
        }
        let Some(room) = room(line, at) else { continue };
        let roles = line.roles(at);
        // Of small words and adverbs nothing is known that could be out of place, but for those that no article precedes.
        let is_small = roles.has(Roles::FUNCTION) || !roles.has_class();
        let follows_article = matches!(room, Room::Noun(_) | Room::Qualifier);
        let is_out_of_place =
            is_small && follows_article && english::NEVER_AFTER_ARTICLES.contains(line.small(at));
        // "the young are": who they are.
        let is_group = room == Room::Noun(false) && roles.can_be(Kind::Adjective);
        if room.may_hold(roles) || is_small && !is_out_of_place || is_group {
            continue;
        }
        let mut fitting = others.iter().filter(|other| room.holds(Roles::of(other)));
        // With two that fit, only a person can say which was meant.
        if let (Some(other), None) = (fitting.next(), fitting.next()) {
            let right = in_case_of(line.word(at), other);
            found.push(FoundSlip::new(Slip::ConfusedWord, line.span(at), right));
        }
    }
}

/// Whether a token is a word in small letters, and no part of a compound or an address.
fn is_plain(line: &Line<'_>, at: usize) -> bool {
    let after = &line.document.text()[line.span(at).end()..];
    line.is_known_small(at) && !after.starts_with(['-', '/', '\'']) && !line.is_address(at)
}

/// What there is room for between the words around a place.
fn room(line: &Line<'_>, at: usize) -> Option<Room> {
    let before = line.small(at - 1);
    let lead = at.checked_sub(2).map_or("", |lead| line.small(lead));
    let next = line.roles(at + 1);
    let ends = match line.word(at + 1) {
        "." | ";" | "!" | "?" => line.span(at).end() == line.span(at + 1).start(),
        _ => matches!(
            line.small(at + 1),
            "of" | "is" | "are" | "was" | "were" | "has" | "from" | "with" | "for" | "in" | "can" | "will"
        ),
    };
    match before {
        // "a letter", "the letter A"
        "a" | "an" if line.word(at - 1) != "A" || at == 1 => after_article(line, at, ends, true),
        "the" if line.small(at + 1) == "traffic" => None,
        "the" | "your" | "our" | "my" | "their" | "his" | "its" => after_article(line, at, ends, false),
        "can" | "will" | "should" | "could" | "would" | "may" | "might" | "must" | "don't" | "doesn't"
        | "didn't" | "won't" | "can't" => {
            let is_noun = at > 1 && line.roles(at - 2).has(Roles::DETERMINER)
                || line.word(at - 1).starts_with(char::is_uppercase);
            // "When should hair loss be seen to?"
            let asks = at == 1 || matches!(lead, "when" | "how" | "why" | "what" | "where" | "or" | "and");
            (!is_noun && !asks).then_some(Room::Base)
        }
        "to" => {
            let is_verb_asked = matches!(
                lead,
                "how"
                    | "want"
                    | "wants"
                    | "need"
                    | "needs"
                    | "able"
                    | "helps"
                    | "help"
                    | "you"
                    | "it"
                    | "them"
                    | "us"
                    | "order"
                    | "skin"
                    | "way"
                    | "ways"
                    | "time"
                    | "easy"
                    | "try"
                    | "important"
                    | "best"
                    | "likely"
                    | "designed"
                    | "used"
                    | "allows"
                    | "hard"
                    | "ability"
                    | "going"
                    | "have"
                    | "has"
            );
            let has_object =
                next.has(Roles::DETERMINER) && line.small(at + 1) != "that" || next.is_only(Kind::Adverb);
            (is_verb_asked || has_object && lead != "due").then_some(Room::Base)
        }
        "we" | "they" => (next.has(Roles::DETERMINER | Roles::PREPOSITION) || line.small(at + 1) == "you")
            .then_some(Room::Finite),
        _ => None,
    }
}

/// What there is room for behind an article.
fn after_article(line: &Line<'_>, at: usize, ends: bool, is_one: bool) -> Option<Room> {
    let next = line.roles(at + 1);
    let is_noun_next =
        (next.is_only(Kind::Singular) || next.is_only(Kind::Count) || next.is_only(Kind::Plural))
            && line.is_known_small(at + 1)
            && line.has_space_after(at);
    if ends { Some(Room::Noun(is_one)) } else { is_noun_next.then_some(Room::Qualifier) }
}
