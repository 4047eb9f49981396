//! Paths of keys, by which fields are named: `title`, `variants[].body_html`, `**.alt`, `en.*`.
//!
//! A path begins at the record: the row of a table, an item of a list at the top of a file, or the whole file. So a bare name is a
//! key right there. Large and small letters are the same.

use thiserror::Error;

/// A step from the outside of a file to a value in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// The value of a key.
    Key(String),
    /// An item of a list, counted from 0.
    Item(usize),
    /// The data that a text holds.
    Inside,
}

/// Why a text is not a path of keys.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[allow(missing_docs, reason = "the messages say what the fields are")]
pub enum NoKeyPath {
    /// It has no keys.
    #[error("this names no key; write one, such as `title`, or `**` for all")]
    Empty,
    /// A bracket is not closed, or something is in it.
    #[error(
        "`{part}` is not a key; write `[]` for each item of a list, and put a key with brackets in single quotation marks"
    )]
    Bracket { part: String },
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Segment {
    /// A key; a star in it is any text.
    Key { before: String, after: Option<String> },
    /// Each item of a list.
    Items,
    /// Any one step.
    Any,
    /// Any number of steps.
    Deep,
    /// The data that a text holds.
    Inside,
}

/// A path of keys.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyPath {
    /// As it is written, in small letters: the name of a column may have any signs.
    whole: String,
    segments: Vec<Segment>,
}

impl KeyPath {
    /// Reads a path.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn parse(text: &str) -> Result<KeyPath, NoKeyPath> {
        let mut segments = Vec::new();
        for part in parts(text) {
            segments_of(&part, &mut segments)?;
        }
        if segments.is_empty() {
            return Err(NoKeyPath::Empty);
        }
        Ok(KeyPath { whole: text.trim().to_lowercase(), segments })
    }

    /// A path that is the name of a column, whatever signs are in it.
    pub fn of_name(name: &str) -> KeyPath {
        let before = name.trim().to_lowercase();
        KeyPath { whole: before.clone(), segments: vec![Segment::Key { before, after: None }] }
    }

    /// A path of ours, which is right.
    pub(super) fn of_usual(text: &str) -> KeyPath {
        KeyPath::parse(text).unwrap_or_else(|_| KeyPath::of_name(text))
    }

    /// Whether it names what these steps lead to.
    pub fn names(&self, path: &[Step]) -> bool {
        if let [Step::Key(key)] = path
            && is_same(key, &self.whole)
        {
            return true;
        }
        names(&self.segments, path)
    }

    /// Whether it leads into data that the text holds to which these steps lead.
    pub fn opens(&self, path: &[Step]) -> bool {
        let ends = self.segments.iter().enumerate().filter(|(_, one)| **one == Segment::Inside);
        ends.map(|(index, _)| &self.segments[..index]).any(|before| names(before, path))
    }

    /// How much it leaves open: of several paths, the one counts that leaves the least.
    pub fn width(&self) -> (usize, usize, usize) {
        let count = |segment: &Segment| self.segments.iter().filter(|one| *one == segment).count();
        let stars =
            self.segments.iter().filter(|one| matches!(one, Segment::Key { after: Some(_), .. })).count();
        (count(&Segment::Deep), usize::MAX - self.segments.len(), count(&Segment::Any) + stars)
    }
}

/// What is between the stops of a path. A part in single quotation marks may have stops in it.
fn parts(text: &str) -> Vec<String> {
    let mut parts = vec![String::new()];
    let mut is_quoted = false;
    for sign in text.trim().chars() {
        match sign {
            '\'' => {
                is_quoted = !is_quoted;
                parts.last_mut().iter_mut().for_each(|part| part.push('\''));
            }
            '.' if !is_quoted => parts.push(String::new()),
            sign => parts.last_mut().iter_mut().for_each(|part| part.push(sign)),
        }
    }
    parts
}

fn segments_of(part: &str, segments: &mut Vec<Segment>) -> Result<(), NoKeyPath> {
    if let Some(name) = part.strip_prefix('\'').and_then(|rest| rest.strip_suffix('\'')) {
        segments.push(Segment::Key { before: name.to_lowercase(), after: None });
        return Ok(());
    }
    let name_end = part.find(['[', '{']).unwrap_or(part.len());
    let (name, mut rest) = part.split_at(name_end);
    match name {
        "" if rest.is_empty() => return Err(NoKeyPath::Empty),
        "" => {}
        "**" => segments.push(Segment::Deep),
        "*" => segments.push(Segment::Any),
        name => {
            let name = name.to_lowercase();
            segments.push(match name.split_once('*') {
                Some((before, after)) => {
                    Segment::Key { before: before.to_owned(), after: Some(after.to_owned()) }
                }
                None => Segment::Key { before: name, after: None },
            });
        }
    }
    while !rest.is_empty() {
        if let Some(more) = rest.strip_prefix("[]") {
            segments.push(Segment::Items);
            rest = more;
        } else if let Some(more) = rest.strip_prefix("{}") {
            segments.push(Segment::Inside);
            rest = more;
        } else {
            return Err(NoKeyPath::Bracket { part: part.to_owned() });
        }
    }
    Ok(())
}

