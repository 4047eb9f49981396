use claimlint_base::source::Source;
use claimlint_engine::check::{Checker, Scratch};
use claimlint_rules::{RuleSet, Selection};
use claimlint_text::Format;

fn main() {
    let checker = Checker::new(RuleSet::select(&claimlint_builtin::library(), &Selection::default()));
    let document = checker.read(&Source::from_text("The **most** powerful peel."), Format::Markdown);
    for finding in checker.check(&document, &mut Scratch::default()) {
        println!("{}: {}", finding.rule, finding.message);
    }
}
