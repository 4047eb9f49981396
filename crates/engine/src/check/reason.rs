//! Why words that a rule looks for are not reported.
//!
//! Reasons without details are in one table, with their names for tools and their sentences for people. The other
//! reasons hold what they are about, and are put into words where they are printed.

use claimlint_base::day::Day;
use claimlint_base::grade::Grade;
use claimlint_base::span::Span;
use claimlint_rules::selection::Off;
use claimlint_rules::{Mask, MaskScope, Norm};
use claimlint_text::Document;

use crate::diagnostic::Diagnostic;

/// Some words of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passage {
    /// The words, as folded.
    pub text: String,
    /// Where, in bytes of the source's text.
    pub span: Span,
}

impl Passage {
    /// Some bytes of the folded text.
    pub fn of(document: &Document, words: Span) -> Passage {
        Passage { text: document.words_of(words).to_owned(), span: document.source_span(words) }
    }

    /// The words of a finding.
    pub fn of_diagnostic(diagnostic: &Diagnostic) -> Passage {
        Passage { text: diagnostic.text.clone(), span: diagnostic.span }
    }
}

/// Defines the reasons without details: each with its name for tools and its sentence for people.
macro_rules! plain_reasons {
    ($($(#[$about:meta])* $Variant:ident = $name:literal, $sentence:literal;)+) => {
        /// A reason without details.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum Plain {
            $($(#[$about])* $Variant,)+
        }

        impl Plain {
            /// All of them.
            pub const ALL: &'static [Plain] = &[$(Plain::$Variant),+];

            /// Its name for tools.
            pub fn name(self) -> &'static str {
                match self {
                    $(Plain::$Variant => $name,)+
                }
            }

            /// Its sentence for people.
            pub fn sentence(self) -> &'static str {
                match self {
                    $(Plain::$Variant => $sentence,)+
                }
            }
        }
    };
}

plain_reasons! {
    /// The words are in the list of references.
    References = "references", "It is in the reference list, which is not checked as copy.";
    /// They are in a footnote.
    Note = "note", "It is in a footnote, which is not checked as copy.";
    /// They are in code, an address or markup.
    Unread = "unread", "It is in code, an address or markup, which is not copy.";
    /// They are part of a key of the bibliography.
    Key = "key", "It is part of a bibliography key, which is not copy.";
    /// The configuration accepts the word.
    UsersWord = "users-word", "The configuration accepts it, under `accept` or `files` in [words].";
    /// The rule allows the word.
    Allowed = "allowed", "The rule allows this word.";
    /// They are right as they are.
    Right = "right", "It is correct as it is.";
    /// They may be the beginning of a possessive, which the right word must not become.
    Possessive = "possessive", "An apostrophe follows, and the correction would not fit before it.";
    /// No right form of these words is known.
    Formless = "formless", "The rule has no correction for these words.";
    /// They are in clipped style.
    Clipped = "clipped", "It is in a table, a list, a heading, a note or the alt text of a picture, where clipped style is fine.";
    /// Their capital may belong there.
    Capital = "capital", "Its capital may be correct: it may be in a title or a name, or begin a sentence.";
    /// Nothing in the sentence has a capital.
    SmallLetters = "small-letters", "The whole sentence is in lower case, including its names.";
    /// No word of the dictionary is near enough to say that it was meant.
    NothingNear = "nothing-near", "It is not in the dictionary, but no other word was plainly meant.";
    /// They may be a name, or a part of one.
    Name = "name", "Its capitals suggest a name, or part of one.";
    /// The document uses the word so often that it is taken for a term.
    Term = "term", "It is not in the dictionary, but the document uses it so often that it counts as a term.";
    /// They may be of another language.
    Foreign = "foreign", "It seems to be in another language, or is in quotation marks.";
    /// They are part of an address, a path, a measure or a code.
    Code = "code", "It is part of an address, a path, a measurement, a code or a hyphenated word.";
    /// They are in a quotation, whose words are somebody else's.
    Quoted = "quoted", "It is in a quotation, whose words are someone else's.";
    /// They are in brackets after their synonym.
    Mentioned = "mentioned", "It is in brackets after its synonym, as another name for it.";
    /// The user's spelling of English does not have the word, which is judged as misspelt.
    OtherEnglish = "other-english", "The configured `locale` does not use this spelling, so it is checked as a misspelling.";
    /// The spelling is the document's usual one.
    Usual = "usual", "This is the document's usual spelling.";
    /// The document says nothing that contradicts the promise.
    Uncontradicted = "uncontradicted", "It is a promise that nothing in the document contradicts.";
    /// The document makes no promise that this would contradict.
    Unpromised = "unpromised", "It would contradict a promise, but the document makes none.";
    /// The document has too many such promises to compare all.
    Crowded = "crowded", "The document has too many places like this one to compare.";
    /// They are in navigation, or in a question about cookies.
    Furniture = "furniture", "It is site navigation or a cookie notice, and says nothing about a product.";
    /// They are in the title of another page, or in the beginning of its text.
    OtherPage = "other-page", "It is in the title or teaser of another page, which this one only links to.";
    /// They are in the name of a product, which stands before its price.
    ProductName = "product-name", "It is the name of a product, right before its price.";
    /// They are a bare figure in a table about money.
    BusinessTable = "business-table", "It is a bare figure in a table of prices, sales or costs.";
    /// No norm of its rule holds on pages of this kind.
    OtherKindOfPage = "other-kind-of-page", "None of the rule's norms applies to a page of this kind.";
    /// The baseline knows the finding.
    Known = "known", "It is in the baseline.";
}

/// What kept words from being reported.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reason {
    /// A reason without details.
    Plain(Plain),
    /// They are in a title, description or text of a picture that says what these words say.
    SaidAgain(Passage),
    /// The rule excepts these words.
    Excepted(Passage),
    /// A mask says that they are not a claim.
    Masked {
        /// The mask's name.
        mask: String,
        /// How far it reaches.
        scope: MaskScope,
        /// Why such a context is not a claim.
        why: String,
        /// What raised it; for a quotation, the quotation.
        words: Passage,
        /// The heading in which they are, for a mask that holds for what is under a heading.
        heading: Option<Box<Passage>>,
        /// Who accepts such wording.
        norms: Vec<Norm>,
    },
    /// A citation satisfies the rule.
    Cited {
        /// The citation: its words, or the label of its marker. `None` where the rule asks for none.
        words: Option<Passage>,
        /// What it points at, as far as that is known.
        source: Option<String>,
        /// Its grade.
        grade: Grade,
        /// The grade that the rule asks for.
        needs: Grade,
    },
    /// The house has substantiated the wording elsewhere.
    Accepted {
        /// The wording as it is here.
        words: Passage,
        /// What substantiates it.
        reference: String,
        /// The last day on which that holds.
        until: Day,
    },
    /// Another finding is about them.
    Merged {
        /// Its rule.
        rule: String,
        /// Its words.
        words: Passage,
    },
    /// What would contradict it, or is promised, is about something else.
    OtherSubject(Passage),
    /// What they ask for is where it must be.
    Accompanied(Passage),
    /// A comment in the text suppresses the finding.
    Suppressed {
        /// What the comment says.
        comment: Passage,
    },
    /// The rule is off.
    Off(Off),
}

impl From<Plain> for Reason {
    fn from(plain: Plain) -> Reason {
        Reason::Plain(plain)
    }
}

impl Reason {
    /// What a mask that words raised says.
    pub fn masked(document: &Document, mask: &Mask, words: Span) -> Reason {
        let block = document.block_at(words.start()).map(|block| document.block(block));
        let heading = block.filter(|_| matches!(mask.scope, MaskScope::Section | MaskScope::Page));
        let heading = heading.map(|heading| Box::new(Passage::of(document, heading.span)));
        let (scope, words) = (mask.scope, Passage::of(document, words));
        let norms = mask.norms.clone();
        Reason::Masked { mask: mask.id.clone(), scope, why: mask.why.clone(), words, heading, norms }
    }

    /// Why a finding is silent that another one covers.
    pub fn merged(into: &Diagnostic) -> Reason {
        Reason::Merged { rule: into.rule.id.clone(), words: Passage::of_diagnostic(into) }
    }
}
