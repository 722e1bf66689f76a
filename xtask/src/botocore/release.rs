//! The number of a botocore release.

use std::cmp::Ordering;
use std::fmt;
use std::str::FromStr;

use anyhow::{Error, Result, bail};
use codegen::problem::visible;

/// A final release such as `1.43.106`: the release segment of PEP 440, without pre-, post- or
/// development parts.
///
/// Releases are ordered by their numbers (`1.9.10 < 1.10.0`), and trailing zeros are ignored
/// (`1.5 == 1.5.0`).
#[derive(Clone, Debug)]
pub(crate) struct Release {
    numbers: Vec<u64>,
}

impl Release {
    /// Returns the numbers without trailing zeros.
    fn significant(&self) -> &[u64] {
        let last = self.numbers.iter().rposition(|number| *number != 0);
        let length = last.map_or(0, |last| last + 1);
        self.numbers.get(..length).unwrap_or_default()
    }
}

impl FromStr for Release {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        let numbers = text.split('.').map(number).collect::<Option<_>>();
        match numbers {
            Some(numbers) => Ok(Self { numbers }),
            None => {
                bail!(
                    "`{}` is not a final release: expected numbers and dots, such as 1.43.106",
                    visible(text)
                )
            }
        }
    }
}

/// Parses a number that consists only of digits; `parse` alone would accept `+1`.
fn number(text: &str) -> Option<u64> {
    text.bytes()
        .all(|byte| byte.is_ascii_digit())
        .then(|| text.parse().ok())?
}

impl fmt::Display for Release {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let numbers: Vec<_> = self.numbers.iter().map(u64::to_string).collect();
        formatter.pad(&numbers.join("."))
    }
}

impl Ord for Release {
    fn cmp(&self, other: &Self) -> Ordering {
        self.significant().cmp(other.significant())
    }
}

impl PartialOrd for Release {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Release {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Release {}

/// The name of a release on the command line.
#[derive(Clone, Debug)]
pub(crate) enum Version {
    /// `latest`.
    Latest,
    /// The number of a release.
    Number(Release),
}

impl FromStr for Version {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        match text {
            "latest" => Ok(Self::Latest),
            _ => text.parse().map(Self::Number),
        }
    }
}
