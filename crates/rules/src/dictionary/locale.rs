//! The spellings of English.

use claimlint_base::named_enum;

use super::entry::Entry;

named_enum! {
    /// Which spelling of English a text has.
    #[derive(Default)]
    pub enum Locale {
        /// Any of these.
        #[default]
        Auto = "auto",
        /// American.
        American = "en-US",
        /// British.
        British = "en-GB",
        /// Canadian.
        Canadian = "en-CA",
        /// Australian.
        Australian = "en-AU",
    }
}

impl Locale {
    /// What an [`Entry`] has of a word that is usual in this spelling.
    pub(super) fn flags(self) -> u64 {
        match self {
            Locale::Auto => Entry::EVERYWHERE,
            Locale::American => Entry::AMERICAN,
            Locale::British => Entry::BRITISH,
            Locale::Canadian => Entry::CANADIAN,
            Locale::Australian => Entry::AUSTRALIAN,
        }
    }
}
