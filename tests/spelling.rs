//! Spelling and typing, the user's words, and what must not be taken for a slip.

use crate::common::Folder;

fn findings(text: &str) -> String {
    let folder = Folder::new().file("draft.md", text);
    folder.run(&["check", "--select", "typo", "--format", "short", "--quiet"]).out
}

fn is_silent(text: &str) {
    assert_eq!(findings(text), "", "{text}");
}

#[test]
fn a_misspelt_word_is_found_with_the_word_that_was_meant() {
    for (wrong, right) in [
        ("The appliation takes a minute.", "application"),
        ("It has a signficant effect.", "significant"),
        ("We add Astaxantin to the oil.", "Astaxanthin"),
        ("The PeeI takes an hour.", "Peel"),
        ("Our clinic is in london.", "London"),
        ("It is the begining of a course.", "beginning"),
        ("The soap is goood.", "good"),
    ] {
        let found = findings(wrong);
        assert!(found.contains(&format!("\u{201C}{right}\u{201D}")), "{wrong}: {found}");
    }
}

#[test]
fn names_terms_codes_and_other_languages_are_not_slips() {
    is_silent("We met Imelda Quillfarth of Wexcombe, who runs Glowmere.");
    is_silent("A flumel is a tool. Hold the flumel flat. A clean flumel lasts.");
    is_silent("Our door is at 12 Ventora Blvd, beside the bank.");
    is_silent("Write to care@glowmere.example or see https://glowmere.example/apliation_form.");
    is_silent("Use 30ml of X12b at 5 p.m., i.e. before supper.");
    is_silent("She said \u{201C}la peau est tr\u{E8}s s\u{E8}che aujourd'hui\u{201D} and left.");
    is_silent("Microchannels, photodamage and non-ablative, hydro-gel care for pre- and post-peel skin.");
    is_silent("The skin's own oils don't need it; they've enough, and you'll see.");
}

#[test]
fn a_name_is_known_by_what_is_beside_it_even_where_a_word_is_near() {
    is_silent("Our door is beside Wrinckle Road, and the other at Retinnol Square.");
    is_silent("We saw Dr. Lingling first, and ask Mrs. Wrinckle about the rest.");
    is_silent("Use our Colagena oil at night. The colagena oil is calm.");
    is_silent("The centre (hara) is calm.");
}

#[test]
fn a_line_that_begins_with_a_hyphen_is_an_item_of_a_list() {
    let folder = Folder::new().file("a.html", "<p>Clay\n-softens skin\n-clears pores\n-lasts long</p>\n");
    assert_eq!(folder.run(&["check", "--select", "typo", "--format", "short", "--quiet"]).out, "");
    assert!(findings("A four -week course.").contains("stray-space"));
}

#[test]
fn a_term_of_the_trade_is_corrected_however_often_it_is_misspelt() {
    let found = findings("Ceremides help. We like ceremides. Our ceremides come from rice.");
    assert!(found.ends_with("(3 times on this page: line 1)\n"), "{found}");
}

#[test]
fn joined_words_are_separated() {
    for (wrong, right) in
        [("You may be askinghow it works.", "asking how"), ("It is widelyused in care.", "widely used")]
    {
        let found = findings(wrong);
        assert!(found.contains(right), "{wrong}: {found}");
    }
    is_silent("Lashline tints and a gullwing lip are made in our skincare workroom.");
}

#[test]
fn spaces_and_marks_are_found_on_the_wrong_side_missing_or_twice() {
    for (wrong, right) in [
        ("It helps the skin.The rest follows.", "skin. The"),
        ("A gentle,calming mask.", "gentle, calming"),
        ("It is calm , at last.", "calm,"),
        ("It is gentle- because it has oats.", "gentle - because"),
        ("Wait two \u{2013}three weeks.", "two-three"),
        ("It takes 30 -60 minutes.", "30-60"),
        ("It is dry(or flaky) skin.", "dry (or"),
        ("It is ( mostly ) calm.", "(mostly"),
        ("Oats,, honey and milk.", "a punctuation mark too many"),
        ("It is calm ,, at last.", "a punctuation mark too many"),
        ("It helps (most of the time.", "no matching mark"),
        ("Ask Dr.Quillon, who is in today.", "Dr. Quillon"),
        ("Rinse it (at night).Then rest.", "). Then"),
        ("It is a warm &festive scrub with salt.", "& festive"),
        ("It has olive OIl in it.", "Oil"),
        ("We wash the skin.you can book. They calm the skin.you can rest.", "skin. you"),
        ("It calms muscles and softens skin The pink salts are old.", "skin. The"),
    ] {
        let found = findings(wrong);
        assert!(found.contains(right), "{wrong}: {found}");
    }
    is_silent("It costs 1,000 or 2.5 times more ... see www.skin.example, a) today or b) later :)");
    is_silent(
        "Sodium Chloride,Aqua, Glycerin ,Citric Acid, Cetyl Alcohol,, Linalool, Parfum,Olea Europaea Oil",
    );
    is_silent(
        "We share it with partners to offer You certain things, and Dr.Velmora Barrier Cream Mask stays as it is.",
    );
    is_silent("Roz coconut oil lagana dry hair ke liye acha hota hai, aur yeh shine bhi banta hai.");
    is_silent("It has several IDs and UVa filters, massaged in with ?ngertips.");
    is_silent("Ask at Salon.one today. It is Salon.one that answers, in Salon.one's own words.");
    is_silent("We call our service SALON.ONE, and it costs 200 + ? a month.");
    is_silent("Pre- and post-treatment care, two- or three-day breaks, and moisturiser(s).");
}

