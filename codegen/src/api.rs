//! The public API of a generated crate as data.
//!
//! An [`Api`] describes everything that is public in a crate: its types with their members,
//! constructors and traits, its operations, its error, its constants, and the place of each of
//! them. All of this is decided here: `render` writes it, [`surface`] lists it, and
//! [`diff`](crate::diff) compares it.

mod documentation;
mod field;
mod operation;
mod pages;
mod service;
pub mod surface;
mod types;
mod violations;

use crate::collections::IndexMap;
use crate::model::Model;
use crate::plan::Plan;
pub use documentation::{Documentation, Since};
pub use field::Field;
pub(crate) use field::is_message;
pub use operation::{Body, Operation};
pub use pages::{PageToken, Pages, Place, Step};
pub(crate) use service::ENDPOINTS;
pub use service::{Constant, ErrorVariant, ServiceError};
pub use types::{Kind, Structure, Trait, Type, Variant};
pub use violations::{Reason, Violated, Violations};

/// The public API of the crate for a model.
#[derive(Clone, Debug)]
pub struct Api<'m> {
    /// The model, which [`validate`](crate::validate::validate) has found to be valid.
    pub model: &'m Model,
    /// The decisions that the API is based on.
    pub plan: Plan<'m>,
    /// The documentation that the model does not contain.
    pub documentation: &'m Documentation,
    /// The constants of the module `service`.
    pub constants: Vec<Constant<'m>>,
    /// The structures, unions and enums, by the names of their shapes, in model order.
    pub types: IndexMap<&'m str, Type<'m>>,
    /// The operations by name, in model order, including those of which only the types are
    /// generated.
    pub operations: IndexMap<&'m str, Operation<'m>>,
    /// The error that operations return, if there are operations.
    pub error: Option<ServiceError<'m>>,
    /// The trait that a server implements, with a method for each bound operation, if there are
    /// operations.
    pub server: Option<String>,
}

impl<'m> Api<'m> {
    /// Creates the API of the crate for a model.
    pub fn new(model: &'m Model, documentation: &'m Documentation) -> Self {
        let plan = Plan::new(model);
        let types = plan.generated_shapes();
        let types = types.filter_map(|(name, shape)| Some((name, Type::new(&plan, name, shape)?)));
        let types = types.collect();
        let operations = model.operations.iter().filter_map(|(name, facts)| {
            let operation = Operation::new(&plan, &types, name, facts)?;
            Some((name.as_str(), operation))
        });
        Self {
            model,
            documentation,
            constants: service::constants(model),
            operations: operations.collect(),
            error: plan.has_operations().then(|| ServiceError::new(&plan)),
            server: plan
                .has_operations()
                .then(|| plan.names.service().to_owned()),
            types,
            plan,
        }
    }

    /// Returns the structure for a shape, if there is one.
    pub fn structure(&self, shape: &str) -> Option<&Structure<'m>> {
        self.types.get(shape)?.structure()
    }

    /// Returns the type of an input or output, if it has one.
    pub fn body<'a>(&'a self, body: &'a Body<'m>) -> Option<&'a Type<'m>> {
        match body {
            Body::Shape { shape, .. } => self.types.get(shape),
            Body::Empty(made_up) => Some(made_up),
            Body::Nothing => None,
        }
    }

    /// Returns the variant of the service's error that holds an exception.
    pub fn error_variant(&self, shape: &str) -> Option<&ErrorVariant<'m>> {
        let mut variants = self.error.as_ref()?.variants.iter();
        variants.find(|variant| variant.shape == shape)
    }

    /// Returns `true` if there are operations, rather than only types.
    pub fn has_operations(&self) -> bool {
        self.error.is_some()
    }
}
