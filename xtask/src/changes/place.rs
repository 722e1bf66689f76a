//! Operations on single files and folders: checking paths, and reading and staging files.

use std::collections::BTreeSet;
use std::fs::{self, File, Metadata};
use std::io::{self, Write};
use std::path::{Component, Path, PathBuf};

use anyhow::{Context, Result, bail, ensure};
use tempfile::NamedTempFile;

/// The prefix of staged files' names, by which a rollback finds those that a killed process left.
const STAGED_PREFIX: &str = ".xtask-staged-";

/// The maximum length of a name that file systems allow, in bytes.
const LONGEST_NAME: usize = 255;

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
    let plain = path
        .components()
        .all(|component| matches!(component, Component::Normal(_)));
    ensure!(
        plain && path.file_name().is_some(),
        "`{}` is not a path inside {}",
        path.display(),
        root.display()
    );
    ensure!(
        path.to_str().is_some(),
        "`{}` is not valid UTF-8",
        path.display()
    );
    ensure!(
        path.components()
            .all(|component| component.as_os_str().len() <= LONGEST_NAME),
        "`{}` has a name of more than {LONGEST_NAME} bytes",
        path.display()
    );
    let mut full = root.to_owned();
    for component in path.components() {
        let parent = full.clone();
        full.push(component);
        let Some(found) = metadata(&full)? else {
            return Ok(());
        };
        ensure!(
            !found.is_symlink(),
            "{} is a symbolic link: it may lead out of {}",
            full.display(),
            root.display()
        );
        if full != root.join(path) {
            ensure!(found.is_dir(), "{} is not a folder", full.display());
        } else if !found.is_file() {
            bail!(
                "{} is not a file; expected one in {}",
                full.display(),
                parent.display()
            );
        }
    }
    Ok(())
}

/// Returns the metadata of `path`, if it exists. Symbolic links are not followed.
pub(super) fn metadata(path: &Path) -> Result<Option<Metadata>> {
    match fs::symlink_metadata(path) {
        Ok(metadata) => Ok(Some(metadata)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error).with_context(|| format!("cannot look at {}", path.display())),
    }
}

/// Returns the content of a file, if it exists.
pub(super) fn read(path: &Path) -> Result<Option<Vec<u8>>> {
    match fs::read(path) {
        Ok(content) => Ok(Some(content)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error).with_context(|| format!("cannot read {}", path.display())),
    }
}

/// Creates the folders above `path`.
pub(super) fn create_parents(path: &Path) -> Result<()> {
    let Some(parent) = path.parent() else {
        return Ok(());
    };
    fs::create_dir_all(parent)
        .with_context(|| format!("cannot create the folder {}", parent.display()))
}

/// Creates a temporary file in `folder` with `content`, synced to disk and ready to be [`put`] at
/// `path`. It has the permissions of the file at `path`, if there is one.
pub(super) fn stage(folder: &Path, path: &Path, content: &[u8]) -> Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(STAGED_PREFIX);
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    let staged = builder.tempfile_in(folder).and_then(|mut file| {
        if let Ok(current) = fs::metadata(path) {
            file.as_file().set_permissions(current.permissions())?;
        }
        file.write_all(content)?;
        file.as_file().sync_all()?;
        Ok(file)
    });
    // The full error would name the temporary file, which means nothing to the user.
    Ok(staged.map_err(|error| io::Error::from(error.kind()))?)
}

/// Moves a staged file to `path`. The file there is never half written: one that was staged on
/// another file system is first copied beside the path.
pub(super) fn put(staged: NamedTempFile, path: &Path) -> Result<()> {
    match staged.persist(path) {
        Err(error) if error.error.kind() == io::ErrorKind::CrossesDevices => {
            let content = fs::read(error.file.path())?;
            let permissions = error.file.as_file().metadata()?.permissions();
            let staged = stage(parent(path)?, path, &content)?;
            staged.as_file().set_permissions(permissions)?;
            staged.persist(path)?;
            Ok(())
        }
        done => {
            done?;
            Ok(())
        }
    }
}

/// Replaces the content of the file at `path`, using a temporary file beside it.
pub(super) fn put_from_beside(path: &Path, content: &[u8]) -> Result<()> {
    put(stage(parent(path)?, path, content)?, path)
}

fn parent(path: &Path) -> Result<&Path> {
    path.parent()
        .with_context(|| format!("{} has no folder", path.display()))
}

/// Makes renames and removals durable: a folder's list of names is on disk only once the folder is
/// synced. `paths` are those of the changed files, relative to `root`.
pub(super) fn sync_folders<'p>(root: &Path, paths: impl Iterator<Item = &'p Path>) -> Result<()> {
    let folders: BTreeSet<_> = paths.flat_map(|path| path.ancestors().skip(1)).collect();
    for folder in folders {
        sync_folder(&root.join(folder))?;
    }
    Ok(())
}

/// Syncs a folder, unless it no longer exists or the system does not sync folders.
pub(super) fn sync_folder(folder: &Path) -> Result<()> {
    if !cfg!(unix) {
        return Ok(());
    }
    match File::open(folder).and_then(|folder| folder.sync_all()) {
        Err(error) if is_harmless(error.kind()) => Ok(()),
        synced => synced.with_context(|| format!("cannot sync {}", folder.display())),
    }
}

fn is_harmless(error: io::ErrorKind) -> bool {
    use io::ErrorKind::{InvalidInput, NotFound, PermissionDenied, Unsupported};
    matches!(
        error,
        NotFound | InvalidInput | Unsupported | PermissionDenied
    )
}

/// Removes files that a killed process staged beside `path`.
pub(super) fn remove_staged_beside(path: &Path) -> Result<()> {
    let Some(parent) = path.parent().filter(|parent| parent.is_dir()) else {
        return Ok(());
    };
    let failed = || format!("cannot clear {}", parent.display());
    for entry in fs::read_dir(parent).with_context(failed)? {
        let entry = entry.with_context(failed)?;
        if entry
            .file_name()
            .to_string_lossy()
            .starts_with(STAGED_PREFIX)
        {
            fs::remove_file(entry.path()).with_context(failed)?;
        }
    }
    Ok(())
}

/// Removes the empty folders above `path` and below `root`.
pub(super) fn remove_empty_parents(root: &Path, path: &Path) -> Result<()> {
    for folder in path
        .ancestors()
        .skip(1)
        .take_while(|folder| *folder != root)
    {
        match fs::remove_dir(folder) {
            Ok(()) => {}
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) if error.kind() == io::ErrorKind::DirectoryNotEmpty => return Ok(()),
            Err(error) => {
                return Err(error).with_context(|| format!("cannot remove {}", folder.display()));
            }
        }
    }
    Ok(())
}