#[test]
fn the_article_goes_by_the_sound() {
    for (wrong, right) in [("a oil", "an oil"), ("an unique oil", "a unique"), ("a 8-week course", "an 8")] {
        let found = findings(&format!("We sell {wrong} here."));
        assert!(found.contains(right), "{wrong}: {found}");
    }
    is_silent(
        "An hour, a unit, a European, a one-off, an SPF, a UV lamp, an heir, a herb, an herb, vitamin A is good.",
    );
}

#[test]
fn the_user_accepts_and_rejects_words() {
    let text = "The flumil is moist. Our colagen is fine.\n";
    let config = "[words]\naccept = [\"colagen\"]\nreject = [\"moist\"]\nfiles = [\"words.txt\"]\n";
    let folder = Folder::new()
        .file("draft.md", text)
        .file("claimlint.toml", config)
        .file("words.txt", "# tools\nflumil\n");
    let run = folder.run(&["check", "--select", "typo", "--format", "short", "--quiet", "draft.md"]);
    assert_eq!(run.out.lines().count(), 1, "{}", run.out);
    assert!(run.out.contains("\u{201C}moist\u{201D}"), "{}", run.out);
}

#[test]
fn a_word_may_lack_its_end_or_the_space_before_the_next() {
    for (text, right) in [
        ("The filter is 4-Methylbenzylid Camphor in a gel.", "Methylbenzylidene"),
        ("The needle must not touch theseptum of the nose.", "the septum"),
        ("Think of harsh climaticconditions and central heating.", "climatic conditions"),
    ] {
        let folder = Folder::new().file("draft.txt", text);
        let run = folder.run(&["check", "--no-config", "--format", "short", "--quiet", "draft.txt"]);
        assert!(run.out.lines().count() == 1 && run.out.contains(right), "{}", run.out);
    }
}

#[test]
fn a_locale_has_its_own_spelling() {
    let text = "The colour of the skin, and the color of the lips.\n";
    for (locale, wrong, right) in [("en-GB", "color", "colour"), ("en-US", "colour", "color")] {
        let folder =
            Folder::new().file("draft.md", text).file("claimlint.toml", format!("locale = \"{locale}\"\n"));
        // One finding: nothing is said about a mixture that would call the right word the odd one.
        let run = folder.run(&["check", "--format", "short", "--quiet", "draft.md"]);
        assert_eq!(run.out.lines().count(), 1, "{locale}: {}", run.out);
        let message = format!(
            "\u{201C}{wrong}\u{201D} is not in the dictionary; did you mean \u{201C}{right}\u{201D}?"
        );
        assert!(run.out.contains(&message), "{locale}: {}", run.out);
    }
    is_silent(text);
}

#[test]
fn faults_in_the_users_words_have_a_caret() {
    let config = "locale = \"en-XX\"\n[words]\naccept = [\"two words\", \"\"]\nreject = [\"fine\"]\nfiles = [\"missing.txt\", \"empty.txt\", \"latin.txt\"]\n";
    let folder = Folder::new()
        .file("draft.md", "Text.\n")
        .file("claimlint.toml", config)
        .file("empty.txt", "# nothing\n")
        .file("latin.txt", b"caf\xE9\n");
    let run = folder.run(&["check", "draft.md"]);
    assert_eq!(run.status, 2);
    for part in ["en-XX", "one by one", "this is not a word", "missing.txt", "empty.txt", "latin.txt", "^^^"]
    {
        assert!(run.err.contains(part), "{part}: {}", run.err);
    }
}

#[test]
fn unknown_words_are_listed_to_paste_in() {
    let folder =
        Folder::new().file("one.md", "Glowmere and Glowmere, and a benfit.\n").file("two.txt", "Glowmere.\n");
    let run = folder.run(&["words"]);
    assert_eq!(run.status, 0);
    assert!(run.out.contains("\"Glowmere\",") && run.out.contains("3 times in 2 files"), "{}", run.out);
    assert!(run.out.contains("or \u{201C}benefit\u{201D}?"), "{}", run.out);
    let folder = Folder::new().file("draft.md", "Glowmere and a benfit.\n").file("claimlint.toml", &run.out);
    assert_eq!(folder.run(&["words"]).out, "# every word is in the dictionary\n");
}
