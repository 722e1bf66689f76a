//! The contents of files before a commit, so that an interrupted one can be rolled back.
//!
//! The journal is the folder `target/xtask/journal`. File number `n` of a commit has its original in
//! `n.old` and is staged in `n.new`, so that removing `target/` removes everything. `journal.json`
//! lists the files. It appears whole before any of them changes, and its removal completes the
//! commit: without it, there is nothing to roll back, and the folder is only to be removed.

use std::fs::{self, File, TryLockError};
use std::path::{Path, PathBuf};

use anyhow::{Context, Error, Result, anyhow, ensure};
use serde::{Deserialize, Serialize};

use super::disk::{self, Disk};
use crate::digest::sha256;
use crate::failure::{Blame, Failure};
use crate::note::note;

/// The path of the journal in a workspace.
const FOLDER: &str = "target/xtask/journal";

/// A file that a commit changes: its path relative to the root, and its new content, or `None` to
/// remove it.
pub(super) type Edit<'a> = (&'a PathBuf, &'a Option<Vec<u8>>);

/// The journal of a workspace, for one commit. No other command can open it until it is dropped.
pub struct Journal<'s> {
    home: PathBuf,
    disk: Disk<'s>,
    /// Closing the file releases the lock.
    _lock: File,
}

/// The contents of `journal.json`.
#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct Record {
    /// The folder of the files, relative to the workspace if it is in there.
    root: PathBuf,
    files: Vec<FileRecord>,
}

/// A file, with the SHA-256 of its content before and after the commit, or `None` where it does not
/// exist.
#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct FileRecord {
    path: PathBuf,
    before: Option<String>,
    after: Option<String>,
}

/// Rolls back an interrupted commit in the workspace at `home`, if there is one.
pub fn recover(home: &Path) -> Result<()> {
    if home.join(FOLDER).exists() {
        Journal::open(home)?;
    }
    Ok(())
}

impl<'s> Journal<'s> {
    /// Opens the journal of the workspace at `home`. Waits for a command that has opened it, and
    /// rolls back an interrupted commit, with a note on standard error.
    ///
    /// If a file was edited after the interruption, nothing is rolled back, and the error names it.
    pub fn open(home: &Path) -> Result<Self> {
        Self::observed(home, || Ok(()))
    }

    /// Opens the journal, and calls `step` before each operation that changes the disk. If `step`
    /// returns an error, the operation fails with it, which is how tests interrupt a commit.
    pub fn observed(home: &Path, step: impl FnMut() -> Result<()> + 's) -> Result<Self> {
        let home = disk::folder(home)?;
        let mut journal = Self {
            disk: Disk {
                step: Box::new(step),
            },
            _lock: lock(&home.join(FOLDER).with_file_name("lock"))?,
            home,
        };
        if journal.roll_back()? {
            note(
                "note: an earlier command was interrupted while it wrote files; its changes were rolled back",
            );
        }
        Ok(journal)
    }

