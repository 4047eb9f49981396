//! SARIF 2.1.0 (<https://docs.oasis-open.org/sarif/sarif/v2.1.0/>), which code hosts and dashboards read.
//!
//! Lines and columns begin at 1, columns count characters. A file that could not be read is a notification of the
//! invocation, which then was not a success. SARIF's levels have the names of our severities. The objects of the
//! standard are in `types`.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io::{self, Write};

use claimlint_base::address::encoded_path;
use claimlint_base::grade::Grade;
use claimlint_base::source::Source;
use claimlint_base::span::Span;
use claimlint_engine::{Diagnostic, Edit};
use claimlint_rules::Rule;
use claimlint_workspace::hidden_by::HiddenBy;
use claimlint_workspace::report::{FileReport, Report};
use serde_json::json;

use super::each::Each;
use super::norms::{JsonNorm, norm_words};
use super::untrusted::write_json;
use super::wording::with_help;

mod types;

const SCHEMA: &str = "https://json.schemastore.org/sarif-2.1.0.json";
/// The name of our fingerprint; another way to compute it gets another name.
const FINGERPRINT: &str = "claimlint/v1";
/// How far the words that are suggested in the place of a claim may be trusted: they are shown, and never applied.
const ONLY_SHOWN: &str = "display-only";

/// Writes the report as one SARIF document.
///
/// # Errors
/// The writer's own.
pub fn write(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    let findings = report.files.iter().flat_map(|file| &file.diagnostics);
    let rules: BTreeMap<&str, &Rule> =
        findings.map(|finding| (finding.rule.id.as_str(), &*finding.rule)).collect();
    let index_of: BTreeMap<&str, usize> = rules.keys().enumerate().map(|(index, id)| (*id, index)).collect();
    let notifications: Vec<types::Notification> = report.files.iter().flat_map(notifications).collect();
    let run = types::Run {
        column_kind: "unicodeCodePoints",
        invocations: [types::Invocation {
            execution_successful: notifications.is_empty() && !report.has_failed,
            tool_execution_notifications: notifications,
        }],
        results: Each(|| report.files.iter().flat_map(|file| results(file, &index_of))),
        tool: types::Tool {
            driver: types::Driver {
                name: "claimlint",
                rules: rules.values().map(|rule| descriptor(rule)).collect(),
                semantic_version: env!("CARGO_PKG_VERSION"),
            },
        },
    };
    let log = types::Log { schema: SCHEMA, runs: [run], version: "2.1.0" };
    write_json(out, &log)?;
    writeln!(out)
}

/// A message. Readers make a link of `[words](address)` in it, so that brackets are escaped as the standard has it (3.11.6),
/// and with them the backslash that does so.
fn text<'r>(text: impl Into<Cow<'r, str>>) -> types::Text<'r> {
    let text = text.into();
    if !text.contains(['[', ']']) {
        return types::Text { text };
    }
    let mut escaped = String::with_capacity(text.len() + 8);
    for sign in text.chars() {
        if matches!(sign, '[' | ']' | '\\') {
            escaped.push('\\');
        }
        escaped.push(sign);
    }
    types::Text { text: escaped.into() }
}

fn descriptor(rule: &Rule) -> types::RuleDescriptor<'_> {
    let norms: Vec<String> = rule.norms.iter().map(norm_words).collect();
    let norms = if norms.is_empty() { String::new() } else { format!("\n\nRests on: {}", norms.join("; ")) };
    let mut tags = vec![rule.category.name(), rule.pack.as_str()];
    // Some packs are named after their category, and no tag may occur twice.
    tags.dedup();
    types::RuleDescriptor {
        default_configuration: types::RuleConfiguration { level: rule.severity.name() },
        full_description: text(&rule.why),
        help: text(format!("{}{norms}", rule.help)),
        help_uri: rule.norms.first().map(|norm| norm.url.as_str()),
        id: &rule.id,
        properties: types::RuleProperties { tags, norms: json!(JsonNorm::all(&rule.norms)) },
        short_description: text(rule.id.replace('-', " ")),
    }
}

