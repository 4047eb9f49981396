//! `check --trust none`: what a pull request of somebody else hides is reported, and says what would have hidden it.

use crate::common::{CLAIM, Folder, Run, word_rule};

const TRUST_NONE: [&str; 5] = ["check", "--trust", "none", "--format", "json"];

/// Each page with what would have hidden its finding.
fn hidden(run: &Run) -> Vec<(String, String)> {
    let report = run.json();
    let files = report["files"].as_array().unwrap().iter();
    let found = files.flat_map(|file| {
        let path = file["path"].as_str().unwrap();
        let found = file["diagnostics"].as_array().unwrap().iter();
        found.map(move |one| (path.to_owned(), one["hidden_by"].as_str().unwrap_or("nothing").to_owned()))
    });
    found.collect()
}

fn of(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
    pairs.iter().map(|(path, by)| ((*path).to_owned(), (*by).to_owned())).collect()
}

fn with_comment() -> String {
    format!("<!-- claimlint-ignore superlative: agreed with nobody -->\n{CLAIM}")
}

/// A repository that hides a claim in every way but one.
fn hiding() -> Folder {
    Folder::new()
        .file(
            "claimlint.toml",
            "exclude = ['old']\n[[overrides]]\npaths = ['shop']\nignore = ['superlative']\n",
        )
        .file(".gitignore", "built\n")
        .file("a.md", CLAIM)
        .file("built/a.md", CLAIM)
        .file("commented.md", with_comment())
        .file("old/a.md", CLAIM)
        .file("shop/a.md", CLAIM)
}

#[test]
fn what_the_repository_hides_is_reported_with_what_would_hide_it() {
    let folder = hiding();
    assert_eq!(hidden(&folder.run(&["check", "--format", "json"])), of(&[("a.md", "nothing")]));
    let run = folder.run(&TRUST_NONE);
    let wanted = [
        ("a.md", "nothing"),
        ("built/a.md", "ignore-file"),
        ("commented.md", "comment"),
        ("old/a.md", "exclude"),
        ("shop/a.md", "configuration"),
    ];
    assert_eq!((run.status, hidden(&run)), (1, of(&wanted)));
    assert_eq!(run.json()["summary"]["hidden"], 4);
    folder.run(&["check", "--write-baseline"]);
    let run = folder.run(&TRUST_NONE);
    assert_eq!(hidden(&run)[0], ("a.md".to_owned(), "baseline".to_owned()));
    assert_eq!((run.status, folder.run(&["check"]).status), (1, 0));
}

#[test]
fn accepted_wording_words_and_severities_of_the_repository_hide_nothing() {
    let settings = [
        "fail-on = 'never'\n",
        "select = ['typos']\n",
        "severity = { superlative = 'note' }\n",
        "[evidence]\naccept = [{ words = 'most powerful', reference = 'x', until = 2099-01-01 }]\n",
    ];
    for text in settings {
        let folder = Folder::new().file("a.md", CLAIM).file("claimlint.toml", text);
        assert_eq!(folder.run(&["check"]).status, 0, "{text}");
        let run = folder.run(&TRUST_NONE);
        assert_eq!((run.status, run.rules().len()), (1, 1), "{text}: {run:?}");
    }
}

#[test]
fn what_the_user_names_is_trusted_and_comments_are_not() {
    let folder = hiding()
        .file("trusted/house.toml", "exclude = ['shop']\n")
        .file("trusted/known.json", "{\"version\": 1, \"files\": {}}");
    let run = folder.run(&[&TRUST_NONE[..], &["--config", "trusted/house.toml"]].concat());
    let wanted = [
        ("a.md", "nothing"),
        ("built/a.md", "ignore-file"),
        ("commented.md", "comment"),
        ("old/a.md", "nothing"),
    ];
    let left: Vec<_> = hidden(&run).into_iter().filter(|(path, _)| path != "shop/a.md").collect();
    assert_eq!(left, of(&wanted));
    folder.run(&["check", "--no-config", "--write-baseline", "--baseline", "trusted/known.json", "a.md"]);
    let run = folder.run(&[&TRUST_NONE[..], &["--baseline", "trusted/known.json", "a.md"]].concat());
    assert_eq!((run.status, hidden(&run)), (0, vec![]), "a baseline that is named");
}

#[test]
fn rules_of_the_repository_find_what_they_find() {
    let rules = word_rule("house-word", "miracle cream", "");
    let folder = Folder::new()
        .file("a.md", "It is a miracle cream.\n")
        .file("claimlint.toml", "rules = ['house.toml']\n")
        .file("house.toml", rules);
    assert!(folder.run(&TRUST_NONE).rules().contains(&"house-word".to_owned()));
}

#[test]
fn pages_to_which_the_repository_gives_a_format_are_checked_and_ours_keep_theirs() {
    let folder = Folder::new()
        .file("claimlint.toml", "[formats]\n'liquid' = 'html'\n'md' = 'html'\n")
        .file("a.liquid", format!("<p>{CLAIM}</p>\n"))
        .file("b.md", format!("`<!--`\n\n{CLAIM}"));
    let run = folder.run(&TRUST_NONE);
    let found: Vec<String> = hidden(&run).into_iter().map(|(path, _)| path).collect();
    assert_eq!(found, ["a.liquid", "b.md"], "{run:?}");
}

#[test]
fn people_get_the_report_as_well_and_pages_are_never_changed() {
    let folder = Folder::new().file("a.md", with_comment());
    let pretty = folder.run(&["check", "--trust", "none"]);
    assert!(pretty.out.contains("not hidden by a comment"), "{}", pretty.out);
    assert!(
        pretty.out.contains("1 of them would be hidden if the repository were trusted"),
        "{}",
        pretty.out
    );
    for format in crate::common::FORMATS {
        let run = folder.run(&["check", "--trust", "none", "--format", format]);
        let words = run.out.split_whitespace().collect::<Vec<_>>().join(" ");
        let is_told = words.contains("not hidden by a comment in the page")
            || words.contains("\"hidden_by\":\"comment\"")
            || words.contains("hidden");
        assert!(run.status == 1 && is_told, "{format}: {}", run.out);
    }
    for option in ["--fix", "--diff", "--watch", "--write-baseline"] {
        let run = folder.run(&["check", "--trust", "none", option]);
        assert!(run.status == 2 && run.err.contains("--trust none only reports"), "{option}: {}", run.err);
    }
}
