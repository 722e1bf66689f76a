//! The generated crates on disk, as one workspace.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use codegen::Files;
use codegen::model::Model;
use codegen::render::package;

use crate::failure::{Blame, usage_error};
use crate::scratch;
use crate::workspace::is_in_tree;

/// The start of the workspace's manifest, which marks the folder as written by this command.
const HEADER: &str = "# Written by `cargo xtask corpus`, and again each time.\n\n";

/// The folder of the crates in that of the workspace, where they cannot conflict with cargo's own
/// files.
const CRATES: &str = "crates";

/// The folder of a workspace of generated crates.
pub(super) struct Crates {
    pub(super) folder: PathBuf,
    repository: PathBuf,
}

impl Crates {
    /// Creates `folder` for crates that depend on the runtime of the repository.
    pub(super) fn new(folder: &Path, repository: &Path) -> Result<Self> {
        if is_in_tree(folder, repository)? {
            return Err(usage_error(format!(
                "the crates contain upstream's prose, which is never committed: name a folder below target/ or outside the \
                 repository instead of {}",
                folder.display()
            )));
        }
        let manifest = folder.join("Cargo.toml");
        if std::fs::read_to_string(&manifest).is_ok_and(|text| !text.starts_with(HEADER)) {
            return Err(usage_error(format!(
                "{} was not written by this command: name another folder with `--out`",
                manifest.display()
            )));
        }
        std::fs::create_dir_all(folder).or_unwritable(folder.display())?;
        Ok(Self {
            folder: std::path::absolute(folder).context("cannot find the current folder")?,
            repository: repository.to_owned(),
        })
    }

    /// Writes a crate, and removes stale files from its `src/generated`.
    pub(super) fn write(&self, name: &str, model: &Model, generated: &Files) -> Result<()> {
        let folder = self.folder.join(CRATES).join(name);
        scratch::write_crate(&folder, name, model, generated, &self.repository)
    }

    /// Writes the manifest of the workspace with these crates as members.
    pub(super) fn write_workspace(&self, crates: &[&str]) -> Result<()> {
        let members = crates.iter().map(|name| format!("{CRATES}/{name}"));
        let members: Vec<_> = members.collect();
        scratch::write_workspace(&self.folder, HEADER, &members, &self.repository)
    }
}

/// Returns a unique crate name for each model: `acm-2015-12-08` for `acm/2015-12-08`.
pub(super) fn crate_names<'m>(models: impl Iterator<Item = &'m str>) -> Vec<String> {
    let mut taken = HashSet::new();
    models
        .map(|model| {
            let name = crate_name(model);
            let numbered = (2..).map(|number| format!("{name}-{number}"));
            let mut candidates = [name.clone()].into_iter().chain(numbered);
            let free = candidates.find(|candidate| taken.insert(candidate.clone()));
            free.unwrap_or(name)
        })
        .collect()
}

fn crate_name(model: &str) -> String {
    let characters = model.chars().map(|character| match character {
        'a'..='z' | 'A'..='Z' | '0'..='9' => character.to_ascii_lowercase(),
        _ => '-',
    });
    let name: String = characters.collect();
    match package::check_name(&name) {
        Ok(()) => name,
        Err(_) => format!("model-{name}"),
    }
}
