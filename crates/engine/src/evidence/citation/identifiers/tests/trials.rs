//! Numbers of registered trials.

use super::{are_bad, are_good, are_none};
use crate::evidence::citation::identifiers::IdentifierKind;

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
