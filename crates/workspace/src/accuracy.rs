//! How well the rules do on documents that an editor has labelled: what of their findings is right, and what of the labels
//! they find.
//!
//! Findings and labels are compared by group, since two editors often give the same words to different categories of one
//! group. Here is only counted; reading the labels is for [`crate::labels`], checking for [`crate::runner`].

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::path::{Path, PathBuf};

use claimlint_rules::{Category, Rule};

use crate::labels::{Group, Label, LabelledDocument, MEASURED, TypoClass};
use crate::pages::shown;
use crate::paths::real;
use crate::report::FileReport;
use crate::session::Session;

mod interval;

pub use interval::{Interval, of_events, of_share};

/// What was counted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Accuracy {
    /// How many documents have labels, or are labelled as having no flaw.
    pub documents: usize,
    /// How many words they have.
    pub words: usize,
    /// How many documents of the folder have no line in any file of labels. They are not counted.
    pub unlabelled: usize,
    /// The figures of each group that has rules.
    pub groups: Vec<(Group, Findings, Labels)>,
    /// The figures of each category that has rules, its findings and labels each compared with those of its group.
    pub categories: Vec<(Category, Findings, Labels)>,
    /// How many typos of each kind are found, for the kinds that are labelled.
    pub classes: Vec<(TypoClass, Labels)>,
    /// The same for the mechanical kinds together.
    pub mechanical: Labels,
    /// The figures of each rule, by category and name.
    pub rules: Vec<RuleFigures>,
}

/// What became of findings.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Findings {
    /// They overlap a sure label of their group.
    pub right: usize,
    /// They overlap no label.
    pub wrong: usize,
    /// They overlap only labels that are not sure or of another group, and count as neither.
    pub neutral: usize,
}

impl Findings {
    /// How many there are.
    pub fn all(self) -> usize {
        self.right + self.wrong + self.neutral
    }

    /// How many there are that count.
    pub fn judged(self) -> usize {
        self.right + self.wrong
    }
}

/// What became of sure labels.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Labels {
    /// How many there are.
    pub all: usize,
    /// How many a finding overlaps.
    pub found: usize,
}

/// The figures of one rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuleFigures {
    /// Its name.
    pub rule: String,
    /// Its category.
    pub category: Category,
    /// Its findings.
    pub findings: Findings,
    /// The labels of its category, and how many of them it finds itself.
    pub labels: Labels,
}

/// A finding, with its bytes in the file.
struct Finding<'r> {
    rule: &'r str,
    category: Category,
    group: Group,
    range: Range<usize>,
}

/// Compares what was found in documents with their labels. The rules are those that were looked for.
pub fn compare<'r>(
    documents: &[LabelledDocument],
    files: &[FileReport],
    rules: impl Iterator<Item = &'r Rule>,
) -> Accuracy {
    let by_path: BTreeMap<&str, &FileReport> = files.iter().map(|file| (file.path.as_str(), file)).collect();
    let mut counts = Counts::default();
    for rule in rules.filter(|rule| Group::of(rule.category).is_some()) {
        counts.rules.entry((rule.category, &rule.id)).or_default();
    }
    for document in documents {
        let file = by_path.get(shown(&document.path).as_str()).copied();
        counts.add(&document.labels, &file.map(findings_of).unwrap_or_default());
    }
    let mut accuracy = counts.accuracy();
    accuracy.documents = documents.len();
    accuracy.words = documents.iter().map(|document| document.words).sum();
    accuracy
}

/// How many pages of a folder have no line in any file of labels.
pub fn without_labels(session: &Session, folder: &Path, documents: &[LabelledDocument]) -> usize {
    let labelled: BTreeSet<PathBuf> = documents.iter().map(|document| real(&document.path)).collect();
    let pages = session.files(&[folder.to_owned()], false).files;
    pages.iter().filter(|page| !labelled.contains(&real(page))).count()
}

/// The findings of a file that are measured.
fn findings_of(file: &FileReport) -> Vec<Finding<'_>> {
    let Some(source) = &file.source else { return Vec::new() };
    let found = file.diagnostics.iter().filter_map(|one| {
        let (start, end) = (source.position(one.span.start()), source.position(one.span.end()));
        let (rule, category) = (one.rule.id.as_str(), one.rule.category);
        Some(Finding { rule, category, group: Group::of(category)?, range: start.byte..end.byte })
    });
    found.collect()
}

