//! Fixes: what `--fix`, `--unsafe-fixes` and `--diff` make of files, and all that they leave alone.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::{Arc, LazyLock};

use claimlint_base::source::Source;
use claimlint_base::span::Span;
use claimlint_engine::fix::{FixError, Reading, apply, fix};
use claimlint_engine::rule_tests::unmark;
use claimlint_engine::{Diagnostic, Edit, Fingerprint, Fix, Linter};
use claimlint_rules::{Definitions, RuleDefinition, RuleKind, Safety};
use claimlint_text::{Document, Format};
use claimlint_workspace::save::{SaveError, save};
use proptest::prelude::*;

use crate::common::{Folder, Run, claimlint, fixed, fixed_text, project};

const DRAFT: &str = "It has many benfits.\nThe skins ability to heal is the most powerful peel.\n";

static DEFINITIONS: LazyLock<Definitions> =
    LazyLock::new(|| Definitions::read(&claimlint_builtin::rule_files(), claimlint_builtin::classes()).0);
static EVERYTHING: LazyLock<Linter> = LazyLock::new(|| only("all"));

/// Knows only misspellings, so that random signs around one do not matter to it.
static SPELLER: LazyLock<Linter> = LazyLock::new(|| only("misspelling"));

fn only(name: &str) -> Linter {
    Linter::builder().only([name]).build().unwrap()
}

fn bytes(folder: &Folder, name: &str) -> Vec<u8> {
    std::fs::read(folder.path(name)).unwrap()
}

fn text(folder: &Folder, name: &str) -> String {
    String::from_utf8(bytes(folder, name)).unwrap()
}

fn from_stdin(arguments: &[&str], text: impl Into<Vec<u8>>) -> Run {
    let mut all = vec!["check", "--no-config", "--stdin-filename", "draft.md"];
    all.extend(arguments);
    Run::of(claimlint().args(all).write_stdin(text).output().unwrap())
}

#[test]
fn only_what_no_editor_could_object_to_is_fixed_unasked() {
    let folder = Folder::new().file("a.txt", DRAFT);
    let run = folder.run(&["check", "--fix", "--format", "short"]);
    assert_eq!(text(&folder, "a.txt"), DRAFT.replace("benfits", "benefits"));
    assert_eq!(run.status, 1, "what remains decides");
    assert!(
        !run.out.contains("[misspelling]") && run.out.contains("a.txt:2:5: warning[confused-apostrophe]"),
        "{run:?}"
    );
    assert!(
        run.out.ends_with(
            "14 words: 1 fixed in 1 file, 2 left (1 superlative, 1 typo); 1 can be fixed with --fix --unsafe-fixes\n"
        ),
        "{}",
        run.out
    );
    let run = folder.run(&["check", "--fix", "--unsafe-fixes", "--format", "short"]);
    assert_eq!(text(&folder, "a.txt"), DRAFT.replace("benfits", "benefits").replace("skins", "skin's"));
    assert!(run.out.ends_with("1 fixed in 1 file, 1 left (1 superlative)\n"), "{}", run.out);
}

#[test]
fn a_run_that_leaves_nothing_is_clean() {
    let folder = Folder::new().file("a.txt", "It has many benfits.\n").file("b.txt", "No colagen.\n");
    let run = folder.run(&["check", "--fix"]);
    let expected = "fixed: a.txt:1: \u{201C}benfits\u{201D} \u{2192} \u{201C}benefits\u{201D}\n\
                    fixed: b.txt:1: \u{201C}colagen\u{201D} \u{2192} \u{201C}collagen\u{201D}\n\
                    2 files, 6 words: 2 fixed in 2 files, nothing left\n";
    assert_eq!((run.status, run.out.as_str()), (0, expected));
}

