//! A verb in a form that the word before it does not allow: `can increases`, `they applies`, `has improve`, `before apply the cream`.
//!
//! Only what a word can be is known, so that each frame begins with a word that leaves its verb no other reading.

use claimlint_data::words::english;
use claimlint_rules::Slip;
use claimlint_rules::classes::class::Kind;

use super::found_slip::FoundSlip;
use super::line::Line;
use super::roles::Roles;

/// A sentence has at least this many tokens: fewer may be a label.
const SHORTEST_SENTENCE: usize = 5;

/// Finds the verbs of a sentence that are in the wrong form.
pub fn find(line: &Line<'_>, found: &mut Vec<FoundSlip>) {
    if line.tokens.len() < SHORTEST_SENTENCE
        || line.block.furniture.is_some()
        || line.block.kind.is_metadata()
    {
        return;
    }
    for at in 0..line.tokens.len() {
        // "well-being replace", "the 20-ounce can offers"
        let is_can_of = line.small(at) == "can" && at > 0 && line.is_behind_hyphen(at - 1);
        if is_can_of || line.is_behind_hyphen(at) {
            continue;
        }
        let frame = match line.small(at) {
            "can" | "will" | "may" | "could" | "would" | "should" | "might" | "must" => after_modal,
            "they" | "we" | "he" | "she" => after_person,
            "i" if line.word(at) == "I" && !is_numeral(line, at) => after_person,
            "you" | "it" => after_subject,
            "this" | "these" | "those" | "few" | "many" | "several" => after_demonstrative,
            "what" | "where" | "how" if at == 0 => after_question,
            "to" => after_to,
            "has" | "have" | "had" => after_have,
            "are" | "were" | "been" | "being" => after_be,
            "of" | "for" | "by" | "without" | "before" | "after" => after_preposition,
            _ => continue,
        };
        if let Some(verb) = frame(line, at) {
            found.push(FoundSlip::new(Slip::VerbForm, line.span(at).join(line.span(verb)), ""));
        }
    }
}

/// Whether a token is a word in small letters right behind the one before it, and no part of a compound.
fn follows(line: &Line<'_>, at: usize) -> bool {
    line.is_known_small(at)
        && line.has_space_after(at - 1)
        && !line.document.text()[line.span(at).end()..].starts_with(['-', '/', '\''])
        && !line.is_address(at)
}

/// The verb after a word, an adverb between the two left out.
fn verb_after(line: &Line<'_>, at: usize) -> Option<usize> {
    let next = at + 1;
    let is_between = matches!(
        line.small(next),
        "also"
            | "often"
            | "usually"
            | "always"
            | "really"
            | "generally"
            | "typically"
            | "never"
            | "only"
            | "still"
            | "even"
    );
    let verb = next + usize::from(is_between && follows(line, next));
    follows(line, verb).then_some(verb)
}

/// Whether a noun may stand before a place with its article, so that a word there is a noun: "a can", "the will".
fn is_noun_at(line: &Line<'_>, at: usize) -> bool {
    at.checked_sub(1).is_some_and(|before| {
        let roles = line.roles(before);
        roles.has(Roles::DETERMINER | Roles::PREPOSITION)
            && !matches!(line.small(before), "this" | "that" | "these" | "those" | "all")
            || roles.can_be(Kind::Adjective) && !roles.can_be(Kind::Singular) && !roles.has(Roles::PRONOUN)
    })
}

