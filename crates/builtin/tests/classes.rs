//! What common words of copy are, by the table of word forms.

#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use claimlint_builtin::classes;
use claimlint_rules::classes::Class;

/// Whether each of some words is in a class.
fn all(class: &str, words: &str) {
    let named = Class::named(class).unwrap();
    let missing: Vec<&str> = words.split(' ').filter(|word| !classes().holds(word, named)).collect();
    assert_eq!(missing, [""; 0], "not in {class}");
}

/// Whether none is.
fn none(class: &str, words: &str) {
    let named = Class::named(class).unwrap();
    let there: Vec<&str> = words.split(' ').filter(|word| classes().holds(word, named)).collect();
    assert_eq!(there, [""; 0], "in {class}");
}

#[test]
fn every_class_has_words() {
    for (name, class) in Class::all() {
        assert!(classes().has_words(class), "{name}");
    }
}

#[test]
fn nouns_are_known_by_their_number() {
    all(
        "noun:singular",
        "skin serum retinol collagen look glow help peel mask research effect product man child",
    );
    all(
        "noun:plural",
        "serums looks effects results treatments products works men children teeth people benefits",
    );
    none("noun:singular", "serums results improve hydrate gently the is with like can");
    none("noun:plural", "skin serum improves is this");
    all("only:noun:singular", "serum ingredient collagen redness dermatologist");
    none("only:noun:singular", "look peel mask care dry light data sheep");
    all("only:noun:plural", "serums ingredients dermatologists products children");
    none("only:noun:plural", "looks peels works uses");
}

#[test]
fn verbs_are_known_by_their_form() {
    all(
        "verb:base",
        "improve help look feel use work hydrate reduce take microneedle moisturise moisturize have be",
    );
    all("verb:third", "improves helps looks feels uses works hydrates is has does goes");
    all("verb:ing", "improving hydrating moisturising peeling getting");
    all("verb:past", "improved took went used was were felt");
    all("participle", "improved taken gone used been proven felt hydrated");
    all("only:verb:base", "improve reduce hydrate contain");
    none("only:verb:base", "put help look read skin");
    all("only:verb:third", "improves hydrates contains");
    none("only:verb:third", "works looks peels needs is has does");
    all("only:verb:past", "took went gave");
    none("only:verb:past", "improved put felt");
    none("verb:base", "skin serum serums soft");
}

#[test]
fn adjectives_and_adverbs_are_known() {
    all("adjective", "clear even firm soft hydrating dry natural gentle effective");
    none("adjective", "softer gently serum improves the");
    all("adjective:comparative", "softer better clearer firmer healthier easier");
    all("adjective:superlative", "softest best clearest easiest");
    all("adverb", "gently quickly well even clinically");
    none("adverb", "gentle serum improves");
}

#[test]
fn persons_and_what_is_counted_are_known() {
    all("person", "dermatologist patient client surgeon expert woman user nurse");
    all("person:plural", "dermatologists patients clients women users people nurses");
    none("person", "serum skin guide session model dermatologists");
    all("count-noun", "serum product ingredient scalpel shower complexion result day");
    none("count-noun", "skin hair water information research glow treatment");
    all("mass-noun", "information research skincare redness moisture");
    none("mass-noun", "skin serum hair");
}

#[test]
fn one_form_is_made_of_another() {
    let form = |word: &str, from: &str, to: &str| {
        classes().form(word, Class::named(from).unwrap().kind, Class::named(to).unwrap().kind)
    };
    for (word, from, to, right) in [
        ("improves", "verb:third", "verb:base", "improve"),
        ("carries", "verb:third", "verb:base", "carry"),
        ("take", "verb:base", "participle", "taken"),
        ("stop", "verb:base", "verb:ing", "stopping"),
        ("is", "verb:third", "participle", "been"),
        ("child", "noun:singular", "noun:plural", "children"),
        ("therapies", "noun:plural", "noun:singular", "therapy"),
        ("healthier", "adjective:comparative", "adjective", "healthy"),
        ("retinol", "noun:singular", "noun:plural", "retinols"),
    ] {
        assert_eq!(form(word, from, to).as_deref(), Some(right), "{word}");
    }
    assert_eq!(form("serum", "verb:third", "verb:base"), None);
    assert_eq!(form("research", "noun:singular", "noun:plural"), None);
    assert_eq!(form("improves", "verb:third", "noun:plural"), None);
}
