//! Errors that name the place of a value.

use std::fmt::Display;

use serde::de::Error;

/// What an error starts with that names a place: the outermost value's, until
/// [`inside`] puts the way to it behind.
const ROOT: &str = "at $";

/// A problem with the value that is being read.
#[cold]
pub(crate) fn problem<E: Error>(problem: impl Display) -> E {
    E::custom(format_args!("{ROOT}: {problem}"))
}

/// A value of another shape.
#[cold]
pub(crate) fn expected<E: Error>(expected: &str, found: &str) -> E {
    problem(format_args!("expected {expected}, found {found}"))
}

/// The same error, seen from the object, list or map around the value. serde_json finds line and
/// column again in the text; an error that names no place, such as the end of input, stays as it is
/// with its category.
#[cold]
pub(crate) fn inside<E: Error>(place: impl Display, error: E) -> E {
    // Some formats put a word of their own before the message.
    match error.to_string().split_once(ROOT) {
        Some((_, rest)) => E::custom(format_args!("{ROOT}{place}{rest}")),
        None => error,
    }
}
