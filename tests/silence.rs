//! `claimlint check --explain-silence`: why a line has no finding where a reader expects one.

use std::sync::Arc;

use claimlint_base::source::Source;
use claimlint_base::span::Span;
use claimlint_engine::Linter;
use claimlint_engine::rule_tests::house;
use claimlint_rules::finder::{Finder, Target};
use claimlint_rules::matcher::{Inputs, Paths};
use claimlint_rules::tokens::tokens;
use claimlint_rules::{Definitions, Library, Rule, RuleDefinition, RuleId, RuleSet, Selection};
use claimlint_text::{Document, Format};
use serde_json::Value;

use crate::common::{Folder, Run, project};

/// What is said about a place in a folder.
fn answer(folder: &Folder, place: &str, more: &[&str]) -> Value {
    let arguments = [&["check", "--format", "json", "--explain-silence", place], more].concat();
    let run = folder.run(&arguments);
    assert_eq!((run.status, run.err.as_str()), (0, ""), "{}", run.out);
    run.json()
}

/// What one rule says about the last line of a text: the words, the reason, and the whole.
fn silence(folder: &Folder, place: &str, rule: &str) -> (String, String, Value) {
    let answer = answer(folder, place, &[]);
    let silent = answer["silent"].as_array().unwrap();
    let of_rule: Vec<&Value> = silent.iter().filter(|one| one["rule"] == rule).collect();
    assert_eq!(of_rule.len(), 1, "{answer:#}");
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    (text(&of_rule[0]["words"]["text"]), text(&of_rule[0]["reason"]), of_rule[0].clone())
}

/// The same for a Markdown file of its own.
fn silence_in(text: &str, line: usize, rule: &str) -> (String, String, Value) {
    silence(&Folder::new().file("a.md", text), &format!("a.md:{line}"), rule)
}

fn printed(folder: &Folder, place: &str) -> String {
    let run = folder.run(&["check", "--explain-silence", place]);
    assert_eq!((run.status, run.err.as_str()), (0, ""), "{}", run.out);
    run.out
}

#[test]
fn a_question_is_named_with_the_mask_and_its_sign() {
    let (words, reason, one) =
        silence_in("Is it the most powerful peel on the market?\n", 1, "unsupported-superlative");
    assert_eq!((words.as_str(), reason.as_str()), ("the most powerful peel on the market", "mask"));
    assert_eq!(one["details"]["mask"], "question");
    assert_eq!(one["details"]["words"]["text"], "?");
    let told = one["explanation"].as_str().unwrap();
    assert!(told.contains("“?” (1:43) in the same sentence triggers the mask `question`"), "{told}");
}

#[test]
fn a_denial_is_named_with_the_word_that_denies() {
    let (words, _, one) =
        silence_in("It is not the most powerful peel there is.\n", 1, "unsupported-superlative");
    assert_eq!(words, "the most powerful peel");
    assert_eq!(one["details"]["mask"], "negation");
    assert_eq!(one["details"]["words"]["text"], "is not");
    assert!(one["explanation"].as_str().unwrap().contains("before it"), "{one:#}");
}

#[test]
fn a_mask_that_the_heading_raises_is_named_with_its_words_and_line() {
    let text = "# Myth 2: a good peel burns\n\nOur clinic has heard it often.\n\nOur peel is suitable for all skin types.\n";
    let (words, reason, one) = silence_in(text, 5, "universal-suitability");
    assert!(words.contains("all skin types"), "{words}");
    assert_eq!(reason, "mask");
    assert_eq!(one["details"]["mask"], "myth-section");
    assert_eq!(one["details"]["words"]["text"], "Myth");
    assert_eq!(one["details"]["heading"]["start"]["line"], 1);
    assert!(
        one["explanation"]
            .as_str()
            .unwrap()
            .contains("“Myth” in the heading “Myth 2: a good peel burns” (1:3)"),
        "{one:#}"
    );
}

#[test]
fn what_somebody_is_quoted_with_is_silent_for_the_quotation() {
    let text = "My neighbour said: \"This is the most powerful peel on the market.\"\n";
    let (_, reason, one) = silence_in(text, 1, "unsupported-superlative");
    assert_eq!(reason, "mask");
    assert_eq!(one["details"]["mask"], "quotation");
    assert!(one["explanation"].as_str().unwrap().starts_with("It is in the quotation “\"This is"), "{one:#}");
}

