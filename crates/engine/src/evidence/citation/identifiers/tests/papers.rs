//! Numbers of papers in PubMed, of preprints, of books and journals.

use super::{are_bad, are_good, are_none, read};
use crate::evidence::citation::identifiers::IdentifierKind;

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
