//! Reports in places that take words for more than words: logs of CI services, code hosts that render SARIF and Markdown.

use super::FORMATS;
use crate::common::{Folder, Run};

/// A page, and a folder, by an author who writes commands and links.
fn folder() -> Folder {
    let text = "::add-mask::x Studies show that ##vso[task.setvariable variable=PATH]/evil and ##[add-mask]x and \
                ##teamcity[buildStatus status='SUCCESS'] is a miracle (https://bit.ly/evil).\n\n\
                The the ::set-env name=PATH::/evil mask of @someone and #12 beats www.evil.example &#64;other.\n\n\
                See doi:10.5555/[click](https://evil.example/x)y and doi:10.5555/\\[click\\](https://evil.example) here.\n";
    Folder::new()
        .file("::stop-commands::tok/c.md", text)
        .file("www.evil.example/##vso[task.complete].md", text)
        .file("@someone/#12.md", text)
}

/// The lines that a CI service would take for commands; those of our own are annotations of GitHub.
fn commands(run: &Run) -> Vec<String> {
    let lines = run.out.lines().chain(run.err.lines()).filter(|line| {
        let line = line.trim_start();
        let is_ours =
            ["::error file=", "::warning file=", "::notice file="].iter().any(|ours| line.starts_with(ours));
        let is_command = line.strip_prefix("::").is_some_and(|rest| {
            rest.starts_with(|sign: char| sign.is_ascii_alphabetic()) && rest.contains("::")
        });
        let is_tagged = ["##[", "##vso[", "##teamcity["].iter().any(|head| line.contains(head));
        is_command && !is_ours || is_tagged
    });
    lines.map(str::to_owned).collect()
}

#[test]
fn no_line_of_any_report_is_a_command_of_a_ci_service() {
    let folder = folder();
    for format in FORMATS {
        for width in ["24", "40", "100"] {
            let mut command = crate::common::claimlint();
            command.current_dir(folder.path("")).env("COLUMNS", width);
            let arguments = ["check", "--no-config", "--format", format, "."];
            let run = Run::of(command.args(arguments).output().unwrap());
            assert_eq!(commands(&run), [""; 0], "{format}");
        }
    }
    for arguments in [
        &["claims", "--no-config"][..],
        &["claims", "--no-config", "--format", "markdown"],
        &["claims", "--no-config", "--format", "csv"],
        &["words", "--no-config"],
        &["verify", "--no-config", "--offline"],
        &["check", "--no-config", "--diff", "--unsafe-fixes"],
        &["check", "--no-config", "--explain-silence", "::stop-commands::tok/c.md:3"],
        &["check", "--no-config", "::stop-commands::nowhere"],
        &["config", "show", "::stop-commands::tok/c.md"],
    ] {
        assert_eq!(commands(&folder.run(arguments)), [""; 0], "{arguments:?}");
    }
}

#[test]
fn what_tools_read_is_as_it_was() {
    let report = folder().run(&["check", "--no-config", "--format", "json", "."]).json();
    let paths: Vec<&str> =
        report["files"].as_array().unwrap().iter().map(|file| file["path"].as_str().unwrap()).collect();
    assert!(paths.contains(&"www.evil.example/##vso[task.complete].md"), "{paths:?}");
    assert!(paths.contains(&"::stop-commands::tok/c.md"), "{paths:?}");
}

#[test]
fn words_of_a_page_make_no_link_in_sarif() {
    let report = folder().run(&["check", "--no-config", "--format", "sarif", "."]).json();
    let results = report["runs"][0]["results"].as_array().unwrap();
    let messages: Vec<&str> = results.iter().map(|one| one["message"]["text"].as_str().unwrap()).collect();
    assert!(messages.iter().any(|message| message.contains("\\[click\\](https://")), "{messages:?}");
    for message in messages {
        let mut is_escaped = false;
        for sign in message.chars() {
            assert!(is_escaped || !matches!(sign, '[' | ']'), "{message}");
            is_escaped = sign == '\\' && !is_escaped;
        }
    }
}

#[test]
fn words_of_a_page_make_no_link_mention_or_heading_in_markdown() {
    let folder = folder();
    for arguments in [
        &["check", "--no-config", "--format", "markdown", "."][..],
        &["claims", "--no-config", "--format", "markdown", "."],
    ] {
        let run = folder.run(arguments);
        let shown = run.out.replace("&#8203;", "\u{200b}");
        for live in ["https://", "www.evil", "@someone", "#12", "[click]", "&#64;"] {
            assert!(!shown.contains(live), "{live}: {}", run.out);
        }
        let headings = run.out.lines().filter(|line| line.starts_with('#'));
        assert!(headings.count() <= 5, "{}", run.out);
    }
}
