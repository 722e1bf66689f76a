//! The contents of files before a commit, so that an interrupted one can be rolled back.
//!
//! The journal is the folder `target/xtask/journal`. File number `n` of a commit has its original in
//! `n.old` and is staged in `n.new`, so that removing `target/` removes everything. `journal.json`
//! lists the files. It appears whole before any of them changes, and its removal completes the
//! commit: without it, there is nothing to roll back, and the folder is only to be removed.

use std::fs::{self, File, TryLockError};
use std::path::{Path, PathBuf};

use anyhow::{Context, Error, Result, ensure};
use serde::{Deserialize, Serialize};

use super::disk::{self, Disk};
use crate::digest::sha256;
use crate::note::note;

/// The path of the journal in a workspace.
const FOLDER: &str = "target/xtask/journal";

/// A file that a commit changes: its path relative to the root, and its new content, or `None` to
/// remove it.
pub(super) type Edit<'a> = (&'a PathBuf, &'a Option<Vec<u8>>);

/// The journal of the workspace with this folder.
pub(super) struct Journal<'a>(pub(super) &'a Path);

/// The contents of `journal.json`.
#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct Record {
    /// The folder of the files, unless that is the workspace.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    elsewhere: Option<PathBuf>,
    files: Vec<FileRecord>,
}

#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct FileRecord {
    path: PathBuf,
    is_new: bool,
    /// SHA-256 of the content that the commit writes, to distinguish it from a later edit; `None`
    /// for a removal.
    written: Option<String>,
}

