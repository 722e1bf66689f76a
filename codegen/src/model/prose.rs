//! Detection of prose in a model. Committed models and code contain none.

use std::fmt::Arguments;

use super::{Member, Model, Traits};

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
        let mut found = prose(&self.service.traits, format_args!(""));
        let mut look =
            |traits, path: Arguments<'_>| found = found.take().or_else(|| prose(traits, path));
        for (name, operation) in &self.operations {
            look(&operation.traits, format_args!("operations.{name}."));
        }
        for (name, shape) in &self.shapes {
            look(&shape.traits, format_args!("shapes.{name}."));
            let members = shape.members().map_or("", |_| "members.");
            for (member, Member { traits, .. }) in shape.references() {
                look(traits, format_args!("shapes.{name}.{members}{member}."));
            }
            for (value, traits) in shape.values() {
                look(traits, format_args!("shapes.{name}.enum {value:?}."));
            }
        }
        found
    }
}

/// Returns the path of the prose in traits, written only if there is some.
fn prose(traits: &Traits, path: Arguments<'_>) -> Option<String> {
    let deprecated = traits.deprecated.as_ref();
    let message = deprecated.and_then(|it| it.message.as_ref());
    let documentation = traits.documentation.as_ref().map(|_| "documentation");
    let key = documentation.or(message.map(|_| "deprecatedMessage"))?;
    Some(format!("{path}{key}"))
}
