//! Runs git so that nothing in the repository can start a program or reach the network.
//!
//! Only commands are run that look things up: they know no filters, text conversions, hooks, pagers or external diffs. What
//! is left by which git itself would start something is turned off here: asking a remote for what a partial clone lacks, a
//! file system monitor, and settings from a folder that is laid out as a bare repository.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use super::error::ChangesError;

/// Settings that override those of the repository.
const SETTINGS: [&str; 4] =
    ["safe.bareRepository=explicit", "core.fsmonitor=false", "core.hooksPath=/dev/null", "core.pager=cat"];

/// Variables that hold for git and all that it starts. An empty list of protocols forbids every transport, so that a git
/// before 2.45, which does not know `GIT_NO_LAZY_FETCH`, fetches nothing either.
const VARIABLES: [(&str, &str); 7] = [
    ("GIT_NO_LAZY_FETCH", "1"),
    ("GIT_ALLOW_PROTOCOL", ""),
    ("GIT_PROTOCOL_FROM_USER", "0"),
    ("GIT_TERMINAL_PROMPT", "0"),
    // Looking changes nothing, not even git's index.
    ("GIT_OPTIONAL_LOCKS", "0"),
    // What is compared is what was committed, not what a reference puts in its place.
    ("GIT_NO_REPLACE_OBJECTS", "1"),
    // Messages are compared with words that we know.
    ("LC_ALL", "C"),
];

/// Variables by which a hook tells git about the repository that it runs in; a submodule is another one.
const OF_A_REPOSITORY: [&str; 6] =
    ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY", "GIT_COMMON_DIR", "GIT_NAMESPACE"];

/// A repository to ask: that of the current folder, or a submodule in a folder of its own.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Repository {
    /// The folder of the submodule.
    pub submodule: Option<PathBuf>,
}

impl Repository {
    /// A command of git in it, which looks things up.
    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new("git");
        SETTINGS.iter().for_each(|setting| _ = command.args(["-c", setting]));
        command.envs(VARIABLES);
        if let Some(folder) = &self.submodule {
            command.current_dir(folder);
            OF_A_REPOSITORY.iter().for_each(|name| _ = command.env_remove(name));
        }
        command.args(arguments).stdin(Stdio::null()).stderr(Stdio::piped());
        command
    }

    /// What a command of git prints.
    ///
    /// # Errors
    /// Git is not there, or does not do what it is asked.
    pub fn ask(&self, arguments: &[&str]) -> Result<Vec<u8>, ChangesError> {
        let output = self.command(arguments).output().map_err(ChangesError::NoGit)?;
        match output.status.success() {
            true => Ok(output.stdout),
            false => Err(ChangesError::of_command(
                arguments.first().copied().unwrap_or_default(),
                // Git's advice has several lines; a message has one.
                String::from_utf8_lossy(&output.stderr).split_whitespace().collect::<Vec<_>>().join(" "),
            )),
        }
    }

    /// The first line of what a command of git prints.
    ///
    /// # Errors
    /// Those of [`Repository::ask`].
    pub fn ask_for_line(&self, arguments: &[&str]) -> Result<String, ChangesError> {
        Ok(String::from_utf8_lossy(&self.ask(arguments)?).lines().next().unwrap_or_default().to_owned())
    }
}

/// A path as git writes it.
#[cfg(unix)]
pub fn path_of(bytes: &[u8]) -> &Path {
    use std::os::unix::ffi::OsStrExt;
    Path::new(OsStr::from_bytes(bytes))
}

/// A path as git writes it; Git for Windows writes UTF-8.
#[cfg(not(unix))]
pub fn path_of(bytes: &[u8]) -> &Path {
    Path::new(AsRef::<OsStr>::as_ref(std::str::from_utf8(bytes).unwrap_or_default()))
}