#[test]
fn words_that_the_rule_excepts_are_named() {
    let house = "[pack]\nname = 'house'\n[[rule]]\nid = 'glow-word'\nkind = 'phrase'\ncategory = 'superlative'\nseverity = 'note'\nmessage = '{match}'\nwhy = 'It says little.'\nhelp = 'Say more.'\nphrases = ['glow']\nexcept = ['glow worm']\nexamples.flag = ['A [[glow]].', 'The [[glow]] stays.']\nexamples.pass = ['A glow worm.', 'It shines.']\n";
    let folder = Folder::new()
        .file("claimlint.toml", "rules = ['house.toml']\n")
        .file("house.toml", house)
        .file("a.md", "We saw a glow worm.\n");
    let (words, reason, one) = silence(&folder, "a.md:1", "glow-word");
    assert_eq!((words.as_str(), reason.as_str()), ("glow", "except"));
    assert_eq!(one["details"]["words"]["text"], "glow worm");
}

#[test]
fn a_citation_that_satisfies_a_rule_is_named_with_its_line_and_both_grades() {
    let text = "Studies show that the peel\nbrightens skin\n([Lund 2021](https://doi.org/10.1000/182)).\n";
    let (words, reason, one) = silence_in(text, 1, "uncited-study");
    assert_eq!((words.as_str(), reason.as_str()), ("Studies show", "citation"));
    let details = &one["details"];
    assert_eq!(details["words"]["text"], "Lund 2021");
    assert_eq!(details["words"]["start"]["line"], 3);
    assert_eq!((details["grade"].as_str(), details["needs"].as_str()), (Some("traceable"), Some("partial")));
    assert_eq!(details["source"], "https://doi.org/10.1000/182");
    let told = one["explanation"].as_str().unwrap();
    assert!(told.contains("its grade is traceable, and the rule asks for partial"), "{told}");
}

#[test]
fn a_footnote_that_satisfies_a_rule_is_named_by_its_marker() {
    let text = "Studies show that it helps.[^1]\n\n[^1]: Lund A. Peels. Skin J. 2021. doi:10.1000/182\n";
    let (_, reason, one) = silence_in(text, 1, "uncited-study");
    assert_eq!(reason, "citation");
    assert_eq!(one["details"]["words"]["start"]["column"], 28, "{one:#}");
}

#[test]
fn accepted_wording_is_shown_with_its_reference_and_last_day() {
    let folder = Folder::new()
        .file(
            "claimlint.toml",
            "[evidence]\naccept = [{ words = 'most powerful peel', reference = 'Dossier 7', until = 2999-05-31 }]\n",
        )
        .file("a.md", "It is the most powerful peel on the market.\n");
    let (_, reason, one) = silence(&folder, "a.md:1", "unsupported-superlative");
    assert_eq!(reason, "accepted");
    assert_eq!(one["details"]["reference"], "Dossier 7");
    assert_eq!(one["details"]["until"], "2999-05-31");
}

#[test]
fn a_finding_that_went_into_another_says_which_and_where() {
    let text = "Scientists have found that sleep helps.\n";
    let folder = Folder::new().file("a.md", text);
    let answer = answer(&folder, "a.md:1", &[]);
    let (reported, silent) = (answer["reported"].as_array().unwrap(), answer["silent"].as_array().unwrap());
    assert_eq!(reported.len(), 1, "{answer:#}");
    let merged: Vec<&Value> = silent.iter().filter(|one| one["reason"] == "merged").collect();
    assert!(!merged.is_empty(), "{answer:#}");
    for one in merged {
        assert_eq!(one["details"]["rule"], reported[0]["rule"]);
        assert_ne!(one["rule"], reported[0]["rule"]);
        assert_eq!(one["details"]["words"]["start"]["line"], 1);
    }
}

#[test]
fn a_promise_and_its_figure_are_one_finding() {
    for text in ["We have a 100% success rate.\n", "Expect up to 90% permanent hair reduction.\n"] {
        let folder = Folder::new().file("a.md", text);
        let answer = answer(&folder, "a.md:1", &[]);
        assert_eq!(answer["reported"].as_array().unwrap().len(), 1, "{answer:#}");
    }
}

