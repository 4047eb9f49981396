//! Which claims of pages are new, changed or dropped since a revision: what a reviewer reads before approval.
//!
//! Claims are compared page by page, by the rules and settings of today. A claim is the same if rule, words and sentence are. What
//! is left over on both sides is one claim that changed if the rule is the same and the sentences have most words in common.

use std::collections::{BTreeMap, VecDeque};
use std::path::{Path, PathBuf};

use claimlint_base::named_enum;
use rayon::prelude::*;
use similar::{Algorithm, capture_diff_slices, diff_ratio};

use crate::claims::{failed, sheet_of_bytes};
use crate::git::{Changes, FormerPage};
use crate::own_output::OwnOutput;
use crate::pages::{bytes_of_file, shown};
use crate::paths::full;
use crate::report::FileError;
use crate::runner::Linters;
use crate::session::Session;
use crate::sheet::{ClaimRow, Sheet};

/// Sentences are versions of one if so much of their words is the same.
const ALIKE: f32 = 0.6;

/// More pairs of sentences are not compared: the page was written anew.
const MOST_PAIRS: usize = 100_000;

named_enum! {
    /// What became of a claim.
    pub enum Fate {
        /// It was not there before.
        New = "new",
        /// Its words, its sentence or what backs it are others.
        Changed = "changed",
        /// It is no longer there.
        Dropped = "dropped",
    }
}

/// A claim that is not as it was.
#[derive(Debug)]
pub struct ChangedClaim {
    /// What became of it.
    pub fate: Fate,
    /// The claim now.
    pub now: Option<ClaimRow>,
    /// The claim as it was.
    pub before: Option<ClaimRow>,
}

/// The claims of a page that are not as they were.
#[derive(Debug)]
pub struct ChangedPage {
    /// Its path; the former one where it is gone.
    pub path: String,
    /// Its former path, where that was another.
    pub former: Option<String>,
    /// Whether it is gone.
    pub is_gone: bool,
    /// What kept it, or what it was, from being read.
    pub errors: Vec<FileError>,
    /// The claims, in the order of the page; those that are dropped after the others.
    pub claims: Vec<ChangedClaim>,
    /// How many of its claims are as they were.
    pub same: usize,
}

impl ChangedPage {
    /// Whether there is anything to say about it.
    fn is_changed(&self) -> bool {
        !self.claims.is_empty() || !self.errors.is_empty()
    }
}

/// The pages on which claims are not as they were, in the order of their paths.
pub fn claims_since(
    session: &Session,
    changes: &Changes,
    pages: &[PathBuf],
    asked: &[PathBuf],
) -> Vec<ChangedPage> {
    let asked: Vec<PathBuf> = asked.iter().map(|path| full(path)).collect();
    let here = full(Path::new("."));
    let as_shown = |path: &Path| path.strip_prefix(&here).map_or_else(|_| path.to_owned(), Path::to_owned);
    let is_asked = |path: &Path| match asked.is_empty() {
        true => path.starts_with(&here),
        false => asked.iter().any(|asked| path.starts_with(asked)),
    };
    let is_wanted = |path: &Path| {
        let shown = as_shown(path);
        let is_page = |format| OwnOutput::of(&shown, format).is_none();
        is_asked(path)
            && session.config.format_of(&shown).is_some_and(is_page)
            && !session.config.excludes(&shown)
    };
    let former = changes.former(pages, &is_wanted);
    let names = former.iter().flat_map(|page| [page.now.clone(), page.before.as_deref().map(as_shown)]);
    let names: Vec<PathBuf> = names.flatten().collect();
    let linters = Linters::for_files(session, names.iter().map(PathBuf::as_path), |all| all);
    // What is read in the same way and has the same bytes has the same claims.
    let is_same = |page: &FormerPage| {
        let is_data = page.now.as_deref().is_some_and(|now| session.config.is_data(now));
        changes.is_as_before(page, is_data)
    };
    let compared = former.par_iter().filter(|page| !is_same(page)).map(|page| {
        let before = page.before.as_deref().map(as_shown);
        compare(session, &linters, changes, page, before.as_deref())
    });
    let mut compared: Vec<ChangedPage> = compared.filter(ChangedPage::is_changed).collect();
    compared.sort_by(|one, other| Path::new(&one.path).cmp(Path::new(&other.path)));
    compared
}

