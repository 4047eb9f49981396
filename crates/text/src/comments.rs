//! Comments to claimlint in the text: which findings the writer takes back, why, and until when.
//!
//! Here they are taken apart; what they do to findings is for `claimlint_engine::suppression`. In Markdown and HTML they stand in
//! `<!-- … -->`, in MDX in `{/* … */}`, in front matter behind `#`, and in plain text on a line of their own.

use std::ops::Range;

use claimlint_base::span::Span;

/// What every comment to claimlint begins with.
const NAME: &str = "claimlint";

/// What a comment asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verb {
    /// `claimlint-ignore`: the block that follows, or the one it stands in.
    Block,
    /// `claimlint-ignore-start`: from here to its end.
    Start,
    /// `claimlint-ignore-end`.
    End,
    /// `claimlint-ignore-file`: the whole file, wherever it stands.
    File,
    /// Anything else that begins with our name.
    Unknown,
}

impl Verb {
    /// Every word that asks for something.
    pub const ALL: &'static [(&'static str, Verb)] = &[
        ("claimlint-ignore", Verb::Block),
        ("claimlint-ignore-start", Verb::Start),
        ("claimlint-ignore-end", Verb::End),
        ("claimlint-ignore-file", Verb::File),
    ];
}

/// A word of a comment and its bytes in the source's text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    /// The word.
    pub text: String,
    /// Where it stands.
    pub span: Span,
}

/// A comment to claimlint.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Directive {
    /// What it asks for.
    pub verb: Verb,
    /// The word that says so.
    pub word: Word,
    /// The rules, categories and packs it names.
    pub names: Vec<Word>,
    /// What stands behind `until=`.
    pub until: Option<Word>,
    /// What stands behind the colon.
    pub reason: Option<String>,
    /// Its bytes in the source's text, without the signs of the comment.
    pub span: Span,
    /// A byte of [`Document::text`](crate::Document::text) in the block that it stands in, or at the start of the next one.
    pub at: usize,
    /// Whether words of its block stand before it.
    pub is_inside: bool,
}

/// Where a comment stands in the text.
#[derive(Debug, Clone, Copy)]
pub(crate) struct CommentPlace {
    /// A byte of the text in the block that it stands in, or at the start of the next one.
    pub at: usize,
    /// Whether words of its block stand before it.
    pub is_inside: bool,
}

/// Reads a comment whose content stands at some bytes of the source; `None` where it is none to claimlint.
pub(crate) fn parse(source: &str, content: Range<usize>, place: CommentPlace) -> Option<Directive> {
    let text = source.get(content.clone())?;
    let start = content.start + text.len() - text.trim_start().len();
    let text = text.trim();
    let is_sign = |sign: char| sign.is_whitespace() || sign == ':';
    let end = text.find(is_sign).unwrap_or(text.len());
    let (first, rest) = text.split_at(end);
    if !first.get(..NAME.len())?.eq_ignore_ascii_case(NAME) {
        return None;
    }
    let small = first.to_ascii_lowercase();
    let known = Verb::ALL.iter().find(|(word, _)| *word == small);
    let verb = known.map_or(Verb::Unknown, |(_, verb)| *verb);
    // "claimlint is run on this page" asks for nothing.
    if verb == Verb::Unknown
        && !small.contains('-')
        && !rest.trim_start_matches(is_sign).starts_with("ignore")
    {
        return None;
    }
    let word = |range: Range<usize>| Word {
        text: text[range.clone()].to_owned(),
        span: Span::of(start + range.start..start + range.end),
    };
    let (head, reason) = match rest.split_once(':') {
        Some((head, reason)) => (end..end + head.len(), Some(reason.trim())),
        None => (end..text.len(), None),
    };
    let (mut names, mut until) = (Vec::new(), None);
    for range in words(text, head) {
        match text[range.clone()].strip_prefix("until=") {
            Some(date) => until = Some(word(range.end - date.len()..range.end)),
            None => names.push(word(range)),
        }
    }
    if reason.is_none() && verb != Verb::End {
        // Without a colon, the words behind the first name are the reason that was meant.
        names.truncate(1);
    }
    Some(Directive {
        verb,
        word: Word { text: small, ..word(0..end) },
        names,
        until,
        reason: reason.filter(|reason| !reason.is_empty()).map(str::to_owned),
        span: Span::of(start..start + text.len()),
        at: place.at,
        is_inside: place.is_inside,
    })
}