#[test]
fn what_is_reported_is_listed_and_never_called_silent() {
    let folder = Folder::new().file("a.md", "It is the most powerful peel on the market.\n");
    let answer = answer(&folder, "a.md:1", &[]);
    assert_eq!(answer["reported"][0]["rule"], "unsupported-superlative");
    assert_eq!(answer["reported"][0]["lowered"], Value::Null);
    let silent = answer["silent"].as_array().unwrap();
    assert!(silent.iter().all(|one| one["rule"] != "unsupported-superlative"), "{answer:#}");
}

#[test]
fn a_finding_that_a_hedge_lowers_says_so_with_the_words_of_the_hedge() {
    let folder = Folder::new().file("a.md", "It may eliminate dark spots.\n");
    let answer = answer(&folder, "a.md:1", &[]);
    let one = &answer["reported"][0];
    assert_eq!((one["rule"].as_str(), one["severity"].as_str()), (Some("absolute-outcome"), Some("warning")));
    assert_eq!(one["lowered"]["from"], "error");
    assert_eq!(one["lowered"]["hedge"], "possibility");
    assert_eq!(one["lowered"]["words"]["text"], "may");
    let page = printed(&folder, "a.md:1");
    assert!(page.contains("One step below the rule's usual error: “may” (1:4) triggers the hedge"), "{page}");
}

#[test]
fn a_word_that_the_house_accepts_says_so() {
    let folder = Folder::new()
        .file("claimlint.toml", "[words]\naccept = ['Colagen', 'benfits']\n")
        .file("a.md", "Colagen has its benfits.\n");
    let (words, reason, _) = silence(&folder, "a.md:1", "misspelt-term");
    assert_eq!((words.as_str(), reason.as_str()), ("Colagen", "users-word"));
    let answer = answer(&folder, "a.md:1", &[]);
    let silent = answer["silent"].as_array().unwrap();
    let of_word = || silent.iter().filter(|one| one["words"]["text"] == "benfits");
    assert!(of_word().any(|one| one["rule"] == "unknown-word"), "{answer:#}");
    assert!(of_word().all(|one| one["reason"] == "users-word"), "{answer:#}");
}

#[test]
fn an_unknown_word_says_why_it_is_not_called_misspelt() {
    let reason = |text: &str| {
        let (_, reason, _) = silence_in(text, 1, "unknown-word");
        reason
    };
    assert_eq!(reason("We stock Glowmerine here.\n"), "name");
    assert_eq!(reason("We use xqvrtzzk daily.\n"), "nothing-near");
    assert_eq!(reason("Write to benfits@example.org today.\n"), "code");
}

#[test]
fn a_rule_that_is_off_says_why_it_is() {
    let folder = Folder::new().file("a.md", "It is the most powerful peel on the market.\n");
    let of = |more: &[&str]| {
        let answer = answer(&folder, "a.md:1", more);
        assert_eq!(answer["reported"].as_array().unwrap().len(), 0, "{answer:#}");
        let silent = answer["silent"].as_array().unwrap();
        silent.iter().find(|one| one["rule"] == "unsupported-superlative").unwrap().clone()
    };
    let ignored = of(&["--ignore", "superlatives"]);
    assert_eq!(ignored["reason"], "off");
    assert_eq!(ignored["details"]["name"], "superlatives");
    assert_eq!(ignored["explanation"], "The rule is off: `superlatives` is ignored.");
    assert_eq!(of(&["--select", "typos"])["details"]["why"], "not-selected");
}

#[test]
fn a_pack_that_nobody_asked_for_is_off() {
    let pack = "[pack]\nname = 'strict'\ndefault = false\n[[rule]]\nid = 'glow-word'\nkind = 'phrase'\ncategory = 'superlative'\nseverity = 'note'\nmessage = '{match}'\nwhy = 'It says little.'\nhelp = 'Say more.'\nphrases = ['glow']\nexamples.flag = ['A [[glow]].', 'The [[glow]] stays.']\nexamples.pass = ['It is dull.', 'It shines.']\n";
    let folder = Folder::new()
        .file("claimlint.toml", "rules = ['strict.toml']\n")
        .file("strict.toml", pack)
        .file("a.md", "A lasting glow.\n");
    let (_, reason, one) = silence(&folder, "a.md:1", "glow-word");
    assert_eq!((reason.as_str(), one["details"]["why"].as_str()), ("off", Some("opt-in")));
    assert_eq!(one["details"]["pack"], "strict");
}

