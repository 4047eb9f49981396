//! The formats of a report and the files it goes to.

use std::collections::BTreeSet;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use claimlint_base::source::reason_not_written;
use claimlint_workspace::atomic_file::AtomicFile;
use claimlint_workspace::baseline;
use claimlint_workspace::report::Report;
use clap::ValueEnum;

use crate::commands::failure::Failure;
use crate::render::{
    Look, by_page, github, gitlab, html, json, json_lines, markdown, pretty, rdjson, sarif, short,
    statistics, xml,
};

/// The width of prose in a file, where there is no terminal.
const FILE_WIDTH: usize = 100;

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ReportFormat {
    /// For people: each finding in its sentence
    Pretty,
    /// One line for each finding
    Short,
    /// For tools: one JSON document
    Json,
    /// For tools that read as they go: one JSON document on each line
    JsonLines,
    /// For code hosts and dashboards: SARIF 2.1.0
    Sarif,
    /// For GitHub Actions: annotations
    Github,
    /// For GitLab: a code quality report
    Gitlab,
    /// For build servers: failed tests
    Junit,
    /// For editors and hosts: a Checkstyle report
    Checkstyle,
    /// For reviewdog
    Rdjson,
    /// For comments on pull requests: a summary
    Markdown,
    /// For a browser: a page with the texts and their findings
    Html,
}

impl ReportFormat {
    /// Whether people read it as it is printed, so that a closing line helps.
    pub fn is_for_people(self) -> bool {
        matches!(self, ReportFormat::Pretty | ReportFormat::Short)
    }

    /// Whether it shows the pages themselves.
    pub fn shows_pages(self) -> bool {
        self == ReportFormat::Html
    }

    /// Writes a report.
    pub fn write(self, report: &Report, look: Look, out: &mut dyn Write) -> std::io::Result<()> {
        match self {
            ReportFormat::Pretty => pretty::write(report, look, out),
            ReportFormat::Short => short::write(report, out),
            ReportFormat::Json => json::write(report, out),
            ReportFormat::JsonLines => json_lines::write(report, out),
            ReportFormat::Sarif => sarif::write(report, out),
            ReportFormat::Github => github::write(report, out),
            ReportFormat::Gitlab => gitlab::write(report, out),
            ReportFormat::Junit => xml::junit(report, out),
            ReportFormat::Checkstyle => xml::checkstyle(report, out),
            ReportFormat::Rdjson => rdjson::write(report, out),
            ReportFormat::Markdown => markdown::write(report, out),
            ReportFormat::Html => html::write(report, out),
        }
    }
}

/// A file that a report goes to, and its format where that differs from the one of standard output.
#[derive(Debug, Clone)]
pub struct Target {
    format: Option<ReportFormat>,
    path: PathBuf,
}

impl Target {
    /// Reads `report.txt` or `sarif=report.sarif`.
    pub fn parse(text: &str) -> Result<Target, String> {
        let (format, path) = match text.split_once('=') {
            Some((name, path)) if name.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-') => {
                let format = ReportFormat::from_str(name, false).map_err(|_| {
                    format!("there is no format `{name}`; for a file of that name, write ./{text}")
                })?;
                (Some(format), path)
            }
            _ => (None, text),
        };
        match path {
            "" => Err("a file name is missing".to_owned()),
            _ => Ok(Target { format, path: PathBuf::from(path) }),
        }
    }

    /// The format of the file in a run that prints in another; `None` where its name asks for one that does not exist.
    pub fn format_beside(&self, printed: ReportFormat) -> Option<ReportFormat> {
        match self.format {
            None if printed.is_for_people() => of_ending(&self.path).ok().map(|own| own.unwrap_or(printed)),
            None => Some(printed),
            own => own,
        }
    }

    /// Whether it takes the place of standard output.
    pub fn replaces_output(&self) -> bool {
        self.format.is_none()
    }
}

/// The format that the ending of a file's name asks for; `None` where it may be for people.
///
/// # Errors
/// It asks for a format that does not exist, or may mean several.
fn of_ending(path: &Path) -> Result<Option<ReportFormat>, Failure> {
    let ending = path.extension().unwrap_or_default().to_string_lossy().to_ascii_lowercase();
    let names = match ending.as_str() {
        "json" => return Ok(Some(ReportFormat::Json)),
        "jsonl" | "ndjson" => return Ok(Some(ReportFormat::JsonLines)),
        "sarif" => return Ok(Some(ReportFormat::Sarif)),
        "md" | "markdown" => return Ok(Some(ReportFormat::Markdown)),
        "xml" => "junit=FILE or checkstyle=FILE",
        "html" | "htm" => return Ok(Some(ReportFormat::Html)),
        "pdf" => "html=FILE, and print it",
        "docx" | "odt" | "rtf" => "markdown=FILE, and convert it",
        "csv" | "tsv" | "xlsx" | "yaml" | "yml" => "json=FILE, and convert it",
        _ => return Ok(None),
    };
    Err(Failure::Message(format!(
        "{}: the name .{ending} alone does not give the format of a report; write --output-file {names}",
        path.display()
    )))
}

