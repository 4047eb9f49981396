//! What is not prose on real pages: template code, shortcodes, placeholders, other languages, addresses, furniture.

mod of_others;
mod signs;

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
            "a.blade.php",
            "<p>Open all week.</p>\n<input type=\"checkbox\" name=\"peel\"@if(isset($page->peel) && $page->peel) checked=\"checked\"@endif>\n",
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
        "<div id=\"footnote_references_1\" style=\"display: none\"><p>It is the most powerful peel on the market.</p></div>",
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
fn a_quoted_value_of_front_matter_may_go_on_at_the_beginning_of_a_line() {
    let page = "---\ntitle: 'It''s soft,\nand calm'\npath: \"C:\\\\\"\nexcerpt: \"A mask for dry skin, and teh\nbest of all we know.\"\n---\n\nIt is soft.\n";
    let run = Folder::new().file("a.md", page).run(&["check", "--no-config", "--format", "short", "a.md"]);
    assert!(run.status == 1 && run.out.contains("a.md:5:36: error[misspelling]"), "{}{}", run.out, run.err);
}

#[test]
fn labels_in_another_language_are_no_misspelt_english() {
    for (name, text) in [
        // Each is too short to be sure of; together they are not.
        (
            "a.jsx",
            "export const A = () => <div><h2>Gestión de productos</h2><p>Sin imagen</p><b>Categoría</b><p>Lista de clientes registrados</p></div>\n",
        ),
        ("a.jsx", "export const A = () => <p>Error crítico: base de datos no disponible</p>\n"),
        (
            "a.html",
            "<p>Ver mapa de zonas faciales</p><p>Abrimos de nueve a cinco y los domingos con cita previa.</p>",
        ),
        ("a.html", "<p>We open at nine on all days but Sunday.</p><p>Değişiklikler her dilde uygulanır.</p>"),
        // One small word of French and none of English, in a page of a few labels; a space before "!" is right there.
        (
            "a.jsx",
            "export const A = () => <div><h2>Commencer la séance</h2><b>Astuce</b><p>Minuteur</p><b>Rituel terminé !</b><i>Avantages</i></div>\n",
        ),
        // Dutch has "is", "we", "in" and "of" as well.
        (
            "a.md",
            "Een afspraak is handig, want dan weten we of er nog plek is in de salon en wachten klanten niet te lang op hun beurt.\n",
        ),
        // Labels outnumber the sentences, and none of those is surely English.
        (
            "a.txt",
            "Linha: Cabelos\n\nMáscara de coco\n\nÓleo de argan\n\nCreme nutritivo com camomila\n\nLoção intenso para cabelos\n",
        ),
    ] {
        assert_eq!(found(name, text), [""; 0], "{text}");
    }
    // A foreign name or two in an English page.
    for text in [
        "<p>Our café, which is in Łódź, recieved it on all days.</p>",
        "<h2>The eau de parfum recieves praise</h2>",
        "<p>Smith et al recieved it.</p>",
        // Labels of which none has a small word of English, and one a name with an accent.
        "<p>Botox</p><p>Fillers</p><p>Renée Marlow</p><p>Microneedling</p><p>Recieve vouchers</p><p>Gift vouchers</p>",
    ] {
        assert_eq!(found("a.html", text).len(), 1, "{text}");
    }
    for text in [
        "<h3>Best Med Spas in Manhattan</h3>",
        "<h3>Best Botox Los Angeles, La Jolla, Las Vegas</h3>",
        "<h3>Best gel-crème worldwide</h3><p>Crème hydration Lancôme.</p>",
    ] {
        assert!(has_one_superlative("a.html", text), "{text}");
    }
}

#[test]
fn what_interpreters_and_compilers_print_is_not_copy() {
    for text in [
        "Array\n(\n    [name] => Peel\n    [rooms] => [1,3]\n    [note] => The best peel in town\n)\n",
        "pages/A.tsx(1,8): error TS1259: Module 'teh' is the best in the world.\n",
    ] {
        let folder = Folder::new().file("a.txt", text.repeat(4)).file("b.md", "Rest at noon.\n");
        assert_eq!(folder.run(&["check", "--format", "json"]).findings(), [""; 0], "{text}");
    }
    let snippet = "{% if a %}\n<b></b>\n{% endif %}\n:root {\n  --font: 'A-font'; }\n.a { color: {{ b }};; }\n.b { margin: 0; }\n";
    assert_eq!(found("a.liquid", snippet), [""; 0]);
}
