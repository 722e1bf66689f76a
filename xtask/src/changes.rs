//! File changes that happen together or not at all.
//!
//! A command plans every file to write or remove, then commits once. Nothing is touched before the
//! commit, an unchanged file is never touched, and a failed commit is rolled back immediately. A
//! killed commit leaves a journal under `target/xtask/` of the workspace, from which the next
//! command rolls it back ([`recover`]).
//!
//! A command whose changes depend on the contents of the files starts with [`Changes::locked`]
//! before it reads them, so that they cannot change before the commit.
//!
//! ```ignore
//! let mut changes = Changes::locked(&root)?;
//! changes.write("model/organizations/revisions.toml", text)?;
//! changes.remove("model/organizations/2017-02-27/service-2.json")?;
//! let summary = changes.commit()?;
//! ```

mod journal;
mod place;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, HashSet};
use std::fmt;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};

use crate::note::note;
use journal::{Checkpoint, Edit, Journal, Lock};

/// Planned changes to files under one root folder.
#[derive(Debug)]
pub(crate) struct Changes {
    root: PathBuf,
    /// The workspace that contains the journal and the lock.
    home: PathBuf,
    planned: BTreeMap<PathBuf, Option<Vec<u8>>>,
    lock: Option<Lock>,
}

/// The result of a commit, or of one that is only planned. Paths are relative to the root, and
/// sorted.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Summary {
    /// Files that are new or changed.
    pub(crate) written: Vec<PathBuf>,
    /// Files that no longer exist.
    pub(crate) removed: Vec<PathBuf>,
    /// Files that were already as planned.
    pub(crate) unchanged: Vec<PathBuf>,
}

impl Summary {
    /// Returns `true` if every file was already as planned.
    pub(crate) fn is_unchanged(&self) -> bool {
        self.written.is_empty() && self.removed.is_empty()
    }
}

/// `2 written, 0 removed, 6 unchanged`.
impl fmt::Display for Summary {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            written,
            removed,
            unchanged,
        } = self;
        write!(
            formatter,
            "{} written, {} removed, {} unchanged",
            written.len(),
            removed.len(),
            unchanged.len()
        )
    }
}

impl Changes {
    /// Creates an empty set of changes to files of the workspace at `root`.
    ///
    /// # Errors
    ///
    /// Returns an error if `root` is not a folder.
    pub(crate) fn new(root: &Path) -> Result<Self> {
        Self::elsewhere(root, root)
    }

    /// Creates an empty set of changes to files under `root`, which need not be in the workspace at
    /// `home`. The journal and the lock are in the workspace, so that only the planned files are
    /// written to `root`.
    ///
    /// # Errors
    ///
    /// Returns an error if `root` or `home` is not a folder.
    pub(crate) fn elsewhere(root: &Path, home: &Path) -> Result<Self> {
        Ok(Self {
            root: place::folder(root)?,
            home: place::folder(home)?,
            planned: BTreeMap::new(),
            lock: None,
        })
    }

    /// Creates an empty set of changes to files of the workspace at `root`, which no other command
    /// can change until these are committed or dropped. Waits for a command that holds the lock.
    ///
    /// # Errors
    ///
    /// Returns an error if `root` is not a folder, if the lock cannot be acquired, or if an
    /// interrupted commit cannot be rolled back.
    pub(crate) fn locked(root: &Path) -> Result<Self> {
        let mut changes = Self::new(root)?;
        changes.lock = Some(journal::lock(&changes.home)?);
        roll_back(&changes.home)?;
        Ok(changes)
    }

    /// Plans that the file at `path`, relative to the root, has this content. A later plan for a
    /// path replaces an earlier one.
    ///
    /// # Errors
    ///
    /// Returns an error if the path is absolute, contains `..`, or leads through a symbolic link.
    pub(crate) fn write(
        &mut self,
        path: impl AsRef<Path>,
        content: impl Into<Vec<u8>>,
    ) -> Result<()> {
        self.plan(path.as_ref(), Some(content.into()))
    }

    /// Plans that there is no file at `path`, relative to the root. Folders that become empty are
    /// removed as well.
    ///
    /// # Errors
    ///
    /// Returns an error in the cases of [`write`](Self::write).
    pub(crate) fn remove(&mut self, path: impl AsRef<Path>) -> Result<()> {
        self.plan(path.as_ref(), None)
    }

    /// Returns what [`commit`](Self::commit) would do now, without touching any file.
    ///
    /// # Errors
    ///
    /// Returns an error if a file cannot be read, if there is a folder in place of a file, or if
    /// two plans conflict.
    pub(crate) fn compare(&self) -> Result<Summary> {
        let mut summary = Summary::default();
        for (path, planned) in &self.planned {
            place::check(&self.root, path)?;
            self.check_parents_are_no_files(path)?;
            let current = place::read(&self.root.join(path))?;
            let list = match planned {
                _ if current.as_ref() == planned.as_ref() => &mut summary.unchanged,
                Some(_) => &mut summary.written,
                None => &mut summary.removed,
            };
            list.push(path.clone());
        }
        Ok(summary)
    }