#[test]
fn the_report_says_what_can_be_fixed_and_changes_nothing() {
    let folder = Folder::new().file("a.txt", DRAFT);
    let run = folder.run(&["check"]);
    assert!(
        run.out.contains("  = help: Correct the spelling.\n  = fix: replace with “benefits”\n"),
        "{}",
        run.out
    );
    assert!(!run.out.contains("skin's”\n  = "), "{}", run.out);
    assert!(run.out.replace('\n', " ").contains("1 can be fixed with --fix, 1 more with --unsafe-fixes"));
    let run = folder.run(&["check", "--unsafe-fixes"]);
    assert!(run.out.contains("= unsafe fix: replace with “skin's”\n"), "{}", run.out);
    assert!(run.out.replace('\n', " ").contains("2 can be fixed with --fix --unsafe-fixes"), "{}", run.out);
    assert_eq!(text(&folder, "a.txt"), DRAFT);
}

#[test]
fn the_json_report_counts_what_was_fixed() {
    let folder = Folder::new().file("a.txt", DRAFT);
    let run = folder.run(&["check", "--fix", "--format", "json"]);
    assert_eq!(run.rules(), ["confused-apostrophe", "unsupported-superlative"]);
    assert_eq!(run.json()["summary"]["fixed"], 1);
}

#[test]
fn a_diff_shows_what_would_change_and_writes_nothing() {
    let long: String = (1..20).map(|number| format!("Line {number} of the draft.\n")).collect();
    let folder = Folder::new()
        .file("drafts/a.md", format!("# Colagen\n\n{long}\nIt has many benfits.\n"))
        .file("drafts/b.txt", "The skins ability to heal.\nNo colagen")
        .file("drafts/clean.txt", "A peel loosens dead cells.\n");
    let safe = folder.run(&["check", "--diff"]);
    assert_eq!(safe.status, 1);
    assert_eq!(safe.err, "3 would be fixed in 2 files; 1 more with --unsafe-fixes\n");
    insta::assert_snapshot!("diff", safe.out);
    let all = folder.run(&["check", "--diff", "--unsafe-fixes", "--fix", "--quiet"]);
    assert_eq!(all.err, "");
    insta::assert_snapshot!("diff-unsafe", all.out);
    assert!(text(&folder, "drafts/a.md").contains("benfits"), "--diff wins over --fix");
    assert_eq!(folder.run(&["check", "--diff", "drafts/clean.txt"]).status, 0);
    assert_eq!(folder.run(&["check", "--diff", "--format", "json"]).status, 2);
    let failed = folder.run(&["check", "--diff", "drafts", "gone.txt"]);
    assert_eq!((failed.status, failed.out), (2, safe.out));
    assert!(failed.err.contains("gone.txt: there is no such file"), "{}", failed.err);
}

#[cfg(unix)]
#[test]
fn the_diff_is_one_that_patch_can_apply() {
    let folder = Folder::new()
        .file("a.txt", "\u{feff}It has many benfits.\r\nA line.\r\nNo colagen")
        .file("b.md", "One\n\nTwo\n\nThree benfits\n\nFour\n\nFive\n\nSix\n\nSeven colagen\n");
    let diff = folder.run(&["check", "--diff"]).out;
    std::fs::write(folder.path("fixes.diff"), diff).unwrap();
    let patch = std::process::Command::new("patch")
        .args(["--binary", "-p0", "-i", "fixes.diff"])
        .current_dir(folder.path(""))
        .output();
    // Not every machine has it.
    let Ok(patch) = patch else { return };
    assert!(patch.status.success(), "{patch:?}");
    assert_eq!(text(&folder, "a.txt"), "\u{feff}It has many benefits.\r\nA line.\r\nNo collagen");
    assert_eq!(folder.run(&["check", "--select", "typos"]).status, 0);
}

#[test]
fn colours_of_a_diff_are_shown_when_asked() {
    let folder = Folder::new().file("a.txt", "No colagen.\n");
    let plain = folder.run(&["check", "--diff"]).out;
    let colored = folder.run(&["check", "--diff", "--color", "always"]).out;
    assert!(colored.contains("\u{1b}["));
    assert_eq!(anstream::adapter::strip_str(&colored).to_string(), plain);
}

