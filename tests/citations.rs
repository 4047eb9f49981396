//! What a reader could look up: which markers, notes and entries lead to a source, and what is said about those that do
//! not.

use std::fmt::Write;

use serde_json::Value;

use crate::common::Folder;

/// What the rules of one pack report in a text, as `rule: words`.
fn faults(name: &str, text: &str) -> Vec<String> {
    let folder = Folder::new().file(name, text);
    let found = folder.run(&["check", "--format", "json", name]).diagnostics().into_iter();
    let of_citations = found.filter(|one| one["category"] == "citation");
    of_citations
        .map(|one| format!("{}: {}", one["rule"].as_str().unwrap(), one["text"].as_str().unwrap()))
        .collect()
}

/// The grade and the source of each claim of a text.
fn claims(name: &str, text: &str) -> Vec<(String, String)> {
    let folder = Folder::new().file(name, text);
    let run = folder.run(&["claims", "--format", "json", name]);
    let sheet = run.json();
    let text = |claim: &Value, key: &str| claim[key].as_str().unwrap_or_default().to_owned();
    let claims = sheet["files"][0]["claims"].as_array().unwrap().iter();
    claims.map(|claim| (text(claim, "grade"), text(claim, "source"))).collect()
}

#[track_caller]
fn assert_grade(name: &str, text: &str, expected: &str) {
    let claims = claims(name, text);
    assert_eq!(
        claims.iter().map(|(grade, _)| grade.as_str()).collect::<Vec<_>>(),
        [expected],
        "{text}\n{claims:?}"
    );
}

const PAPER: &str = "Example AB. Soft lines after a peel. Skin Letters. 2019;12:45.";

#[test]
fn notes_are_found_by_whatever_sign_is_before_them() {
    for text in [
        format!("<p>Studies show that it lifts<sup>1</sup>.</p><h2>References</h2><ol><li>{PAPER}</li></ol>"),
        format!("<p>Studies show that it lifts<sup>1</sup>.</p><p><sup>1</sup> {PAPER}</p>"),
        format!("<p>Studies show that it lifts\u{B9}.</p><p>\u{B9} {PAPER}</p>"),
        format!("<p>Studies show that it lifts<sup>*</sup>.</p><p><sup>*</sup>{PAPER}</p>"),
        format!("<p>Studies show that it lifts\u{2020}.</p><p>\u{2020} {PAPER}</p>"),
        format!("<p>Studies show that it lifts<sup>\u{2021}</sup>.</p><p>\u{2021}{PAPER}</p>"),
        format!("<p>Studies show that it lifts\u{A7}.</p><h2>Notes</h2><p>\u{A7} {PAPER}</p>"),
        format!(
            "<p>Studies show that it lifts <a href='#ref1'>1</a>.</p><h2>Sources</h2><ol><li>{PAPER}</li></ol>"
        ),
    ] {
        assert_grade("page.html", &text, "traceable");
    }
    assert_grade(
        "page.md",
        &format!("Studies show that it lifts.[^soft]\n\n[^soft]: {PAPER}\n"),
        "traceable",
    );
    assert_grade(
        "page.txt",
        &format!("Studies show that it lifts.[^soft]\n\n[^soft]: {PAPER}\n"),
        "traceable",
    );
    assert_grade("page.txt", &format!("Studies show that it lifts.*\n\n*{PAPER}\n"), "traceable");
}

#[test]
fn data_that_the_house_keeps_is_not_a_source() {
    for note in ["Data on file.", "Data on file, Example Labs, 2019."] {
        let listed = format!("Studies show that it lifts [1].\n\nReferences\n\n1. {note}\n");
        assert_grade("page.md", &listed, "none");
        assert_grade("page.md", &format!("Studies show that it lifts.[^1]\n\n[^1]: {note}\n"), "none");
        assert_grade("page.md", &format!("Studies show that it lifts.\u{2020}\n\n\u{2020} {note}\n"), "none");
    }
    assert_grade("page.md", "Studies show that it lifts (Data on file, 2019).\n", "none");
    assert_grade("page.md", "Studies show that it lifts (source: Data on file).\n", "none");
}

#[test]
fn a_preprint_backs_no_more_than_a_weak_source_does() {
    for source in [
        "https://doi.org/10.1101/2020.01.02.20012345",
        "https://www.medrxiv.org/content/10.1101/2020.01.02.20012345v1",
        "arXiv:2101.01234",
        "[paper](https://www.biorxiv.org/content/10.1101/123456v1)",
    ] {
        assert_grade("page.md", &format!("Studies show that it lifts ({source}).\n"), "weak");
    }
    assert_grade(
        "page.md",
        "Studies show that it lifts (https://doi.org/10.1101/gr.123456.78).\n",
        "traceable",
    );
}

