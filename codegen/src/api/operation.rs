//! The operations of a generated crate.

use super::pages::Pages;
use super::{Trait, Type};
use crate::model::{self, Shape, labels};
use crate::plan::Plan;

/// An operation. If it is not bound, the crate only has its types.
#[derive(Clone, Debug)]
pub struct Operation<'m> {
    /// The name in the model.
    pub name: &'m str,
    /// The type that represents it.
    pub type_name: String,
    /// The file that holds it, without the extension.
    pub file: String,
    /// The input.
    pub input: Body<'m>,
    /// The output.
    pub output: Body<'m>,
    /// What it takes to call the operation; `None` if only its types are generated, because the
    /// protocol is not AWS JSON or the operation streams events.
    pub binding: Option<Binding<'m>>,
    /// The operation in the model.
    pub facts: &'m model::Operation,
}

/// What a bound operation has besides its types.
#[derive(Clone, Debug)]
pub struct Binding<'m> {
    /// The value of the header `X-Amz-Target`.
    pub target: String,
    /// The codes of the errors that the model lists.
    pub errors: Vec<&'m str>,
    /// The variants of the service's error that hold these errors.
    pub error_variants: Vec<String>,
    /// The members in the host prefix, and their fields.
    pub host_labels: Vec<(&'m str, String)>,
    /// The optional field that takes an idempotency token.
    pub idempotency_token: Option<String>,
    /// Its pagination, if it is paginated, or why types cannot express the pagination.
    pub pages: Option<Result<Pages, String>>,
}

/// The input or output of an operation.
#[derive(Clone, Debug)]
pub enum Body<'m> {
    /// The type of this shape.
    Shape {
        /// The name in the model.
        shape: &'m str,
        /// The name in Rust.
        type_name: String,
    },
    /// An empty structure, generated because the operation has no such shape in the model.
    Empty(Box<Type<'m>>),
    /// Nothing: the operation has no such shape in the model and is not bound.
    Nothing,
}

impl<'m> Body<'m> {
    /// Returns the name in Rust, if there is a type.
    pub fn type_name(&self) -> Option<&str> {
        match self {
            Self::Shape { type_name, .. } => Some(type_name),
            Self::Empty(it) => Some(&it.name),
            Self::Nothing => None,
        }
    }

    /// Returns the empty structure that is not in the model.
    pub fn made_up(&self) -> Option<&Type<'m>> {
        match self {
            Self::Empty(it) => Some(it),
            Self::Shape { .. } | Self::Nothing => None,
        }
    }
}

impl<'m> Operation<'m> {
    /// The traits of each operation that not every type has.
    pub const TRAITS: [Trait; 1] = [Trait::Copy];

    pub(super) fn new(plan: &Plan<'m>, name: &'m str, facts: &'m model::Operation) -> Option<Self> {
        let names = plan.names.operation(name)?;
        let is_bound = plan.is_bound(facts);
        let body = |shape: &'m Option<String>, type_name: &str, input_of| match shape {
            Some(shape) => Body::Shape {
                shape,
                type_name: type_name.to_owned(),
            },
            None if is_bound => Body::Empty(Box::new(Type::empty(
                type_name.to_owned(),
                name,
                &facts.traits,
                input_of,
            ))),
            None => Body::Nothing,
        };
        Some(Self {
            name,
            type_name: names.type_name.clone(),
            file: names.module.clone(),
            input: body(&facts.input, &names.input, Some(&names.type_name)),
            output: body(&facts.output, &names.output, None),
            binding: is_bound.then(|| binding(plan, name, facts)),
            facts,
        })
    }

    /// Returns the names of its input and output in Rust, if it is bound.
    pub fn bound_types(&self) -> Option<(&str, &str)> {
        self.binding.as_ref()?;
        self.input.type_name().zip(self.output.type_name())
    }

    /// Returns its pagination, if it is paginated and types can express the pagination.
    pub fn pages(&self) -> Option<&Pages> {
        self.binding.as_ref()?.pages.as_ref()?.as_ref().ok()
    }
}

fn binding<'m>(plan: &Plan<'m>, name: &str, facts: &'m model::Operation) -> Binding<'m> {
    let wire_name = facts.wire_name.as_deref().unwrap_or(name);
    let target_prefix = plan.model.service.target_prefix.as_deref();
    let errors = facts.errors.iter();
    let variants = errors.clone().filter_map(|error| plan.names.error(error));
    let field = |member: &str| {
        let names = plan.names.shape(facts.input.as_deref()?)?;
        names.members.get(member).cloned()
    };
    let input = facts
        .input
        .as_ref()
        .and_then(|it| plan.model.shapes.get(it));
    let members = input.and_then(Shape::members).into_iter().flatten();
    let mut tokens = members.filter(|(_, it)| it.idempotency_token && !it.required);
    let prefix = facts.host_prefix.as_deref().unwrap_or_default();
    Binding {
        target: format!("{}.{wire_name}", target_prefix.unwrap_or_default()),
        errors: errors.filter_map(|error| plan.error_code(error)).collect(),
        error_variants: variants.map(str::to_owned).collect(),
        host_labels: labels(prefix)
            .filter_map(|it| Some((it, field(it)?)))
            .collect(),
        idempotency_token: tokens.find_map(|(member, _)| field(member)),
        pages: facts
            .pagination
            .as_ref()
            .map(|it| Pages::new(plan, facts, it)),
    }
}
