//! The GitHub action: its steps run here as GitHub runs them, except those that are actions of others.

#![cfg(unix)]

use std::collections::BTreeMap;
use std::os::unix::fs::PermissionsExt;
use std::process::Command;

use serde_json::Value;

use crate::common::{Folder, project, yaml};

const CLAIM: &str = "It is the most powerful peel on the market.\n";
const CLEAN: &str = "A peel loosens dead cells.\n";

/// A job that uses the action, in a folder that holds the `checkout` and what the runner keeps.
struct Job {
    folder: Folder,
    inputs: BTreeMap<String, String>,
    outputs: BTreeMap<String, String>,
    /// What steps put before PATH.
    path: Vec<String>,
    /// What all steps printed.
    log: String,
    /// The steps that are actions of others, with their inputs.
    used: Vec<(String, Value)>,
    /// The exit status of the step that failed, if one did.
    status: i32,
}

/// Runs the action on a checkout.
fn run(folder: Folder, inputs: &[(&str, &str)]) -> Job {
    let action = yaml("action.yml");
    let mut all: BTreeMap<String, String> = BTreeMap::new();
    for (name, input) in action["inputs"].as_object().unwrap() {
        all.insert(name.clone(), input["default"].as_str().unwrap().to_owned());
    }
    for (name, value) in inputs {
        assert!(all.insert((*name).to_owned(), (*value).to_owned()).is_some(), "there is no input {name}");
    }
    for name in ["checkout", "runner"] {
        std::fs::create_dir_all(folder.path(name)).unwrap();
    }
    let mut job = Job {
        folder,
        inputs: all,
        outputs: BTreeMap::new(),
        path: Vec::new(),
        log: String::new(),
        used: Vec::new(),
        status: 0,
    };
    assert_eq!(action["runs"]["using"], "composite");
    for step in action["runs"]["steps"].as_array().unwrap() {
        if job.status == 0 && step["if"].as_str().is_none_or(|condition| job.holds(condition)) {
            job.step(step);
        }
    }
    job
}

impl Job {
    /// Does what a step says.
    fn step(&mut self, step: &Value) {
        if let Some(action) = step["uses"].as_str() {
            let inputs = step["with"].as_object().unwrap();
            let inputs = inputs.iter().map(|(name, value)| (name.clone(), self.filled(value).into()));
            self.used.push((action.to_owned(), Value::Object(inputs.collect())));
            return;
        }
        assert_eq!(step["shell"], "bash");
        let file = |name: &str| {
            let path = self.folder.path("runner").join(name);
            std::fs::write(&path, "").unwrap();
            path
        };
        let (output, path) = (file("output"), file("path"));
        let summary = self.folder.path("runner/summary.md");
        let mut command = Command::new("bash");
        command.args(["--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"].as_str().unwrap()]);
        for (name, value) in step["env"].as_object().into_iter().flatten() {
            command.env(name, self.filled(value));
        }
        let binaries = assert_cmd::cargo::cargo_bin!("claimlint").parent().unwrap().to_owned();
        let own = [self.path.join(":"), self.folder.path("tools").display().to_string()];
        let paths =
            [own[0].as_str(), own[1].as_str(), binaries.to_str().unwrap(), &std::env::var("PATH").unwrap()];
        let ran = command
            .current_dir(self.folder.path("checkout"))
            .env("PATH", paths.into_iter().filter(|path| !path.is_empty()).collect::<Vec<_>>().join(":"))
            .env("GITHUB_ACTION_PATH", project())
            .env("GITHUB_WORKSPACE", self.folder.path("checkout"))
            .env("GITHUB_OUTPUT", &output)
            .env("GITHUB_PATH", &path)
            .env("GITHUB_STEP_SUMMARY", &summary)
            .env("RUNNER_TEMP", self.folder.path("runner"))
            .env("RUNNER_OS", "Linux")
            .env("RUNNER_ARCH", "X64")
            .env_remove("CARGO_TARGET_DIR")
            .output()
            .unwrap();
        self.log.push_str(&String::from_utf8(ran.stdout).unwrap());
        self.log.push_str(&String::from_utf8(ran.stderr).unwrap());
        self.status = ran.status.code().unwrap();
        self.path.extend(std::fs::read_to_string(&path).unwrap().lines().map(str::to_owned));
        let id = step["id"].as_str().unwrap_or_default();
        for line in std::fs::read_to_string(&output).unwrap().lines() {
            let (name, value) = line.split_once('=').unwrap();
            self.outputs.insert(format!("steps.{id}.outputs.{name}"), value.to_owned());
        }
    }

    /// A value of the workflow with its expressions filled in.
    fn filled(&self, text: &Value) -> String {
        let mut filled = String::new();
        let mut rest = text.as_str().unwrap();
        while let Some((before, after)) = rest.split_once("${{") {
            let (expression, following) = after.split_once("}}").unwrap();
            filled.push_str(before);
            filled.push_str(&self.value(expression));
            rest = following;
        }
        filled + rest
    }

    /// What an expression stands for: an input, the output of a step, or a text in quotes.
    fn value(&self, expression: &str) -> String {
        let expression = expression.trim();
        if let Some(name) = expression.strip_prefix("inputs.") {
            return self.inputs[name].clone();
        }
        if let Some(text) = expression.strip_prefix('\'') {
            return text.strip_suffix('\'').unwrap().to_owned();
        }
        assert!(expression.starts_with("steps."), "{expression}");
        self.outputs.get(expression).cloned().unwrap_or_default()
    }

    /// Whether a condition of a step holds: comparisons, joined by "and".
    fn holds(&self, condition: &str) -> bool {
        let condition = condition.strip_prefix("${{").unwrap().strip_suffix("}}").unwrap();
        condition.split("&&").all(|part| match part.split_once("==") {
            Some((left, right)) => self.value(left) == self.value(right),
            None => {
                let (left, right) = part.split_once("!=").unwrap();
                self.value(left) != self.value(right)
            }
        })
    }

    /// The summary of the job.
    fn summary(&self) -> String {
        std::fs::read_to_string(self.folder.path("runner/summary.md")).unwrap_or_default()
    }

    /// The report that was given to the upload.
    fn uploaded(&self) -> Option<Value> {
        let (_, inputs) = self.used.iter().find(|(action, _)| action.contains("/upload-sarif@"))?;
        let text = std::fs::read_to_string(inputs["sarif_file"].as_str().unwrap()).unwrap();
        Some(serde_json::from_str(&text).unwrap())
    }
}

