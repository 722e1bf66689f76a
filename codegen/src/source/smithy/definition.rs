//! A shape with its mixins flattened and its `apply` statements carried out (Smithy 2.0,
//! "Mixins").

use std::rc::Rc;

use indexmap::IndexMap;

use super::document::{Document, Entry};
use super::id;
use super::located::Located;
use crate::problem::printable;
use crate::source::cursor::Cursor;
use crate::source::json::Node;

/// How deep mixins may nest. Real models have one or two levels.
const DEEPEST: usize = 64;

/// How many members mixins may copy in all, so that a small document cannot fill the memory.
const MOST_COPIES: usize = 1_000_000;

/// A shape: what it says itself, on top of what its mixins say.
#[derive(Clone, Debug)]
pub(super) struct Definition<'n> {
    pub(super) id: &'n str,
    pub(super) type_name: &'n str,
    pub(super) place: Located<'n>,
    /// The keys besides `members` and `traits`, those of mixins first.
    properties: Vec<(&'n str, Located<'n>)>,
    pub(super) members: IndexMap<&'n str, MemberDefinition<'n>>,
    pub(super) traits: AppliedTraits<'n>,
}

/// A member of a shape.
#[derive(Clone, Debug)]
pub(super) struct MemberDefinition<'n> {
    pub(super) place: Located<'n>,
    pub(super) target: &'n str,
    pub(super) traits: AppliedTraits<'n>,
}

/// The traits of a shape or member by ID, each once.
#[derive(Clone, Debug, Default)]
pub(super) struct AppliedTraits<'n>(Vec<(&'n str, Located<'n>)>);

impl<'n> AppliedTraits<'n> {
    pub(super) fn get(&self, id: &str) -> Option<&Located<'n>> {
        let (_, value) = self.0.iter().find(|(name, _)| *name == id)?;
        Some(value)
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = (&'n str, &Located<'n>)> {
        self.0.iter().map(|(id, value)| (*id, value))
    }

    /// Adds a trait, in place of the one with the same ID.
    fn put(&mut self, id: &'n str, value: Located<'n>) {
        match self.0.iter_mut().find(|(name, _)| *name == id) {
            Some(earlier) => earlier.1 = value,
            None => self.0.push((id, value)),
        }
    }
}

impl<'n> Definition<'n> {
    /// The values of a key: those of mixins first, the shape's own last.
    pub(super) fn property(&self, key: &str) -> impl DoubleEndedIterator<Item = &Located<'n>> {
        let named = move |(name, _): &&(&'n str, Located<'n>)| *name == key;
        self.properties.iter().filter(named).map(|(_, value)| value)
    }

    /// Adds what another definition says: another mixin, or the shape itself on top of its mixins.
    fn add(&mut self, other: &Self, document: &Document<'n>) {
        for (key, value) in &other.properties {
            let known = |(name, earlier): &(&str, Located<'n>)| {
                name == key && std::ptr::eq(earlier.node, value.node)
            };
            if !self.properties.iter().any(known) {
                self.properties.push((*key, *value));
            }
        }
        for (name, member) in &other.members {
            let Some(inherited) = self.members.get_mut(name) else {
                self.members.insert(*name, member.clone());
                continue;
            };
            if inherited.target != member.target {
                member.place.cursor(&document.problems).problem(format!(
                    "targets `{}`, but the member of that name that is mixed in targets `{}`; \
                     give both one target",
                    printable(member.target),
                    printable(inherited.target)
                ));
            }
            inherited.place = member.place;
            for (id, value) in member.traits.iter() {
                inherited.traits.put(id, *value);
            }
        }
        for (id, value) in other.traits.iter() {
            self.traits.put(id, *value);
        }
    }
}

impl<'n> Document<'n> {
    /// The definition of a shape of this document.
    pub(super) fn definition(&self, id: &str) -> Option<Rc<Definition<'n>>> {
        self.flattened(id, &mut Vec::new())
    }

    fn flattened(&self, id: &str, users: &mut Vec<&'n str>) -> Option<Rc<Definition<'n>>> {
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
        let mut definition = Definition {
            id,
            type_name: entry.type_name,
            place: entry.place,
            properties: Vec::new(),
            members: IndexMap::new(),
            traits: AppliedTraits::default(),
        };
        for (key, node) in entry.place.cursor(&self.problems).entries() {
            let place = entry.place.key(key, node);
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
                "target" => member.target = object.key(key, node).str(),
                "traits" => member.traits = self.traits(place.key(key, node)),
                _ => object.key(key, node).unknown_key(),
            }
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

    /// A definition on top of its mixins.
    fn with_mixins(
        &self,
        own: Definition<'n>,
        mixins: &[(&'n str, Located<'n>)],
        users: &mut Vec<&'n str>,
    ) -> Definition<'n> {
        let mut merged = Definition {
            properties: Vec::new(),
            members: IndexMap::new(),
            traits: AppliedTraits::default(),
            ..own.clone()
        };
        for (target, place) in mixins {
            match self.mixin(target, own.type_name, users) {
                Ok(mixin) => merged.add(&mixin, self),
                Err(message) => place.cursor(&self.problems).problem(message),
            }
        }
        merged.add(&own, self);
        merged
    }

    /// What a shape gets from a mixin: all but the traits that stay with the mixin.
    fn mixin(
        &self,
        target: &str,
        type_name: &str,
        users: &mut Vec<&'n str>,
    ) -> Result<Definition<'n>, String> {
        let name = printable(target);
        if users.contains(&target) {
            return Err(format!(
                "mixes in `{name}`, which mixes this shape in; break the cycle"
            ));
        }
        if users.len() >= DEEPEST {
            return Err(format!(
                "mixes in more than {DEEPEST} levels of shapes; flatten some"
            ));
        }
        let Some(mixin) = self.flattened(target, users) else {
            return Err(format!(
                "mixes in `{name}`, which is no shape of this document; add it or correct the ID"
            ));
        };
        let Some(mixin_trait) = mixin.traits.get("smithy.api#mixin") else {
            return Err(format!(
                "mixes in `{name}`, which is no mixin; give it the trait `smithy.api#mixin`"
            ));
        };
        if mixin.type_name != type_name {
            return Err(format!(
                "mixes in the {} `{name}`, but is a {type_name}; mix in a {type_name}",
                mixin.type_name
            ));
        }
        self.copies.set(self.copies.get() + mixin.members.len() + 1);
        if self.copies.get() > MOST_COPIES {
            return Err(format!(
                "copies more than {MOST_COPIES} members together with other mixins; use fewer"
            ));
        }
        let local = self.local_traits(mixin_trait);
        let mut inherited = Definition::clone(&mixin);
        inherited
            .traits
            .0
            .retain(|(id, _)| *id != "smithy.api#mixin" && !local.contains(id));
        Ok(inherited)
    }

    fn local_traits(&self, mixin_trait: &Located<'n>) -> Vec<&'n str> {
        let mut local = Vec::new();
        let object = mixin_trait.cursor(&self.problems);
        for (key, node) in object.entries() {
            let cursor = object.key(key, node);
            match key {
                "localTraits" => {
                    for (index, node) in cursor.elements() {
                        local.push(cursor.index(index, node).str());
                    }
                }
                // Whether a build tool may make an interface of it.
                "interface" => {}
                _ => cursor.unknown_key(),
            }
        }
        local
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
}

impl<'n> Document<'n> {
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
            "target" => target = Some(cursor.str()),
            _ => cursor.unknown_key(),
        }
    }
    if target.is_none() {
        object.problem("names no shape; add the key `target`");
    }
    target
}
