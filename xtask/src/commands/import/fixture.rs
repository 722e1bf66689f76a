//! Small releases for the tests of this module.

use std::cell::RefCell;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use super::facts::Snapshot;
use crate::botocore::pip::Index;
use crate::botocore::release::Release;
pub(super) use crate::botocore::wheel_file::WheelFile;
use crate::history::Facts;
use crate::revisions::Day;

/// Returns a `service-2.json` with an enum value by which it differs from others.
pub(super) fn service_model(value: &str) -> String {
    let metadata =
        r#"{"apiVersion":"2016-11-28","protocol":"rest-json","serviceId":"Organizations"}"#;
    let shape = format!(r#"{{"type":"string","enum":["{value}"],"documentation":"d"}}"#);
    format!(r#"{{"metadata":{metadata},"operations":{{}},"shapes":{{"Type":{shape}}}}}"#)
}

/// Creates the wheel of a release with that service model.
pub(super) fn wheel(release: &str, built: (u16, u8, u8), value: &str) -> WheelFile {
    WheelFile::new(release, built).service("organizations", &service_model(value))
}

/// Returns the facts of a release.
pub(super) fn snapshot(release: &str, (year, month, day): (u16, u8, u8), value: &str) -> Snapshot {
    Snapshot {
        release: release.parse().unwrap(),
        built: Day::new(year, month, day).unwrap(),
        sha256: crate::digest::sha256(value.as_bytes()),
        facts: Facts {
            service_model: value.to_owned(),
            paginators: String::new(),
        },
        endpoints: None,
        partitions: None,
    }
}

/// An index of prepared wheels that records the downloads.
#[derive(Default)]
pub(super) struct FakeIndex {
    wheels: Vec<(Release, WheelFile)>,
    pub(super) downloads: RefCell<Vec<String>>,
}

impl FakeIndex {
    pub(super) fn add(&mut self, release: &str, built: (u16, u8, u8), value: &str) {
        self.wheels
            .push((release.parse().unwrap(), wheel(release, built, value)));
    }
}

impl Index for FakeIndex {
    fn releases(&self) -> Result<Vec<Release>> {
        let mut releases: Vec<_> = self
            .wheels
            .iter()
            .map(|(release, _)| release.clone())
            .collect();
        releases.sort();
        Ok(releases)
    }

    fn download(&self, release: &Release, folder: &Path) -> Result<PathBuf> {
        self.downloads.borrow_mut().push(release.to_string());
        let found = self.wheels.iter().find(|(number, _)| number == release);
        let (_, wheel) = found.with_context(|| format!("no botocore {release}"))?;
        Ok(wheel.write(folder))
    }
}
