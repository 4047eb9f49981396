//! What is not prose on real pages: template code, shortcodes, placeholders, other languages, addresses, furniture.

use crate::common::{Folder, fixed_text};

/// The findings of a file with this text, one on a line: `line:column rule`.
fn found(name: &str, text: &str) -> Vec<String> {
    let folder = Folder::new().file(name, text);
    let findings = folder.run(&["check", "--format", "json", name]).diagnostics();
    let line = |one: &serde_json::Value| {
        format!("{}:{} {}", one["start"]["line"], one["start"]["column"], one["rule"].as_str().unwrap())
    };
    findings.iter().map(line).collect()
}

/// Whether the one finding of a file is a superlative.
fn has_one_superlative(name: &str, text: &str) -> bool {
    let found = found(name, text);
    found.len() == 1 && found[0].ends_with(" unsupported-superlative")
}

#[test]
fn template_code_is_neither_found_nor_fixed() {
    let pages = [
        (
            "a.html",
            "<h2>{{ product.title }}</h2>\n<p>Now {{ product.price | money }}. {%- if product.avaliable -%}Here{%- endif -%}</p>\n",
        ),
        (
            "a.md",
            "# {{ page.title }}\n\n{% for jar in site.data.jars %}\n- {{ jar.name }} , {{ jar.price }}\n{% endfor %}\n",
        ),
        (
            "a.md",
            "Ring {{< param \"clinic.phone\" >}} or read {{% ref \"care.guide\" %}}.\n\n{{< youtube abcDEF123 >}}\n",
        ),
        (
            "a.txt",
            "Hello {{ user.name }}, see {{ company.adress }} and [[ user.name ]] and <%= user.name %>, {first_name}.\n",
        ),
        (
            "a.html",
            "<p>Dear *|FNAME|*, {{#if is.member}}welcome{{/if}} {{> footer.main }}, #{name} and ${total.sum}.</p>\n",
        ),
        (
            "a.html",
            "<p>@if (user.isMember) { Hello } @else { Bye }</p>\n<p>@include('parts.signiture')</p>\n",
        ),
        (
            "a.html",
            "<?php get_header(); $x = 'recieve'; ?>\n<p>Hello <?= $user->naame ?>.</p>\n<?php echo 'teh';\n",
        ),
        (
            "a.md",
            "Hello {# teh note #}. {% comment %} Studies show it. {% endcomment %}\n\n{{!-- recieve --}}\n",
        ),
        ("a.html", "{% schema %}{ \"default\": \"The best clinic\" }{% endschema %}<p>Hello.</p>\n"),
        ("a.md", "[gallery ids=\"1,2\" captoin=\"recieve\"] Text [/gallery] [contact-form-7 id=\"3\"]\n"),
        (
            "a.md",
            "See [[recieve the jar]] and ![[recieve.png]]. Text {.recieve-box} :recieve_it:, and more.\n",
        ),
        (
            "a.mdx",
            "import Box from './Box'\n\nexport const jar = {\n  name: 'recieve',\n\n  alt: 'teh',\n}\n\nThe jar is for {name}, {other} and {\"you\"}.\n",
        ),
        ("a.mdx", "Write `{` here, \\{ there and {\"{\"} too.\n\n<p style={{content: '{'}}>soft</p>\n"),
        ("a.mdx", "{/* a { b */}\n\nHello.\n"),
        ("a.txt", "---\nfilter: haml\nlayout: teh\n---\nThe jar is soft.\n"),
        ("a.html", "<p>Call (000) 000-SKIN<sup>7546</sup> now.</p>\n"),
        (
            "a.html",
            "<script></script>$(function() { var jar = $('.jar')[0]; if (jar.size > full ) { jar.hide(); } });\n",
        ),
        (
            "a.txt",
            "\u{FEFF}{%- comment -%} one {%- endcomment -%}\n<style>\n.jar { color: #teh !important; }\n</style>\n",
        ),
        ("a.txt", "!function(e){var t=e.jar[0];if(t.size){t.hide()}};$(e).on(function(){return /[^a]/});\n"),
        ("a.html", "<p>A link went to <b id=\"mail\"></b>. Box <span id=\"box\"></span>, of ten.</p>\n"),
    ];
    for (name, page) in pages {
        assert_eq!(found(name, page), [""; 0], "{page}");
        assert_eq!(fixed_text(name, page), page);
    }
}

