//! The report on the corpus: a table of the protocols, and every failure.

use std::collections::BTreeMap;

use anyhow::Result;
use codegen::api::Documentation;
use codegen::model::{Model, Protocol};
use serde::Serialize;

use crate::scratch::Scratch;

/// The columns of the table: what is counted.
const COLUMNS: [&str; 6] = [
    "models",
    "operations",
    "shapes",
    "lines",
    "compiled",
    "failed",
];

/// The outcome for a model.
#[derive(Debug, Default, Serialize)]
pub(super) struct Outcome {
    /// The service and API version, by botocore's folder names: `acm/2015-12-08`.
    pub(super) model: String,
    /// The name of its crate.
    #[serde(rename = "crate")]
    pub(super) crate_name: String,
    /// `None` if the model cannot be read.
    pub(super) protocol: Option<Protocol>,
    operations: usize,
    shapes: usize,
    /// The number of lines of generated code; zero if generating failed.
    pub(super) lines: usize,
    /// Whether the crate was compiled successfully. Not all crates are compiled.
    pub(super) compiled: bool,
    /// The problems, one on each line.
    pub(super) problems: Vec<String>,
}

impl Outcome {
    /// Generates a model, if it could be read, and writes its crate if crates are written. Problems
    /// of the model are part of the outcome.
    pub(super) fn of(
        name: &str,
        crate_name: &str,
        model: Result<Model>,
        workspace: Option<&Scratch>,
    ) -> Result<Self> {
        let mut outcome = Self {
            model: name.to_owned(),
            crate_name: crate_name.to_owned(),
            ..Self::default()
        };
        let generated = model.and_then(|model| {
            outcome.protocol = Some(model.service.protocol);
            outcome.operations = model.operations.len();
            outcome.shapes = model.shapes.len();
            let files = codegen::generate(&model, &Documentation::default())?;
            Ok((model, files))
        });
        match generated {
            Ok((model, files)) => {
                outcome.lines = files.values().map(|text| text.lines().count()).sum();
                if let Some(workspace) = workspace {
                    let package = workspace.package(crate_name, &model);
                    workspace.write_files(crate_name, &package, &files)?;
                }
            }
            Err(error) => {
                let problems = format!("{error:#}");
                outcome.problems = problems.lines().map(str::to_owned).collect();
            }
        }
        Ok(outcome)
    }

    fn counts(&self) -> [usize; COLUMNS.len()] {
        [
            1,
            self.operations,
            self.shapes,
            self.lines,
            self.compiled.into(),
            (!self.problems.is_empty()).into(),
        ]
    }
}

/// The outcomes for all models, sorted by name.
#[derive(Debug, Serialize)]
pub(super) struct Report {
    /// The release of botocore, if the models are those of a wheel.
    pub(super) release: Option<String>,
    pub(super) models: Vec<Outcome>,
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
        for Outcome {
            model, problems, ..
        } in self.failures()
        {
            let problems = problems.iter();
            text.extend(problems.map(|problem| format!("\n{model}: {problem}")));
        }
        text + "\n"
    }

    /// Returns a table with a row for each protocol, and one for all.
    fn table(&self) -> String {
        let mut rows: BTreeMap<&str, [usize; COLUMNS.len()]> = BTreeMap::new();
        let mut all = [0; COLUMNS.len()];
        for outcome in &self.models {
            let protocol = outcome.protocol.map_or("unreadable", Protocol::title);
            for totals in [rows.entry(protocol).or_default(), &mut all] {
                for (total, count) in totals.iter_mut().zip(outcome.counts()) {
                    *total += count;
                }
            }
        }
        let rows = rows.into_iter().chain([("all", all)]);
        table("protocol", COLUMNS, &rows.collect::<Vec<_>>())
    }
}

/// Returns a table with a row for each name and a column for each count.
pub(super) fn table<const N: usize>(
    title: &str,
    columns: [&str; N],
    rows: &[(&str, [usize; N])],
) -> String {
    let names = rows.iter().map(|(name, _)| name.len());
    let first = names.chain([title.len()]).max().unwrap_or_default();
    let cells = columns.map(|column| format!("{column:>12}")).concat();
    let mut text = format!("{title:first$}{cells}\n");
    for (name, counts) in rows {
        let cells = counts.map(|count| format!("{count:>12}")).concat();
        text += &format!("{name:first$}{cells}\n");
    }
    text
}
