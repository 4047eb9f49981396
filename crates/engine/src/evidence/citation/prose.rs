//! Finds papers in running text that are mentioned with a journal, a year or both: "a 2015 study in the International Journal
//! of …", "published in Skin Letters in 2016", "a trial from 2018".
//!
//! They are read from the words for a paper and from "published": backwards to a year and forwards to a journal.

mod not_papers;

use std::ops::Range;

use claimlint_data::words::{citations, names};
use not_papers::is_other;

use super::cursor::{Cursor, SplitText, has_capital, is_month, is_plain, is_year, year};
use super::kinds::PaperPart;
use super::mention::{INSIDE_JOURNALS, Mention};
use super::surnames::is_surname;

/// At most this many words may be between a year and its paper: "a 2015 double-blind randomised study".
const MOST_BEHIND_YEAR: usize = 4;
/// This many may be between a determiner and a published paper: "a large new study published in".
const MOST_BEFORE_PAPER: usize = 3;
/// At most this many words are in the name of a journal between a year and its paper: "a 2015 Journal of the Skin study".
const MOST_IN_JOURNAL: usize = 9;
/// This many words that say of what kind it is may be between the journal and the paper, or before the year.
const MOST_OF_KIND: usize = 2;

/// Houses that do studies, and are no journals: "a 2019 Example Medical School study".
const HOUSES: &[&str] = &["school", "hospital", "laboratory", "laboratories", "labs", "clinics"];

/// They stand between two things, and no word of a kind does: "a team in 2015".
const LINKS_OF_WORDS: &[&str] =
    &["in", "of", "from", "since", "by", "and", "or", "to", "on", "for", "at", "with"];

/// What may be before the name of a journal.
const BEFORE_NAME: &[&str] = &[" ", " \"", " '"];
/// What may be between the name of a journal and a year.
const BEFORE_DATE: &[&str] = &[" ", ", ", ". ", " (", "\" ", "' ", ",\" ", "\", ", "', "];

/// The papers of a text, in order.
pub fn find(words: &SplitText<'_>) -> Vec<Mention> {
    let mut found: Vec<Mention> = Vec::new();
    for word in 0..words.count() {
        let mention = match words.small(word) {
            "published" => published(words, word),
            noun if is_paper(noun) && !is_other(words, word) => paper(words, word),
            _ if words.gap_before(word).ends_with('(') => bracketed(words, word),
            _ => None,
        };
        if let Some(mention) = mention {
            join(&mut found, mention);
        }
    }
    found
}

/// Whether a word, or the last part of a compound, is one for a paper: "sub-analysis".
fn is_paper(word: &str) -> bool {
    let last = memchr::memrchr(b'-', word.as_bytes()).map_or(word, |hyphen| &word[hyphen + 1..]);
    citations::PAPERS.contains(last)
}

/// Adds a mention, joined with those that it overlaps.
fn join(found: &mut Vec<Mention>, mention: Mention) {
    let Mention { mut range, mut parts, mut named } = mention;
    while let Some(other) = found.pop_if(|other| range.start < other.range.end) {
        range = range.start.min(other.range.start)..range.end.max(other.range.end);
        parts.extend(other.parts);
        named = named.or(other.named);
    }
    parts.sort();
    parts.dedup();
    found.push(Mention { range, parts, named });
}

/// The mention around a word for a paper.
fn paper(words: &SplitText<'_>, noun: usize) -> Option<Mention> {
    if let Some((start, author)) = author_and_year_before(words, noun) {
        let range = start..words.place(noun).end;
        return Some(Mention { named: Some(author), ..Mention::new(range, vec![PaperPart::Year]) });
    }
    if let Some(first) = journal_before(words, noun) {
        let range = words.place(first).start..words.place(noun).end;
        return Some(Mention::new(range, vec![PaperPart::Journal, PaperPart::Year]));
    }
    let dated = date_before(words, noun);
    let mut cursor = Cursor::on(words, noun);
    let is_published = publication(&mut cursor);
    let issue = issue(words, cursor, is_published);
    let Issue { end, mut parts } = issue.unwrap_or(Issue { end: words.place(noun).end, parts: Vec::new() });
    let first = match dated {
        Some(determiner) => {
            parts.push(PaperPart::Year);
            determiner
        }
        None if is_published => determiner_before(words, noun, MOST_BEFORE_PAPER).unwrap_or(noun),
        None => noun,
    };
    (!parts.is_empty()).then(|| Mention::new(words.place(first).start..end, parts))
}

