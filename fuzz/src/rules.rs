//! Phrases and rule files: a fault has its bytes, and what is read without one can be compiled and does what it says.

use std::sync::{Arc, LazyLock};

use claimlint::render::{Look, faults};
use claimlint_base::source::Source;
use claimlint_base::toml_fault::{Fault, TomlSource};
use claimlint_engine::Linter;
use claimlint_rules::dictionary::Dictionary;
use claimlint_rules::phrase::{Part, parse};
use claimlint_rules::{Definitions, Library, Selection};
use claimlint_text::{Document, Format};

use super::readers::finds;

/// A rule file whose one rule gets the phrases that are tried.
const HOUSE: &str = r#"
[pack]
name = "house"
title = "House style"

[lexicon]
praise = ["good", "second to none", "well-made"]

[[rule]]
id = "house-word"
kind = "phrase"
category = "superlative"
severity = "note"
message = "“{match}” is not printed here"
why = "It says nothing."
help = "Say what changes."
phrases = ["<praise>"]
examples.flag = ["A [[good]] cream.", "It is [[second to none]]."]
examples.pass = ["A cream.", "It is new."]
"#;

static DEFINITIONS: LazyLock<Definitions> = LazyLock::new(|| {
    let (definitions, faults) =
        Definitions::read(&[Arc::new(TomlSource::new("house.toml", HOUSE))], claimlint_builtin::classes());
    assert_eq!(faults, []);
    definitions
});

/// A first line as a phrase, and the lines below it as copy in which it is looked for.
pub fn phrase(input: &[u8]) {
    let Ok(text) = std::str::from_utf8(input) else { return };
    let (phrase, copy) = text.split_once('\n').unwrap_or((text, ""));
    let read = match parse(phrase) {
        Ok(read) => read,
        Err(fault) => {
            assert!(phrase.get(fault.range.clone()).is_some(), "{fault:?}");
            return;
        }
    };
    for (name, range) in &read.lexicons {
        assert!(phrase.get(range.clone()).is_some_and(|words| words.contains(name.as_str())));
    }
    let is_letters = |word: &str| word.bytes().all(|byte| byte.is_ascii_lowercase());
    let is_plain = words(&read.parts).into_iter().all(is_letters);
    if is_plain {
        let printed = printed(&read.parts);
        assert_eq!(parse(&printed).map(|again| again.parts), Ok(read.parts.clone()), "{printed}");
    }
    if read.lexicons.iter().any(|(name, _)| !DEFINITIONS.lexicons.has(name)) {
        return;
    }
    let mut rule = DEFINITIONS.rules[0].clone();
    rule.sought.phrases = vec![read.parts.clone()];
    let definitions = Definitions {
        packs: DEFINITIONS.packs.clone(),
        rules: vec![rule],
        lexicons: DEFINITIONS.lexicons.clone(),
        ..Definitions::default()
    };
    let linter = linter_of(Library::compile(&definitions), &Selection::default());
    let check = |text: &str| {
        let document = Document::read(&Source::from_text(text), Format::Plain);
        linter.check_without_comments(&document).all
    };
    for one in check(copy) {
        assert!(copy.get(one.span.range()).is_some_and(|words| !words.is_empty()));
    }
    if is_plain {
        let example = example(&read.parts);
        assert!(!check(&example).is_empty(), "{phrase:?} does not find {example:?}");
    }
}

/// Any text as a rule file.
pub fn rule_file(input: &[u8]) {
    let Ok(text) = std::str::from_utf8(input) else { return };
    let source = Arc::new(TomlSource::new("house.toml", text));
    let (definitions, faults) =
        Definitions::read(std::slice::from_ref(&source), claimlint_builtin::classes());
    can_be_shown(&faults);
    let (_, again) = Definitions::read(&[source], claimlint_builtin::classes());
    assert_eq!(again, faults, "the same faults each time");
    if faults.is_empty() {
        let library = Library::compile(&definitions);
        assert_eq!(library, Library::compile(&definitions), "the same each time");
        let linter = linter_of(library, &Selection::only(["all"]));
        // The file itself has its words in it.
        let copy = Source::from_text(text);
        let document = Document::read(&copy, Format::Plain);
        for one in linter.check_without_comments(&document).all {
            assert!(text.get(one.span.range()).is_some());
        }
        finds(&copy, &document);
    }
}

/// A linter of these rules, for all spellings of English.
fn linter_of(library: Library, selection: &Selection) -> Linter {
    let dictionary = Dictionary::plain(claimlint_builtin::english());
    Linter::new(&Arc::new(library), selection, Arc::new(dictionary), Arc::default())
}

/// Each fault is at whole characters of its file, and can be drawn.
pub fn can_be_shown(found: &[Fault]) {
    for fault in found {
        let is_there = fault.range.clone().is_none_or(|range| fault.source.text.get(range).is_some());
        assert!(is_there && !fault.message.is_empty(), "{fault:?}");
    }
    let mut drawn = Vec::new();
    let written = faults::write(found, "in the rules", Look { width: 80, color: false }, &mut drawn);
    assert!(written.is_ok() && String::from_utf8(drawn).is_ok());
}

/// The words of a phrase.
fn words(parts: &[Part]) -> Vec<&str> {
    let mut all = Vec::new();
    for part in parts {
        match part {
            Part::Start | Part::Lexicon(_) | Part::Gap(..) => {}
            Part::Word(word) => all.push(word.as_str()),
            Part::Either(ways) => all.extend(ways.iter().flat_map(|way| words(way))),
            Part::Maybe(way) | Part::Marked(way) => all.extend(words(way)),
        }
    }
    all
}

/// A phrase as somebody would write it.
fn printed(parts: &[Part]) -> String {
    let ways = |ways: &[Vec<Part>]| ways.iter().map(|way| printed(way)).collect::<Vec<_>>().join("|");
    let part = |part: &Part| match part {
        Part::Start => "^".to_owned(),
        Part::Word(word) => word.clone(),
        Part::Lexicon(name) => format!("<{name}>"),
        Part::Gap(low, high) => format!("*{{{low},{high}}}"),
        Part::Either(all) => format!("({})", ways(all)),
        // Brackets that touch would mean something else.
        Part::Maybe(way) => match way.as_slice() {
            [Part::Either(all)] => format!("[ {} ]", ways(all)),
            _ => format!("[ {} ]", printed(way)),
        },
        Part::Marked(way) => match way.as_slice() {
            [Part::Either(all)] => format!("[[ {} ]]", ways(all)),
            _ => format!("[[ {} ]]", printed(way)),
        },
    };
    parts.iter().map(part).collect::<Vec<_>>().join(" ")
}

/// Words that a phrase finds.
fn example(parts: &[Part]) -> String {
    let words = |part: &Part| match part {
        Part::Start => String::new(),
        Part::Word(word) => word.clone(),
        Part::Lexicon(_) => "good".to_owned(),
        Part::Gap(low, _) => vec!["oats"; usize::from(*low)].join(" "),
        Part::Either(ways) => example(&ways[0]),
        Part::Maybe(way) | Part::Marked(way) => example(way),
    };
    parts.iter().map(words).filter(|words| !words.is_empty()).collect::<Vec<_>>().join(" ")
}