/// "It can increases redness", "it will helped".
fn after_modal(line: &Line<'_>, at: usize) -> Option<usize> {
    let verb = verb_after(line, at)?;
    let (roles, small) = (line.roles(verb), line.small(verb));
    let is_be_or_have = matches!(small, "is" | "are" | "was" | "has" | "been" | "being");
    let is_other_form = (roles.can_be(Kind::Third) || roles.is_only(Kind::Ing) || is_past(roles))
        && !roles.can_be(Kind::Base);
    // "Will results last?", "May treatments bring relief": a question or a wish has its subject there.
    let asks = at == 0 || !line.is_known(at - 1) || !line.has_space_after(at - 1);
    let is_month = line.small(at) == "may" && line.word(at) != "may";
    let is_joined = at > 0
        && matches!(
            line.small(at - 1),
            "and" | "or" | "but" | "as" | "than" | "how" | "what" | "so" | "where"
        );
    let goes_on = line.is_word(verb + 1) || is_be_or_have;
    let leads = at.checked_sub(1).map_or(Roles::default(), |before| line.roles(before));
    // "A spray can reduces waste"
    let is_thing = at > 0
        && (matches!(
            line.small(at - 1),
            "spray"
                | "aerosol"
                | "paint"
                | "tin"
                | "soda"
                | "watering"
                | "trash"
                | "free"
                | "living"
                | "good"
                | "steel"
        ) || !(leads.can_be(Kind::Singular) || leads.can_be(Kind::Plural) || leads.has(Roles::PRONOUN)));
    let is_noun = roles.can_be(Kind::Plural) && (is_thing && !has_object_after(line, verb) || is_joined);
    ((is_be_or_have && small != "are" || is_other_form && !is_noun && goes_on)
        && !asks
        && !is_month
        && !(is_joined && is_be_or_have)
        && !is_noun_at(line, at))
    .then_some(verb)
}

/// Whether a word can be nothing but a verb in the past.
fn is_past(roles: Roles) -> bool {
    roles.is_only(Kind::Past)
        || roles.can_be(Kind::Past)
            && !roles.can_be(Kind::Adjective)
            && !roles.can_be(Kind::Singular)
            && !roles.can_be(Kind::Adverb)
}

/// Whether a group of words begins behind a verb, as its object does.
fn has_object_after(line: &Line<'_>, at: usize) -> bool {
    matches!(
        line.small(at + 1),
        "the"
            | "a"
            | "an"
            | "your"
            | "our"
            | "their"
            | "its"
            | "this"
            | "these"
            | "every"
            | "each"
            | "any"
            | "it"
            | "them"
            | "his"
            | "her"
            | "my"
    ) && line.has_space_after(at)
}

/// "They applies it", "we is", "she have": these are subjects and nothing else.
fn after_person(line: &Line<'_>, at: usize) -> Option<usize> {
    let verb = verb_after(line, at)?;
    let (roles, small) = (line.roles(verb), line.small(verb));
    let is_one = matches!(line.small(at), "he" | "she");
    let is_wrong = if is_one {
        matches!(small, "have" | "are" | "were" | "do" | "don't")
    } else {
        matches!(small, "is" | "was" | "has" | "does" | "doesn't" | "isn't" | "wasn't")
            || roles.can_be(Kind::Third) && !roles.can_be(Kind::Base)
    };
    let before = at.checked_sub(1).map_or("", |before| line.small(before));
    // "What does he have?", "if she were", "asks that he have"
    let is_open = !is_one
        || !matches!(
            before,
            "if" | "that"
                | "does"
                | "did"
                | "do"
                | "can"
                | "will"
                | "would"
                | "should"
                | "could"
                | "may"
                | "than"
                | "or"
                | "and"
                | "though"
                | "unless"
                | "wish"
                | "as"
        );
    let is_plain = at == 0 || line.has_space_after(at - 1) || !line.is_word(at - 1);
    let is_wrong = is_wrong && !(line.word(at) == "I" && matches!(small, "was" | "wasn't"))
        || line.word(at) == "I"
            && matches!(small, "are" | "were" | "aren't")
            && !matches!(before, "if" | "though" | "wish" | "that" | "and" | "or" | "than" | "as" | "you");
    (is_wrong && is_open && is_plain && !is_noun_at(line, at)).then_some(verb)
}

/// Whether "I" is a number or a letter: "type I is".
fn is_numeral(line: &Line<'_>, at: usize) -> bool {
    at > 0
        && (english::BEFORE_NUMERALS.contains(line.small(at - 1))
            || line.word(at - 1).starts_with(char::is_uppercase))
}

