//! The recorded revisions with their facts.

use std::path::Path;

use anyhow::{Context, Result};

use crate::failure::Blame;
use crate::parallel;
use crate::revisions::{PAGINATORS, Revision, Revisions, SERVICE_MODEL};

/// The two files of a revision. The facts of two revisions are equal if the texts are: order
/// matters, while prose and upstream's layout do not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Facts {
    /// `service-2.json` without prose.
    pub(crate) service_model: String,
    /// `paginators-1.json` with botocore's additions merged in.
    pub(crate) paginators: String,
}

/// A revision, and the two files of its folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Entry {
    pub(crate) revision: Revision,
    pub(crate) facts: Facts,
}

/// The recorded revisions of a service, oldest first.
#[derive(Debug)]
pub(crate) struct History {
    pub(crate) revisions: Revisions,
    pub(crate) entries: Vec<Entry>,
}

impl History {
    /// Reads the model folder of a service in the workspace at `root`.
    pub(crate) fn read(root: &Path, service: &str) -> Result<Self> {
        let revisions = Revisions::read(root, service)?;
        let entries = read_entries(root, &revisions)?;
        Ok(Self { revisions, entries })
    }
}

fn read_entries(root: &Path, revisions: &Revisions) -> Result<Vec<Entry>> {
    let entry = |revision: &Revision| {
        Ok(Entry {
            revision: revision.clone(),
            facts: read_facts(root, revisions, revision)?,
        })
    };
    let revisions: Vec<_> = revisions.iter().collect();
    parallel::map(&revisions, |revision| entry(revision))
        .into_iter()
        .collect()
}

/// Reads the two files of a revision.
pub(crate) fn read_facts(root: &Path, revisions: &Revisions, revision: &Revision) -> Result<Facts> {
    let folder = revisions.revision_folder(revision.date);
    let read = |name: &str| {
        let path = folder.join(name);
        std::fs::read_to_string(root.join(&path))
            .with_context(|| format!("restore it with `git checkout -- {}`", folder.display()))
            .or_unreadable(path.display())
    };
    Ok(Facts {
        service_model: read(SERVICE_MODEL)?,
        paginators: read(PAGINATORS)?,
    })
}
