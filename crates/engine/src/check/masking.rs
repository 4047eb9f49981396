//! Decides which matches in a sentence count: exceptions, masks and hedges.
//!
//! Masks are data (`rules/masks/`); here is only what their scopes mean. What the words of a sentence themselves make of a
//! match depends on nothing else, and is decided once for a sentence that is repeated: [`own_verdicts`]. What is around the
//! sentence comes on top: the heading above it, and what is quoted: [`judged`].

use claimlint_base::span::Span;
use claimlint_data::words::english;
use claimlint_rules::finder::Target;
use claimlint_rules::tokens::{Token, TokenKind};
use claimlint_rules::{Category, Markets, MaskScope, Rule, RuleKind, RuleSet};
use claimlint_text::{Document, Furniture};

use super::business_table;
use super::matches::{Concern, Hit, Matches};
use super::other_page;
use super::product_name;
use super::reason::{Passage, Plain, Reason};
use super::subject::{Place, Raised, Subject, is_link};

/// The words of one sentence, and nothing around them.
#[derive(Clone, Copy)]
pub struct Sentence<'s> {
    /// Its bytes in the document's text.
    pub span: Span,
    /// Its words in small letters of ASCII.
    small: &'s str,
    /// Its tokens.
    pub tokens: &'s [Token],
    /// Whether it is in a heading, which may raise a mask for what is under it.
    is_heading: bool,
}

impl<'s> Sentence<'s> {
    /// A sentence of a document, with its tokens.
    pub fn of(document: &'s Document, place: Place<'_>, tokens: &'s [Token]) -> Sentence<'s> {
        let span = document.sentence(place.sentence);
        let is_heading = document.block(place.block).kind.is_heading();
        Sentence { span, small: document.small_words_of(span), tokens, is_heading }
    }

    fn small_words_of(&self, token: &Token) -> &'s str {
        let (start, span) = (self.span.start(), token.span());
        self.small.get(span.start() - start..span.end() - start).unwrap_or_default()
    }

    /// Whether a token begins another clause.
    fn parts_clauses(&self, token: &Token) -> bool {
        let word = self.small_words_of(token);
        match token.kind {
            TokenKind::Mark => {
                matches!(word, "," | ";" | ":" | "\u{2014}" | "-" | "(" | ")" | "." | "!" | "?")
            }
            TokenKind::Word => english::CONJUNCTIONS.contains(word),
            TokenKind::Number | TokenKind::Symbol => false,
        }
    }

    /// The stretch after a cue, up to this many words and not past the end of the clause.
    fn after(&self, cue: Span, reach: usize) -> Option<Span> {
        let following = self.tokens.iter().skip_while(|token| token.span().start() < cue.end());
        let of_clause = following.take_while(|token| !self.parts_clauses(token)).take(reach);
        of_clause.map(Token::span).reduce(Span::join)
    }

    /// The clause around a stretch, within `whole`.
    fn clause(&self, span: Span, whole: Span) -> Span {
        let mut start = whole.start();
        let mut end = whole.end();
        for token in self.tokens.iter().filter(|token| !token.span().overlaps(span)) {
            if !self.parts_clauses(token) {
                continue;
            }
            if token.span().end() <= span.start() {
                start = token.span().end();
            } else {
                end = token.span().start();
                break;
            }
        }
        Span::of(start..end)
    }
}

/// What the words of a sentence themselves make of a match in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Own {
    /// Nothing in the sentence keeps it from counting.
    Counts,
    /// The rule excepts these words.
    Excepted(Span),
    /// A mask, by its index, says that it is not a claim; these words raise it.
    Masked(usize, Span),
    /// Some markets accept its wording.
    Accepted(Acceptance),
}

/// The markets that accept some wording, and one of the masks that say so, with the words that raise it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Acceptance {
    /// The markets.
    pub markets: Markets,
    /// The mask, by its index.
    pub mask: usize,
    /// The words.
    pub cue: Span,
}

impl Acceptance {
    /// The same with what a mask says.
    fn joined(before: Option<Acceptance>, markets: Markets, one: &Covering) -> Acceptance {
        let first = before.unwrap_or(Acceptance { markets, mask: one.mask, cue: one.cue });
        Acceptance { markets: first.markets | markets, ..first }
    }
}

