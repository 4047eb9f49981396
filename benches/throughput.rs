//! Times the whole program on 20 MB of articles: `cargo bench --bench throughput`.
//!
//! The articles are paragraphs of our fixtures in random order, a third each as plain text, Markdown and HTML, the same at
//! every run. Where `typos` is installed it runs on the same folder in turn, as a yardstick from the neighbourhood.
//! Nothing is judged here; the figures are for people.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a measurement may stop at the first surprise"
)]
#![allow(clippy::print_stdout, reason = "a bench prints its figures")]

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// How much text is made, in bytes.
const WANTED: usize = 20_000_000;
/// About the size of one article, in bytes.
const ARTICLE: usize = 6_000;
/// How often each program runs; an even chance for both as the machine's speed drifts.
const RUNS: usize = 7;

fn main() {
    let project = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("throughput");
    let bytes = write_articles(&paragraphs(&project.join("fixtures")), &folder);
    println!("{} MB in {}", bytes / 1_000_000, folder.display());
    let claimlint = || {
        let mut command = Command::new(env!("CARGO_BIN_EXE_claimlint"));
        command.args(["check", "--no-config", "--format", "short", "--quiet"]).arg(&folder);
        command
    };
    let typos = || {
        let mut command = Command::new("typos");
        command.args(["--format", "brief", "--isolated"]).arg(&folder);
        command
    };
    let has_typos = Command::new("typos").arg("--version").stdout(Stdio::null()).status().is_ok();
    let mut times = (Vec::new(), Vec::new());
    for run in 0..=RUNS {
        let own = time(claimlint());
        let other = if has_typos { time(typos()) } else { Duration::ZERO };
        // The first run fills the caches of both.
        if run > 0 {
            times.0.push(own);
            times.1.push(other);
        }
    }
    report("claimlint", bytes, &mut times.0);
    if has_typos {
        report("typos", bytes, &mut times.1);
    }
    let empty = folder.join("empty");
    std::fs::create_dir_all(&empty).expect("a folder in target");
    std::fs::write(empty.join("a.txt"), "A peel.\n").expect("a file in target");
    let start_up = || {
        let mut command = Command::new(env!("CARGO_BIN_EXE_claimlint"));
        command.args(["check", "--no-config", "--quiet"]).arg(&empty);
        command
    };
    report("claimlint, one line of text", 8, &mut (0..RUNS).map(|_| time(start_up())).collect::<Vec<_>>());
    std::fs::remove_dir_all(&empty).expect("the folder just made");
}

fn time(mut command: Command) -> Duration {
    let start = Instant::now();
    command.stdout(Stdio::null()).stderr(Stdio::null()).status().expect("the program starts");
    start.elapsed()
}

fn report(name: &str, bytes: usize, times: &mut [Duration]) {
    times.sort();
    let median = times[times.len() / 2];
    let speed = bytes as f64 / 1e6 / median.as_secs_f64();
    println!(
        "{name}: median {median:.2?}, least {:.2?}, most {:.2?}, {speed:.0} MB/s",
        times[0],
        times[times.len() - 1]
    );
}

/// The paragraphs of the articles in plain text and Markdown, without front matter.
fn paragraphs(fixtures: &Path) -> Vec<String> {
    let mut paths: Vec<PathBuf> = ["articles", "clean"]
        .iter()
        .flat_map(|name| std::fs::read_dir(fixtures.join(name)).expect("the fixtures"))
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "md" || extension == "txt"))
        .collect();
    paths.sort();
    let texts = paths.iter().map(|path| std::fs::read_to_string(path).expect("a fixture"));
    texts
        .flat_map(|text| text.split("\n\n").map(str::to_owned).collect::<Vec<_>>())
        .filter(|paragraph| !paragraph.starts_with("---") && !paragraph.trim().is_empty())
        .collect()
}

/// Writes articles until there is enough text; gives its size in bytes.
fn write_articles(paragraphs: &[String], folder: &Path) -> usize {
    let _ = std::fs::remove_dir_all(folder);
    let (mut written, mut number, mut seed) = (0, 0, 1);
    while written < WANTED {
        let extension = ["txt", "md", "html"][number % 3];
        let mut text = String::new();
        while text.len() < ARTICLE {
            // A generator is a line; a library for it would have to stay the same for ever.
            seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648_u64;
            let paragraph =
                &paragraphs[usize::try_from(seed >> 8).expect("a small number") % paragraphs.len()];
            match extension {
                "html" => writeln!(text, "<p>{}</p>", paragraph.replace('&', "&amp;").replace('<', "&lt;")),
                _ => writeln!(text, "{paragraph}\n"),
            }
            .expect("a string takes everything");
        }
        let path = folder.join(format!("{:02}", number % 50)).join(format!("{number}.{extension}"));
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder in target");
        std::fs::write(path, &text).expect("a file in target");
        written += text.len();
        number += 1;
    }
    written
}
