//! Reads what one service needs out of a botocore wheel, which is a zip archive (PEP 427).

use std::fs::File;
use std::io::Read;
use std::path::Path;

use anyhow::{Context, Result, bail, ensure};
use flate2::read::MultiGzDecoder;
use zip::ZipArchive;
use zip::read::ZipFile;

use super::extras;
use crate::digest::sha256;
use crate::json::Json;
use crate::release::Release;
use crate::revisions::{Day, PAGINATORS, SERVICE_MODEL};

/// No file of interest comes near this size; a larger one is not what it claims to be.
const SIZE_LIMIT: u64 = 64 << 20;

/// The files of one service in one release, uncompressed and otherwise as upstream wrote them.
#[derive(Debug)]
pub(crate) struct Wheel {
    /// The release, from the wheel's metadata.
    pub(crate) release: Release,
    /// The day on which the wheel was built.
    pub(crate) built: Day,
    /// All API versions of the service in the wheel, oldest first; the files are the newest one's.
    pub(crate) api_versions: Vec<String>,
    service_model: Vec<u8>,
    service_model_extras: Option<Vec<u8>>,
    paginators: Option<Vec<u8>>,
    paginators_extras: Option<Vec<u8>>,
    pub(crate) endpoints: Option<Vec<u8>>,
    pub(crate) partitions: Option<Vec<u8>>,
}

impl Wheel {
    /// Reads the wheel at `path`.
    ///
    /// # Errors
    ///
    /// No zip archive, no botocore wheel, or one without the service.
    pub(crate) fn read(path: &Path, service: &str) -> Result<Self> {
        let mut archive = Archive::open(path)?;
        let (release, built) = archive.metadata()?;
        let api_versions = archive.api_versions(service);
        let Some(api_version) = api_versions.last() else {
            bail!("botocore {release} has no service `{service}`");
        };
        let folder = format!("botocore/data/{service}/{api_version}");
        let service_model = archive.data(&format!("{folder}/{SERVICE_MODEL}"))?;
        Ok(Self {
            release,
            built,
            service_model: service_model.context("its service-2.json is gone")?,
            service_model_extras: archive
                .data(&format!("{folder}/{}", extras::file_of(SERVICE_MODEL)))?,
            paginators: archive.data(&format!("{folder}/{PAGINATORS}"))?,
            paginators_extras: archive
                .data(&format!("{folder}/{}", extras::file_of(PAGINATORS)))?,
            endpoints: archive.data(&format!("{folder}/endpoint-rule-set-1.json"))?,
            partitions: archive.data("botocore/data/partitions.json")?,
            api_versions,
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

    /// `paginators-1.json` with botocore's additions merged in. Services without paginated operations may come
    /// without the file, which says the same as an empty one.
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

struct Archive {
    zip: ZipArchive<File>,
    names: Vec<String>,
}

impl Archive {
    fn open(path: &Path) -> Result<Self> {
        let zip = ZipArchive::new(File::open(path)?)?;
        let names = zip
            .file_names()
            .map(|name| Ok(name?.into_owned()))
            .collect::<Result<_>>()?;
        Ok(Self { zip, names })
    }

    /// The release, and the day its metadata was written; zip archives carry no time zone, botocore builds in UTC.
    fn metadata(&mut self) -> Result<(Release, Day)> {
        let name = self.names.iter().find(|name| is_metadata(name));
        let name =
            name.context("no wheel of botocore: it has no `botocore-*.dist-info/METADATA`")?;
        let mut entry = self.zip.by_name(name)?;
        let built = entry
            .last_modified()
            .and_then(|time| Day::new(time.year(), time.month(), time.day()));
        let text = String::from_utf8(read_limited(&mut entry, name)?)?;
        let version = text.lines().find_map(|line| line.strip_prefix("Version:"));
        let version = version.with_context(|| format!("{name} names no version"))?;
        Ok((
            version.trim().parse()?,
            built.with_context(|| format!("{name} has no date"))?,
        ))
    }

    fn api_versions(&self, service: &str) -> Vec<String> {
        let versions = self
            .names
            .iter()
            .filter_map(|name| api_version(name, service));
        let mut versions: Vec<_> = versions.map(str::to_owned).collect();
        versions.sort();
        versions.dedup();
        versions
    }

    /// A data file, which newer releases compress, if it is there.
    fn data(&mut self, name: &str) -> Result<Option<Vec<u8>>> {
        if let Some(mut entry) = self.entry(name)? {
            return read_limited(&mut entry, name).map(Some);
        }
        let compressed = format!("{name}.gz");
        match self.entry(&compressed)? {
            Some(entry) => read_limited(&mut MultiGzDecoder::new(entry), &compressed).map(Some),
            None => Ok(None),
        }
    }

    fn entry(&mut self, name: &str) -> Result<Option<ZipFile<'_, File>>> {
        match self.zip.index_for_name(name) {
            Some(index) => Ok(Some(
                self.zip.by_index(index).with_context(|| name.to_owned())?,
            )),
            None => Ok(None),
        }
    }
}

fn is_metadata(name: &str) -> bool {
    let folder = name.strip_suffix(".dist-info/METADATA");
    folder.is_some_and(|folder| folder.starts_with("botocore-") && !folder.contains('/'))
}

fn api_version<'a>(name: &'a str, service: &str) -> Option<&'a str> {
    let path = name
        .strip_prefix("botocore/data/")?
        .strip_prefix(service)?
        .strip_prefix('/')?;
    let (version, file) = path.split_once('/')?;
    matches!(file.strip_suffix(".gz").unwrap_or(file), SERVICE_MODEL).then_some(version)
}

fn read_limited(reader: &mut impl Read, name: &str) -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    reader
        .take(SIZE_LIMIT + 1)
        .read_to_end(&mut bytes)
        .with_context(|| name.to_owned())?;
    ensure!(
        bytes.len() as u64 <= SIZE_LIMIT,
        "{name} is larger than {} MiB",
        SIZE_LIMIT >> 20
    );
    Ok(bytes)
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
            assert_eq!(wheel.service_model, b"{\"shapes\":{}}");
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
        assert_eq!(wheel.service_model, b"new");
    }

    #[test]
    fn what_is_no_wheel_of_botocore_with_the_service_is_refused() {
        let error = read(&WheelFile::new("1.2.3", (2024, 1, 1)).service("sts", "{}"))
            .unwrap_err()
            .to_string();
        assert!(error.contains("no service `organizations`"), "{error}");
        let error = read(&WheelFile::new("1.2.3rc1", (2024, 1, 1)).service("organizations", "{}"))
            .unwrap_err();
        assert!(error.to_string().contains("1.2.3rc1"), "{error}");
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("botocore-1.2.3-py3-none-any.whl");
        std::fs::write(&file, "no zip").unwrap();
        assert!(Wheel::read(&file, "organizations").is_err());
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
