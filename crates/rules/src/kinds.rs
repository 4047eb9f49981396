//! The closed lists that a rule chooses from: what it does, what its findings are about, how much they weigh, which fault or
//! slip it reports.
//!
//! Each name is written here once, and rule files, reports and the command line share it.

use claimlint_base::named_enum;

named_enum! {
    /// What a rule does with a match.
    pub enum RuleKind {
        /// A claim, reported unless a citation within reach satisfies it.
        Claim = "claim",
        /// Words that should not be used, whatever backs them.
        Phrase = "phrase",
        /// Wrong words, with the right ones as a fix.
        Replace = "replace",
        /// A fault in a citation.
        Reference = "reference",
        /// A slip of spelling or typing that shows from a dictionary or the signs around a word.
        Spelling = "spelling",
        /// One spelling of a word in a document.
        Variants = "variants",
        /// A promise that the same document contradicts.
        Conflict = "conflict",
        /// Words that need others nearby.
        Companion = "companion",
        /// A fault in a comment that suppresses findings.
        Suppression = "suppression",
    }
}

named_enum! {
    /// What a finding is about.
    pub enum Category {
        /// Ranks above others, or beyond compare.
        Superlative = "superlative",
        /// Promises without limits.
        Absolute = "absolute",
        /// Relies on research that readers cannot look up.
        Study = "study",
        /// Relies on people who are not named.
        Authority = "authority",
        /// A figure with no source.
        Statistic = "statistic",
        /// A broken or weak citation.
        Citation = "citation",
        /// Treats or cures.
        Medical = "medical",
        /// Leaves out what must be said.
        Disclosure = "disclosure",
        /// Contradicts or varies itself.
        Consistency = "consistency",
        /// A misspelt or wrong word.
        Typo = "typo",
    }
}

impl Category {
    /// Whether a finding of this category is a claim that contexts such as a question cancel.
    pub fn is_claim(self) -> bool {
        !matches!(self, Category::Citation | Category::Consistency | Category::Typo)
    }
}

named_enum! {
    /// How serious a finding is, least serious first.
    pub enum Severity {
        /// Worth a look.
        Note = "note",
        /// Allowed only with evidence.
        Warning = "warning",
        /// Normally breaks a rule of advertising, or is plainly wrong.
        Error = "error",
    }
}

impl Severity {
    /// One step less, as a hedge makes it.
    pub fn lowered(self) -> Severity {
        match self {
            Severity::Error => Severity::Warning,
            Severity::Warning | Severity::Note => Severity::Note,
        }
    }
}

named_enum! {
    /// How far a mask reaches from the words that raise it.
    pub enum MaskScope {
        /// The words themselves are not a claim.
        Words = "words",
        /// What follows in the clause, up to `reach` words.
        After = "after",
        /// The clause.
        Clause = "clause",
        /// The sentence.
        Sentence = "sentence",
        /// The block.
        Block = "block",
        /// The heading and what is under it, up to the next heading; only headings trigger it.
        Section = "section",
        /// The page, if its title triggers it, or without a title its first heading.
        Page = "page",
        /// What is in quotation marks, if it is long enough to be speech. Such a mask has no phrases.
        Quotation = "quotation",
    }
}

named_enum! {
    /// Which fault of a citation a rule of kind `reference` reports.
    pub enum CitationFault {
        /// It names a journal, a year or both, and nothing that leads to the paper.
        Partial = "partial",
        /// A number or note without an entry.
        Dangling = "dangling",
        /// An entry of a numbered list, or a footnote, that nothing in the text names.
        Uncited = "uncited",
        /// Two entries for one source.
        Twice = "twice",
        /// An entry with neither a year nor an identifier.
        MissingYear = "missing-year",
        /// An entry from a journal that is not on claimlint's list, if nothing else identifies the paper.
        UnknownJournal = "unknown-journal",
        /// An identifier that does not have the form of its kind.
        Malformed = "malformed",
        /// The number of a book or journal with a wrong check digit.
        Checksum = "checksum",
        /// A DOI with a label or a resolver that is no longer used.
        OldForm = "old-form",
        /// A journal whose name is misspelt.
        Journal = "journal",
        /// A year in the future.
        Future = "future",
        /// A link whose text promises research but that leads to a shop or to a page that anyone can write.
        Promise = "promise",
        /// A link that hides where it leads.
        Shortened = "shortened",
        /// A quotation from a paper that nobody can find.
        Quotation = "quotation",
        /// Sources that are all older than ten years.
        Dated = "dated",
        /// A paper that was retracted, as `claimlint verify` found.
        Retracted = "retracted",
        /// A paper that its editors warn about.
        Concern = "concern",
        /// An identifier that no registry has.
        NotFound = "not-found",
        /// An identifier that leads to a different paper from the one that the text names.
        Mismatch = "mismatch",
        /// A document that makes claims and names no source at all.
        Unsourced = "unsourced",
    }
}

named_enum! {
    /// Which slip of spelling or typing a rule of kind `spelling` reports.
    pub enum Slip {
        /// A word that the dictionary does not know, close to one that it does.
        UnknownWord = "unknown-word",
        /// Two words without the space between them.
        JoinedWords = "joined-words",
        /// A word written twice.
        DoubledWord = "doubled-word",
        /// "a" before a vowel sound, or "an" before any other.
        WrongArticle = "wrong-article",
        /// A stop or comma without a space after it.
        MissingSpace = "missing-space",
        /// A space before a stop, or on one side of a hyphen.
        StraySpace = "stray-space",
        /// A comma or stop written twice.
        DoubledMark = "doubled-mark",
        /// A bracket or quotation mark without a matching mark.
        UnpairedMark = "unpaired-mark",
        /// A capital on a common noun inside a sentence; the rule's phrases say where.
        StrayCapital = "stray-capital",
        /// A capital on a verb, an adverb or a plural that is no name.
        InnerCapital = "inner-capital",
        /// A sentence that begins with a lower-case letter.
        MissingCapital = "missing-capital",
        /// A letter of another alphabet that looks like a Latin one.
        ForeignLetter = "foreign-letter",
        /// A sentence that begins inside another, without the stop between them.
        MissingStop = "missing-stop",
        /// A noun that is always counted, without an article.
        BareNoun = "bare-noun",
        /// A noun that is not of the number that the word before it asks for.
        NounCount = "noun-count",
        /// A verb that does not agree with its subject.
        SubjectVerb = "subject-verb",
        /// A verb in a form that the word before it does not allow.
        VerbForm = "verb-form",
        /// A question without its mark.
        QuestionMark = "question-mark",
        /// Two sentences with only a comma between them.
        CommaSplice = "comma-splice",
    }
}

named_enum! {
    /// Which fault of a suppression a rule of kind `suppression` reports.
    pub enum SuppressionFault {
        /// It does not say what to do, for which rules, or why.
        Broken = "broken",
        /// It names a rule, category or pack that does not exist.
        Unknown = "unknown",
        /// Nothing that it names is found where it holds.
        Unused = "unused",
        /// Its last day has passed.
        Expired = "expired",
    }
}

named_enum! {
    /// How far a fix may be trusted.
    pub enum Safety {
        /// No editor could object.
        Safe = "safe",
        /// Right in most places; a person should look.
        Unsafe = "unsafe",
    }
}
