//! The files from which a service's model is read.
//!
//! The `paginators-1.json` and the `endpoint-rule-set-1.json` beside a `service-2.json` belong to
//! it, as do botocore's additions, the `.sdk-extras.json`.

use anyhow::{Context, Result, ensure};

use super::data::{DataFiles, unpacked};
use super::extras;
use crate::digest::sha256;
use crate::json::Json;
use crate::revisions::{PAGINATORS, SERVICE_MODEL};

/// The endpoint rules beside a model.
pub(crate) const ENDPOINT_RULES: &str = "endpoint-rule-set-1.json";

/// The texts of a model, with botocore's additions merged in.
#[derive(Debug)]
pub(crate) struct Texts {
    /// The `service-2.json` or the Smithy JSON AST, unchanged if there is nothing to merge in.
    pub(crate) model: Vec<u8>,
    /// The `paginators-1.json`.
    pub(crate) paginators: Option<Vec<u8>>,
    /// The `endpoint-rule-set-1.json`.
    pub(crate) endpoint_rules: Option<Vec<u8>>,
}

/// Reads the model file `name`, and the files beside it that belong to it. Each may be compressed
/// with gzip.
///
/// # Errors
///
/// Returns an error if a file cannot be read or uncompressed, or if additions are of an unknown
/// kind.
pub(crate) fn texts(files: &mut impl DataFiles, name: &str) -> Result<Texts> {
    let text = unpacked(files.read(name)?.context("there is no such file")?)?;
    match name.strip_suffix(".gz").unwrap_or(name) {
        SERVICE_MODEL => Ok(Texts {
            model: merged(text, SERVICE_MODEL, files)?,
            paginators: match files.data(PAGINATORS)? {
                Some(paginators) => Some(merged(paginators, PAGINATORS, files)?),
                None => None,
            },
            endpoint_rules: files.data(ENDPOINT_RULES)?,
        }),
        PAGINATORS => Ok(Texts {
            model: merged(text, PAGINATORS, files)?,
            paginators: None,
            endpoint_rules: None,
        }),
        _ => Ok(Texts {
            model: text,
            paginators: None,
            endpoint_rules: None,
        }),
    }
}

/// The model of an API version of a service, uncompressed but otherwise unchanged.
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
    /// Returns an error if there is no `service-2.json`, or if a file cannot be read.
    pub(crate) fn read(files: &mut impl DataFiles, folder: &str) -> Result<Self> {
        let mut file = |name: &str| files.data(&format!("{folder}/{name}"));
        Ok(Self {
            service_model: file(SERVICE_MODEL)?.context("its service-2.json is gone")?,
            service_model_extras: file(&extras::file_of(SERVICE_MODEL))?,
            paginators: file(PAGINATORS)?,
            paginators_extras: file(&extras::file_of(PAGINATORS))?,
        })
    }

    /// Returns the SHA-256 of the unchanged `service-2.json`.
    pub(crate) fn sha256(&self) -> String {
        sha256(&self.service_model)
    }

    /// Returns the `service-2.json` with botocore's additions merged in, including prose.
    ///
    /// # Errors
    ///
    /// Returns an error if it is not a service model, or if the additions are of an unknown kind.
    pub(crate) fn service_model(&self) -> Result<Json> {
        let mut model = Json::parse(&self.service_model).context("service-2.json")?;
        for part in ["metadata", "operations", "shapes"] {
            ensure!(
                has_object(&model, part),
                "service-2.json: `{part}` is missing or not an object"
            );
        }
        merge_extras(&mut model, self.service_model_extras.as_deref())
            .context("service-2.sdk-extras.json")?;
        Ok(model)
    }

    /// Returns the `paginators-1.json` with botocore's additions merged in. Services without
    /// paginated operations may lack the file, which is equivalent to an empty one.
    ///
    /// # Errors
    ///
    /// Returns an error if the file does not hold paginators, or if the additions are of an unknown
    /// kind.
    pub(crate) fn paginators(&self) -> Result<Json> {
        let text = self.paginators.as_deref();
        let text = text.unwrap_or(b"{\"pagination\":{}}");
        let mut paginators = Json::parse(text).context("paginators-1.json")?;
        ensure!(
            has_object(&paginators, "pagination"),
            "paginators-1.json: `pagination` is missing or not an object"
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

/// Returns the text of the file `name` with its additions merged in, or the same text if there are
/// none.
fn merged(text: Vec<u8>, name: &str, files: &mut impl DataFiles) -> Result<Vec<u8>> {
    let extras_name = extras::file_of(name);
    match files.data(&extras_name)? {
        Some(extras) => {
            let mut document = Json::parse(&text)?;
            merge_extras(&mut document, Some(&extras)).context(extras_name)?;
            Ok(document.to_text()?.into_bytes())
        }
        None => Ok(text),
    }
}

fn merge_extras(document: &mut Json, extras: Option<&[u8]>) -> Result<()> {
    match extras {
        Some(extras) => extras::merge(document, Json::parse(extras)?),
        None => Ok(()),
    }
}

/// Returns the folder of a `service-2.json`, compressed or not, given its name.
pub(crate) fn folder_of_model(name: &str) -> Option<&str> {
    let (folder, file) = name.rsplit_once('/')?;
    (file.strip_suffix(".gz").unwrap_or(file) == SERVICE_MODEL).then_some(folder)
}
