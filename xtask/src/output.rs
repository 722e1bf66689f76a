//! Writes reports to standard output or to a file.

use std::io::{self, ErrorKind, Write};
use std::path::Path;

use anyhow::Result;

use crate::changes;
use crate::failure::OrUnwritable;

/// Writes a report to `file`, if given, or else to standard output.
///
/// # Errors
///
/// Returns an error if it cannot be written. The file is then unchanged.
pub(crate) fn write(report: &str, file: Option<&Path>) -> Result<()> {
    match file {
        Some(file) => changes::replace(file, report.as_bytes()).or_unwritable(file.display()),
        None => print(report),
    }
}

/// Writes a report to standard output. It is not a failure if a reader such as `head` stops
/// reading.
///
/// # Errors
///
/// Returns an error if it cannot be written.
pub(crate) fn print(report: &str) -> Result<()> {
    let mut output = io::stdout().lock();
    match output
        .write_all(report.as_bytes())
        .and_then(|()| output.flush())
    {
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
        written => written.or_unwritable("the report"),
    }
}
