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

#[cfg(test)]
mod tests {
    use super::super::wheel_file::WheelFile;
    use super::*;

    fn read(wheel: &WheelFile) -> Result<Wheel> {
        let folder = tempfile::tempdir()?;
        Wheel::read(&wheel.write(folder.path()), "organizations")
    }

    #[test]
    fn plain_and_compressed_files_are_the_same() {
        let wheel =
            WheelFile::new("1.2.3", (2024, 2, 29)).service("organizations", "{\"shapes\":{}}");
        for wheel in [wheel.clone(), wheel.compressed()] {
            let wheel = read(&wheel).unwrap();
            assert_eq!(wheel.release, "1.2.3".parse().unwrap());
            assert_eq!(wheel.built.to_string(), "2024-02-29");
            assert_eq!(wheel.api_versions, ["2016-11-28"]);
            assert_eq!(wheel.model.service_model, b"{\"shapes\":{}}");
        }
    }

    #[test]
    fn the_newest_api_version_is_read() {
        let wheel = WheelFile::new("1.2.3", (2024, 1, 1))
            .file(
                "botocore/data/organizations/2020-01-01/service-2.json",
                "new",
            )
            .file(
                "botocore/data/organizations/2016-11-28/service-2.json",
                "old",
            )
            .file(
                "botocore/data/organizations-other/2030-01-01/service-2.json",
                "another service",
            );
        let wheel = read(&wheel).unwrap();
        assert_eq!(wheel.api_versions, ["2016-11-28", "2020-01-01"]);
        assert_eq!(wheel.model.service_model, b"new");
    }

    #[test]
    fn what_is_no_wheel_of_botocore_with_the_service_is_refused() {
        let error = read(&WheelFile::new("1.2.3", (2024, 1, 1)).service("sts", "{}"))
            .unwrap_err()
            .to_string();
        assert!(error.contains("no service `organizations`"), "{error}");
        let error = read(&WheelFile::new("1.2.3", (2024, 1, 1)).service("organisations", "{}"))
            .unwrap_err()
            .to_string();
        assert!(
            error.ends_with("; did you mean `organisations`?"),
            "{error}"
        );
        let error = read(&WheelFile::new("1.2.3rc1", (2024, 1, 1)).service("organizations", "{}"))
            .unwrap_err();
        assert!(error.to_string().contains("1.2.3rc1"), "{error}");
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("botocore-1.2.3-py3-none-any.whl");
        std::fs::write(&file, "no zip").unwrap();
        assert!(Wheel::read(&file, "organizations").is_err());
    }

    #[test]
    fn what_no_release_of_botocore_has_is_refused() {
        let wheel = || WheelFile::new("1.2.3", (2024, 1, 1)).service("organizations", "{}");
        let model = |version: &str| format!("botocore/data/organizations/{version}/service-2.json");
        for (wheel, told) in [
            (
                wheel().file(&model("latest"), "{}"),
                "`latest` is not a date",
            ),
            (
                wheel().file(&model("2024-1-01"), "{}"),
                "`2024-1-01` is not a date",
            ),
            (
                wheel().file(&model("2024-01-01\u{1b}[2J\u{202e}"), "{}"),
                "`2024-01-01\\u{1b}[2J\\u{202e}` is not a date",
            ),
            (
                wheel().file("botocore-9.9.9.dist-info/METADATA", "Version: 9.9.9\n"),
                "both botocore-9.9.9.dist-info/METADATA and botocore-1.2.3.dist-info/METADATA",
            ),
            (
                WheelFile::new("1.2.3", (2107, 1, 1)).service("organizations", "{}"),
                "built on 2107-01-01, which is in the future",
            ),
        ] {
            let error = format!("{:#}", read(&wheel).unwrap_err());
            assert!(error.contains(told), "{told}: {error}");
        }
    }

    #[test]
    fn a_damaged_file_in_the_wheel_is_named() {
        let wheel = WheelFile::new("1.2.3", (2024, 1, 1)).file(
            "botocore/data/organizations/2016-11-28/service-2.json.gz",
            "no gzip",
        );
        let error = format!("{:#}", read(&wheel).unwrap_err());
        assert!(error.contains("service-2.json.gz"), "{error}");
    }
}
