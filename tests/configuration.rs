//! `claimlint.toml`: where it is found, what it changes, and how its faults are reported.

use crate::common::Folder;

const CLAIM: &str = "This is the most powerful peel on the market. It is painless.\n";

#[test]
fn the_nearest_configuration_above_is_used_and_can_be_switched_off() {
    let folder = Folder::new()
        .file("claimlint.toml", "ignore = ['superlatives', 'absolutes']\n")
        .file("a/b/c.txt", CLAIM);
    let deep = crate::common::claimlint().current_dir(folder.path("a/b")).arg("check").output().unwrap();
    assert_eq!(crate::common::Run::of(deep).status, 0);
    assert_eq!(folder.run(&["check", "--no-config"]).status, 1);
    // From where there is no configuration above.
    let elsewhere = Folder::new().run(&["check", folder.path("a/b/c.txt").to_str().unwrap()]);
    assert_eq!(elsewhere.status, 0, "the folder of the file has the configuration: {}", elsewhere.out);
}

#[test]
fn a_configuration_can_be_named() {
    let folder =
        Folder::new().file("strict.toml", "fail-on = 'note'\nselect = ['typo']\n").file("a.txt", CLAIM);
    assert_eq!(folder.run(&["check", "--config", "strict.toml"]).status, 0);
    let missing = folder.run(&["check", "--config", "none.toml"]);
    assert_eq!(missing.status, 2);
    assert!(missing.err.contains("none.toml"), "{}", missing.err);
}

