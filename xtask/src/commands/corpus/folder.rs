//! A folder of models.

use std::collections::{BTreeMap, HashSet};
use std::fs::File;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use serde::de::IgnoredAny;

use crate::botocore::data::{DataFiles, Listed, read_limited, unpacked};
use crate::botocore::service_files::folder_of_model;

/// The files below a folder.
#[derive(Clone)]
pub(super) struct Folder {
    root: PathBuf,
    names: Vec<String>,
}

impl Folder {
    /// Lists the files below `root`, following symbolic links. If the folder is itself that of a
    /// model, the names include its name.
    ///
    /// # Errors
    ///
    /// Returns an error if a folder cannot be listed, or if a name is not valid UTF-8.
    pub(super) fn open(root: &Path) -> Result<Self> {
        let root = root
            .canonicalize()
            .with_context(|| format!("cannot list {}", root.display()))?;
        let folder = Self {
            names: list(&root, String::new())?,
            root,
        };
        let is_model = |name: &String| folder_of_model(&format!("./{name}")) == Some(".");
        match (folder.root.parent(), folder.root.file_name()) {
            (Some(parent), Some(name)) if folder.names.iter().any(is_model) => {
                let name = utf8(Path::new(name))?;
                Ok(Self {
                    names: list(parent, name.to_owned())?,
                    root: parent.to_owned(),
                })
            }
            _ => Ok(folder),
        }
    }

    /// Returns the files that contain a Smithy JSON AST.
    ///
    /// # Errors
    ///
    /// Returns an error if a file cannot be read.
    pub(super) fn asts(&self) -> Result<Vec<String>> {
        let mut asts = Vec::new();
        let is_json = |name: &&String| name.ends_with(".json") || name.ends_with(".json.gz");
        let texts = self.names.iter().filter(is_json);
        for name in texts.filter(|name| folder_of_model(name).is_none()) {
            let text = std::fs::read(self.root.join(name)).with_context(|| name.clone())?;
            // A damaged file is reported with the models that fail.
            if unpacked(text).map_or(true, |text| may_be_ast(&text)) {
                asts.push(name.clone());
            }
        }
        Ok(asts)
    }
}

/// Returns `true` if a text is a Smithy JSON AST, or not JSON at all, which is reported with the
/// models that fail.
fn may_be_ast(text: &[u8]) -> bool {
    match serde_json::from_slice::<BTreeMap<String, IgnoredAny>>(text) {
        Ok(members) => members.contains_key("smithy"),
        Err(error) => !error.is_data(),
    }
}

/// Returns the names of the files below a folder of `root`. Each folder is listed once, however
/// many links lead to it.
fn list(root: &Path, folder: String) -> Result<Vec<String>> {
    let mut names = Vec::new();
    let mut seen = HashSet::new();
    let mut folders = vec![folder];
    while let Some(folder) = folders.pop() {
        let path = root.join(&folder);
        let cannot_list = || format!("cannot list {}", path.display());
        if !seen.insert(path.canonicalize().with_context(cannot_list)?) {
            continue;
        }
        let entries = std::fs::read_dir(&path).with_context(cannot_list)?;
        let paths = entries.map(|entry| Ok(entry?.path()));
        let mut paths: Vec<_> = paths.collect::<io::Result<_>>().with_context(cannot_list)?;
        // The order is fixed, so that the same one of several links to a folder always determines
        // its name.
        paths.sort_unstable_by(|one, other| other.cmp(one));
        for path in paths {
            let name = path.strip_prefix(root).unwrap_or(&path);
            let name = utf8(name)?.to_owned();
            match path.is_dir() {
                true => folders.push(name),
                false => names.push(name),
            }
        }
    }
    Ok(names)
}

fn utf8(path: &Path) -> Result<&str> {
    let text = path.to_str();
    text.with_context(|| format!("the name {} is not valid UTF-8", path.display()))
}

impl Listed for Folder {
    fn names(&self) -> impl Iterator<Item = &str> {
        self.names.iter().map(String::as_str)
    }
}

impl DataFiles for Folder {
    fn read(&mut self, name: &str) -> Result<Option<Vec<u8>>> {
        match File::open(self.root.join(name)) {
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
            file => read_limited(&mut file.with_context(|| name.to_owned())?, name).map(Some),
        }
    }
}
