//! Which lines of which files changed since a revision, as git reports it.
//!
//! The program `git` is asked, so that its settings, filters and index hold. Paths are read from the list that it ends
//! with zero bytes, never from the headings of a diff, where it quotes them. What is reported of a changed file is for
//! [`crate::runner`].

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::io::{self, BufRead, BufReader, Write};
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use claimlint_engine::Diagnostic;
use thiserror::Error;

/// Why git could not say what changed.
#[derive(Debug, Error)]
#[allow(missing_docs, reason = "the messages say what the fields are")]
pub enum ChangesError {
    /// The program is not there.
    #[error("cannot run git: {0}; install it, or check without --diff-base and --staged")]
    NoGit(io::Error),
    /// Not in a repository.
    #[error("this folder is in no git repository; run claimlint in the one that the files are in ({0})")]
    NoRepository(String),
    /// A repository without a commit.
    #[error("this repository has no commits yet, so nothing changed since “{0}”; check without --diff-base")]
    NoCommits(String),
    /// There is no such revision.
    #[error("git knows no commit “{revision}”; name a branch, a tag or a commit that is here{help}")]
    UnknownRevision { revision: String, help: &'static str },
    /// The two have no commit in common.
    #[error("“{revision}” and this branch have no commit in common{help}")]
    NothingInCommon { revision: String, help: &'static str },
    /// Anything else that git says.
    #[error("git {command} failed: {reason}")]
    Failed { command: String, reason: String },
}

const SHALLOW: &str = "; this clone is shallow: fetch the history first (git fetch --unshallow, or fetch-depth: 0 in a \
                       workflow)";

/// The mode by which git marks a link. What the link leads to is checked under its own name.
const LINK: &str = "120000";

/// What changed.
#[derive(Debug)]
pub struct Changes {
    /// The folder of the repository.
    root: PathBuf,
    /// The files that changed, by their paths from there.
    files: BTreeMap<PathBuf, Changed>,
}

/// What changed of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Changed {
    lines: Lines,
    /// The name under which git keeps what is staged.
    object: String,
}

/// The lines of a file that changed.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Lines {
    /// All of them: the file is new, or git takes it for binary.
    All,
    /// These, counted from 1, in order and without overlaps. Git ends lines at `\n` alone.
    Some(Vec<Range<usize>>),
}

impl Changes {
    /// What changed between the commit that a revision and this branch have in common and the files as they are; files that
    /// git does not know yet are new.
    ///
    /// # Errors
    /// There is no git, no repository, or no such revision.
    pub fn since(revision: &str) -> Result<Changes, ChangesError> {
        let root = root()?;
        let base = base(revision)?;
        let mut changes = Changes { files: diff(&[&base])?, root };
        let others = ["ls-files", "--others", "--exclude-standard", "--full-name", "-z", "--", ":/"];
        for path in git(&others)?.split(|byte| *byte == 0).filter(|path| !path.is_empty()) {
            let new = Changed { lines: Lines::All, object: String::new() };
            changes.files.insert(path_of(path), new);
        }
        Ok(changes)
    }

    /// What is staged for the next commit.
    ///
    /// # Errors
    /// There is no git, or no repository.
    pub fn staged() -> Result<Changes, ChangesError> {
        Ok(Changes { root: root()?, files: diff(&["--cached"])? })
    }

    /// The files that changed, with their full paths.
    fn files(&self) -> impl Iterator<Item = PathBuf> + '_ {
        self.files.keys().map(|path| self.root.join(path))
    }

    /// What changed of a file; `None` where nothing did.
    pub fn of(&self, path: &Path) -> Option<&Changed> {
        let full = std::fs::canonicalize(path).or_else(|_| std::path::absolute(path)).ok()?;
        // A submodule changed as a whole: its lines are another repository's.
        full.strip_prefix(&self.root).ok()?.ancestors().find_map(|path| self.files.get(path))
    }

    /// What is staged, by the full paths of the files.
    ///
    /// # Errors
    /// Git does not answer.
    pub fn contents(&self) -> Result<BTreeMap<PathBuf, Vec<u8>>, ChangesError> {
        let failed = |error: io::Error| failed("cat-file", error.to_string());
        let mut command = command(&["cat-file", "--batch"]);
        let mut child =
            command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().map_err(ChangesError::NoGit)?;
        let (Some(mut questions), Some(answers)) = (child.stdin.take(), child.stdout.take()) else {
            return Ok(BTreeMap::new());
        };
        let asked: String = self.files.values().map(|changed| format!("{}\n", changed.object)).collect();
        let contents = std::thread::scope(|scope| {
            // Git answers while questions still come in. If all were sent first, the pipe would fill up, and both would
            // wait forever.
            scope.spawn(move || questions.write_all(asked.as_bytes()));
            let mut answers = BufReader::new(answers);
            self.files().map(|path| Ok((path, blob(&mut answers)?))).collect::<io::Result<_>>()
        });
        child.wait().map_err(failed)?;
        contents.map_err(failed)
    }
}