    /// Makes either all planned changes or none.
    ///
    /// # Errors
    ///
    /// Returns an error in the cases of [`compare`](Self::compare), or if a file system operation
    /// fails. Nothing is changed then.
    pub(crate) fn commit(&self) -> Result<Summary> {
        self.commit_observed(&mut || Ok(()))
    }

    fn plan(&mut self, path: &Path, content: Option<Vec<u8>>) -> Result<()> {
        place::check(&self.root, path)?;
        self.planned.insert(path.to_owned(), content);
        Ok(())
    }

    fn check_parents_are_no_files(&self, path: &Path) -> Result<()> {
        for parent in path.ancestors().skip(1) {
            let is_file = matches!(self.planned.get(parent), Some(Some(_)));
            ensure!(
                !is_file,
                "{} is planned both as a file and as the folder of {}",
                parent.display(),
                path.display()
            );
        }
        Ok(())
    }

    fn commit_observed(&self, checkpoint: Checkpoint<'_>) -> Result<Summary> {
        let _lock = match self.lock {
            Some(_) => None,
            None => Some(journal::lock(&self.home)?),
        };
        journal::recover_locked(&self.home, checkpoint)?;
        let summary = self.compare()?;
        if summary.is_unchanged() {
            return Ok(summary);
        }
        let edits = self.edits(&summary);
        let journal = Journal::open(&self.home, &self.root, &edits, checkpoint);
        let Err(error) = journal.and_then(|journal| {
            self.apply(&edits, &journal, checkpoint)?;
            journal.close(checkpoint)
        }) else {
            return Ok(summary);
        };
        journal::recover_locked(&self.home, &mut || Ok(()))
            .context(
                "the changes could not be rolled back; the next `cargo xtask` command tries again",
            )
            .context(format!("{error:#}"))?;
        Err(error.context("nothing was changed"))
    }

    /// Returns the files that change according to `summary`, with their new contents.
    fn edits(&self, summary: &Summary) -> Vec<Edit<'_>> {
        let unchanged: HashSet<_> = summary.unchanged.iter().collect();
        self.planned
            .iter()
            .filter(|(path, _)| !unchanged.contains(path))
            .map(|(path, content)| Edit {
                path,
                content: content.as_deref(),
            })
            .collect()
    }

    /// Applies the edits. Everything is staged first, so that the most likely failures (space,
    /// permissions) occur before any file has changed. The renames follow.
    fn apply(
        &self,
        edits: &[Edit<'_>],
        journal: &Journal,
        checkpoint: Checkpoint<'_>,
    ) -> Result<()> {
        let mut staged = Vec::new();
        let mut removed = Vec::new();
        for edit in edits {
            let path = self.root.join(edit.path);
            match edit.content {
                Some(content) => {
                    checkpoint()?;
                    place::create_parents(&path)?;
                    checkpoint()?;
                    let file = place::stage(journal.folder(), &path, content)
                        .with_context(|| format!("cannot write {}", path.display()))?;
                    staged.push((file, path));
                }
                None => removed.push(path),
            }
        }
        for (file, path) in staged {
            checkpoint()?;
            place::put(file, &path)
                .with_context(|| format!("cannot replace {}", path.display()))?;
        }
        for path in removed {
            checkpoint()?;
            std::fs::remove_file(&path)
                .with_context(|| format!("cannot remove {}", path.display()))?;
            checkpoint()?;
            place::remove_empty_parents(&self.root, &path)?;
        }
        place::sync_folders(&self.root, edits.iter().map(|edit| edit.path))
    }
}

/// Replaces the content of a file anywhere. If `path` is not a regular file but, for example, a
/// pipe, the content is written to it.
///
/// # Errors
///
/// Returns an error if a file system operation fails. The file is then unchanged.
pub(crate) fn replace(path: &Path, content: &[u8]) -> Result<()> {
    // The target of a link is replaced, not the link.
    let path = &path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let path = &std::path::absolute(path).context("cannot find the current folder")?;
    if path.exists() && !path.is_file() {
        return Ok(std::fs::write(path, content)?);
    }
    if let Some(folder) = path.parent() {
        ensure!(folder.is_dir(), "there is no folder {}", folder.display());
    }
    if place::read(path)?.as_deref() == Some(content) {
        return Ok(());
    }
    place::put_from_beside(path, content)
}

/// Rolls back an interrupted commit, if there is one, and notes it on standard error.
///
/// # Errors
///
/// Returns an error if a file was edited after the interruption, which the error names and which is
/// left unchanged, or if a file system operation fails.
pub(crate) fn recover(root: &Path) -> Result<()> {
    let root = place::folder(root)?;
    if !journal::is_left(&root) {
        return Ok(());
    }
    let _lock = journal::lock(&root)?;
    roll_back(&root)
}

fn roll_back(home: &Path) -> Result<()> {
    if journal::recover_locked(home, &mut || Ok(()))? {
        note(
            "note: an earlier command was interrupted while it wrote files; its changes were rolled back",
        );
    }
    Ok(())
}
