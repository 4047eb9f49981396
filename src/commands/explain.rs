//! `claimlint explain RULE`: everything the rule file says about a rule, for people.

use std::io::{self, Write};

use claimlint_base::grade::Reach;
use claimlint_base::toml_fault::did_you_mean;
use claimlint_engine::rule_tests::unmark;
use claimlint_rules::phrase::{self, Part};
use claimlint_rules::variants::Variants;
use claimlint_rules::{Body, MaskDefinition, Norm, RuleDefinition, Severity, each_once};
use claimlint_workspace::report::ExitStatus;

use super::failure::Failure;
use super::session::SessionArguments;
use super::terminal::{look_out, print};
use crate::render::{harmless, message_of_any, norm_line, whole_words};

/// Examples of a kind that say enough: what follows them is not to be pushed off the screen.
const FEW: usize = 5;

/// The arguments of `claimlint explain`.
#[derive(Debug, clap::Args)]
pub struct ExplainArguments {
    /// The rule, as named in brackets in a report; masks can be explained too
    #[arg(value_name = "RULE")]
    rule: String,
    /// Show all examples, of which some rules have hundreds; by default, a few of each kind
    #[arg(long)]
    examples: bool,
    #[command(flatten)]
    session: SessionArguments,
}

/// Runs the command.
pub fn run(arguments: &ExplainArguments) -> Result<ExitStatus, Failure> {
    let session = arguments.session.open(&[], None)?;
    let definitions = session.definitions();
    let shown = if arguments.examples { usize::MAX } else { FEW };
    let mut page = Page { out: Vec::new(), width: look_out().width, shown };
    if let Some(rule) = definitions.rules.iter().find(|one| one.rule.id == arguments.rule) {
        page.rule(rule)?;
    } else if let Some(mask) = definitions.masks.iter().find(|one| one.mask.id == arguments.rule) {
        page.mask(mask)?;
    } else {
        let of_group = definitions.rules.iter().map(|one| &one.rule);
        let of_group = of_group
            .filter(|rule| rule.pack == arguments.rule || rule.category.name() == arguments.rule)
            .map(|rule| rule.id.as_str());
        let of_group: Vec<&str> = of_group.collect();
        if !of_group.is_empty() {
            let message = format!(
                "`{}` is not a rule, but names several: {}; explain one of them",
                arguments.rule,
                of_group.join(", ")
            );
            return Err(Failure::Message(message));
        }
        let rules = definitions.rules.iter().map(|one| one.rule.id.as_str());
        let known = rules.chain(definitions.masks.iter().map(|one| one.mask.id.as_str()));
        let help =
            did_you_mean(&arguments.rule, known).unwrap_or_else(|| "`claimlint rules` lists them".to_owned());
        return Err(Failure::Message(format!("there is no rule `{}`; {help}", arguments.rule)));
    }
    print(&page.out)?;
    Ok(ExitStatus::Clean)
}

/// A phrase as a reader of rules needs it: what it is about, and of each choice the first word.
fn in_short(phrase: &str) -> String {
    let Ok(read) = phrase::parse(phrase) else { return phrase.to_owned() };
    let marked = read.parts.iter().find_map(|part| match part {
        Part::Marked(parts) => Some(parts.as_slice()),
        _ => None,
    });
    first_words(marked.unwrap_or(&read.parts))
}

fn first_words(parts: &[Part]) -> String {
    let words = parts.iter().filter_map(|part| match part {
        Part::Word(word) => Some(word.clone()),
        Part::Lexicon(name) => Some(format!("<{name}>")),
        Part::Either(ways) => ways.first().map(|way| first_words(way)),
        Part::Marked(parts) => Some(first_words(parts)),
        Part::Gap(0, _) | Part::Maybe(_) | Part::Start => None,
        Part::Gap(..) => Some("\u{2026}".to_owned()),
    });
    words.collect::<Vec<_>>().join(" ")
}

struct Page {
    out: Vec<u8>,
    width: usize,
    /// At most this many examples of a kind.
    shown: usize,
}