#[test]
fn standard_input_is_fixed_to_standard_output() {
    let run = from_stdin(&["--fix", "--format", "short", "-"], DRAFT);
    assert_eq!(run.out, DRAFT.replace("benfits", "benefits"));
    assert!(run.err.starts_with("fixed: draft.md:1: "), "{}", run.err);
    assert!(run.err.contains("\ndraft.md:2:5: warning[confused-apostrophe]"), "{}", run.err);
    assert!(run.err.contains("1 fixed in 1 file, 2 left"), "{}", run.err);
    assert_eq!(run.status, 1);
    let run = from_stdin(&["--diff", "-"], "No colagen.\n");
    assert_eq!(run.out, "--- draft.md\n+++ draft.md\n@@ -1 +1 @@\n-No colagen.\n+No collagen.\n");
    assert_eq!((run.status, run.err.as_str()), (1, "1 would be fixed in 1 file\n"));
    let clean = from_stdin(&["--fix", "--quiet", "-"], "A peel\r\nand no line end");
    assert_eq!((clean.status, clean.out.as_str(), clean.err.as_str()), (0, "A peel\r\nand no line end", ""));
}

#[test]
fn standard_input_that_cannot_be_read_is_handed_on_as_it_is() {
    let output = claimlint()
        .args(["check", "--no-config", "--fix", "-"])
        .write_stdin(&b"A benfit \xe9clat"[..])
        .output()
        .unwrap();
    assert_eq!(output.stdout, b"A benfit \xe9clat");
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("is not UTF-8"));
}

#[test]
fn line_ends_marks_and_a_missing_last_line_end_stay() {
    for text in [
        "It has benfits.\r\n\r\nNo colagen.\r\n",
        "It has benfits.\r\rNo colagen.\r",
        "\u{feff}It has benfits.\n\r\n  No colagen",
        "It has benfits.  \t\n\u{a0}\n\n\n\nNo\u{a0}colagen. \n\n\n",
    ] {
        let expected = text.replace("benfits", "benefits").replace("colagen", "collagen");
        for name in ["a.txt", "a.md", "a.html"] {
            assert_eq!(fixed_text(name, text), expected, "{name}");
        }
    }
}

#[test]
fn utf_16_is_written_back_as_it_was() {
    for unit in [u16::to_le_bytes, u16::to_be_bytes] {
        let encode = |text: &str| -> Vec<u8> { text.encode_utf16().flat_map(unit).collect() };
        let text = "\u{feff}“Élan” 😀\r\nIt has many benfits";
        assert_eq!(fixed("wide.txt", encode(text)), encode(&text.replace("benfits", "benefits")));
    }
}

#[test]
fn apostrophes_are_put_in_as_the_file_writes_them() {
    assert_eq!(fixed_text("a.txt", "It’s the skins ability.\n"), "It’s the skin’s ability.\n");
    assert_eq!(fixed_text("a.txt", "It's the skins ability.\n"), "It's the skin's ability.\n");
}

#[cfg(unix)]
#[test]
fn permissions_stay() {
    use std::os::unix::fs::PermissionsExt;
    for mode in [0o640, 0o755, 0o600] {
        let folder = Folder::new().file("a.txt", DRAFT);
        std::fs::set_permissions(folder.path("a.txt"), PermissionsExt::from_mode(mode)).unwrap();
        folder.run(&["check", "--fix"]);
        assert!(text(&folder, "a.txt").contains("benefits"));
        let kept = std::fs::metadata(folder.path("a.txt")).unwrap().permissions().mode() & 0o7777;
        assert_eq!(kept, mode);
    }
}

#[cfg(unix)]
#[test]
fn what_a_link_leads_to_is_fixed_and_the_link_stays() {
    let folder = Folder::new().file("true/a.txt", DRAFT).file("links/b.txt", "");
    std::fs::remove_file(folder.path("links/b.txt")).unwrap();
    std::os::unix::fs::symlink("../true/a.txt", folder.path("links/b.txt")).unwrap();
    folder.run(&["check", "--fix", "links/b.txt"]);
    assert!(folder.path("links/b.txt").is_symlink());
    assert!(!folder.path("true/a.txt").is_symlink());
    assert!(text(&folder, "true/a.txt").contains("benefits"));
}

