//! The files of AWS Organizations in a botocore wheel.

use std::path::Path;

use anyhow::{Context, Result, ensure};
use codegen::problem::visible;

use super::archive::Archive;
use super::data::DataFiles;
use super::texts::{Texts, folder_of_model};
use crate::digest::sha256;
use crate::revisions::{Revision, RevisionDate, SERVICE, SERVICE_MODEL, parse_day};

/// The path of AWS's partitions in a wheel.
const PARTITIONS: &str = "botocore/data/partitions.json";

/// The files of the service in a release.
#[derive(Debug)]
pub(crate) struct Wheel {
    /// The revision that the release would be: the first of the day on which the wheel was built.
    pub(crate) revision: Revision,
    /// The files of the newest API version.
    pub(crate) texts: Texts,
    pub(crate) partitions: Option<Vec<u8>>,
}

impl Wheel {
    /// Reads the wheel at `path`.
    pub(crate) fn read(path: &Path) -> Result<Self> {
        let mut archive = Archive::open(path)?;
        let (botocore, day) = archive.release()?;
        let service = format!("botocore/data/{SERVICE}/");
        let folders = archive.names().filter_map(folder_of_model);
        let api_versions = folders.filter_map(|folder| folder.strip_prefix(&service));
        let mut newest = None;
        for version in api_versions {
            let is_date = parse_day(version).is_some();
            ensure!(
                is_date,
                "the API version `{}` of `{SERVICE}` is not a date",
                visible(version)
            );
            newest = newest.max(Some(version));
        }
        let newest =
            newest.with_context(|| format!("botocore {botocore} has no service `{SERVICE}`"))?;
        let model = format!("{service}{newest}/{SERVICE_MODEL}");
        let unchanged = archive.data(&model).with_context(|| model.clone())?;
        Ok(Self {
            revision: Revision {
                date: RevisionDate { day, number: 1 },
                botocore,
                sha256: sha256(&unchanged.unwrap_or_default()),
            },
            texts: Texts::read(&mut archive, &model)?,
            partitions: archive.data(PARTITIONS).context(PARTITIONS)?,
        })
    }
}
