//! Citations by author and year, with and without an entry in the list.

use super::{claims, faults};
use crate::common::Folder;

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
