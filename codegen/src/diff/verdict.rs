//! The verdicts on a change: its effects on messages and on code.

use std::fmt;

use serde::Serialize;

/// The version bump that a change requires (Cargo's "SemVer Compatibility").
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Bump {
    /// The public API is the same.
    Patch,
    /// The public API grows.
    Minor,
    /// Code that compiled may no longer compile.
    Major,
}

impl Bump {
    /// Returns the next version before 1.0, where Cargo counts one place further to the right.
    pub fn before_1_0(self) -> &'static str {
        match self {
            Bump::Patch | Bump::Minor => "0.x.(y+1)",
            Bump::Major => "0.(x+1).0",
        }
    }
}

impl fmt::Display for Bump {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.serialize(f)
    }
}

/// Whether clients and services still understand each other across a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Wire {
    /// They still understand each other.
    Compatible,
    /// Requests that were valid may be refused.
    RequestBreaking,
    /// An old reader may fail or lose data.
    ResponseBreaking,
    /// Requests may be refused, and old readers may fail or lose data.
    Breaking,
    /// It is not known.
    Unknown,
}

impl fmt::Display for Wire {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.serialize(f)
    }
}
