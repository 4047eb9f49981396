//! A pager for reports that are longer than the terminal: the one that the user's environment names, or `less`. Nothing
//! in a repository decides which program that is.

use std::io::{IsTerminal, Write};
use std::process::{Child, Command, Stdio};

use super::failure::Failure;
use super::interrupt;

/// The variables that name a pager, the first that is set counts. An empty one, or `cat`, means none.
const VARIABLES: [&str; 2] = ["CLAIMLINT_PAGER", "PAGER"];

/// It ends at once where all fits, keeps colours, and leaves what it showed on the screen.
const USUAL: &str = "less -FRX";

/// Writes to standard output, through a pager if it is wanted and standard output is a terminal.
///
/// # Errors
/// What `write` returns.
pub fn page(
    is_wanted: bool,
    write: impl FnOnce(&mut dyn Write) -> Result<(), Failure>,
) -> Result<(), Failure> {
    let pager = if is_wanted && std::io::stdout().is_terminal() { start() } else { None };
    let Some(mut pager) = pager else { return write(&mut std::io::stdout().lock()) };
    // Ctrl-C is for the pager, which lives longer than what is written to it.
    interrupt::leave_to_others();
    let written = match pager.stdin.take() {
        Some(mut input) => write(&mut input),
        None => Ok(()),
    };
    // However it ends, the report is the same.
    let _ = pager.wait();
    match written {
        // Whoever left the pager has seen enough.
        Err(failure) if failure.is_closed_pipe() => Ok(()),
        written => written,
    }
}

/// Starts the pager; `None` where there is none, or it cannot be started.
fn start() -> Option<Child> {
    let words = words(|name| std::env::var(name).ok());
    let (program, arguments) = words.split_first()?;
    Command::new(program).args(arguments).stdin(Stdio::piped()).spawn().ok()
}

/// The words of the command. No shell reads them.
fn words(variable: impl Fn(&str) -> Option<String>) -> Vec<String> {
    let named = VARIABLES.iter().find_map(|name| variable(name));
    let command = named.unwrap_or_else(|| USUAL.to_owned());
    let words: Vec<String> = command.split_whitespace().map(str::to_owned).collect();
    match words.as_slice() {
        [only] if only == "cat" => Vec::new(),
        // By itself it would show colours as codes, and wait where all fits.
        [only] if only == "less" => USUAL.split_whitespace().map(str::to_owned).collect(),
        _ => words,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_variable_that_is_set_names_the_pager() {
        let with = |own: Option<&str>, usual: Option<&str>| {
            words(|name| if name == "PAGER" { usual } else { own }.map(str::to_owned)).join(" ")
        };
        assert_eq!(with(None, None), "less -FRX");
        assert_eq!(with(None, Some("more -s")), "more -s");
        assert_eq!(with(Some("most"), Some("more")), "most");
        assert_eq!(with(None, Some("less")), "less -FRX");
        for none in ["", "cat"] {
            assert_eq!(with(Some(none), Some("more")), "");
        }
    }
}
