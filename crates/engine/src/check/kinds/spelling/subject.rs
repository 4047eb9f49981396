//! A verb that does not agree with its subject, where the clause has one subject and it is plain: `Some creams contains water`, `The price of
//! the session are low`, `Tomatoes are rich in water and protects the skin`.

use claimlint_rules::Slip;
use claimlint_rules::classes::class::Kind;

use super::found_slip::FoundSlip;
use super::line::Line;
use super::roles::Roles;

/// A sentence has at least this many tokens: fewer may be a title.
const SHORTEST_SENTENCE: usize = 6;

/// A subject and what belongs to it have at most this many tokens.
const LONGEST_SUBJECT: usize = 10;

/// What qualifies a noun has at most this many words.
const LONGEST_GROUP: usize = 4;

/// Finds verbs that do not agree with their subjects.
pub fn find(line: &Line<'_>, found: &mut Vec<FoundSlip>) {
    if line.tokens.len() < SHORTEST_SENTENCE || !line.is_prose() {
        return;
    }
    for at in 0..line.tokens.len() {
        let roles = line.roles(at);
        let before = at.checked_sub(1).map(|before| line.roles(before));
        let report = |found: &mut Vec<FoundSlip>, at: usize| {
            // "auto-create", "if it were": one word with another, or a wish.
            if line.is_behind_hyphen(at) || line.small(at) == "were" && supposes(line, at) {
                return;
            }
            found.push(FoundSlip::new(Slip::SubjectVerb, line.span(at), ""));
        };
        let is_relative = before.is_some_and(|before| before.has(Roles::RELATIVE));
        let is_plural = roles.has(Roles::PLURAL_VERB)
            && (has_single_subject(line, at) || is_relative && refers_to_one(line, at - 1));
        let is_third = at > 3 && roles.is_third() && line.small(at).ends_with('s');
        if is_plural || is_third && is_joined_to_plural(line, at) {
            report(found, at);
        } else if roles.has(Roles::RELATIVE)
            && let Some(verb) = verb_of_several(line, at)
        {
            report(found, verb);
        }
        let begins =
            before.is_none_or(|before| before.has(Roles::OPENS_CLAUSE)) || is_after_opening(line, at);
        if begins && let Some(verb) = verb_after_several(line, at).or_else(|| verb_after_one(line, at)) {
            report(found, verb);
        }
    }
}

/// Whether a clause says what might be: "If sleep were", "as though the skin were".
fn supposes(line: &Line<'_>, verb: usize) -> bool {
    (verb.saturating_sub(LONGEST_SUBJECT)..verb)
        .any(|at| matches!(line.small(at), "if" | "though" | "wish" | "suppose" | "whether"))
}

/// Whether the first comma of a sentence, behind a group or a clause that opens it, is right before a token: "After a bath, the skin need".
fn is_after_opening(line: &Line<'_>, at: usize) -> bool {
    let Some(comma) = at.checked_sub(1).filter(|comma| *comma > 1 && line.word(*comma) == ",") else {
        return false;
    };
    let opens =
        line.roles(0).has(Roles::PREPOSITION | Roles::SUBORDINATES) || line.roles(0).is_only(Kind::Adverb);
    opens && line.has_space_after(comma) && (0..comma).all(|before| line.is_word(before))
}

/// Whether a token is a word of the sentence, and no name.
fn is_plain(line: &Line<'_>, at: usize) -> bool {
    line.is_known(at) && (at == 0 || line.is_known_small(at)) && !line.is_address(at)
}