/// The claimlint of this build stands for the one that is installed.
const THERE: (&str, &str) = ("install", "false");

#[test]
fn findings_are_annotations_a_summary_and_a_report_and_then_fail_the_job() {
    let folder = Folder::new().file("checkout/drafts/peel.md", CLAIM);
    let job = run(folder, &[THERE, ("upload-sarif", "true")]);
    assert_eq!(job.status, 1, "{}", job.log);
    assert!(job.log.contains("::warning file=drafts/peel.md,line=1,endLine=1,col=7,"), "{}", job.log);
    assert!(job.summary().contains("### drafts/peel.md"), "{}", job.summary());
    let report = job.uploaded().unwrap();
    let result = &report["runs"][0]["results"][0];
    assert_eq!(result["ruleId"], "unsupported-superlative");
    let place = &result["locations"][0]["physicalLocation"]["artifactLocation"];
    assert_eq!(place["uri"], "drafts/peel.md");
}

#[test]
fn clean_drafts_pass_and_nothing_is_uploaded_unasked() {
    let job = run(Folder::new().file("checkout/peel.md", CLEAN), &[THERE]);
    assert_eq!((job.status, job.log.as_str()), (0, ""));
    assert!(job.summary().contains("No findings in 1 file"), "{}", job.summary());
    assert!(job.used.is_empty(), "{:?}", job.used);
    assert_eq!(job.outputs["steps.check.outputs.status"], "0");
}

#[test]
fn paths_stand_on_lines_and_options_between_spaces() {
    let folder = Folder::new()
        .file("checkout/spring peel/a.md", CLAIM)
        .file("checkout/-b.md", CLAIM)
        .file("checkout/c.md", CLAIM);
    let inputs = [THERE, ("paths", "spring peel\n-b.md\n"), ("arguments", "--fail-on  never --jobs 1")];
    let job = run(folder, &inputs);
    assert_eq!(job.status, 0, "{}", job.log);
    let files: Vec<&str> = job.log.lines().map(|line| line.split([' ', ',']).nth(1).unwrap()).collect();
    assert_eq!(files, ["file=-b.md", "file=spring"], "{}", job.log);
}

#[test]
fn an_input_is_never_run_as_a_command() {
    let evil =
        ["$(touch ran)", "`touch ran`", "; touch ran", "\" && touch ran #", "PATHS\ntouch ran", "*.md"];
    for text in evil {
        for name in ["paths", "arguments", "working-directory"] {
            let folder = Folder::new().file("checkout/peel.md", CLEAN);
            let job = run(folder, &[THERE, (name, text)]);
            // A glob is read by claimlint, and names the page.
            let status = if text == "*.md" && name != "working-directory" { 0 } else { 2 };
            assert_eq!(job.status, status, "{name}: {text}: {}", job.log);
            let files: Vec<_> = std::fs::read_dir(job.folder.path("checkout")).unwrap().collect();
            assert_eq!(files.len(), 1, "{name}: {text}: {files:?}");
        }
    }
}

