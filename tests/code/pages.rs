//! What a page of JSX shows is read as a visitor reads it, and what its code says is not.

use super::{check, component, words};
use crate::common::{Folder, name_rule};

#[test]
fn a_phrase_goes_on_through_elements_lines_and_spaces_in_braces() {
    for elements in [
        "<p>It is the <b>most</b> powerful peel.</p>",
        "<p>\n      It is the\n      most powerful\n      peel.\n    </p>",
        "<p>\n      It is the{' '}\n      <b>most</b>{\" \"}\n      powerful peel.\n    </p>",
        "<p>It is the&nbsp;m&#111;st power&shy;ful peel.</p>",
        "<p>{\"It is the most powerful peel.\"}</p>",
        "<p>{`It is the most powerful peel.`}</p>",
        "<p>{'It is the ' + \"most \" + `powerful peel.`}</p>",
        "<p>It is the {'most'} <Mark>powerful</Mark> peel.</p>",
        "<p>{isNew && \"It is the most powerful peel.\"}</p>",
        "<p>{isNew ? 'It is the most powerful peel.' : undefined}</p>",
        "<ul>{peels.map((peel) => <li key={peel}>It is the most powerful peel.</li>)}</ul>",
        "<Card\n      // The words beside the picture.\n      title=\"It is the most powerful peel.\"\n    />",
        "<Card title={`It is the most powerful peel.`} />",
        "<Card icon={<Icon />} text={<>It is the <b>most</b> powerful peel.</>} />",
        "<img src=\"/a.jpg\" alt='It is the most powerful peel.' />",
        "<>It is the most powerful peel.</>",
        "<motion.h1 animate={{ x: 5 }}>It is the most powerful peel.</motion.h1>",
    ] {
        let found = words("a.tsx", &component(elements));
        assert_eq!(found.len(), 1, "{elements}: {found:?}");
        let bare: String = found[0].chars().filter(|sign| sign.is_alphabetic()).collect();
        assert!(bare.starts_with("them") && bare.contains("power"), "{elements}: {found:?}");
    }
}

#[test]
fn a_phrase_does_not_go_on_across_a_value_a_block_or_a_choice() {
    for elements in [
        "<p>It is the {name} most {name} powerful peel.</p>",
        "<p>{`It is the ${name} most ${name} powerful peel.`}</p>",
        "<div><p>It is the most</p><p>powerful</p></div>",
        "<p>It is the {isNew ? 'most' : 'least'}<br />powerful</p>",
        "<Card title=\"It is the most\">powerful</Card>",
    ] {
        assert_eq!(words("a.tsx", &component(elements)), [""; 0], "{elements}");
    }
}

#[test]
fn a_sign_that_code_puts_between_items_has_no_stray_space_before_it() {
    let list = "{names.map((name, at) => <i key={name}>{at > 0 && ', '}{name}</i>)}";
    let found = words(
        "a.tsx",
        &component(&format!("<p>\n      Did you mean{{' '}}\n      {list}\n      ?\n    </p>")),
    );
    assert_eq!(found, Vec::<String>::new());
}

#[test]
fn nothing_of_the_code_is_read() {
    for code in [
        "import theBestSerumInTheWorld from './the-best-serum-in-the-world';",
        "const a = 'It is teh most powerful peel in the world.';",
        "console.log(`It is teh most powerful peel ${a} in the world.`);",
        "const rows = sql`SELECT 'the most powerful peel in the world'`;",
        "type A = 'the most powerful peel in the world';",
        "// It is teh most powerful peel in the world.",
        "/* It is teh most powerful peel in the world. */",
        "throw new Error('It is teh most powerful peel in the world.');",
        "const b = <p className=\"the most powerful\" key=\"the best in the world\" data-x=\"teh best in the world\">x</p>;",
        "const c = <a href=\"/the-most-powerful-peel\" onClick={() => log('the most powerful peel in the world')}>x</a>;",
        "const d = <style jsx>{`.a { content: 'the most powerful peel in the world' }`}</style>;",
        "const e = <script dangerouslySetInnerHTML={{ __html: 'the most powerful peel in the world' }} />;",
        "const f = <p>{t('home.the-most-powerful-peel', 'the most powerful peel in the world')}</p>;",
        "const g = <Card query={{ text: 'the most powerful peel in the world' }} style={{ font: 'teh best' }} />;",
        "const h = <code>the most powerful peel in the world</code>;",
        "const i = <p hidden>It is the most powerful peel in the world.</p>;",
        "const j = <Card title=\"home.theBest.title\" label=\"theBestLabel\" alt={'/teh/best.png'} />;",
        "const k = <p>{list.filter((one) => one.name === 'the most powerful peel in the world').length}</p>;",
        "const l = (a & b) | (c && d), m = a < b, n = c > d;",
    ] {
        assert_eq!(words("a.tsx", &format!("{code}\n")), [""; 0], "{code}");
    }
}

