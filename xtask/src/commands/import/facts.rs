//! The facts of a release about a service, in the form in which `model/` keeps them.

use std::path::Path;

use anyhow::{Context, Result, ensure};

use crate::botocore::release::Release;
use crate::botocore::texts::ENDPOINT_RULES;
use crate::botocore::wheel::Wheel;
use crate::endpoints::EndpointTexts;
use crate::failure::Blame;
use crate::history::{Entry, Facts};
use crate::json::Json;
use crate::prose;
use crate::revisions::{PAGINATORS, SERVICE_MODEL};

/// The facts of a release.
#[derive(Clone, Debug)]
pub(super) struct Snapshot {
    /// The release as the revision that it would be.
    pub(super) entry: Entry,
    /// The endpoint rules without prose, and the partitions; older releases have none.
    pub(super) endpoints: EndpointTexts,
}

impl Snapshot {
    pub(super) fn release(&self) -> &Release {
        &self.entry.revision.botocore
    }

    /// Reads the wheel at `path`.
    pub(super) fn read(path: &Path) -> Result<Self> {
        let snapshot = Wheel::read(path).and_then(Self::of);
        snapshot.or_unreadable(path.display())
    }

    fn of(wheel: Wheel) -> Result<Self> {
        let texts = &wheel.texts;
        let parts = ["metadata", "operations", "shapes"];
        let mut model = document(SERVICE_MODEL, &texts.model, &parts)?;
        prose::strip_service_model(&mut model);
        // Services without paginated operations may lack the file, which is equivalent to an empty
        // one.
        let paginators = texts.paginators.as_deref();
        let paginators = paginators.unwrap_or(b"{\"pagination\":{}}");
        let paginators = document(PAGINATORS, paginators, &["pagination"])?;
        let rules = texts.endpoint_rules.as_deref().map(endpoint_rules);
        let partitions = wheel.partitions.as_deref().map(partitions);
        Ok(Self {
            entry: Entry {
                revision: wheel.revision,
                facts: Facts {
                    service_model: model.to_text()?,
                    paginators: paginators.to_text()?,
                },
            },
            endpoints: EndpointTexts {
                rules: rules.transpose()?,
                partitions: partitions.transpose()?,
            },
        })
    }
}

/// Reads a document that has these objects, as every genuine one does: without them, it would be a
/// model of nothing.
fn document(name: &str, text: &[u8], objects: &[&str]) -> Result<Json> {
    let document = Json::parse(text).with_context(|| name.to_owned())?;
    for key in objects {
        let value = match &document {
            Json::Object(members) => members.get(*key),
            _ => None,
        };
        let is_object = matches!(value, Some(Json::Object(_)));
        ensure!(is_object, "{name}: `{key}` is missing or not an object");
    }
    Ok(document)
}

fn endpoint_rules(text: &[u8]) -> Result<Vec<u8>> {
    let mut rules = document(ENDPOINT_RULES, text, &[])?;
    prose::strip_endpoints(&mut rules);
    rules.to_text().map(String::into_bytes)
}

fn partitions(text: &[u8]) -> Result<Vec<u8>> {
    let partitions = document("partitions.json", text, &[])?.to_text();
    partitions.map(String::into_bytes)
}
