//! The law by market: what runs where, what a finding then says, what is accepted, asked for and suggested.

use claimlint_base::day::Day;
use claimlint_engine::{Format, Linter, Market, Severity};
use serde_json::Value;

use crate::common::{Folder, Run, run};

/// Rules of a house for several markets.
const LAW: &str = r#"
[pack]
name = "house-law"
title = "What our lawyers ask for"
default = false

[lexicon]
ailment = ["sadness", "gloom", "boredom"]

[[rule]]
id = "house-ailment"
kind = "phrase"
category = "medical"
severity = "note"
message = "“{match}” makes this a medicine {markets}"
why = "Whoever treats an ailment sells a medicine."
help = "Say what it looks like afterwards."
phrases = ["(treats|heals) <ailment>"]
norms = [
    { market = "uk", severity = "warning", authority = "ASA", name = "Code", url = "https://example.org/uk", checked = "2026-11-20" },
    { market = "us", severity = "error", authority = "FDA", name = "Act", section = "2(a)", url = "https://example.org/us", in-force-from = "2024-01-01", checked = "2026-11-20" },
    { market = "eu", severity = "error", name = "Regulation", url = "https://example.org/eu", checked = "2026-11-20", pages = ["product"] },
]
rewrites = { "(treats|heals) <ailment>" = "reduces the look of <ailment>" }
examples.flag = ["This cream [[treats sadness]].", "Our balm [[heals boredom]]."]
examples.pass = ["This cream is for dry skin.", "A doctor can help with gloom."]

[[rule]]
id = "house-price"
kind = "companion"
category = "disclosure"
severity = "warning"
message = "“{match}” comes without its condition, which misleads {markets}"
why = "A price from is the price of one case."
help = "Say for what, or from when."
phrases = ["from £ <number>"]
asks = ["per (session|visit)", "terms apply"]
within = "section"
norms = [{ market = "uk", authority = "ASA", name = "Code", url = "https://example.org/uk", checked = "2026-11-20" }]
examples.flag = ["Peels [[from £90]].", "Masks [[from £9]]."]
examples.pass = ["Peels from £90 per visit.", "Peels from £90.\n\nTerms apply."]

[[mask]]
id = "house-appearance"
scope = "sentence"
silences = ["medical", "superlative"]
why = "Who speaks of the look of something promises no cure."
phrases = ["the look of"]
norms = [{ market = "uk", authority = "CAP", name = "Advice", url = "https://example.org/advice", checked = "2026-11-20" }]
examples.pass = ["The look of skin when it [[heals sadness]].", "It keeps the look of skin and [[heals boredom]]."]
examples.flag = ["A cream that [[heals boredom]].", "It [[heals sadness]]."]
"#;

/// A folder with these rules, a configuration that names them and says this, and one page.
fn folder(config: &str, page: &str) -> Folder {
    let config = format!("rules = ['law.toml']\n{config}");
    Folder::new().file("law.toml", LAW).file("claimlint.toml", config).file("page.md", page)
}

fn check(config: &str, page: &str, options: &[&str]) -> Run {
    folder(config, page).run(&[&["check", "--format", "json"], options].concat())
}

/// Rule, severity and the markets of the norms of each finding.
fn told(run: &Run) -> Vec<String> {
    let of_norms = |one: &Value| {
        let norms = one["norms"].as_array().unwrap().iter();
        norms.map(|norm| norm["market"].as_str().unwrap_or("all").to_owned()).collect::<Vec<_>>().join("+")
    };
    let text = |one: &Value, key: &str| one[key].as_str().unwrap().to_owned();
    let told = |one: &Value| format!("{} {} {}", text(one, "rule"), text(one, "severity"), of_norms(one));
    run.diagnostics().iter().map(told).collect()
}

const TREATS: &str = "This cream treats sadness.\n";

#[test]
fn a_rule_of_a_market_runs_where_its_market_is_chosen_and_weighs_what_the_strictest_norm_says() {
    assert_eq!(told(&check("", TREATS, &[])), [""; 0]);
    assert_eq!(told(&check("markets = ['uk']", TREATS, &[])), ["house-ailment warning uk"]);
    let both = check("markets = ['uk', 'us']", TREATS, &[]);
    assert_eq!(told(&both), ["house-ailment error us+uk"]);
    let finding = &both.diagnostics()[0];
    assert_eq!(finding["message"], "“treats sadness” makes this a medicine in the US and the UK");
    let act = &finding["norms"][0];
    assert_eq!((&act["authority"], &act["severity"]), (&"FDA".into(), &"error".into()));
    assert_eq!((&act["section"], &act["in_force_from"]), (&"2(a)".into(), &"2024-01-01".into()));
    assert_eq!(told(&check("markets = ['ca']", TREATS, &[])), [""; 0], "no norm of it holds there");
}

