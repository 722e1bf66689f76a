//! One model of the corpus: read, generated, counted.

use anyhow::{Context, Result};
use codegen::Files;
use codegen::api::Documentation;
use codegen::model::{Model, Protocol};
use codegen::plan::Plan;
use codegen::source::Source;
use serde::Serialize;

use super::crates::Crates;
use super::names::{self, Counted};
use super::release::Place;
use crate::botocore::data::DataFiles;
use crate::botocore::service_files::ServiceFiles;
use crate::warnings::read_and_warn;

/// What to do with each model beside generating it.
pub(super) struct Job<'a> {
    /// Write its crate here.
    pub(super) crates: Option<&'a Crates>,
    /// Count its names.
    pub(super) names: bool,
}

/// What became of one model.
#[derive(Debug, Serialize)]
pub(super) struct Outcome {
    /// The service and API version, as botocore calls its folders: `acm/2015-12-08`.
    pub(super) model: String,
    /// The name that its crate has, where crates are written.
    #[serde(rename = "crate")]
    pub(super) crate_name: String,
    /// Whether the compiler took the crate; it is not asked of all.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub(super) compiled: bool,
    /// What the model has; of one that cannot be read it is not known.
    #[serde(flatten)]
    pub(super) counts: Option<Counts>,
    /// How often it has each kind of name, where that is wanted.
    #[serde(skip_serializing_if = "Counted::is_empty")]
    pub(super) names: Counted,
    /// Why it failed, a line for each problem; empty where it did not.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) problems: Vec<String>,
}

/// What a model has, and what is generated from it.
#[derive(Clone, Copy, Debug, Serialize)]
pub(super) struct Counts {
    pub(super) protocol: Protocol,
    pub(super) operations: usize,
    pub(super) shapes: usize,
    /// Lines of generated code; zero where it failed.
    pub(super) lines: usize,
}

/// Generates the model in a place.
///
/// # Errors
///
/// The crate cannot be written. What is wrong with the model is in the outcome.
pub(super) fn model(
    files: &mut impl DataFiles,
    place: &Place,
    crate_name: String,
    job: &Job<'_>,
) -> Result<Outcome> {
    let mut outcome = Outcome {
        model: place.name().to_owned(),
        crate_name,
        compiled: false,
        counts: None,
        names: Counted::default(),
        problems: Vec::new(),
    };
    let model = match read_model(files, place) {
        Ok(model) => model,
        Err(error) => {
            outcome.problems = lines(&format!("{error:#}"));
            return Ok(outcome);
        }
    };
    let mut counts = Counts {
        protocol: model.service.protocol,
        operations: model.operations.len(),
        shapes: model.shapes.len(),
        lines: 0,
    };
    let documentation = Documentation::default();
    if job.names {
        outcome.names = names::count(&Plan::new(&model));
    }
    match codegen::generate(&model, &documentation) {
        Err(problems) => outcome.problems = lines(&problems.to_string()),
        Ok(generated) => {
            counts.lines = count_lines(&generated);
            if let Some(crates) = job.crates {
                crates.write(&outcome.crate_name, &model, &generated)?;
            }
        }
    }
    outcome.counts = Some(counts);
    Ok(outcome)
}

fn read_model(files: &mut impl DataFiles, place: &Place) -> Result<Model> {
    let folder = match place {
        Place::Folder(folder) => folder,
        Place::Ast(file) => {
            let text = files.read(file)?.context("it is gone")?;
            return Ok(read_and_warn(Source::new(&text), place.name())?);
        }
    };
    let files = ServiceFiles::read(files, folder)?;
    let service_model = files.service_model()?.to_text()?;
    let paginators = files.paginators()?.to_text()?;
    let source = Source::new(service_model.as_bytes()).with_paginators(paginators.as_bytes());
    Ok(read_and_warn(source, place.name())?)
}

fn lines(text: &str) -> Vec<String> {
    text.lines().map(str::to_owned).collect()
}

fn count_lines(files: &Files) -> usize {
    files.values().map(|text| text.lines().count()).sum()
}
