//! What people read is written as `docs/style.md` says: the messages of rules, the help on the command line, the errors, the
//! comments of a new configuration, the descriptions in the schemas. The words to avoid are read from that page, so that there is
//! one list of them. What only a reader can judge is left to readers.

use claimlint_rules::{Definitions, Rule, RuleKind};
use regex::Regex;

use crate::common::{Folder, project, run};
use crate::man::{commands, help};

/// The longest texts that a finding and an option may have, in characters.
const LONGEST_MESSAGE: usize = 100;
const LONGEST_WHY: usize = 240;
const LONGEST_HELP: usize = 220;
const LONGEST_OPTION: usize = 260;

fn read(path: &str) -> String {
    std::fs::read_to_string(project().join(path)).unwrap()
}

/// The words to avoid, as one pattern, from the first column of the last table of the page.
fn avoided() -> Regex {
    let page = read("docs/style.md");
    let (_, table) = page.split_once("## Words to avoid").unwrap();
    let rows = table.lines().filter_map(|line| line.strip_prefix("| ")?.split(" | ").next());
    let words: Vec<String> = rows.skip(1).flat_map(|row| row.split(", ").map(regex::escape)).collect();
    assert!(words.len() > 20, "the table is not read: {words:?}");
    Regex::new(&format!(r"(?i)\b(?:{})\b", words.join("|"))).unwrap()
}

/// The verbs that help may begin with, from the page.
fn verbs() -> Vec<String> {
    let page = read("docs/style.md");
    let (_, list) = page.split_once("begins with one of these verbs: ").unwrap();
    let list = list.split_once('.').unwrap().0.replace('\n', " ");
    list.split(", ").map(|verb| verb.trim().to_owned()).collect()
}

fn definitions() -> Definitions {
    let (definitions, faults) =
        Definitions::read(&claimlint_builtin::rule_files(), claimlint_builtin::classes());
    assert!(faults.is_empty(), "{faults:#?}");
    definitions
}

/// A text without what it quotes.
fn unquoted(text: &str) -> String {
    Regex::new("“[^”]*”").unwrap().replace_all(text, "“”").into_owned()
}

/// What is wrong with the message of a rule.
fn faults_of_message(rule: &Rule) -> Vec<String> {
    let message = rule.message.as_str();
    let plain = unquoted(message);
    let quotes = message.matches("{match}").count();
    let names_fix = [
        "write “{right}”",
        "should be “{right}”",
        "should be “between … {right}”",
        "did you mean “{right}”?",
    ];
    let mut faults = Vec::new();
    let mut expect = |holds: bool, what: &str| {
        if !holds {
            faults.push(format!("{}: {what}: {message}", rule.id));
        }
    };
    expect(message.chars().count() <= LONGEST_MESSAGE, "the message is too long");
    expect(!plain.starts_with(char::is_uppercase), "the message has a capital");
    expect(!plain.ends_with('.'), "the message ends in a full stop");
    expect(![". ", "! ", "? "].iter().any(|end| plain.contains(end)), "the message is more than a sentence");
    expect(quotes <= 1, "the message quotes the words more than once");
    let may_have_none = matches!(rule.kind(), RuleKind::Reference | RuleKind::Suppression);
    expect(quotes == 1 || may_have_none, "the message does not quote the words");
    expect(
        message.contains("“{match}”") || message.contains("“between … {match}”") || quotes == 0,
        "the words are not in quotation marks",
    );
    let has_right = message.contains("{right}");
    expect(
        !has_right || names_fix.iter().any(|fix| message.contains(fix)),
        "the correction is not given as the page says",
    );
    faults
}

#[test]
fn every_message_of_a_rule_follows_the_pattern() {
    let definitions = definitions();
    let verbs = verbs();
    let mut faults = Vec::new();
    for rule in definitions.rules.iter().map(|one| &one.rule) {
        faults.extend(faults_of_message(rule));
        for (text, most) in [(&rule.why, LONGEST_WHY), (&rule.help, LONGEST_HELP)] {
            if text.chars().count() > most || !text.ends_with(['.', '?', ')', '`']) {
                faults.push(format!("{}: too long, or no end: {text}", rule.id));
            }
        }
        let first = rule.help.split(' ').next().unwrap_or_default();
        if !verbs.iter().any(|verb| verb == first) {
            faults.push(format!("{}: help begins with none of the verbs: {}", rule.id, rule.help));
        }
    }
    assert!(faults.is_empty(), "{faults:#?}");
}