#[test]
fn the_command_line_takes_the_place_of_the_markets_of_the_configuration() {
    let config = "markets = ['uk']";
    assert_eq!(told(&check(config, TREATS, &["--market", "us"])), ["house-ailment error us"]);
    assert_eq!(told(&check(config, TREATS, &["--select", "us"])), ["house-ailment error us+uk"]);
    assert_eq!(told(&check(config, TREATS, &["--ignore", "uk"])), [""; 0]);
    assert_eq!(told(&check(config, TREATS, &["--select", "typo"])), [""; 0]);
}

#[test]
fn a_rule_that_is_named_runs_whatever_the_market_and_weighs_what_it_says_itself() {
    for name in ["house-ailment", "house-law"] {
        assert_eq!(told(&check("", TREATS, &["--select", name])), ["house-ailment note us+eu+uk"]);
    }
    let named = check("markets = ['uk']", TREATS, &["--select", "house-ailment"]);
    assert_eq!(told(&named), ["house-ailment warning uk"]);
    let elsewhere = check("markets = ['ca']", TREATS, &["--select", "house-ailment"]);
    assert_eq!(told(&elsewhere), ["house-ailment note us+eu+uk"]);
}

#[test]
fn a_program_that_embeds_claimlint_chooses_markets_too() {
    let found = |builder: claimlint_engine::LinterBuilder| {
        let linter = builder.rules("law.toml", LAW).build().unwrap();
        let found = linter.check(TREATS, Format::Plain);
        found.iter().map(|one| (one.rule.id.clone(), one.severity)).collect::<Vec<_>>()
    };
    assert_eq!(found(Linter::builder()), []);
    assert_eq!(found(Linter::builder().pack("uk")), [("house-ailment".to_owned(), Severity::Warning)]);
    assert_eq!(found(Linter::builder().market(Market::Us)), [("house-ailment".to_owned(), Severity::Error)]);
}

#[test]
fn the_markets_of_a_page_are_among_its_settings() {
    let settings = "markets = ['de']\n[[pages]]\nfiles = ['*.md']\nkind = 'blog'\n";
    let shown = folder(settings, TREATS).run(&["config", "show", "page.md"]);
    assert!(shown.out.contains("Markets: eu, de; pages of kind blog"), "{}", shown.out);
}

#[test]
fn what_the_user_says_about_a_rule_weighs_more_than_its_norms() {
    let config = "markets = ['us']\n[severity]\nhouse-ailment = 'note'\n";
    assert_eq!(told(&check(config, TREATS, &[])), ["house-ailment note us"]);
}

#[test]
fn members_of_the_union_have_its_law_and_some_pages_have_markets_of_their_own() {
    let config = "[[overrides]]\npaths = ['page.md']\nmarkets = ['fr']\n[[pages]]\nfiles = ['*.md']\nkind = 'product'\n";
    assert_eq!(told(&check(config, TREATS, &[])), ["house-ailment error eu"]);
}

#[test]
fn an_unknown_market_is_named_with_those_that_exist() {
    let run = check("", TREATS, &["--market", "usa"]);
    assert_eq!(run.status, 2);
    assert!(run.err.contains("there is no market `usa`; did you mean `us`?"), "{}", run.err);
    let run = check("markets = ['uk', 'atlantis']", TREATS, &[]);
    assert_eq!(run.status, 2);
    assert!(run.err.contains("unknown value `atlantis`") && run.err.contains("^^^^^^^^^^"), "{}", run.err);
}

#[test]
fn a_norm_of_some_pages_holds_there_by_the_settings_or_by_the_words_of_the_page() {
    let market = "markets = ['eu']";
    let shop = "This cream treats sadness.\n\nAdd to cart. In stock.\n";
    let run = check(market, shop, &[]);
    assert_eq!(told(&run), ["house-ailment error eu"]);
    let file = &run.json()["files"][0];
    assert_eq!((&file["kind"], &file["kind_assumed"]), (&"product".into(), &true.into()));
    let article = "Written by Ana, 4 min read.\n\nThis cream treats sadness.\n";
    assert_eq!(told(&check(market, article, &[])), [""; 0]);
    let settings = "markets = ['eu']\n[[pages]]\nfiles = ['page.md']\nkind = 'product'\n";
    let run = check(settings, article, &[]);
    assert_eq!(told(&run), ["house-ailment error eu"]);
    assert_eq!(run.json()["files"][0]["kind_assumed"], false);
    assert_eq!(told(&check(market, TREATS, &[])), ["house-ailment error eu"], "nothing decides, so it holds");
    let why = folder(market, article).run(&["check", "--explain-silence", "page.md:3"]);
    assert!(why.out.contains("applies to a page of this kind"), "{}", why.out);
}

