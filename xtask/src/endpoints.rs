//! The endpoint rules of the service and the partitions of AWS, of which `model/` only keeps the
//! current ones.

use std::path::Path;

use anyhow::Result;
use codegen::model::Endpoints;
use codegen::source::read_endpoints;

use crate::failure::{Blame, if_exists};

/// The path of the file with the endpoint rules.
pub(crate) const RULES: &str = "model/organizations/endpoints.json";

/// The path of the file with the partitions.
pub(crate) const PARTITIONS: &str = "model/partitions.json";

/// The files that determine the endpoints, if they exist.
#[derive(Clone, Debug, Default)]
pub(crate) struct EndpointTexts {
    pub(crate) rules: Option<Vec<u8>>,
    pub(crate) partitions: Option<Vec<u8>>,
}

impl EndpointTexts {
    /// Reads those of the workspace at `root`.
    pub(crate) fn read(root: &Path) -> Result<Self> {
        let read = |path| if_exists(std::fs::read(root.join(path))).or_unreadable(path);
        Ok(Self {
            rules: read(RULES)?,
            partitions: read(PARTITIONS)?,
        })
    }

    /// Returns the endpoints, if both files exist.
    pub(crate) fn evaluate(&self) -> Result<Option<Endpoints>> {
        match (&self.rules, &self.partitions) {
            (Some(rules), Some(partitions)) => {
                let endpoints = read_endpoints(rules, partitions);
                endpoints.map(Some).or_unreadable("the endpoint rules")
            }
            _ => Ok(None),
        }
    }
}
