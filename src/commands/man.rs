//! `claimlint man`: manual pages for the program and each of its commands.
//!
//! `clap_mangen` makes them from the same command that prints `--help`. What it cannot know is here: how a run ends, and
//! what is read besides the articles.

use std::path::{Path, PathBuf};

use claimlint_base::source::reason_not_written;
use claimlint_workspace::atomic_file::AtomicFile;
use claimlint_workspace::report::ExitStatus;
use clap::Command;
use clap_mangen::Man;
use clap_mangen::roff::{Roff, bold, roman};

use super::failure::Failure;
use super::interrupt;
use super::terminal::print;

/// How a run ends; the table in docs/commands.md says the same.
const EXIT_STATUSES: [(&str, &str); 3] = [
    ("0", "No findings at or above --fail-on; with --diff, nothing to fix."),
    ("1", "There are findings, or some remain after --fix; with --diff, something would change."),
    (
        "2",
        "The run failed: wrong usage, an error in the configuration or rules, or a file that could not be read.",
    ),
];

/// What a run reads besides the articles.
const FILES: [(&str, &str); 2] = [
    ("claimlint.toml", "The configuration, in this folder or the nearest one above; see claimlint-init(1)."),
    ("sources.lock", "The answers of registries; see claimlint-verify(1)."),
];

/// What a run takes from the environment.
const ENVIRONMENT: [(&str, &str); 3] = [
    ("COLUMNS", "The width of reports, instead of the width of the terminal."),
    ("NO_COLOR", "If set, reports have no colours unless --color asks for them."),
    ("RAYON_NUM_THREADS", "How many threads to use without --jobs."),
];

/// The arguments of `claimlint man`.
#[derive(Debug, clap::Args)]
pub struct ManArguments {
    /// The folder to write to, one page for each command; without it, the main page is printed
    #[arg(value_name = "FOLDER")]
    folder: Option<PathBuf>,
}

/// Runs the command, for a program.
pub fn run(arguments: &ManArguments, program: Command) -> Result<ExitStatus, Failure> {
    // `claimlint help` needs no page: it prints what the other pages say.
    let mut program = program.disable_help_subcommand(true);
    program.build();
    match &arguments.folder {
        None => print(&page(&program)?.1)?,
        Some(folder) => {
            interrupt::leave_nothing();
            std::fs::create_dir_all(folder).map_err(|error| unwritten(folder, &error))?;
            write_all(&program, folder)?;
        }
    }
    Ok(ExitStatus::Clean)
}

/// Writes the page of a command and those of the commands below it.
fn write_all(command: &Command, folder: &Path) -> Result<(), Failure> {
    let (name, text) = page(command)?;
    let path = folder.join(name);
    AtomicFile::put(&path, &text).map_err(|error| unwritten(&path, &error))?;
    let mut below = command.get_subcommands().filter(|below| !below.is_hide_set());
    below.try_for_each(|below| write_all(below, folder))
}

/// The file name of a command's page, and the page as roff.
fn page(command: &Command) -> Result<(String, Vec<u8>), Failure> {
    let program = concat!("claimlint ", env!("CARGO_PKG_VERSION"));
    // The pages have no date, so that the same program always writes the same ones. The date is a space: roff would take
    // the next field in place of an empty one.
    let page = Man::new(command.clone()).date(" ").source(program).manual("claimlint");
    let mut text = Vec::new();
    page.render(&mut text)?;
    let mut more = Roff::new();
    let is_program = command.get_name() == "claimlint";
    if is_program || command.get_name() == "check" {
        section(&mut more, "EXIT STATUS", &EXIT_STATUSES);
    }
    if is_program {
        section(&mut more, "FILES", &FILES);
        section(&mut more, "ENVIRONMENT", &ENVIRONMENT);
    } else {
        more.control("SH", ["SEE ALSO"]).text([bold("claimlint"), roman("(1)")]);
    }
    // Without a document's preamble, which the page already has.
    text.extend(more.to_roff().into_bytes());
    Ok((page.get_filename(), text))
}

fn section(roff: &mut Roff, title: &str, entries: &[(&str, &str)]) {
    roff.control("SH", [title]);
    for (term, meaning) in entries {
        roff.control("TP", []).text([bold(*term)]).text([roman(*meaning)]);
    }
}

fn unwritten(path: &Path, error: &std::io::Error) -> Failure {
    Failure::Message(format!(
        "{}: the manual page cannot be written: {}",
        path.display(),
        reason_not_written(error)
    ))
}
