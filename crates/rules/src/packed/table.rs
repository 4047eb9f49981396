//! A table of values of one type, each in a row of the same width.

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;

use serde::de::{Deserializer, Error, Visitor};
use serde::{Deserialize, Serialize, Serializer};

use super::row::Packed;

/// Values in rows of a fixed number of bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table<T, const WIDTH: usize> {
    rows: Cow<'static, [[u8; WIDTH]]>,
    values: PhantomData<T>,
}

impl<T: Packed<WIDTH>, const WIDTH: usize> Table<T, WIDTH> {
    /// Adds a value.
    pub fn push(&mut self, value: &T) {
        self.rows.to_mut().push(value.pack());
    }

    /// The value in a row. The row must be there.
    #[inline]
    pub fn get(&self, row: usize) -> T {
        T::unpack(&self.rows[row])
    }
}

impl<T, const WIDTH: usize> Table<T, WIDTH> {
    /// The rows as they lie there, for whoever reads a part of each alone.
    pub fn rows(&self) -> &[[u8; WIDTH]] {
        &self.rows
    }

    /// How many rows there are.
    pub fn count(&self) -> usize {
        self.rows.len()
    }
}

impl<T, const WIDTH: usize> Default for Table<T, WIDTH> {
    fn default() -> Table<T, WIDTH> {
        Table { rows: Cow::Borrowed(&[]), values: PhantomData }
    }
}

impl<T: Packed<WIDTH>, const WIDTH: usize> FromIterator<T> for Table<T, WIDTH> {
    fn from_iter<I: IntoIterator<Item = T>>(values: I) -> Table<T, WIDTH> {
        Table { rows: values.into_iter().map(|value| value.pack()).collect(), values: PhantomData }
    }
}

impl<T, const WIDTH: usize> Serialize for Table<T, WIDTH> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_bytes(self.rows.as_flattened())
    }
}

impl<'de: 'static, T, const WIDTH: usize> Deserialize<'de> for Table<T, WIDTH> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let rows = deserializer.deserialize_bytes(Rows)?;
        Ok(Table { rows: Cow::Borrowed(rows), values: PhantomData })
    }
}

/// Takes rows as they lie in what is read.
struct Rows<const WIDTH: usize>;

impl<'de: 'static, const WIDTH: usize> Visitor<'de> for Rows<WIDTH> {
    type Value = &'static [[u8; WIDTH]];

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "rows of {WIDTH} bytes")
    }

    fn visit_borrowed_bytes<E: Error>(self, bytes: &'de [u8]) -> Result<Self::Value, E> {
        match bytes.as_chunks() {
            (rows, []) => Ok(rows),
            _ => Err(E::invalid_length(bytes.len(), &self)),
        }
    }
}
