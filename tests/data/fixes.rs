//! A fix is written as its place in the file wants it, and the file says the same but for it.

use crate::common::{Folder, name_rule};

/// What `--fix` makes of a file.
fn fixed(name: &str, content: &str, entry: &str) -> String {
    let entry = format!("[[content]]\nfiles = ['{name}']\n{entry}\n");
    let folder = Folder::new().file("claimlint.toml", entry).file(name, content);
    let run = folder.run(&["check", "--fix", "--unsafe-fixes"]);
    assert_eq!(run.err, "", "{name}");
    folder.read(name)
}

#[test]
fn fixes_are_written_in_every_format() {
    let title = "keys = { 'title' = 'auto' }";
    let cases = [
        (
            "a.json",
            "{\"id\":5,\n \"title\": \"We sell \\u0074eh soap, \\\"alot\\\" of it.\"}",
            "{\"id\":5,\n \"title\": \"We sell the soap, \\\"a lot\\\" of it.\"}",
            title,
        ),
        (
            "a.csv",
            "id,title\r\n5,\"We sell teh \"\"soap\"\", all of it.\"\r\n",
            "id,title\r\n5,\"We sell the \"\"soap\"\", all of it.\"\r\n",
            title,
        ),
        ("a.csv", "id,title\n5,We sell teh soap.\n", "id,title\n5,We sell the soap.\n", title),
        (
            "a.yaml",
            "# a\ntitle: We sell teh soap.\nb: [1]\n",
            "# a\ntitle: We sell the soap.\nb: [1]\n",
            title,
        ),
        ("a.yaml", "title: 'It''s teh soap.'\n", "title: 'It''s the soap.'\n", title),
        (
            "a.yaml",
            "title: >-\n  We sell teh\n  soap.\nb: 5\n",
            "title: >-\n  We sell the\n  soap.\nb: 5\n",
            title,
        ),
        ("a.toml", "title = 'We sell teh soap.' # a\n", "title = 'We sell the soap.' # a\n", title),
        (
            "a.po",
            "msgid \"t\"\nmsgstr \"\"\n\"We sell teh \"\n\"soap.\"\n",
            "msgid \"t\"\nmsgstr \"\"\n\"We sell the \"\n\"soap.\"\n",
            "",
        ),
        ("a.strings", "\"t\" = \"We sell teh soap.\";\n", "\"t\" = \"We sell the soap.\";\n", ""),
        (
            "a.rss",
            "<rss><item><title>We sell teh &amp; soap.</title></item></rss>",
            "<rss><item><title>We sell the &amp; soap.</title></item></rss>",
            "",
        ),
        (
            "a.rss",
            "<rss><item><description><![CDATA[<p>We sell teh soap.</p>]]></description></item></rss>",
            "<rss><item><description><![CDATA[<p>We sell the soap.</p>]]></description></item></rss>",
            "",
        ),
        (
            "strings.xml",
            "<resources><string name=\"t\">It\\'s teh soap.</string></resources>",
            "<resources><string name=\"t\">It\\'s the soap.</string></resources>",
            "",
        ),
    ];
    for (name, before, after, entry) in cases {
        assert_eq!(fixed(name, before, entry), after, "{name}");
    }
}

#[test]
fn what_a_place_cannot_have_is_escaped_or_left() {
    // The house's own spelling has signs that each format writes otherwise.
    let rules = name_rule("'glow and co' = 'Glow & \"Co\", Ltd'");
    let write = |name: &str, before: &str| {
        let config = format!(
            "rules = ['house.toml']\n[[content]]\nfiles = ['{name}']\nkeys = {{ 'title' = 'plain' }}\n"
        );
        let folder =
            Folder::new().file("claimlint.toml", config).file("house.toml", &rules).file(name, before);
        let run = folder.run(&["check", "--fix"]);
        assert!(run.status < 2, "{run:?}");
        folder.read(name)
    };
    assert_eq!(
        write("a.json", "{\"title\": \"By glow and co now\"}"),
        "{\"title\": \"By Glow & \\\"Co\\\", Ltd now\"}"
    );
    assert_eq!(
        write("a.csv", "title,b\n\"By glow and co now\",c\n"),
        "title,b\n\"By Glow & \"\"Co\"\", Ltd now\",c\n"
    );
    assert_eq!(
        write("a.rss", "<rss><item><title>By glow and co now</title></item></rss>"),
        "<rss><item><title>By Glow &amp; \"Co\", Ltd now</title></item></rss>"
    );
    for (name, left) in
        [("a.csv", "title,b\nBy glow and co now,c\n"), ("a.yaml", "title: By glow and co now\n")]
    {
        assert_eq!(write(name, left), left, "{name}");
    }
}

#[test]
fn a_file_that_is_not_in_one_encoding_stays_as_it_is() {
    let folder = Folder::new()
        .file("claimlint.toml", "[[content]]\nfiles = ['a.csv']\nkeys = { 'title' = 'plain' }\n")
        .file("a.csv", b"title\nWe sell teh soap.\ncaf\xE9\n");
    let run = folder.run(&["check", "--fix"]);
    assert_eq!(run.status, 2);
    assert!(
        run.out.contains("it was left unchanged") || run.err.contains("it was left unchanged"),
        "{run:?}"
    );
    assert_eq!(std::fs::read(folder.path("a.csv")).unwrap(), b"title\nWe sell teh soap.\ncaf\xE9\n");
}
