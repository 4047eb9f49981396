//! The sites in `fixtures/sites`, each of ten pages as they are written for a shop system, a generator or a framework, and
//! templates of three more languages. The file beside each site lists what was planted in its copy, and what fixes make of
//! it. Exactly that is found, in none of the code and furniture around it, and exactly that is changed.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use claimlint_base::source::Source;
use regex::Regex;
use serde_json::Value;

use crate::common::{Folder, Run, claimlint, project};

const SITES: [&str; 7] = ["django", "hugo", "jekyll", "next", "shopify", "templates", "wordpress"];

/// What the code of these sites looks like, apart from the program's own notion of it.
const CODE: &str = r"(?s)\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}|<\?.*?\?>|<!--.*?-->|<style.*?</style>|\[/?[a-z_-]+[^\]]*\]|</?[a-z]+>";

/// A line of a list of what was planted: `path:line:column rule “words”`, and `→ “words”` where a fix changes them.
struct Planted {
    path: String,
    line: usize,
    column: usize,
    words: String,
    fixed: Option<String>,
}

fn list(site: &str) -> String {
    std::fs::read_to_string(project().join(format!("fixtures/sites/{site}.expected"))).unwrap()
}

fn planted(site: &str) -> Vec<Planted> {
    let form = Regex::new(r"^(.+):(\d+):(\d+) [a-z-]+ “(.+?)”(?: → “(.+)”)?$").unwrap();
    let read = |line: &str| {
        let parts = form.captures(line).unwrap_or_else(|| panic!("{site}: {line}"));
        Planted {
            path: parts[1].to_owned(),
            line: parts[2].parse().unwrap(),
            column: parts[3].parse().unwrap(),
            words: parts[4].to_owned(),
            fixed: parts.get(5).map(|fixed| fixed.as_str().to_owned()),
        }
    };
    list(site).lines().map(read).collect()
}

/// What a site holds, by the path in it.
fn files(site: &str) -> BTreeMap<String, Vec<u8>> {
    let root = project().join("fixtures/sites").join(site);
    let paths =
        ignore::Walk::new(&root).map(|entry| entry.unwrap().into_path()).filter(|path| path.is_file());
    let name = |path: &Path| path.strip_prefix(&root).unwrap().to_str().unwrap().replace('\\', "/");
    paths.map(|path: PathBuf| (name(&path), std::fs::read(&path).unwrap())).collect()
}

fn text(bytes: &[u8]) -> String {
    Source::decode(bytes.to_vec()).unwrap().text().to_owned()
}

/// A finding as the lists of what is planted have it.
pub fn line_of(path: &str, finding: &Value) -> String {
    let words = finding["text"].as_str().unwrap();
    let shown = words.split_whitespace().collect::<Vec<_>>().join(" ");
    let (line, column) = (&finding["start"]["line"], &finding["start"]["column"]);
    let rule = finding["rule"].as_str().unwrap();
    let fixed = fixed(finding).map(|fixed| format!(" → “{fixed}”")).unwrap_or_default();
    format!("{path}:{line}:{column} {rule} “{shown}”{fixed}")
}

/// What the fix of a finding makes of its words.
fn fixed(finding: &Value) -> Option<String> {
    let edits = finding["fix"]["edits"].as_array()?;
    let byte = |place: &Value| usize::try_from(place["byte"].as_u64().unwrap()).unwrap();
    let start = byte(&finding["start"]);
    let mut words = finding["text"].as_str()?.to_owned();
    for edit in edits.iter().rev() {
        let range = byte(&edit["start"]) - start..byte(&edit["end"]) - start;
        words.replace_range(range, edit["text"].as_str()?);
    }
    Some(words)
}

