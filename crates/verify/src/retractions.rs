//! The list of Retraction Watch, as a file that the user names: which papers were retracted, put under concern or
//! corrected.
//!
//! A CSV file with a line of names, whose fields may hold commas and line ends. A paper may have several rows, and a row
//! several numbers. Only rows of papers that are cited are kept; a row that cannot be read is a fault with its line, and
//! the others count.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use claimlint_base::day::Day;
use claimlint_base::source::reason;
use claimlint_engine::evidence::registry::{Notice, NoticeKind, RegistryId, RegistryIdKind};
use claimlint_workspace::bounded_read;
use csv::StringRecord;
use thiserror::Error;

const DOI: &str = "OriginalPaperDOI";
const PMID: &str = "OriginalPaperPubMedID";
const NATURE: &str = "RetractionNature";
const DATE: &str = "RetractionDate";
const NOTICE: &str = "RetractionDOI";
/// The nature of a row that undoes earlier ones.
const REINSTATEMENT: &str = "reinstatement";

/// What is wrong in the list. Lines count from 1.
#[derive(Debug, Error)]
#[allow(missing_docs, reason = "the messages say what the fields are")]
pub enum ListFault {
    /// The file is not there, or may not be read.
    #[error("{}: {reason}; the list was skipped", .path.display())]
    Unreadable { path: PathBuf, reason: String },
    /// The file lacks a column.
    #[error(
        "{}:1: there is no column `{column}`; give the CSV file of Retraction Watch unchanged. The list was \
         skipped", .path.display()
    )]
    NoColumn { path: PathBuf, column: &'static str },
    /// A row cannot be read.
    #[error("{}:{line}: {what}; the row was skipped", .path.display())]
    Row { path: PathBuf, line: u64, what: String },
}

/// What the list says about the papers that are cited.
#[derive(Debug, Default)]
pub struct Retractions {
    notices: BTreeMap<RegistryId, Vec<Notice>>,
}

/// A row about a paper.
#[derive(Debug)]
struct Row {
    day: Option<Day>,
    /// `None` for one that undoes earlier ones.
    kind: Option<NoticeKind>,
    notice: String,
}

/// Where the columns are, from 0.
#[derive(Debug)]
struct Columns {
    doi: usize,
    pmid: usize,
    nature: usize,
    date: usize,
    notice: usize,
}

impl Retractions {
    /// Reads what a list says about some papers, and what is wrong with it.
    pub fn read(path: &Path, wanted: &BTreeSet<RegistryId>) -> (Retractions, Vec<ListFault>) {
        let mut faults = Vec::new();
        let rows = match rows(path, wanted, &mut faults) {
            Ok(rows) => rows,
            Err(fault) => return (Retractions::default(), vec![fault]),
        };
        let notices = rows.into_iter().map(|(identifier, rows)| (identifier, standing(rows))).collect();
        (Retractions { notices }, faults)
    }

    /// What the list says about a paper.
    pub(crate) fn of(&self, identifier: &RegistryId) -> &[Notice] {
        self.notices.get(identifier).map_or(&[], Vec::as_slice)
    }
}