/// What is counted while documents are gone through.
#[derive(Default)]
struct Counts<'r> {
    groups: BTreeMap<Group, (Findings, Labels)>,
    categories: BTreeMap<Category, (Findings, Labels)>,
    classes: BTreeMap<TypoClass, Labels>,
    mechanical: Labels,
    /// The findings of each rule, and the labels of its category that it finds.
    rules: BTreeMap<(Category, &'r str), (Findings, usize)>,
}

impl<'r> Counts<'r> {
    fn add(&mut self, labels: &[Label], findings: &[Finding<'r>]) {
        for label in labels.iter().filter(|label| label.is_sure) {
            self.add_label(label, findings);
        }
        for finding in findings {
            let touched = || labels.iter().filter(|label| overlap(&label.range, &finding.range));
            let is_right =
                touched().any(|label| label.is_sure && Group::of(label.category) == Some(finding.group));
            let count = |findings: &mut Findings| match () {
                () if is_right => findings.right += 1,
                () if touched().next().is_some() => findings.neutral += 1,
                () => findings.wrong += 1,
            };
            count(&mut self.groups.entry(finding.group).or_default().0);
            count(&mut self.categories.entry(finding.category).or_default().0);
            count(&mut self.rules.entry((finding.category, finding.rule)).or_default().0);
        }
    }

    fn add_label(&mut self, label: &Label, findings: &[Finding<'r>]) {
        let Some(group) = Group::of(label.category) else { return };
        let found = || {
            let of_group = findings.iter().filter(|finding| finding.group == group);
            of_group.filter(|finding| overlap(&finding.range, &label.range))
        };
        let is_found = found().next().is_some();
        let count = |labels: &mut Labels| {
            labels.all += 1;
            labels.found += usize::from(is_found);
        };
        count(&mut self.groups.entry(group).or_default().1);
        count(&mut self.categories.entry(label.category).or_default().1);
        if let Some(class) = label.class {
            count(self.classes.entry(class).or_default());
            if class.is_mechanical() {
                count(&mut self.mechanical);
            }
        }
        // Several findings of a rule on one label find it once.
        let own = found().filter(|finding| finding.category == label.category);
        let by_rule: BTreeSet<&'r str> = own.map(|finding| finding.rule).collect();
        for rule in by_rule {
            self.rules.entry((label.category, rule)).or_default().1 += 1;
        }
    }

    /// The figures of what rules were looked for; without one, a category would only seem to be missed.
    fn accuracy(mut self) -> Accuracy {
        let looked_for: BTreeSet<Category> = self.rules.keys().map(|(category, _)| *category).collect();
        if !looked_for.contains(&Category::Typo) {
            self.classes.clear();
            self.mechanical = Labels::default();
        }
        let has_rules = |group| looked_for.iter().any(|category| Group::of(*category) == Some(group));
        let of_category = |category| self.categories.get(&category).copied().unwrap_or_default();
        let groups = Group::ALL.iter().filter(|group| has_rules(**group)).map(|group| {
            let (findings, labels) = self.groups.get(group).copied().unwrap_or_default();
            (*group, findings, labels)
        });
        let categories =
            MEASURED.into_iter().filter(|category| looked_for.contains(category)).map(|category| {
                let (findings, labels) = of_category(category);
                (category, findings, labels)
            });
        let rules = self.rules.iter().map(|((category, rule), (findings, found))| RuleFigures {
            rule: (*rule).to_owned(),
            category: *category,
            findings: *findings,
            labels: Labels { all: of_category(*category).1.all, found: *found },
        });
        Accuracy {
            documents: 0,
            words: 0,
            unlabelled: 0,
            groups: groups.collect(),
            categories: categories.collect(),
            classes: self.classes.iter().map(|(class, labels)| (*class, *labels)).collect(),
            mechanical: self.mechanical,
            rules: rules.collect(),
        }
    }
}

fn overlap(one: &Range<usize>, other: &Range<usize>) -> bool {
    one.start < other.end && other.start < one.end
}