#[test]
fn nothing_is_said_about_kinds_of_page_where_no_market_is_chosen() {
    let file = check("", "Add to cart. In stock.\n", &[]).json()["files"][0].clone();
    assert!(file.get("kind").is_none() && file.get("kind_assumed").is_none());
    let people = folder("", "Add to cart. In stock.\n").run(&["check"]);
    assert!(!people.out.contains("taken by"), "{}", people.out);
}

#[test]
fn accepted_wording_silences_a_finding_as_far_as_it_rests_on_that_market() {
    let page = "The look of skin when it heals sadness.\n";
    assert_eq!(told(&check("markets = ['uk']", page, &["--ignore", "absolute"])), [""; 0]);
    let both = check("markets = ['uk', 'us']", page, &["--ignore", "absolute"]);
    assert_eq!(told(&both), ["house-ailment error us"]);
    assert_eq!(both.diagnostics()[0]["message"], "“heals sadness” makes this a medicine in the US");
    let why = folder("markets = ['uk']", page).run(&["check", "--explain-silence", "page.md:1"]);
    for words in ["house-appearance", "accepted in the UK, CAP: Advice", "https://example.org/advice"] {
        assert!(why.out.contains(words), "{}", why.out);
    }
}

#[test]
fn a_finding_that_holds_everywhere_is_silent_where_every_chosen_market_accepts_the_wording() {
    let page = "The look of the most powerful peel.\n";
    let superlatives = |config: &str| check(config, page, &[]).rules();
    assert_eq!(superlatives(""), ["unsupported-superlative"]);
    assert_eq!(superlatives("markets = ['uk']"), [""; 0]);
    assert_eq!(superlatives("markets = ['uk', 'us']"), ["unsupported-superlative"]);
}

#[test]
fn what_a_companion_asks_for_is_looked_for_under_the_same_heading_and_missed_once_a_page() {
    let page = "# Peels\n\nFrom £90.\n\nTerms apply.\n\n# Fillers\n\nFrom £200.\n\nMore from £300.\n";
    let run = check("markets = ['uk']", page, &[]);
    assert_eq!(run.findings(), ["house-price: From £200"]);
    let labels = run.diagnostics()[0]["labels"].as_array().unwrap().clone();
    assert_eq!(labels.len(), 1);
    assert_eq!(labels[0]["start"]["line"], 11);
    let why = folder("markets = ['uk']", page).run(&["check", "--explain-silence", "page.md:3"]);
    assert!(why.out.contains("What it asks for is here: “Terms apply” (5:1)."), "{}", why.out);
}

#[test]
fn what_to_write_instead_is_shown_and_never_applied() {
    let folder = folder("markets = ['uk']", "TREATS SADNESS. It *treats* sadness, and Heals boredom.\n");
    let people = folder.run(&["check"]);
    for words in ["= write: REDUCES THE LOOK OF SADNESS", "= write: Reduces the look of boredom"] {
        assert!(people.out.contains(words), "{}", people.out);
    }
    let found = folder.run(&["check", "--format", "json"]).diagnostics();
    let suggestion = &found[0]["suggestions"][0];
    assert_eq!(suggestion["title"], "write “REDUCES THE LOOK OF SADNESS”");
    assert_eq!(suggestion["edits"][0]["text"], "REDUCES THE LOOK OF SADNESS");
    assert_eq!((&suggestion["edits"][0]["start"]["byte"], &found[0]["fix"]), (&0.into(), &Value::Null));
    assert_eq!(
        found[1]["suggestions"][0]["edits"],
        Value::Array(Vec::new()),
        "markup runs through the words"
    );
    let sarif = folder.run(&["check", "--format", "sarif"]).json();
    let fix = &sarif["runs"][0]["results"][0]["fixes"][0];
    assert_eq!(fix["properties"]["safety"], "display-only");
    let before = std::fs::read(folder.path("page.md")).unwrap();
    assert_eq!(folder.run(&["check", "--fix", "--unsafe-fixes"]).status, 1);
    assert_eq!(std::fs::read(folder.path("page.md")).unwrap(), before);
}

#[test]
fn a_suggestion_that_its_own_rule_finds_again_fails_the_test_of_the_rules() {
    let law = LAW.replace("reduces the look of <ailment>", "gently treats <ailment>");
    let run = Folder::new().file("law.toml", law).run(&["rules", "test", "law.toml"]);
    assert_eq!(run.status, 1);
    assert!(
        run.out.contains("what it suggests is found again: This cream gently treats sadness."),
        "{}",
        run.out
    );
}