#[test]
fn what_follows_template_code_is_read() {
    for (name, page) in [
        ("a.mdx", "Write `{` here.\n\nIt is the most powerful peel on the market.\n"),
        ("a.mdx", "---\ntitle: \"Soft { skin\"\n---\nIt is the most powerful peel on the market.\n"),
        ("a.html", "<p>{{ \"}}\" }}</p>\n\n<p>It is the most powerful peel on the market.</p>\n"),
        ("a.md", "{% if a > b %}\n\nIt is the most powerful peel on the market.\n{% endif %}\n"),
        ("a.md", "> [!NOTE]\n>\n> It is the most powerful peel on the market.\n"),
    ] {
        let found = found(name, page);
        assert!(found.iter().any(|one| one.ends_with(" unsupported-superlative")), "{page}: {found:?}");
    }
}

#[test]
fn code_that_is_not_closed_is_reported_and_the_rest_is_read() {
    for (name, sign) in [
        ("a.md", "{{"),
        ("a.html", "{%"),
        ("a.html", "<%"),
        ("a.md", "{{<"),
        ("a.mdx", "{"),
        ("a.html", "{% comment %}"),
    ] {
        let page = format!("Soft {sign} skin.\n\nIt is the most powerful peel on the market.\n");
        let folder = Folder::new().file(name, &page);
        let run = folder.run(&["check", "--format", "short", name]);
        assert_eq!(run.status, 2, "{sign}");
        assert!(run.out.contains("is opened here but never closed"), "{}", run.out);
        assert!(run.out.contains("unsupported-superlative"), "{sign}: {}", run.out);
    }
}

#[test]
fn texts_that_are_published_besides_the_page_are_read() {
    for (name, page) in [
        (
            "a.html",
            "---\nlayout: default\nhero_img: jar.webp\ndescription: The most powerful peel on the market\n---\n<p>Hello.</p>\n",
        ),
        (
            "a.md",
            "{\n  \"title\": \"The most powerful peel on the market\",\n  \"layout\": \"clinc\"\n}\n\nHello.\n",
        ),
        ("a.md", "---\nlayout: post\nexcerpt: The most powerful peel on the market.\n---\nHello.\n"),
        ("a.md", "---\nseo:\n  metaDescription: The most powerful peel on the market.\n---\nHello.\n"),
        ("a.md", "+++\nog_title = \"The most powerful peel on the market\"\n+++\nHello.\n"),
        (
            "a.mdx",
            "export const metadata = {\n  title: 'The most powerful peel on the market',\n}\n\nHello.\n",
        ),
        ("a.mdx", "<Callout title=\"The most powerful peel on the market\">Hello.</Callout>\n"),
        (
            "a.html",
            "<script type=\"application/ld+json\">{\"@type\": \"Product\", \"description\": \"The most powerful peel on the market.\"}</script><p>Hello.</p>\n",
        ),
    ] {
        let found = found(name, page);
        assert_eq!(found.len(), 1, "{page}: {found:?}");
        assert!(found[0].ends_with(" unsupported-superlative"), "{page}: {found:?}");
    }
}

#[test]
fn a_house_names_its_own_keys_patterns_and_elements() {
    let folder = Folder::new()
        .file("claimlint.toml", "[text]\nignore = ['@@[a-z. ]+@@']\nskip = ['aside', '.promo']\nkeys = ['lead', 'hero.text']\n[formats]\n\"liquid\" = \"html\"\n")
        .file("a.md", "---\nlead: Teh jar.\nhero:\n  text: Teh lid.\n---\nHello @@recieve teh@@, you.\n")
        .file("b.html", "<aside>Teh jar.</aside><p class=\"big promo\">Teh lid.</p><p>Hello.</p>\n")
        .file("c.liquid", "<p>{{ jar.name }} is teh jar.</p>\n");
    let run = folder.run(&["check", "--format", "short", "--quiet", "."]);
    let places: Vec<&str> = run.out.lines().filter_map(|line| line.split(": ").next()).collect();
    assert_eq!(places, ["a.md:2:7", "a.md:4:9", "c.liquid:1:22"], "{}", run.out);
}

