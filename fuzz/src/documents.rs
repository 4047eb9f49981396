//! Documents of word processors: whatever their parts hold, they are read or refused, and every place of the text is one in a
//! part.

use std::io::{Cursor, Read, Write};

use claimlint_base::marks::MarkKind;
use claimlint_base::source::Source;
use claimlint_base::span::Span;
use claimlint_text::{Change, Changes, Document, Format, Note, WordFault, cleaned, open_document};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

use super::readers::{finds, holds_together};

const WORD: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const KINDS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// Any text as the markup of the body, the notes, the headers, the styles and the lists of a Word document.
pub fn docx(input: &[u8]) {
    let Ok(markup) = std::str::from_utf8(input) else { return };
    let part = |root: &str| format!("<w:{root} xmlns:w=\"{WORD}\" xmlns:r=\"{KINDS}\">{markup}</w:{root}>");
    let relationship = |(number, kind): (usize, &str)| {
        format!("<Relationship Id=\"r{number}\" Type=\"{KINDS}/{kind}\" Target=\"{kind}.xml\"/>")
    };
    let kinds = ["footnotes", "endnotes", "header", "styles", "numbering", "customXml"];
    let relationships: String = kinds.into_iter().enumerate().map(relationship).collect();
    let package = format!(
        "<a><Relationship Id=\"r\" Type=\"{KINDS}/officeDocument\" Target=\"word/document.xml\"/></a>"
    );
    let mut files = vec![
        ("_rels/.rels".to_owned(), package),
        ("word/document.xml".to_owned(), part("document")),
        ("word/_rels/document.xml.rels".to_owned(), format!("<a>{relationships}</a>")),
    ];
    files.extend(kinds.map(|kind| (format!("word/{kind}.xml"), part(kind))));
    reads(&zipped(&files));
}

/// Any text as the markup of the body and the styles of a text of OpenDocument.
pub fn odt(input: &[u8]) {
    let Ok(markup) = std::str::from_utf8(input) else { return };
    let files = [
        ("mimetype", "application/vnd.oasis.opendocument.text".to_owned()),
        (
            "content.xml",
            format!("<office:document-content><office:body>{markup}</office:body></office:document-content>"),
        ),
        ("styles.xml", format!("<office:document-styles>{markup}</office:document-styles>")),
        ("meta.xml", format!("<office:meta>{markup}</office:meta>")),
    ];
    reads(&zipped(&files.map(|(name, text)| (name.to_owned(), text))));
}

/// Any bytes as a document.
pub fn document(input: &[u8]) {
    reads(input);
}

/// Any text as the markup of a Word document and of a text of OpenDocument, into which comments and changes are written.
pub fn annotated(input: &[u8]) {
    let Ok(markup) = std::str::from_utf8(input) else { return };
    let package = format!(
        "<a><Relationship Id=\"r\" Type=\"{KINDS}/officeDocument\" Target=\"word/document.xml\"/></a>"
    );
    let document = format!("<w:document xmlns:w=\"{WORD}\"><w:body>{markup}</w:body></w:document>");
    let content = format!(
        "<office:document-content><office:body><office:text>{markup}</office:text></office:body></office:document-content>"
    );
    let files = |files: &[(&str, String)]| -> Vec<(String, String)> {
        files.iter().map(|(name, text)| ((*name).to_owned(), text.clone())).collect()
    };
    annotates(&zipped(&files(&[("_rels/.rels", package), ("word/document.xml", document)])));
    let kind = "application/vnd.oasis.opendocument.text".to_owned();
    annotates(&zipped(&files(&[("mimetype", kind), ("content.xml", content)])));
}

