//! Reads a file into a document: first the reader for its format, then the sentences.

use std::ops::Range;

use claimlint_base::source::Source;
use rustc_hash::FxHashSet;

use crate::builder::Builder;
use crate::document::Document;
use crate::format::Format;
use crate::front_matter::{self, FrontMatter};
use crate::not_text::{NotText, find};
use crate::reading::Reading;
use crate::{code, html, language, markdown, metadata, plain, sentences, software, word};

impl Document {
    /// Reads a source in a format. This never fails; what could not be read is listed in [`Document::unread_parts`].
    pub fn read(source: &Source, format: Format) -> Document {
        Document::read_with(source, format, &Reading::default())
    }

    /// Reads a source as [`Document::read`] does, but as a house writes its pages.
    pub fn read_with(source: &Source, format: Format, reading: &Reading) -> Document {
        let mut document = Document::read_whole(source, format, reading);
        document.drop_repeated_metadata();
        language::mark_foreign(&mut document);
        sentences::split(&mut document);
        document
    }

    /// Reads a source as [`Document::read_with`] does, but keeps a title or description that repeats a heading: a fault in
    /// both must be fixed in both.
    pub fn read_with_repeats(source: &Source, format: Format, reading: &Reading) -> Document {
        let mut document = Document::read_whole(source, format, reading);
        language::mark_foreign(&mut document);
        sentences::split(&mut document);
        document
    }

    fn read_whole(source: &Source, format: Format, reading: &Reading) -> Document {
        // Its text has no markup, and no comments.
        if source.parts().is_some() {
            let mut builder = Builder::over(source.text(), source.text(), &[], &[]);
            word::read(&mut builder, source);
            return builder.finish();
        }
        if format == Format::Data {
            return Builder::over(source.text(), source.text(), &[], &[]).finish();
        }
        let text = source.text();
        let format = as_written(text, format);
        // In plain text a line of hyphens parts what is above it from what is below.
        let is_meant = |front: &FrontMatter| format != Format::Plain || front.is_only_settings(text);
        let front_matter = FrontMatter::find(text).filter(|_| format != Format::Jsx).filter(is_meant);
        let front_end = front_matter.as_ref().map_or(0, |front| front.whole.end);
        let not_text = find(text, front_end, format, &reading.ignore);
        let shown = not_text.overwritten(text, front_end);
        let mut builder = Builder::over(text, &shown, &not_text.gaps, &not_text.comments);
        match &front_matter {
            // Between the lines of hyphens of Astro is code.
            _ if format == Format::Braced => {}
            Some(front_matter) => front_matter.read(&mut builder, &reading.keys),
            None if matches!(format, Format::Plain | Format::Jsx) => {}
            None => front_matter::report_unclosed(&mut builder),
        }
        for module in &not_text.modules {
            if !metadata::read(&mut builder, module.clone(), &reading.keys) {
                code::read_objects(&mut builder, module.clone(), &reading.attributes);
            }
        }
        match format {
            // What a program sends to itself has no copy of its own.
            Format::Plain if is_payload(text) => {}
            Format::Plain => plain::read(&mut builder, front_end, &reading.comments),
            Format::Markdown | Format::Mdx => markdown::read(&mut builder, &reading.skip),
            Format::Html | Format::Vue | Format::Braced => {
                if format != Format::Html {
                    for part in scripts(text, front_matter.as_ref().map_or(0..0, |front| front.whole.clone()))
                    {
                        code::read_objects(&mut builder, part, &reading.attributes);
                    }
                }
                html::read(&mut builder, front_end, &reading.skip, format == Format::Vue);
            }
            Format::Jsx => code::read(&mut builder, &reading.skip, &reading.keys, &reading.attributes),
            // Its texts are read one by one.
            Format::Data => {}
            // A text that was not taken out of a file.
            Format::Word(_) => plain::read(&mut builder, front_end, &reading.comments),
        }
        report_unclosed(&mut builder, &not_text);
        let mut document = builder.finish();
        // What a program makes of other pages is checked where it is written; a page of HTML is published.
        document.is_generated = match format {
            Format::Jsx => code::is_minified(text),
            _ if format.is_html() => false,
            _ => software::says_that_it_is_generated(text),
        };
        document
    }

