//! Versions of the generated crate.

use std::fmt;
use std::str::FromStr;

use serde::{Serialize, Serializer};
use thiserror::Error;

use super::verdict::Bump;
use crate::problem::visible;

/// A version of a crate: `0.1.0`. Its text has neither a pre-release nor build metadata.
///
/// # Examples
///
/// ```
/// use codegen::diff::{Bump, Version};
///
/// let version: Version = "0.1.0".parse().unwrap();
/// assert_eq!(version.bumped(Bump::Minor).to_string(), "0.1.1");
/// assert_eq!(version.bumped(Bump::Major).to_string(), "0.2.0");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Version {
    /// The first number.
    pub major: u64,
    /// The second number.
    pub minor: u64,
    /// The third number.
    pub patch: u64,
}

/// A text that is not a [`Version`].
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("`{}` is not a version of three numbers, such as 0.1.0", visible(text))]
pub struct InvalidVersion {
    /// The text.
    pub text: String,
}

impl Version {
    /// Returns the next version for a bump. Cargo takes the leftmost number that is not zero for
    /// the major one (the Cargo book, "Specifying Dependencies", caret requirements).
    pub fn bumped(self, bump: Bump) -> Self {
        let Self {
            major,
            minor,
            patch,
        } = self;
        let of = |major, minor, patch| Self {
            major,
            minor,
            patch,
        };
        match (bump, major, minor) {
            (_, 0, 0) | (Bump::Patch, _, _) | (Bump::Minor, 0, _) => {
                of(major, minor, patch.saturating_add(1))
            }
            (Bump::Major, 0, _) | (Bump::Minor, _, _) => of(major, minor.saturating_add(1), 0),
            (Bump::Major, _, _) => of(major.saturating_add(1), 0, 0),
        }
    }
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}.{}", self.major, self.minor, self.patch)
    }
}

impl FromStr for Version {
    type Err = InvalidVersion;

    fn from_str(text: &str) -> Result<Self, InvalidVersion> {
        let numbers = text.split('.').map_while(|number| number.parse().ok());
        let version = match numbers.collect::<Vec<u64>>()[..] {
            [major, minor, patch] => Some(Self {
                major,
                minor,
                patch,
            }),
            _ => None,
        };
        let version = version.filter(|version| version.to_string() == text);
        version.ok_or_else(|| InvalidVersion {
            text: text.to_owned(),
        })
    }
}

impl Serialize for Version {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}