#[test]
fn faults_in_what_a_house_says_about_text_are_reported_with_their_place() {
    let folder = Folder::new()
        .file("claimlint.toml", "[text]\nignore = ['a(']\nskip = ['div p']\n[formats]\n\"vue\" = \"htm\"\n")
        .file("a.md", "Hello.\n");
    let run = folder.run(&["check"]);
    assert_eq!(run.status, 2);
    for part in ["this pattern cannot be used", "`div p` cannot be used", "there is no format `htm`"] {
        assert!(run.err.contains(part), "{part}: {}", run.err);
    }
}

#[test]
fn other_languages_and_hidden_elements_are_not_read() {
    for page in [
        "<p>In German: <span lang=\"de\">signifikant glatte Haut</span>.</p>",
        "<p translate=\"no\">Recieve Teh</p><p>Hello.</p>",
        "<p class=\"notranslate\">Recieve Teh</p><p>Hello.</p>",
        "<p aria-hidden=\"true\">Teh jar.</p><p>Hello.</p>",
        "<p hidden>Teh jar.<p>Hello.</p>",
        "<ul><li lang=\"fr\">Teh jar<li>Hello.</ul>",
    ] {
        assert_eq!(found("a.html", page), [""; 0], "{page}");
    }
    let spanish =
        "La crema es suave con la piel y se usa cada noche despu\u{e9}s de lavar la cara con agua tibia.\n";
    assert_eq!(found("a.md", spanish), [""; 0]);
}

#[test]
fn what_opens_when_a_reader_asks_for_it_is_read_and_forms_and_messages_are_not() {
    for page in [
        "<div class=\"acc-content\" style=\"display:none;\"><p>It is the most powerful peel on the market.</p></div>",
        "<div id=\"tab-2\" role=\"tabpanel\" hidden><p>It is the most powerful peel on the market.</p></div>",
        "<dd class=\"faq-answer\" aria-hidden=\"true\">It is the most powerful peel on the market.</dd>",
    ] {
        assert!(has_one_superlative("a.html", page), "{page}");
    }
    for page in [
        "<div class=\"modal-content\" style=\"display:none\"><p>It is the most powerful peel on the market.</p></div>",
        "<span class=\"more\" hidden>It is the most powerful peel on the market.</span>",
    ] {
        assert_eq!(found("a.html", page), [""; 0], "{page}");
    }
}

#[test]
fn elements_after_an_empty_line_in_markdown_are_a_page_and_no_code() {
    let page =
        "# Peels\n\n<section>\n\n        <p>It is the most powerful peel on the market.</p>\n\n</section>\n";
    assert!(has_one_superlative("a.md", page));
    let code = "# Peels\n\n    <p>It is the most powerful peel on the market.</p>\n\nHello.\n";
    assert_eq!(found("a.md", code), [""; 0]);
}

#[test]
fn answers_and_what_to_take_from_a_page_are_read_in_every_kind_of_front_matter() {
    for page in [
        "---\ntitle: Peels\nfaq:\n  - question: Is it safe?\n    answer: It is the most powerful peel on the market.\n---\nHello.\n",
        "---\nkeyTakeaways:\n  - \"It is the most powerful peel on the market.\"\n---\nHello.\n",
        "+++\n[[faq]]\nanswer = \"It is the most powerful peel on the market.\"\n+++\nHello.\n",
        "+++\npros = [\"It is the most powerful peel on the market.\"]\n+++\nHello.\n",
        "---\nsections:\n  - desc: >-\n      \"Soft\" is easy: it is the most powerful peel\n      on the market.\n  - text: Short words\n---\nHello.\n",
        "---\ntestimonials:\n  - text: It is the most powerful gel on the market.\nbody: It is the most powerful peel on the market.\n---\nHello.\n",
        "{\"faq\": [{\"answer\": \"It is the most powerful peel on the market.\"}]}\n\nHello.\n",
    ] {
        assert!(has_one_superlative("a.md", page), "{page}");
    }
}

