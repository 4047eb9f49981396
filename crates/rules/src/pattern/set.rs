//! A set of literals as it lies in the program, so that nothing is unpacked when it starts.

use std::borrow::Cow;

use serde::de::{Deserializer, Error, Visitor};
use serde::{Deserialize, Serialize, Serializer};

/// Literals, one after the other in one piece: before each is how many bytes it has. The first byte says whether they begin words.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Literals(Cow<'static, [u8]>);

impl Literals {
    /// A set of literals, none longer than 255 bytes.
    pub fn of(literals: &[Vec<u8>], begin_words: bool) -> Literals {
        let mut all = vec![u8::from(begin_words)];
        for literal in literals {
            all.push(literal.len() as u8);
            all.extend(literal);
        }
        Literals(all.into())
    }

    /// Whether they are only meant at the beginning of a word.
    pub fn begin_words(&self) -> bool {
        self.0.first() == Some(&1)
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.len() <= 1
    }

    /// The literals.
    pub fn iter(&self) -> impl Iterator<Item = &[u8]> {
        let mut rest = self.0.get(1..).unwrap_or_default();
        std::iter::from_fn(move || {
            let (length, following) = rest.split_first()?;
            let (literal, following) = following.split_at_checked(usize::from(*length))?;
            rest = following;
            Some(literal)
        })
    }
}

impl Serialize for Literals {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_bytes(&self.0)
    }
}

impl<'de: 'static> Deserialize<'de> for Literals {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Literals, D::Error> {
        Ok(Literals(Cow::Borrowed(deserializer.deserialize_bytes(Bytes)?)))
    }
}

/// Takes bytes as they lie in what is read.
struct Bytes;

impl<'de: 'static> Visitor<'de> for Bytes {
    type Value = &'static [u8];

    fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("literals")
    }

    fn visit_borrowed_bytes<E: Error>(self, bytes: &'de [u8]) -> Result<Self::Value, E> {
        Ok(bytes)
    }
}
