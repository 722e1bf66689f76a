//! The files of a generated crate, each with the items that belong there.

mod enumeration;
mod error;
mod modules;
mod operation;
mod service;
mod structure;
mod tokens;
mod union;

use std::collections::BTreeMap;

use crate::layout::SourceFile;
use crate::model::{Shape, ShapeKind};
use crate::plan::{Placement, Plan};
use crate::problem::Problems;
use structure::Structure;

/// The text of each file by its path below `src/generated/`, with `/` between folders.
pub type Files = BTreeMap<String, String>;

/// Renders every file of a crate.
///
/// # Errors
///
/// A file could not be formatted, which is a fault of this library.
pub(crate) fn files(plan: &Plan<'_>) -> Result<Files, Problems> {
    let mut rendered: BTreeMap<String, SourceFile> = BTreeMap::new();
    for (name, operation) in &plan.model.operations {
        operation::render(plan, name, operation, &mut rendered);
    }
    for (name, shape) in plan.generated_shapes() {
        let path = match plan.placement(name, shape) {
            Placement::Operation(_) => continue,
            Placement::Types => "types.rs",
            Placement::Enums => "enums.rs",
            Placement::Error => "error.rs",
        };
        self::shape(
            plan,
            name,
            shape,
            rendered.entry(path.to_owned()).or_default(),
        );
    }
    if plan.has_operations() {
        error::render(plan, rendered.entry("error.rs".to_owned()).or_default());
    }
    service::render(plan, rendered.entry("service.rs".to_owned()).or_default());
    modules::render(plan, &mut rendered);
    formatted(rendered)
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
