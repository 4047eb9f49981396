//! Reads and compiles single patterns.

use std::ops::Range;

use regex_automata::meta::{Config, Regex};
use regex_automata::nfa::thompson::WhichCaptures;
use regex_automata::util::syntax;
use regex_syntax::ParserBuilder;
use regex_syntax::hir::{Class, ClassUnicode, ClassUnicodeRange, Hir, HirKind, Look, Repetition};

/// A compiled pattern may take this many bytes.
const LARGEST_REGEX: usize = 1 << 20;

/// A fault in a pattern.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PatternFault {
    /// What is wrong.
    pub message: String,
    /// The bytes of the pattern that are wrong, if the parser says which.
    pub range: Option<Range<usize>>,
}

/// Whether a pattern is one that can be compiled. Case is ignored unless it says `(?-i)`.
///
/// # Errors
/// The first thing wrong with it, with its place where the parser says.
pub fn check(pattern: &str) -> Result<(), PatternFault> {
    let parsed = parse(pattern, true)?;
    if parsed.properties().minimum_len() == Some(0) {
        return Err(PatternFault {
            message: "the pattern matches an empty text, so it would match everywhere".into(),
            range: None,
        });
    }
    compile(pattern).map(|_| ())
}

/// The parts of a pattern. In `any_case`, a letter is its small and its capital form.
pub(super) fn parse(pattern: &str, any_case: bool) -> Result<Hir, PatternFault> {
    let mut parser = ParserBuilder::new().case_insensitive(any_case).build();
    parser.parse(pattern).map_err(|error| {
        let (message, span) = match &error {
            regex_syntax::Error::Parse(error) => (error.kind().to_string(), Some(error.span())),
            regex_syntax::Error::Translate(error) => (error.kind().to_string(), Some(error.span())),
            _ => (error.to_string(), None),
        };
        PatternFault { message, range: span.map(|span| span.start.offset..span.end.offset) }
    })
}

/// Whether a pattern has only small letters of ASCII, so that it can be run on a sentence in small letters: regexes that
/// know of other cases take several times as long to compile.
pub(super) fn is_small(pattern: &str) -> bool {
    if !pattern.is_ascii() || pattern.contains("(?-i") {
        return false;
    }
    let mut last = b' ';
    for byte in pattern.bytes() {
        // The capital of an escape such as `\S` is not a letter to be found.
        if byte.is_ascii_uppercase() && last != b'\\' {
            return false;
        }
        last = byte;
    }
    true
}

/// Compiles a pattern.
pub(super) fn compile(pattern: &str) -> Result<Regex, PatternFault> {
    let syntax = syntax::Config::new().case_insensitive(!is_small(pattern));
    Regex::builder().configure(quickly_compiled()).syntax(syntax).build(pattern).map_err(|error| {
        let message = match error.size_limit() {
            Some(limit) => format!("it needs more than {limit} bytes when compiled; repeat less in it"),
            None => error.to_string(),
        };
        PatternFault { message, range: None }
    })
}

/// Compiles a pattern, in which [`check`] found no fault, for sentences that are ASCII, as nearly all are: without what only other
/// letters match, which is most of the work.
pub(super) fn compile_for_ascii(pattern: &str) -> Option<Regex> {
    let syntax = syntax::Config::new().case_insensitive(!is_small(pattern)).unicode(false).utf8(false);
    let config = quickly_compiled().utf8_empty(false);
    let plain = Regex::builder().configure(config.clone()).syntax(syntax).build(pattern);
    plain.ok().or_else(|| {
        // It names other letters in a way that this rules out.
        let parsed = parse(pattern, !is_small(pattern)).ok()?;
        Regex::builder().configure(config).build_from_hir(&of_ascii(&parsed)).ok()
    })
}

/// What matches the same in a text of ASCII.
fn of_ascii(part: &Hir) -> Hir {
    match part.kind() {
        HirKind::Literal(literal) if !literal.0.is_ascii() => Hir::fail(),
        HirKind::Class(Class::Unicode(class)) => {
            let mut own = class.clone();
            own.intersect(&ClassUnicode::new([ClassUnicodeRange::new('\0', '\x7F')]));
            Hir::class(Class::Unicode(own))
        }
        HirKind::Look(look) => Hir::look(match look {
            Look::WordUnicode => Look::WordAscii,
            Look::WordUnicodeNegate => Look::WordAsciiNegate,
            Look::WordStartUnicode => Look::WordStartAscii,
            Look::WordEndUnicode => Look::WordEndAscii,
            Look::WordStartHalfUnicode => Look::WordStartHalfAscii,
            Look::WordEndHalfUnicode => Look::WordEndHalfAscii,
            look => *look,
        }),
        HirKind::Repetition(repetition) => {
            let sub = Box::new(of_ascii(&repetition.sub));
            Hir::repetition(Repetition { sub, ..repetition.clone() })
        }
        HirKind::Capture(capture) => of_ascii(&capture.sub),
        HirKind::Concat(parts) => Hir::concat(parts.iter().map(of_ascii).collect()),
        HirKind::Alternation(ways) => Hir::alternation(ways.iter().map(of_ascii).collect()),
        HirKind::Empty | HirKind::Literal(_) | HirKind::Class(_) => part.clone(),
    }
}

/// A regex may be slower to run for it: a page is checked in less time than all patterns take to compile.
fn quickly_compiled() -> Config {
    // The sentence is known to hold the literals of the pattern, and where groups match is never asked. To prepare for
    // both is half of what compiling costs, and automata that are whole before they run are much of the rest.
    Config::new()
        .auto_prefilter(false)
        .dfa(false)
        .onepass(false)
        .which_captures(WhichCaptures::Implicit)
        .nfa_size_limit(Some(LARGEST_REGEX))
}
