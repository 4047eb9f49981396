//! The ways to install claimlint: what the files for pip, pre-commit, GitHub and containers name is there, and what is
//! in several of them agrees. `packaging/try` runs what can run; tests/action.rs runs the action.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use claimlint_text::Format;
use serde_json::Value;

use crate::common::{Folder, project, yaml};

const WORKFLOWS: [&str; 2] = [".github/workflows/ci.yml", ".github/workflows/release.yml"];

fn read(path: &str) -> String {
    std::fs::read_to_string(project().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

fn toml(path: &str) -> toml::Table {
    read(path).parse().unwrap()
}

/// The steps of a workflow or of the action, with the job they belong to.
fn steps(path: &str) -> Vec<(String, Value)> {
    let file = yaml(path);
    let steps = |job: &str, steps: &Value| -> Vec<(String, Value)> {
        steps.as_array().into_iter().flatten().map(|step| (job.to_owned(), step.clone())).collect()
    };
    match file["jobs"].as_object() {
        Some(jobs) => jobs.iter().flat_map(|(name, job)| steps(name, &job["steps"])).collect(),
        None => steps("action", &file["runs"]["steps"]),
    }
}

#[test]
fn every_file_of_ours_that_a_step_runs_exists_and_no_expression_is_in_a_script() {
    let mut found = 0;
    for path in WORKFLOWS.iter().chain(&["action.yml"]) {
        for (job, step) in steps(path) {
            let Some(script) = step["run"].as_str() else { continue };
            // Pasted into a script, the name of a branch or of a file could run commands.
            assert!(!script.contains("${{"), "{path}: {job}: {script}");
            for word in script.split([' ', '"', '\n']) {
                let word = word.strip_prefix("$GITHUB_ACTION_PATH/").unwrap_or(word);
                if word.starts_with("packaging/") || word.starts_with(".ci/") {
                    assert!(project().join(word).is_file(), "{path}: {job}: {word}");
                    found += 1;
                }
            }
        }
    }
    assert!(found >= 7, "{found}");
    for call in [read("packaging/try"), read(".ci/run")] {
        let words = call.split([' ', '\n', '(', ')', '"']);
        for word in words.filter(|word| ["packaging/", ".ci/", "fuzz/"].iter().any(|at| word.starts_with(at)))
        {
            assert!(project().join(word.trim_end_matches([':', ','])).is_file(), "{word}");
        }
    }
}

#[test]
fn the_scripts_can_be_run() {
    #[cfg(unix)]
    for path in
        ["packaging/try", "packaging/action.sh", ".ci/run", ".ci/tool", ".ci/site", "docs/update", "fuzz/run"]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = std::fs::metadata(project().join(path)).unwrap().permissions().mode();
        assert_eq!(mode & 0o111, 0o111, "{path}");
    }
    // What release.yml and `packaging/try` ask of the script for releases, it knows.
    let script = read("packaging/release.py");
    let calls = format!("{}{}", read(".github/workflows/release.yml"), read("packaging/try"));
    let asked: BTreeSet<&str> = calls
        .split("packaging/release.py ")
        .skip(1)
        .filter_map(|rest| rest.split(|sign: char| !sign.is_ascii_lowercase()).next())
        .collect();
    assert_eq!(asked, BTreeSet::from(["archive", "check", "notes", "npm", "version", "wheel"]));
    for command in asked {
        assert!(script.contains(&format!("add_parser(\"{command}\")")), "{command}");
    }
}

#[test]
fn actions_of_others_are_pinned_to_one_commit_each_and_say_which_version_it_is() {
    let mut pins: BTreeMap<String, String> = BTreeMap::new();
    for path in WORKFLOWS.iter().chain(&["action.yml"]) {
        for line in read(path).lines().filter(|line| line.contains("uses: ") && !line.contains("uses: ./")) {
            let (_, used) = line.split_once("uses: ").unwrap();
            let (action, pin) = used.split_once('@').unwrap_or_else(|| panic!("{path}: {line}"));
            let (commit, version) = pin.split_once(" # v").unwrap_or_else(|| panic!("{path}: {line}"));
            assert!(commit.len() == 40 && commit.chars().all(|sign| sign.is_ascii_hexdigit()), "{line}");
            assert!(version.split('.').all(|part| part.parse::<u32>().is_ok()), "{line}");
            let before = pins.insert(action.to_owned(), pin.to_owned());
            assert!(before.is_none_or(|before| before == pin), "{action} has two pins");
        }
    }
    assert!(pins.len() >= 6, "{pins:?}");
}

#[test]
fn jobs_may_do_no_more_than_they_need() {
    for path in WORKFLOWS {
        let workflow = yaml(path);
        assert_eq!(workflow["permissions"], serde_json::json!({}), "{path}");
        for (name, job) in workflow["jobs"].as_object().unwrap() {
            let allowed = job["permissions"].as_object().unwrap();
            for (what, how) in allowed {
                let may_write = [
                    ("release", "contents"),
                    ("release", "id-token"),
                    ("release", "attestations"),
                    ("pypi", "id-token"),
                    ("npm", "id-token"),
                ];
                let how = how.as_str().unwrap();
                assert!(how == "read" || may_write.contains(&(name, what)), "{path}: {name}: {what}: {how}");
            }
            assert!(job["uses"].is_string() || job["timeout-minutes"].is_number(), "{path}: {name}");
        }
        for (job, step) in steps(path).iter().filter(|(_, step)| {
            step["uses"].as_str().is_some_and(|action| action.starts_with("actions/checkout@"))
        }) {
            assert_eq!(step["with"]["persist-credentials"], false, "{path}: {job}");
        }
    }
    let release = yaml(".github/workflows/release.yml");
    for job in ["release", "pypi", "npm"] {
        let condition = release["jobs"][job]["if"].as_str().unwrap();
        assert!(condition.starts_with("github.ref_type == 'tag'"), "{job}: {condition}");
    }
}

#[test]
fn a_release_has_a_program_for_every_platform() {
    let release = yaml(".github/workflows/release.yml");
    let builds = release["jobs"]["build"]["strategy"]["matrix"]["include"].as_array().unwrap();
    let targets: BTreeSet<&str> = builds.iter().map(|build| build["target"].as_str().unwrap()).collect();
    let wanted = [
        "aarch64-apple-darwin",
        "aarch64-unknown-linux-musl",
        "x86_64-apple-darwin",
        "x86_64-pc-windows-msvc",
        "x86_64-unknown-linux-musl",
    ];
    assert_eq!(targets, BTreeSet::from(wanted));
    // The program writes its own manual pages, so that the machine must be able to run it.
    for build in builds {
        let (target, machine) = (build["target"].as_str().unwrap(), build["machine"].as_str().unwrap());
        let (kind, is_arm) = match target {
            _ if target.contains("linux") => ("ubuntu", machine.ends_with("-arm")),
            _ if target.contains("apple") => ("macos", !machine.ends_with("-intel")),
            _ => ("windows", machine.ends_with("-arm")),
        };
        assert!(machine.starts_with(kind), "{target} on {machine}");
        assert_eq!(target.starts_with("aarch64"), is_arm, "{target} on {machine}");
    }
}

#[test]
fn npm_and_binstall_ask_for_what_a_release_has() {
    let script = read("packaging/release.py");
    let release = yaml(".github/workflows/release.yml");
    let builds = release["jobs"]["build"]["strategy"]["matrix"]["include"].as_array().unwrap();
    for build in builds {
        let target = build["target"].as_str().unwrap();
        let system = match target {
            _ if target.contains("linux") => "linux",
            _ if target.contains("apple") => "darwin",
            _ => "win32",
        };
        let processor = if target.starts_with("aarch64") { "arm64" } else { "x64" };
        assert!(script.contains(&format!("\"{system}-{processor}\"")), "{target}");
    }
    let manifest = toml("Cargo.toml");
    let binstall = &manifest["package"]["metadata"]["binstall"];
    assert!(script.contains("name = f\"claimlint-{version()}-{target}\""));
    let named = |key: &str| binstall[key].as_str().unwrap().contains("{ name }-{ version }-{ target }");
    assert!(named("pkg-url") && named("bin-dir"), "{binstall}");
    assert_eq!(binstall["pkg-fmt"].as_str(), Some("tgz"));
    assert_eq!(binstall["overrides"]["x86_64-pc-windows-msvc"]["pkg-fmt"].as_str(), Some("zip"));
    // The launcher looks for the package of the machine that it runs on.
    assert!(read("packaging/npm/claimlint.js").contains("`@claimlint/${process.platform}-${process.arch}`"));
}

#[test]
fn tools_have_one_version_each_wherever_they_are_named() {
    let (tools, built) = (read(".ci/tools.txt"), read(".ci/cargo-tools.txt"));
    let lines = tools.lines().filter(|line| !line.starts_with('#'));
    let mut pins: Vec<(&str, &str)> = lines.map(|line| line.split_once("==").unwrap()).collect();
    let lines = built.lines().filter(|line| !line.starts_with('#'));
    pins.extend(lines.map(|line| line.split(' ').next().unwrap().split_once('@').unwrap()));
    assert!(pins.iter().all(|(_, version)| version.split('.').all(|part| part.parse::<u32>().is_ok())));
    for script in [read("packaging/try"), read(".ci/run")] {
        for call in script.split("$(.ci/tool ").skip(1) {
            let program = call.split(')').next().unwrap();
            assert_eq!(pins.iter().filter(|(name, _)| name.ends_with(program)).count(), 1, "{program}");
        }
    }
    let release = yaml(".github/workflows/release.yml");
    let (maturin, version) = release["env"]["MATURIN"].as_str().unwrap().split_once("==").unwrap();
    assert!(pins.contains(&(maturin, version)), "{maturin} {version}");
}

#[test]
fn ci_runs_each_part_once_and_asks_for_all_of_them() {
    let script = read(".ci/run");
    let parts = script.lines().find_map(|line| line.strip_prefix("parts=\"")?.strip_suffix('"')).unwrap();
    let mut parts: Vec<&str> = parts.split(' ').collect();
    for part in &parts {
        assert!(script.contains(&format!("\nrun_{part}() {{\n")), "{part}");
        assert!(script.contains(&format!("\n#     {part} ")), "{part}");
    }
    let workflow = yaml(".github/workflows/ci.yml");
    let jobs = workflow["jobs"]["run"]["strategy"]["matrix"]["parts"].as_array().unwrap();
    let mut in_jobs: Vec<&str> = jobs.iter().flat_map(|job| job.as_str().unwrap().split(' ')).collect();
    parts.sort_unstable();
    in_jobs.sort_unstable();
    assert_eq!(in_jobs, parts);
    let gate = &workflow["jobs"]["all"];
    assert_eq!((gate["needs"].as_str(), gate["if"].as_str()), (Some("run"), Some("always()")));
}

#[test]
fn what_only_has_to_be_installed_is_built_as_the_profile_for_it_says() {
    let profile = toml("Cargo.toml")["profile"]["ci"].as_table().unwrap().clone();
    let script = read("packaging/try");
    for (name, value) in profile.iter().filter(|(name, _)| *name != "inherits") {
        let name = name.to_uppercase().replace('-', "_");
        assert!(script.contains(&format!(" CARGO_PROFILE_RELEASE_{name}={value}")), "{name}={value}");
    }
}

#[test]
fn every_crate_says_what_crates_io_asks_for() {
    let mut crates = 0;
    for folder in std::fs::read_dir(project().join("crates")).unwrap() {
        let path = format!("crates/{}/Cargo.toml", folder.unwrap().file_name().into_string().unwrap());
        let manifest = toml(&path);
        let package = manifest["package"].as_table().unwrap();
        assert!(package["description"].as_str().is_some_and(|text| text.len() > 20), "{path}");
        for key in ["version", "rust-version", "license", "readme", "keywords", "categories"] {
            assert_eq!(package[key]["workspace"].as_bool(), Some(true), "{path}: {key}");
        }
        crates += 1;
    }
    assert!(crates >= 8, "{crates}");
}

#[test]
fn the_python_package_says_what_cargo_says() {
    let (cargo, python) = (toml("Cargo.toml"), toml("pyproject.toml"));
    let project_table = python["project"].as_table().unwrap();
    assert_eq!(cargo["package"]["description"], project_table["description"]);
    for key in ["license", "readme", "keywords"] {
        assert_eq!(cargo["workspace"]["package"][key], project_table[key], "{key}");
    }
    assert!(!project_table.contains_key("version"));
    assert_eq!(project_table["dynamic"].as_array().unwrap()[0].as_str(), Some("version"));
    for licence in project_table["license-files"].as_array().unwrap() {
        assert!(project().join(licence.as_str().unwrap()).is_file(), "{licence}");
    }
    assert_eq!(python["tool"]["maturin"]["bindings"].as_str(), Some("bin"));
    // What is installed under this name is what the workflow tries.
    let name = project_table["name"].as_str().unwrap();
    assert!(read(".github/workflows/release.yml").contains(&format!("--find-links dist/wheel {name}\n")));
}

#[test]
fn the_hooks_take_the_files_that_the_program_reads_and_no_others() {
    let hooks = yaml(".pre-commit-hooks.yaml");
    let hooks = hooks.as_array().unwrap();
    let names: Vec<&str> = hooks.iter().map(|hook| hook["id"].as_str().unwrap()).collect();
    assert_eq!(names, ["claimlint", "claimlint-rust", "claimlint-system"]);
    for hook in hooks {
        let files = regex::Regex::new(hook["files"].as_str().unwrap()).unwrap();
        for ending in [
            "txt",
            "text",
            "md",
            "markdown",
            "mdx",
            "html",
            "htm",
            "xhtml",
            "docx",
            "odt",
            "doc",
            "rst",
            "rs",
            "mdown",
            "liquid",
            "vue",
            "tsx",
            "jsx",
            "svelte",
            "astro",
            "php",
            "blade.php",
            "html.erb",
            "njk",
            "hbs",
            "twig",
            "js",
            "ts",
            "conf.j2",
            "yml.erb",
            "haml",
        ] {
            for name in
                [format!("a.{ending}"), format!("drafts/b c.{}", ending.to_uppercase()), ending.to_owned()]
            {
                let is_read = Format::of_path(Path::new(&name)).is_some();
                assert_eq!(files.is_match(&name), is_read, "{}: {name}", hook["id"]);
            }
        }
        assert_eq!(hook["require_serial"], true);
    }
}

#[test]
fn what_a_hook_runs_finds_faults_and_leaves_out_what_the_configuration_excludes() {
    let claim = "It is the most powerful peel on the market.\n";
    let folder = Folder::new()
        .file("claimlint.toml", "exclude = [\"archive\"]\n")
        .file("archive/old.md", claim)
        .file("draft.md", claim);
    for hook in yaml(".pre-commit-hooks.yaml").as_array().unwrap() {
        let entry = hook["entry"].as_str().unwrap().split(' ').skip(1);
        let own = hook["args"].as_array().unwrap().iter().map(|argument| argument.as_str().unwrap());
        let arguments: Vec<&str> = entry.chain(own).collect();
        let run = folder.run(&[arguments.as_slice(), &["archive/old.md", "draft.md"]].concat());
        assert_eq!(run.status, 1, "{}", run.err);
        assert!(run.out.contains("draft.md:1:7") && !run.out.contains("old.md"), "{}", run.out);
        assert_eq!(folder.run(&[arguments.as_slice(), &["archive/old.md"]].concat()).status, 0);
    }
}

/// No container is built here; this is what can be known without.
#[test]
fn the_container_copies_what_is_there_and_has_the_compiler_of_cargo() {
    let file = read("Containerfile");
    let ignored = read(".dockerignore");
    let mut copied = BTreeSet::new();
    for line in file.lines().filter(|line| line.starts_with("COPY ") && !line.contains("--from=")) {
        let words: Vec<&str> = line.split(' ').skip(1).collect();
        copied.extend(words[..words.len() - 1].to_vec());
    }
    for path in &copied {
        assert!(project().join(path).exists(), "{path}");
        let top = path.split('/').next().unwrap();
        assert!(ignored.lines().any(|line| line == format!("!{top}")), "{path} does not reach the build");
    }
    // All that the build reads: the manifest with every target that it names, and the sources.
    let manifest = toml("Cargo.toml");
    for needed in ["Cargo.toml", "Cargo.lock", "src", "crates", "rules", "benches", "tests"] {
        assert!(copied.contains(needed), "{needed}");
    }
    assert!(manifest.contains_key("bench") && manifest.contains_key("test"));
    let oldest = manifest["workspace"]["package"]["rust-version"].as_str().unwrap();
    assert!(file.contains(&format!("FROM docker.io/library/rust:{oldest}-alpine AS build\n")));
    assert!(file.contains("\nENTRYPOINT [\"claimlint\"]\n"));
    let user = file.lines().find_map(|line| line.strip_prefix("USER ")).unwrap();
    assert!(!user.starts_with("0") && !user.starts_with("root"), "{user}");
}

#[test]
fn the_readme_and_the_page_on_ci_show_hooks_and_inputs_that_exist() {
    for page in ["README.md", "docs/in-ci.md"] {
        shows_hooks_and_inputs_that_exist(&read(page));
    }
}

fn shows_hooks_and_inputs_that_exist(page: &str) {
    let block = |name: &str| {
        let (_, rest) = page.split_once(&format!("<!-- {name} -->\n```yaml\n")).unwrap();
        rest.split("```").next().unwrap().to_owned()
    };
    let hooks = yaml(".pre-commit-hooks.yaml");
    let shown = block("pre-commit");
    let id = shown.split("id: ").nth(1).unwrap().split_whitespace().next().unwrap();
    assert!(hooks.as_array().unwrap().iter().any(|hook| hook["id"] == id), "{id}");
    let action = yaml("action.yml");
    let shown = block("action");
    let (_, with) = shown.split_once("with:\n").unwrap();
    let inputs: Vec<&str> =
        with.lines().filter_map(|line| line.trim().split_once(": ")).map(|(name, _)| name).collect();
    assert!(inputs.len() >= 2, "{with}");
    for input in inputs {
        assert!(action["inputs"][input].is_object(), "{input}");
    }
}
