//! 守住：whatever a file does to whoever reads it stays with that file, and its sentence is all that is said of it.

use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind};

thread_local! {
    static HOLDS: Cell<bool> = const { Cell::new(false) };
}

/// What `read` comes to; none where it breaks.
pub(super) fn held<T>(read: impl FnOnce() -> T) -> Option<T> {
    HOLDS.set(true);
    let read = catch_unwind(AssertUnwindSafe(read)).ok();
    HOLDS.set(false);
    read
}

/// Whether a file is being read that is refused where it breaks its reader: for whoever tells what breaks.
#[must_use]
pub fn is_held() -> bool {
    HOLDS.get()
}