#[test]
fn a_file_without_fixes_is_not_written() {
    let folder = Folder::new().file("a.txt", "It is the most powerful peel.\n");
    let before = std::fs::metadata(folder.path("a.txt")).unwrap().modified().unwrap();
    folder.run(&["check", "--fix"]);
    assert_eq!(std::fs::metadata(folder.path("a.txt")).unwrap().modified().unwrap(), before);
}

#[test]
fn markup_of_markdown_is_untouched() {
    let cases = [
        ("**benfits**, *colagen* and `benfits`\n", "**benefits**, *collagen* and `benfits`\n"),
        ("[chemical peal](/peal-benfits \"x\")\n", "[chemical peel](/peal-benfits \"x\")\n"),
        (
            "| benfits | b |\n|---|---|\n| no | colagen |\n",
            "| benefits | b |\n|---|---|\n| no | collagen |\n",
        ),
        ("![the skins ability](benfits.png)\n", "![the skin's ability](benfits.png)\n"),
        ("> hyper\n> pigmention and micro\n> needing\n", "> hyper\n> pigmention and micro\n> needing\n"),
        (
            "hyper <b>pigmention</b>, hyper <!-- x --> pigmention\n",
            "hyper <b>pigmention</b>, hyper <!-- x --> pigmention\n",
        ),
        (
            "ben**fits**, ben\u{ad}fits, benfits[^1]\n\n[^1]: x\n",
            "ben**fits**, ben\u{ad}fits, benefits[^1]\n\n[^1]: x\n",
        ),
        ("<p title='benfits'>the skins ability</p>\n", "<p title='benfits'>the skin's ability</p>\n"),
        ("```\nbenfits\n```\n\n    benfits\n\nbenfits\n", "```\nbenfits\n```\n\n    benfits\n\nbenefits\n"),
    ];
    for (before, after) in cases {
        assert_eq!(fixed_text("a.md", before), after);
    }
    let before = "import X from 'benfits'\n\n<X a={benfits}>benfits {benfits} colagen</X>\n";
    let after = "import X from 'benfits'\n\n<X a={benfits}>benfits {benfits} colagen</X>\n";
    let after_mended = after.replace(">benfits", ">benefits").replace("} colagen", "} collagen");
    let result = fixed_text("a.mdx", before);
    assert!(result == after || result == after_mended, "{result}");
}

#[test]
fn front_matter_stays_valid_whatever_quotes_it_has() {
    let cases = [
        ("title: The skins ability to heal", "title: The skin's ability to heal"),
        ("title: 'The skins ability to heal'", "title: 'The skin''s ability to heal'"),
        ("title: \"The skins ability to heal\"", "title: \"The skin's ability to heal\""),
        ("title: skins ability to heal", "title: skin's ability to heal"),
        ("description: >\n  The skins ability\n  to heal", "description: >\n  The skin's ability\n  to heal"),
        ("slug: 'benfits'\ntitle: No benfits", "slug: 'benfits'\ntitle: No benefits"),
    ];
    for (before, after) in cases {
        let page = |front: &str| format!("---\n{front}\n---\nA peel.\n");
        assert_eq!(fixed_text("a.md", &page(before)), page(after));
    }
    let page = |front: &str| format!("+++\n{front}\n+++\nA peel.\n");
    let literal = page("title = 'The skins ability to heal'");
    assert_eq!(fixed_text("a.md", &literal), literal, "no quote of one stroke fits into these");
    let basic = fixed_text("a.md", &page("title = \"The skins ability to heal\""));
    assert_eq!(basic, page("title = \"The skin's ability to heal\""));
}

#[test]
fn a_title_that_says_what_the_heading_says_is_fixed_with_it() {
    let page = |word: &str| format!("---\ntitle: {word} for you\n---\n\n# {word} for you\n\nA peel.\n");
    assert_eq!(fixed_text("a.md", &page("Colagen")), page("Collagen"));
}

