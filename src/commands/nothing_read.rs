//! What is said, and how a command ends, where it finds no page to read.

use std::io::Write;
use std::path::PathBuf;

use claimlint_workspace::kinds_of_files::{SkippedFile, what_to_do};
use claimlint_workspace::session::Session;
use claimlint_workspace::walk::FoundFiles;

use super::failure::{Failure, complain};
use crate::render::{harmless, skipped_kinds};

/// The arguments of commands that list what pages have.
#[derive(Debug, clap::Args)]
pub struct PagesArguments {
    /// Files and folders to read; by default, this folder
    #[arg(value_name = "PATHS")]
    pub paths: Vec<PathBuf>,
    /// Succeed even if no page was read
    #[arg(long)]
    pub allow_empty: bool,
}

impl PagesArguments {
    /// The pages under the paths.
    ///
    /// # Errors
    /// There are none, and that is not allowed.
    pub fn find(&self, session: &Session) -> Result<FoundFiles, Failure> {
        let found = session.files(&self.paths, false);
        if found.is_nothing() {
            let message = nothing_read(&found.skipped);
            match self.allow_empty {
                true => writeln!(anstream::stderr(), "{}", harmless(&message))?,
                false => return Err(Failure::Message(message + ALLOWED)),
            }
        }
        Ok(found)
    }
}

/// How to succeed nonetheless.
pub const ALLOWED: &str = "; with --allow-empty, this is not an error";

/// What is said where nothing is read, and what to do: of the most frequent kind of file that was found.
pub fn nothing_read(skipped: &[SkippedFile]) -> String {
    let endings: Vec<&str> = skipped.iter().filter_map(|file| file.kind.strip_prefix('.')).collect();
    let uses = |ending: &&str| endings.iter().filter(|other| *other == ending).count();
    let most = endings.iter().copied().max_by_key(|ending| (uses(ending), std::cmp::Reverse(*ending)));
    match most {
        Some(ending) => {
            format!("nothing was checked: {}. For .{ending}: {}", skipped_kinds(skipped), what_to_do(ending))
        }
        None if !skipped.is_empty() => format!("nothing was checked: {}", skipped_kinds(skipped)),
        None => {
            "nothing was checked: no .txt, .md, .mdx, .html, .docx or .odt files were found, or all are excluded"
                .to_owned()
        }
    }
}

/// At most this many files that were not read are named.
const MOST_NAMED: usize = 10;

/// Says which files were not read, where that fails a run.
pub fn fail_on_skipped(skipped: &[SkippedFile]) {
    complain(&format!("{}, and --fail-on-skipped was given", skipped_kinds(skipped)));
    for SkippedFile { path, reason, .. } in skipped.iter().take(MOST_NAMED) {
        complain(&format!("{path}: {reason}"));
    }
}
