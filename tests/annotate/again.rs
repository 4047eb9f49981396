//! A second run replaces our comments, and leaves other people's with all answers.

use super::read::{annotated, annotated_as, comments, part, parts, words};
use crate::word::package::{Docx, paragraph, run};

const MAIN: &str = "word/document.xml";
const W14: &str = "http://schemas.microsoft.com/office/word/2010/wordml";

/// A document with a comment of Ann's and her answer to it.
fn discussed() -> Docx {
    let body = format!(
        "<w:p><w:commentRangeStart w:id=\"0\"/>{}<w:commentRangeEnd w:id=\"0\"/><w:r><w:commentReference w:id=\"0\"/></w:r>\
         <w:r><w:commentReference w:id=\"1\"/></w:r></w:p>",
        run("This is the most powerful peel on the market.")
    );
    let comment = |id: &str, author: &str, paragraph: &str, said: &str| {
        format!(
            "<w:comment w:id=\"{id}\" w:author=\"{author}\"><w:p xmlns:w14=\"{W14}\" w14:paraId=\"{paragraph}\"><w:r><w:t>{said}</w:t></w:r></w:p></w:comment>"
        )
    };
    let comments = comment("0", "Ann", "0000000A", "Is it?") + &comment("1", "Bob", "0000000B", "It is.");
    Docx::new(&body)
        .part("comments", "comments", "comments", &comments)
        .part("commentsExtended", "commentsExtended", "commentsEx",
            "<w15:commentEx xmlns:w15=\"x\" w15:paraId=\"0000000A\" w15:done=\"0\"/><w15:commentEx xmlns:w15=\"x\" w15:paraId=\"0000000B\" w15:paraIdParent=\"0000000A\" w15:done=\"0\"/>")
        .part("commentsIds", "commentsIds", "commentsIds", "<c:commentId xmlns:c=\"x\" c:paraId=\"0000000A\" c:durableId=\"11\"/>")
        .part("people", "people", "people", "")
}

#[test]
fn the_same_document_gets_the_same_bytes() {
    for document in [discussed(), Docx::new(&paragraph("It is guaranteed, and teh best peel in the world."))]
    {
        let once = annotated(&document.bytes());
        assert_eq!(annotated(&document.bytes()), once);
        assert_eq!(annotated(&once), once);
        let (fixed, _) = annotated_as("a.docx", &document.bytes(), &["--fixes", "all"]);
        assert_eq!(annotated_as("a.docx", &fixed, &["--fixes", "all"]).0, fixed);
    }
}

#[test]
fn comments_of_others_and_their_answers_stay() {
    let file = discussed().bytes();
    let once = annotated(&file);
    let all = comments(&once);
    let told: Vec<_> = all.iter().map(|one| (one.author.as_str(), one.said.trim_end())).collect();
    assert_eq!(told[..2], [("Ann", "Is it?"), ("Bob", "It is.")]);
    assert_eq!(told.len(), 3);
    let (before, after) = (parts(&file), parts(&once));
    for name in [
        "word/commentsExtended.xml",
        "word/commentsIds.xml",
        "word/people.xml",
        "[Content_Types].xml",
        "word/_rels/document.xml.rels",
    ] {
        assert_eq!(before[name], after[name], "{name}");
    }
    assert_eq!(part(&once, "word/comments.xml").matches("claimlint").count(), 1);
}

#[test]
fn what_is_settled_in_the_text_loses_its_comment() {
    let once = annotated(&Docx::new(&paragraph("This is the most powerful peel on the market.")).bytes());
    let corrected = part(&once, MAIN).replace("the most powerful peel", "a peel with acids");
    let again = annotated(&with(&once, &[(MAIN, &corrected)]));
    assert_eq!(comments(&again), []);
    assert_eq!(part(&again, MAIN).matches("comment").count(), 0, "{}", part(&again, MAIN));
}

/// A document with other texts in some parts.
fn with(file: &[u8], changed: &[(&str, &str)]) -> Vec<u8> {
    let mut files: Vec<(String, Vec<u8>)> = parts(file).into_iter().collect();
    for (name, text) in changed {
        files.retain(|(own, _)| own != name);
        files.push(((*name).to_owned(), text.as_bytes().to_vec()));
    }
    let files: Vec<(&str, &[u8])> =
        files.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect();
    crate::word::package::zipped(&files)
}

