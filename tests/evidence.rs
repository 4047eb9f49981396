//! What a house has that backs its claims: papers of a reference manager, and wording substantiated elsewhere.

use serde_json::Value;

use crate::common::{Folder, RETRACTED, Run};

const LIBRARY: &str = "\
@article{quillfarth2016,
  author = {Quillf{\\\"a}rth, Ina and Corrow, Ben},
  title = {Blue mud and the skin barrier},
  journal = {Journal of Wexcombe Skin},
  year = {2016},
  doi = {10.5555/Mud},
}

@misc{clay_leaflet,
  title = {All about clay},
}
";

const ITEMS: &str = r#"[
  {"id": "corrow2019", "type": "article-journal", "title": "Green clay", "author": [{"family": "Corrow"}],
   "container-title": "Skin Letters", "issued": {"date-parts": [[2019, 3]]}, "PMID": "1234567"}
]
"#;

const FILES: &str = "[evidence]\nfiles = ['library.bib', 'library.json']\n";

const ACCEPTS: &str = "[evidence]\naccept = [{ words = 'the most powerful peel', reference = 'Dossier 12, test of March 2026', until = UNTIL }]\n";

/// A folder of a house that keeps papers.
fn house() -> Folder {
    Folder::new().file("claimlint.toml", FILES).file("library.bib", LIBRARY).file("library.json", ITEMS)
}

fn accepting(until: &str) -> Folder {
    Folder::new().file("claimlint.toml", ACCEPTS.replace("UNTIL", until))
}

fn check(folder: &Folder, name: &str) -> Run {
    folder.run(&["check", "--format", "json", name])
}

fn first(run: &Run) -> Value {
    run.json()["files"][0]["diagnostics"][0].clone()
}

/// The claims of an article, each as grade, whether it is satisfied, source and tier.
fn claims(folder: &Folder, name: &str) -> Vec<[String; 4]> {
    let run = folder.run(&["claims", "--format", "json", name]);
    let sheet = run.json();
    let text = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    let row = |claim: &Value| ["grade", "satisfied", "source", "tier"].map(|field| text(&claim[field]));
    sheet["files"][0]["claims"].as_array().unwrap().iter().map(row).collect()
}

#[test]
fn a_key_leads_to_the_entry_that_the_house_keeps() {
    for (name, draft) in [
        ("draft.md", "Studies show that mud softens lines [see @quillfarth2016, p. 3; @corrow2019].\n"),
        ("draft.md", "As @quillfarth2016 and others saw, studies show that mud softens lines.\n"),
        ("draft.md", "Studies show that mud softens lines.[@quillfarth2016] The rest is dry.\n"),
        ("draft.txt", "Studies show that mud softens lines [@quillfarth2016].\n"),
        ("draft.html", "<p>Studies show that mud <b>softens</b> lines [@quillfarth2016].</p>\n"),
    ] {
        let folder = house().file(name, draft);
        let run = check(&folder, name);
        assert_eq!((run.status, run.rules(), run.err.as_str()), (0, Vec::new(), ""), "{draft}");
        let entry = "Quillf\u{E4}rth, Corrow. Blue mud and the skin barrier. Journal of Wexcombe Skin. 2016. https://doi.org/10.5555/mud";
        assert_eq!(claims(&folder, name), [["traceable", "true", entry, "tier 1"]], "{draft}");
        // Without the table the key is a word like others.
        assert_eq!(folder.run(&["check", "--no-config", "--quiet", name]).status, 1, "{draft}");
    }
}

#[test]
fn an_entry_that_finds_nothing_is_a_weak_source() {
    let folder = house().file("draft.md", "The most powerful peel on the market [@clay_leaflet].\n");
    let found = first(&check(&folder, "draft.md"));
    assert_eq!(
        (&found["rule"], &found["grade"]),
        (&"unsupported-superlative".into(), &"weak".into()),
        "{found}"
    );
    let label = found["labels"][0]["message"].as_str().unwrap();
    assert_eq!(label, "its entry needs an identifier, or authors, title, journal and year");
}

#[test]
fn an_unknown_key_is_reported_with_the_one_that_was_meant() {
    let folder = house().file(
        "draft.md",
        "Mud may soften lines [@quilfarth2016]. Clay may as well [@nobody; @corrow2019].\n",
    );
    let run = folder.run(&["check", "--format", "short", "draft.md"]);
    let lines: Vec<&str> = run.out.lines().collect();
    assert!(lines[0].starts_with("draft.md:1:23: "), "{}", run.out);
    assert!(lines[0].ends_with("“@quilfarth2016” leads nowhere: the bibliography has no such entry; did you mean `quillfarth2016`?"), "{}", run.out);
    assert!(lines[1].starts_with("draft.md:1:58: "), "{}", run.out);
    assert!(lines[1].ends_with("“@nobody” leads nowhere: the bibliography has no such entry"), "{}", run.out);
    assert_eq!(run.out.matches("marker-without-entry").count(), 2, "{}", run.out);
}

