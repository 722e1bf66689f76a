//! The files of a generated crate, each with the items that belong there.

mod enumeration;
mod error;
mod format;
mod modules;
mod operation;
mod service;
mod structure;
mod tokens;
mod union;

use std::collections::BTreeMap;

use rayon::prelude::*;

use crate::layout::{Imports, SourceFile};
use crate::model::{Operation, Shape, ShapeKind};
use crate::plan::{Placement, Plan};
use crate::problem::Problems;
use crate::rust_type::{ERRORS, TYPES};
use structure::Structure;

/// The text of each file by its path below `src/generated/`, with `/` between folders.
pub type Files = BTreeMap<String, String>;

/// Renders every file of a crate.
///
/// # Errors
///
/// A file could not be formatted, which is a fault of this library.
pub(crate) fn files(plan: &Plan<'_>) -> Result<Files, Problems> {
    let parts: Vec<_> = parts(plan)
        .into_par_iter()
        .map(|part| (part.path(plan), part.render(plan)))
        .collect();
    let mut files: BTreeMap<String, SourceFile> = BTreeMap::new();
    for (path, part) in parts {
        if !part.is_empty() {
            files.entry(path).or_default().append(part);
        }
    }
    modules::render(plan, &mut files);
    formatted(files)
}

/// A part of a file, which is rendered on its own.
#[derive(Clone, Copy)]
enum Part<'m> {
    Service,
    Error,
    Operation(&'m str, &'m Operation),
    Shape(&'m str, &'m Shape, Placement<'m>),
}

/// The parts of all files, in the order in which they stand in a file.
fn parts<'m>(plan: &Plan<'m>) -> Vec<Part<'m>> {
    let error = plan.has_operations().then_some(Part::Error);
    let operations = plan
        .model
        .operations
        .iter()
        .map(|(name, operation)| Part::Operation(name, operation));
    let shapes = plan.generated_shapes().filter_map(|(name, shape)| {
        let placement = plan.placement(name, shape);
        let elsewhere = matches!(placement, Placement::Operation(_));
        (!elsewhere).then_some(Part::Shape(name, shape, placement))
    });
    [Part::Service]
        .into_iter()
        .chain(error)
        .chain(operations)
        .chain(shapes)
        .collect()
}

impl Part<'_> {
    /// The file that the part belongs to.
    fn path(self, plan: &Plan<'_>) -> String {
        let file = match self {
            Part::Service => "service.rs",
            Part::Error | Part::Shape(_, _, Placement::Error) => "error.rs",
            Part::Shape(_, _, Placement::Types) => "types.rs",
            Part::Shape(_, _, Placement::Enums) => "enums.rs",
            Part::Operation(name, _) | Part::Shape(_, _, Placement::Operation(name)) => {
                let module = plan
                    .names
                    .operation(name)
                    .map_or(name, |names| &names.module);
                return format!("operation/{module}.rs");
            }
        };
        file.to_owned()
    }

    fn render(self, plan: &Plan<'_>) -> SourceFile {
        let mut file = SourceFile::default();
        file.imports = match self {
            Part::Error | Part::Shape(_, _, Placement::Error) => Imports::of_module(ERRORS),
            Part::Shape(_, _, Placement::Types) => Imports::of_module(TYPES),
            _ => Imports::default(),
        };
        match self {
            Part::Service => service::render(plan, &mut file),
            Part::Error => error::render(plan, &mut file),
            Part::Operation(name, operation) => operation::render(plan, name, operation, &mut file),
            Part::Shape(name, shape, _) => self::shape(plan, name, shape, &mut file),
        }
        file
    }
}

/// Adds the items for a structure, union or enum.
fn shape(plan: &Plan<'_>, name: &str, shape: &Shape, file: &mut SourceFile) {
    match &shape.kind {
        ShapeKind::Enum { values } => enumeration::render(plan, name, shape, values, file),
        ShapeKind::Union { .. } => union::render(plan, name, shape, file),
        _ => {
            if let Some(structure) =
                Structure::of(plan, name, shape, crate::docs::shape(plan, name, shape))
            {
                structure.render(file);
            }
        }
    }
}

fn formatted(rendered: BTreeMap<String, SourceFile>) -> Result<Files, Problems> {
    let mut problems = Problems::new();
    let mut files = Files::new();
    for (path, file) in rendered {
        match file.text() {
            Ok(text) => _ = files.insert(path, text),
            Err(error) => problems.add(
                &path,
                format!("cannot be formatted: {error}; this is a fault of the generator"),
            ),
        }
    }
    problems.or(files)
}
