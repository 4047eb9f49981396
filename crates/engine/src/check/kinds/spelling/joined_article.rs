//! A word that was joined to an article or to "I", which are too short to be found as other joined words are: `feetI think`, `it is agentle
//! balm`, `withan acid`.

use claimlint_base::span::Span;
use claimlint_data::words::english;
use claimlint_rules::Slip;
use claimlint_rules::classes::class::Kind;

use super::common::{COMMON, common_word};
use super::found_slip::FoundSlip;
use super::layout::goes_on_in_prose;
use super::line::Line;
use super::roles::Roles;
use super::shape::Shape;
use super::unknown::Unknown;

/// A word and "I" without the space between them: "feetI think".
pub fn with_pronoun(line: &Line<'_>, index: usize, word: &Unknown) -> Option<FoundSlip> {
    let (span, whole) = (line.span(index), line.word(index));
    let first = whole.strip_suffix('I').filter(|first| first.len() >= SHORTEST_BEFORE_PRONOUN)?;
    let is_joined = word.shape == Shape::Mixed
        && first.chars().skip(1).all(char::is_lowercase)
        && line.knows(first)
        && english::AFTER_I.contains(line.small(index + 1))
        && line.document.is_unbroken(span);
    is_joined.then(|| {
        let middle = Span::at(span.end() - 1);
        FoundSlip::new(Slip::JoinedWords, span, format!("{first} I")).with_edit(middle, " ")
    })
}

/// A word before "I" has at least this many bytes.
const SHORTEST_BEFORE_PRONOUN: usize = 3;

/// What an article was joined to has at least this many bytes.
const SHORTEST_WITH_ARTICLE: usize = 4;

/// The article joined to the noun or adjective behind it, or to the small word before it, where the words around leave no other reading:
/// "it is agentle balm", "with an acid" as "withan acid".
pub fn article_joined(line: &Line<'_>, index: usize, word: &Unknown) -> Option<FoundSlip> {
    let span = line.span(index);
    let is_plain =
        word.shape == Shape::Small && !word.name && !word.rejected && line.document.is_unbroken(span);
    let small = word.small.as_str();
    // "adressed" is rather "addressed" than "a dressed".
    let is_rather_one = word.meant.as_ref().is_some_and(|meant| {
        meant.distance == 1
            && meant.is_likely
            && meant.entry.level() <= COMMON
            && meant.word.len() > small.len()
    });
    if !is_plain || is_rather_one || !small.is_ascii() || line.word(index) != small {
        return None;
    }
    let is_vowel = |part: &str| part.starts_with(['a', 'e', 'i', 'o', 'u']);
    let found = |first: &str, second: &str| {
        let slip = FoundSlip::new(Slip::JoinedWords, span, format!("{first} {second}"));
        Some(slip.with_edit(Span::at(span.start() + first.len()), " "))
    };
    let leads = index.checked_sub(1).is_some_and(|before| {
        let roles = line.roles(before);
        let is_leading = roles.has(Roles::PREPOSITION | Roles::AUXILIARY | Roles::TAKES_OBJECT)
            || matches!(line.small(before), "as" | "such" | "and" | "or" | "be" | "than");
        is_leading && line.is_known_small(before) && line.has_space_after(before)
    });
    // "such asear"
    let after_such = small.strip_prefix("as").filter(|_| index > 0 && line.small(index - 1) == "such");
    if let Some(rest) =
        after_such.filter(|rest| rest.len() > 2 && common_word(line.dictionary, rest).is_some())
    {
        return found("as", rest);
    }
    for (article, fits) in [("a", false), ("an", true)] {
        let rest = small.strip_prefix(article).filter(|rest| {
            rest.len() >= SHORTEST_WITH_ARTICLE
                && is_vowel(rest) == fits
                && common_word(line.dictionary, rest).is_some()
                && is_named_once(Roles::of(rest))
        });
        if let Some(rest) = rest.filter(|_| leads) {
            return found(article, rest);
        }
        let first = small.strip_suffix(article).filter(|first| {
            first.len() > 2 && (english::JOINED.contains(first) || english::SMALL_WORDS.contains(first))
        });
        let goes_on = || {
            let next = line.small(index + 1);
            goes_on_in_prose(line, index) && is_vowel(next) == fits && is_named_once(line.roles(index + 1))
        };
        if let Some(first) = first.filter(|_| goes_on()) {
            return found(first, article);
        }
    }
    None
}

/// Whether a word can stand behind the article: a noun in the singular, or what qualifies one.
fn is_named_once(roles: Roles) -> bool {
    [Kind::Singular, Kind::Adjective, Kind::Participle].into_iter().any(|kind| roles.can_be(kind))
}

/// The article and its noun or adjective without the space between them: "asoothing".
pub fn with_article(line: &Line<'_>, index: usize, word: &Unknown, meant: &str) -> Option<FoundSlip> {
    let is_joined = word.shape == Shape::Small && word.small.strip_prefix('a') == Some(meant);
    let span = line.span(index);
    (is_joined && line.document.is_unbroken(span) && !meant.starts_with(['a', 'e', 'i', 'o', 'u'])).then(
        || {
            let slip = FoundSlip::new(Slip::JoinedWords, span, format!("a {meant}"));
            slip.with_edit(Span::of(span.start()..span.start() + 1), "a ")
        },
    )
}
