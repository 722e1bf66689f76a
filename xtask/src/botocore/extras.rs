//! botocore's own additions to upstream files: `<file>.sdk-extras.json`.

use anyhow::{Context, Result, bail};

use crate::json::Json;

/// Returns the name of the extras of a file.
pub(crate) fn file_of(name: &str) -> String {
    name.replace(".json", ".sdk-extras.json")
}

/// Merges an `.sdk-extras.json` into its file: objects are merged key by key, other values are
/// replaced.
///
/// # Errors
///
/// Returns an error if the extras are not `{"version": 1.0, "merge": {...}}`.
pub(crate) fn merge(document: &mut Json, extras: Json) -> Result<()> {
    let Json::Object(mut extras) = extras else {
        bail!("expected an object")
    };
    if let Some(unknown) = extras
        .keys()
        .find(|key| !matches!(key.as_str(), "version" | "merge"))
    {
        bail!("`{unknown}` is unknown; expected `version` and `merge`");
    }
    let merge = extras.shift_remove("merge").context("`merge` is missing")?;
    if merge.as_object().is_none() {
        bail!("`merge` is not an object");
    }
    deep_merge(document, merge);
    Ok(())
}

fn deep_merge(base: &mut Json, extra: Json) {
    match (base, extra) {
        (Json::Object(base), Json::Object(extra)) => {
            for (key, value) in extra {
                match base.get_mut(&key) {
                    Some(present) => deep_merge(present, value),
                    None => {
                        base.insert(key, value);
                    }
                }
            }
        }
        (base, extra) => *base = extra,
    }
}
