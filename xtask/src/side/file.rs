//! Models from the disk.

use std::fs::File;
use std::io::ErrorKind;
use std::path::Path;

use anyhow::{Context, Result, ensure};

use super::texts::{self, Texts, limited};
use crate::revisions::SERVICE_MODEL;

/// Reads a model file and what belongs to it.
pub(super) fn read(path: &Path) -> Result<Texts> {
    ensure!(
        !path.is_dir(),
        "it is a folder; name the {SERVICE_MODEL} in it"
    );
    let name = path.file_name().and_then(|name| name.to_str());
    texts::read(name.context("it names no file")?, |name| {
        match File::open(path.with_file_name(name)) {
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
            file => limited(file?).map(Some),
        }
    })
}
