//! How far a long command is, on standard error.

use std::fmt::Display;
use std::io::{IsTerminal, Write, stderr};

use crate::note::note;

/// One line that is replaced on a terminal, and plain lines elsewhere.
pub(crate) struct Progress {
    is_terminal: bool,
}

impl Progress {
    pub(crate) fn new() -> Self {
        Self {
            is_terminal: stderr().is_terminal(),
        }
    }

    /// Shows a step wherever standard error leads to.
    pub(crate) fn step(&self, message: impl Display) {
        match self.is_terminal {
            true => self.replace(message),
            false => note(message),
        }
    }

    /// Shows a count, which only a terminal can show in one place.
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
