//! `claimlint verify`: asks registries for the papers and trials that articles cite, and prints what they say.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use claimlint_base::day::Day;
use claimlint_base::source::Position;
use claimlint_engine::evidence::citation::Citations;
use claimlint_engine::evidence::registry::collect::{Cited, collect};
use claimlint_engine::evidence::registry::lock::Lock;
use claimlint_engine::evidence::registry::{Difference, RegistryId, Verdict};
use claimlint_text::Document;
use claimlint_verify::{Answers, Retractions, Verifier};
use claimlint_workspace::config::VerifySettings;
use claimlint_workspace::content::texts::Texts;
use claimlint_workspace::guard::guarded;
use claimlint_workspace::lock_file;
use claimlint_workspace::report::ExitStatus;
use claimlint_workspace::session::Session;
use claimlint_workspace::walk::FoundFiles;

use super::failure::{Failure, complain};
use super::interrupt;
use super::nothing_read::PagesArguments;
use super::progress::progress;
use super::session::SessionArguments;
use super::terminal::print;
use crate::render::{count, harmless};

/// A list with more faults is another kind of file.
const MOST_FAULTS: usize = 10;

/// After this many answers they are written to the lock file.
const KEPT_EACH: usize = 10;

/// The arguments of `claimlint verify`.
#[derive(Debug, clap::Args)]
pub struct VerifyArguments {
    #[command(flatten)]
    pages: PagesArguments,
    /// Also search this CSV file of Retraction Watch
    #[arg(long, value_name = "FILE")]
    retractions: Option<PathBuf>,
    /// Use only the answers in the lock file, however old; do not go online
    #[arg(long)]
    offline: bool,
    /// Fail if something could not be checked
    #[arg(long, conflicts_with = "offline")]
    require_online: bool,
    /// Allow a registry at this address, if the configuration names one that claimlint does not know. May be repeated
    #[arg(long, value_name = "ADDRESS")]
    allow_registry: Vec<String>,
    #[command(flatten)]
    session: SessionArguments,
}

/// A place in a file where something is cited.
struct CitedPlace {
    path: String,
    position: Position,
    cited: Cited,
}

/// Counts what went wrong in a run that went on.
#[derive(Default)]
struct Faults {
    number: usize,
}

impl Faults {
    fn tell(&mut self, message: &str) {
        complain(message);
        self.number += 1;
    }
}

/// Runs the command.
pub fn run(arguments: &VerifyArguments) -> Result<ExitStatus, Failure> {
    interrupt::leave_nothing();
    let start = arguments.pages.paths.first().map(PathBuf::as_path);
    let session = arguments.session.open_with_evidence(start)?;
    let settings = session.config.verify();
    if !arguments.offline {
        allow(&settings, &arguments.allow_registry)?;
    }
    let mut faults = Faults::default();
    let found = arguments.pages.find(&session)?;
    let is_read = !found.files.is_empty();
    let places = places(&session, &found, &mut faults);
    let identifiers: BTreeSet<RegistryId> =
        places.iter().map(|place| place.cited.identifier.clone()).collect();
    let retractions = retractions(arguments.retractions.as_deref(), &identifiers, &mut faults);
    let (mut lock, is_broken) = match lock_file::read(&settings.lock, &settings.lock_folder) {
        Ok(lock) => (lock, false),
        Err(error) => {
            faults.tell(&format!("{error}. The run continued without this file, and left it unchanged"));
            (Lock::default(), true)
        }
    };
    let verifier = Verifier {
        settings: &settings,
        offline: arguments.offline,
        retractions: &retractions,
        today: Day::today(),
    };
    let writes = !arguments.offline && !is_broken;
    let bar = progress(identifiers.len(), "sources", false);
    let mut done: usize = 0;
    let answers = verifier.ask(&identifiers, &mut lock, |lock| {
        bar.inc(1);
        done += 1;
        // An interrupted run keeps what was answered. If it cannot be kept, the end of the run says so.
        if writes && done.is_multiple_of(KEPT_EACH) {
            let _ = lock_file::write(lock, &settings.lock, &settings.lock_folder);
        }
    });
    bar.finish_and_clear();
    if writes && let Err(error) = lock_file::write(&lock, &settings.lock, &settings.lock_folder) {
        faults.tell(&error.to_string());
    }
    let cited = places.iter().map(|place| &place.cited);
    let verdicts: Vec<Verdict> =
        cited.map(|one| verifier.judge(&one.identifier, answers.of(&one.identifier), &one.said)).collect();
    // Of pages that nobody read, nothing is known.
    if is_read {
        print(list(&places, &verdicts, &answers).as_bytes())?;
    }
    let is_unchecked = verdicts.iter().any(|verdict| matches!(verdict, Verdict::Unchecked(_)));
    Ok(session.ending(if faults.number > 0 || (is_unchecked && arguments.require_online) {
        ExitStatus::Failed
    } else if verdicts.iter().any(Verdict::is_wrong) {
        ExitStatus::Findings
    } else {
        ExitStatus::Clean
    }))
}

