//! `claimlint init` looks at the files of data in a folder, and proposes what to read of them.

use crate::common::Folder;

#[test]
fn init_proposes_an_entry_for_each_kind_of_file() {
    let folder = Folder::new()
        .file("shop.csv", "Handle,Title,Body (HTML)\npeel,Peel,<p>Soap from oats and water.</p>\n")
        .file("products/a.json", "{\"sku\": \"P 1 5\", \"title\": \"Soap from oats and rain\", \"faq\": [{\"answer\": \"<p>It is made of oats.</p>\"}]}")
        .file("products/b.json", "{\"title\": \"Soap\", \"alt\": \"\"}")
        .file("locales/en.json", "{\"a\": \"Soap from oats and rain\"}")
        .file("de.po", "msgid \"a\"\nmsgstr \"b\"\n")
        .file("numbers.csv", "id,stock\n5,6\n")
        .file("package.json", "{\"description\": \"A site of a shop for soap\"}")
        .file("a.md", "We open at nine.\n");
    let run = folder.run(&["init"]);
    assert_eq!(run.status, 0, "{run:?}");
    assert!(run.out.contains("it proposes 4 [[content]] entries"), "{}", run.out);
    let text = folder.read("claimlint.toml");
    let proposed: Vec<&str> =
        text.split("Data files that were found here").nth(1).unwrap().lines().skip(2).collect();
    assert_eq!(
        proposed,
        [
            "# [[content]]",
            "# files = [\"shop.csv\"]",
            "# preset = \"shopify-csv\"",
            "#",
            "# [[content]]",
            "# files = [\"de.po\"]",
            "#",
            "# [[content]]",
            "# files = [\"locales/en.json\"]",
            "# preset = \"i18next\"",
            "#",
            "# (2 files)",
            "# [[content]]",
            "# files = [\"products/*.json\"]",
            "# keys = { \"faq[].answer\" = \"html\", \"title\" = \"plain\" }",
            "#",
        ]
    );
    // With the signs before them taken away, they are entries.
    let entries: String = proposed
        .iter()
        .map(|line| format!("{}\n", line.trim_start_matches("# ").replace("(2 files)", "")))
        .collect();
    folder.write("claimlint.toml", entries);
    let checked = folder.run(&["check", "--format", "json"]);
    assert_eq!((checked.status, checked.json()["summary"]["files"].as_u64()), (0, Some(6)), "{checked:?}");
}

#[test]
fn init_proposes_nothing_where_there_is_nothing() {
    let folder = Folder::new().file("a.md", "We open at nine.\n").file("b.json", "{\"title\": 5}");
    assert!(!folder.run(&["init"]).out.contains("proposes"));
    assert!(!folder.read("claimlint.toml").contains("that were found here"));
}
