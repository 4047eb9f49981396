//! The report for people: what is shown once, in which order, and how many others it represents.

use std::process::Command;

use serde_json::Value;

use crate::common::{CLAIM, Folder, Run, claimlint};

/// Pages with one footer.
fn site(pages: usize) -> Folder {
    let footer = "We are the best clinic in town.\n";
    let pages = 0..pages;
    pages.fold(Folder::new(), |folder, page| {
        folder.file(&format!("{page:02}.md"), format!("Page {page}.\n\nRub it in.\n\n{footer}"))
    })
}

fn lines_with<'o>(out: &'o str, words: &str) -> Vec<&'o str> {
    out.lines().filter(|line| line.contains(words)).collect()
}

#[test]
fn a_report_of_several_pages_begins_with_how_much_is_on_each_the_worst_first() {
    let folder = Folder::new()
        .file("a.md", CLAIM)
        .file("b.md", "It is painless and completely safe. It is the most powerful peel.\n")
        .file("c.md", "Rub it in.\n");
    let run = folder.run(&["check"]);
    let expected = "page  errors  warnings  notes\n\
                    b.md       2         1      -\n\
                    a.md       -         1      -\n\n";
    assert!(run.out.starts_with(expected), "{}", run.out);
    for other in [&["check", "--quiet"][..], &["check", "a.md"], &["check", "--format", "short"]] {
        assert!(!folder.run(other).out.contains("errors  warnings"), "{other:?}");
    }
    folder.run(&["check", "--output-file", "report.txt"]);
    assert!(folder.read("report.txt").starts_with(expected));
}

#[test]
fn the_summary_by_page_is_short_and_fits() {
    let long = format!("{}/page.md", "a-folder-with-a-long-name".repeat(4));
    let mut folder = Folder::new().file(&long, "It is painless.\n\nIt is painless, too.\n");
    for page in 0..35 {
        folder = folder.file(&format!("{page}.md"), CLAIM);
    }
    let mut command = claimlint();
    let run =
        Run::of(command.current_dir(folder.path("")).env("COLUMNS", "60").arg("check").output().unwrap());
    let head: Vec<&str> = run.out.lines().take_while(|line| !line.is_empty()).collect();
    assert_eq!(head.len(), 32, "{head:?}");
    assert_eq!(head[31], "and 6 more pages");
    assert!(head[1].starts_with('\u{2026}') && head[1].contains("name/page.md"), "{head:?}");
    assert!(head.iter().all(|line| line.chars().count() <= 60), "{head:?}");
}

#[test]
fn what_many_pages_have_is_shown_once_with_the_pages() {
    let folder = site(40);
    for format in ["pretty", "short", "markdown"] {
        let run = folder.run(&["check", "--format", format]);
        assert_eq!(run.status, 1);
        assert_eq!(lines_with(&run.out, "unsupported-superlative").len(), 1, "{format}: {}", run.out);
        let out = run.out.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(out.contains("also on 39 other pages: 01.md:5, 02.md:5"), "{format}: {out}");
        assert!(out.contains("39.md:5"), "{format}: {out}");
        assert!(out.contains("40 findings"), "{format}: {out}");
    }
    let json = folder.run(&["check", "--format", "json"]);
    assert_eq!((json.rules().len(), &json.json()["summary"]["warning"]), (40, &Value::from(40)));
    assert_eq!(folder.run(&["check", "--format", "github"]).out.lines().count(), 40);
    assert_eq!(lines_with(&site(2).run(&["check", "--format", "short"]).out, "superlative]").len(), 2);
}

