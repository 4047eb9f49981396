//! Which files hold copy, or may, although no reader knows them, and what to do with them.
//!
//! The lists are in `rules/lists/files.toml`; [`crate::walk`] finds such files.

use std::borrow::Cow;
use std::ffi::OsStr;
use std::path::Path;
use std::sync::LazyLock;

use claimlint_data::words::files;
use claimlint_text::data::DataFormat;
use globset::{GlobBuilder, GlobSet, GlobSetBuilder};
use serde::Serialize;

use crate::bounded_read;
use crate::own_output::OwnOutput;

/// A file, or a page in another language, that was found and not read. Tools read it as JSON: fields are added, never changed.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct SkippedFile {
    /// Its path as the user knows it.
    pub path: String,
    /// Why it was not read, and what to do.
    pub reason: String,
    /// What it is, to be counted: ".doc".
    #[serde(skip)]
    pub kind: String,
}

/// What a screen for the staff of a site is, to be counted.
const FOR_STAFF: &str = "for staff";

impl SkippedFile {
    /// Whether visitors of the site do not see it.
    pub fn is_for_staff(&self) -> bool {
        self.kind == FOR_STAFF
    }

    /// A file of which a walk of its folder finds no reader; `None` for those that hold no copy.
    pub fn found(path: &Path) -> Option<SkippedFile> {
        let ending = ending(path)?;
        let holds_copy = LISTS.iter().any(|(list, _)| list.contains(&ending.as_str()));
        if !holds_copy || is_of_settings(path) {
            return None;
        }
        let path = path.to_string_lossy().into_owned();
        Some(SkippedFile { path, reason: unreadable(&ending), kind: format!(".{ending}") })
    }

    /// A file of JavaScript or TypeScript that lies where sites keep copy, and has sentences under keys that are not known to be copy.
    pub fn with_copy(path: &Path) -> Option<SkippedFile> {
        holds_copy_as_data(path).then(|| SkippedFile {
            path: path.to_string_lossy().into_owned(),
            reason: format!("it holds text as data, under keys that may be no copy; {NAME_THE_KEYS}"),
            kind: format!(".{} with text", ending(path).unwrap_or_default()),
        })
    }

    /// A page of a folder that is written for those who make the site.
    pub fn for_programmers(path: &str) -> SkippedFile {
        SkippedFile {
            path: path.to_owned(),
            reason: "it is a note for developers, not copy; name it to have it checked".to_owned(),
            kind: "for developers".to_owned(),
        }
    }

    /// A screen that the staff of a site sees, and no visitor: what it counts and says is no copy.
    pub fn for_staff(path: &Path) -> SkippedFile {
        SkippedFile {
            path: path.to_string_lossy().into_owned(),
            reason: "its name says that it is a screen for the staff of the site, not copy; name it to have it checked"
                .to_owned(),
            kind: FOR_STAFF.to_owned(),
        }
    }

    /// What a customer wrote, in a file of its own.
    pub fn by_customers(path: &Path) -> SkippedFile {
        SkippedFile {
            path: path.to_string_lossy().into_owned(),
            reason: "it lies among testimonials, which customers write; name it to have it checked"
                .to_owned(),
            kind: "by customers".to_owned(),
        }
    }

    /// What claimlint wrote itself. It holds no copy that is not elsewhere.
    pub fn of_ours(path: &Path, what: &OwnOutput) -> SkippedFile {
        let what = match what {
            OwnOutput::Report => "it is a report that claimlint wrote".to_owned(),
            OwnOutput::AnnotatedCopy(draft) => format!("it is the annotated copy of {draft} beside it"),
        };
        SkippedFile {
            path: path.to_string_lossy().into_owned(),
            reason: format!("{what}; name it to have it checked"),
            kind: OF_OURS.to_owned(),
        }
    }

    /// Whether it may hold copy that is nowhere else.
    pub fn may_hold_copy(&self) -> bool {
        self.kind != OF_OURS
    }

    /// A page that says that it is in another language.
    pub fn in_language(path: &str, tag: &str) -> SkippedFile {
        SkippedFile {
            path: path.to_owned(),
            reason: format!("it declares its language as `{tag}`, and claimlint reads only English"),
            kind: format!("in another language ({tag})"),
        }
    }
}

/// So many bytes of a script are looked at, to see whether it has elements.
const HEAD: u64 = 1 << 16;

