//! The exit status of a failed command: 2 for wrong usage, 3 for an input that could not be read or
//! a missing workspace, 4 for an output that could not be written, 1 otherwise.

use std::fmt;
use std::io;
use std::path::Path;
use std::process::ExitCode;

use anyhow::{Context, Result};
use codegen::problem::visible;

/// An error, or the context of one, that determines the exit status of the command. The outermost one
/// in a chain of errors decides.
#[derive(Clone, Debug)]
pub(crate) struct Failure {
    status: u8,
    message: String,
}

impl Failure {
    /// Creates the failure to read an input.
    pub(crate) fn to_read(message: String) -> Self {
        Self { status: 3, message }
    }

    /// Creates the failure to write an output.
    pub(crate) fn to_write(message: String) -> Self {
        Self { status: 4, message }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.message)
    }
}

impl std::error::Error for Failure {}

/// Creates an error for arguments that conflict, or that name something that does not exist.
pub(crate) fn usage_error(message: impl Into<String>) -> anyhow::Error {
    let (status, message) = (2, message.into());
    anyhow::Error::new(Failure { status, message })
}

/// Marks the failure to read an input or to write an output.
pub(crate) trait Blame<T> {
    /// Adds "cannot read `input`" to the error, and makes the command exit with status 3.
    fn or_unreadable(self, input: impl fmt::Display) -> Result<T>;

    /// Adds "cannot write `output`" to the error, and makes the command exit with status 4.
    fn or_unwritable(self, output: impl fmt::Display) -> Result<T>;
}

impl<T, E> Blame<T> for Result<T, E>
where
    Result<T, E>: Context<T, E>,
{
    fn or_unreadable(self, input: impl fmt::Display) -> Result<T> {
        self.with_context(|| {
            Failure::to_read(format!("cannot read {}", visible(&input.to_string())))
        })
    }

    fn or_unwritable(self, output: impl fmt::Display) -> Result<T> {
        self.with_context(|| {
            Failure::to_write(format!("cannot write {}", visible(&output.to_string())))
        })
    }
}

/// Reads a text file.
pub(crate) fn read_text(path: &Path) -> Result<String> {
    std::fs::read_to_string(path).or_unreadable(path.display())
}

/// Returns `None` if an operation failed because the file does not exist.
pub(crate) fn if_exists<T>(result: io::Result<T>) -> io::Result<Option<T>> {
    match result {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        result => result.map(Some),
    }
}

/// Returns the exit status of a command that failed with `error`.
pub(crate) fn exit_code(error: &anyhow::Error) -> ExitCode {
    match error.downcast_ref::<Failure>() {
        Some(failure) => ExitCode::from(failure.status),
        None => ExitCode::FAILURE,
    }
}
