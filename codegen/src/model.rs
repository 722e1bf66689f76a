//! A service model as facts: ordered, serializable, and independent of source formats and of Rust.
//!
//! The terms are Smithy's: a service has operations, operations refer to shapes, shapes have
//! members, and each of them has traits.

mod endpoints;
mod member;
mod operation;
mod prose;
mod service;
mod shape;
mod traits;

use serde::{Deserialize, Serialize};

pub use crate::collections::IndexMap;
pub use endpoints::{EndpointPartition, EndpointRow, EndpointTemplate, EndpointVariant, Endpoints};
pub use member::{HttpBinding, Member};
pub(crate) use operation::labels;
pub use operation::{Http, Operation, Pagination};
pub(crate) use service::ANONYMOUS;
pub use service::{Protocol, Service};
pub(crate) use shape::SIMPLE;
pub use shape::{EnumValue, Shape, ShapeKind};
pub(crate) use traits::compare_numbers;
pub use traits::{Constraints, Deprecated, ErrorTrait, Retryable, TimestampFormat, Traits};

/// A service: its operations and shapes in the order of their names, their members in the order of
/// the file they were read from.
///
/// Readers ([`source`](crate::source)) create it, [`validate`](mod@crate::validate) checks it, and
/// everything after that relies on it: in a validated model, every target is a shape.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Model {
    /// The format of the file that it was read from.
    #[serde(default, skip_serializing_if = "is_default")]
    pub format: Format,
    /// The names and the protocol of the service.
    pub service: Service,
    /// The operations by name.
    pub operations: IndexMap<String, Operation>,
    /// The shapes by name, simple ones included.
    pub shapes: IndexMap<String, Shape>,
}

impl Model {
    /// Returns the traits of every part of the model.
    pub fn traits_mut(&mut self) -> impl Iterator<Item = &mut Traits> {
        let operations = self.operations.values_mut();
        let shapes = self.shapes.values_mut();
        std::iter::once(&mut self.service.traits)
            .chain(operations.map(|operation| &mut operation.traits))
            .chain(shapes.flat_map(Shape::traits_mut))
    }

    /// Returns a member with its shape; for a list or map, the innermost member with the shape of
    /// its values.
    pub fn innermost<'m>(&'m self, member: &'m Member) -> Option<(&'m Member, &'m Shape)> {
        let mut innermost = member;
        let mut shape = self.shapes.get(&innermost.target)?;
        while let ShapeKind::List { member } | ShapeKind::Map { value: member, .. } = &shape.kind {
            innermost = member;
            shape = self.shapes.get(&innermost.target)?;
        }
        Some((innermost, shape))
    }
}

/// A format of model files. It determines which facts a model can have.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Format {
    /// botocore's `service-2.json` and `paginators-1.json`.
    #[default]
    Botocore,
    /// The Smithy JSON AST.
    Smithy,
}

/// Returns `true` if a fact is absent, so that a serialized model contains only those present.
fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}
