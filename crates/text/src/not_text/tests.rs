//! What is not prose, in every language, and what is.

use super::*;
use crate::format::Format;

fn read(text: &str, format: Format) -> (String, NotText) {
    let found = find(text, 0, format, &[]);
    let shown = found.overwritten(text, 0).into_owned();
    assert_eq!(shown.len(), text.len(), "{text}");
    (shown, found)
}

#[test]
fn expressions_of_every_template_language_are_gaps() {
    for code in [
        "{{ product.title }}",
        "{{{ body }}}",
        "{{> footer.main }}",
        "{{-- note --}}",
        "{{!-- note }} --}}",
        "{!! $html !!}",
        "{% if product.price %}",
        "{%- endif -%}",
        "<%= user.name %>",
        "<?php echo $x; ?>",
        "<?= $x ?>",
        "<?if ( $x ) : ?>",
        "<?the_field('a', $b);?>",
        "${price}",
        "#{name}",
        "{name}",
        "{0}",
        "{user.name}",
        "{{< ref \"care.guide\" >}}",
        "{{% note %}}",
        "*|FNAME|*",
        "%%FIRST%%",
        "%recipient.name%",
        "%first_name%",
        "%%[ set @jar = \"soft\" ]%%",
        "%%=v(@jar)=%%",
        "[[ user.name ]]",
        "[gallery ids=\"1,2\"]",
        "{# note #}",
        "{{ \"}}\" }}",
        "{count, plural, one {# jar} other {# jars}}",
    ] {
        let text = format!("Hello {code}, and you.");
        for format in [Format::Plain, Format::Markdown, Format::Html] {
            let (shown, found) = read(&text, format);
            assert_eq!(shown, format!("Hello {}, and you.", "x".repeat(code.len())), "{code} {format:?}");
            assert_eq!(found.unclosed, [], "{code}");
        }
    }
}

#[test]
fn lines_of_tags_alone_are_empty_lines() {
    let (shown, _) = read("{% for jar in jars %}\n- {{ jar.name }}\n{% endfor %}\nText.\n", Format::Markdown);
    let lines: Vec<&str> = shown.lines().map(str::trim_end).collect();
    assert_eq!(lines, ["", "- xxxxxxxxxxxxxx", "", "Text."]);
}

#[test]
fn what_is_not_closed_is_reported_and_the_rest_is_read() {
    for (text, format) in [
        ("Soft {{ skin and more.", Format::Markdown),
        ("Soft {% if skin and more.", Format::Html),
        ("Soft <% skin and more.", Format::Html),
        ("Soft {{< skin and more.", Format::Markdown),
        ("Soft {skin and more.", Format::Mdx),
        ("{% comment %} Soft skin and more.", Format::Html),
        ("{{ Soft skin. {{ name }} More.", Format::Plain),
    ] {
        let (shown, found) = read(text, format);
        assert_eq!(found.unclosed.len(), 1, "{text}");
        assert!(shown.contains("skin"), "{text}");
    }
}

#[test]
fn prose_in_brackets_and_braces_stays() {
    for text in [
        "It is {as far as we can tell} soft.",
        "Soft [sic] skin [1].",
        "[1, 2] [see below]",
        "from 5% to 10%, and 20%",
        "5%%[1] and 5%%= more",
        "[link][ref] [text](x)",
    ] {
        assert_eq!(read(text, Format::Markdown).0, text);
    }
}

#[test]
fn comments_of_kramdown_are_not_text() {
    for comment in [
        "{::comment}\nThe old, old words.\n{:/comment}",
        "{::comment}old{:/}",
        "{::comment}{{ a }}{:/comment}",
    ] {
        let (shown, found) = read(&format!("Before {comment} after."), Format::Markdown);
        assert!(shown.starts_with("Before ") && shown.ends_with(" after."), "{shown}");
        assert!(!shown.contains("old"), "{shown}");
        assert_eq!(found.comments.len(), 1, "{comment}");
    }
    let (shown, _) = read("{::comment} never closed", Format::Markdown);
    assert!(shown.contains("never closed"), "{shown}");
}

#[test]
fn code_between_tags_ends_however_its_end_is_spaced() {
    for end in ["{{< /highlight >}}", "{{</highlight>}}", "{{< / highlight >}}"] {
        let (shown, _) =
            read(&format!("Before.\n\n{{{{< highlight go >}}}}\nold\n{end}\n\nAfter.\n"), Format::Markdown);
        assert!(!shown.contains("old") && shown.contains("After."), "{shown}");
    }
}

#[test]
fn a_comment_of_go_ends_at_its_own_sign_whatever_is_in_it() {
    for comment in [
        "{{- /* Use: {{ partial \"old.html\" . }} */}}",
        "{{/* old {{ a }} */ -}}",
        "{{- /* old */ -}}",
        "{{/* old */}}",
    ] {
        let (shown, found) = read(&format!("Before {comment} after."), Format::Html);
        assert!(!shown.contains("old") && shown.ends_with(" after."), "{shown}");
        assert_eq!((found.comments.len(), found.unclosed.len()), (1, 0), "{comment}");
    }
}

#[test]
fn an_empty_line_ends_no_style_sheet_in_markdown() {
    let text = "<div>\n  <style>\n    .a { color: red }\n\n    .b { color: red }\n    </style>\n</div>\n\nSoft skin.\n";
    let (shown, _) = read(text, Format::Markdown);
    assert!(!shown.contains("color") && !shown.contains("style") && shown.contains("Soft skin."), "{shown}");
}
