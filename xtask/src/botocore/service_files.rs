//! The files that a service's model is read from.

use anyhow::{Context, Result};

use super::data::DataFiles;
use crate::revisions::{PAGINATORS, SERVICE_MODEL};

/// The model of one API version of a service, uncompressed and otherwise as upstream wrote it.
#[derive(Clone, Debug)]
pub(crate) struct ServiceFiles {
    pub(crate) service_model: Vec<u8>,
    pub(crate) service_model_extras: Option<Vec<u8>>,
    pub(crate) paginators: Option<Vec<u8>>,
    pub(crate) paginators_extras: Option<Vec<u8>>,
}

impl ServiceFiles {
    /// Reads the files in `folder`.
    ///
    /// # Errors
    ///
    /// There is no `service-2.json`, or a file cannot be read.
    pub(crate) fn read(files: &mut impl DataFiles, folder: &str) -> Result<Self> {
        let mut file = |name: &str| files.data(&format!("{folder}/{name}"));
        Ok(Self {
            service_model: file(SERVICE_MODEL)?.context("its service-2.json is gone")?,
            service_model_extras: file(&extras_of(SERVICE_MODEL))?,
            paginators: file(PAGINATORS)?,
            paginators_extras: file(&extras_of(PAGINATORS))?,
        })
    }
}

/// The folder of the `service-2.json` of this name, compressed or not.
pub(crate) fn folder_of_model(name: &str) -> Option<&str> {
    let (folder, file) = name.rsplit_once('/')?;
    (file.strip_suffix(".gz").unwrap_or(file) == SERVICE_MODEL).then_some(folder)
}

/// What botocore itself adds to an upstream file is in a file beside it.
fn extras_of(file: &str) -> String {
    file.replace(".json", ".sdk-extras.json")
}
