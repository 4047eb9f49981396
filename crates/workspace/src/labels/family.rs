//! What a label can be about: the categories that are measured, the groups they are compared in, the kinds of typos.

use claimlint_base::named_enum;
use claimlint_rules::Category;

named_enum! {
    /// Categories whose findings and labels are compared with each other: two editors often give the same words to
    /// different ones of them.
    pub enum Group {
        /// Praise and promises.
        Puffery = "puffery",
        /// Studies, experts and figures.
        Evidence = "evidence",
        /// Slips.
        Typo = "typo",
    }
}

/// The categories that are measured, in the order of their groups.
pub const MEASURED: [Category; 6] = [
    Category::Superlative,
    Category::Absolute,
    Category::Study,
    Category::Authority,
    Category::Statistic,
    Category::Typo,
];

impl Group {
    /// The group of a category; `None` for one that is not measured.
    pub fn of(category: Category) -> Option<Group> {
        match category {
            Category::Superlative | Category::Absolute => Some(Group::Puffery),
            Category::Study | Category::Authority | Category::Statistic => Some(Group::Evidence),
            Category::Typo => Some(Group::Typo),
            Category::Citation | Category::Medical | Category::Disclosure | Category::Consistency => None,
        }
    }
}

named_enum! {
    /// What kind of typo it is.
    pub enum TypoClass {
        /// Letters that are no word.
        NonWord = "non-word",
        /// Two words without a space.
        Joined = "joined",
        /// A space too many or too few.
        Spacing = "spacing",
        /// A word that is there twice.
        Doubled = "doubled",
        /// A letter that should be large or small.
        Capital = "capital",
        /// A word of the language that is not the one meant.
        RealWord = "real word",
        /// A form that does not agree with another word.
        Agreement = "agreement",
        /// An article that is wrong, missing or too many.
        Article = "article",
        /// Any other fault of grammar.
        Grammar = "grammar",
    }
}

impl TypoClass {
    /// Whether it is a slip of the hand, which shows without understanding the sentence.
    pub fn is_mechanical(self) -> bool {
        match self {
            TypoClass::NonWord
            | TypoClass::Joined
            | TypoClass::Spacing
            | TypoClass::Doubled
            | TypoClass::Capital => true,
            TypoClass::RealWord | TypoClass::Agreement | TypoClass::Article | TypoClass::Grammar => false,
        }
    }
}
