//! Pages of ours, changed at random: cut, doubled, with bytes turned, parts of other formats, odd characters and comments to
//! claimlint put in. Whatever comes out is a report: no crash, no fault of ours, and places that lie in the page.
//!
//! The pages follow from the numbers alone, so that each run has the same. `CLAIMLINT_MUTATIONS` says how many, and from
//! which number on: `10000`, or `10000@500000` for others.

use std::path::Path;

use serde_json::Value;

use crate::common::{Folder, Run, project};

/// How many by default.
const USUAL: (u64, u64) = (200, 0);
/// Pages that are checked in one run.
const BATCH: u64 = 100;
const EXTENSIONS: [&str; 6] = ["md", "txt", "html", "mdx", "xhtml", "markdown"];

/// What is put into pages: the beginnings, ends and oddities of every format that is read.
const PARTS: &[&str] = &[
    "---\n",
    "+++\n",
    "title: ",
    "\ntitle = \"",
    "```\n",
    "~~~\n",
    "# ",
    "> ",
    "- ",
    "1. ",
    "| a | b |\n|---|---|\n",
    "[^1]",
    "\n[^1]: ",
    "[a](",
    "](b)",
    "![",
    "[a]: /b\n",
    "**",
    "_",
    "`",
    "<!--",
    "-->",
    "<p title=\"",
    "<pre>",
    "</pre>",
    "<script>",
    "</script>",
    "<sup>1</sup>",
    "<ol><li>",
    "<blockquote>",
    "<a href=\"#n1\">",
    "</a>",
    "&amp;",
    "&#x26;",
    "&#0;",
    "&nbsp;",
    "&",
    "{/* ",
    " */}",
    "{",
    "}",
    "import a\n",
    "<!-- claimlint-ignore hype: a reason -->\n",
    "<!-- claimlint-ignore-file -->",
    "<!-- claimlint-ignore-start hype: a reason -->",
    "<!-- claimlint-ignore-end -->",
    "// claimlint-ignore hype: a reason\n",
    "claimlint-",
    " [7]",
    "[1,2-5]",
    "(Quill et al., 2016)",
    "https://doi.org/10.5555/soft",
    "PMID: 1234567",
    "ISBN 978-3-16-148410-0",
    "[@key; @other]",
    "References\n\n",
    "the most powerful ",
    "clinically proven ",
    "the the ",
    "hyaluranic ",
    " , ",
    "..",
    "( ",
    "\"",
    "\u{201c}",
    "\u{2019}",
    "\r",
    "\r\n",
    "\n\n",
    "\t",
    "\0",
    "\u{feff}",
    "\u{301}",
    "\u{ad}",
    "\u{200b}",
    "\u{200d}",
    "\u{202e}",
    "\u{1b}[31m",
    "\u{fb03}",
    "\u{130}",
    "\u{1e9e}",
    "\u{1f600}",
    "\u{fffc}",
    "\u{fffd}",
    "\u{10ffff}",
    "\u{2028}",
    "\u{a0}",
    "\u{3000}",
    "40% ",
    "\u{b9}\u{b2}",
];

/// Numbers that look random and are not: xorshift64*, after Vigna.
struct Numbers(u64);

impl Numbers {
    fn new(seed: u64) -> Numbers {
        Numbers(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    /// A number below another.
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 33) as usize % end.max(1)
    }

    fn one_of<'t, T: ?Sized>(&mut self, all: &[&'t T]) -> &'t T {
        all[self.below(all.len())]
    }

    /// Two places in some bytes, in order and at most this far apart.
    fn stretch(&mut self, length: usize, longest: usize) -> std::ops::Range<usize> {
        let start = self.below(length + 1);
        start..(start + self.below(longest)).min(length)
    }
}

/// The pages that are changed.
fn originals() -> Vec<Vec<u8>> {
    let mut paths: Vec<_> = ["fixtures/articles", "fixtures/clean"]
        .iter()
        .flat_map(|folder| std::fs::read_dir(project().join(folder)).unwrap())
        .map(|entry| entry.unwrap().path())
        .collect();
    paths.sort();
    paths.iter().map(|path| std::fs::read(path).unwrap()).collect()
}

