//! Fixes the texts of a file of data. A file that would say anything else besides what its fixes mean stays as it is.

use claimlint_base::source::Source;
use claimlint_base::span::Span;
use claimlint_engine::{Edit, Linter, fix};
use claimlint_rules::Safety;
use claimlint_text::data::{self, Field, Sink};
use claimlint_text::{Format, UnreadPart};
use rayon::prelude::*;
use similar::{ChangeTag, TextDiff};

use super::{Checking, Content, check, check_source, source_of};
use crate::guard::{caught, guarded};
use crate::report::{FileError, FileReport, NOT_WRITTEN_BACK, Rewrite};

/// What the fixes of a text are in the file.
struct FieldFixed {
    /// The text as it is to be; `None` for the page that code is, whose other texts change it as well.
    text: Option<String>,
    edits: Vec<Edit>,
    applied: usize,
    left_out: usize,
}

/// Checks the bytes of a file with its fixes applied. The file on disk stays as it is; the report says what changed.
pub(crate) fn fix_data(how: Checking<'_>, bytes: Vec<u8>, safety: Safety) -> FileReport {
    let Checking { path, content, linter, .. } = how;
    let source = match source_of(bytes.clone()) {
        Ok(source) => source,
        Err(error) => return FileReport::failed(path, error.message),
    };
    let mut fields = Fields::default();
    let read = caught(|| data::read(source.text(), content.format, &content.fields, &mut fields));
    if let Err(undone) = read {
        return FileReport::failed(path, undone.to_string());
    }
    let fixed: Vec<FieldFixed> =
        fields.all.par_iter().map(|field| fix_field(field, linter, safety)).collect();
    let mut edits: Vec<Edit> = fixed.iter().flat_map(|one| one.edits.iter().cloned()).collect();
    edits.sort_by_key(|edit| edit.span);
    let applied: usize = fixed.iter().map(|one| one.applied).sum();
    let left_out: usize = fixed.iter().map(|one| one.left_out).sum();
    if edits.is_empty() {
        let mut report = check_source(how, source);
        report.fixes_left_out = left_out;
        return report;
    }
    let refused = if source.encode(source.text()) != bytes { Some(NOT_WRITTEN_BACK) } else { None };
    let text = fix::apply(source.text(), &edits);
    let says_the_same = || is_same_but_for(&source, &text, content, &fixed, edits.len());
    if let Some(message) = refused.or_else(|| (!says_the_same()).then_some(NOT_THE_SAME)) {
        let mut report = check_source(how, source);
        report.errors.push(FileError::of_file(message));
        report.is_unfixed = true;
        return report;
    }
    let after = source.encode(&text);
    let mut report = check(how, after.clone());
    report.change = Some(Rewrite { before: bytes, after, fixes: applied });
    report.fixes_left_out = left_out;
    report
}

/// What is said about a file that would say something else.
const NOT_THE_SAME: &str =
    "it was left unchanged: writing the fixes into it would change other text as well; correct it by hand";

#[derive(Default)]
struct Fields {
    all: Vec<Field>,
    faults: usize,
}

impl Sink for Fields {
    fn field(&mut self, field: Field) {
        self.all.push(field);
    }

    fn fault(&mut self, _: UnreadPart) {
        self.faults += 1;
    }
}

fn fix_field(field: &Field, linter: &Linter, safety: Safety) -> FieldFixed {
    let is_page = field.format == Format::Jsx;
    let said = |text: &str| (!is_page).then(|| text.to_owned());
    let unchanged =
        |left_out| FieldFixed { text: said(&field.text), edits: Vec::new(), applied: 0, left_out };
    let page = Source::from_text(field.text.clone());
    let Ok(Ok(fixed)) = guarded(&page, || linter.fix(&field.text, field.format, safety)) else {
        return unchanged(0);
    };
    if fixed.applied.is_empty() {
        return unchanged(fixed.left_out);
    }
    let written: Option<Vec<Edit>> = changes(&field.text, &fixed.text)
        .into_iter()
        .map(|edit| field.places.write(edit.span, &edit.text).map(|(span, text)| Edit { span, text }))
        .collect();
    match written {
        Some(edits) => FieldFixed {
            text: said(&fixed.text),
            edits,
            applied: fixed.applied.len(),
            left_out: fixed.left_out,
        },
        None => unchanged(fixed.applied.len() + fixed.left_out),
    }
}

/// What must change in a text for it to become another, in words.
fn changes(before: &str, after: &str) -> Vec<Edit> {
    let diff = TextDiff::from_words(before, after);
    let mut edits: Vec<Edit> = Vec::new();
    let mut at = 0;
    let mut is_open = false;
    for change in diff.iter_all_changes() {
        let value = change.value();
        match change.tag() {
            ChangeTag::Equal => {
                at += value.len();
                is_open = false;
                continue;
            }
            _ if !is_open => edits.push(Edit { span: Span::at(at), text: String::new() }),
            _ => {}
        }
        is_open = true;
        if let Some(edit) = edits.last_mut() {
            if change.tag() == ChangeTag::Delete {
                at += value.len();
                edit.span = Span::of(edit.span.start()..at);
            } else {
                edit.text.push_str(value);
            }
        }
    }
    edits
}

/// Whether a file says the same with its fixes, but for the texts that they are meant to change.
fn is_same_but_for(
    before: &Source,
    after: &str,
    content: &Content,
    fixed: &[FieldFixed],
    edits: usize,
) -> bool {
    let mut fields = Fields::default();
    data::read(after, content.format, &content.fields, &mut fields);
    let says = fields.all.len() == fixed.len()
        && fields
            .all
            .iter()
            .zip(fixed)
            .all(|(field, fixed)| fixed.text.as_ref().is_none_or(|text| *text == field.text));
    let (one, other) = (data::digest(before.text(), content.format), data::digest(after, content.format));
    let changed = one.iter().zip(&other).filter(|(one, other)| one != other).count();
    says && one.len() == other.len() && changed <= edits
}
