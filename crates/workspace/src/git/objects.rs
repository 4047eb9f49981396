//! Reads what git has stored of a file, one object at a time and only when it is wanted.
//!
//! `git cat-file --batch` gives the bytes as they are stored: it runs no filter and no text conversion.

use std::io::{self, BufRead, BufReader, Read, Write};
use std::process::{Child, ChildStdin, ChildStdout, Stdio};
use std::sync::{Mutex, PoisonError};

use super::command::Repository;

/// The objects of a repository.
#[derive(Debug)]
pub struct Objects {
    repository: Repository,
    /// The program, once it was asked.
    running: Mutex<Option<Running>>,
}

#[derive(Debug)]
struct Running {
    child: Child,
    questions: ChildStdin,
    answers: BufReader<ChildStdout>,
}

impl Objects {
    /// Those of a repository; nothing is started yet.
    pub fn new(repository: Repository) -> Objects {
        Objects { repository, running: Mutex::new(None) }
    }

    /// The bytes of a file that git keeps.
    ///
    /// # Errors
    /// It does not exist, as in a partial clone; it has more than this many bytes; git does not answer.
    pub fn read(&self, object: &str, most: u64) -> io::Result<Vec<u8>> {
        let mut running = self.running.lock().unwrap_or_else(PoisonError::into_inner);
        let answer = match &mut *running {
            Some(program) => program.read(object, most),
            None => running.insert(Running::start(&self.repository)?).read(object, most),
        };
        if answer.as_ref().is_err_and(|error| error.kind() != io::ErrorKind::NotFound) {
            // What comes next from this program is unknown.
            *running = None;
        }
        answer
    }
}

impl Running {
    fn start(repository: &Repository) -> io::Result<Running> {
        let mut command = repository.command(&["cat-file", "--batch"]);
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn()?;
        match (child.stdin.take(), child.stdout.take()) {
            (Some(questions), Some(answers)) => {
                Ok(Running { child, questions, answers: BufReader::new(answers) })
            }
            _ => Err(io::Error::other("git cannot be queried")),
        }
    }

    /// Asks for an object. The answer is its name, kind and size on a line, its bytes, and a line end.
    fn read(&mut self, object: &str, most: u64) -> io::Result<Vec<u8>> {
        writeln!(self.questions, "{object}")?;
        self.questions.flush()?;
        let mut head = String::new();
        self.answers.read_line(&mut head)?;
        let mut words = head.split_whitespace().skip(1);
        let (kind, size) = (words.next(), words.next().and_then(|size| size.parse::<u64>().ok()));
        let (Some("blob"), Some(size)) = (kind, size) else {
            let message = "git does not have its text; in a partial clone, fetch it first (git fetch)";
            return Err(io::Error::new(io::ErrorKind::NotFound, message));
        };
        if size > most {
            let message = format!("it has {size} bytes; at most {most} can be checked");
            return Err(io::Error::new(io::ErrorKind::FileTooLarge, message));
        }
        let mut bytes = Vec::new();
        (&mut self.answers).take(size).read_to_end(&mut bytes)?;
        if bytes.len() as u64 != size {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        self.answers.read_exact(&mut [0])?;
        Ok(bytes)
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // It may be in the middle of an answer that nobody reads.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
