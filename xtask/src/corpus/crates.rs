//! The generated crates on disk, as one workspace.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use codegen::Files;
use codegen::model::Model;
use codegen::package::{self, Package};

use super::folder::Folder;
use crate::botocore::data::DataFiles;
use crate::failure::usage_error;
use crate::workspace::is_in_tree;

/// The first line of the workspace's manifest, which tells that the folder is this command's.
const HEADER: &str = "# Written by `cargo xtask corpus`, and again each time.";

/// The folder of a workspace of generated crates.
///
/// Crates are written anew whenever they differ, one file after the other: unlike what belongs to the repository,
/// they can always be made again.
pub(super) struct Crates {
    pub(super) folder: PathBuf,
    repository: PathBuf,
}

impl Crates {
    /// The crates in `folder`, which is created, built against the runtime of the repository.
    ///
    /// # Errors
    ///
    /// The folder cannot be created, has a manifest that is not of this command, or is part of the repository: the
    /// crates carry upstream's sentences.
    pub(super) fn new(folder: &Path, repository: &Path) -> Result<Self> {
        if is_in_tree(folder, repository)? {
            return Err(usage_error(format!(
                "the crates carry upstream's prose, which is never committed: name a folder below target/ or outside \
                 of the repository instead of {}",
                folder.display()
            )));
        }
        let manifest = folder.join("Cargo.toml");
        let is_own =
            std::fs::read_to_string(&manifest).map_or(true, |text| text.starts_with(HEADER));
        ensure!(
            is_own,
            "{} is not of this command: name a folder of its own with `--out`",
            manifest.display()
        );
        std::fs::create_dir_all(folder)
            .with_context(|| format!("cannot create {}", folder.display()))?;
        Ok(Self {
            folder: std::path::absolute(folder).context("cannot tell the current folder")?,
            repository: repository.to_owned(),
        })
    }

    /// Writes the crate of a model, and removes what an earlier one left in its folder.
    pub(super) fn write(&self, name: &str, model: &Model, generated: &Files) -> Result<()> {
        let package = Package {
            name: crate_name(name),
            protocol_path: self
                .repository
                .join("crates/aws-json-protocol")
                .display()
                .to_string(),
        };
        let folder = self.folder.join(&package.name);
        for (path, text) in &package::files(&package, model, generated) {
            write(&folder.join(path), text)?;
        }
        let folder = folder.join("src/generated");
        for (path, text) in generated {
            write(&folder.join(path), text)?;
        }
        let present = Folder::open(&folder)?;
        for stale in present
            .names()
            .filter(|name| !generated.contains_key(*name))
        {
            let stale = folder.join(stale);
            std::fs::remove_file(&stale)
                .with_context(|| format!("cannot remove {}", stale.display()))?;
        }
        Ok(())
    }

    /// Writes the manifest of the workspace that has the crates of these models as members, and the repository's
    /// lock file beside it, so that nothing is downloaded.
    pub(super) fn write_workspace(&self, models: &[&str]) -> Result<()> {
        let members: String = models
            .iter()
            .map(|model| format!("    {:?},\n", crate_name(model)))
            .collect();
        let manifest =
            format!("{HEADER}\n\n[workspace]\nresolver = \"3\"\nmembers = [\n{members}]\n");
        write(&self.folder.join("Cargo.toml"), &manifest)?;
        let lock = self.repository.join("Cargo.lock");
        let copy = self.folder.join("Cargo.lock");
        std::fs::copy(&lock, &copy)
            .with_context(|| format!("cannot copy {} to {}", lock.display(), copy.display()))?;
        Ok(())
    }
}

/// `acm-2015-12-08` for `acm/2015-12-08`.
fn crate_name(model: &str) -> String {
    let name: String = model
        .chars()
        .map(|character| match character {
            'a'..='z' | 'A'..='Z' | '0'..='9' | '-' => character,
            _ => '-',
        })
        .collect();
    match name.starts_with(|first: char| first.is_ascii_alphabetic()) {
        true => name,
        false => format!("model-{name}"),
    }
}

/// Writes a file unless it is as it should be, so that cargo need not compile it again.
fn write(path: &Path, text: &str) -> Result<()> {
    if std::fs::read_to_string(path).is_ok_and(|current| current == text) {
        return Ok(());
    }
    let written = match path.parent() {
        Some(folder) => std::fs::create_dir_all(folder),
        None => Ok(()),
    };
    written
        .and_then(|()| std::fs::write(path, text))
        .with_context(|| format!("cannot write {}", path.display()))
}
