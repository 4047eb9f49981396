//! Which texts of a file of data are copy, how each is read, and what names a record.

use super::format::DataFormat;
use super::keys::{KeyPath, Step};
use super::kind::TextKind;
use super::presets::Preset;

/// What names a record where nobody says what does; of these keys, the first that a record has.
const USUAL_NAMES: &[&str] = &[
    "handle",
    "slug",
    "slug.current",
    "sku",
    "id",
    "_id",
    "sys.id",
    "guid",
    "key",
    "name",
    "@name",
    "@resname",
    "@id",
    "title",
];

/// Which texts of a file are copy.
#[derive(Debug, Clone, Default)]
pub struct Fields {
    /// The format, where the file's name does not say it.
    pub format: Option<DataFormat>,
    /// Whether line ends are written as `\n` in cells.
    pub has_escaped_lines: bool,
    /// The paths, the narrowest first.
    keys: Vec<(KeyPath, TextKind)>,
    names: Vec<Vec<String>>,
    has_own_names: bool,
}

impl Fields {
    /// These paths, and what names a record; nothing, where the usual keys do.
    pub fn new(keys: Vec<(KeyPath, TextKind)>, names: &[String]) -> Fields {
        let has_own_names = !names.is_empty();
        let steps = |name: &str| name.split('.').map(str::to_lowercase).collect();
        let own = names.iter().map(|name| steps(name)).collect();
        let usual = || USUAL_NAMES.iter().map(|name| steps(name)).collect();
        let names = if names.is_empty() { usual() } else { own };
        let mut fields = Fields { names, has_own_names, ..Fields::default() };
        fields.add(keys);
        fields
    }

    /// What a preset says, under what is said besides.
    pub fn of_preset(preset: &Preset, keys: Vec<(KeyPath, TextKind)>, names: &[String]) -> Fields {
        let own: Vec<String> = preset.names.iter().map(|name| (*name).to_owned()).collect();
        let mut fields = Fields::new(keys, if names.is_empty() { &own } else { names });
        // Of those of a preset, the first that a record has is enough.
        fields.has_own_names = !names.is_empty();
        let of_preset = |(path, kind): &(&str, TextKind)| {
            (KeyPath::parse(path).unwrap_or_else(|_| KeyPath::of_name(path)), *kind)
        };
        fields.add(preset.keys.iter().map(of_preset).collect());
        fields.format = preset.format;
        fields.has_escaped_lines = preset.has_escaped_lines;
        fields
    }

    /// The texts that are copy in every file of a format; `None` where only the house can know.
    pub fn usual(format: DataFormat) -> Option<Vec<(KeyPath, TextKind)>> {
        let keys: &[&str] = match format {
            DataFormat::Po => &["msgid", "msgid_plural", "msgstr", "msgstr[]"],
            DataFormat::Strings => &["**"],
            DataFormat::Xml => &[
                "source",
                "target",
                "segment.source",
                "segment.target",
                "string",
                "plurals.item",
                "string-array.item",
                "**.zero",
                "**.one",
                "**.two",
                "**.few",
                "**.many",
                "**.other",
                "title",
                "description",
                "summary",
                "content",
                "content:encoded",
            ],
            _ => return None,
        };
        Some(keys.iter().map(|key| (KeyPath::of_usual(key), TextKind::Auto)).collect())
    }

    /// These fields; those of every file of a format, where none are named.
    #[must_use]
    pub fn or_usual(&self, format: DataFormat) -> Fields {
        let mut fields = self.clone();
        if fields.keys.is_empty() {
            fields.add(Fields::usual(format).unwrap_or_default());
        }
        fields
    }

    fn add(&mut self, keys: Vec<(KeyPath, TextKind)>) {
        self.keys.extend(keys);
        // What was said first counts where two are as narrow.
        self.keys.sort_by_key(|(path, _)| path.width());
    }

    /// How the text is read to which these steps lead; `None` where it is not copy.
    pub fn kind_of(&self, path: &[Step]) -> Option<TextKind> {
        let found = self.keys.iter().find(|(pattern, _)| pattern.names(path));
        found.map(|(_, kind)| *kind).filter(|kind| *kind != TextKind::Skip)
    }

    /// Whether the text is data to which these steps lead.
    pub fn opens(&self, path: &[Step]) -> bool {
        self.keys.iter().any(|(pattern, _)| pattern.opens(path))
    }

    /// How many keys can name a record.
    pub fn names(&self) -> usize {
        self.names.len()
    }

    /// Whether all keys that name a record are shown, or only the first that it has.
    pub fn shows_all_names(&self) -> bool {
        self.has_own_names
    }

    /// Which of the keys that name a record the last of these steps are, and how many steps that is.
    pub fn name_at(&self, path: &[Step]) -> impl Iterator<Item = (usize, usize)> {
        let fits = |(_, name): &(usize, &Vec<String>)| {
            let last = path.len().checked_sub(name.len()).map(|from| &path[from..]);
            let is_same = |(step, name): (&Step, &String)| matches!(step, Step::Key(key) if key.trim().eq_ignore_ascii_case(name));
            last.is_some_and(|last| last.iter().zip(*name).rev().all(is_same))
        };
        self.names.iter().enumerate().filter(fits).map(|(index, name)| (index, name.len()))
    }
}