#[test]
fn authors_and_years_lead_to_their_entry_and_to_no_other() {
    let list = "References\n\nExample, A. B., & Other, C. (2019). Soft lines. Skin Letters, 12, 45-67.\n\nThird D, Example A. Firm lines after 2020. Skin Letters. 2021;3:4.\n";
    let cited = |words: &str| format!("Studies show that it lifts {words}.\n\n{list}");
    for words in ["(Example & Other, 2019)", "(Unknown, 1999; Example, 2019)", "(Third et al., 2021)"] {
        assert_grade("page.txt", &cited(words), "traceable");
    }
    // Another year, a second author, a word of a title.
    for words in ["(Example, 2020)", "(Other, 2019)", "(Firm, 2021)"] {
        assert_grade("page.txt", &cited(words), "weak");
    }
}

#[test]
fn markers_without_an_entry_are_shown_where_they_stand() {
    let text = format!(
        "<p>Lines soften<sup>4</sup> on 20 cm<sup>2</sup>.</p><h2>References</h2><ol><li>{PAPER}</li></ol>"
    );
    assert_eq!(faults("page.html", &text), ["marker-without-entry: 4"]);
    let folder = Folder::new().file("page.html", &text);
    let report = folder.run(&["check", "--format", "json"]).json();
    let start = report["files"][0]["diagnostics"][0]["start"]["byte"].as_u64().unwrap();
    assert!(text[usize::try_from(start).unwrap()..].starts_with("<sup>4</sup>"), "{start}");
    let linked =
        format!("<p>Lines soften <a href='#ref7'>7</a>.</p><h2>References</h2><ol><li>{PAPER}</li></ol>");
    assert_eq!(faults("page.html", &linked), ["marker-without-entry: 7"]);
    assert_eq!(faults("page.md", "Lines soften.[^lost]\n"), ["marker-without-entry: [^lost]"]);
    // A list of pages is not a list of sources.
    assert_eq!(faults("page.html", "<p>Go to <a href='#page2'>2</a>.</p>"), [] as [&str; 0]);
}

#[test]
fn footnotes_that_refer_to_each_other_back_nothing() {
    let text = "\
Studies show that it lifts.[^one]

[^one]: See [^two].

[^two]: See [^one], and [^two].

[^alone]: See [^alone].

[^pair]: See [^other].

[^other]: See [^pair].
";
    assert_grade("page.md", text, "none");
    let unused = ["[^alone]", "[^pair]", "[^other]"].len();
    let found = faults("page.md", text);
    assert_eq!(
        found.iter().filter(|fault| fault.starts_with("entry-never-cited")).count(),
        unused,
        "{found:?}"
    );
}

#[test]
fn a_long_list_of_references_is_read_to_its_end() {
    let (mut text, mut list) = (String::new(), String::from("References\n\n"));
    for number in 1..=999 {
        let cited = if number == 500 { 499 } else { number };
        writeln!(text, "Studies show that it lifts in week {number} [{cited}].\n").unwrap();
        writeln!(
            list,
            "[{number}] Example AB. Soft lines after peel {number}. Skin Letters. 2019;{number}:1-9.\n"
        )
        .unwrap();
    }
    let text = text + &list;
    let claims = claims("page.txt", &text);
    assert_eq!(claims.len(), 999);
    assert!(claims.iter().all(|(grade, _)| grade == "traceable"));
    assert!(claims[998].1.starts_with("[999] Example AB."), "{}", claims[998].1);
    let found = faults("page.txt", &text);
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].starts_with("entry-never-cited: [500] Example AB."), "{found:?}");
}

#[test]
fn thousands_of_authors_and_years_find_their_entries() {
    let (mut text, mut list) = (String::new(), String::from("References\n\n"));
    for year in 1900..2000 {
        for name in ["Example", "Sample", "Model", "Pattern", "Instance"] {
            writeln!(text, "Studies show that it lifts ({name}, {year}).\n").unwrap();
            writeln!(list, "{name}, A. B. ({year}). Soft lines in the {name} trial of {year}. Skin Letters, 12(3), 45-67.\n").unwrap();
        }
    }
    writeln!(text, "Studies show that it lifts (Example, 2001).\n").unwrap();
    let claims = claims("page.txt", &(text + &list));
    let weak: Vec<usize> = (0..claims.len()).filter(|&claim| claims[claim].0 != "traceable").collect();
    assert_eq!((claims.len(), weak), (501, vec![500]));
}

