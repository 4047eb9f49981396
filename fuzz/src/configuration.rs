//! Configurations: a fault has its bytes in the file that it is in, and what is read without one can be used.

use std::path::Path;
use std::sync::Arc;

use claimlint_base::day::Day;
use claimlint_base::toml_fault::TomlSource;
use claimlint_builtin::library;
use claimlint_workspace::config::Config;

use super::rules::can_be_shown;

/// The line between the files of an input.
const BETWEEN: &str = "\n%%%\n";

/// The files of an input, in this order. What an input does not have is empty.
const FILES: [&str; 4] = ["claimlint.toml", "house.toml", "words.txt", "papers.bib"];

/// Up to four files: a configuration, one that it may extend, a list of words and papers that it may name.
pub fn configuration(input: &[u8]) {
    let Ok(text) = std::str::from_utf8(input) else { return };
    let Ok(folder) = tempfile::tempdir() else { return };
    let mut parts = text.splitn(FILES.len(), BETWEEN);
    let first = parts.next().unwrap_or_default();
    for (name, part) in FILES[1..].iter().zip(parts) {
        if std::fs::write(folder.path().join(name), part).is_err() {
            return;
        }
    }
    let path = folder.path().join(FILES[0]);
    let source = Arc::new(TomlSource::new(FILES[0], first));
    let (config, faults) = Config::parse(&source, &path);
    can_be_shown(&faults);
    assert_eq!(Config::parse(&source, &path).1, faults, "the same faults each time");
    let (_, word_faults) = config.dictionary();
    can_be_shown(&word_faults);
    can_be_shown(&config.unknown_names(&library()));
    if !faults.is_empty() {
        return;
    }
    let (_, paper_faults) = config.bibliography();
    assert!(paper_faults.iter().flat_map(|(_, faults)| faults).all(|fault| !fault.to_string().is_empty()));
    let known = config.known();
    for target in ["https://shop.example/serum", "//cdn.example", "mailto:a@b.example", "/serum", ""] {
        known.sites.standing(target);
    }
    config.accepted(Day::default());
    config.reading().comments.content("<!-- claimlint-ignore typo: agreed -->");
    config.verify();
    for (rules, fault) in config.rule_paths() {
        assert!(!rules.as_os_str().is_empty());
        can_be_shown(&[fault]);
    }
    for page in ["a.md", "shop/b.html", "../c.txt"] {
        let page = folder.path().join(Path::new(page));
        config.excludes(&page);
        config.fail_on(&page);
        config.selection(&config.overrides_of(&page));
    }
}
