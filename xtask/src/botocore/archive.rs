//! A botocore wheel, which is a zip archive (PEP 427).

use std::io::Cursor;
use std::path::Path;
use std::sync::Arc;
use std::time::SystemTime;

use anyhow::{Context, Result, bail, ensure};
use toml::value::Date;
use zip::ZipArchive;

use super::data::{DataFiles, read_limited};
use super::release::Release;
use crate::revisions::parse_day;

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
        let zip = ZipArchive::new(Cursor::new(bytes));
        let zip = zip.context("not a wheel (a zip archive)")?;
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
        let versions = self.names.iter();
        let mut versions = versions.filter_map(|name| Some((name, version(name)?)));
        let (name, version) = versions
            .next()
            .context("not a wheel of botocore: it has no `botocore-*.dist-info/METADATA`")?;
        if let Some((other, _)) = versions.next() {
            bail!("not a wheel of one release: it has both {name} and {other}");
        }
        let time = self.zip.by_name(name)?.last_modified();
        let built = time.and_then(|time| {
            let (year, month, day) = (time.year(), time.month(), time.day());
            parse_day(&format!("{year:04}-{month:02}-{day:02}"))
        });
        let built = built.with_context(|| format!("{name} has no date"))?;
        ensure!(
            !is_in_future(built),
            "botocore {version} was built on {built}, which is in the future: the wheel or the clock of this machine \
             is wrong"
        );
        Ok((version.parse()?, built))
    }
}

impl DataFiles for Archive {
    fn read(&mut self, name: &str) -> Result<Option<Vec<u8>>> {
        let Some(index) = self.zip.index_for_name(name) else {
            return Ok(None);
        };
        read_limited(self.zip.by_index(index)?).map(Some)
    }
}

/// Returns the version in the name of a wheel's metadata, `botocore-1.43.106.dist-info/METADATA`.
fn version(name: &str) -> Option<&str> {
    let version = name.strip_suffix(".dist-info/METADATA")?;
    version.strip_prefix("botocore-")
}

/// Returns `true` if a day has not begun according to the system's clock.
fn is_in_future(day: Date) -> bool {
    let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH);
    let today = now.unwrap_or_default().as_secs() / (24 * 60 * 60);
    days_after_epoch(day) > today as i64
}

/// Returns the number of days since 1970-01-01. Years begin in March here, so that a leap day is the
/// last day of its year.
fn days_after_epoch(day: Date) -> i64 {
    let [year, month, day] = [day.year.into(), day.month.into(), day.day.into()];
    let (year, month): (i64, i64) = match month {
        1 | 2 => (year - 1, month + 9),
        _ => (year, month - 3),
    };
    let leap_days = year / 4 - year / 100 + year / 400;
    365 * year + leap_days + (153 * month + 2) / 5 + day - 1 - 719_468
}
