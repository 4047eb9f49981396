//! Two reports in XML: that of Checkstyle, which many editors and hosts read, and that of JUnit, which build servers show
//! as tests: a file is a suite, a finding a failed test in it.

use std::io::{self, Write};

use claimlint_engine::Diagnostic;
use claimlint_rules::Severity;
use claimlint_workspace::report::{FileReport, Report};
use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};

use super::untrusted::harmless;
use super::wording::{hidden, where_in_document, with_help};

/// Writes the report as Checkstyle does.
///
/// # Errors
/// The writer's own.
pub fn checkstyle(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    let mut xml = opened(out)?;
    xml.create_element("checkstyle").with_attribute(("version", "10.0")).write_inner_content(|xml| {
        report.files.iter().filter(|file| !is_clean(file)).try_for_each(|file| checkstyle_file(file, xml))
    })?;
    closed(xml)
}

fn checkstyle_file(file: &FileReport, xml: &mut Writer<&mut dyn Write>) -> io::Result<()> {
    let path = harmless(file.path_from_root());
    xml.create_element("file").with_attribute(("name", path.as_ref())).write_inner_content(|xml| {
        for error in &file.errors {
            let line = error.position.map_or(1, |at| at.line).to_string();
            let element = xml.create_element("error").with_attribute(("line", line.as_str()));
            let element = element.with_attribute(("severity", "error"));
            let element = element.with_attribute(("message", harmless(&error.message).as_ref()));
            element.with_attribute(("source", "claimlint")).write_empty()?;
        }
        for (diagnostic, line, column) in findings(file) {
            let severity = match diagnostic.severity {
                Severity::Error => "error",
                Severity::Warning => "warning",
                Severity::Note => "info",
            };
            let source = format!("claimlint.{}", diagnostic.rule.id);
            let element = xml.create_element("error").with_attribute(("line", line.as_str()));
            let element = element.with_attribute(("column", column.as_str()));
            let element = element.with_attribute(("severity", severity));
            let element =
                element.with_attribute(("message", harmless(&with_help(file, diagnostic)).as_ref()));
            element.with_attribute(("source", source.as_str())).write_empty()?;
        }
        Ok(())
    })?;
    Ok(())
}

/// Writes the report as JUnit does.
///
/// # Errors
/// The writer's own.
pub fn junit(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    let summary = report.summary();
    let mut xml = opened(out)?;
    let clean = report.files.iter().filter(|file| is_clean(file)).count();
    let errors: usize = report.files.iter().map(|file| file.errors.len()).sum();
    let (failures, tests) =
        (summary.findings().to_string(), (summary.findings() + errors + clean).to_string());
    let element = xml.create_element("testsuites").with_attribute(("name", "claimlint"));
    let element = element.with_attribute(("tests", tests.as_str()));
    let element = element.with_attribute(("failures", failures.as_str()));
    element
        .with_attribute(("errors", errors.to_string().as_str()))
        .write_inner_content(|xml| report.files.iter().try_for_each(|file| suite(file, xml)))?;
    closed(xml)
}

fn suite(file: &FileReport, xml: &mut Writer<&mut dyn Write>) -> io::Result<()> {
    let path = harmless(file.path_from_root());
    let (failures, errors) = (file.diagnostics.len(), file.errors.len());
    let tests = (failures + errors).max(1).to_string();
    let element = xml.create_element("testsuite").with_attribute(("name", path.as_ref()));
    let element = element.with_attribute(("tests", tests.as_str()));
    let element = element.with_attribute(("failures", failures.to_string().as_str()));
    element.with_attribute(("errors", errors.to_string().as_str())).write_inner_content(|xml| {
        if is_clean(file) {
            let case = xml.create_element("testcase").with_attribute(("name", "no findings"));
            case.with_attribute(("classname", path.as_ref())).write_empty()?;
        }
        for error in &file.errors {
            let (name, words) = ("unreadable", error.to_string());
            let test = FailedTest { name, element: "error", kind: name, message: &words, body: &words };
            failed_test(&path, &test, xml)?;
        }
        for (diagnostic, line, column) in findings(file) {
            let name = format!("{} ({line}:{column})", diagnostic.rule.id);
            let place = where_in_document(file, diagnostic);
            let message = format!("{}{}{place}", diagnostic.message, hidden(file, diagnostic));
            let body = format!(
                "{path}:{line}:{column}: {message}\n{}\n{}",
                diagnostic.rule.why, diagnostic.rule.help
            );
            let test = FailedTest {
                name: &name,
                element: "failure",
                kind: diagnostic.severity.name(),
                message: &message,
                body: &body,
            };
            failed_test(&path, &test, xml)?;
        }
        Ok(())
    })?;
    Ok(())
}

/// A test that failed.
struct FailedTest<'t> {
    name: &'t str,
    /// The element that says why: `failure` or `error`.
    element: &'t str,
    /// The value of its attribute `type`.
    kind: &'t str,
    message: &'t str,
    /// The message with all that belongs to it.
    body: &'t str,
}

fn failed_test(path: &str, test: &FailedTest<'_>, xml: &mut Writer<&mut dyn Write>) -> io::Result<()> {
    let case = xml.create_element("testcase").with_attribute(("name", test.name));
    case.with_attribute(("classname", path)).write_inner_content(|xml| {
        let failure = xml.create_element(test.element).with_attribute(("type", test.kind));
        let failure = failure.with_attribute(("message", harmless(test.message).as_ref()));
        let lines: Vec<String> = test.body.lines().map(|line| harmless(line).into_owned()).collect();
        failure.write_text_content(BytesText::new(&lines.join("\n")))?;
        Ok(())
    })?;
    Ok(())
}

fn is_clean(file: &FileReport) -> bool {
    file.errors.is_empty() && file.diagnostics.is_empty()
}

/// The findings of a file with their lines and columns.
fn findings(file: &FileReport) -> impl Iterator<Item = (&Diagnostic, String, String)> {
    file.source.iter().flat_map(|source| {
        file.diagnostics.iter().map(|one| {
            let at = source.position(one.span.start());
            (one, at.line.to_string(), at.column.to_string())
        })
    })
}

fn opened(out: &mut dyn Write) -> io::Result<Writer<&mut dyn Write>> {
    let mut xml = Writer::new_with_indent(out, b' ', 2);
    xml.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    Ok(xml)
}

fn closed(xml: Writer<&mut dyn Write>) -> io::Result<()> {
    writeln!(xml.into_inner())
}
