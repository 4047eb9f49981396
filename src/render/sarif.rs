//! SARIF 2.1.0 (<https://docs.oasis-open.org/sarif/sarif/v2.1.0/>), which code hosts and dashboards read.
//!
//! Lines and columns begin at 1, columns count characters. A file that could not be read is a notification of the
//! invocation, which then was no success.

use std::collections::BTreeMap;
use std::io::{self, Write};

use claimlint_base::source::Source;
use claimlint_base::span::Span;
use claimlint_engine::{Diagnostic, Fix};
use claimlint_rules::{Rule, Severity};
use claimlint_workspace::report::{FileReport, Report};
use serde_json::{Value, json};
use serde_sarif::sarif;

use super::{Escaped, address, norm_words, with_help};

const SCHEMA: &str = "https://json.schemastore.org/sarif-2.1.0.json";
/// The name of our fingerprint; another way to compute it gets another name.
const FINGERPRINT: &str = "claimlint/v1";

/// Writes the report as one SARIF document.
///
/// # Errors
/// The writer's own.
pub fn write(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    let findings = report.files.iter().flat_map(|file| &file.diagnostics);
    let mut rules: BTreeMap<&str, &Rule> = BTreeMap::new();
    for finding in findings {
        rules.insert(&finding.rule.id, &finding.rule);
    }
    let index_of: BTreeMap<&str, usize> = rules.keys().enumerate().map(|(index, id)| (*id, index)).collect();
    let results = report.files.iter().flat_map(|file| results(file, &index_of));
    let driver = sarif::ToolComponent::builder()
        .name("claimlint")
        .semantic_version(env!("CARGO_PKG_VERSION"))
        .rules(rules.values().map(|rule| descriptor(rule)).collect::<Vec<_>>());
    let notifications: Vec<_> = report.files.iter().flat_map(notifications).collect();
    let invocation = sarif::Invocation::builder()
        .execution_successful(notifications.is_empty())
        .tool_execution_notifications(notifications);
    let run = sarif::Run::builder()
        .tool(sarif::Tool::builder().driver(driver.build()).build())
        .column_kind(json!("unicodeCodePoints"))
        .invocations(vec![invocation.build()])
        .results(results.collect::<Vec<_>>());
    let log = sarif::Sarif::builder().schema(SCHEMA).version(json!("2.1.0")).runs(vec![run.build()]).build();
    serde_json::to_writer(Escaped(out), &log)?;
    writeln!(out)
}

fn text(words: &str) -> sarif::Message {
    sarif::Message::builder().text(words).build()
}

fn descriptor(rule: &Rule) -> sarif::ReportingDescriptor {
    let words = |text: String| sarif::MultiformatMessageString::builder().text(text).build();
    let norms: Vec<String> = rule.norms.iter().map(norm_words).collect();
    let norms = if norms.is_empty() { String::new() } else { format!("\n\nRests on: {}", norms.join("; ")) };
    let mut tags = vec![rule.category.name().to_owned(), rule.pack.clone()];
    // Some packs are named after their category, and no tag may stand twice.
    tags.dedup();
    let configuration = sarif::ReportingConfiguration::builder().level(json!(rule.severity.name())).build();
    let properties = sarif::PropertyBag::builder()
        .tags(tags)
        .additional_properties(BTreeMap::from([("norms".to_owned(), json!(rule.norms))]));
    let descriptor = sarif::ReportingDescriptor::builder()
        .id(&rule.id)
        .short_description(words(rule.id.replace('-', " ")))
        .full_description(words(rule.why.clone()))
        .help(words(format!("{}{norms}", rule.help)))
        .default_configuration(configuration)
        .properties(properties.build());
    match rule.norms.first() {
        Some(norm) => descriptor.help_uri(&norm.url).build(),
        None => descriptor.build(),
    }
}

