//! File changes that happen together or not at all.
//!
//! A command plans every file to write or remove, then commits once. Nothing is touched before the
//! commit, an unchanged file is never touched, and a failed commit is rolled back immediately. A
//! killed commit leaves a [`Journal`], from which the next command rolls it back ([`recover`]).
//!
//! A command whose changes depend on the contents of the files opens the journal before it reads
//! them, so that they cannot change before the commit.

mod disk;
mod journal;

use std::collections::BTreeMap;
use std::fmt;
use std::path::{Path, PathBuf};

use anyhow::Result;

pub use journal::{Journal, recover};

/// Planned changes to files under one root folder.
#[derive(Debug)]
pub struct Changes {
    root: PathBuf,
    planned: BTreeMap<PathBuf, Option<Vec<u8>>>,
}

/// The result of a commit, or of one that is only planned. Paths are relative to the root, and
/// sorted.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Files that are new or changed.
    pub written: Vec<PathBuf>,
    /// Files that no longer exist.
    pub removed: Vec<PathBuf>,
    /// Files that were already as planned.
    pub unchanged: Vec<PathBuf>,
}

impl Summary {
    /// Returns `true` if every file was already as planned.
    pub fn is_unchanged(&self) -> bool {
        self.written.is_empty() && self.removed.is_empty()
    }
}

/// `2 written, 0 removed, 6 unchanged`.
impl fmt::Display for Summary {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (written, removed) = (self.written.len(), self.removed.len());
        let unchanged = self.unchanged.len();
        write!(
            formatter,
            "{written} written, {removed} removed, {unchanged} unchanged"
        )
    }
}

impl Changes {
    /// Creates an empty set of changes to files under `root`.
    pub fn new(root: &Path) -> Result<Self> {
        Ok(Self {
            root: disk::folder(root)?,
            planned: BTreeMap::new(),
        })
    }

    /// Plans that the file at `path`, relative to the root, has this content. A later plan for a
    /// path replaces an earlier one. A path that is absolute, contains `..`, or leads through a
    /// symbolic link is refused.
    pub fn write(&mut self, path: impl AsRef<Path>, content: impl Into<Vec<u8>>) -> Result<()> {
        self.plan(path.as_ref(), Some(content.into()))
    }

    /// Plans that there is no file at `path`, relative to the root. Folders that become empty are
    /// removed as well. Refuses the same paths as [`write`](Self::write).
    pub fn remove(&mut self, path: impl AsRef<Path>) -> Result<()> {
        self.plan(path.as_ref(), None)
    }

    fn plan(&mut self, path: &Path, content: Option<Vec<u8>>) -> Result<()> {
        disk::check(&self.root, path)?;
        self.planned.insert(path.to_owned(), content);
        Ok(())
    }

    /// Returns what [`commit`](Self::commit) would do now, without touching any file.
    pub fn compare(&self) -> Result<Summary> {
        let mut summary = Summary::default();
        for (path, planned) in &self.planned {
            disk::check(&self.root, path)?;
            let current = disk::read(&self.root.join(path))?;
            let list = match planned {
                _ if current.as_ref() == planned.as_ref() => &mut summary.unchanged,
                Some(_) => &mut summary.written,
                None => &mut summary.removed,
            };
            list.push(path.clone());
        }
        Ok(summary)
    }

    /// Makes either all planned changes or none: after an error, nothing has changed.
    pub fn commit(&self, journal: Journal<'_>) -> Result<Summary> {
        let summary = self.compare()?;
        let planned = self.planned.iter();
        let edits = planned.filter(|(path, _)| summary.unchanged.binary_search(path).is_err());
        let edits: Vec<_> = edits.collect();
        if !edits.is_empty() {
            journal.commit(&self.root, &edits)?;
        }
        Ok(summary)
    }
}
