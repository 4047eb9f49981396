//! Rules, configuration, papers, baselines and lock files that nest, explode or never end: they are refused with their place,
//! or come to little, and the run ends.

use super::CLAIM;
use crate::common::{Folder, Run};

/// A rule that is right except for what is added to it, and tables after it.
fn rule(added: &str) -> String {
    format!(
        "[pack]\nname = 'own'\n[[rule]]\nid = 'own-word'\nkind = 'phrase'\ncategory = 'typo'\nseverity = 'warning'\n\
         message = 'no {{match}}'\nwhy = 'It is so.'\nhelp = 'Do so.'\nexamples.flag = ['A [[soft]] mask.', 'A [[soft]] peel.']\n\
         examples.pass = ['A mask.', 'A peel.']\n{added}\n"
    )
}

/// Checks a page that says "soft" with a rule file.
fn checked(text: &str) -> Run {
    let folder = Folder::new().file("own.toml", text).file("a.txt", "A soft mask.\n");
    folder.run(&["check", "--no-config", "--rules", "own.toml", "--select", "own", "--format", "short"])
}

/// A rule file is refused, and says so.
#[track_caller]
fn refused(text: &str, told: &str) {
    let run = checked(text);
    assert_eq!((run.status, run.out.as_str()), (2, ""), "{}", run.err);
    assert!(run.err.contains(told), "{}", &run.err[..run.err.len().min(2_000)]);
    assert!(run.err.len() < 2_000_000, "{} bytes are reported", run.err.len());
}

/// A rule file is taken, and finds what it says.
#[track_caller]
fn taken(text: &str) {
    let run = checked(text);
    assert_eq!(run.status, 1, "{}", run.err);
    assert!(run.out.contains("own-word"), "{}", run.out);
}

/// Something for each number, one after the other.
fn each(count: usize, one: impl Fn(usize) -> String) -> String {
    (0..count).map(one).collect()
}

#[test]
fn toml_that_nests_is_refused() {
    let depth = 100_000;
    refused(&format!("a = {}{}", "[".repeat(depth), "]".repeat(depth)), "recur");
    refused(&format!("a = {}1{}", "{a = ".repeat(depth), "}".repeat(depth)), "recur");
    refused(&format!("{}a = 1", "a.".repeat(depth)), "recursion limit");
    refused(&format!("[{}a]", "a.".repeat(depth)), "recursion limit");
}

#[test]
fn faults_without_end_are_reported_in_part() {
    refused(&each(5_000, |n| format!("a{n} = 1\n")), "unknown field `a1`");
    refused(&"a = \n".repeat(20_000), "100 errors");
    let rules = each(2_000, |n| format!("[[rule]]\nid = 'own-{n}'\nkind = 'phrase'\n"));
    refused(&format!("[pack]\nname = 'own'\n{rules}"), "has no `message`");
}

#[test]
fn regexes_that_explode_are_refused() {
    refused(&rule("patterns = ['((((((soft{9}){9}){9}){9}){9}){9})']"), "repeat less");
    refused(&rule(&format!("patterns = ['soft({})']", each(50_000, |n| format!("|a{n}")))), "repeat less");
    refused(&rule(&format!("patterns = ['{}soft{}']", "(".repeat(1_000), ")".repeat(1_000))), "nest");
    // Backtracking would take for ever over this one; ours never goes back.
    taken(&rule(&format!("patterns = ['soft', '(a|a)*(a|a)*(a|a)*b', 'soft{}']", "(a?){50}".repeat(60))));
}

#[test]
fn phrases_that_explode_are_refused() {
    refused(&rule(&format!("phrases = ['{}']", "(".repeat(5_000))), "nested too deep");
    refused(&rule(&format!("phrases = ['soft']\nexcept = ['{}']", "[".repeat(5_000))), "nested too deep");
    refused(&rule(&format!("phrases = ['soft {}']", "[a] ".repeat(2_000))), "in a row; use several phrases");
    refused(&rule(&format!("phrases = ['soft {} x']", "*{0,8} ".repeat(9))), "in a row; use several phrases");
    refused(
        &rule(&format!("phrases = ['({}) x']", each(100_000, |n| format!("a{n}|")))),
        "too long; use a lexicon",
    );
    let long = each(2_000, |n| format!("'soft a{n}', "));
    let lexicon = format!(
        "phrases = ['soft', {}]\n[lexicon]\nlong = [{long}]\n",
        each(2_000, |n| format!("'soft b{n} <long>', "))
    );
    taken(&rule(&lexicon));
    let heavy = each(300, |n| format!("'soft b{n} {}', ", "(a|b) ".repeat(60) + &"c".repeat(9_000)));
    refused(&rule(&format!("phrases = [{heavy}]")), "makes the phrases too large together");
    // What is wide and shallow is only large.
    taken(&rule(&format!("phrases = ['soft', '({})']", each(400, |n| format!("a{n}|")) + "b")));
    taken(&rule(&format!(
        "phrases = ['soft', '<list> <list> <list>']\n[lexicon]\nlist = [{}]",
        each(5_000, |n| format!("'a{n}', "))
    )));
}

