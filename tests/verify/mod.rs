//! `claimlint verify` against a registry on this machine, with everything that registries and networks do.

mod lock_file;
mod network;
mod registry;
mod retractions;

use crate::common::{Folder, Run, claimlint};
use registry::{Registry, mud, ok, reply, work};

/// Looks up what the pages in a folder cite.
fn verify_as_told(folder: &Folder, arguments: &[&str]) -> Run {
    let mut command = claimlint();
    for name in ["http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"] {
        command.env_remove(name);
    }
    let output = command.current_dir(folder.path("")).arg("verify").args(arguments).output().unwrap();
    Run::of(output)
}

/// The same, with leave to ask the registries of this machine that the configuration names.
fn verify(folder: &Folder, arguments: &[&str]) -> Run {
    let settings = std::fs::read_to_string(folder.path("claimlint.toml")).unwrap_or_default();
    let addresses = settings.split('\'').filter(|text| text.starts_with("http://"));
    let allowed: Vec<&str> = addresses.flat_map(|address| ["--allow-registry", address]).collect();
    verify_as_told(folder, &[arguments, &allowed].concat())
}

fn lock_of(folder: &Folder) -> String {
    std::fs::read_to_string(folder.path("sources.lock")).unwrap_or_default()
}

const ENTRY: &str = "Mud helps.[^1]\n\n[^1]: Quillfarth I. Blue mud and the skin barrier. Journal of Wexcombe Skin. 2016. https://doi.org/10.5555/Mud\n";

#[test]
fn nobody_is_asked_whom_only_the_configuration_names() {
    let registry = Registry::new(vec![mud("")]);
    let folder = Folder::new().file("draft.md", ENTRY).file("claimlint.toml", registry.settings(""));
    let run = verify_as_told(&folder, &[]);
    assert_eq!((run.status, run.out.as_str()), (2, ""));
    assert!(run.err.contains(&format!("--allow-registry {}", registry.address)), "{}", run.err);
    let other = verify_as_told(&folder, &["--allow-registry", "https://registry.invalid"]);
    assert_eq!((other.status, registry.questions()), (2, vec![]));
    assert_eq!(
        verify_as_told(&folder, &["--offline"]).status,
        0,
        "without a network, an address does no harm"
    );
}

#[test]
fn nothing_of_the_text_is_sent() {
    let registry = Registry::new(vec![mud("")]);
    let text =
        format!("---\ntitle: Unreleased gannet\n---\n\n# Gannet\n\nThe gannet serum is new.\n\n{ENTRY}");
    let folder = Folder::new().file("gannet.md", text).file("claimlint.toml", registry.settings(""));
    assert_eq!(verify(&folder, &[]).status, 0);
    let questions = registry.questions();
    assert_eq!(questions.len(), 1, "{questions:?}");
    assert!(questions[0].starts_with("GET /works/10.5555"), "{questions:?}");
    assert!(
        !questions[0].to_lowercase().contains("gannet") && !questions[0].contains("barrier"),
        "{questions:?}"
    );
}

#[test]
fn an_answer_for_another_paper_does_not_count() {
    let registry = Registry::new(vec![mud("")]);
    let run = registry.verify("Mud helps (https://doi.org/10.5555/clay).\n");
    assert_eq!(run.status, 0, "{}", run.err);
    assert!(run.out.contains("unchecked") && run.out.contains("a different DOI"), "{}", run.out);
}

#[test]
fn a_paper_that_is_what_the_article_says_is_verified() {
    let registry = Registry::new(vec![mud("")]);
    let settings = registry.settings("mailto = 'desk@glowmere.example'\n");
    let folder = Folder::new().file("draft.md", ENTRY).file("claimlint.toml", settings);
    let run = verify(&folder, &[]);
    assert_eq!((run.status, run.err.as_str()), (0, ""), "{run:?}");
    let line =
        "draft.md:3:84: 10.5555/mud: verified\n1 citation: 1 verified; 1 looked up, 0 from the lock file\n";
    assert_eq!(run.out, line);
    let questions = registry.questions();
    assert_eq!(questions.len(), 1);
    assert!(
        questions[0].starts_with("GET /works/10.5555/mud?mailto=desk%40glowmere.example "),
        "{questions:?}"
    );
    let agent = format!("user-agent: claimlint/{} (mailto:desk@glowmere.example)", env!("CARGO_PKG_VERSION"));
    assert!(questions[0].to_lowercase().contains(&agent), "{questions:?}");
    let lock = lock_of(&folder);
    for part in
        ["version = 1", "value = \"10.5555/mud\"", "answer = \"found\"", "years = [2016]", "checked = \"2"]
    {
        assert!(lock.contains(part), "{part}: {lock}");
    }
    assert!(!lock.contains("Quillfarth"), "{lock}");
}

#[test]
fn what_differs_is_named() {
    for (record, field) in [
        (work("Green clay for dry hair in winter", 2016, ""), "title"),
        (work("Blue mud and the skin barrier", 2012, ""), "year"),
        (
            work("Blue mud and the skin barrier", 2016, "").replace("Wexcombe Skin", "Practical Geology"),
            "journal",
        ),
    ] {
        let registry = Registry::new(vec![ok(record)]);
        let run = registry.verify(ENTRY);
        assert_eq!(run.status, 1, "{run:?}");
        assert!(run.out.contains(&format!("10.5555/mud: metadata-mismatch ({field}): ")), "{run:?}");
    }
}

