//! The ids in a package. One that stands twice makes programs show a comment in two places, so that new ones are new everywhere.

use rustc_hash::FxHashSet;

use crate::word::container::Part;

/// The ids that are used, and the next that is not.
#[derive(Default)]
pub struct Ids {
    used: FxHashSet<u32>,
    last: u32,
}

impl Ids {
    /// Adds those of a part.
    pub fn read(&mut self, part: &Part) {
        for start in [":id=\"", ":id='"] {
            let found = part.text.match_indices(start);
            let numbers = found.filter_map(|(at, start)| {
                let rest = &part.text[at + start.len()..];
                let length = rest.bytes().take(LONGEST).take_while(u8::is_ascii_digit).count();
                rest[..length].parse::<u32>().ok()
            });
            self.used.extend(numbers);
        }
    }

    /// One that nothing has.
    pub fn next(&mut self) -> u32 {
        self.last += 1;
        while !self.used.insert(self.last) {
            self.last += 1;
        }
        self.last
    }
}

/// No id has more digits.
const LONGEST: usize = 10;
