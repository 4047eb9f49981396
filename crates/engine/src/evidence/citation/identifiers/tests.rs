//! Tables of right and wrong forms.

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

#[test]
fn records_of_pubmed_are_read_and_broken_ones_reported() {
    are_good(
        IdentifierKind::Pmid,
        &[
            ("PMID: 1234567", "1234567"),
            ("PMID 12345678.", "12345678"),
            ("pmid:1", "1"),
            ("(PMID:31234567)", "31234567"),
            ("https://pubmed.ncbi.nlm.nih.gov/31234567/", "31234567"),
            ("https://www.ncbi.nlm.nih.gov/pubmed/31234567", "31234567"),
            ("http://pubmed.ncbi.nlm.nih.gov/1", "1"),
            ("PMID12345", "12345"),
        ],
    );
    are_bad(
        IdentifierKind::Pmid,
        &[
            "PMID: 0",
            "PMID 01234",
            "PMID: 123456789",
            "pmid:00000001",
            "PMID:1234567890",
            "PMID 0123456",
            "PMID000",
            "(PMID: 012)",
        ],
    );
    are_good(
        IdentifierKind::Pmcid,
        &[
            ("PMC1234567", "PMC1234567"),
            ("pmc1234", "PMC1234"),
            ("PMCID: PMC7654321", "PMC7654321"),
            ("PMCID: 7654321", "PMC7654321"),
            ("PMCID #7654321", "PMC7654321"),
            ("PMC ID: PMC7654321", "PMC7654321"),
            ("PMC ID 7654321", "PMC7654321"),
            ("PMC: 7654321", "PMC7654321"),
            ("PubMed Central ID 7654321", "PMC7654321"),
            ("(PMC123456)", "PMC123456"),
            ("PMC123456789.", "PMC123456789"),
            ("PMCID PMC12345", "PMC12345"),
            ("PMC12345;", "PMC12345"),
            ("see PMC99999", "PMC99999"),
        ],
    );
    are_bad(
        IdentifierKind::Pmcid,
        &[
            "PMC0123456",
            "PMC1234567890",
            "PMCID: PMC0001",
            "PMC00000",
            "pmc01234",
            "PMC12345678901",
            "(PMC0123)",
            "PMCID:PMC0999999",
        ],
    );
    are_none(&["PMC123", "the PMC", "PMID", "PMID: unknown", "PMCID: none", "3.PMID"]);
}

#[test]
fn numbers_of_papers_are_read_with_every_label_and_in_a_row() {
    are_good(
        IdentifierKind::Pmid,
        &[
            ("PubMed ID 12345678", "12345678"),
            ("PubMed ID: 12345678.", "12345678"),
            ("PMID# 12345678", "12345678"),
            ("PMID #12345678", "12345678"),
            ("PMID no. 12345678", "12345678"),
            ("PMID - 12345678", "12345678"),
            ("PMID=12345678", "12345678"),
            ("PMID (12345678)", "12345678"),
            ("PMID, 12345678", "12345678"),
            ("PubMed 12345678", "12345678"),
            ("PubMed identifier 12345678", "12345678"),
            ("PMIDs 12345678 and 12 women", "12345678"),
            ("PubMed: 12345678", "12345678"),
            ("PMID 12345678, 2019", "12345678"),
            ("PMID: 12345678, 0378-5955", "12345678"),
        ],
    );
    for text in [
        "PMIDs 12345678 and 23456789",
        "PMIDs: 12345678, 23456789.",
        "(PMID 12345678; 23456789)",
        "PubMed IDs 12345678 & 23456789",
        "PMID(s) 12345678/23456789",
    ] {
        let values: Vec<String> = read(text).into_iter().map(|one| one.value).collect();
        assert_eq!(values, ["12345678", "23456789"], "{text}");
    }
    are_none(&[
        "PubMed ideas 12345678",
        "PubMed: 12 papers",
        "PMIDs",
        "PMID# pending",
        "PubMed 12 papers",
        "PubMed Central has it",
        "PMID - 12 women",
    ]);
}

