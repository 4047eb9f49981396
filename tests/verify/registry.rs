//! A registry on this machine, which answers what a test wants.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::Duration;

use super::verify;
use crate::common::{Folder, Run};

/// What the registry answers to one question.
pub enum Canned {
    /// These bytes, and the end of the connection.
    Bytes(Vec<u8>),
    /// The beginning of an answer, and then spaces for as long as anybody reads.
    Endless,
    /// Nothing, until the other side gives up.
    Silence,
}

/// A registry on this machine.
pub struct Registry {
    pub address: String,
    requests: Receiver<String>,
}

impl Registry {
    /// One that gives these answers, in order, and then 500.
    pub fn new(answers: Vec<Canned>) -> Registry {
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
    pub fn questions(&self) -> Vec<String> {
        self.requests.try_iter().collect()
    }

    /// A configuration that asks this registry for everything, and more settings.
    pub fn settings(&self, more: &str) -> String {
        let base = &self.address;
        format!(
            "[verify]\ncrossref = '{base}'\nhandles = '{base}/handles'\npubmed = '{base}/eutils'\ntrials = '{base}/v2'\n{more}"
        )
    }

    /// Looks up what a text cites.
    pub fn verify(&self, text: &str) -> Run {
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

pub fn reply(status: u16, headers: &str, body: impl AsRef<[u8]>) -> Canned {
    let body = body.as_ref();
    let head = format!(
        "HTTP/1.1 {status} Said\r\nContent-Length: {}\r\nConnection: close\r\n{headers}\r\n",
        body.len()
    );
    Canned::Bytes([head.as_bytes(), body].concat())
}

pub fn ok(body: impl AsRef<[u8]>) -> Canned {
    reply(200, "Content-Type: application/json\r\n", body)
}

/// A paper as Crossref has it, with more fields.
pub fn work(title: &str, year: u16, more: &str) -> String {
    format!(
        r#"{{"status":"ok","message-type":"work","message":{{"DOI":"10.5555/mud","title":["{title}"],"container-title":["Journal of Wexcombe Skin"],"issued":{{"date-parts":[[{year},2]]}},"type":"journal-article"{more}}}}}"#
    )
}

pub fn mud(more: &str) -> Canned {
    ok(work("Blue mud and the skin barrier", 2016, more))
}
