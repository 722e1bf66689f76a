//! The contents of operations, structures, unions and enums that were added or removed.

use serde::Serialize;

use crate::model::{Member, Model, Operation, Shape, ShapeKind};

/// The contents of an operation or shape that only one side has.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Contents {
    /// The contents of an operation.
    Operation {
        /// The request.
        input: Option<Message>,
        /// The response.
        output: Option<Message>,
        /// The exceptions that it lists.
        errors: Vec<String>,
    },
    /// The contents of a structure or union.
    Structure {
        /// The members, in the order of the model.
        members: Vec<Part>,
    },
    /// The contents of an enum.
    Enum {
        /// The values, or the names of integers, in the order of the model.
        values: Vec<String>,
    },
}

/// A request or response of an operation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Message {
    /// The structure.
    pub shape: String,
    /// Its members, in the order of the model.
    pub members: Vec<Part>,
}

/// A member, with the contents of its shape.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Part {
    /// The path to its values, as for a [reach](super::Reach::path): `Reason`, `Tags[]`.
    pub path: String,
    /// Whether it is always present.
    pub required: bool,
    /// The shape of its values.
    pub target: String,
    /// The values of the shape, if it is an enum.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub values: Vec<String>,
    /// The names of the shape's members, if it is a structure or union.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub members: Vec<String>,
}

impl Contents {
    pub(super) fn of_operation(operation: &Operation, model: &Model) -> Self {
        let message = |shape: &Option<String>| {
            let shape = shape.as_ref()?;
            Some(Message {
                shape: shape.clone(),
                members: parts(model.shapes.get(shape)?, model),
            })
        };
        Self::Operation {
            input: message(&operation.input),
            output: message(&operation.output),
            errors: operation.errors.clone(),
        }
    }

    /// Returns the contents of a structure, union or enum, or `None` for other shapes.
    pub(super) fn of_shape(shape: &Shape, model: &Model) -> Option<Self> {
        match &shape.kind {
            ShapeKind::Structure { .. } | ShapeKind::Union { .. } => Some(Self::Structure {
                members: parts(shape, model),
            }),
            ShapeKind::Enum { .. } | ShapeKind::IntEnum { .. } => Some(Self::Enum {
                values: values(shape),
            }),
            _ => None,
        }
    }
}

fn parts(shape: &Shape, model: &Model) -> Vec<Part> {
    let members = shape.members().into_iter().flatten();
    members
        .map(|(name, member)| part(name, member, model))
        .collect()
}

fn part(name: &str, member: &Member, model: &Model) -> Part {
    let mut path = name.to_owned();
    let mut target = &member.target;
    let mut shape = model.shapes.get(target);
    // A validated model has no list or map that holds nothing but itself.
    while let Some(list) = shape.filter(|shape| shape.members().is_none())
        && let Some((name, inner)) = list.references().last()
    {
        path += &step(list, name);
        target = &inner.target;
        shape = model.shapes.get(target);
    }
    let members = shape.and_then(Shape::members).into_iter().flatten();
    Part {
        path,
        required: member.required,
        target: target.clone(),
        values: shape.map(values).unwrap_or_default(),
        members: members.map(|(name, _)| name.clone()).collect(),
    }
}

fn values(shape: &Shape) -> Vec<String> {
    shape.value_names().map(str::to_owned).collect()
}

/// Returns the step of a way for a member of a shape.
pub(super) fn step(shape: &Shape, member: &str) -> String {
    match (&shape.kind, member) {
        (ShapeKind::List { .. }, _) => "[]".to_owned(),
        (ShapeKind::Map { .. }, "key") => "{key}".to_owned(),
        (ShapeKind::Map { .. }, _) => "{}".to_owned(),
        _ => member.to_owned(),
    }
}
