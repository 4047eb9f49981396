//! The forms of identifiers that find a paper, a trial, a book or a page, and what is wrong with broken ones.
//!
//! DOI after Crossref's recommended pattern (2015) and the DOI handbook, PMID and PMCID after PubMed, NCT numbers after
//! ClinicalTrials.gov, ISBN after ISO 2108, ISSN after ISO 3297, arXiv numbers after arXiv's own help.

use std::ops::Range;
use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, MatchKind};

mod doi;
mod numbers;

pub use doi::address as doi_address;
use doi::{doi, labelled_doi};
use numbers::{isbn, issn};

/// What an identifier identifies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum IdentifierKind {
    /// A digital object identifier: a paper, a data set.
    Doi,
    /// A record in PubMed.
    Pmid,
    /// A paper in PubMed Central.
    Pmcid,
    /// A trial in ClinicalTrials.gov.
    Nct,
    /// A trial in the ISRCTN registry.
    Isrctn,
    /// A trial in the registry of Australia and New Zealand.
    Actrn,
    /// A trial in the register of the European Union.
    Eudract,
    /// A book.
    Isbn,
    /// A journal.
    Issn,
    /// A preprint.
    Arxiv,
    /// A web address.
    Address,
}

/// An identifier in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Identifier {
    /// What it identifies.
    pub kind: IdentifierKind,
    /// Where it starts and ends in the text, in bytes, with its label.
    pub range: Range<usize>,
    /// The identifier alone, as registries write it; an address as it stands.
    pub value: String,
    /// What is wrong with it.
    pub fault: Option<IdentifierFault>,
    /// It is a DOI with a label or resolver that is no longer written.
    pub is_old_form: bool,
}

/// What is wrong with an identifier.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum IdentifierFault {
    /// It does not have the form of its kind; the form is said.
    Malformed(&'static str),
    /// Its last digit does not agree with the others.
    Checksum,
}

/// What an identifier begins with, in small letters, and how it goes on.
type IdentifierForm = (&'static str, fn(&Text<'_>, usize, usize) -> Option<Identifier>);

const FORMS: &[IdentifierForm] = &[
    ("10.", doi),
    ("doi:", labelled_doi),
    ("doi.org/", labelled_doi),
    ("pmid", pmid),
    ("pmc", pmcid),
    ("nct", nct),
    ("isrctn", isrctn),
    ("actrn", actrn),
    ("eudract", eudract),
    ("isbn", isbn),
    ("issn", issn),
    ("arxiv:", arxiv),
    ("https://", address),
    ("http://", address),
];

static BEGINNINGS: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| {
    let beginnings = FORMS.iter().map(|(beginning, _)| beginning);
    AhoCorasick::builder().match_kind(MatchKind::LeftmostFirst).build(beginnings).ok()
});

/// A text and the same with its capitals of ASCII made small.
struct Text<'t> {
    text: &'t str,
    small: &'t str,
}

/// The identifiers and bare addresses in a text; `small` is the text with its capitals of ASCII made small.
pub fn find(text: &str, small: &str) -> Vec<Identifier> {
    let mut found: Vec<Identifier> = Vec::new();
    let Some(beginnings) = BEGINNINGS.as_ref() else { return found };
    let both = Text { text, small };
    let mut from = 0;
    while let Some(hit) = beginnings.find(aho_corasick::Input::new(small).range(from..)) {
        let (_, read) = FORMS[hit.pattern().as_usize()];
        from = hit.end();
        let begins = small[..hit.start()].bytes().next_back().is_none_or(|byte| !is_inside(byte));
        if let Some(identifier) = begins.then(|| read(&both, hit.start(), hit.end())).flatten() {
            from = identifier.range.end.max(from);
            found.push(identifier);
        }
    }
    found
}

/// Whether a byte before a beginning makes it the middle of something else.
fn is_inside(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'.' || byte == b'_'
}

impl Identifier {
    fn new(kind: IdentifierKind, range: Range<usize>, value: impl Into<String>) -> Identifier {
        Identifier { kind, range, value: value.into(), fault: None, is_old_form: false }
    }

    /// The address at which a reader finds what it identifies; `None` for a broken one, and for books and journals.
    pub fn address(&self) -> Option<String> {
        let value = &self.value;
        let address = match self.kind {
            IdentifierKind::Doi => doi_address(value),
            IdentifierKind::Pmid => format!("https://pubmed.ncbi.nlm.nih.gov/{value}/"),
            IdentifierKind::Pmcid => format!("https://pmc.ncbi.nlm.nih.gov/articles/{value}/"),
            IdentifierKind::Nct => format!("https://clinicaltrials.gov/study/{value}"),
            IdentifierKind::Isrctn => format!("https://www.isrctn.com/{value}"),
            IdentifierKind::Arxiv => format!("https://arxiv.org/abs/{value}"),
            IdentifierKind::Address => value.clone(),
            IdentifierKind::Actrn | IdentifierKind::Eudract | IdentifierKind::Isbn | IdentifierKind::Issn => {
                return None;
            }
        };
        self.fault.is_none().then_some(address)
    }

