//! The endpoint rules of a service and the partitions of AWS, which `model/` keeps once.

use std::io;
use std::path::Path;

use anyhow::Result;
use codegen::model::Endpoints;
use codegen::source::read_endpoints;

use crate::failure::OrUnreadable;

/// The endpoint rules in the folder of a service.
pub(crate) const RULES: &str = "endpoints.json";

/// The partitions.
pub(crate) const PARTITIONS: &str = "model/partitions.json";

/// What the endpoints of a service are found from, where there is such a thing.
#[derive(Clone, Debug, Default)]
pub(crate) struct EndpointTexts {
    pub(crate) rules: Option<Vec<u8>>,
    pub(crate) partitions: Option<Vec<u8>>,
}

impl EndpointTexts {
    /// Reads those of the service with this folder in the workspace at `root`.
    ///
    /// # Errors
    ///
    /// A file is there and cannot be read.
    pub(crate) fn read(root: &Path, folder: &Path) -> Result<Self> {
        Ok(Self {
            rules: if_there(root, &folder.join(RULES))?,
            partitions: partitions(root)?,
        })
    }

    /// The endpoints, where there are both.
    ///
    /// # Errors
    ///
    /// They hold what codegen does not know.
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

/// The partitions, if the workspace at `root` has them.
///
/// # Errors
///
/// The file is there and cannot be read.
pub(crate) fn partitions(root: &Path) -> Result<Option<Vec<u8>>> {
    if_there(root, Path::new(PARTITIONS))
}

fn if_there(root: &Path, path: &Path) -> Result<Option<Vec<u8>>> {
    match std::fs::read(root.join(path)) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        text => text.map(Some).or_unreadable(path.display()),
    }
}
