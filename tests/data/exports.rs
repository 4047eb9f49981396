//! What well-known programs export: the copy in it is read, and nothing else is.

use super::{found, named};
use crate::common::Folder;

const CLAIM: &str = "The most powerful peel on the market.";

/// The keys of all findings in an export, of which each text with a claim is one.
fn keys(name: &str, preset: &str, export: &str) -> Vec<String> {
    let folder = Folder::new()
        .file("claimlint.toml", format!("[[content]]\nfiles = ['{name}']\npreset = '{preset}'\n"))
        .file(name, export.replace("CLAIM", CLAIM));
    let run = folder.run(&["check", "--format", "json", "--select", "superlatives"]);
    assert_eq!(run.errors(), [""; 0], "{name}");
    for (_, words) in found(&folder, &run) {
        assert!(words.starts_with("The most"), "{words}");
    }
    named(&run)
        .into_iter()
        .map(|(record, key)| format!("{}|{key}", record.as_str().unwrap_or_default()))
        .collect()
}

#[test]
fn products_of_shopify() {
    let table = "Handle,Title,Body (HTML),Vendor,Tags,Variant SKU,Image Alt Text,SEO Title,SEO Description\n\
        peel,CLAIM,<p>CLAIM</p>,CLAIM,CLAIM,CLAIM,CLAIM,CLAIM,CLAIM\npeel,,,,,P-2,CLAIM,,\n";
    let all = keys("shop.csv", "shopify-csv", table);
    assert_eq!(
        all,
        [
            "Handle=peel|Title",
            "Handle=peel|Body (HTML)",
            "Handle=peel|Image Alt Text",
            "Handle=peel|SEO Title",
            "Handle=peel|SEO Description",
            "Handle=peel|Image Alt Text",
        ]
    );
    let data = "{\"products\": [{\"id\": 5, \"title\": \"CLAIM\", \"body_html\": \"<p>CLAIM</p>\", \"vendor\": \"CLAIM\", \"handle\": \"peel\",
        \"tags\": \"CLAIM\", \"variants\": [{\"title\": \"CLAIM\", \"sku\": \"CLAIM\"}], \"images\": [{\"src\": \"CLAIM\", \"alt\": \"CLAIM\"}]}]}";
    assert_eq!(
        keys("products.json", "shopify-json", data),
        [
            "handle=peel|products[0].title",
            "handle=peel|products[0].body_html",
            "handle=peel|products[0].images[0].alt"
        ]
    );
}

#[test]
fn products_of_woocommerce_have_line_ends_as_two_signs() {
    let table = "ID,Type,SKU,Name,\"Short description\",Description,Categories\n\
        5,simple,P-1,Peel,<p>CLAIM</p>,\"<p>Soap.</p>\\n\\nThe most\\npowerful peel on the market.\",CLAIM\n";
    assert_eq!(
        keys("products.csv", "woocommerce-csv", table),
        ["SKU=P-1|Short description", "SKU=P-1|Description"]
    );
}

#[test]
fn posts_of_wordpress() {
    let export = "<?xml version=\"1.0\"?><rss xmlns:wp=\"x\"><channel><title>House</title><wp:author>CLAIM</wp:author><item><title>CLAIM</title>
        <link>CLAIM</link><content:encoded><![CDATA[<!-- wp:paragraph --><p>CLAIM</p><!-- /wp:paragraph -->]]></content:encoded>
        <excerpt:encoded><![CDATA[CLAIM]]></excerpt:encoded><wp:post_name>peel</wp:post_name><category>CLAIM</category></item></channel></rss>";
    assert_eq!(
        keys("export.xml", "wordpress", export),
        ["wp:post_name=peel|title", "wp:post_name=peel|content:encoded", "wp:post_name=peel|excerpt:encoded"]
    );
}

