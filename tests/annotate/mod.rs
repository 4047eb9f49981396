//! `claimlint annotate`: comments stand on the words they are about, and all that others wrote stays as it was.

mod again;
mod files;
mod fixes;
mod many;
mod opendocument;
mod places;
mod read;
mod refused;
mod words;
