//! Everything that is decided about a generated crate before it is rendered.

mod derives;
mod json_name;
pub mod names;
mod recursion;
mod rust_type;
mod usage;

use crate::collections::{HashMap, HashSet};
use crate::model::{Member, Model, Operation, Shape, ShapeKind, TimestampFormat};
pub(crate) use json_name::json_name;
use names::Names;
pub use rust_type::RustType;
pub use usage::Usage;

/// A model with all decisions about its crate: names, types, traits and files. The
/// [`Api`](crate::api::Api) is built from it.
#[derive(Clone, Debug)]
pub struct Plan<'m> {
    /// The model, which [`validate`](crate::validate::validate) has found to be valid.
    pub model: &'m Model,
    /// Every Rust name outside of types.
    pub names: Names<'m>,
    /// The shapes that requests and responses reach.
    pub usage: Usage<'m>,
    /// The strongly connected component of each structure and union.
    components: HashMap<&'m str, usize>,
    with_floats: HashSet<&'m str>,
    sensitive: HashSet<&'m str>,
    /// The operation whose file holds a structure, for structures that no other shape or operation
    /// uses.
    owners: HashMap<&'m str, &'m str>,
    /// The bound operation that a structure is the input of, if there is exactly one.
    inputs: HashMap<&'m str, &'m str>,
}

/// The file that holds a structure, union or enum.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Placement<'m> {
    /// `types.rs`.
    Types,
    /// `enums.rs`, which the module `types` exports.
    Enums,
    /// `error.rs`.
    Error,
    /// The file of the one operation that uses it.
    Operation(&'m str),
}

impl Placement<'_> {
    /// Returns the public module that exports the items of the file.
    pub fn module(self) -> Module {
        match self {
            Self::Types | Self::Enums => Module::Types,
            Self::Error => Module::Error,
            Self::Operation(_) => Module::Operation,
        }
    }
}

/// A public module of types in a generated crate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Module {
    /// Exceptions, and the error that an operation returns.
    Error,
    /// Operations, with their inputs and outputs.
    Operation,
    /// The structures, unions and enums that operations share.
    Types,
}

impl Module {
    /// Every module.
    pub const ALL: [Self; 3] = [Self::Error, Self::Operation, Self::Types];

    /// Returns the name: `types`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Operation => "operation",
            Self::Types => "types",
        }
    }

    /// Returns the path in the crate: `crate::types`.
    pub(crate) fn path(self) -> &'static str {
        match self {
            Self::Error => "crate::error",
            Self::Operation => "crate::operation",
            Self::Types => "crate::types",
        }
    }
}

impl<'m> Plan<'m> {
    /// Decides everything about the crate for a model.
    pub fn new(model: &'m Model) -> Self {
        let usage = Usage::of(model);
        let mut plan = Self {
            model,
            names: Names::of(model),
            components: recursion::components(model, &usage),
            with_floats: derives::with_floats(model, &usage),
            sensitive: derives::sensitive(model, &usage),
            owners: owners(model, &usage),
            inputs: HashMap::default(),
            usage,
        };
        plan.inputs = inputs(&plan);
        plan
    }

    /// Returns the shapes that have a type of their own and that a message can carry, in model
    /// order.
    pub fn generated_shapes(&self) -> impl Iterator<Item = (&'m str, &'m Shape)> {
        let shapes = self
            .model
            .shapes
            .iter()
            .map(|(name, shape)| (name.as_str(), shape));
        shapes.filter(|(name, _)| self.names.type_name(name).is_some() && self.usage.is_used(name))
    }

