//! Reports for a browser, as far as they can be judged without one; `tests/browser` opens them.

mod claims;
mod report;
mod shown;

use std::collections::BTreeSet;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use regex::Regex;
use sha2::{Digest, Sha256};

use crate::common::{Folder, Run};

/// All that a pattern with one group finds.
pub fn all<'t>(pattern: &str, text: &'t str) -> Vec<&'t str> {
    let pattern = Regex::new(pattern).unwrap();
    pattern.captures_iter(text).map(|found| found.get(1).unwrap().as_str()).collect()
}

/// The words of a page, without its marks.
pub fn words(html: &str) -> String {
    let body = html.split_once("<body>").unwrap().1.split("<script>").next().unwrap();
    let text = Regex::new("<[^>]*>").unwrap().replace_all(body, "");
    let text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Fails unless a page allows its own style and script and nothing else, asks for nothing, and has each name once.
#[track_caller]
pub fn assert_keeps_to_itself(html: &str) {
    let policies = all("<meta http-equiv=\"Content-Security-Policy\" content=\"([^\"]*)\">", html);
    let [policy] = policies[..] else { panic!("{policies:?}") };
    for (kind, element) in [("style", "style"), ("script", "script")] {
        let contents = all(&format!("(?s)<{element}>(.*?)</{element}>"), html);
        assert_eq!(contents.len(), 1, "{element}");
        let hash = STANDARD.encode(Sha256::digest(contents[0].as_bytes()));
        assert!(policy.contains(&format!("{kind}-src 'sha256-{hash}'")), "{kind}: {policy}");
    }
    assert!(policy.starts_with("default-src 'none';") && !policy.contains("unsafe"), "{policy}");
    assert!(policy.contains("base-uri 'none'") && policy.contains("form-action 'none'"), "{policy}");
    let (before, rest) = html.split_once("<style>").unwrap();
    let (style, body) = rest.split_once("</style>").unwrap();
    let (body, script) = body.split_once("<script>").unwrap();
    for sign in ["url(", "@import", "http:", "https:"] {
        assert!(!style.contains(sign), "the style has {sign}");
    }
    for name in ["http:", "https:", "fetch", "Storage", "history", "innerHTML", "cookie", "import"] {
        assert!(!script.contains(name), "the script has {name}");
    }
    assert!(!before.contains("http:") && !before.contains("https:"));
    // Nothing is loaded, nothing runs that is written on an element, and links tell nobody where they were followed.
    let without_values = Regex::new("=\"[^\"]*\"").unwrap().replace_all(body, "=");
    let loading = "<(link|img|iframe|object|embed|video|audio|base|source|image|use)\\b";
    let running = "<[^>]*\\s(on\\w+|style|src|srcset|action|formaction|xlink:href)\\s*=";
    for pattern in [loading, running] {
        assert_eq!(all(pattern, &without_values), [""; 0]);
    }
    for address in all("href=\"([^\"#][^\"]*)\"", body) {
        assert!(address.starts_with("https://") || address.starts_with("http://"), "{address}");
    }
    for link in all("(<a [^>]*href=\"http[^>]*>)", body) {
        assert!(link.contains(" rel=\"noreferrer noopener\""), "{link}");
    }
    let ids = all("\\sid=\"([^\"]*)\"", body);
    let different: BTreeSet<&str> = ids.iter().copied().collect();
    assert_eq!(ids.len(), different.len(), "a name is there twice");
    for target in all("href=\"#([^\"]*)\"", body) {
        assert!(different.contains(target), "nothing has the name {target}");
    }
}

/// A report on all of a folder.
#[track_caller]
pub fn report(folder: &Folder, arguments: &[&str]) -> Run {
    let run = folder.run(&[&["check", "--format", "html"][..], arguments].concat());
    assert_keeps_to_itself(&run.out);
    run
}
