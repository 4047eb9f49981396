//! What a document says in several ways: the spelling that wins, what does not count, and promises that are contradicted.

use serde_json::Value;

use crate::common::{Folder, Run};

/// Checks one document with the rules of the pack.
fn check(name: &str, text: &str) -> Run {
    Folder::new().file(name, text).run(&["check", "--format", "json", "--select", "consistency", name])
}

/// Rule and words of each finding.
fn findings(name: &str, text: &str) -> Vec<String> {
    check(name, text).findings()
}

/// The text with the edits of all fixes made.
fn fixed(name: &str, text: &str) -> String {
    let mut edits = Vec::new();
    for one in check(name, text).diagnostics() {
        for edit in one["fix"]["edits"].as_array().unwrap() {
            let byte = |key: &str| usize::try_from(edit[key]["byte"].as_u64().unwrap()).unwrap();
            edits.push((byte("start")..byte("end"), edit["text"].as_str().unwrap().to_owned()));
        }
    }
    edits.sort_by_key(|(range, _)| std::cmp::Reverse(range.start));
    let mut fixed = text.to_owned();
    edits.into_iter().for_each(|(range, new)| fixed.replace_range(range, &new));
    fixed
}

#[test]
fn the_form_used_most_wins_in_its_whole_family_and_the_fix_keeps_case_and_ending() {
    let text = "Micro-needling opens the skin; micro-needling hurts little, micro-needles less. A microneedle is thin.\n\n\
                # Microneedling at home\n\nMICRO NEEDLES wear out.\n";
    assert_eq!(
        fixed("a.md", text),
        "Micro-needling opens the skin; micro-needling hurts little, micro-needles less. A micro-needle is thin.\n\n\
         # Micro-needling at home\n\nMICRO-NEEDLES wear out.\n"
    );
    let run = check("a.md", text);
    let one = &run.diagnostics()[0];
    assert_eq!(
        one["message"],
        "inconsistent spelling: “microneedle” here, “micro-needling”, “micro-needles” elsewhere (3 times)"
    );
    assert_eq!(one["labels"].as_array().unwrap().len(), 2);
    assert_eq!(run.status, 0, "a note fails no run");
}

#[test]
fn where_forms_are_even_the_usual_one_wins() {
    assert_eq!(
        findings("a.txt", "There is little down time. The downtime is short."),
        ["mixed-spelling: down time"]
    );
}

#[test]
fn many_odd_ones_are_one_finding_that_says_how_many_are_not_shown() {
    let text = format!("{}{}", "We sell skincare. ".repeat(20), "We like skin care. ".repeat(12));
    let found = check("a.txt", &text).diagnostics();
    assert_eq!(found.len(), 1);
    let labels = found[0]["labels"].as_array().unwrap();
    assert_eq!(labels.len(), 8);
    assert_eq!(labels[7]["message"], "and here, and 3 more");
    assert_eq!(found[0]["fix"]["edits"].as_array().unwrap().len(), 12);
    assert_eq!(found[0]["fix"]["safety"], "unsafe");
}

#[test]
fn spellings_that_are_not_the_writers_own_do_not_count() {
    for other in [
        "We buy from Harrow Skin Care Ltd.",
        "Skin Care Harrow opened in May.",
        "The “Skin care of tomorrow” fair is in May.",
        "> Skin care is all, said my aunt.",
        "Skincare (skin care) takes time.",
        "It is also called skin care.",
        "Write to skin-care@example.org.",
        "See www.skin-care.example and example.org/skin-care.",
        "See [our page](https://example.org/skin-care/).",
        "It costs little.[^1]\n\n[^1]: Journal of skin care, 2019.",
    ] {
        let text = format!("Our skincare is new. We love skincare, and skincare loves us.\n\n{other}\n");
        assert_eq!(findings("a.md", &text), [""; 0], "{other}");
    }
    let text = "Our skincare is new, and skincare lasts.\n\n## Five Rules of Skin Care\n\nSleep.\n";
    assert_eq!(findings("a.md", text), ["mixed-spelling: Skin Care"], "a title is the writer's own");
}

#[test]
fn words_that_markup_runs_through_are_found_and_left_to_a_person() {
    let text = "Our skincare is new, and skincare lasts. Good <b>skin</b> care helps.";
    let found = check("a.html", &format!("<p>{text}</p>")).diagnostics();
    assert_eq!(found[0]["text"], "skin care");
    assert!(found[0]["fix"].is_null());
    let text = "Our skincare is new, and skincare lasts. Good <b>skin</b> care helps, as skin care does.";
    let found = check("a.html", &format!("<p>{text}</p>")).diagnostics();
    assert_eq!(found[0]["labels"].as_array().unwrap().len(), 1);
    assert!(found[0]["fix"].is_null(), "half a fix is none");
}

