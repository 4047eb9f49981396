//! Asks a registry over HTTP: politely, within limits, and no host but the one that the settings name.
//!
//! An answer that is late, too long or elsewhere is an error, never half an answer. What the answers mean is for
//! `crossref`, `pubmed` and `trials`.

use std::collections::BTreeMap;
use std::io::{ErrorKind, Read};
use std::thread::sleep;
use std::time::{Duration, Instant, SystemTime};

use claimlint_workspace::config::VerifySettings;
use thiserror::Error;
use ureq::http::Uri;
use ureq::http::header::HeaderMap;

use crate::address::{host_of, redirected};

/// The longest answer that is read, in bytes, after it is unpacked. Records have some hundred thousand at most.
const LONGEST_ANSWER: u64 = 4 << 20;
/// How often a registry that says it is busy is asked.
const ATTEMPTS: u32 = 3;
/// The wait before the second attempt where the registry names none; it doubles.
const FIRST_WAIT: Duration = Duration::from_millis(500);
/// A registry that asks for a longer wait is not asked again in this run.
const LONGEST_WAIT: Duration = Duration::from_secs(60);
/// How many times a registry may redirect within its host.
const REDIRECTS: usize = 5;
/// After this many failures in a row a registry is not asked again in this run.
const FAILURES: u32 = 3;

/// Why a registry gave no answer.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum AskError {
    /// It took too long.
    #[error("{host} did not answer within {seconds} seconds; run again, or raise `timeout-seconds`")]
    Timeout { host: String, seconds: String },
    /// No connection, or one that broke.
    #[error("{host} cannot be reached: {reason}; check the connection and run again")]
    Unreachable { host: String, reason: String },
    /// It has too much to do.
    #[error("{host} is busy (status {status}); run again later")]
    Busy { host: String, status: u16 },
    /// It answered with an error.
    #[error("{host} answered with status {status}; run again later, or check its address in `[verify]`")]
    Status { host: String, status: u16 },
    /// It redirected to another host.
    #[error("{host} redirects to {target}, which claimlint never contacts; check its address in `[verify]`")]
    Redirected { host: String, target: String },
    /// The answer is longer than is read.
    #[error(
        "the answer of {host} has more than {LONGEST_ANSWER} bytes, and was not read; check its address in `[verify]`"
    )]
    TooLong { host: String },
    /// The answer is not what the registry's documents say.
    #[error(
        "the answer of {host} cannot be read: {reason}; run again later, or check its address in `[verify]`"
    )]
    Malformed { host: String, reason: String },
    /// It failed too often in this run to be asked again.
    #[error("{host} was skipped because it failed earlier in this run; run again later")]
    GivenUp { host: String },
}

/// An answer.
#[derive(Debug)]
pub struct Reply {
    /// The host that gave it.
    pub host: String,
    /// The status of HTTP; 200 to 299, or 400 to 499 for what is not there.
    pub status: u16,
    /// The body, unpacked.
    pub body: Vec<u8>,
}

impl Reply {
    /// Whether the registry says that it has no such thing.
    pub fn is_missing(&self) -> bool {
        matches!(self.status, 404 | 410)
    }

    /// The body, read as JSON.
    ///
    /// # Errors
    /// Another status than success, or a body that is not such JSON.
    pub fn json<T: serde::de::DeserializeOwned>(&self) -> Result<T, AskError> {
        if !(200..300).contains(&self.status) {
            return Err(AskError::Status { host: self.host.clone(), status: self.status });
        }
        serde_json::from_slice(&self.body).map_err(|error| self.malformed(&error.to_string()))
    }

    /// The error for an answer that makes no sense.
    pub fn malformed(&self, reason: &str) -> AskError {
        AskError::Malformed { host: self.host.clone(), reason: reason.to_string() }
    }
}

/// What is remembered about a registry.
#[derive(Debug)]
struct Memory {
    /// When it may be asked again.
    next: Instant,
    /// How many requests in a row it did not answer.
    failures: u32,
}

/// Sends registries one request after another.
#[derive(Debug)]
pub struct Client {
    agent: ureq::Agent,
    timeout: Duration,
    /// What is remembered about each registry, by its host and port.
    memories: BTreeMap<String, Memory>,
}

impl Client {
    /// A client that has asked nobody yet.
    pub fn new(settings: &VerifySettings) -> Client {
        let mailto =
            settings.mailto.as_ref().map(|address| format!(" (mailto:{address})")).unwrap_or_default();
        let config = ureq::Agent::config_builder()
            .user_agent(format!("claimlint/{}{mailto}", env!("CARGO_PKG_VERSION")))
            .accept("application/json")
            .timeout_global(Some(settings.timeout))
            // `follow` looks at where a redirect leads.
            .max_redirects(0)
            .max_redirects_will_error(false)
            .http_status_as_error(false)
            .build();
        Client { agent: config.into(), timeout: settings.timeout, memories: BTreeMap::new() }
    }

