//! Comments in the text that suppress findings: what they cover, what is wrong with them, and how they are written.

use crate::common::{Folder, Run, word_rule};

/// The rules that find something in a file of this name and text.
fn rules(name: &str, text: &str) -> Vec<String> {
    report(name, text).rules()
}

fn report(name: &str, text: &str) -> Run {
    Folder::new().file(name, text).run(&["check", "--no-config", "--format", "json"])
}

fn suppressed(run: &Run) -> u64 {
    run.json()["summary"]["suppressed"].as_u64().unwrap()
}

#[test]
fn a_comment_suppresses_what_is_in_the_next_block_and_nothing_else() {
    let text = "A revolutionary serum.\n\n<!-- claimlint-ignore hype: agreed with legal -->\nA revolutionary mask.\n\nA revolutionary toner.\n";
    let run = report("a.md", text);
    assert_eq!(run.rules(), ["hype", "hype"]);
    assert_eq!(suppressed(&run), 1);
    let report = run.json();
    let lines: Vec<u64> = report["files"][0]["diagnostics"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["start"]["line"].as_u64().unwrap())
        .collect();
    assert_eq!(lines, [1, 6]);
}

#[test]
fn a_comment_moves_with_its_block_and_its_neighbours_may_change() {
    let comment = "<!-- claimlint-ignore hype: agreed with legal -->\nA revolutionary mask.\n\n";
    let (before, following) = ("It is soft.\n\n", "We open at nine.\n\n");
    for text in [
        [before, comment, following],
        [comment, before, following],
        [before, following, comment],
        ["It is very soft.\n\n", comment, "- Open at ten.\n- Closed on Sundays.\n\n"],
    ] {
        let run = report("a.md", &text.concat());
        assert_eq!((run.rules(), suppressed(&run)), (vec![], 1), "{text:?}");
    }
    let run = report("a.md", &[comment, before, "A revolutionary mask.\n"].concat());
    assert_eq!(
        (run.rules(), suppressed(&run)),
        (vec!["hype".to_owned()], 1),
        "a copy has no comment of its own"
    );
}

#[test]
fn every_format_has_its_comments() {
    for (name, text) in [
        ("a.md", "<!-- claimlint-ignore hype: agreed -->\n\nA revolutionary mask.\n"),
        ("a.md", "A revolutionary mask. <!-- claimlint-ignore hype: agreed -->\n"),
        ("a.md", "- One.\n- A revolutionary mask. <!-- claimlint-ignore hype: agreed -->\n- Two.\n"),
        ("a.md", "# A revolutionary mask <!-- claimlint-ignore hype: agreed -->\n\nIt is soft.\n"),
        ("a.md", "> <!-- claimlint-ignore hype: agreed -->\n> A revolutionary mask.\n"),
        ("a.md", "<!-- claimlint-ignore hype: agreed -->\n\n![A revolutionary mask](mask.png)\n"),
        ("a.md", "---\n# claimlint-ignore hype: agreed\ntitle: A revolutionary mask\n---\n\nIt is soft.\n"),
        (
            "a.md",
            "+++\n# claimlint-ignore hype: agreed\ntitle = 'A revolutionary mask'\n+++\n\nIt is soft.\n",
        ),
        ("a.mdx", "import X from 'x'\n\n{/* claimlint-ignore hype: agreed */}\n\nA revolutionary mask.\n"),
        ("a.mdx", "A revolutionary mask. {/* claimlint-ignore hype: agreed */}\n\nIt is soft.\n"),
        ("a.html", "<p>Hello.</p><!-- claimlint-ignore hype: agreed --><p>A <b>revolutionary</b> mask.</p>"),
        ("a.html", "<p>Hello.</p><p>A revolutionary <!-- claimlint-ignore hype: agreed --> mask.</p>"),
        (
            "a.html",
            "<!-- claimlint-ignore hype: agreed --><title>A revolutionary mask</title><p>It is soft.</p>",
        ),
        ("a.txt", "<!-- claimlint-ignore hype: agreed -->\nA revolutionary mask.\n"),
        ("a.txt", "It is soft.\r\n\r\n  <!-- claimlint-ignore hype: agreed -->\r\nA revolutionary mask.\r\n"),
    ] {
        let run = report(name, text);
        assert_eq!((run.rules(), suppressed(&run)), (vec![], 1), "{text}");
    }
}

