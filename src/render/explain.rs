//! What `claimlint check --explain-silence` prints: what a line has reported, and why rules are silent about the other
//! words that they look for; for people, and as JSON.

use std::io::{self, Write};

use claimlint_base::source::{Position, Source};
use claimlint_engine::check::silence::{Lowered, Place, Reason, Silence};
use claimlint_engine::diagnostic::Diagnostic;
use claimlint_rules::MaskScope;
use claimlint_rules::selection::Off;
use claimlint_workspace::explain::Explanation;
use serde::Serialize;
use serde_json::{Value, json};

use super::layout::{Look, whole_words};
use super::untrusted::{Escaped, harmless};

/// What is under a heading is indented so far.
const INDENT: &str = "  ";

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
    page.paragraph("", &place)?;
    if is_excluded {
        page.paragraph("", EXCLUDED)?;
    }
    if !one.reported.is_empty() {
        page.paragraph("", "\nReported here:")?;
    }
    for finding in &one.reported {
        let place = quoted(&Place::of_diagnostic(finding), &one.source);
        page.paragraph(INDENT, &format!("{}[{}]: {place}", finding.severity, finding.rule.id))?;
        if let Some(lowered) = lowered_of(finding, one) {
            page.reason(&sentence_of_hedge(lowered, &one.source))?;
        }
    }
    if !one.silences.is_empty() {
        page.paragraph("", "\nNot reported here:")?;
    }
    for (at, silence) in one.silences.iter().enumerate() {
        let is_same = |other: &&Silence| other.rule.id == silence.rule.id && other.reason == silence.reason;
        if one.silences[..at].iter().any(|other| is_same(&other)) {
            continue;
        }
        let places = one.silences[at..].iter().filter(is_same).map(|same| quoted(&same.words, &one.source));
        let places: Vec<String> = places.collect();
        page.paragraph(INDENT, &format!("{}: {}", silence.rule.id, places.join(", ")))?;
        page.reason(&sentence(&silence.reason, &one.source))?;
    }
    if one.reported.is_empty() && one.silences.is_empty() {
        page.paragraph("", &format!("\n{}", nothing(one)))?;
    }
    Ok(())
}

const EXCLUDED: &str = "The configuration excludes this file: it is checked only where it is named.";

/// What is said where no rule found anything.
fn nothing(one: &Explanation) -> &'static str {
    match (one.is_copy, one.column) {
        (false, _) => "Nothing on this line is read as copy, and no rule's words are there.",
        (true, None) => "No rule's words are on this line.",
        (true, Some(_)) => "No rule's words are there.",
    }
}

struct Page<'o> {
    out: &'o mut dyn Write,
    width: usize,
}

impl Page<'_> {
    fn reason(&mut self, text: &str) -> io::Result<()> {
        self.paragraph("      ", text)
    }

    /// Writes a paragraph; a line end before it is an empty line.
    fn paragraph(&mut self, indent: &str, text: &str) -> io::Result<()> {
        let (blank, text) = text.strip_prefix('\n').map_or(("", text), |text| ("\n", text));
        let behind = format!("{indent}{}", if indent == INDENT { INDENT } else { "" });
        let options = whole_words(self.width).initial_indent(indent).subsequent_indent(&behind);
        writeln!(self.out, "{blank}{}", textwrap::fill(&harmless(text), options))
    }
}

/// “the best peel” (12:5)
fn quoted(place: &Place, source: &Source) -> String {
    let at = source.position(place.span.start());
    let mut words = place.text.as_str();
    let mut more = "";
    if let Some((end, _)) = words.char_indices().nth(LONGEST_QUOTE) {
        (words, more) = (&words[..words[..end].rfind(' ').unwrap_or(end)], "\u{2026}");
    }
    format!("\u{201C}{words}{more}\u{201D} ({}:{})", at.line, at.column)
}

fn lowered_of<'e>(finding: &Diagnostic, one: &'e Explanation) -> Option<&'e Lowered> {
    let is_its = |lowered: &&Lowered| {
        lowered.rule.id == finding.rule.id && lowered.words == Place::of_diagnostic(finding)
    };
    one.lowered.iter().find(is_its)
}

fn sentence_of_hedge(lowered: &Lowered, source: &Source) -> String {
    let Lowered { rule, hedge, why, by, .. } = lowered;
    let by = quoted(by, source);
    format!("A step less than the rule's own {}: {by} raises the hedge `{hedge}`. {why}", rule.severity)
}

