//! Rules of kind `replace`: wrong words, with the right ones as a fix in the case of the wrong ones.

use std::sync::Arc;

use claimlint_rules::{Body, Rule};
use claimlint_text::SentenceId;

use super::phrase;
use crate::check::matches::Hit;
use crate::check::reason::Plain;
use crate::check::subject::Subject;
use crate::check::trace::Trace;
use crate::diagnostic::{Diagnostic, Edit, Fix};

/// The finding for a match; nothing where the words are right already.
pub fn finding(
    subject: &Subject<'_>,
    rule: &Arc<Rule>,
    hit: &Hit,
    sentence: SentenceId,
    trace: &mut Trace,
) -> Option<Diagnostic> {
    let document = subject.document;
    let mut silent = |why: Plain| {
        trace.note(document, hit.rule, hit.span, || why);
        None
    };
    let words = document.words_of(hit.span);
    let Body::Replace(replace) = &rule.body else { return None };
    let Some(right) =
        hit.replacement.and_then(|index| replace.right_words(index, words, claimlint_builtin::classes()))
    else {
        return silent(Plain::Formless);
    };
    // "your self-esteem": the last word belongs to what the hyphen joins it to.
    let after = &document.text()[hit.span.end()..];
    let goes_on = after.strip_prefix('-').is_some_and(|rest| rest.starts_with(char::is_alphabetic));
    if goes_on && words.contains(' ') {
        return silent(Plain::Code);
    }
    let right = in_case_of(words, &right);
    if right == words {
        return silent(Plain::Right);
    }
    if right.contains('\'') && document.text()[hit.span.end()..].starts_with('\'') {
        return silent(Plain::Possessive);
    }
    let mut diagnostic = phrase::finding(subject, rule, hit, sentence);
    diagnostic.message = diagnostic.message.replace("{right}", &right);
    // Words that markup runs through are left to a person.
    if document.is_unbroken(hit.span) {
        diagnostic.fix = Some(Fix {
            title: format!("replace with \u{201C}{right}\u{201D}"),
            safety: replace.safety,
            edits: vec![Edit { span: diagnostic.span, text: right }],
        });
    }
    Some(diagnostic)
}

/// Words with a capital at the front.
pub fn with_capital(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect()
}

/// The right words, with a capital or in capitals where the wrong ones are.
pub fn in_case_of(wrong: &str, right: &str) -> String {
    let letters = || wrong.chars().filter(|letter| letter.is_alphabetic());
    let Some(first) = letters().next() else { return right.to_owned() };
    if letters().count() > 1 && letters().all(char::is_uppercase) {
        // "FUE technique": the word before it is not spelt like an abbreviation.
        if let Some(added) = right.strip_suffix(&wrong.to_lowercase()).filter(|added| added.ends_with(' ')) {
            return format!("{added}{wrong}");
        }
        return right.to_uppercase();
    }
    if first.is_uppercase() { with_capital(right) } else { right.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_right_word_takes_the_case_of_the_wrong_one() {
        assert_eq!(in_case_of("benfits", "benefits"), "benefits");
        assert_eq!(in_case_of("Benfits", "benefits"), "Benefits");
        assert_eq!(in_case_of("BENFITS", "benefits"), "BENEFITS");
        assert_eq!(in_case_of("Your", "you're"), "You're");
    }
}
