//! The numbers of papers in PubMed, PubMed Central and arXiv.

use super::identifier::{Identifier, IdentifierKind};
use super::text::Text;

/// A number in a row after a label is no shorter: "PMIDs 12345678 and 23456789".
const FEWEST_IN_ROW: usize = 5;

/// At most this many signs may be between a label and its number.
const MOST_SIGNS: usize = 3;

/// `PMID: 12345678`, `PMID# 12345678`, `PubMed ID 12345678`, `PMIDs 12345678 and 23456789`
pub fn pmid(text: &Text<'_>, start: usize, label: usize) -> Option<Identifier> {
    let from = text.after_label(after_plural_and_sign(text, label));
    let from = if text.digits(from) > from { from } else { after_signs(text, from)? };
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

/// `PubMed: 12345678`. Other numbers are of papers that are found there.
pub fn pubmed(text: &Text<'_>, start: usize, label: usize) -> Option<Identifier> {
    pmid(text, start, label).filter(|found| found.value.len() >= FEWEST_IN_ROW)
}

/// Where the plural and the sign of a label end: "PMIDs", "PMID #", "PubMed ID no."
fn after_plural_and_sign(text: &Text<'_>, label: usize) -> usize {
    let rest = &text.small[label..];
    let rest = rest.strip_prefix("(s)").or_else(|| rest.strip_prefix('s')).unwrap_or(rest);
    let inside = rest.strip_prefix(' ').unwrap_or(rest);
    let signs = ["#", "number", "no.", "nos.", "."];
    let rest = signs.into_iter().find_map(|sign| inside.strip_prefix(sign)).unwrap_or(rest);
    text.small.len() - rest.len()
}

/// Where a number begins after other signs than a colon: `PMID - 12345678`, `PMID [12345678]`, `PMID=12345678`.
fn after_signs(text: &Text<'_>, from: usize) -> Option<usize> {
    let rest = &text.small[from..];
    let number = rest.trim_start_matches([' ', '=', '-', '(', '[', ',', '/']);
    let start = text.small.len() - number.len();
    let has_number = text.digits(start) >= start + FEWEST_IN_ROW;
    (rest.len() - number.len() <= MOST_SIGNS && has_number).then_some(start)
}

/// The number in a row with the one before it: `PMIDs 12345678, 23456789 and 34567890`.
pub fn next_pmid(text: &Text<'_>, last: &Identifier) -> Option<Identifier> {
    let is_pmid = last.kind == IdentifierKind::Pmid && last.fault.is_none();
    let own = text.small.get(last.range.clone()).filter(|own| is_pmid && !own.contains('/'))?;
    let rest = text.small.get(last.range.end..).filter(|_| own.ends_with(&last.value))?;
    let signs = [", and ", " and ", ", & ", " & ", ", ", ",", "; ", ";", "/", " / "];
    let next = signs.into_iter().find_map(|sign| rest.strip_prefix(sign))?;
    let start = text.small.len() - next.len();
    let end = text.digits(start);
    let value = &text.small[start..end];
    let is_alone = !text.small[end..].starts_with(|sign: char| sign.is_alphanumeric() || sign == '-');
    let is_one = (FEWEST_IN_ROW..=8).contains(&value.len()) && !value.starts_with('0') && is_alone;
    is_one.then(|| Identifier::new(IdentifierKind::Pmid, start..end, value))
}

/// `PMC1234567`, `PMCID: PMC1234567`, `PMCID: 1234567`
pub fn pmcid(text: &Text<'_>, start: usize, label: usize) -> Option<Identifier> {
    // "PMCID: PMC1234567" has its label twice.
    let rest = &text.small[label..];
    let after_id = [" id", "id", ":"].into_iter().find(|id| rest.starts_with(id)).map(|id| label + id.len());
    let after_id = after_id.map(|label| text.after_label(after_plural_and_sign(text, label)));
    let label = match after_id {
        Some(from) if text.small[from..].starts_with("pmc") => from + "pmc".len(),
        Some(from) => from,
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
            "a PMCID is PMC and four to nine digits that do not begin with 0",
        )),
    }
}

/// No number of arXiv has more bytes: its archives with the longest names are such as `cond-mat.mes-hall`.
const LONGEST_ARXIV: usize = 64;

/// `arXiv:2101.01234` and the older `arXiv:hep-th/9901001`
pub fn arxiv(text: &Text<'_>, start: usize, label: usize) -> Option<Identifier> {
    let from = text.after_label(label);
    let chunk = text.chunk_within(from, LONGEST_ARXIV);
    let value = &text.small[chunk.clone()];
    let (number, version) = value.split_once('v').unwrap_or((value, "1"));
    if (is_new_number_of_arxiv(number) || is_old_number_of_arxiv(number)) && are_digits(version) {
        return Some(Identifier::new(IdentifierKind::Arxiv, start..chunk.end, value));
    }
    let begins_so = value.starts_with(|sign: char| sign.is_ascii_digit());
    let form =
        "an arXiv number is the year and month, a full stop and four or five digits, such as 2101.01234";
    begins_so.then(|| Identifier::malformed(IdentifierKind::Arxiv, start..chunk.end, form))
}

/// `2101.01234`: the year and month, and a number.
fn is_new_number_of_arxiv(number: &str) -> bool {
    let Some((month, rest)) = number.split_once('.') else { return false };
    month.len() == 4
        && are_digits(month)
        && matches!(month[2..].parse(), Ok(1..=12))
        && (4..=5).contains(&rest.len())
        && are_digits(rest)
}

/// `hep-th/9901001`: an archive, and seven digits.
fn is_old_number_of_arxiv(number: &str) -> bool {
    number.split_once('/').is_some_and(|(_, rest)| rest.len() == 7 && are_digits(rest))
}

fn are_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}
