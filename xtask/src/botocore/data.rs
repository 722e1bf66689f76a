//! The data files of a release, in a wheel or elsewhere.

use std::fs::File;
use std::io::Read;
use std::path::PathBuf;

use anyhow::{Context, Result, ensure};
use flate2::read::MultiGzDecoder;

use crate::failure::if_exists;

/// The maximum size of a file, in bytes. No genuine data file comes near it.
const SIZE_LIMIT: u64 = 64 << 20;

/// The first bytes of every gzip file (RFC 1952, section 2.3.1), with which no JSON text begins.
const GZIP: [u8; 2] = [0x1f, 0x8b];

/// A collection of named files, with `/` between folders in the names.
pub(crate) trait DataFiles {
    /// Returns the unchanged content of a file, if it exists.
    fn read(&mut self, name: &str) -> Result<Option<Vec<u8>>>;

    /// Returns the content of a data file, if it exists. It may be compressed with gzip, in which
    /// case newer releases add `.gz` to its name.
    fn data(&mut self, name: &str) -> Result<Option<Vec<u8>>> {
        let mut bytes = self.read(name)?;
        if bytes.is_none() {
            bytes = self.read(&format!("{name}.gz"))?;
        }
        bytes.map(unpacked).transpose()
    }
}

/// The files below a folder on the disk.
#[derive(Clone)]
pub(crate) struct Folder(pub(crate) PathBuf);

impl DataFiles for Folder {
    fn read(&mut self, name: &str) -> Result<Option<Vec<u8>>> {
        let file = if_exists(File::open(self.0.join(name)))?;
        file.map(read_limited).transpose()
    }
}

/// Returns the content of a file that may be compressed with gzip.
fn unpacked(bytes: Vec<u8>) -> Result<Vec<u8>> {
    match bytes.starts_with(&GZIP) {
        true => read_limited(MultiGzDecoder::new(bytes.as_slice())).context("cannot unpack it"),
        false => Ok(bytes),
    }
}

/// Reads a file to its end.
pub(crate) fn read_limited(reader: impl Read) -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    reader.take(SIZE_LIMIT + 1).read_to_end(&mut bytes)?;
    ensure!(
        bytes.len() as u64 <= SIZE_LIMIT,
        "it is larger than {} MiB",
        SIZE_LIMIT >> 20
    );
    Ok(bytes)
}
