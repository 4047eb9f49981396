//! Room in memory for the pages that are checked at the same time.
//!
//! The allocator ends the program when memory runs out, and with it the whole run. So a large page asks for room first:
//! it waits until other pages are done, or is left out if it might not fit even alone. How large a page may be at all
//! is for [`crate::pages`].

use std::sync::{Condvar, LazyLock, Mutex, PoisonError};

use sysinfo::{MemoryRefreshKind, RefreshKind, System};
use thiserror::Error;

/// Smaller pages, in bytes, need not ask: even dense ones take only some 40 MiB.
const SMALL: usize = 256 << 10;

/// What checking takes for each byte of a page, in bytes. Prose takes less.
const PER_BYTE: u64 = 10;

/// What a mark or a line end takes in addition. The worst page is only marks, such as `[^1][^1]`: 104 bytes for each byte.
const PER_MARK: u64 = 160;

/// The bytes for all pages being checked: three quarters of what is free. The rest is for the report, and for memory that
/// the allocator keeps for later. They are counted once, so that no page is left out because of those before it.
static FREE: LazyLock<u64> = LazyLock::new(|| free() / 4 * 3);

/// What the allocator of glibc reserves at once for each thread, in bytes of addresses.
#[cfg(unix)]
const RESERVED_BY_THREAD: u64 = 64 << 20;

/// The bytes that the pages being checked may take.
static TAKEN: Mutex<u64> = Mutex::new(0);
static GIVEN_BACK: Condvar = Condvar::new();

/// There may be too little memory for a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error(
    "checking it may take {} MiB of memory, and {} MiB are free; split it, or give the run more memory",
    .needed >> 20, .free >> 20
)]
pub struct TooLittleMemory {
    /// What the page may take, in bytes.
    needed: u64,
    /// What there is, in bytes.
    free: u64,
}

/// Room for a page, given back when this is dropped.
#[derive(Debug)]
pub(crate) struct Room {
    bytes: u64,
}

/// Waits for the room that a page may take.
///
/// # Errors
/// The page may take more than there is.
pub(crate) fn room_for(text: &str) -> Result<Room, TooLittleMemory> {
    if text.len() <= SMALL {
        return Ok(Room { bytes: 0 });
    }
    let needed = needed_for(text);
    let free = *FREE;
    if needed > free {
        return Err(TooLittleMemory { needed, free });
    }
    // Only our own additions run while this is locked, and they cannot fail.
    let taken = TAKEN.lock().unwrap_or_else(PoisonError::into_inner);
    let too_little = |taken: &mut u64| needed > free - *taken;
    let mut taken = GIVEN_BACK.wait_while(taken, too_little).unwrap_or_else(PoisonError::into_inner);
    *taken += needed;
    Ok(Room { bytes: needed })
}

impl Drop for Room {
    fn drop(&mut self) {
        if self.bytes > 0 {
            *TAKEN.lock().unwrap_or_else(PoisonError::into_inner) -= self.bytes;
            GIVEN_BACK.notify_all();
        }
    }
}

fn needed_for(text: &str) -> u64 {
    let is_mark = |byte: &&u8| byte.is_ascii_punctuation() || **byte == b'\n';
    let marks = text.as_bytes().iter().filter(is_mark).count();
    PER_BYTE * text.len() as u64 + PER_MARK * marks as u64
}

/// The bytes that this process may still take: of the machine, of its container and of the limit set by `ulimit -v`.
fn free() -> u64 {
    let memory = RefreshKind::nothing().with_memory(MemoryRefreshKind::everything());
    let system = System::new_with_specifics(memory);
    // A system that does not say what it has is trusted to have enough.
    let of_machine = match system.available_memory() {
        0 => u64::MAX,
        available => available + system.free_swap(),
    };
    let container = system.cgroup_limits();
    let of_container = container
        .map_or(u64::MAX, |limits| limits.total_memory.saturating_sub(limits.rss) + limits.free_swap);
    of_machine.min(of_container).min(of_limit())
}

/// What is left of the limit of addresses that the user's shell sets for the process.
#[cfg(unix)]
fn of_limit() -> u64 {
    use rustix::process::{Resource, getrlimit};
    use sysinfo::{ProcessRefreshKind, ProcessesToUpdate};

    let Some(limit) = getrlimit(Resource::As).current else { return u64::MAX };
    let Ok(ourselves) = sysinfo::get_current_pid() else { return limit };
    let mut system = System::new();
    let only_memory = ProcessRefreshKind::nothing().with_memory();
    system.refresh_processes_specifics(ProcessesToUpdate::Some(&[ourselves]), false, only_memory);
    let used = system.process(ourselves).map_or(0, sysinfo::Process::virtual_memory);
    let reserved = RESERVED_BY_THREAD * rayon::current_num_threads() as u64;
    limit.saturating_sub(used + reserved)
}

#[cfg(not(unix))]
fn of_limit() -> u64 {
    u64::MAX
}