#[test]
fn what_a_customer_signs_is_no_claim_of_the_house() {
    for page in [
        "<p>I have been to many salons, and this is the best salon in town.</p><h5>– Emily D.</h5>",
        "<p>My skin is calm. Hers is the best peel in town.</p><p>- Mara, Wexcombe</p>",
        "<div class=\"testi-card\"><p>It is the best peel in town.</p></div>",
        "<div class=\"feedback-card\"><p>It is the best peel in town.</p></div>",
        "<h1>Testimonials</h1><p>It is the best peel in town.</p>",
    ] {
        assert_eq!(found("a.html", page), [""; 0], "{page}");
    }
    // The house signs as well, and lists begin with dashes.
    for page in [
        "<p>I promise you the best peel in town.</p><p>– Mara Quillon, founder</p>",
        "<p>Ours is the best peel in town.</p><p>– Natural Oils</p>",
    ] {
        assert!(has_one_superlative("a.html", page), "{page}");
    }
}

#[test]
fn the_name_of_a_product_before_its_price_praises_nothing_and_still_cites_tests() {
    let card = |name: &str| format!("<h6>{name}</h6><p class=\"price\">£12.00</p>");
    assert_eq!(found("a.html", &card("Velmora Ultimate Lip Mask, Finest Oils")), [""; 0]);
    assert_eq!(found("a.html", &card("Velmora Dermatologist Tested Lip Mask")), ["1:13 establishment-claim"]);
    assert!(has_one_superlative("a.html", "<h6>The best lip mask in town</h6><p>It costs little.</p>"));
}

#[test]
fn the_furniture_of_a_site_makes_no_claims() {
    for page in [
        "<nav><a href=\"/f\">Best Facials</a><a href=\"/t\">Top rated</a></nav>",
        "<div class=\"cookie-banner\"><p>We use cookies to give you the best experience.</p></div>",
        "<p>Please enable JavaScript for the best experience.</p>",
        "<ul><li>Top rated</li><li>Most popular</li><li>Best selling</li></ul>",
        "<p>Lowest price guaranteed.</p><p>100% secure checkout.</p><p>A 100% money-back guarantee.</p>",
        "<p>4.7 out of 5 stars</p>",
        "<p>Skin type: All skin types</p>",
        "<nav>Home / Blog / Peels and masks of the year / Best peels in town</nav>",
        "<ul class=\"mobile-nav-links\"><li>Best Facials</li></ul>",
        "<ul><li><a href=\"/lift\">Needle-free lift</a></li></ul><p>It is injected into the skin.</p>",
        "<p>Guide: /blog/best-peel-guide, and /img/best-peel.jpg</p>",
        "<p><a href=\"/h\">hair</a> <a href=\"/t\">hair tools</a></p>",
        "<p>Home <span>»</span> Facials</p>",
        "<p><span class=\"material-icons\">star</span> <span class=\"material-icons\">star</span></p>",
    ] {
        assert_eq!(found("a.html", page), [""; 0], "{page}");
    }
    for page in [
        "<nav><a href=\"/f\">The most powerful peel on the market</a></nav>",
        "<p>Results are guaranteed.</p>",
        "<p>It suits all skin types.</p>",
        "<p>9 out of 10 women saw firmer skin.</p>",
    ] {
        assert!(!found("a.html", page).is_empty(), "{page}");
    }
}

#[test]
fn names_of_sites_and_files_are_left_alone() {
    for text in [
        "Find us under glow.care/summer-offer, or ask for glow.salon, glow.spa and glow.studio.\n",
        "Our shop.glow.care page has more.\n",
        "Save it as jar.webp, photo.jpeg, x.json or pack.zip.\n",
    ] {
        assert_eq!(found("a.md", text), [""; 0], "{text}");
    }
    assert_eq!(found("a.md", "It calms the skin.The rest follows.\n"), ["1:14 missing-space"]);
}

