//! Writes reports to standard output or to a file.

use std::fs;
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

use anstream::AutoStream;
use anyhow::{Context, Result};
use clap::{Args, ColorChoice, ValueEnum};

use crate::failure::Blame;

/// The formats that most reports have.
#[derive(Clone, Copy, ValueEnum)]
pub(crate) enum Format {
    /// For people.
    Text,
    /// For programs.
    Json,
}

/// The destination of a report.
#[derive(Args)]
pub(crate) struct Destination {
    /// Write the report to this file instead of standard output.
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// When to colour a text report; `auto` means only in a terminal, unless NO_COLOR is set.
    #[arg(long, value_enum, value_name = "WHEN", default_value_t = ColorChoice::Auto)]
    color: ColorChoice,
}

impl Destination {
    /// Returns `true` if a text report has colours.
    pub(crate) fn has_color(&self) -> bool {
        match self.color {
            ColorChoice::Always => true,
            ColorChoice::Never => false,
            ColorChoice::Auto if self.output.is_some() => false,
            ColorChoice::Auto => AutoStream::choice(&io::stdout()) != anstream::ColorChoice::Never,
        }
    }

    /// Writes the report.
    pub(crate) fn write(&self, report: &str) -> Result<()> {
        match &self.output {
            Some(file) => write(file, report),
            None => print(report),
        }
    }
}

/// Writes a report to a file, which is unchanged after an error.
pub(crate) fn write(file: &Path, report: &str) -> Result<()> {
    replace(file, report).or_unwritable(file.display())
}

/// Moves a complete file to `path`, unless that is not a regular file but, for example, a pipe.
fn replace(path: &Path, report: &str) -> Result<()> {
    // Some pipes are links to what is not a path, such as `/dev/fd/63`.
    if path.exists() && !path.is_file() {
        return Ok(fs::write(path, report)?);
    }
    // The target of a link is replaced, not the link, whether or not it exists.
    let path = match path.canonicalize() {
        Ok(path) => path,
        Err(_) => match fs::read_link(path) {
            Ok(target) => path.with_file_name("").join(target),
            Err(_) => path.to_owned(),
        },
    };
    let path = std::path::absolute(path)?;
    let folder = path.parent().filter(|folder| folder.is_dir());
    let mut builder = tempfile::Builder::new();
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    let folder = folder.context("its folder does not exist")?;
    // The error would name the temporary file.
    let staged = builder.tempfile_in(folder);
    let staged = staged.map_err(|error| io::Error::from(error.kind()))?;
    if let Ok(current) = fs::metadata(&path) {
        staged.as_file().set_permissions(current.permissions())?;
    }
    staged.as_file().write_all(report.as_bytes())?;
    staged.as_file().sync_all()?;
    staged.persist(path).map_err(|error| error.error)?;
    Ok(())
}

/// Writes a report to standard output. It is not a failure if a reader such as `head` stops
/// reading.
pub(crate) fn print(report: &str) -> Result<()> {
    let mut output = io::stdout().lock();
    match output
        .write_all(report.as_bytes())
        .and_then(|()| output.flush())
    {
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
        written => written.or_unwritable("the report"),
    }
}
