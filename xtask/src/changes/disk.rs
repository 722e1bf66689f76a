//! Operations on single files and folders.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{ErrorKind, Write};
use std::path::{Component, Path, PathBuf};

use anyhow::{Context, Result, ensure};

use crate::failure::if_exists;

/// The operations that change the disk.
pub(super) struct Disk<'s> {
    /// Called before each operation, which fails if this does.
    pub(super) step: Box<dyn FnMut() -> Result<()> + 's>,
}

impl Disk<'_> {
    /// Creates the folders above `path`.
    pub(super) fn create_parents(&mut self, path: &Path) -> Result<()> {
        (self.step)()?;
        let folder = path.parent().unwrap_or(path);
        fs::create_dir_all(folder)
            .with_context(|| format!("cannot create the folder {}", folder.display()))
    }

    /// Writes a file, synced to disk.
    pub(super) fn write(&mut self, path: &Path, content: &[u8]) -> Result<()> {
        (self.step)()?;
        let mut file = File::create(path)?;
        file.write_all(content)?;
        Ok(file.sync_all()?)
    }

    /// Copies a file with its permissions, synced to disk.
    pub(super) fn copy(&mut self, from: &Path, to: &Path) -> Result<()> {
        (self.step)()?;
        fs::copy(from, to)?;
        Ok(File::open(to)?.sync_all()?)
    }

    /// Moves a staged file to `path`. The file there is never half written: one that was staged on
    /// another file system is first copied beside the path.
    pub(super) fn put(&mut self, staged: &Path, path: &Path) -> Result<()> {
        (self.step)()?;
        match fs::rename(staged, path) {
            Err(error) if error.kind() == ErrorKind::CrossesDevices => {
                let beside = beside(path);
                // The copy would be written through a link.
                self.remove(&beside)?;
                self.copy(staged, &beside)?;
                (self.step)()?;
                Ok(fs::rename(beside, path)?)
            }
            done => Ok(done?),
        }
    }

    /// Removes a file, if it exists.
    pub(super) fn remove(&mut self, path: &Path) -> Result<()> {
        (self.step)()?;
        let removed = if_exists(fs::remove_file(path));
        removed.with_context(|| format!("cannot remove {}", path.display()))?;
        Ok(())
    }

    /// Removes a file, if it exists, and the folders between it and `root` that are empty then.
    pub(super) fn remove_with_empty_parents(&mut self, root: &Path, path: &Path) -> Result<()> {
        self.remove(path)?;
        (self.step)()?;
        let parents = path.ancestors().skip(1);
        for folder in parents.take_while(|folder| *folder != root) {
            match if_exists(fs::remove_dir(folder)) {
                Err(error) if error.kind() == ErrorKind::DirectoryNotEmpty => return Ok(()),
                removed => {
                    removed.with_context(|| format!("cannot remove {}", folder.display()))?
                }
            };
        }
        Ok(())
    }
}

/// Returns the path beside `path` for a copy of a staged file, which an interrupted
/// [`put`](Disk::put) leaves.
pub(super) fn beside(path: &Path) -> PathBuf {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    path.with_file_name(format!(".xtask-staged-{name}"))
}

/// Returns the path of a folder with symbolic links resolved.
pub(super) fn folder(path: &Path) -> Result<PathBuf> {
    let resolved = path
        .canonicalize()
        .with_context(|| format!("cannot open the folder {}", path.display()))?;
    ensure!(resolved.is_dir(), "{} is not a folder", path.display());
    Ok(resolved)
}

/// Refuses a path that is not that of a regular file inside `root`, whether or not the file exists.
pub(super) fn check(root: &Path, path: &Path) -> Result<()> {
    let mut components = path.components();
    ensure!(
        components.all(|component| matches!(component, Component::Normal(_)))
            && path.file_name().is_some(),
        "`{}` is not a path inside {}",
        path.display(),
        root.display()
    );
    let file = root.join(path);
    let mut full = root.to_owned();
    for component in path {
        full.push(component);
        let found = if_exists(fs::symlink_metadata(&full));
        let Some(found) = found.with_context(|| format!("cannot look at {}", full.display()))?
        else {
            return Ok(());
        };
        ensure!(
            !found.is_symlink(),
            "{} is a symbolic link: it may lead out of {}",
            full.display(),
            root.display()
        );
        let (is_right, kind) = match full == file {
            true => (found.is_file(), "file"),
            false => (found.is_dir(), "folder"),
        };
        ensure!(is_right, "{} is not a {kind}", full.display());
    }
    Ok(())
}

/// Returns the content of a file, if it exists.
pub(super) fn read(path: &Path) -> Result<Option<Vec<u8>>> {
    if_exists(fs::read(path)).with_context(|| format!("cannot read {}", path.display()))
}

/// Makes renames and removals durable: a folder's list of names is on disk only once the folder is
/// synced. `paths` are those of the changed files below `root`.
pub(super) fn sync_folders(root: &Path, paths: &[PathBuf]) -> Result<()> {
    let parents = paths.iter().flat_map(|path| {
        let parents = path.ancestors().skip(1);
        parents.take_while(|parent| parent.starts_with(root))
    });
    let folders: BTreeSet<_> = parents.collect();
    for folder in folders {
        // It may no longer exist, and not every system opens and syncs folders.
        let synced = File::open(folder).map(|folder| folder.sync_all());
        if let Ok(Err(error)) = synced
            && ![ErrorKind::InvalidInput, ErrorKind::Unsupported].contains(&error.kind())
        {
            return Err(error).with_context(|| format!("cannot sync {}", folder.display()));
        }
    }
    Ok(())
}
