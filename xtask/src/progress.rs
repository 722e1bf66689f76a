//! The progress of a long command, on standard error.

use std::fmt::Display;
use std::io::{IsTerminal, Write, stderr};

use crate::note::note;

/// A line that is replaced on a terminal; plain lines elsewhere.
pub(crate) struct Progress;

impl Progress {
    /// Shows a step, on a terminal and elsewhere.
    pub(crate) fn step(&self, message: impl Display) {
        match stderr().is_terminal() {
            true => self.count(message),
            false => note(message),
        }
    }

    /// Shows a count, only on a terminal, which can show it in one place.
    pub(crate) fn count(&self, message: impl Display) {
        if stderr().is_terminal() {
            // Failing to show progress is not an error.
            _ = write!(stderr(), "\r{message}\x1b[K");
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.count("");
    }
}
