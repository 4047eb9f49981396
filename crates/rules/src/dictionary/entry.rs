//! What the dictionary notes about a word, packed into one number.

/// What is noted about a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Entry(pub u64);

impl Entry {
    /// Usual in American spelling.
    pub const AMERICAN: u64 = 1;
    /// Usual in British spelling.
    pub const BRITISH: u64 = 1 << 1;
    /// Usual in Canadian spelling.
    pub const CANADIAN: u64 = 1 << 2;
    /// Usual in Australian spelling.
    pub const AUSTRALIAN: u64 = 1 << 3;
    /// Usual in every spelling.
    pub const EVERYWHERE: u64 = 0b1111;
    /// A word that may be written in small letters; names alone lack it.
    pub const WORD: u64 = 1 << 4;
    /// A name, written with a capital.
    pub const NAME: u64 = 1 << 5;
    /// A word of the trade, which suggestions prefer.
    pub const TERM: u64 = 1 << 6;
    /// Where the level starts: 10 for the commonest words to 70 for the rarest.
    const LEVEL_SHIFT: u32 = 8;

    /// An entry of a list.
    pub fn new(flags: u64, level: u8) -> Entry {
        Entry(flags | (u64::from(level) << Entry::LEVEL_SHIFT))
    }

    /// What two lists say about one word.
    pub fn join(self, other: Entry) -> Entry {
        let flags = (self.0 | other.0) & ((1 << Entry::LEVEL_SHIFT) - 1);
        Entry::new(flags, self.level().min(other.level()))
    }

    /// Whether it has any of these flags.
    pub fn has(self, flags: u64) -> bool {
        self.0 & flags != 0
    }

    /// How common the word is: 10 for the commonest, 70 for the rarest.
    pub fn level(self) -> u8 {
        (self.0 >> Entry::LEVEL_SHIFT) as u8
    }
}