#[test]
fn markup_of_html_is_untouched_and_attributes_stay_whole() {
    let cases = [
        (
            "<p class=\"benfits\">benfits <b>colagen</b></p>",
            "<p class=\"benfits\">benefits <b>collagen</b></p>",
        ),
        (
            "<img src=benfits.png alt='the skins ability'>",
            "<img src=benfits.png alt='the skin&#39;s ability'>",
        ),
        ("<img alt=\"the skins ability\">", "<img alt=\"the skin's ability\">"),
        (
            "<meta name=description content='The skins ability'>",
            "<meta name=description content='The skin&#39;s ability'>",
        ),
        (
            "<p>hyper<br>pigmention, micro <i>needing</i></p>",
            "<p>hyper<br>pigmention, micro <i>needing</i></p>",
        ),
        ("<p>you&rsquo;re skin type &amp; benfits &lt;</p>", "<p>your skin type &amp; benefits &lt;</p>"),
        (
            "<script>let benfits = 1;</script><!-- benfits --><p>benfits",
            "<script>let benfits = 1;</script><!-- benfits --><p>benefits",
        ),
        ("<p>micro&nbsp;\n  needing</p>", "<p>microneedling</p>"),
    ];
    for (before, after) in cases {
        assert_eq!(fixed_text("a.html", before), after);
    }
}

const HOUSE: &str = r#"
[[rule]]
id = "house-name"
kind = "replace"
category = "typo"
severity = "error"
message = "“{match}” is written “{right}”"
why = "It is the name."
help = "Write it so."
safety = "safe"
examples.flag = ["Visit [[glow and co]].", "At [[glow and co]] now."]
examples.pass = ["Visit us.", "At home."]
[rule.replace]
"#;

/// What a house rule makes of a file.
#[track_caller]
fn with_house_rule(replace: &str, name: &str, content: &str) -> (Run, String) {
    let rules = format!("[pack]\nname = 'house'\n{HOUSE}{replace}");
    let folder = Folder::new().file("rules/house.toml", rules).file(name, content);
    let run = folder.run(&["check", "--fix", "--format", "short", "--rules", "rules", name]);
    (run, text(&folder, name))
}

#[test]
fn signs_of_markup_in_a_fix_are_escaped_where_they_must_be() {
    let replace = "'glow and co' = 'Glow & *Co* \"1\"'\n";
    let cases = [
        ("a.txt", "At glow and co now", "At Glow & *Co* \"1\" now"),
        ("a.html", "<p>At glow and co now", "<p>At Glow &amp; *Co* \"1\" now"),
        ("a.html", "<img alt=\"At glow and co now\">", "<img alt=\"At Glow &amp; *Co* &quot;1&quot; now\">"),
        ("a.md", "At glow and co now\n", "At Glow \\& \\*Co\\* \"1\" now\n"),
        (
            "a.md",
            "---\ntitle: \"At glow and co now\"\n---\n",
            "---\ntitle: \"At Glow & *Co* \\\"1\\\" now\"\n---\n",
        ),
        ("a.md", "---\ntitle: At glow and co now\n---\n", "---\ntitle: At Glow & *Co* \"1\" now\n---\n"),
    ];
    for (name, before, after) in cases {
        let (_, text) = with_house_rule(replace, name, before);
        assert_eq!(text, after, "{name}");
    }
}

#[test]
fn a_fix_that_would_lead_to_another_finding_is_left_out_and_the_others_are_made() {
    let (run, text) = with_house_rule(
        "'a good' = 'the most powerful'\n",
        "a.txt",
        "It has benfits.\nIt is a good serum.\nNo colagen.\n",
    );
    assert_eq!(text, "It has benefits.\nIt is a good serum.\nNo collagen.\n");
    assert!(
        run.out.ends_with("2 fixed in 1 file, 1 left (1 typo); 1 fix not applied, to avoid a new finding\n"),
        "{}",
        run.out
    );
}

#[test]
fn two_rules_that_undo_each_other_change_nothing() {
    let (run, text) =
        with_house_rule("serum = 'essence'\nessence = 'serum'\n", "a.txt", "A serum, an essence.\n");
    assert_eq!(text, "A serum, an essence.\n");
    assert_eq!(run.status, 1);
}

