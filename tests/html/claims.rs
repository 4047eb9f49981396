//! The evidence sheet for a browser, and what became of claims since a revision.

use super::{all, assert_keeps_to_itself, words};
use crate::common::{Folder, changed_claims, git, repository};

const PAGE: &str = "\
Our clay is the most powerful mask on the market.

Studies show that it lifts (https://doi.org/10.5555/soft).

The treatment is completely painless. We open at nine.
";

#[test]
fn the_sheet_has_every_claim_and_a_figure_that_adds_up() {
    let folder = Folder::new().file("a.md", PAGE);
    let html = folder.run(&["claims", "--format", "html"]).out;
    assert_keeps_to_itself(&html);
    let text = words(&html);
    for claim in ["the most powerful mask", "Studies show", "completely painless"] {
        assert!(text.contains(&format!("\u{201C}{claim}\u{201D}")), "{claim}: {text}");
    }
    assert!(html.contains("<a href=\"https://doi.org/10.5555/soft\" rel=\"noreferrer noopener\">"));
    let json = folder.run(&["claims", "--format", "json"]).json();
    let summary = &json["files"][0]["summary"];
    assert!(
        text.contains(&format!("{} of 100: the credibility of 3 claims.", summary["credibility"])),
        "{text}"
    );
    assert!(text.contains(&format!("{} of {} points.", summary["earned"], summary["most"])), "{text}");
    // A bar is as long as its share.
    let bars = all("<rect class=\"fill [a-z]+\" width=\"([0-9.]+)\"", &html);
    let shares = all("<td class=\"num\">([0-9.]+) %</td><td class=\"bars\"><svg", &html);
    assert_eq!(bars.len(), 6);
    for (bar, share) in bars.iter().zip(shares) {
        let (bar, share): (f64, f64) = (bar.parse().unwrap(), share.parse().unwrap());
        assert!((bar - share).abs() <= 0.1, "{bar} {share}");
    }
}

#[test]
fn new_changed_and_dropped_claims_are_told_apart() {
    let folder = repository(PAGE);
    assert_eq!(changed_claims(&folder, "main"), [""; 0]);
    let page = PAGE
        .replace("the most powerful mask", "the most powerful clay mask")
        .replace(" completely painless", " gentle")
        .replace("We open", "Experts agree that it is unique. We open");
    folder.write("drafts/a.md", format!("A new first line.\n\n{page}"));
    let found = changed_claims(&folder, "main");
    assert!(
        found.contains(&"changed: the most powerful mask > the most powerful clay mask".to_owned()),
        "{found:?}"
    );
    assert!(found.contains(&"dropped: completely painless > -".to_owned()), "{found:?}");
    assert!(found.iter().any(|one| one.starts_with("new: - > Experts agree")), "{found:?}");
    assert!(!found.iter().any(|one| one.contains("Studies show")), "what only moved is the same: {found:?}");
    let html = folder.run(&["claims", "--since", "main", "--format", "html"]).out;
    assert_keeps_to_itself(&html);
    let list = folder.run(&["claims", "--since", "main"]).out;
    for fate in ["new", "changed", "dropped"] {
        let count = found.iter().filter(|one| one.starts_with(fate)).count();
        assert_eq!(all(&format!("(<tr class=\"fate {fate}\">)"), &html).len(), count);
        assert!(list.contains(&format!("{count} {fate}")), "{list}");
    }
    assert!(list.contains("1 claim unchanged"), "{list}");
}

#[test]
fn a_claim_that_lost_its_source_has_changed() {
    let folder = repository(PAGE);
    folder.write("drafts/a.md", PAGE.replace("10.5555/soft", "10.5555/other"));
    let found = changed_claims(&folder, "HEAD");
    assert_eq!(found, ["changed: Studies show > Studies show"]);
    let list = folder.run(&["claims", "--since", "HEAD"]).out;
    assert!(list.contains("10.5555/other") && list.contains("10.5555/soft"), "{list}");
}

#[test]
fn a_page_that_was_renamed_is_compared_with_what_it_was() {
    let folder = repository(PAGE);
    git(&folder, &["mv", "drafts/a.md", "drafts/b.md"]);
    assert_eq!(changed_claims(&folder, "main"), [""; 0]);
    folder.write("drafts/b.md", format!("{PAGE}\nExperts agree that it lasts.\n"));
    assert_eq!(changed_claims(&folder, "main"), ["new: - > Experts agree"]);
    let run = folder.run(&["claims", "--since", "main", "--format", "json"]).json();
    let file = &run["files"][0];
    assert_eq!((&file["path"], &file["former"]), (&"drafts/b.md".into(), &"drafts/a.md".into()));
}

#[test]
fn the_claims_of_a_page_that_is_gone_are_dropped_where_it_was_asked_about() {
    let folder = repository(PAGE).file("other/c.md", "We open at nine.\n");
    git(&folder, &["rm", "-q", "drafts/a.md"]);
    let found = changed_claims(&folder, "main");
    assert_eq!(found.len(), 3);
    assert!(found.iter().all(|one| one.starts_with("dropped: ")), "{found:?}");
    let named = folder.run(&["claims", "--since", "main", "./drafts"]);
    assert_eq!((named.status, named.err.as_str()), (0, ""));
    assert!(named.out.starts_with("drafts/a.md (gone)\n"), "{}", named.out);
    let elsewhere = folder.run(&["claims", "--since", "main", "other"]);
    assert!(elsewhere.out.starts_with("0 new, 0 changed and 0 dropped"), "{}", elsewhere.out);
}

#[test]
fn what_cannot_be_compared_is_said_in_a_sentence() {
    let folder = repository(PAGE);
    let unknown = folder.run(&["claims", "--since", "no-such-branch"]);
    assert_eq!(unknown.status, 2);
    assert!(unknown.err.contains("there is no git commit \u{201C}no-such-branch\u{201D}"), "{}", unknown.err);
    let outside = Folder::new().file("a.md", PAGE).run(&["claims", "--since", "main"]);
    assert_eq!(outside.status, 2);
    assert!(outside.err.contains("this folder is not in a git repository"), "{}", outside.err);
    let format = folder.run(&["claims", "--since", "main", "--format", "csv"]);
    assert_eq!(format.status, 2);
    assert!(format.err.contains("--since prints a table, JSON or HTML"), "{}", format.err);
    for run in [unknown, outside, format] {
        assert_eq!(run.err.lines().count(), 1, "{}", run.err);
    }
}

#[test]
fn since_starts_no_program_that_the_repository_names() {
    let folder = repository(PAGE);
    let harm = format!("touch {}", folder.path("harmed").display());
    for setting in ["core.fsmonitor", "diff.external", "filter.x.clean", "filter.x.smudge", "core.pager"] {
        git(&folder, &["config", setting, &harm]);
    }
    folder.write(".git/info/attributes", "* filter=x diff=x\n");
    folder.write("drafts/a.md", "Our clay is the finest mask in the world.\n");
    assert!(!changed_claims(&folder, "main").is_empty());
    assert!(!folder.path("harmed").exists());
}
