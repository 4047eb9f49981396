//! The paragraphs of pages that have no tags for them: what the classic editor of WordPress keeps, in which an empty line parts
//! them.

use std::ops::Range;

/// Tags that separate paragraphs, or show that the page is written for a browser as it is.
const TAGS: &[&str] = &["p", "div", "br", "br/", "body", "html", "section", "td"];

/// Whether a page says with tags where its paragraphs are.
pub fn are_marked(page: &str) -> bool {
    page.split('<').skip(1).any(|tag| {
        let name = tag.split(['>', ' ', '\n']).next().unwrap_or_default();
        TAGS.iter().any(|known| name.eq_ignore_ascii_case(known))
    })
}

/// Cuts a piece of text at empty lines. Its beginning continues what was before.
pub fn of_lines(text: &str) -> Vec<Range<usize>> {
    let mut parts = Vec::new();
    let (mut start, mut at) = (0, 0);
    for line in text.split_inclusive('\n') {
        // The first line only ends the one that a tag is in.
        if at > 0 && line.ends_with('\n') && line.trim().is_empty() {
            parts.push(start..at);
            start = at;
        }
        at += line.len();
    }
    parts.push(start..text.len());
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_empty_line_parts_paragraphs_and_the_end_of_a_line_does_not() {
        let parts = |text| of_lines(text).into_iter().map(|part| text[part].trim()).collect::<Vec<_>>();
        assert_eq!(parts("one\ntwo\n\nthree\n \nfour"), ["one\ntwo", "three", "four"]);
        assert_eq!(parts("\n\nnext"), ["", "next"]);
        assert_eq!(parts("\nnext"), ["next"]);
        assert_eq!(parts(""), [""]);
    }

    #[test]
    fn tags_say_where_paragraphs_are() {
        assert!(are_marked("<P class='a'>one") && are_marked("one<br />two"));
        assert!(!are_marked("one <strong>two</strong> <pre>three</pre> <!--more-->"));
    }
}
