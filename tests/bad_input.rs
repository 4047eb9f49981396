//! Bad input: each file says what is wrong with it and where, and the others are still checked. Hostile input is in
//! `tests/hostile`.

use crate::common::{CLAIM, Folder};

/// Checks one bad file beside a good one, and returns the error of the bad one.
#[track_caller]
fn beside_a_good_file(name: &str, content: impl AsRef<[u8]>) -> (String, Vec<String>) {
    let folder = Folder::new().file("good.txt", CLAIM).file(name, content);
    let run = folder.run(&["check", "--format", "json"]);
    assert_eq!(run.status, 2, "{run:?}");
    let report = run.json();
    let good = report["files"].as_array().unwrap().iter().find(|file| file["path"] == "good.txt").unwrap();
    assert_eq!(good["diagnostics"].as_array().unwrap().len(), 1, "the good file is still checked");
    assert_eq!(report["summary"]["failed"], 1);
    let [error] = run.errors().try_into().unwrap();
    (error, run.rules())
}

#[test]
fn a_missing_path_is_named_and_the_others_are_checked() {
    let folder = Folder::new().file("good.txt", CLAIM);
    let run = folder.run(&["check", "--format", "json", "gone.txt", "good.txt"]);
    assert_eq!(run.status, 2);
    assert_eq!(run.errors(), ["gone.txt: there is no such file or folder"]);
    assert_eq!(run.rules(), ["unsupported-superlative"]);
}

#[test]
fn a_file_in_another_encoding_names_the_byte_and_its_place() {
    let (error, rules) = beside_a_good_file("old.txt", b"A peel.\nUn soin \xe9clat\n");
    assert_eq!(
        error,
        "old.txt: byte 0xE9 at offset 16 (line 2, column 9) is not UTF-8; save the file as UTF-8"
    );
    assert_eq!(rules, ["unsupported-superlative"]);
}

#[test]
fn utf_16_with_a_byte_order_mark_is_read_and_its_offsets_are_those_of_the_file() {
    for big in [false, true] {
        let unit = |unit: u16| if big { unit.to_be_bytes() } else { unit.to_le_bytes() };
        let text = format!("\u{feff}“Élan” 😀\n{CLAIM}");
        let bytes: Vec<u8> = text.encode_utf16().flat_map(unit).collect();
        let folder = Folder::new().file("wide.txt", &bytes);
        let report = folder.run(&["check", "--format", "json"]).json();
        let found = &report["files"][0]["diagnostics"][0];
        assert_eq!((found["start"]["line"].as_u64(), found["start"]["column"].as_u64()), (Some(2), Some(9)));
        let cut = |key: &str| usize::try_from(found[key]["byte"].as_u64().unwrap()).unwrap();
        let words: Vec<u8> = "the most powerful peel".encode_utf16().flat_map(unit).collect();
        assert_eq!(bytes[cut("start")..cut("end")], words);
    }
}

#[test]
fn utf_16_cut_in_half_is_an_error() {
    let (error, _) = beside_a_good_file("half.txt", b"\xff\xfeI\0t");
    assert_eq!(error, "half.txt: broken UTF-16 at offset 4; save the file as UTF-8");
}

#[test]
fn a_byte_order_mark_moves_no_column() {
    let folder = Folder::new().file("marked.txt", format!("\u{feff}{CLAIM}"));
    let report = folder.run(&["check", "--format", "json"]).json();
    let start = &report["files"][0]["diagnostics"][0]["start"];
    assert_eq!(
        (start["byte"].as_u64(), start["line"].as_u64(), start["column"].as_u64()),
        (Some(11), Some(1), Some(9))
    );
}

#[test]
fn an_empty_file_is_clean() {
    for name in ["empty.txt", "empty.md", "empty.html"] {
        let folder = Folder::new().file(name, "");
        let run = folder.run(&["check"]);
        assert_eq!((run.status, run.out.as_str()), (0, "1 file, 0 words: nothing found\n"), "{name}");
    }
}

#[test]
fn a_binary_file_with_a_text_name_is_not_text() {
    let (error, _) = beside_a_good_file("photo.txt", b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR");
    assert!(error.starts_with("photo.txt: a zero byte at offset 8: this is not a text file"), "{error}");
    let (error, _) = beside_a_good_file("table.txt", b"GIF89a\x01\0\x01\0");
    assert!(error.starts_with("table.txt: a zero byte at offset 7: this is not a text file"), "{error}");
}

#[test]
fn broken_front_matter_says_where_and_the_body_is_checked() {
    let (error, rules) =
        beside_a_good_file("a.md", format!("---\ntitle: [peel\ndescription: x\n---\n{CLAIM}"));
    assert!(error.starts_with("a.md: line 3, column 12: the front matter is not valid YAML: "), "{error}");
    assert_eq!(rules.len(), 2);
    let (error, rules) = beside_a_good_file("b.md", format!("---\ntitle: Peels\n\n{CLAIM}"));
    assert_eq!(
        error,
        "b.md: line 1, column 1: the front matter that begins here is not closed; end it with ---"
    );
    assert_eq!(rules.len(), 2);
}

#[test]
fn markup_that_never_ends_says_where_it_began() {
    let cases = [
        (format!("<p>{CLAIM}<p class=\"intro"), "the tag that begins here is not closed", (2, 1)),
        (format!("<p>{CLAIM}<p title=\"\u{e9}"), "the tag that begins here is not closed", (2, 1)),
        (format!("<p>{CLAIM}<!-- to do \u{e9}"), "the comment that begins here is not closed", (2, 1)),
        (format!("<p>{CLAIM}<!-- to do <p>"), "the comment that begins here is not closed", (2, 1)),
        (format!("<p>{CLAIM}<script>let a = 1;"), "<script> is opened here but never closed", (2, 1)),
    ];
    for (content, message, place) in cases {
        let (error, rules) = beside_a_good_file("page.html", &content);
        let (line, column) = place;
        assert_eq!(
            error,
            format!("page.html: line {line}, column {column}: {message}; the text after it was not checked")
        );
        assert_eq!(rules.len(), 2, "what stands before it is checked");
        let short = Folder::new().file("page.html", &content).run(&["check", "--format", "short"]);
        assert!(short.out.contains(&format!("page.html:{line}:{column}: error: ")), "{}", short.out);
    }
}

#[test]
fn broken_rules_stop_the_run_before_any_file_is_judged_by_half_of_them() {
    let folder =
        Folder::new().file("a.txt", CLAIM).file("house/house.toml", "[[rule]]\nid = 'x'\nkind = 'clam'\n");
    let run = folder.run(&["check", "--rules", "house"]);
    assert_eq!((run.status, run.out.as_str()), (2, ""));
    assert!(run.err.contains("house.toml:3:8"), "{}", run.err);
}
