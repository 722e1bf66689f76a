//! Lines on standard error.

use std::fmt::Display;
use std::io::{self, Write};

use codegen::problem::visible;

/// Writes a message to standard error, where somebody reads it: that nobody does is not a failure.
///
/// What a file calls itself does not reach the terminal as an escape sequence.
pub(crate) fn note(message: impl Display) {
    let message = message.to_string();
    let lines = message.lines().map(|line| visible(line) + "\n");
    let _ = io::stderr().write_all(lines.collect::<String>().as_bytes());
}