    /// Gets an address, at least `pause` after the last request to its host.
    ///
    /// # Errors
    /// No answer, or none that may be used.
    pub fn get(&mut self, address: &str, pause: Duration) -> Result<Reply, AskError> {
        let uri = parsed(address)?;
        let host = host_of(&uri);
        if self.memories.get(&host).is_some_and(|memory| memory.failures >= FAILURES) {
            return Err(AskError::GivenUp { host });
        }
        let result = self.ask_until_free(&uri, &host, pause);
        if let Some(memory) = self.memories.get_mut(&host) {
            memory.failures = match &result {
                Ok(_) => 0,
                // A registry that says it is busy is not asked again.
                Err(AskError::Busy { .. }) => FAILURES,
                Err(AskError::Timeout { .. } | AskError::Unreachable { .. }) => memory.failures + 1,
                Err(_) => memory.failures,
            };
        }
        result
    }

    fn ask_until_free(&mut self, uri: &Uri, host: &str, pause: Duration) -> Result<Reply, AskError> {
        let mut wait = FIRST_WAIT;
        let mut attempt = 1;
        loop {
            let (reply, headers) = self.follow(uri, host, pause)?;
            if !matches!(reply.status, 429 | 502..=504) {
                return Ok(reply);
            }
            let asked_for = retry_after(&headers).unwrap_or(wait);
            if attempt == ATTEMPTS || asked_for > LONGEST_WAIT {
                return Err(AskError::Busy { host: host.to_owned(), status: reply.status });
            }
            sleep(asked_for);
            attempt += 1;
            wait *= 2;
        }
    }

    /// Gets an address and, within its host, what it leads to.
    fn follow(&mut self, uri: &Uri, host: &str, pause: Duration) -> Result<(Reply, HeaderMap), AskError> {
        let mut uri = uri.clone();
        for _ in 0..=REDIRECTS {
            let (reply, headers) = self.get_once(&uri, host, pause)?;
            if !matches!(reply.status, 301 | 302 | 303 | 307 | 308) {
                return Ok((reply, headers));
            }
            let target = headers.get("location").and_then(|value| value.to_str().ok()).unwrap_or_default();
            uri = redirected(&uri, target)
                .map_err(|target| AskError::Redirected { host: host.to_owned(), target })?;
        }
        Err(AskError::Redirected { host: host.to_owned(), target: "itself, again and again".to_owned() })
    }

    fn get_once(&mut self, uri: &Uri, host: &str, pause: Duration) -> Result<(Reply, HeaderMap), AskError> {
        let memory = self.memories.entry(host.to_owned());
        let memory = memory.or_insert_with(|| Memory { next: Instant::now(), failures: 0 });
        sleep(memory.next.saturating_duration_since(Instant::now()));
        let result = self.agent.get(uri).call();
        let mut response = result.map_err(|error| failure(error, host, self.timeout))?;
        let headers = response.headers().clone();
        memory.next = Instant::now() + pause.max(limit_of(&headers).unwrap_or_default());
        let mut body = Vec::new();
        let read = response.body_mut().as_reader().take(LONGEST_ANSWER + 1).read_to_end(&mut body);
        read.map_err(|error| failure(ureq::Error::from(error), host, self.timeout))?;
        if body.len() as u64 > LONGEST_ANSWER {
            return Err(AskError::TooLong { host: host.to_owned() });
        }
        Ok((Reply { host: host.to_owned(), status: response.status().as_u16(), body }, headers))
    }
}

fn failure(error: ureq::Error, host: &str, timeout: Duration) -> AskError {
    let host = host.to_owned();
    let is_late = match &error {
        ureq::Error::Timeout(_) => true,
        ureq::Error::Io(error) => error.kind() == ErrorKind::TimedOut,
        _ => false,
    };
    match error {
        _ if is_late => AskError::Timeout { host, seconds: timeout.as_secs_f64().to_string() },
        ureq::Error::HostNotFound => {
            AskError::Unreachable { host, reason: "there is no such host".to_owned() }
        }
        other => AskError::Unreachable { host, reason: other.to_string() },
    }
}

fn parsed(address: &str) -> Result<Uri, AskError> {
    address.parse().map_err(|error: ureq::http::uri::InvalidUri| AskError::Unreachable {
        host: address.split('?').next().unwrap_or_default().to_owned(),
        reason: error.to_string(),
    })
}

/// The wait that a registry asks for, in seconds or up to a date (RFC 9110, 10.2.3).
fn retry_after(headers: &HeaderMap) -> Option<Duration> {
    number(headers, "retry-after", "").map(Duration::from_secs).or_else(|| {
        let date = httpdate::parse_http_date(headers.get("retry-after")?.to_str().ok()?).ok()?;
        // A date that has passed asks for no wait.
        Some(date.duration_since(SystemTime::now()).unwrap_or_default())
    })
}

/// The pause that Crossref's headers ask for: a number of requests in a number of seconds.
fn limit_of(headers: &HeaderMap) -> Option<Duration> {
    let questions = u32::try_from(number(headers, "x-rate-limit-limit", "")?).ok()?;
    let interval = Duration::from_secs(number(headers, "x-rate-limit-interval", "s")?);
    interval.checked_div(questions).map(|pause| pause.min(LONGEST_WAIT))
}

fn number(headers: &HeaderMap, name: &str, unit: &str) -> Option<u64> {
    let text = headers.get(name)?.to_str().ok()?.trim();
    text.strip_suffix(unit).unwrap_or(text).parse().ok()
}
