//! What is around every report: the head with its style, and the script at the end. Both are allowed by their hashes, and nothing
//! else is: no address, no form, no other script.

use std::io::{self, Write};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use claimlint_workspace::own_output::GENERATOR;
use maud::{DOCTYPE, Markup, PreEscaped, html};
use sha2::{Digest, Sha256};

use super::text::Text;

const STYLE: &str = include_str!("report.css");
const SCRIPT: &str = include_str!("report.js");

/// What the page may do, for the browser to hold it to.
fn policy() -> String {
    let hash = |text: &str| STANDARD.encode(Sha256::digest(text.as_bytes()));
    format!(
        "default-src 'none'; style-src 'sha256-{}'; script-src 'sha256-{}'; base-uri 'none'; form-action 'none'",
        hash(STYLE),
        hash(SCRIPT)
    )
}

/// Writes everything up to the content.
///
/// # Errors
/// The writer's own.
pub fn open(title: &str, out: &mut dyn Write) -> io::Result<()> {
    let head = html! {
        (DOCTYPE)
        (PreEscaped("<html lang=\"en\">\n"))
        head {
            meta charset="utf-8";
            // A folder in which the report lies is checked without it.
            meta name="generator" content=(GENERATOR);
            meta http-equiv="Content-Security-Policy" content=(policy());
            meta name="viewport" content="width=device-width, initial-scale=1";
            meta name="color-scheme" content="light dark";
            meta name="referrer" content="no-referrer";
            title { (Text(title)) }
            style { (PreEscaped(STYLE)) }
        }
        (PreEscaped("\n<body>\n"))
        a.skip href="#main" { "Skip to the content" }
        (PreEscaped("\n<main id=\"main\" tabindex=\"-1\">\n"))
    };
    out.write_all(head.into_string().as_bytes())
}

/// Writes everything after the content.
///
/// # Errors
/// The writer's own.
pub fn close(out: &mut dyn Write) -> io::Result<()> {
    let end: Markup = html! {
        (PreEscaped("\n</main>\n"))
        footer {
            p {
                "Written by claimlint. A finding is a question for the editor; a page without findings is not legal clearance. "
                "This file needs no network and stores nothing."
            }
        }
        script { (PreEscaped(SCRIPT)) }
        (PreEscaped("\n</body>\n</html>\n"))
    };
    out.write_all(end.into_string().as_bytes())
}
