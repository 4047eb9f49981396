//! A comment stands on exactly the words it is about, however a document splits them.

use proptest::prelude::*;

use super::read::{Comment, annotated, comments, has_only_more, part, parts, words};
use crate::word::package::{Docx, paragraph, run};

const CLAIM: &str = "This is the most powerful peel on the market.";
const WORDS: &str = "the most powerful peel";

/// The words that our comments stand on in a document with this body.
#[track_caller]
fn words_in(body: &str) -> Vec<String> {
    let file = Docx::new(body).bytes();
    let after = annotated(&file);
    assert!(has_only_more(part(&file, MAIN).as_bytes(), part(&after, MAIN).as_bytes()));
    words(&after)
}

const MAIN: &str = "word/document.xml";

#[test]
fn a_comment_says_what_why_what_helps_what_it_rests_on_and_how_much_it_weighs() {
    let after = annotated(&Docx::new(&paragraph(CLAIM)).bytes());
    let [Comment { author, words, said }] = comments(&after).try_into().unwrap();
    assert_eq!((author.as_str(), words.as_str()), ("claimlint", WORDS));
    let lines: Vec<&str> = said.lines().collect();
    assert!(lines[0].starts_with("Warning: \u{201C}the most powerful peel\u{201D} ranks this"), "{said}");
    for start in ["Why: ", "What to do: ", "Rests on: CAP Code, ", "Rule: unsupported-superlative"] {
        assert!(lines.iter().any(|line| line.starts_with(start)), "{start}: {said}");
    }
    let markup = part(&after, "word/comments.xml");
    assert!(markup.contains("w:initials=\"cl\"") && !markup.contains("w:date"), "{markup}");
}

#[test]
fn all_but_the_body_the_comments_and_what_leads_to_them_has_the_same_bytes() {
    let file = Docx::new(&paragraph(CLAIM))
        .part("styles", "styles", "styles", "")
        .part("footnotes", "footnotes", "footnotes", "")
        .raw("docProps/app.xml", "<Properties/>")
        .raw("customXml/item1.xml", "<a/>")
        .bytes();
    let (before, after) = (parts(&file), parts(&annotated(&file)));
    let new: Vec<&String> = after.keys().filter(|name| !before.contains_key(*name)).collect();
    assert_eq!(new, ["word/comments.xml"]);
    let changed: Vec<&String> =
        before.iter().filter(|(name, bytes)| after[*name] != **bytes).map(|(name, _)| name).collect();
    assert_eq!(changed, ["[Content_Types].xml", "word/_rels/document.xml.rels", MAIN]);
    for name in changed {
        assert!(has_only_more(&before[name], &after[name]), "{name}");
    }
}

#[test]
fn a_phrase_across_bold_a_link_a_proofing_mark_a_bookmark_a_smart_tag_and_a_control_is_one_comment() {
    let body = "<w:p><w:r><w:t>This is the mo</w:t></w:r><w:proofErr w:type=\"spellStart\"/><w:r><w:rPr><w:b/></w:rPr><w:t>st</w:t></w:r>\
        <w:bookmarkStart w:id=\"7\" w:name=\"a\"/><w:r><w:t xml:space=\"preserve\"> po</w:t></w:r><w:bookmarkEnd w:id=\"7\"/>\
        <w:hyperlink r:id=\"l\"><w:r><w:t>wer</w:t></w:r></w:hyperlink><w:smartTag w:element=\"e\"><w:r><w:t>f</w:t></w:r></w:smartTag>\
        <w:sdt><w:sdtContent><w:r><w:t xml:space=\"preserve\">ul p</w:t></w:r></w:sdtContent></w:sdt>\
        <w:r><w:t>eel on the market.</w:t></w:r></w:p>";
    assert_eq!(words_in(body), [WORDS]);
}

#[test]
fn white_space_beside_a_split_stays() {
    let after =
        annotated(&Docx::new("<w:p><w:r><w:t>Results are guaranteed here.</w:t></w:r></w:p>").bytes());
    let body = part(&after, MAIN);
    assert!(
        body.contains("<w:t xml:space=\"preserve\">Results are </w:t></w:r><w:commentRangeStart"),
        "{body}"
    );
    assert!(body.contains("<w:t xml:space=\"preserve\">guaranteed</w:t>"), "{body}");
    // White space at the ends that did not count does not begin to.
    let loose =
        "<w:p><w:r><w:t>  Results are guaranteed here. </w:t></w:r><w:r><w:t> And here.</w:t></w:r></w:p>";
    assert_eq!(words_in(loose)[0], "guaranteed");
}

