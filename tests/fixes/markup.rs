//! Markup around a fix stays as it is, and signs of markup in a fix are escaped.

use super::with_house_rule;
use crate::common::fixed_text;

#[test]
fn markup_of_markdown_is_untouched() {
    let cases = [
        ("**benfits**, *colagen* and `benfits`\n", "**benefits**, *collagen* and `benfits`\n"),
        ("[chemical peal](/peal-benfits \"x\")\n", "[chemical peel](/peal-benfits \"x\")\n"),
        (
            "| benfits | b |\n|---|---|\n| no | colagen |\n",
            "| benefits | b |\n|---|---|\n| no | collagen |\n",
        ),
        ("![the skins ability](benfits.png)\n", "![the skin's ability](benfits.png)\n"),
        ("> hyper\n> pigmention and micro\n> needing\n", "> hyper\n> pigmention and micro\n> needing\n"),
        (
            "hyper <b>pigmention</b>, hyper <!-- x --> pigmention\n",
            "hyper <b>pigmention</b>, hyper <!-- x --> pigmention\n",
        ),
        (
            "ben**fits**, ben\u{ad}fits, benfits[^1]\n\n[^1]: x\n",
            "ben**fits**, ben\u{ad}fits, benefits[^1]\n\n[^1]: x\n",
        ),
        ("<p title='benfits'>the skins ability</p>\n", "<p title='benfits'>the skin's ability</p>\n"),
        ("```\nbenfits\n```\n\n    benfits\n\nbenfits\n", "```\nbenfits\n```\n\n    benfits\n\nbenefits\n"),
    ];
    for (before, after) in cases {
        assert_eq!(fixed_text("a.md", before), after);
    }
    let before = "import X from 'benfits'\n\n<X a={benfits}>benfits {benfits} colagen</X>\n";
    let after = "import X from 'benfits'\n\n<X a={benfits}>benfits {benfits} colagen</X>\n";
    let after_mended = after.replace(">benfits", ">benefits").replace("} colagen", "} collagen");
    let result = fixed_text("a.mdx", before);
    assert!(result == after || result == after_mended, "{result}");
}

#[test]
fn front_matter_stays_valid_whatever_quotes_it_has() {
    let cases = [
        ("title: The skins ability to heal", "title: The skin's ability to heal"),
        ("title: 'The skins ability to heal'", "title: 'The skin''s ability to heal'"),
        ("title: \"The skins ability to heal\"", "title: \"The skin's ability to heal\""),
        ("title: skins ability to heal", "title: skin's ability to heal"),
        ("description: >\n  The skins ability\n  to heal", "description: >\n  The skin's ability\n  to heal"),
        ("slug: 'benfits'\ntitle: No benfits", "slug: 'benfits'\ntitle: No benefits"),
    ];
    for (before, after) in cases {
        let page = |front: &str| format!("---\n{front}\n---\nA peel.\n");
        assert_eq!(fixed_text("a.md", &page(before)), page(after));
    }
    let page = |front: &str| format!("+++\n{front}\n+++\nA peel.\n");
    let literal = page("title = 'The skins ability to heal'");
    assert_eq!(fixed_text("a.md", &literal), literal, "no quote of one stroke fits into these");
    let basic = fixed_text("a.md", &page("title = \"The skins ability to heal\""));
    assert_eq!(basic, page("title = \"The skin's ability to heal\""));
}

#[test]
fn a_title_that_says_what_the_heading_says_is_fixed_with_it() {
    let page = |word: &str| format!("---\ntitle: {word} for you\n---\n\n# {word} for you\n\nA peel.\n");
    assert_eq!(fixed_text("a.md", &page("Colagen")), page("Collagen"));
}

#[test]
fn markup_of_html_is_untouched_and_attributes_stay_whole() {
    let cases = [
        (
            "<p class=\"benfits\">benfits <b>colagen</b></p>",
            "<p class=\"benfits\">benefits <b>collagen</b></p>",
        ),
        (
            "<img src=benfits.png alt='the skins ability'>",
            "<img src=benfits.png alt='the skin&#39;s ability'>",
        ),
        ("<img alt=\"the skins ability\">", "<img alt=\"the skin's ability\">"),
        (
            "<meta name=description content='The skins ability'>",
            "<meta name=description content='The skin&#39;s ability'>",
        ),
        (
            "<p>hyper<br>pigmention, micro <i>needing</i></p>",
            "<p>hyper<br>pigmention, micro <i>needing</i></p>",
        ),
        ("<p>you&rsquo;re skin type &amp; benfits &lt;</p>", "<p>your skin type &amp; benefits &lt;</p>"),
        (
            "<script>let benfits = 1;</script><!-- benfits --><p>benfits",
            "<script>let benfits = 1;</script><!-- benfits --><p>benefits",
        ),
        ("<p>micro&nbsp;\n  needing</p>", "<p>microneedling</p>"),
    ];
    for (before, after) in cases {
        assert_eq!(fixed_text("a.html", before), after);
    }
}

#[test]
fn signs_of_markup_in_a_fix_are_escaped_where_they_must_be() {
    let replace = "'glow and co' = 'Glow & *Co* \"1\"'\n";
    let cases = [
        ("a.txt", "At glow and co now", "At Glow & *Co* \"1\" now"),
        ("a.html", "<p>At glow and co now", "<p>At Glow &amp; *Co* \"1\" now"),
        ("a.html", "<img alt=\"At glow and co now\">", "<img alt=\"At Glow &amp; *Co* &quot;1&quot; now\">"),
        ("a.md", "At glow and co now\n", "At Glow \\& \\*Co\\* \"1\" now\n"),
        (
            "a.md",
            "---\ntitle: \"At glow and co now\"\n---\n",
            "---\ntitle: \"At Glow & *Co* \\\"1\\\" now\"\n---\n",
        ),
        ("a.md", "---\ntitle: At glow and co now\n---\n", "---\ntitle: At Glow & *Co* \"1\" now\n---\n"),
    ];
    for (name, before, after) in cases {
        let (_, text) = with_house_rule(replace, name, before);
        assert_eq!(text, after, "{name}");
    }
}
