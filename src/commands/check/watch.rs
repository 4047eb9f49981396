//! `claimlint check --watch`: checks again what changed, until it is ended.
//!
//! What a run does is for `once`; here it is decided when the next one begins, and of which files.

use std::collections::BTreeSet;
use std::io::{IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use claimlint_base::source::reason;
use claimlint_text::Format;
use claimlint_workspace::report::ExitStatus;
use notify::event::{AccessKind, AccessMode};
use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher};

use super::arguments::CheckArguments;
use super::once;
use crate::commands::failure::Failure;
use crate::commands::terminal::print;

/// An editor that saves a file does so in several steps; they are over when nothing happens for this long.
const QUIET: Duration = Duration::from_millis(100);

/// Files that may belong to the configuration, the rules or the house's papers.
const OTHERS: &[&str] = &["toml", "bib", "json", "lock"];

/// Moves to the top of an empty screen, and forgets what was scrolled away.
const CLEAR: &str = "\x1b[2J\x1b[3J\x1b[H";

/// Runs until the program is ended, or nothing can be watched.
pub fn run(arguments: &CheckArguments) -> Result<ExitStatus, Failure> {
    let cannot = |error: &dyn std::fmt::Display| Failure::Message(format!("cannot watch the files: {error}"));
    for path in arguments.paths_or_here() {
        if path == Path::new("-") {
            return Err(Failure::Message("standard input is no file that could be watched".to_owned()));
        }
        std::fs::metadata(&path).map_err(|error| {
            Failure::Message(format!("cannot watch {}: {}", path.display(), reason(&error)))
        })?;
    }
    let (sender, events) = channel();
    let mut watcher =
        notify::recommended_watcher(move |event| _ = sender.send(event)).map_err(|error| cannot(&error))?;
    let mut watched: Vec<PathBuf> = Vec::new();
    for path in arguments.paths_or_here() {
        watch(&mut watcher, &mut watched, &path).map_err(|error| cannot(&error))?;
    }
    let mut all: BTreeSet<PathBuf> = BTreeSet::new();
    let mut only: Option<BTreeSet<PathBuf>> = None;
    loop {
        if std::io::stdout().is_terminal() {
            print(CLEAR.as_bytes())?;
        }
        match once::run(arguments, only.as_ref()) {
            Ok(finished) => {
                for path in finished.session.settings() {
                    // What cannot be watched is read again with the next change.
                    let _ = watch(&mut watcher, &mut watched, &path);
                }
                if only.is_none() {
                    all = finished.report.files.iter().map(|file| full(Path::new(&file.path))).collect();
                }
            }
            Err(failure) if failure.is_closed_pipe() => return Err(failure),
            Err(failure) => _ = failure.tell(),
        }
        writeln!(anstream::stderr(), "watching for changes; Ctrl-C ends it")?;
        only = next(&events, &all).map_err(|error| cannot(&error))?;
    }
}

fn full(path: &Path) -> PathBuf {
    std::fs::canonicalize(path).unwrap_or_else(|_| path.to_owned())
}

/// Watches a folder and those in it, or the folder of a file: editors put a new file in the place of the old one.
fn watch(watcher: &mut RecommendedWatcher, watched: &mut Vec<PathBuf>, path: &Path) -> notify::Result<()> {
    let path = full(path);
    if watched.iter().any(|folder| path.starts_with(folder)) {
        return Ok(());
    }
    match path.parent().filter(|_| path.is_file()) {
        Some(folder) => watcher.watch(folder, RecursiveMode::NonRecursive),
        None => {
            watcher.watch(&path, RecursiveMode::Recursive)?;
            watched.push(path);
            Ok(())
        }
    }
}

/// Waits for a change: the files that changed, or `None` where everything is to be checked again.
fn next(
    events: &Receiver<notify::Result<Event>>,
    all: &BTreeSet<PathBuf>,
) -> notify::Result<Option<BTreeSet<PathBuf>>> {
    let mut changed = BTreeSet::new();
    let mut waits = None;
    loop {
        let event = match waits {
            None => {
                events.recv().map_err(|_| notify::Error::generic("the system tells of no more changes"))?
            }
            Some(time) => match events.recv_timeout(time) {
                Ok(event) => event,
                Err(_) if changed.is_empty() => {
                    waits = None;
                    continue;
                }
                Err(_) => break,
            },
        };
        let event = event?;
        // Reading a file is no change, and we read all of them ourselves.
        let is_change =
            !matches!(event.kind, EventKind::Access(kind) if kind != AccessKind::Close(AccessMode::Write));
        changed.extend(event.paths.into_iter().filter(|path| is_change && may_matter(path)));
        waits = Some(QUIET);
    }
    let is_checked = |path: &PathBuf| path.exists() && all.contains(&full(path));
    let only_files = changed.iter().all(is_checked);
    Ok(only_files.then(|| changed.iter().map(|path| full(path)).collect()))
}

/// Whether a file can be one that is checked or that settings are in.
fn may_matter(path: &Path) -> bool {
    let is_hidden = path.file_name().is_none_or(|name| name.to_string_lossy().starts_with('.'));
    let in_git = path.components().any(|part| part.as_os_str() == ".git");
    let extension = path.extension().and_then(|extension| extension.to_str()).unwrap_or_default();
    !is_hidden && !in_git && (Format::of_path(path).is_some() || OTHERS.contains(&extension))
}
