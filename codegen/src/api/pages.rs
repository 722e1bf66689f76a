//! The pagination of an operation, member by member.

mod path;

use crate::markdown::code;
use crate::model::{Member, Operation, Shape, ShapeKind};
use crate::plan::{Plan, RustType};
use path::Segment;

/// The pagination of an operation: the parts of its implementation of `Paginated`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pages {
    /// The tokens, in the order of the model.
    pub tokens: Vec<PageToken>,
    /// The items; `None` if the page itself is the only item.
    pub items: Option<PageItems>,
    /// The places in a page that can hold the flag for further pages; empty if the model has none.
    pub more: Vec<Access>,
}

/// A token.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageToken {
    /// The field of the input that takes it.
    pub field: String,
    /// The places in a page that can hold it; the first that does is used.
    pub places: Vec<Access>,
}

/// The items of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageItems {
    /// The place in a page that holds them.
    pub place: Access,
    /// The type of the value there.
    pub value: RustType,
    /// Whether the value is a list or map; any other value is itself the only item.
    pub is_collection: bool,
}

impl PageItems {
    /// Returns the type of `Paginated::Items`: a collection, or an `Option` of the only item.
    pub fn rust_type(&self) -> RustType {
        match self.is_collection {
            true => self.value.clone(),
            false => RustType::Option(self.value.clone().into()),
        }
    }
}

/// The path from an output to one of its values, step by step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Access(pub Vec<Step>);

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
    /// Returns the pagination of an operation, if it is paginated.
    ///
    /// # Errors
    ///
    /// Returns the reason if types cannot express the pagination.
    pub(super) fn new(plan: &Plan<'_>, operation: &Operation) -> Option<Result<Self, String>> {
        let pagination = operation.pagination.as_ref()?;
        let pages = || {
            let inputs = pagination.input_tokens.iter();
            let tokens = inputs
                .zip(&pagination.output_tokens)
                .map(|(input, output)| token(plan, operation, input, output));
            let more = pagination.more_results.iter();
            let more = more.map(|path| flag(plan, operation, path));
            let items = pagination.result_keys.first();
            Ok(Self {
                tokens: tokens.collect::<Result<_, String>>()?,
                items: items
                    .map(|path| items_at(plan, operation, path))
                    .transpose()?,
                more: more.collect::<Result<Vec<_>, String>>()?.concat(),
            })
        };
        Some(pages())
    }
}

fn token(
    plan: &Plan<'_>,
    operation: &Operation,
    input: &str,
    output: &str,
) -> Result<PageToken, String> {
    let is_no_member = || format!("{} is not a member of the input", code(input));
    let (shape, member) = (|| {
        let shape = operation.input.as_deref()?;
        let members = plan.model.shapes.get(shape)?.members()?;
        Some((shape, members.get(input)?))
    })()
    .ok_or_else(is_no_member)?;
    let field = plan.names.shape(shape).and_then(|it| it.members.get(input));
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
        field: field.ok_or_else(is_no_member)?.clone(),
        places: places.into_iter().map(|place| place.access).collect(),
    })
}

/// Returns `true` if `aws-json-protocol` can tell whether a value of this kind is a token: a number
/// always is, and any other value is unless it is empty.
fn can_be_token(kind: &ShapeKind) -> bool {
    match kind {
        ShapeKind::String
        | ShapeKind::Blob
        | ShapeKind::Byte
        | ShapeKind::Short
        | ShapeKind::Integer
        | ShapeKind::IntEnum { .. }
        | ShapeKind::Long
        | ShapeKind::Float
        | ShapeKind::Double
        | ShapeKind::BigInteger
        | ShapeKind::BigDecimal
        | ShapeKind::List { .. }
        | ShapeKind::Map { .. } => true,
        ShapeKind::Boolean
        | ShapeKind::Timestamp
        | ShapeKind::Document
        | ShapeKind::Enum { .. }
        | ShapeKind::Structure { .. }
        | ShapeKind::Union { .. } => false,
    }
}

fn flag(plan: &Plan<'_>, operation: &Operation, path: &str) -> Result<Vec<Access>, String> {
    let places = find(plan, operation, path)?;
    match places.iter().all(|place| place.value == RustType::BOOL) {
        true => Ok(places.into_iter().map(|place| place.access).collect()),
        false => Err(format!("{} is not a boolean", code(path))),
    }
}

fn items_at(plan: &Plan<'_>, operation: &Operation, path: &str) -> Result<PageItems, String> {
    let places = find(plan, operation, path)?;
    let [Place { access, value }] = <[_; 1]>::try_from(places)
        .map_err(|_| format!("{} has items in several places", code(path)))?;
    Ok(PageItems {
        is_collection: matches!(value, RustType::Vec(_) | RustType::Map(..)),
        place: access,
        value,
    })
}

/// A place in an output, and the type of the value there.
struct Place {
    access: Access,
    value: RustType,
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
        let (to, optional, member) = match *segment {
            Segment::Member(member) => field(plan, name, shape, member)?,
            Segment::Index(index) => element(shape, index)?,
        };
        value = match segment {
            Segment::Member(_) => plan.member_type(name, member),
            Segment::Index(_) => plan.rust_type(&member.target),
        };
        steps.push(Step { to, optional });
        name = &member.target;
    }
    Some(Place {
        access: Access(steps),
        value,
    })
}

fn field<'m>(
    plan: &Plan<'_>,
    name: &str,
    shape: &'m Shape,
    member: &str,
) -> Option<(Target, bool, &'m Member)> {
    let ShapeKind::Structure { members } = &shape.kind else {
        return None;
    };
    let facts = members.get(member)?;
    let field = plan.names.shape(name)?.members.get(member)?;
    Some((Target::Field(field.clone()), !facts.required, facts))
}

fn element(shape: &Shape, index: i64) -> Option<(Target, bool, &Member)> {
    let ShapeKind::List { member } = &shape.kind else {
        return None;
    };
    let target = match index {
        -1 => Target::Last,
        _ => Target::FromStart(index.try_into().ok()?),
    };
    Some((target, shape.sparse, member))
}
