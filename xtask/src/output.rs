//! Where reports go: to standard output, or to a file.

use std::io::{self, ErrorKind, Write};
use std::path::Path;

use anyhow::Result;

use crate::changes;
use crate::failure::OrUnwritable;

/// Writes a report to `file`, or else to standard output.
///
/// # Errors
///
/// It cannot be written; the file then holds what it held before.
pub(crate) fn write(report: &str, file: Option<&Path>) -> Result<()> {
    match file {
        Some(file) => changes::replace(file, report.as_bytes()).or_unwritable(file.display()),
        None => print(report),
    }
}

/// Writes a report to standard output. A reader that has seen enough, such as `head`, is no
/// failure.
///
/// # Errors
///
/// It cannot be written.
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
