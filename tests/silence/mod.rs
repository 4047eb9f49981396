//! `claimlint check --explain-silence`: why a line has no finding where a reader expects one.

mod places;
mod promises;

use serde_json::Value;

use crate::common::{Folder, word_rule};

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
    assert_eq!((words.as_str(), reason.as_str()), ("the most powerful peel", "mask"));
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
fn a_promise_in_the_label_of_a_menu_is_furniture() {
    let page = "<nav><ul><li><a href=\"/a\">Ten years younger</a></li></ul></nav>\n<p>It is ten years younger skin.</p>\n";
    let folder = Folder::new().file("a.html", page);
    let (_, reason, _) = silence(&folder, "a.html:1", "absolute-outcome");
    assert_eq!(reason, "furniture");
}

#[test]
fn words_that_the_rule_excepts_are_named() {
    let house = word_rule("glow-word", "glow", "except = ['glow worm']");
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
    let pack =
        word_rule("glow-word", "glow", "").replace("name = 'house'", "name = 'strict'\ndefault = false");
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
    folder.write("a.md", "A revolutionary mask.\n\nA revolutionary mask.\n\nA revolutionary mask.\n");
    let said = |line: &str| folder.run(&["check", "--explain-silence", line]).out;
    assert!(said("a.md:3").contains("It is in the baseline."), "{}", said("a.md:3"));
    assert!(said("a.md:5").contains("Reported here"), "{}", said("a.md:5"));
}
