//! Templates of every language are read as HTML without their code, by the endings of their files.

use super::{check, words};

#[test]
fn the_copy_of_each_template_is_read_and_its_code_is_not() {
    for (name, text) in [
        (
            "a.vue",
            "<template>\n  <p v-if=\"a > 'the best in the world'\">It is {{ teh }} the most powerful peel.</p>\n</template>\n<script>\nexport default { a: 'the most powerful peel in the world' };\n</script>\n<style>.a { content: 'teh' }</style>\n",
        ),
        (
            "a.svelte",
            "<script lang=\"ts\">\n  let teh = 'the most powerful peel in the world';\n</script>\n\n{#if teh < 5 && teh !== 'the best in the world'}\n  <p class=\"a {teh ? 'the best in the world' : ''}\" on:click={() => { log('teh') }}>It is the most powerful peel.</p>\n{:else}\n  <p>{teh}</p>\n{/if}\n",
        ),
        (
            "a.astro",
            "---\nimport Teh from '../teh.astro';\nconst title = 'the most powerful peel in the world';\n---\n<Teh {title} class={`the best in the world`}>\n  {items.map((item) => (\n    <p title={'teh'}>It is the most powerful peel. {item.teh}</p>\n  ))}\n</Teh>\n<style>.a { content: 'teh' }</style>\n",
        ),
        (
            "a.php",
            "<?php\n// it isn't teh best\n$a = 'the most powerful peel in the world ?>';\n?>\n<p>It is the most powerful peel. <?= $teh ?></p>\n<?php echo <<<TEH\n<p>the best peel in the world</p>\nTEH;\n",
        ),
        // The signs in a string close nothing, and the end of the file does.
        (
            "a.php",
            "<p>It is the most powerful peel.</p>\n<?php\nif (preg_match('#<.*?>$#', $teh)) return 'the best in the world';\n",
        ),
        (
            "a.blade.php",
            "<p>@if ($teh){!! nl2br(e($teh)) !!}@endif</p><p>It is the most powerful peel.</p>\n",
        ),
        ("a.phtml", "<p class=\"<?= 'the best in the world' ?>\">It is the most powerful peel.</p>"),
        (
            "a.liquid",
            "{% assign a = 'the most powerful peel in the world' %}<p>It is the most powerful peel. {{ 'teh' | t }}</p>{% schema %}{\"name\": \"teh\"}{% endschema %}",
        ),
        ("a.njk", "{% set a = 'teh' %}<p>It is the most powerful peel.</p>{# teh #}"),
        ("a.html.twig", "{% set a = 'teh' %}<p>It is the most powerful peel.</p>{# teh #}"),
        ("a.hbs", "{{#if teh}}<p>It is the most powerful peel. {{{teh}}}</p>{{/if}}{{! teh }}"),
        ("a.mustache", "{{#teh}}<p>It is the most powerful peel.</p>{{/teh}}"),
        (
            "a.html.erb",
            "<% teh = 'the best in the world' %><p>It is the most powerful peel. <%= teh %></p><%# teh %>",
        ),
        ("a.ejs", "<% const teh = 'the best in the world' %><p>It is the most powerful peel. <%- teh %></p>"),
        (
            "a.blade.php",
            "@if ($teh)\n<p>It is the most powerful peel. {{ $teh }} {!! $teh !!}</p>\n@endif\n@php\n  $a = 'the best in the world';\n@endphp\n{{-- teh --}}\n",
        ),
    ] {
        assert_eq!(words(name, text), ["the most powerful peel"], "{name}");
        assert_eq!(check(name, text).errors(), [""; 0], "{name}");
    }
}

#[test]
fn comments_of_each_template_take_findings_back() {
    let comment = "claimlint-ignore unsupported-superlative: agreed";
    let claim = "<p>It is the most powerful peel.</p>";
    for (name, text) in [
        ("a.vue", format!("<template>\n<!-- {comment} -->\n{claim}\n</template>")),
        ("a.svelte", format!("{{#if a}}\n<!-- {comment} -->\n{claim}\n{{/if}}")),
        ("a.astro", format!("<div>\n{{/* {comment} */}}\n{claim}\n</div>")),
        ("a.php", format!("<?php if ($a): ?>\n<?php /* {comment} */ ?>\n{claim}\n<?php endif ?>")),
        ("a.php", format!("<?php // {comment} ?>\n{claim}\n")),
        (
            "a.liquid",
            format!("{{% if a %}}\n{{% comment %}}{comment}{{% endcomment %}}\n{claim}\n{{% endif %}}"),
        ),
        ("a.njk", format!("{{% if a %}}\n{{# {comment} #}}\n{claim}\n{{% endif %}}")),
        ("a.hbs", format!("{{{{#if a}}}}\n{{{{!-- {comment} --}}}}\n{claim}\n{{{{/if}}}}")),
        ("a.erb", format!("<% if a %>\n<%# {comment} %>\n{claim}\n<% end %>")),
        ("a.blade.php", format!("@if ($a)\n{{{{-- {comment} --}}}}\n{claim}\n@endif")),
    ] {
        let run = check(name, &text);
        assert_eq!(
            (run.diagnostics().len(), run.json()["summary"]["suppressed"].as_u64()),
            (0, Some(1)),
            "{text}"
        );
    }
}

#[test]
fn markup_in_the_code_of_astro_is_read_and_the_code_around_it_is_not() {
    for text in [
        "{a && <p>It is the most powerful peel.</p>}",
        "{a ? (\n  <p>It is the most powerful peel.</p>\n) : 'the best peel in the world'}",
        "<ul>{list.map((one) => { const a = 'teh'; return <li>It is the most powerful peel. <br> {one.a < 5 ? 'teh' : `teh`}</li>; })}</ul>",
        "{a && <><p>It is the most powerful peel.</p><img src=\"a.png\"></>}",
        "{a.b < c && d > 'the best peel in the world'}<p>It is the most powerful peel.</p>",
        "{/* the best peel in the world */}<p>It is the most powerful peel.</p>",
    ] {
        assert_eq!(words("a.astro", text), ["the most powerful peel"], "{text}");
        assert_eq!(check("a.astro", text).errors(), [""; 0], "{text}");
    }
    let run = check("a.astro", "<p>It is the most powerful peel.</p>\n{a && <p>{b</p>\n");
    assert_eq!((run.diagnostics().len(), run.errors().len()), (1, 1), "{run:?}");
}

#[test]
fn what_the_code_of_a_component_gives_as_data_is_read() {
    for (name, text) in [
        (
            "a.astro",
            "---\nconst faqs = [{ answer: 'It is the most powerful peel.' }];\n---\n<h1>Peels</h1>\n",
        ),
        (
            "a.vue",
            "<template><h1>Peels</h1></template>\n<script setup>\nconst faqs = [{ answer: 'It is the most powerful peel.' }];\n</script>\n",
        ),
        (
            "a.svelte",
            "<script>\n  let benefits = ['It is the most powerful peel.'];\n</script>\n<h1>Peels</h1>\n",
        ),
    ] {
        let found = words(name, text);
        assert_eq!(found.len(), 1, "{name}: {found:?}");
    }
}