#[test]
fn both_halves_of_a_run_look_as_it_did_and_signs_in_it_stay() {
    let body = "<w:p><w:r w:rsidR=\"00AB\"><w:rPr><w:i/><w:rPrChange w:id=\"3\" w:author=\"Ann\"><w:rPr/></w:rPrChange></w:rPr>\
        <w:tab/><w:t>A &amp; B are </w:t><w:br/><w:t>guaranteed</w:t><w:noBreakHyphen/><w:t>ly so.</w:t></w:r></w:p>";
    let file = Docx::new(body).bytes();
    let after = annotated(&file);
    let markup = part(&after, MAIN);
    assert_eq!(markup.matches("<w:i/>").count(), markup.matches("<w:r w:rsidR=\"00AB\">").count());
    let ids = |name: &str| -> Vec<String> {
        let tags = super::read::pieces(&markup).filter(|piece| piece.starts_with(name));
        tags.map(|tag| super::read::value(tag, "w:id").unwrap().to_owned()).collect()
    };
    let mut all = [ids("<w:rPrChange"), ids("<w:commentRangeStart")].concat();
    let count = all.len();
    all.sort();
    all.dedup();
    assert_eq!(all.len(), count, "no id stands twice: {markup}");
}

#[test]
fn words_that_somebody_proposed_to_put_in_get_their_comment() {
    let body = format!(
        "<w:p><w:ins w:id=\"1\" w:author=\"Ann\">{}</w:ins><w:del w:id=\"2\" w:author=\"Ann\"><w:r><w:delText>no</w:delText></w:r></w:del></w:p>",
        run(CLAIM)
    );
    assert_eq!(words_in(&body), [WORDS]);
    assert_eq!(
        words_in(&format!("<w:p><w:moveTo w:id=\"1\" w:author=\"Ann\">{}</w:moveTo></w:p>", run(CLAIM))),
        [WORDS]
    );
}

#[test]
fn several_comments_stand_side_by_side_and_in_each_other() {
    let body = paragraph(
        "Guaranteed and clinically proven: the most powerful peel, and definately teh best serum ever.",
    );
    let found = words_in(&body);
    assert!(found.len() >= 4, "{found:?}");
    for own in ["clinically proven", "definately", "teh"] {
        assert!(found.iter().any(|words| words == own), "{own}: {found:?}");
    }
}

#[test]
fn marks_stand_beside_smart_tags_and_custom_xml_which_are_split_and_not_in_them() {
    let smart = |words: &str| {
        let properties = "<w:smartTagPr><w:attr w:name=\"a\" w:val=\"b\"/></w:smartTagPr>";
        format!("<w:smartTag w:uri=\"u\" w:element=\"place\">{properties}{words}</w:smartTag>")
    };
    let custom = |words: &str| format!("<w:customXml w:element=\"o\">{words}</w:customXml>");
    for body in [
        smart(&run(CLAIM)),
        custom(&smart(&run(CLAIM))),
        format!("{}{}{}", run("This is "), smart(&run(WORDS)), run(" on the market.")),
        format!(
            "{}{}",
            smart(&(run("This is ") + &run("the most"))),
            custom(&run(" powerful peel on the market."))
        ),
        format!("{}{}", smart(&run("This is the mo")), smart(&run("st powerful peel on the market."))),
    ] {
        let body = format!("<w:p>{body}</w:p>");
        assert_eq!(words_in(&body), [WORDS], "{body}");
        let after = part(&annotated(&Docx::new(&body).bytes()), MAIN);
        let (mut depth, mut marks) = (0, 0);
        for piece in super::read::pieces(&after) {
            let is_wrapper = piece.contains("w:smartTag ") || piece.contains("w:customXml ");
            depth += i32::from(is_wrapper) - i32::from(piece == "</w:smartTag>" || piece == "</w:customXml>");
            if piece.starts_with("<w:comment") {
                assert_eq!(depth, 0, "{after}");
                marks += 1;
            }
        }
        assert_eq!(marks, 3, "{after}");
        let copies = after.matches("<w:smartTagPr>").count();
        assert_eq!(copies, after.matches("<w:smartTag ").count(), "{after}");
    }
}

