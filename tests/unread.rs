//! What is found and not read is said, and a run that reads nothing does not end well.

use serde_json::Value;

use crate::common::{CLAIM, Folder, Run, claimlint, commit, commit_first};

const CLEAN: &str = "A peel loosens dead cells.\n";

/// A folder with copy in files that are not read.
fn agency() -> Folder {
    Folder::new()
        .file("a.md", CLEAN)
        .file("briefs/one.doc", b"PK\x03\x04\0\0")
        .file("briefs/two.DOC", b"PK\x03\x04\0\0")
        .file("products/serum.json", "{}")
        .file("package.json", "{}")
        .file("hero.png", b"\x89PNG")
        .file("src/main.rs", "fn main() {}")
}

fn git(folder: &Folder, arguments: &[&str]) {
    let done = std::process::Command::new("git")
        .args(["-c", "user.name=a", "-c", "user.email=a@b.c"])
        .args(arguments)
        .current_dir(folder.path(""))
        .output()
        .unwrap();
    assert!(done.status.success(), "{done:?}");
}

#[test]
fn the_closing_line_counts_files_that_may_hold_copy_and_were_not_read() {
    let folder = agency();
    for format in ["pretty", "short"] {
        let run = folder.run(&["check", "--format", format]);
        assert_eq!(run.status, 0, "{run:?}");
        assert!(run.out.ends_with("nothing found; 3 files were not read: 2 .doc, 1 .json\n"), "{}", run.out);
    }
    let markdown = folder.run(&["check", "--format", "markdown"]);
    assert!(markdown.out.contains("\n3 files were not read: 2 .doc, 1 .json.\n"), "{}", markdown.out);
}

#[test]
fn json_lists_what_was_not_read_with_the_reason() {
    let report = agency().run(&["check", "--format", "json"]).json();
    assert_eq!(report["summary"]["skipped"], 3);
    let skipped = report["skipped"].as_array().unwrap();
    let paths: Vec<&str> = skipped.iter().map(|one| one["path"].as_str().unwrap()).collect();
    assert_eq!(paths, ["briefs/one.doc", "briefs/two.DOC", "products/serum.json"]);
    let reason = skipped[0]["reason"].as_str().unwrap();
    assert!(reason.starts_with("claimlint does not read .doc files; save it as"), "{reason}");
    let nothing = Folder::new().file("a.md", CLEAN).run(&["check", "--format", "json"]).json();
    assert_eq!(
        (&nothing["summary"]["skipped"], &nothing["skipped"]),
        (&Value::from(0), &Value::Array(vec![]))
    );
}

#[test]
fn scripts_with_elements_are_read_and_others_are_not() {
    let page = "export default function Home() {\n  return (\n    <p>This is the best cream in the world.</p>\n  );\n}\n";
    let folder =
        Folder::new().file("a.md", CLEAN).file("src/home.js", page).file("src/home.test.js", page).file(
            "src/menu.js",
            "import React from 'react';\nopen('<p>This is the best cream in the world.</p>');\n",
        );
    let run = folder.run(&["check", "--format", "json"]).json();
    let paths: Vec<&str> =
        run["files"].as_array().unwrap().iter().map(|file| file["path"].as_str().unwrap()).collect();
    assert_eq!(paths, ["a.md", "src/home.js"]);
    assert_eq!(run["files"][1]["diagnostics"][0]["text"], "the best cream in the world");
    assert_eq!(run["summary"]["skipped"], 0);
    assert_eq!(folder.run(&["check", "src/home.js"]).status, 1);
    assert_eq!(folder.run(&["check", "src/menu.js"]).status, 2);
}

#[test]
fn screens_for_staff_count_as_not_read_unless_they_are_named() {
    let page = "export const Page = () => <p>This is the best cream in the world.</p>;\n";
    let folder = Folder::new()
        .file("a.md", CLEAN)
        .file("app/admin/sales.tsx", page)
        .file("app/SalesDashboard.jsx", page);
    let run = folder.run(&["check"]);
    assert!(run.out.ends_with("nothing found; 2 files were not read: 2 for staff\n"), "{}", run.out);
    assert_eq!(folder.run(&["check", "app/admin/sales.tsx"]).status, 1);
}