impl Own {
    /// Whether it keeps a match silent wherever the sentence is.
    pub fn is_silent(self) -> bool {
        matches!(self, Own::Excepted(_) | Own::Masked(..))
    }

    /// The same in the same sentence, which starts at another byte.
    pub fn moved(self, from: usize, to: usize) -> Own {
        match self {
            Own::Counts => Own::Counts,
            Own::Excepted(words) => Own::Excepted(words.moved(from, to)),
            Own::Masked(mask, cue) => Own::Masked(mask, cue.moved(from, to)),
            Own::Accepted(one) => Own::Accepted(Acceptance { cue: one.cue.moved(from, to), ..one }),
        }
    }
}

/// A mask, by its index, with what it covers and what raised it.
struct Covering {
    mask: usize,
    covered: Span,
    cue: Span,
}

impl Covering {
    /// Whether it keeps a match silent.
    fn silences(&self, hit: &Hit, rules: &RuleSet) -> bool {
        let mask = &rules.masks()[self.mask];
        let category = rules[hit.rule].judged_as(hit.against);
        // "No downtime" is a claim although "no" is in it: what a cue denies begins after it.
        let begins_inside = mask.scope != MaskScope::After || self.covered.start() <= hit.span.start();
        mask.silences.contains(&category) && self.covered.overlaps(hit.span) && begins_inside
    }
}

/// What several masks make of a match: the first that silences it whatever the market, or else all markets that accept its
/// wording.
fn weighed<'c>(
    covering: impl Iterator<Item = &'c Covering>,
    before: Option<Acceptance>,
    hit: &Hit,
    rules: &RuleSet,
) -> Own {
    let mut acceptance = before;
    for one in covering.filter(|one| one.silences(hit, rules)) {
        match rules.accepting(one.mask) {
            None => return Own::Masked(one.mask, one.cue),
            Some(markets) => acceptance = Some(Acceptance::joined(acceptance, markets, one)),
        }
    }
    acceptance.map_or(Own::Counts, Own::Accepted)
}

/// What the words of a sentence make of each match in it, in the order of the matches.
pub fn own_verdicts(sentence: Sentence<'_>, rules: &RuleSet, matches: &Matches) -> Vec<Own> {
    let covering: Vec<Covering> = raised(matches, rules)
        .filter_map(|one| {
            let mask = &rules.masks()[one.of];
            let covered = match mask.scope {
                MaskScope::Words => Some(one.span),
                MaskScope::After => sentence.after(one.span, mask.reach),
                MaskScope::Clause => Some(sentence.clause(one.span, sentence.span)),
                // A block is more than a sentence, of which no more is asked here.
                MaskScope::Sentence | MaskScope::Block => Some(sentence.span),
                // What is under the heading is covered block by block, by whoever goes through the blocks.
                MaskScope::Section | MaskScope::Page => sentence.is_heading.then_some(sentence.span),
                MaskScope::Quotation => None,
            };
            Some(Covering { mask: one.of, covered: covered?, cue: one.span })
        })
        .collect();
    let verdict = |hit: &Hit| match exception(hit, rules, matches) {
        Some(words) => Own::Excepted(words),
        None => weighed(covering.iter(), None, hit, rules),
    };
    matches.hits.iter().map(verdict).collect()
}

/// The words that a rule excepts of a match. "No needles" is a promise, though "no needles" denies what would
/// contradict another one.
fn exception(hit: &Hit, rules: &RuleSet, matches: &Matches) -> Option<Span> {
    let is_promise = !hit.against && rules[hit.rule].kind() == RuleKind::Conflict;
    let mut exceptions = matches.exceptions_at(hit.rule, hit.span);
    exceptions.find(|words| !is_promise || !hit.whole.contains(*words))
}

