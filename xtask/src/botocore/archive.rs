//! A botocore wheel, which is a zip archive (PEP 427).

use std::io::Cursor;
use std::path::Path;
use std::sync::Arc;

use anyhow::{Context, Result};
use toml::value::Date;
use zip::ZipArchive;

use super::data::{DataFiles, read_limited};
use super::release::Release;

/// An open wheel. A clone shares the bytes, but has its own position.
#[derive(Clone)]
pub(crate) struct Archive {
    zip: ZipArchive<Cursor<Bytes>>,
    names: Arc<[String]>,
}

/// The bytes of a wheel, which clones share.
#[derive(Clone)]
struct Bytes(Arc<Vec<u8>>);

impl AsRef<[u8]> for Bytes {
    fn as_ref(&self) -> &[u8] {
        &self.0
    }
}

impl Archive {
    /// Opens the wheel at `path`.
    pub(crate) fn open(path: &Path) -> Result<Self> {
        let bytes = Bytes(Arc::new(std::fs::read(path)?));
        let zip = ZipArchive::new(Cursor::new(bytes))?;
        let names = zip.file_names().map(|name| Ok(name?.into_owned()));
        let names = names.collect::<Result<_>>()?;
        Ok(Self { zip, names })
    }

    /// Returns the names of all files.
    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        self.names.iter().map(String::as_str)
    }

    /// Returns the release, which must be final, and the day on which its metadata was written. Zip
    /// archives have no time zone, but botocore is built in UTC.
    pub(crate) fn release(&mut self) -> Result<(Release, Date)> {
        let mut names = self.names.iter();
        let found = names.find_map(|name| Some((name, version(name)?)));
        let (name, version) =
            found.context("not a wheel of botocore: it has no `botocore-*.dist-info/METADATA`")?;
        let time = self.zip.by_name(name)?.last_modified();
        let time = time.with_context(|| format!("{name} has no date"))?;
        let built = Date {
            year: time.year(),
            month: time.month(),
            day: time.day(),
        };
        Ok((version.parse()?, built))
    }
}

impl DataFiles for Archive {
    fn read(&mut self, name: &str) -> Result<Option<Vec<u8>>> {
        let Some(index) = self.zip.index_for_name(name) else {
            return Ok(None);
        };
        let mut entry = self.zip.by_index(index).with_context(|| name.to_owned())?;
        read_limited(&mut entry, name).map(Some)
    }
}

/// Returns the version in the name of a wheel's metadata, `botocore-1.43.106.dist-info/METADATA`.
fn version(name: &str) -> Option<&str> {
    let version = name.strip_suffix(".dist-info/METADATA")?;
    version.strip_prefix("botocore-")
}
