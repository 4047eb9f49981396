//! Each format is read by its ending, and only what an entry names is read.

use super::{found, named};
use crate::common::Folder;

const CLAIM: &str = "The most powerful peel on the market";

/// A folder with one file, and an entry that names it.
fn folder(name: &str, content: &str, entry: &str) -> Folder {
    let entry = format!("[[content]]\nfiles = ['{name}']\n{entry}\n");
    Folder::new().file("claimlint.toml", entry).file(name, content)
}

#[test]
fn without_an_entry_files_of_data_are_counted_and_not_read() {
    let folder =
        Folder::new().file("a.md", "We open at nine.\n").file("a.json", format!("{{\"title\":\"{CLAIM}\"}}"));
    let run = folder.run(&["check", "--format", "json"]);
    assert_eq!((run.status, run.findings().len()), (0, 0));
    let reason = run.json()["skipped"][0]["reason"].as_str().unwrap().to_owned();
    assert!(reason.ends_with("say which of its texts are copy in a [[content]] entry of claimlint.toml (`claimlint init` proposes one)"), "{reason}");
}

#[test]
fn the_copy_of_each_format_is_found_where_it_is_written() {
    let title = "keys = { 'title' = 'plain' }";
    let cases = [
        ("a.json", format!("{{\"id\": 5, \"title\": \"{CLAIM}\"}}"), title),
        ("a.json5", format!("// c\n{{title: '{CLAIM}', id: 5,}}"), title),
        ("a.jsonl", format!("{{\"id\": 5}}\n{{\"title\": \"{CLAIM}\"}}\n"), title),
        ("a.csv", format!("id,title\n5,{CLAIM}\n"), title),
        ("a.tsv", format!("id\ttitle\n5\t{CLAIM}\n"), title),
        ("a.yaml", format!("id: 5\ntitle: {CLAIM}\n"), title),
        ("a.toml", format!("id = 5\ntitle = '{CLAIM}'\n"), title),
        ("a.po", format!("msgid \"t\"\nmsgstr \"{CLAIM}\"\n"), ""),
        ("a.pot", format!("msgid \"{CLAIM}\"\nmsgstr \"\"\n"), ""),
        ("a.strings", format!("\"t\" = \"{CLAIM}\";\n"), ""),
        (
            "a.xliff",
            format!(
                "<xliff><file source-language='en'><body><trans-unit id='t'><source>{CLAIM}</source><target>Hallo</target></trans-unit></body></file></xliff>"
            ),
            "",
        ),
        (
            "a.xlf",
            format!(
                "<xliff srcLang='de' trgLang='en'><file><unit id='t'><segment><source>Die beste</source><target>{CLAIM}</target></segment></unit></file></xliff>"
            ),
            "",
        ),
        (
            "a.rss",
            format!(
                "<rss><channel><title>News</title><item><guid>5</guid><title>{CLAIM}</title></item></channel></rss>"
            ),
            "",
        ),
        ("a.atom", format!("<feed><entry><id>5</id><title>{CLAIM}</title></entry></feed>"), ""),
        (
            "strings.xml",
            format!("<resources><string name='t'>{CLAIM}</string><color name='c'>#fff</color></resources>"),
            "",
        ),
        (
            "a.stringsdict",
            format!(
                "<plist><dict><key>t</key><dict><key>NSStringLocalizedFormatKey</key><string>%#@n@</string><key>n</key><dict><key>one</key><string>{CLAIM}</string></dict></dict></dict></plist>"
            ),
            "",
        ),
        ("export.dat", format!("id,title\n5,{CLAIM}\n"), "format = 'csv'\nkeys = { 'title' = 'plain' }"),
    ];
    for (name, content, entry) in cases {
        let folder = folder(name, &content, entry);
        let run = folder.run(&["check", "--format", "json"]);
        assert_eq!(run.status, 1, "{name}: {run:?}");
        let expected = ("unsupported-superlative".to_owned(), "The most powerful peel".to_owned());
        assert_eq!(found(&folder, &run), [expected], "{name}");
    }
}

#[test]
fn a_finding_says_which_record_and_which_key_it_is_in() {
    let products = format!(
        "[{{\"variants\": [{{\"body\": \"<p>Soap.</p>\"}}, {{\"body\": \"<p>{CLAIM}</p>\"}}], \"handle\": \"peel\"}}, {{\"title\": \"{CLAIM}\"}}]"
    );
    let entry = "keys = { 'title' = 'plain', 'variants[].body' = 'html' }";
    let folder = folder("a.json", &products, entry);
    let run = folder.run(&["check", "--format", "json"]);
    assert_eq!(
        named(&run),
        [
            ("handle=peel".into(), "variants[1].body".to_owned()),
            (format!("title={CLAIM}").into(), "title".to_owned())
        ]
    );
    let short = folder.run(&["check", "--format", "short"]);
    assert!(short.out.contains("no source backs it; in handle=peel, variants[1].body ("), "{}", short.out);
    let pretty = folder.run(&["check"]);
    assert!(pretty.out.contains("= record: handle=peel, variants[1].body\n"), "{}", pretty.out);
    let github = folder.run(&["check", "--format", "github"]);
    assert!(github.out.contains("(handle=peel, variants[1].body)"), "{}", github.out);
}