#[test]
fn what_a_component_keeps_in_lists_to_show_it_is_read() {
    for code in [
        "const benefits = [{ title: 'Soap', description: 'It is the most powerful peel.' }];",
        "const faqs: Faq[] = [{ question: \"Does it work?\", answer: `It is the most powerful peel.` }] as const;",
        "const plans = [{ name: 'Basic', features: ['It is the most powerful peel.'] }];",
        "const a = <ul>{[{ icon: Star, desc: 'It is the most powerful peel.' }].map((one) => <li>{one.desc}</li>)}</ul>;",
        "const b = <ul>{['It is the most powerful peel.'].map((one) => <li>{one}</li>)}</ul>;",
        "const c = <Faq items={[{ q: 'Does it work?', a: 'It is the most powerful peel.' }]} />;",
    ] {
        let found = words("a.tsx", &format!("{code}\n"));
        assert_eq!(found.len(), 1, "{code}: {found:?}");
        assert!(found[0].starts_with("the most powerful"), "{code}: {found:?}");
    }
}

#[test]
fn what_customers_say_and_what_is_on_other_pages_is_not_read_in_lists() {
    for code in [
        "const testimonials = [{ text: 'It is the most powerful peel.' }];",
        "const rows = [{ name: 'Imelda', text: 'It is the most powerful peel.' }];",
        "const rows = [{ description: 'It is the most powerful peel.', rating: 5 }];",
        "const posts = [{ title: 'It is the most powerful peel.', excerpt: 'A peel.', date: '2026-01-02' }];",
        "const query = { text: 'It is the most powerful peel.' };",
        "const names = ['It is the most powerful peel.'];",
    ] {
        assert_eq!(words("a.tsx", &format!("{code}\n")), [""; 0], "{code}");
    }
}

#[test]
fn labels_of_what_is_clicked_on_may_praise_and_promise_nothing() {
    for elements in [
        "<input placeholder=\"Best first\" />",
        "<Select label=\"Sort: best\" aria-label=\"Best sellers\" />",
        "<button>Best sellers</button>",
    ] {
        assert_eq!(words("a.tsx", &component(elements)), [""; 0], "{elements}");
    }
    assert_eq!(words("a.tsx", &component("<Badge label=\"Clinically proven\" />")), ["Clinically proven"]);
}

#[test]
fn a_house_names_the_attributes_of_its_own_components() {
    let page = component("<Price note=\"It is the most powerful peel.\" icon=\"the best in the world\" />");
    assert_eq!(words("a.jsx", &page), [""; 0]);
    let folder =
        Folder::new().file("a.jsx", &page).file("claimlint.toml", "[text]\nattributes = [\"note\"]\n");
    let run = folder.run(&["check", "--format", "json"]);
    assert_eq!(run.diagnostics()[0]["text"], "the most powerful peel");
}

#[test]
fn a_link_backs_a_claim_as_it_does_in_html() {
    let claim =
        |link: &str| words("a.tsx", &component(&format!("<p>Studies show that it calms skin ({link}).</p>")));
    assert_eq!(claim("<a href=\"https://doi.org/10.1111/bjd.19000\">Tarn, 2019</a>"), [""; 0]);
    assert_eq!(claim("<Link href={'https://doi.org/10.1111/bjd.19000'}>Tarn, 2019</Link>"), [""; 0]);
    assert_ne!(claim("<a href={`/studies/${name}`}>read more</a>"), [""; 0]);
}

#[test]
fn sources_that_data_list_beside_a_text_back_what_it_says() {
    let claim = "text: 'Studies show that it calms skin.<sup>1</sup>'";
    for sources in [
        "sources: [{ id: '1', url: 'https://doi.org/10.1111/bjd.19000' }]",
        "refs: [{ pmid: '12345678', title: 'A randomised trial of calmer skin' }]",
        "sourceIds: ['12345678']",
        "keyReferences: ['PMID: 12345678']",
        "pmid: 12345678",
    ] {
        assert_eq!(
            words("a.tsx", &format!("const all = [{{ {claim}, {sources} }}];\n")),
            [""; 0],
            "{sources}"
        );
    }
    for sources in [
        "sources: ['our own']",
        "sources: ['doing it ourselves']",
        "sources: [{ src: '/img/IMG_20240115.webp' }]",
        "sourceIds: []",
        "pmid: ''",
    ] {
        assert_ne!(
            words("a.tsx", &format!("const all = [{{ {claim}, {sources} }}];\n")),
            [""; 0],
            "{sources}"
        );
    }
}

