//! A market's rule and a general one about the same words are one finding, and a general rule says what the law of a market makes of it.

use serde_json::Value;

use crate::common::{Folder, Run};

const PROMISE: &str = "Our cream eliminates wrinkles.\n";

fn check(config: &str, page: &str, options: &[&str]) -> Run {
    let folder = Folder::new().file("claimlint.toml", config).file("page.md", page);
    folder.run(&[&["check", "--format", "json"], options].concat())
}

/// Each finding as `rule severity: words`.
fn told(run: &Run) -> Vec<String> {
    let text = |one: &Value, key: &str| one[key].as_str().unwrap().to_owned();
    let told =
        |one: &Value| format!("{} {}: {}", text(one, "rule"), text(one, "severity"), text(one, "text"));
    run.diagnostics().iter().map(told).collect()
}

/// The norms of a finding, each as `market: name`.
fn norms(finding: &Value) -> Vec<String> {
    let norms = finding["norms"].as_array().unwrap().iter();
    let market = |norm: &Value| norm["market"].as_str().unwrap_or("all").to_owned();
    norms.map(|norm| format!("{}: {}", market(norm), norm["name"].as_str().unwrap())).collect()
}

#[test]
fn what_a_market_forbids_and_a_general_rule_finds_is_told_once_with_the_norms_of_both() {
    assert_eq!(told(&check("", PROMISE, &[])), ["absolute-outcome error: eliminates wrinkles"]);
    let run = check("", PROMISE, &["--market", "uk"]);
    // The general rule weighs more than the market's, and what weighs more counts.
    assert_eq!(told(&run), ["wrinkle-removal error: eliminates wrinkles"]);
    let own = "[severity]\nabsolute-outcome = 'note'\n";
    assert_eq!(
        told(&check(own, PROMISE, &["--market", "uk"])),
        ["wrinkle-removal warning: eliminates wrinkles"]
    );
    let norms = norms(&run.diagnostics()[0]);
    assert_eq!(norms, ["uk: CAP Code", "uk: CAP Code", "all: Regulation (EU) No 655/2013"]);
    let sections: Vec<_> =
        (0..2).map(|at| run.diagnostics()[0]["norms"][at]["section"].as_str().unwrap().to_owned()).collect();
    assert_eq!(sections, ["12.1", "12.9"]);
}

#[test]
fn each_of_the_two_can_be_selected_and_ignored_by_itself() {
    let with = |options: &[&str]| check("", PROMISE, &[&["--market", "uk"], options].concat()).rules();
    assert_eq!(with(&["--select", "absolute-outcome"]), ["absolute-outcome"]);
    assert_eq!(with(&["--select", "wrinkle-removal"]), ["wrinkle-removal"]);
    assert_eq!(with(&["--ignore", "wrinkle-removal"]), ["absolute-outcome"]);
    assert_eq!(with(&["--ignore", "absolute-outcome"]), ["wrinkle-removal"]);
}

#[test]
fn a_comment_that_names_either_of_the_two_suppresses_the_finding() {
    for name in ["wrinkle-removal", "absolute-outcome", "absolute", "medical"] {
        let page = format!("<!-- claimlint-ignore {name}: our lawyers know -->\n\n{PROMISE}");
        assert_eq!(check("", &page, &["--market", "uk"]).rules(), [""; 0], "{name}");
    }
    let page = format!("<!-- claimlint-ignore unsupported-speed: our lawyers know -->\n\n{PROMISE}");
    assert_eq!(check("", &page, &["--market", "uk"]).rules(), ["unused-suppression", "wrinkle-removal"]);
}

#[test]
fn whoever_asks_is_told_which_finding_the_general_one_is_part_of() {
    let folder = Folder::new().file("page.md", PROMISE);
    let why = folder.run(&["check", "--market", "uk", "--explain-silence", "page.md:1"]);
    assert!(
        why.out.contains("absolute-outcome") && why.out.contains("part of the same claim"),
        "{}",
        why.out
    );
}

#[test]
fn claims_are_listed_whatever_a_market_says_of_their_words() {
    let folder = Folder::new().file("claimlint.toml", "markets = ['uk']").file("page.md", PROMISE);
    let claims = folder.run(&["claims", "page.md"]);
    assert!(claims.out.contains("eliminates wrinkles"), "{claims:?}");
}

#[test]
fn a_superlative_beside_a_forbidden_claim_is_a_fault_of_its_own() {
    let run = check("", "The best acne treatment in town.\n", &["--market", "us"]);
    assert_eq!(run.rules(), ["unsupported-superlative", "disease-claim"]);
}

