//! What `claimlint check --explain-silence` prints, for people and as JSON: what is reported on a line, and why rules are
//! silent about other words there that they look for.

use std::io::{self, Write};

use claimlint_base::source::{Position, Source};
use claimlint_engine::Diagnostic;
use claimlint_engine::{Lowered, Passage, Reason, Silence};
use claimlint_rules::Market;
use claimlint_rules::MaskScope;
use claimlint_rules::markets::places;
use claimlint_rules::selection::Off;
use claimlint_workspace::explain::Explanation;
use serde::Serialize;
use serde_json::{Value, json};
use textwrap::Options;

use super::layout::{Look, whole_words};
use super::norms::{JsonNorm, norm_words};
use super::untrusted::{Escaped, harmless};

/// Longer words are cut, in characters: a citation may be a whole entry, a quotation a paragraph.
const LONGEST_QUOTE: usize = 100;

/// Writes the explanation for people, wrapped to the terminal.
///
/// # Errors
/// The writer's own.
pub fn write(one: &Explanation, is_excluded: bool, look: Look, out: &mut dyn Write) -> io::Result<()> {
    let mut page = Page { out, width: look.width };
    let place = match one.column {
        Some(column) => format!("{}:{}:{column}", one.path, one.line),
        None => format!("{}:{}", one.path, one.line),
    };
    page.paragraph(&place)?;
    if is_excluded {
        page.paragraph(EXCLUDED)?;
    }
    if !one.reported.is_empty() {
        page.heading("Reported here:")?;
    }
    for finding in &one.reported {
        let place = quoted(&Passage::of_diagnostic(finding), &one.source);
        page.item(&format!("{}[{}]: {place}", finding.severity, finding.rule.id))?;
        if let Some(lowered) = lowered_of(finding, one) {
            page.reason(&sentence_of_hedge(lowered, &one.source))?;
        }
    }
    if !one.silences.is_empty() {
        page.heading("Not reported here:")?;
    }
    for (at, silence) in one.silences.iter().enumerate() {
        let is_same = |other: &&Silence| other.rule.id == silence.rule.id && other.reason == silence.reason;
        if one.silences[..at].iter().any(|other| is_same(&other)) {
            continue;
        }
        let places = one.silences[at..].iter().filter(is_same).map(|same| quoted(&same.words, &one.source));
        let places: Vec<String> = places.collect();
        page.item(&format!("{}: {}", silence.rule.id, places.join(", ")))?;
        page.reason(&told(&silence.reason, &one.source).sentence)?;
    }
    if one.reported.is_empty() && one.silences.is_empty() {
        page.heading(nothing(one))?;
    }
    Ok(())
}

const EXCLUDED: &str =
    "The configuration excludes this file: it is checked only if it is named on the command line.";

/// What is said where no rule found anything.
fn nothing(one: &Explanation) -> &'static str {
    match (one.is_copy, one.column) {
        (false, _) => "This line is not read as copy, and no rule looks for anything in it.",
        (true, None) => "No rule matches anything on this line.",
        (true, Some(_)) => "No rule matches anything there.",
    }
}

struct Page<'o> {
    out: &'o mut dyn Write,
    width: usize,
}

impl Page<'_> {
    /// Writes a paragraph with an empty line before it.
    fn heading(&mut self, text: &str) -> io::Result<()> {
        writeln!(self.out)?;
        self.paragraph(text)
    }

    fn paragraph(&mut self, text: &str) -> io::Result<()> {
        self.fill(text, whole_words(self.width))
    }

    /// Writes what is under a heading; its further lines are indented more.
    fn item(&mut self, text: &str) -> io::Result<()> {
        self.fill(text, whole_words(self.width).initial_indent("  ").subsequent_indent("    "))
    }

    /// Writes why an item is as it is.
    fn reason(&mut self, text: &str) -> io::Result<()> {
        self.fill(text, whole_words(self.width).initial_indent("      ").subsequent_indent("      "))
    }

    fn fill(&mut self, text: &str, options: Options<'_>) -> io::Result<()> {
        writeln!(self.out, "{}", textwrap::fill(&harmless(text), options))
    }
}

