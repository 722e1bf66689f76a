//! The placeholder for sensitive values.

use std::fmt;

/// A placeholder for a sensitive member in `Debug` output, so that it does not reach logs: its own
/// output is `<redacted>`.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Redacted;

impl fmt::Debug for Redacted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("<redacted>")
    }
}