/// The name and the bytes of one page.
fn mutant(number: u64, originals: &[Vec<u8>]) -> (String, Vec<u8>) {
    let mut numbers = Numbers::new(number + 1);
    let mut page = originals[numbers.below(originals.len())].clone();
    for _ in 0..=numbers.below(12) {
        match numbers.below(7) {
            0 => drop(page.drain(numbers.stretch(page.len(), 400))),
            1 => {
                let doubled = page[numbers.stretch(page.len(), 400)].to_vec();
                let at = numbers.below(page.len() + 1);
                page.splice(at..at, doubled);
            }
            2 => {
                let other = &originals[numbers.below(originals.len())];
                let part = other[numbers.stretch(other.len(), 600)].to_vec();
                let into = numbers.stretch(page.len(), 30);
                page.splice(into, part);
            }
            // Few pages are not text at all.
            3 if numbers.below(8) == 0 => {
                let at = numbers.below(page.len());
                if let Some(byte) = page.get_mut(at) {
                    *byte ^= 1 << numbers.below(8);
                }
            }
            4 => {
                let part = numbers.one_of(PARTS).repeat(1 + numbers.below(40));
                let at = numbers.below(page.len() + 1);
                page.splice(at..at, part.into_bytes());
            }
            5 => page.truncate(numbers.below(page.len() + 1).max(20)),
            _ => {
                let at = numbers.below(page.len() + 1);
                page.splice(at..at, numbers.one_of(PARTS).bytes());
            }
        }
    }
    // A cut inside a character leaves no text: most pages are repaired, so that their words are read.
    if numbers.below(10) > 0 {
        page = String::from_utf8_lossy(&page).replace('\0', " ").into_bytes();
    }
    if numbers.below(20) == 0 {
        let text = String::from_utf8_lossy(&page).into_owned();
        page = format!("\u{feff}{text}").encode_utf16().flat_map(u16::to_le_bytes).collect();
    }
    (format!("page-{number}.{}", numbers.one_of(&EXTENSIONS)), page)
}

/// Runs the program over a folder, and fails on anything that is not a proper end.
#[track_caller]
fn ends(folder: &Folder, arguments: &[&str]) -> Run {
    let run = folder.run(arguments);
    assert!((0..=2).contains(&run.status), "{arguments:?}: {}", run.status);
    for text in [&run.out, &run.err] {
        let failed = text.lines().find(|line| line.contains("claimlint itself failed"));
        assert!(failed.is_none(), "{arguments:?}: {failed:?}");
    }
    run
}

/// Whether all that is reported about a page is in it.
fn lie_inside(report: &Value, folder: &Folder) {
    for file in report["files"].as_array().unwrap() {
        let bytes = std::fs::read(folder.path(file["path"].as_str().unwrap())).unwrap();
        let text = std::str::from_utf8(&bytes);
        let lies_inside = |one: &Value| {
            let place = |key: &str| one[key]["byte"].as_u64().unwrap() as usize;
            let (start, end) = (place("start"), place("end"));
            let whole = text.is_err()
                || text.is_ok_and(|text| text.is_char_boundary(start) && text.is_char_boundary(end));
            assert!(start <= end && end <= bytes.len() && whole, "{}: {one}", file["path"]);
        };
        for one in file["diagnostics"].as_array().unwrap() {
            lies_inside(one);
            one["labels"].as_array().unwrap().iter().for_each(lies_inside);
            let edits = one["fix"]["edits"].as_array();
            edits.into_iter().flatten().for_each(lies_inside);
        }
    }
}

#[test]
fn pages_changed_at_random_give_reports() {
    let asked = std::env::var("CLAIMLINT_MUTATIONS").unwrap_or_default();
    let (count, first) = asked.split_once('@').unwrap_or((&asked, ""));
    let (count, first) = (count.parse().unwrap_or(USUAL.0), first.parse().unwrap_or(USUAL.1));
    let originals = originals();
    let mut found = 0;
    for batch in (first..first + count).step_by(BATCH as usize) {
        let numbers = batch..(batch + BATCH).min(first + count);
        let mut folder = Folder::new();
        for number in numbers {
            let (name, page) = mutant(number, &originals);
            folder = folder.file(&name, page);
        }
        let run = ends(&folder, &["check", "--no-config", "--format", "json"]);
        let report = run.json();
        lie_inside(&report, &folder);
        found += run.rules().len();
        for format in super::JSON_FORMATS {
            ends(&folder, &["check", "--no-config", "--format", format]).json();
        }
        let claims = ends(&folder, &["claims", "--no-config", "--format", "json"]);
        claims.json();
        let marked = Folder::new();
        copy(&folder, &marked);
        ends(&marked, &["check", "--no-config", "--add-ignores", "a reason"]);
        lie_inside(&ends(&marked, &["check", "--no-config", "--format", "json"]).json(), &marked);
        lie_inside(
            &ends(&folder, &["check", "--no-config", "--fix", "--unsafe-fixes", "--format", "json"]).json(),
            &folder,
        );
        let again =
            ends(&folder, &["check", "--no-config", "--fix", "--unsafe-fixes", "--format", "json"]).json();
        assert_eq!(again["summary"]["fixed"], 0, "a second run of fixes finds nothing to do");
    }
    assert!(found as u64 > count, "the pages say something: {found}");
}

fn copy(from: &Folder, to: &Folder) {
    for entry in std::fs::read_dir(from.path("")).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().map(Path::new).unwrap();
        std::fs::copy(&path, to.path("").join(name)).unwrap();
    }
}
