//! The recorded revisions with their facts.

use std::path::Path;

use anyhow::{Context, Result};

use super::facts::Facts;
use super::source::Newest;
use crate::failure::OrUnreadable;
use crate::revisions::{PAGINATORS, Revision, Revisions, SERVICE_MODEL};

/// One revision, and the two files of its folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Entry {
    pub(super) revision: Revision,
    pub(super) facts: Facts,
}

/// Everything that is recorded of a service, oldest first.
#[derive(Debug)]
pub(super) struct History {
    pub(super) revisions: Revisions,
    pub(super) entries: Vec<Entry>,
}

impl History {
    /// Reads the model folder of a service in the workspace at `root`.
    ///
    /// # Errors
    ///
    /// `revisions.toml` or a file that it promises cannot be read.
    pub(super) fn read(root: &Path, service: &str) -> Result<Self> {
        let revisions = Revisions::read(root, service)?;
        let entry = |revision: &Revision| {
            let folder = revisions.revision_folder(revision.date);
            let read = |name: &str| {
                let path = folder.join(name);
                std::fs::read_to_string(root.join(&path))
                    .with_context(|| {
                        format!("restore it with `git checkout -- {}`", folder.display())
                    })
                    .or_unreadable(path.display())
            };
            let facts = Facts {
                service_model: read(SERVICE_MODEL)?,
                paginators: read(PAGINATORS)?,
            };
            Ok(Entry {
                revision: revision.clone(),
                facts,
            })
        };
        let entries = revisions.iter().map(entry).collect::<Result<_>>()?;
        Ok(Self { revisions, entries })
    }

    /// The current revision.
    pub(super) fn newest(&self) -> Option<Newest<'_>> {
        let Entry { revision, facts } = self.entries.last()?;
        Some(Newest {
            release: &revision.botocore,
            facts,
        })
    }
}
