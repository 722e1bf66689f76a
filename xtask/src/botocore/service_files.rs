//! The files that a service's model is read from.

use anyhow::{Context, Result, ensure};

use super::data::DataFiles;
use super::extras;
use crate::digest::sha256;
use crate::json::Json;
use crate::revisions::{PAGINATORS, SERVICE_MODEL};

/// The model of one API version of a service, uncompressed and otherwise as upstream wrote it.
#[derive(Clone, Debug)]
pub(crate) struct ServiceFiles {
    pub(crate) service_model: Vec<u8>,
    service_model_extras: Option<Vec<u8>>,
    paginators: Option<Vec<u8>>,
    paginators_extras: Option<Vec<u8>>,
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
            service_model_extras: file(&extras::file_of(SERVICE_MODEL))?,
            paginators: file(PAGINATORS)?,
            paginators_extras: file(&extras::file_of(PAGINATORS))?,
        })
    }

    /// SHA-256 of `service-2.json` as upstream wrote it.
    pub(crate) fn sha256(&self) -> String {
        sha256(&self.service_model)
    }

    /// `service-2.json` with botocore's additions merged in, prose and all.
    ///
    /// # Errors
    ///
    /// It is no service model, or the additions are of an unknown kind.
    pub(crate) fn service_model(&self) -> Result<Json> {
        let mut model = Json::parse(&self.service_model).context("service-2.json")?;
        for part in ["metadata", "operations", "shapes"] {
            ensure!(
                has_object(&model, part),
                "service-2.json: `{part}` is missing, or no object"
            );
        }
        merge_extras(&mut model, self.service_model_extras.as_deref())
            .context("service-2.sdk-extras.json")?;
        Ok(model)
    }

    /// `paginators-1.json` with botocore's additions merged in. Services without paginated
    /// operations may come without the file, which says the same as an empty one.
    ///
    /// # Errors
    ///
    /// They are no paginators, or the additions are of an unknown kind.
    pub(crate) fn paginators(&self) -> Result<Json> {
        let text = self.paginators.as_deref();
        let text = text.unwrap_or(b"{\"pagination\":{}}");
        let mut paginators = Json::parse(text).context("paginators-1.json")?;
        ensure!(
            has_object(&paginators, "pagination"),
            "paginators-1.json: `pagination` is missing, or no object"
        );
        merge_extras(&mut paginators, self.paginators_extras.as_deref())
            .context("paginators-1.sdk-extras.json")?;
        Ok(paginators)
    }
}

fn has_object(document: &Json, part: &str) -> bool {
    document
        .get(part)
        .is_some_and(|part| part.as_object().is_some())
}

fn merge_extras(document: &mut Json, extras: Option<&[u8]>) -> Result<()> {
    match extras {
        Some(extras) => extras::merge(document, Json::parse(extras)?),
        None => Ok(()),
    }
}

/// The folder of the `service-2.json` of this name, compressed or not.
pub(crate) fn folder_of_model(name: &str) -> Option<&str> {
    let (folder, file) = name.rsplit_once('/')?;
    (file.strip_suffix(".gz").unwrap_or(file) == SERVICE_MODEL).then_some(folder)
}