#[test]
fn what_is_planted_in_a_site_is_found_and_nothing_in_its_code_and_furniture() {
    for site in SITES {
        let folder = project().join("fixtures/sites").join(site);
        let output = claimlint().current_dir(folder).args(["check", "--format", "json"]).output().unwrap();
        let run = Run::of(output);
        assert_eq!((run.status, run.err.as_str()), (1, ""), "{site}");
        assert_eq!(run.errors(), [""; 0], "{site}");
        let report = run.json();
        let mut found = Vec::new();
        for file in report["files"].as_array().unwrap() {
            let path = file["path"].as_str().unwrap();
            found.extend(file["diagnostics"].as_array().unwrap().iter().map(|one| line_of(path, one)));
        }
        let expected = list(site);
        let mut expected: Vec<&str> = expected.lines().collect();
        expected.sort_unstable();
        found.sort_unstable();
        assert_eq!(found, expected, "{site}");
        assert_eq!(report["skipped"].as_array().map(Vec::len), Some(0), "{site}");
        let pages = report["files"].as_array().unwrap().len();
        assert_eq!(pages, if site == "templates" { 15 } else { 10 }, "{site}");
    }
}

#[test]
fn fixes_change_the_planted_words_of_a_site_and_none_of_its_code() {
    let code = Regex::new(CODE).unwrap();
    for site in SITES {
        let before = files(site);
        let copy = before.iter().fold(Folder::new(), |folder, (path, bytes)| folder.file(path, bytes));
        let run = copy.run(&["check", "--fix", "--unsafe-fixes"]);
        assert_eq!(run.err, "", "{site}");
        let planted = planted(site);
        for (path, bytes) in &before {
            let after = text(&std::fs::read(copy.path(path)).unwrap());
            let before = text(bytes);
            assert_eq!(with_fixes(path, &before, &planted), after, "{site}: {path}");
            let constructs = |text: &str| -> Vec<String> {
                code.find_iter(text).map(|found| found.as_str().to_owned()).collect()
            };
            assert_eq!(constructs(&before), constructs(&after), "{site}: {path}");
        }
    }
}

/// The words that are reported in one page.
fn words_found(name: &str, page: &str) -> Vec<String> {
    let run = Folder::new().file(name, page).run(&["check", "--no-config", "--format", "json", name]);
    run.diagnostics().iter().map(|one| one["text"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn the_structured_data_of_a_page_is_read_on_one_line_with_templates_and_after_the_references() {
    for data in [
        r#"{"@type":"Article","description":"It is for the the skin."}"#,
        r#"{"@graph":[{"@type":"Article","headline":"Clay {{ page.title }}","description":"It is for the the skin."}]}"#,
        r#"{ "name": {{ title | json }}, "description": "It is for the the skin."{% if image %}, "image": "{{ image }}"{% endif %} }"#,
    ] {
        for before in ["", "<h2>References</h2><ol><li>Tarn P. Clay. Skin Letters. 2019;12:45.</li></ol>"] {
            let page = format!(
                "<p>Clay takes off oil.</p>{before}<script type=\"application/ld+json\">{data}</script>"
            );
            let found = words_found("page.html", &page);
            assert!(found.contains(&"the the".to_owned()), "{page}: {found:?}");
        }
    }
}

#[test]
fn what_a_shop_shows_is_not_a_study_and_what_buyers_gave_is_not_a_statistic() {
    for line in [
        "Prices are shown in pounds.",
        "Your orders are shown below.",
        "The sizes are shown in brackets.",
        "★★★★☆ 4.2 out of 5 (18 reviews)",
        "4.7/5",
    ] {
        assert_eq!(words_found("page.md", line), [""; 0], "{line}");
    }
    for line in
        ["Our creams are shown to lift the skin.", "It was shown in the laboratory that it lifts the skin."]
    {
        assert_ne!(words_found("page.md", line), [""; 0], "{line}");
    }
}

/// A page after the fixes of its planted words, the last first.
fn with_fixes(path: &str, page: &str, planted: &[Planted]) -> String {
    let mut lines: Vec<String> = page.split('\n').map(str::to_owned).collect();
    let mut own: Vec<&Planted> = planted.iter().filter(|one| one.path == path).collect();
    own.sort_by_key(|one| std::cmp::Reverse((one.line, one.column)));
    for one in own {
        let Some(fixed) = &one.fixed else { continue };
        let line = &mut lines[one.line - 1];
        let start = line.char_indices().nth(one.column - 1).unwrap().0;
        assert!(line[start..].starts_with(&one.words), "{path}:{}: {}", one.line, one.words);
        line.replace_range(start..start + one.words.len(), fixed);
    }
    lines.join("\n")
}
