//! The pagination of an operation, member by member.

use super::Type;
use crate::collections::IndexMap;
use crate::markdown::code;
use crate::model::{Operation, Pagination, ShapeKind};
use crate::plan::{Plan, RustType};

/// The pagination of an operation: the parts of its implementation of `Paginated`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pages {
    /// The tokens, in the order of the model.
    pub tokens: Vec<PageToken>,
    /// The place of the items; `None` if the page itself is the only item.
    pub items: Option<Place>,
    /// The place of the flag for further pages, if the model has one.
    pub more: Option<Place>,
}

/// A token.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageToken {
    /// The field of the input that takes it.
    pub field: String,
    /// Its place.
    pub place: Place,
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
pub enum Step {
    /// To a field of a structure.
    Field {
        /// The name of the field.
        name: String,
        /// Whether the value may be absent.
        optional: bool,
    },
    /// To the last element of a list.
    Last,
}

impl Pages {
    /// Returns the pagination of an operation.
    ///
    /// # Errors
    ///
    /// Returns the reason if types cannot express the pagination.
    pub(super) fn new(messages: &Messages<'_>, pagination: &Pagination) -> Result<Self, String> {
        let tokens = pagination.input_tokens.iter();
        let tokens = tokens.zip(&pagination.output_tokens);
        let tokens = tokens.map(|(input, output)| messages.token(input, output));
        let items = pagination.result_keys.first();
        let items = items.map(|path| messages.place(path));
        let more = pagination.more_results.as_ref();
        let more = more.map(|path| messages.flag(path));
        Ok(Self {
            tokens: tokens.collect::<Result<_, _>>()?,
            items: items.transpose()?,
            more: more.transpose()?,
        })
    }
}

/// The messages of an operation, in which paths of members are found.
pub(super) struct Messages<'a> {
    pub(super) plan: &'a Plan<'a>,
    /// The types by the names of their shapes.
    pub(super) types: &'a IndexMap<&'a str, Type<'a>>,
    pub(super) operation: &'a Operation,
}

impl Messages<'_> {
    fn token(&self, input: &str, output: &str) -> Result<PageToken, String> {
        let structure = self.operation.input.as_deref();
        let structure = structure.and_then(|input| self.types.get(input));
        let field = structure.and_then(|structure| structure.field(input));
        let field = field.ok_or_else(|| format!("{} is not a member of the input", code(input)))?;
        if field.facts.required {
            return Err(format!("the input requires {}", code(input)));
        }
        let target = self.plan.model.shapes.get(&field.facts.target);
        if !target.is_some_and(|target| can_be_token(&target.kind)) {
            return Err(format!("{} is not a value that can be empty", code(input)));
        }
        let place = self.place(output)?;
        if place.value != field.value {
            return Err(format!(
                "{} and {} are of different types",
                code(input),
                code(output)
            ));
        }
        Ok(PageToken {
            field: field.name.clone(),
            place,
        })
    }

    fn flag(&self, path: &str) -> Result<Place, String> {
        let place = self.place(path)?;
        match place.value == RustType::BOOL {
            true => Ok(place),
            false => Err(format!("{} is not a boolean", code(path))),
        }
    }

    fn place(&self, path: &str) -> Result<Place, String> {
        let members = members(path)
            .ok_or_else(|| format!("{} is more than a path of members", code(path)))?;
        let place = self.find(&members);
        place.ok_or_else(|| format!("{} is not in the output", code(path)))
    }

    fn find(&self, path: &[Member<'_>]) -> Option<Place> {
        let mut shape = self.operation.output.as_deref()?;
        let mut value = self.plan.rust_type(shape);
        let mut steps = Vec::new();
        for (member, is_list) in path {
            let structure = self
                .types
                .get(shape)
                .filter(|it| it.structure().is_some())?;
            let field = structure.field(member)?;
            steps.push(Step::Field {
                name: field.name.clone(),
                optional: !field.facts.required,
            });
            value = field.value.clone();
            shape = &field.facts.target;
            if *is_list {
                let list = self.plan.model.shapes.get(shape)?;
                let member = match &list.kind {
                    ShapeKind::List { member } if !list.sparse => member,
                    _ => return None,
                };
                steps.push(Step::Last);
                value = self.plan.rust_type(&member.target);
                shape = &member.target;
            }
        }
        Some(Place { steps, value })
    }
}

/// Returns `true` if `aws-json-protocol` can tell whether a value of this kind is a token: a number
/// always is, and text, a blob, a list or a map is unless it is empty.
fn can_be_token(kind: &ShapeKind) -> bool {
    kind.has_size() && !matches!(kind, ShapeKind::Enum { .. })
}

/// A member in a path, and whether the path goes on in the last element of the list there.
type Member<'p> = (&'p str, bool);

/// Returns the members of a path (`StreamDescription.Shards[-1].ShardId`), the part of JMESPath that
/// services with AWS JSON use.
fn members(path: &str) -> Option<Vec<Member<'_>>> {
    let is_of_name = |character: char| character.is_ascii_alphanumeric() || character == '_';
    let members = path.split('.').map(|member| {
        let list = member.strip_suffix("[-1]");
        let name = list.unwrap_or(member);
        let is_name = !name.is_empty() && name.chars().all(is_of_name);
        is_name.then_some((name, list.is_some()))
    });
    members.collect()
}