/// Whether the clause before "are" speaks of one thing alone: "The scent of the cream are".
fn has_single_subject(line: &Line<'_>, verb: usize) -> bool {
    let Some(mut last) = verb.checked_sub(1) else { return false };
    // "the price listed are"
    while last > 0 && line.roles(last).can_be(Kind::Participle) && !line.roles(last).can_be(Kind::Singular) {
        last -= 1;
    }
    let roles = line.roles(last);
    // "Logistics", "specs": more than one, whatever the table says. "Boy are they tired": the subject follows.
    let is_inverted = line.roles(verb + 1).has(Roles::PRONOUN);
    if may_be_plural(line.small(last))
        || is_inverted
        || !roles.is_only(Kind::Singular)
        || roles.has(Roles::CROWD)
        || !is_plain(line, last)
    {
        return false;
    }
    let first = clause_before(line, verb);
    // What a comma or a bracket ends may have its subject before it.
    let is_inserted = first > 0 && !line.is_word(first - 1) && line.word(first - 1) != ".";
    let clause = first..verb;
    let speaks_of_one = |at: usize| {
        let roles = line.roles(at);
        let is_known_word =
            roles.has_class() || roles.has(Roles::FUNCTION | Roles::DETERMINER | Roles::PREPOSITION);
        is_plain(line, at)
            && is_known_word
            && !roles.has(Roles::SEVERAL | Roles::AUXILIARY)
            && !roles.can_be(Kind::Plural)
            && !roles.can_be(Kind::Third)
            && (at > last || !(roles.is_only(Kind::Base) || roles.is_only(Kind::Past)))
    };
    !is_inserted
        && clause.len() <= LONGEST_SUBJECT
        && clause.clone().all(|at| line.has_space_after(at))
        && clause.clone().all(speaks_of_one)
}

/// Whether a word has the ending of several: "logistics", "specs".
fn may_be_plural(small: &str) -> bool {
    small.ends_with('s') && !["ss", "us", "is"].iter().any(|end| small.ends_with(end))
}

/// Whether "which" refers to one thing, and nothing near it is several: "injection which are".
fn refers_to_one(line: &Line<'_>, relative: usize) -> bool {
    let Some(before) = relative.checked_sub(1) else { return false };
    let roles = line.roles(before);
    let is_several = |at: usize| {
        let roles = line.roles(at);
        !line.is_word(at)
            || roles.can_be(Kind::Plural)
            || roles.has(Roles::SEVERAL | Roles::PREPOSITION | Roles::CROWD)
    };
    roles.is_only(Kind::Singular)
        && !roles.can_be(Kind::Mass)
        && !roles.has(Roles::CROWD)
        && is_plain(line, before)
        && !(before.saturating_sub(5)..before).any(is_several)
}

/// Where the clause begins that a word is in.
fn clause_before(line: &Line<'_>, at: usize) -> usize {
    let opens = |before: &usize| {
        !line.is_word(*before)
            || matches!(
                line.small(*before),
                "because"
                    | "if"
                    | "when"
                    | "while"
                    | "although"
                    | "though"
                    | "since"
                    | "until"
                    | "unless"
                    | "whereas"
                    | "but"
                    | "so"
            )
    };
    (0..at).rev().find(opens).map_or(0, |before| before + 1)
}

/// The verb with -s of several things that a clause begins with: "Some creams for the face contains".
fn verb_after_several(line: &Line<'_>, first: usize) -> Option<usize> {
    let mut at = first;
    if line.roles(at).has(Roles::DETERMINER) {
        if !may_be_several(line.small(at)) {
            return None;
        }
        at += 1;
    }
    // "Timing visits by the moon is": a deed.
    if line.small(at).ends_with("ing") {
        return None;
    }
    let start = at;
    while at - start < LONGEST_GROUP
        && is_plain(line, at)
        && line.roles(at).qualifies()
        && !line.roles(at).can_be(Kind::Plural)
        && !line.roles(at).can_be(Kind::Ing)
    {
        at += 1;
    }
    let head = line.roles(at);
    if !head.is_only(Kind::Plural) || !is_plain(line, at) || head.has(Roles::CROWD) || is_named(line, first) {
        return None;
    }
    at += 1;
    let head = at;
    // What belongs to the noun: "for the face", "of your skin".
    while at - head < LONGEST_SUBJECT && (is_plain(line, at) || at > head && line.is_known(at)) {
        let roles = line.roles(at);
        let opens = if at == head {
            roles.has(Roles::PREPOSITION) && !matches!(line.small(at), "like" | "as" | "than" | "per")
        } else {
            let is_in_group =
                roles.has(Roles::DETERMINER) || roles.qualifies() || roles.is_only(Kind::Plural);
            roles.has(Roles::PREPOSITION) || is_in_group && !roles.can_be(Kind::Third)
        };
        if !opens || matches!(line.small(at), "that" | "which" | "what" | "who" | "to") {
            break;
        }
        at += 1;
    }
    at += usize::from(is_adverb_between(line.small(at)));
    let is_third = line.roles(at).can_be(Kind::Third)
        && matches!(line.small(at + 1), "the" | "a" | "an" | "your" | "our" | "their" | "its" | "to" | "you");
    ((is_third || is_singular_verb(line, at))
        && is_plain(line, at)
        && at + 1 < line.tokens.len()
        && line.is_word(at + 1))
    .then_some(at)
}

