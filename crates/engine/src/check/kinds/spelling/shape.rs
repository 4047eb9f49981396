//! Which letters of a word are capitals, which names have some inside, and how short a word may be.

/// Shorter words are abbreviations as often as not.
pub const SHORTEST: usize = 4;

/// Which letters of a word are capitals.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// None.
    Small,
    /// The first alone.
    Capital,
    /// All.
    Capitals,
    /// Others than the first, and not all.
    Mixed,
}

impl Shape {
    /// The shape of a word.
    pub fn of(word: &str) -> Shape {
        let mut letters = word.chars().filter(|sign| sign.is_alphabetic());
        let first = letters.next().is_some_and(char::is_uppercase);
        let (mut small, mut capital) = (false, false);
        for letter in letters {
            if letter.is_uppercase() { capital = true } else { small = true }
        }
        match (first, small, capital) {
            (_, true, true) | (false, false, true) => Shape::Mixed,
            (true, false, true) => Shape::Capitals,
            (true, _, false) => Shape::Capital,
            (false, _, false) => Shape::Small,
        }
    }
}

/// Whether a word is a capital and small letters after it, and no other sign.
pub fn is_capital_and_small(word: &str) -> bool {
    word.starts_with(char::is_uppercase) && word.chars().skip(1).all(char::is_lowercase)
}

/// Names with a capital inside, as their owners write them.
pub const INNER_CAPITALS: [&str; 15] = [
    "DoorDash",
    "FedEx",
    "GitHub",
    "JavaScript",
    "LinkedIn",
    "MacBook",
    "MasterCard",
    "PayPal",
    "PlayStation",
    "SoundCloud",
    "TikTok",
    "TripAdvisor",
    "WhatsApp",
    "WordPress",
    "YouTube",
];
