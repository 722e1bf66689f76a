//! Reading and generating one model of the corpus.

use anyhow::{Context, Result};
use codegen::Files;
use codegen::api::Documentation;
use codegen::model::Model;
use codegen::source::Source;

use super::crates::Crates;
use super::outcome::{Counts, Outcome};
use super::place::Place;
use crate::botocore::data::{DataFiles, unpacked};
use crate::botocore::service_files::ServiceFiles;
use crate::warnings::read_and_warn;

/// Generates the model in a place, and writes its crate if crates are written.
///
/// # Errors
///
/// Returns an error if the crate cannot be written. Problems of the model are part of the outcome.
pub(super) fn model(
    files: &mut impl DataFiles,
    place: &Place,
    crate_name: String,
    crates: Option<&Crates>,
) -> Result<Outcome> {
    let mut outcome = Outcome {
        model: place.name().to_owned(),
        crate_name,
        compiled: false,
        counts: None,
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
    match codegen::generate(&model, &Documentation::default()) {
        Err(problems) => outcome.problems = lines(&problems.to_string()),
        Ok(generated) => {
            counts.lines = count_lines(&generated);
            if let Some(crates) = crates {
                crates.write(&outcome.crate_name, &model, &generated)?;
            }
        }
    }
    outcome.counts = Some(counts);
    Ok(outcome)
}

/// Reads the model in a place.
///
/// # Errors
///
/// Returns an error if it cannot be read.
pub(super) fn read_model(files: &mut impl DataFiles, place: &Place) -> Result<Model> {
    let folder = match place {
        Place::Folder(folder) => folder,
        Place::Ast(file) => {
            let text = unpacked(files.read(file)?.context("it no longer exists")?)?;
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
