//! Readers: the bytes of a model file in, a [`Model`] out.

mod botocore;
mod cursor;
mod format_differences;
mod json;
mod normalize;
mod smithy;

use crate::model::Model;
use crate::problem::Problems;
use crate::validate::validate;
pub(crate) use format_differences::without_format_differences;
use json::Node;
use normalize::normalized;

/// A model file, and what belongs to it.
#[derive(Clone, Copy, Debug)]
pub struct Source<'a> {
    /// The text of botocore's `service-2.json` or of a Smithy JSON AST.
    pub model: &'a [u8],
    /// The text of botocore's `paginators-1.json`, which stands beside a `service-2.json`.
    pub paginators: Option<&'a [u8]>,
    /// Which service of a Smithy JSON AST to read, by shape ID or name. Not needed where it has
    /// only one.
    pub service: Option<&'a str>,
}

impl<'a> Source<'a> {
    /// A model file that stands alone.
    pub fn new(model: &'a [u8]) -> Self {
        Self {
            model,
            paginators: None,
            service: None,
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
                    "{} and {}",
                    counted(models.len(), "model", "models"),
                    counted(
                        paginators.len(),
                        "file of paginators",
                        "files of paginators"
                    )
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

    /// With the service to read, by shape ID (`com.example#Service`) or name (`Service`).
    pub fn with_service(self, service: &'a str) -> Self {
        Self {
            service: Some(service),
            ..self
        }
    }
}

/// Reads a model and checks it. The content tells the format: a Smithy JSON AST has the key
/// `smithy` at its top, a `service-2.json` has `metadata` and no `smithy`.
///
/// One service read from either format is one model, but for what only one of them can say.
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
///
/// let problems = read(Source::new(br#"{"smithy": "2.0", "shapes": {}}"#)).unwrap_err();
/// assert!(problems.to_string().contains("shapes: hold no service"));
/// ```
pub fn read(source: Source<'_>) -> Result<Model, Problems> {
    let root = parse(source.model, "(model)")?;
    let (model, problems) = if root.get("smithy").is_some() {
        read_smithy(&root, source)
    } else if root.get("metadata").is_some() {
        read_botocore(&root, source)?
    } else {
        return Err(problem(
            "(top level)",
            "is no model: it has neither the key `metadata` of a service-2.json nor the key \
             `smithy` of a Smithy JSON AST",
        ));
    };
    problems.or(normalized(model))
}

fn read_smithy(root: &Node<'_>, source: Source<'_>) -> (Model, Problems) {
    let (model, mut problems) = smithy::read(root, source.service);
    if source.paginators.is_some() {
        problems.add(
            "(paginators)",
            "belong to a service-2.json; a Smithy JSON AST says itself how to paginate",
        );
    }
    (model, problems)
}

fn read_botocore(root: &Node<'_>, source: Source<'_>) -> Result<(Model, Problems), Problems> {
    let paginators = source
        .paginators
        .map(|text| parse(text, "(paginators)"))
        .transpose()?;
    let (model, mut problems) = botocore::read(root, paginators.as_ref());
    problems.extend(validate(&model));
    if source.service.is_some() {
        problems.add(
            "(model)",
            "is a service-2.json, which holds one service; name none",
        );
    }
    Ok((model, problems))
}

fn counted(count: usize, one: &str, many: &str) -> String {
    match count {
        1 => format!("1 {one}"),
        _ => format!("{count} {many}"),
    }
}

fn parse<'a>(text: &'a [u8], what: &str) -> Result<Node<'a>, Problems> {
    Node::parse(text).map_err(|error| problem(what, &format!("is no JSON: {error}")))
}

fn problem(path: &str, message: &str) -> Problems {
    let mut problems = Problems::new();
    problems.add(path, message);
    problems
}