/// Words that a subject follows, and no object.
const OPENERS: [&str; 16] = [
    "if", "when", "because", "that", "what", "how", "while", "where", "once", "until", "although", "so",
    "before", "after", "as", "whenever",
];

/// "If you applies it", "because it contain oil".
fn after_subject(line: &Line<'_>, at: usize) -> Option<usize> {
    let verb = verb_after(line, at)?;
    let before = at.checked_sub(1).map_or("", |before| line.small(before));
    let is_led_in = line.small(at) == "it"
        && matches!(before, "," | "but" | "and" | "since" | "believe" | "think" | "say" | "know");
    let is_open = at == 0 || (OPENERS.contains(&before) || is_led_in) && line.has_space_after(at - 1);
    let (roles, small) = (line.roles(verb), line.small(verb));
    let is_wrong = if line.small(at) == "you" {
        matches!(small, "is" | "was" | "has" | "does" | "doesn't" | "isn't" | "wasn't")
            || roles.can_be(Kind::Third)
                && !roles.can_be(Kind::Base)
                && (roles.is_third() || has_object_after(line, verb))
    } else {
        // "so that it remain", "before it become": only a wish has these forms.
        !matches!(before, "that" | "if" | "before" | "until" | "so" | "as" | "what" | "how")
            && (matches!(small, "have" | "are" | "don't" | "do")
                || roles.is_only(Kind::Base)
                || is_led_in && roles.can_be(Kind::Base) && has_object_after(line, verb))
            && !(matches!(before, "," | "and") && lets(line, at))
    };
    (is_open && is_wrong).then_some(verb)
}

/// Whether somebody lets something happen before a place, wishes it, or asks: "let it rest and it dry", "should it", "you and it have".
fn lets(line: &Line<'_>, at: usize) -> bool {
    (0..at).any(|before| {
        matches!(
            line.small(before),
            "let"
                | "lets"
                | "make"
                | "makes"
                | "help"
                | "helps"
                | "see"
                | "watch"
                | "have"
                | "suggest"
                | "recommend"
                | "insist"
                | "should"
                | "would"
                | "if"
        )
    }) || at > 1
        && line.small(at - 1) == "and"
        && !(0..at - 1).any(|before| line.roles(before).has(Roles::AUXILIARY))
}

/// A question is about a noun at most this many tokens behind its verb.
const LONGEST_QUESTION: usize = 5;

/// "What is the advantages of it?": the noun behind the verb is several.
fn after_question(line: &Line<'_>, at: usize) -> Option<usize> {
    let verb = at + 1;
    let is_one = matches!(line.small(verb), "is" | "was" | "does") && line.has_space_after(at);
    let leads = matches!(line.small(verb + 1), "the" | "your" | "our" | "their" | "these" | "those" | "some");
    if !is_one || !leads {
        return None;
    }
    let noun = (verb + 2..verb + 2 + LONGEST_QUESTION).find(|noun| {
        let roles = line.roles(*noun);
        !roles.qualifies() || roles.can_be(Kind::Plural)
    })?;
    let is_several = line.roles(noun).is_only(Kind::Plural)
        && !line.roles(noun).has(Roles::CROWD)
        && !matches!(
            line.small(noun),
            "news" | "means" | "series" | "headquarters" | "basics" | "whereabouts"
        );
    let ends = matches!(line.small(noun + 1), "of" | "for" | "in" | "to" | "?" | "after" | "before" | "with");
    (is_several && ends && (verb..=noun).all(|word| line.is_known(word))).then_some(verb)
}

