//! Papers that were retracted, by the registries and by a list of retractions.

use super::registry::{Registry, mud, ok, work};
use super::{ENTRY, verify};
use crate::common::Folder;

#[test]
fn retractions_concerns_and_corrections_are_told_apart() {
    let updated = |kind: &str| {
        format!(
            r#","updated-by":[{{"DOI":"10.5555/notice","type":"{kind}","source":"retraction-watch","updated":{{"date-parts":[[2020,1,2]]}}}}]"#
        )
    };
    for (more, verdict, status) in [
        (
            updated("retraction"),
            "retracted: notice 10.5555/notice of 2020 (Crossref, from Retraction Watch)",
            1,
        ),
        (updated("expression_of_concern"), "concern: notice 10.5555/notice of 2020", 1),
        (updated("erratum"), "corrected: notice 10.5555/notice of 2020", 0),
        (updated("new_version"), "verified", 0),
        (
            r#","update-to":[{"DOI":"10.5555/other","type":"retraction"}]"#.to_owned(),
            "retracted: this is itself the notice against 10.5555/other (Crossref)",
            1,
        ),
    ] {
        let registry = Registry::new(vec![mud(&more)]);
        let run = registry.verify(ENTRY);
        assert_eq!(run.status, status, "{run:?}");
        assert!(run.out.contains(&format!("10.5555/mud: {verdict}")), "{run:?}");
    }
    let registry = Registry::new(vec![ok(work("RETRACTED: Blue mud and the skin barrier", 2016, ""))]);
    assert!(registry.verify(ENTRY).out.contains("retracted: its title begins with"));
}

const LIST: &str =
    "Record ID,Title,RetractionDate,RetractionDOI,OriginalPaperDOI,OriginalPaperPubMedID,RetractionNature\n";

#[test]
fn a_list_of_retractions_counts_beside_the_registries() {
    for (rows, verdict, status) in [
        (
            "1,\"Mud, blue\nand dry\",1/2/2020 0:00,10.5555/notice,10.5555/MUD,0,Retraction\n",
            "retracted: notice 10.5555/notice of 2020-01-02 (Retraction Watch)",
            1,
        ),
        (
            "1,Mud,1/2/2020 0:00,unavailable,10.5555/mud,0,Expression of concern\n",
            "concern: notice of 2020-01-02",
            1,
        ),
        (
            "1,Mud,1/2/2020,x,10.5555/mud,0,Retraction\n2,Mud,3/2/2021,x,10.5555/mud,0,Reinstatement\n",
            "verified",
            0,
        ),
        ("1,Clay,1/2/2020,x,10.5555/clay,0,Retraction\n", "verified", 0),
    ] {
        let registry = Registry::new(vec![mud("")]);
        let folder = Folder::new().file("draft.md", ENTRY).file("claimlint.toml", registry.settings(""));
        let folder = folder.file("list.csv", format!("{LIST}{rows}"));
        let run = verify(&folder, &["--retractions", "list.csv"]);
        assert_eq!((run.status, run.err.as_str()), (status, ""), "{run:?}");
        assert!(run.out.contains(&format!("10.5555/mud: {verdict}")), "{run:?}");
    }
}

#[test]
fn faults_in_a_list_have_their_line_and_the_rest_counts() {
    let good = "9,Mud,1/2/2020,x,10.5555/mud,0,Retraction\n";
    for (list, why, verdict) in [
        (format!("{LIST}1,two,three\n{good}"), "list.csv:2: this row has 3 fields", "retracted"),
        (
            format!("{LIST}1,Mud,soon,x,10.5555/mud,0,Retraction\n{good}"),
            "list.csv:2: `RetractionDate`",
            "retracted",
        ),
        (
            format!("{LIST}{good}1,Mud,1/2/2020,x,10.5555/mud,0,Mystery\n"),
            "list.csv:3: `RetractionNature`",
            "retracted",
        ),
        ("Title,DOI\nMud,10.5555/mud\n".to_owned(), "there is no column `OriginalPaperDOI`", "verified"),
    ] {
        let registry = Registry::new(vec![mud("")]);
        let folder = Folder::new().file("draft.md", ENTRY).file("claimlint.toml", registry.settings(""));
        let folder = folder.file("list.csv", list);
        let run = verify(&folder, &["--retractions", "list.csv"]);
        assert_eq!(run.status, 2, "{run:?}");
        assert!(run.err.contains(why) && run.err.contains("was skipped"), "{why}: {run:?}");
        assert!(run.out.contains(&format!("10.5555/mud: {verdict}")), "{run:?}");
    }
    let folder = Folder::new().file("draft.md", ENTRY);
    let run = verify(&folder, &["--offline", "--retractions", "missing.csv"]);
    assert!(run.status == 2 && run.err.contains("missing.csv: there is no such file"), "{run:?}");
}