#[test]
fn a_page_of_links_gives_each_claim_its_own() {
    let mut text = String::new();
    for number in 0..600 {
        let link = format!("https://doi.org/10.5555/soft{number}");
        writeln!(
            text,
            "<p>See <a href='/page/{number}'>this</a>. Studies show that it <a href='{link}'>lifts</a>.</p>"
        )
        .unwrap();
    }
    let claims = claims("page.html", &text);
    let expected = (0..600).map(|number| format!("https://doi.org/10.5555/soft{number}"));
    assert!(claims.iter().map(|(_, source)| source.clone()).eq(expected));
}

#[test]
fn a_page_of_brackets_is_not_a_page_of_citations() {
    for sign in ["[", "(", "[^", "[1", "(2019", "\u{B2}\u{2020}*"] {
        let text = sign.repeat(5_000);
        assert_eq!(faults("page.txt", &text), [] as [&str; 0], "{sign}");
    }
}

#[test]
fn a_marker_after_the_last_words_of_a_page_is_read_like_any_other() {
    for (name, text) in [
        ("a.html", "<p>Redness fades soon.</p><sup>1</sup>"),
        ("a.md", "Redness fades soon.\n\n<p></p><sup>1</sup>\n"),
        ("a.html", "<p>Redness fades soon.</p><a href='https://example.org'></a>"),
    ] {
        let run = Folder::new().file(name, text).run(&["check", "--no-config", "--format", "json"]);
        assert!(run.json()["files"][0]["error"].is_null() && run.status < 2, "{text}: {}", run.out);
    }
}

/// A list of papers by authors with names of all sorts.
const LIST: &str = "\
## References

- Tarn, P. (2019). Clay and lines. Skin Letters, 18(2), 100-110.
- Vell, P. Q. (2020). Clay and more lines. Skin Letters, 19(2), 100-110.
- O'Brack, P. (2018). Clay. Skin Letters, 1, 2-3.
- von Hulm, P. (2017a). Clay one. Skin Letters, 1, 2-3.
- von Hulm, P. (2017b). Clay two. Skin Letters, 1, 2-3.
- al-Sarro, P. (2016). Clay three. Skin Letters, 1, 2-3.
- di Marno-Gr\u{E9}e, P. (in press). Clay four. Skin Letters.
- Corrow, P. (n.d.). Clay five. https://www.nhs.uk/clay
";

/// Cites the whole list.
const CITED: &str = "It may dry the skin (Tarn, 2019; Vell, 2020; O'Brack, 2018; von Hulm, 2017a, b; al-Sarro, 2016; di Marno-Gr\u{E9}e, in press; Corrow, n.d.).";

#[test]
fn authors_and_years_are_read_as_people_write_them() {
    for words in [
        "(see Tarn, 2019)",
        "(see, e.g., Tarn, 2019; Vell, 2020)",
        "(e.g. Tarn 2019)",
        "(cf. Tarn, 2019; see also Vell, 2020)",
        "(reviewed in Tarn, 2019)",
        "(as cited in Tarn, 2019)",
        "(adapted from Tarn, 2019, p. 4)",
        "(for a review, see Tarn, 2019)",
        "[Tarn, 2019]",
        "[see Tarn et al., 2019; Vell, 2020]",
        "(O\u{2019}Brack, 2018)",
        "(von Hulm, 2017a)",
        "(von Hulm, 2017a, b)",
        "(von Hulm et al., 2017)",
        "(al-Sarro, 2016)",
        "(Al-Sarro, 2016)",
        "(di Marno-Gree, in press)",
        "(Corrow, n.d.)",
        "(Tarn 2019, Vell 2020)",
        "(Tarn, 2019: 5)",
        "(P. Tarn, 2019)",
        "(Tarn, Vell & O'Brack, 2019)",
        "(Tarn and co-workers, 2019)",
        "as Tarn (2019) says",
        "as von Hulm (2017a, b) says",
        "as von Hulm and di Marno (2017b) say",
        "as Tarn and colleagues (2019) say",
        "as Tarn\u{2019}s (2019) trial says",
    ] {
        let text = format!("Studies show that it lifts {words}.\n\n{CITED}\n\n{LIST}");
        let grades: Vec<String> = claims("page.md", &text).into_iter().map(|(grade, _)| grade).collect();
        let expected = if words.contains("in press") { "weak" } else { "traceable" };
        assert!(!grades.is_empty() && grades.iter().all(|grade| grade == expected), "{words}: {grades:?}");
        assert_eq!(faults("page.md", &text), [] as [&str; 0], "{words}");
    }
}

