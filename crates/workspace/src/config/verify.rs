//! The `[verify]` table: which registries `claimlint verify` asks, how patiently, and where their answers are kept.
//!
//! Read and checked here; what is done with it is for `claimlint_verify`.

use std::path::{Component, Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use claimlint_base::toml_fault::{Fault, TomlSource};
use schemars::JsonSchema;
use serde::Deserialize;
use toml::Spanned;

const CROSSREF: &str = "https://api.crossref.org";
const HANDLES: &str = "https://doi.org/api/handles";
const PUBMED: &str = "https://eutils.ncbi.nlm.nih.gov/entrez/eutils";
const TRIALS: &str = "https://clinicaltrials.gov/api/v2";
const LOCK: &str = "sources.lock";
/// Registries are slow at times. After this long, a message helps the user more than waiting.
const TIMEOUT: Duration = Duration::from_secs(20);
/// The longest wait that can be asked for, in seconds.
const LONGEST_TIMEOUT: f64 = 600.0;
/// Retractions are rare; editors look back a month.
const CACHE_DAYS: u32 = 30;

/// What `claimlint verify` looks up and keeps; no other command goes online.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct VerifyEntry {
    /// The address of Crossref, for DOIs; by default `https://api.crossref.org`.
    #[schemars(with = "Option<String>")]
    pub crossref: Option<Spanned<String>>,
    /// The address of doi.org, for DOIs that Crossref does not have; by default `https://doi.org/api/handles`.
    #[schemars(with = "Option<String>")]
    pub handles: Option<Spanned<String>>,
    /// The address of PubMed, for PMIDs; by default `https://eutils.ncbi.nlm.nih.gov/entrez/eutils`.
    #[schemars(with = "Option<String>")]
    pub pubmed: Option<Spanned<String>>,
    /// The address of ClinicalTrials.gov, for NCT numbers; by default `https://clinicaltrials.gov/api/v2`.
    #[schemars(with = "Option<String>")]
    pub trials: Option<Spanned<String>>,
    /// Your e-mail address, which Crossref and PubMed ask for; with it, they answer faster.
    #[schemars(with = "Option<String>")]
    pub mailto: Option<Spanned<String>>,
    /// Your key for PubMed, which allows more requests a second.
    pub ncbi_key: Option<String>,
    /// How long to wait for one answer, in seconds; by default 20.
    #[schemars(with = "Option<f64>")]
    pub timeout_seconds: Option<Spanned<f64>>,
    /// How many days to keep an answer in the lock file before asking again; by default 30.
    pub cache_days: Option<u32>,
    /// The file that keeps the answers, from the folder of this file; by default sources.lock.
    #[schemars(with = "Option<String>")]
    pub lock: Option<Spanned<String>>,
}

/// The settings of `claimlint verify`, with what holds where the file says nothing.
#[derive(Debug, Clone)]
pub struct VerifySettings {
    /// The base address of Crossref's interface, without a slash at its end. So are the others.
    pub crossref: String,
    /// That of doi.org.
    pub handles: String,
    /// That of PubMed.
    pub pubmed: String,
    /// That of ClinicalTrials.gov.
    pub trials: String,
    /// The user's address, for the registries' operators.
    pub mailto: Option<String>,
    /// The user's key for PubMed.
    pub ncbi_key: Option<String>,
    /// How long one answer may take.
    pub timeout: Duration,
    /// For how many days an answer holds.
    pub cache_days: u32,
    /// The file that keeps the answers.
    pub lock: PathBuf,
    /// The folder of the file that names it, which it must not lead out of.
    pub lock_folder: PathBuf,
}

impl VerifySettings {
    /// What holds in a folder where nothing is said.
    pub(super) fn usual(folder: &Path) -> VerifySettings {
        VerifySettings {
            crossref: CROSSREF.to_owned(),
            handles: HANDLES.to_owned(),
            pubmed: PUBMED.to_owned(),
            trials: TRIALS.to_owned(),
            mailto: None,
            ncbi_key: None,
            timeout: TIMEOUT,
            cache_days: CACHE_DAYS,
            lock: folder.join(LOCK),
            lock_folder: folder.to_owned(),
        }
    }

    /// Puts what a table says on top, for a configuration file in a folder.
    pub(super) fn apply(&mut self, entry: &VerifyEntry, folder: &Path) {
        let bases = [
            (&mut self.crossref, &entry.crossref),
            (&mut self.handles, &entry.handles),
            (&mut self.pubmed, &entry.pubmed),
            (&mut self.trials, &entry.trials),
        ];
        for (base, given) in bases {
            if let Some(given) = given {
                *base = given.get_ref().trim_end_matches('/').to_owned();
            }
        }
        if let Some(mailto) = &entry.mailto {
            self.mailto = Some(mailto.get_ref().clone());
        }
        if let Some(key) = &entry.ncbi_key {
            self.ncbi_key = Some(key.clone());
        }
        let seconds = entry.timeout_seconds.as_ref().map(|seconds| *seconds.get_ref());
        if let Some(timeout) = seconds.and_then(|seconds| Duration::try_from_secs_f64(seconds).ok()) {
            self.timeout = timeout;
        }
        self.cache_days = entry.cache_days.unwrap_or(self.cache_days);
        if let Some(lock) = &entry.lock {
            self.lock = folder.join(lock.get_ref());
            folder.clone_into(&mut self.lock_folder);
        }
    }

