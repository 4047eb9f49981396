//! Judges a place that cites something by what its registry has answered.

use super::agree::{Difference, PaperAsCited, differences};
use super::record::{Answer, Notice, NoticeKind};

/// Why a paper of another agency cannot be verified.
const ELSEWHERE: &str = "it exists, but Crossref does not have it, so nothing else can be compared";

/// What a registry's answer means for a place where an article cites something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// It exists, nothing is known against it, and it is what the article says.
    Verified,
    /// It exists and is corrected.
    Corrected(Notice),
    /// It exists and is something else.
    Mismatch(Vec<Difference>),
    /// It does not exist.
    NotFound,
    /// Its editors warn about it.
    Concern(Notice),
    /// It was retracted.
    Retracted(Notice),
    /// Nothing is known, for this reason. This is never a pass.
    Unchecked(String),
}

impl Verdict {
    /// All names, in the order in which they are counted.
    pub const NAMES: [&str; 7] =
        ["verified", "corrected", "metadata-mismatch", "not-found", "concern", "retracted", "unchecked"];

    /// The name in reports.
    pub fn name(&self) -> &'static str {
        let [verified, corrected, mismatch, not_found, concern, retracted, unchecked] = Verdict::NAMES;
        match self {
            Verdict::Verified => verified,
            Verdict::Corrected(_) => corrected,
            Verdict::Mismatch(_) => mismatch,
            Verdict::NotFound => not_found,
            Verdict::Concern(_) => concern,
            Verdict::Retracted(_) => retracted,
            Verdict::Unchecked(_) => unchecked,
        }
    }

    /// What a registry has against it, in a few words; empty if it has nothing.
    pub fn reason(&self) -> String {
        match self {
            Verdict::Verified => String::new(),
            Verdict::NotFound => "no registry has it".to_owned(),
            Verdict::Mismatch(differences) => {
                let what: Vec<String> = differences.iter().map(ToString::to_string).collect();
                what.join("; ")
            }
            Verdict::Corrected(notice) | Verdict::Concern(notice) | Verdict::Retracted(notice) => {
                format!("{} ({})", notice.about, notice.from)
            }
            Verdict::Unchecked(why) => why.clone(),
        }
    }

    /// Whether the article must be changed.
    pub fn is_wrong(&self) -> bool {
        !matches!(self, Verdict::Verified | Verdict::Corrected(_) | Verdict::Unchecked(_))
    }
}

/// Judges a place that cites something: by the answer of its registry, or the reason why there is none, by the notices that
/// are known from elsewhere, and by what the place says about the paper.
pub fn judge(answer: Result<&Answer, &str>, own: &[Notice], said: &PaperAsCited) -> Verdict {
    let record = match answer {
        Ok(Answer::Found(record)) => Some(record),
        _ => None,
    };
    let notices = record.iter().flat_map(|record| &record.notices).chain(own);
    // The worst notice; of several, the first.
    let worst = notices.reduce(|one, other| if other.kind > one.kind { other } else { one });
    let differences = record.map(|record| differences(said, record)).unwrap_or_default();
    match (worst, answer) {
        (Some(notice), _) if notice.kind == NoticeKind::Retraction => Verdict::Retracted(notice.clone()),
        (Some(notice), _) if notice.kind == NoticeKind::Concern => Verdict::Concern(notice.clone()),
        (_, Err(why)) => Verdict::Unchecked(why.to_owned()),
        (_, Ok(Answer::NotFound)) => Verdict::NotFound,
        (_, Ok(Answer::Elsewhere)) => Verdict::Unchecked(ELSEWHERE.to_owned()),
        _ if !differences.is_empty() => Verdict::Mismatch(differences),
        (Some(notice), _) => Verdict::Corrected(notice.clone()),
        (None, Ok(Answer::Found(_))) => Verdict::Verified,
    }
}