#[test]
fn addresses_and_handles_are_not_keys_and_keys_are_not_copy() {
    let text = "Write to desk@corrow2019.example, or follow @glowmere2019 and [@glowmere](https://social.example/glowmere).\n\nMud may soften lines [@Most_Powerful_Peel2019; @smiht2019].\n";
    for name in ["draft.md", "draft.txt", "draft.html"] {
        let folder = house().file(name, text);
        let folder = folder
            .file("library.bib", "@misc{Most_Powerful_Peel2019, pmid = 12}\n@misc{smiht2019, pmid = 13}\n");
        let run = check(&folder, name);
        let rules = run.rules();
        // Plain text has no links: there the brackets are plain brackets.
        let expected: &[&str] = if name == "draft.md" { &[] } else { &["marker-without-entry"] };
        assert_eq!(rules, expected, "{name}: {}", run.out);
        let words = folder.run(&["words", name]).out;
        assert!(!words.contains("smiht") && !words.contains("Quillf"), "{words}");
    }
    // Where no bibliography is named, brackets hold what they like.
    let folder =
        Folder::new().file("draft.md", "Mud may soften lines [@smiht2019], and may calm the skin.\n");
    assert_eq!(check(&folder, "draft.md").rules(), [] as [&str; 0]);
}

#[test]
fn a_broken_entry_is_reported_with_its_place_and_the_others_are_used() {
    let broken = format!("@article{{lost2018,\n  title = {{Lost,\n  year = 2018\n}}\n\n{LIBRARY}");
    let items = ITEMS.replace("[\n", "[\n  {\"title\": \"No key\"},\n");
    let folder = house().file("library.bib", &broken).file("library.json", &items).file(
        "draft.md",
        "Studies show that mud softens lines [@quillfarth2016], and clay [@corrow2019; @lost2018].\n",
    );
    for command in ["check", "claims"] {
        let run = folder.run(&[command, "draft.md"]);
        assert_eq!(run.status, 2, "{}", run.err);
        let lines: Vec<&str> = run.err.lines().collect();
        assert_eq!(lines[0], "error: ./library.bib:1:1: this entry is not closed; this entry was skipped");
        assert!(lines[1].starts_with("error: ./library.json:2:"), "{}", run.err);
        assert!(lines[1].contains("missing field `id`; this entry was skipped"), "{}", run.err);
        // Nobody can say that a key is unknown while entries are missing.
        assert!(!run.out.contains("marker-without-entry"), "{}", run.out);
    }
    assert_eq!(check(&folder, "draft.md").rules(), [] as [&str; 0]);
    let verify = folder.run(&["verify", "--offline", "draft.md"]);
    assert_eq!(verify.status, 2, "{}", verify.err);
    assert!(verify.out.contains("draft.md:1:38: 10.5555/mud: unchecked"), "{}", verify.out);
}

#[test]
fn files_that_are_not_libraries_are_reported_once() {
    let draft = "The most powerful peel on the market [@quillfarth2016].\n";
    for (json, place) in
        [("", "1:1: "), ("{\"items\": 7}", "1:11: "), ("[{\"id\": }]", "1:9: "), ("[\n", "2:1: ")]
    {
        let folder = house().file("library.json", json).file("draft.md", draft);
        let run = folder.run(&["check", "draft.md"]);
        assert_eq!(run.status, 2);
        let start = format!("error: ./library.json:{place}this is not ");
        assert!(run.err.starts_with(&start) && run.err.lines().count() == 1, "{start}: {}", run.err);
        assert!(run.err.contains("the file was skipped"), "{}", run.err);
    }
    let many = "@misc{broken\n".repeat(30);
    let folder = house().file("library.bib", many).file("draft.md", draft);
    let run = folder.run(&["check", "draft.md"]);
    assert_eq!(run.err.lines().count(), 11, "{}", run.err);
    assert!(run.err.ends_with("./library.bib: 20 more errors; these entries were skipped\n"), "{}", run.err);
    let folder = house().file("library.bib", [0xFF, 0xFE, 0x00]).file("draft.md", draft);
    assert_eq!(folder.run(&["check", "draft.md"]).status, 2);
}

#[test]
fn a_key_that_two_entries_have_is_reported_unless_they_are_one() {
    let twice = format!(
        "{LIBRARY}\n@article{{quillfarth2016, title = {{Blue mud again}}, doi = {{10.5555/mud}}}}\n@misc{{clay_leaflet, title = {{Clay}}}}\n"
    );
    let folder = house().file("library.bib", twice).file("draft.md", "A peel loosens dead cells.\n");
    let run = folder.run(&["check", "draft.md"]);
    assert_eq!(
        run.err,
        "error: ./library.bib:14:1: the key `clay_leaflet` is taken already; the first entry counts\n"
    );
    assert_eq!(run.status, 2);
}

