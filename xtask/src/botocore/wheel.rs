//! The files of one service in a botocore wheel.

use std::collections::BTreeSet;
use std::path::Path;

use anyhow::{Context, Result, bail};
use codegen::nearest::hint;
use toml::value::Date;

use super::archive::Archive;
use super::data::DataFiles;
use super::release::Release;
use super::texts::{Texts, folder_of_model};
use crate::digest::sha256;
use crate::revisions::{SERVICE_MODEL, parse_day};

/// The files of a service in a release.
#[derive(Debug)]
pub(crate) struct Wheel {
    /// The release, from the wheel's metadata.
    pub(crate) release: Release,
    /// The day on which the wheel was built.
    pub(crate) built: Date,
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
    pub(crate) fn read(path: &Path, service: &str) -> Result<Self> {
        let mut archive = Archive::open(path)?;
        let (release, built) = archive.metadata()?;
        let api_versions = api_versions(&archive, service)?;
        let Some(api_version) = api_versions.last() else {
            let services = archive.names().filter_map(service_of);
            bail!(
                "botocore {release} has no service `{service}`{}",
                hint(service, services.collect::<BTreeSet<_>>())
            );
        };
        let model = format!("botocore/data/{service}/{api_version}/{SERVICE_MODEL}");
        let unchanged = archive.data(&model)?;
        Ok(Self {
            release,
            built,
            sha256: sha256(&unchanged.unwrap_or_default()),
            texts: Texts::read(&mut archive, &model)?,
            partitions: archive.data("botocore/data/partitions.json")?,
            api_versions,
        })
    }
}

/// Returns the service that a file of a wheel belongs to.
fn service_of(name: &str) -> Option<&str> {
    let (service, _) = name.strip_prefix("botocore/data/")?.split_once('/')?;
    Some(service)
}

/// Returns the API versions of a service, oldest first.
fn api_versions(archive: &Archive, service: &str) -> Result<Vec<String>> {
    let folder = format!("botocore/data/{service}/");
    let folders = archive.names().filter_map(folder_of_model);
    let versions = folders.filter_map(|path| path.strip_prefix(&folder));
    let versions: BTreeSet<_> = versions.map(str::to_owned).collect();
    for version in &versions {
        parse_day(version).with_context(|| format!("an API version of `{service}`"))?;
    }
    Ok(versions.into_iter().collect())
}
