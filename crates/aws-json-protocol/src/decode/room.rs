//! Room for values that others are read into.
//!
//! In a debug build, a function takes stack for every value that it moves, for as long as it runs. So code
//! that moves values is in functions of its own, which return before the next value is read.

/// The size, in bytes, from which a value is large. A debug build has less room on the stack.
const LARGE: usize = if cfg!(debug_assertions) { 128 } else { 512 };

/// Provides room for a value while it is read: on the stack, or on the heap if it is large, since nested
/// values all need their room at the same time.
#[inline]
pub fn with_room<T, R>(new: impl FnOnce() -> T, read: impl FnOnce(&mut T) -> R) -> R {
    match size_of::<T>() < LARGE {
        true => on_stack(new, read),
        false => read(&mut on_heap(new)),
    }
}

#[inline]
fn on_stack<T, R>(new: impl FnOnce() -> T, read: impl FnOnce(&mut T) -> R) -> R {
    read(&mut new())
}

fn on_heap<T>(new: impl FnOnce() -> T) -> Box<T> {
    Box::new(new())
}
