//! When reports have colours.

use std::io;

use anstream::AutoStream;
use clap::{Args, ValueEnum};

/// When a text report has colours.
#[derive(Args)]
pub(crate) struct Color {
    /// When a text report has colours; `auto` is in a terminal alone, unless NO_COLOR is set.
    #[arg(long, value_enum, value_name = "WHEN", default_value_t = When::Auto)]
    color: When,
}

#[derive(Clone, Copy, ValueEnum)]
enum When {
    Auto,
    Always,
    Never,
}

impl Color {
    /// Whether a text that goes to standard output, or to a file, has colours.
    pub(crate) fn is_on(&self, to_file: bool) -> bool {
        match self.color {
            When::Always => true,
            When::Never => false,
            When::Auto if to_file => false,
            When::Auto => AutoStream::choice(&io::stdout()) != anstream::ColorChoice::Never,
        }
    }
}