#[test]
fn an_entry_of_a_list_is_shown_as_the_house_keeps_it() {
    let draft = "Studies show that mud softens lines [1].\n\n## References\n\n1. Quillfarth. Mud. https://doi.org/10.5555/MUD\n2. Corrow. Clay. PMID: 1234567\n";
    let folder = house().file("draft.md", draft);
    assert!(claims(&folder, "draft.md")[0][2].starts_with("Quillf\u{E4}rth, Corrow. Blue mud"));
    assert_eq!(check(&folder, "draft.md").rules(), ["entry-never-cited"]);
    let folder = folder.file("draft.md", draft.replace("lines [1]", "lines [1], as @corrow2019 saw"));
    assert_eq!(check(&folder, "draft.md").rules(), [] as [&str; 0]);
}

#[test]
fn a_retracted_paper_behind_a_key_backs_nothing() {
    let folder = house()
        .file("draft.md", "Studies show that mud softens lines [@quillfarth2016].\n")
        .file("sources.lock", RETRACTED);
    let run = folder.run(&["check", "--format", "short", "draft.md"]);
    assert_eq!(run.status, 1, "{}", run.err);
    assert!(run.out.contains("draft.md:1:1: error[uncited-study]"), "{}", run.out);
    assert!(run.out.contains("draft.md:1:38: error[retracted-source]"), "{}", run.out);
    assert_eq!(claims(&folder, "draft.md")[0][..2], ["broken", "false"]);
    let run = folder.run(&["verify", "--offline", "draft.md"]);
    assert!(run.out.contains("draft.md:1:38: 10.5555/mud: retracted"), "{}", run.out);
    // The entry of the house is compared as well.
    let other = RETRACTED
        .split("\n[[source.notices]]")
        .next()
        .unwrap()
        .replace("Blue mud and the skin barrier", "Green clay for dry hair");
    let folder = folder.file("sources.lock", other);
    assert_eq!(check(&folder, "draft.md").rules(), ["uncited-study", "source-mismatch"]);
}

#[test]
fn the_years_of_papers_behind_keys_count() {
    let old = "@misc{one, title = {One}, year = 1999}\n@misc{two, title = {Two}, year = 2004}\n";
    let folder =
        house().file("library.bib", old).file("draft.md", "Mud may calm [@one], and soften [@two].\n");
    let run = check(&folder, "draft.md");
    assert_eq!(run.rules(), ["old-sources"]);
    assert_eq!(first(&run)["text"], "@two");
    let folder = folder.file("draft.md", "Mud may calm [@one], and soften [@two; @corrow2019].\n");
    assert_eq!(check(&folder, "draft.md").rules(), [] as [&str; 0]);
}

#[test]
fn accepted_wording_is_silent_and_listed_with_its_reference() {
    let draft = "It is the Most Powerful-Peel on the market. It is the most gentle mask on the market.\n";
    for until in ["'9999-12-31'", "9999-12-31"] {
        let folder = accepting(until)
            .file("draft.md", draft)
            .file("draft.html", "<p>It is the most\n <i>powerful</i> peel on the market.</p>");
        let run = check(&folder, "draft.md");
        assert_eq!(run.rules(), ["unsupported-superlative"], "{}", run.err);
        assert_eq!(first(&run)["start"]["column"], 51);
        assert_eq!(check(&folder, "draft.html").rules(), [] as [&str; 0]);
        let found = claims(&folder, "draft.md");
        assert_eq!(
            found[0],
            ["traceable", "true", "Dossier 12, test of March 2026", "accepted until 9999-12-31"]
        );
        assert_eq!(found[1][..2], ["none", "false"]);
        let table = folder.run(&["claims", "draft.md"]).out;
        assert!(table.contains("Dossier 12, test of March 2026 (accepted until 9999-12-31)"), "{table}");
    }
}

#[test]
fn an_acceptance_that_has_run_out_holds_no_longer() {
    let folder = accepting("2026-01-31").file("draft.md", "It is the most powerful peel on the market.\n");
    let run = check(&folder, "draft.md");
    assert_eq!(run.rules(), ["unsupported-superlative"]);
    let label = first(&run)["labels"][0]["message"].clone();
    assert_eq!(label, "accepted until 2026-01-31 (Dossier 12, test of March 2026): renew it");
    assert_eq!(claims(&folder, "draft.md")[0][..2], ["none", "false"]);
}

#[test]
fn faults_in_the_table_are_shown_with_a_caret() {
    let folder = Folder::new().file("a.txt", "Fine.\n").file("library.txt", "").file(
        "claimlint.toml",
        "[evidence]\nfiles = ['library.txt', 'nowhere.bib']\naccept = [\n    { words = '', reference = ' ', until = 'soon' },\n    { word = 'x' },\n]\n",
    );
    let run = folder.run(&["check", "a.txt"]);
    assert_eq!(run.status, 2);
    for part in [
        "claimlint.toml:2:10",
        "this is neither BibTeX nor CSL-JSON by its name",
        "there is no file ./nowhere.bib",
        "this accepts no words",
        "readers of the evidence sheet will ask for it",
        "this is not a date",
        "write it as 2027-03-31",
        "unknown field `word`",
    ] {
        assert!(run.err.contains(part), "{part}: {}", run.err);
    }
}
