//! How good a source is: what the registries answered, the tiers of sites, and what a house says about them.

use serde_json::Value;

use crate::common::{Folder, RETRACTED};

const DRAFT: &str = "\
Studies show that mud softens lines [1].

## References

1. Quillfarth I. Blue mud and the skin barrier. 2016. https://doi.org/10.5555/mud
";

fn diagnostics(folder: &Folder, arguments: &[&str]) -> Vec<Value> {
    folder.run(&[&["check", "--format", "json"], arguments].concat()).diagnostics()
}

#[test]
fn a_retracted_source_fails_the_build_without_a_network() {
    let folder = Folder::new().file("draft.md", DRAFT);
    assert_eq!(folder.run(&["check", "--quiet", "draft.md"]).status, 0);
    let folder = folder.file("sources.lock", RETRACTED);
    let run = folder.run(&["check", "--format", "short", "draft.md"]);
    assert_eq!(run.status, 1, "{}", run.err);
    let lines: Vec<&str> = run.out.lines().collect();
    assert!(lines[0].starts_with("draft.md:1:1: error[uncited-study]"), "{}", run.out);
    assert!(
        lines[1].contains("leads to a retracted paper: notice 10.5555/notice of 2020 (Crossref)"),
        "{}",
        run.out
    );
    // The claim rests on it and has nothing else.
    let found = diagnostics(&folder, &["draft.md"]);
    assert_eq!((found.len(), &found[0]["grade"]), (2, &"broken".into()), "{found:#?}");
    // What claimlint finds by itself it leaves alone if asked to.
    assert_eq!(folder.run(&["check", "--no-config", "--quiet", "draft.md"]).status, 0);
}

#[test]
fn the_lock_file_that_the_configuration_names_is_read() {
    let folder = Folder::new()
        .file("drafts/draft.md", DRAFT)
        .file("claimlint.toml", "[verify]\nlock = 'kept/answers.lock'\n")
        .file("kept/answers.lock", RETRACTED);
    assert_eq!(folder.run(&["check", "--quiet", "drafts"]).status, 1);
}

#[test]
fn a_lock_file_that_cannot_be_understood_is_reported_and_the_articles_are_checked_all_the_same() {
    let broken = RETRACTED.replace("checked = \"2026-11-20\"", "checked = \"yesterday\"");
    let folder = Folder::new()
        .file("draft.md", "The most powerful peel on the market.\n")
        .file("sources.lock", &broken);
    for command in ["check", "claims"] {
        let run = folder.run(&[command, "draft.md"]);
        assert_eq!(run.status, 2, "{}", run.err);
        assert!(run.err.contains("sources.lock:6:11: this is not a date"), "{}", run.err);
        assert!(run.err.contains("continued without the registries' answers"), "{}", run.err);
        assert!(run.out.contains("most powerful peel"), "{}", run.out);
    }
    assert_eq!(folder.read("sources.lock"), broken);
}

#[test]
fn the_house_says_which_sites_are_its_own_and_how_good_others_are() {
    let draft = "\
Studies show that mud softens lines ([our trial](https://www.glowmere.example/trial)).

Studies show that clay softens lines ([a trial](https://clay.example/trial)).
";
    let folder = Folder::new().file("draft.md", draft);
    let grades = |folder: &Folder| -> Vec<String> {
        let run = folder.run(&["claims", "--format", "json", "draft.md"]);
        let sheet = run.json();
        let claims = sheet["files"][0]["claims"].as_array().unwrap();
        claims
            .iter()
            .map(|claim| format!("{} {} {}", claim["grade"], claim["tier"], claim["reason"]))
            .collect()
    };
    let unknown = "\"weak\" \"unknown site\" null";
    assert_eq!(grades(&folder), [unknown, unknown]);
    let folder = folder.file(
        "claimlint.toml",
        "[sources]\nown = ['glowmere.example']\ntiers = [{ domain = 'clay.example', tier = 2, reason = 'reviewed by peers' }]\n",
    );
    assert_eq!(
        grades(&folder),
        ["\"none\" \"own site\" null", "\"traceable\" \"tier 2\" \"reviewed by peers\""]
    );
    let found = diagnostics(&folder, &["draft.md"]);
    assert_eq!(found.len(), 1, "{found:#?}");
    assert_eq!(found[0]["labels"][0]["message"], "your own site cannot vouch for itself");
}

#[test]
fn a_link_to_a_till_a_diary_or_a_messenger_backs_nothing() {
    for (target, backs) in [
        ("https://www.amazon.com/dp/B000", false),
        ("https://www.fresha.com/a/glowmere", false),
        ("https://wa.me/447700900000", false),
        ("https://clay.example/trial", true),
    ] {
        let folder = Folder::new()
            .file("draft.md", format!("Studies show that mud softens lines ([here]({target})).\n"));
        assert_eq!(diagnostics(&folder, &["--select", "study", "draft.md"]).is_empty(), backs, "{target}");
    }
    // Where the next sentence sends the reader to buy, its link is about that.
    let after = |sentence: &str| {
        let folder =
            Folder::new().file("draft.md", format!("Studies show that mud softens lines. {sentence}\n"));
        diagnostics(&folder, &["--select", "study", "draft.md"]).len()
    };
    assert_eq!(after("Order the [mud](https://mud.example/tub) today."), 1);
    assert_eq!(after("Read the [study](https://mud.example/trial)."), 0);
    assert_eq!(after("See the [data](https://mud.example/trial)."), 0);
}

#[test]
fn domains_that_nobody_can_own_are_shown_with_a_caret() {
    let folder = Folder::new().file("a.txt", "Fine.\n").file(
        "claimlint.toml",
        "[sources]\nown = ['https://brand.com/', 'co.uk']\ntiers = [{ domain = 'skin.example', tier = 9, reason = '' }]\n",
    );
    let run = folder.run(&["check", "a.txt"]);
    assert_eq!(run.status, 2);
    for part in [
        "this is not a domain",
        "claimlint.toml:2:8",
        "anyone can have a site under this",
        "a tier is 1 to 6",
        "readers of the evidence sheet will ask why",
    ] {
        assert!(run.err.contains(part), "{part}: {}", run.err);
    }
}
