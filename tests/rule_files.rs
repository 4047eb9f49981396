//! Rule files: ours do what they say, and so do a user's.

use std::collections::BTreeSet;
use std::sync::Arc;

use claimlint_base::toml_fault::TomlSource;
use claimlint_rules::{Definitions, RuleKind};

use crate::common::{Folder, Run, claimlint, project, run};

fn built_in() -> Definitions {
    let (definitions, faults) =
        Definitions::read(&claimlint_builtin::rule_files(), claimlint_builtin::classes());
    assert!(faults.is_empty(), "{faults:#?}");
    definitions
}

#[test]
fn every_example_of_the_built_in_rules_does_what_it_says() {
    let definitions = built_in();
    let rules = definitions.rules.iter().map(|one| &one.examples);
    let masks = definitions.masks.iter().map(|one| &one.examples);
    let hedges = definitions.hedges.iter().map(|one| &one.examples);
    let examples: usize = rules.chain(masks).chain(hedges).map(|all| all.flag.len() + all.pass.len()).sum();
    let shown = run(&["rules", "test", "--no-config"]);
    let out = shown.out.replace(',', "");
    let (passed, rows) = out.split_once(" examples passed\n").unwrap_or_else(|| panic!("{out}"));
    // Some are checked by two sets of rules, and count twice.
    assert!(passed.parse::<usize>().unwrap() >= examples, "{out}");
    assert!(shown.status == 0 && rows.ends_with(" rows: all reached\n"), "{out}");
}

#[test]
fn built_in_patterns_hold_to_what_is_asked_of_a_users() {
    // At every start this check would cost more than all the rest of the reading.
    let as_users = |source: Arc<TomlSource>| Arc::new(TomlSource { built_in: false, ..(*source).clone() });
    let sources: Vec<_> = claimlint_builtin::rule_files().into_iter().map(as_users).collect();
    let (_, faults) = Definitions::read(&sources, claimlint_builtin::classes());
    assert!(faults.is_empty(), "{faults:#?}");
}

#[test]
fn every_claim_rests_on_a_norm_read_at_its_address() {
    let definitions = built_in();
    let rules = definitions.rules.iter().map(|one| &one.rule);
    for rule in rules.filter(|rule| rule.kind() == RuleKind::Claim) {
        assert!(!rule.norms.is_empty(), "{} names no norm", rule.id);
        for norm in &rule.norms {
            assert!(norm.url.starts_with("https://"), "{}: {norm:?}", rule.id);
        }
    }
}

#[test]
fn a_phrase_is_in_a_list_once() {
    for source in claimlint_builtin::rule_files() {
        let file: toml::Table = source.text.parse().unwrap();
        let mut tables = vec![&file];
        for kind in ["rule", "mask", "hedge"] {
            tables.extend(
                file.get(kind)
                    .and_then(|list| list.as_array())
                    .into_iter()
                    .flatten()
                    .filter_map(|one| one.as_table()),
            );
        }
        tables.extend(file.get("lexicon").and_then(|lists| lists.as_table()));
        for (key, value) in tables.into_iter().flatten() {
            let texts = value.as_array().into_iter().flatten().filter_map(|text| text.as_str());
            let mut seen = BTreeSet::new();
            let twice: Vec<&str> = texts.filter(|text| !seen.insert(*text)).collect();
            assert!(twice.is_empty(), "{}, {key}: {twice:?}", source.name);
        }
    }
}

#[test]
fn every_list_of_words_is_named_by_a_phrase() {
    let sources = claimlint_builtin::rule_files();
    let lines = sources.iter().flat_map(|source| source.text.lines()).filter(|line| !line.starts_with('#'));
    let text = lines.collect::<Vec<_>>().join("\n");
    for source in &sources {
        let file: toml::Table = source.text.parse().unwrap();
        for name in
            file.get("lexicon").and_then(|lists| lists.as_table()).into_iter().flat_map(toml::Table::keys)
        {
            let is_named = ['>', ':', '|'].iter().any(|end| text.contains(&format!("<{name}{end}")));
            assert!(is_named, "{}: nothing names `{name}`", source.name);
        }
    }
}

#[test]
fn every_fault_of_a_rule_file_is_reported_at_once_with_a_caret() {
    for name in ["classes", "consistency", "fields", "forms", "markets", "phrases", "syntax"] {
        let path = format!("fixtures/rules/broken/{name}.toml");
        let run = run(&["check", "--no-config", "--rules", &path, "fixtures/clean"]);
        assert_eq!((run.status, run.out.as_str()), (2, ""), "{name}");
        insta::assert_snapshot!(name, run.err);
    }
}

#[test]
fn all_faults_in_a_folder_of_rule_files_are_reported() {
    let run = run(&["rules", "test", "--no-config", "fixtures/rules/broken"]);
    assert_eq!(run.status, 2);
    for name in ["classes", "consistency", "fields", "forms", "markets", "phrases", "syntax"] {
        assert!(run.err.contains(&format!("fixtures/rules/broken/{name}.toml:")), "{name}: {}", run.err);
    }
}