#[test]
fn what_customers_say_in_files_of_their_own_counts_as_not_read_unless_it_is_named() {
    let folder = Folder::new()
        .file("a.md", CLEAN)
        .file("content/testimonials/ana.md", CLAIM)
        .file("content/testimonials/index.md", CLEAN)
        .file("content/reviews/serum.md", CLEAN);
    let run = folder.run(&["check"]);
    assert!(run.out.ends_with("nothing found; 1 file was not read: 1 by customers\n"), "{}", run.out);
    assert_eq!(folder.run(&["check", "content/testimonials/ana.md"]).status, 1);
}

#[test]
fn the_data_of_a_site_is_read_where_sites_keep_it_and_counts_as_not_read_where_no_key_is_known() {
    let data = |key: &str| {
        format!("export const creams = [{{ id: 'night', {key}: 'This is the best cream in the world.' }}];\n")
    };
    let folder = Folder::new()
        .file("a.md", CLEAN)
        .file("src/data/creams.ts", data("text"))
        .file("src/data/peels.ts", data("pitch"))
        .file(
            "src/data/soaps.ts",
            "export const soaps = [{ text: 'We like <b>this soap</b> more than any other.' }];\n",
        )
        .file("src/data/colours.ts", "export const colours = { night: '#fff', day: 'a b c' };\n")
        .file("src/lib/creams.ts", data("text"));
    let run = folder.run(&["check", "--format", "json"]);
    assert_eq!(run.rules(), ["unsupported-superlative"], "{}", run.out);
    let run = run.json();
    assert_eq!(run["summary"]["files"], 3, "{run}");
    let skipped = run["skipped"].as_array().unwrap();
    assert_eq!(skipped.len(), 1, "{skipped:?}");
    assert_eq!(skipped[0]["path"], "src/data/peels.ts");
    assert!(skipped[0]["reason"].as_str().unwrap().contains("[[content]]"), "{skipped:?}");
    assert!(folder.run(&["check"]).out.ends_with("1 file was not read: 1 .ts with text\n"));
    let folder = folder.file(
        "claimlint.toml",
        "[[content]]\nfiles = [\"src/data/peels.ts\"]\nkeys = { pitch = \"plain\" }\n",
    );
    let run = folder.run(&["check", "--format", "json"]);
    assert_eq!(run.rules().len(), 2, "{}", run.out);
    assert_eq!(run.json()["summary"]["skipped"], 0);
}

#[test]
fn a_page_in_another_language_counts_as_not_read() {
    let page = "<!DOCTYPE html><html lang=\"de\"><body><p>Das ist die beste Creme.</p></body></html>\n";
    let folder = Folder::new().file("de.html", page).file("en.md", CLEAN);
    let run = folder.run(&["check"]);
    assert!(run.out.ends_with("; 1 file was not read: 1 in another language (de)\n"), "{}", run.out);
    let report = folder.run(&["check", "--format", "json"]).json();
    assert_eq!(report["skipped"][0]["path"], "de.html");
    assert_eq!(folder.run(&["check", "--fail-on-skipped"]).status, 2);
    assert_eq!(folder.run(&["check", "de.html"]).status, 0);
}

#[test]
fn a_run_can_fail_on_what_was_not_read() {
    let run = agency().run(&["check", "--fail-on-skipped"]);
    assert_eq!(run.status, 2);
    assert!(
        run.err.contains("3 files were not read: 2 .doc, 1 .json, and --fail-on-skipped was given"),
        "{}",
        run.err
    );
    assert!(run.err.contains("briefs/one.doc: "), "{}", run.err);
    assert_eq!(Folder::new().file("a.md", CLEAN).run(&["check", "--fail-on-skipped"]).status, 0);
}

#[test]
fn excluded_and_ignored_files_do_not_count_as_unread() {
    let folder =
        agency().file("claimlint.toml", "exclude = [\"briefs\"]\n").file(".gitignore", "products/\n");
    let run = folder.run(&["check"]);
    assert!(run.out.ends_with(": nothing found\n"), "{}", run.out);
}

#[test]
fn the_papers_of_the_house_do_not_count_as_unread() {
    let folder = agency()
        .file("claimlint.toml", "[evidence]\nfiles = [\"products/serum.json\"]\n")
        .file("products/serum.json", "[]");
    assert_eq!(folder.run(&["check", "--format", "json"]).json()["summary"]["skipped"], 2);
}

