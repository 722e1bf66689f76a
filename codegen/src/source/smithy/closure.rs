//! The closure of a service: its operations, including those of its resources, and the shapes that
//! they lead to (Smithy 2.0, "Service closure").

use super::definition::{Definition, target};
use super::document::Document;
use super::located::Located;
use super::{prelude, traits};
use crate::collections::IndexSet;
use crate::model::{Protocol, Traits};
use crate::problem::printable;

/// The operations and shapes of a service by ID.
#[derive(Debug, Default)]
pub(super) struct Closure<'n> {
    pub(super) operations: IndexSet<&'n str>,
    pub(super) shapes: IndexSet<&'n str>,
}

impl<'n> Closure<'n> {
    pub(super) fn of(
        document: &Document<'n>,
        protocol: Protocol,
        service: &Definition<'n>,
    ) -> Self {
        let mut closure = Self::default();
        closure.add_operations(document, protocol, service);
        for place in service.property("errors") {
            closure.shapes.extend(targets(document, place));
        }
        closure.add_operation_shapes(document);
        closure.add_member_targets(document);
        closure
    }

    /// Follows the service and its resources to their operations.
    fn add_operations(
        &mut self,
        document: &Document<'n>,
        protocol: Protocol,
        service: &Definition<'n>,
    ) {
        let mut resources = IndexSet::default();
        self.add_bound(document, service, &mut resources);
        let mut next = 0;
        while let Some(id) = resources.get_index(next).copied() {
            next += 1;
            if let Some(resource) = document.definition(id) {
                self.add_bound(document, &resource, &mut resources);
                check_resource(document, protocol, &resource);
            }
        }
    }

    /// Adds the operations and resources that a service or resource binds.
    fn add_bound(
        &mut self,
        document: &Document<'n>,
        owner: &Definition<'n>,
        resources: &mut IndexSet<&'n str>,
    ) {
        for key in ["create", "put", "read", "update", "delete", "list"] {
            let Some(place) = owner.property(key).next_back() else {
                continue;
            };
            if let Some(id) = target(&place.cursor(&document.findings)) {
                self.add_operation(document, id, place);
            }
        }
        for key in ["operations", "collectionOperations"] {
            for place in owner.property(key) {
                for id in targets(document, place) {
                    self.add_operation(document, id, place);
                }
            }
        }
        for place in owner.property("resources") {
            for id in targets(document, place) {
                let problem = |message: &str| {
                    let message = format!("binds `{}`, which {message}", printable(id));
                    place.cursor(&document.findings).problem(message);
                };
                if !is_a(document, id, "resource") {
                    problem("is not a resource of this document; add it or correct the ID");
                } else if !resources.insert(id) {
                    problem("is bound already; a service binds a resource once, without cycles");
                }
            }
        }
    }

    fn add_operation(&mut self, document: &Document<'n>, id: &'n str, place: &Located<'n>) {
        if is_a(document, id, "operation") {
            self.operations.insert(id);
        } else {
            place.cursor(&document.findings).problem(format!(
                "binds `{}`, which is not an operation of this document; add it or correct the ID",
                printable(id)
            ));
        }
    }

    /// Adds the inputs, outputs and errors. The reader of operations reports unknown shapes.
    fn add_operation_shapes(&mut self, document: &Document<'n>) {
        for id in &self.operations {
            let Some(operation) = document.definition(id) else {
                continue;
            };
            for role in ["input", "output"] {
                let place = operation.property(role).next_back();
                let id = place.and_then(|place| target(&place.cursor(&document.findings)));
                self.shapes.extend(id.filter(|id| *id != prelude::UNIT));
            }
            for place in operation.property("errors") {
                self.shapes.extend(targets(document, place));
            }
        }
        self.shapes.retain(|id| document.index.has_data_shape(id));
    }

    /// Adds the shapes that members lead to. The reader of members reports unknown shapes.
    fn add_member_targets(&mut self, document: &Document<'n>) {
        let mut next = 0;
        while let Some(id) = self.shapes.get_index(next).copied() {
            next += 1;
            let Some(definition) = document.definition(id) else {
                continue;
            };
            if ["enum", "intEnum"].contains(&definition.type_name) {
                continue;
            }
            let targets = definition.members.values().map(|member| member.target);
            self.shapes
                .extend(targets.filter(|target| document.index.has_data_shape(target)));
        }
    }
}

/// Checks the definition of a resource, none of which is part of the model.
fn check_resource(document: &Document<'_>, protocol: Protocol, resource: &Definition<'_>) {
    for (id, value) in resource.traits.iter() {
        let cursor = value.cursor(&document.findings);
        traits::any_of(document, protocol, id, &cursor, &mut Traits::default());
    }
    let places = ["identifiers", "properties"].map(|key| resource.property(key));
    for place in places.into_iter().flatten() {
        let object = place.cursor(&document.findings);
        for (name, node) in object.entries() {
            let cursor = object.key(name, node);
            if let Some(id) = target(&cursor).filter(|id| !document.index.has_data_shape(id)) {
                cursor.problem(format!(
                    "refers to `{}`, which is not a data shape of this document; \
                     add the shape or correct the ID",
                    printable(id)
                ));
            }
        }
    }
}

/// Returns the shape IDs that an array of references names.
pub(super) fn targets<'n>(document: &Document<'n>, place: &Located<'n>) -> Vec<&'n str> {
    let array = place.cursor(&document.findings);
    let elements = array.elements();
    elements
        .filter_map(|(index, node)| target(&array.index(index, node)))
        .collect()
}

fn is_a(document: &Document<'_>, id: &str, type_name: &str) -> bool {
    document
        .index
        .entry(id)
        .is_some_and(|(_, entry)| entry.type_name == type_name)
}