#[test]
fn rules_that_are_not_there_are_named() {
    let run = run(&["check", "--no-config", "--rules", "no-such-rules", "fixtures/clean"]);
    assert_eq!(run.status, 2);
    assert!(
        run.err.contains("cannot read the rules in no-such-rules: there is no such file or folder"),
        "{}",
        run.err
    );
}

const COPY: &str = "\
The most loved glow ritual is game-changing.

The most loved corner of the house is painless.

It is the most powerful peel.
";

/// Severity, rule and words of each finding.
fn findings(run: &Run) -> Vec<String> {
    let text = |one: &serde_json::Value, key: &str| one[key].as_str().unwrap().to_owned();
    run.diagnostics()
        .iter()
        .map(|one| format!("{} {}: {}", text(one, "severity"), text(one, "rule"), text(one, "text")))
        .collect()
}

#[test]
fn a_house_adds_rules_words_severities_and_exceptions_and_switches_rules_off() {
    let folder = Folder::new().file("a.txt", COPY);
    let house = project().join("fixtures/rules/house");
    let house = house.to_str().unwrap();
    let plain = folder.run(&["check", "--format", "json"]);
    assert_eq!(
        findings(&plain),
        [
            "warning unsupported-superlative: The most loved glow",
            "warning hype: game-changing",
            "warning unsupported-superlative: The most loved",
            "error absolute-safety: painless",
            "warning unsupported-superlative: the most powerful peel",
        ]
    );
    let with_house = folder.run(&["check", "--format", "json", "--rules", house, "--ignore", "hype"]);
    assert_eq!(
        findings(&with_house),
        [
            "error unsupported-superlative: The most loved glow ritual",
            "note house-word: game-changing",
            "error unsupported-superlative: the most powerful peel",
        ]
    );
}

#[test]
fn the_examples_of_a_users_rules_are_run_alone() {
    let good = run(&["rules", "test", "--no-config", "fixtures/rules/house"]);
    assert_eq!((good.status, good.out.as_str()), (0, "4 examples passed\n1 row: all reached\n"));
    let text = std::fs::read_to_string(project().join("fixtures/rules/house/house.toml")).unwrap();
    let bad = text
        .replace("It takes skin care to the [[next level]].", "It takes skin care one [[step]] on.")
        .replace("The next step is toner.", "The next level is toner.");
    let folder = Folder::new().file("house.toml", bad);
    let run = folder.run(&["rules", "test", "house.toml"]);
    assert_eq!(run.status, 1);
    insta::assert_snapshot!(run.out);
}

/// A rule with these keys and values, which finds "glow" and "shine" in its examples.
fn own_rule(keys: &str) -> String {
    format!(
        "[pack]\nname = 'own'\n[[rule]]\nid = 'own-word'\ncategory = 'superlative'\nseverity = 'note'\n\
         message = '“{{match}}” says little'\nwhy = 'It is a test.'\nhelp = 'Leave it out.'\n\
         examples.flag = ['A [[glow]] for all.', 'It brings [[shine]] and gloss.']\n\
         examples.pass = ['A cream.', 'A soap.']\n{keys}\n"
    )
}

/// What `claimlint rules test` says about a rule file.
fn tested(rules: &str) -> Run {
    Folder::new().file("own.toml", rules).run(&["rules", "test", "own.toml"])
}

#[test]
fn a_row_that_no_example_reaches_fails_and_is_named_with_its_line() {
    let rules = own_rule(
        "kind = 'phrase'\nphrases = [\n    'glow',\n    'shine',\n    'gloss',\n    'radiance [of skin]',\n]",
    );
    let run = tested(&rules);
    // No example marks the gloss that one has.
    let expected = "\
own-word: no example reaches this row; add an example, or delete the row
    own.toml:16: gloss
own-word: no example reaches this row; add an example, or delete the row
    own.toml:17: radiance [of skin]
4 examples passed
4 rows: 2 not reached
";
    assert_eq!((run.status, run.out.as_str(), run.err.as_str()), (1, expected, ""));
}

#[test]
fn a_row_is_reached_where_another_row_covers_its_words() {
    let rules =
        own_rule("kind = 'phrase'\nphrases = ['a glow for all', 'glow', '(brings|has) shine', 'shine']");
    let run = tested(&rules);
    assert_eq!((run.status, run.out.as_str()), (0, "4 examples passed\n4 rows: all reached\n"));
}

#[test]
fn a_row_in_an_example_of_another_rule_is_not_reached() {
    let other = "
        [[rule]]
        id = 'other-word'
        kind = 'phrase'
        category = 'superlative'
        severity = 'note'
        message = '“{match}” says little'
        why = 'It is a test.'
        help = 'Leave it out.'
        phrases = ['gleam', 'shine']
        examples.flag = ['A [[gleam]] for all.', 'It has a [[gleam]].']
        examples.pass = ['A cream.', 'A soap.']
    ";
    let run =
        tested(&format!("{}{other}", own_rule("kind = 'phrase'\nphrases = ['glow', 'shine', 'gleam']")));
    assert_eq!(run.status, 1);
    assert!(
        run.out.contains("own-word: no example") && run.out.contains("other-word: no example"),
        "{}",
        run.out
    );
    assert!(run.out.ends_with("5 rows: 2 not reached\n"), "{}", run.out);
}

