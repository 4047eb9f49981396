//! Which pages a path, a glob or the configuration names, and how pages are named in reports.

use serde_json::Value;

use crate::common::{CLAIM, Folder, Run, claimlint};

fn paths(run: &Run) -> Vec<String> {
    let report = run.json();
    report["files"].as_array().unwrap().iter().map(|file| file["path"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn a_glob_that_the_shell_left_alone_is_expanded() {
    let folder = Folder::new()
        .file("a.md", CLAIM)
        .file("drafts/b.md", CLAIM)
        .file("drafts/c.txt", CLAIM)
        .file("drafts/sub/d.md", CLAIM)
        .file("[draft].md", CLAIM);
    let found = |glob: &str| paths(&folder.run(&["check", "--format", "json", glob]));
    assert_eq!(found("drafts/*.md"), ["drafts/b.md"]);
    assert_eq!(found("**/*.md"), ["[draft].md", "a.md", "drafts/b.md", "drafts/sub/d.md"]);
    assert_eq!(found("./drafts/*"), ["drafts/b.md", "drafts/c.txt", "drafts/sub/d.md"]);
    assert_eq!(found("{a,x}.md"), ["a.md"]);
    // A file of that very name is meant.
    assert_eq!(found("[draft].md"), ["[draft].md"]);
    let nothing = folder.run(&["check", "a.md", "posts/*.md"]);
    assert_eq!(nothing.status, 2);
    assert!(nothing.out.contains("posts/*.md: no page matches this pattern"), "{}", nothing.out);
    assert!(nothing.out.contains("a.md:1:"), "{}", nothing.out);
    assert!(folder.run(&["claims", "drafts/*.md"]).out.contains("drafts/b.md"));
}

#[test]
fn a_baseline_that_is_written_for_a_glob_keeps_what_it_knows_of_other_pages() {
    let folder = Folder::new().file("a.md", CLAIM).file("b/b.md", CLAIM).file("claimlint.toml", "");
    folder.run(&["check", "--write-baseline"]);
    std::fs::remove_file(folder.path("a.md")).unwrap();
    folder.run(&["check", "--write-baseline", "b/*.md"]);
    let baseline = folder.read("claimlint-baseline.json");
    assert!(baseline.contains("\"a.md\"") && baseline.contains("\"b/b.md\""), "{baseline}");
}

#[test]
fn one_file_under_several_names_is_checked_and_fixed_once() {
    let folder = Folder::new().file("x/a.md", "Rub teh jar.\n");
    let whole = folder.path("x/a.md").display().to_string();
    let run =
        folder.run(&["check", "--fix", "--format", "json", "x/a.md", "./x/a.md", "x/../x/a.md", &whole, "x"]);
    assert_eq!(paths(&run), ["x/a.md"]);
    assert_eq!((run.status, &run.json()["summary"]["fixed"]), (0, &Value::from(1)));
    assert_eq!(folder.read("x/a.md"), "Rub the jar.\n");
}

#[test]
fn folders_of_dependencies_and_built_sites_are_left_out_unless_they_are_named() {
    let folder = Folder::new()
        .file("a.md", CLAIM)
        .file("node_modules/y/readme.md", CLAIM)
        .file("site/bower_components/z.md", CLAIM)
        .file("php/vendor/autoload.php", "<?php")
        .file("php/vendor/y.md", CLAIM)
        .file("vendor/wholesale.md", CLAIM)
        .file("assets/plugins/slider/LICENSE", "")
        .file("assets/plugins/slider/docs/a.html", CLAIM)
        .file("assets/plugins/b.html", CLAIM)
        .file("public/js/editor/LICENSE.md", "")
        .file("public/js/editor/README.md", CLAIM)
        .file("public/parts/zip/.bower.json", "{}")
        .file("public/parts/zip/a.html", CLAIM)
        .file("public/about/a.html", CLAIM)
        .file("js/slider-3.10.0/a.html", CLAIM)
        .file("public/themes/house/license.txt", "")
        .file("public/themes/house/readme.txt", "")
        .file("public/themes/house/a.html", CLAIM)
        .file("versioned/version-2.4.0/a.md", CLAIM)
        .file("blog/news-12.05.2024/a.md", CLAIM)
        .file("modules/serum/a.md", CLAIM)
        .file("blog/_config.yml", "")
        .file("blog/_site/a.html", CLAIM)
        .file("shop/hugo.toml", "publishDir = \"docs\"\n")
        .file("shop/docs/a.html", CLAIM)
        .file("docs/a.html", CLAIM)
        .file("public/a.html", CLAIM);
    let found =
        |arguments: &[&str]| paths(&folder.run(&[&["check", "--format", "json"], arguments].concat()));
    assert_eq!(
        found(&[]),
        [
            "a.md",
            "assets/plugins/b.html",
            "blog/news-12.05.2024/a.md",
            "docs/a.html",
            "modules/serum/a.md",
            "public/a.html",
            "public/about/a.html",
            "public/themes/house/a.html",
            "public/themes/house/readme.txt",
            "vendor/wholesale.md",
            "versioned/version-2.4.0/a.md"
        ]
    );
    assert_eq!(found(&["assets/plugins/slider"]), ["assets/plugins/slider/docs/a.html"]);
    assert_eq!(found(&["node_modules"]), ["node_modules/y/readme.md"]);
    assert_eq!(found(&["php/vendor/y.md"]), ["php/vendor/y.md"]);
    let shown = folder.run(&["config", "show", "node_modules/y/readme.md"]);
    assert!(shown.out.contains("Left out because node_modules"), "{}", shown.out);
}

#[test]
fn globs_of_the_configuration_may_begin_with_a_slash_or_a_dot() {
    for glob in ["archive", "archive/", "./archive", "/archive", "/archive/", "./archive/**"] {
        let folder = Folder::new()
            .file("claimlint.toml", format!("exclude = [\"{glob}\"]\n"))
            .file("archive/a.md", CLAIM)
            .file("b.md", "Rub it in.\n");
        let run = folder.run(&["check"]);
        assert_eq!((run.status, run.err.as_str()), (0, ""), "{glob}");
    }
}

#[test]
fn globs_that_can_name_nothing_are_faults_at_their_place() {
    for (glob, said) in [
        ("archive\\\\*", "write `/` between folders"),
        ("archive\\\\old", "write `/` between folders"),
        ("../archive", "leads out of the configuration's folder"),
        ("!keep.md", "cannot include files again"),
        ("/", "names no file"),
    ] {
        let folder =
            Folder::new().file("claimlint.toml", format!("\nexclude = [\"{glob}\"]\n")).file("b.md", CLAIM);
        let run = folder.run(&["check"]);
        assert_eq!(run.status, 2, "{glob}");
        assert!(run.err.contains("claimlint.toml:2:12") && run.err.contains(said), "{}", run.err);
    }
    let escaped = Folder::new()
        .file("claimlint.toml", "exclude = ['app/\\[id\\]']\n")
        .file("app/[id]/page.mdx", CLAIM)
        .file("b.md", "Rub it in.\n");
    assert_eq!(escaped.run(&["check"]).status, 0);
}

#[test]
fn a_glob_of_the_configuration_that_names_nothing_is_a_warning_with_its_line() {
    let text = "exclude = [\"archive\", \"old/**\", \"built\", \"*.tmp.md\"]\n\n[[overrides]]\npaths = [\"shop/**\"]\nignore = [\"hype\"]\n";
    let folder = Folder::new()
        .file("claimlint.toml", text)
        .file("archive/a.png", "")
        .file("built/a.md", "")
        .file(".gitignore", "built\n")
        .file("b.md", "Rub it in.\n");
    let run = folder.run(&["check"]);
    let expected = "warning: claimlint.toml:1: “old/**” names no file or folder (exclude)\n\
                    warning: claimlint.toml:1: “*.tmp.md” names no file or folder (exclude)\n\
                    warning: claimlint.toml:4: “shop/**” names no file or folder (overrides.paths)\n";
    assert_eq!((run.status, run.err.as_str()), (0, expected));
    assert_eq!(folder.run(&["check", "--quiet"]).err, "");
    // A part of the project says nothing about the rest.
    assert_eq!(folder.run(&["check", "b.md"]).err, "");
}

#[test]
fn config_show_says_that_a_file_is_not_there() {
    let folder = Folder::new().file("a.md", CLAIM);
    let run = folder.run(&["config", "show", "x.md"]);
    assert!(run.status == 0 && run.out.contains("There is no such file or folder"), "{run:?}");
    assert!(!folder.run(&["config", "show", "a.md"]).out.contains("no such file"));
}

/// The path in a report of `site/docs/a.md`, from the folder `site`.
fn named_in(folder: &Folder, format: &str, workspace: Option<&str>) -> String {
    let mut command = claimlint();
    command.current_dir(folder.path("site")).args(["check", "--no-config", "--format", format, "docs"]);
    command.env_remove("GITHUB_WORKSPACE");
    if let Some(path) = workspace {
        command.env("GITHUB_WORKSPACE", folder.path(path));
    }
    Run::of(command.output().unwrap()).out
}

#[test]
fn formats_for_ci_name_pages_from_the_root_of_the_repository() {
    let folder = Folder::new().file("site/docs/a.md", CLAIM);
    let without = named_in(&folder, "github", None);
    assert!(without.contains("file=docs/a.md,"), "{without}");
    let workspace = named_in(&folder, "github", Some(""));
    assert!(workspace.contains("file=site/docs/a.md,"), "{workspace}");
    let folder = folder.file(".git/HEAD", "");
    for format in ["github", "gitlab", "sarif", "rdjson", "checkstyle", "junit"] {
        let out = named_in(&folder, format, None);
        assert!(out.contains("site/docs/a.md"), "{format}: {out}");
    }
    for format in ["pretty", "short", "json", "markdown"] {
        let out = named_in(&folder, format, None);
        assert!(out.contains("docs/a.md") && !out.contains("site/docs"), "{format}: {out}");
    }
}
