//! Interrupted runs: each file that a run writes is complete, unchanged, or absent.

use claimlint_workspace::atomic_file::remove_all_begun;

/// The exit status of an interrupted run, as shells have it for Ctrl-C: 128 plus the number of the signal.
const INTERRUPTED: i32 = 130;

/// From now on, Ctrl-C is for the programs that this one has started.
pub fn leave_to_others() {
    // Where a run writes files, it is interrupted as before.
    let _ = ctrlc::set_handler(|| ());
}

/// From now on, Ctrl-C and a request to end remove the files that are written and not yet in their places. A run that
/// writes nothing does not need this.
#[allow(clippy::disallowed_methods, reason = "whoever interrupts a run waits for no status")]
pub fn leave_nothing() {
    // Where the system does not allow it, it ends the process in its own way.
    let _ = ctrlc::set_handler(|| {
        remove_all_begun();
        std::process::exit(INTERRUPTED);
    });
}
