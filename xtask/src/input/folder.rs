//! The model among the files of a folder, on the disk or in git.

use std::path::Path;

use anyhow::{Result, anyhow, bail};
use codegen::source;

use crate::botocore::data::{DataFiles, Folder};
use crate::botocore::texts::uncompressed;
use crate::revisions::SERVICE_MODEL;

/// The maximum number of files or folders that an error names.
const MOST_NAMES: usize = 3;

/// Returns the name of the model in a folder. The error names the folders below that have one.
pub(super) fn model_in(folder: &Path) -> Result<String> {
    let models = models_in(folder)?;
    let mut folders = Vec::new();
    if models.is_empty() {
        add_folders_with_models(folder, 2, &mut folders);
    }
    the_only(models).map_err(|error| match folders.is_empty() {
        true => error,
        false => anyhow!("{error}; these folders have one: {}", first_of(folders)),
    })
}

/// Adds the folders with a model, at most `depth` levels below a folder, until there are more than
/// an error names.
fn add_folders_with_models(folder: &Path, depth: usize, found: &mut Vec<String>) {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let mut folders: Vec<_> = entries.map(|entry| entry.path()).collect();
    folders.sort();
    for folder in folders {
        if found.len() > MOST_NAMES {
            return;
        }
        match models_in(&folder).is_ok_and(|models| !models.is_empty()) {
            true => found.push(folder.display().to_string()),
            false if depth > 1 => add_folders_with_models(&folder, depth - 1, found),
            false => {}
        }
    }
}

fn models_in(folder: &Path) -> Result<Vec<String>> {
    let mut files = Folder(folder.to_owned());
    Ok(models_among(names(folder)?, |name| files.data(name)))
}

/// Returns the models among the files of a folder: the `service-2.json`, or else all JSON files that
/// are models by their content.
pub(super) fn models_among(
    mut names: Vec<String>,
    mut read: impl FnMut(&str) -> Result<Option<Vec<u8>>>,
) -> Vec<String> {
    let service_models = names
        .iter()
        .filter(|name| uncompressed(name) == SERVICE_MODEL);
    // An uncompressed file takes precedence.
    if let Some(name) = service_models.min_by_key(|name| name.len()) {
        return vec![name.clone()];
    }
    names.retain(|name| uncompressed(name).ends_with(".json") && may_be_model(read(name)));
    names
}

/// Returns `false` for a file that is not a model. One that cannot be read may be a model: the error
/// is reported when it is read as one.
pub(crate) fn may_be_model(file: Result<Option<Vec<u8>>>) -> bool {
    match file {
        Ok(Some(text)) => !matches!(source::format(&text), Ok(None)),
        _ => true,
    }
}

/// Returns the model of a folder that has only one.
pub(super) fn the_only(models: Vec<String>) -> Result<String> {
    match models.as_slice() {
        [model] => Ok(model.clone()),
        [] => bail!("it is a folder without a {SERVICE_MODEL} or a Smithy JSON AST"),
        _ => bail!(
            "it is a folder with several models ({}): name one of them",
            first_of(models)
        ),
    }
}

/// Lists the first few names.
fn first_of(mut names: Vec<String>) -> String {
    if names.len() > MOST_NAMES {
        names.truncate(MOST_NAMES);
        names.push("…".to_owned());
    }
    names.join(", ")
}

/// Returns the names of the files in a folder, or in the current folder if the path is empty.
pub(super) fn names(folder: &Path) -> Result<Vec<String>> {
    let mut names = Vec::new();
    for entry in std::fs::read_dir(Path::new(".").join(folder))? {
        let entry = entry?;
        if entry.path().is_file() {
            names.extend(entry.file_name().into_string());
        }
    }
    names.sort();
    Ok(names)
}
