//! What became of the corpus: a table over protocols, and every failure.

use std::collections::BTreeMap;
use std::fmt::Write;

use serde::Serialize;

use super::generate::{Counts, Outcome};
use super::names;

/// What became of every model, in the order of their names.
#[derive(Debug, Serialize)]
pub(super) struct Report {
    /// The release of botocore, where the models are those of a wheel.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) release: Option<String>,
    pub(super) models: Vec<Outcome>,
}

/// A line of the table.
#[derive(Clone, Copy, Default)]
struct Row {
    models: usize,
    operations: usize,
    shapes: usize,
    lines: usize,
    failed: usize,
}

impl Row {
    fn add(&mut self, outcome: &Outcome) {
        self.models += 1;
        self.failed += usize::from(!outcome.problems.is_empty());
        if let Some(counts) = &outcome.counts {
            self.operations += counts.operations;
            self.shapes += counts.shapes;
            self.lines += counts.lines;
        }
    }
}

impl Report {
    /// The models that failed.
    pub(super) fn failures(&self) -> impl Iterator<Item = &Outcome> {
        self.models
            .iter()
            .filter(|outcome| !outcome.problems.is_empty())
    }

    /// The report for people.
    pub(super) fn to_text(&self) -> String {
        let mut text = match &self.release {
            Some(release) => format!("botocore {release}\n\n"),
            None => String::new(),
        };
        text += &self.table();
        let names = self
            .models
            .iter()
            .filter(|outcome| !outcome.names.is_empty());
        let names = names.map(|outcome| (outcome.model.as_str(), outcome.names.as_slice()));
        if names.clone().next().is_some() {
            text += &names::section(names);
        }
        for outcome in self.failures() {
            for problem in &outcome.problems {
                // Writing to a string cannot fail.
                _ = write!(text, "\n{}: {problem}", outcome.model);
            }
        }
        text + "\n"
    }

    fn table(&self) -> String {
        let mut rows: BTreeMap<&str, Row> = BTreeMap::new();
        let mut total = Row::default();
        for outcome in &self.models {
            let protocol = outcome.counts.as_ref().map_or("unreadable", protocol);
            rows.entry(protocol).or_default().add(outcome);
            total.add(outcome);
        }
        let mut table = line([
            "protocol",
            "models",
            "operations",
            "shapes",
            "lines",
            "failed",
        ]);
        for (protocol, row) in rows.into_iter().chain([("all", total)]) {
            let Row {
                models,
                operations,
                shapes,
                lines,
                failed,
            } = row;
            let [models, operations, shapes, lines, failed] =
                [models, operations, shapes, lines, failed].map(|number| number.to_string());
            table += &line([protocol, &models, &operations, &shapes, &lines, &failed]);
        }
        table
    }
}

fn protocol(counts: &Counts) -> &'static str {
    counts.protocol.title()
}

fn line([protocol, models, operations, shapes, lines, failed]: [&str; 6]) -> String {
    format!("{protocol:<20}{models:>8}{operations:>12}{shapes:>10}{lines:>12}{failed:>8}\n")
}
