//! Which settings apply to a path and why, for people and as JSON.
//!
//! The text for people leaves out defaults, and says once what has the same reason.

use std::io::{self, Write};
use std::path::Path;

use claimlint_rules::dictionary::Locale;
use claimlint_workspace::config::settings::{LeftOut, PackCount, RuleSetting, SettingLine, Settings};
use claimlint_workspace::kinds_of_files::refusal;

use super::layout::{Look, whole_words};
use super::untrusted::{Escaped, harmless};
use super::wording::count;

/// Writes the settings as one JSON document.
///
/// # Errors
/// The writer's own.
pub fn json(settings: &Settings, out: &mut dyn Write) -> io::Result<()> {
    #[derive(serde::Serialize)]
    struct Versioned<'s> {
        version: u8,
        #[serde(flatten)]
        settings: &'s Settings,
    }
    serde_json::to_writer_pretty(Escaped(out), &Versioned { version: 1, settings })?;
    writeln!(out)
}

/// Writes the settings for people.
///
/// # Errors
/// The writer's own.
pub fn text(settings: &Settings, look: Look, out: &mut dyn Write) -> io::Result<()> {
    let mut page = Page { out, width: look.width };
    page.item(&settings.path)?;
    page.item(&files(settings))?;
    page.overrides(settings)?;
    for left_out in &settings.left_out {
        page.item(&omission(left_out, &settings.path))?;
    }
    page.rules(settings)?;
    page.fail_on(settings)?;
    page.rest(settings)
}

struct Page<'o> {
    out: &'o mut dyn Write,
    width: usize,
}

impl Page<'_> {
    /// A paragraph whose further lines are indented.
    fn item(&mut self, text: &str) -> io::Result<()> {
        let options = whole_words(self.width).subsequent_indent("    ");
        writeln!(self.out, "{}", textwrap::fill(&harmless(text), options))
    }

    fn overrides(&mut self, settings: &Settings) -> io::Result<()> {
        for by in &settings.overrides {
            let glob = by.name.as_deref().unwrap_or(&by.text);
            self.item(&format!("Overrides for \u{201C}{glob}\u{201D}: {}", line(by)))?;
        }
        match settings.other_overrides {
            0 => Ok(()),
            number => self.item(&format!("Overrides for other files: {number}")),
        }
    }

    fn rules(&mut self, settings: &Settings) -> io::Result<()> {
        let on = settings.rules.iter().filter(|rule| rule.on).count();
        let (off, packs): (Vec<&PackCount>, Vec<&PackCount>) =
            settings.packs.iter().partition(|pack| pack.on == 0);
        let packs = packs.iter().map(|PackCount { pack, rules, on }| match rules - on {
            0 => format!("{pack} {on}"),
            _ => format!("{pack} {on} of {rules}"),
        });
        let packs: Vec<String> = packs.collect();
        self.item(&format!("Rules: {on} of {} run: {}", settings.rules.len(), packs.join(", ")))?;
        if !off.is_empty() {
            let off: Vec<&str> = off.iter().map(|pack| pack.pack.as_str()).collect();
            self.item(&format!("Packs that are off: {}", off.join(", ")))?;
        }
        let mut changes: Vec<(String, Vec<&RuleSetting>)> = Vec::new();
        for rule in &settings.rules {
            for change in changes_of(rule) {
                match changes.iter_mut().find(|(known, _)| *known == change) {
                    Some((_, rules)) => rules.push(rule),
                    None => changes.push((change, vec![rule])),
                }
            }
        }
        for (change, rules) in changes {
            self.item(&format!("  {}: {change}", names(&rules, &settings.packs)))?;
        }
        Ok(())
    }

    fn fail_on(&mut self, settings: &Settings) -> io::Result<()> {
        for (at, setting) in settings.fail_on.iter().enumerate() {
            let of = if at == 0 { String::new() } else { format!(" ({})", setting.category) };
            self.item(&format!("Fails on{of}: {}{}", setting.level, and_reason(&setting.by)))?;
        }
        Ok(())
    }

    /// What is set for words, sources and evidence, where anything is.
    fn rest(&mut self, settings: &Settings) -> io::Result<()> {
        if !settings.markets.is_empty() {
            let markets: Vec<&str> = settings.markets.iter().map(|market| market.name()).collect();
            let page = settings.page.map_or(String::new(), |page| format!("; pages of kind {page}"));
            self.item(&format!("Markets: {}{page}", markets.join(", ")))?;
        }
        if settings.locale != Locale::default() || settings.locale_by.is_some() {
            self.item(&format!("Locale: {}{}", settings.locale, and_reason(&settings.locale_by)))?;
        }
        let words = [
            (settings.words.accepted, "accepted"),
            (settings.words.rejected, "rejected"),
            (settings.words.preferred, "preferred"),
        ];
        let words: Vec<String> = words
            .iter()
            .filter(|(number, _)| *number > 0)
            .map(|(number, what)| format!("{number} {what}"))
            .collect();
        let other_tiers = match settings.other_tiers {
            0 => Vec::new(),
            number => vec![count(number, "domain", "domains")],
        };
        let wordings = match settings.accepted_wordings {
            0 => Vec::new(),
            number => vec![format!("{} accepted", count(number, "wording", "wordings"))],
        };
        let evidence = [settings.evidence.clone(), wordings].concat();
        let lock: Vec<String> = settings.lock.iter().cloned().collect();
        let lists: [(&str, &[String]); 6] = [
            ("Rule files", &settings.rule_files),
            ("Words", &words),
            ("Own sites", &settings.own_sources),
            ("Sites in another tier", &other_tiers),
            ("Evidence", &evidence),
            ("Lock file", &lock),
        ];
        for (title, list) in lists.iter().filter(|(_, list)| !list.is_empty()) {
            self.item(&format!("{title}: {}", list.join(", ")))?;
        }
        Ok(())
    }
}

