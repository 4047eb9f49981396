//! Tables that the program reads as they lie in its own file, so that nothing is decoded when it starts.
//!
//! A row is the bytes of its numbers, least byte first. A table that was made when rules were compiled and one that was
//! packed when the program was built look the same to whoever reads them.

mod map;
mod row;
mod table;

pub use map::Map;
pub use row::{Packed, number_at, row_of};
pub use table::Table;
