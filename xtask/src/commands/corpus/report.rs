//! The report on the corpus: a table of the protocols, and every failure.

use std::collections::BTreeMap;
use std::fmt::Write;

use anyhow::Result;
use serde::Serialize;

use super::outcome::{Counts, Outcome};

/// The outcomes for all models, sorted by name.
#[derive(Debug)]
pub(super) struct Report {
    /// The release of botocore, if the models are those of a wheel.
    pub(super) release: Option<String>,
    pub(super) models: Vec<Outcome>,
}

/// The report for programs.
#[derive(Serialize)]
struct Json<'r> {
    #[serde(skip_serializing_if = "Option::is_none")]
    release: Option<&'r str>,
    totals: Row,
    models: &'r [Outcome],
}

/// A row of the table. The last is for all models.
#[derive(Clone, Copy, Default, Serialize)]
struct Row {
    models: usize,
    operations: usize,
    shapes: usize,
    lines: usize,
    compiled: usize,
    failed: usize,
}

impl Row {
    fn add(&mut self, outcome: &Outcome) {
        self.models += 1;
        self.compiled += usize::from(outcome.compiled);
        self.failed += usize::from(!outcome.problems.is_empty());
        if let Some(counts) = &outcome.counts {
            self.operations += counts.operations;
            self.shapes += counts.shapes;
            self.lines += counts.lines;
        }
    }

    /// Returns the numbers in the order of the table's columns.
    fn numbers(&self) -> [usize; 6] {
        [
            self.models,
            self.operations,
            self.shapes,
            self.lines,
            self.compiled,
            self.failed,
        ]
    }
}

impl Report {
    /// Returns the models that failed.
    pub(super) fn failures(&self) -> impl Iterator<Item = &Outcome> {
        self.models
            .iter()
            .filter(|outcome| !outcome.problems.is_empty())
    }

    /// Returns the report for people.
    pub(super) fn to_text(&self) -> String {
        let mut text = match &self.release {
            Some(release) => format!("botocore {release}\n\n"),
            None => String::new(),
        };
        text += &self.table();
        for outcome in self.failures() {
            for problem in &outcome.problems {
                // Writing to a string cannot fail.
                _ = write!(text, "\n{}: {problem}", outcome.model);
            }
        }
        text + "\n"
    }

    /// Returns the report for programs, as JSON.
    ///
    /// # Errors
    ///
    /// Returns an error if it cannot be written, which does not occur in practice.
    pub(super) fn to_json(&self) -> Result<String> {
        let report = Json {
            release: self.release.as_deref(),
            totals: self.total(),
            models: &self.models,
        };
        Ok(serde_json::to_string_pretty(&report)? + "\n")
    }

    fn total(&self) -> Row {
        let mut total = Row::default();
        self.models.iter().for_each(|outcome| total.add(outcome));
        total
    }

    fn table(&self) -> String {
        let mut rows: BTreeMap<&str, Row> = BTreeMap::new();
        for outcome in &self.models {
            let protocol = outcome.counts.as_ref().map_or("unreadable", protocol);
            rows.entry(protocol).or_default().add(outcome);
        }
        let columns = [
            "models",
            "operations",
            "shapes",
            "lines",
            "compiled",
            "failed",
        ];
        let mut table = line("protocol", columns.map(str::to_owned));
        for (protocol, row) in rows.into_iter().chain([("all", self.total())]) {
            table += &line(protocol, row.numbers().map(|number| number.to_string()));
        }
        table
    }
}

fn protocol(counts: &Counts) -> &'static str {
    counts.protocol.title()
}

fn line(protocol: &str, cells: [String; 6]) -> String {
    const WIDTHS: [usize; 6] = [8, 12, 10, 12, 10, 8];
    let cells = cells.iter().zip(WIDTHS);
    let cells: String = cells
        .map(|(cell, width)| format!("{cell:>width$}"))
        .collect();
    format!("{protocol:<20}{cells}\n")
}