/// “the best peel” (12:5)
fn quoted(passage: &Passage, source: &Source) -> String {
    let at = source.position(passage.span.start());
    let mut words = passage.text.as_str();
    let mut more = "";
    if let Some((end, _)) = words.char_indices().nth(LONGEST_QUOTE) {
        (words, more) = (&words[..words[..end].rfind(' ').unwrap_or(end)], "\u{2026}");
    }
    format!("\u{201C}{words}{more}\u{201D} ({}:{})", at.line, at.column)
}

fn lowered_of<'e>(finding: &Diagnostic, one: &'e Explanation) -> Option<&'e Lowered> {
    let words = Passage::of_diagnostic(finding);
    one.lowered.iter().find(|lowered| lowered.rule.id == finding.rule.id && lowered.words == words)
}

fn sentence_of_hedge(lowered: &Lowered, source: &Source) -> String {
    let Lowered { rule, hedge, why, by, .. } = lowered;
    let by = quoted(by, source);
    format!("One step below the rule's usual {}: {by} triggers the hedge `{hedge}`. {why}", rule.severity)
}

/// A reason as it is printed: its name for tools, a sentence or two for people, and its details.
struct Told {
    name: &'static str,
    sentence: String,
    details: Value,
}

/// Puts a reason into words.
fn told(reason: &Reason, source: &Source) -> Told {
    let quoted = |passage: &Passage| quoted(passage, source);
    let json = |passage| json_passage(passage, source);
    let (name, sentence, details) = match reason {
        Reason::Plain(plain) => (plain.name(), plain.sentence().to_owned(), Value::Null),
        Reason::SaidAgain(words) => {
            let sentence = format!("{} says the same, and is checked instead.", quoted(words));
            ("said-again", sentence, json!({ "words": json(words) }))
        }
        Reason::Excepted(words) => (
            "except",
            format!("The rule makes an exception for {}.", quoted(words)),
            json!({ "words": json(words) }),
        ),
        Reason::Masked { mask, scope, why, words, heading, norms } => {
            let sentence = match (scope, heading) {
                (MaskScope::Quotation, _) => {
                    format!("It is in the quotation {}. {why} (mask `{mask}`)", quoted(words))
                }
                (_, Some(heading)) => {
                    let (words, heading) = (&words.text, quoted(heading));
                    format!(
                        "\u{201C}{words}\u{201D} in the heading {heading} triggers the mask `{mask}`. {why}"
                    )
                }
                (_, None) => format!("{}{} triggers the mask `{mask}`. {why}", quoted(words), within(*scope)),
            };
            let (words, heading) = (json(words), heading.as_deref().map(json));
            let mut details =
                json!({ "mask": mask, "scope": scope, "why": why, "words": words, "heading": heading });
            if norms.is_empty() {
                ("mask", sentence, details)
            } else {
                details["norms"] = json!(JsonNorm::all(norms));
                let norms: Vec<String> = norms.iter().map(norm_words).collect();
                ("mask", format!("{sentence} Such wording is accepted {}.", norms.join("; ")), details)
            }
        }
        Reason::Cited { words, source, grade, needs } => {
            let sentence = match words {
                None => {
                    format!(
                        "The rule needs no citation here: it asks for {needs}, and the claim has {grade}."
                    )
                }
                Some(words) => {
                    let leads_to = source.as_ref().filter(|address| **address != words.text);
                    let leads_to = leads_to.map(|to| format!(" It leads to: {to}")).unwrap_or_default();
                    let own = quoted(words);
                    format!(
                        "The citation {own} backs it: its grade is {grade}, and the rule asks for {needs}.{leads_to}"
                    )
                }
            };
            let words = words.as_ref().map(json);
            let details = json!({ "words": words, "source": source, "grade": grade, "needs": needs });
            ("citation", sentence, details)
        }
        Reason::Accepted { words, reference, until } => {
            let sentence = format!(
                "The configuration accepts the wording {} until {until}: {reference}.",
                quoted(words)
            );
            let until = until.to_string();
            ("accepted", sentence, json!({ "words": json(words), "reference": reference, "until": until }))
        }
        Reason::Merged { rule, words } => {
            let sentence =
                format!("It is part of the same claim as {}, which {rule} reports.", quoted(words));
            ("merged", sentence, json!({ "rule": rule, "words": json(words) }))
        }
        Reason::OtherSubject(words) => {
            let sentence =
                format!("The nearest possible contradiction, {}, is about something else.", quoted(words));
            ("other-subject", sentence, json!({ "words": json(words) }))
        }
        Reason::Accompanied(words) => {
            let sentence = format!("What it asks for is here: {}.", quoted(words));
            ("accompanied", sentence, json!({ "words": json(words) }))
        }
        Reason::Suppressed { comment } => {
            let sentence = format!("A comment suppresses it: {}.", quoted(comment));
            ("taken-back", sentence, json!({ "comment": json(comment) }))
        }
        Reason::Off(off) => {
            let (sentence, details) = why_off(off);
            ("off", sentence, details)
        }
    };
    Told { name, sentence, details }
}