/// "published in 2016", of whatever.
fn published(words: &SplitText<'_>, word: usize) -> Option<Mention> {
    let mut cursor = Cursor::on(words, word);
    cursor.take(&["online"]);
    let Issue { end, parts } = issue(words, cursor, true)?;
    Some(Mention::new(words.place(word).start..end, parts))
}

/// A journal and a date alone in brackets: "(Journal of the Skin, March 2019)".
fn bracketed(words: &SplitText<'_>, first: usize) -> Option<Mention> {
    let is_in_name = |&word: &usize| {
        has_capital(words.text(word)) && !is_month(words.small(word))
            || INSIDE_JOURNALS.contains(&words.small(word))
    };
    let count = (first..words.count()).take(MOST_IN_JOURNAL).take_while(is_in_name).count();
    let after = (first + count).checked_sub(1).filter(|&last| last > first)?;
    let name = words.place(first).start..words.place(after).end;
    let dated = after + 1 + usize::from(is_month(words.small(after + 1)));
    let is_alone = year(words.small(dated)).is_some() && words.gap_after(dated).starts_with(')');
    let range = words.place(first).start..words.place(dated).end;
    (is_alone && is_name_of_journal(words.small_in(name)))
        .then(|| Mention::new(range, vec![PaperPart::Journal, PaperPart::Year]))
}

/// Where "the Author 2019 trial" and "the 2019 Author et al. trial" begin after their first word, and the bytes of the surname.
fn author_and_year_before(words: &SplitText<'_>, noun: usize) -> Option<(usize, Range<usize>)> {
    let is_year = |word: usize| is_year(words.small(word));
    let is_author = |word: usize| {
        is_surname(words.text(word)) && words.text(word).contains(char::is_lowercase) && word > 0
    };
    let found = |start: usize, author: usize| Some((words.place(start).start, words.place(author).clone()));
    let al = noun.checked_sub(1).filter(|&al| words.small(al) == "al" && words.small(al - 1) == "et");
    if let Some(al) = al.filter(|&al| al >= 3) {
        let is_whole = is_author(al - 2) && is_year(al - 3) && words.is_joined(al - 3);
        return if is_whole { found(al - 3, al - 2) } else { None };
    }
    // Between them, there may be a journal or a design.
    let between = words.run_before(noun, MOST_BEHIND_YEAR, is_plain);
    let year = (noun - between).checked_sub(1).filter(|&word| is_year(word) && words.is_joined(word))?;
    let author = year.checked_sub(1).filter(|&word| is_author(word) && words.is_joined(word))?;
    let is_led = author
        .checked_sub(1)
        .is_some_and(|word| words.is_joined(word) && citations::DETERMINERS.contains(words.small(word)));
    if is_led { found(author, author) } else { None }
}

/// The first word of "a 2015 randomised study", from its last.
fn date_before(words: &SplitText<'_>, noun: usize) -> Option<usize> {
    let date = (noun - words.run_before(noun, MOST_BEHIND_YEAR, is_plain)).checked_sub(1)?;
    if words.small(date).len() != 4 || year(words.small(date)).is_none() || !words.is_joined(date) {
        return None;
    }
    determiner_of_date(words, date)
}

/// The first word of "a landmark May 2015", from its year.
fn determiner_of_date(words: &SplitText<'_>, date: usize) -> Option<usize> {
    let month = date - words.run_before(date, 1, is_month);
    let determiner = determiner_before(words, month, MOST_OF_KIND)?;
    let is_linked = (determiner..month).any(|word| LINKS_OF_WORDS.contains(&words.small(word)));
    (!is_linked).then_some(determiner)
}

