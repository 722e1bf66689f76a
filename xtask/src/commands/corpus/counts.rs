//! Counts of models or changes by category.

use std::fmt::Display;
use std::ops::AddAssign;

use indexmap::IndexMap;

/// Counts, one for each column of a table.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Counts(pub(super) [usize; 6]);

impl AddAssign for Counts {
    fn add_assign(&mut self, other: Self) {
        for (count, other) in self.0.iter_mut().zip(other.0) {
            *count += other;
        }
    }
}

impl Counts {
    /// Returns the counts with their names in JSON.
    pub(super) fn named(self, names: [&'static str; 6]) -> IndexMap<&'static str, usize> {
        names.into_iter().zip(self.0).collect()
    }
}

/// Returns a line of a table: a cell of text, then numbers or the titles of their columns.
pub(super) fn line(
    text: &str,
    text_width: usize,
    cells: [impl Display; 6],
    widths: [usize; 6],
) -> String {
    let cells = cells.iter().zip(widths);
    let cells: String = cells
        .map(|(cell, width)| format!("{cell:>width$}"))
        .collect();
    format!("{text:text_width$}{cells}\n")
}