#[test]
fn authors_and_years_without_an_entry_are_reported_with_the_year_that_is_there() {
    for (words, expected, more) in [
        ("(Zeller, 2019)", "(Zeller, 2019)", ""),
        ("(Tarn, 2018)", "(Tarn, 2018)", "; it has Tarn (2019)"),
        ("[see Tarn, 2018]", "[see Tarn, 2018]", "; it has Tarn (2019)"),
        ("as Tarn (2018) says", "Tarn (2018)", "; it has Tarn (2019)"),
        ("as Zeller et al. (2018) say", "Zeller et al. (2018)", ""),
        ("(Tarn, 2019; Zeller, 2020)", "Zeller, 2020", ""),
        ("(von Hulm, 2017c)", "(von Hulm, 2017c)", "; it has Hulm (2017a) and Hulm (2017b)"),
        ("(van der Zeller, in press)", "(van der Zeller, in press)", ""),
    ] {
        let text = format!("It lifts {words}.\n\n{CITED}\n\n{LIST}");
        assert_eq!(faults("page.md", &text), [format!("marker-without-entry: {expected}")], "{words}");
        let run = Folder::new().file("page.md", text).run(&["check", "--format", "short", "page.md"]);
        let said = format!("\u{201C}{expected}\u{201D} leads nowhere: the list has no such entry{more}\n");
        assert!(run.out.contains(&said), "{said}: {}", run.out);
    }
    for words in [
        "(May, 2019)",
        "(in 2019)",
        "(FDA, 2020)",
        "(World Skin Council, 2020)",
        "(London, 2019)",
        "[2019]",
        "(1, 2)",
        "in vitro [sic]",
        "as Vogue (2019) says",
        "(we opened in 2019)",
        // The second author of an entry that is there.
        "(Q. Vell, 2020)",
    ] {
        let text = format!("It lifts {words}.\n\n{CITED}\n\n{LIST}");
        assert_eq!(faults("page.md", &text), [] as [&str; 0], "{words}");
    }
    // A link leads to the paper itself, and some names are those of products.
    let linked = "It lifts ([Zeller 2018](https://doi.org/10.5555/clay)).";
    assert_eq!(faults("page.md", &format!("{linked}\n\n{CITED}\n\n{LIST}")), [] as [&str; 0]);
    assert_eq!(
        faults("page.md", &format!("It lifts (Liftol\u{AE} 2020).\n\n{CITED}\n\n{LIST}")),
        [] as [&str; 0]
    );
    // Where nothing is listed, or the list is there to be read, no entry is promised.
    for list in [
        "",
        "## Further reading\n\n- Tarn, P. (2019). Clay. Skin Letters, 1, 2-3.\n",
        "## Sources\n\n- https://www.nhs.uk/clay\n",
    ] {
        assert_eq!(
            faults("page.md", &format!("It lifts (Zeller, 2018).\n\n{list}")),
            [] as [&str; 0],
            "{list}"
        );
    }
}

#[test]
fn entries_that_no_author_and_year_names_are_reported() {
    let told = |text: &str| faults("page.md", &format!("{text}\n\n{LIST}"));
    let all_but_one = CITED.replace(" Vell, 2020;", "");
    let found = told(&all_but_one);
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].starts_with("entry-never-cited: Vell, P. Q. (2020)"), "{found:?}");
    let letter = told(&CITED.replace("2017a, b", "2017a"));
    assert!(letter.len() == 1 && letter[0].contains("(2017b)"), "{letter:?}");
    // It is named in other words, or linked.
    assert_eq!(told(&format!("{all_but_one} Vell saw it first.")), [] as [&str; 0]);
    // A page that names nobody has a list to read.
    assert_eq!(told("It may dry the skin."), [] as [&str; 0]);
    // Numbers are compared by themselves.
    let numbered = "It lifts [1], as Tarn (2019) says.\n\n## References\n\n1. Tarn, P. (2019). Clay. Skin Letters, 1, 2-3.\n2. Vell, P. (2020). Mud. Skin Letters, 1, 2-3.\n";
    let found = faults("page.md", numbered);
    assert!(found.len() == 1 && found[0].starts_with("entry-never-cited: Vell"), "{found:?}");
    let short = "It lifts (WSC, 2020).\n\n## References\n\n- World Skin Council. (2020). Clay. Skin Letters, 1, 2-3.\n";
    assert_eq!(faults("page.md", short), [] as [&str; 0]);
}

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
        let fixed = std::fs::read_to_string(folder.path(name)).unwrap();
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