#[test]
fn words_that_touch_are_all_fixed() {
    assert_eq!(
        fixed_text("a.txt", "benfits colagen benfits/colagen-benfits"),
        "benefits collagen benefits/collagen-benefits"
    );
}

#[test]
fn fixing_twice_changes_nothing() {
    let folder = Folder::new();
    let articles = std::fs::read_dir(project().join("fixtures/articles")).unwrap();
    let mut folder = folder;
    for article in articles.map(|entry| entry.unwrap().path()) {
        folder =
            folder.file(article.file_name().unwrap().to_str().unwrap(), std::fs::read(&article).unwrap());
    }
    let content =
        |folder: &Folder| -> Vec<Vec<u8>> { folder.names().iter().map(|name| bytes(folder, name)).collect() };
    let first = folder.run(&["check", "--fix", "--unsafe-fixes"]);
    assert_eq!((first.status, first.err.as_str()), (1, ""));
    let once = content(&folder);
    let second = folder.run(&["check", "--fix", "--unsafe-fixes", "--format", "json"]);
    assert_eq!(second.json()["summary"]["fixed"], 0);
    assert_eq!(content(&folder), once);
    assert_eq!(folder.run(&["check", "--diff", "--unsafe-fixes"]).status, 0);
}

fn read(text: &str, format: Format, linter: &Linter) -> Reading {
    let document = linter.read_with_repeats(&Source::from_text(text), format);
    let diagnostics = linter.check_document(&document).diagnostics;
    Reading { document, diagnostics }
}

fn counts(diagnostics: &[Diagnostic]) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    for one in diagnostics {
        *counts.entry(one.rule.id.clone()).or_default() += 1;
    }
    counts
}

/// Fixes a text, and checks that no rule finds more than before. Returns what is still found.
#[track_caller]
fn fix_everything(text: &str, format: Format, linter: &Linter) -> Vec<Diagnostic> {
    let before = read(text, format, linter);
    let fixed = linter.fix(text, format, Safety::Unsafe).unwrap();
    let after = read(&fixed.text, format, linter);
    let had = counts(&before.diagnostics);
    for (rule, count) in counts(&after.diagnostics) {
        assert!(had.get(&rule).is_some_and(|had| count <= *had), "{rule}: {text}\nbecomes {}", fixed.text);
    }
    assert!(after.diagnostics.len() + fixed.applied.len() <= before.diagnostics.len());
    let again = linter.fix(&fixed.text, format, Safety::Unsafe).unwrap();
    assert_eq!(again.text, fixed.text, "a second time changes nothing");
    after.diagnostics
}

#[test]
fn every_example_of_every_rule_with_a_fix_is_fixed_without_a_new_finding() {
    let mut examples = 0;
    let fixes = |kind| matches!(kind, RuleKind::Replace | RuleKind::Spelling | RuleKind::Variants);
    for RuleDefinition { rule, examples: of_rule, .. } in
        DEFINITIONS.rules.iter().filter(|one| fixes(one.rule.kind()))
    {
        let alone = only(&rule.id);
        for example in &of_rule.flag {
            examples += 1;
            let (text, _) = unmark(example);
            for format in [Format::Plain, Format::Markdown, Format::Mdx, Format::Html] {
                // With its own rule alone an example is fixed in full; a typo may hide what another rule would find.
                let mut left = fix_everything(&text, format, &alone);
                // For some slips no right form is known.
                left.retain(|one| rule.kind() != RuleKind::Spelling || one.fix.is_some());
                assert_eq!(left, [], "{text}");
                fix_everything(&text, format, &EVERYTHING);
            }
        }
    }
    assert!(examples > 5);
}

#[test]
fn every_article_is_fixed_without_a_new_finding() {
    for folder in ["fixtures/articles", "fixtures/clean"] {
        for entry in std::fs::read_dir(project().join(folder)).unwrap() {
            let path = entry.unwrap().path();
            let text = std::fs::read_to_string(&path).unwrap();
            let left = fix_everything(&text, Format::of_path(&path).unwrap(), &EVERYTHING);
            assert!(left.iter().all(|one| one.fix.is_none()), "{}", path.display());
        }
    }
}

