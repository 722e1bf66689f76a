//! The facts of a release about a service, in the form in which `model/` keeps them.

use std::path::Path;

use anyhow::{Context, Result};

use crate::botocore::release::Release;
use crate::botocore::wheel::Wheel;
use crate::failure::OrUnreadable;
use crate::history::Facts;
use crate::json::Json;
use crate::note::note;
use crate::prose;
use crate::revisions::Day;

/// The facts of a release.
#[derive(Clone, Debug)]
pub(super) struct Snapshot {
    pub(super) release: Release,
    /// The day on which the wheel was built.
    pub(super) built: Day,
    /// SHA-256 of the unchanged `service-2.json`.
    pub(super) sha256: String,
    pub(super) facts: Facts,
    /// The endpoint rule set without prose; older releases have none.
    pub(super) endpoints: Option<String>,
    /// AWS's partitions; older releases have none.
    pub(super) partitions: Option<String>,
}

impl Snapshot {
    /// Reads the wheel at `path`, and writes a note to standard error if the service has several
    /// API versions.
    ///
    /// # Errors
    ///
    /// Returns an error if the wheel cannot be read, or contains something that this command does
    /// not know.
    pub(super) fn read(path: &Path, service: &str) -> Result<Self> {
        let snapshot = Wheel::read(path, service).and_then(|wheel| {
            if let [_, .., newest] = wheel.api_versions.as_slice() {
                let all = wheel.api_versions.join(", ");
                note(format_args!(
                    "note: botocore {} has {service} {all}; taking {newest}",
                    wheel.release
                ));
            }
            Self::of(&wheel)
        });
        snapshot.or_unreadable(path.display())
    }

    fn of(wheel: &Wheel) -> Result<Self> {
        Ok(Self {
            release: wheel.release.clone(),
            built: wheel.built,
            sha256: wheel.model.sha256(),
            facts: Facts {
                service_model: service_model(wheel)?,
                paginators: wheel.model.paginators()?.to_text()?,
            },
            endpoints: endpoints(wheel)?,
            partitions: wheel.partitions.as_deref().map(partitions).transpose()?,
        })
    }
}

fn service_model(wheel: &Wheel) -> Result<String> {
    let mut model = wheel.model.service_model()?;
    prose::strip_service_model(&mut model).context("service-2.json")?;
    model.to_text()
}

fn endpoints(wheel: &Wheel) -> Result<Option<String>> {
    let Some(bytes) = &wheel.endpoints else {
        return Ok(None);
    };
    let mut endpoints = Json::parse(bytes).context("endpoint-rule-set-1.json")?;
    prose::strip_endpoints(&mut endpoints).context("endpoint-rule-set-1.json")?;
    endpoints.to_text().map(Some)
}

fn partitions(bytes: &[u8]) -> Result<String> {
    Json::parse(bytes).context("partitions.json")?.to_text()
}