#[test]
fn a_space_is_put_in_and_nothing_else_is_changed() {
    for (name, before, after) in [
        ("a.md", "It helps \u{201C}skin\u{201D}and hair.\n", "It helps \u{201C}skin\u{201D} and hair.\n"),
        (
            "a.html",
            "<p>It helps &ldquo;skin&rdquo;and hair.</p>\n",
            "<p>It helps &ldquo;skin&rdquo; and hair.</p>\n",
        ),
        (
            "a.md",
            "See [the guide](x.html).The rest follows.\n",
            "See [the guide](x.html). The rest follows.\n",
        ),
        (
            "a.html",
            "<p>It helps <b>skin.</b>The rest follows.</p>\n",
            "<p>It helps <b>skin.</b> The rest follows.</p>\n",
        ),
        ("a.md", "The skin is soft,**and** clear.\n", "The skin is soft, **and** clear.\n"),
        ("a.md", "The skin is soft,[and](x.html) clear.\n", "The skin is soft, [and](x.html) clear.\n"),
        (
            "a.html",
            "<p>The skin is soft,<em>and</em> clear.</p>\n",
            "<p>The skin is soft, <em>and</em> clear.</p>\n",
        ),
    ] {
        assert_eq!(fixed_text(name, before), after);
    }
}

#[test]
fn a_space_that_would_make_emphasis_of_stars_is_left_to_a_person() {
    let text = "It helps **skin.**The rest follows.\n";
    assert_eq!(found("a.md", text), ["1:12 missing-space"]);
    assert_eq!(fixed_text("a.md", text), text);
}

#[test]
fn what_only_looks_like_a_slip_is_not_one() {
    for (name, text) in [
        ("a.md", "The effect was seen in in vitro tests.\n"),
        ("a.md", "Retinol\n: A form of vitamin A.\n\nNiacinamide\n: A form of vitamin B3.\n"),
        (
            "a.md",
            "Retinol softens lines [^1].\n\n[^1]: Lund A. Retinol. J Cosmet Dermatol. 2019. https://doi.org/10.1111/jocd.12345\n",
        ),
        ("a.txt", "It is a long-\nlasting cream and an anti-\nageing serum.\n"),
        ("a.md", "We\u{2019}re goin\u{2019} home, and nothin\u{2019} stings.\n"),
        ("a.md", "It is a rule ('the relevant day').\n"),
        ("a.md", "Set width: calc(100% - 2rem) here.\n"),
    ] {
        assert_eq!(found(name, text), [""; 0], "{text}");
    }
    // Each of the two may be meant.
    let folder = Folder::new().file("a.md", "Sign up up to two weeks ahead.\n");
    folder.run(&["check", "--fix", "a.md"]);
    assert_eq!(std::fs::read_to_string(folder.path("a.md")).unwrap(), "Sign up up to two weeks ahead.\n");
}

#[test]
fn styled_letters_are_read_and_letters_of_other_alphabets_reported() {
    let styled =
        "\u{1D5E7}\u{1D5F5}\u{1D5F2} \u{1D5FA}\u{1D5FC}\u{1D600}\u{1D601} powerful peel on the market.\n";
    assert_eq!(found("a.md", styled), ["1:1 unsupported-superlative"]);
    let wide = "It is \u{FF54}\u{FF48}\u{FF45} most powerful peel on the market.\n";
    assert_eq!(found("a.md", wide), ["1:7 unsupported-superlative"]);
    let look_alike = "It is the m\u{43E}st powerful peel on the market.\n";
    assert_eq!(found("a.md", look_alike), ["1:7 unsupported-superlative", "1:11 foreign-letter"]);
    assert_eq!(fixed_text("a.md", look_alike), "It is the most powerful peel on the market.\n");
    assert_eq!(
        found("a.md", "\u{41F}\u{440}\u{438}\u{432}\u{435}\u{442} is Russian. TNF\u{3B1} rises.\n"),
        [""; 0]
    );
}

