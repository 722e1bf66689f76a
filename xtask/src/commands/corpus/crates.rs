//! The folder and the names of the generated crates.

use std::collections::HashSet;
use std::path::Path;

use anyhow::{Context, Result};
use codegen::render::package;

use crate::failure::{Blame, usage_error};
use crate::scratch::Scratch;
use crate::workspace::is_in_tree;

/// Creates `folder` for crates that depend on the runtime of the repository.
pub(super) fn workspace(folder: &Path, repository: &Path) -> Result<Scratch> {
    if is_in_tree(folder, repository)? {
        return Err(usage_error(format!(
            "the crates contain upstream's prose, which is never committed: name a folder below target/ or outside the \
             repository instead of {}",
            folder.display()
        )));
    }
    let absolute = std::path::absolute(folder).context("cannot find the current folder")?;
    let workspace = Scratch::new("corpus", absolute, repository);
    let manifest = folder.join("Cargo.toml");
    let text = std::fs::read_to_string(&manifest);
    if text.is_ok_and(|text| !text.starts_with(&workspace.mark())) {
        return Err(usage_error(format!(
            "{} was not written by this command: name another folder with `--out`",
            manifest.display()
        )));
    }
    std::fs::create_dir_all(folder).or_unwritable(folder.display())?;
    Ok(workspace)
}

/// Returns the folder of a crate in that of the workspace, where it cannot conflict with cargo's own
/// files.
pub(super) fn member(name: &str) -> String {
    format!("crates/{name}")
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