#[test]
fn code_addresses_and_markup_are_not_read_as_copy() {
    let rule = "unsupported-superlative";
    let fenced = "Look:\n\n```\nthe most powerful peel\n```\n";
    assert_eq!(silence_in(fenced, 4, rule).1, "unread");
    assert_eq!(silence_in("Type `the most powerful peel` here.\n", 1, rule).1, "unread");
    assert_eq!(
        silence_in("[Here](https://glow.example/the-most-powerful-peel) it is.\n", 1, rule).1,
        "unread"
    );
    let page = Folder::new().file("a.html", "<!-- the most powerful peel -->\n<p>Hello.</p>\n");
    assert_eq!(silence(&page, "a.html:1", rule).1, "unread");
}

#[test]
fn references_and_footnotes_are_not_judged() {
    let list = "A peel loosens dead cells [1].\n\n## References\n\n1. Lund A. The most powerful peel on the market. Skin J. 2021;4:1-9.\n";
    assert_eq!(silence_in(list, 5, "unsupported-superlative").1, "references");
    let note = "A peel helps.[^1]\n\n[^1]: It is the most powerful peel on the market.\n";
    assert_eq!(silence_in(note, 3, "unsupported-superlative").1, "note");
}

#[test]
fn a_key_of_the_bibliography_is_not_copy() {
    let folder = Folder::new()
        .file("claimlint.toml", "[evidence]\nfiles = ['papers.bib']\n")
        .file("papers.bib", "@article{world-class-2021, title={Peels}, author={Lund, A.}, journal={Skin}, year={2021}, doi={10.1000/182}}\n")
        .file("a.md", "A peel loosens cells [@world-class-2021].\n");
    let answer = answer(&folder, "a.md:1", &[]);
    let silent = answer["silent"].as_array().unwrap();
    assert!(silent.iter().any(|one| one["reason"] == "key"), "{answer:#}");
}

#[test]
fn a_title_that_a_heading_repeats_is_checked_once() {
    let text = "---\ntitle: The most powerful peel on the market\n---\n\n# The most powerful peel on the market\n\nIt tingles.\n";
    let (_, reason, one) = silence_in(text, 2, "unsupported-superlative");
    assert_eq!(reason, "said-again");
    assert_eq!(one["details"]["words"]["start"]["line"], 5);
    let folder = Folder::new().file("a.md", text);
    assert_eq!(answer(&folder, "a.md:5", &[])["reported"][0]["rule"], "unsupported-superlative");
}

#[test]
fn the_title_and_the_teaser_of_another_page_are_judged_on_that_page() {
    let listing = "### [The finest night creams we know](/blog/finest-night-creams-we-know)\n\n\
                   Every winter we look for the best serums on earth, and this year…\n\n\
                   Book [the best facial in town](/book), and read [why experts agree on oils](/notes/why-experts-agree-oils).\n";
    let folder = Folder::new().file("a.md", listing);
    for (line, words) in [(1, "finest night creams"), (3, "best serums on earth"), (5, "experts agree")] {
        let silent = answer(&folder, &format!("a.md:{line}"), &[])["silent"].clone();
        let is_it = |one: &Value| {
            one["reason"] == "other-page" && one["words"]["text"].as_str().unwrap().contains(words)
        };
        assert!(silent.as_array().unwrap().iter().any(is_it), "{silent:#}");
    }
    let found = folder.run(&["check", "--format", "json"]).json();
    let found = found["files"][0]["diagnostics"].as_array().unwrap().clone();
    assert_eq!(
        found.iter().map(|one| one["text"].as_str().unwrap()).collect::<Vec<_>>(),
        ["the best facial in town"]
    );
}

#[test]
fn a_heading_that_menus_and_links_repeat_is_checked_once() {
    let heading = "The most effective face oils for dry skin in winter (and in spring)";
    let page = format!(
        "<nav><a href=\"/\">Home</a> › {}</nav>\n<ul><li><a href=\"#oils\">{heading}</a></li></ul>\n<h2 id=\"oils\">{heading}</h2>\n",
        &heading[..60]
    );
    let found = Folder::new().file("a.html", page).run(&["check", "--format", "short"]);
    assert_eq!(found.out.lines().filter(|line| line.starts_with("a.html:")).count(), 1, "{}", found.out);
    assert!(found.out.starts_with("a.html:3:"), "{}", found.out);
}

