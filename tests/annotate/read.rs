//! Reads annotated documents as a test needs them: the parts, and each comment with the words that it stands on.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use zip::ZipArchive;

use crate::common::{Folder, Run};

/// A comment in a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comment {
    /// Who wrote it.
    pub author: String,
    /// The words it stands on.
    pub words: String,
    /// What it says, its paragraphs on lines of their own.
    pub said: String,
}

/// The bytes of all parts, by their names.
pub fn parts(file: &[u8]) -> BTreeMap<String, Vec<u8>> {
    let mut archive = ZipArchive::new(Cursor::new(file)).unwrap();
    let read = |index| {
        let mut part = archive.by_index(index).unwrap();
        let mut bytes = Vec::new();
        part.read_to_end(&mut bytes).unwrap();
        (part.name().to_owned(), bytes)
    };
    (0..file_count(file)).map(read).collect()
}

fn file_count(file: &[u8]) -> usize {
    ZipArchive::new(Cursor::new(file)).unwrap().len()
}

/// The text of a part.
pub fn part(file: &[u8], name: &str) -> String {
    String::from_utf8(parts(file).remove(name).unwrap_or_default()).unwrap()
}

/// Annotates a document that has this name, and returns the copy with what the run said.
#[track_caller]
pub fn annotated_as(name: &str, file: &[u8], arguments: &[&str]) -> (Vec<u8>, Run) {
    let folder = Folder::new().file(name, file);
    let run = folder.run(&[&["annotate", name, "--output", "out"], arguments].concat());
    assert!(run.status < 2, "{run:?}");
    assert_eq!(folder.names(), [name, "out"], "nothing else is left");
    assert_eq!(std::fs::read(folder.path(name)).unwrap(), file, "the draft is as it was");
    (std::fs::read(folder.path("out")).unwrap(), run)
}

/// The same of a Word document.
#[track_caller]
pub fn annotated(file: &[u8]) -> Vec<u8> {
    annotated_as("a.docx", file, &[]).0
}

/// The tags and texts of some markup, in order.
pub fn pieces(markup: &str) -> impl Iterator<Item = &str> {
    let mut rest = markup;
    std::iter::from_fn(move || {
        let length = match rest.starts_with('<') {
            true => rest.find('>')? + 1,
            false => rest.find('<').unwrap_or(rest.len()),
        };
        let (piece, after) = rest.split_at(length);
        rest = after;
        (!piece.is_empty()).then_some(piece)
    })
}

/// The value of an attribute in a tag.
pub fn value<'t>(tag: &'t str, name: &str) -> Option<&'t str> {
    let (_, after) = tag.split_once(&format!("{name}=\""))?;
    after.split('"').next()
}

fn unescaped(text: &str) -> String {
    text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&")
}

/// The comments of a Word document, in the order of their part.
pub fn comments(file: &[u8]) -> Vec<Comment> {
    let mut all: Vec<(String, Comment)> = Vec::new();
    for piece in pieces(&part(file, "word/comments.xml")) {
        if piece.starts_with("<w:comment ") {
            let author = value(piece, "w:author").unwrap().to_owned();
            let comment = Comment { author, words: String::new(), said: String::new() };
            all.push((value(piece, "w:id").unwrap().to_owned(), comment));
        } else if let Some((_, comment)) = all.last_mut() {
            match piece.starts_with('<') {
                true if piece.starts_with("</w:p>") => comment.said.push('\n'),
                true => {}
                false => comment.said += &unescaped(piece),
            }
        }
    }
    let mut open: Vec<&str> = Vec::new();
    let document = without_raw(&part(file, "word/document.xml"));
    let mut is_words = false;
    for piece in pieces(&document) {
        if piece.starts_with("<w:commentRangeStart ") {
            open.push(value(piece, "w:id").unwrap());
        } else if piece.starts_with("<w:commentRangeEnd ") {
            let id = value(piece, "w:id").unwrap();
            open.retain(|own| *own != id);
        } else if piece.starts_with('<') {
            is_words = piece == "<w:t>" || piece.starts_with("<w:t ");
        } else if is_words {
            let words = unescaped(piece);
            let own = all.iter_mut().filter(|(id, _)| open.contains(&id.as_str()));
            own.for_each(|(_, comment)| comment.words += &words);
        }
    }
    assert!(open.is_empty(), "every comment that begins ends: {document}");
    all.into_iter().map(|(_, comment)| comment).collect()
}

/// The same markup with what stands in it as it is in the other way.
fn without_raw(markup: &str) -> String {
    let mut pieces = markup.split("<![CDATA[");
    let mut plain = pieces.next().unwrap().to_owned();
    for piece in pieces {
        let (raw, after) = piece.split_once("]]>").unwrap();
        plain += &raw.replace('&', "&amp;").replace('<', "&lt;");
        plain += after;
    }
    plain
}

/// The words that our comments stand on, in order.
pub fn words(file: &[u8]) -> Vec<String> {
    comments(file).into_iter().filter(|one| one.author == "claimlint").map(|one| one.words).collect()
}

/// Whether a text is another with more put in, and nothing taken out.
pub fn has_only_more(before: &[u8], after: &[u8]) -> bool {
    let mut rest = after.iter();
    before.iter().all(|byte| rest.any(|own| own == byte))
}

/// The comments of a text of OpenDocument, in order.
pub fn odt_comments(file: &[u8]) -> Vec<Comment> {
    let content = part(file, "content.xml");
    let mut all: Vec<(String, Comment)> = Vec::new();
    let mut open: Vec<String> = Vec::new();
    let (mut is_inside, mut is_creator, mut is_initials) = (false, false, false);
    for piece in pieces(&content) {
        if piece.starts_with("<office:annotation ") {
            let name = value(piece, "office:name").unwrap_or_default().to_owned();
            let comment = Comment { author: String::new(), words: String::new(), said: String::new() };
            open.push(name.clone());
            all.push((name, comment));
            is_inside = true;
        } else if piece == "</office:annotation>" {
            is_inside = false;
        } else if piece.starts_with("<office:annotation-end ") {
            let name = value(piece, "office:name").unwrap();
            open.retain(|own| own != name);
        } else if piece.starts_with('<') {
            is_creator = piece == "<dc:creator>";
            is_initials = piece == "<meta:creator-initials>";
            if let Some((_, comment)) = all.last_mut().filter(|_| is_inside && piece == "</text:p>") {
                comment.said.push('\n');
            }
        } else if is_inside {
            let Some((_, comment)) = all.last_mut() else { continue };
            match (is_creator, is_initials) {
                (true, _) => comment.author += piece,
                (_, true) => {}
                _ => comment.said += &unescaped(piece),
            }
        } else {
            let words = unescaped(piece);
            let own = all.iter_mut().filter(|(name, _)| open.contains(name));
            own.for_each(|(_, comment)| comment.words += &words);
        }
    }
    assert!(open.is_empty(), "every comment that begins ends: {content}");
    all.into_iter().map(|(_, comment)| comment).collect()
}