#[test]
fn comments_of_the_language_take_findings_back() {
    let page = |comment: &str, inside: &str| {
        component(&format!(
            "<div>\n      {comment}\n      <p>{inside}It is the most powerful peel.</p>\n    </div>"
        ))
    };
    let comment = "claimlint-ignore unsupported-superlative: agreed";
    for text in [
        page(&format!("{{/* {comment} */}}"), ""),
        page("", &format!("{{/* {comment} */}}")),
        format!("// {comment}\nconst a = <p>It is the most powerful peel.</p>;\n"),
        format!("const a = (\n  // {comment}\n  <p>It is the most powerful peel.</p>\n);\n"),
        format!(
            "const a = (\n  <Card\n    // {comment}\n    title=\"It is the most powerful peel.\"\n  />\n);\n"
        ),
        format!(
            "const a = (\n  <Card\n    // {comment}\n    title=\"It is the most powerful peel.\"\n  >\n    It is kind to the skin.\n  </Card>\n);\n"
        ),
        format!("/* claimlint-ignore-file unsupported-superlative: a page of the past */\n{}", page("", "")),
        "{\n  /* claimlint-ignore-start unsupported-superlative: agreed */\n  <p>It is the most powerful peel.</p>\n  /* claimlint-ignore-end */\n}\n"
            .to_owned(),
    ] {
        let run = check("a.tsx", &text);
        assert_eq!(
            (run.diagnostics().len(), run.json()["summary"]["suppressed"].as_u64()),
            (0, Some(1)),
            "{text}"
        );
    }
    let run = check("a.tsx", &page("// claimlint-ignore unsupported-superlative: this is text", ""));
    assert_eq!(run.diagnostics()[0]["text"], "the most powerful peel");
}

#[test]
fn comments_are_written_into_components_and_hold() {
    let folder = Folder::new()
        .file("a.tsx", component("<div>\n      <p>It is the most powerful peel.</p>\n      <Card title=\"The best peel in the world\" />\n    </div>"));
    let run = folder.run(&["check", "--add-ignores", "agreed", "a.tsx"]);
    assert_eq!(run.status, 0, "{run:?}");
    let text = folder.read("a.tsx");
    assert!(text.contains("{/* claimlint-ignore unsupported-superlative: agreed */}"), "{text}");
    assert_eq!(folder.run(&["check", "a.tsx"]).status, 0, "{text}");
}

#[test]
fn headings_and_lists_are_what_they_are_in_html() {
    // A claim in a heading is judged with the paragraph below it, and items of a list by themselves.
    let page =
        |heading: &str, item: &str| component(&format!("<div><{heading}>x</{heading}><ol>{item}</ol></div>"));
    assert_eq!(words("a.tsx", &page("h2", "<li>of the</li><li>the b</li>")), [""; 0]);
    assert_eq!(words("a.tsx", &page("h2", "<li>of the the b</li>")), ["the the"]);
}

#[test]
fn the_title_that_a_page_exports_is_read() {
    let page = "export const metadata: Metadata = {\n  title: 'It\\'s the most powerful peel',\n  keywords: 'teh best in the world',\n};\n";
    assert_eq!(words("page.tsx", page), ["the most powerful peel"]);
}

#[test]
fn fixes_are_written_as_their_place_asks() {
    for (before, after) in [
        ("<p>It is teh &amp; peel.</p>", "<p>It is the &amp; peel.</p>"),
        ("<Card title='It is teh &quot;peel&quot;.' />", "<Card title='It is the &quot;peel&quot;.' />"),
        ("<p>{'It\\'s teh peel.'}</p>", "<p>{'It\\'s the peel.'}</p>"),
        ("<p>{`It is teh \\`peel\\`, ${name}.`}</p>", "<p>{`It is the \\`peel\\`, ${name}.`}</p>"),
        ("<p>{\"It is teh \" + 'peel.'}</p>", "<p>{\"It is the \" + 'peel.'}</p>"),
    ] {
        let folder = Folder::new().file("a.tsx", component(before));
        folder.run(&["check", "--no-config", "--fix", "a.tsx"]);
        assert_eq!(folder.read("a.tsx"), component(after));
    }
    let rule = name_rule("'glow and co' = \"glow's \\\"own\\\" & co\"");
    for (before, after) in [
        ("<p>Our glow and co.</p>", "<p>Our glow's \"own\" & co.</p>"),
        (
            "<Card title=\"Our glow and co.\" />",
            "<Card title=\"Our glow&#39;s &quot;own&quot; &amp; co.\" />",
        ),
        ("<p>{'Our glow and co.'}</p>", "<p>{'Our glow\\'s \\\"own\\\" & co.'}</p>"),
    ] {
        let folder = Folder::new()
            .file("a.tsx", component(before))
            .file("house.toml", &rule)
            .file("claimlint.toml", "rules = [\"house.toml\"]\n");
        let run = folder.run(&["check", "--fix", "a.tsx"]);
        assert_eq!(folder.read("a.tsx"), component(after), "{run:?}");
    }
}

