//! Definitions of shapes, including their `apply` statements (Smithy 2.0, "JSON AST").

use super::id::NO_TARGET;
use super::index::{Application, Entry};
use crate::collections::IndexMap;
use crate::source::cursor::Cursor;
use crate::source::json::Node;
use crate::validate::{NOT_AN_IDENTIFIER, is_identifier};

/// The definition of a shape, on top of those of its mixins.
#[derive(Clone)]
pub(super) struct Definition<'n> {
    pub(super) id: &'n str,
    pub(super) type_name: &'n str,
    pub(super) place: Cursor<'n>,
    /// The values of the keys besides `members` and `traits`, those of mixins first, by the key and
    /// the node: a shape can get the same one from several mixins.
    pub(super) properties: IndexMap<(&'n str, *const Node<'n>), Cursor<'n>>,
    pub(super) members: IndexMap<&'n str, MemberDefinition<'n>>,
    pub(super) traits: AppliedTraits<'n>,
}

#[derive(Clone)]
pub(super) struct MemberDefinition<'n> {
    pub(super) place: Cursor<'n>,
    /// Empty if no shape is named, which is reported.
    pub(super) target: &'n str,
    pub(super) traits: AppliedTraits<'n>,
}

/// The traits of a shape or member by ID.
pub(super) type AppliedTraits<'n> = IndexMap<&'n str, Cursor<'n>>;

impl<'n> Definition<'n> {
    /// Creates a definition to add others to.
    pub(super) fn empty(id: &'n str, type_name: &'n str, place: Cursor<'n>) -> Self {
        Self {
            id,
            type_name,
            place,
            properties: IndexMap::default(),
            members: IndexMap::default(),
            traits: AppliedTraits::default(),
        }
    }

    /// Reads the shape's own definition.
    pub(super) fn own(id: &'n str, entry: Entry<'n>) -> Self {
        let entries = entry.place.entries();
        let mut definition = Self::empty(id, entry.type_name, entry.place);
        for (key, place) in entries {
            match (key, entry.type_name) {
                ("type", _) => {}
                ("traits", _) => definition.traits = traits(&place).collect(),
                ("members", "structure" | "union" | "enum" | "intEnum") => {
                    for (name, member) in place.entries() {
                        definition.add_member(name, member);
                    }
                }
                ("member", "list" | "set") | ("key" | "value", "map") => {
                    definition.add_member(key, place);
                }
                ("mixins", _)
                | ("version" | "operations" | "resources" | "errors" | "rename", "service")
                | ("input" | "output" | "errors", "operation")
                | ("identifiers" | "properties", "resource")
                | ("create" | "put" | "read" | "update" | "delete" | "list", "resource")
                | ("operations" | "collectionOperations" | "resources", "resource") => {
                    definition.properties.insert((key, place.node), place);
                }
                _ => place.unknown_key(),
            }
        }
        definition
    }

    /// Returns the values of a key: those of mixins first, the shape's own last.
    pub(super) fn property(&self, key: &str) -> impl DoubleEndedIterator<Item = &Cursor<'n>> {
        let properties = self.properties.iter();
        properties.filter_map(move |((name, _), value)| (*name == key).then_some(value))
    }

    /// Returns the shape IDs that the arrays of a key name, each with its array.
    pub(super) fn bound(&self, key: &str) -> impl Iterator<Item = (&'n str, &Cursor<'n>)> {
        let places = self.property(key);
        places.flat_map(|place| place.targets().map(move |id| (id, place)))
    }

    fn add_member(&mut self, name: &'n str, place: Cursor<'n>) {
        let [target, traits] = place.keys(["target", "traits"]);
        let member = MemberDefinition {
            place: place.clone(),
            target: target.and_then(|it| it.shape_id()).unwrap_or_default(),
            traits: traits.iter().flat_map(self::traits).collect(),
        };
        place.needs("target", NO_TARGET);
        match is_identifier(name) {
            true => _ = self.members.insert(name, member),
            false => place.problem(NOT_AN_IDENTIFIER),
        }
    }

    /// Reports traits that are applied to a member of the shape's own definition and have another
    /// value there. Only a trait from a mixin may be replaced (Smithy 2.0, "Trait conflict
    /// resolution"; lists would be joined, but no list that this reader uses is ever applied in
    /// parts).
    pub(super) fn note_conflicts(&self, applications: &[Application<'n>]) {
        for Application { member, place } in applications {
            let traits = place.key("traits");
            for (id, value) in traits.iter().flat_map(self::traits) {
                let own = self.members.get(member).and_then(|it| it.traits.get(id));
                let is_list = matches!(value.node, Node::Array(_));
                if own.is_some_and(|own| own.node != value.node && !is_list) {
                    let message =
                        "is applied to a member that has it with another value; remove one";
                    value.problem(message);
                }
            }
        }
    }

    /// Applies the `apply` statements for the members of the shape.
    pub(super) fn apply(&mut self, applications: &[Application<'n>]) {
        for Application { member, place } in applications {
            let [_type, traits] = place.keys(["type", "traits"]);
            let traits = traits.iter().flat_map(self::traits);
            match self.members.get_mut(member) {
                Some(member) => member.traits.extend(traits),
                None => {
                    place.problem(
                        "applies traits to an unknown member of the shape; correct the ID",
                    );
                }
            }
        }
    }
}

/// Returns the traits in an object. Smithy adds keys to traits now and then.
fn traits<'n>(object: &Cursor<'n>) -> impl Iterator<Item = (&'n str, Cursor<'n>)> {
    object.lenient().entries()
}