/// Why a rule is silent, in a sentence or two.
fn sentence(reason: &Reason, source: &Source) -> String {
    let quoted = |place: &Place| quoted(place, source);
    match reason {
        Reason::References => "It stands in the list of references, which is not judged as copy.".into(),
        Reason::Note => "It stands in a footnote, which is not judged as copy.".into(),
        Reason::Unread => "It stands in code, an address or markup, which is not read as copy.".into(),
        Reason::SaidAgain(place) => {
            format!("{} says the same; it is checked there, and not a second time.", quoted(place))
        }
        Reason::Key => "It is part of a key of the bibliography, whose words are no copy.".into(),
        Reason::Excepted(words) => format!("The rule excepts {}.", quoted(words)),
        Reason::Masked { mask, scope: MaskScope::Quotation, why, words, .. } => {
            format!("It stands in the quotation {}. {why} (mask `{mask}`)", quoted(words))
        }
        Reason::Masked { mask, why, words, heading: Some(heading), .. } => {
            let (words, heading) = (&words.text, quoted(heading));
            format!("\u{201C}{words}\u{201D} in the heading {heading} raises the mask `{mask}`. {why}")
        }
        Reason::Masked { mask, scope, why, words, heading: None } => {
            format!("{}{} raises the mask `{mask}`. {why}", quoted(words), within(*scope))
        }
        Reason::Cited { words: None, grade, needs, .. } => {
            format!("The rule is content without a citation: it asks for {needs}, and has {grade}.")
        }
        Reason::Cited { words: Some(words), source: leads_to, grade, needs } => {
            let own = quoted(words);
            let leads_to = leads_to.as_ref().filter(|address| **address != words.text);
            let leads_to = leads_to.map(|to| format!(" It leads to: {to}")).unwrap_or_default();
            format!(
                "The citation {own} backs it: its grade is {grade}, and the rule asks for {needs}.{leads_to}"
            )
        }
        Reason::Accepted { words, reference, until } => {
            let words = quoted(words);
            format!("The house has accepted the wording {words} until {until}: {reference}.")
        }
        Reason::Merged { rule, words } => {
            format!("It is one thing with {}, for which {rule} speaks.", quoted(words))
        }
        Reason::UsersWord => {
            "The configuration says that it is right: it is in `accept` or in `files` of [words].".into()
        }
        Reason::Allowed => "The rule allows this word.".into(),
        Reason::Right => "It is right as it stands.".into(),
        Reason::Possessive => "An apostrophe follows, and the right words would not fit before it.".into(),
        Reason::Formless => "The rule knows no right form of these words.".into(),
        Reason::Capital => {
            "Its capital may belong there: in a title, in a name, or at the beginning of a sentence.".into()
        }
        Reason::NothingNear => {
            "The dictionary does not have it, nor a word that was plainly meant by it.".into()
        }
        Reason::Name => "With its capitals it may be a name, or a part of one.".into(),
        Reason::Term => {
            "The dictionary does not have it, but the document uses it so often that it is taken for a term."
                .into()
        }
        Reason::Foreign => "It seems to be of another language, or stands between quotation marks.".into(),
        Reason::Code => "It is part of an address, a path, a measure, a code or a word with a hyphen.".into(),
        Reason::Quoted => "It stands in a quotation, whose spelling is somebody else's.".into(),
        Reason::Mentioned => "It stands in brackets behind its synonym, as another name for it.".into(),
        Reason::OtherEnglish => {
            "The `locale` of the configuration does not have this spelling, and it is judged as misspelt."
                .into()
        }
        Reason::Usual => "This is the spelling that holds in the document.".into(),
        Reason::Uncontradicted => "It is a promise that nothing in the document contradicts.".into(),
        Reason::Unpromised => "It would contradict a promise, and the document does not make it.".into(),
        Reason::OtherSubject(other) => {
            format!("{} is the nearest that could contradict it, and is about something else.", quoted(other))
        }
        Reason::Crowded => "The document has too many places like this one to compare them all.".into(),
        Reason::TakenBack { comment } => {
            format!("A comment takes it back: {}.", quoted(comment))
        }
        Reason::Known => "The baseline knows it.".into(),
        Reason::Off(Off::OptIn { pack }) => {
            format!("The rule is off: its pack `{pack}` runs only where it is asked for.")
        }
        Reason::Off(Off::NotSelected) => "The rule is off: other rules are selected.".into(),
        Reason::Off(Off::Ignored { name }) => format!("The rule is off: `{name}` is ignored."),
    }
}