impl Journal<'_> {
    fn folder(&self) -> PathBuf {
        self.0.join(FOLDER)
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

    /// Returns `true` if a command left files behind.
    pub(super) fn is_left(&self) -> bool {
        self.folder().exists()
    }

    /// Acquires the lock that keeps other commands from committing or rolling back until the file
    /// is closed, waiting until no other command holds it.
    pub(super) fn lock(&self) -> Result<File> {
        let path = self.folder().with_file_name("lock");
        let wait = |file: File| {
            if let Err(TryLockError::WouldBlock) = file.try_lock() {
                note("note: waiting for another `cargo xtask` command to finish");
            }
            file.lock().map(|()| file)
        };
        fs::create_dir_all(path.with_file_name(""))
            .and_then(|()| File::create(&path))
            .and_then(wait)
            .with_context(|| format!("cannot lock {}", path.display()))
    }

    /// Makes the edits to files under `root`. The caller must hold the lock, and have rolled back
    /// what is left. After an error, [`roll_back`](Self::roll_back) restores the files.
    pub(super) fn commit(
        &self,
        root: &Path,
        edits: &[Edit<'_>],
        disk: &mut Disk<'_>,
    ) -> Result<()> {
        self.record(root, edits, disk)
            .with_context(|| format!("cannot write the journal {}", self.folder().display()))?;
        self.apply(root, edits, disk)?;
        self.close(disk)?;
        // The commit is complete. What cannot be removed now is removed by the next one.
        let _ = disk.remove_folder(&self.folder());
        Ok(())
    }

    fn record(&self, root: &Path, edits: &[Edit<'_>], disk: &mut Disk<'_>) -> Result<()> {
        disk.create_parents(&self.list())?;
        let mut files = Vec::new();
        for (number, (path, content)) in edits.iter().enumerate() {
            let file = root.join(path);
            let is_new = !file.exists();
            if !is_new {
                disk.copy(&file, &self.original(number))?;
            }
            files.push(FileRecord {
                path: path.to_path_buf(),
                is_new,
                written: content.as_deref().map(sha256),
            });
        }
        let elsewhere = (root != self.0).then(|| root.to_owned());
        let incomplete = self.folder().join("incomplete");
        let record = serde_json::to_vec(&Record { elsewhere, files })?;
        disk.write(&incomplete, &record)?;
        // The originals are there before the list is.
        self.sync()?;
        disk.put(&incomplete, &self.list())?;
        self.sync()
    }

    /// Applies the edits. Everything is staged first, so that the most likely failures (space,
    /// permissions) occur before any file has changed.
    fn apply(&self, root: &Path, edits: &[Edit<'_>], disk: &mut Disk<'_>) -> Result<()> {
        let paths = || edits.iter().map(|(path, _)| root.join(path));
        for (number, (path, (_, content))) in paths().zip(edits).enumerate() {
            if let Some(content) = content {
                disk.create_parents(&path)
                    .and_then(|()| disk.stage(&self.staged(number), content, &path))
                    .with_context(|| format!("cannot write {}", path.display()))?;
            }
        }
        for (number, (path, (_, content))) in paths().zip(edits).enumerate() {
            match content {
                Some(_) => disk
                    .put(&self.staged(number), &path)
                    .with_context(|| format!("cannot replace {}", path.display()))?,
                None => disk.remove_with_empty_parents(root, &path)?,
            }
        }
        disk::sync_folders(root, paths())
    }

    /// Rolls back the commit in the journal, and returns `true` if there was one. The caller must
    /// hold the lock.
    ///
    /// This can be interrupted and run again, since it only ever restores originals.
    pub(super) fn roll_back(&self, disk: &mut Disk<'_>) -> Result<bool> {
        if !self.is_left() {
            return Ok(false);
        }
        let was_interrupted = self.list().exists();
        if was_interrupted {
            let record = self.read()?;
            let root = record.elsewhere.as_deref().unwrap_or(self.0);
            // A folder that no longer exists has no half-written files.
            if root.is_dir() {
                self.restore(root, &record.files, disk).with_context(|| {
                    let folder = self.folder();
                    format!(
                        "cannot roll back the interrupted changes in {}",
                        folder.display()
                    )
                })?;
            }
            self.close(disk)?;
        }
        disk.remove_folder(&self.folder())?;
        Ok(was_interrupted)
    }

    /// Removes the list, and with it the obligation to roll back.
    fn close(&self, disk: &mut Disk<'_>) -> Result<()> {
        disk.remove(&self.list())?;
        self.sync()
    }

    fn sync(&self) -> Result<()> {
        disk::sync_folders(self.0, [self.list()])
    }

    fn read(&self) -> Result<Record> {
        let record = fs::read(self.list()).map_err(Error::new).and_then(|text| {
            ensure!(!text.is_empty(), "it is empty");
            Ok(serde_json::from_slice(&text)?)
        });
        record.with_context(|| {
            format!(
                "{} is damaged. It should list the files that an interrupted command was writing, to restore their \
                 contents. Use `git status` to find half-changed files and restore them with `git checkout`, or copy \
                 them from {}; then delete that folder",
                self.list().display(),
                self.folder().display(),
            )
        })
    }

    fn restore(&self, root: &Path, files: &[FileRecord], disk: &mut Disk<'_>) -> Result<()> {
        for (number, file) in files.iter().enumerate() {
            self.refuse_later_edit(root, number, file)?;
        }
        for (number, file) in files.iter().enumerate() {
            let path = root.join(&file.path);
            let (original, staged) = (self.original(number), self.staged(number));
            disk.remove(&disk::beside(&path))?;
            if file.is_new {
                disk.remove_with_empty_parents(root, &path)?;
            } else if disk::read(&path)? != disk::read(&original)? {
                disk.create_parents(&path)
                    .and_then(|()| disk.copy(&original, &staged))
                    .and_then(|()| disk.put(&staged, &path))
                    .with_context(|| format!("cannot restore {}", path.display()))?;
            }
        }
        disk::sync_folders(root, files.iter().map(|file| root.join(&file.path)))
    }

    /// Refuses to roll back a file that holds neither its original nor what the commit wrote: it
    /// was edited since, and the edit must not be lost.
    fn refuse_later_edit(&self, root: &Path, number: usize, file: &FileRecord) -> Result<()> {
        disk::check(root, &file.path)?;
        let Some(current) = disk::read(&root.join(&file.path))? else {
            return Ok(());
        };
        let original = disk::read(&self.original(number))?;
        ensure!(
            original.as_ref() == Some(&current) || file.written.as_ref() == Some(&sha256(&current)),
            "{} was edited after the interruption: move it away, or delete the journal to keep all files as they are",
            file.path.display()
        );
        Ok(())
    }
}
