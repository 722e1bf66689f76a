//! Detection of prose in a model. Committed models and code contain none.

use super::{Model, ShapeKind, Traits};

impl Model {
    /// Returns the path of the first prose in the model, such as `shapes.Tag.documentation`, or
    /// `None` if it contains only facts.
    ///
    /// # Examples
    ///
    /// ```
    /// use codegen::model::Model;
    ///
    /// let mut model = Model::default();
    /// assert_eq!(model.first_prose(), None);
    /// model.service.traits.documentation = Some("Orders cakes.".to_owned());
    /// assert_eq!(model.first_prose().as_deref(), Some("documentation"));
    /// ```
    pub fn first_prose(&self) -> Option<String> {
        let in_operations = || {
            let mut operations = self.operations.iter();
            operations.find_map(|(name, operation)| {
                at(&operation.traits, || format!("operations.{name}."))
            })
        };
        at(&self.service.traits, String::new)
            .or_else(in_operations)
            .or_else(|| in_shapes(self))
    }
}

fn in_shapes(model: &Model) -> Option<String> {
    model.shapes.iter().find_map(|(name, shape)| {
        let members_key = shape.members().map_or("", |_| "members.");
        let in_members = || {
            shape.references().find_map(|(member, facts)| {
                at(&facts.traits, || {
                    format!("shapes.{name}.{members_key}{member}.")
                })
            })
        };
        let in_values = || match &shape.kind {
            ShapeKind::Enum { values } => values.iter().find_map(|value| {
                at(&value.traits, || {
                    format!("shapes.{name}.enum {:?}.", value.value)
                })
            }),
            _ => None,
        };
        at(&shape.traits, || format!("shapes.{name}."))
            .or_else(in_members)
            .or_else(in_values)
    })
}

fn at(traits: &Traits, place: impl FnOnce() -> String) -> Option<String> {
    let message = || traits.deprecated.as_ref()?.message.as_ref();
    if traits.documentation.is_some() {
        return Some(place() + "documentation");
    }
    message().map(|_| place() + "deprecatedMessage")
}
