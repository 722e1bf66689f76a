//! What one release says about a service, in the form in which `model/` keeps it.

use std::path::Path;

use anyhow::{Context, Result, ensure};

use super::prose;
use super::wheel::Wheel;
use crate::botocore::extras;
use crate::botocore::service_files::ServiceFiles;
use crate::digest::sha256;
use crate::failure::OrUnreadable;
use crate::history::Facts;
use crate::json::Json;
use crate::release::Release;
use crate::revisions::Day;

/// One release, read.
#[derive(Clone, Debug)]
pub(super) struct Snapshot {
    pub(super) release: Release,
    /// The day on which the wheel was built.
    pub(super) built: Day,
    /// SHA-256 of `service-2.json` as upstream wrote it.
    pub(super) sha256: String,
    pub(super) facts: Facts,
    /// The endpoint rule set without prose; older releases have none.
    pub(super) endpoints: Option<String>,
    /// AWS's partitions; older releases have none.
    pub(super) partitions: Option<String>,
}

impl Snapshot {
    /// Reads the wheel at `path`. A service with several API versions is noted on standard error.
    ///
    /// # Errors
    ///
    /// The wheel cannot be read, or holds something this command does not know.
    pub(super) fn read(path: &Path, service: &str) -> Result<Self> {
        let snapshot = Wheel::read(path, service).and_then(|wheel| {
            if let [_, .., newest] = wheel.api_versions.as_slice() {
                let all = wheel.api_versions.join(", ");
                eprintln!(
                    "note: botocore {} has {service} {all}; taking {newest}",
                    wheel.release
                );
            }
            Self::of(&wheel)
        });
        snapshot.or_unreadable(path.display())
    }

    fn of(wheel: &Wheel) -> Result<Self> {
        Ok(Self {
            release: wheel.release.clone(),
            built: wheel.built,
            sha256: sha256(&wheel.model.service_model),
            facts: Facts {
                service_model: service_model(&wheel.model)?,
                paginators: paginators(&wheel.model)?,
            },
            endpoints: endpoints(wheel)?,
            partitions: wheel.partitions.as_deref().map(partitions).transpose()?,
        })
    }
}

fn service_model(files: &ServiceFiles) -> Result<String> {
    let mut model = Json::parse(&files.service_model).context("service-2.json")?;
    for part in ["metadata", "operations", "shapes"] {
        let is_object = model
            .get(part)
            .is_some_and(|part| part.as_object().is_some());
        ensure!(
            is_object,
            "service-2.json: `{part}` is missing, or no object"
        );
    }
    extras::merge(&mut model, files.service_model_extras.as_deref())
        .context("service-2.sdk-extras.json")?;
    prose::strip_service_model(&mut model).context("service-2.json")?;
    model.to_text()
}

/// Services without paginated operations may come without the file, which says the same as an empty one.
fn paginators(files: &ServiceFiles) -> Result<String> {
    let text = files
        .paginators
        .as_deref()
        .unwrap_or(b"{\"pagination\":{}}");
    let mut paginators = Json::parse(text).context("paginators-1.json")?;
    let is_object = paginators
        .get("pagination")
        .is_some_and(|part| part.as_object().is_some());
    ensure!(
        is_object,
        "paginators-1.json: `pagination` is missing, or no object"
    );
    extras::merge(&mut paginators, files.paginators_extras.as_deref())
        .context("paginators-1.sdk-extras.json")?;
    paginators.to_text()
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
