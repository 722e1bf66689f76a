//! The data files of a release, wherever they are.

use std::io::Read;

use anyhow::{Context, Result, ensure};
use flate2::read::MultiGzDecoder;

/// No file of interest comes near this size; a larger one is not what it claims to be.
const SIZE_LIMIT: u64 = 64 << 20;

/// A place that holds files by name, with `/` between folders.
pub(crate) trait DataFiles {
    /// The names of all files.
    fn names(&self) -> impl Iterator<Item = &str>;

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
            return Ok(Some(bytes));
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

/// Reads a file to its end, unless it is too large.
///
/// # Errors
///
/// Those of the reader, or the file is too large; with its name.
pub(super) fn read_limited(reader: &mut impl Read, name: &str) -> Result<Vec<u8>> {
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
