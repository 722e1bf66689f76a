//! Detection of prose in a model. Committed models and code contain none.

use super::{Model, ShapeKind};

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
        let mut parts = vec![(String::new(), &self.service.traits)];
        for (name, operation) in &self.operations {
            parts.push((format!("operations.{name}."), &operation.traits));
        }
        for (name, shape) in &self.shapes {
            let path = format!("shapes.{name}.");
            parts.push((path.clone(), &shape.traits));
            let members = shape.members().map_or("", |_| "members.");
            for (member, facts) in shape.references() {
                parts.push((format!("{path}{members}{member}."), &facts.traits));
            }
            if let ShapeKind::Enum { values } = &shape.kind {
                for value in values {
                    parts.push((format!("{path}enum {:?}.", value.value), &value.traits));
                }
            }
        }
        parts.into_iter().find_map(|(path, traits)| {
            let message = traits.deprecated.as_ref().map(|it| &it.message);
            match (&traits.documentation, message) {
                (Some(_), _) => Some(path + "documentation"),
                (None, Some(Some(_))) => Some(path + "deprecatedMessage"),
                _ => None,
            }
        })
    }
}
