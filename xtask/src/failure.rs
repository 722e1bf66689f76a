//! The exit status of a failed command: 2 for wrong usage, 3 for an input that could not be read or
//! a missing workspace, 4 for an output that could not be written, 1 otherwise.

use std::fmt;
use std::io;
use std::process::ExitCode;

use anyhow::Context;
use codegen::problem::visible;

use crate::workspace::NoWorkspace;

/// Error context that marks an input as unreadable: missing, damaged, or not of the expected kind.
#[derive(Debug)]
struct UnreadableInput(String);

impl fmt::Display for UnreadableInput {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "cannot read {}", visible(&self.0))
    }
}

/// Error context that marks an output as one that could not be written.
#[derive(Debug)]
struct UnwritableOutput(String);

impl fmt::Display for UnwritableOutput {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "cannot write {}", visible(&self.0))
    }
}

/// Marks the failure to read an input or to write an output.
pub(crate) trait Blame<T> {
    /// Adds "cannot read `input`" to the error, and makes the command exit with status 3.
    fn or_unreadable(self, input: impl fmt::Display) -> anyhow::Result<T>;

    /// Adds "cannot write `output`" to the error, and makes the command exit with status 4.
    fn or_unwritable(self, output: impl fmt::Display) -> anyhow::Result<T>;
}

impl<T, E> Blame<T> for Result<T, E>
where
    Result<T, E>: Context<T, E>,
{
    fn or_unreadable(self, input: impl fmt::Display) -> anyhow::Result<T> {
        self.with_context(|| UnreadableInput(input.to_string()))
    }

    fn or_unwritable(self, output: impl fmt::Display) -> anyhow::Result<T> {
        self.with_context(|| UnwritableOutput(output.to_string()))
    }
}

/// An error for arguments that conflict, or that name something that does not exist.
#[derive(Debug)]
struct UsageError(String);

/// Creates a [`UsageError`] with a message. The command exits with status 2.
pub(crate) fn usage_error(message: impl Into<String>) -> anyhow::Error {
    anyhow::Error::new(UsageError(message.into()))
}

impl fmt::Display for UsageError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl std::error::Error for UsageError {}

/// Returns `None` if an operation failed because the file does not exist.
pub(crate) fn if_exists<T>(result: io::Result<T>) -> io::Result<Option<T>> {
    match result {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        result => result.map(Some),
    }
}

/// Returns the exit status of a command that failed with `error`.
pub(crate) fn exit_code(error: &anyhow::Error) -> ExitCode {
    if error.is::<UsageError>() {
        ExitCode::from(2)
    } else if error.is::<UnwritableOutput>() {
        ExitCode::from(4)
    } else if error.is::<UnreadableInput>() || error.is::<NoWorkspace>() {
        ExitCode::from(3)
    } else {
        ExitCode::FAILURE
    }
}
