//! Numbers that lead to an entry of the list, and numbers of papers.

use super::{PAPER, assert_grade, faults};
use crate::common::Folder;

#[test]
fn numbers_are_read_as_people_write_them() {
    let [second, third] = ["Firm lines", "Calm lines"].map(|title| PAPER.replace("Soft lines", title));
    let list = format!("## References\n\n1. {PAPER}\n2. {second}\n3. {third}\n");
    for words in [
        "(1, 2)",
        "(1-3)",
        "[1\u{2013}3]",
        "[1 and 2]",
        "[1 & 2]",
        "[1, p. 5]",
        "[1, pp. 5\u{2013}7]",
        "[2, Table 4; 3]",
        "[ref. 1]",
        "(ref. 1)",
        "(refs 1-3)",
        "(Refs. 1, 2, and 3)",
        "[see 1]",
        "[e.g., 1, 2]",
        "[see also refs 2 and 3]",
    ] {
        let text = format!("Studies show that it lifts {words}.\n\nIt dries [1-3].\n\n{list}");
        assert_grade("page.md", &text, "traceable");
        assert_eq!(faults("page.md", &text), [] as [&str; 0], "{words}");
    }
    for (words, expected) in [
        ("[4 and 5]", "[4 and 5]"),
        ("[1, 9]", "[1, 9]"),
        ("[ref. 7]", "[ref. 7]"),
        ("[8, p. 2]", "[8, p. 2]"),
    ] {
        let text = format!("It lifts {words}, and dries [1-3].\n\n{list}");
        assert_eq!(faults("page.md", &text), [format!("marker-without-entry: {expected}")], "{words}");
    }
    for words in ["(1, 2)", "(7, 8)", "[2019]", "[sic]", "(ref. 214)", "(no. 1)", "[1 week]", "(2-3 weeks)"] {
        assert_eq!(faults("page.md", &format!("Studies show that it lifts {words}.\n")), [] as [&str; 0]);
        assert_grade("page.md", &format!("Studies show that it lifts {words}.\n"), "none");
    }
}

#[test]
fn papers_are_found_by_every_form_of_their_numbers() {
    for words in [
        "(PubMed ID 12345678)",
        "(PMID# 12345678)",
        "(PMIDs 12345678 and 23456789)",
        "(PMIDs: 12345678, 23456789)",
        "(PMCID: 1234567)",
        "(PMCID: PMC1234567)",
        "(doi:10.5555/(SICI)1096-9861(19971020)387:2<167::AID-EX1>3.0.CO;2-Z)",
    ] {
        assert_grade("page.md", &format!("Studies show that it lifts {words}.\n"), "traceable");
    }
    let folder = Folder::new()
        .file("a.md", "See PMIDs 12345678 and 23456789, or doi:10.5555/clay\u{2013}see there.\n");
    let run = folder.run(&["verify", "--offline", "a.md"]);
    for part in ["12345678: unchecked", "23456789: unchecked", "10.5555/clay: unchecked"] {
        assert!(run.out.contains(part), "{part}: {}", run.out);
    }
}

#[test]
fn old_addresses_of_dois_are_fixed_in_the_text_and_in_the_targets_of_links() {
    for (name, old, new) in [
        ("a.md", "([paper](http://dx.doi.org/10.5555/clay))", "([paper](https://doi.org/10.5555/clay))"),
        (
            "a.md",
            "([paper](<http://dx.doi.org/10.5555/clay> 'A'))",
            "([paper](<https://doi.org/10.5555/clay> 'A'))",
        ),
        ("a.md", "(<http://dx.doi.org/10.5555/clay>)", "(<https://doi.org/10.5555/clay>)"),
        (
            "a.md",
            "([http://dx.doi.org/10.5555/clay](http://dx.doi.org/10.5555/clay))",
            "([https://doi.org/10.5555/clay](https://doi.org/10.5555/clay))",
        ),
        (
            "a.md",
            "([paper][1] and [again][1])\n\n[1]: http://dx.doi.org/10.5555/clay \"A\"\n\nIt dries",
            "([paper][1] and [again][1])\n\n[1]: https://doi.org/10.5555/clay \"A\"\n\nIt dries",
        ),
        (
            "a.html",
            "<p>See <a class=b href=\"https://dx.doi.org/10.5555/clay\" id=c>paper</a>.</p>",
            "<p>See <a class=b href=\"https://doi.org/10.5555/clay\" id=c>paper</a>.</p>",
        ),
        ("a.md", "doi:10.5555/clay\u{2014}see there", "https://doi.org/10.5555/clay\u{2014}see there"),
        ("a.md", "doi:10.5555/clay\u{2013}see there", "https://doi.org/10.5555/clay\u{2013}see there"),
        (
            "a.md",
            "\u{201C}doi:10.5555/clay\u{201D} and more",
            "\u{201C}https://doi.org/10.5555/clay\u{201D} and more",
        ),
        (
            "a.md",
            "See doi:10.5555/(SICI)1096(1997)387:2<167::AID-EX1>3.0.CO;2-Z here",
            "See https://doi.org/10.5555/(SICI)1096(1997)387:2%3C167::AID-EX1%3E3.0.CO;2-Z here",
        ),
    ] {
        let folder = Folder::new().file(name, format!("Clay is soft {old}.\n"));
        let one = &folder.run(&["check", "--no-config", "--format", "json", name]).diagnostics()[0];
        assert_eq!(one["rule"], "old-doi-form", "{old}");
        assert!(one["text"].as_str().unwrap().starts_with(['d', 'h']), "{one}");
        folder.run(&["check", "--no-config", "--fix", name]);
        let fixed = folder.read(name);
        assert_eq!(fixed, format!("Clay is soft {new}.\n"));
    }
    let place = "Clay is soft ([paper](http://dx.doi.org/10.5555/clay)).\n";
    let run = Folder::new().file("a.md", place).run(&["check", "--no-config", "--format", "short", "a.md"]);
    assert!(run.out.starts_with("a.md:1:23: "), "{}", run.out);
    let taken_back = format!("<!-- claimlint-ignore old-doi-form: as printed -->\n{place}");
    assert_eq!(faults("a.md", &taken_back), [] as [&str; 0]);
}

#[test]
fn numbers_that_are_links_name_their_entries_and_lists_of_sections_may_share_one() {
    let linked = format!(
        "It lifts [1](https://doi.org/10.5555/soft).\n\n## References\n\n1. {PAPER}\n2. {}\n",
        PAPER.replace("Soft", "Firm")
    );
    let found = faults("page.md", &linked);
    assert!(found.len() == 1 && found[0].contains("Firm lines"), "{found:?}");
    let section = "## Clay\n\nIt lifts.\n\n### Sources\n\nhttps://doi.org/10.5555/soft\n\n";
    assert_eq!(faults("page.md", &section.repeat(2)), [] as [&str; 0]);
}