/// The verb without -s of one thing that a clause begins with: "when dandruff get on", "this cream contain a".
fn verb_after_one(line: &Line<'_>, first: usize) -> Option<usize> {
    let has_determiner = line.roles(first).has(Roles::DETERMINER);
    let is_of_one = matches!(
        line.small(first),
        "the" | "this" | "our" | "your" | "a" | "an" | "each" | "every" | "my" | "its"
    );
    let start = first + usize::from(has_determiner);
    // "Help skin become", "Let": the word may tell somebody to do something.
    if has_determiner && !is_of_one || !has_determiner && line.roles(first).can_be(Kind::Base) {
        return None;
    }
    let in_group = |at: &usize| {
        let roles = line.roles(*at);
        is_plain(line, *at) && roles.qualifies() && !roles.can_be(Kind::Plural) && !roles.can_be(Kind::Third)
    };
    let end = (start..start + LONGEST_GROUP).take_while(in_group).last()?;
    let is_verb = |at: usize| {
        line.roles(at).is_only(Kind::Base)
            || matches!(
                line.small(at),
                "get"
                    | "become"
                    | "come"
                    | "occur"
                    | "happen"
                    | "appear"
                    | "seem"
                    | "have"
                    | "are"
                    | "were"
                    | "don't"
                    | "do"
            )
            || line.roles(at).can_be(Kind::Base) && at > start && has_determiner && is_before_object(line, at)
            || at > start && has_determiner && is_before_trait(line, at)
    };
    // "The whole visit usually take"
    let behind = end + 1 + usize::from(is_adverb_between(line.small(end + 1)));
    let verb = (start + 1..=behind).find(|at| is_verb(*at))?;
    let head_at = if verb > end + 1 { end } else { verb - 1 };
    let head = line.roles(head_at);
    let goes_on = has_object_after(line, verb)
        || has_determiner && (is_before_object(line, verb) || is_before_trait(line, verb))
        // "The balm improve dull skin": behind the article, nothing but a verb can stand between two nouns.
        || has_determiner && line.roles(verb).is_only(Kind::Base) && line.is_known_small(verb + 1)
        || matches!(line.small(verb), "are" | "were" | "don't" | "have") && line.is_word(verb + 1);
    // Behind an adverb no other reading is left of the noun.
    let is_one = head.is_only(Kind::Singular)
        || verb > end + 1
            && head.can_be(Kind::Singular)
            && !head.can_be(Kind::Plural)
            && !head.can_be(Kind::Adjective);
    // "A night cleanse is", "the page render shows": a noun, as its verb follows.
    let next = line.roles(verb + 1);
    // "The treatment write-up still works"
    if line.document.text()[line.span(verb).end()..].starts_with('-') {
        return None;
    }
    let is_noun = line.roles(verb).is_only(Kind::Base) && (next.has(Roles::AUXILIARY) || next.is_third());
    let is_single = is_one
        && !may_be_plural(line.small(head_at))
        && !is_noun
        && !head.has(Roles::CROWD)
        && is_plain(line, head_at);
    (is_single && goes_on && is_plain(line, verb) && !is_named(line, first) && verb > first).then_some(verb)
}

/// Whether what follows a word can be nothing but the object of a verb. "The plan the doctor made" has none.
fn is_before_object(line: &Line<'_>, at: usize) -> bool {
    let next = line.small(at + 1);
    let is_object = matches!(next, "a" | "an" | "them" | "us")
        || line.small(at) == "help" && line.roles(at + 1).is_only(Kind::Base);
    is_object && line.has_space_after(at)
}

/// Whether "look" or the like has behind it what only such a verb has: "my skin look smooth".
fn is_before_trait(line: &Line<'_>, at: usize) -> bool {
    let next = line.roles(at + 1);
    let is_trait =
        next.is_only(Kind::Adjective) || matches!(line.small(at + 1), "so" | "very" | "great" | "really");
    matches!(line.small(at), "look" | "feel" | "stay" | "remain" | "taste" | "smell")
        && is_trait
        && line.has_space_after(at)
}