fn rows(
    path: &Path,
    wanted: &BTreeSet<RegistryId>,
    faults: &mut Vec<ListFault>,
) -> Result<BTreeMap<RegistryId, Vec<Row>>, ListFault> {
    let unreadable = |reason: String| ListFault::Unreadable { path: path.to_owned(), reason };
    // The list of Retraction Watch is large and read row by row; what has no end is refused.
    let (file, _) = bounded_read::open(path).map_err(|error| unreadable(reason(&error)))?;
    let mut reader = csv::Reader::from_reader(file);
    let names = reader.byte_headers().map_err(|error| unreadable(error.to_string()))?;
    let names = StringRecord::from_byte_record_lossy(names.clone());
    let columns =
        Columns::of(&names).map_err(|column| ListFault::NoColumn { path: path.to_owned(), column })?;
    let mut found: BTreeMap<RegistryId, Vec<Row>> = BTreeMap::new();
    for record in reader.byte_records() {
        let fault = |position: Option<&csv::Position>, what: String| ListFault::Row {
            path: path.to_owned(),
            line: position.map_or(0, csv::Position::line),
            what,
        };
        let record = match record {
            Ok(record) => StringRecord::from_byte_record_lossy(record),
            Err(error) if error.is_io_error() => return Err(unreadable(error.to_string())),
            Err(error) => {
                faults.push(fault(error.position(), what_is_wrong(&error)));
                continue;
            }
        };
        for identifier in columns.identifiers(&record).filter(|one| wanted.contains(one)) {
            match columns.row(&record) {
                Ok(row) => found.entry(identifier).or_default().push(row),
                Err(what) => {
                    faults.push(fault(record.position(), what));
                    break;
                }
            }
        }
    }
    Ok(found)
}

fn what_is_wrong(error: &csv::Error) -> String {
    match error.kind() {
        csv::ErrorKind::UnequalLengths { expected_len, len, .. } => {
            format!("this row has {len} fields, but the first line names {expected_len}")
        }
        _ => error.to_string(),
    }
}

impl Columns {
    /// Finds the columns by the names in the first line, or says which is not there.
    fn of(names: &StringRecord) -> Result<Columns, &'static str> {
        let place = |column: &'static str| {
            let is_its = |name: &str| name.trim_start_matches('\u{FEFF}').trim() == column;
            names.iter().position(is_its).ok_or(column)
        };
        Ok(Columns {
            doi: place(DOI)?,
            pmid: place(PMID)?,
            nature: place(NATURE)?,
            date: place(DATE)?,
            notice: place(NOTICE)?,
        })
    }

    /// The papers that a row is about. "unavailable" and 0 mean that there is no number; no paper has these.
    fn identifiers(&self, record: &StringRecord) -> impl Iterator<Item = RegistryId> {
        let values = |column: usize| {
            let text = record.get(column).unwrap_or_default().to_lowercase();
            text.split(';').map(|value| value.trim().to_owned()).collect::<Vec<_>>()
        };
        let dois = values(self.doi).into_iter().map(|value| RegistryId { kind: RegistryIdKind::Doi, value });
        let pmids =
            values(self.pmid).into_iter().map(|value| RegistryId { kind: RegistryIdKind::Pmid, value });
        dois.chain(pmids)
    }

    fn row(&self, record: &StringRecord) -> Result<Row, String> {
        let field = |column: usize| record.get(column).unwrap_or_default().trim();
        let nature = field(self.nature);
        let kind = match nature.to_lowercase().as_str() {
            "retraction" => Some(NoticeKind::Retraction),
            "expression of concern" => Some(NoticeKind::Concern),
            "correction" => Some(NoticeKind::Correction),
            REINSTATEMENT => None,
            _ => return Err(format!("`{NATURE}` is \u{201C}{nature}\u{201D}, which is not known")),
        };
        let date = field(self.date);
        let day = Day::read_american(date);
        if day.is_none() && !date.is_empty() {
            return Err(format!(
                "`{DATE}` is \u{201C}{date}\u{201D}, which is not a date of the form 11/21/2026"
            ));
        }
        Ok(Row { day, kind, notice: field(self.notice).to_owned() })
    }
}

/// The notices that no later reinstatement undoes.
fn standing(mut rows: Vec<Row>) -> Vec<Notice> {
    rows.sort_by_key(|row| row.day);
    let mut notices = Vec::new();
    for row in rows {
        let Some(kind) = row.kind else {
            notices.clear();
            continue;
        };
        let day = row.day.map(|day| format!(" of {day}")).unwrap_or_default();
        let place =
            if row.notice.contains('/') { format!("notice {}", row.notice) } else { "notice".to_owned() };
        notices.push(Notice { kind, from: "Retraction Watch".to_owned(), about: format!("{place}{day}") });
    }
    notices
}
