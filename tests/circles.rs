//! No two files of a package need each other, so that each can be read after those that it names.
//!
//! A file needs what it imports, and what it names by a path. One that declares others and offers their parts under its own
//! name (`mod`, `pub use`) does not need them: it is their table of contents.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use crate::common::project;

/// The files of a package by their module paths, which are empty for `lib.rs`.
type Files = BTreeMap<Vec<String>, String>;

fn files(sources: &Path) -> Files {
    let mut files = Files::new();
    for entry in ignore::Walk::new(sources).map(Result::unwrap) {
        let path = entry.path();
        if path.extension().is_none_or(|extension| extension != "rs") || path.ends_with("main.rs") {
            continue;
        }
        let below = path.strip_prefix(sources).unwrap().with_extension("");
        let parts: Vec<String> =
            below.iter().map(|part| part.to_str().unwrap().to_owned()).filter(|part| part != "lib").collect();
        let text = std::fs::read_to_string(path).unwrap();
        // What tests need is another matter.
        let code = text.split("#[cfg(test)]\nmod tests {").next().unwrap();
        let lines = code.lines().filter(|line| !line.trim_start().starts_with("//"));
        files.insert(parts, lines.collect::<Vec<_>>().join("\n"));
    }
    files
}

/// The paths of a `use` without its braces: `a::{b, c::d}` is `a::b` and `a::c::d`.
fn spread(tree: &str) -> Vec<String> {
    let Some((head, body)) = tree.split_once('{') else {
        return vec![tree.split(" as ").next().unwrap().trim().to_owned()];
    };
    let body = &body[..body.rfind('}').unwrap()];
    let (mut depth, mut start, mut parts) = (0, 0, Vec::new());
    for (at, sign) in body.char_indices() {
        match sign {
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 0 => {
                parts.push(&body[start..at]);
                start = at + 1;
            }
            _ => {}
        }
    }
    parts.push(&body[start..]);
    let parts = parts.into_iter().map(str::trim).filter(|part| !part.is_empty());
    parts.flat_map(spread).map(|part| format!("{}{part}", head.trim())).collect()
}

/// The paths that a file names: those of its private imports, and all others in its code.
fn named(code: &str) -> BTreeSet<String> {
    let mut paths = BTreeSet::new();
    let mut rest = String::new();
    for statement in code.split_inclusive(';') {
        let statement = statement.split_whitespace().collect::<Vec<_>>().join(" ");
        let last = statement.rfind("use ").filter(|at| {
            let before = statement[..*at].trim_end();
            before.is_empty()
                || before.ends_with(['}', ';', ']', '{'])
                || before.ends_with("pub")
                || before.ends_with(')')
        });
        match last {
            Some(at)
                if statement[..at].trim_end().ends_with("pub")
                    || statement[..at].trim_end().ends_with("pub(crate)") => {}
            Some(at) => paths.extend(spread(statement[at + "use ".len()..].trim_end_matches(';'))),
            None => rest += &statement,
        }
    }
    // Of what else has colons in it, what leads out of the package is left out later.
    for (at, _) in rest.match_indices("::") {
        let before = rest[..at].trim_end_matches(|sign: char| sign.is_alphanumeric() || sign == '_');
        let is_first = !before.ends_with(':');
        if is_first {
            let path = &rest[before.len()..];
            let end = path.find(|sign: char| !sign.is_alphanumeric() && sign != '_' && sign != ':');
            paths.insert(path[..end.unwrap_or(path.len())].to_owned());
        }
    }
    paths
}

/// The file that a path leads to, as seen from a file; `None` where it leads out of the package.
fn resolved(files: &Files, own: &[String], path: &str) -> Option<Vec<String>> {
    let mut parts = path.split("::").filter(|part| !part.is_empty()).peekable();
    let mut at: Vec<String> = match *parts.peek()? {
        "crate" => Vec::new(),
        "self" | "super" => own.to_vec(),
        first if files.contains_key(&[own, &[first.to_owned()]].concat()) => own.to_vec(),
        _ => return None,
    };
    while let Some(part) = parts.next_if(|part| matches!(*part, "crate" | "self" | "super")) {
        if part == "super" {
            at.pop();
        }
    }
    for part in parts {
        let next = [at.as_slice(), &[part.to_owned()]].concat();
        if !files.contains_key(&next) {
            break;
        }
        at = next;
    }
    (at != own).then_some(at)
}

/// The files from which a file can be reached by what they need, itself among them where it is in a circle.
fn circles(needs: &BTreeMap<Vec<String>, BTreeSet<Vec<String>>>) -> Vec<String> {
    let reached = |from: &Vec<String>| {
        let (mut seen, mut open) = (BTreeSet::new(), vec![from.clone()]);
        while let Some(next) = open.pop() {
            for need in needs.get(&next).into_iter().flatten() {
                if seen.insert(need.clone()) {
                    open.push(need.clone());
                }
            }
        }
        seen
    };
    let mut found = Vec::new();
    for (file, own) in needs {
        for need in own.iter().filter(|need| reached(need).contains(file)) {
            found.push(format!("{} needs {}", file.join("::"), need.join("::")));
        }
    }
    found
}

fn needs_of(files: &Files) -> BTreeMap<Vec<String>, BTreeSet<Vec<String>>> {
    let needs = files.iter().map(|(own, code)| {
        let needs = named(code).iter().filter_map(|path| resolved(files, own, path)).collect();
        (own.clone(), needs)
    });
    needs.collect()
}

#[test]
fn no_two_files_of_a_package_need_each_other() {
    let mut packages = vec![project().join("src")];
    for entry in std::fs::read_dir(project().join("crates")).unwrap() {
        packages.push(entry.unwrap().path().join("src"));
    }
    let mut imports = 0;
    for sources in packages {
        let needs = needs_of(&files(&sources));
        imports += needs.values().map(BTreeSet::len).sum::<usize>();
        assert_eq!(circles(&needs), Vec::<String>::new(), "{}", sources.display());
    }
    assert!(imports > 300, "{imports} imports were read");
}

#[test]
fn a_circle_between_files_is_seen() {
    let files: Files = [
        (vec!["a".to_owned()], "use super::b::{self, Thing as Other};\nfn one() {}".to_owned()),
        (vec!["b".to_owned()], "fn two() -> crate::c::d::Deep { crate::c::d::deep() }".to_owned()),
        (vec!["c".to_owned()], "mod d;\npub use d::Deep;".to_owned()),
        (vec!["c".to_owned(), "d".to_owned()], "use crate::{a::Thing, std};\nfn three() {}".to_owned()),
        (vec!["e".to_owned()], "mod f;\nfn four() { f::five() }".to_owned()),
        (vec!["e".to_owned(), "f".to_owned()], "pub fn five() -> super::Five { std::todo() }".to_owned()),
    ]
    .into();
    let found = circles(&needs_of(&files));
    assert_eq!(found, ["a needs b", "b needs c::d", "c::d needs a", "e needs e::f", "e::f needs e"]);
}
