//! The shapes and `apply` statements of a document by shape ID, as written.

use std::cell::RefCell;

use super::{id, prelude};
use crate::collections::IndexMap;
use crate::problem::{Findings, Place, printable};
use crate::source::cursor::Cursor;
use crate::source::json::Node;
use crate::validate::is_identifier;

/// The types of shapes, as the AST spells them.
const TYPES: &str = "bigDecimal bigInteger blob boolean byte document double enum float intEnum \
                     integer list long map operation resource service set short string structure \
                     timestamp union apply";

const APPLIED_TO_NOTHING: &str = "applies traits to an unknown shape; correct the shape ID";

#[derive(Default)]
pub(super) struct Index<'n> {
    /// Whether it has version 1.0, in which numbers and booleans have implicit defaults.
    pub(super) is_version_1: bool,
    shapes: IndexMap<&'n str, Entry<'n>>,
    applications: IndexMap<&'n str, Vec<Application<'n>>>,
}

/// A shape as written in the document.
#[derive(Clone)]
pub(super) struct Entry<'n> {
    pub(super) type_name: &'n str,
    pub(super) place: Cursor<'n>,
    /// Whether it defines a trait.
    is_trait: bool,
}

pub(super) struct Application<'n> {
    /// The member that the traits are for. A shape itself cannot have an `apply` statement in the
    /// document that defines it, as the two would have the same key.
    pub(super) member: &'n str,
    pub(super) place: Cursor<'n>,
}

impl<'n> Index<'n> {
    pub(super) fn read(root: &'n Node<'n>, findings: &'n RefCell<Findings>) -> Self {
        let top_level = Place::top_level("(top level)", findings);
        // `metadata` has instructions for validators and build tools, not about the service.
        let [version, metadata, shapes] =
            Cursor::new(top_level, root).keys(["smithy", "metadata", "shapes"]);
        _ = metadata.as_ref().map(Cursor::entries);
        let mut index = Self {
            is_version_1: version.is_some_and(|it| is_version_1(&it)),
            ..Self::default()
        };
        for (id, shape) in shapes.iter().flat_map(Cursor::entries) {
            index.add(id, shape);
        }
        let applications = index.applications.iter();
        let unknown = applications.filter(|(id, _)| !index.shapes.contains_key(*id));
        for application in unknown.flat_map(|(_, applications)| applications) {
            application.place.problem(APPLIED_TO_NOTHING);
        }
        index
    }

    fn add(&mut self, key: &'n str, place: Cursor<'n>) {
        let type_name = match place.node.get("type") {
            Some(Node::String(name)) if TYPES.split(' ').any(|known| known == name) => {
                name.as_ref()
            }
            _ => return place.problem("has no `type`, or an unknown one; correct `type`"),
        };
        let (id, member) = match key.split_once('$') {
            Some((id, member)) if type_name == "apply" => (id, Some(member)),
            _ => (key, None),
        };
        if !id::is_absolute(id) || !member.is_none_or(is_identifier) {
            place.problem(id::NOT_ABSOLUTE);
        } else if let Some(member) = member {
            let application = Application { member, place };
            self.applications.entry(id).or_default().push(application);
        } else if type_name == "apply" {
            place.problem(APPLIED_TO_NOTHING);
        } else {
            let entry = Entry {
                type_name,
                is_trait: has_trait(&place, "smithy.api#trait"),
                place,
            };
            self.shapes.insert(id, entry);
        }
    }

    pub(super) fn entry(&self, id: &str) -> Option<(&'n str, Entry<'n>)> {
        let (_, id, entry) = self.shapes.get_full(id)?;
        Some((id, entry.clone()))
    }

    pub(super) fn applications(&self, id: &str) -> &[Application<'n>] {
        self.applications.get(id).map_or(&[], Vec::as_slice)
    }

    /// Returns the IDs of the services, in order. A mixin is not a service.
    pub(super) fn services(&self) -> impl Iterator<Item = &'n str> + Clone {
        let is_service = |(_, entry): &(&&'n str, &Entry<'n>)| {
            entry.type_name == "service" && !has_trait(&entry.place, "smithy.api#mixin")
        };
        self.shapes.iter().filter(is_service).map(|(id, _)| *id)
    }

    pub(super) fn is_a(&self, id: &str, type_name: &str) -> bool {
        let entry = self.shapes.get(id);
        entry.is_some_and(|entry| entry.type_name == type_name)
    }

    /// Returns `true` if a target is a data shape of the document or of the prelude.
    pub(super) fn has_data_shape(&self, id: &str) -> bool {
        !["operation", "resource", "service", ""].contains(&self.type_name(id))
    }

    /// Returns the type of a shape of the document or of the prelude; empty if it is in neither.
    pub(super) fn type_name(&self, id: &str) -> &'n str {
        match self.shapes.get(id) {
            Some(entry) => entry.type_name,
            None => prelude::shape(id).map_or("", |shape| shape.kind.name()),
        }
    }

    /// Returns `true` if the document itself defines a shape, and with this trait.
    pub(super) fn defines(&self, id: &str, trait_id: &str) -> bool {
        let entry = self.shapes.get(id);
        entry.is_some_and(|entry| has_trait(&entry.place, trait_id))
    }

    pub(super) fn defines_trait(&self, id: &str) -> bool {
        self.shapes.get(id).is_some_and(|entry| entry.is_trait)
    }
}

fn has_trait(shape: &Cursor<'_>, id: &str) -> bool {
    let traits = shape.node.get("traits");
    traits.is_some_and(|traits| traits.get(id).is_some())
}

/// Checks the version of Smithy, and returns `true` if it is 1.0. The trait `enum` and the type
/// `set`, which belong to that version, are read in both.
fn is_version_1(cursor: &Cursor<'_>) -> bool {
    let Some(version) = cursor.text() else {
        return false;
    };
    let (major, minor) = version.split_once('.').unwrap_or((version, "0"));
    let is_number = !minor.is_empty() && minor.chars().all(|digit| digit.is_ascii_digit());
    if !["1", "2"].contains(&major) || !is_number {
        cursor.problem(format!(
            "is `{}`, an unknown version of Smithy; expected `1.0` or `2.0`",
            printable(version)
        ));
    }
    major == "1"
}
