//! What is not the copy of the house: the furniture of a site, names of products and sites, the words of customers.

use super::{found, has_one_superlative};
use crate::common::Folder;

/// How many superlatives a page has.
fn superlatives(name: &str, text: &str) -> usize {
    let folder = Folder::new().file(name, text);
    folder.run(&["check", "--select", "superlative", "--format", "short", "--quiet"]).out.lines().count()
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
fn a_quotation_in_markdown_that_opens_with_a_label_quotes_nobody() {
    assert_eq!(superlatives("a.md", "> **Pro tip:** the most powerful peel on the market.\n"), 1);
    assert_eq!(superlatives("a.md", "> The most powerful peel on the market.\n"), 0);
    assert_eq!(superlatives("a.md", "> She said: the most powerful peel on the market.\n"), 0);
}

#[test]
fn what_a_customer_signs_is_no_claim_of_the_house_with_or_without_a_dash() {
    let praise = "<p>I love it. It is the most powerful peel on the market.</p>";
    for signed in [
        format!("{praise}<p>- Maria D.</p>"),
        format!("{praise}<span>G. L.</span>"),
        format!("{praise}<div>A</div><div>Alma P.</div>"),
        format!("{praise}<p><em>Imelda Quillfarth</em></p>"),
        format!("<h4>Imelda Quillfarth</h4>{praise}"),
    ] {
        assert_eq!(superlatives("a.html", &signed), 0, "{signed}");
    }
    for own in [
        praise.to_owned(),
        format!("{praise}<p>Read More</p>"),
        format!("{praise}<h3>Imelda Quillfarth</h3><p>She is in today.</p>"),
        "<p>It is the most powerful peel on the market.</p><p>Imelda Quillfarth</p>".to_owned(),
        format!("<h4>Our Story</h4>{praise}"),
    ] {
        assert_eq!(superlatives("a.html", &own), 1, "{own}");
    }
}
