//! The pagination of an operation, member by member.

mod path;

use crate::markdown::code;
use crate::model::{Operation, Pagination, ShapeKind};
use crate::plan::{Plan, RustType};
use path::Segment;

/// The pagination of an operation: the parts of its implementation of `Paginated`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pages {
    /// The tokens, in the order of the model.
    pub tokens: Vec<PageToken>,
    /// The place of the items; `None` if the page itself is the only item.
    pub items: Option<Place>,
    /// The places that can hold the flag for further pages; empty if the model has none.
    pub more: Vec<Place>,
}

/// A token.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageToken {
    /// The field of the input that takes it.
    pub field: String,
    /// The places that can hold it; the first that does is used.
    pub places: Vec<Place>,
}

/// A place in a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The path that leads there from the output.
    pub steps: Vec<Step>,
    /// The type of the value there.
    pub value: RustType,
}

impl Place {
    /// Returns `true` if the value is a list or map of items; any other value is itself the only
    /// item.
    pub fn is_collection(&self) -> bool {
        matches!(self.value, RustType::Vec(_) | RustType::Map(..))
    }

    /// Returns the type of `Paginated::Items`: a collection, or an `Option` of the only item.
    pub fn items_type(&self) -> RustType {
        match self.is_collection() {
            true => self.value.clone(),
            false => RustType::Option(self.value.clone().into()),
        }
    }
}

/// A step of a path into a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// The target of the step.
    pub to: Target,
    /// Whether the target may be absent.
    pub optional: bool,
}

/// The target of a step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// A field of a structure.
    Field(String),
    /// An element of a list, counted from its start.
    FromStart(usize),
    /// The last element of a list.
    Last,
}

impl Pages {
    /// Returns the pagination of an operation.
    ///
    /// # Errors
    ///
    /// Returns the reason if types cannot express the pagination.
    pub(super) fn new(
        plan: &Plan<'_>,
        operation: &Operation,
        pagination: &Pagination,
    ) -> Result<Self, String> {
        let tokens = pagination.input_tokens.iter();
        let tokens = tokens.zip(&pagination.output_tokens);
        let tokens = tokens.map(|(input, output)| token(plan, operation, input, output));
        let tokens = tokens.collect::<Result<_, _>>()?;
        let items = match pagination.result_keys.first() {
            Some(path) => Some(items(plan, operation, path)?),
            None => None,
        };
        let more = match &pagination.more_results {
            Some(path) => flag(plan, operation, path)?,
            None => Vec::new(),
        };
        Ok(Self {
            tokens,
            items,
            more,
        })
    }
}

fn token(
    plan: &Plan<'_>,
    operation: &Operation,
    input: &str,
    output: &str,
) -> Result<PageToken, String> {
    let find_input = || {
        let shape = operation.input.as_deref()?;
        let member = plan.model.shapes.get(shape)?.members()?.get(input)?;
        let field = plan.names.shape(shape)?.members.get(input)?;
        Some((shape, member, field))
    };
    let (shape, member, field) =
        find_input().ok_or_else(|| format!("{} is not a member of the input", code(input)))?;
    if member.required {
        return Err(format!("the input requires {}", code(input)));
    }
    let kind = plan.model.shapes.get(&member.target).map(|it| &it.kind);
    if !kind.is_some_and(can_be_token) {
        return Err(format!("{} is not a value that can be empty", code(input)));
    }
    let expected = plan.member_type(shape, member);
    let places = find(plan, operation, output)?;
    if places.iter().any(|place| place.value != expected) {
        return Err(format!(
            "{} and {} are of different types",
            code(input),
            code(output)
        ));
    }
    Ok(PageToken {
        field: field.clone(),
        places,
    })
}

/// Returns `true` if `aws-json-protocol` can tell whether a value of this kind is a token: a number
/// always is, and text, a blob, a list or a map is unless it is empty.
fn can_be_token(kind: &ShapeKind) -> bool {
    kind.has_size() && !matches!(kind, ShapeKind::Enum { .. })
}

fn flag(plan: &Plan<'_>, operation: &Operation, path: &str) -> Result<Vec<Place>, String> {
    let places = find(plan, operation, path)?;
    match places.iter().all(|place| place.value == RustType::BOOL) {
        true => Ok(places),
        false => Err(format!("{} is not a boolean", code(path))),
    }
}

fn items(plan: &Plan<'_>, operation: &Operation, path: &str) -> Result<Place, String> {
    let places = find(plan, operation, path)?;
    let [place] = <[_; 1]>::try_from(places)
        .map_err(|_| format!("{} has items in several places", code(path)))?;
    Ok(place)
}

/// Returns the places that an expression refers to.
fn find(plan: &Plan<'_>, operation: &Operation, path: &str) -> Result<Vec<Place>, String> {
    let alternatives = path::alternatives(path)
        .ok_or_else(|| format!("{} is more than a path of members", code(path)))?;
    let places = alternatives.iter().map(|segments| {
        place(plan, operation.output.as_deref(), segments)
            .ok_or_else(|| format!("{} is not in the output", code(path)))
    });
    places.collect()
}

fn place(plan: &Plan<'_>, output: Option<&str>, segments: &[Segment<'_>]) -> Option<Place> {
    let mut name = output?;
    let mut value = plan.rust_type(name);
    let mut steps = Vec::new();
    for segment in segments {
        let shape = plan.model.shapes.get(name)?;
        name = match (segment, &shape.kind) {
            (Segment::Member(member), ShapeKind::Structure { members }) => {
                let facts = members.get(*member)?;
                let field = plan.names.shape(name)?.members.get(*member)?;
                steps.push(Step {
                    to: Target::Field(field.clone()),
                    optional: !facts.required,
                });
                value = plan.member_type(name, facts);
                &facts.target
            }
            (Segment::Index(index), ShapeKind::List { member }) => {
                let to = match index {
                    -1 => Target::Last,
                    _ => Target::FromStart((*index).try_into().ok()?),
                };
                let optional = shape.sparse;
                steps.push(Step { to, optional });
                value = plan.rust_type(&member.target);
                &member.target
            }
            _ => return None,
        };
    }
    Some(Place { steps, value })
}