/// A document that reads can be annotated, or is refused in one sentence; it then reads as before, and once more changes nothing.
fn annotates(bytes: &[u8]) {
    let Ok(clean) = cleaned(bytes.to_vec()) else { return };
    let Ok(source) = open_document(clean.bytes.clone(), Changes::Accepted) else { return };
    let notes = notes(source.text());
    let once = match claimlint_text::annotated(clean.bytes, &source, &notes) {
        Ok(once) => once,
        Err(fault) => {
            assert!(!matches!(fault, WordFault::Unlike), "the text stays: {:?}", source.text());
            assert!(!fault.to_string().contains('\n'), "is one sentence");
            return;
        }
    };
    let again = cleaned(once.bytes.clone())
        .unwrap_or_else(|fault| panic!("what was written can be taken out: {fault}"));
    let reading = open_document(again.bytes.clone(), Changes::Accepted);
    let reading = reading.unwrap_or_else(|fault| panic!("what was written can be read: {fault}"));
    assert_eq!(reading.text(), source.text(), "is as it was");
    let twice = claimlint_text::annotated(again.bytes, &reading, &notes);
    assert!(twice.is_ok_and(|twice| twice.bytes == once.bytes), "once more changes nothing");
}

/// Comments on some words of each line, and a change of some.
fn notes(text: &str) -> Vec<Note> {
    let mut notes = Vec::new();
    for (index, word) in text.split_inclusive(char::is_whitespace).enumerate() {
        let at = word.as_ptr() as usize - text.as_ptr() as usize;
        let span = Span::of(at..at + word.trim_end().len());
        let changes = if index % 3 == 1 && !span.is_empty() {
            vec![Change { span, text: "new".to_owned() }]
        } else {
            Vec::new()
        };
        notes.push(Note { span, paragraphs: vec![format!("About {index}.")], changes });
    }
    notes.truncate(MOST_NOTES);
    notes
}

/// More say nothing new.
const MOST_NOTES: usize = 40;

fn zipped(files: &[(String, String)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    for (name, text) in files {
        let written = zip.start_file(name, options).map_err(std::io::Error::from);
        if written.and_then(|()| zip.write_all(text.as_bytes())).is_err() {
            panic!("a zip in memory can be written");
        }
    }
    zip.finish().map(Cursor::into_inner).unwrap_or_default()
}

fn reads(bytes: &[u8]) {
    for changes in [Changes::Accepted, Changes::Rejected] {
        let source = match open_document(bytes.to_vec(), changes) {
            Ok(source) => source,
            Err(fault) => {
                assert!(!fault.to_string().contains('\n'), "is one sentence");
                continue;
            }
        };
        stands_in_parts(&source, bytes);
        let document = Document::read(&source, Format::Word(changes));
        holds_together(&source, &document);
        finds(&source, &document);
    }
}

/// Every stretch of the text is in a part, every line is known, and marks stand in order.
fn stands_in_parts(source: &Source, bytes: &[u8]) {
    let Some(parts) = source.parts() else { panic!("a document has parts") };
    let text = source.text();
    assert_eq!(text.lines().count(), parts.lines.len());
    let part = |name: &String| {
        let mut part = String::new();
        let mut archive = ZipArchive::new(Cursor::new(bytes)).ok()?;
        archive.by_name(name).ok()?.read_to_string(&mut part).ok()?;
        Some(part)
    };
    let texts: Vec<String> = parts.names.iter().map(|name| part(name).unwrap_or_default()).collect();
    let mut end = 0;
    for stretch in &parts.stretches {
        assert!(stretch.text >= end, "stretches stand in order");
        end = stretch.text + stretch.length;
        let own = &text[stretch.text as usize..end as usize];
        let place = stretch.start as usize..(stretch.start + stretch.part_length) as usize;
        let from = &texts[stretch.part as usize][place];
        assert!(!stretch.is_same || own == from, "{own:?} stands there as {from:?}");
        assert!(!own.contains('\n'), "a paragraph is one line");
    }
    let mut at = 0;
    for mark in &parts.marks {
        assert!(mark.at >= at && text.is_char_boundary(mark.at as usize), "marks stand in order");
        at = mark.at;
        if let MarkKind::Note { length, .. } | MarkKind::Object(length) = mark.kind {
            assert!(text.is_char_boundary((mark.at + length) as usize));
        }
    }
}
