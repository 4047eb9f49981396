//! For whom a file is written that holds text: for the readers of the site, for its staff, for those who make it, or by its customers.
//! It is told by names alone; what a page says of itself is for `claimlint_text`.

use std::ffi::OsStr;
use std::path::Path;

use claimlint_data::words::files;

use crate::kinds_of_files::{ending, stem};

/// Whether a component or template is part of a screen for the staff of a site, by the words of its name and of the folders below
/// this one that it is in: `routes/admin+/sales.tsx`, `AnalyticsDashboard.vue`. What people write as documents is copy under any
/// name.
pub fn is_for_staff(path: &Path, root: &Path) -> bool {
    let is_code = !matches!(
        ending(path).as_deref(),
        None | Some("md" | "mdx" | "markdown" | "txt" | "html" | "htm" | "docx" | "odt")
    );
    let own = path.strip_prefix(root).ok().or_else(|| path.is_relative().then_some(path));
    let own = own.or_else(|| path.file_name().map(Path::new));
    let mut parts = own.into_iter().flat_map(Path::components);
    is_code && parts.any(|part| has_word_of_staff(&part.as_os_str().to_string_lossy()))
}

/// Whether a page is what one customer says: it lies in a folder of testimonials, `content/testimonials/ana.md`, and is not the page
/// that shows all of them.
pub fn is_by_customers(path: &Path) -> bool {
    let folder = path.parent().and_then(Path::file_name).map(|name| name.to_string_lossy().to_lowercase());
    let is_page = matches!(ending(path).as_deref(), Some("md" | "mdx" | "markdown"));
    let shows_all = matches!(&*stem(path), "index" | "_index" | "testimonials" | "README");
    is_page
        && !shows_all
        && matches!(folder.as_deref(), Some("testimonials" | "_testimonials" | "testimonial"))
}

/// Whether a name has a word of screens for staff in it: `admin+`, `admin-panel`, `AdminPanel`.
fn has_word_of_staff(name: &str) -> bool {
    let mut words = String::with_capacity(name.len() + 2);
    for sign in name.chars() {
        if sign.is_uppercase() && words.ends_with(char::is_lowercase) {
            words.push(' ');
        }
        words.extend(sign.to_lowercase());
    }
    words.split(|sign: char| !sign.is_alphanumeric()).any(|word| files::NAMES_OF_STAFF_SCREENS.contains(word))
}

/// Whether the name of a page says that it may be a note for those who make the site: one in capitals, "MIGRATION_PLAN.md",
/// "roadmap.md", "Website proposal.docx", or Markdown in a folder of notes.
pub fn is_named_as_note(path: &Path) -> bool {
    let name = stem(path);
    let letters = name.chars().filter(|sign| sign.is_alphabetic()).count();
    let is_called = |name: &str| {
        name.to_lowercase().split(['-', '_', ' ', '.']).any(|word| files::NAMES_OF_NOTES.contains(word))
    };
    let is_called_so = is_called(&name);
    let mut folders = path.parent().into_iter().flat_map(Path::components);
    let is_note = letters >= FEWEST_CAPITALS && is_in_capitals(&name)
        || is_called_so
        || folders.any(|folder| {
            is_of_notes(folder.as_os_str()) || is_called(&folder.as_os_str().to_string_lossy())
        });
    let is_document = matches!(ending(path).as_deref(), Some("docx" | "odt"));
    is_note && is_written_as_note(path) || is_called_so && is_document
}

/// Whether a page has the name of a note that programs are passed on with, "CHANGELOG.md" or "INSTALL.txt", is a "README.md" that has
/// scripts beside it, lies where the tools of programmers keep what they are told, `openspec/changes/menu.md`, or is called by several
/// words in capitals in a folder of plans: `docs/MARKET-RESEARCH.md`.
pub fn is_note_of_program(path: &Path) -> bool {
    let name = stem(path);
    let small = name.to_lowercase();
    let is_known = is_in_capitals(&name) && files::NOTES_OF_PROGRAMS.contains(small.as_str());
    let is_of_tools = |folder: &OsStr| files::FOLDERS_OF_TOOLS.contains(&folder.to_string_lossy());
    let folders = || path.parent().into_iter().flat_map(Path::components);
    let capitals = name.chars().filter(|sign| sign.is_uppercase()).count();
    let is_legal = || small.split(['-', '_', ' ']).any(|word| files::NAMES_OF_LEGAL_PAGES.contains(word));
    let is_loud =
        capitals >= FEWEST_CAPITALS && is_in_capitals(&name) && name.contains(['-', '_', ' ']) && !is_legal();
    let is_note = is_known
        || is_loud && folders().any(|folder| is_of_plans(folder.as_os_str()))
        || folders().any(|folder| is_of_tools(folder.as_os_str()))
        || small == "readme" && has_scripts_beside(path);
    is_note && is_written_as_note(path)
}

/// No more entries of a folder are looked at.
const MOST_ENTRIES: usize = 1_000;

/// Whether the folder of a file holds source code of programs.
fn has_scripts_beside(path: &Path) -> bool {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let entries = folder.read_dir().into_iter().flatten().take(MOST_ENTRIES).flatten();
    entries.map(|entry| entry.path()).any(|beside| {
        ending(&beside).is_some_and(|ending| files::SCRIPTS.contains(ending.as_str()))
            || beside.file_name().is_some_and(|name| name == "package.json" || name == "composer.json")
    })
}

fn is_in_capitals(name: &str) -> bool {
    !name.chars().any(char::is_lowercase)
}

fn is_written_as_note(path: &Path) -> bool {
    matches!(ending(path).as_deref(), Some("md" | "mdx" | "markdown" | "txt"))
}

fn is_of_plans(folder: &OsStr) -> bool {
    files::FOLDERS_OF_PLANS.contains(folder.to_string_lossy().to_lowercase().as_str())
}

fn is_of_notes(folder: &OsStr) -> bool {
    let name = folder.to_string_lossy().to_lowercase();
    files::FOLDERS_OF_NOTES.contains(name.as_str())
}

/// A shorter name in capitals may be that of a product.
const FEWEST_CAPITALS: usize = 4;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn screens_for_staff_are_known_by_their_names() {
        let root = Path::new("/home/admin/site");
        for path in [
            "app/routes/admin+/sales.tsx",
            "src/AnalyticsDashboard.vue",
            "/home/admin/site/views/admin/index.blade.php",
        ] {
            assert!(is_for_staff(Path::new(path), root), "{path}");
        }
        for path in [
            "/home/admin/site/app/page.tsx",
            "app/administered.tsx",
            "admin/peels.md",
            "dashboard/index.html",
        ] {
            assert!(!is_for_staff(Path::new(path), root), "{path}");
        }
    }
}
