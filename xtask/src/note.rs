//! Lines on standard error.

use std::fmt::Display;
use std::io::{self, Write};

use codegen::problem::visible;

/// Writes a message to standard error. A closed standard error is not a failure.
///
/// Escape sequences, such as those in file names, are made visible before they reach the terminal.
pub(crate) fn note(message: impl Display) {
    let message = message.to_string();
    let lines = message.lines().map(|line| visible(line) + "\n");
    let _ = io::stderr().write_all(lines.collect::<String>().as_bytes());
}
