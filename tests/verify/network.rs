//! Everything that networks do: registries that are busy, gone, slow or send readers on.

use std::net::TcpListener;

use super::registry::{Canned, Registry, mud, ok, reply, work};
use super::{ENTRY, lock_of, verify};
use crate::common::Folder;

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