/// The first word of "a 2015 Journal of the Skin study", from its last.
fn journal_before(words: &SplitText<'_>, noun: usize) -> Option<usize> {
    let is_kind = |word: &str| is_plain(word) && !INSIDE_JOURNALS.contains(&word);
    let kinds = (0..=words.run_before(noun, MOST_OF_KIND, is_kind)).map(|kinds| noun - kinds);
    let last = kinds.into_iter().find(|&end| end > 0 && has_capital(words.text(end - 1)))?;
    let is_in_name = |&word: &usize| {
        let is_joined = words.is_joined(word) || words.gap_after(word) == " & ";
        is_joined && (has_capital(words.text(word)) || INSIDE_JOURNALS.contains(&words.small(word)))
    };
    let count = (0..last).rev().take(MOST_IN_JOURNAL).take_while(is_in_name).count();
    let first = last - count;
    let date = first.checked_sub(1)?;
    let is_dated = words.small(date).len() == 4 && year(words.small(date)).is_some() && words.is_joined(date);
    let name = words.place(first).start..words.place(last - 1).end;
    let name = words.small_in(name);
    let is_house = |word: usize| {
        let word = words.small(word);
        names::COMPANIES.contains(word) || names::LEARNED_BODIES.contains(word) || HOUSES.contains(&word)
    };
    // In a title every word has a capital.
    let is_journal = count > 1
        && has_capital(words.text(first))
        && !has_capital(words.text(noun))
        && is_name_of_journal(name)
        && (name.contains("journal") || !(first..last).any(is_house));
    if is_dated && is_journal { determiner_of_date(words, date) } else { None }
}

/// The first word of "a large new study", from its last.
fn determiner_before(words: &SplitText<'_>, noun: usize, most_between: usize) -> Option<usize> {
    let before = words.run_before(noun, most_between + 1, is_plain);
    (noun - before..noun).find(|&word| citations::DETERMINERS.contains(words.small(word)))
}

/// Moves over "that was recently published online" after a paper, if it is there.
fn publication(cursor: &mut Cursor<'_, '_>) -> bool {
    let mut ahead = cursor.clone();
    ahead.take(&["that", "which"]);
    ahead.take(&["was", "were"]);
    ahead.take(&["recently"]);
    let is_published = ahead.take(&["published", "appearing"]);
    if is_published {
        ahead.take(&["online"]);
        *cursor = ahead;
    }
    is_published
}

/// Where and when a paper came out.
struct Issue {
    /// The byte at which the words for it end.
    end: usize,
    /// What they say.
    parts: Vec<PaperPart>,
}

/// Reads where and when a paper came out: "in the journal Skin Letters in 2016", "from 2016".
fn issue(words: &SplitText<'_>, mut cursor: Cursor<'_, '_>, is_published: bool) -> Option<Issue> {
    let mut dated = cursor.clone();
    if dated.take(&["in", "from", "of"]) && dated.date(&[" "]) {
        // "A study of 2000 women" says a number of women.
        let is_count = citations::COUNTED_PEOPLE.contains(words.small(dated.last + 1));
        return (!is_count).then(|| Issue { end: dated.end, parts: vec![PaperPart::Year] });
    }
    let is_in = cursor.take(&["in"]);
    if !is_in && !cursor.take(&["from", "by"]) {
        return None;
    }
    cursor.take(&["the"]);
    // With a capital, the word is a part of the name.
    let is_called_so = words.text(cursor.last + 1) == "journal" && cursor.take(&["journal"]);
    let name = cursor.name(BEFORE_NAME)?;
    let mut parts = Vec::new();
    if is_called_so || (is_published && is_in) || is_name_of_journal(words.small_in(name)) {
        parts.push(PaperPart::Journal);
    }
    if cursor.date(BEFORE_DATE) {
        parts.push(PaperPart::Year);
    }
    (!parts.is_empty()).then_some(Issue { end: cursor.end, parts })
}