    /// Makes the edits to files under `root`, or none of them.
    pub(super) fn commit(mut self, root: &Path, edits: &[Edit<'_>]) -> Result<()> {
        let folder = self.folder();
        let recorded = self
            .record(root, edits)
            .with_context(|| format!("cannot write the journal {}", folder.display()));
        let committed = recorded
            .and_then(|()| self.apply(root, edits))
            .and_then(|()| self.close());
        let Err(error) = committed else {
            return Ok(());
        };
        self.roll_back()
            .context(
                "the changes could not be rolled back; the next `cargo xtask` command tries again",
            )
            .context(format!("{error:#}"))?;
        Err(error.context("nothing was changed"))
    }

    /// Copies the originals, and stages the new contents, so that the most likely failures (space,
    /// permissions) occur before any file has changed. Then writes the list.
    fn record(&mut self, root: &Path, edits: &[Edit<'_>]) -> Result<()> {
        self.disk.create_parents(&self.list())?;
        let mut files = Vec::new();
        for (number, (path, content)) in edits.iter().enumerate() {
            let file = root.join(path);
            let before = digest(&file)?;
            if before.is_some() {
                self.disk.copy(&file, &self.original(number))?;
            }
            if let Some(content) = content {
                self.stage(number, &file, content)?;
            }
            files.push(FileRecord {
                path: path.to_path_buf(),
                before,
                after: content.as_deref().map(sha256),
            });
        }
        // A workspace can be moved before the rollback.
        let root = root.strip_prefix(&self.home).unwrap_or(root).to_owned();
        let record = serde_json::to_vec(&Record { root, files })?;
        let incomplete = self.folder().join("incomplete");
        self.disk.write(&incomplete, &record)?;
        // The originals are there before the list is.
        self.sync()?;
        self.disk.put(&incomplete, &self.list())?;
        self.sync()
    }

    /// Stages the new content of a file, with the permissions of the file that it replaces.
    fn stage(&mut self, number: usize, path: &Path, content: &[u8]) -> Result<()> {
        let staged = self.staged(number);
        self.disk.write(&staged, content)?;
        match fs::metadata(path) {
            Ok(current) => Ok(fs::set_permissions(staged, current.permissions())?),
            Err(_) => Ok(()),
        }
    }

    /// Applies the edits.
    fn apply(&mut self, root: &Path, edits: &[Edit<'_>]) -> Result<()> {
        let paths: Vec<_> = edits.iter().map(|(path, _)| root.join(path)).collect();
        for (number, (path, (_, content))) in paths.iter().zip(edits).enumerate() {
            match content {
                Some(_) => self
                    .place(number, path)
                    .with_context(|| format!("cannot replace {}", path.display()))?,
                None => self.disk.remove_with_empty_parents(root, path)?,
            }
        }
        disk::sync_folders(root, &paths)
    }

    /// Moves a staged file to its path, whose folder may not exist.
    fn place(&mut self, number: usize, path: &Path) -> Result<()> {
        self.disk.create_parents(path)?;
        self.disk.put(&self.staged(number), path)
    }

    /// Rolls back the commit in the journal, and returns `true` if there was one. This can be
    /// interrupted and run again, since it only ever restores originals.
    fn roll_back(&mut self) -> Result<bool> {
        if !self.folder().exists() {
            return Ok(false);
        }
        let is_due = self.list().exists();
        if is_due {
            let folder = self.folder();
            self.restore().with_context(|| {
                Failure::to_write(format!(
                    "cannot roll back the interrupted changes in {}",
                    folder.display()
                ))
            })?;
        }
        self.close()?;
        Ok(is_due)
    }

    fn restore(&mut self) -> Result<()> {
        let Record { root, files } = self.read()?;
        let root = self.home.join(root);
        if !root.is_dir() {
            // A folder that no longer exists has no half-written files.
            return Ok(());
        }
        for file in &files {
            refuse_later_edit(&root, file)?;
        }
        let paths: Vec<_> = files.iter().map(|file| root.join(&file.path)).collect();
        for (number, (path, file)) in paths.iter().zip(files).enumerate() {
            self.disk.remove(&disk::beside(path))?;
            if file.before.is_none() {
                self.disk.remove_with_empty_parents(&root, path)?;
            } else if digest(path)? != file.before {
                self.put_back(number, path)
                    .with_context(|| format!("cannot restore {}", path.display()))?;
            }
        }
        disk::sync_folders(&root, &paths)
    }

    /// Restores a file. The original is kept until the end, in case the file is lost before another
    /// rollback.
    fn put_back(&mut self, number: usize, path: &Path) -> Result<()> {
        let staged = self.staged(number);
        // A read-only file could not be overwritten.
        self.disk.remove(&staged)?;
        self.disk.copy(&self.original(number), &staged)?;
        self.place(number, path)
    }

    fn read(&self) -> Result<Record> {
        let record = fs::read(self.list()).map_err(Error::new).and_then(|text| {
            ensure!(!text.is_empty(), "it is empty");
            Ok(serde_json::from_slice(&text)?)
        });
        record.map_err(|error| {
            anyhow!(
                "{} is damaged, or was written by another version of this program: {error}. It should list the files \
                 that an interrupted command was writing, to restore their contents. Use `git status` to find \
                 half-changed files and restore them with `git checkout`, or copy them from {}; then delete that folder",
                self.list().display(),
                self.folder().display(),
            )
        })
    }

    /// Completes a commit or a rollback by removing the list. The next command removes what cannot
    /// be removed now.
    fn close(&mut self) -> Result<()> {
        self.disk.remove(&self.list())?;
        let _ = self.sync();
        let _ = (self.disk.step)().and_then(|()| Ok(fs::remove_dir_all(self.folder())?));
        Ok(())
    }

    fn sync(&self) -> Result<()> {
        disk::sync_folders(&self.home, &[self.list()])
    }

    fn folder(&self) -> PathBuf {
        self.home.join(FOLDER)
    }

    /// Returns the path of the list, which is there while a commit has to be rolled back.
    fn list(&self) -> PathBuf {
        self.folder().join("journal.json")
    }

    fn original(&self, number: usize) -> PathBuf {
        self.folder().join(format!("{number}.old"))
    }

    fn staged(&self, number: usize) -> PathBuf {
        self.folder().join(format!("{number}.new"))
    }
}

/// Locks the file at `path` until it is closed, waiting until no other command has locked it.
fn lock(path: &Path) -> Result<File> {
    let wait = |file: File| {
        if let Err(TryLockError::WouldBlock) = file.try_lock() {
            note("note: waiting for another `cargo xtask` command to finish");
        }
        file.lock().map(|()| file)
    };
    fs::create_dir_all(path.with_file_name(""))
        .and_then(|()| File::create(path))
        .and_then(wait)
        .or_unwritable(path.display())
}

/// Refuses to roll back a file that holds neither its original nor what the commit wrote: it was
/// edited since, and the edit must not be lost.
fn refuse_later_edit(root: &Path, file: &FileRecord) -> Result<()> {
    disk::check(root, &file.path)?;
    let current = digest(&root.join(&file.path))?;
    ensure!(
        current.is_none() || [&file.before, &file.after].contains(&&current),
        "{} was edited after the interruption: move it away, or delete the journal to keep all files as they are",
        file.path.display()
    );
    Ok(())
}

/// Returns the SHA-256 of a file, if it exists.
fn digest(path: &Path) -> Result<Option<String>> {
    Ok(disk::read(path)?.as_deref().map(sha256))
}
