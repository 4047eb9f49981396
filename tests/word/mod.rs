//! Documents of Word and OpenDocument are read as their readers see them, and what is found is where they find it.

mod bad_files;
mod changes;
mod citations;
mod documents;
mod opendocument;
pub mod package;
mod places;
mod text;
