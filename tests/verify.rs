//! `claimlint verify` against a registry on this machine, with everything that registries and networks do.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::Duration;

use crate::common::{Folder, Run, claimlint};

/// What the registry answers to one question.
enum Canned {
    /// These bytes, and the end of the connection.
    Bytes(Vec<u8>),
    /// The beginning of an answer, and then spaces for as long as anybody reads.
    Endless,
    /// Nothing, until the other side gives up.
    Silence,
}

/// A registry on this machine.
struct Registry {
    address: String,
    requests: Receiver<String>,
}

impl Registry {
    /// One that gives these answers, in order, and then 500.
    fn new(answers: Vec<Canned>) -> Registry {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let (sender, requests) = channel();
        std::thread::spawn(move || {
            let mut answers = answers.into_iter();
            for stream in listener.incoming() {
                let answer = answers.next().unwrap_or_else(|| reply(500, "", "no answer is left"));
                serve(stream.unwrap(), answer, &sender);
            }
        });
        Registry { address, requests }
    }

    /// The questions that came so far: method, path and headers.
    fn questions(&self) -> Vec<String> {
        self.requests.try_iter().collect()
    }

    /// A configuration that asks this registry for everything, and more settings.
    fn settings(&self, more: &str) -> String {
        let base = &self.address;
        format!(
            "[verify]\ncrossref = '{base}'\nhandles = '{base}/handles'\npubmed = '{base}/eutils'\ntrials = '{base}/v2'\n{more}"
        )
    }

    /// Looks up what a text cites.
    fn verify(&self, text: &str) -> Run {
        verify(&Folder::new().file("draft.md", text).file("claimlint.toml", self.settings("")), &[])
    }
}