/// An answer of `git cat-file --batch`: its name, kind and size on a line, its bytes, and a line end.
fn blob(answers: &mut impl BufRead) -> io::Result<Vec<u8>> {
    let mut head = String::new();
    answers.read_line(&mut head)?;
    let size = head.trim_end().rsplit(' ').next().and_then(|size| size.parse().ok());
    let size: usize = size.ok_or_else(|| io::Error::other(format!("git has no such object: {head}")))?;
    let mut bytes = vec![0; size];
    answers.read_exact(&mut bytes)?;
    answers.read_exact(&mut [0])?;
    Ok(bytes)
}

impl Changed {
    /// Keeps the findings that touch a line which changed.
    pub fn keep(&self, text: &str, diagnostics: &mut Vec<Diagnostic>) {
        let Lines::Some(lines) = &self.lines else { return };
        let ends: Vec<usize> = memchr::memchr_iter(b'\n', text.as_bytes()).collect();
        let line = |at: usize| ends.partition_point(|end| *end < at) + 1;
        diagnostics.retain(|one| {
            let (first, last) = (line(one.span.start()), line(one.span.end().max(one.span.start() + 1) - 1));
            let next = lines.partition_point(|range| range.end <= first);
            lines.get(next).is_some_and(|range| range.start <= last)
        });
    }
}

/// The folder of the repository.
fn root() -> Result<PathBuf, ChangesError> {
    let root = git(&["rev-parse", "--show-toplevel"]).map_err(|error| match error {
        ChangesError::Failed { reason, .. } if reason.contains("not a git repository") => {
            ChangesError::NoRepository(reason)
        }
        other => other,
    })?;
    let root = path_of(root.strip_suffix(b"\n").unwrap_or(&root));
    Ok(std::fs::canonicalize(&root).unwrap_or(root))
}

/// The commit at which this branch left a revision.
fn base(revision: &str) -> Result<String, ChangesError> {
    let commit = |name: &str| {
        let name = format!("{name}^{{commit}}");
        git(&["rev-parse", "--verify", "--quiet", "--end-of-options", &name])
    };
    if commit("HEAD").is_err() {
        return Err(ChangesError::NoCommits(revision.to_owned()));
    }
    let is_shallow =
        git(&["rev-parse", "--is-shallow-repository"]).is_ok_and(|answer| answer.starts_with(b"true"));
    let help = if is_shallow { SHALLOW } else { "" };
    let named = commit(revision)
        .map_err(|_| ChangesError::UnknownRevision { revision: revision.to_owned(), help })?;
    let named = String::from_utf8_lossy(&named).trim().to_owned();
    let common = git(&["merge-base", &named, "HEAD"])
        .map_err(|_| ChangesError::NothingInCommon { revision: revision.to_owned(), help })?;
    Ok(String::from_utf8_lossy(&common).trim().to_owned())
}

/// An entry of git's list of changed files.
struct RawFile {
    path: PathBuf,
    object: String,
    is_link: bool,
}