/// How what claimlint wrote is counted.
const OF_OURS: &str = "written by claimlint";

/// The lists of endings, each with what to do.
const LISTS: [(&[&str], &str); 5] = [
    (files::DOCUMENTS.listed(), SAVE_AS),
    (files::TABLES.listed(), COPY_OUT),
    (files::DATA.listed(), COPY_OUT),
    (files::TEMPLATES.listed(), ""),
    (files::MARKUP.listed(), CONVERT),
];

const SAVE_AS: &str = "save it as .docx, as a web page (.html) or as plain text (.txt), and check that";
const COPY_OUT: &str = "put its text into a .txt, .md or .html file, and check that";
const NAME_THE_KEYS: &str = "say which of its texts are copy in a [[content]] entry of claimlint.toml (`claimlint init` proposes one)";
const CONVERT: &str = "convert it to .html or .md, and check that";

/// Longer endings are a part of the name.
const LONGEST_ENDING: usize = 12;

/// What the name of a file ends with, in small letters. `None` where that names no kind: a year, the rest of a sentence.
pub fn ending(path: &Path) -> Option<String> {
    let ending = path.extension()?.to_str()?.to_ascii_lowercase();
    let is_name = ending.len() <= LONGEST_ENDING
        && ending.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'+'))
        && ending.bytes().any(|byte| byte.is_ascii_alphabetic());
    is_name.then_some(ending)
}

/// Why a file that is named is not read, where it is of a kind for which there is no reader. Files without an ending are read
/// as plain text.
pub fn refusal(path: &Path) -> Option<String> {
    ending(path).map(|ending| unreadable(&ending))
}

fn unreadable(ending: &str) -> String {
    format!("claimlint does not read .{ending} files; {}", what_to_do(ending))
}

/// What to do to have files of this kind checked.
pub fn what_to_do(ending: &str) -> String {
    if DataFormat::of_name(ending).is_some() {
        return NAME_THE_KEYS.to_owned();
    }
    let listed = LISTS.iter().find(|(list, _)| list.contains(&ending)).map(|(_, help)| *help);
    match listed {
        Some("") => setting(ending, "html"),
        Some(help) => help.to_owned(),
        None => setting(ending, "plain"),
    }
}

fn setting(ending: &str, format: &str) -> String {
    format!("to have them read, write `\"{ending}\" = \"{format}\"` under [formats] in claimlint.toml")
}

/// Whether a script is read as a page of components is: it has elements, as pages of React often have under the name of a script, or
/// sentences where sites keep copy. `card.test.js` tests a page and is none.
pub fn is_read_as_components(path: &Path) -> bool {
    let may_have_elements = ending(path).as_deref() == Some("js") && !stem(path).contains('.');
    let may_hold_copy = may_hold_copy_as_data(path);
    // Its beginning is read once for both.
    (may_have_elements || may_hold_copy)
        && bounded_read::head(path, HEAD).is_ok_and(|head| {
            may_have_elements && returns_element(&head) || may_hold_copy && has_sentence(&head)
        })
}

/// A text of code with fewer words may be a class, a key or a title.
const FEWEST_WORDS: usize = 6;

/// Whether a script has a text in quotation marks that may be a sentence, or a part of one between tags.
fn has_sentence(script: &str) -> bool {
    let is_of_code = |sign: char| matches!(sign, '{' | '}' | ';' | '=' | ':');
    let is_sentence = |text: &str| {
        let words = text.split(' ').filter(|word| word.chars().any(char::is_alphabetic));
        words.count() >= FEWEST_WORDS && !text.contains(is_of_code)
    };
    let lines = script.lines().filter(|line| !line.trim_start().starts_with(['/', '*']));
    let texts = lines.flat_map(|line| line.split(['"', '\'', '`']).skip(1));
    texts.flat_map(|text| text.split(['<', '>'])).any(is_sentence)
}

/// Whether a script returns an element: `return (<p>`, `=> <>`. In JavaScript by itself no `<` can stand there.
fn returns_element(script: &str) -> bool {
    ["return", "=>"].iter().any(|word| {
        script.match_indices(word).any(|(at, _)| {
            let value = script[at + word.len()..].trim_start();
            let value = value.strip_prefix('(').map_or(value, str::trim_start);
            value
                .strip_prefix('<')
                .is_some_and(|tag| tag.starts_with(|sign: char| sign.is_alphabetic() || sign == '>'))
        })
    })
}