#[test]
fn patterns_and_replacements_are_rows_and_exceptions_are_not() {
    let pattern =
        own_rule("kind = 'phrase'\npatterns = ['glow|shine', 'r[ae]diance']\nexcept = ['glow worm']");
    let run = tested(&pattern);
    assert!(run.status == 1 && run.out.contains("    own.toml:13: r[ae]diance\n"), "{}", run.out);
    assert!(run.out.ends_with("2 rows: 1 not reached\n"), "{}", run.out);
    let keys =
        "kind = 'replace'\nreplace = { 'glow' = 'light', 'shine' = 'light', 'the [[glos]]' = 'gloss' }";
    let run = tested(&own_rule(keys));
    assert!(run.status == 1 && run.out.contains("    own.toml:13: the [[glos]]\n"), "{}", run.out);
    assert!(run.out.ends_with("3 rows: 1 not reached\n"), "{}", run.out);
}

#[test]
fn masks_hedges_and_contradictions_have_rows_too() {
    let rules = "
        [pack]
        name = 'own'
        [[mask]]
        id = 'own-games'
        scope = 'sentence'
        why = 'It is about games.'
        phrases = ['board game', 'card game']
        examples.pass = ['The best peel is a board game.', 'A board game for the best clinic in town.']
        examples.flag = ['It is the best peel in town.', 'A card game. It is the best peel in town.']
        [[hedge]]
        id = 'own-hedge'
        why = 'It limits a claim.'
        phrases = ['perhaps', 'they say']
        examples.flag = ['Perhaps it is the best peel in town.', 'It is perhaps the best peel in town.']
        examples.pass = ['It is the best peel in town.', 'They rest. It is the best peel in town.']
        [[rule]]
        id = 'own-conflict'
        kind = 'conflict'
        category = 'consistency'
        severity = 'warning'
        message = '“{match}” here, but “{against}” there'
        why = 'Readers believe the worse of the two.'
        help = 'Say which one holds.'
        phrases = ['vegan']
        against = ['beeswax', 'lanolin']
        examples.flag = ['The balm is [[vegan]]. It holds [[beeswax]].', 'A [[vegan]] balm. It holds [[beeswax]].']
        examples.pass = ['The balm is vegan.', 'The balm holds beeswax.']
    ";
    let run = tested(rules);
    for (id, line, row) in
        [("own-conflict", 26, "lanolin"), ("own-games", 8, "card game"), ("own-hedge", 14, "they say")]
    {
        let named = format!(
            "{id}: no example reaches this row; add an example, or delete the row\n    own.toml:{line}: {row}\n"
        );
        assert!(run.out.contains(&named), "{}", run.out);
    }
    assert!(run.status == 1 && run.out.ends_with("7 rows: 3 not reached\n"), "{}", run.out);
}

#[test]
fn the_configuration_names_rule_files_from_its_own_folder() {
    let house = std::fs::read_to_string(project().join("fixtures/rules/house/house.toml")).unwrap();
    let folder = Folder::new()
        .file("claimlint.toml", "rules = ['style']\nselect = ['house']\n")
        .file("style/house.toml", house)
        .file("drafts/a.txt", COPY);
    let output =
        claimlint().current_dir(folder.path("drafts")).args(["check", "--format", "json"]).output().unwrap();
    assert_eq!(Run::of(output).rules(), ["house-word"]);
    assert!(folder.run(&["rules"]).out.contains("House style (house)"));
    assert!(folder.run(&["explain", "house-word"]).out.contains("Say what changes, and for whom."));
}

#[test]
fn a_rule_may_show_its_words_in_any_letters_and_hyphens() {
    let rule = "
        [pack]
        name = 'own'
        [[rule]]
        id = 'own-word'
        kind = 'replace'
        category = 'typo'
        severity = 'warning'
        message = '“{match}” for “{right}”'
        why = 'It is how we write it.'
        help = 'Write it as we do.'
        examples.flag = ['A [[crème brulée]] mask.', 'An [[e mail]] list.']
        examples.pass = ['A crème brûlée mask.', 'An email list.']
        [rule.replace]
        'crème brulée' = 'crème brûlée'
        'e mail' = 'email'
    ";
    let folder = Folder::new().file("own.toml", rule).file("a.md", "CRÈME\u{a0}BRULÉE by **E**-mail.\n");
    let tested = folder.run(&["rules", "test", "own.toml"]);
    assert_eq!((tested.status, tested.err.as_str()), (0, ""), "{}", tested.out);
    let run = folder.run(&["check", "--format", "json", "--rules", "own.toml", "--select", "own"]);
    let report = run.json();
    let found: Vec<&str> = report["files"][0]["diagnostics"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["text"].as_str().unwrap())
        .collect();
    assert_eq!(found, ["CRÈME BRULÉE", "E-mail"]);
}