/// Where the words stand that raise a mask, as seen from those it silences.
fn within(scope: MaskScope) -> &'static str {
    match scope {
        MaskScope::Words | MaskScope::Quotation | MaskScope::Section => "",
        MaskScope::After => " before it",
        MaskScope::Clause => " in the same clause",
        MaskScope::Sentence => " in the same sentence",
        MaskScope::Block => " in the same paragraph",
    }
}

#[derive(Serialize)]
struct JsonPlace<'e> {
    text: &'e str,
    start: Position,
    end: Position,
}

fn json_place<'e>(place: &'e Place, source: &Source) -> JsonPlace<'e> {
    let (start, end) = (source.position(place.span.start()), source.position(place.span.end()));
    JsonPlace { text: &place.text, start, end }
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
                "words": json_place(&lowered.by, &one.source),
                "explanation": sentence_of_hedge(lowered, &one.source),
            })
        });
        json!({
            "rule": finding.rule.id, "severity": finding.severity, "lowered": lowered,
            "words": json_place(&Place::of_diagnostic(finding), &one.source),
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
    let (name, details) = facts(&silence.reason, source);
    json!({
        "rule": silence.rule.id, "words": json_place(&silence.words, source), "reason": name,
        "details": details, "explanation": sentence(&silence.reason, source),
    })
}

/// The name of a reason for tools, and what belongs to it.
fn facts(reason: &Reason, source: &Source) -> (&'static str, Value) {
    let place = |place| json_place(place, source);
    match reason {
        Reason::References => ("references", Value::Null),
        Reason::Note => ("note", Value::Null),
        Reason::Unread => ("unread", Value::Null),
        Reason::SaidAgain(words) => ("said-again", json!({ "words": place(words) })),
        Reason::Key => ("key", Value::Null),
        Reason::Excepted(words) => ("except", json!({ "words": place(words) })),
        Reason::Masked { mask, scope, why, words, heading } => {
            let (words, heading) = (place(words), heading.as_deref().map(place));
            let details =
                json!({ "mask": mask, "scope": scope, "why": why, "words": words, "heading": heading });
            ("mask", details)
        }
        Reason::Cited { words, source, grade, needs } => {
            let words = words.as_ref().map(place);
            ("citation", json!({ "words": words, "source": source, "grade": grade, "needs": needs }))
        }
        Reason::Accepted { words, reference, until } => {
            let until = until.to_string();
            ("accepted", json!({ "words": place(words), "reference": reference, "until": until }))
        }
        Reason::Merged { rule, words } => ("merged", json!({ "rule": rule, "words": place(words) })),
        Reason::UsersWord => ("users-word", Value::Null),
        Reason::Allowed => ("allowed", Value::Null),
        Reason::Right => ("right", Value::Null),
        Reason::Possessive => ("possessive", Value::Null),
        Reason::Formless => ("formless", Value::Null),
        Reason::Capital => ("capital", Value::Null),
        Reason::NothingNear => ("nothing-near", Value::Null),
        Reason::Name => ("name", Value::Null),
        Reason::Term => ("term", Value::Null),
        Reason::Foreign => ("foreign", Value::Null),
        Reason::Code => ("code", Value::Null),
        Reason::Quoted => ("quoted", Value::Null),
        Reason::Mentioned => ("mentioned", Value::Null),
        Reason::OtherEnglish => ("other-english", Value::Null),
        Reason::Usual => ("usual", Value::Null),
        Reason::Uncontradicted => ("uncontradicted", Value::Null),
        Reason::Unpromised => ("unpromised", Value::Null),
        Reason::OtherSubject(words) => ("other-subject", json!({ "words": place(words) })),
        Reason::Crowded => ("crowded", Value::Null),
        Reason::TakenBack { comment } => ("taken-back", json!({ "comment": place(comment) })),
        Reason::Known => ("known", Value::Null),
        Reason::Off(off) => match off {
            Off::OptIn { pack } => ("off", json!({ "why": "opt-in", "pack": pack })),
            Off::NotSelected => ("off", json!({ "why": "not-selected" })),
            Off::Ignored { name } => ("off", json!({ "why": "ignored", "name": name })),
        },
    }
}