fn compare(
    session: &Session,
    linters: &Linters,
    changes: &Changes,
    page: &FormerPage,
    before: Option<&Path>,
) -> ChangedPage {
    let sheet = |path: &Path, bytes: Result<Vec<u8>, FileError>| {
        let read = bytes.and_then(|bytes| sheet_of_bytes(path, bytes, linters, &session.config));
        read.unwrap_or_else(|error| failed(path, error))
    };
    let is_data = |path: &Path| session.config.is_data(path);
    let now = page.now.as_deref().map(|path| sheet(path, bytes_of_file(path, is_data(path))));
    let bytes = changes
        .bytes_before(page, before.is_some_and(is_data))
        .map(|bytes| bytes.map_err(FileError::of_file));
    let then = before.zip(bytes).map(|(path, bytes)| sheet(path, bytes));
    let former =
        before.map(shown).filter(|former| page.now.as_deref().is_some_and(|now| shown(now) != *former));
    let path = page.now.as_deref().or(before).map(shown).unwrap_or_default();
    let mut errors = Vec::new();
    let mut rows = |sheet: Option<Sheet>, what: &str| {
        let sheet =
            sheet.unwrap_or_else(|| Sheet { path: String::new(), errors: Vec::new(), rows: Vec::new() });
        errors.extend(sheet.errors.into_iter().map(|error| FileError::of_file(format!("{what}{error}"))));
        sheet.rows
    };
    let (now, then) = (rows(now, ""), rows(then, "before: "));
    let (claims, same) = changed(now, then);
    ChangedPage {
        path,
        former: former.filter(|_| page.now.is_some()),
        is_gone: page.now.is_none(),
        errors,
        claims,
        same,
    }
}

/// The claims that are not as they were, and how many are.
fn changed(now: Vec<ClaimRow>, then: Vec<ClaimRow>) -> (Vec<ChangedClaim>, usize) {
    let mut then: Vec<Option<ClaimRow>> = then.into_iter().map(Some).collect();
    let mut by_fingerprint: BTreeMap<u64, VecDeque<usize>> = BTreeMap::new();
    for (index, row) in then.iter().enumerate() {
        let fingerprint = row.iter().map(|row| row.claim.diagnostic.fingerprint.value());
        fingerprint.for_each(|one| by_fingerprint.entry(one).or_default().push_back(index));
    }
    let mut same = 0;
    let mut claims: Vec<ChangedClaim> = Vec::new();
    for row in now {
        let fingerprint = row.claim.diagnostic.fingerprint.value();
        let former = by_fingerprint.get_mut(&fingerprint).and_then(VecDeque::pop_front);
        match former.and_then(|index| then[index].take()) {
            Some(before) if is_backed_alike(&row, &before) => same += 1,
            Some(before) => {
                claims.push(ChangedClaim { fate: Fate::Changed, now: Some(row), before: Some(before) });
            }
            None => claims.push(ChangedClaim { fate: Fate::New, now: Some(row), before: None }),
        }
    }
    pair(&mut claims, &mut then);
    let dropped = then.into_iter().flatten();
    claims.extend(dropped.map(|row| ChangedClaim { fate: Fate::Dropped, now: None, before: Some(row) }));
    (claims, same)
}

/// Whether what backs two claims is the same.
fn is_backed_alike(one: &ClaimRow, other: &ClaimRow) -> bool {
    let backing =
        |row: &ClaimRow| (row.grade(), row.claim.is_satisfied, row.claim.source.clone(), row.tier());
    backing(one) == backing(other)
}

/// Finds among new claims those that are versions of claims that are gone: the most alike first, then in their order.
fn pair(claims: &mut [ChangedClaim], then: &mut [Option<ClaimRow>]) {
    let new = || claims.iter().enumerate().filter(|(_, claim)| claim.fate == Fate::New);
    if new().count() * then.iter().flatten().count() > MOST_PAIRS {
        return;
    }
    let mut pairs = Vec::new();
    for (index, claim) in new() {
        for (former, before) in then.iter().enumerate() {
            let (Some(now), Some(before)) = (&claim.now, before) else { continue };
            if now.claim.diagnostic.rule.id != before.claim.diagnostic.rule.id {
                continue;
            }
            let alike = likeness(now, before);
            if alike >= ALIKE {
                pairs.push((alike, index, former));
            }
        }
    }
    pairs.sort_by(|one, other| other.0.total_cmp(&one.0).then((one.1, one.2).cmp(&(other.1, other.2))));
    for (_, index, former) in pairs {
        if claims[index].fate == Fate::New && then[former].is_some() {
            claims[index].fate = Fate::Changed;
            claims[index].before = then[former].take();
        }
    }
}

/// How much of the words of two claims with their sentences is the same: 1 for all.
fn likeness(one: &ClaimRow, other: &ClaimRow) -> f32 {
    let words = |row: &ClaimRow| -> Vec<String> {
        let text = if row.sentence.is_empty() { &row.claim.diagnostic.text } else { &row.sentence };
        text.split_whitespace().map(str::to_lowercase).collect()
    };
    let (one, other) = (words(one), words(other));
    diff_ratio(&capture_diff_slices(Algorithm::Myers, &one, &other), one.len(), other.len())
}
