//! Writes reports to standard output or to a file.

use std::fs;
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

use anstream::AutoStream;
use anyhow::{Context, Result, ensure};
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
    replace(file, report.as_bytes()).or_unwritable(file.display())
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

/// Replaces the content of a file anywhere. If `path` is not a regular file but, for example, a
/// pipe, the content is written to it.
fn replace(path: &Path, content: &[u8]) -> Result<()> {
    // The target of a link is replaced, not the link.
    let path = &path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let path = &std::path::absolute(path).context("cannot find the current folder")?;
    if path.exists() && !path.is_file() {
        return Ok(fs::write(path, content)?);
    }
    let folder = path
        .parent()
        .with_context(|| format!("{} has no folder", path.display()))?;
    ensure!(folder.is_dir(), "there is no folder {}", folder.display());
    if fs::read(path).is_ok_and(|current| current == content) {
        return Ok(());
    }
    let mut builder = tempfile::Builder::new();
    builder.prefix(".xtask-staged-");
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    let staged = builder.tempfile_in(folder).and_then(|mut file| {
        if let Ok(current) = fs::metadata(path) {
            file.as_file().set_permissions(current.permissions())?;
        }
        file.write_all(content)?;
        file.as_file().sync_all()?;
        Ok(file)
    });
    // The full error would name the temporary file, which means nothing to the user.
    let staged = staged.map_err(|error| io::Error::from(error.kind()))?;
    staged.persist(path)?;
    Ok(())
}
