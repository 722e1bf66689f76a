//! A folder of models.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use crate::botocore::data::DataFiles;

/// The files below a folder.
#[derive(Clone)]
pub(super) struct Folder {
    root: PathBuf,
    names: Vec<String>,
}

impl Folder {
    /// Lists the files below `root`.
    ///
    /// # Errors
    ///
    /// A folder cannot be listed, or a name is no UTF-8.
    pub(super) fn open(root: &Path) -> Result<Self> {
        let mut names = Vec::new();
        let mut folders = vec![String::new()];
        while let Some(folder) = folders.pop() {
            let path = root.join(&folder);
            let cannot_list = || format!("cannot list {}", path.display());
            for entry in std::fs::read_dir(&path).with_context(cannot_list)? {
                let entry = entry.with_context(cannot_list)?;
                let name = entry.file_name();
                let name = name
                    .to_str()
                    .with_context(|| format!("the name {} is no UTF-8", entry.path().display()))?;
                let name = match folder.is_empty() {
                    true => name.to_owned(),
                    false => format!("{folder}/{name}"),
                };
                match entry.file_type().with_context(cannot_list)?.is_dir() {
                    true => folders.push(name),
                    false => names.push(name),
                }
            }
        }
        Ok(Self {
            root: root.to_owned(),
            names,
        })
    }
}

impl DataFiles for Folder {
    fn names(&self) -> impl Iterator<Item = &str> {
        self.names.iter().map(String::as_str)
    }

    fn read(&mut self, name: &str) -> Result<Option<Vec<u8>>> {
        match std::fs::read(self.root.join(name)) {
            Ok(bytes) => Ok(Some(bytes)),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error).with_context(|| name.to_owned()),
        }
    }
}
