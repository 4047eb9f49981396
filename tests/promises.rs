//! What holds for any input: what the fuzz targets hold to, tried here with the inputs that once broke it and with articles
//! made of what readers, rules and fixes look for; and that no order of files, rules or threads changes a byte.

#[path = "../fuzz/src/lib.rs"]
pub mod targets;

use std::path::PathBuf;

use proptest::prelude::*;

use crate::common::{Folder, project};

use targets::TARGETS;

/// The files of a folder below `fuzz/` in order; none where it is not there.
fn files(folder: &str) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(project().join("fuzz").join(folder)).into_iter().flatten();
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    files.sort();
    files
}

#[test]
fn inputs_that_once_broke_a_promise_keep_it() {
    let mut inputs = 0;
    let mut broken = Vec::new();
    for (name, target) in TARGETS {
        for file in [files(&format!("regressions/{name}")), files(&format!("seeds/{name}"))].concat() {
            let input = std::fs::read(&file).unwrap();
            inputs += 1;
            if std::panic::catch_unwind(|| target(&input)).is_err() {
                broken.push(file);
            }
        }
    }
    assert_eq!(broken, Vec::<PathBuf>::new());
    assert!(inputs > 0);
}

#[test]
fn every_target_is_listed_and_described() {
    let listed: Vec<&str> = TARGETS.iter().map(|(name, _)| *name).collect();
    let read = |path: &str| std::fs::read_to_string(project().join(path)).unwrap();
    let (list, page) = (read("fuzz/src/lib.rs"), read("fuzz/README.md"));
    // `fuzz/run` takes the names of the targets from this list, one on each line.
    let lines = list.lines().filter_map(|line| line.strip_prefix("    (\"")?.split_once("\", "));
    let named: Vec<&str> = lines.filter(|(_, rest)| rest.ends_with("),")).map(|(name, _)| name).collect();
    assert_eq!(named, listed);
    for name in &listed {
        assert!(page.contains(&format!("| `{name}` |")), "{name}");
    }
    for file in files("regressions").iter().chain(&files("seeds")) {
        let name = file.file_name().unwrap().to_str().unwrap();
        assert!(listed.contains(&name), "{} is no target's", file.display());
    }
}

/// What an article is made of: claims, slips, citations, comments to claimlint and markup.
const PIECES: &[&str] = &[
    "the best serum",
    "The most powerful peel on the market.",
    "clinically proven",
    "experts agree",
    "87% of users saw it",
    "skincare and skin care",
    "benfits",
    "dematologist's",
    "the the",
    "a lot ,of",
    "it's benefits",
    "micro-needling microneedling",
    "colour and color",
    "100% safe",
    "Oats calm the skin.",
    "(Reed et al., 2019)",
    "[1]",
    "doi:10.1234/oats",
    "[the trial](https://doi.org/10.1234/oats)",
    "<!-- claimlint-ignore all: agreed -->",
    "{/* claimlint-ignore typo: agreed */}",
    "<!-- claimlint-ignore-start authority: agreed -->",
    "<!-- claimlint-ignore-end -->",
    "<b>",
    "</b>",
    "**",
    "`",
    "&nbsp;",
    "&amp;",
    "\u{2019}",
    "\u{ad}",
    "e\u{301}",
    "\u{1F600}",
    "<p>",
    "<td>",
    "| a | b |\n|---|---|\n| ",
    "\n# ",
    "\n- ",
    "\n> ",
    "\n\n",
    "\r\n",
    "\n",
    " ",
    " ",
    ". ",
];

fn any_article() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        12 => prop::sample::select(PIECES).prop_map(str::to_owned),
        1 => any::<char>().prop_filter("no file of text has it", |one| *one != '\0').prop_map(String::from),
    ];
    let front = prop_oneof![
        3 => Just(String::new()),
        1 => prop::sample::select(PIECES).prop_map(|title| format!("---\ntitle: {title}\n---\n")),
    ];
    (front, prop::collection::vec(piece, 0..24)).prop_map(|(front, pieces)| front + &pieces.concat())
}

