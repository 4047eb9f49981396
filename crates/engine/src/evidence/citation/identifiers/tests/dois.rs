//! DOIs, as people write them, and the addresses that hold one.

use super::{are_bad, are_good, are_none, good, read};
use crate::evidence::citation::identifiers::IdentifierKind;

#[test]
fn dois_are_read_in_every_form() {
    are_good(
        IdentifierKind::Doi,
        &[
            ("10.5555/12345678", "10.5555/12345678"),
            ("See doi:10.5555/abc.123-4.", "10.5555/abc.123-4"),
            ("doi: 10.5555/abc", "10.5555/abc"),
            ("DOI:10.5555/ABC", "10.5555/ABC"),
            ("https://doi.org/10.5555/abc", "10.5555/abc"),
            ("http://dx.doi.org/10.5555/abc", "10.5555/abc"),
            ("https://www.doi.org/10.5555/abc", "10.5555/abc"),
            ("doi.org/10.5555/abc,", "10.5555/abc"),
            ("(10.5555/abc)", "10.5555/abc"),
            ("10.5555/s0140-6736(97)11096-0", "10.5555/s0140-6736(97)11096-0"),
            ("(see 10.5555/s0140-6736(97)11096-0).", "10.5555/s0140-6736(97)11096-0"),
            ("10.5555%2Fabc", "10.5555/abc"),
            ("https://doi.org/10.5555%2Fabc%2F1", "10.5555/abc/1"),
            ("10.1000.10/123456", "10.1000.10/123456"),
            ("10.123456789/x", "10.123456789/x"),
            ("\u{201C}10.5555/abc\u{201D}".replace(['\u{201C}', '\u{201D}'], "\"").as_str(), "10.5555/abc"),
            ("10.5555/abc_def;ghi", "10.5555/abc_def;ghi"),
            ("10.5555/a:b/c", "10.5555/a:b/c"),
            ("10.5555/abc!", "10.5555/abc"),
            ("10.5555/abc...", "10.5555/abc"),
            ("[10.5555/abc]", "10.5555/abc"),
            ("10.1002/(sici)1097-0142(1998)82:1", "10.1002/(sici)1097-0142(1998)82:1"),
            (
                "(doi:10.5555/(SICI)1097-0142(1998)82:1<1::AID-EX1>3.0.CO;2-A).",
                "10.5555/(SICI)1097-0142(1998)82:1<1::AID-EX1>3.0.CO;2-A",
            ),
            ("10.5555/abc</a>", "10.5555/abc"),
            ("10.5555/abc\u{2014}see there", "10.5555/abc"),
            ("doi:10.5555/abc--see there", "10.5555/abc"),
            ("'10.5555/abc'", "10.5555/abc"),
        ],
    );
}

#[test]
fn the_address_of_a_doi_leads_to_it_whatever_signs_it_has() {
    for (text, address) in [
        ("10.5555/abc", "https://doi.org/10.5555/abc"),
        ("doi:10.5555/abc.?12#4", "https://doi.org/10.5555/abc.%3F12%234"),
        ("10.5555/(sici)1<2::aid>3", "https://doi.org/10.5555/(sici)1%3C2::aid%3E3"),
        ("10.5555/(sici)1<2>3", "https://doi.org/10.5555/(sici)1"),
        ("https://doi.org/10.5555/(sici)1%3C2::aid%3E3", "https://doi.org/10.5555/(sici)1%3C2::aid%3E3"),
        ("https://doi.org/10.5555/abc.?from=feed", "https://doi.org/10.5555/abc"),
        ("doi.org/10.5555/abc#top", "https://doi.org/10.5555/abc"),
        ("10.5555/50%2541", "https://doi.org/10.5555/50%2541"),
    ] {
        let found = read(text);
        assert_eq!(found[0].address().as_deref(), Some(address), "{text}");
        assert_eq!(good(address), (found[0].kind, found[0].value.clone()), "{text}");
    }
}

#[test]
fn broken_dois_are_reported_where_a_label_says_that_they_are_dois() {
    are_bad(
        IdentifierKind::Doi,
        &[
            "doi:10.55/abc",
            "doi: 10.555/abc",
            "doi:10.5555",
            "doi:10.5555/",
            "doi:11.5555/abc",
            "doi:1.5555/abc",
            "doi:10.1234567890/abc",
            "doi:105555/abc",
            "doi:10-5555/abc",
            "doi.org/10.55/abc",
            "doi.org/10.5555",
            "https://doi.org/10.555/abc",
            "https://doi.org/10.5555",
            "https://doi.org/10.5555/",
            "http://dx.doi.org/10.12/abc",
            "doi: 10,5555/abc",
            "doi:2019",
            "DOI: 10.5555 /abc",
            "doi:10..5555/abc",
            "https://doi.org/10.1234567890/abc",
        ],
    );
    are_none(&[
        "Call 10 people",
        "use 10.5 ml/day",
        "version 10.2/3",
        "10.5555",
        "10.555/abc",
        "a doi: see below",
        "doi.org/the-identifier",
        "doi:10/abcd",
        "210.5555/abc",
        "10.12345678901/abc",
    ]);
}
