//! Rules of kind `replace`: wrong words, with the right ones as a fix in the case of the wrong ones.

use std::borrow::Cow;
use std::sync::Arc;

use claimlint_rules::tokens::spellings;
use claimlint_rules::{Forms, Replacement, Rule};
use claimlint_text::SentenceId;

use super::Subject;
use super::context::Hit;
use super::phrase;
use super::silence::{Reason, Trace};
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
    let words = document.words_of(hit.span);
    let replacement = hit.replacement.and_then(|index| rule.replace.get(index));
    let Some(right) = replacement.and_then(|replacement| right_words(words, &rule.forms, replacement)) else {
        return trace.silent(document, hit, || Reason::Formless);
    };
    let right = in_case_of(words, &right);
    if right == words {
        return trace.silent(document, hit, || Reason::Right);
    }
    if right.contains('\'') && document.text()[hit.span.end()..].starts_with('\'') {
        return trace.silent(document, hit, || Reason::Possessive);
    }
    let mut diagnostic = phrase::finding(subject, rule, hit, sentence);
    diagnostic.message = diagnostic.message.replace("{right}", &right);
    // Words that markup runs through are left to a person.
    if document.is_unbroken(hit.span) {
        diagnostic.fix = Some(Fix {
            title: format!("replace with \u{201C}{right}\u{201D}"),
            safety: rule.safety,
            edits: vec![Edit { span: diagnostic.span, text: right }],
        });
    }
    Some(diagnostic)
}

/// The right words, with the right form of the word found where they ask for one.
fn right_words<'r>(wrong: &str, forms: &[Forms], replacement: &'r Replacement) -> Option<Cow<'r, str>> {
    let Some((name, table)) = &replacement.forms else { return Some(Cow::Borrowed(&replacement.right)) };
    let forms = forms.get(*table)?;
    let words: Vec<String> = spellings(wrong).into_iter().map(|(word, _)| word).collect();
    let longest_first = (1..=words.len()).rev().flat_map(|length| words.windows(length));
    let form = longest_first.filter_map(|words| forms.get(&words.join(" "))).next()?;
    Some(Cow::Owned(replacement.right.replace(name.as_str(), form)))
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
        return right.to_uppercase();
    }
    if first.is_uppercase() { with_capital(right) } else { right.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_right_form_is_that_of_the_word_found() {
        let forms =
            [("lifts".to_owned(), "lift".to_owned()), ("breaks down".to_owned(), "break down".to_owned())];
        let replacement =
            Replacement { wrong: Vec::new(), right: "to <verb>".into(), forms: Some(("<verb>".into(), 0)) };
        let forms = [Forms::new(&forms.into())];
        let right_words = |wrong| right_words(wrong, &forms, &replacement);
        assert_eq!(right_words("to Lifts").as_deref(), Some("to lift"));
        assert_eq!(right_words("to breaks-down").as_deref(), Some("to break down"));
        assert_eq!(right_words("to lift"), None);
    }

    #[test]
    fn the_right_word_takes_the_case_of_the_wrong_one() {
        assert_eq!(in_case_of("benfits", "benefits"), "benefits");
        assert_eq!(in_case_of("Benfits", "benefits"), "Benefits");
        assert_eq!(in_case_of("BENFITS", "benefits"), "BENEFITS");
        assert_eq!(in_case_of("Your", "you're"), "You're");
    }
}