#[test]
fn lexicons_that_explode_are_refused() {
    let doubled = each(40, |n| format!("list-{} = ['<list-{n}>', '<list-{n}>']\n", n + 1));
    refused(
        &rule(&format!("phrases = ['<list-40>']\n[lexicon]\nlist-0 = ['soft', 'smooth']\n{doubled}")),
        "too large together",
    );
    let chain = each(20_000, |n| format!("list-{} = ['<list-{n}>']\n", n + 1));
    refused(
        &rule(&format!("phrases = ['<list-9>']\n[lexicon]\nlist-0 = ['soft']\n{chain}")),
        "too large together",
    );
    refused(&rule("phrases = ['<one>']\n[lexicon]\none = ['<two>']\ntwo = ['<one>']"), "there is no lexicon");
}

#[test]
fn tables_of_forms_and_spellings_may_be_large() {
    let columns = each(3_000, |n| format!("'form-{n}', "));
    let row = each(3_000, |n| format!("w{n} "));
    taken(&rule(&format!("phrases = ['soft']\n[[forms]]\ncolumns = [{columns}]\nrows = ['{row}']")));
    let forms = rule("").replace("'phrase'", "'variants'");
    let endings =
        |stem: &str| format!("'{stem}({})'", each(10_000, |n| format!("{}|", "a".repeat(n % 90))) + "x");
    refused(
        &format!("{forms}variants = [[{}, {}]]", endings("soft"), endings("smooth")),
        "is already a form of this rule",
    );
}

#[test]
fn globs_and_lists_of_the_configuration_may_be_large() {
    let globs = each(2_000, |n| format!("'drafts{n}/**/{{a,b,c}}*', "));
    let huge = format!("'{{{}}}'", each(10_000, |n| format!("a{n},")));
    let words = each(20_000, |n| format!("'word{}', ", "abcdefghij".chars().nth(n % 10).unwrap()));
    let text = format!("exclude = [{globs} {huge}]\n[words]\naccept = [{words}]\n");
    let run =
        Folder::new().file("claimlint.toml", text).file("a.txt", CLAIM).run(&["check", "--format", "short"]);
    assert!(run.status == 1 || run.status == 2, "{}", run.err);
    assert!(run.status == 1 || run.err.contains("claimlint.toml:"), "{}", run.err);
    let deep = format!("exclude = ['{}']\n", "{a,".repeat(10_000));
    let run = Folder::new().file("claimlint.toml", deep).file("a.txt", CLAIM).run(&["check"]);
    assert!(
        run.status == 2 && run.err.contains("claimlint.toml:1:"),
        "{}",
        &run.err[..run.err.len().min(1_000)]
    );
}

#[test]
fn files_that_extend_each_other_without_end_are_refused() {
    let mut folder = Folder::new().file("a.txt", CLAIM).file("claimlint.toml", "extends = '0.toml'\n");
    for number in 0..200 {
        folder = folder.file(&format!("{number}.toml"), format!("extends = '{}.toml'\n", number + 1));
    }
    let run = folder.run(&["check"]);
    assert!(run.status == 2 && run.err.contains("extend each other too deep"), "{}", run.err);
}

/// Checks a page with a library of papers, and that this is reported about the library.
#[track_caller]
fn with_papers(name: &str, text: &str, status: i32, told: &str) {
    let folder = Folder::new()
        .file("claimlint.toml", format!("[evidence]\nfiles = ['{name}']\n"))
        .file(name, text)
        .file("a.md", CLAIM);
    let run = folder.run(&["check", "--format", "short"]);
    assert_eq!(run.status, status, "{}", &run.err[..run.err.len().min(2_000)]);
    assert!(run.err.contains(told), "{}", &run.err[..run.err.len().min(2_000)]);
    assert!(run.out.contains("unsupported-superlative"), "the page is still checked: {}", run.out);
}