/// The words of a stretch, which blanks and commas part.
fn words(text: &str, within: Range<usize>) -> impl Iterator<Item = Range<usize>> {
    let is_between = |sign: char| sign.is_whitespace() || sign == ',';
    let mut at = within.start;
    text[within].split_inclusive(is_between).filter_map(move |piece| {
        let range = at..at + piece.trim_end_matches(is_between).len();
        at += piece.len();
        (!range.is_empty()).then_some(range)
    })
}

/// How plain text writes a comment to claimlint: what stands before and behind it on its line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CommentLine {
    /// What stands before, without white space around it.
    pub before: String,
    /// What stands behind.
    pub behind: String,
}

impl Default for CommentLine {
    fn default() -> CommentLine {
        CommentLine { before: "<!--".to_owned(), behind: "-->".to_owned() }
    }
}

impl CommentLine {
    /// Reads `// {}` or `[{}]`; `None` where there is no `{}`, or nothing but white space before it.
    pub fn parse(form: &str) -> Option<CommentLine> {
        let (before, behind) = form.split_once("{}")?;
        let (before, behind) = (before.trim().to_owned(), behind.trim().to_owned());
        (!before.is_empty()).then_some(CommentLine { before, behind })
    }

    /// The content of a line that is such a comment, as bytes of the line.
    pub fn content(&self, line: &str) -> Option<Range<usize>> {
        let inside = line.trim().strip_prefix(&self.before)?.strip_suffix(&self.behind)?;
        let start = line.len() - line.trim_start().len() + self.before.len();
        let is_ours = inside.trim_start().get(..NAME.len())?.eq_ignore_ascii_case(NAME);
        is_ours.then_some(start..start + inside.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const START: CommentPlace = CommentPlace { at: 0, is_inside: false };

    fn read(text: &str) -> Directive {
        parse(text, 0..text.len(), START).unwrap()
    }

    #[test]
    fn a_comment_names_rules_a_last_day_and_a_reason() {
        let text = " claimlint-ignore hype, typo until=2027-01-31: agreed: see dossier 12 ";
        let read = read(text);
        let names: Vec<&str> = read.names.iter().map(|name| &text[name.span.range()]).collect();
        assert_eq!((read.verb, names), (Verb::Block, vec!["hype", "typo"]));
        assert_eq!(read.until.map(|until| until.text).as_deref(), Some("2027-01-31"));
        assert_eq!(read.reason.as_deref(), Some("agreed: see dossier 12"));
        assert_eq!(&text[read.span.range()], text.trim());
    }

    #[test]
    fn without_a_colon_there_is_no_reason() {
        let read = read("claimlint-ignore hype legal has seen it");
        assert_eq!((read.names.len(), read.reason), (1, None));
    }

    #[test]
    fn other_comments_are_left_alone() {
        for text in ["claimlint is run on this page", "TODO", "claim", "", "\u{e9}\u{e9}\u{e9}\u{e9}\u{e9}"] {
            assert_eq!(parse(text, 0..text.len(), START), None, "{text}");
        }
        assert_eq!(read("claimlint-ignore-next-line hype: x").verb, Verb::Unknown);
        assert_eq!(read("claimlint: ignore hype").verb, Verb::Unknown);
    }

    #[test]
    fn plain_text_may_write_its_comments_otherwise() {
        let line = "  // claimlint-ignore hype: agreed\r\n";
        let content = CommentLine::parse("// {}").unwrap().content(line).unwrap();
        assert_eq!(&line[content], " claimlint-ignore hype: agreed");
        assert_eq!(CommentLine::default().content(line), None);
        assert_eq!(CommentLine::parse("claimlint"), None);
    }
}
