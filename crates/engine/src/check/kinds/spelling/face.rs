//! Faces made of signs: `:)`, `:-(`, `:)))`.

use claimlint_base::source::end_of;

/// Eyes, with a nose or a tear.
const EYES: &[&str] = &[":", ";", "=", ":-", ";-", "=-", ":'"];

/// A face has at most this many bytes.
const LONGEST_FACE: usize = 32;

/// Whether a bracket after some text is the mouth of a face, which may be drawn several times over. A face stands apart from the word
/// before it; one that smiles may touch it, and so may one that no word follows.
pub fn is_mouth(before: &str, mouth: char, after: &str) -> bool {
    let head = end_of(before, LONGEST_FACE).trim_end_matches(mouth);
    let mut faces = EYES.iter().filter_map(|eyes| head.strip_suffix(eyes));
    let is_free = mouth == ')' || !after.starts_with(char::is_alphanumeric);
    faces.any(|rest| is_free || rest.is_empty() || rest.ends_with(char::is_whitespace))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mouth_may_be_drawn_several_times_over() {
        for (before, mouth, after) in [
            ("so soft :", ')', ""),
            ("so soft:", ')', ""),
            ("so soft :))", ')', ""),
            ("it hurt :", '(', " but"),
        ] {
            assert!(is_mouth(before, mouth, after), "{before}{mouth}");
        }
        for (before, mouth, after) in
            [("Note:", '(', "see below)"), ("(soft", ')', ""), ("soft ", '(', "dry)")]
        {
            assert!(!is_mouth(before, mouth, after), "{before}{mouth}");
        }
    }
}