/// The masks that something raises and no exception cancels. An exception to a mask of words must be where they are;
/// one to a wider mask, anywhere in the sentence.
fn raised<'m>(matches: &'m Matches, rules: &'m RuleSet) -> impl Iterator<Item = Concern> + 'm {
    matches.masks.iter().copied().filter(|one| {
        let is_narrow = matches!(rules.masks()[one.of].scope, MaskScope::Words | MaskScope::After);
        let mut exceptions = matches.mask_exceptions.iter().filter(|except| except.of == one.of);
        !exceptions.any(|except| !is_narrow || except.span.overlaps(one.span))
    })
}

/// The masks for a whole section or page, as `scope` says, that a heading raises.
pub fn heading_masks(matches: &Matches, rules: &RuleSet, scope: MaskScope) -> Vec<Raised> {
    let of_heading = raised(matches, rules).filter(|one| rules.masks()[one.of].scope == scope);
    of_heading.map(|one| Raised { mask: one.of, cue: one.span }).collect()
}

/// What keeps a match silent.
pub enum Silenced {
    /// It is in navigation, or in a question about cookies.
    Furniture,
    /// It is in the title of another page, or in the beginning of its text.
    OtherPage,
    /// It is in the name of a product.
    ProductName,
    /// It is a bare figure in a table about money.
    BusinessTable,
    /// It is part of a key of the bibliography.
    Key,
    /// The rule excepts these words.
    Excepted(Span),
    /// A mask, by its index, which these words raise.
    Masked(usize, Span),
}

impl Silenced {
    /// The same in words.
    pub fn reason(self, document: &Document, rules: &RuleSet) -> Reason {
        match self {
            Silenced::Furniture => Plain::Furniture.into(),
            Silenced::OtherPage => Plain::OtherPage.into(),
            Silenced::ProductName => Plain::ProductName.into(),
            Silenced::BusinessTable => Plain::BusinessTable.into(),
            Silenced::Key => Plain::Key.into(),
            Silenced::Excepted(words) => Reason::Excepted(Passage::of(document, words)),
            Silenced::Masked(mask, cue) => Reason::masked(document, &rules.masks()[mask], cue),
        }
    }
}

/// What keeps a match silent in its place, given what the words of the sentence make of it. Where it counts, the markets that
/// accept its wording all the same.
pub fn judged(
    subject: &Subject<'_>,
    rules: &RuleSet,
    place: Place<'_>,
    hit: &Hit,
    own: Own,
) -> Result<Option<Acceptance>, Silenced> {
    if subject.is_in_key(hit.span) {
        return Err(Silenced::Key);
    }
    if let Own::Excepted(words) = own {
        return Err(Silenced::Excepted(words));
    }
    let sentence = subject.document.sentence(place.sentence);
    if is_furniture(subject, rules, place, hit) {
        return Err(Silenced::Furniture);
    }
    let block = subject.document.block(place.block);
    if rules[hit.rule].kind() == RuleKind::Claim
        && other_page::is_of_other_page(subject.document, block, hit.span)
    {
        return Err(Silenced::OtherPage);
    }
    // A name may praise; that somebody tested it is said of the product all the same.
    let is_praise = matches!(rules[hit.rule].category, Category::Superlative | Category::Absolute);
    if rules[hit.rule].kind() == RuleKind::Claim
        && is_praise
        && product_name::is_before_price(subject.document, block)
    {
        return Err(Silenced::ProductName);
    }
    if rules[hit.rule].category == Category::Statistic && business_table::is_figure(subject.document, block) {
        return Err(Silenced::BusinessTable);
    }
    let covers_all = |one: &Raised| Covering { mask: one.mask, covered: sentence, cue: one.cue };
    let above: Vec<Covering> = place.section.iter().map(covers_all).collect();
    let acceptance = match (weighed(above.iter(), None, hit, rules), own) {
        (Own::Masked(mask, cue), _) | (_, Own::Masked(mask, cue)) => return Err(Silenced::Masked(mask, cue)),
        (Own::Accepted(above), Own::Accepted(own)) => {
            Some(Acceptance { markets: above.markets | own.markets, ..own })
        }
        (Own::Accepted(one), _) | (_, Own::Accepted(one)) => Some(one),
        (Own::Counts | Own::Excepted(_), _) => None,
    };
    let speech = |mask: usize| {
        let spans = subject.quotations.speech(subject.document, place.block, sentence);
        spans.map(move |span| Covering { mask, covered: span, cue: span })
    };
    // A law that forbids a claim forbids it in words that a sentence of the house borrows, too. What somebody says in whole
    // sentences is not the house's.
    let is_forbidden = rules.is_of_markets(hit.rule) && rules[hit.rule].category == Category::Medical;
    let counts = |one: &Covering| !is_forbidden || one.covered.start() <= sentence.start();
    let is_quoting =
        |mask: &usize| rules.masks()[*mask].scope == MaskScope::Quotation && rules.wants(Target::Mask(*mask));
    let quoting = (0..rules.masks().len()).filter(is_quoting);
    let quoting: Vec<Covering> = quoting.flat_map(speech).filter(counts).collect();
    match weighed(quoting.iter(), acceptance, hit, rules) {
        Own::Masked(mask, cue) => Err(Silenced::Masked(mask, cue)),
        Own::Accepted(one) => Ok(Some(one)),
        Own::Counts | Own::Excepted(_) => Ok(None),
    }
}

