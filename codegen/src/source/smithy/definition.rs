//! Definitions of shapes, including their `apply` statements (Smithy 2.0, "JSON AST").

use std::cell::RefCell;

use super::id;
use super::index::{Application, Entry};
use super::located::Located;
use crate::collections::IndexMap;
use crate::source::cursor::Cursor;
use crate::source::findings::Findings;
use crate::source::json::Node;

/// The definition of a shape, on top of those of its mixins.
#[derive(Clone, Debug)]
pub(super) struct Definition<'n> {
    pub(super) id: &'n str,
    pub(super) type_name: &'n str,
    pub(super) place: Located<'n>,
    /// The keys besides `members` and `traits`, those of mixins first.
    pub(super) properties: Vec<(&'n str, Located<'n>)>,
    pub(super) members: IndexMap<&'n str, MemberDefinition<'n>>,
    pub(super) traits: AppliedTraits<'n>,
}

/// A member of a shape.
#[derive(Clone, Debug)]
pub(super) struct MemberDefinition<'n> {
    pub(super) place: Located<'n>,
    /// Empty if none is named, which is reported.
    pub(super) target: &'n str,
    pub(super) traits: AppliedTraits<'n>,
}

/// The traits of a shape or member by ID.
#[derive(Clone, Debug, Default)]
pub(super) struct AppliedTraits<'n>(IndexMap<&'n str, Located<'n>>);

impl<'n> AppliedTraits<'n> {
    fn read(place: Located<'n>, findings: &RefCell<Findings>) -> Self {
        let entries = place.cursor(findings).entries();
        Self(
            entries
                .map(|(id, node)| (id, place.value_of_trait(id, node)))
                .collect(),
        )
    }

    pub(super) fn get(&self, id: &str) -> Option<&Located<'n>> {
        self.0.get(id)
    }

    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = (&'n str, &Located<'n>)> {
        self.0.iter().map(|(id, value)| (*id, value))
    }

    /// Removes traits by ID.
    pub(super) fn remove(&mut self, is_removed: impl Fn(&str) -> bool) {
        self.0.retain(|id, _| !is_removed(id));
    }

    /// Adds a trait, in place of the one with the same ID.
    pub(super) fn put(&mut self, id: &'n str, value: Located<'n>) {
        self.0.insert(id, value);
    }
}

impl<'n> Definition<'n> {
    /// Reads the shape's own definition; its mixins are added to `mixins`.
    pub(super) fn own(
        id: &'n str,
        entry: Entry<'n>,
        mixins: &mut Vec<(&'n str, Located<'n>)>,
        findings: &RefCell<Findings>,
    ) -> Self {
        let shape = entry.place(id);
        let mut definition = Self {
            id,
            type_name: entry.type_name,
            place: shape,
            properties: Vec::new(),
            members: IndexMap::default(),
            traits: AppliedTraits::default(),
        };
        for (key, node) in shape.cursor(findings).entries() {
            let place = shape.key(key, node);
            match (key, entry.type_name) {
                ("type", _) => {}
                ("traits", _) => definition.traits = AppliedTraits::read(place, findings),
                ("mixins", _) => {
                    let cursor = place.cursor(findings);
                    for (index, node) in cursor.elements() {
                        let target = target(&cursor.index(index, node));
                        mixins.extend(target.map(|target| (target, place)));
                    }
                }
                ("members", "structure" | "union" | "enum" | "intEnum") => {
                    for (name, node) in place.cursor(findings).entries() {
                        definition.add_member(name, place.key(name, node), findings);
                    }
                }
                ("member", "list" | "set") | ("key" | "value", "map") => {
                    definition.add_member(key, place, findings);
                }
                ("version" | "operations" | "resources" | "errors" | "rename", "service")
                | ("input" | "output" | "errors", "operation")
                | ("identifiers" | "properties", "resource")
                | ("create" | "put" | "read" | "update" | "delete" | "list", "resource")
                | ("operations" | "collectionOperations" | "resources", "resource") => {
                    definition.properties.push((key, place));
                }
                _ => place.cursor(findings).unknown_key(),
            }
        }
        definition
    }

    /// Returns the values of a key: those of mixins first, the shape's own last.
    pub(super) fn property(&self, key: &str) -> impl DoubleEndedIterator<Item = &Located<'n>> {
        let named = move |(name, _): &&(&'n str, Located<'n>)| *name == key;
        self.properties.iter().filter(named).map(|(_, value)| value)
    }

    fn add_member(&mut self, name: &'n str, place: Located<'n>, findings: &RefCell<Findings>) {
        let object = place.cursor(findings);
        let mut member = MemberDefinition {
            place,
            target: "",
            traits: AppliedTraits::default(),
        };
        for (key, node) in object.entries() {
            match key {
                "target" => member.target = object.key(key, node).text().unwrap_or_default(),
                "traits" => member.traits = AppliedTraits::read(place.key(key, node), findings),
                _ => object.key(key, node).unknown_key(),
            }
        }
        if object.lacks_key("target") {
            object.problem("names no shape; add the key `target`");
        }
        if !id::is_identifier(name) {
            object.problem(
                "is not an identifier (a letter or underscore, then letters, digits and \
                 underscores); rename it",
            );
        } else {
            self.members.insert(name, member);
        }
    }

    /// Applies the `apply` statements for the shape.
    pub(super) fn apply(&mut self, applications: &[Application<'n>], findings: &RefCell<Findings>) {
        for application in applications {
            let object = application.place.cursor(findings);
            let traits = match application.member {
                None => &mut self.traits,
                Some(member) => match self.members.get_mut(member) {
                    Some(member) => &mut member.traits,
                    None => {
                        object.problem(
                            "applies traits to an unknown member of the shape; correct the ID",
                        );
                        continue;
                    }
                },
            };
            for (key, node) in object.entries() {
                let place = application.place.key(key, node);
                match key {
                    "type" => {}
                    "traits" => {
                        for (id, value) in AppliedTraits::read(place, findings).iter() {
                            note_conflict(self.id, traits.get(id), value, findings);
                            traits.put(id, *value);
                        }
                    }
                    _ => place.cursor(findings).unknown_key(),
                }
            }
        }
    }
}

/// Reports a trait that a shape already has with another value. Only a trait from a mixin may be
/// replaced (Smithy 2.0, "Trait conflict resolution"; lists would be joined, but no list that this
/// reader uses is ever applied in parts).
fn note_conflict(
    id: &str,
    earlier: Option<&Located<'_>>,
    value: &Located<'_>,
    findings: &RefCell<Findings>,
) {
    let is_conflict = |earlier: &&Located<'_>| {
        earlier.shape_id() == id
            && earlier.node != value.node
            && !matches!(value.node, Node::Array(_))
    };
    if earlier.filter(is_conflict).is_some() {
        let message = "is applied to a shape that has it with another value; remove one";
        value.cursor(findings).problem(message);
    }
}

/// Returns the shape ID that an object with the only key `target` names.
pub(super) fn target<'n>(object: &Cursor<'_, 'n>) -> Option<&'n str> {
    let mut target = None;
    for (key, node) in object.entries() {
        let cursor = object.key(key, node);
        match key {
            "target" => target = cursor.text(),
            _ => cursor.unknown_key(),
        }
    }
    if object.lacks_key("target") {
        object.problem("names no shape; add the key `target`");
    }
    target
}