/// "This are the oils", "these is best": at the beginning of a sentence or a clause they are subjects.
fn after_demonstrative(line: &Line<'_>, at: usize) -> Option<usize> {
    let verb = verb_after(line, at)?;
    let before = at.checked_sub(1).map_or("", |before| line.small(before));
    let is_open = at == 0
        || matches!(
            before,
            "because" | "if" | "when" | "but" | "so" | "although" | "while" | "whereas" | "though"
        );
    let small = line.small(verb);
    let is_wrong = match line.small(at) {
        "this" => matches!(small, "are" | "were" | "have" | "don't"),
        _ => matches!(small, "is" | "was" | "has" | "does" | "doesn't"),
    };
    // "If this were"
    let is_wish = small == "were" && before == "if";
    (is_open && is_wrong && !is_wish && line.is_word(verb + 1)).then_some(verb)
}

/// "Enable it to uses the shop", "easier to swallows".
fn after_to(line: &Line<'_>, at: usize) -> Option<usize> {
    let verb = verb_after(line, at).filter(|verb| *verb == at + 1)?;
    let roles = line.roles(verb);
    // "to improves hydration": a word that is nothing but a verb needs no object.
    let is_third = roles.can_be(Kind::Third)
        && !roles.can_be(Kind::Base)
        && (has_object_after(line, verb)
            || roles.is_third() && line.is_known_small(verb + 1)
            || line.roles(verb + 1).has(Roles::PREPOSITION)
                && at.checked_sub(1).is_some_and(|before| {
                    line.roles(before).is_only(Kind::Past)
                        && matches!(
                            line.small(before),
                            "trained" | "designed" | "formulated" | "used" | "learned"
                        )
                }));
    let leads = at.checked_sub(1).is_some_and(|before| line.is_known(before) && line.has_space_after(before));
    // "It leads to results the next day": a noun, unless what is before asks for a verb.
    let asks_for_verb = at.checked_sub(1).is_some_and(|before| {
        let roles = line.roles(before);
        roles.has(Roles::PRONOUN)
            || matches!(
                line.small(before),
                "want"
                    | "wants"
                    | "need"
                    | "needs"
                    | "how"
                    | "able"
                    | "easy"
                    | "easier"
                    | "enough"
                    | "ready"
                    | "designed"
                    | "order"
                    | "try"
                    | "hope"
                    | "used"
                    | "best"
                    | "way"
                    | "helps"
                    | "help"
                    | "cookies"
                    | "safe"
                    | "have"
                    | "has"
                    | "going"
                    | "likely"
                    | "what"
                    | "where"
                    | "when"
                    | "not"
                    | "trained"
                    | "formulated"
                    | "power"
                    | "ability"
                    | "aim"
                    | "aims"
                    | "tend"
                    | "tends"
                    | "trying"
                    | "wanted"
                    | "deserve"
                    | "wish"
                    | "learn"
            )
    });
    let may_be_noun = roles.can_be(Kind::Plural) && !asks_for_verb;
    (leads && is_third && !may_be_noun && line.small(verb) != "is").then_some(verb)
}

/// "It has improve", "they have receive".
fn after_have(line: &Line<'_>, at: usize) -> Option<usize> {
    let verb = verb_after(line, at)?;
    let roles = line.roles(verb);
    // "You have edit access": before a noun it is one of a kind.
    let next = line.roles(verb + 1);
    let is_base = roles.is_only(Kind::Base) && !next.can_be(Kind::Singular) && !next.can_be(Kind::Plural);
    let asks = at == 0;
    (is_base && !asks && !is_noun_at(line, at)).then_some(verb)
}

/// "They are use for", "it has been recommend".
fn after_be(line: &Line<'_>, at: usize) -> Option<usize> {
    let verb = verb_after(line, at)?;
    (line.roles(verb).is_only(Kind::Base) && at > 0).then_some(verb)
}

/// "Before apply the cream", "for improve the skin".
fn after_preposition(line: &Line<'_>, at: usize) -> Option<usize> {
    let verb = verb_after(line, at).filter(|verb| *verb == at + 1)?;
    let leads = at == 0 || line.is_known(at - 1) || line.word(at - 1) == ",";
    (line.roles(verb).is_only(Kind::Base) && has_object_after(line, verb) && leads).then_some(verb)
}
