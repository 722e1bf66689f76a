//! The contents of files before a commit, so that an interrupted one can be rolled back.
//!
//! The journal is a folder, `target/xtask/journal`, with the original of each file, numbered, and
//! `journal.json`. Files are staged there too, so that removing `target/` removes everything. The
//! journal is filled under another name and renamed when it is complete, before any file changes.
//! Renaming it again completes the commit. At any moment, therefore, either the journal exists and
//! is complete, or there is nothing to roll back.

use std::fs::{self, File, TryLockError};
use std::path::{Path, PathBuf};

use anyhow::{Context, Error, Result, bail, ensure};
use serde::{Deserialize, Serialize};

use super::place;
use crate::digest::sha256;
use crate::note::note;

/// A function that is called before each step that touches the disk. If it returns an error, the
/// commit stops there, which is how tests interrupt it.
pub(super) type Checkpoint<'a> = &'a mut dyn FnMut() -> Result<()>;

/// A file that a commit changes: its path relative to the root, and its new content, or `None` to
/// remove it.
pub(super) struct Edit<'a> {
    pub(super) path: &'a Path,
    pub(super) content: Option<&'a [u8]>,
}

/// The folders of the journal in its three states. It is open until its commit is complete.
pub(super) struct Journal {
    incomplete: PathBuf,
    complete: PathBuf,
    obsolete: PathBuf,
}

/// The contents of `journal.json`.
#[derive(Default, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct Record {
    /// The folder of the files, unless that is the workspace.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    elsewhere: Option<PathBuf>,
    files: Vec<FileRecord>,
    /// Folders that the commit creates, outermost first.
    folders: Vec<String>,
}

#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct FileRecord {
    path: String,
    /// The name of the copy in the journal; `None` if the file did not exist.
    original: Option<String>,
    /// SHA-256 of the content that the commit writes, to distinguish it from a later edit; `None`
    /// for a removal.
    written: Option<String>,
}

impl Journal {
    /// Returns the journal of the workspace at `home`, which need not exist on disk.
    fn of(home: &Path) -> Self {
        let folder = state_folder(home);
        Self {
            incomplete: folder.join("journal.incomplete"),
            complete: folder.join("journal"),
            obsolete: folder.join("journal.obsolete"),
        }
    }