#[test]
fn a_slip_that_a_page_makes_again_and_again_is_shown_once_with_its_lines() {
    let folder = Folder::new()
        .file("a.md", "Rub teh jar.\n\nOpen teh jar.\n\nClose teh jar.\n\nFind teh lid.\n")
        .file("b.md", "Rub it .\n\nOpen the jar , then wait.\n\nClose the lid .\n")
        .file("c.md", "It is the best peel.\n\nUse the best peel.\n\nTry the best peel.\n");
    let run = folder.run(&["check", "--format", "short"]);
    let words = lines_with(&run.out, "a.md:");
    assert_eq!(words.len(), 1, "{}", run.out);
    assert!(words[0].ends_with("(4 times on this page: lines 1, 3, 5, 7)"), "{words:?}");
    let spaces = lines_with(&run.out, "b.md:");
    assert_eq!(spaces.len(), 1, "{}", run.out);
    assert!(spaces[0].contains("(3 times on this page: lines 1 (\u{201C}"), "{spaces:?}");
    assert_eq!(lines_with(&run.out, "c.md:").len(), 3, "each claim is reported: {}", run.out);
    assert_eq!(folder.run(&["check", "--format", "json"]).rules().len(), 10);
}

#[test]
fn why_and_norms_are_shown_once_in_a_run_and_help_once_on_a_page() {
    let mut folder = Folder::new();
    for page in 0..3 {
        let text =
            format!("This is the most powerful peel number {page}.\n\nIt is the best of all {page}.\n");
        folder = folder.file(&format!("{page}.md"), text);
    }
    let out = folder.run(&["check"]).out;
    assert_eq!(lines_with(&out, "warning[unsupported-superlative]").len(), 6, "{out}");
    assert_eq!(lines_with(&out, "= why:").len(), 1, "{out}");
    assert_eq!(lines_with(&out, "= norm: CAP Code").len(), 1, "{out}");
    assert_eq!(lines_with(&out, "= help:").len(), 3, "{out}");
    // Which thread prints a page does not matter.
    assert_eq!(folder.run(&["check", "--jobs", "1"]).out, out);
}

#[test]
fn an_address_is_never_cut_and_is_on_its_own_line_if_it_is_long() {
    let folder = Folder::new().file("a.md", "Studies show that it works.\n");
    for columns in ["40", "60", "80", "120"] {
        let mut command = claimlint();
        let output =
            command.current_dir(folder.path("")).env("COLUMNS", columns).arg("check").output().unwrap();
        let out = Run::of(output).out;
        let width: usize = columns.parse().unwrap();
        for line in lines_with(&out, "https://") {
            let is_alone = line.starts_with("https://") && !line.contains(' ');
            assert!(is_alone || line.chars().count() <= width, "{columns}: {line}");
        }
    }
}

#[test]
fn findings_that_only_an_unsafe_fix_corrects_are_marked() {
    let folder = Folder::new().file("a.md", "The signficant jar.\n");
    let run = folder.run(&["check"]);
    assert!(run.out.contains("= unsafe fix: "), "{}", run.out);
    assert!(run.out.contains("(with --unsafe-fixes)"), "{}", run.out);
    let trusting = folder.run(&["check", "--unsafe-fixes"]);
    assert!(
        trusting.out.contains("= unsafe fix: ") && !trusting.out.contains("(with --"),
        "{}",
        trusting.out
    );
}

#[test]
fn only_what_weighs_enough_is_shown_and_the_rest_is_counted() {
    let folder =
        Folder::new().file("a.md", "It is painless. It is the most powerful peel.\n").file("b.md", CLAIM);
    let run = folder.run(&["check", "--format", "short", "--min-severity", "error"]);
    assert_eq!(run.status, 1);
    assert_eq!(run.out.lines().count(), 2, "{}", run.out);
    assert!(run.out.contains("error[absolute-safety]"), "{}", run.out);
    assert!(run.out.contains("1 finding (1 absolute); 2 below --min-severity not shown"), "{}", run.out);
    // The exit status is that of all findings.
    assert_eq!(folder.run(&["check", "--min-severity", "error", "b.md"]).status, 1);
    let json = folder.run(&["check", "--format", "json", "--min-severity", "error"]);
    assert_eq!((json.rules().len(), &json.json()["summary"]["unshown"]), (1, &Value::from(2)));
    let wrong = folder.run(&["check", "--min-severity", "erorr"]);
    assert!(wrong.status == 2 && wrong.err.contains("did you mean `error`?"), "{}", wrong.err);
}