fn is_same(key: &str, small: &str) -> bool {
    key == small || key.trim().eq_ignore_ascii_case(small)
}

/// Whether some segments name what these steps lead to. Each pair is looked at once: the time is that of one times the other.
fn names(segments: &[Segment], path: &[Step]) -> bool {
    if !segments.contains(&Segment::Deep) {
        return segments.len() == path.len() && segments.iter().zip(path).all(|(one, step)| fits(one, step));
    }
    // Which numbers of steps the segments so far can have led over.
    let mut reached = vec![false; path.len() + 1];
    reached[0] = true;
    for segment in segments {
        let mut next = vec![false; path.len() + 1];
        for at in 0..=path.len() {
            if *segment == Segment::Deep {
                // What a text holds is only looked into where a path says so.
                let goes_on = at > 0 && next[at - 1] && path[at - 1] != Step::Inside;
                next[at] = reached[at] || goes_on;
            } else if at > 0 {
                next[at] = reached[at - 1] && fits(segment, &path[at - 1]);
            }
        }
        reached = next;
    }
    reached[path.len()]
}

fn fits(segment: &Segment, step: &Step) -> bool {
    match (segment, step) {
        (Segment::Key { before, after: None }, Step::Key(key)) => is_same(key, before),
        (Segment::Key { before, after: Some(after) }, Step::Key(key)) => {
            let key = key.to_lowercase();
            key.len() >= before.len() + after.len() && key.starts_with(before) && key.ends_with(after)
        }
        (Segment::Items, Step::Item(_)) | (Segment::Inside, Step::Inside) => true,
        (Segment::Any, Step::Key(_) | Step::Item(_)) => true,
        _ => false,
    }
}

/// A path as a person reads it: `variants[2].body_html`.
pub fn shown(path: &[Step]) -> String {
    let mut text = String::new();
    for step in path {
        match step {
            Step::Key(key) => {
                if !text.is_empty() {
                    text.push('.');
                }
                text.push_str(key);
            }
            Step::Item(number) => text.push_str(&format!("[{number}]")),
            Step::Inside => text.push_str("{}"),
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn path(text: &str) -> Vec<Step> {
        let step = |part: &str| match part.parse() {
            Ok(number) => Step::Item(number),
            Err(_) if part == "{}" => Step::Inside,
            Err(_) => Step::Key(part.to_owned()),
        };
        text.split('/').map(step).collect()
    }

    #[test]
    fn a_path_names_keys_items_and_what_is_further_in() {
        for (pattern, at, is_named) in [
            ("title", "title", true),
            ("title", "Title", true),
            ("title", "seo/title", false),
            ("seo.title", "seo/title", true),
            ("variants[].body_html", "variants/3/body_html", true),
            ("variants[].body_html", "variants/body_html", false),
            ("*.title", "seo/title", true),
            ("*", "0", true),
            ("**.alt", "alt", true),
            ("**.alt", "images/0/alt", true),
            ("en.**", "en/a/b/c", true),
            ("en.**", "de/a", false),
            ("**.*_html", "en/a/body_html", true),
            ("body{}.text", "body/{}/text", true),
            ("**", "body/{}/text", false),
            ("Body (HTML)", "body (html)", true),
            ("Metafield: custom.care [text]", "Metafield: custom.care [text]", true),
            ("'home.title'", "home.title", true),
        ] {
            let pattern = KeyPath::parse(pattern).unwrap_or_else(|_| KeyPath::of_name(pattern));
            assert_eq!(pattern.names(&path(at)), is_named, "{pattern:?} {at}");
        }
        assert!(KeyPath::parse("body{}.text").unwrap().opens(&path("body")));
    }

    #[test]
    fn what_is_no_path_is_refused() {
        assert_eq!(KeyPath::parse(" "), Err(NoKeyPath::Empty));
        assert_eq!(KeyPath::parse("a..b"), Err(NoKeyPath::Empty));
        assert!(matches!(KeyPath::parse("a[0].b"), Err(NoKeyPath::Bracket { .. })));
    }
}