    fn malformed(kind: IdentifierKind, range: Range<usize>, form: &'static str) -> Identifier {
        Identifier { fault: Some(IdentifierFault::Malformed(form)), ..Identifier::new(kind, range, "") }
    }
}

impl Text<'_> {
    /// Where the digits from a place end.
    fn digits(&self, from: usize) -> usize {
        let rest = self.small.as_bytes().get(from..).unwrap_or_default();
        from + rest.iter().take_while(|byte| byte.is_ascii_digit()).count()
    }

    /// The place behind a label's colon and blanks, of which there are few.
    fn behind_label(&self, from: usize) -> usize {
        let rest = self.small.get(from..).unwrap_or_default();
        let rest = rest.strip_prefix(':').unwrap_or(rest);
        let rest = rest.strip_prefix(' ').unwrap_or(rest);
        self.small.len() - rest.len()
    }

    /// What stands up to the next white space or sign that no identifier has, without the signs of the sentence.
    fn chunk(&self, from: usize) -> Range<usize> {
        self.chunk_within(from, self.text.len())
    }

    /// The same, but no longer than so many bytes: what is asked for at many places must not be read to its end at each.
    fn chunk_within(&self, from: usize, longest: usize) -> Range<usize> {
        let rest = self.text.get(from..).unwrap_or_default();
        let is_end = |sign: char| sign.is_whitespace() || matches!(sign, '"' | '<' | '>' | '\u{FFFC}');
        let end = rest.char_indices().find(|(at, sign)| *at >= longest || is_end(*sign));
        let whole = &rest[..end.map_or(rest.len(), |(at, _)| at)];
        from..from + without_sentence_signs(whole).len()
    }
}

/// A stretch without the stops behind it and without closing brackets that it does not open.
fn without_sentence_signs(whole: &str) -> &str {
    const PAIRS: [(char, char); 3] = [('(', ')'), ('[', ']'), ('{', '}')];
    let count = |sign: char| whole.matches(sign).count();
    let mut unopened = PAIRS.map(|(open, close)| count(close).saturating_sub(count(open)));
    let mut kept = whole;
    while let Some(last) = kept.chars().next_back() {
        match PAIRS.iter().position(|(_, close)| *close == last) {
            Some(pair) if unopened[pair] > 0 => unopened[pair] -= 1,
            None if ".,;:'!?*-_".contains(last) => {}
            _ => break,
        }
        kept = &kept[..kept.len() - 1];
    }
    kept
}

/// The resolver of DOIs by its former name.
const ADDRESS_OLD: &str = "dx.doi.org/";

/// `https://…`; the address of a resolver is the identifier that it resolves.
fn address(text: &Text<'_>, start: usize, scheme: usize) -> Option<Identifier> {
    let range = start..text.chunk(scheme).end;
    let host = text.small.get(scheme..range.end)?.trim_start_matches("www.");
    let behind = |prefix: &str| host.strip_prefix(prefix).map(|rest| range.end - rest.len());
    if let Some(from) = behind("doi.org/").or_else(|| behind(ADDRESS_OLD)) {
        let is_old_form = host.starts_with(ADDRESS_OLD) || text.small[start..].starts_with("http:");
        if let Some(found) = doi::in_address(text, from, range.clone()) {
            return Some(Identifier { is_old_form, ..found });
        }
    }
    let paths = ["pubmed.ncbi.nlm.nih.gov/", "ncbi.nlm.nih.gov/pubmed/"];
    if let Some(from) = paths.into_iter().find_map(behind) {
        let end = text.digits(from);
        if end > from {
            return Some(Identifier::new(IdentifierKind::Pmid, range, &text.small[from..end]));
        }
    }
    if let Some(from) = behind("clinicaltrials.gov/study/").or_else(|| behind("clinicaltrials.gov/ct2/show/"))
    {
        let found = nct(text, from, from + "nct".len()).filter(|found| found.fault.is_none());
        if let Some(found) = found.filter(|_| text.small[from..].starts_with("nct")) {
            return Some(Identifier { range, ..found });
        }
    }
    (range.end > scheme).then(|| Identifier::new(IdentifierKind::Address, range.clone(), &text.text[range]))
}

/// `PMID: 12345678`
fn pmid(text: &Text<'_>, start: usize, label: usize) -> Option<Identifier> {
    let from = text.behind_label(label);
    let end = text.digits(from);
    let value = &text.small[from..end];
    match value.len() {
        0 => None,
        1..=8 if !value.starts_with('0') => Some(Identifier::new(IdentifierKind::Pmid, start..end, value)),
        _ => Some(Identifier::malformed(
            IdentifierKind::Pmid,
            start..end,
            "a PMID has one to eight digits and does not begin with 0",
        )),
    }
}

