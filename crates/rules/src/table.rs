//! Tables of numbers that the program reads as they lie in its own file, so that nothing is decoded when it starts.
//!
//! A row is the bytes of its numbers, least byte first. Tables made when rules are compiled and tables packed when the
//! program was built look the same to whoever reads them.

use std::borrow::Cow;

use serde::de::{Deserializer, Error, Visitor};
use serde::{Deserialize, Serialize, Serializer};

/// Rows of so many bytes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Table<const WIDTH: usize>(Cow<'static, [[u8; WIDTH]]>);

impl<const WIDTH: usize> Table<WIDTH> {
    /// Adds a row.
    pub fn push(&mut self, row: [u8; WIDTH]) {
        self.0.to_mut().push(row);
    }

    /// The rows.
    pub fn rows(&self) -> &[[u8; WIDTH]] {
        &self.0
    }

    /// How many rows there are.
    pub fn count(&self) -> usize {
        self.0.len()
    }
}

impl<const WIDTH: usize> FromIterator<[u8; WIDTH]> for Table<WIDTH> {
    fn from_iter<T: IntoIterator<Item = [u8; WIDTH]>>(rows: T) -> Table<WIDTH> {
        Table(rows.into_iter().collect())
    }
}

impl Table<4> {
    /// A number in each row.
    pub fn of_numbers(numbers: impl IntoIterator<Item = u32>) -> Table<4> {
        Table(numbers.into_iter().map(u32::to_le_bytes).collect())
    }

    /// The number in a row.
    pub fn number(&self, row: usize) -> u32 {
        u32::from_le_bytes(self.0[row])
    }
}

/// The number at a byte of a row. Byte by byte it becomes one load; copying a slice is a call.
#[inline]
pub fn number_at<const WIDTH: usize>(row: &[u8; WIDTH], at: usize) -> u32 {
    u32::from_le_bytes([row[at], row[at + 1], row[at + 2], row[at + 3]])
}

impl<const WIDTH: usize> Serialize for Table<WIDTH> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_bytes(self.0.as_flattened())
    }
}

impl<'de: 'static, const WIDTH: usize> Deserialize<'de> for Table<WIDTH> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Rows<const WIDTH: usize>;
        impl<'de: 'static, const WIDTH: usize> Visitor<'de> for Rows<WIDTH> {
            type Value = Table<WIDTH>;

            fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                write!(formatter, "rows of {WIDTH} bytes")
            }

            fn visit_borrowed_bytes<E: Error>(self, bytes: &'de [u8]) -> Result<Self::Value, E> {
                match bytes.as_chunks() {
                    (rows, []) => Ok(Table(Cow::Borrowed(rows))),
                    _ => Err(E::invalid_length(bytes.len(), &self)),
                }
            }
        }
        deserializer.deserialize_bytes(Rows)
    }
}
