//! An element that says something about all that is in it, up to its own end tag.

/// An element and how many of its name are open, itself included.
#[derive(Debug)]
pub struct Inside {
    name: Vec<u8>,
    depth: usize,
}

impl Inside {
    /// An element that begins, by its name in small letters.
    pub fn new(name: &[u8]) -> Inside {
        Inside { name: name.to_vec(), depth: 1 }
    }

    /// An element in it begins.
    pub fn open(&mut self, name: &[u8]) {
        self.depth += usize::from(self.name == name);
    }

    /// An element ends; whether it is this one.
    pub fn close(&mut self, name: &[u8]) -> bool {
        self.depth -= usize::from(self.name == name);
        self.depth == 0
    }
}
