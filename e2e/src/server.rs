//! The servers, which are not alike.

use anyhow::{Result, bail};

/// A server that stands in for AWS Organizations.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Server {
    /// `fake-organizations`, which has all operations.
    Fake,
    /// moto, which has two thirds of them, and does at once what AWS does in the background.
    Moto,
}

impl Server {
    /// Reads the name of a server.
    pub(crate) fn named(name: &str) -> Result<Self> {
        match name {
            "fake" => Ok(Self::Fake),
            "moto" => Ok(Self::Moto),
            _ => bail!("{name:?} is not a server: fake or moto"),
        }
    }
}
