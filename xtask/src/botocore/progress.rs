//! Tells on standard error which release is being downloaded.

use indicatif::{ProgressBar, ProgressStyle};

use super::release::Release;
use crate::note::note;

/// A line that is redrawn on a terminal, and plain lines elsewhere.
pub(crate) struct Progress {
    line: ProgressBar,
    started: usize,
}

impl Progress {
    pub(crate) fn new() -> Self {
        let style = ProgressStyle::with_template("{spinner} {msg} [{elapsed}]");
        let line = ProgressBar::new_spinner()
            .with_style(style.unwrap_or_else(|_| ProgressStyle::default_spinner()));
        line.set_message("asking the package index");
        line.enable_steady_tick(std::time::Duration::from_millis(100));
        Self { line, started: 0 }
    }

    /// The next download starts; about `left` more follow it.
    pub(crate) fn start(&mut self, release: &Release, left: usize) {
        self.started += 1;
        let message = format!(
            "downloading botocore {release} ({} of {})",
            self.started,
            self.started + left
        );
        if self.line.is_hidden() {
            note(format_args!("{message}"));
        } else {
            self.line.set_message(message);
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.line.finish_and_clear();
    }
}
