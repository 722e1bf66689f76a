//! Models from the disk.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use super::model_among;
use crate::botocore::data::Folder;
use crate::botocore::texts::Texts;

/// Returns the file at `path`, or the model in the folder at `path`.
pub(super) fn model_file(path: &Path) -> Result<PathBuf> {
    match path.is_dir() {
        true => Ok(path.join(model_among(&names(path)?)?)),
        false => Ok(path.to_owned()),
    }
}

/// Reads a model file and the files that belong to it.
pub(super) fn read(path: &Path) -> Result<Texts> {
    let name = path.file_name().and_then(|name| name.to_str());
    let mut folder = Folder(path.with_file_name(""));
    Texts::read(&mut folder, name.context("its name is not UTF-8")?)
}

/// Returns the names of the files in a folder, or in the current folder if the path is empty.
pub(super) fn names(folder: &Path) -> Result<Vec<String>> {
    let mut names = Vec::new();
    for entry in std::fs::read_dir(Path::new(".").join(folder))? {
        let entry = entry?;
        if !entry.path().is_dir()
            && let Ok(name) = entry.file_name().into_string()
        {
            names.push(name);
        }
    }
    names.sort();
    Ok(names)
}