/// Whether a word can be nothing but a verb of one thing.
fn is_singular_verb(line: &Line<'_>, at: usize) -> bool {
    line.roles(at).is_third() || matches!(line.small(at), "is" | "was" | "has")
}

/// Whether what follows a word begins as what follows a verb does.
fn has_object_after(line: &Line<'_>, at: usize) -> bool {
    line.roles(at + 1).has(Roles::DETERMINER | Roles::PREPOSITION) || line.small(at + 1) == "you"
}

/// Whether the sentence begins with a name: "Glow Peptides is new".
fn is_named(line: &Line<'_>, first: usize) -> bool {
    first > 0 && !line.word(first).starts_with(char::is_lowercase)
        || (first..(first + 3).min(line.tokens.len()))
            .skip(1)
            .any(|at| line.word(at).starts_with(char::is_uppercase))
}

fn may_be_several(determiner: &str) -> bool {
    matches!(
        determiner,
        "the"
            | "these"
            | "those"
            | "our"
            | "your"
            | "their"
            | "my"
            | "his"
            | "her"
            | "its"
            | "all"
            | "some"
            | "many"
            | "most"
            | "several"
            | "both"
            | "other"
            | "few"
            | "certain"
            | "two"
            | "three"
            | "four"
            | "five"
            | "such"
    )
}

fn is_adverb_between(small: &str) -> bool {
    matches!(
        small,
        "also"
            | "only"
            | "often"
            | "usually"
            | "always"
            | "really"
            | "generally"
            | "typically"
            | "mostly"
            | "not"
    )
}

/// The verb with -s of what "that" or "which" refers to, where that is several things: "oils that keeps skin soft".
fn verb_of_several(line: &Line<'_>, relative: usize) -> Option<usize> {
    let before = relative.checked_sub(1)?;
    let verb = relative + 1 + usize::from(is_adverb_between(line.small(relative + 1)));
    // "which helps to", where "helps" might be a noun elsewhere.
    let is_third = line.roles(verb).can_be(Kind::Third) && has_object_after(line, verb);
    if !line.roles(before).is_only(Kind::Plural)
        || !is_plain(line, before)
        || !(is_third || is_singular_verb(line, verb))
        || verb + 1 >= line.tokens.len()
    {
        return None;
    }
    // What is before may be a part of another group, to which the verb belongs: "a blend of oils that keeps".
    let refers_elsewhere = |at: usize| {
        let small = line.small(at);
        let is_lot = small == "of" && at > 0 && matches!(line.small(at - 1), "lot" | "lots");
        line.roles(at).has(Roles::PREPOSITION) && !is_lot
            || matches!(
                small,
                "and" | "or" | "one" | "each" | "every" | "any" | "an" | "this" | "that" | "it" | "," | "-"
            )
            || small == "a" && line.small(at + 1) != "lot"
            || !line.is_word(at)
    };
    (!(before.saturating_sub(5)..before).any(refers_elsewhere)).then_some(verb)
}

/// Whether a verb with -s is joined by "and" to one of several, with no singular subject before it: "They are soft and keeps the skin calm".
fn is_joined_to_plural(line: &Line<'_>, verb: usize) -> bool {
    let joint = verb - 1 - usize::from(is_adverb_between(line.small(verb - 1)));
    if line.small(joint) != "and"
        || verb + 1 >= line.tokens.len()
        || !is_plain(line, verb)
        || !line.is_word(verb + 1)
    {
        return false;
    }
    let is_singular = |at: usize| {
        matches!(
            line.small(at),
            "is" | "has"
                | "was"
                | "does"
                | "it's"
                | "that's"
                | "there's"
                | "which"
                | "who"
                | "that"
                | "it"
                | "he"
                | "she"
                | "this"
                | ":"
                | "-"
                | ";"
                | "."
        ) || line.roles(at).can_be(Kind::Third)
    };
    let before = 0..joint;
    let governs = |at: usize| matches!(line.small(at), "are" | "were" | "they" | "we" | "you" | "i");
    before.clone().any(governs)
        && !before.clone().any(is_singular)
        && before.clone().all(|at| !line.word(at).starts_with(['(', '"']))
}