#[test]
fn numbers_of_trials_are_read_and_broken_ones_reported() {
    are_good(
        IdentifierKind::Nct,
        &[
            ("NCT01234567", "NCT01234567"),
            ("nct01234567.", "NCT01234567"),
            ("(NCT00000001)", "NCT00000001"),
            ("https://clinicaltrials.gov/study/NCT01234567", "NCT01234567"),
            ("https://clinicaltrials.gov/ct2/show/NCT01234567", "NCT01234567"),
            ("ClinicalTrials.gov NCT09999999", "NCT09999999"),
            ("NCT12345678,", "NCT12345678"),
            ("trial NCT01010101", "NCT01010101"),
        ],
    );
    are_bad(
        IdentifierKind::Nct,
        &[
            "NCT1234567",
            "NCT123456789",
            "NCT 01234567",
            "NCT-01234567",
            "NCT123",
            "NCT: 01234567".replace(": ", ":").as_str(),
            "nct0123456",
            "NCT000",
        ],
    );
    are_good(
        IdentifierKind::Isrctn,
        &[
            ("ISRCTN12345678", "ISRCTN12345678"),
            ("isrctn12345678", "ISRCTN12345678"),
            ("ISRCTN 12345678", "ISRCTN12345678"),
            ("ISRCTN: 12345678", "ISRCTN12345678"),
            ("(ISRCTN00000000)", "ISRCTN00000000"),
            ("ISRCTN12345678.", "ISRCTN12345678"),
            ("no. ISRCTN87654321", "ISRCTN87654321"),
            ("ISRCTN:12345678", "ISRCTN12345678"),
        ],
    );
    are_bad(
        IdentifierKind::Isrctn,
        &[
            "ISRCTN1234567",
            "ISRCTN123456789",
            "ISRCTN 1",
            "ISRCTN: 123",
            "isrctn12",
            "ISRCTN1234",
            "(ISRCTN0000000)",
            "ISRCTN12345",
        ],
    );
    are_good(
        IdentifierKind::Actrn,
        &[
            ("ACTRN12605000001673", "ACTRN12605000001673"),
            ("actrn12605000001673", "ACTRN12605000001673"),
            ("ACTRN 12605000001673", "ACTRN12605000001673"),
            ("ACTRN:12605000001673", "ACTRN12605000001673"),
            ("(ACTRN12605000001673)", "ACTRN12605000001673"),
            ("ACTRN12605000001673.", "ACTRN12605000001673"),
            ("see ACTRN00000000000000", "ACTRN00000000000000"),
            ("ACTRN: 12605000001673", "ACTRN12605000001673"),
        ],
    );
    are_bad(
        IdentifierKind::Actrn,
        &[
            "ACTRN1260500000167",
            "ACTRN126050000016733",
            "ACTRN 1",
            "ACTRN: 123",
            "actrn12605",
            "ACTRN1234567890123",
            "(ACTRN000)",
            "ACTRN123456789",
        ],
    );
    are_good(
        IdentifierKind::Eudract,
        &[
            ("EudraCT 2010-012345-12", "2010-012345-12"),
            ("EudraCT: 2010-012345-12", "2010-012345-12"),
            ("EudraCT number 2010-012345-12.", "2010-012345-12"),
            ("EudraCT number: 2010-012345-12", "2010-012345-12"),
            ("EudraCT no. 2019-000001-01", "2019-000001-01"),
            ("(EudraCT 2004-000446-20)", "2004-000446-20"),
            ("eudract:2010-012345-12", "2010-012345-12"),
            ("EUDRACT 2015-123456-99,", "2015-123456-99"),
        ],
    );
    are_bad(
        IdentifierKind::Eudract,
        &[
            "EudraCT 2010-01234-12",
            "EudraCT 2010-012345",
            "EudraCT 10-012345-12",
            "EudraCT: 2010012345",
            "EudraCT number 2010-0123456-12",
            "EudraCT 2010-012345-1",
            "EudraCT 2010/012345/12",
            "EudraCT no. 1",
        ],
    );
    are_none(&["NCT", "the NCT 12", "ISRCTN registry", "ACTRN", "EudraCT register"]);
}

#[test]
fn numbers_of_books_and_journals_are_checked() {
    are_good(
        IdentifierKind::Isbn,
        &[
            ("ISBN 978-3-16-148410-0", "9783161484100"),
            ("ISBN: 9783161484100", "9783161484100"),
            ("ISBN-13: 978 3 16 148410 0", "9783161484100"),
            ("ISBN 0-306-40615-2", "0306406152"),
            ("ISBN-10: 0306406152", "0306406152"),
            ("ISBN 080442957X", "080442957X"),
            ("isbn 0-8044-2957-x.", "080442957X"),
            ("(ISBN 978-0-306-40615-7)", "9780306406157"),
        ],
    );
    are_bad(
        IdentifierKind::Isbn,
        &[
            "ISBN 978-3-16-148410-1",
            "ISBN 0-306-40615-3",
            "ISBN 12345",
            "ISBN 123-3-16-148410-0",
            "ISBN 0804429571",
            "ISBN-13: 9780306406158",
            "ISBN 97831614841",
            "ISBN: 08044X9571",
        ],
    );
    are_good(
        IdentifierKind::Issn,
        &[
            ("ISSN 2049-3630", "2049-3630"),
            ("ISSN: 0378-5955", "0378-5955"),
            ("ISSN 2434-561X", "2434-561X"),
            ("issn 03785955", "0378-5955"),
            ("(ISSN 2049-3630)", "2049-3630"),
            ("ISSN:2049-3630.", "2049-3630"),
            ("ISSN 2434-561x", "2434-561X"),
            ("ISSN 0000-0000", "0000-0000"),
        ],
    );
    are_bad(
        IdentifierKind::Issn,
        &[
            "ISSN 2049-3631",
            "ISSN 0378-5954",
            "ISSN 2434-5611",
            "ISSN 2049-363",
            "ISSN 1",
            "ISSN: 20493639",
            "ISSN 2049-3639",
            "ISSN 1234",
        ],
    );
    are_none(&["ISBN", "the ISBN: unknown", "ISSN"]);
}

#[test]
fn preprints_are_read_and_broken_ones_reported() {
    are_good(
        IdentifierKind::Arxiv,
        &[
            ("arXiv:2101.01234", "2101.01234"),
            ("arXiv: 2101.01234v2.", "2101.01234v2"),
            ("arxiv:0704.0001", "0704.0001"),
            ("(arXiv:2112.99999)", "2112.99999"),
            ("arXiv:hep-th/9901001", "hep-th/9901001"),
            ("arXiv:math.GT/0309136", "math.gt/0309136"),
            ("arXiv:1501.00001,", "1501.00001"),
            ("ARXIV:1412.1234", "1412.1234"),
        ],
    );
    are_bad(
        IdentifierKind::Arxiv,
        &[
            "arXiv:2113.01234",
            "arXiv:2100.01234",
            "arXiv:2101.123",
            "arXiv:210.01234",
            "arXiv:2101.012345",
            "arXiv:21010.1234",
            "arXiv: 2101",
            "arXiv:2101.01234vv",
        ],
    );
    are_none(&["arXiv: a preprint server", "arxiv"]);
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