#[test]
fn fix_says_which_words_it_changed() {
    let text = "Rub teh jar, calm , at last.\n\nIt is the most powerful peel.\n\nOpen teh jar.The lid.\n";
    let folder = Folder::new().file("a.md", text);
    let run = folder.run(&["check", "--fix", "--unsafe-fixes", "--format", "short"]);
    let fixed = lines_with(&run.out, "fixed: ");
    assert_eq!(fixed[0], "fixed: a.md:1: \u{201C}teh\u{201D} \u{2192} \u{201C}the\u{201D}", "{}", run.out);
    assert!(
        fixed.iter().any(|line| line.contains("\u{201C}calm ,\u{201D} \u{2192} \u{201C}calm,\u{201D}")),
        "{fixed:?}"
    );
    assert!(
        fixed.iter().any(
            |line| line.ends_with("5: \u{201C}teh jar.The\u{201D} \u{2192} \u{201C}the jar. The\u{201D}")
        ),
        "{fixed:?}"
    );
    assert!(
        run.out.starts_with("fixed: ") && run.out.contains("warning[unsupported-superlative]"),
        "{}",
        run.out
    );
    let folder = Folder::new().file("a.md", text);
    assert!(!folder.run(&["check", "--fix", "--quiet"]).out.contains("fixed:"));
}

/// Runs the program in a terminal of its own, with a pager that says that it ran.
#[cfg(target_os = "linux")]
fn in_terminal(folder: &Folder, arguments: &str, variables: &[(&str, &str)]) -> String {
    let program = assert_cmd::cargo::cargo_bin("claimlint");
    let mut command = Command::new("script");
    command.args(["-qec", &format!("'{}' check {arguments}", program.display()), "/dev/null"]);
    command
        .current_dir(folder.path(""))
        .env_remove("CLAIMLINT_PAGER")
        .env_remove("PAGER")
        .env("TERM", "xterm");
    let output = command.envs(variables.iter().copied()).output().unwrap();
    String::from_utf8_lossy(&output.stdout).into_owned()
}

#[cfg(target_os = "linux")]
#[test]
fn a_long_report_goes_through_the_pager_of_the_user_on_a_terminal_alone() {
    let folder = Folder::new().file("a.md", CLAIM).file("less", "#!/bin/sh\necho a pager of the folder\n");
    let pager = ("PAGER", "sed s/powerful/PAGED/");
    let paged = in_terminal(&folder, "", &[pager]);
    assert!(paged.contains("most PAGED peel"), "{paged}");
    let own = in_terminal(&folder, "", &[pager, ("CLAIMLINT_PAGER", "sed s/powerful/OWN/")]);
    assert!(own.contains("most OWN peel"), "{own}");
    for (arguments, variables) in [
        ("--no-pager", &[pager][..]),
        ("--format json", &[pager]),
        ("", &[("PAGER", "")]),
        ("", &[("PAGER", "no-such-pager")]),
    ] {
        let direct = in_terminal(&folder, arguments, variables);
        assert!(direct.contains("most powerful peel"), "{arguments} {variables:?}: {direct}");
    }
    let mut piped = claimlint();
    let piped =
        Run::of(piped.current_dir(folder.path("")).arg("check").env("PAGER", "false").output().unwrap());
    assert!(piped.status == 1 && piped.out.contains("most powerful peel"), "{piped:?}");
}

#[test]
fn a_norm_of_several_rules_has_its_address_once() {
    let text = "Studies show that it works. It is the most powerful peel. Experts agree.\n";
    let out = Folder::new().file("a.md", text).run(&["check"]).out;
    assert!(lines_with(&out, "= norm: CAP Code").len() > 1, "{out}");
    assert_eq!(lines_with(&out, "https://www.asa.org.uk/").len(), 1, "{out}");
}

#[test]
fn the_closing_line_finds_nothing_only_where_something_was_checked() {
    let out = Folder::new().file("a.docx", "").run(&["check", "a.docx"]).out;
    assert!(
        out.ends_with("1 file, 0 words: nothing checked; 1 file could not be checked in full\n"),
        "{out}"
    );
    let page = "<html lang=\"de\"><p>Die beste Creme.</p></html>";
    let german = Folder::new().file("a.html", page).run(&["check"]).out;
    let expected = "1 file, 0 words: nothing checked; 1 file was not read: 1 in another language (de)\n";
    assert_eq!(german, expected);
}