    /// The addresses that are asked and are not those of the registries that this program knows.
    pub fn other_registries(&self) -> Vec<&str> {
        let bases = [&self.crossref, &self.handles, &self.pubmed, &self.trials].map(String::as_str);
        let others = bases.into_iter().zip([CROSSREF, HANDLES, PUBMED, TRIALS]);
        let mut others: Vec<&str> =
            others.filter(|(base, usual)| base != usual).map(|(base, _)| base).collect();
        others.dedup();
        others
    }
}

/// What is wrong in a table.
pub fn faults(entry: &VerifyEntry, source: &Arc<TomlSource>) -> Vec<Fault> {
    let mut faults = Vec::new();
    let bases = [&entry.crossref, &entry.handles, &entry.pubmed, &entry.trials];
    for base in bases.into_iter().flatten().filter(|base| !is_base(base.get_ref())) {
        let fault = Fault::at(source, base.span(), "this is not an address that claimlint can use");
        faults
            .push(fault.help("write it as https://host/path, without a question mark, a name or a password"));
    }
    if let Some(mailto) = entry.mailto.as_ref().filter(|mailto| !is_address(mailto.get_ref())) {
        faults.push(Fault::at(source, mailto.span(), "this is not an e-mail address"));
    }
    if let Some(seconds) = &entry.timeout_seconds
        && !(*seconds.get_ref() > 0.0 && *seconds.get_ref() <= LONGEST_TIMEOUT)
    {
        let message = format!("a timeout is more than 0 and at most {LONGEST_TIMEOUT} seconds");
        faults.push(Fault::at(source, seconds.span(), message));
    }
    if let Some(lock) = entry.lock.as_ref().filter(|lock| !is_lock(lock.get_ref())) {
        let fault = Fault::at(source, lock.span(), "this names no lock file in this folder");
        faults.push(
            fault.help(
                "write it as \"kept/sources.lock\": below the folder of this file, and ending in .lock",
            ),
        );
    }
    faults
}

/// Whether a name is that of a lock file below the folder from which it starts. Parts that are hidden, such as `.git`, belong
/// to other programs.
fn is_lock(name: &str) -> bool {
    let path = Path::new(name);
    let is_plain = |part: Component<'_>| matches!(part, Component::Normal(part) if !part.to_string_lossy().starts_with('.'));
    path.extension().is_some_and(|extension| extension == "lock") && path.components().all(is_plain)
}

fn is_base(address: &str) -> bool {
    let Some(rest) = address.strip_prefix("https://").or_else(|| address.strip_prefix("http://")) else {
        return false;
    };
    let is_plain = rest.chars().all(|sign| sign.is_ascii_graphic() && !"?#@\\".contains(sign));
    is_plain && !rest.is_empty() && !rest.starts_with('/')
}

/// Whether a text can be in a header and in an address, and looks like an e-mail address.
fn is_address(text: &str) -> bool {
    let is_plain = text.chars().all(|sign| sign.is_ascii_graphic() && !"()<>\"".contains(sign));
    is_plain && text.split_once('@').is_some_and(|(name, host)| !name.is_empty() && host.contains('.'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn faults_in(text: &str) -> Vec<String> {
        let source = Arc::new(TomlSource::new("claimlint.toml", text));
        let (entry, mut found) = claimlint_base::toml_fault::read::<VerifyEntry>(&source);
        found.extend(faults(&entry.unwrap_or_default(), &source));
        found.into_iter().map(|fault| text[fault.range.unwrap()].to_owned()).collect()
    }

    #[test]
    fn addresses_times_and_names_that_cannot_be_used_are_faults() {
        let text = "crossref = 'api.example'\npubmed = 'https://me:secret@x.example'\nmailto = 'me'\ntimeout-seconds = 0\nlock = ''";
        let mut found = faults_in(text);
        found.sort();
        assert_eq!(found, ["''", "'api.example'", "'https://me:secret@x.example'", "'me'", "0"]);
        assert_eq!(faults_in("crossref = 'http://127.0.0.1:8080/'\ntimeout-seconds = 5"), [] as [String; 0]);
    }

    #[test]
    fn what_is_not_said_has_a_usual_value() {
        let mut settings = VerifySettings::usual(Path::new("site"));
        settings.apply(&VerifyEntry::default(), Path::new("elsewhere"));
        assert_eq!(settings.lock, Path::new("site").join("sources.lock"));
        assert!(settings.crossref.starts_with("https://"));
    }
}