    /// Whether the page is written for those who make a site: it has more words of their trade, and more code, than copy has. Fewer
    /// are enough for a page that has the name of a note.
    pub fn is_about_software(&self, is_named_as_note: bool) -> bool {
        software::is_about_software(self, is_named_as_note)
    }

    /// The title and description of a page often repeat a heading. The words are checked once, where a reader sees them.
    fn drop_repeated_metadata(&mut self) {
        let mut blocks = std::mem::take(&mut self.blocks);
        let on_page = blocks.iter().filter(|block| !block.kind.is_metadata());
        let mut seen: FxHashSet<&str> = on_page.map(|block| self.words_of(block.span)).collect();
        blocks.retain(|block| !block.kind.is_metadata() || seen.insert(self.words_of(block.span)));
        self.blocks = blocks;
    }
}

/// The format of a text: a page of HTML, or a part of one, may be saved as a text file.
fn as_written(text: &str, format: Format) -> Format {
    let text = text.trim_start_matches(|sign: char| sign.is_whitespace() || sign == '\u{FEFF}');
    let begins_with = |start: &&str| {
        let own = text.get(..start.len()).is_some_and(|own| own.eq_ignore_ascii_case(start));
        own && !text[start.len()..].starts_with(|sign: char| sign.is_ascii_alphanumeric())
    };
    let is_page = format == Format::Plain && BEGINNINGS_OF_PAGES.iter().any(begins_with);
    if is_page { Format::Html } else { format }
}

/// Whether a text is what React sends to a browser for a part of a page: numbered rows of data, the first of which names what is
/// in it (`1:"$Sreact.fragment"`, `0:["$",…`).
fn is_payload(text: &str) -> bool {
    let row = text.trim_start().split_once(':').filter(|(number, _)| {
        (1..=4).contains(&number.len()) && number.bytes().all(|digit| digit.is_ascii_hexdigit())
    });
    row.is_some_and(|(_, data)| {
        ["\"$S", "I[", "[\"$", "{\"rsc\"", "{\"P\"", "{\"b\""].iter().any(|start| data.starts_with(start))
    })
}

/// What pages of HTML and parts of pages begin with (WHATWG HTML, 13.1.1), and templates for them.
const BEGINNINGS_OF_PAGES: [&str; 12] = [
    "<!doctype html",
    "<html",
    "<head",
    "<body",
    "<style",
    "<script",
    "<div",
    "<section",
    "<main",
    "<header",
    "{%",
    "{#",
];

/// The code in a component: what is between lines of hyphens at its start, and in the elements for code.
fn scripts(text: &str, front: Range<usize>) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let hyphens = |line: usize| line.min(front.len());
    found.push(front.start + hyphens(3)..front.end - hyphens(3));
    let mut at = front.end;
    while let Some(start) = text[at..].find("<script").map(|start| at + start) {
        let Some(begin) = text[start..].find('>').map(|end| start + end + 1) else { break };
        let Some(end) = text[begin..].find("</script").map(|end| begin + end) else { break };
        // Data for search engines is for the reader of HTML.
        if !text[start..begin].contains("json") {
            found.push(begin..end);
        }
        at = end;
    }
    found.retain(|part| !part.is_empty());
    found
}

/// Reports what is opened and not closed.
fn report_unclosed(builder: &mut Builder, not_text: &NotText) {
    for unclosed in &not_text.unclosed {
        let message = format!(
            "`{}` is opened here but never closed; what follows was read as text",
            unclosed.sign.trim()
        );
        builder.leave_unread(message, unclosed.at);
    }
}