#[test]
fn folders_have_settings_of_their_own() {
    let config = "
        ignore = ['absolutes']
        [[overrides]]
        paths = ['shop/**']
        extend-select = ['absolutes']
        severity = { unsupported-superlative = 'error' }
        [[overrides]]
        paths = ['shop/old/*.txt']
        select = ['typo']
    ";
    let folder = Folder::new()
        .file("claimlint.toml", config)
        .file("blog/a.txt", CLAIM)
        .file("shop/a.txt", CLAIM)
        .file("shop/old/a.txt", CLAIM);
    let report = folder.run(&["check", "--format", "json"]).json();
    let severities = |file: usize| {
        let found = report["files"][file]["diagnostics"].as_array().unwrap().iter();
        found.map(|one| one["severity"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(severities(0), ["warning"]);
    assert_eq!(severities(1), ["error", "error"]);
    assert_eq!(severities(2), ["error"; 0]);
}

#[test]
fn the_command_line_wins_over_the_configuration() {
    let folder =
        Folder::new().file("claimlint.toml", "select = ['typo']\nfail-on = 'never'\n").file("a.txt", CLAIM);
    assert_eq!(folder.run(&["check"]).status, 0);
    let run = folder.run(&["check", "--select", "absolute", "--fail-on", "error", "--format", "json"]);
    assert_eq!((run.status, run.rules()), (1, vec!["absolute-safety".to_owned()]));
}

#[test]
fn every_fault_is_reported_at_once_with_a_caret() {
    let config = "\
fail-on = 'sometimes'
exlude = ['a']
exclude = ['a[']
rules = ['missing-rules']

[[overrides]]
select = ['typo']
";
    let folder = Folder::new().file("claimlint.toml", config).file("a.txt", CLAIM);
    let run = folder.run(&["check"]);
    assert_eq!((run.status, run.out.as_str()), (2, ""));
    insta::assert_snapshot!(run.err);
}

#[test]
fn names_that_no_rule_has_are_faults() {
    let config = "select = ['superlativ']\nignore = ['hyp']\n[severity]\nuncited-studies = 'note'\n";
    let folder = Folder::new().file("claimlint.toml", config).file("a.txt", CLAIM);
    let run = folder.run(&["check"]);
    assert_eq!(run.status, 2);
    insta::assert_snapshot!(run.err);
}

#[test]
fn a_broken_configuration_says_where_it_breaks() {
    let folder = Folder::new().file("claimlint.toml", "exclude = ['a'\nselect = \n").file("a.txt", CLAIM);
    let run = folder.run(&["check"]);
    assert_eq!(run.status, 2);
    assert!(run.err.contains("claimlint.toml:") && run.err.contains('^'), "{}", run.err);
}

/// The rules that find something, with their severities, in each file.
fn found(folder: &Folder, arguments: &[&str]) -> Vec<(String, Vec<String>)> {
    let run = folder.run(&[&["check", "--format", "json"], arguments].concat());
    assert_eq!(run.err, "");
    let report = run.json();
    let of_file = |file: &serde_json::Value| {
        let all = file["diagnostics"].as_array().unwrap().iter();
        let said = |one: &serde_json::Value| {
            format!("{} {}", one["rule"].as_str().unwrap(), one["severity"].as_str().unwrap())
        };
        (file["path"].as_str().unwrap().to_owned(), all.map(said).collect())
    };
    report["files"].as_array().unwrap().iter().map(of_file).collect()
}

#[test]
fn a_project_builds_on_a_shared_file_and_its_own_values_go_on_top() {
    let company = "fail-on = 'note'\nignore = ['absolutes', 'hype']\n[severity]\nsuperlatives = 'note'\n";
    let brand =
        "extends = '../company.toml'\nfail-on = 'error'\n[severity]\nunsupported-superlative = 'warning'\n";
    let folder = Folder::new()
        .file("shared/company.toml", company)
        .file("shared/brands/glow.toml", brand)
        .file(
            "site/claimlint.toml",
            "extends = '../shared/brands/glow.toml'\nextend-select = ['absolute-safety']\n",
        )
        .file("site/a.txt", CLAIM);
    let config = ["--config", "site/claimlint.toml"];
    let all = ["unsupported-superlative warning", "absolute-safety error"].map(str::to_owned).to_vec();
    assert_eq!(found(&folder, &[&config[..], &["site"]].concat()), [("site/a.txt".to_owned(), all)]);
    let shown = folder.run(&["config", "show", "--format", "json", "--config", "site/claimlint.toml"]).json();
    let files = ["shared/company.toml", "shared/brands/glow.toml", "site/claimlint.toml"];
    assert_eq!(shown["files"], serde_json::json!(files));
    assert_eq!(folder.run(&["check", "--config", "shared/company.toml", "site"]).status, 1);
    let without_the_error = folder.run(&[&["check", "site", "--ignore", "absolutes"], &config[..]].concat());
    assert_eq!(without_the_error.status, 0, "{}", without_the_error.out);
}

#[test]
fn of_several_shared_files_the_later_goes_on_top_and_one_that_both_build_on_is_read_once() {
    let folder = Folder::new()
        .file("base.toml", "ignore = ['absolutes']\nfail-on = 'never'\n")
        .file("first.toml", "extends = 'base.toml'\nextend-select = ['absolutes']\nfail-on = 'error'\n")
        .file("second.toml", "extends = ['base.toml']\n[severity]\nabsolutes = 'note'\n")
        .file("claimlint.toml", "extends = ['first.toml', 'second.toml']\n")
        .file("a.txt", CLAIM);
    let rules = ["unsupported-superlative warning", "absolute-safety note"].map(str::to_owned).to_vec();
    assert_eq!(found(&folder, &[]), [("a.txt".to_owned(), rules)]);
    assert_eq!(folder.run(&["check"]).status, 0);
    assert_eq!(folder.run(&["check", "--fail-on", "warning"]).status, 1);
}

#[test]
fn a_shared_file_names_files_beside_itself_and_paths_of_the_project() {
    let house = "
        rules = ['rules']
        exclude = ['archive']
        words = { files = ['names.txt'], reject = ['moist', 'serum'] }
        evidence = { files = ['library.bib'] }
        [[overrides]]
        paths = ['shop/**']
        ignore = ['superlatives']
    ";
    let library = "@article{peel19, title = {Peels}, author = {Doe, A}, journal = {Skin}, year = {2019}, doi = {10.1000/182}}";
    let text = "A Glowella serum, which is moist. This is the most powerful peel.\n";
    let site =
        "extends = '../house/claimlint.toml'\nextend-select = ['spelling']\n[words]\naccept = ['serum']\n";
    let folder = Folder::new()
        .file("house/claimlint.toml", house)
        .file("house/rules/house.toml", include_str!("../fixtures/rules/house/house.toml"))
        .file("house/names.txt", "Glowella\n")
        .file("house/library.bib", library)
        .file("site/claimlint.toml", site)
        .file("site/archive/a.txt", text)
        .file("site/shop/a.txt", text)
        .file("site/a.md", format!("{text}\nThe most effective peel [@peel19].\n"));
    let run = crate::common::claimlint()
        .current_dir(folder.path("site"))
        .args(["check", "--quiet", "--format", "short"])
        .output()
        .unwrap();
    let run = crate::common::Run::of(run);
    let places: Vec<&str> = run.out.lines().filter_map(|line| line.split(": ").next()).collect();
    assert_eq!(places, ["a.md:1:28", "a.md:1:43", "shop/a.txt:1:28"], "{run:?}");
    let rules = crate::common::claimlint().current_dir(folder.path("site")).arg("rules").output().unwrap();
    assert!(crate::common::Run::of(rules).out.contains("(house)"));
}

#[test]
fn faults_of_shared_files_are_reported_in_their_own_files_all_at_once() {
    let folder = Folder::new()
        .file("claimlint.toml", "extends = ['house/a.toml', 'none.toml', '', 'https://house.example/c.toml', 3]\nfail-on = 'x'\n")
        .file("house/a.toml", "extends = 'b.toml'\nexclude = ['a[']\n[words]\nfiles = ['none.txt']\n")
        .file("house/b.toml", "extends = ['../claimlint.toml', 'b.toml']\n[fail-on]\ndefault = 'error'\ntypos = 'note'\nstudy = 'sometimes'\n")
        .file("a.txt", CLAIM);
    let run = folder.run(&["check"]);
    assert_eq!((run.status, run.out.as_str()), (2, ""));
    insta::assert_snapshot!(run.err);
}

#[test]
fn names_in_a_shared_file_that_no_rule_has_are_faults_of_that_file() {
    let folder = Folder::new()
        .file(
            "claimlint.toml",
            "extends = 'house.toml'\n[[overrides]]\npaths = ['*']\nseverity = { hyp = 'note' }\n",
        )
        .file("house.toml", "ignore = ['hypes']\n[words]\nprefer = ['skinn care']\n")
        .file("a.txt", CLAIM);
    let run = folder.run(&["check"]);
    let carets: Vec<&str> = run.err.lines().filter_map(|line| line.trim().strip_prefix("┌─ ")).collect();
    assert_eq!(
        (run.status, carets),
        (2, vec!["claimlint.toml:4:14", "house.toml:1:11", "house.toml:3:11"]),
        "{}",
        run.err
    );
}

#[test]
fn what_is_ignored_comes_back_by_its_own_name_but_not_among_much_else() {
    let text = "This is the most powerful peel on the market, a revolutionary one.\n";
    let folder = |house: &str, own: &str| {
        let own = format!("extends = 'house.toml'\n{own}");
        Folder::new().file("house.toml", house).file("claimlint.toml", own).file("a.txt", text)
    };
    let rules = |house, own| folder(house, own).run(&["check", "--format", "json"]).rules();
    assert_eq!(rules("ignore = ['superlatives']", "extend-select = ['hype']"), ["hype"]);
    assert_eq!(rules("ignore = ['hype']", "extend-select = ['superlatives']"), ["unsupported-superlative"]);
    assert_eq!(rules("ignore = ['hype']", "select = ['hype']"), ["hype"]);
    assert_eq!(rules("extend-select = ['hype']", "ignore = ['superlatives']"), [""; 0]);
    let narrowed =
        folder("ignore = ['superlatives']", "").run(&["check", "--format", "json", "--select", "hype"]);
    assert_eq!(narrowed.rules(), ["hype"]);
}

#[test]
fn severities_go_by_rule_before_pack_before_category_and_later_files_win() {
    let severity = |text: &str| {
        let folder = Folder::new()
            .file("house.toml", "[severity]\nhype = 'error'\n")
            .file("claimlint.toml", text)
            .file("a.txt", "A revolutionary peel.\n");
        found(&folder, &[])[0].1[0].clone()
    };
    assert_eq!(severity("[severity]\nsuperlative = 'error'\n"), "hype error");
    assert_eq!(
        severity("[severity]\nsuperlative = 'error'\nsuperlatives = 'warning'\nall = 'note'\n"),
        "hype warning"
    );
    assert_eq!(
        severity("[severity]\nhype = 'note'\nsuperlatives = 'warning'\nsuperlative = 'error'\n"),
        "hype note"
    );
    assert_eq!(severity("extends = 'house.toml'\n[severity]\nsuperlative = 'warning'\n"), "hype warning");
    assert_eq!(severity("extends = 'house.toml'\n"), "hype error");
}

#[test]
fn each_category_can_fail_a_run_at_its_own_severity() {
    let status = |config: &str, arguments: &[&str]| {
        let folder = Folder::new()
            .file("claimlint.toml", config)
            .file("a.txt", "This is the most powerful peel on the market.\n")
            .file("shop/b.txt", "A chemical peel.\n");
        let run = folder.run(&[&["check", "--quiet"], arguments].concat());
        assert_eq!(run.err, "");
        run.status
    };
    assert_eq!(status("fail-on = { default = 'warning', superlative = 'error' }", &[]), 0);
    assert_eq!(status("[fail-on]\nsuperlative = 'error'\n", &[]), 0);
    assert_eq!(status("fail-on.superlative = 'warning'\nfail-on.default = 'never'\n", &[]), 1);
    assert_eq!(status("fail-on = { typo = 'never' }", &[]), 1);
    assert_eq!(status("fail-on = { superlative = 'error' }", &["--fail-on", "note"]), 1);
    assert_eq!(status("fail-on = { superlative = 'note' }", &["--fail-on", "error"]), 0);
}

#[test]
fn a_folder_can_fail_a_run_where_the_others_do_not() {
    let config = |paths: &str, fail_on: &str| {
        format!(
            "fail-on = {{ default = 'never', typo = 'error' }}\n[[overrides]]\npaths = ['{paths}']\nfail-on = {fail_on}\n"
        )
    };
    let status = |config: String, arguments: &[&str]| {
        let folder = Folder::new()
            .file("claimlint.toml", config)
            .file("shop/a.txt", CLAIM)
            .file("blog/a.txt", "A peel.\n");
        folder.run(&[&["check"], arguments].concat()).status
    };
    assert_eq!(status(config("shop/**", "'warning'"), &[]), 1);
    assert_eq!(status(config("blog/**", "'warning'"), &[]), 0);
    assert_eq!(status(config("shop/**", "{ superlative = 'warning' }"), &[]), 1);
    assert_eq!(status(config("shop/**", "{ typo = 'note' }"), &[]), 0);
    assert_eq!(status(config("shop/**", "'note'"), &["--fail-on", "never"]), 0);
    let folder = Folder::new().file("claimlint.toml", config("shop/**", "'note'"));
    let stdin = |name: &str| {
        let mut command = crate::common::claimlint();
        command
            .current_dir(folder.path(""))
            .args(["check", "--stdin-filename", name, "-"])
            .write_stdin(CLAIM);
        crate::common::Run::of(command.output().unwrap()).status
    };
    assert_eq!((stdin("shop/new.txt"), stdin("blog/new.txt")), (1, 0));
}

#[test]
fn a_fault_says_what_to_write_instead() {
    for (text, said) in [
        ("ignore = \"typos\"", "write a list: [\"typos\"]"),
        ("severity = { hype = \"off\" }", "ignore = [\"hype\"]"),
        ("fail-on = \"off\"", "did you mean `never`?"),
        ("locale = \"en-UK\"", "did you mean `en-GB`?"),
        ("severity = { hype = \"warn\" }", "did you mean `warning`?"),
    ] {
        let run = Folder::new().file("claimlint.toml", text).file("a.md", CLAIM).run(&["check"]);
        assert!(run.status == 2 && run.err.contains(said), "{text}: {}", run.err);
    }
}
