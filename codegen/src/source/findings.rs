//! The findings of a reader.

use std::fmt;

use crate::problem::Problems;

/// Problems, for which a model is rejected, and warnings, for which it need not be.
#[derive(Debug, Default)]
pub(crate) struct Findings {
    pub(crate) problems: Problems,
    pub(crate) warnings: Problems,
}

impl Findings {
    /// Adds a problem at a place.
    pub(crate) fn problem(&mut self, path: impl fmt::Display, message: impl AsRef<str>) {
        self.problems.add(path, message);
    }

    /// Adds a warning at a place.
    pub(crate) fn warning(&mut self, path: impl fmt::Display, message: impl AsRef<str>) {
        self.warnings.add(path, message);
    }
}