#[test]
fn entries_of_contentful_have_rich_text_in_which_a_phrase_goes_on_in_bold() {
    let export = "{\"contentTypes\": [{\"name\": \"CLAIM\"}], \"entries\": [{\"sys\": {\"id\": \"e5\"}, \"fields\": {\"title\": {\"en-US\": \"CLAIM\",
        \"de\": \"CLAIM\"}, \"slug\": {\"en-US\": \"CLAIM\"}, \"body\": {\"en-US\": {\"nodeType\": \"document\", \"data\": {}, \"content\": [
        {\"nodeType\": \"heading-2\", \"content\": [{\"nodeType\": \"text\", \"value\": \"Soap\", \"marks\": []}], \"data\": {}},
        {\"content\": [{\"value\": \"The most \", \"nodeType\": \"text\"}, {\"value\": \"powerful\", \"marks\": [{\"type\": \"bold\"}], \"nodeType\": \"text\"},
        {\"value\": \" peel on the market.\", \"nodeType\": \"text\"}], \"nodeType\": \"paragraph\"}]}}}}]}";
    assert_eq!(
        keys("export.json", "contentful", export),
        ["sys.id=e5|entries[0].fields.title.en-US", "sys.id=e5|entries[0].fields.body.en-US"]
    );
}

#[test]
fn documents_of_sanity_have_spans_of_one_block_as_one_paragraph() {
    let export = "{\"_id\": \"d5\", \"_type\": \"product\", \"title\": \"CLAIM\", \"slug\": {\"current\": \"peel\"}, \"body\": [{\"_type\": \"block\",
        \"children\": [{\"_type\": \"span\", \"_key\": \"CLAIM\", \"text\": \"Soap is soap.\"}], \"markDefs\": [{\"href\": \"CLAIM\"}]}, {\"_type\": \"block\", \"children\":
        [{\"text\": \"The most pow\"}, {\"marks\": [\"strong\"], \"text\": \"erful\"}, {\"text\": \" peel on the market.\"}]}]}"
        .replace('\n', " ")
        + "\n";
    assert_eq!(
        keys("export.ndjson", "sanity", &export),
        ["slug.current=peel|title", "slug.current=peel|body"]
    );
}

#[test]
fn posts_of_ghost() {
    let export = "{\"db\": [{\"meta\": {\"version\": \"CLAIM\"}, \"data\": {\"posts\": [{\"id\": \"5\", \"slug\": \"peel\", \"title\": \"CLAIM\", \"html\": \"<p>CLAIM</p>\",
        \"plaintext\": \"CLAIM\", \"lexical\": \"CLAIM\", \"custom_excerpt\": \"CLAIM\"}], \"users\": [{\"bio\": \"CLAIM\"}]}}]}";
    assert_eq!(
        keys("ghost.json", "ghost", export),
        [
            "slug=peel|db[0].data.posts[0].title",
            "slug=peel|db[0].data.posts[0].html",
            "slug=peel|db[0].data.posts[0].custom_excerpt"
        ]
    );
}

#[test]
fn feeds_of_google_merchant_in_both_forms() {
    let table = "id\ttitle\tdescription\tlink\tbrand\nP-1\tCLAIM\tCLAIM\tCLAIM\tCLAIM\n";
    assert_eq!(keys("feed.tsv", "google-merchant", table), ["id=P-1|title", "id=P-1|description"]);
    let feed = "<rss xmlns:g=\"http://base.google.com/ns/1.0\"><channel><item><g:id>P-1</g:id><g:title>CLAIM</g:title><g:description>CLAIM</g:description>
        <g:brand>CLAIM</g:brand></item></channel></rss>";
    assert_eq!(keys("feed.xml", "google-merchant", feed), ["g:id=P-1|g:title", "g:id=P-1|g:description"]);
}

#[test]
fn catalogues_of_i18next_and_rails() {
    let data = "{\"hero\": {\"title\": \"CLAIM\", \"count_one\": \"{{count}} soap\", \"count_other\": \"{{count}} soaps\"}, \"list\": [\"CLAIM\"]}";
    assert_eq!(keys("locales/en.json", "i18next", data), ["|hero.title", "|list[0]"]);
    let data = "en:\n  hero:\n    title: CLAIM\n    body_html: \"<p>CLAIM</p>\"\n    count: \"%{count} soaps\"\n  date:\n    formats: CLAIM\nde:\n  hero: CLAIM\n";
    assert_eq!(keys("config/locales/en.yml", "rails", data), ["|en.hero.title", "|en.hero.body_html"]);
}

#[test]
fn the_same_copy_in_many_variants_is_shown_to_people_once() {
    let rows: String = (1..=4000).map(|number| format!("serum-{number},Serum,<p>{CLAIM}</p>\n")).collect();
    let folder = Folder::new()
        .file("claimlint.toml", "[[content]]\nfiles = ['shop.csv']\npreset = 'shopify-csv'\n")
        .file("shop.csv", format!("Handle,Title,Body (HTML)\n{rows}"));
    let run = folder.run(&["check", "--format", "short"]);
    assert_eq!(run.out.matches("unsupported-superlative").count(), 1, "{}", run.out);
    assert!(run.out.contains("also in 3,999 other texts: Handle=serum-2, Body (HTML); "), "{}", run.out);
    assert_eq!(folder.run(&["check", "--format", "json"]).rules().len(), 4000);
}
