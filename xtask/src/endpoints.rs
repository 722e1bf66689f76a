//! The endpoint rules of a service and the partitions of AWS, of which `model/` only keeps the
//! current ones.

use std::path::Path;

use anyhow::Result;
use codegen::model::Endpoints;
use codegen::source::read_endpoints;

use crate::failure::{Blame, if_exists};

/// The name of the file with the endpoint rules, in the folder of a service.
pub(crate) const RULES: &str = "endpoints.json";

/// The path of the file with the partitions.
pub(crate) const PARTITIONS: &str = "model/partitions.json";

/// The files that determine the endpoints of a service, if they exist.
#[derive(Clone, Debug, Default)]
pub(crate) struct EndpointTexts {
    pub(crate) rules: Option<Vec<u8>>,
    pub(crate) partitions: Option<Vec<u8>>,
}

impl EndpointTexts {
    /// Reads those of the service in `folder` of the workspace at `root`.
    pub(crate) fn read(root: &Path, folder: &Path) -> Result<Self> {
        Ok(Self {
            rules: if_there(root, &folder.join(RULES))?,
            partitions: partitions(root)?,
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

/// Returns the partitions, if the workspace at `root` has them.
pub(crate) fn partitions(root: &Path) -> Result<Option<Vec<u8>>> {
    if_there(root, Path::new(PARTITIONS))
}

fn if_there(root: &Path, path: &Path) -> Result<Option<Vec<u8>>> {
    if_exists(std::fs::read(root.join(path))).or_unreadable(path.display())
}
