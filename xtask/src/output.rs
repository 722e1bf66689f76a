//! Writes reports to standard output or to a file.

use std::fs;
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

use anstream::AutoStream;
use anyhow::Result;
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

/// Writes a report to a file.
pub(crate) fn write(file: &Path, report: &str) -> Result<()> {
    fs::write(file, report).or_unwritable(file.display())
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
