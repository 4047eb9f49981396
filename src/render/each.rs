//! A list in JSON whose items are made one by one as they are written, so that a report of half a million findings takes no
//! more memory than one of ten.

use serde::ser::{Serialize, Serializer};

/// A list of what an iterator yields; the iterator runs each time the list is written.
pub struct Each<F>(pub F);

impl<F, I> Serialize for Each<F>
where
    F: Fn() -> I,
    I: Iterator,
    I::Item: Serialize,
{
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        // A length that is known would be asked for first, and this one is not.
        let mut list = serializer.serialize_seq(None)?;
        (self.0)().try_for_each(|item| serde::ser::SerializeSeq::serialize_element(&mut list, &item))?;
        serde::ser::SerializeSeq::end(list)
    }
}
