//! Words for papers that mean something else: what buyers write, a subject of study, the name of a service or a body.
//!
//! What is said about a paper is for `prose`.

use crate::evidence::citation::cursor::{SplitText, has_capital, year};

/// So many words may be before "Studies" in the name of a subject.
const MOST_IN_SUBJECT: usize = 4;

/// What travellers, buyers and guests write: "hotel reviews from 2019".
const SUBJECTS_OF_BUYERS: &[&str] = &[
    "tripadvisor",
    "google",
    "yelp",
    "amazon",
    "trustpilot",
    "customer",
    "user",
    "reader",
    "product",
    "online",
    "hotel",
    "app",
    "guest",
    "restaurant",
    "film",
    "book",
];

/// Whether a word for a paper ends the name of what somebody studied: "a degree in Physician Assistant Studies".
fn is_subject_of_degree(words: &SplitText<'_>, noun: usize) -> bool {
    let has_capital = |word: usize| words.text(word).starts_with(char::is_uppercase);
    let is_named = |word: &usize| words.is_joined(*word) && has_capital(*word);
    let named = (0..noun).rev().take(MOST_IN_SUBJECT).take_while(is_named).count();
    let before = noun.checked_sub(named + 1);
    let is_learnt = before.is_some_and(|word| matches!(words.small(word), "in" | "of"));
    named > 0 && has_capital(noun) && is_learnt
}

/// Whether a word for a paper is part of something else: a degree, the name of a body, what buyers write.
pub(super) fn is_other(words: &SplitText<'_>, noun: usize) -> bool {
    let before = noun.checked_sub(1).map_or("", |before| words.small(before));
    // "The 2019 Board of Review gala"
    let is_in_name = before == "of"
        && noun >= 2
        && has_capital(words.text(noun))
        && has_capital(words.text(noun - 2))
        && words.small(noun - 2) == "board";
    let is_of_buyers = words.small(noun).starts_with("review") && SUBJECTS_OF_BUYERS.contains(&before);
    // What buyers write in a year, and what a house calls its service: "Reviews in 2019", "Personal Colour Analysis in Leeds".
    let is_next_year = || words.small(noun + 1) == "in" && year(words.small(noun + 2)).is_some();
    let is_of_a_year = words.small(noun) == "reviews" && words.count() > noun + 2 && is_next_year();
    let is_service = words.text(noun) == "Analysis"
        && noun > 0
        && has_capital(words.text(noun - 1))
        && words.is_joined(noun - 1)
        && !before.ends_with("meta");
    is_in_name || is_of_buyers || is_of_a_year || is_service || is_subject_of_degree(words, noun)
}
