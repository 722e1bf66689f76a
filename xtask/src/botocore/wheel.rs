//! The files of AWS Organizations in a botocore wheel.

use std::path::Path;

use anyhow::{Context, Result};
use toml::value::Date;

use super::archive::Archive;
use super::data::DataFiles;
use super::release::Release;
use super::texts::{Texts, folder_of_model};
use crate::digest::sha256;
use crate::revisions::{SERVICE, SERVICE_MODEL};

/// The files of the service in a release.
#[derive(Debug)]
pub(crate) struct Wheel {
    /// The release, from the wheel's metadata.
    pub(crate) release: Release,
    /// The day on which the wheel was built.
    pub(crate) built: Date,
    /// The SHA-256 of the unchanged `service-2.json`.
    pub(crate) sha256: String,
    /// The files of the newest API version.
    pub(crate) texts: Texts,
    pub(crate) partitions: Option<Vec<u8>>,
}

impl Wheel {
    /// Reads the wheel at `path`.
    pub(crate) fn read(path: &Path) -> Result<Self> {
        let mut archive = Archive::open(path)?;
        let (release, built) = archive.metadata()?;
        let service = format!("botocore/data/{SERVICE}/");
        let folders = archive.names().filter_map(folder_of_model);
        let api_versions = folders.filter(|folder| folder.starts_with(&service));
        let newest = api_versions
            .max()
            .with_context(|| format!("botocore {release} has no service `{SERVICE}`"))?;
        let model = format!("{newest}/{SERVICE_MODEL}");
        let unchanged = archive.data(&model)?;
        Ok(Self {
            release,
            built,
            sha256: sha256(&unchanged.unwrap_or_default()),
            texts: Texts::read(&mut archive, &model)?,
            partitions: archive.data("botocore/data/partitions.json")?,
        })
    }
}
