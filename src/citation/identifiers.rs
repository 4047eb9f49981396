//! The forms of identifiers that find a paper, a trial or a page.
//!
//! DOI after Crossref's recommended pattern (2015), PMID and PMCID after PubMed, NCT numbers after ClinicalTrials.gov.

use std::sync::LazyLock;

use regex::Regex;

/// Any identifier that leads a reader to its source, or a bare address, which group `url` holds.
static IDENTIFIER: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let forms = [
        r"(?P<url>https?://(?u:[^ \n<>\x22)\]]+))",
        r"10\.[0-9]{4,9}/[-._;()/:a-z0-9]+",
        r"PMID:? ?[1-9][0-9]{0,7}",
        r"PMC[1-9][0-9]{3,8}",
        r"NCT[0-9]{8}",
        r"ISRCTN[0-9]{8}",
        r"ACTRN[0-9]{14}",
        r"arXiv: ?[0-9]{4}\.[0-9]{4,5}",
    ];
    Regex::new(&format!(r"(?i-u)\b(?:{})", forms.join("|"))).ok()
});

/// An identifier in a text.
pub struct Identifier<'t> {
    /// Where it starts and ends in the text, in bytes.
    pub range: std::ops::Range<usize>,
    /// The address, where it is one.
    pub url: Option<&'t str>,
}

/// The identifiers and bare addresses in a text.
pub fn find(text: &str) -> Vec<Identifier<'_>> {
    if !text.bytes().any(|byte| byte.is_ascii_digit()) && !text.contains("http") {
        return Vec::new();
    }
    let found = IDENTIFIER.iter().flat_map(|regex| regex.captures_iter(text));
    found
        .filter_map(|captures| {
            let whole = captures.get(0)?;
            // A stop, comma or bracket behind it belongs to the sentence.
            let trimmed =
                whole.as_str().trim_end_matches(['.', ',', ';', ':', '!', '?', '\'', '"', ')', ']']);
            let range = whole.start()..whole.start() + trimmed.len();
            let url = captures.name("url").map(|_| trimmed);
            Some(Identifier { range, url })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<&str> {
        find(text).into_iter().map(|identifier| &text[identifier.range]).collect()
    }

    #[test]
    fn identifiers_are_found_without_the_stop_behind_them() {
        assert_eq!(found("See doi:10.5555/abc.123-4."), ["10.5555/abc.123-4"]);
        assert_eq!(
            found("(PMID: 1234567), PMC1234567; NCT01234567."),
            ["PMID: 1234567", "PMC1234567", "NCT01234567"]
        );
        assert_eq!(found("Read https://example.org/a?b=1, then."), ["https://example.org/a?b=1"]);
    }

    #[test]
    fn numbers_that_are_no_identifiers_are_left_alone() {
        for text in ["Call 10 people", "use 10.5 ml/day", "PMID 0", "NCT123", "version 10.2/3"] {
            assert_eq!(found(text), [] as [&str; 0], "{text}");
        }
    }
}