#[test]
fn what_components_are_given_as_data_is_read_as_their_attributes_are() {
    for code in [
        "const faqs = [{ question: 'Does it hurt?', answer: 'It is the most powerful peel.' }];",
        "const faqs = [{ question: 'Does it hurt?', 'answer': `It is the most powerful peel.` }] as const;",
        "export const cards = { hero: { title: 'It is the most powerful peel.', href: '/peel' } };",
        "const benefits = ['It is the most powerful peel.', 'It lasts a week.'];",
        "const card = { features: [\"It is the \" + \"most powerful peel.\"] };",
        "export default () => <p>{[{ text: 'It is the most powerful peel.' }].map((one) => <b>{one.text}</b>)}</p>;",
        "export default () => <Accordion items={[{ title: 'Peels', content: 'It is the most powerful peel.' }]} />;",
        "const faqs = [{ q: 'Does it hurt?', a: 'It is the most powerful peel.' }];",
        "const peels = [{ slug: 'peel', rating: 5, text: 'It is the most powerful peel.' }];",
        "const page = { heroDescription: 'It is the most powerful peel.' };",
        "const page = { content: `<h2>Peels</h2>\n  <p class=\"the best\">It is the <b>most</b> powerful peel.</p>` };",
        "const page = { text: 'It is gentle.<br/>It is the most powerful peel.' };",
        "const faqs = [{ answer: 'You&apos;ll see: it is the most powerful peel.' }];",
    ] {
        let found = words("a.tsx", &format!("{code}\n"));
        assert_eq!(found.len(), 1, "{code}: {found:?}");
        let bare = found[0].replace("</b>", "");
        assert!(bare.contains("most powerful"), "{code}: {found:?}");
    }
}

#[test]
fn data_of_customers_menus_styles_and_programs_is_no_copy() {
    for code in [
        "const testimonials = [{ text: 'It is the most powerful peel.' }];",
        "const TESTIMONIALS = [{ name: 'Mia', content: 'It is the most powerful peel.' }];",
        "const awards = [{ title: 'The best peel in town', year: 2019, org: 'Harrow Spa Guild' }];",
        "const posts = [{ authorName: 'Mia', text: 'It is the most powerful peel.' }];",
        "const clientReviews = { first: { content: 'It is the most powerful peel.' } };",
        "const cards = [{ name: 'Mia T.', text: 'It is the most powerful peel.' }];",
        "const cards = [{ rating: 5, text: 'It is the most powerful peel.' }];",
        "const menu = [{ title: 'Best sellers', href: '/best' }];",
        "const messages = [{ role: 'system', content: 'It is the most powerful peel.' }];",
        "fetch('/api', { method: 'POST', body: 'It is the most powerful peel.' });",
        "track('view', { title: 'It is the most powerful peel.' });",
        "const kinds = { title: 'text-best font-most sm:perfect', body: 'best-text leading-most' };",
        "const page = { text: `<p class=\"${a}\">It is the most powerful peel.</p>` };",
        "const labels = { a: 'It is the most powerful peel.', buttonText: 'The most powerful peel' };",
        "const peel = { id: 'It is the most powerful peel.', key: 'the most powerful peel' };",
        "const faqs = [{ answer: `It is the ${name} most ${name} powerful peel.` }];",
    ] {
        assert_eq!(words("a.tsx", &format!("{code}\n")), [""; 0], "{code}");
    }
}

#[test]
fn a_comment_before_data_suppresses_and_a_fix_keeps_the_string_whole() {
    let folder = Folder::new();
    folder.write(
        "a.tsx",
        "const faqs = [\n  // claimlint-ignore unsupported-superlative: agreed\n  { answer: 'It is the most powerful peel.' },\n  { answer: 'You cant see it.' },\n];\n",
    );
    let run = folder.run(&["check", "--fix", "--unsafe-fixes", "--format", "short", "."]);
    assert!(run.out.contains("1 suppressed"), "{}", run.out);
    assert!(folder.read("a.tsx").contains("'You can\\'t see it.'"), "{}", folder.read("a.tsx"));
}
