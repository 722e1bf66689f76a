//! A botocore wheel, which is a zip archive (PEP 427).

use std::io::Cursor;
use std::path::Path;
use std::sync::Arc;

use anyhow::{Context, Result};
use zip::ZipArchive;

use super::data::{DataFiles, read_limited};
use super::release::Release;
use crate::revisions::Day;

/// An open wheel. A clone shares the bytes and reads on its own.
#[derive(Clone)]
pub(crate) struct Archive {
    zip: ZipArchive<Cursor<Arc<[u8]>>>,
    names: Arc<[String]>,
}

impl Archive {
    /// Opens the wheel at `path`.
    ///
    /// # Errors
    ///
    /// The file cannot be read, or is no zip archive.
    pub(crate) fn open(path: &Path) -> Result<Self> {
        let bytes: Arc<[u8]> = std::fs::read(path)?.into();
        let zip = ZipArchive::new(Cursor::new(bytes))?;
        let names = zip
            .file_names()
            .map(|name| Ok(name?.into_owned()))
            .collect::<Result<_>>()?;
        Ok(Self { zip, names })
    }

    /// The release, and the day its metadata was written; zip archives carry no time zone, botocore
    /// builds in UTC.
    ///
    /// # Errors
    ///
    /// No wheel of botocore, or of no final release.
    pub(crate) fn metadata(&mut self) -> Result<(Release, Day)> {
        let name = self.names.iter().find(|name| is_metadata(name));
        let name =
            name.context("no wheel of botocore: it has no `botocore-*.dist-info/METADATA`")?;
        let mut entry = self.zip.by_name(name)?;
        let built = entry
            .last_modified()
            .and_then(|time| Day::new(time.year(), time.month(), time.day()));
        let text = String::from_utf8(read_limited(&mut entry, name)?)?;
        let version = text.lines().find_map(|line| line.strip_prefix("Version:"));
        let version = version.with_context(|| format!("{name} names no version"))?;
        Ok((
            version.trim().parse()?,
            built.with_context(|| format!("{name} has no date"))?,
        ))
    }
}

impl DataFiles for Archive {
    fn names(&self) -> impl Iterator<Item = &str> {
        self.names.iter().map(String::as_str)
    }

    fn read(&mut self, name: &str) -> Result<Option<Vec<u8>>> {
        let Some(index) = self.zip.index_for_name(name) else {
            return Ok(None);
        };
        let mut entry = self.zip.by_index(index).with_context(|| name.to_owned())?;
        read_limited(&mut entry, name).map(Some)
    }
}

fn is_metadata(name: &str) -> bool {
    let folder = name.strip_suffix(".dist-info/METADATA");
    folder.is_some_and(|folder| folder.starts_with("botocore-") && !folder.contains('/'))
}