#[test]
fn a_year_may_be_one_off_and_prose_is_not_taken_for_a_title() {
    let registry = Registry::new(vec![ok(work("Blue mud and the skin barrier", 2017, ""))]);
    assert!(registry.verify(ENTRY).out.contains(": verified\n"));
    let registry = Registry::new(vec![mud("")]);
    let prose =
        "Since 1999 our guests have loved this mask, and now it has been studied (doi:10.5555/mud).\n";
    let run = registry.verify(prose);
    assert!(run.status == 0 && run.out.contains(": verified\n"), "{run:?}");
}

#[test]
fn a_doi_that_nobody_has_is_not_found_and_one_of_another_agency_is_unchecked() {
    let missing = || reply(404, "Content-Type: text/plain\r\n", "Resource not found.");
    let registry = Registry::new(vec![missing(), reply(404, "", r#"{"responseCode":100}"#)]);
    let run = registry.verify(ENTRY);
    assert_eq!(run.status, 1, "{run:?}");
    assert!(run.out.contains("10.5555/mud: not-found"), "{run:?}");
    assert!(registry.questions()[1].starts_with("GET /handles/10.5555/mud?type=URL "));

    let registry = Registry::new(vec![missing(), ok(r#"{"responseCode":1,"values":[]}"#)]);
    let run = registry.verify(ENTRY);
    assert_eq!(run.status, 0, "{run:?}");
    assert!(run.out.contains("10.5555/mud: unchecked: it exists, but Crossref does not have it"), "{run:?}");
}

#[test]
fn pubmed_is_asked_for_pmids() {
    let paper = |types: &str| {
        ok(format!(
            r#"{{"result":{{"uids":["123"],"123":{{"uid":"123","title":"Blue mud and the skin barrier.","fulljournalname":"Journal of Wexcombe Skin","source":"J Wexcombe Skin","pubdate":"2016 Feb","pubtype":[{types}]}}}}}}"#
        ))
    };
    let text = ENTRY.replace("https://doi.org/10.5555/Mud", "PMID: 123.");
    for (answer, verdict, status) in [
        (paper("\"Journal Article\""), "verified", 0),
        (paper("\"Retracted Publication\""), "retracted: its type is", 1),
        (
            ok(r#"{"result":{"uids":["123"],"123":{"uid":"123","error":"cannot get document summary"}}}"#),
            "not-found",
            1,
        ),
        (ok(r#"{"error":"API rate limit exceeded"}"#), "unchecked: the answer of 127.0.0.1", 0),
    ] {
        let registry = Registry::new(vec![answer]);
        let settings = registry.settings("mailto = 'desk@glowmere.example'\nncbi-key = 'k/1'\n");
        let folder = Folder::new().file("draft.md", &text).file("claimlint.toml", settings);
        let run = verify(&folder, &[]);
        assert_eq!(run.status, status, "{run:?}");
        assert!(run.out.contains(&format!("PMID 123: {verdict}")), "{verdict}: {run:?}");
        let question = registry.questions().remove(0);
        let wanted = "GET /eutils/esummary.fcgi?db=pubmed&id=123&retmode=json&tool=claimlint&email=desk%40glowmere.example&api_key=k%2F1 ";
        assert!(question.starts_with(wanted), "{question}");
        assert!(!run.out.contains("k%2F1") && !lock_of(&folder).contains("k/1"), "{run:?}");
    }
}

#[test]
fn the_trial_register_is_asked_for_trial_numbers() {
    let found =
        ok(r#"{"protocolSection":{"identificationModule":{"nctId":"NCT01234567","briefTitle":"Blue mud"}}}"#);
    for (answer, verdict, status) in
        [(found, "verified", 0), (reply(404, "", "NCT number not found"), "not-found", 1)]
    {
        let registry = Registry::new(vec![answer]);
        let run = registry.verify("It was tried in 2019 (NCT01234567).\n");
        assert_eq!(run.status, status, "{run:?}");
        assert!(run.out.contains(&format!("NCT01234567: {verdict}")), "{run:?}");
        assert!(registry.questions()[0].starts_with("GET /v2/studies/NCT01234567?fields=NCTId,"));
    }
}

#[test]
fn one_paper_that_is_cited_often_is_asked_for_once() {
    let registry = Registry::new(vec![mud("")]);
    let folder = Folder::new()
        .file("one.md", "See doi:10.5555/mud, or https://doi.org/10.5555/MUD.\n")
        .file("two.html", "<p>See <a href=\"https://doi.org/10.5555%2Fmud\">the trial</a>.</p>")
        .file("claimlint.toml", registry.settings(""));
    let run = verify(&folder, &[]);
    assert!(run.out.contains("3 citations: 3 verified; 1 looked up"), "{run:?}");
    assert!(run.out.contains("one.md:1:5: ") && run.out.contains("two.html:1:"), "{run:?}");
    assert_eq!(registry.questions().len(), 1);
}

#[test]
fn files_that_cannot_be_read_and_settings_that_cannot_be_used_fail_the_run() {
    let registry = Registry::new(vec![mud("")]);
    let folder = Folder::new().file("draft.md", ENTRY).file("claimlint.toml", registry.settings(""));
    let run = verify(&folder, &["draft.md", "missing.md"]);
    assert!(run.status == 2 && run.out.contains(": verified") && run.err.contains("missing.md"), "{run:?}");

    let folder = Folder::new().file("draft.md", ENTRY).file("claimlint.toml", "[verify]\ncrossref = 'api'\n");
    let run = verify(&folder, &[]);
    assert!(run.status == 2 && run.err.contains("not an address") && run.err.contains('^'), "{run:?}");

    let folder = Folder::new().file("draft.md", "Mud.\n");
    let run = verify(&folder, &[]);
    assert_eq!((run.status, run.out.as_str()), (0, "no DOI, PMID or trial number was found\n"));
}