fn results<'r>(
    file: &'r FileReport,
    index_of: &'r BTreeMap<&str, usize>,
) -> impl Iterator<Item = types::Finding<'r>> {
    let sources = file.source.iter();
    sources.flat_map(move |source| {
        file.diagnostics.iter().map(move |one| {
            let index = index_of.get(one.rule.id.as_str()).copied().unwrap_or_default();
            result(file, source, one, index)
        })
    })
}

fn result<'r>(
    file: &'r FileReport,
    source: &Source,
    diagnostic: &'r Diagnostic,
    rule_index: usize,
) -> types::Finding<'r> {
    let path = file.path_from_root();
    let related = diagnostic.labels.iter().map(|label| types::Location {
        message: Some(text(&label.message)),
        physical_location: physical(path, source, label.span),
    });
    types::Finding {
        fixes: fixes(path, source, diagnostic),
        level: diagnostic.severity.name(),
        locations: [types::Location {
            message: None,
            physical_location: physical(path, source, diagnostic.span),
        }],
        message: text(with_help(file, diagnostic)),
        partial_fingerprints: BTreeMap::from([(FINGERPRINT, format!("{:016x}", diagnostic.fingerprint))]),
        properties: types::FindingProperties {
            hidden_by: file.hidden_by(diagnostic).map(HiddenBy::name),
            grade: diagnostic.grade.map(Grade::name),
            norms: of_markets(&diagnostic.rule),
        },
        related_locations: related.collect(),
        rule_id: &diagnostic.rule.id,
        rule_index,
    }
}

/// The norms of a finding, where they depend on the markets: the rule of another finding may have others.
fn of_markets(rule: &Rule) -> Option<serde_json::Value> {
    let has_markets = rule.norms.iter().any(|norm| norm.market.is_some());
    has_markets.then(|| json!(JsonNorm::all(&rule.norms)))
}

/// A path as a relative reference, or as the address of a file where it begins at the root.
fn artifact(path: &str) -> types::ArtifactLocation {
    let path = if cfg!(windows) { path.replace('\\', "/") } else { path.to_owned() };
    let path = path.strip_prefix("./").unwrap_or(&path);
    let encoded = encoded_path(path);
    let uri = if path.starts_with('/') { format!("file://{encoded}") } else { encoded };
    types::ArtifactLocation { uri }
}

fn physical(path: &str, source: &Source, span: Span) -> types::PhysicalLocation {
    types::PhysicalLocation { artifact_location: artifact(path), region: Some(region(source, span)) }
}

fn region(source: &Source, span: Span) -> types::Region {
    let (start, end) = (source.position(span.start()), source.position(span.end()));
    types::Region {
        end_column: end.column,
        end_line: end.line,
        start_column: start.column,
        start_line: start.line,
    }
}

/// What would fix a finding, and what to write instead of it, which is for a person to choose.
fn fixes<'r>(path: &str, source: &Source, diagnostic: &'r Diagnostic) -> Vec<types::Fix<'r>> {
    let own = diagnostic.fix.iter();
    let own = own.map(|one| fix(path, source, &one.title, &one.edits, one.safety.name()));
    let suggested = diagnostic.suggestions.iter().filter(|one| !one.edits.is_empty());
    own.chain(suggested.map(|one| fix(path, source, &one.title, &one.edits, ONLY_SHOWN))).collect()
}

fn fix<'r>(
    path: &str,
    source: &Source,
    title: &'r str,
    edits: &'r [Edit],
    safety: &'static str,
) -> types::Fix<'r> {
    let replacements = edits.iter().map(|edit| types::Replacement {
        deleted_region: region(source, edit.span),
        // This is not a message, and goes into the page as it is.
        inserted_content: types::Text { text: edit.text.as_str().into() },
    });
    types::Fix {
        artifact_changes: [types::ArtifactChange {
            artifact_location: artifact(path),
            replacements: replacements.collect(),
        }],
        description: text(title),
        properties: types::FixProperties { safety },
    }
}

fn notifications(file: &FileReport) -> impl Iterator<Item = types::Notification> {
    file.errors.iter().map(|error| types::Notification {
        level: "error",
        locations: [types::Location {
            message: None,
            physical_location: types::PhysicalLocation {
                artifact_location: artifact(file.path_from_root()),
                region: None,
            },
        }],
        message: text(error.to_string()),
    })
}