#[test]
fn a_run_that_reads_nothing_ends_with_2_and_says_what_to_do() {
    let folder = agency();
    for command in
        [&["check", "briefs"][..], &["claims", "briefs"], &["words", "briefs"], &["verify", "briefs"]]
    {
        let run = folder.run(command);
        assert_eq!((run.status, run.out.as_str()), (2, ""), "{command:?} {run:?}");
        assert!(run.err.contains("2 files were not read: 2 .doc"), "{}", run.err);
        assert!(run.err.contains("save it as .docx, as a web page (.html)"), "{}", run.err);
        let allowed = folder.run(&[command, &["--allow-empty"]].concat());
        assert_eq!(allowed.status, 0, "{command:?} {allowed:?}");
        assert!(allowed.err.contains("nothing was checked"), "{}", allowed.err);
        assert!(!allowed.out.contains("every word") && !allowed.out.contains("is cited"), "{}", allowed.out);
    }
    let json = folder.run(&["check", "--format", "json", "briefs"]);
    assert_eq!((json.status, &json.json()["summary"]["skipped"]), (2, &Value::from(2)));
    let empty = Folder::new().run(&["check", "--quiet"]);
    assert_eq!(empty.status, 2);
    assert!(empty.err.contains("no .txt, .md, .mdx, .html, .docx or .odt files were found"), "{}", empty.err);
}

#[test]
fn a_run_without_a_rule_ends_with_2() {
    let folder = agency();
    let run = folder.run(&["check", "--select", "typos", "--ignore", "typos"]);
    assert_eq!((run.status, run.out.as_str()), (2, ""));
    assert!(run.err.starts_with("error: no rule is left to run"), "{}", run.err);
    let allowed = folder.run(&["check", "--select", "typos", "--ignore", "typos", "--allow-empty"]);
    assert_eq!(allowed.status, 0);
    let configured = Folder::new().file("a.md", CLEAN).file("claimlint.toml", "select = []\n");
    assert_eq!(configured.run(&["check"]).status, 2);
}

#[test]
fn a_run_in_which_nothing_changed_or_all_is_excluded_is_not_a_failure() {
    let folder = Folder::new()
        .file("a.md", CLEAN)
        .file("old/b.md", CLAIM)
        .file("claimlint.toml", "exclude = [\"old\"]\n");
    assert_eq!(folder.run(&["check", "--force-exclude", "old/b.md"]).status, 0);
    git(&folder, &["init", "-q"]);
    let run = folder.run(&["check", "--staged"]);
    assert_eq!((run.status, run.err.as_str()), (0, "nothing to check: no page is staged\n"));
    assert_eq!(folder.run(&["check", "--staged", "--quiet"]).err, "");
    commit(&folder);
    let run = folder.run(&["check", "--diff-base", "HEAD"]);
    assert_eq!((run.status, run.err.as_str()), (0, "nothing to check: no page has changed\n"));
}

#[test]
fn what_changed_and_is_not_read_counts_where_only_changes_are_checked() {
    let folder = agency();
    commit_first(&folder);
    let folder = folder.file("briefs/three.doc", "new");
    let changed = folder.run(&["check", "--format", "json", "--diff-base", "HEAD"]).json();
    assert_eq!(changed["skipped"][0]["path"], "briefs/three.doc");
    assert_eq!(changed["summary"]["skipped"], 1);
    git(&folder, &["add", "."]);
    let staged = folder.run(&["check", "--format", "json", "--staged"]).json();
    assert_eq!(staged["summary"]["skipped"], 1);
}

