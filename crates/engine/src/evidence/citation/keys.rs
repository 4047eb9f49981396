//! Finds where a text names entries of the house's bibliography by their keys: `[@key]`, `[see @key, p. 3; @other]`,
//! `@{key}` and `@key`.
//!
//! The grammar is that of citations in Pandoc's Markdown. An `@` can also begin a handle or be part of an address, so that
//! outside of square brackets only keys count that the bibliography has.

use claimlint_base::grade::Grade;
use claimlint_base::source::end_of;
use claimlint_base::span::Span;

use super::bibliography::{Bibliography, Work};
use super::kinds::{Citation, CitationKind};
use super::sources::Sites;

/// Signs that a key may have between letters or digits.
const INSIDE: &[u8] = b":.#$%&-+?<>~/";
/// The prefixes of keys that Pandoc and its filters look up elsewhere.
const ELSEWHERE: &[&str] =
    &["doi:", "pmid:", "pmcid:", "isbn:", "arxiv:", "url:", "http:", "https:", "fig:", "tbl:", "eq:", "sec:"];
/// How long a pair of brackets with keys may be, in bytes.
const LONGEST_BRACKET: usize = 400;

/// Finds the keys in a text that begins at a byte of the document.
pub fn find(text: &str, start: usize, bibliography: &Bibliography, sites: &Sites, all: &mut Vec<Citation>) {
    for at in memchr::memchr_iter(b'@', text.as_bytes()).filter(|at| may_open(&text[..*at])) {
        let Some(written) = key_at_start(&text[at + 1..]) else { continue };
        let spellings = std::iter::successors(Some(written), |longer| shorter(longer));
        let known = spellings.into_iter().find_map(|key| Some((key, bibliography.get(bare(key))?)));
        let (length, work) = known.map_or((written.len(), None), |(key, work)| (key.len(), Some(work)));
        if work.is_none() && (bibliography.has_gaps() || !is_meant_as_key(text, at, written)) {
            continue;
        }
        let (grade, standing) = match work {
            Some(work) => (work.grade(sites), work.standing(sites)),
            None => (Grade::Broken, None),
        };
        // A weak address does not matter to what has a DOI.
        let standing = standing.filter(|_| grade < Grade::Traceable);
        let span = Span::of(start + at..start + at + 1 + length);
        all.push(Citation { standing, ..Citation::new(span, CitationKind::Key, grade) });
    }
}

/// The entry that a citation of kind [`CitationKind::Key`] names in these words.
pub fn named<'b>(words: &str, bibliography: &'b Bibliography) -> Option<&'b Work> {
    bibliography.get(bare(words.strip_prefix('@')?))
}

/// A key without the braces around it.
fn bare(key: &str) -> &str {
    key.strip_prefix('{').and_then(|key| key.strip_suffix('}')).unwrap_or(key)
}

/// Whether an `@` after these words can begin a key: after a letter or a digit it is part of an address.
fn may_open(before: &str) -> bool {
    let before = before.strip_suffix('-').unwrap_or(before);
    before
        .chars()
        .next_back()
        .is_none_or(|sign| sign.is_whitespace() || matches!(sign, '[' | '(' | ';' | ',' | '"'))
}

/// The key at the beginning of a text: letters and digits with signs between them, or anything in braces.
fn key_at_start(text: &str) -> Option<&str> {
    if text.starts_with('{') {
        let end = text.find(['}', ' ']).filter(|end| text.as_bytes()[*end] == b'}')?;
        return (end > 1).then_some(&text[..=end]);
    }
    let end = text.find(|sign| !is_letter_of_key(sign) && !is_inside_key(sign)).unwrap_or(text.len());
    let key = text[..end].trim_end_matches(is_inside_key);
    key.starts_with(is_letter_of_key).then_some(key)
}

fn is_letter_of_key(sign: char) -> bool {
    sign.is_alphanumeric() || sign == '_'
}

fn is_inside_key(sign: char) -> bool {
    sign.is_ascii() && INSIDE.contains(&(sign as u8))
}

/// A key without its last part, because `smith2019:` and `smith2019.Then` have `smith2019` in them.
fn shorter(key: &str) -> Option<&str> {
    let end = key.rfind(is_inside_key)?;
    Some(key[..end].trim_end_matches(is_inside_key)).filter(|key| !key.is_empty())
}

/// Whether an unknown key is meant as one: it is in square brackets, either at their beginning or after a semicolon, or with
/// a digit, which keys often have and handles seldom.
fn is_meant_as_key(text: &str, at: usize, key: &str) -> bool {
    let near = end_of(&text[..at], LONGEST_BRACKET);
    let Some(open) = near.rfind('[').filter(|open| !near[*open..].contains(']')) else { return false };
    let end = text[at..].find(['[', ']']).filter(|end| text.as_bytes()[at + end] == b']');
    let before = near[open + 1..].trim_end_matches(['-', ' ']);
    let small = key.to_ascii_lowercase();
    let opens = before.is_empty() || before.ends_with(';');
    end.is_some_and(|end| end <= LONGEST_BRACKET)
        && (opens || key.contains(|sign: char| sign.is_ascii_digit()))
        && !ELSEWHERE.iter().any(|prefix| small.starts_with(prefix))
}

#[cfg(test)]
mod tests {
    use super::super::bibliography::BibliographyFormat;
    use super::*;
    use claimlint_base::source::Source;

    fn keys(text: &str) -> Vec<(&str, bool)> {
        let library = "@misc{smith2019, doi = {10.5555/a}}\n@misc{dbl:x/y.z, doi = {10.5555/b}}\n@misc{clay, title = {Clay}}";
        let mut bibliography = Bibliography::default();
        assert_eq!(bibliography.add("x.bib", &Source::from_text(library), BibliographyFormat::Bibtex), []);
        let mut all = Vec::new();
        find(text, 0, &bibliography, &Sites::default(), &mut all);
        all.into_iter().map(|one| (&text[one.span.range()], one.grade == Grade::Broken)).collect()
    }

    #[test]
    fn keys_are_read_as_pandoc_reads_them() {
        for (text, found) in [
            ("Lines soften [@smith2019].", "@smith2019"),
            ("As @smith2019 found, lines soften.", "@smith2019"),
            ("Smith [-@smith2019, p. 3] agrees.", "@smith2019"),
            ("Seen by @smith2019.", "@smith2019"),
            ("So says @smith2019:twice over.", "@smith2019"),
            ("[see @dbl:x/y.z, pp. 3-5]", "@dbl:x/y.z"),
            ("[@{dbl:x/y.z}]", "@{dbl:x/y.z}"),
        ] {
            assert_eq!(keys(text), [(found, false)], "{text}");
        }
        assert_eq!(keys("[see @smith2019, p. 3; @clay]"), [("@smith2019", false), ("@clay", false)]);
    }

    #[test]
    fn unknown_keys_are_keys_in_brackets_alone() {
        for (text, found) in
            [("[@smiht2019]", "@smiht2019"), ("[see @jones20, p. 3]", "@jones20"), ("[@clay; @mud]", "@mud")]
        {
            assert_eq!(keys(text).last(), Some(&(found, true)), "{text}");
        }
        for text in [
            "Follow @glowmere2019, or write to desk@smith2019.example and desk@clay.example.",
            "[follow @glowmere]",
            "[@doi:10.5555/mud]",
            "[@ home], [@], @ 5 and @",
            "(@jones20)",
            "a] @jones20 [b",
        ] {
            assert_eq!(keys(text), [], "{text}");
        }
    }
}
