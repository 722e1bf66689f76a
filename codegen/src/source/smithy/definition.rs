//! A shape with its mixins flattened and its `apply` statements carried out (Smithy 2.0,
//! "Mixins").

use std::rc::Rc;

use indexmap::IndexMap;

use super::document::{Document, Entry};
use super::id;
use super::located::Located;
use crate::source::cursor::Cursor;
use crate::source::json::Node;

/// A shape: what it says itself, on top of what its mixins say.
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
    /// Empty where none is named, which is noted then.
    pub(super) target: &'n str,
    pub(super) traits: AppliedTraits<'n>,
}

/// The traits of a shape or member by ID.
#[derive(Clone, Debug, Default)]
pub(super) struct AppliedTraits<'n>(IndexMap<&'n str, Located<'n>>);

impl<'n> AppliedTraits<'n> {
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
    /// The values of a key: those of mixins first, the shape's own last.
    pub(super) fn property(&self, key: &str) -> impl DoubleEndedIterator<Item = &Located<'n>> {
        let named = move |(name, _): &&(&'n str, Located<'n>)| *name == key;
        self.properties.iter().filter(named).map(|(_, value)| value)
    }
}

impl<'n> Document<'n> {
    /// The definition of a shape of this document.
    pub(super) fn definition(&self, id: &str) -> Option<Rc<Definition<'n>>> {
        self.flattened(id, &mut Vec::new())
    }

    /// The same, on behalf of the shapes that mix it in.
    pub(super) fn flattened(
        &self,
        id: &str,
        users: &mut Vec<&'n str>,
    ) -> Option<Rc<Definition<'n>>> {
        if let Some(definition) = self.definitions.borrow().get(id) {
            return Some(definition.clone());
        }
        let (id, entry) = self.entry(id)?;
        let mut mixins = Vec::new();
        let own = self.own(id, entry, &mut mixins);
        let mut definition = own;
        if !mixins.is_empty() {
            users.push(id);
            definition = self.with_mixins(definition, &mixins, users);
            users.pop();
        }
        self.apply(&mut definition);
        let definition = Rc::new(definition);
        self.definitions.borrow_mut().insert(id, definition.clone());
        Some(definition)
    }

    /// What a shape says itself.
    fn own(
        &self,
        id: &'n str,
        entry: Entry<'n>,
        mixins: &mut Vec<(&'n str, Located<'n>)>,
    ) -> Definition<'n> {
        let shape = entry.place(id);
        let mut definition = Definition {
            id,
            type_name: entry.type_name,
            place: shape,
            properties: Vec::new(),
            members: IndexMap::new(),
            traits: AppliedTraits::default(),
        };
        for (key, node) in shape.cursor(&self.problems).entries() {
            let place = shape.key(key, node);
            match (key, entry.type_name) {
                ("type", _) => {}
                ("traits", _) => definition.traits = self.traits(place),
                ("mixins", _) => {
                    let cursor = place.cursor(&self.problems);
                    for (index, node) in cursor.elements() {
                        let target = target(&cursor.index(index, node));
                        mixins.extend(target.map(|target| (target, place)));
                    }
                }
                ("members", "structure" | "union" | "enum" | "intEnum") => {
                    for (name, node) in place.cursor(&self.problems).entries() {
                        self.member(&mut definition, name, place.key(name, node));
                    }
                }
                ("member", "list" | "set") | ("key" | "value", "map") => {
                    self.member(&mut definition, key, place);
                }
                ("version" | "operations" | "resources" | "errors" | "rename", "service")
                | ("input" | "output" | "errors", "operation")
                | ("identifiers" | "properties", "resource")
                | ("create" | "put" | "read" | "update" | "delete" | "list", "resource")
                | ("operations" | "collectionOperations" | "resources", "resource") => {
                    definition.properties.push((key, place));
                }
                _ => place.cursor(&self.problems).unknown_key(),
            }
        }
        definition
    }

    fn traits(&self, place: Located<'n>) -> AppliedTraits<'n> {
        let entries = place.cursor(&self.problems).entries();
        AppliedTraits(
            entries
                .map(|(id, node)| (id, place.key(id, node)))
                .collect(),
        )
    }

    fn member(&self, definition: &mut Definition<'n>, name: &'n str, place: Located<'n>) {
        let object = place.cursor(&self.problems);
        let mut member = MemberDefinition {
            place,
            target: "",
            traits: AppliedTraits::default(),
        };
        for (key, node) in object.entries() {
            match key {
                "target" => member.target = object.key(key, node).text().unwrap_or_default(),
                "traits" => member.traits = self.traits(place.key(key, node)),
                _ => object.key(key, node).unknown_key(),
            }
        }
        if object.lacks_key("target") {
            object.problem("names no shape; add the key `target`");
        }
        if !id::is_identifier(name) {
            object.problem(
                "is no identifier (a letter or underscore, then letters, digits and \
                 underscores); rename it",
            );
        } else {
            definition.members.insert(name, member);
        }
    }

    /// Carries out the `apply` statements for a shape.
    fn apply(&self, definition: &mut Definition<'n>) {
        for application in self.applications(definition.id) {
            let object = application.place.cursor(&self.problems);
            let traits = match application.member {
                None => &mut definition.traits,
                Some(member) => match definition.members.get_mut(member) {
                    Some(member) => &mut member.traits,
                    None => {
                        object.problem("applies traits to no member of the shape; correct the ID");
                        continue;
                    }
                },
            };
            for (key, node) in object.entries() {
                let place = application.place.key(key, node);
                match key {
                    "type" => {}
                    "traits" => {
                        for (id, value) in self.traits(place).iter() {
                            self.note_conflict(definition.id, traits.get(id), value);
                            traits.put(id, *value);
                        }
                    }
                    _ => place.cursor(&self.problems).unknown_key(),
                }
            }
        }
    }

    /// Notes a trait that a shape has already, with another value. Only one that a mixin brought
    /// may be replaced (Smithy 2.0, "Trait conflict resolution"; lists would be joined, but no
    /// list that this reader uses is ever applied in parts).
    fn note_conflict(&self, id: &str, earlier: Option<&Located<'n>>, value: &Located<'n>) {
        let is_conflict = |earlier: &&Located<'n>| {
            earlier.shape_id() == id
                && earlier.node != value.node
                && !matches!(value.node, Node::Array(_))
        };
        if earlier.filter(is_conflict).is_some() {
            let message = "is applied to a shape that has it with another value; remove one";
            value.cursor(&self.problems).problem(message);
        }
    }
}

/// The shape ID that an object with the one key `target` names.
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
