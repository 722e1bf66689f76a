//! The operations of a generated crate.

use super::pages::{Messages, Pages};
use super::{Trait, Type};
use crate::collections::IndexMap;
use crate::model;
use crate::plan::Plan;

/// An operation.
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
    /// Whether it can be called. Otherwise only its types are generated, because the protocol is not
    /// AWS JSON or the operation streams events.
    pub is_bound: bool,
    /// Its pagination, if it is bound and paginated, or why types cannot express the pagination.
    pub pages: Option<Result<Pages, String>>,
    /// The operation in the model.
    pub facts: &'m model::Operation,
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

    pub(super) fn new(
        plan: &Plan<'m>,
        types: &IndexMap<&'m str, Type<'m>>,
        name: &'m str,
        facts: &'m model::Operation,
    ) -> Option<Self> {
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
        let pagination = facts.pagination.as_ref().filter(|_| is_bound);
        let messages = Messages {
            plan,
            types,
            operation: facts,
        };
        Some(Self {
            name,
            type_name: names.type_name.clone(),
            file: names.module.clone(),
            input: body(&facts.input, &names.input, Some(&names.type_name)),
            output: body(&facts.output, &names.output, None),
            is_bound,
            pages: pagination.map(|it| Pages::new(&messages, it)),
            facts,
        })
    }

    /// Returns the names of its input and output in Rust, if it is bound.
    pub fn bound_types(&self) -> Option<(&str, &str)> {
        let types = self.input.type_name().zip(self.output.type_name());
        types.filter(|_| self.is_bound)
    }

    /// Returns its pagination, if it is paginated and types can express the pagination.
    pub fn pages(&self) -> Option<&Pages> {
        self.pages.as_ref()?.as_ref().ok()
    }
}
