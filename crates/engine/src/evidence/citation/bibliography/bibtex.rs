//! Reads BibTeX and BibLaTeX with the crate `biblatex`.
//!
//! The crate stops at the first fault, follows `crossref` and `@string` in circles, and evaluates TeX in fields that are not
//! needed here. So a file with a fault is cut into its entries, each is read by itself, and the crate gets only the fields
//! that a [`Work`] has.

use biblatex::{
    Bibliography, ChunksExt, Pair, ParseError, ParseErrorKind, Person, RawBibliography, RawChunk, RawEntry,
};
use rustc_hash::{FxHashMap, FxHashSet};

use super::entries::{ReadEntries, plain, year};
use super::work::Work;

/// The fields that a work is made of.
const FIELDS: &[&str] = &[
    "author",
    "title",
    "date",
    "year",
    "journaltitle",
    "journal",
    "booktitle",
    "doi",
    "pmid",
    "eprint",
    "eprinttype",
    "url",
];
/// Nobody nests TeX deeper, and the crate would recurse as deep.
const DEEPEST: usize = 32;
/// A `@string` with more bytes than this, together with those that it names, is not a journal.
const LONGEST_STRING: usize = 10_000;
/// What happens to an entry with a fault.
const WITHOUT: &str = "this entry was skipped";

/// Reads a file. The places of entries and faults are bytes of the text.
pub fn read(text: &str) -> ReadEntries {
    let mut read = ReadEntries::default();
    let mut pieces = Vec::new();
    match RawBibliography::parse(text) {
        Ok(raw) => pieces.push((0, raw)),
        Err(_) => {
            let starts = starts(text);
            let ends = starts.iter().copied().skip(1).chain([text.len()]);
            for (start, end) in starts.iter().copied().zip(ends) {
                let piece = text[start..end].trim_end();
                match RawBibliography::parse(piece) {
                    Ok(raw) => pieces.push((start, raw)),
                    Err(error) if error.span.start >= piece.len() => {
                        read.faults.push((start, format!("this entry is not closed; {WITHOUT}")));
                    }
                    Err(error) => read.faults.push(fault(start, &error)),
                }
            }
            if starts.is_empty() {
                read.faults.push((0, "this is not BibTeX; the file was skipped".to_owned()));
            }
        }
    }
    let all = pieces.iter().flat_map(|(_, raw)| raw.abbreviations.iter());
    let abbreviations = Abbreviations::of(all);
    for (start, raw) in pieces {
        for entry in raw.entries {
            let at = start + entry.span.start;
            match work(entry.v, &abbreviations) {
                Ok(work) => read.works.push((at, work)),
                Err(error) => read.faults.push(fault(start, &error)),
            }
        }
    }
    read
}

/// Where entries begin: at an `@` at the beginning of a line, with a name and a bracket after it.
fn starts(text: &str) -> Vec<usize> {
    memchr::memchr_iter(b'@', text.as_bytes()).filter(|at| begins_entry(text, *at)).collect()
}

fn begins_entry(text: &str, at: usize) -> bool {
    let (before, after) = (text[..at].trim_end_matches([' ', '\t']), &text[at + 1..]);
    let rest = after.trim_start_matches(|sign: char| sign.is_ascii_alphabetic());
    let begins_line = before.is_empty() || before.ends_with(['\n', '\r']);
    begins_line && rest.len() < after.len() && rest.trim_start().starts_with(['{', '('])
}

/// A fault in a piece of the text that begins at some byte.
fn fault(start: usize, error: &ParseError) -> (usize, String) {
    let what = match &error.kind {
        ParseErrorKind::UnexpectedEof => "something in it is not closed".to_owned(),
        kind => kind.to_string(),
    };
    (start + error.span.start, format!("this entry cannot be read: {what}; {WITHOUT}"))
}

/// The `@string`s that name only earlier ones, and stay short and shallow with these put in. Of two with one name, the first
/// counts.
#[derive(Default)]
struct Abbreviations<'s> {
    by_name: FxHashMap<&'s str, Abbreviation<'s>>,
}

struct Abbreviation<'s> {
    pair: Pair<'s>,
    /// Its bytes, with those that it names put in.
    length: usize,
    /// How many others are put in, one inside the other.
    depth: usize,
}