/// Whether a name in small letters has a word that names of journals have.
fn is_name_of_journal(name: &str) -> bool {
    // Learned bodies publish, and are not journals.
    let is_body = names::LEARNED_BODIES.iter().any(|word| name.contains(word)) && !name.contains("journal");
    !is_body && citations::PARTS_OF_JOURNALS.iter().any(|word| name.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<(&str, Vec<PaperPart>)> {
        let small = text.to_ascii_lowercase();
        let found = find(&SplitText::of(text, &small)).into_iter();
        found.map(|mention| (&text[mention.range], mention.parts)).collect()
    }

    #[test]
    fn journals_and_years_are_read_around_the_words_for_papers() {
        let (journal, year) = (PaperPart::Journal, PaperPart::Year);
        for (text, expected, parts) in [
            ("In a 2015 double-blind study of the skin.", "a 2015 double-blind study", vec![year]),
            ("So says a May 2015 review.", "a May 2015 review", vec![year]),
            ("A landmark 2015 blind trial found it.", "A landmark 2015 blind trial", vec![year]),
            (
                "A 2015 Journal of the Skin study of mice",
                "A 2015 Journal of the Skin study",
                vec![journal, year],
            ),
            (
                "A large 2015 Skin Science & Hair clinical study found it",
                "A large 2015 Skin Science & Hair clinical study",
                vec![journal, year],
            ),
            (
                "A landmark 2015 trial published in the Journal of the Skin compared them",
                "A landmark 2015 trial published in the Journal of the Skin",
                vec![journal, year],
            ),
            ("A 2015 Example Medical School study", "A 2015 Example Medical School study", vec![year]),
            (
                "A 2015 study in the International Journal of Skin Letters, on mice",
                "A 2015 study in the International Journal of Skin Letters",
                vec![journal, year],
            ),
            ("A 2015 study in the City of Example", "A 2015 study", vec![year]),
            (
                "see a large new study that was published online in the journal Skin Letters in May 2016.",
                "a large new study that was published online in the journal Skin Letters in May 2016",
                vec![journal, year],
            ),
            ("A report in Skin Letters (2016).", "report in Skin Letters (2016)", vec![journal, year]),
            (
                "It works (Journal of the Skin, March 2016).",
                "Journal of the Skin, March 2016",
                vec![journal, year],
            ),
            ("It was published in 2016.", "published in 2016", vec![year]),
            (
                "Published by Example Press in June 2016",
                "Published by Example Press in June 2016",
                vec![year],
            ),
            ("a study in Journal of Skin", "study in Journal of Skin", vec![journal]),
            ("trials from 2018-19 say", "trials from 2018-19", vec![year]),
            (
                "a 2015 research paper in Skin Letters",
                "a 2015 research paper in Skin Letters",
                vec![journal, year],
            ),
        ] {
            assert_eq!(read(text), [(expected, parts)], "{text}");
        }
    }

    #[test]
    fn the_authors_and_the_journal_may_come_after_the_paper() {
        let author = |text: &str| {
            let small = text.to_ascii_lowercase();
            let words = SplitText::of(text, &small);
            find(&words).first().and_then(|mention| mention.author(&words).map(str::to_owned))
        };
        for text in [
            "A 2019 trial by Author et al. saw it",
            "A 2019 study in Skin Letters (Author and colleagues, 60 women) saw it",
            "A 2019 trial of sixty women by Author and Other saw it",
            "A 2019 review by Author, Other, and Third saw it",
            "In the Author 2019 trial it was so",
            "In the Author 2019 Skin Letters review it was so",
            "In the original 2019 Author et al. study it was so",
        ] {
            assert_eq!(author(text).as_deref(), Some("Author"), "{text}");
        }
        for text in [
            "A 2019 trial by Example saw it",
            "A 2019 trial saw it. Author et al. did not",
            "A 2019 trial in London and Leeds (the North)",
            "A 2019 trial by scientists and colleagues",
        ] {
            assert_eq!(author(text), None, "{text}");
        }
        let is_in = |text: &str, journal: &str| {
            let small = text.to_ascii_lowercase();
            let words = SplitText::of(text, &small);
            find(&words).iter().any(|mention| mention.is_in_journal(&words, journal))
        };
        assert!(is_in("A 2019 study in the Journal of the Skin and Hair found", "J Skin Hair"));
        assert!(is_in("A 2019 study in Skin Letters found", "Skin Letters"));
        assert!(is_in("A 2019 Journal of the Skin study found", "J Skin"));
        assert!(is_in("A 2019 study of forty women (Skin Letters) found", "Skin Letters"));
        assert!(!is_in("A 2019 study in Skin Letters found", "Skin"));
        assert!(!is_in("A 2019 study of Skin Letters found", "Skin Letters"));
        assert!(!is_in("A 2019 study found", ""));
    }

    #[test]
    fn counts_places_and_makers_are_not_journals_and_no_years() {
        for text in [
            "A study of 2000 women in London.",
            "A study in London showed it.",
            "A report by Anna Example.",
            "A study was published by the Example Association of Dermatologists.",
            "We published the list in spring.",
            "The trial, 2015 or not, was small.",
            "She has a degree in Nail Care Studies from 2017.",
        ] {
            assert_eq!(read(text), [], "{text}");
        }
    }
}
