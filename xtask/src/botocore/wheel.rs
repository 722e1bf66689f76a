//! The files of one service in a botocore wheel.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use anyhow::{Context, Result, bail};

use super::archive::Archive;
use super::data::{DataFiles, unpacked};
use super::release::Release;
use super::texts::{Texts, folder_of_model};
use crate::digest::sha256;
use crate::nearest::hint;
use crate::revisions::Day;

/// The files of a service in a release.
#[derive(Debug)]
pub(crate) struct Wheel {
    /// The release, from the wheel's metadata.
    pub(crate) release: Release,
    /// The day on which the wheel was built.
    pub(crate) built: Day,
    /// All API versions of the service in the wheel, oldest first. The files are those of the
    /// newest.
    pub(crate) api_versions: Vec<String>,
    /// The SHA-256 of the unchanged `service-2.json`.
    pub(crate) sha256: String,
    pub(crate) texts: Texts,
    pub(crate) partitions: Option<Vec<u8>>,
}

impl Wheel {
    /// Reads the wheel at `path`.
    ///
    /// # Errors
    ///
    /// Returns an error if the file is not a zip archive or a botocore wheel, or if the wheel does
    /// not have the service.
    pub(crate) fn read(path: &Path, service: &str) -> Result<Self> {
        let mut archive = Archive::open(path)?;
        let (release, built) = archive.metadata()?;
        let models = models(&archive, service)?;
        let Some(model) = models.values().next_back() else {
            let services = archive.names().filter_map(service_of);
            bail!(
                "botocore {release} has no service `{service}`{}",
                hint(service, services.collect::<BTreeSet<_>>())
            );
        };
        let unchanged = archive.read(model)?.map(unpacked).transpose();
        let unchanged = unchanged.with_context(|| model.clone())?;
        Ok(Self {
            release,
            built,
            sha256: sha256(&unchanged.unwrap_or_default()),
            texts: Texts::read(&mut archive, model)?,
            partitions: archive.data("botocore/data/partitions.json")?,
            api_versions: models.into_keys().collect(),
        })
    }
}

/// Returns the service that a file of a wheel belongs to.
fn service_of(name: &str) -> Option<&str> {
    let (service, _) = name.strip_prefix("botocore/data/")?.split_once('/')?;
    Some(service)
}

/// Returns the `service-2.json` of each API version, oldest first.
fn models(archive: &Archive, service: &str) -> Result<BTreeMap<String, String>> {
    let folder = format!("botocore/data/{service}/");
    let mut models = BTreeMap::new();
    // Of an uncompressed and a compressed file, the first is taken.
    for name in archive.names().collect::<BTreeSet<_>>() {
        if let Some(version) = folder_of_model(name).and_then(|it| it.strip_prefix(&folder)) {
            let date = version.parse::<Day>();
            date.with_context(|| format!("an API version of `{service}`"))?;
            models
                .entry(version.to_owned())
                .or_insert_with(|| name.to_owned());
        }
    }
    Ok(models)
}