#[test]
fn categories_packs_and_several_names_may_be_given() {
    let text = |names: &str| {
        format!(
            "<!-- claimlint-ignore {names}: agreed -->\n\nStudies show the the revolutionary mask lifts.\n"
        )
    };
    let left = |names: &str| rules("a.md", &text(names));
    assert_eq!(left("uncited-study"), ["doubled-word", "hype"]);
    assert_eq!(left("study, typo"), ["hype"]);
    assert_eq!(left("studies superlatives spelling"), [""; 0]);
    assert_eq!(left("all"), [""; 0]);
}

#[test]
fn a_stretch_is_suppressed_from_start_to_end() {
    let text = "A revolutionary serum.\n\n<!-- claimlint-ignore-start hype: press release of 2019 -->\n\nA revolutionary mask.\n\nA game-changing toner.\n\n<!-- claimlint-ignore-end -->\n\nA revolutionary oil.\n";
    let run = report("a.md", text);
    assert_eq!((run.rules().len(), suppressed(&run)), (2, 2));
    let nested = text.replace(
        "A game-changing toner.",
        "<!-- claimlint-ignore-start typo: quoted -->\n\nA game-changing the the toner.\n\n<!-- claimlint-ignore-end typo -->",
    );
    assert_eq!(suppressed(&report("a.md", &nested)), 3);
}

#[test]
fn a_whole_file_is_suppressed_wherever_the_comment_is() {
    for text in [
        "<!-- claimlint-ignore-file hype: archive -->\n\nA revolutionary mask.\n\nA revolutionary toner.\n",
        "A revolutionary mask.\n\nA revolutionary toner.\n\n<!-- claimlint-ignore-file hype: archive -->\n",
    ] {
        assert_eq!(suppressed(&report("a.md", text)), 2, "{text}");
    }
}

#[test]
fn a_comment_before_a_table_holds_for_the_table_and_one_in_a_cell_for_the_cell() {
    let table = "| A revolutionary mask | A revolutionary oil |\n|---|---|\n| one | two |\n\nA revolutionary toner.\n";
    let before = format!("<!-- claimlint-ignore hype: quoted -->\n\n{table}");
    assert_eq!(suppressed(&report("a.md", &before)), 2);
    let pictures = before.replace("mask |", "mask ![A revolutionary jar](jar.png) |");
    assert_eq!(suppressed(&report("a.md", &pictures)), 3);
    let inside = table.replace("mask |", "mask <!-- claimlint-ignore hype: quoted --> |");
    assert_eq!(suppressed(&report("a.md", &inside)), 1);
}

#[test]
fn a_comment_that_is_broken_unknown_unused_or_over_is_a_finding_at_its_words() {
    for (comment, rule, words, left) in [
        ("claimlint-ignore hype", "broken-suppression", "claimlint-ignore", true),
        ("claimlint-ignore: agreed", "broken-suppression", "claimlint-ignore", true),
        ("claimlint-ignore hype until=2027: agreed", "broken-suppression", "2027", true),
        ("claimlint-ignore-start hype: agreed", "broken-suppression", "claimlint-ignore-start", false),
        ("claimlint-ignore-end", "broken-suppression", "claimlint-ignore-end", true),
        ("claimlint-disable hype: agreed", "broken-suppression", "claimlint-disable", true),
        ("claimlint-ignore hpye: agreed", "unknown-suppression", "hpye", true),
        ("claimlint-ignore unused-suppression: agreed", "unknown-suppression", "unused-suppression", true),
        ("claimlint-ignore hype, typo: agreed", "unused-suppression", "typo", false),
        ("claimlint-ignore hype until=2021-02-28: agreed", "expired-suppression", "2021-02-28", true),
    ] {
        let text = format!("It is soft.\n\n<!-- {comment} -->\n\nA revolutionary mask.\n");
        let report = report("a.md", &text).json();
        let found = report["files"][0]["diagnostics"].as_array().unwrap();
        let (start, end) = (&found[0]["start"]["byte"], &found[0]["end"]["byte"]);
        let place = start.as_u64().unwrap() as usize..end.as_u64().unwrap() as usize;
        assert_eq!((found[0]["rule"].as_str().unwrap(), &text[place]), (rule, words), "{comment}");
        assert_eq!(found.len(), 1 + usize::from(left), "{comment}");
    }
}

