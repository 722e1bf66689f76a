//! The choice of colours in reports.

use std::io;

use anstream::AutoStream;
use clap::{Args, ColorChoice};

/// The choice of colours in a text report.
#[derive(Args)]
pub(crate) struct Color {
    /// When to colour a text report; `auto` means only in a terminal, unless NO_COLOR is set.
    #[arg(long, value_enum, value_name = "WHEN", default_value_t = ColorChoice::Auto)]
    color: ColorChoice,
}

impl Color {
    /// Returns `true` if a text that is written to a file or to standard output has colours.
    pub(crate) fn is_on(&self, to_file: bool) -> bool {
        match self.color {
            ColorChoice::Always => true,
            ColorChoice::Never => false,
            ColorChoice::Auto if to_file => false,
            ColorChoice::Auto => AutoStream::choice(&io::stdout()) != anstream::ColorChoice::Never,
        }
    }
}