fn files(settings: &Settings) -> String {
    let root = if settings.root == "." { "this folder" } else { &settings.root };
    match settings.files.split_last() {
        None => "No configuration file: the defaults apply.".to_owned(),
        Some((own, [])) => format!("Configuration: {own}"),
        Some((own, extended)) => {
            let extended = extended.join(", on top of it ");
            format!("Configuration: {extended}, on top of it {own}; globs start from {root}")
        }
    }
}

fn omission(left_out: &LeftOut, path: &str) -> String {
    let named = "checked only if it is named on the command line";
    match left_out {
        LeftOut::Excluded { by } => {
            let glob = by.name.as_deref().unwrap_or(&by.text);
            format!("Excluded by \u{201C}{glob}\u{201D}, {}: {named}, and without --force-exclude", line(by))
        }
        LeftOut::NotThere => "There is no such file or folder; these settings would apply to it".to_owned(),
        LeftOut::Extension => match refusal(Path::new(path)) {
            Some(reason) => format!("Left out: {reason}"),
            None => format!("Left out because of its extension: {named}, and then read as plain text"),
        },
        LeftOut::NotWalked { part } => {
            format!("Left out because {part} is hidden, a link, or named in a .gitignore or .ignore: {named}")
        }
    }
}

/// What differs from the default, and why.
fn changes_of(rule: &RuleSetting) -> Vec<String> {
    let mut changes = Vec::new();
    if rule.on != rule.on_by_default {
        changes.push(format!("{}{}", if rule.on { "on" } else { "off" }, and_reason(&rule.on_by)));
    }
    if rule.on && rule.severity != rule.severity_by_default {
        changes.push(format!(
            "{} instead of {}{}",
            rule.severity,
            rule.severity_by_default,
            and_reason(&rule.severity_by)
        ));
    }
    changes
}

/// `, ignore in claimlint.toml:3 (ignore = ["hype"])`
fn and_reason(by: &Option<SettingLine>) -> String {
    by.as_ref().map(|by| format!(", {} in {} ({})", by.key, line(by), by.text)).unwrap_or_default()
}

fn line(by: &SettingLine) -> String {
    format!("{}:{}", by.file, by.line)
}

/// The names of rules; where all rules of a pack are among them, its name instead.
fn names(rules: &[&RuleSetting], packs: &[PackCount]) -> String {
    let mut whole: Vec<&str> = Vec::new();
    for PackCount { pack, rules: all, .. } in packs {
        if *all > 1 && rules.iter().filter(|rule| rule.pack == *pack).count() == *all {
            whole.push(pack);
        }
    }
    let single = rules.iter().filter(|rule| !whole.contains(&rule.pack.as_str()));
    let single: Vec<&str> = single.map(|rule| rule.rule.as_str()).collect();
    match (single.join(", "), whole.len()) {
        (single, 0) => single,
        (single, number) => {
            let and = if single.is_empty() { "" } else { " and " };
            let packs = if number == 1 { "pack" } else { "packs" };
            format!("{single}{and}the {packs} {}", whole.join(", "))
        }
    }
}
