//! Colours for terminals.

use anstyle::{AnsiColor, Style};

/// Text with colour, or without.
#[derive(Clone, Copy, Debug)]
pub(in crate::diff) struct Paint(pub(in crate::diff) bool);

impl Paint {
    pub(in crate::diff) fn name(self, text: &str) -> String {
        self.with(Style::new().bold(), text)
    }

    pub(in crate::diff) fn breaking(self, text: &str) -> String {
        self.with(AnsiColor::Red.on_default().bold(), text)
    }

    /// Paints an addition. A pager may reset the colour at the end of a line, so each line has its
    /// own.
    pub(in crate::diff) fn new_part(self, text: &str) -> String {
        let style = AnsiColor::Green.on_default().bold();
        let lines: Vec<_> = text
            .split('\n')
            .map(|line| self.with(style, line))
            .collect();
        lines.join("\n")
    }

    fn with(self, style: Style, text: &str) -> String {
        match self.0 && !text.trim().is_empty() {
            true => format!("{style}{text}{style:#}"),
            false => text.to_owned(),
        }
    }
}
