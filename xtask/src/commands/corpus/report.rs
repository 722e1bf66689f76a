//! The report on the corpus: a table of the protocols, and every failure.

use std::collections::BTreeMap;

use anyhow::Result;
use codegen::api::Documentation;
use codegen::model::{Model, Protocol};
use serde::Serialize;

use super::counts::{Counts, add, table};
use super::crates::member;
use crate::scratch::Scratch;

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
    pub(super) sizes: Option<Sizes>,
    /// The problems, one on each line; empty if there are none.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) problems: Vec<String>,
}

/// The sizes of a model and of its generated code.
#[derive(Clone, Copy, Debug, Serialize)]
pub(super) struct Sizes {
    pub(super) protocol: Protocol,
    operations: usize,
    shapes: usize,
    /// The number of lines of generated code; zero if generating failed.
    pub(super) lines: usize,
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
            compiled: false,
            sizes: None,
            problems: Vec::new(),
        };
        let lines = |text: String| text.lines().map(str::to_owned).collect();
        let model = match model {
            Ok(model) => model,
            Err(error) => {
                outcome.problems = lines(format!("{error:#}"));
                return Ok(outcome);
            }
        };
        let generated = codegen::generate(&model, &Documentation::default());
        let sizes = outcome.sizes.insert(Sizes {
            protocol: model.service.protocol,
            operations: model.operations.len(),
            shapes: model.shapes.len(),
            lines: 0,
        });
        match generated {
            Ok(files) => {
                sizes.lines = files.values().map(|text| text.lines().count()).sum();
                if let Some(workspace) = workspace {
                    let package = workspace.package(crate_name, &model);
                    workspace.write_files(&member(crate_name), &package, &files)?;
                }
            }
            Err(problems) => outcome.problems = lines(problems.to_string()),
        }
        Ok(outcome)
    }

    fn counts(&self) -> Counts {
        let size = |of: fn(&Sizes) -> usize| self.sizes.as_ref().map_or(0, of);
        Counts::from_iter([
            ("models", 1),
            ("operations", size(|sizes| sizes.operations)),
            ("shapes", size(|sizes| sizes.shapes)),
            ("lines", size(|sizes| sizes.lines)),
            ("compiled", self.compiled.into()),
            ("failed", (!self.problems.is_empty()).into()),
        ])
    }
}

/// The outcomes for all models, sorted by name.
#[derive(Debug)]
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

    /// Returns the report for programs, as JSON.
    pub(super) fn to_json(&self) -> Result<String> {
        #[derive(Serialize)]
        struct Json<'r> {
            #[serde(skip_serializing_if = "Option::is_none")]
            release: Option<&'r str>,
            totals: Counts,
            models: &'r [Outcome],
        }
        let report = Json {
            release: self.release.as_deref(),
            totals: self.total(),
            models: &self.models,
        };
        Ok(serde_json::to_string_pretty(&report)? + "\n")
    }

    fn total(&self) -> Counts {
        let mut total = Counts::default();
        for outcome in &self.models {
            add(&mut total, &outcome.counts());
        }
        total
    }

    fn table(&self) -> String {
        let mut rows: BTreeMap<&str, Counts> = BTreeMap::new();
        for outcome in &self.models {
            let sizes = outcome.sizes.as_ref();
            let protocol = sizes.map_or("unreadable", |sizes| sizes.protocol.title());
            add(rows.entry(protocol).or_default(), &outcome.counts());
        }
        let rows = rows.into_iter().chain([("all", self.total())]);
        table("protocol", &rows.collect::<Vec<_>>())
    }
}
