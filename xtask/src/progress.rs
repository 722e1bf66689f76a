//! The progress of a long command, on standard error.

use std::fmt::Display;
use std::io::{IsTerminal, Write, stderr};

use crate::note::note;

/// A line that is replaced on a terminal; plain lines elsewhere.
pub(crate) struct Progress {
    is_terminal: bool,
}

impl Progress {
    pub(crate) fn new() -> Self {
        Self {
            is_terminal: stderr().is_terminal(),
        }
    }

    /// Shows a step, on a terminal and elsewhere.
    pub(crate) fn step(&self, message: impl Display) {
        match self.is_terminal {
            true => self.replace(message),
            false => note(message),
        }
    }

    /// Shows a count, only on a terminal, which can show it in one place.
    pub(crate) fn count(&self, message: impl Display) {
        if self.is_terminal {
            self.replace(message);
        }
    }

    fn replace(&self, message: impl Display) {
        // Failing to show progress is not an error.
        _ = write!(stderr(), "\r{message}\x1b[K");
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.count("");
    }
}
