//! The formats that are read, and which files have them.

use std::collections::BTreeMap;
use std::path::Path;

use crate::word::Changes;

/// How a file is to be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Paragraphs of plain text.
    Plain,
    /// CommonMark with tables, footnotes and front matter.
    Markdown,
    /// Markdown with JSX and expressions in braces.
    Mdx,
    /// HTML or XHTML, or a template for it.
    Html,
    /// A component of Vue, whose templates are shown.
    Vue,
    /// HTML with code in braces, as Svelte and Astro have it.
    Braced,
    /// JavaScript or TypeScript with JSX.
    Jsx,
    /// A document of a word processor, of Word or OpenDocument, whose text [`open_document`](crate::open_document) takes out of
    /// its parts, with its changes accepted or not.
    Word(Changes),
    /// A file of data, whose copy [`data::read`](crate::data::read) takes out of it. As a page by itself it has no text.
    Data,
}

impl Format {
    /// All formats with their names, as a configuration has them.
    pub const ALL: &'static [(&'static str, Format)] = &[
        ("plain", Format::Plain),
        ("markdown", Format::Markdown),
        ("mdx", Format::Mdx),
        ("html", Format::Html),
        ("vue", Format::Vue),
        ("svelte", Format::Braced),
        ("astro", Format::Braced),
        ("jsx", Format::Jsx),
        ("word", Format::Word(Changes::Accepted)),
    ];

    /// Whether it is HTML in its main, with code of one kind or another in it.
    pub fn is_html(self) -> bool {
        matches!(self, Format::Html | Format::Vue | Format::Braced)
    }

    /// The format of this name.
    pub fn of_name(name: &str) -> Option<Format> {
        Format::ALL.iter().find(|(own, _)| *own == name).map(|(_, format)| *format)
    }

    /// The format that a file's extension names, in any case; `None` where the extension is not ours.
    pub fn of_path(path: &Path) -> Option<Format> {
        let extension = path.extension()?.to_str()?.to_ascii_lowercase();
        match extension.as_str() {
            "txt" | "text" => Some(Format::Plain),
            "md" | "markdown" | "mdown" | "mkd" | "mkdn" | "qmd" => Some(Format::Markdown),
            "mdx" => Some(Format::Mdx),
            "html" | "htm" | "xhtml" => Some(Format::Html),
            "vue" => Some(Format::Vue),
            "svelte" | "astro" => Some(Format::Braced),
            "jsx" | "tsx" => Some(Format::Jsx),
            "docx" | "odt" => Some(Format::Word(Changes::Accepted)),
            ending if TEMPLATES.contains(&ending) => Format::of_template(path.file_stem()?.as_ref()),
            _ => None,
        }
    }

    /// The format of what a template makes, which may stand before its own ending: `mail.txt.erb` is plain text, and `nginx.conf.j2` no
    /// copy. Without one it makes a page.
    fn of_template(stem: &Path) -> Option<Format> {
        let Some(made) = stem.extension().and_then(|ending| ending.to_str()) else {
            return Some(Format::Html);
        };
        let made = made.to_ascii_lowercase();
        match made.as_str() {
            "xml" | "rss" | "json" | "js" | "ts" | "css" | "scss" | "yml" | "yaml" | "toml" | "conf"
            | "cfg" | "ini" | "sh" | "env" | "sql" | "service" | "rb" | "py" | "go" | "csv" | "svg"
            | "ics" => None,
            _ => Format::of_path(stem)
                .filter(|format| !matches!(format, Format::Word(_)))
                .or(Some(Format::Html)),
        }
    }
}

/// The endings of templates that are read as HTML with their code left out.
const TEMPLATES: &[&str] = &[
    "liquid",
    "njk",
    "nunjucks",
    "hbs",
    "handlebars",
    "mustache",
    "twig",
    "jinja",
    "jinja2",
    "j2",
    "erb",
    "ejs",
    "php",
    "phtml",
    "gohtml",
    "eta",
];

/// Which files have which format: by our extensions, and by those that a house has given a format.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Formats {
    own: BTreeMap<String, Format>,
}

impl Formats {
    /// Ours and those of a house: extensions in small letters, without the stop before them.
    pub fn with(own: BTreeMap<String, Format>) -> Formats {
        Formats { own }
    }

    /// Those of a house that add to ours, without those that take the place of one.
    #[must_use]
    pub fn added(&self) -> Formats {
        let is_added = |ending: &str| Format::of_path(Path::new(&format!("page.{ending}"))).is_none();
        let own = self.own.iter().filter(|(ending, _)| is_added(ending));
        Formats { own: own.map(|(ending, format)| (ending.clone(), *format)).collect() }
    }

    /// The format of a file; `None` where its extension has none. Of several endings, the longest counts: `page.blade.php`.
    pub fn of_path(&self, path: &Path) -> Option<Format> {
        let name = path.file_name()?.to_string_lossy().to_ascii_lowercase();
        let endings = name.match_indices('.').map(|(at, _)| &name[at + 1..]);
        let own = endings.filter(|_| !self.own.is_empty()).find_map(|ending| self.own.get(ending).copied());
        own.or_else(|| Format::of_path(path))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_house_gives_extensions_a_format_and_the_longest_counts() {
        let own = [("tpl", Format::Html), ("blade.php", Format::Markdown), ("md", Format::Mdx)];
        let formats = Formats::with(own.map(|(name, format)| (name.to_owned(), format)).into());
        for (name, format) in [
            ("a/page.Tpl", Some(Format::Html)),
            ("home.blade.php", Some(Format::Markdown)),
            ("home.haml", None),
            ("post.md", Some(Format::Mdx)),
            ("post.txt", Some(Format::Plain)),
        ] {
            assert_eq!(formats.of_path(Path::new(name)), format, "{name}");
        }
    }
    #[test]
    fn templates_are_read_as_what_they_make() {
        for (name, format) in [
            ("sections/hero.liquid", Some(Format::Html)),
            ("home.blade.php", Some(Format::Html)),
            ("show.html.erb", Some(Format::Html)),
            ("welcome.txt.erb", Some(Format::Plain)),
            ("post.md.njk", Some(Format::Markdown)),
            ("nginx.conf.j2", None),
            ("database.yml.erb", None),
            ("Card.svelte", Some(Format::Braced)),
            ("Page.TSX", Some(Format::Jsx)),
            ("data.ts", None),
        ] {
            assert_eq!(Format::of_path(Path::new(name)), format, "{name}");
        }
    }
}
