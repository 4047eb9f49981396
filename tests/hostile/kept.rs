//! Files stay what they are: whose they are, who may read them, what other names they have; and what several runs write at
//! once is all there.

use std::fs;
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::process::Stdio;

use claimlint_base::day::Day;
use claimlint_engine::evidence::registry::lock::Lock;
use claimlint_engine::evidence::registry::{Answer, RegistryId, RegistryIdKind};
use claimlint_workspace::lock_file;

use crate::common::{Folder, claimlint};

const SLIP: &str = "It is the the peel.\n";

/// An access list as Linux keeps it: the owner may read and write, and so may user 1234; the group may read.
fn access_list() -> Vec<u8> {
    let entries: [(u16, u16, u32); 5] =
        [(1, 6, u32::MAX), (2, 6, 1234), (4, 4, u32::MAX), (0x10, 6, u32::MAX), (0x20, 4, u32::MAX)];
    let bytes = entries
        .iter()
        .flat_map(|(tag, may, id)| [&tag.to_le_bytes()[..], &may.to_le_bytes(), &id.to_le_bytes()].concat());
    2_u32.to_le_bytes().into_iter().chain(bytes).collect()
}

#[test]
fn access_lists_and_attributes_survive_a_fix_and_a_new_baseline() {
    const ACCESS: &str = "system.posix_acl_access";
    let folder =
        Folder::new().file("a.md", SLIP).file("claimlint-baseline.json", r#"{"version":1,"files":{}}"#);
    let mut kept = vec![("user.note", b"mine".to_vec())];
    if cfg!(target_os = "linux") {
        kept.push((ACCESS, access_list()));
    }
    let names = ["a.md", "claimlint-baseline.json"];
    let paths = names.map(|name| folder.path(name));
    // A file system without attributes has none to lose.
    kept.retain(|(name, value)| paths.iter().all(|path| xattr::set(path, name, value).is_ok()));
    let modes = paths.each_ref().map(|path| fs::metadata(path).unwrap().mode());
    assert_eq!(folder.run(&["check", "--fix", "a.md"]).status, 0);
    folder.write("b.md", "A revolutionary mask.\n");
    assert_eq!(folder.run(&["check", "--write-baseline"]).status, 0);
    assert_eq!(fs::read_to_string(&paths[0]).unwrap(), "It is the peel.\n");
    for (path, mode) in paths.iter().zip(modes) {
        assert_eq!(fs::metadata(path).unwrap().mode(), mode, "{}", path.display());
        for (name, value) in &kept {
            assert_eq!(xattr::get(path, name).unwrap().as_ref(), Some(value), "{name}");
        }
    }
}

#[test]
fn a_file_with_other_names_is_left_alone_with_a_word() {
    let folder = Folder::new().file("a.md", SLIP);
    fs::hard_link(folder.path("a.md"), folder.path("other.txt")).unwrap();
    let run = folder.run(&["check", "--fix", "a.md"]);
    assert!(run.status == 2 && run.out.contains("hard links"), "{}", run.out);
    for name in ["a.md", "other.txt"] {
        assert_eq!(folder.read(name), SLIP);
    }
}

#[test]
fn what_was_for_its_owner_alone_stays_so() {
    let folder =
        Folder::new().file("a.md", SLIP).file("claimlint-baseline.json", r#"{"version":1,"files":{}}"#);
    let folder = folder.file("report.out", "");
    for name in ["claimlint-baseline.json", "report.out"] {
        fs::set_permissions(folder.path(name), fs::Permissions::from_mode(0o600)).unwrap();
    }
    folder.run(&["check", "--output-file", "report.out"]);
    folder.run(&["check", "--write-baseline"]);
    for name in ["claimlint-baseline.json", "report.out"] {
        assert_eq!(fs::metadata(folder.path(name)).unwrap().mode() & 0o777, 0o600, "{name}");
        assert!(fs::metadata(folder.path(name)).unwrap().len() > 40, "{name} was written");
    }
}

#[test]
fn a_report_takes_the_place_of_no_settings() {
    let folder = Folder::new().file("a.md", SLIP);
    for name in ["claimlint.toml", "house.TOML", "sources.lock", "papers.bib", "claimlint-baseline.json"] {
        let folder = Folder::new().file("a.md", SLIP).file(name, "");
        let run =
            folder.run(&["check", "--no-config", "--no-baseline", "--output-file", &format!("json={name}")]);
        assert!(run.status == 2 && run.err.contains("not reports"), "{name}: {}", run.err);
        assert_eq!(folder.read(name), "");
    }
    let run = folder.run(&["check", "--no-config", "--output-file", "report.json", "--format", "json"]);
    assert_eq!(run.status, 1, "{}", run.err);
}

#[test]
fn a_pipe_that_nobody_reads_is_reported() {
    let folder = Folder::new().file("a.md", SLIP);
    assert!(std::process::Command::new("mkfifo").arg(folder.path("pipe")).status().unwrap().success());
    let run = folder.run(&["check", "--no-config", "--output-file", "pipe"]);
    assert!(run.status == 2 && run.err.contains("nothing reads this pipe"), "{}", run.err);
}

#[test]
fn baselines_that_are_written_at_once_know_everything() {
    let folder = (0..12).fold(Folder::new(), |folder, number| {
        folder.file(&format!("{number}.md"), "A revolutionary mask.\n")
    });
    let runs = (0..12).map(|number| {
        let mut command = std::process::Command::new(claimlint().get_program());
        command.current_dir(folder.path("")).args(["check", "--write-baseline", &format!("{number}.md")]);
        command.stdout(Stdio::null()).spawn().unwrap()
    });
    for mut run in runs.collect::<Vec<_>>() {
        assert!(run.wait().unwrap().success());
    }
    let baseline = folder.read("claimlint-baseline.json");
    assert_eq!(baseline.matches(".md\"").count(), 12, "{baseline}");
}

#[test]
fn answers_that_are_written_at_once_are_all_kept() {
    let folder = Folder::new();
    let path = folder.path("sources.lock");
    std::thread::scope(|scope| {
        for number in 0..16 {
            let (path, folder) = (&path, &folder);
            scope.spawn(move || {
                let identifier = RegistryId { kind: RegistryIdKind::Doi, value: format!("10.5555/{number}") };
                let mut lock = Lock::default();
                lock.enter(identifier, Day::read("2026-11-21").unwrap(), Answer::NotFound);
                lock_file::write(&lock, path, &folder.path("")).unwrap();
            });
        }
    });
    assert_eq!(fs::read_to_string(&path).unwrap().matches("[[source]]").count(), 16);
}