#[test]
fn a_figure_that_lacks_its_number_of_people_is_one_finding() {
    let page = "In our test 87% of women agreed.\n";
    assert_eq!(check("", page, &[]).rules(), ["uncited-statistic"]);
    let run = check("", page, &["--market", "us"]);
    assert_eq!(told(&run), ["self-assessment-without-number error: 87% of women agreed"]);
    assert_eq!(norms(&run.diagnostics()[0])[0], "us: NAD case on consumer-use surveys");
}

#[test]
fn two_rules_of_markets_about_the_same_words_name_the_norms_of_both() {
    let rule = |id: &str, market: &str| {
        format!(
            "[[rule]]\nid = '{id}'\nkind = 'phrase'\ncategory = 'medical'\nseverity = 'warning'\n\
             message = '“{{match}}” is a medicine {{markets}}'\nwhy = 'It is.'\nhelp = 'Leave it out.'\n\
             phrases = ['lifts gloom']\nnorms = [{{ market = '{market}', name = 'Act of {market}', \
             url = 'https://example.org/{market}', checked = '2026-11-20' }}]\n\
             examples.flag = ['It [[lifts gloom]].', 'Tea [[lifts gloom]].']\n\
             examples.pass = ['It lifts.', 'Gloom.']\n"
        )
    };
    let pack = "[pack]\nname = 'house-law'\ntitle = 'Law'\ndefault = false\n";
    let law = [pack, &rule("house-one", "uk"), &rule("house-two", "us")].concat();
    let config = "rules = ['law.toml']\nmarkets = ['uk', 'us']\n";
    let folder = Folder::new().file("law.toml", law).file("claimlint.toml", config);
    let run = folder.file("page.md", "It lifts gloom.\n").run(&["check", "--format", "json"]);
    assert_eq!(run.rules(), ["house-one"]);
    assert_eq!(norms(&run.diagnostics()[0]), ["uk: Act of uk", "us: Act of us"]);
}

#[test]
fn a_general_rule_weighs_more_and_names_the_law_where_a_market_is_chosen() {
    let page = "This is the most powerful peel on the market.\n";
    let general = check("", page, &[]);
    let uk = check("", page, &["--market", "uk"]);
    let words = "unsupported-superlative warning: the most powerful peel";
    assert_eq!(told(&general), [words]);
    assert_eq!(told(&uk), [words.replace("warning", "error")]);
    let message = |run: &Run| run.diagnostics()[0]["message"].as_str().unwrap().to_owned();
    assert_eq!(message(&uk), message(&general) + "; there are rules on this in the UK");
    assert!(
        norms(&general.diagnostics()[0]).iter().all(|norm| norm.starts_with("all: ")),
        "no market counts"
    );
    assert_eq!(norms(&uk.diagnostics()[0])[0], "uk: Types of claims: superlatives");
    assert_eq!(told(&check("", page, &["--market", "ca"])), told(&general), "no norm of it holds there");
    assert_eq!(message(&check("", page, &["--market", "ca"])), message(&general));
    let own = "markets = ['uk']\n[severity]\nunsupported-superlative = 'note'\n";
    assert_eq!(
        told(&check(own, page, &[])),
        [words.replace("warning", "note")],
        "the user has the last word"
    );
}

#[test]
fn a_general_rule_stays_where_a_market_is_ignored_and_comes_where_one_is_selected() {
    let page = "This is the most powerful peel on the market.\n";
    assert_eq!(check("", page, &["--ignore", "uk"]).rules(), ["unsupported-superlative"]);
    assert_eq!(check("", page, &["--select", "uk"]).rules(), ["unsupported-superlative"]);
    assert_eq!(check("", page, &["--select", "ca"]).rules(), [""; 0]);
}

#[test]
fn a_general_rule_says_what_to_write_instead() {
    let suggested = |page: &str, options: &[&str]| -> Vec<String> {
        let found = check("", page, options).diagnostics();
        let of_finding = |one: &Value| one["suggestions"].as_array().cloned().unwrap_or_default();
        let all = found.iter().flat_map(of_finding);
        all.map(|one| one["edits"][0]["text"].as_str().unwrap().to_owned()).collect()
    };
    for options in [&[][..], &["--market", "uk,us"]] {
        assert_eq!(suggested(PROMISE, options), ["reduces the look of wrinkles"]);
        assert_eq!(
            suggested("ERASE YOUR DARK CIRCLES.\n", options),
            ["REDUCE THE LOOK OF YOUR DARK CIRCLES"]
        );
        assert_eq!(suggested("It is for all skin types.\n", options), ["most skin types"]);
    }
    // What the rule would find again is not suggested.
    assert_eq!(suggested("It comes with no downtime or side effects.\n", &[]), [""; 0]);
}
