//! Files that the settings of a repository name: nothing of them is shown, nothing is written outside, and nobody is asked.

use std::fs;
use std::os::unix::fs::symlink;

use super::CLAIM;
use crate::common::{Folder, Run, claimlint};

/// What must not be printed.
const SECRET: &str = "hunter2";

/// A folder `home` with secrets in several forms, and a folder `site` with a page and a configuration.
fn site(settings: &str) -> Folder {
    let secrets = [
        ("home/netrc", format!("machine host.example login me password {SECRET}\n")),
        ("home/secret.toml", format!("[registry]\ntoken = \"{SECRET}\"\n")),
        ("home/broken.toml", format!("token = {SECRET}\n")),
        ("home/secret.json", format!("{{\"auths\": {{\"{SECRET}\": \"{SECRET}\"}}}}\n")),
        (
            "home/list.json",
            format!("[\"{SECRET}\", {{\"id\": {{\"{SECRET}\": 1}}}}, {{\"type\": \"{SECRET}\"}}]\n"),
        ),
        ("home/words.txt", format!("my {SECRET} word\n")),
        ("home/keys.bib", format!("@{SECRET}\n{SECRET} = {SECRET}\n")),
        ("site/netrc", format!("machine host.example login me password {SECRET}\n")),
    ];
    let folder = secrets.iter().fold(Folder::new(), |folder, (name, text)| folder.file(name, text));
    folder.file("site/a.md", CLAIM).file("site/claimlint.toml", settings)
}

fn run_in(folder: &Folder, name: &str, arguments: &[&str]) -> Run {
    let mut command = claimlint();
    Run::of(
        command.current_dir(folder.path(name)).env("DEPLOY_TOKEN", SECRET).args(arguments).output().unwrap(),
    )
}

#[test]
fn a_configuration_shows_nothing_of_the_files_that_it_names() {
    let settings = [
        "rules = ['/proc/self/environ']",
        "rules = ['../home/netrc']",
        "rules = ['../home/secret.toml']",
        "rules = ['../home/broken.toml']",
        "rules = ['../home']",
        "rules = ['netrc']",
        "rules = ['link.toml']",
        "extends = '/proc/self/environ'",
        "extends = '../home/netrc'",
        "extends = '../home/secret.toml'",
        "extends = ['../home/broken.toml']",
        "extends = 'netrc'",
        "extends = 'link.toml'",
        "[words]\nfiles = ['../home/netrc']",
        "[words]\nfiles = ['../home/words.txt']",
        "[evidence]\nfiles = ['../home/secret.json']",
        "[evidence]\nfiles = ['../home/list.json', '../home/keys.bib']",
        "[verify]\nlock = '../home/secret.toml'",
    ];
    for text in settings {
        let folder = site(text);
        symlink("../home/secret.toml", folder.path("site/link.toml")).unwrap();
        for command in [&["check"][..], &["config", "show", "a.md"], &["claims"], &["words"], &["rules"]] {
            let run = run_in(&folder, "site", command);
            let all = format!("{}{}", run.out, run.err);
            assert!(!all.contains(SECRET), "{text}, {command:?}: {all}");
        }
        assert_eq!(run_in(&folder, "site", &["check"]).status, 2, "{text}");
    }
}

#[test]
fn links_in_the_place_of_our_own_files_show_nothing_and_are_not_written_through() {
    let cases = [
        ("claimlint.toml", "secret.toml"),
        ("claimlint.toml", "netrc"),
        ("claimlint-baseline.json", "secret.json"),
        ("sources.lock", "secret.toml"),
    ];
    for (name, to) in cases {
        let folder = site("");
        let _ = fs::remove_file(folder.path("site").join(name));
        symlink(folder.path("home").join(to), folder.path("site").join(name)).unwrap();
        let before = fs::read(folder.path("home").join(to)).unwrap();
        for arguments in [&["check"][..], &["check", "--write-baseline"], &["verify", "--offline"]] {
            let run = run_in(&folder, "site", arguments);
            let all = format!("{}{}", run.out, run.err);
            assert!(!all.contains(SECRET), "{name}, {arguments:?}: {all}");
        }
        assert_eq!(run_in(&folder, "site", &["check"]).status, 2, "{name}");
        assert_eq!(fs::read(folder.path("home").join(to)).unwrap(), before, "{name}");
    }
    let folder = site("");
    symlink(folder.path("home/profile"), folder.path("site/claimlint-baseline.json")).unwrap();
    let run = run_in(&folder, "site", &["check", "--write-baseline"]);
    assert!(run.status == 2 && !folder.path("home/profile").exists(), "{run:?}");
}

#[test]
fn the_fault_in_a_file_of_the_parent_folder_is_reported_by_its_place() {
    let folder = Folder::new()
        .file("house.toml", "ignore = []\nignroe = ['x']\n")
        .file("site/claimlint.toml", "extends = '../house.toml'\n")
        .file("site/a.md", CLAIM);
    let run = run_in(&folder, "site", &["check"]);
    assert!(run.status == 2 && run.err.contains("../house.toml"), "{}", run.err);
    assert!(run.err.contains("line 2, column 1") && !run.err.contains("ignroe"), "{}", run.err);
    let named = run_in(&folder, "site", &["check", "--config", "../house.toml"]);
    assert!(named.err.contains("unknown field `ignroe`"), "what the user names is shown: {}", named.err);
    let folder = folder.file("house.toml", "ignore = ['superlative']\n");
    assert_eq!(run_in(&folder, "site", &["check"]).status, 0, "a good one is read as before");
}

#[test]
fn a_folder_of_all_the_disk_is_not_a_folder_of_rules() {
    let folder = (0..10_050)
        .fold(site("rules = ['many']"), |folder, number| folder.file(&format!("site/many/{number}"), ""));
    let run = run_in(&folder, "site", &["check"]);
    assert!(run.status == 2 && run.err.contains("not a folder of rules"), "{}", run.err);
}

#[test]
fn a_configuration_that_is_not_a_file_is_reported() {
    let folder = Folder::new().file("a.md", CLAIM);
    symlink("nowhere.toml", folder.path("claimlint.toml")).unwrap();
    let run = folder.run(&["check"]);
    assert!(run.status == 2 && run.err.contains("a broken link"), "{}", run.err);
    fs::remove_file(folder.path("claimlint.toml")).unwrap();
    fs::create_dir(folder.path("claimlint.toml")).unwrap();
    let run = folder.run(&["check"]);
    assert!(run.status == 2 && run.err.contains("it is a folder"), "{}", run.err);
}

#[test]
fn answers_are_written_below_the_folder_alone() {
    let names = ["../home/profile", "/tmp/x.lock", "answers.sh", ".git/index.lock", "kept/../../x.lock", ""];
    for name in names {
        let folder = site(&format!("[verify]\nlock = '{name}'\n"));
        let run = run_in(&folder, "site", &["verify", "--offline"]);
        assert!(
            run.status == 2 && run.err.contains("names no lock file in this folder"),
            "{name}: {}",
            run.err
        );
    }
    let folder = site("[verify]\nlock = 'out/sources.lock'\n");
    symlink("../home", folder.path("site/out")).unwrap();
    folder.write("home/sources.lock", "version = 1\n");
    let run = run_in(&folder, "site", &["verify", "--offline"]);
    assert!(run.status == 2 && run.err.contains("outside the folder"), "{}", run.err);
}