fn results<'f>(
    file: &'f FileReport,
    index_of: &'f BTreeMap<&str, usize>,
) -> impl Iterator<Item = sarif::Result> + 'f {
    let sources = file.source.iter();
    sources.flat_map(move |source| {
        file.diagnostics.iter().map(move |one| {
            let index = index_of.get(one.rule.id.as_str()).copied().unwrap_or_default();
            result(&file.path, source, one, index)
        })
    })
}

fn result(path: &str, source: &Source, diagnostic: &Diagnostic, index: usize) -> sarif::Result {
    let related = diagnostic.labels.iter().map(|label| {
        let place = physical(path, source, label.span);
        sarif::Location::builder().physical_location(place).message(text(&label.message)).build()
    });
    let place = physical(path, source, diagnostic.span);
    let fingerprint = format!("{:016x}", diagnostic.fingerprint);
    let grade = diagnostic.grade.map(|grade| ("grade".to_owned(), json!(grade.name())));
    let fixes: Vec<_> = diagnostic.fix.iter().map(|one| fix(path, source, one)).collect();
    sarif::Result::builder()
        .rule_id(&diagnostic.rule.id)
        .rule_index(i64::try_from(index).unwrap_or(i64::MAX))
        .level(level_of(diagnostic.severity))
        .message(text(&with_help(diagnostic)))
        .locations(vec![sarif::Location::builder().physical_location(place).build()])
        .related_locations(related.collect::<Vec<_>>())
        .partial_fingerprints(BTreeMap::from([(FINGERPRINT.to_owned(), fingerprint)]))
        .fixes(fixes)
        .properties(properties(grade))
        .build()
}

fn level_of(severity: Severity) -> sarif::ResultLevel {
    match severity {
        Severity::Error => sarif::ResultLevel::Error,
        Severity::Warning => sarif::ResultLevel::Warning,
        Severity::Note => sarif::ResultLevel::Note,
    }
}

fn properties(all: impl IntoIterator<Item = (String, Value)>) -> sarif::PropertyBag {
    sarif::PropertyBag::builder().additional_properties(all.into_iter().collect::<BTreeMap<_, _>>()).build()
}

fn artifact(path: &str) -> sarif::ArtifactLocation {
    sarif::ArtifactLocation::builder().uri(address(path)).build()
}

fn physical(path: &str, source: &Source, span: Span) -> sarif::PhysicalLocation {
    let place = sarif::PhysicalLocation::builder();
    place.artifact_location(artifact(path)).region(region(source, span)).build()
}

fn region(source: &Source, span: Span) -> sarif::Region {
    let number = |number: usize| i64::try_from(number).unwrap_or(i64::MAX);
    let (start, end) = (source.position(span.start()), source.position(span.end()));
    sarif::Region::builder()
        .start_line(number(start.line))
        .start_column(number(start.column))
        .end_line(number(end.line))
        .end_column(number(end.column))
        .build()
}

fn fix(path: &str, source: &Source, fix: &Fix) -> sarif::Fix {
    let replacements = fix.edits.iter().map(|edit| {
        let content = sarif::ArtifactContent::builder().text(&edit.text).build();
        let replaced = sarif::Replacement::builder().deleted_region(region(source, edit.span));
        replaced.inserted_content(content).build()
    });
    let change = sarif::ArtifactChange::builder()
        .artifact_location(artifact(path))
        .replacements(replacements.collect::<Vec<_>>());
    let safety = ("safety".to_owned(), json!(fix.safety.name()));
    sarif::Fix::builder()
        .description(text(&fix.title))
        .artifact_changes(vec![change.build()])
        .properties(properties([safety]))
        .build()
}

fn notifications(file: &FileReport) -> impl Iterator<Item = sarif::Notification> {
    file.errors.iter().map(|error| {
        let place = sarif::PhysicalLocation::builder().artifact_location(artifact(&file.path)).build();
        let location = sarif::Location::builder().physical_location(place).build();
        sarif::Notification::builder()
            .level(json!("error"))
            .message(text(&error.to_string()))
            .locations(vec![location])
            .build()
    })
}
