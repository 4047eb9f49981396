//! What the whole-program tests share: running the built program, and folders that vanish again.

#![allow(dead_code, reason = "each test file uses a part of this")]

use std::path::{Path, PathBuf};
use std::process::Output;

use assert_cmd::Command;
use saphyr::{LoadableYamlNode, ScalarOwned, YamlOwned};
use serde_json::{Map, Value};
use tempfile::TempDir;

/// A page with one finding.
pub const CLAIM: &str = "This is the most powerful peel on the market.\n";

/// What registries answered about a paper that was retracted.
pub const RETRACTED: &str = "\
version = 1

[[source]]
kind = \"doi\"
value = \"10.5555/mud\"
checked = \"2026-11-20\"
answer = \"found\"
titles = [\"Blue mud and the skin barrier\"]
journals = [\"Journal of Wexcombe Skin\"]
years = [2016]

[[source.notices]]
kind = \"retraction\"
from = \"Crossref\"
about = \"notice 10.5555/notice of 2020\"
";

/// The formats of `claimlint check`.
pub const FORMATS: [&str; 12] = [
    "pretty",
    "short",
    "json",
    "json-lines",
    "sarif",
    "github",
    "gitlab",
    "junit",
    "checkstyle",
    "rdjson",
    "markdown",
    "html",
];

/// The folder of the project.
pub fn project() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The folder of articles and labels that the team shares, where it is there.
pub fn shared(name: &str) -> Option<PathBuf> {
    let path = project().parent()?.join("shared").join(name);
    path.exists().then_some(path)
}

/// The program, with nothing of the caller's terminal.
pub fn claimlint() -> Command {
    let mut command = Command::cargo_bin("claimlint").unwrap();
    for variable in [
        "COLUMNS",
        "NO_COLOR",
        "CLICOLOR_FORCE",
        "RAYON_NUM_THREADS",
        "GITHUB_WORKSPACE",
        "PAGER",
        "CLAIMLINT_PAGER",
    ] {
        command.env_remove(variable);
    }
    command.current_dir(project());
    command
}

/// A folder with some files, which vanishes with it.
pub struct Folder {
    folder: TempDir,
}

impl Folder {
    /// An empty folder.
    pub fn new() -> Folder {
        Folder { folder: tempfile::tempdir().unwrap() }
    }

    /// Adds a file, with the folders it lies in.
    pub fn file(self, name: &str, content: impl AsRef<[u8]>) -> Folder {
        std::fs::create_dir_all(self.path(name).parent().unwrap()).unwrap();
        self.write(name, content);
        self
    }

    /// Writes a file in a folder that is there.
    pub fn write(&self, name: &str, content: impl AsRef<[u8]>) {
        std::fs::write(self.path(name), content).unwrap();
    }

    /// The text of a file.
    pub fn read(&self, name: &str) -> String {
        std::fs::read_to_string(self.path(name)).unwrap()
    }

    /// The path of something in it.
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// The names of all files in it, hidden ones too.
    pub fn names(&self) -> Vec<String> {
        let entries = std::fs::read_dir(self.path("")).unwrap();
        let mut names: Vec<String> =
            entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    /// Runs the program in it.
    pub fn run(&self, arguments: &[&str]) -> Run {
        let output = claimlint().current_dir(self.folder.path()).args(arguments).output().unwrap();
        Run::of(output)
    }
}

/// What a run of the program printed and how it ended.
#[derive(Debug)]
pub struct Run {
    /// The exit status.
    pub status: i32,
    /// Standard output.
    pub out: String,
    /// Standard error.
    pub err: String,
}

impl Run {
    /// The outcome of a finished process.
    pub fn of(output: Output) -> Run {
        Run {
            status: output.status.code().unwrap(),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        }
    }

    /// The report, for runs with `--format json`.
    pub fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.out).unwrap_or_else(|error| panic!("{error}: {self:?}"))
    }

    /// The error of each file that could not be checked in full, as `path: message`.
    pub fn errors(&self) -> Vec<String> {
        let report = self.json();
        let files = report["files"].as_array().unwrap().iter();
        let told = |file: &Value| Some(format!("{}: {}", file["path"].as_str()?, file["error"].as_str()?));
        files.filter_map(told).collect()
    }

    /// The findings of all files, in order.
    pub fn diagnostics(&self) -> Vec<Value> {
        let report = self.json();
        let files = report["files"].as_array().unwrap().iter();
        files.flat_map(|file| file["diagnostics"].as_array().unwrap().clone()).collect()
    }

    /// Rule and words of each finding, as `rule: words`.
    pub fn findings(&self) -> Vec<String> {
        let text = |one: &Value, key: &str| one[key].as_str().unwrap().to_owned();
        self.diagnostics().iter().map(|one| format!("{}: {}", text(one, "rule"), text(one, "text"))).collect()
    }

    /// The rules that found something, in order.
    pub fn rules(&self) -> Vec<String> {
        self.diagnostics().iter().map(|one| one["rule"].as_str().unwrap().to_owned()).collect()
    }
}

/// A rule file of a house with one rule, which reports a word; `keys` are what else is said of the rule.
pub fn word_rule(id: &str, word: &str, keys: &str) -> String {
    format!(
        "[pack]\nname = 'house'\n[[rule]]\nid = '{id}'\nkind = 'phrase'\ncategory = 'superlative'\nseverity = 'warning'\n\
         message = '“{{match}}” is not printed here'\nwhy = 'It says little.'\nhelp = 'Say more.'\nphrases = ['{word}']\n\
         examples.flag = ['A [[{word}]].', 'The [[{word}]] stays.']\nexamples.pass = ['A mask.', 'It is soft.']\n{keys}\n"
    )
}

/// A rule file of a house with one rule, which writes “glow and co” as the house does. `replace` has the right form, and whatever else
/// it replaces.
pub fn name_rule(replace: &str) -> String {
    format!(
        "[pack]\nname = 'house'\n[[rule]]\nid = 'house-name'\nkind = 'replace'\ncategory = 'typo'\nseverity = 'error'\n\
         message = '“{{match}}” is written “{{right}}”'\nwhy = 'It is the name.'\nhelp = 'Write it so.'\nsafety = 'safe'\n\
         examples.flag = ['Visit [[glow and co]].', 'At [[glow and co]] now.']\nexamples.pass = ['Visit us.', 'At home.']\n\
         [rule.replace]\n{replace}\n"
    )
}

/// What `--fix --unsafe-fixes` makes of one file, which leaves nothing beside it.
#[track_caller]
pub fn fixed(name: &str, content: impl AsRef<[u8]>) -> Vec<u8> {
    let folder = Folder::new().file(name, content);
    let run = folder.run(&["check", "--fix", "--unsafe-fixes", name]);
    assert_eq!(run.err, "");
    assert_eq!(folder.names(), [name], "nothing is left beside the file");
    std::fs::read(folder.path(name)).unwrap()
}

/// The same of a file in UTF-8.
#[track_caller]
pub fn fixed_text(name: &str, content: &str) -> String {
    String::from_utf8(fixed(name, content)).unwrap()
}

/// Runs the program in the folder of the project.
pub fn run(arguments: &[&str]) -> Run {
    Run::of(claimlint().args(arguments).output().unwrap())
}

/// A YAML file of the project.
pub fn yaml(path: &str) -> Value {
    let text = std::fs::read_to_string(project().join(path)).unwrap();
    let documents = YamlOwned::load_from_str(&text).unwrap_or_else(|error| panic!("{path}: {error}"));
    assert_eq!(documents.len(), 1, "{path}");
    json(&documents[0])
}

fn json(node: &YamlOwned) -> Value {
    match node {
        YamlOwned::Value(ScalarOwned::Boolean(value)) => Value::from(*value),
        YamlOwned::Value(ScalarOwned::Integer(value)) => Value::from(*value),
        YamlOwned::Value(ScalarOwned::FloatingPoint(value)) => Value::from(value.into_inner()),
        YamlOwned::Value(ScalarOwned::String(value)) => Value::from(value.clone()),
        YamlOwned::Value(ScalarOwned::Null) => Value::Null,
        YamlOwned::Sequence(items) => items.iter().map(json).collect(),
        YamlOwned::Mapping(entries) => {
            let entries = entries.iter().map(|(key, value)| (key.as_str().unwrap().to_owned(), json(value)));
            Value::from(entries.collect::<Map<_, _>>())
        }
        other => panic!("not in any file of ours: {other:?}"),
    }
}

/// Runs git in a folder, as a writer without settings, and returns what it prints.
pub fn git(folder: &Folder, arguments: &[&str]) -> String {
    git_in(&folder.path(""), arguments)
}

/// Commits all that is in a folder.
pub fn commit(folder: &Folder) {
    git(folder, &["add", "-A"]);
    git(folder, &["commit", "-q", "-m", "drafts"]);
}

/// A repository with a page, `drafts/a.md`, on its branch `main`.
pub fn repository(page: &str) -> Folder {
    let folder = Folder::new().file("drafts/a.md", page);
    commit_first(&folder);
    folder
}

/// Makes a folder a repository, and commits all that is in it.
pub fn commit_first(folder: &Folder) {
    git(folder, &["init", "-q"]);
    commit(folder);
}

/// What became of each claim since a revision, as `change: words before > words now`.
pub fn changed_claims(folder: &Folder, revision: &str) -> Vec<String> {
    let run = folder.run(&["claims", "--since", revision, "--format", "json"]);
    assert_eq!(run.status, 0, "{}", run.err);
    let json = run.json();
    let claims = json["files"].as_array().unwrap().iter().flat_map(|file| file["claims"].as_array().unwrap());
    let text = |side: &Value| side["text"].as_str().unwrap_or("-").to_owned();
    claims
        .map(|one| {
            format!("{}: {} > {}", one["change"].as_str().unwrap(), text(&one["before"]), text(&one["now"]))
        })
        .collect()
}

/// As [`git`], in any folder.
#[track_caller]
pub fn git_in(path: &Path, arguments: &[&str]) -> String {
    let output = std::process::Command::new("git")
        .current_dir(path)
        .args([
            "-c",
            "user.name=Writer",
            "-c",
            "user.email=writer@example.org",
            "-c",
            "init.defaultBranch=main",
        ])
        .args(arguments)
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .env("GIT_CONFIG_NOSYSTEM", "1")
        .output()
        .unwrap();
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap().trim().to_owned()
}