/// An annotated document after Word saved it, with an answer to our comment, or with the comment settled.
fn saved_by_word(answer: bool, done: bool) -> Vec<u8> {
    let once = annotated(&Docx::new(&paragraph("This is the most powerful peel on the market.")).bytes());
    let markup = part(&once, "word/comments.xml");
    let at = markup.rfind("<w:p>").unwrap();
    let mut markup =
        format!("{}<w:p xmlns:w14=\"{W14}\" w14:paraId=\"0000000C\">{}", &markup[..at], &markup[at + 5..]);
    let mut extended = format!("<w15:commentEx w15:paraId=\"0000000C\" w15:done=\"{}\"/>", u8::from(done));
    if answer {
        let own = format!(
            "<w:comment w:id=\"90\" w:author=\"Ann\"><w:p xmlns:w14=\"{W14}\" w14:paraId=\"0000000D\"><w:r><w:t>We have a study.</w:t></w:r></w:p></w:comment></w:comments>"
        );
        markup = markup.replace("</w:comments>", &own);
        extended += "<w15:commentEx w15:paraId=\"0000000D\" w15:paraIdParent=\"0000000C\" w15:done=\"0\"/>";
    }
    let root = |name: &str, inside: &str| {
        format!(
            "<w15:{name} xmlns:w15=\"http://schemas.microsoft.com/office/word/2012/wordml\">{inside}</w15:{name}>"
        )
    };
    let kind = "http://schemas.microsoft.com/office/2011/relationships/";
    let relationships: String = ["commentsExtended", "commentsIds", "commentsExtensible"]
        .map(|name| format!("<Relationship Id=\"{name}\" Type=\"{kind}{name}\" Target=\"{name}.xml\"/>"))
        .concat();
    let leads = part(&once, "word/_rels/document.xml.rels")
        .replace("</Relationships>", &(relationships + "</Relationships>"));
    let ids = root("commentsIds", "<w15:commentId w15:paraId=\"0000000C\" w15:durableId=\"0AB\"/>");
    let extensible = root("commentsExtensible", "<w15:commentExtensible w15:durableId=\"0AB\"/>");
    with(
        &once,
        &[
            ("word/comments.xml", &markup),
            ("word/commentsExtended.xml", &root("commentsEx", &extended)),
            ("word/commentsIds.xml", &ids),
            ("word/commentsExtensible.xml", &extensible),
            ("word/_rels/document.xml.rels", &leads),
        ],
    )
}

#[test]
fn a_comment_of_ours_that_was_answered_or_settled_stays_as_it_is_and_comes_no_second_time() {
    for (answer, done) in [(true, false), (false, true)] {
        let file = saved_by_word(answer, done);
        let (again, run) = annotated_as("a.docx", &file, &[]);
        assert_eq!(parts(&again), parts(&file));
        assert_eq!(words(&again), ["the most powerful peel"]);
        assert!(run.out.contains("1 comment"), "{}", run.out);
    }
}

#[test]
fn a_comment_of_ours_that_word_saved_is_replaced_in_all_parts_that_know_it() {
    let file = saved_by_word(false, false);
    let again = annotated(&file);
    assert_eq!(words(&again), ["the most powerful peel"]);
    for name in ["commentsExtended", "commentsIds", "commentsExtensible"] {
        let markup = part(&again, &format!("word/{name}.xml"));
        assert!(!markup.contains("0000000C") && !markup.contains("0AB"), "{markup}");
    }
}

#[test]
fn a_change_that_somebody_wrote_into_stays() {
    let file = Docx::new(&paragraph("It is teh best.")).bytes();
    let (fixed, _) = annotated_as("a.docx", &file, &["--fixes", "safe"]);
    let written = part(&fixed, MAIN).replace(
        "<w:t xml:space=\"preserve\">the</w:t></w:r></w:ins>",
        "<w:t xml:space=\"preserve\">the</w:t></w:r><w:del w:id=\"77\" w:author=\"Ann\"><w:r><w:delText>x</w:delText></w:r></w:del></w:ins>",
    );
    assert!(written.contains("w:id=\"77\""));
    let (again, _) = annotated_as("a.docx", &with(&fixed, &[(MAIN, &written)]), &["--fixes", "safe"]);
    let markup = part(&again, MAIN);
    assert!(markup.contains("w:id=\"77\"") && markup.matches("<w:ins ").count() == 1, "{markup}");
}

#[test]
fn marks_of_our_comments_that_a_program_moved_into_a_change_of_ours_keep_nothing() {
    let file = Docx::new(&paragraph("It is teh best.")).bytes();
    let (fixed, _) = annotated_as("a.docx", &file, &["--fixes", "safe"]);
    let markup = part(&fixed, MAIN);
    let start = "<w:commentRangeStart w:id=\"1\"/>";
    let put_in = super::read::pieces(&markup).find(|piece| piece.starts_with("<w:ins ")).unwrap();
    let moved = markup.replace(start, "").replace(put_in, &format!("{put_in}{start}"));
    assert_ne!(moved, markup);
    let (again, _) = annotated_as("a.docx", &with(&fixed, &[(MAIN, &moved)]), &["--fixes", "safe"]);
    assert_eq!(parts(&again), parts(&fixed));
}
