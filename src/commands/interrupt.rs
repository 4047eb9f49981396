//! What becomes of a run that is interrupted: a file that it writes is there in whole, as it was, or not at all.

use claimlint_workspace::atomic_file::remove_all_begun;

/// How a run ends that was interrupted, as shells have it for Ctrl-C: 128 and the number of the signal.
const INTERRUPTED: i32 = 130;

/// From now on, Ctrl-C and being asked to end remove what is written and has not taken its place. A run that writes nothing
/// needs none of this.
#[allow(clippy::disallowed_methods, reason = "whoever interrupts a run waits for no status")]
pub fn leave_nothing() {
    // Where the system does not allow it, it ends the process in its own way.
    let _ = ctrlc::set_handler(|| {
        remove_all_begun();
        std::process::exit(INTERRUPTED);
    });
}
