//! ClinicalTrials.gov: whether a trial is registered, and under which titles.
//!
//! The fields follow version 2 of its interface, which answers in plain text where there is no such trial. A trial has no
//! journal, and its dates do not say when a paper came out.

use std::time::Duration;

use claimlint_engine::evidence::registry::{Answer, Record};
use claimlint_workspace::config::VerifySettings;
use serde::Deserialize;

use crate::client::{AskError, Client};

/// Fifty requests a minute.
const PAUSE: Duration = Duration::from_millis(1200);
/// What is asked for: a whole record may have some megabytes of results.
const FIELDS: &str = "NCTId,BriefTitle,OfficialTitle";
/// Its status for numbers that it cannot have given.
const BAD_REQUEST: u16 = 400;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Study {
    protocol_section: Protocol,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Protocol {
    identification_module: Identification,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Identification {
    brief_title: Option<String>,
    official_title: Option<String>,
}

/// Asks for an NCT number.
///
/// # Errors
/// No answer, or none that can be read.
pub fn ask(client: &mut Client, settings: &VerifySettings, number: &str) -> Result<Answer, AskError> {
    let address = format!("{}/studies/{number}?fields={FIELDS}", settings.trials);
    let reply = client.get(&address, PAUSE)?;
    if reply.is_missing() || reply.status == BAD_REQUEST {
        return Ok(Answer::NotFound);
    }
    let study: Study = reply.json()?;
    let titles = study.protocol_section.identification_module;
    let titles = [titles.brief_title, titles.official_title].into_iter().flatten().collect();
    Ok(Answer::Found(Record { titles, ..Record::default() }))
}