/// Why a rule is off, in a sentence, and its details.
fn why_off(off: &Off) -> (String, Value) {
    match off {
        Off::OptIn { pack } => (
            format!("The rule is off: its pack `{pack}` runs only when selected."),
            json!({ "why": "opt-in", "pack": pack }),
        ),
        Off::Market { markets } => (
            format!("The rule is off: it applies {}, and no such market is chosen.", places(markets.iter())),
            json!({ "why": "market", "markets": markets.iter().map(Market::name).collect::<Vec<_>>() }),
        ),
        Off::NotSelected => {
            ("The rule is off: other rules are selected.".to_owned(), json!({ "why": "not-selected" }))
        }
        Off::Ignored { name } => {
            (format!("The rule is off: `{name}` is ignored."), json!({ "why": "ignored", "name": name }))
        }
    }
}

/// Where the words that raise a mask are, relative to the words that it silences.
fn within(scope: MaskScope) -> &'static str {
    match scope {
        MaskScope::Words | MaskScope::Quotation | MaskScope::Section | MaskScope::Page => "",
        MaskScope::After => " before it",
        MaskScope::Clause => " in the same clause",
        MaskScope::Sentence => " in the same sentence",
        MaskScope::Block => " in the same paragraph",
    }
}

#[derive(Serialize)]
struct JsonPassage<'e> {
    text: &'e str,
    start: Position,
    end: Position,
}

fn json_passage<'e>(passage: &'e Passage, source: &Source) -> JsonPassage<'e> {
    let (start, end) = (source.position(passage.span.start()), source.position(passage.span.end()));
    JsonPassage { text: &passage.text, start, end }
}

/// Writes the same facts as one JSON document, version 1.
///
/// # Errors
/// The writer's own.
pub fn json(one: &Explanation, is_excluded: bool, out: &mut dyn Write) -> io::Result<()> {
    let errors: Vec<String> = one.errors.iter().map(ToString::to_string).collect();
    let reported = one.reported.iter().map(|finding| {
        let lowered = lowered_of(finding, one).map(|lowered| {
            json!({
                "hedge": lowered.hedge, "from": lowered.rule.severity,
                "words": json_passage(&lowered.by, &one.source),
                "explanation": sentence_of_hedge(lowered, &one.source),
            })
        });
        json!({
            "rule": finding.rule.id, "severity": finding.severity, "lowered": lowered,
            "words": json_passage(&Passage::of_diagnostic(finding), &one.source),
        })
    });
    let document = json!({
        "version": 1, "path": one.path, "line": one.line, "column": one.column,
        "excluded": is_excluded, "error": (!errors.is_empty()).then(|| errors.join("; ")), "copy": one.is_copy,
        "reported": reported.collect::<Vec<_>>(),
        "silent": one.silences.iter().map(|silence| json_silence(silence, &one.source)).collect::<Vec<_>>(),
    });
    serde_json::to_writer_pretty(Escaped(out), &document)?;
    writeln!(out)
}

fn json_silence(silence: &Silence, source: &Source) -> Value {
    let Told { name, sentence, details } = told(&silence.reason, source);
    json!({
        "rule": silence.rule.id, "words": json_passage(&silence.words, source), "reason": name,
        "details": details, "explanation": sentence,
    })
}
