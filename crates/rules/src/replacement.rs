//! What rules of kind `replace` put in the place of wrong words.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::classes::Classes;
use super::classes::class::Kind;
use super::kinds::Safety;
use super::tokens::spellings;

/// The right words of a rule of kind `replace`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Replace {
    /// One for each phrase that the rule replaces, in the order of the phrases.
    pub(crate) replacements: Vec<Replacement>,
    /// The tables that the replacements choose a form from.
    pub(crate) forms: Vec<Forms>,
    /// How far the fix may be trusted.
    pub safety: Safety,
}

/// What belongs in the place of one phrase.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Replacement {
    /// The right words.
    pub right: String,
    /// Where these have a `<name>`: what belongs in its place.
    pub blank: Option<Blank>,
}

/// A `<name>` in right words. A form of the word that was found takes its place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Blank {
    /// The name as it is written, brackets included.
    pub text: String,
    /// Where the form is from.
    pub from: Origin,
}

/// Where the form of a word is from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Origin {
    /// A table, as an index into [`Replace::forms`].
    Table(usize),
    /// The classes of words: one of these kinds is found, and becomes another.
    Classes(Vec<Kind>, Kind),
}

impl Replace {
    /// The right words as they are written, in the order of their phrases.
    pub fn right(&self) -> impl Iterator<Item = &str> {
        self.replacements.iter().map(|one| one.right.as_str())
    }

    /// What belongs in the place of the words that a phrase matched, by the index of its replacement. `None` where it
    /// asks for a form of one of these words and no form is known.
    pub fn right_words(&self, replacement: usize, wrong: &str, classes: &Classes) -> Option<Cow<'_, str>> {
        let Replacement { right, blank } = self.replacements.get(replacement)?;
        let Some(blank) = blank else { return Some(Cow::Borrowed(right)) };
        let words: Vec<String> = spellings(wrong).into_iter().map(|(word, _)| word).collect();
        let form = match &blank.from {
            Origin::Table(index) => {
                let forms = self.forms.get(*index)?;
                let longest_first = (1..=words.len()).rev().flat_map(|length| words.windows(length));
                longest_first.filter_map(|words| forms.get(&words.join(" "))).next()?.to_owned()
            }
            Origin::Classes(from, to) => {
                words.iter().find_map(|word| from.iter().find_map(|from| classes.form(word, *from, *to)))?
            }
        };
        Some(Cow::Owned(right.replace(&blank.text, &form)))
    }
}

/// Words in small letters, and the right form of each, in alphabetical order.
///
/// They are one text: a thousand small strings would have to be allocated at every start, and few documents ask for one.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Forms(String);

impl Forms {
    /// Takes words with their forms. Neither has a line end in it.
    pub fn new(forms: &BTreeMap<String, String>) -> Forms {
        Forms(forms.iter().map(|(word, form)| format!("{word}\n{form}\n")).collect())
    }

    /// The right form of a word.
    pub fn get(&self, word: &str) -> Option<&str> {
        let mut lines = self.0.lines();
        while let (Some(known), Some(form)) = (lines.next(), lines.next()) {
            if known == word {
                return Some(form);
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_right_form_is_that_of_the_word_found() {
        let forms =
            [("lifts".to_owned(), "lift".to_owned()), ("breaks down".to_owned(), "break down".to_owned())];
        let blank = Some(Blank { text: "<verb>".into(), from: Origin::Table(0) });
        let replace = Replace {
            replacements: vec![Replacement { right: "to <verb>".into(), blank }],
            forms: vec![Forms::new(&forms.into())],
            safety: Safety::Safe,
        };
        assert_eq!(replace.right_words(0, "to Lifts", &Classes::default()).as_deref(), Some("to lift"));
        assert_eq!(
            replace.right_words(0, "to breaks-down", &Classes::default()).as_deref(),
            Some("to break down")
        );
        assert_eq!(replace.right_words(0, "to lift", &Classes::default()), None);
    }
}
