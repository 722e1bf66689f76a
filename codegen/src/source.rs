//! Readers: the bytes of a model file in, a [`Model`] out.

mod botocore;
mod cursor;
mod json;

use crate::model::Model;
use crate::problem::Problems;
use crate::validate::validate;
use json::Node;

/// A model file, and what belongs to it.
#[derive(Clone, Copy, Debug)]
pub struct Source<'a> {
    /// The text of botocore's `service-2.json`.
    pub model: &'a [u8],
    /// The text of botocore's `paginators-1.json`, which stands beside a `service-2.json`.
    pub paginators: Option<&'a [u8]>,
}

impl<'a> Source<'a> {
    /// A model file that stands alone.
    pub fn new(model: &'a [u8]) -> Self {
        Self {
            model,
            paginators: None,
        }
    }

    /// A model file and, perhaps, its paginators, told apart by what is in them.
    ///
    /// # Errors
    ///
    /// A file is no JSON, or there is not one model and at most one file of paginators.
    pub fn of_files(files: impl IntoIterator<Item = &'a [u8]>) -> Result<Self, Problems> {
        let (mut models, mut paginators) = (Vec::new(), Vec::new());
        for file in files {
            match parse(file, "(model)")?.has_key("pagination") {
                true => paginators.push(file),
                false => models.push(file),
            }
        }
        match (models.as_slice(), paginators.as_slice()) {
            ([model], []) => Ok(Self::new(model)),
            ([model], [paginators]) => Ok(Self::new(model).with_paginators(paginators)),
            _ => {
                let found = format!(
                    "{} models and {} files of paginators",
                    models.len(),
                    paginators.len()
                );
                let mut problems = Problems::new();
                problems.add(
                    "(files)",
                    format!("are {found}; expected one model and at most one file of paginators"),
                );
                Err(problems)
            }
        }
    }

    /// With the paginators beside it.
    pub fn with_paginators(self, paginators: &'a [u8]) -> Self {
        Self {
            paginators: Some(paginators),
            ..self
        }
    }
}

/// Reads a model and checks it.
///
/// # Errors
///
/// Everything that is wrong with it, each with its place: what is no JSON, what the reader does
/// not know, and what [`validate`] finds.
///
/// # Examples
///
/// ```
/// use codegen::source::{Source, read};
///
/// let problems = read(Source::new(br#"{"metadata": {}, "colour": "blue"}"#)).unwrap_err();
/// assert!(problems.to_string().contains("colour: is no key that this reader knows"));
/// ```
pub fn read(source: Source<'_>) -> Result<Model, Problems> {
    let model = parse(source.model, "(model)")?;
    let paginators = source
        .paginators
        .map(|text| parse(text, "(paginators)"))
        .transpose()?;
    let (model, mut problems) = botocore::read(&model, paginators.as_ref());
    problems.extend(validate(&model));
    problems.or(model)
}

fn parse<'a>(text: &'a [u8], what: &str) -> Result<Node<'a>, Problems> {
    Node::parse(text).map_err(|error| {
        let mut problems = Problems::new();
        problems.add(what, format!("is no JSON: {error}"));
        problems
    })
}
