//! PubMed: what it has for a PMID, and whether it calls it retracted.
//!
//! The fields follow `esummary` of NCBI's E-utilities. A paper that was retracted is of the type "Retracted Publication";
//! its `references` name notices of concern and errata.

use std::collections::BTreeMap;
use std::time::Duration;

use claimlint_base::address::encoded;
use claimlint_engine::evidence::registry::{Answer, Notice, NoticeKind, Record};
use claimlint_workspace::config::VerifySettings;
use serde::Deserialize;
use serde_json::Value;

use crate::client::{AskError, Client};
use crate::crossref::unmarked;

/// Three requests a second, ten with a key.
const PAUSE: Duration = Duration::from_millis(340);
const PAUSE_WITH_KEY: Duration = Duration::from_millis(110);
/// What it says about a number that it has not given.
const NO_SUCH_NUMBER: &str = "cannot get document summary";
const NAME: &str = "PubMed";

#[derive(Debug, Deserialize)]
struct Summaries {
    error: Option<String>,
    result: Option<BTreeMap<String, Value>>,
}

#[derive(Debug, Deserialize)]
struct Summary {
    error: Option<String>,
    #[serde(default)]
    title: String,
    #[serde(default)]
    fulljournalname: String,
    #[serde(default)]
    source: String,
    #[serde(default)]
    pubdate: String,
    #[serde(default)]
    epubdate: String,
    #[serde(default)]
    pubtype: Vec<String>,
    #[serde(default)]
    references: Vec<Reference>,
}

#[derive(Debug, Deserialize)]
struct Reference {
    #[serde(default)]
    refsource: String,
    #[serde(default)]
    reftype: String,
}

/// Asks for a PMID.
///
/// # Errors
/// No answer, or none that can be read.
pub fn ask(client: &mut Client, settings: &VerifySettings, pmid: &str) -> Result<Answer, AskError> {
    let mut address =
        format!("{}/esummary.fcgi?db=pubmed&id={pmid}&retmode=json&tool=claimlint", settings.pubmed);
    for (name, value) in [("email", &settings.mailto), ("api_key", &settings.ncbi_key)] {
        if let Some(value) = value {
            address.push_str(&format!("&{name}={}", encoded(value)));
        }
    }
    let pause = if settings.ncbi_key.is_some() { PAUSE_WITH_KEY } else { PAUSE };
    let reply = client.get(&address, pause)?;
    let summaries: Summaries = reply.json()?;
    let Some(mut result) = summaries.result else {
        return Err(reply.malformed(summaries.error.as_deref().unwrap_or("it has no result")));
    };
    let Some(summary) = result.remove(pmid) else {
        return Err(reply.malformed("it says nothing about the number that was asked for"));
    };
    let summary: Summary =
        serde_json::from_value(summary).map_err(|error| reply.malformed(&error.to_string()))?;
    match &summary.error {
        Some(error) if error.contains(NO_SUCH_NUMBER) => Ok(Answer::NotFound),
        Some(error) => Err(reply.malformed(error)),
        None => Ok(Answer::Found(record(&summary))),
    }
}

fn record(summary: &Summary) -> Record {
    let mut notices = Vec::new();
    for name in &summary.pubtype {
        let kind = match name.as_str() {
            "Retracted Publication" => NoticeKind::Retraction,
            "Retraction of Publication" | "Retraction Notice" => NoticeKind::Retraction,
            "Expression of Concern" => NoticeKind::Concern,
            _ => continue,
        };
        notices.push(notice(kind, format!("its type is \u{201C}{name}\u{201D}")));
    }
    for reference in &summary.references {
        let kind = match reference.reftype.to_ascii_lowercase().as_str() {
            "retraction in" => NoticeKind::Retraction,
            "expression of concern in" => NoticeKind::Concern,
            "erratum in" => NoticeKind::Correction,
            _ => continue,
        };
        notices.push(notice(kind, format!("notice in {}", reference.refsource)));
    }
    let (title, mark) = unmarked(&summary.title, NAME);
    notices.extend(mark);
    let years = [&summary.pubdate, &summary.epubdate];
    let years = years.into_iter().filter_map(|date| date.get(..4)?.parse().ok()).collect();
    let journals = filled(&[&summary.fulljournalname, &summary.source]);
    Record { titles: filled(&[&title]), journals, years, notices }
}

fn notice(kind: NoticeKind, about: String) -> Notice {
    Notice { kind, from: NAME.to_owned(), about }
}

/// The names that have text.
fn filled(names: &[&String]) -> Vec<String> {
    names.iter().filter(|name| !name.trim().is_empty()).map(|name| (*name).clone()).collect()
}
