//! How many threads a run uses.

use std::io::{self, Write};
use std::num::NonZero;
use std::thread::available_parallelism;

use rayon::ThreadPoolBuilder;

/// More threads for each core only take turns.
const MOST_FOR_EACH_CORE: usize = 4;

/// This many may run on any machine: where files come over a network, threads wait for them.
const ALWAYS_ALLOWED: usize = 16;

/// What rayon takes the number from where the command line names none.
const VARIABLE: &str = "RAYON_NUM_THREADS";

/// Starts the threads of the run: as many as `--jobs` asks for, else as `RAYON_NUM_THREADS` does, else one for each core.
/// Where that is more than can be of use, fewer run, and standard error says so unless it is to be quiet.
///
/// # Errors
/// Standard error cannot be written to.
pub fn start(jobs: usize, is_quiet: bool) -> io::Result<()> {
    let cores = available_parallelism().map_or(1, NonZero::get);
    let most = (cores * MOST_FOR_EACH_CORE).max(ALWAYS_ALLOWED);
    let (asked, by) = match (jobs, by_variable()) {
        (0, Some(number)) => (number, format!("{VARIABLE}={number}")),
        (0, None) => (cores, String::new()),
        (number, _) => (number, format!("--jobs {number}")),
    };
    if asked > most && !is_quiet {
        writeln!(anstream::stderr(), "{by} is more threads than allowed; {most} run instead")?;
    }
    // A second run in one process keeps the threads of the first, and its report is the same.
    let _ = ThreadPoolBuilder::new().num_threads(asked.min(most)).use_current_thread().build_global();
    Ok(())
}

/// What the variable asks for. As rayon does, this ignores zero and anything that is not a number.
fn by_variable() -> Option<usize> {
    std::env::var(VARIABLE).ok()?.parse().ok().filter(|number| *number > 0)
}