/// The files that reports go to. They are begun before the run, so that nobody waits for a report that cannot be written.
pub struct Outputs {
    files: Vec<OutputFile>,
}

struct OutputFile {
    format: ReportFormat,
    path: PathBuf,
    file: AtomicFile,
}

impl Outputs {
    /// Begins the files.
    pub fn open(targets: &[Target], format: ReportFormat) -> Result<Outputs, Failure> {
        let mut files = Vec::new();
        for target in targets {
            let Target { format: own, path } = target;
            if is_of_settings(path) {
                let message = format!(
                    "{}: files of this name contain settings, rules, papers or answers, not reports; choose another name",
                    path.display()
                );
                return Err(Failure::Message(message));
            }
            let own = match own {
                None if format.is_for_people() => of_ending(path)?,
                own => *own,
            };
            let file = AtomicFile::open(path).map_err(|error| unwritten(path, &error))?;
            files.push(OutputFile { format: own.unwrap_or(format), path: path.clone(), file });
        }
        let mut places = BTreeSet::new();
        for OutputFile { path, .. } in &files {
            if place(path).is_some_and(|place| !places.insert(place)) {
                let message = format!("{}: two reports cannot be written to one file", path.display());
                return Err(Failure::Message(message));
            }
        }
        Ok(Outputs { files })
    }

    /// Refuses to put a report in the place of a page that is checked.
    pub fn take_the_place_of_none(&self, pages: &[PathBuf]) -> Result<(), Failure> {
        for OutputFile { path, .. } in &self.files {
            let place_of_report = place(path);
            if place_of_report.is_some() && pages.iter().any(|page| place(page) == place_of_report) {
                let message = format!(
                    "{}: this page is being checked, and the report would overwrite it",
                    path.display()
                );
                return Err(Failure::Message(message));
            }
        }
        Ok(())
    }

    /// Writes the files.
    pub fn write(self, report: &Report) -> Result<(), Failure> {
        let look = Look { width: FILE_WIDTH, color: false };
        for OutputFile { format, path, file } in self.files {
            let mut out = BufWriter::new(file);
            let mut written = match format {
                ReportFormat::Pretty => by_page::write(report, look, &mut out),
                _ => Ok(()),
            };
            written = written.and_then(|()| format.write(report, look, &mut out));
            if format.is_for_people() {
                written = written.and_then(|()| {
                    statistics::write_gone(report, &mut out)?;
                    writeln!(out, "{}", statistics::closing_line(report))
                });
            }
            let file = written.and_then(|()| out.into_inner().map_err(std::io::IntoInnerError::into_error));
            file.and_then(AtomicFile::finish).map_err(|error| unwritten(&path, &error))?;
        }
        Ok(())
    }
}

/// Whether a file is by its name one that claimlint reads besides pages, which a report would destroy.
fn is_of_settings(path: &Path) -> bool {
    let extension = path.extension().and_then(|extension| extension.to_str()).unwrap_or_default();
    let is_baseline = path.file_name().is_some_and(|name| name == baseline::FILE_NAME);
    is_baseline
        || ["toml", "lock", "bib"].iter().any(|of_settings| extension.eq_ignore_ascii_case(of_settings))
}

/// One path for each file, whether or not it exists. `None` for a pipe or a device, which may be written to twice.
fn place(path: &Path) -> Option<PathBuf> {
    let absolute = std::path::absolute(path).ok()?;
    let folder = std::fs::canonicalize(absolute.parent()?).ok()?;
    let whole = folder.join(absolute.file_name()?);
    let whole = std::fs::canonicalize(&whole).unwrap_or(whole);
    let is_odd = std::fs::metadata(&whole).is_ok_and(|there| !there.is_file());
    (!is_odd).then_some(whole)
}

fn unwritten(path: &Path, error: &std::io::Error) -> Failure {
    Failure::Message(format!(
        "{}: the report cannot be written: {}",
        path.display(),
        reason_not_written(error)
    ))
}