#[test]
fn a_promise_that_nothing_contradicts_says_so_and_what_would_contradict_it_too() {
    let rule = "contradicted-non-invasive";
    assert_eq!(silence_in("Needling is non-invasive.\n", 1, rule).1, "uncontradicted");
    assert_eq!(silence_in("The fine needles puncture the skin.\n", 1, rule).1, "unpromised");
    let two = "# Light\n\nLight therapy is non-invasive.\n\n# Fillers\n\nFor fillers, the fine needles puncture the skin.\n";
    let (_, reason, one) = silence_in(two, 3, rule);
    assert_eq!(reason, "other-subject", "{one:#}");
    assert_eq!(one["details"]["words"]["start"]["line"], 7);
    assert_eq!(silence_in(two, 7, rule).1, "other-subject");
    let one_thing = "Needling is non-invasive.\n\nHere the fine needles puncture the skin.\n";
    let (_, reason, one) = silence_in(one_thing, 3, rule);
    assert_eq!(reason, "merged", "{one:#}");
    assert_eq!(one["details"]["words"]["start"]["line"], 1);
}

#[test]
fn a_spelling_that_holds_in_the_document_says_so_and_one_in_a_quotation_too() {
    let text =
        "Our skincare is mild.\n\nSkincare takes time.\n\nThey wrote \"skin care for all of us\" on it.\n";
    assert_eq!(silence_in(text, 1, "mixed-spelling").1, "usual");
    assert_eq!(silence_in(text, 5, "mixed-spelling").1, "quoted");
}

#[test]
fn the_other_places_of_one_finding_say_where_it_is() {
    let text = "Our skincare is mild. Skincare takes time. Skincare lasts.\n\nGood skin care is slow.\n\nYour skin care is new.\n";
    let (_, reason, one) = silence_in(text, 5, "mixed-spelling");
    assert_eq!(reason, "merged");
    assert_eq!(one["details"]["words"]["start"]["line"], 3);
}

#[test]
fn a_line_without_words_of_any_rule_says_so() {
    let folder = Folder::new().file("a.md", "A peel loosens dead cells.\n\nIt tingles.\n");
    assert_eq!(printed(&folder, "a.md:1"), "a.md:1\n\nNo rule matches anything on this line.\n");
    assert!(printed(&folder, "a.md:2").contains("This line is not read as copy"));
}

#[test]
fn words_that_one_reason_keeps_silent_are_shown_together() {
    let folder = Folder::new().file("a.md", "Our skincare is mild. Skincare takes time.\n");
    let page = printed(&folder, "a.md:1");
    assert!(page.contains("  mixed-spelling: “skincare” (1:5), “Skincare” (1:23)\n"), "{page}");
    assert_eq!(page.matches("document's usual spelling").count(), 1, "{page}");
}

#[test]
fn a_sentence_over_several_lines_is_reported_on_each_that_its_words_touch() {
    let text = "It is not the most\npowerful peel there is,\nand it tingles.\n";
    assert_eq!(silence_in(text, 1, "unsupported-superlative").1, "mask");
    assert_eq!(silence_in(text, 2, "unsupported-superlative").1, "mask");
    let folder = Folder::new().file("a.md", text);
    assert_eq!(answer(&folder, "a.md:3", &[])["silent"].as_array().unwrap().len(), 0);
}

