//! Which words of a text are an address: the name of a site or of a file.
//!
//! They are words of the text, since citations are read from them. But they are spelt as they are, and no fix may touch
//! them.

use claimlint_data::words::addresses;

/// Whether a stretch of text without white space is the name of a site or a file, or begins with one: `glow.care/offer`,
/// `shop.glow.care`, `jar.webp`.
///
/// Every ending of the public suffix list names a site. Some of them are words with which a sentence goes on after a missing
/// space, "skin.it"; they count only where more suggests an address.
pub fn is_site_or_file(stretch: &str) -> bool {
    let bare = stretch.trim_start_matches(OPENING).trim_end_matches(CLOSING);
    let (host, has_path) = match bare.split_once(['/', '?', '#', ':']) {
        Some((host, _)) => (host, true),
        None => (bare, false),
    };
    if is_file(bare) {
        return true;
    }
    // `domain:glow.care`, as lists for programs have it.
    if let Some((field, rest)) = bare.split_once(':')
        && !field.is_empty()
        && field.bytes().all(|byte| byte.is_ascii_lowercase())
    {
        return is_site_or_file(rest);
    }
    let Some((before, last)) = host.rsplit_once('.') else { return false };
    let small = last.to_ascii_lowercase();
    let is_host = !before.is_empty()
        && !before.starts_with('.')
        && !before.contains("..")
        && host.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_'));
    if !is_host || before.len() < 2 {
        return false;
    }
    if addresses::SITES.contains(small.as_str()) {
        return true;
    }
    if !psl::suffix(small.as_bytes()).is_some_and(|suffix| suffix.is_known()) {
        return false;
    }
    let has_more =
        has_path || before.contains(['.', '-', '_']) || before.bytes().any(|byte| byte.is_ascii_digit());
    // A capital begins a sentence; an address has it everywhere or nowhere.
    let is_small = last == small || host == host.to_ascii_uppercase();
    let is_word = addresses::SITES_LIKE_SMALL_WORDS.contains(small.as_str());
    is_small && (has_more || !is_word)
}

/// Signs that may be before an address and are not part of it.
const OPENING: [char; 6] = ['(', '[', '"', '\'', '<', '*'];

/// Signs that may follow an address and are not part of it.
const CLOSING: [char; 12] = ['.', ',', ';', ':', ')', ']', '!', '?', '"', '\'', '/', '>'];

/// Whether a stretch ends as a file does.
fn is_file(bare: &str) -> bool {
    let name = bare.rsplit('/').next().unwrap_or(bare);
    name.rsplit_once('.').is_some_and(|(before, last)| {
        !before.is_empty() && addresses::FILES.contains(last.to_ascii_lowercase().as_str())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_ending_of_a_site_counts_unless_it_is_a_small_word() {
        for address in [
            "glow.care",
            "glow.care/summer",
            "shop.glow.care",
            "glow.salon,",
            "(glow.spa)",
            "glow.co.uk",
            "brand.london",
            "GLOW.SKIN",
            "my-clinic.it",
            "glow.it/peel",
            "jar.webp",
            "photo.jpeg",
            "pack.zip.",
            "Instagram.Com",
            "data.json",
            "shop.example/map;",
            "domain:glow.care",
        ] {
            assert!(is_site_or_file(address), "{address}");
        }
        for words in [
            "skin.The",
            "skin.it",
            "skin.in",
            "prevention.In",
            "e.g",
            "2.5",
            "skin.Care",
            "soft.these",
            "soft:skin.it",
            "soft",
        ] {
            assert!(!is_site_or_file(words), "{words}");
        }
    }
}
