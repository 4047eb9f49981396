//! `claimlint check --watch`: checks again what changed, until it is ended.
//!
//! `once` says what a run does; this module decides when the next one begins, and for which files.

use std::collections::BTreeSet;
use std::io::{IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant};

use claimlint_base::source::reason;
use claimlint_text::Formats;
use claimlint_workspace::paths::real;
use claimlint_workspace::report::ExitStatus;
use notify::event::{AccessKind, AccessMode, ModifyKind};
use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher};

use super::arguments::CheckArguments;
use super::once;
use crate::commands::failure::Failure;
use crate::commands::terminal::print;

/// An editor saves a file in several steps; they have ended when nothing happens for this long.
const QUIET: Duration = Duration::from_millis(100);

/// A run begins at most this long after the first change, even if more follow.
const LONGEST: Duration = Duration::from_secs(1);

/// How often to check whether what was gone is back.
const LOOK: Duration = Duration::from_secs(1);

/// Files that may belong to the configuration, the rules or the house's papers.
const OTHERS: &[&str] = &["toml", "bib", "json", "lock"];

/// Moves to the top of an empty screen, and forgets what was scrolled away.
const CLEAR: &str = "\x1b[2J\x1b[3J\x1b[H";

/// Runs until the program is ended, or nothing can be watched.
pub fn run(arguments: &CheckArguments) -> Result<ExitStatus, Failure> {
    for path in arguments.paths_or_here() {
        if path == Path::new("-") {
            return Err(Failure::Message("standard input is not a file that can be watched".to_owned()));
        }
        std::fs::metadata(&path).map_err(|error| {
            Failure::Message(format!("cannot watch {}: {}", path.display(), reason(&error)))
        })?;
    }
    let (sender, events) = channel();
    let asked: Vec<PathBuf> = arguments.paths_or_here().iter().map(|path| real(path)).collect();
    let mut folders = Folders::of(&asked, &sender).map_err(|error| unwatched(&error))?;
    let mut all: BTreeSet<PathBuf> = BTreeSet::new();
    let mut only: Option<BTreeSet<PathBuf>> = None;
    let mut matters = Matters { asked, missing: Vec::new(), formats: Formats::default() };
    loop {
        if std::io::stdout().is_terminal() {
            print(CLEAR.as_bytes())?;
        }
        matters.missing = matters.asked.iter().filter(|path| !path.exists()).cloned().collect();
        match once::run(arguments, only.as_ref()) {
            Ok(finished) => {
                matters.formats = finished.session.config.formats().clone();
                for path in finished.session.settings() {
                    // What cannot be watched is read again with the next change.
                    let _ = folders.watch(&path);
                }
                if only.is_none() {
                    all = finished.report.files.iter().map(|file| real(Path::new(&file.path))).collect();
                }
            }
            Err(failure) if failure.is_closed_pipe() => return Err(failure),
            Err(failure) => _ = failure.tell(),
        }
        writeln!(anstream::stderr(), "watching for changes; Ctrl-C ends it")?;
        let changed = changes(&events, &matters).map_err(|error| unwatched(&error))?;
        // A late report about a folder that is gone would end the watch of one that was made in its place.
        if matters.asked.iter().any(|path| changed.iter().any(|changed| path.starts_with(changed))) {
            folders = Folders::of(&matters.asked, &sender).map_err(|error| unwatched(&error))?;
        }
        // Any other change may be one of the settings, after which everything is checked again.
        let only_pages = changed.iter().all(|path| path.is_file() && all.contains(&real(path)));
        only = only_pages.then(|| changed.iter().map(|path| real(path)).collect());
    }
}

fn unwatched(error: &notify::Error) -> Failure {
    Failure::Message(format!("cannot watch the files: {error}"))
}

/// The folders that are watched.
struct Folders {
    watcher: RecommendedWatcher,
    /// Those that are watched with all that is in them.
    watched: Vec<PathBuf>,
}

