//! Makes documents out of the markup of their parts.

use std::io::{Cursor, Write};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

const WORD: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const RELATIONSHIPS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";

/// A zip of these files.
pub fn zipped(files: &[(&str, impl AsRef<[u8]>)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in files {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_ref()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// A Word document under construction.
pub struct Docx {
    body: String,
    relationships: String,
    parts: Vec<(String, String)>,
    namespace: &'static str,
}

impl Docx {
    /// One with this markup in its body.
    pub fn new(body: &str) -> Docx {
        Docx { body: body.to_owned(), relationships: String::new(), parts: Vec::new(), namespace: WORD }
    }

    /// The same with other names, as the strict form has them.
    pub fn strict(mut self) -> Docx {
        self.namespace = "http://purl.oclc.org/ooxml/wordprocessingml/main";
        self
    }

    /// Adds a link of the body to an address.
    pub fn link(mut self, id: &str, address: &str) -> Docx {
        self.relationships += &format!(
            "<Relationship Id=\"{id}\" Type=\"{RELATIONSHIPS}/hyperlink\" Target=\"{address}\" TargetMode=\"External\"/>"
        );
        self
    }

    /// Adds a part to which the body leads, `word/NAME.xml`, with this markup in its root element.
    pub fn part(mut self, kind: &str, name: &str, root: &str, inside: &str) -> Docx {
        self.relationships +=
            &format!("<Relationship Id=\"{name}\" Type=\"{RELATIONSHIPS}/{kind}\" Target=\"{name}.xml\"/>");
        let text = format!("<w:{root} xmlns:w=\"{WORD}\" xmlns:r=\"{RELATIONSHIPS}\">{inside}</w:{root}>");
        self.raw(&format!("word/{name}.xml"), &text)
    }

    /// Leads the body to a file.
    pub fn lead(mut self, kind: &str, target: &str) -> Docx {
        self.relationships +=
            &format!("<Relationship Id=\"{kind}\" Type=\"{RELATIONSHIPS}/{kind}\" Target=\"{target}\"/>");
        self
    }

    /// Adds a file.
    pub fn raw(mut self, name: &str, text: &str) -> Docx {
        self.parts.push((name.to_owned(), text.to_owned()));
        self
    }

    /// The markup of `word/document.xml`.
    pub fn document(&self) -> String {
        format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<w:document xmlns:w=\"{}\" xmlns:r=\"{RELATIONSHIPS}\" \
             xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\"><w:body>{}<w:sectPr/></w:body></w:document>",
            self.namespace, self.body
        )
    }

    /// The bytes of the file.
    pub fn bytes(&self) -> Vec<u8> {
        let content_types = format!("<Types xmlns=\"{PACKAGE}/content-types\"/>");
        let core = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties";
        let package = format!(
            "<Relationships xmlns=\"{PACKAGE}/relationships\"><Relationship Id=\"r1\" Type=\"{RELATIONSHIPS}/officeDocument\" \
             Target=\"word/document.xml\"/><Relationship Id=\"r2\" Type=\"{core}\" Target=\"docProps/core.xml\"/></Relationships>"
        );
        let own = format!(
            "<Relationships xmlns=\"{PACKAGE}/relationships\">{}</Relationships>",
            self.relationships
        );
        let document = self.document();
        let mut files = vec![
            ("[Content_Types].xml", content_types.as_str()),
            ("_rels/.rels", &package),
            ("word/document.xml", &document),
            ("word/_rels/document.xml.rels", &own),
        ];
        files.retain(|(name, _)| self.parts.iter().all(|(own, _)| own != name));
        files.extend(self.parts.iter().map(|(name, text)| (name.as_str(), text.as_str())));
        zipped(&files)
    }
}

/// A run with these words.
pub fn run(words: &str) -> String {
    format!("<w:r><w:t xml:space=\"preserve\">{words}</w:t></w:r>")
}

/// A paragraph with these words.
pub fn paragraph(words: &str) -> String {
    format!("<w:p>{}</w:p>", run(words))
}

/// A paragraph of a style.
pub fn styled(style: &str, words: &str) -> String {
    format!("<w:p><w:pPr><w:pStyle w:val=\"{style}\"/></w:pPr>{}</w:p>", run(words))
}

/// A text of OpenDocument with this markup in its body, and these automatic styles.
pub fn odt(styles: &str, body: &str) -> Vec<u8> {
    odt_with(styles, body, &[])
}

/// The same with more files.
pub fn odt_with(styles: &str, body: &str, more: &[(&str, &str)]) -> Vec<u8> {
    let content = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<office:document-content{NAMES}><office:automatic-styles>{styles}\
         </office:automatic-styles><office:body><office:text>{body}</office:text></office:body></office:document-content>"
    );
    let mut files = vec![("mimetype", "application/vnd.oasis.opendocument.text"), ("content.xml", &content)];
    files.extend(more);
    zipped(&files)
}

/// The names of OpenDocument.
pub const NAMES: &str = concat!(
    " xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\"",
    " xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\"",
    " xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\"",
    " xmlns:style=\"urn:oasis:names:tc:opendocument:xmlns:style:1.0\"",
    " xmlns:draw=\"urn:oasis:names:tc:opendocument:xmlns:drawing:1.0\"",
    " xmlns:svg=\"urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0\"",
    " xmlns:fo=\"urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0\"",
    " xmlns:dc=\"http://purl.org/dc/elements/1.1/\"",
    " xmlns:meta=\"urn:oasis:names:tc:opendocument:xmlns:meta:1.0\"",
    " xmlns:xlink=\"http://www.w3.org/1999/xlink\""
);
