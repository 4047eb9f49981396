//! Rules of kind `claim`: reported unless a citation within reach satisfies them.

use std::sync::Arc;

use claimlint_base::grade::Grade;
use claimlint_rules::Rule;
use claimlint_text::Document;

use crate::check::candidate::Candidate;
use crate::check::matches::Hit;
use crate::check::reason::{Passage, Reason};
use crate::check::subject::{Place, Subject};
use crate::check::trace::Trace;
use crate::check::wording::message;
use crate::diagnostic::{Diagnostic, Label};
use crate::evidence::backing::{Backing, backing};
use crate::evidence::citation::bibliography::Work;
use crate::evidence::citation::identifiers;
use crate::evidence::citation::sources::Standing;
use crate::evidence::citation::{Citation, CitationKind, Citations, PaperPart};
use crate::evidence::{Acceptance, House};

/// The finding for a match, or nothing where the claim is sourced.
pub fn finding(
    subject: &Subject<'_>,
    rule: &Arc<Rule>,
    hit: &Hit,
    place: Place<'_>,
    takes_all: bool,
    trace: &mut Trace,
) -> Option<Diagnostic> {
    let document = subject.document;
    let backing = backing(document, subject.citations, place.block, place.sentence, rule.needs().reach);
    if backing.grade >= rule.needs().grade && !takes_all {
        trace.note(document, hit.rule, hit.span, || cited(subject, rule, &backing));
        return None;
    }
    let own_sentence = document.sentence(place.sentence);
    let words = document.words_of(hit.span);
    // A citation that belongs to another sentence would only puzzle.
    let insufficient = backing.best.filter(|citation| {
        !citation.span.is_empty() && own_sentence.contains(citation.span) && !citation.span.overlaps(hit.span)
    });
    let labels = insufficient
        .map(|citation| Label { message: why_not(citation), span: document.source_span(citation.span) });
    let (span, own) = (document.source_span(hit.span), document.words_of(own_sentence));
    Some(Diagnostic {
        grade: Some(backing.grade),
        labels: labels.into_iter().collect(),
        ..Diagnostic::new(rule, message(rule, words), span, words, own)
    })
}

/// What satisfies a rule.
fn cited(subject: &Subject<'_>, rule: &Rule, backing: &Backing<'_>) -> Reason {
    let Subject { document, citations, house, .. } = subject;
    let marker = |citation: &Citation| citation.marker.and_then(|index| document.markers().get(index));
    let place = |citation: &Citation| match marker(citation).filter(|_| citation.span.is_empty()) {
        Some(marker) => Passage { text: marker.label.clone(), span: marker.source },
        None => Passage::of(document, citation.span),
    };
    let source = backing.best.and_then(|best| source(document, citations, house, best).words);
    Reason::Cited { words: backing.best.map(place), source, grade: backing.grade, needs: rule.needs().grade }
}

/// Why the nearest citation does not suffice.
fn why_not(citation: &Citation) -> String {
    let why = match (citation.grade, citation.standing) {
        (Grade::Broken, _) if citation.is_refuted => "a registry warns against this paper",
        (Grade::Broken, _) if citation.kind == CitationKind::Identifier => "this leads nowhere",
        (Grade::Broken, _) => "this marker has no entry",
        (_, Some(Standing::Own)) => "your own site cannot vouch for itself",
        (_, Some(Standing::Shop)) => "a shop page cannot back a claim",
        (_, Some(Standing::Shortened)) => "this hides where it leads",
        (_, Some(Standing::Preprint)) => "this paper has not been peer-reviewed",
        (_, Some(Standing::Tier(5))) => "makers and shops speak for themselves",
        (_, Some(Standing::Tier(6))) => "anyone can write there",
        (_, Some(Standing::Tier(_))) => "it reports what others found; cite the paper itself",
        (_, Some(Standing::Unknown)) => "a site of unknown reliability",
        (Grade::None, None) => "this note names no source",
        (Grade::Named, None) => "named, but nothing to look up",
        (Grade::Partial, None) if citation.kind == CitationKind::Prose => {
            return format!("it lacks {}", PaperPart::list(&citation.missing(), "and"));
        }
        (Grade::Partial, None) => "not enough to find it",
        (Grade::Weak | Grade::Traceable, None) if citation.kind == CitationKind::AuthorYear => {
            "an author and a year, but no entry in the references"
        }
        (Grade::Weak | Grade::Traceable, None) if citation.kind == CitationKind::Key => {
            "its entry needs an identifier, or authors, title, journal and year"
        }
        (Grade::Weak | Grade::Traceable, None) => "not enough for this claim",
    };
    why.to_owned()
}

