//! The command line: what is checked, how it is printed, and how a run ends.

use crate::common::{CLAIM, Folder, Run, claimlint, project, run};

const CLEAN: &str = "A peel loosens dead cells.\n";

#[test]
fn the_exit_status_says_clean_findings_or_failure() {
    let folder = Folder::new().file("claim.txt", CLAIM).file("clean.txt", CLEAN);
    assert_eq!(folder.run(&["check", "clean.txt"]).status, 0);
    assert_eq!(folder.run(&["check", "claim.txt"]).status, 1);
    assert_eq!(folder.run(&["check", "missing.txt"]).status, 2);
    assert_eq!(folder.run(&["check", "--nonsense"]).status, 2);
    assert_eq!(folder.run(&["--help"]).status, 0);
}

#[test]
fn fail_on_moves_the_line_between_clean_and_findings() {
    let folder = Folder::new().file("claim.txt", CLAIM);
    for (fail_on, status) in [("note", 1), ("warning", 1), ("error", 0), ("never", 0)] {
        assert_eq!(folder.run(&["check", "--fail-on", fail_on]).status, status, "{fail_on}");
    }
    let wrong = folder.run(&["check", "--fail-on", "warnings"]);
    assert_eq!(wrong.status, 2);
    assert!(wrong.err.contains("did you mean `warning`?"), "{}", wrong.err);
}

#[test]
fn without_paths_this_folder_is_checked_in_the_order_of_paths() {
    let folder = Folder::new()
        .file("b.md", CLAIM)
        .file("a/z.html", CLAIM)
        .file("c.text", CLAIM)
        .file("code.rs", CLAIM);
    let report = folder.run(&["check", "--format", "json"]).json();
    let paths: Vec<&str> =
        report["files"].as_array().unwrap().iter().map(|file| file["path"].as_str().unwrap()).collect();
    assert_eq!(paths, ["a/z.html", "b.md", "c.text"]);
    assert_eq!(report["summary"]["warning"], 3);
    assert_eq!(report["summary"]["files"], 3);
}

#[test]
fn a_file_named_twice_is_checked_once() {
    let folder = Folder::new().file("a.txt", CLAIM);
    assert_eq!(folder.run(&["check", "--format", "json", "a.txt", "a.txt"]).rules().len(), 1);
}

#[test]
fn gitignore_and_hidden_files_are_left_out_but_a_named_file_is_checked() {
    let folder = Folder::new()
        .file(".gitignore", "old/\n")
        .file("old/a.txt", CLAIM)
        .file(".draft.txt", CLAIM)
        .file("b.txt", CLEAN);
    assert_eq!(folder.run(&["check"]).status, 0);
    assert_eq!(folder.run(&["check", "old/a.txt"]).status, 1);
}

#[test]
fn excludes_hold_for_named_files_only_with_force_exclude() {
    let folder = Folder::new()
        .file("claimlint.toml", "exclude = ['archive']\n")
        .file("archive/a.txt", CLAIM)
        .file("b.txt", CLEAN);
    assert_eq!(folder.run(&["check"]).status, 0);
    assert_eq!(folder.run(&["check", "archive/a.txt"]).status, 1);
    assert_eq!(folder.run(&["check", "--force-exclude", "archive/a.txt"]).status, 0);
}

#[test]
fn standard_input_is_checked_under_the_name_it_is_given() {
    let output = crate::common::claimlint()
        .args(["check", "--no-config", "--format", "short", "--stdin-filename", "draft.md", "-"])
        .write_stdin("It is the **most** powerful peel.\n")
        .output()
        .unwrap();
    let run = crate::common::Run::of(output);
    assert!(run.out.starts_with("draft.md:1:7: warning[unsupported-superlative]"), "{}", run.out);
    assert_eq!(run.status, 1);
    let plain = crate::common::claimlint()
        .args(["check", "--no-config", "--quiet", "-"])
        .write_stdin(CLEAN)
        .output()
        .unwrap();
    assert_eq!(crate::common::Run::of(plain).status, 0);
    let mixed = crate::common::run(&["check", "-", "README.md"]);
    assert!(mixed.err.contains("checked alone"), "{}", mixed.err);
}

