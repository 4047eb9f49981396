//! What patterns match, and when they are run.

use super::call::{Call, MOST_LITERALS};
use super::pairs::Pairs;
use super::set::Literals;
use super::{Patterns, check};

fn find(patterns: &[&str], text: &str) -> Vec<(u32, String)> {
    patterns.iter().for_each(|pattern| check(pattern).unwrap());
    let patterns = Patterns::of(patterns.iter().copied());
    let mut found = Vec::new();
    let small = text.to_ascii_lowercase();
    let is_wanted = |_| true;
    patterns
        .find(text, &small, &mut Vec::new(), is_wanted, |id, range| found.push((id, text[range].to_owned())));
    found
}

#[test]
fn a_pattern_for_the_beginning_of_a_sentence_matches_there_alone() {
    let patterns = ["^(?:the )?results (?:is|has)", "^the [a-z]+ is", "^[a-z]+ is"];
    assert_eq!(find(&patterns, "See the results is here."), []);
    let ids = |text| find(&patterns, text).into_iter().map(|(id, _)| id).collect::<Vec<_>>();
    assert_eq!(ids("The results is here."), [0, 1]);
    assert_eq!(ids("Results is here."), [0, 2]);
}

#[test]
fn a_beginning_that_holds_another_one_is_still_a_beginning() {
    let patterns = ["^(?:our )?vision"];
    for text in ["Vision", "Our vision"] {
        assert_eq!(find(&patterns, text).len(), 1, "{text}");
    }
    assert_eq!(find(&patterns, "A vision"), []);
}

#[test]
fn patterns_match_in_any_case_and_only_where_they_match() {
    let found = find(&[r"#\s?1 (?:choice|brand)", r"\d+(?:\.\d+)?\s?%"], "The #1 Choice: 92 % and 3.5%.");
    assert_eq!(found, [(0, "#1 Choice".into()), (1, "92 %".into()), (1, "3.5%".into())]);
}

#[test]
fn a_pattern_is_called_by_the_rarest_words_it_cannot_do_without() {
    let rarest = |pattern| {
        let call = Call::of(pattern);
        call.rarest()
            .map(|set| set.iter().map(|literal| String::from_utf8_lossy(literal).into_owned()).collect())
    };
    let is = |literals: &[&str]| Some(literals.iter().map(|one| (*one).to_owned()).collect::<Vec<String>>());
    assert_eq!(rarest(r"\d+ ?%"), is(&["%"]));
    assert_eq!(rarest(r"[a-z]+ (?:fold|times) [a-z]+"), is(&[" fold ", " times "]));
    assert_eq!(rarest(r"\w+-(?:to|of)-\w+"), is(&["-to-", "-of-"]));
    assert_eq!(rarest(r"\([a-z]+'s\)|of [a-z]+'s\."), is(&["'s)", "'s."]));
    assert_eq!(rarest(r"[0-9]+ ?(?:×|fold) more"), is(&["× more", "fold more"]));
    let figures: Option<Vec<String>> = rarest(r"[0-9]+ (?:as|more|the) [a-z]+");
    assert_eq!(figures.map(|figures| (figures.len(), figures[0].clone())), Some((10, "0".to_owned())));
    assert_eq!(rarest(r"[a-z]+\d*"), None);
    assert!(rarest(r"(?:number one|no\. ?1)\b").is_some());
    // A space is in nearly every sentence, and calls for nothing.
    assert_eq!(Call::of(r"[a-z]+ [a-z]+").rarest(), None);
}

#[test]
fn what_begins_a_word_calls_for_a_pattern_at_the_beginning_of_a_word_alone() {
    assert!(Call::of(r"\bl (?:am|was)\b").rarest().is_some_and(Literals::begin_words));
    assert!(!Call::of(r"\b-l (?:am|was)\b").rarest().is_some_and(Literals::begin_words));
}

#[test]
fn a_pattern_is_run_only_where_everything_is_that_it_needs() {
    let call = Call::of(r"[0-9]+ (?:fold|times) (?:more|less)");
    let fits = |text: &str| {
        let pairs = Pairs::of(text.as_bytes());
        call.needed().are_in(text, || &pairs, MOST_LITERALS)
    };
    assert!(fits("up to 3 times more"));
    assert!(!fits("up to 3 times as much") && !fits("many times more"));
}

#[test]
fn a_broken_or_empty_pattern_is_a_fault_with_its_place() {
    assert_eq!(check("best (of").unwrap_err().range, Some(5..6));
    assert!(check("x*").unwrap_err().message.contains("matches an empty text"));
    assert!(check(r"(?:[a-z]{50}){500}").is_err());
}

#[test]
fn a_pattern_matches_the_same_in_a_sentence_with_other_letters() {
    let patterns = [r"\b\w+ (?:cr[e\u{e8}]me|cream)\b", r"\d+ ?(?:\u{b5}g|mg)", r"[^,]+, not [^a-z ]+"];
    assert_eq!(
        find(&patterns, "The CREAM has 5 mg, not 10."),
        [(0, "The CREAM".into()), (1, "5 mg".into()), (2, "The CREAM has 5 mg, not 10.".into())]
    );
    assert_eq!(
        find(&patterns, "The cr\u{e8}me has 5 \u{b5}g, not \u{e9}."),
        [
            (0, "The cr\u{e8}me".into()),
            (1, "5 \u{b5}g".into()),
            (2, "The cr\u{e8}me has 5 \u{b5}g, not \u{e9}.".into())
        ]
    );
}