#[test]
fn in_another_folder_its_configuration_holds_and_files_are_named_from_the_checkout() {
    let folder = Folder::new()
        .file("checkout/site/claimlint.toml", "ignore = [\"hype\"]\n")
        .file("checkout/site/peel.md", "A revolutionary peel. It is the most powerful peel on the market.\n")
        .file("checkout/other.md", CLAIM);
    let job = run(folder, &[THERE, ("working-directory", "site"), ("upload-sarif", "true")]);
    assert_eq!(job.status, 1, "{}", job.log);
    assert_eq!(job.log.lines().count(), 1, "{}", job.log);
    assert!(job.log.contains("file=site/peel.md,"), "{}", job.log);
    let report = job.uploaded().unwrap();
    let place = &report["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"];
    assert_eq!(place["uri"], "site/peel.md");
}

#[test]
fn a_run_that_fails_fails_the_job_with_its_status() {
    let missing = run(Folder::new(), &[THERE, ("paths", "missing.md"), ("upload-sarif", "true")]);
    assert_eq!(missing.status, 2, "{}", missing.log);
    let usage = run(Folder::new(), &[THERE, ("arguments", "--nonsense"), ("upload-sarif", "true")]);
    assert_eq!(usage.status, 2, "{}", usage.log);
    assert!(usage.log.contains("--nonsense"), "{}", usage.log);
    // There is no report, and so nothing to upload.
    assert!(usage.uploaded().is_none());
    let folder = run(Folder::new(), &[THERE, ("working-directory", "missing")]);
    assert_eq!(folder.status, 2);
    assert!(
        folder.log.contains("::error title=claimlint::the folder that working-directory names is not there"),
        "{}",
        folder.log
    );
}

#[test]
fn a_summary_ends_before_github_refuses_it() {
    // What is said again in the same words is told once.
    let claims: Vec<String> =
        (0..6000).map(|number| CLAIM.trim_end().replace('.', &format!(" in room {number}.\n\n"))).collect();
    let job = run(Folder::new().file("checkout/long.md", claims.concat()), &[THERE]);
    assert_eq!(job.status, 1);
    let summary = job.summary();
    assert!((900_000..1_048_576).contains(&summary.len()), "{}", summary.len());
    assert!(summary.ends_with("\nMore was found than a summary can hold.\n"));
}

/// A `cargo` that notes how it was called, and installs the claimlint of this build where it should.
fn with_cargo(folder: Folder) -> Folder {
    let script = format!(
        "#!/bin/sh\necho \"$PWD $CARGO_TARGET_DIR $*\" >> \"$RUNNER_TEMP/calls\"\n\
         while [ \"$1\" != --root ]; do shift; done\nmkdir -p \"$2/bin\"\ncp {} \"$2/bin/claimlint\"\n",
        assert_cmd::cargo::cargo_bin!("claimlint").display()
    );
    let folder = folder.file("tools/cargo", script);
    let executable = std::fs::Permissions::from_mode(0o755);
    std::fs::set_permissions(folder.path("tools/cargo"), executable).unwrap();
    folder
}

#[test]
fn the_program_is_built_from_the_sources_of_the_action_and_kept() {
    let folder = with_cargo(Folder::new().file("checkout/peel.md", CLAIM));
    let job = run(folder, &[]);
    assert_eq!(job.status, 1, "{}", job.log);
    assert!(job.log.contains(concat!("claimlint ", env!("CARGO_PKG_VERSION"), "\n")), "{}", job.log);
    let place = job.folder.path("runner/claimlint");
    assert_eq!(job.path, [format!("{}/bin", place.display())]);
    let (cache, inputs) = &job.used[0];
    assert!(cache.starts_with("actions/cache@"), "{cache}");
    assert_eq!(inputs["path"], place.to_str().unwrap());
    let key = inputs["key"].as_str().unwrap().to_owned();
    assert!(key.starts_with("claimlint-Linux-X64-"), "{key}");
    let calls = job.folder.read("runner/calls");
    let wanted = format!(
        "{} {}/claimlint-build install --quiet --locked --force --path . --root {}\n",
        project().display(),
        job.folder.path("runner").display(),
        place.display()
    );
    assert_eq!(calls, wanted);
    // The next job finds it in the cache, under the same key, and builds nothing.
    let next = run(job.folder, &[]);
    assert_eq!((next.status, next.used[0].1["key"].as_str().unwrap()), (1, key.as_str()));
    let calls = next.folder.read("runner/calls");
    assert_eq!(calls.lines().count(), 1, "{calls}");
}
