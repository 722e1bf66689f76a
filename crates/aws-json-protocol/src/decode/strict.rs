//! Reading as a server does: a required member must be present.

use std::cell::Cell;

thread_local! {
    /// Whether this thread reads strictly. serde gives values inside others no context, and a type
    /// that both requests and responses hold is read by the same code for both.
    static IS_STRICT: Cell<bool> = const { Cell::new(false) };
}

/// Reads strictly: a required member that is missing is an error even where a response would get its
/// zero value.
pub(crate) fn strictly<T>(read: impl FnOnce() -> T) -> T {
    let before = IS_STRICT.replace(true);
    let _restore = Restore(before);
    read()
}

/// Returns `true` inside [`strictly`].
pub(crate) fn is_strict() -> bool {
    IS_STRICT.get()
}

/// Restores the mode, even if reading panics.
struct Restore(bool);

impl Drop for Restore {
    fn drop(&mut self) {
        IS_STRICT.set(self.0);
    }
}
