//! All rules as one Markdown page: what each finds, why, what to do, and sentences that it reports or leaves alone.
//!
//! `docs/rules.md` is what this prints for the built-in rules.

use std::io::{self, Write};

use claimlint_engine::rule_tests::unmark;
use claimlint_rules::{Definitions, RuleDefinition, each_once};

use super::markdown::escaped;
use super::norms::norm_words;
use super::untrusted::harmless;
use super::wording::{count, message_of_any, when_off};

/// More examples than these do not make a rule clearer.
const MOST_EXAMPLES: usize = 3;

/// Writes the page.
///
/// # Errors
/// The writer's own.
pub fn write(definitions: &Definitions, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "# Rules\n\n<!-- Written by `docs/update` from the rule files; change those. -->\n")?;
    writeln!(
        out,
        "{}. Each can be named by its id, by its category and by its pack: on the command line, in `claimlint.toml` and in \
         comments. [writing-rules.md](writing-rules.md) says how rules are written.",
        count(definitions.rules.len(), "rule", "rules")
    )?;
    for pack in &definitions.packs {
        let rules: Vec<&RuleDefinition> =
            definitions.rules.iter().filter(|one| one.rule.pack == pack.name).collect();
        if rules.is_empty() {
            continue;
        }
        let off = when_off(pack, rules.iter().map(|one| &one.rule));
        writeln!(out, "\n## {} (`{}`{off})", escaped(&pack.title), pack.name)?;
        rules.into_iter().try_for_each(|rule| write_rule(rule, out))?;
    }
    Ok(())
}

fn write_rule(definition: &RuleDefinition, out: &mut dyn Write) -> io::Result<()> {
    let RuleDefinition { rule, examples, .. } = definition;
    writeln!(out, "\n### {}\n\n*{}, {}*\n", rule.id, rule.severity, rule.category)?;
    writeln!(out, "{}\n", escaped(&message_of_any(rule)))?;
    writeln!(out, "**Why:** {}\n\n**What to do:** {}", escaped(&rule.why), escaped(&rule.help))?;
    if !rule.formerly.is_empty() {
        writeln!(out, "\n**Formerly:** {}", rule.formerly.join(", "))?;
    }
    sentences("Found", &examples.flag, out)?;
    sentences("Left alone", &examples.pass, out)?;
    if !rule.norms.is_empty() {
        writeln!(out, "\n**Rests on:**\n")?;
    }
    each_once(&rule.norms).try_for_each(|norm| writeln!(out, "- {}", harmless(&norm_words(norm))))
}

/// Some examples as they are written, in a code block: they may hold markup of their own.
fn sentences(title: &str, examples: &[String], out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "\n**{title}:**\n\n```text")?;
    for example in examples.iter().take(MOST_EXAMPLES) {
        let example = unmark(example).0.replace("\n\n", " / ").replace('\n', " ");
        writeln!(out, "{}", harmless(&example))?;
    }
    writeln!(out, "```")
}