#[test]
fn fixes_that_never_end_are_reported_and_nothing_is_changed() {
    // Twelve findings on one word, each of which adds a letter, and no rule ever finds more than before.
    let rule = EVERYTHING
        .rules()
        .selected()
        .map(|(_, rule)| rule)
        .find(|rule| rule.kind() == RuleKind::Replace)
        .unwrap();
    let mut read = |text: &str| {
        let document = Document::read(&Source::from_text(text), Format::Plain);
        let finding = Diagnostic {
            rule: Arc::clone(rule),
            severity: rule.severity,
            message: String::new(),
            span: Span::of(0..text.len()),
            text: text.to_owned(),
            grade: None,
            labels: Vec::new(),
            suggestions: Vec::new(),
            also: Vec::new(),
            fix: Some(Fix {
                title: String::new(),
                safety: Safety::Safe,
                edits: vec![Edit { span: Span::of(0..text.len()), text: format!("{text}a") }],
            }),
            fingerprint: Fingerprint::of(rule, "", ""),
        };
        Reading { document, diagnostics: vec![finding; 13 - text.len()] }
    };
    let result = fix("a", Format::Plain, Safety::Safe, &mut read);
    assert_eq!(result, Err(FixError::Endless { rule: rule.id.clone() }));
}

#[test]
fn a_read_only_file_is_named_and_left_and_the_others_are_fixed() {
    let folder = Folder::new().file("a.txt", DRAFT).file("b.txt", DRAFT);
    let mut permissions = std::fs::metadata(folder.path("a.txt")).unwrap().permissions();
    permissions.set_readonly(true);
    std::fs::set_permissions(folder.path("a.txt"), permissions).unwrap();
    let run = folder.run(&["check", "--fix", "--format", "short"]);
    assert_eq!(run.status, 2);
    let error =
        "a.txt: error: it was left unchanged: the file is read-only; make it writable and run again\n";
    assert!(run.out.contains(error), "{}", run.out);
    assert!(run.out.contains("a.txt:1:13: error[misspelling]"), "its findings are reported: {}", run.out);
    assert!(run.out.contains("1 fixed in 1 file, 5 left"), "{}", run.out);
    assert!(run.out.contains("; 1 file could not be fixed;"), "{}", run.out);
    assert_eq!(text(&folder, "a.txt"), DRAFT);
    assert!(text(&folder, "b.txt").contains("benefits"));
    assert_eq!(folder.names(), ["a.txt", "b.txt"]);
}

#[cfg(unix)]
#[test]
fn a_folder_that_may_not_be_written_is_named_and_its_files_are_left() {
    use std::os::unix::fs::PermissionsExt;
    use std::os::unix::process::CommandExt;
    let folder = Folder::new().file("shut/a.txt", DRAFT).file("open/b.txt", DRAFT);
    let mode = |path: &str, mode| {
        std::fs::set_permissions(folder.path(path), PermissionsExt::from_mode(mode)).unwrap();
    };
    mode("", 0o755);
    mode("open", 0o777);
    mode("open/b.txt", 0o666);
    mode("shut/a.txt", 0o666);
    mode("shut", 0o555);
    let mut command = std::process::Command::new(assert_cmd::cargo::cargo_bin!("claimlint"));
    command.args(["check", "--no-config", "--fix", "--format", "short"]).current_dir(folder.path(""));
    // For root no folder is closed: then the program runs as nobody.
    if std::fs::write(folder.path("shut/probe"), "").is_ok() {
        std::fs::remove_file(folder.path("shut/probe")).unwrap();
        command.gid(65_534).uid(65_534);
    }
    // Where nobody may run the program, there is nothing to test.
    let Ok(output) = command.output() else { return mode("shut", 0o755) };
    let run = Run::of(output);
    mode("shut", 0o755);
    assert_eq!(run.status, 2);
    assert!(run.out.contains("shut/a.txt: error: it was left unchanged: its folder is read-only"), "{run:?}");
    assert_eq!(text(&folder, "shut/a.txt"), DRAFT);
    assert!(text(&folder, "open/b.txt").contains("benefits"), "{run:?}");
}

