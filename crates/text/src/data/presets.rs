//! What well-known programs write into their exports, and which of it is copy.

use super::format::DataFormat;
use super::kind::TextKind;
use crate::format::Format;

/// What is known about the exports of a program.
#[derive(Debug)]
pub struct Preset {
    /// Its name.
    pub name: &'static str,
    /// Its format, where the name of a file does not say it.
    pub format: Option<DataFormat>,
    /// The keys that are copy.
    pub keys: &'static [(&'static str, TextKind)],
    /// The keys that name a record.
    pub names: &'static [&'static str],
    /// Whether line ends are written as `\n`.
    pub has_escaped_lines: bool,
}

const PLAIN: TextKind = TextKind::Of(Format::Plain);
const HTML: TextKind = TextKind::Of(Format::Html);
const MARKDOWN: TextKind = TextKind::Of(Format::Markdown);
const AUTO: TextKind = TextKind::Auto;
const SKIP: TextKind = TextKind::Skip;
const BLOCKS: TextKind = TextKind::PortableText;
const NODES: TextKind = TextKind::RichText;

/// All presets.
const PRESETS: &[Preset] = &[
    Preset {
        name: "shopify-csv",
        format: Some(DataFormat::Csv),
        keys: &[
            ("Title", PLAIN),
            ("Body (HTML)", HTML),
            ("Body HTML", HTML),
            ("SEO Title", PLAIN),
            ("SEO Description", PLAIN),
            ("Image Alt Text", PLAIN),
        ],
        names: &["Handle"],
        has_escaped_lines: false,
    },
    Preset {
        name: "shopify-json",
        format: Some(DataFormat::Json),
        keys: &[
            ("title", PLAIN),
            ("product.title", PLAIN),
            ("*[].title", PLAIN),
            ("**.body_html", HTML),
            ("**.summary_html", HTML),
            ("**.alt", PLAIN),
            ("**.metafields_global_title_tag", PLAIN),
            ("**.metafields_global_description_tag", PLAIN),
        ],
        names: &["handle"],
        has_escaped_lines: false,
    },
    Preset {
        name: "woocommerce-csv",
        format: Some(DataFormat::Csv),
        keys: &[
            ("Name", PLAIN),
            ("Short description", HTML),
            ("Description", HTML),
            ("Meta: _yoast_wpseo_title", PLAIN),
            ("Meta: _yoast_wpseo_metadesc", PLAIN),
        ],
        names: &["SKU", "ID"],
        has_escaped_lines: true,
    },
    Preset {
        name: "wordpress",
        format: Some(DataFormat::Xml),
        keys: &[("title", PLAIN), ("content:encoded", HTML), ("excerpt:encoded", HTML)],
        names: &["wp:post_name", "wp:post_id"],
        has_escaped_lines: false,
    },
    Preset {
        name: "contentful",
        format: Some(DataFormat::Json),
        keys: &[
            ("entries[].fields.title.en*", PLAIN),
            ("entries[].fields.*title.en*", PLAIN),
            ("entries[].fields.headline.en*", PLAIN),
            ("entries[].fields.heading.en*", PLAIN),
            ("entries[].fields.tagline.en*", PLAIN),
            ("entries[].fields.*description.en*", MARKDOWN),
            ("entries[].fields.summary.en*", MARKDOWN),
            ("entries[].fields.excerpt.en*", MARKDOWN),
            ("entries[].fields.intro*.en*", MARKDOWN),
            ("entries[].fields.claim*.en*", MARKDOWN),
            ("entries[].fields.benefits.en*", MARKDOWN),
            ("entries[].fields.question.en*", MARKDOWN),
            ("entries[].fields.answer.en*", MARKDOWN),
            ("entries[].fields.quote.en*", MARKDOWN),
            ("entries[].fields.caption.en*", MARKDOWN),
            ("entries[].fields.text.en*", MARKDOWN),
            ("entries[].fields.copy.en*", MARKDOWN),
            ("entries[].fields.howTo*.en*", MARKDOWN),
            ("entries[].fields.body.en*", NODES),
            ("entries[].fields.content.en*", NODES),
            ("entries[].fields.richText.en*", NODES),
            ("entries[].fields.*Body.en*", NODES),
            ("entries[].fields.*Content.en*", NODES),
            ("assets[].fields.title.en*", PLAIN),
            ("assets[].fields.description.en*", PLAIN),
        ],
        names: &["sys.id"],
        has_escaped_lines: false,
    },
    Preset {
        name: "sanity",
        format: Some(DataFormat::JsonLines),
        keys: &[
            ("title", PLAIN),
            ("*.title", PLAIN),
            ("**.headline", PLAIN),
            ("**.heading", PLAIN),
            ("**.subtitle", PLAIN),
            ("**.tagline", PLAIN),
            ("**.alt", PLAIN),
            ("**.caption", PLAIN),
            ("**.metaTitle", PLAIN),
            ("**.metaDescription", PLAIN),
            ("**.description", BLOCKS),
            ("**.excerpt", BLOCKS),
            ("**.question", BLOCKS),
            ("body", BLOCKS),
            ("content", BLOCKS),
            ("*.body", BLOCKS),
            ("*.content", BLOCKS),
            ("*Body", BLOCKS),
            ("*Content", BLOCKS),
            ("*Text", BLOCKS),
            ("text", BLOCKS),
            ("bio", BLOCKS),
            ("answer", BLOCKS),
            ("details", BLOCKS),
            ("intro", BLOCKS),
            ("copy", BLOCKS),
            ("benefits", BLOCKS),
        ],
        names: &["slug.current", "_id"],
        has_escaped_lines: false,
    },
    Preset {
        name: "ghost",
        format: Some(DataFormat::Json),
        keys: &[
            ("**.posts[].title", PLAIN),
            ("**.posts[].html", HTML),
            ("**.custom_excerpt", PLAIN),
            ("**.meta_title", PLAIN),
            ("**.meta_description", PLAIN),
            ("**.og_title", PLAIN),
            ("**.og_description", PLAIN),
            ("**.twitter_title", PLAIN),
            ("**.twitter_description", PLAIN),
            ("**.feature_image_alt", PLAIN),
            ("**.tags[].description", PLAIN),
        ],
        names: &["slug"],
        has_escaped_lines: false,
    },
    Preset {
        name: "google-merchant",
        format: None,
        keys: &[
            ("title", PLAIN),
            ("description", AUTO),
            ("summary", AUTO),
            ("product highlight", PLAIN),
            ("product_highlight", PLAIN),
            ("g:title", PLAIN),
            ("g:description", AUTO),
            ("g:product_highlight", PLAIN),
        ],
        names: &["id", "g:id"],
        has_escaped_lines: false,
    },
    Preset {
        name: "i18next",
        format: None,
        keys: &[("**", AUTO)],
        names: &["@none"],
        has_escaped_lines: false,
    },
    Preset {
        name: "rails",
        format: Some(DataFormat::Yaml),
        keys: &[
            ("en*.**", AUTO),
            ("en*.**.*_html", HTML),
            ("en*.date.**", SKIP),
            ("en*.time.**", SKIP),
            ("en*.datetime.**", SKIP),
            ("en*.number.**", SKIP),
            ("en*.i18n.**", SKIP),
        ],
        names: &["@none"],
        has_escaped_lines: false,
    },
];

impl Preset {
    /// The preset of this name.
    pub fn of_name(name: &str) -> Option<&'static Preset> {
        PRESETS.iter().find(|preset| preset.name == name)
    }
}

/// The names of all presets.
pub fn preset_names() -> impl Iterator<Item = &'static str> {
    PRESETS.iter().map(|preset| preset.name)
}