#[test]
fn a_column_asks_about_the_words_there_alone() {
    let text = "It is not the most powerful peel, and is not suitable for all skin types.\n";
    let folder = Folder::new().file("a.md", text);
    let rules = |place: &str| -> Vec<String> {
        let answer = answer(&folder, place, &[]);
        let silent = answer["silent"].as_array().unwrap();
        silent.iter().map(|one| one["rule"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(rules("a.md:1").len(), 2);
    assert_eq!(rules("a.md:1:20"), ["unsupported-superlative"]);
    assert_eq!(rules("a.md:1:60"), ["universal-suitability"]);
    assert_eq!(rules("a.md:1:2"), [""; 0]);
}

#[test]
fn a_place_that_is_not_there_is_an_error() {
    let folder = Folder::new().file("a.md", "It tingles.\n").file("b.md", b"\xFF\x00").file("c/d.md", "");
    let fails = |arguments: &[&str], words: &str| {
        let Run { status, out, err } = folder.run(arguments);
        assert_eq!((status, out.as_str()), (2, ""), "{arguments:?}");
        assert!(err.contains(words), "{arguments:?}: {err}");
    };
    fails(&["check", "--explain-silence", "a.md:2"], "a.md has no line 2; its last line is 1");
    fails(&["check", "--explain-silence", "a.md:1:40"], "line 1 of a.md has no column 40");
    fails(&["check", "--explain-silence", "none.md:1"], "none.md: there is no such file");
    fails(&["check", "--explain-silence", "c:1"], "c: it is a folder");
    fails(&["check", "--explain-silence", "b.md:1"], "b.md: ");
    fails(&["check", "--explain-silence", "c/d.md:1"], "no line 1");
    fails(&["check", "--explain-silence", "a.md"], "write the file and its line, such as draft.md:12");
    fails(&["check", "--explain-silence", "a.md:0"], "count from 1");
    fails(&["check", "--explain-silence", "a.md:1", "a.md"], "cannot be used with");
    for option in ["--fix", "--diff", "--statistics", "--output-file=x"] {
        fails(&["check", "--explain-silence", "a.md:1", option], "cannot be used with");
    }
    fails(&["check", "--explain-silence", "a.md:1", "--format", "sarif"], "--format json");
}

#[test]
fn a_file_with_a_colon_and_a_number_in_its_name_is_found() {
    if cfg!(windows) {
        return;
    }
    let folder = Folder::new().file("a:7", "It tingles.\n").file("b:c.md", "It tingles.\n");
    assert_eq!(answer(&folder, "a:7:1", &[])["path"], "a:7");
    assert_eq!(answer(&folder, "b:c.md:1:1", &[])["column"], 1);
}

#[test]
fn the_answer_fits_the_terminal_and_holds_no_control_characters() {
    let text = "Is it \u{202E}the most powerful peel\u{1B}[31m on the market, and is it suitable for all skin types?\n";
    let folder = Folder::new().file("a.txt", text);
    let output = crate::common::claimlint()
        .current_dir(folder.path(""))
        .env("COLUMNS", "50")
        .args(["check", "--explain-silence", "a.txt:1"])
        .output()
        .unwrap();
    let run = Run::of(output);
    assert_eq!(run.status, 0);
    assert!(run.out.lines().all(|line| line.chars().count() <= 50), "{}", run.out);
    assert!(!run.out.contains(['\u{1B}', '\u{202E}']), "{}", run.out);
}

#[test]
fn an_excluded_file_says_that_it_is() {
    let folder = Folder::new()
        .file("claimlint.toml", "exclude = ['old']\n")
        .file("old/a.md", "It is the best peel in the world.\n");
    assert!(printed(&folder, "old/a.md:1").contains("excludes this file"));
    assert_eq!(answer(&folder, "old/a.md:1", &[])["excluded"], true);
}

/// What a rule's phrases, patterns and spellings match in a document, masks and all else aside.
fn matches(rules: &RuleSet, rule: RuleId, document: &Document) -> Vec<Span> {
    let (mut lower, mut cut, mut found, mut called) = (String::new(), Vec::new(), Vec::new(), Vec::new());
    let mut inputs = Inputs::default();
    let mut spans = Vec::new();
    let mut finders: Vec<(&Finder, Paths)> =
        rules.finders().map(|one| (&one.claims, Paths::default())).collect();
    let is_its = |target: Target| target.rule() == Some(rule);
    for sentence in document.sentences() {
        tokens(document.small(), *sentence, rules.vocabulary(), &mut lower, &mut cut);
        inputs.forget_sentence();
        inputs.read(rules.words(), &cut);
        let (words, small) = (document.words_of(*sentence), document.small_words_of(*sentence));
        for (finder, paths) in &mut finders {
            finder.find_phrases(rules.words(), &inputs, paths, &mut found);
            for one in &found {
                let target = finder.phrase_target(one.phrase);
                let whole = cut[one.first].span().join(cut[one.end - 1].span());
                let is_spelt = match target {
                    Target::Variant(rule, spelling) => {
                        let variants = rules[rule].variants().unwrap();
                        document.small_words_of(whole) == variants.spellings[spelling].text
                    }
                    _ => true,
                };
                let begins = one.first == 0 || !finder.is_at_start(one.phrase);
                if is_its(target) && is_spelt && begins {
                    spans.push(document.source_span(whole));
                }
            }
            finder.find_patterns(words, small, &mut called, is_its, |_, range| {
                let (start, end) = (sentence.start() + range.start, sentence.start() + range.end);
                spans.push(document.source_span(Span::of(start..end)));
            });
        }
    }
    spans
}

#[test]
fn every_example_that_a_rule_passes_over_has_a_reason() {
    let (definitions, _) = Definitions::read(&claimlint_builtin::rule_files(), claimlint_builtin::classes());
    let library = Arc::new(Library::compile(&definitions));
    let everything = Selection::only(["all"]);
    let rules = RuleSet::select(&library, &everything);
    let linter = Linter::builder().only(["all"]).evidence(house()).build().unwrap();
    let mut looked_at = 0;
    for (index, RuleDefinition { rule, examples, .. }) in definitions.rules.iter().enumerate() {
        for example in &examples.pass {
            let document = Document::read(&Source::from_text(example.clone()), Format::Markdown);
            let explained = linter.explain_stretch(&document, Span::of(0..example.len()));
            for span in matches(&rules, RuleId::of(index), &document) {
                let is_its = |other: &Rule| other.id == rule.id;
                let reported =
                    explained.diagnostics.iter().any(|one| is_its(&one.rule) && one.span.overlaps(span));
                let silent =
                    explained.silences.iter().any(|one| is_its(&one.rule) && one.words.span.overlaps(span));
                assert!(reported || silent, "{}: {:?} in {example}", rule.id, &example[span.range()]);
                looked_at += 1;
            }
        }
    }
    assert!(looked_at > 100, "{looked_at}");
}

#[test]
fn asking_why_gives_the_findings_of_the_check() {
    let linter = Linter::builder().build().unwrap();
    let mut files = 0;
    for folder in ["fixtures/articles", "fixtures/clean"] {
        for entry in std::fs::read_dir(project().join(folder)).unwrap() {
            let path = entry.unwrap().path();
            let Some(format) = Format::of_path(&path) else { continue };
            let source = Source::decode(std::fs::read(&path).unwrap()).unwrap();
            let document = Document::read(&source, format);
            assert_eq!(
                linter.explain_stretch(&document, Span::of(0..source.text().len())).diagnostics,
                linter.check_without_comments(&document).all,
                "{path:?}"
            );
            files += 1;
        }
    }
    assert!(files > 5);
}

#[test]
fn a_comment_that_suppresses_a_finding_is_named() {
    let text = "<!-- claimlint-ignore hype: agreed with legal -->\n\nA revolutionary mask.\n";
    let run = Folder::new().file("a.md", text).run(&["check", "--explain-silence", "a.md:3"]);
    assert!(
        run.out.contains("A comment suppresses it: \u{201C}claimlint-ignore hype: agreed with legal\u{201D}"),
        "{}",
        run.out
    );
    assert!(!run.out.contains("Reported here"), "{}", run.out);
    let run =
        Folder::new().file("a.md", text).run(&["check", "--explain-silence", "a.md:3", "--format", "json"]);
    assert!(run.out.contains("taken-back"), "{}", run.out);
}

#[test]
fn what_the_baseline_knows_is_said_to_be_known() {
    let folder = Folder::new().file("a.md", "A revolutionary mask.\n\nA revolutionary mask.\n");
    folder.run(&["check", "--write-baseline"]);
    std::fs::write(
        folder.path("a.md"),
        "A revolutionary mask.\n\nA revolutionary mask.\n\nA revolutionary mask.\n",
    )
    .unwrap();
    let said = |line: &str| folder.run(&["check", "--explain-silence", line]).out;
    assert!(said("a.md:3").contains("It is in the baseline."), "{}", said("a.md:3"));
    assert!(said("a.md:5").contains("Reported here"), "{}", said("a.md:5"));
}