impl Page {
    fn rule(&mut self, definition: &RuleDefinition) -> io::Result<()> {
        let RuleDefinition { rule, examples, .. } = definition;
        writeln!(self.out, "{} ({}, {}, pack {})", rule.id, rule.severity, rule.category, rule.pack)?;
        self.paragraph("", &message_of_any(rule))?;
        self.paragraph("Why: ", &rule.why)?;
        self.paragraph("What to do: ", &rule.help)?;
        match &rule.body {
            Body::Claim(needs) => {
                let enough = format!("a citation that is at least {} ({})", needs.grade, within(needs.reach));
                self.paragraph("What satisfies it: ", &enough)?;
            }
            Body::Variants(variants) => self.paragraph("Chooses between: ", &forms(variants))?,
            _ => {}
        }
        self.sentences("Found:", &examples.flag)?;
        self.sentences("Not found:", &examples.pass)?;
        self.rewrites(definition)?;
        self.norms("Rests on:", &rule.norms, Some(rule.severity))?;
        let off = format!("ignore = [\"{}\"] in claimlint.toml, or --ignore {}", rule.id, rule.id);
        self.paragraph("To switch it off: ", &off)
    }

    fn mask(&mut self, MaskDefinition { mask, examples, .. }: &MaskDefinition) -> io::Result<()> {
        let silenced: Vec<&str> = mask.silences.iter().map(|category| category.name()).collect();
        writeln!(self.out, "{} (mask, pack {})", mask.id, mask.pack)?;
        self.paragraph("Why: ", &mask.why)?;
        self.paragraph("Silences: ", &silenced.join(", "))?;
        self.sentences("Silent:", &examples.pass)?;
        self.sentences("Still found:", &examples.flag)?;
        self.norms("Accepted by:", &mask.norms, None)
    }

    fn rewrites(&mut self, definition: &RuleDefinition) -> io::Result<()> {
        let Some(rewrites) = &definition.rule.rewrites else { return Ok(()) };
        writeln!(self.out, "\nWhat to write instead:")?;
        let pairs = definition.rewritten.iter().zip(rewrites.right());
        let mut shown: Vec<String> = Vec::new();
        for line in pairs.map(|(wrong, right)| format!("{} \u{2192} {right}", in_short(wrong))) {
            if !shown.contains(&line) {
                self.item(&line)?;
                shown.push(line);
            }
        }
        Ok(())
    }

    fn norms(&mut self, title: &str, norms: &[Norm], usual: Option<Severity>) -> io::Result<()> {
        if !norms.is_empty() {
            writeln!(self.out, "\n{title}")?;
        }
        each_once(norms).try_for_each(|norm| self.item(&norm_line(norm, usual)))
    }

    fn sentences(&mut self, title: &str, examples: &[String]) -> io::Result<()> {
        writeln!(self.out, "\n{title}")?;
        for example in examples.iter().take(self.shown) {
            // An example may have several lines and paragraphs.
            let lines = unmark(example).0;
            let lines: Vec<&str> = lines.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
            self.item(&lines.join(" / "))?;
        }
        match examples.len().saturating_sub(self.shown) {
            0 => Ok(()),
            more => writeln!(self.out, "  and {more} more, with --examples"),
        }
    }

    fn item(&mut self, text: &str) -> io::Result<()> {
        let options = whole_words(self.width).initial_indent("  - ").subsequent_indent("    ");
        writeln!(self.out, "{}", textwrap::fill(&harmless(text), options))
    }

    fn paragraph(&mut self, head: &str, text: &str) -> io::Result<()> {
        let options = whole_words(self.width).initial_indent(head);
        writeln!(self.out, "\n{}", textwrap::fill(&harmless(text), options))
    }
}

/// The forms of each group, with the first of their endings.
fn forms(variants: &Variants) -> String {
    let groups = variants.groups.iter().map(|group| {
        let forms = group.forms.iter().filter_map(|endings| endings.first());
        forms.map(String::as_str).collect::<Vec<_>>().join(" / ")
    });
    groups.collect::<Vec<_>>().join("; ")
}

fn within(reach: Reach) -> &'static str {
    match reach {
        Reach::Sentence => "in the same sentence",
        Reach::NextSentence => "in the sentence or the next one",
        Reach::Study => "in the sentence, beside it about the same study, or at the end of the paragraph",
        Reach::Paragraph => "in the paragraph",
    }
}
