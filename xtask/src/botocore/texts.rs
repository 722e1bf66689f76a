//! The files from which a service's model is read.
//!
//! The `paginators-1.json` and the `endpoint-rule-set-1.json` beside a `service-2.json` belong to
//! it, as do botocore's own additions to the first two, the `.sdk-extras.json`.

use anyhow::{Context, Result, bail};
use codegen::source::Source;

use super::data::DataFiles;
use crate::json::Json;
use crate::revisions::{PAGINATORS, SERVICE_MODEL};

/// The endpoint rules beside a model.
pub(crate) const ENDPOINT_RULES: &str = "endpoint-rule-set-1.json";

/// The texts of a model, with botocore's additions merged in.
#[derive(Debug)]
pub(crate) struct Texts {
    /// The `service-2.json` or the Smithy JSON AST, unchanged if there is nothing to merge in.
    pub(crate) model: Vec<u8>,
    /// The `paginators-1.json`.
    pub(crate) paginators: Option<Vec<u8>>,
    /// The `endpoint-rule-set-1.json`.
    pub(crate) endpoint_rules: Option<Vec<u8>>,
}

impl Texts {
    /// Reads a model file, and the files beside it that belong to it. Each may be compressed with
    /// gzip.
    pub(crate) fn read(files: &mut impl DataFiles, file: &str) -> Result<Self> {
        let (folder, name) = file.split_at(file.rfind(['/', ':']).map_or(0, |end| end + 1));
        let name = uncompressed(name);
        let model = files.data(file)?.context("no such file")?;
        let mut texts = Self {
            model: merged(model, name, folder, files)?,
            paginators: None,
            endpoint_rules: None,
        };
        if name == SERVICE_MODEL {
            let paginators = beside(PAGINATORS, folder, files)?;
            let paginators = paginators.map(|text| merged(text, PAGINATORS, folder, files));
            texts.paginators = paginators.transpose()?;
            texts.endpoint_rules = beside(ENDPOINT_RULES, folder, files)?;
        }
        Ok(texts)
    }

    /// Returns the model for codegen, without endpoints.
    pub(crate) fn source(&self) -> Source<'_> {
        Source {
            paginators: self.paginators.as_deref(),
            ..Source::new(&self.model)
        }
    }
}

/// Returns the name of a file without the ending for gzip.
pub(crate) fn uncompressed(name: &str) -> &str {
    name.strip_suffix(".gz").unwrap_or(name)
}

/// Returns the folder of a `service-2.json`, compressed or not, given its path.
pub(crate) fn folder_of_model(path: &str) -> Option<&str> {
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
    (uncompressed(name) == SERVICE_MODEL).then_some(folder)
}

/// Reads a file in the folder of a model, if it exists.
fn beside(name: &str, folder: &str, files: &mut impl DataFiles) -> Result<Option<Vec<u8>>> {
    let text = files.data(&format!("{folder}{name}"));
    text.with_context(|| name.to_owned())
}

/// Returns the text of the file `name` with its additions merged in, or the same text if there are
/// none.
fn merged(text: Vec<u8>, name: &str, folder: &str, files: &mut impl DataFiles) -> Result<Vec<u8>> {
    if ![SERVICE_MODEL, PAGINATORS].contains(&name) {
        return Ok(text);
    }
    let extras_name = name.replace(".json", ".sdk-extras.json");
    let Some(extras) = beside(&extras_name, folder, files)? else {
        return Ok(text);
    };
    let mut document = Json::parse(&text).with_context(|| name.to_owned())?;
    let extras = Json::parse(&extras).and_then(additions);
    deep_merge(&mut document, extras.context(extras_name)?);
    Ok(document.to_text()?.into_bytes())
}

/// Returns what an `.sdk-extras.json`, `{"version": 1.0, "merge": {...}}`, adds.
fn additions(extras: Json) -> Result<Json> {
    let Json::Object(mut extras) = extras else {
        bail!("expected an object")
    };
    let mut keys = extras.keys().map(String::as_str);
    if let Some(unknown) = keys.find(|key| !["version", "merge"].contains(key)) {
        bail!("`{unknown}` is unknown; expected `version` and `merge`");
    }
    match extras.shift_remove("merge") {
        Some(merge @ Json::Object(_)) => Ok(merge),
        Some(_) => bail!("`merge` is not an object"),
        None => bail!("`merge` is missing"),
    }
}

/// Merges objects key by key, and replaces other values.
fn deep_merge(base: &mut Json, extra: Json) {
    match (base, extra) {
        (Json::Object(base), Json::Object(extra)) => {
            for (key, value) in extra {
                match base.get_mut(&key) {
                    Some(present) => deep_merge(present, value),
                    None => drop(base.insert(key, value)),
                }
            }
        }
        (base, extra) => *base = extra,
    }
}
