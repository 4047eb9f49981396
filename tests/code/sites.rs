//! The sites in `fixtures/code`: a site of Next.js, an app of React that is built with Vite and keeps its copy in lists of JavaScript, one
//! of Vue, and one of PHP. The file beside each lists what was planted in its copy, and what fixes make of it. Exactly that is found, and
//! exactly that is changed: their code is full of the same words.

use std::collections::BTreeMap;
use std::path::PathBuf;

use crate::common::{Folder, project};
use crate::sites::line_of;

const SITES: [(&str, usize); 4] = [("next", 6), ("php", 4), ("vite", 6), ("vue", 2)];

fn list(site: &str) -> Vec<String> {
    let list = std::fs::read_to_string(project().join(format!("fixtures/code/{site}.expected"))).unwrap();
    list.lines().map(str::to_owned).collect()
}

fn files(site: &str) -> BTreeMap<String, String> {
    let root = project().join("fixtures/code").join(site);
    let paths =
        ignore::Walk::new(&root).map(|entry| entry.unwrap().into_path()).filter(|path| path.is_file());
    let name = |path: &PathBuf| path.strip_prefix(&root).unwrap().to_str().unwrap().replace('\\', "/");
    paths.map(|path| (name(&path), std::fs::read_to_string(&path).unwrap())).collect()
}

/// A copy of a site, away from the settings of the project.
fn copy_of(files: &BTreeMap<String, String>) -> Folder {
    files.iter().fold(Folder::new(), |folder, (path, text)| folder.file(path, text))
}

#[test]
fn what_is_planted_in_a_site_is_found_and_nothing_in_its_code() {
    for (site, pages) in SITES {
        let copy = copy_of(&files(site));
        let run = copy.run(&["check", "--format", "json"]);
        assert_eq!((run.status, run.err.as_str()), (1, ""), "{site}");
        let report = run.json();
        let mut found = Vec::new();
        for file in report["files"].as_array().unwrap() {
            assert!(file["error"].is_null(), "{site}: {file}");
            let path = file["path"].as_str().unwrap();
            found.extend(file["diagnostics"].as_array().unwrap().iter().map(|one| line_of(path, one)));
        }
        found.sort_unstable();
        assert_eq!(found, list(site), "{site}");
        assert_eq!(report["files"].as_array().unwrap().len(), pages, "{site}");
        assert_eq!(report["skipped"].as_array().unwrap().len(), 0, "{site}");
    }
}

#[test]
fn fixes_change_the_planted_words_of_a_site_and_none_of_its_code() {
    for (site, _) in SITES {
        let before = files(site);
        let copy = copy_of(&before);
        let run = copy.run(&["check", "--fix", "--unsafe-fixes"]);
        assert_eq!(run.err, "", "{site}");
        let list = list(site);
        for (path, text) in &before {
            let mut lines: Vec<String> = text.split('\n').map(str::to_owned).collect();
            let own = list.iter().rev().filter_map(|line| line.strip_prefix(&format!("{path}:")));
            // The last on a line comes first, so that the columns of those before it stay.
            let mut own: Vec<&str> = own.filter(|line| line.contains(" → ")).collect();
            own.sort_by_key(|line| std::cmp::Reverse(place_of(line)));
            for planted in own {
                let (line, column) = place_of(planted);
                let (words, fixed) = planted.split_once(" → ").unwrap();
                let words = words.split_once('“').unwrap().1.trim_end_matches('”');
                let line = &mut lines[line - 1];
                let start = line.char_indices().nth(column - 1).unwrap().0;
                assert!(line[start..].starts_with(words), "{site}: {path}: {planted}");
                line.replace_range(start..start + words.len(), fixed.trim_matches(['“', '”']));
            }
            let after = copy.read(path);
            assert_eq!(after, lines.join("\n"), "{site}: {path}");
        }
    }
}

/// The line and column at the start of a line of a list.
fn place_of(planted: &str) -> (usize, usize) {
    let mut parts = planted.split([':', ' ']);
    let mut number = || parts.next().unwrap().parse().unwrap();
    (number(), number())
}
