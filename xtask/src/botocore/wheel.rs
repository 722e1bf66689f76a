//! The files of one service in a botocore wheel.

use std::collections::BTreeSet;
use std::path::Path;

use anyhow::{Context, Result, bail};

use super::archive::Archive;
use super::data::{DataFiles, Listed};
use super::release::Release;
use super::service_files::{ENDPOINT_RULES, ServiceFiles, folder_of_model};
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
    pub(crate) model: ServiceFiles,
    pub(crate) endpoints: Option<Vec<u8>>,
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
        let api_versions = api_versions(&archive, service)?;
        let Some(api_version) = api_versions.last() else {
            let services = archive.names().filter_map(service_of);
            bail!(
                "botocore {release} has no service `{service}`{}",
                hint(service, services.collect::<BTreeSet<_>>())
            );
        };
        let folder = format!("botocore/data/{service}/{api_version}");
        Ok(Self {
            release,
            built,
            model: ServiceFiles::read(&mut archive, &folder)?,
            endpoints: archive.data(&format!("{folder}/{ENDPOINT_RULES}"))?,
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

fn api_versions(archive: &Archive, service: &str) -> Result<Vec<String>> {
    let folder = format!("botocore/data/{service}/");
    let versions = archive
        .names()
        .filter_map(|name| folder_of_model(name)?.strip_prefix(&folder));
    let mut versions: Vec<_> = versions.map(str::to_owned).collect();
    versions.sort();
    versions.dedup();
    for version in &versions {
        let date = version.parse::<Day>();
        date.with_context(|| format!("an API version of `{service}`"))?;
    }
    Ok(versions)
}
