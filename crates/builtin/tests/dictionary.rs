//! The words that come with claimlint: what is known, and what is meant by a word that is not.

#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use claimlint_builtin::english;
use claimlint_rules::dictionary::{Dictionary, Locale};

fn knows(word: &str) -> bool {
    Dictionary::plain(english()).knows(word)
}

fn first(wrong: &str) -> Option<String> {
    Dictionary::plain(english()).suggest(wrong).into_iter().next().map(|one| one.word)
}

#[test]
fn the_word_that_was_meant_comes_first() {
    for (wrong, right) in [
        ("benfits", "benefits"),
        ("signficant", "significant"),
        ("appliation", "application"),
        ("delicous", "delicious"),
        ("avacado", "avocado"),
        ("recieve", "receive"),
        ("inflamation", "inflammation"),
        ("dont", "don't"),
        ("teh", "the"),
    ] {
        assert_eq!(first(wrong).as_deref(), Some(right), "{wrong}");
    }
}

#[test]
fn short_words_are_not_bent_into_others() {
    assert_eq!(first("xqz"), None);
    assert_eq!(first("zzzzzz"), None);
}

#[test]
fn english_names_and_words_of_the_trade_are_known() {
    for word in ["skin", "Skin", "skin's", "don't", "they'll", "London", "micellar", "ceramides", "caf\u{E9}"]
    {
        assert!(knows(word), "{word}");
    }
    for word in ["benfits", "london", "hyaluranic", "dont"] {
        assert!(!knows(word), "{word}");
    }
}

#[test]
fn a_prefix_makes_no_new_word() {
    assert!(knows("photodamage") && knows("microchannels") && knows("nonablative"));
    assert!(!knows("microbenfits"));
}

#[test]
fn a_locale_knows_its_own_spelling_alone() {
    let british = Dictionary::new(english(), Locale::British, [], []);
    assert!(british.knows("colour") && !british.knows("color"));
    assert!(knows("colour") && knows("color"));
}

#[test]
fn the_user_has_the_last_word() {
    let own = Dictionary::new(english(), Locale::Auto, ["Glowella".to_owned()], ["Moist".to_owned()]);
    assert!(own.knows("glowella's") && !own.knows("moist"));
}