#[test]
fn rules_are_selected_and_ignored_by_rule_category_and_pack() {
    let text = "It is the most powerful peel, and completely painless. Studies show that it works.\n";
    let folder = Folder::new().file("a.txt", text);
    let rules = |arguments: &[&str]| {
        let mut all = vec!["check", "--format", "json"];
        all.extend(arguments);
        folder.run(&all).rules()
    };
    let everything = ["unsupported-superlative", "absolute-safety", "uncited-study"];
    assert_eq!(rules(&[]), everything);
    assert_eq!(rules(&["--select", "uncited-study"]), ["uncited-study"]);
    assert_eq!(rules(&["--select", "absolute,studies"]), ["absolute-safety", "uncited-study"]);
    assert_eq!(rules(&["--ignore", "superlatives,study"]), ["absolute-safety"]);
    assert_eq!(
        rules(&["--select", "all", "--ignore", "absolute-safety"]),
        ["unsupported-superlative", "uncited-study"]
    );
    let wrong = folder.run(&["check", "--select", "superlativ"]);
    assert_eq!(wrong.status, 2);
    assert!(wrong.err.contains("did you mean `superlative`?"), "{}", wrong.err);
}

#[test]
fn quiet_prints_the_findings_and_nothing_else() {
    let folder = Folder::new().file("claim.txt", CLAIM);
    let loud = folder.run(&["check", "--format", "short"]);
    let quiet = folder.run(&["check", "--format", "short", "--quiet"]);
    assert_eq!(loud.out.lines().count(), 2);
    assert_eq!(quiet.out.lines().count(), 1);
    assert_eq!(Folder::new().run(&["check", "--quiet", "--allow-empty"]).err, "");
    assert!(Folder::new().run(&["check", "--allow-empty"]).err.starts_with("nothing was checked"));
}

#[test]
fn statistics_count_each_rule_the_most_frequent_first() {
    let folder = Folder::new().file("a.txt", format!("{CLAIM}\nIt is painless.\n\nA painless peel.\n"));
    let run = folder.run(&["check", "--statistics", "--quiet"]);
    assert_eq!(run.out, "2  absolute-safety          absolute\n1  unsupported-superlative  superlative\n");
    assert_eq!(folder.run(&["check", "--statistics", "--format", "json"]).status, 2);
}

#[test]
fn any_number_of_threads_gives_the_same_bytes() {
    let mut folder = Folder::new();
    for number in 0..40 {
        folder = folder.file(&format!("d{}/{number}.txt", number % 7), CLAIM.repeat(1 + number % 3));
    }
    for format in ["json", "short", "pretty"] {
        let one = folder.run(&["check", "--format", format, "--jobs", "1"]);
        let eight = folder.run(&["check", "--format", format, "--jobs", "8"]);
        assert_eq!(one.out, eight.out, "{format}");
    }
}

#[test]
fn a_long_page_reports_the_same_for_any_number_of_threads() {
    let articles = ["peel-guide.md", "needling-clinic.md", "serum-page.md", "mud-mask-evidence.md"];
    let read = |name: &str| std::fs::read_to_string(project().join("fixtures/articles").join(name)).unwrap();
    let articles = articles.map(read).join("\n\n# Myths about needling that hurt nobody\n\n");
    // Longer than what one thread goes through alone; in the second, not all findings are looked for.
    let (long, claims) = (3 << 19, "# Peels\n\nIt is the most powerful peel.\n\n");
    let folder = Folder::new()
        .file("long.md", articles.repeat(long / articles.len()))
        .file("claims.md", claims.repeat(long / claims.len()));
    for name in ["long.md", "claims.md"] {
        let check = |threads: &str| folder.run(&["check", "--format", "json", "--jobs", threads, name]);
        let (one, three) = (check("1"), check("3"));
        assert!(one.out.contains("\"rule\":"), "{}", one.err);
        assert_eq!((one.status, one.out, one.err), (three.status, three.out, three.err), "{name}");
    }
}