#[test]
fn a_named_file_of_an_unknown_kind_is_refused_and_the_others_are_checked() {
    let card = "<script>\nconst total = item.price;\n</script>\n";
    let folder = agency().file("card.haml", card).file("notes.foo", CLAIM).file("draft", CLAIM);
    let run = folder.run(&["check", "--format", "json", "card.haml", "briefs/one.doc", "notes.foo", "draft"]);
    assert_eq!(run.status, 2);
    assert_eq!(run.rules(), ["unsupported-superlative"]);
    let errors = run.errors().join("\n");
    for said in [
        "card.haml: claimlint does not read .haml files; to have them read, write `\"haml\" = \"html\"` under [formats] in claimlint.toml",
        "briefs/one.doc: claimlint does not read .doc files; save it as",
        "notes.foo: claimlint does not read .foo files",
    ] {
        assert!(errors.contains(said), "{errors}");
    }
    let fixed = folder.run(&["check", "--fix", "--unsafe-fixes", "card.haml"]);
    assert_eq!(fixed.status, 2);
    assert_eq!(folder.read("card.haml"), card);
    let configured = folder.file("claimlint.toml", "[formats]\nhaml = 'html'\n");
    assert_eq!(configured.run(&["check", "card.haml"]).status, 0);
    assert_eq!(configured.run(&["check", "--explain-silence", "notes.foo:1"]).status, 2);
}

#[test]
fn standard_input_under_the_name_of_an_unknown_kind_is_refused_and_given_back() {
    let stdin = |arguments: &[&str]| {
        let mut command = claimlint();
        command.args(["check", "--no-config"]).args(arguments).write_stdin(CLAIM);
        Run::of(command.output().unwrap())
    };
    let refused = stdin(&["--stdin-filename", "card.haml", "-"]);
    assert_eq!(refused.status, 2);
    assert!(refused.out.contains("claimlint does not read .haml files"), "{refused:?}");
    let fixed = stdin(&["--fix", "--stdin-filename", "card.haml", "-"]);
    assert_eq!((fixed.status, fixed.out.as_str()), (2, CLAIM));
    assert_eq!(stdin(&["--stdin-filename", "draft", "-"]).status, 1);
}

#[test]
fn a_note_for_those_who_make_the_site_is_counted_and_not_checked_unless_it_is_named() {
    let notes = "# Deployment\n\nRun `npm run build`, commit the result and push it to the repo. The API needs the database, \
                 and `.env` has its URL. It is the most powerful deployment on the market, and teh server restarts at once.\n";
    let folder = Folder::new().file("notes.md", notes).file("page.md", "Hello, this is our clinic.\n");
    let run = folder.run(&["check", "."]);
    assert_eq!(run.status, 0, "{}", run.out);
    assert!(run.out.contains("1 for developers"), "{}", run.out);
    let named = folder.run(&["check", "--format", "short", "notes.md"]);
    assert!(named.out.contains("unsupported-superlative"), "{}", named.out);
    folder.run(&["check", "--fix", "."]);
    assert_eq!(folder.read("notes.md"), notes);
    let untrusted = folder.run(&["check", "--trust", "none", "--format", "short", "."]);
    assert!(untrusted.out.contains("unsupported-superlative"), "{}", untrusted.out);
}

#[test]
fn plans_and_briefs_are_known_by_fewer_words_where_their_names_say_what_they_are() {
    let part = "Primary keyword: the best barrier cream for dry skin. Word count: about nine hundred words, with two links to the guide on \
                ceramides and one to the page on winter skin. The writer shows how a barrier works, which creams a reader may choose \
                from, and when to ask a dermatologist. The cream is clinically proven. Slug: soft-barrier.\n\n";
    let brief = format!("# Barrier page\n\n{}", part.repeat(4));
    let folder = Folder::new()
        .file("docs/briefs/barrier.md", &brief)
        .file("BARRIER_PLAN.md", &brief)
        .file("blog/barrier.md", &brief)
        .file("blog/made.md", format!("<!-- GENERATED FILE, do not edit. -->\n\n{brief}"))
        .file("docs/domains.txt", "domain:teh-links.com\n".repeat(40))
        .file("slider/CHANGELOG.md", "Teh jar slides better.\n")
        .file("requirements.txt", "teh-package==1.0\n");
    let run = folder.run(&["check", "--format", "short", "."]);
    assert!(run.err.contains("5 for developers") || run.out.contains("5 for developers"), "{}", run.out);
    let found = || run.out.lines().filter(|line| line.contains(": error") || line.contains(": warning"));
    assert!(found().count() > 0 && found().all(|line| line.starts_with("blog/barrier.md")), "{}", run.out);
}