/// The name of a file without its ending.
pub fn stem(path: &Path) -> Cow<'_, str> {
    path.file_stem().map(OsStr::to_string_lossy).unwrap_or_default()
}

/// Whether a file of JavaScript or TypeScript lies where sites keep copy, or has the name of what is kept there: `data/products.js`.
pub fn may_hold_copy_as_data(path: &Path) -> bool {
    let name = stem(path).to_lowercase();
    let is_script = matches!(ending(path).as_deref(), Some("js" | "mjs" | "cjs" | "ts" | "mts" | "cts"));
    // `products.test.js` and `site.d.ts` are no data.
    let holds = |name: &str| files::PLACES_OF_COPY.contains(name);
    let mut folders = path.parent().into_iter().flat_map(Path::components);
    let is_of_program =
        folders.any(|folder| files::FOLDERS_OF_PROGRAMS.contains(&folder.as_os_str().to_string_lossy()));
    let folder = path.parent().and_then(Path::file_name).map(|name| name.to_string_lossy().to_lowercase());
    let is_called_so = holds(&name) || folder.is_some_and(|folder| holds(&folder));
    is_script && !name.contains('.') && is_called_so && !is_of_program
}

/// Whether such a file has sentences.
fn holds_copy_as_data(path: &Path) -> bool {
    may_hold_copy_as_data(path) && bounded_read::head(path, HEAD).is_ok_and(|head| has_sentence(&head))
}

/// Whether a file has the name of one that holds settings of programs.
pub fn is_of_settings(path: &Path) -> bool {
    static NAMES: LazyLock<GlobSet> = LazyLock::new(|| {
        let globs = files::SETTINGS.iter().filter_map(|name| GlobBuilder::new(name).build().ok());
        let mut names = GlobSetBuilder::new();
        globs.for_each(|glob| _ = names.add(glob));
        names.build().unwrap_or_else(|_| GlobSet::empty())
    });
    path.file_name().is_some_and(|name| NAMES.is_match(name.to_string_lossy().to_lowercase()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_that_may_hold_copy_are_told_apart_from_those_that_hold_none() {
        for path in ["a/Brief.DOC", "catalog.csv", "serum.json", "page.haml", "home.pug"] {
            assert!(SkippedFile::found(Path::new(path)).is_some(), "{path}");
        }
        for path in ["package.json", "tsconfig.base.json", "hero.png", "main.rs", "LICENSE", "a.zip", ".env"]
        {
            assert_eq!(SkippedFile::found(Path::new(path)), None, "{path}");
        }
    }

    #[test]
    fn a_script_that_returns_an_element_has_elements() {
        for script in ["return (\n  <p>", "return <>", "() => <Card", "return(<main", "x => (\n<b>"] {
            assert!(returns_element(script), "{script}");
        }
        for script in ["return a < b", "return '<p>'", "x => x <= 3", "return (a)", "const a = `<p>`"] {
            assert!(!returns_element(script), "{script}");
        }
    }

    #[test]
    fn a_script_with_a_sentence_in_quotation_marks_holds_copy() {
        for script in
            ["a = 'Our creams are made by hand, in Leeds.'", "x({ text: \"We open at nine on all days.\" })"]
        {
            assert!(has_sentence(script), "{script}");
        }
        for script in [
            "className: 'a b c'",
            "// we don't say so here, because it's\nof no use to the ones who do not",
            "import { a } from 'b'; import { c } from 'd'",
            "const a = 'b'; if (a in b && c in d || e of f)",
        ] {
            assert!(!has_sentence(script), "{script}");
        }
    }

    #[test]
    fn each_kind_of_file_that_is_refused_says_what_to_do() {
        let said = |path: &str| refusal(Path::new(path)).unwrap_or_default();
        assert!(
            said("a.doc")
                .ends_with("save it as .docx, as a web page (.html) or as plain text (.txt), and check that")
        );
        assert!(said("card.haml").ends_with("write `\"haml\" = \"html\"` under [formats] in claimlint.toml"));
        assert!(said("a.js").contains("say which of its texts are copy in a [[content]] entry"));
        assert!(said("notes.foo").contains("`\"foo\" = \"plain\"`"));
        for path in ["draft", "draft.2024", "Chapter 1. The beginning", ".profile"] {
            assert_eq!(refusal(Path::new(path)), None, "{path}");
        }
    }
}