/// The most threads that run on this machine.
fn most_threads() -> usize {
    (4 * std::thread::available_parallelism().unwrap().get()).max(16)
}

#[test]
fn a_run_with_far_too_many_jobs_ends_with_the_same_report_and_says_how_many_threads_ran() {
    let folder = Folder::new().file("a.txt", CLAIM).file("b.txt", CLAIM);
    let one = folder.run(&["check", "--jobs", "1"]);
    let many = folder.run(&["check", "--jobs", "100000"]);
    assert_eq!((many.status, &many.out), (1, &one.out));
    let told = format!("--jobs 100000 is more threads than allowed; {} run instead\n", most_threads());
    assert_eq!((one.err.as_str(), many.err), ("", told));
    let quiet = folder.run(&["check", "--jobs", "100000", "--quiet"]);
    assert_eq!((quiet.out, quiet.err.as_str()), (folder.run(&["check", "--quiet"]).out, ""));
}

#[test]
fn a_variable_that_asks_for_far_too_many_threads_is_cut_in_every_command_and_nonsense_in_it_is_ignored() {
    let folder = Folder::new().file("a.txt", CLAIM);
    let run = |command: &[&str], variable: &str| {
        let mut command_line = claimlint();
        command_line.args(command).current_dir(folder.path("")).env("RAYON_NUM_THREADS", variable);
        Run::of(command_line.output().unwrap())
    };
    let told =
        format!("RAYON_NUM_THREADS=99999 is more threads than allowed; {} run instead\n", most_threads());
    for command in [&["check"][..], &["claims"], &["words"], &["rules"]] {
        let usual = folder.run(command);
        let many = run(command, "99999");
        assert_eq!((many.status, many.out, many.err), (usual.status, usual.out.clone(), told.clone()));
        for variable in ["", "0", "-1", "many", "99999999999999999999999", "2"] {
            let ignored = run(command, variable);
            assert_eq!((ignored.out, ignored.err.as_str()), (usual.out.clone(), ""), "{variable}");
        }
    }
    assert_eq!(run(&["check", "--quiet"], "99999").err, "");
    assert_eq!(run(&["check", "--jobs", "1"], "99999").err, "", "--jobs counts");
}

#[test]
fn the_rules_are_listed_by_pack() {
    let run = run(&["rules", "--no-config"]);
    assert_eq!(run.status, 0);
    insta::assert_snapshot!(run.out);
}

#[test]
fn a_rule_and_a_mask_are_explained_from_their_file() {
    let rule = run(&["explain", "--no-config", "partial-citation"]);
    insta::assert_snapshot!("explain-rule", rule.out);
    let mask = run(&["explain", "--no-config", "question"]);
    insta::assert_snapshot!("explain-mask", mask.out);
    // Some rules have hundreds of examples, which would push off the screen what comes after them.
    let long = run(&["explain", "--no-config", "unsupported-superlative"]).out;
    assert!(long.lines().count() < 60 && long.contains("To switch it off"), "{long}");
    // What is copied from the screen works: no name is parted at its hyphen.
    assert!(long.contains("--ignore\nunsupported-superlative"), "{long}");
    let all = run(&["explain", "--no-config", "--examples", "unsupported-superlative"]).out;
    assert!(all.lines().count() > 200 && !all.contains("--examples"), "{}", all.lines().count());
    let wrong = run(&["explain", "--no-config", "partial-citatoin"]);
    assert_eq!(wrong.status, 2);
    assert!(wrong.err.contains("did you mean `partial-citation`?"), "{}", wrong.err);
}