#[test]
fn a_row_that_a_companion_asks_for_needs_an_example_that_passes() {
    let law = LAW.replace("\"terms apply\"", "\"terms apply\", \"conditions apply\"");
    let run = Folder::new().file("law.toml", law).run(&["rules", "test", "law.toml"]);
    assert_eq!(run.status, 1);
    assert!(run.out.contains("law.toml") && run.out.contains(": conditions apply"), "{}", run.out);
}

#[test]
fn the_rules_of_a_market_are_a_page_for_a_lawyer() {
    let folder = folder("", TREATS);
    let page = folder.run(&["rules", "--market", "us", "--format", "markdown"]);
    for words in [
        "# What is checked for publication in the US",
        "not legal advice",
        "- in the US, FDA: Act, 2(a) (https://example.org/us), in force from 2024-01-01; read 2026-11-20: house-ailment",
        "| us | error |",
        "- in the US, FDA: Act, 2(a): https://example.org/us (error; in force from 2024-01-01; read 2026-11-20)",
        "- `(treats|heals) <ailment>` → `reduces the look of <ailment>`",
        "This cream treats sadness.",
        "A doctor can help with gloom.",
    ] {
        assert!(page.out.contains(words), "{words}: {}", page.out);
    }
    for words in ["house-price", "house-appearance", "| uk |", "example.org/uk"] {
        assert!(!page.out.contains(words), "{words} is not about the US: {}", page.out);
    }
    let list = folder.run(&["rules", "--market", "uk"]);
    let line = list.out.lines().find(|line| line.contains("house-ailment")).unwrap();
    assert!(line.contains("warning") && list.out.contains("house-price"), "{}", list.out);
    let accepted = folder.run(&["rules", "--market", "uk", "--format", "markdown"]);
    assert!(accepted.out.contains("### house-appearance") && accepted.out.contains("- `the look of`"));
}

#[test]
fn no_norm_of_ours_was_read_more_than_a_year_ago() {
    let definitions = claimlint_builtin::definitions();
    let of_rules =
        definitions.rules.iter().flat_map(|one| one.rule.norms.iter().map(|norm| (&one.rule.id, norm)));
    let of_masks =
        definitions.masks.iter().flat_map(|one| one.mask.norms.iter().map(|norm| (&one.mask.id, norm)));
    let today = Day::today();
    let mut count = 0;
    for (id, norm) in of_rules.chain(of_masks) {
        let read = Day::read(&norm.checked).unwrap_or_else(|| panic!("{id}: {}", norm.checked));
        let age = today.since(read);
        assert!(age <= 366, "{id}: read {} again, at {}", norm.name, norm.url);
        assert!(age >= -1, "{id}: {} is still to come", norm.checked);
        count += 1;
    }
    assert!(count > 30, "{count}");
}

#[test]
fn a_rule_of_ours_is_quiet_until_its_market_is_chosen() {
    let folder = Folder::new().file("page.md", "A peel costs £90 plus VAT.\n");
    assert_eq!(folder.run(&["check", "--format", "json"]).rules(), [""; 0]);
    assert_eq!(folder.run(&["check", "--format", "json", "--market", "uk"]).rules(), ["price-without-tax"]);
    let why = folder.run(&["check", "--explain-silence", "page.md:1"]);
    assert!(why.out.contains("it applies in the UK, and no such market is chosen"), "{}", why.out);
    assert!(run(&["rules"]).out.contains("off unless a market is chosen"));
}

#[test]
fn words_of_others_that_a_sentence_of_the_house_borrows_are_its_claim() {
    let found = |page: &str| {
        let folder = Folder::new().file("page.md", page);
        folder.run(&["check", "--format", "json", "--market", "us"]).rules()
    };
    assert_eq!(
        found("A paper calls it a \u{201C}gentle treatment for photo-aged skin\u{201D}.\n"),
        ["wrinkle-removal"]
    );
    assert_eq!(found("\u{201C}This soap heals eczema.\u{201D}\n\nNo soap does.\n"), [""; 0]);
}

#[test]
fn a_clinic_may_name_what_it_treats() {
    let page = "We offer treatment of rosacea.\n";
    let kind = |kind: &str| format!("markets = ['uk']\n[[pages]]\nfiles = ['*.md']\nkind = '{kind}'\n");
    let found = |config: String| {
        let folder = Folder::new().file("claimlint.toml", config).file("page.md", page);
        folder.run(&["check", "--format", "json"]).rules()
    };
    assert_eq!(found(kind("procedure")), [""; 0]);
    assert_eq!(found(kind("product")), ["disease-claim"]);
}