#[test]
fn a_field_is_never_split() {
    let field = |words: &str| format!("<w:fldSimple w:instr=\"QUOTE\">{}</w:fldSimple>", run(words));
    let whole = format!("<w:p>{}{}{}</w:p>", run("This is "), field(WORDS), run(" on the market."));
    let after = part(&annotated(&Docx::new(&whole).bytes()), MAIN);
    assert!(
        after.contains("<w:commentRangeStart w:id=\"1\"/><w:fldSimple")
            && after.contains("</w:fldSimple><w:commentRangeEnd"),
        "{after}"
    );
    let inside = format!("<w:p>{}</w:p>", field(CLAIM));
    assert_eq!(words_in(&inside), [WORDS]);
    assert_eq!(part(&annotated(&Docx::new(&inside).bytes()), MAIN).matches("<w:fldSimple").count(), 1);
}

#[test]
fn names_with_another_prefix_and_raw_text_are_written_as_they_are() {
    let markup = "<?xml version=\"1.0\"?><x:document xmlns:x=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><x:body><x:p><x:r>\
        <x:t><![CDATA[This is the most powerful peel on the market.]]></x:t></x:r></x:p></x:body></x:document>";
    let after = annotated(&Docx::new("").raw(MAIN, markup).bytes());
    let body = part(&after, MAIN);
    assert!(body.contains("<x:commentRangeStart x:id=\"1\"/><x:r><x:t xml:space=\"preserve\"><![CDATA[the most powerful peel]]></x:t>"), "{body}");
}

/// Splits a text at places, each piece a run of some look.
fn split(text: &str, cuts: &[usize], looks: &[u8]) -> String {
    let mut places: Vec<usize> = cuts.iter().map(|cut| cut % text.len()).chain([0, text.len()]).collect();
    places.sort_unstable();
    places.dedup();
    let mut body = String::new();
    for (index, pair) in places.windows(2).enumerate() {
        let words = text[pair[0]..pair[1]].replace('&', "&amp;");
        let run =
            |properties: &str| format!("<w:r>{properties}<w:t xml:space=\"preserve\">{words}</w:t></w:r>");
        body += &match looks.get(index).copied().unwrap_or_default() % 10 {
            0 => run(""),
            1 => run("<w:rPr><w:b/></w:rPr>"),
            2 => format!("<w:hyperlink w:anchor=\"x\">{}</w:hyperlink>", run("")),
            3 => format!("<w:ins w:id=\"9\" w:author=\"Ann\">{}</w:ins>", run("")),
            4 => format!(
                "<w:proofErr w:type=\"gramStart\"/>{}<w:bookmarkStart w:id=\"5\" w:name=\"b\"/>",
                run("<w:rPr/>")
            ),
            5 => format!(
                "{}<w:del w:id=\"8\" w:author=\"Ann\"><w:r><w:delText>gone</w:delText></w:r></w:del>",
                run("")
            ),
            6 => format!(
                "<w:sdt><w:sdtPr/><w:sdtContent>{}</w:sdtContent></w:sdt>",
                run("<w:rPr><w:u w:val=\"single\"/></w:rPr>")
            ),
            7 => format!("<w:smartTag w:element=\"place\">{}</w:smartTag>", run("")),
            8 => format!("<w:fldSimple w:instr=\"QUOTE\">{}</w:fldSimple>", run("")),
            _ => format!("<w:r><w:t xml:space=\"preserve\">{words}</w:t><w:lastRenderedPageBreak/></w:r>"),
        };
    }
    format!("<w:p>{body}</w:p>")
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn however_a_text_is_split_into_runs_comments_stand_on_the_same_words(
        cuts in prop::collection::vec(0_usize..200, 0..14),
        looks in prop::collection::vec(any::<u8>(), 15),
    ) {
        let text = "R&D says this is the most powerful peel on the market, and results are guaranteed for teh skin.";
        let whole = words(&annotated(&Docx::new(&paragraph(&text.replace('&', "&amp;"))).bytes()));
        prop_assert!(whole.len() > 2);
        let file = Docx::new(&split(text, &cuts, &looks)).bytes();
        let after = annotated(&file);
        prop_assert_eq!(words(&after), whole);
        prop_assert!(has_only_more(part(&file, MAIN).as_bytes(), part(&after, MAIN).as_bytes()));
        prop_assert_eq!(annotated(&after), after, "once more changes nothing");
    }
}
