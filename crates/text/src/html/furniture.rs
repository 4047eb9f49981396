//! What belongs to the site and not to the page: navigation, menus, buttons, cookie banners; what customers say; and where the
//! notes of the page are.

use claimlint_data::words::citations;

use super::attributes::Attributes;
use crate::block::Furniture;

/// Parts of names of classes and ids that sites give to what asks for consent.
const CONSENT: &[&str] = &["cookie", "consent", "gdpr", "onetrust", "cookiebot"];

/// Parts of names of what leads through the site.
const LEADS: &[&str] = &[
    "breadcrumb",
    "breadcrumbs",
    "navbar",
    "navigation",
    "pagination",
    "pager",
    "sort-by",
    "sortby",
    "sorting",
    "skip-link",
    "menu",
    "mega-menu",
    "toolbar",
    "filters",
    "facets",
];

/// What an element is for; `None` for one with the page's own text.
pub fn furniture(name: &[u8], attributes: &Attributes) -> Option<Furniture> {
    let role = attributes.value(b"role").unwrap_or_default();
    if role == "button" && leads_to_note(name, attributes) {
        return None;
    }
    if matches!(name, b"nav" | b"menu" | b"button" | b"label" | b"legend" | b"option")
        || matches!(role, "navigation" | "menu" | "menubar" | "search" | "toolbar" | "tablist" | "button")
    {
        return Some(Furniture::Navigation);
    }
    // `body` and `main` are named after what is on the page.
    if matches!(
        name,
        b"html" | b"body" | b"main" | b"article" | b"a" | b"p" | b"h1" | b"h2" | b"h3" | b"span"
    ) {
        return None;
    }
    let id = attributes.value(b"id").unwrap_or_default();
    let mut found = None;
    for own in attributes.classes().chain([id]) {
        let own = own.to_ascii_lowercase();
        if CONSENT.iter().any(|part| own.contains(part)) {
            return Some(Furniture::Consent);
        }
        // `menu__item` and `sub-menu--item` are named after the block that they are in.
        let block = own.split("__").next().unwrap_or_default();
        let block = block.split("--").next().unwrap_or_default();
        let is_nav = block.split(['-', '_']).any(|word| word == "nav");
        if is_nav || LEADS.iter().any(|part| begins_or_ends_with(block, part)) {
            found = Some(Furniture::Navigation);
        }
    }
    found
}

/// What the names of classes for the words of customers have in them, in small letters and without hyphens: `testimonial-card`,
/// `clientReview`. A "review" alone may be an article of the house.
const REVIEWS: &[&str] = &[
    "testimonial",
    "clientfeedback",
    "customerfeedback",
    "patientfeedback",
    "feedbackcard",
    "feedbacktext",
    "reviewslide",
    "reviewtrack",
    "reviewsitem",
    "sprreview",
    "reviewtext",
    "reviewcard",
    "reviewquote",
    "reviewitem",
    "reviewbody",
    "reviewinfo",
    "reviewcontent",
    "reviewdetail",
    "reviewdesc",
    "reviewbox",
    "reviewmessage",
    "reviewcomment",
    "reviewbubble",
    "cardreview",
    "customerreview",
    "clientreview",
    "patientreview",
    "googlereview",
];

/// What a quote is that somebody asks for.
const OFFERS: &[&str] = &["get", "request", "free", "price"];

/// Whether an element has the words of customers in it.
pub fn is_review(name: &[u8], attributes: &Attributes) -> bool {
    // Of schema.org.
    let is_body = attributes.value(b"itemprop").is_some_and(|value| value.eq_ignore_ascii_case("reviewBody"));
    let is_named_so = attributes.classes().any(|class| {
        let class = class.to_ascii_lowercase().replace('_', "-");
        let is_offer = OFFERS.iter().any(|part| class.contains(part));
        // `preview-card` shows a picture.
        let joined = class.replace('-', "").replace("preview", "");
        REVIEWS.iter().any(|part| joined.contains(part))
            || class.starts_with("testi-")
            || class.ends_with("-quote") && !is_offer
    });
    !matches!(name, b"html" | b"body" | b"main" | b"article" | b"a" | b"span") && (is_body || is_named_so)
}

/// Whether a link that is run as a button is the marker of a footnote, as plug-ins for notes make them.
fn leads_to_note(name: &[u8], attributes: &Attributes) -> bool {
    let mut names =
        [b"onclick".as_slice(), b"class", b"id"].into_iter().filter_map(|key| attributes.value(key));
    name == b"a" && names.any(|own| own.to_ascii_lowercase().contains("footnote"))
}

/// Whether an element holds the notes or references of the page, by its role, its classes or its id.
pub fn is_for_notes(name: &[u8], attributes: &Attributes) -> bool {
    if !matches!(name, b"div" | b"section" | b"aside" | b"footer" | b"ol" | b"ul" | b"dl" | b"table") {
        return false;
    }
    let named = [b"id".as_slice(), b"role"].into_iter().filter_map(|key| attributes.value(key));
    attributes.classes().chain(named).any(|own| {
        // `article__footnotes` is named after the block that it is in.
        let own = own.rsplit("__").next().unwrap_or(own);
        citations::ELEMENTS_OF_NOTES.contains(own.to_ascii_lowercase().replace(['-', '_'], " ").as_str())
    })
}

/// Whether a word is the first or last of a name with hyphens: `menu`, `menu-top`, `main-menu`.
fn begins_or_ends_with(name: &str, part: &str) -> bool {
    name.strip_prefix(part).is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
        || name.strip_suffix(part).is_some_and(|rest| rest.ends_with('-'))
}
