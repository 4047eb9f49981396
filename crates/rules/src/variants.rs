//! Reads the forms of rules of kind `variants`: `micro-needl(e|es|ing)`, `skin care|skin-care`.
//!
//! A group holds forms of which a document should use one. The endings in brackets make one group of a family of words:
//! the first ending of one form belongs to the first of another, and so on. Spellings with `|` between them, outside
//! brackets, are one form, since an open compound takes a hyphen before a noun.

use std::ops::Range;

use claimlint_text::fold;
use serde::{Deserialize, Serialize};

use super::kinds::Safety;
use super::phrase::Part;
use super::tokens::{TokenKind, spellings};

/// The forms among which documents choose.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Variants {
    /// Every spelling of every form.
    pub spellings: Vec<Spelling>,
    /// The groups, which spellings name by index.
    pub groups: Vec<Group>,
    /// Whether all groups are one choice: the first form of one goes with the first form of any other.
    pub together: bool,
    /// How far a fix may be trusted.
    pub safety: Safety,
}

/// Forms of which a document should use one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Group {
    /// For each form, the spellings that a fix writes, ending by ending.
    pub forms: Vec<Vec<String>>,
    /// Whether the second form goes with both sides of a rule whose groups are one choice.
    pub either: bool,
}

/// One spelling of one form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Spelling {
    /// As it is written, in small letters.
    pub text: String,
    /// The group, by its index.
    pub group: usize,
    /// The form in the group, by its index.
    pub form: usize,
    /// Which of the form's endings it has.
    pub ending: usize,
}

/// A spelling as it was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Spelt {
    /// As it is written, in small letters.
    pub text: String,
    /// Its words, which a text is searched for. They do not say whether a hyphen, a space or nothing joins them; the words
    /// found are compared with `text` for that.
    pub words: Vec<Part>,
}

/// A fault in a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct FormFault {
    /// What is wrong and what to write instead.
    pub message: String,
    /// The bytes of the form that are wrong.
    pub range: Range<usize>,
}

impl Variants {
    /// Whether any form is spelt like this.
    pub fn knows(&self, word: &str) -> bool {
        let word = normal(word);
        self.spellings.iter().any(|spelling| spelling.text == word)
    }

    /// What a fix writes for a spelling, to give it another form of its group: the spelling with the same ending.
    pub fn answer<'v>(&'v self, spelling: &'v Spelling, form: usize) -> &'v str {
        self.groups[spelling.group].forms[form].get(spelling.ending).map_or(&spelling.text, String::as_str)
    }
}

/// The spellings of a form, ending by ending: first those that a fix writes, then the ones that count as the same.
///
/// # Errors
/// The first thing wrong with it, with its place.
pub(crate) fn parse(form: &str) -> Result<Vec<Vec<Spelt>>, FormFault> {
    let mut ways = Vec::new();
    for range in ways_of(form)? {
        ways.push(expand(form, range)?);
    }
    if ways.windows(2).any(|pair| pair[0].len() != pair[1].len()) {
        return Err(fault(0..form.len(), "spellings separated by `|` need the same number of endings"));
    }
    Ok(ways)
}

/// The stretches of a form between `|` signs that are outside brackets.
fn ways_of(form: &str) -> Result<Vec<Range<usize>>, FormFault> {
    let mut ways = Vec::new();
    let (mut start, mut open) = (0, None);
    for (at, sign) in form.char_indices() {
        match sign {
            '(' if open.is_some() => return Err(fault(at..at + 1, "endings cannot be nested")),
            '(' => open = Some(at),
            ')' if open.is_none() => return Err(fault(at..at + 1, "this bracket has no partner")),
            ')' => open = None,
            '|' if open.is_none() => {
                ways.push(start..at);
                start = at + 1;
            }
            '|' | ' ' | '-' | '\'' | '\u{2019}' => {}
            _ if sign.is_alphanumeric() => {}
            _ => {
                let range = at..at + sign.len_utf8();
                return Err(fault(
                    range,
                    "a form is words, hyphens and endings, such as `micro-needl(e|es|ing)`",
                ));
            }
        }
    }
    if let Some(open) = open {
        return Err(fault(open..form.len(), "this bracket is not closed with `)`"));
    }
    ways.push(start..form.len());
    Ok(ways)
}

/// The spellings of one stretch, one for each ending.
fn expand(form: &str, range: Range<usize>) -> Result<Vec<Spelt>, FormFault> {
    let way = &form[range.clone()];
    let written: Vec<String> = match way.split_once('(') {
        None => vec![way.to_owned()],
        Some((stem, rest)) => {
            let (endings, tail) = rest.split_once(')').unwrap_or((rest, ""));
            if tail.contains('(') {
                return Err(fault(range, "a form has one list of endings"));
            }
            endings.split('|').map(|ending| [stem, ending, tail].concat()).collect()
        }
    };
    let mut spelt = Vec::new();
    for text in written {
        let text = normal(&text);
        let words = spellings(&text);
        if words.is_empty() || words.iter().any(|(_, kind)| *kind != TokenKind::Word) {
            return Err(fault(range, "a form is one or more words"));
        }
        let words = words.into_iter().map(|(word, _)| Part::Word(word)).collect();
        spelt.push(Spelt { text, words });
    }
    Ok(spelt)
}

/// A spelling as it is compared: folded as documents are, in small letters.
pub(crate) fn normal(word: &str) -> String {
    fold(word.trim()).to_lowercase()
}

fn fault(range: Range<usize>, message: &str) -> FormFault {
    FormFault { message: message.to_owned(), range }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(form: &str) -> Vec<Vec<String>> {
        let ways = parse(form).unwrap();
        ways.into_iter().map(|way| way.into_iter().map(|one| one.text).collect()).collect()
    }

    #[test]
    fn endings_and_joined_spellings_are_written_out() {
        assert_eq!(texts("colour(|s|ed)"), [["colour", "colours", "coloured"]]);
        assert_eq!(texts("Skin care|skin-care"), [["skin care"], ["skin-care"]]);
        assert_eq!(parse("micro-needl(e|ing)").unwrap()[0][1].words.len(), 2);
    }

    #[test]
    fn a_fault_names_its_place() {
        assert_eq!(parse("micro-needl(e|es").unwrap_err().range, 11..16);
        assert_eq!(parse("colour)").unwrap_err().range, 6..7);
        assert_eq!(parse("<colour>").unwrap_err().range, 0..1);
        assert!(parse("a(b|c)d(e)").is_err());
        assert!(parse("skin care|skin-car(e|ed)").is_err());
        assert!(parse("").is_err());
    }
}