/// Refuses to ask what only the configuration names: whoever may change a repository must not learn what its pages cite.
fn allow(settings: &VerifySettings, allowed: &[String]) -> Result<(), Failure> {
    let is_allowed = |base: &str| allowed.iter().any(|one| one.trim_end_matches('/') == base);
    let Some(other) = settings.other_registries().into_iter().find(|base| !is_allowed(base)) else {
        return Ok(());
    };
    Err(Failure::Message(format!(
        "the configuration would send identifiers to {other}, which is not a registry that claimlint knows, so \
         nothing was sent. If it is yours, run again with --allow-registry {other}"
    )))
}

/// Everything that the files cite. A file that cannot be read is reported, and the others are read.
fn places(session: &Session, files: &FoundFiles, faults: &mut Faults) -> Vec<CitedPlace> {
    for failure in &files.failures {
        faults.tell(&format!("{}: {}", failure.path.display(), failure.message));
    }
    let mut places = Vec::new();
    for path in &files.files {
        let name = path.to_string_lossy();
        let texts = match Texts::of(path, &session.config) {
            Ok(texts) => texts,
            Err(error) => {
                faults.tell(&format!("{name}: {error}"));
                continue;
            }
        };
        texts.errors.iter().for_each(|error| faults.tell(&format!("{name}: {error}")));
        for text in &texts.all {
            let source = &text.source;
            let read = guarded(source, || {
                let document = Document::read_with(source, text.format, &session.house.reading);
                let citations = Citations::read(&document, &session.house.known);
                let cited = collect(&document, &citations, &session.house.known);
                (document, cited)
            });
            let (document, cited) = match read {
                Ok(read) => read,
                Err(undone) => {
                    faults.tell(&format!("{name}: {undone}"));
                    continue;
                }
            };
            for fault in document.unread_parts() {
                let at = texts.position(text, fault.at);
                faults.tell(&format!("{name}:{}:{}: {}", at.line, at.column, fault.message));
            }
            places.extend(cited.into_iter().map(|cited| CitedPlace {
                path: name.clone().into_owned(),
                position: texts.position(text, document.source_span(cited.span).start()),
                cited,
            }));
        }
    }
    places
}

fn retractions(path: Option<&Path>, identifiers: &BTreeSet<RegistryId>, faults: &mut Faults) -> Retractions {
    let Some(path) = path else { return Retractions::default() };
    let (retractions, found) = Retractions::read(path, identifiers);
    found.iter().take(MOST_FAULTS).for_each(|fault| faults.tell(&fault.to_string()));
    if found.len() > MOST_FAULTS {
        let more = count(found.len() - MOST_FAULTS, "more row", "more rows");
        faults.tell(&format!("{}: {more} cannot be read; skipped", path.display()));
    }
    retractions
}

/// A line for each place, and one that counts. Writing to a string cannot fail.
fn list(places: &[CitedPlace], verdicts: &[Verdict], answers: &Answers) -> String {
    if places.is_empty() {
        return "no DOI, PMID or trial number was found\n".to_owned();
    }
    let mut text = String::new();
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for (CitedPlace { path, position, cited }, verdict) in places.iter().zip(verdicts) {
        *counts.entry(verdict.name()).or_default() += 1;
        let place = format!("{path}:{}:{}", position.line, position.column);
        let line = format!("{place}: {}: {}", cited.identifier, described(verdict));
        let _ = writeln!(text, "{}", harmless(&line));
    }
    let each = Verdict::NAMES.iter().filter_map(|name| Some(format!("{} {name}", counts.get(name)?)));
    let _ = writeln!(
        text,
        "{}: {}; {} looked up, {} from the lock file",
        count(places.len(), "citation", "citations"),
        each.collect::<Vec<_>>().join(", "),
        answers.asked,
        answers.kept
    );
    text
}

/// The name of a verdict, and what differs.
fn described(verdict: &Verdict) -> String {
    let (name, reason) = (verdict.name(), verdict.reason());
    match verdict {
        Verdict::Verified => name.to_owned(),
        Verdict::Mismatch(differences) => {
            let fields: Vec<&str> = differences.iter().map(Difference::field).collect();
            format!("{name} ({}): {reason}", fields.join(", "))
        }
        _ => format!("{name}: {reason}"),
    }
}
