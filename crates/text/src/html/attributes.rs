//! The attributes of the start tag that is being read.

use std::ops::Range;

/// An attribute.
#[derive(Debug)]
pub struct Attribute {
    /// Its name in small letters.
    pub name: Vec<u8>,
    /// Its value, with character references decoded.
    pub value: String,
    /// The bytes of its value in the source.
    pub range: Range<usize>,
}

/// The attributes of a tag, in the order of the source.
#[derive(Debug, Default)]
pub struct Attributes {
    list: Vec<Attribute>,
}

impl Attributes {
    /// Forgets the attributes of the tag before.
    pub fn clear(&mut self) {
        self.list.clear();
    }

    /// Adds an attribute that has no value yet.
    pub fn add(&mut self, name: &[u8]) {
        self.list.push(Attribute { name: name.to_vec(), value: String::new(), range: 0..0 });
    }

    /// Gives the last attribute its value.
    pub fn set_value(&mut self, value: &[u8], range: Range<usize>) {
        if let Some(attribute) = self.list.last_mut() {
            attribute.value = String::from_utf8_lossy(value).into_owned();
            attribute.range = range;
        }
    }

    /// All attributes.
    pub fn iter(&self) -> impl Iterator<Item = &Attribute> {
        self.list.iter()
    }

    /// The attribute with a name in small letters.
    pub fn get(&self, name: &[u8]) -> Option<&Attribute> {
        self.list.iter().find(|attribute| attribute.name == name)
    }

    /// The value of an attribute.
    pub fn value(&self, name: &[u8]) -> Option<&str> {
        self.get(name).map(|attribute| attribute.value.as_str())
    }

    /// The names in the attribute `class`.
    pub fn classes(&self) -> impl Iterator<Item = &str> {
        // React's name for it is "className".
        let classes = self.value(b"class").or_else(|| self.value(b"classname"));
        classes.unwrap_or_default().split_ascii_whitespace()
    }
}
