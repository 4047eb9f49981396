//! The rules that rest on the law of some markets as one Markdown page, for a lawyer who is to say whether they are right: what each
//! finds, how much it weighs where, by which norm, and what is accepted.

use std::io::{self, Write};

use claimlint_engine::rule_tests::unmark;
use claimlint_rules::markets::places;
use claimlint_rules::{
    Definitions, Markets, MaskDefinition, Norm, Rule, RuleDefinition, Severity, each_once, markets_of,
};

use super::markdown::escaped;
use super::norms::norm_line;
use super::untrusted::harmless;
use super::wording::{count, message_in};

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
    for example in examples {
        let example = unmark(example).0.replace("\n\n", " / ").replace('\n', " ");
        writeln!(out, "{}", harmless(&example))?;
    }
    writeln!(out, "```")
}