#[test]
fn a_comment_is_not_called_unused_where_its_rule_is_not_run() {
    let folder = Folder::new().file("a.md", "<!-- claimlint-ignore hype: agreed -->\n\nA soft mask.\n");
    let run =
        |arguments: &[&str]| folder.run(&[&["check", "--no-config", "--format", "json"], arguments].concat());
    assert_eq!(run(&[]).rules(), ["unused-suppression"]);
    assert_eq!(run(&["--ignore", "hype"]).rules(), [""; 0]);
    assert_eq!(run(&["--select", "typos"]).rules(), [""; 0]);
}

#[test]
fn a_comment_about_a_category_is_called_unused_though_the_rules_of_other_markets_are_off() {
    let run = report("a.md", "<!-- claimlint-ignore superlative: agreed -->\n\nA soft mask.\n");
    assert_eq!(run.rules(), ["unused-suppression"]);
}

#[test]
fn a_rule_that_was_renamed_is_still_meant_by_its_old_name() {
    let rule = |former: &str| word_rule("house-word", "pampering", &format!("formerly = ['{former}']"));
    let folder = Folder::new()
        .file("house.toml", rule("old-word"))
        .file("a.md", "<!-- claimlint-ignore old-word: a quotation -->\n\nA pampering mask.\n")
        .file("b.md", "A pampering oil.\n");
    let run = folder.run(&["check", "--no-config", "--rules", "house.toml", "--format", "json"]);
    assert_eq!((run.rules(), suppressed(&run)), (vec!["house-word".to_owned()], 1));
    let run =
        folder.run(&["check", "--rules", "house.toml", "--ignore", "old-word", "--format", "json", "b.md"]);
    assert_eq!((run.status, run.rules()), (0, vec![]), "{}", run.err);
    let taken = Folder::new().file("house.toml", rule("hype"));
    assert_eq!(taken.run(&["check", "--rules", "house.toml"]).status, 2);
}

#[test]
fn plain_text_may_have_comments_of_its_own_form() {
    let folder = Folder::new()
        .file("claimlint.toml", "[suppressions]\nplain-text = '// {}'\n")
        .file("a.txt", "// claimlint-ignore hype: agreed\nA revolutionary mask.\n");
    let run = folder.run(&["check", "--format", "json"]);
    assert_eq!((run.rules(), suppressed(&run)), (vec![], 1), "{}", run.err);
    assert!(!folder.run(&["words"]).out.contains("claimlint"), "a comment is not text");
    let broken = Folder::new().file("claimlint.toml", "[suppressions]\nplain-text = 'ignore'\n");
    let run = broken.run(&["check"]);
    assert!(run.status == 2 && run.err.contains("claimlint.toml:2:14"), "{}", run.err);
}

#[test]
fn a_comment_leaves_the_text_around_it_as_it_is() {
    let text = "Our clinic has looked after the skin of its clients for\ntwenty years now, and we enjoy each visit to it every\n<!-- claimlint-ignore hype: agreed -->\nsingle day, for it is a revolutionary place to be in.\n";
    let run = report("a.txt", text);
    assert_eq!((run.rules(), suppressed(&run)), (vec![], 1));
    assert_eq!(report("a.md", "A mask.\n\n<!-- claimlint is great. -->\n\nA toner.\n").rules(), [""; 0]);
}

#[test]
fn what_is_suppressed_is_not_fixed() {
    let text = "<!-- claimlint-ignore typo: it is quoted -->\n\nThe the mask.\n\nThe the toner.\n";
    let folder = Folder::new().file("a.md", text);
    folder.run(&["check", "--no-config", "--fix", "--unsafe-fixes"]);
    let fixed = folder.read("a.md");
    assert!(fixed.contains("The the mask.") && !fixed.contains("The the toner."), "{fixed}");
}

