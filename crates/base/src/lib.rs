//! What all of claimlint rests on: spans of bytes, the text of a file and its lines, faults in TOML files, grades, days,
//! addresses.
//!
//! Nothing here knows about documents or rules, and nothing reads a file: the caller brings the bytes.

pub mod address;
mod charset;
pub mod day;
pub mod grade;
mod marked;
pub mod marks;
mod named_enum;
pub mod parts;
pub mod place;
pub mod source;
pub mod span;
pub mod toml_fault;
pub mod word_list;
