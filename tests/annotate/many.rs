//! Two hundred documents of all shapes, made by a counter, and one with more findings than Word has room for.

use claimlint_text::{Change, Changes, Note, annotated, cleaned, open_document};

use super::read::{comments, has_only_more, part, parts};
use crate::word::package::{Docx, paragraph, run};

/// Numbers that look like chance and are the same each time.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, most: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % most
    }
}

const WORDS: [&str; 12] = [
    "oats",
    " calm",
    "  ",
    "skin &amp; hair",
    "\u{201C}best\u{201D}",
    "teh",
    " guaranteed ",
    "&lt;",
    "d\u{e9}j\u{e0}",
    "x",
    "-",
    "\u{1F600}",
];

fn inline(numbers: &mut Numbers) -> String {
    let words = WORDS[numbers.below(WORDS.len())];
    match numbers.below(16) {
        0 => format!("<w:r><w:t>{words}</w:t></w:r>"),
        1 => format!(
            "<w:r><w:rPr><w:b/></w:rPr><w:t xml:space=\"preserve\">{words}</w:t><w:tab/><w:t>{words}</w:t></w:r>"
        ),
        2 => format!("<w:hyperlink w:anchor=\"a\">{}</w:hyperlink>", run(words)),
        3 => format!("<w:ins w:id=\"1\" w:author=\"Ann\">{}</w:ins>", run(words)),
        4 => "<w:del w:id=\"2\" w:author=\"Ann\"><w:r><w:delText>gone</w:delText></w:r></w:del>".to_owned(),
        5 => "<w:r><w:footnoteReference w:id=\"2\"/></w:r>".to_owned(),
        6 => format!("<w:r><w:drawing><w:txbxContent>{}</w:txbxContent></w:drawing></w:r>", paragraph(words)),
        7 => format!("<w:fldSimple w:instr=\"PAGE\">{}</w:fldSimple>", run(words)),
        8 => format!("<w:commentRangeStart w:id=\"0\"/>{}<w:commentRangeEnd w:id=\"0\"/>", run(words)),
        9 => {
            format!("<w:r><w:t><![CDATA[{}]]></w:t></w:r>", words.replace("&amp;", "&").replace("&lt;", "<"))
        }
        10 => format!("<w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt>", run(words)),
        11 => "<w:r/><w:bookmarkEnd w:id=\"4\"/>".to_owned(),
        12 => format!("<w:r>\n  <w:t>{words}</w:t>\n  <w:br/>\n</w:r>"),
        13 => format!(
            "<w:smartTag w:element=\"place\"><w:smartTagPr/>{}{}</w:smartTag>",
            run(words),
            run(words)
        ),
        14 => format!("<w:customXml><w:smartTag>{}</w:smartTag>{}</w:customXml>", run(words), run(words)),
        _ => run(words),
    }
}

fn document(seed: u64) -> Vec<u8> {
    let mut numbers = Numbers(seed);
    let mut body = String::new();
    for _ in 0..1 + numbers.below(5) {
        let inside: String = (0..numbers.below(9)).map(|_| inline(&mut numbers)).collect();
        body += &match numbers.below(4) {
            0 => format!("<w:tbl><w:tr><w:tc><w:p>{inside}</w:p></w:tc></w:tr></w:tbl>"),
            1 => format!("<w:p><w:pPr><w:pStyle w:val=\"Heading1\"/></w:pPr>{inside}</w:p>"),
            _ => format!("<w:p>{inside}</w:p>"),
        };
    }
    let note = format!("<w:footnote w:id=\"2\">{}</w:footnote>", paragraph("teh note"));
    let mut document = Docx::new(&(body + "<w:p/>")).part("footnotes", "footnotes", "footnotes", &note);
    if numbers.below(2) == 0 {
        document = document.part(
            "comments",
            "comments",
            "comments",
            "<w:comment w:id=\"0\" w:author=\"Ann\"><w:p><w:r><w:t>Mine.</w:t></w:r></w:p></w:comment>",
        );
    }
    document.bytes()
}

