//! How well claims are sourced: a table of grades with a bar in each row, and the figure that follows from it, so that whoever
//! doubts the figure can add it up.

use claimlint_base::grade::Grade;
use claimlint_rules::Severity;
use claimlint_workspace::sheet::{ClaimRow, weight, worth};
use maud::{Markup, html};

use crate::render::wording::{count, thousands};

/// The claims of one grade.
#[derive(Debug, Clone, Copy, Default)]
struct OfGrade {
    claims: usize,
    weight: u64,
}

/// Counts of graded claims.
#[derive(Debug, Default)]
pub struct Chart {
    grades: Vec<OfGrade>,
}

impl Chart {
    /// Counts some claims.
    pub fn of<'c>(claims: impl Iterator<Item = &'c ClaimRow>) -> Chart {
        let mut grades = vec![OfGrade::default(); Grade::ALL.len()];
        for row in claims {
            let index = Grade::ALL.iter().position(|grade| *grade == row.grade());
            if let Some(of_grade) = index.and_then(|index| grades.get_mut(index)) {
                of_grade.claims += 1;
                of_grade.weight += u64::from(weight(row.claim.diagnostic.severity));
            }
        }
        Chart { grades }
    }

    fn claims(&self) -> usize {
        self.grades.iter().map(|one| one.claims).sum()
    }

    /// The points that the claims earn, and those they could.
    fn points(&self) -> (u64, u64) {
        let rows = self.grades.iter().zip(Grade::ALL);
        let earned = rows.map(|(one, grade)| one.weight * u64::from(worth(*grade))).sum();
        (earned, self.grades.iter().map(|one| one.weight * 100).sum())
    }

    /// The figure from 0 to 100; `None` where nothing is claimed.
    pub fn percent(&self) -> Option<u64> {
        let (earned, most) = self.points();
        (most > 0).then(|| (earned * 100 + most / 2) / most)
    }

    /// The figure in a sentence, and the table.
    pub fn table(&self) -> Markup {
        let (claims, (earned, most)) = (self.claims(), self.points());
        let Some(percent) = self.percent() else {
            return html! { p { "No claim that needs a source was found." } };
        };
        let [error, warning, note] = [Severity::Error, Severity::Warning, Severity::Note].map(weight);
        html! {
            p.figure { strong { (percent) } " of 100: the credibility of " (count(claims, "claim", "claims")) "." }
            div.scroll role="group" tabindex="0" aria-label="Claims by grade" {
                table.chart {
                    caption { "Claims by the grade of what backs them" }
                    thead {
                        tr {
                            th scope="col" { "Grade" }
                            th.num scope="col" { "Claims" }
                            th.num scope="col" { "Share" }
                            th.bars scope="col" { span.hidden { "Share as a bar" } }
                            th.num scope="col" { "Weight" }
                            th.num scope="col" { "Worth" }
                            th.num scope="col" { "Points" }
                        }
                    }
                    tbody {
                        @for (one, grade) in self.grades.iter().zip(Grade::ALL).rev() {
                            tr {
                                th scope="row" { (grade.name()) span.meaning { (meaning(*grade)) } }
                                td.num { (thousands(one.claims)) }
                                td.num { (share(one.claims, claims)) }
                                td.bars { (bar(*grade, one.claims, claims)) }
                                td.num { (number(one.weight)) }
                                td.num { (worth(*grade)) }
                                td.num { (number(one.weight * u64::from(worth(*grade)))) }
                            }
                        }
                    }
                    tfoot {
                        tr {
                            th scope="row" { "all" }
                            td.num { (thousands(claims)) }
                            td.num { "100.0 %" }
                            td.bars {}
                            td.num { (number(most / 100)) }
                            td.num {}
                            td.num { (number(earned)) }
                        }
                    }
                }
            }
            p.small {
                "A claim weighs " (error) " as an error, " (warning) " as a warning and " (note) " as a note. "
                "It earns its weight times the worth of its grade. The figure is the share earned: "
                (number(earned)) " of " (number(most)) " points."
            }
        }
    }
}

fn number(number: u64) -> String {
    thousands(usize::try_from(number).unwrap_or(usize::MAX))
}

fn share(part: usize, whole: usize) -> String {
    let tenths = (part * 1000 + whole / 2) / whole.max(1);
    format!("{}.{} %", tenths / 10, tenths % 10)
}

/// A bar of a hundred parts. What it shows stands beside it in numbers.
fn bar(grade: Grade, part: usize, whole: usize) -> Markup {
    let hundredths = part * 10_000 / whole.max(1);
    let width = format!("{}.{:02}", hundredths / 100, hundredths % 100);
    html! {
        svg.bar viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true" focusable="false" {
            rect.track width="100" height="8" {}
            rect class={ "fill " (grade.name()) } width=(width) height="8" {}
        }
    }
}

/// What a grade means, in few words.
pub fn meaning(grade: Grade) -> &'static str {
    match grade {
        Grade::Broken => "a citation that leads nowhere",
        Grade::None => "no citation",
        Grade::Named => "a name and nothing else",
        Grade::Partial => "a journal or a year, not the paper",
        Grade::Weak => "can be found, but has low credibility",
        Grade::Traceable => "a reader can look it up",
    }
}
