//! The DOIs of preprints: papers that nobody has reviewed yet. Their servers are in `rules/citations/sources.toml`.

use claimlint_data::words::citations::PREPRINT_DOIS;

/// bioRxiv and medRxiv share this beginning with journals, whose numbers begin with a letter.
const COLD_SPRING_HARBOR: &str = "10.1101/";

/// Whether a DOI belongs to a preprint.
pub fn is_doi(value: &str) -> bool {
    let value = value.to_ascii_lowercase();
    value
        .strip_prefix(COLD_SPRING_HARBOR)
        .is_some_and(|rest| rest.starts_with(|sign: char| sign.is_ascii_digit()))
        || PREPRINT_DOIS.iter().any(|prefix| value.starts_with(prefix))
}

/// Whether an address resolves the DOI of a preprint.
pub fn is_resolved_by(target: &str) -> bool {
    target.split_once("doi.org/").is_some_and(|(_, value)| is_doi(value))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn preprints_are_known_by_their_doi() {
        assert!(is_doi("10.1101/2020.01.02.20012345") && is_doi("10.48550/arXiv.2101.01234"));
        assert!(!is_doi("10.1101/gr.123456.789") && !is_doi("10.5555/soft"));
        assert!(is_resolved_by("https://doi.org/10.1101/123456"));
        assert!(!is_resolved_by("https://doi.org/10.5555/soft"));
    }
}