    /// Records the current contents of the files of `edits` under `root`, in the workspace at
    /// `home`.
    pub(super) fn open(
        home: &Path,
        root: &Path,
        edits: &[Edit<'_>],
        checkpoint: Checkpoint<'_>,
    ) -> Result<Self> {
        let journal = Self::of(home);
        let incomplete = &journal.incomplete;
        let failed = || format!("cannot write the journal {}", incomplete.display());
        checkpoint()?;
        fs::create_dir(incomplete).with_context(failed)?;
        let mut record = Record {
            elsewhere: (root != home).then(|| root.to_owned()),
            ..Record::default()
        };
        for (number, edit) in edits.iter().enumerate() {
            let file = root.join(edit.path);
            let original = file.exists().then(|| number.to_string());
            if let Some(name) = &original {
                checkpoint()?;
                let copy = incomplete.join(name);
                fs::copy(&file, &copy).with_context(failed)?;
                File::open(&copy)
                    .and_then(|copy| copy.sync_all())
                    .with_context(failed)?;
            }
            record.add_missing_folders(root, edit.path)?;
            record.files.push(FileRecord {
                path: text(edit.path)?,
                original,
                written: edit.content.map(sha256),
            });
        }
        checkpoint()?;
        let list = incomplete.join("journal.json");
        fs::write(&list, serde_json::to_vec(&record)?).with_context(failed)?;
        File::open(&list)
            .and_then(|list| list.sync_all())
            .with_context(failed)?;
        place::sync_folder(incomplete)?;
        checkpoint()?;
        fs::rename(incomplete, &journal.complete).with_context(failed)?;
        place::sync_folder(&state_folder(home))?;
        Ok(journal)
    }

    /// Returns the folder of the journal, in which files can be staged.
    pub(super) fn folder(&self) -> &Path {
        &self.complete
    }

    /// Completes the commit. From then on, there is nothing to roll back.
    pub(super) fn close(self, checkpoint: Checkpoint<'_>) -> Result<()> {
        checkpoint()?;
        let Self {
            complete, obsolete, ..
        } = &self;
        fs::rename(complete, obsolete)
            .with_context(|| format!("cannot close {}", complete.display()))?;
        if let Some(state_folder) = obsolete.parent() {
            place::sync_folder(state_folder)?;
        }
        // The commit is complete. Files that cannot be deleted now are deleted by the next one.
        if checkpoint().is_ok() {
            let _ = fs::remove_dir_all(obsolete);
        }
        Ok(())
    }
}

impl Record {
    fn add_missing_folders(&mut self, root: &Path, path: &Path) -> Result<()> {
        let mut folders: Vec<_> = path
            .ancestors()
            .skip(1)
            .filter(|folder| !folder.as_os_str().is_empty())
            .collect();
        folders.reverse();
        for folder in folders {
            let name = text(folder)?;
            if !root.join(folder).exists() && !self.folders.contains(&name) {
                self.folders.push(name);
            }
        }
        Ok(())
    }
}

fn text(path: &Path) -> Result<String> {
    Ok(path
        .to_str()
        .with_context(|| format!("`{}` is not valid UTF-8", path.display()))?
        .to_owned())
}

fn state_folder(home: &Path) -> PathBuf {
    home.join("target").join("xtask")
}

/// A lock that keeps other commands from committing or rolling back until it is dropped.
#[derive(Debug)]
pub(super) struct Lock(#[expect(dead_code, reason = "the lock ends when the file is closed")] File);

/// Acquires the lock, waiting until no other command holds it.
pub(super) fn lock(home: &Path) -> Result<Lock> {
    let folder = state_folder(home);
    let path = folder.join("lock");
    let wait = |file: File| {
        if let Err(TryLockError::WouldBlock) = file.try_lock() {
            note("note: waiting for another `cargo xtask` command to finish");
        }
        file.lock().map(|()| Lock(file))
    };
    fs::create_dir_all(&folder)
        .and_then(|()| File::create(&path))
        .and_then(wait)
        .with_context(|| format!("cannot lock {}", path.display()))
}

/// Returns `true` if an interrupted commit left files behind.
pub(super) fn is_left(home: &Path) -> bool {
    let journal = Journal::of(home);
    let folders = [journal.incomplete, journal.complete, journal.obsolete];
    folders.iter().any(|folder| folder.exists())
}

/// Rolls back the commit in the journal, and returns `true` if there was one. The caller must hold
/// the lock.
///
/// This can be interrupted and run again, since it only ever restores originals.
pub(super) fn recover_locked(home: &Path, checkpoint: Checkpoint<'_>) -> Result<bool> {
    let journal = Journal::of(home);
    for folder in [&journal.incomplete, &journal.obsolete] {
        if folder.exists() {
            checkpoint()?;
            fs::remove_dir_all(folder)
                .with_context(|| format!("cannot remove {}", folder.display()))?;
        }
    }
    if !journal.complete.exists() {
        return Ok(false);
    }
    let record = record(&journal.complete)?;
    let root = record.elsewhere.as_deref().unwrap_or(home);
    // A folder that no longer exists has no half-written files.
    if root.is_dir() {
        roll_back(root, &record, &journal.complete, checkpoint).with_context(|| {
            format!(
                "cannot roll back the interrupted changes in {}",
                journal.complete.display()
            )
        })?;
    }
    journal.close(checkpoint)?;
    Ok(true)
}

fn record(journal: &Path) -> Result<Record> {
    let list = journal.join("journal.json");
    let record = fs::read(&list).map_err(Error::new).and_then(|text| {
        ensure!(!text.is_empty(), "it is empty");
        Ok(serde_json::from_slice(&text)?)
    });
    record.with_context(|| {
        format!(
            "{} is damaged. It should list the files that an interrupted command was writing, to restore their contents. \
             Use `git status` to find half-changed files and restore them with `git checkout`, or copy them from {}; \
             then delete that folder",
            list.display(),
            journal.display(),
        )
    })
}

fn roll_back(
    root: &Path,
    record: &Record,
    journal: &Path,
    checkpoint: Checkpoint<'_>,
) -> Result<()> {
    for file in &record.files {
        refuse_later_edit(root, journal, file)?;
    }
    for file in &record.files {
        let path = root.join(&file.path);
        match &file.original {
            Some(name) => {
                checkpoint()?;
                restore(&path, journal, name, checkpoint)?;
            }
            None if path.exists() => {
                checkpoint()?;
                fs::remove_file(&path)
                    .with_context(|| format!("cannot remove {}", path.display()))?;
            }
            None => {}
        }
        checkpoint()?;
        place::remove_staged_beside(&path)?;
    }
    for folder in record.folders.iter().rev() {
        checkpoint()?;
        // A folder that has gained other files since is kept.
        let _ = fs::remove_dir(root.join(folder));
    }
    place::sync_folders(root, record.files.iter().map(|file| Path::new(&file.path)))
}

/// Refuses to roll back a file that holds neither its original nor what the commit wrote: it was
/// edited since, and the edit must not be lost.
fn refuse_later_edit(root: &Path, journal: &Path, file: &FileRecord) -> Result<()> {
    place::check(root, Path::new(&file.path))?;
    let Some(current) = place::read(&root.join(&file.path))? else {
        return Ok(());
    };
    let original = match &file.original {
        Some(name) => place::read(&journal.join(name))?,
        None => None,
    };
    let known =
        original.as_ref() == Some(&current) || file.written.as_ref() == Some(&sha256(&current));
    if !known {
        bail!(
            "{} was edited after the interruption: move it away, or delete the journal to keep all files as they are",
            file.path
        );
    }
    Ok(())
}

fn restore(path: &Path, journal: &Path, name: &str, checkpoint: Checkpoint<'_>) -> Result<()> {
    let original = journal.join(name);
    let failed = || format!("cannot restore {}", path.display());
    let content = fs::read(&original).with_context(failed)?;
    if place::read(path)?.as_ref() == Some(&content) {
        return Ok(());
    }
    place::create_parents(path)?;
    let staged = place::stage(journal, path, &content).with_context(failed)?;
    let permissions = fs::metadata(&original).with_context(failed)?.permissions();
    staged
        .as_file()
        .set_permissions(permissions)
        .with_context(failed)?;
    checkpoint()?;
    place::put(staged, path).with_context(failed)
}
