//! Crossref: what it has for a DOI, and what was published against it. doi.org says whether a DOI that Crossref does not
//! have exists at all.
//!
//! The fields follow Crossref's REST API: a paper that was retracted has `updated-by`, the notice `update-to`, also
//! from the data of Retraction Watch.

use std::time::Duration;

use claimlint_base::address::encoded;
use claimlint_engine::evidence::registry::{Answer, Notice, NoticeKind, Record};
use claimlint_workspace::config::VerifySettings;
use serde::Deserialize;

use crate::address::encoded_doi;
use crate::client::{AskError, Client};

/// Ten requests a second if Crossref knows whom to write to, otherwise five.
const POLITE_PAUSE: Duration = Duration::from_millis(100);
const PUBLIC_PAUSE: Duration = Duration::from_millis(200);
/// What `responseCode` of doi.org means.
const EXISTS: u32 = 1;
const UNKNOWN: u32 = 100;
const WITHOUT_ADDRESS: u32 = 200;
/// What publishers put before the title of a paper that they retract.
const MARKS: &[&str] = &["retracted article:", "retracted:", "withdrawn:", "removed:"];

#[derive(Debug, Deserialize)]
struct Work {
    message: Message,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case")]
struct Message {
    #[serde(rename = "DOI")]
    doi: String,
    #[serde(default)]
    title: Vec<String>,
    #[serde(default)]
    container_title: Vec<String>,
    #[serde(default)]
    short_container_title: Vec<String>,
    issued: Option<Dates>,
    published: Option<Dates>,
    published_print: Option<Dates>,
    published_online: Option<Dates>,
    #[serde(default)]
    updated_by: Vec<Update>,
    #[serde(default)]
    update_to: Vec<Update>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case")]
struct Dates {
    #[serde(default)]
    date_parts: Vec<Vec<Option<u16>>>,
}

impl Dates {
    fn year(&self) -> Option<u16> {
        *self.date_parts.first()?.first()?
    }
}

#[derive(Debug, Deserialize)]
struct Update {
    #[serde(rename = "DOI", default)]
    doi: String,
    #[serde(rename = "type", default)]
    kind: String,
    source: Option<String>,
    updated: Option<Dates>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Handle {
    response_code: u32,
}

/// Asks for a DOI in small letters.
///
/// # Errors
/// No answer, or none that can be read.
pub fn ask(client: &mut Client, settings: &VerifySettings, doi: &str) -> Result<Answer, AskError> {
    let mailto = settings.mailto.as_ref().map(|address| format!("?mailto={}", encoded(address)));
    let pause = if mailto.is_some() { POLITE_PAUSE } else { PUBLIC_PAUSE };
    let mailto = mailto.unwrap_or_default();
    let reply = client.get(&format!("{}/works/{}{mailto}", settings.crossref, encoded_doi(doi)), pause)?;
    if reply.is_missing() {
        return ask_doi_org(client, settings, doi);
    }
    let work: Work = reply.json()?;
    if !work.message.doi.contains('/') {
        return Err(reply.malformed("it names no DOI"));
    }
    if work.message.doi.to_lowercase() != doi {
        return Err(reply.malformed("it answers for a different DOI from the one that was asked for"));
    }
    Ok(Answer::Found(record(work.message)))
}

fn ask_doi_org(client: &mut Client, settings: &VerifySettings, doi: &str) -> Result<Answer, AskError> {
    let reply = client.get(&format!("{}/{}?type=URL", settings.handles, encoded_doi(doi)), PUBLIC_PAUSE)?;
    // The code says more than the status, which is 404 as well.
    if !reply.is_missing() {
        let handle: Handle = reply.json()?;
        return match handle.response_code {
            EXISTS | WITHOUT_ADDRESS => Ok(Answer::Elsewhere),
            UNKNOWN => Ok(Answer::NotFound),
            code => Err(reply.malformed(&format!("its code {code} is an error"))),
        };
    }
    Ok(Answer::NotFound)
}

fn record(message: Message) -> Record {
    let mut notices: Vec<Notice> = Vec::new();
    for update in &message.updated_by {
        notices.extend(kind_of(&update.kind).map(|kind| notice(kind, update, "notice")));
    }
    for update in &message.update_to {
        // A correction may be cited like any paper; what retracts another one may not.
        let kind = kind_of(&update.kind).filter(|kind| *kind > NoticeKind::Correction);
        notices.extend(kind.map(|kind| notice(kind, update, "this is itself the notice against")));
    }
    let mut titles = Vec::new();
    for title in message.title.iter().filter(|title| !title.trim().is_empty()) {
        let (title, mark) = unmarked(title, "Crossref");
        titles.push(title);
        notices.extend(mark);
    }
    let dates = [message.issued, message.published, message.published_online, message.published_print];
    let mut years: Vec<u16> = dates.iter().flatten().filter_map(Dates::year).collect();
    years.dedup();
    let journals = [message.container_title, message.short_container_title].concat();
    Record { titles, journals, years, notices }
}

fn kind_of(update: &str) -> Option<NoticeKind> {
    match update.replace('-', "_").as_str() {
        "retraction" | "partial_retraction" | "withdrawal" | "removal" => Some(NoticeKind::Retraction),
        "expression_of_concern" => Some(NoticeKind::Concern),
        "correction" | "corrigendum" | "erratum" | "addendum" | "clarification" => {
            Some(NoticeKind::Correction)
        }
        _ => None,
    }
}

fn notice(kind: NoticeKind, update: &Update, role: &str) -> Notice {
    let from = match update.source.as_deref() {
        Some("retraction-watch") => "Crossref, from Retraction Watch",
        _ => "Crossref",
    };
    let doi = if update.doi.is_empty() { "without a DOI" } else { update.doi.as_str() };
    let year = update.updated.as_ref().and_then(Dates::year).map(|year| format!(" of {year}"));
    Notice { kind, from: from.to_owned(), about: format!("{role} {doi}{}", year.unwrap_or_default()) }
}

/// A title without the word that marks it as retracted, and that word as a notice.
pub fn unmarked(title: &str, from: &str) -> (String, Option<Notice>) {
    let title = title.trim();
    let small = title.to_ascii_lowercase();
    match MARKS.iter().find(|mark| small.starts_with(*mark)) {
        Some(mark) => {
            let about = format!("its title begins with \u{201C}{}\u{201D}", &title[..mark.len()]);
            let notice = Notice { kind: NoticeKind::Retraction, from: from.to_owned(), about };
            (title[mark.len()..].trim().to_owned(), Some(notice))
        }
        None => (title.to_owned(), None),
    }
}