#[test]
fn a_page_in_another_encoding_is_read_and_stays_in_it() {
    let page = b"<meta charset=\"windows-1252\"><p>Our caf\xE9 has \x93teh\x94 jar.</p>\n";
    let folder = Folder::new().file("a.html", page);
    let report = folder.run(&["check", "--format", "json", "a.html"]).json();
    let start = report["files"][0]["diagnostics"][0]["start"]["byte"].as_u64().unwrap() as usize;
    assert_eq!(&page[start..start + 3], b"teh");
    folder.run(&["check", "--fix", "a.html"]);
    let fixed = std::fs::read(folder.path("a.html")).unwrap();
    assert_eq!(fixed, b"<meta charset=\"windows-1252\"><p>Our caf\xE9 has \x93the\x94 jar.</p>\n");
}

#[test]
fn figures_are_found_in_every_form_and_shown_in_whole() {
    for (text, place) in [
        ("Skin is 4.5\u{D7} smoother after a week.\n", "1:9"),
        ("\u{BD} of women saw fewer lines.\n", "1:1"),
        ("It gives a 10-fold rise in moisture.\n", "1:12"),
        ("-40% wrinkles in 4 weeks.\n", "1:1"),
        ("95+% of users agreed.\n", "1:1"),
        ("Eighty-seven percent of women saw fewer lines.\n", "1:1"),
        ("90\u{2013}95% of women agreed.\n", "1:1"),
    ] {
        assert_eq!(found("a.md", text), [format!("{place} uncited-statistic")], "{text}");
    }
}

#[test]
fn a_quoted_value_of_front_matter_may_go_on_at_the_beginning_of_a_line() {
    let page = "---\ntitle: 'It''s soft,\nand calm'\npath: \"C:\\\\\"\nexcerpt: \"A mask for dry skin, and teh\nbest of all we know.\"\n---\n\nIt is soft.\n";
    let run = Folder::new().file("a.md", page).run(&["check", "--no-config", "--format", "short", "a.md"]);
    assert!(run.status == 1 && run.out.contains("a.md:5:36: error[misspelling]"), "{}{}", run.out, run.err);
}

#[test]
fn a_quotation_in_markdown_that_opens_with_a_label_quotes_nobody() {
    let found = |text: &str| {
        let folder = Folder::new().file("a.md", text);
        folder.run(&["check", "--select", "superlative", "--format", "short", "--quiet"]).out.lines().count()
    };
    assert_eq!(found("> **Pro tip:** the most powerful peel on the market.\n"), 1);
    assert_eq!(found("> The most powerful peel on the market.\n"), 0);
    assert_eq!(found("> She said: the most powerful peel on the market.\n"), 0);
}

#[test]
fn what_a_customer_signs_is_no_claim_of_the_house_with_or_without_a_dash() {
    let found = |text: &str| {
        let folder = Folder::new().file("a.html", text);
        folder.run(&["check", "--select", "superlative", "--format", "short", "--quiet"]).out.lines().count()
    };
    let praise = "<p>I love it. It is the most powerful peel on the market.</p>";
    for signed in [
        format!("{praise}<p>- Maria D.</p>"),
        format!("{praise}<span>G. L.</span>"),
        format!("{praise}<div>A</div><div>Alma P.</div>"),
        format!("{praise}<p><em>Imelda Quillfarth</em></p>"),
        format!("<h4>Imelda Quillfarth</h4>{praise}"),
    ] {
        assert_eq!(found(&signed), 0, "{signed}");
    }
    for own in [
        praise.to_owned(),
        format!("{praise}<p>Read More</p>"),
        format!("{praise}<h3>Imelda Quillfarth</h3><p>She is in today.</p>"),
        "<p>It is the most powerful peel on the market.</p><p>Imelda Quillfarth</p>".to_owned(),
        format!("<h4>Our Story</h4>{praise}"),
    ] {
        assert_eq!(found(&own), 1, "{own}");
    }
}
