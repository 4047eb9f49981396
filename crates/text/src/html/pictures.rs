//! Texts for pictures that nobody wrote: a program fills in the name of the file.

use super::attributes::Attributes;

/// A longer text for a picture, in bytes, is no name of a file.
const LONGEST_NAME_OF_FILE: usize = 40;

/// Whether the text for a picture is the name of its file and no more: "blushbrush" for `2013/06/blushbrush-1024x768.jpg`. Words that
/// somebody wrote are more, or have a capital.
pub fn is_name_of_file(attributes: &Attributes, text: &str) -> bool {
    let text = text.trim();
    if text.len() > LONGEST_NAME_OF_FILE || text.contains(char::is_uppercase) || text.split(' ').count() > 3 {
        return false;
    }
    let address = attributes.value(b"src").unwrap_or_default();
    let address = address.split(['?', '#']).next().unwrap_or_default();
    let file = address.rsplit('/').next().unwrap_or_default();
    let name = file.split('.').next().unwrap_or_default().to_ascii_lowercase();
    let letters = |words: &str| words.chars().filter(|sign| sign.is_alphabetic()).collect::<String>();
    // What follows the words is the size of the picture: "-1024x768".
    let name = letters(&name);
    let own = letters(text);
    !own.is_empty() && (name == own || name.strip_suffix('x') == Some(own.as_str()))
}