#[test]
fn bibtex_that_explodes_costs_its_entry() {
    let doubled = each(60, |n| format!("@string{{s{} = s{n} # s{n}}}\n", n + 1));
    with_papers(
        "a.bib",
        &format!("@string{{s0 = \"soft\"}}\n{doubled}@misc{{a, title = s60}}\n"),
        2,
        "this entry was skipped",
    );
    let chain = each(5_000, |n| format!("@string{{s{} = s{n}}}\n", n + 1));
    with_papers(
        "a.bib",
        &format!("@string{{s0 = \"soft\"}}\n{chain}@misc{{a, title = s5000}}\n"),
        2,
        "this entry was skipped",
    );
    let circle =
        "@misc{a, crossref = {b}, title = {A}}\n@misc{b, crossref = {a}, xdata = {a, b}, title = {B}}\n";
    with_papers("a.bib", circle, 1, "");
    let far = each(5_000, |n| format!("@misc{{a{n}, crossref = {{a{}}}, title = {{A}}}}\n", n + 1));
    with_papers("a.bib", &far, 1, "");
    let depth = 100_000;
    let deep = format!("@misc{{a, title = {{{}x{}}}}}", "{".repeat(depth), "}".repeat(depth));
    with_papers("a.bib", &deep, 2, "this entry was skipped");
    with_papers("a.bib", &format!("@misc{{a, title = {}", "{".repeat(depth)), 2, "was skipped");
    with_papers("a.bib", &format!("@misc{{a, title = {{{}}}}}", "\\a".repeat(depth)), 1, "");
    with_papers("a.bib", &"@".repeat(depth), 2, "not BibTeX");
}

#[test]
fn many_papers_that_share_their_abbreviations_are_read() {
    let strings = each(2_000, |n| format!("@string{{s{n} = \"Journal {n}\"}}\n"));
    let papers = each(2_000, |n| format!("@article{{a{n}, title = {{A}}, journal = s{n}, year = 2016}}\n"));
    with_papers("a.bib", &[strings, papers].concat(), 1, "");
}

#[test]
fn json_that_nests_costs_its_entry_or_its_file() {
    let deep = |depth: usize| "[".repeat(depth) + &"]".repeat(depth);
    with_papers("a.json", &format!("[{{\"id\": \"a\", \"custom\": {}}}]", deep(100_000)), 1, "");
    with_papers("a.json", &deep(100_000), 2, "was skipped");
    with_papers("a.json", &"[".repeat(100_000), 2, "the file was skipped");
    let folder = |text: String| {
        Folder::new().file("claimlint-baseline.json", text).file("claimlint.toml", "").file("a.txt", CLAIM)
    };
    for text in
        [deep(100_000), format!("{{ \"version\": 1, \"files\": {} }}", deep(100_000)), "{".repeat(100_000)]
    {
        let run = folder(text).run(&["check"]);
        assert!(run.status == 2 && run.err.contains("cannot be understood"), "{}", run.err);
    }
}

#[test]
fn a_lock_file_that_nests_is_done_without() {
    for text in [
        format!("a = {}", "[".repeat(100_000)),
        format!("{}a = 1", "a.".repeat(100_000)),
        "[[source]]\n".repeat(50_000),
    ] {
        let folder = Folder::new().file("sources.lock", text).file("a.txt", CLAIM);
        let run = folder.run(&["check", "--format", "short"]);
        assert!(run.status == 2 && run.err.contains("sources.lock"), "{}", run.err);
        assert!(run.out.contains("unsupported-superlative"), "the page is still checked: {}", run.out);
    }
}

#[test]
fn a_list_that_is_not_one_of_retractions_is_reported() {
    let folder = Folder::new().file("a.txt", "It lifts (https://doi.org/10.5555/soft).\n");
    let rows = "\"".repeat(200_000);
    for text in [rows, ",".repeat(200_000), "Record ID,Title\n".to_owned() + &"\"a\n".repeat(50_000)] {
        folder.write("list.csv", text);
        let run = folder.run(&["verify", "--offline", "--retractions", "list.csv", "a.txt"]);
        assert!(run.status == 2 && run.err.contains("list.csv"), "{run:?}");
    }
}