/// The input of a target that takes a format and an article.
fn input(format: u8, article: &str) -> Vec<u8> {
    [&[format], article.as_bytes()].concat()
}

fn cases(cases: u32) -> ProptestConfig {
    ProptestConfig { cases, failure_persistence: None, ..ProptestConfig::default() }
}

proptest! {
    #![proptest_config(cases(200))]

    #[test]
    fn each_character_leads_to_its_bytes_and_back_whatever_the_file_holds(
        target in prop::sample::select(&[targets::readers::plain, targets::readers::markdown, targets::readers::mdx, targets::readers::html][..]),
        article in any_article(),
    ) {
        target(article.as_bytes());
    }

    #[test]
    fn fixes_make_no_article_worse_and_a_second_time_changes_nothing(format in 0u8..4, article in any_article()) {
        targets::edits::fixes(&input(format, &article));
    }

    #[test]
    fn comments_suppress_what_they_name_and_nothing_else(format in 0u8..4, article in any_article()) {
        targets::edits::suppressions(&input(format, &article));
        targets::edits::ignores(&input(format, &article));
    }
}

proptest! {
    // Each runs the program twice.
    #![proptest_config(cases(12))]

    #[test]
    fn no_order_of_files_and_no_number_of_threads_changes_a_byte(
        articles in prop::collection::vec(any_article(), 2..6),
        turn in 0usize..6,
        threads in 2usize..5,
    ) {
        let mut folder = Folder::new();
        let mut names = Vec::new();
        for (number, article) in articles.iter().enumerate() {
            let name = format!("{number}.{}", ["md", "txt", "html", "mdx"][number % 4]);
            folder = folder.file(&name, article);
            names.push(name);
        }
        let check = |names: &[String], threads: usize| {
            let threads = threads.to_string();
            let mut arguments = vec!["check", "--format", "json", "--select", "all", "--jobs", &threads];
            arguments.extend(names.iter().map(String::as_str));
            folder.run(&arguments)
        };
        let first = check(&names, 1);
        names.reverse();
        let turn = turn % names.len();
        names.rotate_left(turn);
        let second = check(&names, threads);
        prop_assert_eq!((first.status, first.out, first.err), (second.status, second.out, second.err));
    }
}

/// A rule file with one rule, for some words.
fn pack(name: &str, words: &str) -> String {
    format!(
        "[pack]\nname = '{name}'\n[[rule]]\nid = '{name}-words'\nkind = 'phrase'\ncategory = 'superlative'\nseverity = 'note'\n\
         message = '{name} finds {{match}}'\nwhy = 'Style.'\nhelp = 'Leave it out.'\nphrases = ['{words}', '<{name}-list>']\n\
         examples.flag = ['A [[{words}]].', 'It is [[{name} thing]].']\nexamples.pass = ['A mask.', 'It is soft.']\n\
         [lexicon]\n{name}-list = ['{name} thing']\n[extend.lexicon]\noffering = ['{name} ritual']\n"
    )
}

#[test]
fn no_order_of_rule_files_changes_a_byte() {
    // Two of them find the same words, and one finds what is in the others' words.
    let packs = [("b", "glow promise"), ("a", "glow promise"), ("c", "glow")];
    let copy = "Our glow promise is a glow. A b thing, an a thing and a c thing.\n\nThe best c ritual, and the best b ritual.\n";
    let mut folder = Folder::new().file("page.md", copy);
    for (name, words) in packs {
        folder = folder.file(&format!("{name}.toml"), pack(name, words));
    }
    let mut reports = Vec::new();
    for order in ["abc", "acb", "bac", "bca", "cab", "cba"] {
        let names: Vec<String> = order.chars().map(|name| format!("'{name}.toml'")).collect();
        folder = folder.file("claimlint.toml", format!("rules = [{}]\n", names.join(", ")));
        let run = folder.run(&["check", "--format", "json"]);
        assert_eq!(run.err, "", "{order}");
        reports.push(run.out);
    }
    assert!(
        reports[0].contains("a finds “glow promise”") || reports[0].contains("a finds glow promise"),
        "{}",
        reports[0]
    );
    assert!(reports.iter().all(|report| *report == reports[0]));
}