/// The changed files with their lines. The options override whatever the user has configured for diffs.
fn diff(of: &[&str]) -> Result<BTreeMap<PathBuf, Changed>, ChangesError> {
    let fixed = [
        "diff",
        "--raw",
        "-z",
        "--no-abbrev",
        "--patch",
        "--unified=0",
        "--inter-hunk-context=0",
        "--find-renames",
        "--diff-filter=AMR",
        "--diff-algorithm=myers",
        "--ignore-submodules=none",
        "--submodule=short",
        "--no-relative",
        "--no-color",
        "--no-ext-diff",
        "--no-textconv",
    ];
    let out = git(&[&fixed[..], of, &["--"]].concat())?;
    // An empty field ends the list; the diffs follow in the same order.
    let mut rest = out.as_slice();
    let mut files = Vec::new();
    while rest.starts_with(b":") {
        let status = String::from_utf8_lossy(field(&mut rest)).into_owned();
        let mut path = field(&mut rest);
        let words: Vec<&str> = status.split(' ').collect();
        if words.get(4).is_some_and(|letter| letter.starts_with('R')) {
            path = field(&mut rest);
        }
        files.push(RawFile {
            path: path_of(path),
            object: words.get(3).copied().unwrap_or_default().to_owned(),
            is_link: words.get(1).is_some_and(|mode| *mode == LINK),
        });
    }
    let patch = rest.strip_prefix(b"\0").unwrap_or(rest);
    let lines = diffs(patch).into_iter().chain(std::iter::repeat(Lines::All));
    let changed = files.into_iter().zip(lines).filter(|(file, _)| !file.is_link);
    Ok(changed.map(|(file, lines)| (file.path, Changed { lines, object: file.object })).collect())
}

/// Takes the bytes before the next zero byte, and drops that byte.
fn field<'b>(rest: &mut &'b [u8]) -> &'b [u8] {
    let end = memchr::memchr(0, rest).unwrap_or(rest.len());
    let (field, behind) = rest.split_at(end);
    *rest = behind.get(1..).unwrap_or_default();
    field
}

/// The changed lines of each file of a patch. Lines of the files begin with `+`, `-` or `\`; all others are git's own.
fn diffs(patch: &[u8]) -> Vec<Lines> {
    let mut all = Vec::new();
    for line in patch.split(|byte| *byte == b'\n') {
        if line.starts_with(b"diff --git ") {
            all.push(Lines::Some(Vec::new()));
        } else if [&b"new file "[..], b"Binary files ", b"+Subproject commit "]
            .iter()
            .any(|head| line.starts_with(head))
        {
            all.last_mut().into_iter().for_each(|lines| *lines = Lines::All);
        } else if let (Some(range), Some(Lines::Some(lines))) = (hunk(line), all.last_mut()) {
            lines.push(range);
        }
    }
    all
}

/// The new lines that `@@ -1,2 +3,4 @@` names.
fn hunk(line: &[u8]) -> Option<Range<usize>> {
    let head = String::from_utf8_lossy(line.strip_prefix(b"@@ ")?).into_owned();
    let new = head.split(' ').nth(1)?.strip_prefix('+')?;
    let (start, count) = new.split_once(',').unwrap_or((new, "1"));
    let (start, count): (usize, usize) = (start.parse().ok()?, count.parse().ok()?);
    Some(start..start + count).filter(|range| !range.is_empty())
}

fn command(arguments: &[&str]) -> Command {
    let mut command = Command::new("git");
    // Looking must change nothing, not even git's index, and must run no program that the repository names.
    command.args(["-c", "core.fsmonitor=false"]).env_remove("GIT_DIFF_OPTS");
    command.args(arguments).env("GIT_OPTIONAL_LOCKS", "0").stdin(Stdio::null()).stderr(Stdio::piped());
    command
}

/// What a command of git prints.
fn git(arguments: &[&str]) -> Result<Vec<u8>, ChangesError> {
    let output = command(arguments).output().map_err(ChangesError::NoGit)?;
    match output.status.success() {
        true => Ok(output.stdout),
        false => Err(failed(
            arguments.first().copied().unwrap_or_default(),
            // Git's advice has several lines; a message has one.
            String::from_utf8_lossy(&output.stderr).split_whitespace().collect::<Vec<_>>().join(" "),
        )),
    }
}

fn failed(command: &str, reason: String) -> ChangesError {
    ChangesError::Failed { command: command.to_owned(), reason }
}

#[cfg(unix)]
fn path_of(bytes: &[u8]) -> PathBuf {
    use std::os::unix::ffi::OsStrExt;
    PathBuf::from(OsStr::from_bytes(bytes))
}

#[cfg(not(unix))]
fn path_of(bytes: &[u8]) -> PathBuf {
    // Git for Windows writes UTF-8.
    PathBuf::from(AsRef::<OsStr>::as_ref(&*String::from_utf8_lossy(bytes)))
}
