//! The data files of a release, wherever they are.

use std::io::Read;

use anyhow::{Context, Result, ensure};
use flate2::read::MultiGzDecoder;

/// No file of interest comes near this size, in bytes; a larger one is not what it claims to be.
const SIZE_LIMIT: u64 = 64 << 20;

/// Every gzip file begins so (RFC 1952, section 2.3.1), and no JSON text.
const GZIP: [u8; 2] = [0x1f, 0x8b];

/// A place that holds files by name, with `/` between folders.
pub(crate) trait DataFiles {
    /// A file as it is, if it is there.
    ///
    /// # Errors
    ///
    /// It cannot be read, or is too large.
    fn read(&mut self, name: &str) -> Result<Option<Vec<u8>>>;

    /// A data file, which newer releases compress, if it is there.
    ///
    /// # Errors
    ///
    /// It cannot be read, is too large, or is compressed and damaged.
    fn data(&mut self, name: &str) -> Result<Option<Vec<u8>>> {
        if let Some(bytes) = self.read(name)? {
            return unpacked(bytes).with_context(|| name.to_owned()).map(Some);
        }
        let compressed = format!("{name}.gz");
        match self.read(&compressed)? {
            Some(bytes) => {
                read_limited(&mut MultiGzDecoder::new(bytes.as_slice()), &compressed).map(Some)
            }
            None => Ok(None),
        }
    }
}

/// A place of which it is known what files it holds.
pub(crate) trait Listed: DataFiles {
    /// The names of all files.
    fn names(&self) -> impl Iterator<Item = &str>;
}

/// The content of a file that may be packed with gzip.
///
/// # Errors
///
/// It is packed and damaged, or too large.
pub(crate) fn unpacked(bytes: Vec<u8>) -> Result<Vec<u8>> {
    match bytes.starts_with(&GZIP) {
        true => read_limited(&mut MultiGzDecoder::new(bytes.as_slice()), "it")
            .context("cannot unpack it"),
        false => Ok(bytes),
    }
}

/// Reads a file to its end, unless it is too large.
///
/// # Errors
///
/// Those of the reader, or the file is too large; with its name.
pub(crate) fn read_limited(reader: &mut impl Read, name: &str) -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    reader
        .take(SIZE_LIMIT + 1)
        .read_to_end(&mut bytes)
        .with_context(|| name.to_owned())?;
    ensure!(
        bytes.len() as u64 <= SIZE_LIMIT,
        "{name} is larger than {} MiB",
        SIZE_LIMIT >> 20
    );
    Ok(bytes)
}