#[test]
fn what_servers_and_scripts_write_and_the_readme_of_code_are_no_copy() {
    let slip = "Teh most effective cream of all.\n";
    let folder = Folder::new()
        .file(
            "logs/server.txt",
            format!("{}{slip}", "[2026-11-02 07:27:46 +0000] [12] [INFO] Jar\n".repeat(3)),
        )
        .file("logs/answer.txt", format!("HTTP/1.1 200 OK\nServer: jar\n\n{slip}"))
        .file("logs/build.txt", format!("\n> jar-shop@1.0.0 build\n> vite build\n\n{slip}"))
        .file("logs/pictures.txt", format!("Jars to do: 9\n{}{slip}", "[1/900] Teh jar in glass\n".repeat(3)))
        .file("logs/chat.txt", format!("{{\"type\":\"user\",\"text\":\"{}\"}}\n", slip.trim()).repeat(2))
        .file("data/keywords.txt", "best peel for teh face\nthe most effective cream in town\n".repeat(4))
        .file("docs/MARKET-RESEARCH.md", slip)
        .file("blog/docs/TERMS-OF-SALE.md", slip)
        .file("blog/docs/2024-05-01.md", slip)
        .file("slider/slider.js", "let jar = 1;\n")
        .file("slider/readme.md", slip)
        .file("openspec/changes/menu.md", slip)
        .file("pilot/NOTES.md", slip)
        .file("blog/README.md", slip)
        .file("blog/diary.txt", format!("2026-11-02 07:27 {slip}2026-11-03 We opened.\n> jar@shop writes\n"));
    let run = folder.run(&["check", "--format", "short", "."]);
    assert!(run.err.contains("10 for developers") || run.out.contains("10 for developers"), "{}", run.out);
    let found: Vec<&str> =
        run.out.lines().filter(|line| line.contains(": error") || line.contains(": warning")).collect();
    let is_copy = |line: &&str| line.starts_with("blog/");
    assert!(found.len() >= 2 && found.iter().all(is_copy), "{}", run.out);
}

#[test]
fn a_web_page_that_is_saved_as_a_text_file_is_read_as_a_web_page() {
    let page = "<!DOCTYPE html>\n<html><head><script>let jar = a.split('@')[0];</script></head>\n<body><p>Teh jar.</p></body></html>\n";
    let run = Folder::new().file("page.txt", page).run(&["check", "--format", "short", "."]);
    assert_eq!(run.out.lines().filter(|line| line.starts_with("page.txt:")).count(), 1, "{}", run.out);
}

#[test]
fn words_that_a_customer_signs_below_a_picture_are_no_promise_of_the_house() {
    let page = "<main>\n<div class=\"card\"><p>I think it is the best clinic in town.</p><img src=\"a.png\" alt=\"A guest\"><p>Alma Quill</p></div>\n\
                <div class=\"clientReviewDetail\"><p>It is the best clinic in town.</p></div>\n\
                <div class=\"preview-card\"><p>It is the best clinic in town.</p></div>\n\
                <div class=\"card\"><div>&ldquo;</div><p>To me it is the best clinic in town.</p></div></main>\n";
    let run = Folder::new().file("a.html", page).run(&["check", "--format", "short"]);
    let lines: Vec<&str> = run.out.lines().filter_map(|line| line.strip_prefix("a.html:")).collect();
    assert!(lines.len() == 1 && lines[0].starts_with("4:"), "{}", run.out);
}

#[test]
fn what_customers_say_in_reviews_is_no_promise_of_the_house_and_what_stands_above_them_is() {
    let page = "<main>\n<section class=\"testimonials-area\">\n<h2>The best clinic in town</h2>\n\
                <div class=\"testimonial-item\"><div><p>The best clinic in town, and painless.</p></div><h4>Ina</h4></div>\n\
                </section>\n<h3 class=\"review-text\" itemprop=\"reviewBody\">It was quite painless!</h3><p class=\"review_text\">It was quite painless!</p>\n<p>It is painless.</p>\n\
                <article class=\"review\"><p>The best clinic in town.</p></article>\n</main>\n";
    let run = Folder::new().file("page.html", page).run(&["check", "--format", "short", "."]);
    let findings = run.out.lines().filter(|line| line.starts_with("page.html:"));
    let lines: Vec<&str> = findings.filter_map(|line| line.split(':').nth(1)).collect();
    assert_eq!(lines, ["3", "7", "8"], "{}", run.out);
}
