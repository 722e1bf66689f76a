//! Versions of the generated crate.

use std::fmt;
use std::str::FromStr;

use serde::{Serialize, Serializer};
use thiserror::Error;

use super::verdict::Bump;
use crate::problem::visible;

/// A version of a crate: `0.1.0`. Its text has neither a pre-release nor build metadata.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Version([u64; 3]);

/// A text that is not a [`Version`].
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("`{}` is not a version of three numbers, such as 0.1.0", visible(_0))]
pub struct InvalidVersion(pub String);

impl Version {
    /// Returns the next version for a bump. Cargo takes the leftmost number that is not zero for
    /// the major one (the Cargo book, "Specifying Dependencies", caret requirements).
    pub fn bumped(self, bump: Bump) -> Self {
        let [major, minor, patch] = self.0;
        Self(match (bump, major, minor) {
            (_, 0, 0) | (Bump::Patch, _, _) | (Bump::Minor, 0, _) => {
                [major, minor, patch.saturating_add(1)]
            }
            (Bump::Major, 0, _) | (Bump::Minor, _, _) => [major, minor.saturating_add(1), 0],
            (Bump::Major, _, _) => [major.saturating_add(1), 0, 0],
        })
    }
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [major, minor, patch] = self.0;
        write!(f, "{major}.{minor}.{patch}")
    }
}

impl FromStr for Version {
    type Err = InvalidVersion;

    fn from_str(text: &str) -> Result<Self, InvalidVersion> {
        let numbers = text.split('.').map_while(|number| number.parse().ok());
        let version = <[u64; 3]>::try_from(numbers.collect::<Vec<_>>()).map(Self);
        let version = version.ok().filter(|version| version.to_string() == text);
        version.ok_or_else(|| InvalidVersion(text.to_owned()))
    }
}

impl Serialize for Version {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}