/// `PMC1234567`
fn pmcid(text: &Text<'_>, start: usize, label: usize) -> Option<Identifier> {
    // "PMCID: PMC1234567" names itself twice.
    let behind = text.small[label..].strip_prefix("id").map(|_| text.behind_label(label + 2));
    let label = match behind {
        Some(from) if text.small[from..].starts_with("pmc") => from + "pmc".len(),
        Some(_) => return None,
        None => label,
    };
    let end = text.digits(label);
    let value = &text.small[label..end];
    match value.len() {
        0..=3 => None,
        4..=9 if !value.starts_with('0') => {
            Some(Identifier::new(IdentifierKind::Pmcid, start..end, format!("PMC{value}")))
        }
        _ => Some(Identifier::malformed(
            IdentifierKind::Pmcid,
            start..end,
            "a PMCID is written PMC and four to nine digits, the first not 0",
        )),
    }
}

/// `NCT01234567`
fn nct(text: &Text<'_>, start: usize, label: usize) -> Option<Identifier> {
    let from = label + usize::from(text.small[label..].starts_with([' ', '-', ':']));
    let end = text.digits(from);
    if end == from || (from > label && end - from < 4) {
        return None;
    }
    if from == label && end - from == 8 {
        let value = format!("NCT{}", &text.small[from..end]);
        return Some(Identifier::new(IdentifierKind::Nct, start..end, value));
    }
    let form = "an NCT number is written NCT and eight digits, without a blank";
    Some(Identifier::malformed(IdentifierKind::Nct, start..end, form))
}

/// `ISRCTN12345678`
fn isrctn(text: &Text<'_>, start: usize, label: usize) -> Option<Identifier> {
    let form = "an ISRCTN number is written ISRCTN and eight digits";
    registered(text, IdentifierKind::Isrctn, start..label, 8, form)
}

/// `ACTRN12345678901234`
fn actrn(text: &Text<'_>, start: usize, label: usize) -> Option<Identifier> {
    let form = "an ACTRN number is written ACTRN and fourteen digits";
    registered(text, IdentifierKind::Actrn, start..label, 14, form)
}

fn registered(
    text: &Text<'_>,
    kind: IdentifierKind,
    label: Range<usize>,
    length: usize,
    form: &'static str,
) -> Option<Identifier> {
    let from = text.behind_label(label.end);
    let end = text.digits(from);
    match end - from {
        0 => None,
        digits if digits == length => {
            let value = text.small[label.clone()].to_ascii_uppercase() + &text.small[from..end];
            Some(Identifier::new(kind, label.start..end, value))
        }
        _ => Some(Identifier::malformed(kind, label.start..end, form)),
    }
}

/// `EudraCT 2010-012345-12`
fn eudract(text: &Text<'_>, start: usize, label: usize) -> Option<Identifier> {
    let rest = &text.small[label..];
    let names = [" number", " no."].into_iter().find(|name| rest.starts_with(name)).map_or(0, str::len);
    let from = text.behind_label(label + names);
    if !text.small[from..].starts_with(|sign: char| sign.is_ascii_digit()) {
        return None;
    }
    let chunk = text.chunk(from);
    let value = &text.small[chunk.clone()];
    let lengths: Vec<usize> = value.split('-').map(str::len).collect();
    let is_plain = value.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-');
    if is_plain && lengths == [4, 6, 2] {
        return Some(Identifier::new(IdentifierKind::Eudract, start..chunk.end, value));
    }
    let form = "an EudraCT number is a year, six digits and two, as 2010-012345-12";
    Some(Identifier::malformed(IdentifierKind::Eudract, start..chunk.end, form))
}

/// More bytes are no number of arXiv's, whose longest archives are called like `cond-mat.mes-hall`.
const LONGEST_ARXIV: usize = 64;

/// `arXiv:2101.01234` and the older `arXiv:hep-th/9901001`
fn arxiv(text: &Text<'_>, start: usize, label: usize) -> Option<Identifier> {
    let from = text.behind_label(label);
    let chunk = text.chunk_within(from, LONGEST_ARXIV);
    let value = &text.small[chunk.clone()];
    let (number, version) = value.split_once('v').unwrap_or((value, "1"));
    let is_number = |digits: &str| !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    let is_month = |digits: &str| matches!(digits.parse(), Ok(1..=12));
    let is_new = number.split_once('.').is_some_and(|(month, rest)| {
        month.len() == 4
            && is_number(month)
            && is_month(&month[2..])
            && (4..=5).contains(&rest.len())
            && is_number(rest)
    });
    let is_old = number.split_once('/').is_some_and(|(_, rest)| rest.len() == 7 && is_number(rest));
    if (is_new || is_old) && is_number(version) {
        return Some(Identifier::new(IdentifierKind::Arxiv, start..chunk.end, value));
    }
    let begins_so = value.starts_with(|sign: char| sign.is_ascii_digit());
    let form = "an arXiv number is the year and month, a stop and four or five digits, as 2101.01234";
    begins_so.then(|| Identifier::malformed(IdentifierKind::Arxiv, start..chunk.end, form))
}

#[cfg(test)]
mod tests;