    /// Returns the file that holds the type of a shape.
    pub fn placement(&self, name: &str, shape: &Shape) -> Placement<'m> {
        match (&shape.kind, self.owners.get(name)) {
            (ShapeKind::Enum { .. }, _) => Placement::Enums,
            _ if shape.error.is_some() => Placement::Error,
            (_, Some(operation)) => Placement::Operation(operation),
            (_, None) => Placement::Types,
        }
    }

    /// Returns the type for values of a shape.
    pub fn rust_type(&self, shape: &str) -> RustType {
        RustType::of(self.model, &self.names, shape)
    }

    /// Returns the type of the value in a structure's field or a union's variant, without the
    /// `Option` around an optional member.
    pub fn member_type(&self, shape: &str, member: &Member) -> RustType {
        let rust_type = self.rust_type(&member.target);
        match self.needs_box(shape, &member.target) {
            true => RustType::Box(rust_type.into()),
            false => rust_type,
        }
    }

    /// Returns `true` if a member of `shape` that targets `target` needs a `Box`: the target leads
    /// back to the shape without a list or map in between, which would break the cycle already. All
    /// members on a cycle are boxed, so that the choice does not depend on the order of shapes.
    pub fn needs_box(&self, shape: &str, target: &str) -> bool {
        let component = self.components.get(shape);
        component.is_some() && component == self.components.get(target)
    }

    /// Returns `true` if equality of a shape's values is total, which `Eq` and `Hash` need.
    pub fn eq_and_hash(&self, shape: &str) -> bool {
        !self.with_floats.contains(shape)
    }

    /// Returns the format of the timestamps in a member, also in lists and maps, if the model
    /// specifies it.
    pub fn timestamp_format(&self, member: &Member) -> Option<TimestampFormat> {
        let (innermost, shape) = self.model.innermost(member)?;
        innermost.timestamp_format.or(shape.timestamp_format)
    }

    /// Returns `true` if a member's value must not be shown.
    pub fn is_sensitive(&self, member: &Member) -> bool {
        member.sensitive || self.sensitive.contains(member.target.as_str())
    }

    /// Returns the type of the bound operation that has a shape as its input, if there is exactly
    /// one.
    pub fn operation_of_input(&self, shape: &str) -> Option<&str> {
        let names = self.names.operation(self.inputs.get(shape)?)?;
        Some(&names.type_name)
    }

    /// Returns the code of an exception on the wire.
    pub fn error_code(&self, shape: &str) -> Option<&'m str> {
        let (name, shape) = self.model.shapes.get_key_value(shape)?;
        let error = shape.error.as_ref()?;
        Some(error.code.as_deref().unwrap_or(name))
    }

    /// Returns `true` if operations are generated for the protocol, rather than only types.
    pub fn has_operations(&self) -> bool {
        self.model.service.protocol.is_aws_json()
    }

    /// Returns `true` if the operation itself is generated. For protocols other than AWS JSON, and
    /// for event streams, which are not JSON documents, only the types of its input and output are.
    pub fn is_bound(&self, operation: &Operation) -> bool {
        let mut ends = [&operation.input, &operation.output].into_iter();
        self.has_operations() && !ends.any(|end| self.is_event_stream(end))
    }

    /// Returns `true` if an input or output is a stream of events rather than a document.
    pub fn is_event_stream(&self, end: &Option<String>) -> bool {
        let structure = end.as_ref().and_then(|end| self.model.shapes.get(end));
        let members = structure.and_then(Shape::members).into_iter().flatten();
        let mut targets = members.filter_map(|(_, member)| self.model.shapes.get(&member.target));
        targets.any(|target| target.traits.other.contains_key("eventstream"))
    }
}

/// Returns the structures that are the input or output of one operation and that no member targets,
/// with that operation. Exceptions have another file anyway.
fn owners<'m>(model: &'m Model, usage: &Usage<'m>) -> HashMap<&'m str, &'m str> {
    let ends = model.operations.iter().flat_map(|(name, operation)| {
        let ends = operation.input.iter().chain(&operation.output);
        ends.map(|end| (end.as_str(), name.as_str()))
    });
    unanimous(ends.filter(|(end, _)| usage.users(end).is_empty()))
}

/// Returns the structures that are the input of one bound operation, with that operation.
fn inputs<'m>(plan: &Plan<'m>) -> HashMap<&'m str, &'m str> {
    let operations = plan.model.operations.iter();
    let bound = operations.filter(|(_, operation)| plan.is_bound(operation));
    unanimous(bound.filter_map(|(name, operation)| {
        let input = operation.input.as_deref()?;
        Some((input, name.as_str()))
    }))
}

/// Returns the keys that all pairs give the same value, with that value.
fn unanimous<'m>(pairs: impl Iterator<Item = (&'m str, &'m str)>) -> HashMap<&'m str, &'m str> {
    let mut values: HashMap<&str, Option<&str>> = HashMap::default();
    for (key, value) in pairs {
        let known = values.entry(key).or_insert(Some(value));
        *known = known.filter(|known| *known == value);
    }
    let values = values.into_iter();
    values
        .filter_map(|(key, value)| Some((key, value?)))
        .collect()
}