#[test]
fn no_rule_mask_or_hedge_uses_a_word_to_avoid() {
    let (definitions, avoided) = (definitions(), avoided());
    let rules = definitions.rules.iter().flat_map(|one| {
        let rule = &one.rule;
        [&rule.message, &rule.why, &rule.help].map(|text| (&rule.id, text))
    });
    let masks = definitions.masks.iter().map(|one| (&one.mask.id, &one.mask.why));
    let hedges = definitions.hedges.iter().map(|one| (&one.hedge.id, &one.hedge.why));
    let found: Vec<_> = rules.chain(masks).chain(hedges).filter(|(_, text)| avoided.is_match(text)).collect();
    assert!(found.is_empty(), "{found:#?}");
    let titles = run(&["rules", "--no-config"]).out;
    assert_eq!(avoided.find(&titles).map(|word| word.as_str()), None);
}

/// What an option or an argument does, as its help says.
fn descriptions(help: &str) -> Vec<String> {
    let mut all = vec![String::new()];
    for line in help.lines() {
        match line.strip_prefix("          ").filter(|text| !text.starts_with(['[', '-', ' '])) {
            Some(text) if !text.starts_with("Possible values:") => {
                let last = all.last_mut().unwrap();
                last.push_str(text);
                last.push(' ');
            }
            _ => all.push(String::new()),
        }
    }
    all.into_iter().map(|text| text.trim().to_owned()).filter(|text| !text.is_empty()).collect()
}

#[test]
fn the_help_of_each_command_says_in_a_sentence_what_an_option_does() {
    let avoided = avoided();
    let mut faults = Vec::new();
    for command in commands(Vec::new()) {
        let help = help(&command);
        let one_line = help.split_whitespace().collect::<Vec<_>>().join(" ");
        faults.extend(avoided.find(&one_line).map(|word| format!("{command:?}: {}", word.as_str())));
        for text in descriptions(&help) {
            let is_short = text.chars().count() <= LONGEST_OPTION;
            let has_form = text.starts_with(|first: char| !first.is_lowercase()) && !text.ends_with('.');
            if !(is_short && has_form) {
                faults.push(format!("{command:?}: {text}"));
            }
        }
    }
    assert!(faults.is_empty(), "{faults:#?}");
}

#[test]
fn a_new_configuration_and_the_schemas_use_no_word_to_avoid() {
    let avoided = avoided();
    let folder = Folder::new();
    assert_eq!(folder.run(&["init"]).status, 0);
    let written = folder.read("claimlint.toml");
    let schemas = ["schemas/config.json", "schemas/rules.json"].map(read);
    for text in [written].iter().chain(&schemas) {
        let found: Vec<&str> = text.lines().filter(|line| avoided.is_match(line)).collect();
        assert!(found.is_empty(), "{found:#?}");
    }
}

/// The string literals of a source file that are a phrase, without its tests, and without the reasons of attributes.
fn phrases(source: &str) -> Vec<String> {
    let source = source.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
    // A comment and the literal of a character may have a quotation mark in them.
    let literal =
        Regex::new(r#"(?s)//[^\n]*|'(?:\\.|[^'\\])'|reason = "[^"]*"|"((?:\\.|[^"\\])*)""#).unwrap();
    let texts = literal.captures_iter(source).filter_map(|one| Some(one.get(1)?.as_str().to_owned()));
    texts.filter(|text| text.split(' ').count() > 2).collect()
}

#[test]
fn no_error_or_line_of_a_report_uses_a_word_to_avoid() {
    let avoided = avoided();
    let mut found = Vec::new();
    let mut read_phrases = 0;
    for root in ["src", "crates"] {
        for entry in ignore::Walk::new(project().join(root)) {
            let path = entry.unwrap().into_path();
            let name = path.to_string_lossy().into_owned();
            let is_ours = name.ends_with(".rs") && !name.contains("/tests/") && !name.ends_with("/tests.rs");
            if is_ours && !name.contains("/crates/data/") {
                let phrases = phrases(&std::fs::read_to_string(&path).unwrap());
                read_phrases += phrases.len();
                found.extend(
                    phrases
                        .into_iter()
                        .filter(|text| avoided.is_match(text))
                        .map(|text| (name.clone(), text)),
                );
            }
        }
    }
    assert!(read_phrases > 500, "the sources are not read: {read_phrases} phrases");
    assert!(found.is_empty(), "{found:#?}");
}
