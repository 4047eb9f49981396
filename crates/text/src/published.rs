//! Which keys of front matter, metadata and structured data hold text that is published, and as what.

use claimlint_data::words::keys;

use crate::block::BlockKind;

/// Keys of what sites of shops and clinics show in cards, lists and answers, as they write them in data and code. They are proposed as they are.
pub const KEYS_OF_COPY: &[&str] = &[
    "a",
    "answer",
    "benefit",
    "benefits",
    "bio",
    "body",
    "bullets",
    "caption",
    "claim",
    "claims",
    "content",
    "copy",
    "desc",
    "description",
    "detail",
    "details",
    "disclaimer",
    "excerpt",
    "features",
    "fullDescription",
    "heading",
    "headline",
    "howItWorks",
    "howToUse",
    "indications",
    "intro",
    "introduction",
    "items",
    "lead",
    "long_description",
    "longDescription",
    "meta_description",
    "meta_title",
    "metaDescription",
    "metaTitle",
    "note",
    "points",
    "q",
    "question",
    "reasons",
    "seoDescription",
    "seoTitle",
    "short_description",
    "shortDescription",
    "steps",
    "subheading",
    "subtitle",
    "summary",
    "tagline",
    "text",
    "title",
    "usage",
    "usageNotes",
];

/// Whether sites keep copy under a key in data and code.
pub fn is_of_copy(key: &str) -> bool {
    if KEYS_OF_COPY.contains(&key) || keys::PARTS.contains(&plain(key)) {
        return true;
    }
    let key = plain(key.trim_end_matches(|sign: char| sign.is_ascii_digit() || sign == '_'));
    let last = key.rsplit('_').next().unwrap_or_default();
    keys::LAST_WORDS.contains(last) && !key.split('_').any(|word| keys::OF_CONTROLS.contains(word))
}

/// Which keys hold text that is published.
#[derive(Debug, Clone, Default)]
pub struct Keys {
    own: Vec<String>,
}

impl Keys {
    /// Ours, and those that the user names: `lead`, or `hero.text` for a key within a key.
    pub fn with(own: impl IntoIterator<Item = String>) -> Keys {
        Keys {
            own: own.into_iter().map(|key| key.split('.').map(plain).collect::<Vec<_>>().join(".")).collect(),
        }
    }

    /// The kind of block that the text of a key becomes, which is in the keys of `parents`; `None` for keys that are not
    /// published.
    pub fn kind(&self, parents: &[String], key: &str, value: &str) -> Option<BlockKind> {
        let key = plain(key);
        let mut path: Vec<String> = parents.iter().map(|parent| plain(parent)).collect();
        let is_of_page = path.iter().all(|parent| keys::PARENTS.contains(parent));
        let is_of_others = path.iter().any(|parent| keys::OF_OTHERS.contains(parent));
        path.push(key.clone());
        let whole = path.join(".");
        if is_of_page && keys::TITLES.contains(&key) {
            Some(BlockKind::Title)
        } else if is_of_page && keys::DESCRIPTIONS.contains(&key)
            || keys::PARTS.contains(&key) && !is_of_others && is_prose(value)
            || self.own.contains(&whole)
        {
            Some(BlockKind::Description)
        } else {
            None
        }
    }

    /// Whether others wrote what a property of structured data holds.
    pub fn is_of_others(property: &str) -> bool {
        keys::OF_OTHERS.contains(&plain(property))
    }

    /// Whether the name of a list says that others wrote what is in it: `clientTestimonials`.
    pub fn names_others(name: &str) -> bool {
        plain(name).split('_').any(|part| keys::OF_OTHERS.contains(part))
    }

    /// The kind of block that a property of structured data becomes.
    pub fn kind_of_property(property: &str) -> Option<BlockKind> {
        let property = plain(property);
        if property == "headline" {
            return Some(BlockKind::Title);
        }
        keys::STRUCTURED.contains(&property).then_some(BlockKind::Description)
    }
}

/// Prose has at least this many words; fewer name something, as a label does.
const FEWEST_WORDS: usize = 4;

/// Whether a text has as many words as prose.
pub fn has_words_of_prose(text: &str) -> bool {
    text.split_whitespace().nth(FEWEST_WORDS - 1).is_some()
}

/// Whether a value is prose: several words, and no page of its own with elements.
fn is_prose(value: &str) -> bool {
    has_words_of_prose(value) && !value.contains("</")
}

/// A key as we list it: `metaDescription`, `meta-description` and `meta:description` are `meta_description`.
pub fn plain(key: &str) -> String {
    let mut plain = String::with_capacity(key.len() + 2);
    let mut is_after_small = false;
    for sign in key.trim().chars() {
        // "clientReviews" has two words, "REVIEWS" one.
        if sign.is_ascii_uppercase() && is_after_small {
            plain.push('_');
        }
        is_after_small = sign.is_ascii_lowercase();
        plain.push(if matches!(sign, '-' | ':' | ' ') { '_' } else { sign.to_ascii_lowercase() });
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_known_however_they_are_written() {
        let keys = Keys::with(["lead".to_owned(), "hero.Text".to_owned()]);
        let kind = |path: &[&str]| {
            let (key, parents) = path.split_last().unwrap();
            let parents: Vec<String> = parents.iter().map(|&parent| parent.to_owned()).collect();
            keys.kind(&parents, key, "It calms dry skin.")
        };
        assert_eq!(kind(&["title"]), Some(BlockKind::Title));
        assert_eq!(kind(&["og:title"]), Some(BlockKind::Title));
        assert_eq!(kind(&["metaDescription"]), Some(BlockKind::Description));
        assert_eq!(kind(&["seo", "description"]), Some(BlockKind::Description));
        assert_eq!(kind(&["hero", "text"]), Some(BlockKind::Description));
        assert_eq!(kind(&["lead"]), Some(BlockKind::Description));
        assert_eq!(kind(&["author", "title"]), None);
        assert_eq!(kind(&["layout"]), None);
    }
}
