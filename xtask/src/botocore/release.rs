//! The number of a botocore release.

use std::fmt;
use std::str::FromStr;

use anyhow::{Context, Error, Result, bail};
use codegen::problem::visible;

/// A final release such as `1.43.106`: the release segment of PEP 440, without pre-, post- or
/// development parts.
///
/// Releases are ordered by their numbers: `1.9.10 < 1.10.0`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Release {
    numbers: Vec<u64>,
}

impl FromStr for Release {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        let numbers = text.split('.').map(number).collect::<Option<_>>();
        let numbers = numbers.with_context(|| {
            format!(
                "`{}` is not a final release: expected numbers and dots, such as 1.43.106",
                visible(text)
            )
        })?;
        Ok(Self { numbers })
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
            _ if text.ends_with(".whl") => bail!("name a wheel with `--wheel`"),
            _ => text.parse().map(Self::Number),
        }
    }
}