#[test]
fn the_keys_that_name_a_record_can_be_chosen() {
    let table = format!("sku,shop,title\nP-1,uk,{CLAIM}\n");
    for (name, expected) in
        [("", "sku=P-1"), ("name = 'shop'", "shop=uk"), ("name = ['shop', 'sku']", "shop=uk, sku=P-1")]
    {
        let folder = folder("a.csv", &table, &format!("keys = {{ 'title' = 'plain' }}\n{name}"));
        assert_eq!(
            named(&folder.run(&["check", "--format", "json"])),
            [(expected.into(), "title".to_owned())]
        );
    }
}

#[test]
fn positions_hold_through_html_in_json_in_a_table() {
    let table = "id;specs\n1;\"{\"\"items\"\":[{\"\"text\"\":\"\"<p>The most <b>powerful</b> \\u0070eel on the market.<\\/p>\"\"}]}\"\n";
    let folder = folder("a.csv", table, "keys = { 'specs{}.items[].text' = 'html' }");
    let run = folder.run(&["check", "--format", "json"]);
    let words = "The most <b>powerful</b> \\u0070eel".to_owned();
    assert_eq!(found(&folder, &run), [("unsupported-superlative".to_owned(), words)]);
    assert_eq!(named(&run), [("id=1".into(), "specs{}.items[0].text".to_owned())]);
}

#[test]
fn keys_that_no_entry_names_are_never_read() {
    let data = format!(
        "{{\"title\": \"Soap\", \"id\": \"{CLAIM}\", \"url\": \"{CLAIM}\", \"seo\": {{\"title\": \"{CLAIM}\"}}, \"tags\": [\"{CLAIM}\"]}}"
    );
    let run = folder("a.json", &data, "keys = { 'title' = 'plain' }").run(&["check"]);
    assert_eq!(run.status, 0, "{run:?}");
    let everywhere = "keys = { '**' = 'plain', 'id' = 'skip', 'seo.*' = 'skip', 'url' = 'skip' }";
    let run = folder("a.json", &data, everywhere).run(&["check", "--format", "json"]);
    assert_eq!(named(&run).into_iter().map(|(_, key)| key).collect::<Vec<_>>(), ["tags[0]"]);
}

#[test]
fn the_last_entry_that_names_a_file_counts() {
    let config = "
        [[content]]
        files = ['**/*.json']
        keys = { 'title' = 'plain' }
        [[content]]
        files = ['menus/*.json']
        keys = { 'label' = 'plain' }
    ";
    let data = format!("{{\"title\": \"{CLAIM}\"}}");
    let folder =
        Folder::new().file("claimlint.toml", config).file("a.json", &data).file("menus/b.json", &data);
    let run = folder.run(&["check", "--format", "json"]);
    assert_eq!(found(&folder, &run).len(), 1);
    assert_eq!(run.json()["files"].as_array().unwrap().len(), 2);
}

#[test]
fn what_is_wrong_in_an_entry_is_told_with_its_place() {
    for (entry, message) in [
        ("preset = 'shopify'", "there is no preset `shopify`"),
        ("keys = { 'a' = 'htlm' }", "there is no format `htlm` for a text"),
        ("keys = { '' = 'html' }", "this names no key"),
        ("format = 'cvs'\nkeys = { 'a' = 'html' }", "there is no data format `cvs`"),
        ("", "this does not say which keys of these files are copy"),
        ("kyes = { 'a' = 'html' }", "kyes"),
    ] {
        let run = folder("a.json", "{}", entry).run(&["check"]);
        assert_eq!(run.status, 2, "{entry}");
        assert!(run.err.contains(message), "{entry}: {}", run.err);
    }
    let run = folder("a.dat", "{}", "keys = { 'a' = 'html' }").run(&["check"]);
    assert!(
        run.err.contains("write `format = \"csv\"`") || run.out.contains("write `format = \"csv\"`"),
        "{run:?}"
    );
}

#[test]
fn a_comment_in_html_suppresses_there_and_nowhere_else() {
    let data = format!(
        "{{\"a\": \"<!-- claimlint-ignore unsupported-superlative: shown to the desk --><p>{CLAIM}.</p>\", \"b\": \"<p>{CLAIM}.</p>\"}}"
    );
    let folder = folder("a.json", &data, "keys = { '*' = 'html' }");
    let run = folder.run(&["check", "--format", "json"]);
    assert_eq!(named(&run).len(), 1, "{run:?}");
    assert_eq!(run.json()["summary"]["suppressed"], 1);
}

#[test]
fn claims_words_and_baselines_know_the_texts_as_well() {
    let folder =
        folder("a.csv", &format!("sku,title\nP,{CLAIM} with zorbulin\n"), "keys = { 'title' = 'plain' }");
    let claims = folder.run(&["claims", "--format", "json"]);
    assert!(claims.out.contains("The most powerful peel"), "{claims:?}");
    let words = folder.run(&["words"]);
    assert!(words.out.contains("\"zorbulin\""), "{words:?}");
    assert_eq!(folder.run(&["check", "--write-baseline"]).status, 0);
    assert_eq!(folder.run(&["check"]).status, 0);
    let refused = folder.run(&["check", "--no-baseline", "--explain-silence", "a.csv:2"]);
    assert!(refused.err.contains("--explain-silence answers for pages"), "{refused:?}");
}

#[test]
fn a_file_of_data_on_standard_input_is_read_by_its_name() {
    let folder = folder("a.csv", "", "keys = { 'title' = 'plain' }");
    let output = crate::common::claimlint()
        .current_dir(folder.path(""))
        .args(["check", "-", "--stdin-filename", "a.csv", "--format", "json"])
        .write_stdin(format!("title\n{CLAIM}\n"))
        .output()
        .unwrap();
    assert_eq!(crate::common::Run::of(output).rules(), ["unsupported-superlative"]);
}