/// A claim with what backs it, for whoever must find the evidence.
#[derive(Debug, Clone)]
pub struct Claim {
    /// What would be said about it, were it not satisfied; its grade is that of the citation.
    pub diagnostic: Diagnostic,
    /// Whether the citation satisfies the rule.
    pub is_satisfied: bool,
    /// The citation that backs it best, in its own words, as the address it leads to or as the entry that the house keeps
    /// of it; or what the house has substantiated it with.
    pub source: Option<String>,
    /// What that leads to, where it is an address.
    pub standing: Option<Standing>,
    /// Why the user gave that site its tier.
    pub reason: Option<String>,
    /// The acceptance of its wording, where no citation satisfies it.
    pub accepted: Option<Acceptance>,
}

impl Claim {
    pub(in crate::check) fn of(
        document: &Document,
        citations: &Citations,
        house: &House,
        finding: Candidate,
    ) -> Claim {
        let (span, mut diagnostic) = (finding.span, finding.diagnostic);
        let rule = &diagnostic.rule;
        let place = document.sentence_at(span);
        let best =
            place.and_then(|(block, one)| backing(document, citations, block, one, rule.needs().reach).best);
        let is_cited = diagnostic.grade.is_some_and(|grade| grade >= rule.needs().grade);
        let accepted = house.accepted.of(document, span).map(|(_, acceptance)| acceptance);
        if let Some(accepted) = accepted.filter(|one| !is_cited && house.accepted.holds(one)) {
            diagnostic.grade = Some(Grade::Traceable);
            let source = Some(accepted.reference.clone());
            let accepted = Some(accepted.clone());
            return Claim { is_satisfied: true, source, standing: None, reason: None, accepted, diagnostic };
        }
        let sites = &house.known.sites;
        let Source { words, address } =
            best.map(|best| source(document, citations, house, best)).unwrap_or_default();
        let of_address = || address.as_deref().and_then(|address| sites.standing(address));
        let standing = best.and_then(|best| best.standing).or_else(of_address);
        let reason = address.as_deref().and_then(|address| sites.reason(address)).map(str::to_owned);
        Claim { is_satisfied: is_cited, source: words, standing, reason, accepted: None, diagnostic }
    }
}

/// What a citation points at.
#[derive(Default)]
struct Source {
    words: Option<String>,
    /// Where it leads.
    address: Option<String>,
}

impl Source {
    fn of_work(work: &Work) -> Source {
        Source { words: Some(work.reference()), address: work.address() }
    }
}

/// What a citation points at: the entry that the house keeps of it, the address of a link or an identifier, the entry of a
/// number, or its own words.
fn source(document: &Document, citations: &Citations, house: &House, citation: &Citation) -> Source {
    let known = &house.known;
    if let Some(work) = known.work(document, citation) {
        return Source::of_work(work);
    }
    let own = document.links_in(citation.span).find(|link| link.span == citation.span);
    if let Some(link) = own.filter(|link| !link.span.is_empty()) {
        let identifiers = identifiers::find(&link.target, &link.target.to_ascii_lowercase());
        let work = known.identified(&identifiers);
        let address = Some(link.target.clone());
        return work.map_or(Source { words: address.clone(), address }, Source::of_work);
    }
    let entry = citation.entries.first().and_then(|entry| citations.references.entries().get(*entry));
    let span = entry.map_or(citation.span, |entry| document.block(entry.block).span);
    let mut identifiers = citations.identifiers_in(span).map(|(_, identifier)| identifier);
    if let Some(work) = known.identified(identifiers.clone()) {
        return Source::of_work(work);
    }
    // An entry may have its address after its words.
    let linked = || entry.and_then(|_| document.links_in(span).find(|link| !link.target.starts_with('#')));
    let address = identifiers.next().and_then(identifiers::Identifier::address);
    let words = match address.or_else(|| linked().map(|link| link.target.clone())) {
        Some(address) => address,
        None if span.is_empty() => "a note".to_owned(),
        None => document.words_of(span).to_owned(),
    };
    Source { words: Some(words.clone()), address: Some(words) }
}
