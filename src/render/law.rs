//! The rules that rest on the law of some markets as one Markdown page, for a lawyer who is to say whether they are right: what each
//! finds, how much it weighs where, by which norm, and what is accepted.

use std::collections::BTreeMap;
use std::io::{self, Write};

use claimlint_engine::rule_tests::unmark;
use claimlint_rules::markets::places;
use claimlint_rules::{
    Definitions, Markets, MaskDefinition, Norm, Rule, RuleDefinition, Severity, each_once, markets_of,
};

use super::markdown::escaped;
use super::norms::{norm_line, norm_words};
use super::untrusted::harmless;
use super::wording::{count, message_in};

/// At most this many examples of a sort are shown: enough to see what is meant.
const MOST_EXAMPLES: usize = 12;

/// Writes the page.
///
/// # Errors
/// The writer's own.
pub fn write(definitions: &Definitions, markets: Markets, out: &mut dyn Write) -> io::Result<()> {
    let in_markets = |norms: &[Norm]| markets_of(norms).meets(markets);
    let rules: Vec<&RuleDefinition> =
        definitions.rules.iter().filter(|one| in_markets(&one.rule.norms)).collect();
    let masks: Vec<&MaskDefinition> =
        definitions.masks.iter().filter(|one| in_markets(&one.mask.norms)).collect();
    writeln!(out, "# What is checked for publication {}\n", places(markets.iter()))?;
    writeln!(
        out,
        "{} and {}. A rule finds words, and cannot know the product, its evidence or the page as a whole: this is not \
         legal advice. Each norm gives the day on which it was last read at its address.",
        count(rules.len(), "rule", "rules"),
        count(masks.len(), "accepted wording", "accepted wordings"),
    )?;
    rested_on(&rules, markets, out)?;
    for pack in &definitions.packs {
        let of_pack: Vec<_> = rules.iter().filter(|one| one.rule.pack == pack.name).collect();
        if !of_pack.is_empty() {
            writeln!(out, "\n## {} (`{}`)", escaped(&pack.title), pack.name)?;
        }
        of_pack.into_iter().try_for_each(|rule| write_rule(rule, markets, out))?;
    }
    if !masks.is_empty() {
        writeln!(out, "\n## What is accepted")?;
    }
    masks.into_iter().try_for_each(|mask| write_mask(mask, markets, out))
}

/// Each norm of the markets once, with the rules that rest on it: what is to be read again is a list.
fn rested_on(rules: &[&RuleDefinition], markets: Markets, out: &mut dyn Write) -> io::Result<()> {
    let mut all: BTreeMap<String, (&Norm, Vec<&str>)> = BTreeMap::new();
    for RuleDefinition { rule, .. } in rules {
        let own = rule.norms.iter().filter(|norm| norm.market.is_some_and(|market| markets.has(market)));
        for norm in own {
            let (_, of_norm) = all.entry(norm_words(norm)).or_insert_with(|| (norm, Vec::new()));
            if of_norm.last() != Some(&rule.id.as_str()) {
                of_norm.push(&rule.id);
            }
        }
    }
    writeln!(out, "\n## What it rests on\n")?;
    for (words, (norm, rules)) in all {
        let from = norm.in_force_from.as_ref().map(|day| format!("in force from {day}; "));
        let days = format!("{}read {}", from.unwrap_or_default(), norm.checked);
        writeln!(out, "- {}, {days}: {}", harmless(&words), rules.join(", "))?;
    }
    Ok(())
}

fn write_rule(definition: &RuleDefinition, markets: Markets, out: &mut dyn Write) -> io::Result<()> {
    let RuleDefinition { rule, examples, .. } = definition;
    writeln!(out, "\n### {}\n\n{}\n", rule.id, escaped(&message_in(rule, markets)))?;
    writeln!(out, "| market | severity |\n|---|---|")?;
    for market in markets.iter() {
        let own = rule.norms.iter().filter(|norm| norm.market == Some(market));
        let severities: Vec<Severity> = own.map(|norm| norm.severity.unwrap_or(rule.severity)).collect();
        if let (Some(least), Some(most)) = (severities.iter().min(), severities.iter().max()) {
            let weight =
                if least == most { most.to_string() } else { format!("{least} to {most}, by kind of page") };
            writeln!(out, "| {market} | {weight} |")?;
        }
    }
    writeln!(out, "\n**Why:** {}\n\n**What to do:** {}", escaped(&rule.why), escaped(&rule.help))?;
    norms("Rests on", &rule.norms, Some(rule.severity), markets, out)?;
    sentences("Found", &examples.flag, out)?;
    sentences("Not found", &examples.pass, out)?;
    rewrites(rule, definition, out)
}

/// What to write instead.
fn rewrites(rule: &Rule, definition: &RuleDefinition, out: &mut dyn Write) -> io::Result<()> {
    let Some(rewrites) = &rule.rewrites else { return Ok(()) };
    writeln!(out, "\n**What to write instead:**\n")?;
    for (wrong, right) in definition.rewritten.iter().zip(rewrites.right()) {
        writeln!(out, "- `{}` → `{}`", harmless(wrong), harmless(right))?;
    }
    Ok(())
}

fn write_mask(definition: &MaskDefinition, markets: Markets, out: &mut dyn Write) -> io::Result<()> {
    let MaskDefinition { mask, examples, rows, .. } = definition;
    writeln!(out, "\n### {}\n\n{}\n\n**Words:**\n", mask.id, escaped(&mask.why))?;
    rows.iter().try_for_each(|row| writeln!(out, "- `{}`", harmless(&row.text)))?;
    norms("Accepted by", &mask.norms, None, markets, out)?;
    sentences("Silent", &examples.pass, out)?;
    sentences("Still found", &examples.flag, out)
}

/// The norms of some markets, and those of none.
fn norms(
    title: &str,
    norms: &[Norm],
    usual: Option<Severity>,
    markets: Markets,
    out: &mut dyn Write,
) -> io::Result<()> {
    writeln!(out, "\n**{title}:**\n")?;
    let counts = |norm: &&Norm| norm.market.is_none_or(|market| markets.has(market));
    each_once(norms)
        .filter(counts)
        .try_for_each(|norm| writeln!(out, "- {}", harmless(&norm_line(norm, usual))))
}

/// Examples as they are written, in a code block: they may hold markup of their own.
fn sentences(title: &str, examples: &[String], out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "\n**{title}:**\n\n```text")?;
    for example in examples.iter().take(MOST_EXAMPLES) {
        let example = unmark(example).0.replace("\n\n", " / ").replace('\n', " ");
        writeln!(out, "{}", harmless(&example))?;
    }
    writeln!(out, "```")?;
    match examples.len().saturating_sub(MOST_EXAMPLES) {
        0 => Ok(()),
        more => writeln!(out, "\nand {more} more"),
    }
}
