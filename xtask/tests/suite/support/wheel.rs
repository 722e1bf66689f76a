//! Small botocore wheels.

use std::fs::File;
use std::io::Write;
use std::path::Path;

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use super::gzipped;

/// A wheel to be written.
#[derive(Clone)]
pub(crate) struct WheelFile {
    release: String,
    built: (u16, u8, u8),
    files: Vec<(String, Vec<u8>)>,
}

impl WheelFile {
    /// A wheel of that release, built on that day, without data files.
    pub(crate) fn new(release: &str, built: (u16, u8, u8)) -> Self {
        Self {
            release: release.to_owned(),
            built,
            files: Vec::new(),
        }
    }

    /// Adds a file.
    pub(crate) fn file(mut self, name: &str, content: &str) -> Self {
        self.files.push((name.to_owned(), content.into()));
        self
    }

    /// Adds the `service-2.json` of a service.
    pub(crate) fn service(self, service: &str, content: &str) -> Self {
        self.file(
            &format!("botocore/data/{service}/2016-11-28/service-2.json"),
            content,
        )
    }

    /// The same wheel with its data files compressed, as newer releases have them.
    pub(crate) fn compressed(mut self) -> Self {
        for (name, content) in &mut self.files {
            *content = gzipped(str::from_utf8(content).unwrap());
            name.push_str(".gz");
        }
        self
    }

    /// Writes the wheel into `folder` under its usual name, and returns its path.
    pub(crate) fn write(&self, folder: &Path) -> String {
        let path = folder.join(format!("botocore-{}-py3-none-any.whl", self.release));
        let (year, month, day) = self.built;
        let time = DateTime::from_date_and_time(year, month, day, 19, 12, 0).unwrap();
        let options = SimpleFileOptions::default().last_modified_time(time);
        // Compressing takes long without optimization; the metadata is compressed, as in real wheels.
        let stored = options.compression_method(CompressionMethod::Stored);
        let mut zip = ZipWriter::new(File::create(&path).unwrap());
        for (name, content) in &self.files {
            zip.start_file(name, stored).unwrap();
            zip.write_all(content).unwrap();
        }
        zip.start_file(
            format!("botocore-{}.dist-info/METADATA", self.release),
            options,
        )
        .unwrap();
        write!(
            zip,
            "Metadata-Version: 2.1\nName: botocore\nVersion: {}\n",
            self.release
        )
        .unwrap();
        zip.finish().unwrap();
        path.display().to_string()
    }
}
