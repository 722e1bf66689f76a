//! The texts of a model: the file that was named, and what belongs to it in the same folder.

use std::io::Read;

use anyhow::{Context, Result, ensure};
use flate2::read::MultiGzDecoder;

use crate::botocore::extras;
use crate::json::Json;
use crate::revisions::{PAGINATORS, SERVICE_MODEL};

/// More than any model has, in bytes.
const SIZE_LIMIT: u64 = 64 << 20;

/// Every gzip file begins so (RFC 1952, section 2.3.1), and no JSON text.
const GZIP: [u8; 2] = [0x1f, 0x8b];

/// The texts of a model.
pub(super) struct Texts {
    pub(super) model: Vec<u8>,
    pub(super) paginators: Option<Vec<u8>>,
}

/// Reads the model file `name` with `read`, which gives the content of a file of its folder if it
/// is there.
///
/// To a `service-2.json` belong its `paginators-1.json` and what botocore adds to both,
/// `.sdk-extras.json`; each may be packed with gzip.
pub(super) fn read(name: &str, read: impl Fn(&str) -> Result<Option<Vec<u8>>>) -> Result<Texts> {
    let model = unpacked(read(name)?.context("there is no such file")?)?;
    if name.strip_suffix(".gz").unwrap_or(name) != SERVICE_MODEL {
        return Ok(Texts {
            model,
            paginators: None,
        });
    }
    let beside = |name: &str| -> Result<Option<Vec<u8>>> {
        let file = match read(name)? {
            None => read(&format!("{name}.gz"))?,
            plain => plain,
        };
        file.map(unpacked)
            .transpose()
            .with_context(|| name.to_owned())
    };
    let with_extras = |document: Vec<u8>, name: &str| match beside(&extras::file_of(name))? {
        Some(extras) => merged(&document, &extras).with_context(|| extras::file_of(name)),
        None => Ok(document),
    };
    let paginators = beside(PAGINATORS)?;
    Ok(Texts {
        model: with_extras(model, SERVICE_MODEL)?,
        paginators: paginators
            .map(|paginators| with_extras(paginators, PAGINATORS))
            .transpose()?,
    })
}

fn merged(document: &[u8], extras: &[u8]) -> Result<Vec<u8>> {
    let mut document = Json::parse(document)?;
    extras::merge(&mut document, Json::parse(extras)?)?;
    Ok(document.to_text()?.into_bytes())
}

/// What a reader gives, if that is of a size that a model can have.
pub(super) fn limited(reader: impl Read) -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    reader.take(SIZE_LIMIT + 1).read_to_end(&mut bytes)?;
    ensure!(
        bytes.len() as u64 <= SIZE_LIMIT,
        "it is larger than {} MiB",
        SIZE_LIMIT >> 20
    );
    Ok(bytes)
}

fn unpacked(bytes: Vec<u8>) -> Result<Vec<u8>> {
    match bytes.starts_with(&GZIP) {
        true => limited(MultiGzDecoder::new(bytes.as_slice())).context("cannot unpack it"),
        false => Ok(bytes),
    }
}