#[cfg(unix)]
#[test]
fn a_file_that_cannot_be_written_to_its_end_is_as_it_was() {
    // A limit on the size of files stands for a disk that is full: the write fails half-way.
    let long = format!("It has many benfits.\n{}", "A peel loosens dead cells.\n".repeat(1000));
    let folder = Folder::new().file("long.txt", &long).file("short.txt", DRAFT);
    let output = std::process::Command::new("sh")
        .arg("-c")
        .arg("trap '' XFSZ; ulimit -f 8; exec \"$0\" check --no-config --fix --format short")
        .arg(assert_cmd::cargo::cargo_bin!("claimlint"))
        .current_dir(folder.path(""))
        .output()
        .unwrap();
    let run = Run::of(output);
    assert_eq!(run.status, 2);
    assert!(run.out.contains("\nlong.txt: error: it was left unchanged: it cannot be written: "), "{run:?}");
    assert_eq!(text(&folder, "long.txt"), long);
    assert!(text(&folder, "short.txt").contains("benefits"));
    assert_eq!(folder.names(), ["long.txt", "short.txt"]);
}

#[test]
fn a_file_that_somebody_changes_meanwhile_is_not_overwritten() {
    let folder = Folder::new().file("a.txt", "An editor saved this.\n");
    let error = save(&folder.path("a.txt"), DRAFT.as_bytes(), b"fixed").unwrap_err();
    assert!(matches!(error, SaveError::Changed));
    assert!(error.to_string().contains("it changed on disk"));
    assert_eq!(text(&folder, "a.txt"), "An editor saved this.\n");
    assert_eq!(folder.names(), ["a.txt"]);
}

#[cfg(unix)]
#[test]
fn a_device_is_not_a_file_to_fix() {
    assert!(matches!(save(Path::new("/dev/null"), b"", b"x").unwrap_err(), SaveError::NoFile));
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn edits_touch_no_byte_outside_their_spans(
        text in "(?s)[a-zé😀\\r\\n<&*' ]{0,60}",
        choices in prop::collection::vec((0usize..70, 0usize..6, "[a-z'é]{0,4}"), 0..8),
    ) {
        // Spans in order, apart and on the boundaries of characters.
        let mut edits: Vec<Edit> = Vec::new();
        let mut free = 0;
        for (start, length, new) in choices {
            let start = free + start % 9;
            let end = start + length;
            if text.is_char_boundary(start) && text.is_char_boundary(end) {
                edits.push(Edit { span: Span::of(start..end), text: new });
                free = end;
            }
        }
        let fixed = apply(&text, &edits);
        let mut rest = fixed.as_str();
        let mut done = 0;
        for edit in &edits {
            let kept = &text[done..edit.span.start()];
            prop_assert!(rest.starts_with(kept));
            rest = &rest[kept.len()..];
            prop_assert!(rest.starts_with(&edit.text));
            rest = &rest[edit.text.len()..];
            done = edit.span.end();
        }
        prop_assert_eq!(rest, &text[done..]);
    }

    #[test]
    fn whatever_is_around_a_misspelling_only_its_letters_change(
        format in prop::sample::select(vec![Format::Plain, Format::Markdown, Format::Mdx, Format::Html]),
        before in "(?s)[a-zé😀\\r\\n<>&;*_`'\"\\[\\](){}#|:\\-+ ]{0,30}",
        following in "(?s)[a-zé😀\\r\\n<>&;*_`'\"\\[\\](){}#|:\\-+ ]{0,30}",
    ) {
        let page = |word: &str| format!("{before} {word} {following}");
        let fixed = SPELLER.fix(&page("benfits"), format, Safety::Safe).unwrap();
        prop_assert!(fixed.text == page("benfits") || fixed.text == page("benefits"), "{}", fixed.text);
    }
}