#[test]
fn comments_are_added_where_they_change_nothing_of_the_page() {
    let markdown = "---\ntitle: A revolutionary page\n---\n\n# The revolutionary mask\n\nStudies show that it lifts. It is a revolutionary mask.\n\n- One.\n- A revolutionary oil, with **care**.\n\n| A revolutionary toner | two |\n|---|---|\n| 1 | 2 |\n\n![A revolutionary jar](jar.png)\n";
    let folder = Folder::new()
        .file("a.md", markdown)
        .file("b.txt", "It is soft.\r\nA revolutionary mask, which anybody may buy here.\r\n")
        .file("c.html", "<title>A revolutionary page</title><p>A <b>revolutionary</b> mask</p><ul><li>A revolutionary oil</ul>")
        .file("d.mdx", "import X from 'x'\n\nA revolutionary mask.\n\n- A revolutionary oil.\n")
        .file("e.md", "It is soft.\n");
    let before = folder.run(&["check", "--no-config", "--format", "json"]);
    let findings = before.rules().len();
    assert!(findings > 10, "{findings}");
    let run = folder.run(&["check", "--no-config", "--add-ignores", "agreed with legal, 12 May"]);
    assert_eq!((run.status, run.err.as_str()), (0, ""));
    let after = folder.run(&["check", "--no-config", "--format", "json"]);
    assert_eq!((after.status, after.rules()), (0, vec![]));
    assert_eq!(suppressed(&after), findings as u64);
    assert_eq!(after.json()["summary"]["words"], before.json()["summary"]["words"]);
    let read = |name: &str| folder.read(name);
    assert_eq!(read("e.md"), "It is soft.\n");
    assert!(read("b.txt").contains("\r\n<!-- claimlint-ignore hype: agreed with legal, 12 May -->\r\nA rev"));
    insta::assert_snapshot!(format!("{}{}\n{}", read("a.md"), read("c.html"), read("d.mdx")));
}

#[test]
fn where_there_is_no_room_for_a_comment_one_for_the_file_is_added_and_the_run_says_so() {
    let page = "<html><head><title>Soft</title><meta name=description content='A revolutionary mask'><meta name=title content='The the mask'></head></html>\n";
    let long = "---\nlayout: page\ndescription: >\n  Studies show that it lifts.\n  It is a revolutionary mask.\n---\n\nIt is soft.\n";
    let folder = Folder::new().file("a.html", page).file("b.md", long);
    let broken = folder.path("c.md");
    std::fs::write(&broken, "<!-- claimlint-ignore hpye: agreed -->\n\nIt is soft.\n").unwrap();
    let before = std::fs::metadata(&broken).unwrap().modified().unwrap();
    let run = folder.run(&["check", "--no-config", "--add-ignores", "agreed"]);
    assert!(run.status == 2 && run.err.contains("c.md: no comment can suppress 1 finding"), "{}", run.err);
    assert_eq!(
        std::fs::metadata(&broken).unwrap().modified().unwrap(),
        before,
        "what gets no comment is not written"
    );
    std::fs::remove_file(&broken).unwrap();
    assert!(run.out.contains("a.html: the comment at its end applies to the whole file"), "{}", run.out);
    assert!(!run.out.contains("b.md"), "{}", run.out);
    let read = |name: &str| folder.read(name);
    assert!(
        read("b.md")
            .contains("layout: page\n# claimlint-ignore hype, uncited-study: agreed\ndescription: >\n"),
        "{}",
        read("b.md")
    );
    assert_eq!(read("a.html").matches("claimlint-ignore-file").count(), 1);
    assert_eq!(folder.run(&["check", "--no-config"]).status, 0);
}

#[test]
fn a_reason_that_would_end_its_comment_is_refused() {
    let folder = Folder::new().file("a.md", "A revolutionary mask.\n");
    for reason in ["", "  ", "so --> there", "a\nb", "a */ b"] {
        let run = folder.run(&["check", "--add-ignores", reason]);
        assert_eq!(run.status, 2, "{reason}");
    }
    assert_eq!(folder.read("a.md"), "A revolutionary mask.\n");
}