impl<'s> Abbreviations<'s> {
    fn of<'r>(all: impl Iterator<Item = &'r Pair<'s>>) -> Abbreviations<'s>
    where
        's: 'r,
    {
        let mut kept = Abbreviations::default();
        for pair in all {
            let named: Option<Vec<_>> = names(pair).map(|name| kept.by_name.get(name)).collect();
            let Some(named) = named.filter(|_| is_shallow(pair)) else { continue };
            let own = pair.value.v.iter().map(|chunk| match chunk.v {
                RawChunk::Normal(text) => text.len(),
                RawChunk::Abbreviation(_) => 0,
            });
            let length = own.chain(named.iter().map(|other| other.length)).sum();
            let depth = named.iter().map(|other| other.depth + 1).max().unwrap_or(0);
            if length <= LONGEST_STRING && depth <= DEEPEST {
                let abbreviation = Abbreviation { pair: pair.clone(), length, depth };
                kept.by_name.entry(pair.key.v).or_insert(abbreviation);
            }
        }
        kept
    }

    /// Those that some fields need: the ones they name, and the ones these name.
    fn needed(&self, fields: &[Pair<'s>]) -> Vec<Pair<'s>> {
        let mut seen: FxHashSet<&str> = FxHashSet::default();
        let mut needed: Vec<Pair<'s>> = Vec::new();
        let mut wanted: Vec<&str> = fields.iter().flat_map(names).collect();
        while let Some(name) = wanted.pop() {
            if let Some(found) = self.by_name.get(name).filter(|_| seen.insert(name)) {
                wanted.extend(names(&found.pair));
                needed.push(found.pair.clone());
            }
        }
        needed
    }
}

/// The `@string`s that a field names.
fn names<'p, 's>(pair: &'p Pair<'s>) -> impl Iterator<Item = &'s str> + 'p {
    pair.value.v.iter().filter_map(|chunk| match chunk.v {
        RawChunk::Abbreviation(name) => Some(name),
        RawChunk::Normal(_) => None,
    })
}

/// Whether no braces in a field are nested too deep.
fn is_shallow(pair: &Pair<'_>) -> bool {
    pair.value.v.iter().all(|chunk| {
        let RawChunk::Normal(text) = chunk.v else { return true };
        let mut depth: usize = 0;
        text.bytes().all(|byte| {
            match byte {
                b'{' => depth += 1,
                b'}' => depth = depth.saturating_sub(1),
                _ => {}
            }
            depth <= DEEPEST
        })
    })
}

/// What an entry says.
fn work<'s>(mut entry: RawEntry<'s>, abbreviations: &Abbreviations<'s>) -> Result<Work, ParseError> {
    let key = entry.key.v.to_owned();
    let note = verbatim(&entry, "note");
    entry.fields.retain(|pair| FIELDS.iter().any(|field| pair.key.v.eq_ignore_ascii_case(field)));
    if let Some(deep) = entry.fields.iter().find(|pair| !is_shallow(pair)) {
        return Err(ParseError { span: deep.value.span.clone(), kind: ParseErrorKind::MalformedCommand });
    }
    let abbreviations = abbreviations.needed(&entry.fields);
    let raw = RawBibliography {
        preamble: String::new(),
        entries: vec![biblatex::Spanned::new(entry, 0..0)],
        abbreviations,
    };
    let entries = Bibliography::from_raw(raw)?.into_vec();
    let field = |name: &str| {
        let value = entries.iter().find_map(|entry| entry.get(name));
        plain(&value.map(ChunksExt::format_verbatim).unwrap_or_default())
    };
    let people = entries.iter().filter_map(|entry| entry.get_as::<Vec<Person>>("author").ok()).flatten();
    let surnames = people.map(|person| plain(&format!("{} {}", person.prefix, person.name)));
    let journals = ["journaltitle", "journal", "booktitle"].into_iter().map(field);
    let url = field("url");
    let mut work = Work {
        key,
        title: field("title"),
        authors: surnames.filter(|name| !name.is_empty()).collect(),
        year: year(&field("date")).or_else(|| year(&field("year"))),
        journal: journals.into_iter().find(|name| !name.is_empty()).unwrap_or_default(),
        url: (!url.is_empty()).then(|| url.clone()),
        ..Work::default()
    };
    let of_pubmed = field("eprinttype").eq_ignore_ascii_case("pubmed");
    let eprint = if of_pubmed { field("eprint") } else { String::new() };
    let pmid = Some(field("pmid")).filter(|pmid| !pmid.is_empty()).unwrap_or(eprint);
    work.identify(&field("doi"), &pmid, &[&url, &note]);
    Ok(work)
}

/// What a field says as it is written, with its TeX.
fn verbatim(entry: &RawEntry<'_>, name: &str) -> String {
    let fields = entry.fields.iter().filter(|pair| pair.key.v.eq_ignore_ascii_case(name));
    let text = fields.flat_map(|pair| &pair.value.v).filter_map(|chunk| match chunk.v {
        RawChunk::Normal(text) => Some(text),
        RawChunk::Abbreviation(_) => None,
    });
    text.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn works(text: &str) -> Vec<Work> {
        let read = read(text);
        assert_eq!(read.faults, []);
        read.works.into_iter().map(|(_, work)| work).collect()
    }

    #[test]
    fn an_entry_is_read_with_its_tex_and_its_abbreviations() {
        let text = "@string{jws = \"Journal of Wexcombe Skin\"}\n@Article{mud16,\n  author = {Quillf{\\\"a}rth, Ina and van der Corrow, B. and {Wexcombe Skin Council}},\n  title = {{Blue} mud \\& the\n skin barrier}, journal = jws, year = 2016, month = feb,\n  abstract = {It costs $5.}, doi = {https://doi.org/10.5555/Mud}, note = {$5, PMID: 1234567}\n}\n";
        let found = works(text);
        let expected = Work {
            key: "mud16".into(),
            title: "Blue mud & the skin barrier".into(),
            authors: vec!["Quillf\u{E4}rth".into(), "van der Corrow".into(), "Wexcombe Skin Council".into()],
            year: Some(2016),
            journal: "Journal of Wexcombe Skin".into(),
            doi: Some("10.5555/mud".into()),
            pmid: Some("1234567".into()),
            url: None,
        };
        assert_eq!(found, [expected]);
    }

    #[test]
    fn entries_around_a_broken_one_are_read() {
        let text = "Exported for desk@glowmere.example\n\n@book{one, title = {One}, date = {2019-04}}\n@article{two, title = {Two,\n year = 2018\n}\n@misc{three title = {Three}}\n@article{four, journal = nosuch}\n@misc{five, title = {Five}, eprint = {7654321}, eprinttype = {pubmed}}\n";
        let read = read(text);
        let keys: Vec<&str> = read.works.iter().map(|(_, work)| work.key.as_str()).collect();
        assert_eq!(keys, ["one", "five"]);
        let mut places: Vec<&str> = read.faults.iter().map(|(at, _)| &text[*at..*at + 7]).collect();
        places.sort_unstable();
        assert_eq!(places, ["@articl", "nosuch}", "title ="], "{:?}", read.faults);
        assert_eq!(read.works[1].1.pmid.as_deref(), Some("7654321"));
    }

    #[test]
    fn circles_and_depths_end() {
        let deep = format!("@misc{{deep, title = {{{}x{}}}}}", "\\a{".repeat(50_000), "}".repeat(50_000));
        for text in [
            "@string{one = two # one}\n@string{two = one}\n@misc{a, title = one}",
            "@misc{a, crossref = {b}, title = {A}}\n@misc{b, crossref = {a}, xdata = {b}}",
            "@misc{a, ids = {a, b}, date = {99999999999999-01}, year = {}, author = { and , and ,,}}",
            &deep,
            "@",
            "@a",
            "@a{",
            "@a{b,",
            "@a{b, title = {\\",
            "@a{b, title = \"{\"}",
            "@comment{",
            "@string{a",
            "@preamble{1",
        ] {
            let read = read(text);
            assert!(read.works.len() + read.faults.len() > 0 || text.starts_with("@com"), "{text}");
        }
    }
}