impl Folders {
    /// Watches what the user asks for, and the folders around it: these report a folder that is made again.
    fn of(asked: &[PathBuf], sender: &Sender<notify::Result<Event>>) -> notify::Result<Folders> {
        let sender = sender.clone();
        let watcher = notify::recommended_watcher(move |event| _ = sender.send(event))?;
        let mut folders = Folders { watcher, watched: Vec::new() };
        for path in asked {
            // One that is not there is watched when it is.
            if path.exists() {
                folders.watch(path)?;
            }
            // Not every folder may be watched.
            let _ = path.parent().map(|around| folders.watcher.watch(around, RecursiveMode::NonRecursive));
        }
        Ok(folders)
    }

    /// Watches a folder and those in it, or the folder of a file: editors put a new file in the place of the old one.
    fn watch(&mut self, path: &Path) -> notify::Result<()> {
        let path = real(path);
        if self.watched.iter().any(|folder| path.starts_with(folder)) {
            return Ok(());
        }
        match path.parent().filter(|_| path.is_file()) {
            Some(folder) => self.watcher.watch(folder, RecursiveMode::NonRecursive),
            None => {
                self.watcher.watch(&path, RecursiveMode::Recursive)?;
                self.watched.push(path);
                Ok(())
            }
        }
    }
}

/// Waits for changes that may matter, until no more follow: the files and folders that changed.
fn changes(events: &Receiver<notify::Result<Event>>, matters: &Matters) -> notify::Result<BTreeSet<PathBuf>> {
    let mut changed = BTreeSet::new();
    while changed.is_empty() {
        match events.recv_timeout(LOOK) {
            Ok(first) => changed.extend(changed_by(first?, matters)),
            // The system does not report every folder that is made again.
            Err(RecvTimeoutError::Timeout) => {
                changed.extend(matters.missing.iter().filter(|path| path.exists()).cloned());
            }
            Err(RecvTimeoutError::Disconnected) => {
                return Err(notify::Error::generic("the system no longer reports changes"));
            }
        }
    }
    // Only what may matter is waited for, and not for ever: a file may be written all the time.
    let longest = Instant::now() + LONGEST;
    let mut quiet = Instant::now() + QUIET;
    while let Ok(event) = events.recv_timeout(quiet.min(longest).saturating_duration_since(Instant::now())) {
        let mut more = changed_by(event?, matters).peekable();
        let is_of_use = more.peek().is_some();
        changed.extend(more);
        if is_of_use {
            quiet = Instant::now() + QUIET;
        }
        if Instant::now() >= longest.min(quiet) {
            break;
        }
    }
    Ok(changed)
}

/// The files and folders that an event is about, where it is a change that may matter.
fn changed_by(event: Event, matters: &Matters) -> impl Iterator<Item = PathBuf> {
    // Reading a file is not a change, and we read all of them ourselves.
    let is_change =
        !matches!(event.kind, EventKind::Access(kind) if kind != AccessKind::Close(AccessMode::Write));
    // A folder may come and go with all that is in it, and nothing more is reported.
    let moves = matches!(
        event.kind,
        EventKind::Create(_) | EventKind::Remove(_) | EventKind::Modify(ModifyKind::Name(_))
    );
    event.paths.into_iter().filter(move |path| is_change && matters.may(path, moves))
}

/// What a change must concern to matter.
struct Matters {
    /// The files and folders that are watched.
    asked: Vec<PathBuf>,
    /// Those of them that were gone before the last run.
    missing: Vec<PathBuf>,
    /// The formats of pages, as the last run had them.
    formats: Formats,
}

impl Matters {
    /// Whether a path can be a file that is checked or that settings are in, or a folder of such files that came or went.
    fn may(&self, path: &Path, moves: bool) -> bool {
        let is_around = self.asked.iter().any(|asked| asked.starts_with(path));
        let is_asked = self.asked.iter().any(|asked| path.starts_with(asked));
        let is_hidden = path.file_name().is_none_or(|name| name.to_string_lossy().starts_with('.'));
        let in_git = path.components().any(|part| part.as_os_str() == ".git");
        let extension = path.extension().and_then(|extension| extension.to_str()).unwrap_or_default();
        let is_page = is_asked && self.formats.of_path(path).is_some();
        // What is gone may have been a folder; a file that no format has comes and goes without a trace.
        let may_be_folder = path.is_dir() || !path.exists() && extension.is_empty();
        let is_folder = moves && (is_asked || is_around) && may_be_folder;
        !in_git && (!is_hidden || is_around) && (is_page || is_folder || OTHERS.contains(&extension))
    }
}