#[test]
fn the_fix_is_made_in_all_places_or_in_none_and_only_when_unsafe_ones_are_asked_for() {
    // The title counts once, though it is fixed twice: two forms stand against one.
    let page = |word: &str| {
        format!(
            "---\ntitle: {word} for all\n---\n\n# {word} for all\n\nIt is *micro-needling*, old micro-needling.\n"
        )
    };
    let folder = Folder::new().file("a.md", page("Microneedling"));
    let text = || folder.read("a.md");
    let arguments = ["check", "--select", "consistency", "--fix"];
    folder.run(&arguments);
    assert_eq!(text(), page("Microneedling"));
    let run = folder.run(&[&arguments[..], &["--unsafe-fixes"]].concat());
    assert_eq!((run.status, text()), (0, page("Micro-needling")), "{}", run.out);
    assert!(folder.run(&["check", "--select", "consistency", "--diff", "--unsafe-fixes"]).out.is_empty());
}

#[test]
fn british_and_american_spelling_are_one_choice_and_ize_goes_with_both() {
    assert_eq!(
        findings("a.txt", "The colour is grey. We color hair at the centre."),
        ["mixed-english: color"]
    );
    assert_eq!(findings("a.txt", "The colour is grey. We moisturize and specialize."), [""; 0]);
    assert_eq!(findings("a.txt", "The color is gray. We moisturize and specialize."), [""; 0]);
    assert_eq!(
        findings("a.txt", "We moisturise often and minimise wear. We specialize."),
        ["mixed-english: specialize"]
    );
    // A single slip does not make a text with -ize one of the other side.
    assert_eq!(
        findings("a.txt", "The colour is grey. We moisturize, minimize and stabilise."),
        ["mixed-english: stabilise"]
    );
    let text = "The color of the center is gray. We moisturise.";
    assert_eq!(fixed("a.txt", text), "The color of the center is gray. We moisturize.");
}

#[test]
fn the_form_of_the_house_wins_even_alone() {
    let folder = Folder::new()
        .file("claimlint.toml", "[words]\nprefer = ['Skin care', 'colour']\n")
        .file("a.txt", "Our skincare is new, and skincare lasts. Its color is even.");
    let run = folder.run(&["check", "--format", "json", "--select", "consistency", "a.txt"]);
    let found = run.diagnostics();
    assert_eq!(
        found[0]["message"],
        "inconsistent spelling: “skincare” here, “skin care” in your house style"
    );
    assert_eq!(found[0]["labels"].as_array().unwrap().len(), 1);
    assert_eq!(found[1]["text"], "color");
}

#[test]
fn a_form_of_the_house_that_no_rule_knows_is_a_fault() {
    let folder =
        Folder::new().file("claimlint.toml", "[words]\nprefer = ['skincaer']\n").file("a.txt", "Skin.");
    let run = folder.run(&["check", "a.txt"]);
    assert_eq!((run.status, run.out.as_str()), (2, ""));
    assert!(run.err.contains("claimlint.toml:2:11"), "{}", run.err);
    assert!(run.err.contains("did you mean `skincare`?"), "{}", run.err);
}

#[test]
fn a_contradicted_promise_shows_what_contradicts_it_and_where_it_is_made_again() {
    let text = "# Needling\n\nNeedling is non-invasive.\n\n# How needling works\n\n\
                The needles puncture the skin.\n\n# Needling for men\n\nNeedling, being non-invasive, suits men.\n";
    let found = check("a.md", text).diagnostics();
    assert_eq!(found.len(), 1);
    assert_eq!(found[0]["message"], "“non-invasive” contradicts “puncture the skin” on the same page");
    let labels: Vec<&Value> =
        found[0]["labels"].as_array().unwrap().iter().map(|label| &label["message"]).collect();
    assert_eq!(labels, ["this contradicts it", "also promised here"]);
}

#[test]
fn what_is_said_of_another_treatment_contradicts_nothing() {
    for text in [
        "# Light\n\nLight therapy is painless.\n\n# Fillers\n\nBefore a filler, numbing cream is applied.\n",
        "Light therapy is painless. Before a filler, numbing cream is applied.\n",
        "After needling, plan for two days of redness; after light therapy there is no downtime.\n",
        "# Peels\n\nOur peel has no downtime.\n\n# Lasers\n\nThe laser means five days of redness.\n",
        "# Needling\n\nIs needling painless?\n\nNo: a numbing cream is applied before needling.\n",
        "# Needling\n\nMany clinics promise that needling is painless; do not believe it.\n\nIt needs numbing cream.\n",
        "# Needling\n\nNeedling is painless, and no numbing cream is needed.\n",
        "# Needling\n\nNeedling is nearly painless thanks to numbing cream.\n",
    ] {
        assert_eq!(findings("a.md", text), [""; 0], "{text}");
    }
}

#[test]
fn any_number_of_threads_gives_the_same_bytes() {
    let mut folder = Folder::new();
    for number in 0..40 {
        let text = format!(
            "Our skincare is skin care number {number}. Its colour is gray. Needling is painless. \
                            A numbing cream is spread before needling."
        );
        folder = folder.file(&format!("{number}.txt"), text);
    }
    let with = |threads: &str| {
        let arguments = ["check", "--format", "json", "--select", "consistency", "--jobs", threads, "."];
        folder.run(&arguments).out
    };
    let one = with("1");
    assert!(one.contains("mixed-english") && one.contains("contradicted-painless"), "{one}");
    assert_eq!(one, with("4"));
}
