//! Models from the disk.

use std::fs::File;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use super::folder::model_among;
use crate::botocore::data::{DataFiles, read_limited};
use crate::botocore::service_files::{self, Texts};

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
    service_files::texts(&mut Beside(path), name.context("its name is not UTF-8")?)
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

/// The files in the folder of a file.
struct Beside<'p>(&'p Path);

impl DataFiles for Beside<'_> {
    fn read(&mut self, name: &str) -> Result<Option<Vec<u8>>> {
        match File::open(self.0.with_file_name(name)) {
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
            file => read_limited(&mut file?, "it").map(Some),
        }
    }
}