fn serve(mut stream: TcpStream, answer: Canned, requests: &Sender<String>) {
    let mut reader = BufReader::new(stream.try_clone().unwrap());
    let mut request = String::new();
    while !request.ends_with("\r\n\r\n") && reader.read_line(&mut request).unwrap_or(0) > 0 {}
    let _ = requests.send(request);
    match answer {
        Canned::Bytes(bytes) => {
            let _ = stream.write_all(&bytes);
        }
        Canned::Endless => {
            let _ = stream.write_all(b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n{");
            while stream.write_all(&[b' '; 1 << 16]).is_ok() {}
        }
        Canned::Silence => {
            // Ends when the other side closes.
            let _ = stream.set_read_timeout(Some(Duration::from_secs(30)));
            let _ = stream.read(&mut [0]);
        }
    }
}

fn reply(status: u16, headers: &str, body: impl AsRef<[u8]>) -> Canned {
    let body = body.as_ref();
    let head = format!(
        "HTTP/1.1 {status} Said\r\nContent-Length: {}\r\nConnection: close\r\n{headers}\r\n",
        body.len()
    );
    Canned::Bytes([head.as_bytes(), body].concat())
}

fn ok(body: impl AsRef<[u8]>) -> Canned {
    reply(200, "Content-Type: application/json\r\n", body)
}

/// A paper as Crossref has it, with more fields.
fn work(title: &str, year: u16, more: &str) -> String {
    format!(
        r#"{{"status":"ok","message-type":"work","message":{{"DOI":"10.5555/mud","title":["{title}"],"container-title":["Journal of Wexcombe Skin"],"issued":{{"date-parts":[[{year},2]]}},"type":"journal-article"{more}}}}}"#
    )
}

fn mud(more: &str) -> Canned {
    ok(work("Blue mud and the skin barrier", 2016, more))
}

/// Looks up what the pages in a folder cite.
fn verify_as_told(folder: &Folder, arguments: &[&str]) -> Run {
    let mut command = claimlint();
    for name in ["http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"] {
        command.env_remove(name);
    }
    let output = command.current_dir(folder.path("")).arg("verify").args(arguments).output().unwrap();
    Run::of(output)
}

/// The same, with leave to ask the registries of this machine that the configuration names.
fn verify(folder: &Folder, arguments: &[&str]) -> Run {
    let settings = std::fs::read_to_string(folder.path("claimlint.toml")).unwrap_or_default();
    let addresses = settings.split('\'').filter(|text| text.starts_with("http://"));
    let allowed: Vec<&str> = addresses.flat_map(|address| ["--allow-registry", address]).collect();
    verify_as_told(folder, &[arguments, &allowed].concat())
}

fn lock_of(folder: &Folder) -> String {
    std::fs::read_to_string(folder.path("sources.lock")).unwrap_or_default()
}

const ENTRY: &str = "Mud helps.[^1]\n\n[^1]: Quillfarth I. Blue mud and the skin barrier. Journal of Wexcombe Skin. 2016. https://doi.org/10.5555/Mud\n";

#[test]
fn nobody_is_asked_whom_only_the_configuration_names() {
    let registry = Registry::new(vec![mud("")]);
    let folder = Folder::new().file("draft.md", ENTRY).file("claimlint.toml", registry.settings(""));
    let run = verify_as_told(&folder, &[]);
    assert_eq!((run.status, run.out.as_str()), (2, ""));
    assert!(run.err.contains(&format!("--allow-registry {}", registry.address)), "{}", run.err);
    let other = verify_as_told(&folder, &["--allow-registry", "https://registry.invalid"]);
    assert_eq!((other.status, registry.questions()), (2, vec![]));
    assert_eq!(
        verify_as_told(&folder, &["--offline"]).status,
        0,
        "without a network, an address does no harm"
    );
}

#[test]
fn nothing_of_the_text_is_sent() {
    let registry = Registry::new(vec![mud("")]);
    let text =
        format!("---\ntitle: Unreleased gannet\n---\n\n# Gannet\n\nThe gannet serum is new.\n\n{ENTRY}");
    let folder = Folder::new().file("gannet.md", text).file("claimlint.toml", registry.settings(""));
    assert_eq!(verify(&folder, &[]).status, 0);
    let questions = registry.questions();
    assert_eq!(questions.len(), 1, "{questions:?}");
    assert!(questions[0].starts_with("GET /works/10.5555"), "{questions:?}");
    assert!(
        !questions[0].to_lowercase().contains("gannet") && !questions[0].contains("barrier"),
        "{questions:?}"
    );
}

#[test]
fn an_answer_for_another_paper_does_not_count() {
    let registry = Registry::new(vec![mud("")]);
    let run = registry.verify("Mud helps (https://doi.org/10.5555/clay).\n");
    assert_eq!(run.status, 0, "{}", run.err);
    assert!(run.out.contains("unchecked") && run.out.contains("a different DOI"), "{}", run.out);
}

#[test]
fn what_a_registry_answers_begins_no_line_of_the_lock_file() {
    let title = "Mud\\n[[source]]\\r\\u2028\\u0085key = 1\\u001b";
    let notice = r#","updated-by":[{"DOI":"10.1/x\nssh-ed25519 key\n'''\n\"\"\"","type":"retraction","source":"publisher"}]"#;
    let registry = Registry::new(vec![ok(work(title, 2016, notice))]);
    let folder = Folder::new().file("draft.md", ENTRY).file("claimlint.toml", registry.settings(""));
    verify(&folder, &[]);
    let lock = lock_of(&folder);
    let is_ours = |line: &str| {
        let names =
            ["# Written", "version = ", "[[source]]", "kind = ", "value = ", "checked = ", "answer = "];
        let more = ["titles = ", "journals = ", "years = ", "[[source.notices]]", "from = ", "about = "];
        line.is_empty() || names.iter().chain(&more).any(|name| line.starts_with(name))
    };
    assert!(lock.contains("ssh-ed25519") && lock.matches("[[source]]\n").count() == 1, "{lock}");
    assert!(lock.split(['\n', '\r', '\u{2028}', '\u{85}']).all(is_ours), "{lock}");
    assert_eq!(folder.run(&["verify", "--offline"]).status, 1, "it is read again");
}

#[test]
fn a_paper_that_is_what_the_article_says_is_verified() {
    let registry = Registry::new(vec![mud("")]);
    let settings = registry.settings("mailto = 'desk@glowmere.example'\n");
    let folder = Folder::new().file("draft.md", ENTRY).file("claimlint.toml", settings);
    let run = verify(&folder, &[]);
    assert_eq!((run.status, run.err.as_str()), (0, ""), "{run:?}");
    let line =
        "draft.md:3:84: 10.5555/mud: verified\n1 citation: 1 verified; 1 looked up, 0 from the lock file\n";
    assert_eq!(run.out, line);
    let questions = registry.questions();
    assert_eq!(questions.len(), 1);
    assert!(
        questions[0].starts_with("GET /works/10.5555/mud?mailto=desk%40glowmere.example "),
        "{questions:?}"
    );
    let agent = format!("user-agent: claimlint/{} (mailto:desk@glowmere.example)", env!("CARGO_PKG_VERSION"));
    assert!(questions[0].to_lowercase().contains(&agent), "{questions:?}");
    let lock = lock_of(&folder);
    for part in
        ["version = 1", "value = \"10.5555/mud\"", "answer = \"found\"", "years = [2016]", "checked = \"2"]
    {
        assert!(lock.contains(part), "{part}: {lock}");
    }
    assert!(!lock.contains("Quillfarth"), "{lock}");
}

#[test]
fn what_differs_is_named() {
    for (record, field) in [
        (work("Green clay for dry hair in winter", 2016, ""), "title"),
        (work("Blue mud and the skin barrier", 2012, ""), "year"),
        (
            work("Blue mud and the skin barrier", 2016, "").replace("Wexcombe Skin", "Practical Geology"),
            "journal",
        ),
    ] {
        let registry = Registry::new(vec![ok(record)]);
        let run = registry.verify(ENTRY);
        assert_eq!(run.status, 1, "{run:?}");
        assert!(run.out.contains(&format!("10.5555/mud: metadata-mismatch ({field}): ")), "{run:?}");
    }
}

#[test]
fn a_year_may_be_one_off_and_prose_is_not_taken_for_a_title() {
    let registry = Registry::new(vec![ok(work("Blue mud and the skin barrier", 2017, ""))]);
    assert!(registry.verify(ENTRY).out.contains(": verified\n"));
    let registry = Registry::new(vec![mud("")]);
    let prose =
        "Since 1999 our guests have loved this mask, and now it has been studied (doi:10.5555/mud).\n";
    let run = registry.verify(prose);
    assert!(run.status == 0 && run.out.contains(": verified\n"), "{run:?}");
}

#[test]
fn retractions_concerns_and_corrections_are_told_apart() {
    let updated = |kind: &str| {
        format!(
            r#","updated-by":[{{"DOI":"10.5555/notice","type":"{kind}","source":"retraction-watch","updated":{{"date-parts":[[2020,1,2]]}}}}]"#
        )
    };
    for (more, verdict, status) in [
        (
            updated("retraction"),
            "retracted: notice 10.5555/notice of 2020 (Crossref, from Retraction Watch)",
            1,
        ),
        (updated("expression_of_concern"), "concern: notice 10.5555/notice of 2020", 1),
        (updated("erratum"), "corrected: notice 10.5555/notice of 2020", 0),
        (updated("new_version"), "verified", 0),
        (
            r#","update-to":[{"DOI":"10.5555/other","type":"retraction"}]"#.to_owned(),
            "retracted: this is itself the notice against 10.5555/other (Crossref)",
            1,
        ),
    ] {
        let registry = Registry::new(vec![mud(&more)]);
        let run = registry.verify(ENTRY);
        assert_eq!(run.status, status, "{run:?}");
        assert!(run.out.contains(&format!("10.5555/mud: {verdict}")), "{run:?}");
    }
    let registry = Registry::new(vec![ok(work("RETRACTED: Blue mud and the skin barrier", 2016, ""))]);
    assert!(registry.verify(ENTRY).out.contains("retracted: its title begins with"));
}

#[test]
fn a_doi_that_nobody_has_is_not_found_and_one_of_another_agency_is_unchecked() {
    let missing = || reply(404, "Content-Type: text/plain\r\n", "Resource not found.");
    let registry = Registry::new(vec![missing(), reply(404, "", r#"{"responseCode":100}"#)]);
    let run = registry.verify(ENTRY);
    assert_eq!(run.status, 1, "{run:?}");
    assert!(run.out.contains("10.5555/mud: not-found"), "{run:?}");
    assert!(registry.questions()[1].starts_with("GET /handles/10.5555/mud?type=URL "));

    let registry = Registry::new(vec![missing(), ok(r#"{"responseCode":1,"values":[]}"#)]);
    let run = registry.verify(ENTRY);
    assert_eq!(run.status, 0, "{run:?}");
    assert!(run.out.contains("10.5555/mud: unchecked: it exists, but Crossref does not have it"), "{run:?}");
}

#[test]
fn a_busy_registry_is_asked_again_and_then_left_in_peace() {
    let busy = || reply(429, "Retry-After: 1\r\n", "slow down");
    let registry = Registry::new(vec![busy(), mud("")]);
    assert!(registry.verify(ENTRY).out.contains(": verified\n"));
    assert_eq!(registry.questions().len(), 2);

    let registry = Registry::new(vec![reply(503, "", ""), reply(503, "", ""), mud("")]);
    assert!(registry.verify(ENTRY).out.contains(": verified\n"));
    assert_eq!(registry.questions().len(), 3);

    let past = "Retry-After: Wed, 21 Oct 2015 07:28:00 GMT\r\n";
    let registry = Registry::new(vec![reply(503, past, ""), mud("")]);
    assert!(registry.verify(ENTRY).out.contains(": verified\n"));
    let far = "Retry-After: Fri, 21 Oct 2185 07:28:00 GMT\r\n";
    let registry = Registry::new(vec![reply(503, far, ""), mud("")]);
    assert!(registry.verify(ENTRY).out.contains(": unchecked: 127.0.0.1"));
    assert_eq!(registry.questions().len(), 1);

    let registry = Registry::new(vec![reply(429, "Retry-After: 9000\r\n", "")]);
    let run = registry.verify("See doi:10.5555/one and doi:10.5555/two.\n");
    assert_eq!(run.status, 0, "{run:?}");
    assert!(run.out.contains("10.5555/one: unchecked: 127.0.0.1"), "{run:?}");
    assert!(
        run.out.contains("10.5555/two: unchecked") && run.out.contains("was skipped because it failed"),
        "{run:?}"
    );
    assert_eq!(registry.questions().len(), 1);
}

#[test]
fn what_the_network_spoils_is_unchecked_and_never_a_pass() {
    let elsewhere = || reply(302, "Location: http://registry.invalid/works/10.5555/mud\r\n", "");
    for (answer, why) in [
        (Canned::Silence, "did not answer within 0.5 seconds"),
        (ok("{\"status\":"), "cannot be read"),
        (ok("{}"), "cannot be read"),
        (elsewhere(), "redirects to http://registry.invalid"),
        (Canned::Endless, "the answer of 127.0.0.1"),
        (reply(500, "", ""), "status 500"),
        (Canned::Bytes(b"HTTP/1.1 200 OK\r\nContent-Length: 90\r\n\r\n{".to_vec()), "cannot be reached"),
    ] {
        let is_endless = matches!(answer, Canned::Endless);
        let registry = Registry::new(vec![answer]);
        let timeout = if is_endless { 60.0 } else { 0.5 };
        let settings = registry.settings(&format!("timeout-seconds = {timeout}\n"));
        let folder = Folder::new().file("draft.md", ENTRY).file("claimlint.toml", settings);
        let run = verify(&folder, &[]);
        assert_eq!(run.status, 0, "{run:?}");
        assert!(run.out.contains("10.5555/mud: unchecked: ") && run.out.contains(why), "{why}: {run:?}");
        assert_eq!(registry.questions().len(), 1, "{why}");
        assert_eq!(lock_of(&folder), "");
        // What was not answered is asked again, and an answer of 500 is none either.
        assert_eq!(verify(&folder, &["--require-online"]).status, 2);
    }
}

#[test]
fn a_registry_that_is_not_there_is_unchecked() {
    let gone = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let folder = Folder::new()
        .file("draft.md", ENTRY)
        .file("claimlint.toml", format!("[verify]\ncrossref = 'http://{gone}'\n"));
    let run = verify(&folder, &[]);
    assert!(
        run.status == 0 && run.out.contains("unchecked: ") && run.out.contains("cannot be reached"),
        "{run:?}"
    );
}

#[test]
fn a_redirect_within_the_host_and_a_packed_answer_are_followed_and_read() {
    let moved = reply(301, "Location: /works/10.5555/mud-now\r\n", "");
    let packed = gzip(work("Blue mud and the skin barrier", 2016, "").as_bytes());
    let answer = reply(200, "Content-Type: application/json\r\nContent-Encoding: gzip\r\n", packed);
    let registry = Registry::new(vec![moved, answer]);
    let run = registry.verify(ENTRY);
    assert!(run.out.contains(": verified\n"), "{run:?}");
    let questions = registry.questions();
    assert!(questions[1].starts_with("GET /works/10.5555/mud-now "), "{questions:?}");
    assert!(questions[0].to_lowercase().contains("accept-encoding: gzip"), "{questions:?}");
}

/// Packs bytes as gzip does that does not try: one block for each 65,535 bytes, as they are.
fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut packed = vec![0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 0xFF];
    let length = u16::try_from(bytes.len()).unwrap();
    packed.push(1);
    packed.extend(length.to_le_bytes());
    packed.extend((!length).to_le_bytes());
    packed.extend(bytes);
    let check = bytes.iter().fold(u32::MAX, |check, byte| {
        (0..8).fold(check ^ u32::from(*byte), |check, _| {
            (check >> 1) ^ (0xEDB8_8320 & (check & 1).wrapping_neg())
        })
    });
    packed.extend((!check).to_le_bytes());
    packed.extend(u32::from(length).to_le_bytes());
    packed
}

#[test]
fn what_the_lock_file_has_is_not_asked_again_until_it_is_old() {
    let registry = Registry::new(vec![mud(""), mud("")]);
    let folder = Folder::new().file("draft.md", ENTRY).file("claimlint.toml", registry.settings(""));
    verify(&folder, &[]);
    let lock = lock_of(&folder);
    let again = verify(&folder, &[]);
    assert!(
        again.out.contains(": verified\n") && again.out.contains("0 looked up, 1 from the lock file"),
        "{again:?}"
    );
    assert_eq!((registry.questions().len(), &lock_of(&folder)), (1, &lock));

    // The same answer, judged by what the article says now.
    let folder = folder.file("draft.md", ENTRY.replace("2016", "2009"));
    assert_eq!(verify(&folder, &["--offline"]).status, 1);

    let checked = lock.split("checked = \"").nth(1).unwrap().split('"').next().unwrap();
    let folder = folder.file("draft.md", ENTRY).file("sources.lock", lock.replace(checked, "2001-01-01"));
    assert!(verify(&folder, &["--offline"]).out.contains(": verified\n"));
    assert_eq!(registry.questions().len(), 0);
    assert!(verify(&folder, &[]).out.contains(": verified\n"));
    assert_eq!((registry.questions().len(), &lock_of(&folder)), (1, &lock));
}

#[test]
fn what_was_answered_before_a_run_is_interrupted_is_kept() {
    let paper =
        |number| work("Blue mud", 2016, "").replace("10.5555/mud", &format!("10.5555/mud{number:02}"));
    let mut answers: Vec<Canned> = (0..10).map(|number| ok(paper(number))).collect();
    answers.push(Canned::Silence);
    let registry = Registry::new(answers);
    let text: String = (0..11).map(|number| format!("See doi:10.5555/mud{number:02}.\n\n")).collect();
    let settings = registry.settings("mailto = 'desk@glowmere.example'\ntimeout-seconds = 60\n");
    let folder = Folder::new().file("draft.md", text).file("claimlint.toml", settings);
    let mut run = std::process::Command::new(assert_cmd::cargo::cargo_bin!("claimlint"));
    let allowed = ["verify", "--allow-registry", &registry.address].map(str::to_owned);
    let others =
        ["handles", "eutils", "v2"].map(|name| format!("--allow-registry={}/{name}", registry.address));
    let mut run = run.current_dir(folder.path("")).args(allowed).args(others).spawn().unwrap();
    for _ in 0..600 {
        if registry.questions().iter().any(|question| question.contains("mud10")) {
            break;
        }
        std::thread::sleep(Duration::from_millis(100));
    }
    run.kill().unwrap();
    run.wait().unwrap();
    assert_eq!(lock_of(&folder).matches("[[source]]").count(), 10, "{}", lock_of(&folder));
}

#[test]
fn without_a_lock_file_nothing_is_known_off_line() {
    let registry = Registry::new(vec![]);
    let folder = Folder::new().file("draft.md", ENTRY).file("claimlint.toml", registry.settings(""));
    let run = verify(&folder, &["--offline"]);
    assert!(run.status == 0 && run.out.contains("unchecked: the lock file does not have it"), "{run:?}");
    assert_eq!((registry.questions().len(), lock_of(&folder).as_str()), (0, ""));
}

#[test]
fn a_lock_file_that_cannot_be_understood_is_reported_and_left() {
    for (lock, why) in [
        ("version = 2\n[[paper]]\n", "has version 2"),
        ("version = 1\n[[source]]\nkind = \"doi\"\n", "sources.lock:2:1: missing field"),
        ("version = 1\n[[source]\n", "sources.lock:2:"),
        (
            "version = 1\n[[source]]\nkind = \"doi\"\nvalue = \"10.5555/mud\"\nchecked = \"soon\"\nanswer = \"found\"\n",
            "sources.lock:5:11: this is not a date",
        ),
    ] {
        let registry = Registry::new(vec![mud("")]);
        let folder = Folder::new().file("draft.md", ENTRY).file("claimlint.toml", registry.settings(""));
        let folder = folder.file("sources.lock", lock);
        let run = verify(&folder, &[]);
        assert_eq!(run.status, 2, "{run:?}");
        assert!(run.err.contains(why) && run.err.contains("continued without this file"), "{why}: {run:?}");
        assert!(run.out.contains("10.5555/mud: verified"), "{run:?}");
        assert_eq!(lock_of(&folder), lock);
    }
}

const LIST: &str =
    "Record ID,Title,RetractionDate,RetractionDOI,OriginalPaperDOI,OriginalPaperPubMedID,RetractionNature\n";

#[test]
fn a_list_of_retractions_counts_beside_the_registries() {
    for (rows, verdict, status) in [
        (
            "1,\"Mud, blue\nand dry\",1/2/2020 0:00,10.5555/notice,10.5555/MUD,0,Retraction\n",
            "retracted: notice 10.5555/notice of 2020-01-02 (Retraction Watch)",
            1,
        ),
        (
            "1,Mud,1/2/2020 0:00,unavailable,10.5555/mud,0,Expression of concern\n",
            "concern: notice of 2020-01-02",
            1,
        ),
        (
            "1,Mud,1/2/2020,x,10.5555/mud,0,Retraction\n2,Mud,3/2/2021,x,10.5555/mud,0,Reinstatement\n",
            "verified",
            0,
        ),
        ("1,Clay,1/2/2020,x,10.5555/clay,0,Retraction\n", "verified", 0),
    ] {
        let registry = Registry::new(vec![mud("")]);
        let folder = Folder::new().file("draft.md", ENTRY).file("claimlint.toml", registry.settings(""));
        let folder = folder.file("list.csv", format!("{LIST}{rows}"));
        let run = verify(&folder, &["--retractions", "list.csv"]);
        assert_eq!((run.status, run.err.as_str()), (status, ""), "{run:?}");
        assert!(run.out.contains(&format!("10.5555/mud: {verdict}")), "{run:?}");
    }
}

#[test]
fn faults_in_a_list_have_their_line_and_the_rest_counts() {
    let good = "9,Mud,1/2/2020,x,10.5555/mud,0,Retraction\n";
    for (list, why, verdict) in [
        (format!("{LIST}1,two,three\n{good}"), "list.csv:2: this row has 3 fields", "retracted"),
        (
            format!("{LIST}1,Mud,soon,x,10.5555/mud,0,Retraction\n{good}"),
            "list.csv:2: `RetractionDate`",
            "retracted",
        ),
        (
            format!("{LIST}{good}1,Mud,1/2/2020,x,10.5555/mud,0,Mystery\n"),
            "list.csv:3: `RetractionNature`",
            "retracted",
        ),
        ("Title,DOI\nMud,10.5555/mud\n".to_owned(), "there is no column `OriginalPaperDOI`", "verified"),
    ] {
        let registry = Registry::new(vec![mud("")]);
        let folder = Folder::new().file("draft.md", ENTRY).file("claimlint.toml", registry.settings(""));
        let folder = folder.file("list.csv", list);
        let run = verify(&folder, &["--retractions", "list.csv"]);
        assert_eq!(run.status, 2, "{run:?}");
        assert!(run.err.contains(why) && run.err.contains("was skipped"), "{why}: {run:?}");
        assert!(run.out.contains(&format!("10.5555/mud: {verdict}")), "{run:?}");
    }
    let folder = Folder::new().file("draft.md", ENTRY);
    let run = verify(&folder, &["--offline", "--retractions", "missing.csv"]);
    assert!(run.status == 2 && run.err.contains("missing.csv: there is no such file"), "{run:?}");
}

#[test]
fn pubmed_is_asked_for_pmids() {
    let paper = |types: &str| {
        ok(format!(
            r#"{{"result":{{"uids":["123"],"123":{{"uid":"123","title":"Blue mud and the skin barrier.","fulljournalname":"Journal of Wexcombe Skin","source":"J Wexcombe Skin","pubdate":"2016 Feb","pubtype":[{types}]}}}}}}"#
        ))
    };
    let text = ENTRY.replace("https://doi.org/10.5555/Mud", "PMID: 123.");
    for (answer, verdict, status) in [
        (paper("\"Journal Article\""), "verified", 0),
        (paper("\"Retracted Publication\""), "retracted: its type is", 1),
        (
            ok(r#"{"result":{"uids":["123"],"123":{"uid":"123","error":"cannot get document summary"}}}"#),
            "not-found",
            1,
        ),
        (ok(r#"{"error":"API rate limit exceeded"}"#), "unchecked: the answer of 127.0.0.1", 0),
    ] {
        let registry = Registry::new(vec![answer]);
        let settings = registry.settings("mailto = 'desk@glowmere.example'\nncbi-key = 'k/1'\n");
        let folder = Folder::new().file("draft.md", &text).file("claimlint.toml", settings);
        let run = verify(&folder, &[]);
        assert_eq!(run.status, status, "{run:?}");
        assert!(run.out.contains(&format!("PMID 123: {verdict}")), "{verdict}: {run:?}");
        let question = registry.questions().remove(0);
        let wanted = "GET /eutils/esummary.fcgi?db=pubmed&id=123&retmode=json&tool=claimlint&email=desk%40glowmere.example&api_key=k%2F1 ";
        assert!(question.starts_with(wanted), "{question}");
        assert!(!run.out.contains("k%2F1") && !lock_of(&folder).contains("k/1"), "{run:?}");
    }
}

#[test]
fn the_trial_register_is_asked_for_trial_numbers() {
    let found =
        ok(r#"{"protocolSection":{"identificationModule":{"nctId":"NCT01234567","briefTitle":"Blue mud"}}}"#);
    for (answer, verdict, status) in
        [(found, "verified", 0), (reply(404, "", "NCT number not found"), "not-found", 1)]
    {
        let registry = Registry::new(vec![answer]);
        let run = registry.verify("It was tried in 2019 (NCT01234567).\n");
        assert_eq!(run.status, status, "{run:?}");
        assert!(run.out.contains(&format!("NCT01234567: {verdict}")), "{run:?}");
        assert!(registry.questions()[0].starts_with("GET /v2/studies/NCT01234567?fields=NCTId,"));
    }
}

#[test]
fn one_paper_that_is_cited_often_is_asked_for_once() {
    let registry = Registry::new(vec![mud("")]);
    let folder = Folder::new()
        .file("one.md", "See doi:10.5555/mud, or https://doi.org/10.5555/MUD.\n")
        .file("two.html", "<p>See <a href=\"https://doi.org/10.5555%2Fmud\">the trial</a>.</p>")
        .file("claimlint.toml", registry.settings(""));
    let run = verify(&folder, &[]);
    assert!(run.out.contains("3 citations: 3 verified; 1 looked up"), "{run:?}");
    assert!(run.out.contains("one.md:1:5: ") && run.out.contains("two.html:1:"), "{run:?}");
    assert_eq!(registry.questions().len(), 1);
}

#[test]
fn files_that_cannot_be_read_and_settings_that_cannot_be_used_fail_the_run() {
    let registry = Registry::new(vec![mud("")]);
    let folder = Folder::new().file("draft.md", ENTRY).file("claimlint.toml", registry.settings(""));
    let run = verify(&folder, &["draft.md", "missing.md"]);
    assert!(run.status == 2 && run.out.contains(": verified") && run.err.contains("missing.md"), "{run:?}");

    let folder = Folder::new().file("draft.md", ENTRY).file("claimlint.toml", "[verify]\ncrossref = 'api'\n");
    let run = verify(&folder, &[]);
    assert!(run.status == 2 && run.err.contains("not an address") && run.err.contains('^'), "{run:?}");

    let folder = Folder::new().file("draft.md", "Mud.\n");
    let run = verify(&folder, &[]);
    assert_eq!((run.status, run.out.as_str()), (0, "no DOI, PMID or trial number was found\n"));
}
