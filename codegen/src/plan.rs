//! All that is decided about a generated crate before anything is rendered.

use std::collections::HashMap;

use crate::derives::Derives;
use crate::documentation::Documentation;
use crate::json_name::json_name;
use crate::model::{Member, Model, Operation, Shape, ShapeKind, TimestampFormat};
use crate::names::Names;
use crate::recursion::Recursion;
use crate::rust_type::RustType;
use crate::usage::Usage;

/// A model with all that is decided about the crate for it. Renderers only write it down.
#[derive(Clone, Debug)]
pub struct Plan<'m> {
    /// The model, which [`validate`](crate::validate::validate) found to be sound.
    pub model: &'m Model,
    /// What the documentation says beyond the model.
    pub documentation: &'m Documentation,
    /// Every Rust name.
    pub names: Names,
    /// Which shapes requests and responses reach.
    pub usage: Usage<'m>,
    /// Which members need a `Box`.
    pub recursion: Recursion<'m>,
    /// Which traits structures and unions derive.
    pub derives: Derives<'m>,
    /// The operation whose file holds a structure, for those that no other shape or operation uses.
    owners: HashMap<&'m str, &'m str>,
}

/// The file that holds a structure, union or enum.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Placement<'m> {
    /// `types.rs`.
    Types,
    /// `enums.rs`.
    Enums,
    /// `error.rs`.
    Error,
    /// The file of the one operation that uses it.
    Operation(&'m str),
}

impl<'m> Plan<'m> {
    /// Decides everything about the crate for a model.
    pub fn new(model: &'m Model, documentation: &'m Documentation) -> Self {
        let usage = Usage::of(model);
        Self {
            model,
            documentation,
            names: Names::of(model),
            recursion: Recursion::of(model),
            derives: Derives::of(model, &usage),
            owners: owners(model),
            usage,
        }
    }

    /// The shapes that have a type of their own and that something can carry, in model order.
    pub fn generated_shapes(&self) -> impl Iterator<Item = (&'m str, &'m Shape)> {
        let shapes = self
            .model
            .shapes
            .iter()
            .map(|(name, shape)| (name.as_str(), shape));
        shapes.filter(|(name, _)| self.names.shape(name).is_some() && self.usage.is_used(name))
    }

    /// The file that holds the type of a shape.
    pub fn placement(&self, name: &str, shape: &Shape) -> Placement<'m> {
        match (&shape.kind, self.owners.get(name)) {
            (ShapeKind::Enum { .. }, _) => Placement::Enums,
            _ if shape.error.is_some() => Placement::Error,
            (_, Some(operation)) => Placement::Operation(operation),
            (_, None) => Placement::Types,
        }
    }

    /// The type of a structure's field or of the value in a union's variant, without the `Option`
    /// around an optional member.
    pub fn member_type(&self, shape: &str, member: &Member) -> RustType {
        let rust_type = RustType::of(self.model, &self.names, &member.target);
        match self.recursion.needs_box(shape, &member.target) {
            true => RustType::Box(rust_type.into()),
            false => rust_type,
        }
    }

    /// The type of a structure's field.
    pub fn field_type(&self, shape: &str, member: &Member) -> RustType {
        let rust_type = self.member_type(shape, member);
        match member.required {
            true => rust_type,
            false => RustType::Option(rust_type.into()),
        }
    }

    /// The key of a shape's member in a JSON document.
    pub fn json_name<'a>(&self, shape: &'a Shape, name: &'a str, member: &'a Member) -> &'a str {
        json_name(self.model.service.protocol, shape, name, member)
    }

    /// How a timestamp is written, where a member holds one, also in lists and maps, and the model
    /// says it.
    pub fn timestamp_format(&self, member: &Member) -> Option<TimestampFormat> {
        let (innermost, shape) = self.innermost(member)?;
        innermost.timestamp_format.or(shape.timestamp_format)
    }

    /// A member with its shape, or what the lists and maps in it hold.
    pub fn innermost<'a>(&'a self, member: &'a Member) -> Option<(&'a Member, &'a Shape)> {
        let mut innermost = member;
        let mut shape = self.model.shapes.get(&innermost.target)?;
        while let ShapeKind::List { member } | ShapeKind::Map { value: member, .. } = &shape.kind {
            innermost = member;
            shape = self.model.shapes.get(&innermost.target)?;
        }
        Some((innermost, shape))
    }

    /// Whether a member's value must not be shown.
    pub fn is_sensitive(&self, member: &Member) -> bool {
        member.sensitive || self.derives.is_sensitive(&member.target)
    }

    /// Whether operations are generated for the protocol, or types only.
    pub fn has_operations(&self) -> bool {
        self.model.service.protocol.is_aws_json()
    }

    /// Whether the operation itself is generated, or the types of its input and output only: for
    /// other protocols than AWS JSON, and where it streams events, which are no JSON document.
    pub fn is_bound(&self, operation: &Operation) -> bool {
        self.has_operations() && !self.streams_events(operation)
    }

    fn streams_events(&self, operation: &Operation) -> bool {
        self.is_event_stream(&operation.input) || self.is_event_stream(&operation.output)
    }

    /// Whether an input or output is a stream of events, and no document.
    pub(crate) fn is_event_stream(&self, end: &Option<String>) -> bool {
        let structure = end.as_ref().and_then(|end| self.model.shapes.get(end));
        let members = structure.and_then(Shape::members).into_iter().flatten();
        let mut targets = members.filter_map(|(_, member)| self.model.shapes.get(&member.target));
        targets.any(|target| target.traits.other.contains_key("eventstream"))
    }
}

/// The structures that are the input or output of one operation and are used nowhere else.
fn owners(model: &Model) -> HashMap<&str, &str> {
    let mut owners: HashMap<&str, Option<&str>> = HashMap::new();
    for (name, operation) in &model.operations {
        for target in operation.input.iter().chain(&operation.output) {
            let owner = owners.entry(target).or_insert(Some(name));
            if *owner != Some(name) {
                *owner = None;
            }
        }
        for error in &operation.errors {
            owners.insert(error, None);
        }
    }
    for shape in model.shapes.values() {
        for (_, member) in shape.references() {
            owners.insert(&member.target, None);
        }
    }
    owners
        .into_iter()
        .filter_map(|(shape, operation)| Some((shape, operation?)))
        .collect()
}
