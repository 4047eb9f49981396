//! `claimlint words`: the words that the dictionary does not have, ready to be pasted into the configuration.

use std::fmt::Write as _;
use std::path::PathBuf;

use claimlint_workspace::report::ExitStatus;
use claimlint_workspace::session::Session;
use claimlint_workspace::unknown_words::{UnknownWord, unknown_words_of};

use super::failure::{Failure, complain};
use super::nothing_read::PagesArguments;
use super::session::SessionArguments;
use super::terminal::print;

/// The arguments of `claimlint words`.
#[derive(Debug, clap::Args)]
pub struct WordsArguments {
    #[command(flatten)]
    pages: PagesArguments,
    #[command(flatten)]
    session: SessionArguments,
}

/// Runs the command.
pub fn run(arguments: &WordsArguments) -> Result<ExitStatus, Failure> {
    let session = arguments.session.open(&[], arguments.pages.paths.first().map(PathBuf::as_path))?;
    let found = arguments.pages.find(&session)?;
    let is_read = !found.files.is_empty();
    let (words, failures) = unknown_words_of(found, &session);
    for failure in &failures {
        for error in &failure.errors {
            complain(&format!("{}: {}", failure.path, error.message));
        }
    }
    // Of pages that nobody read, nothing is known.
    if is_read {
        print(list(&words, &session).as_bytes())?;
    }
    Ok(if failures.is_empty() { ExitStatus::Clean } else { ExitStatus::Failed })
}

/// The words as TOML, each with how often it is used and what may have been meant.
fn list(words: &[UnknownWord], session: &Session) -> String {
    if words.is_empty() {
        return "# every word is in the dictionary\n".to_owned();
    }
    let mut text = String::from(
        "# Paste the correct words into claimlint.toml, and leave out the others.\n[words]\naccept = [\n",
    );
    for UnknownWord { word, uses, files } in words {
        let small = word.to_lowercase();
        let near_term = session.dictionary.near_term(&small);
        let meant = near_term.or_else(|| session.dictionary.suggest(&small).into_iter().next());
        let meant = meant.map(|meant| format!("; or \u{201C}{}\u{201D}?", meant.word)).unwrap_or_default();
        let times = if *uses == 1 { "once".to_owned() } else { format!("{uses} times") };
        let files = if *files == 1 { String::new() } else { format!(" in {files} files") };
        // A word consists of letters and apostrophes, so nothing in it needs to be escaped. Writing to a string cannot
        // fail.
        let _ = writeln!(text, "    {:<24} # {times}{files}{meant}", format!("\"{word}\","));
    }
    text.push_str("]\n");
    text
}
