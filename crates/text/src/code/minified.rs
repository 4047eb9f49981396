//! Whether a program wrote some code for browsers, so that nobody edits it: its copy is checked where it is written.

/// A longer line may not be written by hand, in bytes.
const LONGEST_LINE: usize = 1000;

/// Shorter code is read, whatever its lines are.
const SHORTEST: usize = 20_000;

/// Of so many bytes of prose, at least one is a space. Packed code has fewer.
const BYTES_TO_A_SPACE: usize = 12;

/// Whether code is packed for browsers: more than half of it is in long lines that are no prose.
pub fn is_minified(text: &str) -> bool {
    if text.len() < SHORTEST {
        return false;
    }
    let is_packed = |line: &&str| {
        line.len() > LONGEST_LINE
            && memchr::memchr_iter(b' ', line.as_bytes()).count() * BYTES_TO_A_SPACE < line.len()
    };
    let packed: usize = text.split('\n').filter(is_packed).map(str::len).sum();
    packed > text.len() / 2
}