#[test]
fn two_hundred_documents_are_annotated_and_read_as_before() {
    let mut on_words = 0;
    for seed in 0..200 {
        let file = document(seed);
        let source = open_document(file.clone(), Changes::Accepted).unwrap();
        let text = source.text();
        let mut numbers = Numbers(seed ^ 0xABCD);
        let places: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
        let note = |numbers: &mut Numbers| {
            let from = places[numbers.below(places.len())];
            let to = text[from..].find('\n').map_or(text.len(), |end| from + end);
            let ends: Vec<usize> = places.iter().copied().filter(|at| (from..=to).contains(at)).collect();
            let span = claimlint_base::span::Span::of(from..ends[numbers.below(ends.len())]);
            let changes = if numbers.below(3) == 0 {
                vec![Change { span, text: "new".to_owned() }]
            } else {
                Vec::new()
            };
            Note { span, paragraphs: vec![format!("About {from}.")], changes }
        };
        let mut notes: Vec<Note> = (0..1 + numbers.below(6)).map(|_| note(&mut numbers)).collect();
        notes.sort_by_key(|note| note.span);
        // Of changes that touch, the caller proposes one.
        let mut end = 0;
        for note in notes.iter_mut().filter(|note| !note.changes.is_empty()) {
            if end > 0 && note.span.start() <= end {
                note.changes.clear();
            } else {
                end = note.span.end();
            }
        }
        let once = annotated(file.clone(), &source, &notes).unwrap_or_else(|fault| panic!("{seed}: {fault}"));
        assert_eq!(once.comments, notes.len());
        let (before, after) = (part(&file, "word/document.xml"), part(&once.bytes, "word/document.xml"));
        assert!(has_only_more(before.as_bytes(), after.as_bytes()), "{seed}: {after}");
        let clean = cleaned(once.bytes.clone()).unwrap();
        assert!(clean.is_changed);
        let again = open_document(clean.bytes.clone(), Changes::Accepted).unwrap();
        assert_eq!(again.text(), text, "{seed}");
        let twice = annotated(clean.bytes, &again, &notes).unwrap();
        assert_eq!(part(&twice.bytes, "word/document.xml"), after, "{seed}");
        assert!(parts(&twice.bytes) == parts(&once.bytes), "{seed}");
        assert_eq!(twice.bytes, once.bytes, "{seed}");
        let placed = comments(&once.bytes).into_iter().filter(|one| one.author == "claimlint");
        for (note, found) in notes.iter().zip(placed) {
            // What stands on its words does not say where they are.
            let is_exact =
                once.changes == 0 && !after.contains("<w:drawing>") && found.said.starts_with("About");
            let own = &text[note.span.range()];
            let has_signs = own.contains(['[', ']', '1', '\t', ' ']) || own.is_empty();
            if is_exact && !has_signs {
                // White space that does not count stands in the markup.
                assert_eq!(found.words.replace(' ', ""), own, "{seed}");
                on_words += 1;
            }
        }
    }
    assert!(on_words > 30, "{on_words}");
}

#[test]
fn where_there_is_no_room_for_all_the_heaviest_stay_and_one_says_how_many_are_left_out() {
    // As many comments of others as leave room for three.
    let theirs = "<w:commentRangeStart w:id=\"0\"/>".repeat(32_764);
    let body = format!(
        "<w:p>{theirs}{}</w:p>",
        run("It is teh oats and the most powerful peel, and definately so, and results are guaranteed.")
    );
    let folder = crate::common::Folder::new().file("a.docx", Docx::new(&body).bytes());
    let run = folder.run(&["annotate", "a.docx", "--output", "out"]);
    assert!(run.out.starts_with("a.docx: 3 comments"), "{run:?}");
    let said = part(&std::fs::read(folder.path("out")).unwrap(), "word/comments.xml");
    assert!(said.contains("2 more findings: Word cannot open a file with more comments"), "{said}");
    assert!(!said.contains(">Warning: "), "{said}");
}
