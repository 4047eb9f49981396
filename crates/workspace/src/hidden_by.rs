//! What in a repository would have kept a finding from being reported, in a run that trusts none of it.

use claimlint_base::named_enum;

named_enum! {
    /// What would have hidden a finding.
    pub enum HiddenBy {
        /// A comment in the page.
        Comment = "comment",
        /// The baseline.
        Baseline = "baseline",
        /// `exclude` in the configuration.
        Exclude = "exclude",
        /// `.gitignore`, `.ignore`, or git's own list.
        IgnoreFile = "ignore-file",
        /// That it says that claimlint wrote it: a report, an annotated copy.
        OwnOutput = "own-output",
        /// Anything else that the configuration says or names: rules, words, papers, accepted wording, the lock file.
        Configuration = "configuration",
    }
}

impl HiddenBy {
    /// What it is, as the end of “hidden by …”.
    pub fn words(self) -> &'static str {
        match self {
            HiddenBy::Comment => "a comment in the page",
            HiddenBy::Baseline => "the baseline",
            HiddenBy::Exclude => "`exclude` in the configuration",
            HiddenBy::IgnoreFile => "an ignore file",
            HiddenBy::OwnOutput => "its being written by claimlint, as it says",
            HiddenBy::Configuration => "the configuration",
        }
    }
}

/// What becomes of comments in pages that suppress findings.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Comments {
    /// They do what they say.
    #[default]
    Obeyed,
    /// What they would suppress is reported, and marked.
    Reported,
}
