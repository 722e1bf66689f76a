//! Errors that name the place of a value.

use std::fmt::Display;

use serde::de::Error;

/// The start of an error that names a place. It is the place of the outermost value, to which
/// [`inside`] appends the path.
const ROOT: &str = "at $";

/// Returns an error about the value that is being read.
#[cold]
pub(crate) fn problem<E: Error>(problem: impl Display) -> E {
    E::custom(format_args!("{ROOT}: {problem}"))
}

/// Returns an error about a value of another shape.
#[cold]
pub(crate) fn expected<E: Error>(expected: &str, found: &str) -> E {
    problem(format_args!("expected {expected}, found {found}"))
}

/// Adds the path from an object, list or map to an error about a value in it. serde_json recovers
/// the line and column from the text; an error that names no place, such as the end of input, is
/// returned unchanged, with its category.
#[cold]
pub(crate) fn inside<E: Error>(place: impl Display, error: E) -> E {
    // Some formats put words of their own before the message.
    match error.to_string().split_once(ROOT) {
        Some((_, rest)) => E::custom(format_args!("{ROOT}{place}{rest}")),
        None => error,
    }
}