/// What stands between the steps of a way through a site: "Home / Blog / Best peels".
const BETWEEN_STEPS: [&str; 7] = [" / ", " › ", " » ", " > ", " | ", " · ", " → "];

/// The step around a match in a way through a site, or all of the text where there are no steps.
fn step_around(document: &Document, whole: Span, hit: Span) -> &str {
    let before = document.words_of(Span::of(whole.start()..hit.start()));
    let after = document.words_of(Span::of(hit.start()..whole.end()));
    let start = BETWEEN_STEPS.iter().filter_map(|sign| before.rfind(sign).map(|at| at + sign.len())).max();
    let end = BETWEEN_STEPS.iter().filter_map(|sign| after.find(sign)).min();
    let start = whole.start() + start.unwrap_or(0);
    document.words_of(Span::of(start..hit.start() + end.unwrap_or(after.len())))
}

/// If there are more words than this, they say more than where a link leads.
const LONGEST_LABEL: usize = 6;

/// Whether a match belongs to the site. "Best sellers" in a menu leads somewhere; "the most effective serum" is said
/// about a product wherever it is.
fn is_furniture(subject: &Subject<'_>, rules: &RuleSet, place: Place<'_>, hit: &Hit) -> bool {
    let document = subject.document;
    let block = document.block(place.block);
    match block.furniture {
        // A line that is nothing but a link is the name of another page.
        None => rules[hit.rule].kind() == RuleKind::Conflict && is_link(document, block.span),
        Some(Furniture::Consent) => rules[hit.rule].kind() == RuleKind::Claim,
        Some(Furniture::Navigation) => {
            let rule = &rules[hit.rule];
            let is_praise = matches!(
                rule.judged_as(hit.against),
                Category::Superlative | Category::Absolute | Category::Statistic
            );
            // A label is not a sentence, so that its grammar cannot be wrong: "Contact Us".
            let is_grammar = matches!(rule.pack.as_str(), "agreement" | "articles" | "grammar");
            let label = step_around(document, block.span, hit.span);
            let is_label = label.split(' ').count() <= LONGEST_LABEL;
            let names_one = document.small_words_of(hit.whole).starts_with("the ");
            // A menu names other pages, which make their own promises.
            let is_of_others = rule.kind() == RuleKind::Conflict;
            other_page::is_heading(document, label)
                || is_label && (is_grammar || is_of_others || is_praise && !names_one)
        }
    }
}

/// The hedge in the clause of a match, by its index, and its words: the match weighs one step less.
pub fn hedge(
    sentence: Sentence<'_>,
    rules: &RuleSet,
    matches: &Matches,
    rule: &Rule,
    span: Span,
) -> Option<Concern> {
    if matches.hedges.is_empty() {
        return None;
    }
    let (first, last) = (sentence.tokens.first()?.span(), sentence.tokens.last()?.span());
    let reach = sentence.clause(span, first.join(last));
    matches.hedges.iter().copied().find(|one| {
        rules.hedges()[one.of].lowers.contains(&rule.judged_as(false))
            && reach.contains(one.span)
            && !span.contains(one.span)
    })
}
