//! What the tables of right and wrong forms have in common, and the ends of addresses.

mod dois;
mod papers;
mod trials;

use super::*;

fn read(text: &str) -> Vec<Identifier> {
    find(text, &text.to_ascii_lowercase())
}

/// The value of the one good identifier in a text.
fn good(text: &str) -> (IdentifierKind, String) {
    let found = read(text);
    assert_eq!(found.len(), 1, "{text}: {found:?}");
    assert_eq!(found[0].fault, None, "{text}");
    (found[0].kind, found[0].value.clone())
}

fn are_good(kind: IdentifierKind, forms: &[(&str, &str)]) {
    for (text, value) in forms {
        assert_eq!(good(text), (kind, (*value).to_owned()), "{text}");
    }
}

fn are_bad(kind: IdentifierKind, forms: &[&str]) {
    for text in forms {
        let found = read(text);
        assert_eq!(found.len(), 1, "{text}: {found:?}");
        assert!(found[0].kind == kind && found[0].fault.is_some(), "{text}: {found:?}");
    }
}

fn are_none(forms: &[&str]) {
    for text in forms {
        assert_eq!(read(text), [], "{text}");
    }
}

#[test]
fn addresses_end_before_the_signs_of_the_sentence() {
    are_good(
        IdentifierKind::Address,
        &[
            ("Read https://example.org/a?b=1, then.", "https://example.org/a?b=1"),
            ("(http://example.org/a_(b))", "http://example.org/a_(b)"),
            ("https://doi.org/the-identifier", "https://doi.org/the-identifier"),
        ],
    );
    let old = read("http://dx.doi.org/10.5555/a doi:10.5555/b https://doi.org/10.5555/c");
    assert_eq!(old.iter().map(|one| one.is_old_form).collect::<Vec<_>>(), [true, true, false]);
}
