//! Comments to claimlint in the text: which findings the writer suppresses, why, and until when.
//!
//! They are only read here; what they do to findings is for `claimlint_engine::suppression`. In Markdown and HTML they are
//! written in `<!-- … -->`, in MDX in `{/* … */}`, in front matter after `#`, and in plain text on a line of their own.

use std::ops::Range;

use claimlint_base::span::Span;

/// What every comment to claimlint begins with.
const NAME: &str = "claimlint";

/// What a comment asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verb {
    /// `claimlint-ignore`: the block that follows, or the one that the comment is in.
    Block,
    /// `claimlint-ignore-start`: from here to its end.
    Start,
    /// `claimlint-ignore-end`.
    End,
    /// `claimlint-ignore-file`: the whole file, wherever the comment is.
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
pub struct CommentWord {
    /// The word.
    pub text: String,
    /// Where it is.
    pub span: Span,
}

/// A comment to claimlint.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Directive {
    /// What it asks for.
    pub verb: Verb,
    /// The word that says so.
    pub word: CommentWord,
    /// The rules, categories and packs it names.
    pub names: Vec<CommentWord>,
    /// The day after `until=`, as written.
    pub until: Option<CommentWord>,
    /// The text after the colon.
    pub reason: Option<String>,
    /// Its bytes in the source's text, without the signs of the comment.
    pub span: Span,
    /// Where it is in the text.
    pub place: CommentPlace,
}

/// Where a comment is in the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CommentPlace {
    /// A byte of [`Document::text`](crate::Document::text) in the block that the comment is in, or at the start of the next
    /// block.
    pub at: usize,
    /// Whether words of its block come before it.
    pub is_inside: bool,
}

/// Reads a comment from some bytes of the source, without the signs around it; `None` if it is not for claimlint.
pub(crate) fn parse(source: &str, content: Range<usize>, place: CommentPlace) -> Option<Directive> {
    let content = Content::trimmed(source.get(content.clone())?, content.start);
    let end = content.text.find(ends_verb).unwrap_or(content.text.len());
    let (first, rest) = content.text.split_at(end);
    if !first.get(..NAME.len())?.eq_ignore_ascii_case(NAME) {
        return None;
    }
    let small = first.to_ascii_lowercase();
    let known = Verb::ALL.iter().find(|(word, _)| *word == small);
    let verb = known.map_or(Verb::Unknown, |(_, verb)| *verb);
    // "claimlint is run on this page" asks for nothing.
    let asks = small.contains('-') || rest.trim_start_matches(ends_verb).starts_with("ignore");
    if verb == Verb::Unknown && !asks {
        return None;
    }
    let (head, reason) = match rest.split_once(':') {
        Some((head, reason)) => (end..end + head.len(), Some(reason.trim())),
        None => (end..content.text.len(), None),
    };
    let (mut names, mut until) = (Vec::new(), None);
    for range in words(content.text, head) {
        match content.text[range.clone()].strip_prefix("until=") {
            Some(date) => until = Some(content.word(range.end - date.len()..range.end)),
            None => names.push(content.word(range)),
        }
    }
    if reason.is_none() && verb != Verb::End {
        // Without a colon, the words after the first name are meant as the reason.
        names.truncate(1);
    }
    Some(Directive {
        verb,
        word: CommentWord { text: small, ..content.word(0..end) },
        names,
        until,
        reason: reason.filter(|reason| !reason.is_empty()).map(str::to_owned),
        span: Span::of(content.start..content.start + content.text.len()),
        place,
    })
}

/// The content of a comment, and the byte of the source at which it starts.
struct Content<'t> {
    text: &'t str,
    start: usize,
}

impl<'t> Content<'t> {
    /// A text without the white space around it; `start` is the byte at which the whole text starts.
    fn trimmed(text: &'t str, start: usize) -> Content<'t> {
        Content { text: text.trim(), start: start + text.len() - text.trim_start().len() }
    }

    fn word(&self, range: Range<usize>) -> CommentWord {
        CommentWord {
            text: self.text[range.clone()].to_owned(),
            span: Span::of(self.start + range.start..self.start + range.end),
        }
    }
}

/// Whether a sign ends the word that says what a comment asks for.
fn ends_verb(sign: char) -> bool {
    sign.is_whitespace() || sign == ':'
}

/// Whether a sign is between two names.
fn separates_names(sign: char) -> bool {
    sign.is_whitespace() || sign == ','
}

/// The words of a part of a text, as bytes of the text.
fn words(text: &str, within: Range<usize>) -> impl Iterator<Item = Range<usize>> {
    let mut at = within.start;
    text[within].split_inclusive(separates_names).filter_map(move |piece| {
        let range = at..at + piece.trim_end_matches(separates_names).len();
        at += piece.len();
        (!range.is_empty()).then_some(range)
    })
}

/// How plain text writes a comment to claimlint: the signs before and after it on its line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CommentLine {
    /// The signs before it, without white space around them.
    pub before: String,
    /// The signs after it.
    pub after: String,
}

impl Default for CommentLine {
    fn default() -> CommentLine {
        CommentLine { before: "<!--".to_owned(), after: "-->".to_owned() }
    }
}

impl CommentLine {
    /// Reads a form such as `// {}` or `[{}]`; `None` without `{}`, or if only white space comes before it.
    pub fn parse(form: &str) -> Option<CommentLine> {
        let (before, after) = form.split_once("{}")?;
        let (before, after) = (before.trim().to_owned(), after.trim().to_owned());
        (!before.is_empty()).then_some(CommentLine { before, after })
    }

    /// The content of a line that is such a comment, as bytes of the line.
    pub fn content(&self, line: &str) -> Option<Range<usize>> {
        let inside = line.trim().strip_prefix(&self.before)?.strip_suffix(&self.after)?;
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
