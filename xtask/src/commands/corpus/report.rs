//! The report on the corpus: a table of the protocols, and every failure.

use std::collections::BTreeMap;
use std::fmt::Write;

use anyhow::Result;
use codegen::api::Documentation;
use codegen::model::{Model, Protocol};
use serde::Serialize;

use super::crates::Crates;

/// The outcome for a model.
#[derive(Debug, Serialize)]
pub(super) struct Outcome {
    /// The service and API version, by botocore's folder names: `acm/2015-12-08`.
    pub(super) model: String,
    /// The name of its crate, if crates are written.
    #[serde(rename = "crate")]
    pub(super) crate_name: String,
    /// Whether the crate was compiled successfully. Not all crates are compiled.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub(super) compiled: bool,
    /// The sizes of the model; `None` if it cannot be read.
    #[serde(flatten)]
    pub(super) counts: Option<Counts>,
    /// The problems, one on each line; empty if there are none.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) problems: Vec<String>,
}

/// The sizes of a model and of its generated code.
#[derive(Clone, Copy, Debug, Serialize)]
pub(super) struct Counts {
    pub(super) protocol: Protocol,
    pub(super) operations: usize,
    pub(super) shapes: usize,
    /// The number of lines of generated code; zero if generating failed.
    pub(super) lines: usize,
}

impl Outcome {
    /// Generates a model, if it could be read, and writes its crate if crates are written.
    ///
    /// # Errors
    ///
    /// Returns an error if the crate cannot be written. Problems of the model are part of the
    /// outcome.
    pub(super) fn of(
        name: &str,
        crate_name: &str,
        model: Result<Model>,
        crates: Option<&Crates>,
    ) -> Result<Self> {
        let mut outcome = Self {
            model: name.to_owned(),
            crate_name: crate_name.to_owned(),
            compiled: false,
            counts: None,
            problems: Vec::new(),
        };
        let lines = |text: &str| text.lines().map(str::to_owned).collect();
        let model = match model {
            Ok(model) => model,
            Err(error) => {
                outcome.problems = lines(&format!("{error:#}"));
                return Ok(outcome);
            }
        };
        let generated = codegen::generate(&model, &Documentation::default());
        let counted = |text: &String| text.lines().count();
        outcome.counts = Some(Counts {
            protocol: model.service.protocol,
            operations: model.operations.len(),
            shapes: model.shapes.len(),
            lines: generated
                .as_ref()
                .map_or(0, |files| files.values().map(counted).sum()),
        });
        match (generated, crates) {
            (Err(problems), _) => outcome.problems = lines(&problems.to_string()),
            (Ok(files), Some(crates)) => crates.write(crate_name, &model, &files)?,
            (Ok(_), None) => {}
        }
        Ok(outcome)
    }
}

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
            let counts = outcome.counts.as_ref();
            let protocol = counts.map_or("unreadable", |counts| counts.protocol.title());
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

fn line(protocol: &str, cells: [String; 6]) -> String {
    const WIDTHS: [usize; 6] = [8, 12, 10, 12, 10, 8];
    let cells = cells.iter().zip(WIDTHS);
    let cells: String = cells
        .map(|(cell, width)| format!("{cell:>width$}"))
        .collect();
    format!("{protocol:<20}{cells}\n")
}
