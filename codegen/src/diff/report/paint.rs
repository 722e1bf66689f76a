//! Colours for terminals.

use anstyle::{AnsiColor, Style};

/// Text with or without colour.
#[derive(Clone, Copy, Debug)]
pub(in crate::diff) struct Paint {
    is_on: bool,
}

impl Paint {
    pub(in crate::diff) fn new(is_on: bool) -> Self {
        Self { is_on }
    }

    /// Paints what a line is about.
    pub(in crate::diff) fn name(self, text: &str) -> String {
        self.with(Style::new().bold(), text)
    }

    /// Paints a breaking verdict.
    pub(in crate::diff) fn breaking(self, text: &str) -> String {
        self.with(AnsiColor::Red.on_default().bold(), text)
    }

    /// Paints what is new. A pager may reset the colour at the end of a line, so each line has its
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
        match self.is_on && !text.trim().is_empty() {
            true => format!("{style}{text}{style:#}"),
            false => text.to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Paint;

    #[test]
    fn each_line_has_its_own_colour_and_blanks_have_none() {
        let painted = Paint::new(true).new_part("a\n  \nb");
        assert_eq!(
            painted,
            "\u{1b}[1m\u{1b}[32ma\u{1b}[0m\n  \n\u{1b}[1m\u{1b}[32mb\u{1b}[0m"
        );
        assert_eq!(Paint::new(false).new_part("a\nb"), "a\nb");
    }
}