#[test]
fn init_writes_a_configuration_that_works_and_never_overwrites_one() {
    let folder = Folder::new().file("claim.txt", CLAIM);
    assert_eq!(folder.run(&["init"]).status, 0);
    assert_eq!(folder.run(&["check"]).status, 1);
    folder.write("claimlint.toml", "fail-on = 'never'\n");
    let again = folder.run(&["init"]);
    assert_eq!(again.status, 2);
    assert!(again.err.contains("it was left unchanged"), "{}", again.err);
    assert_eq!(folder.read("claimlint.toml"), "fail-on = 'never'\n");
}

#[test]
fn every_line_that_init_comments_out_is_valid_once_the_comment_goes() {
    let folder = Folder::new()
        .file("claim.txt", CLAIM)
        .file("house/claimlint.toml", "")
        .file("house-rules/empty.toml", "")
        .file("library.bib", "")
        .file("library.json", "[]")
        .file("product-pages/a.md", "")
        .file("products/a.json", "{}")
        .file("archive/a.md", "")
        .file("names.txt", "Glowmere\n");
    folder.run(&["init"]);
    let template = folder.read("claimlint.toml");
    let is_setting = |line: &str| line.starts_with("# [") || line.contains(" = ");
    let lines =
        template.lines().map(|line| if is_setting(line) { line.trim_start_matches("# ") } else { line });
    folder.write("claimlint.toml", lines.collect::<Vec<_>>().join("\n"));
    let run = folder.run(&["check"]);
    assert_eq!((run.status, run.err.as_str()), (1, ""), "{}", run.err);
}

#[test]
fn every_shell_gets_a_completion_script() {
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let run = run(&["completions", shell]);
        assert_eq!(run.status, 0);
        assert!(run.out.contains("stdin-filename"), "{shell}");
    }
}

#[test]
fn a_reader_that_stops_reading_is_not_a_failure() {
    use std::process::{Command, Stdio};
    let mut child = Command::new(assert_cmd::cargo::cargo_bin!("claimlint"))
        .args(["check", "--no-config", "fixtures/articles"])
        .current_dir(crate::common::project())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let status = child.wait().unwrap();
    assert_eq!(status.code(), Some(1), "what was found is found, whoever reads it");
}

#[test]
fn what_is_wrong_with_an_argument_is_said_with_what_to_write() {
    let folder = Folder::new().file("a.md", CLAIM);
    for (arguments, said) in [
        (
            &["explain", "superlatives"][..],
            "`superlatives` is not a rule, but names several: unsupported-superlative, ",
        ),
        (&["explain", "superlative"], "explain one of them"),
        (&["schema"], "<config|rules>"),
        (&["check", "--jobs", "x"], "write a number, such as 4"),
        (&["check", "--select", "superlatives,,typos"], "a name is missing in --select or --ignore"),
        (&["check", "--fail-on", "off"], "did you mean `never`?"),
        (&["check", "--fail-on", "warn"], "did you mean `warning`?"),
        (&["check", "--output-file", "report.pdf"], "--output-file html=FILE, and print it"),
        (&["check", "--output-file", "report.xml"], "--output-file junit=FILE or checkstyle=FILE"),
    ] {
        let run = folder.run(arguments);
        assert_eq!(run.status, 2, "{arguments:?}");
        assert!(run.err.contains(said), "{arguments:?}: {}", run.err);
    }
    assert!(!folder.path("report.pdf").exists());
}

#[test]
fn examples_of_several_lines_are_explained_on_one() {
    for rule in ["entry-never-cited", "no-source", "lost-quotation"] {
        let explained = run(&["explain", "--no-config", "--examples", rule]).out;
        assert!(!explained.contains(".?"), "{explained}");
    }
    assert!(run(&["explain", "--no-config", "--examples", "entry-never-cited"]).out.contains(" / 2."));
}
