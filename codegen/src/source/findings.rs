//! What a reader finds wrong with a file.

use std::fmt;

use crate::problem::Problems;

/// Problems, for which a model is refused, and warnings, for which it need not be.
#[derive(Debug, Default)]
pub(crate) struct Findings {
    pub(crate) problems: Problems,
    pub(crate) warnings: Problems,
}

impl Findings {
    /// Notes a problem at a place.
    pub(crate) fn problem(&mut self, path: impl fmt::Display, message: impl AsRef<str>) {
        self.problems.add(path, message);
    }

    /// Notes a warning at a place.
    pub(crate) fn warning(&mut self, path: impl fmt::Display, message: impl AsRef<str>) {
        self.warnings.add(path, message);
    }
}
