//! The signs between which template languages write their code.

/// What opens a stretch of code, and what closes it.
#[derive(Debug)]
pub struct Delimiters {
    /// The signs that open it.
    pub open: &'static str,
    /// The signs that close it.
    pub close: &'static str,
    /// What it is.
    pub kind: Kind,
}

/// What is between delimiters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// An expression, whose value is shown.
    Expression,
    /// A tag or a shortcode, with a name; some tags have code up to a tag that ends them.
    Tag,
    /// A comment.
    Comment,
}

const fn delimiters(open: &'static str, close: &'static str, kind: Kind) -> Delimiters {
    Delimiters { open, close, kind }
}

/// What ends a comment of Go. Braces come after it, with or without a hyphen: `*/}}`, `*/ -}}`.
pub const GO_COMMENT_END: &str = "*/";

/// The delimiters of all languages; of two with the same beginning, the longer one is first.
///
/// Liquid, Jinja, Twig and Nunjucks have `{{ }}`, `{% %}` and `{# #}`; Handlebars and Mustache `{{ }}`, `{{{ }}}` and
/// `{{!-- --}}`; Hugo `{{< >}}`, `{{% %}}` and `{{/* */}}`; Blade `{{-- --}}` and `{!! !!}`; ERB and EJS `<% %>`; WordPress in
/// scripts `<# #>`; AMPscript, of
/// mailings, `%%[ ]%%` and `%%= =%%`.
pub const ALL: &[Delimiters] = &[
    delimiters("{{!--", "--}}", Kind::Comment),
    delimiters("{{~!--", "--~}}", Kind::Comment),
    delimiters("{{--", "--}}", Kind::Comment),
    delimiters("{{/*", GO_COMMENT_END, Kind::Comment),
    delimiters("{{- /*", GO_COMMENT_END, Kind::Comment),
    delimiters("{{!", "}}", Kind::Comment),
    delimiters("{{<", ">}}", Kind::Tag),
    delimiters("{{%", "%}}", Kind::Tag),
    delimiters("{{{", "}}}", Kind::Expression),
    delimiters("{{#", "}}", Kind::Tag),
    delimiters("{{~#", "}}", Kind::Tag),
    delimiters("{{", "}}", Kind::Expression),
    delimiters("{%", "%}", Kind::Tag),
    delimiters("{#", "#}", Kind::Comment),
    delimiters("{!!", "!!}", Kind::Expression),
    delimiters("<%--", "--%>", Kind::Comment),
    delimiters("<%#", "%>", Kind::Comment),
    delimiters("<%=", "%>", Kind::Expression),
    delimiters("<%", "%>", Kind::Tag),
    delimiters("<#", "#>", Kind::Tag),
    delimiters("<?=", "?>", Kind::Expression),
    delimiters("<?", "?>", Kind::Tag),
    delimiters("*|", "|*", Kind::Expression),
    delimiters("%%[", "]%%", Kind::Tag),
    delimiters("%%=", "=%%", Kind::Expression),
];

/// Tags with code, or with what is not shown, up to the tag that ends them: its name is the same after `end` or `/`.
pub const WITH_CODE: &[&str] = &[
    "comment",
    "schema",
    "javascript",
    "style",
    "stylesheet",
    "highlight",
    "doc",
    "code",
    "codeblock",
    "prism",
    "mermaid",
    "math",
    "katex",
];
