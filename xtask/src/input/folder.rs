//! The choice of the model among the files of a folder.

use anyhow::{Result, bail};

use crate::revisions::SERVICE_MODEL;

/// Returns the model among the files of a folder: the `service-2.json`, or else the only other JSON
/// file.
///
/// # Errors
///
/// Returns an error if there is none, or if there are several.
pub(super) fn model_among(names: &[String]) -> Result<&str> {
    let plain = |name: &str| name.strip_suffix(".gz").unwrap_or(name).to_owned();
    let service_model = names.iter().filter(|name| plain(name) == SERVICE_MODEL);
    // An uncompressed file takes precedence.
    if let Some(name) = service_model.min_by_key(|name| name.len()) {
        return Ok(name);
    }
    let mut others = names.iter().filter(|name| plain(name).ends_with(".json"));
    match (others.next(), others.next()) {
        (Some(name), None) => Ok(name),
        (None, _) => bail!("it is a folder without a {SERVICE_MODEL} or a Smithy JSON AST"),
        (Some(one), Some(other)) => bail!(
            "it is a folder with several JSON files ({one}, {other}) and no {SERVICE_MODEL}: name one of them"
        ),
    }
}
