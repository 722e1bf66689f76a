//! What is wrong with a value.

use std::error::Error;
use std::fmt;

/// A value that the model does not allow.
///
/// ```
/// use aws_json_protocol::Violation;
///
/// let violation = Violation::new("Target.Id", "3 characters, at least 4 required");
/// assert_eq!(violation.to_string(), "Target.Id: 3 characters, at least 4 required");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Violation {
    /// Where the value is, by names on the wire: `Target.Id`, `Tags[3].Key`, `Labels["team"]`.
    pub path: String,
    /// What is wrong, and what is allowed. It does not show a sensitive value.
    pub message: String,
}

impl Violation {
    /// A violation of a value at this path.
    #[must_use]
    pub fn new(path: impl Into<String>, message: impl Into<String>) -> Self {
        Self {
            path: path.into(),
            message: message.into(),
        }
    }
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.path, self.message)
    }
}

impl Error for Violation {}

/// All that is wrong with a value, at least one violation. `Display` shows one per line.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Violations(Vec<Violation>);

impl Violations {
    /// These violations; `None` where there are none.
    #[must_use]
    pub fn new(violations: Vec<Violation>) -> Option<Self> {
        (!violations.is_empty()).then_some(Self(violations))
    }

    /// The violations, in the order of the members.
    #[must_use]
    pub fn as_slice(&self) -> &[Violation] {
        &self.0
    }
}

impl fmt::Display for Violations {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, violation) in self.0.iter().enumerate() {
            let separator = if index == 0 { "" } else { "\n" };
            write!(f, "{separator}{violation}")?;
        }
        Ok(())
    }
}

impl Error for Violations {}

impl IntoIterator for Violations {
    type Item = Violation;
    type IntoIter = std::vec::IntoIter<Violation>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl<'v> IntoIterator for &'v Violations {
    type Item = &'v Violation;
    type IntoIter = std::slice::Iter<'v, Violation>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.iter()
    }
}
