//! Why a document of a word processor cannot be read, in one sentence that says what to do.

use thiserror::Error;

/// Why a document cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[allow(missing_docs, reason = "the messages say what the fields are")]
pub enum WordFault {
    /// An OLE container: a document with a password, or one in the format before 2007.
    #[error(
        "it is protected with a password, or it is an old .doc file; save it as .docx without a password"
    )]
    Ole,
    /// An encrypted part.
    #[error("it is protected with a password; save it without one")]
    Password,
    /// No zip at all.
    #[error("it is not a Word or OpenDocument file; save it again as .docx or .odt")]
    NotZip,
    /// A zip that cannot be opened.
    #[error("it is broken or cut off ({reason}); save it again in the program that wrote it")]
    Broken { reason: String },
    /// A zip of another kind.
    #[error("it does not contain a text document; save the text as .docx or .odt")]
    NoDocument,
    /// A document with macros.
    #[error("it contains macros; save it as .docx, which cannot contain any")]
    Macros,
    /// More parts than any document has.
    #[error("it has {count} parts, and a document may have {most}")]
    ManyParts { count: usize, most: usize },
    /// Parts that are too large when they are unpacked.
    #[error("its text is larger than {most} MiB once unpacked; split it, and check it in parts")]
    TooLarge { most: usize },
    /// A part that is packed as no document is.
    #[error("its part `{part}` unpacks to more than {most} times its size, which no document does")]
    Bomb { part: String, most: u64 },
    /// A name that would leave the folder in which the file is unpacked.
    #[error("its part `{part}` has a name that leads out of it, which no document has")]
    Climbs { part: String },
    /// A part in another encoding.
    #[error("its part `{part}` is not in UTF-8; save it again as .docx or .odt")]
    NotUtf8 { part: String },
    /// A document type with entities.
    #[error("its part `{part}` declares a document type, which no document does and claimlint does not read")]
    DocumentType { part: String },
    /// Markup that is not XML.
    #[error(
        "its part `{part}` is broken at byte {at} ({reason}); save it again in the program that wrote it"
    )]
    Xml { part: String, at: usize, reason: String },
    /// The strict form of Office Open XML, which is read and not written.
    #[error(
        "it is a Strict Open XML document, into which claimlint writes no comments; save it as an ordinary Word document (.docx)"
    )]
    Strict,
    /// A signed document.
    #[error(
        "it is signed, and a comment would break the signature; save a copy without the signature, and annotate that"
    )]
    Signed,
    /// No paragraph in the body.
    #[error("it has no paragraph in its body that could carry a comment; add one, and annotate it again")]
    NoParagraph,
    /// A part whose names belong to no namespace that says what they are.
    #[error(
        "its part `{part}` names its elements in a way that no word processor does; open it in one and save it again"
    )]
    Names { part: String },
    /// What was written would not say what the document says.
    #[error(
        "adding comments would change its text, so nothing was written; please report this with the document"
    )]
    Unlike,
    /// More elements in each other than a document has.
    #[error("its part `{part}` nests more than {most} elements at byte {at}, which no document does")]
    Deep { part: String, at: usize, most: usize },
}

/// What is longer is cut, in characters.
const LONGEST: usize = 120;

/// A name or a reason as it stands in a message: both may quote the file, which holds whatever its writer likes.
pub fn on_one_line(text: &str) -> String {
    text.chars().map(|sign| if sign.is_control() { ' ' } else { sign }).take(LONGEST).collect()
}
