//! Structures: objects with named members.

use std::fmt;

use serde::de::{Deserializer, MapAccess, Visitor};
use serde::ser::{SerializeMap, Serializer};

use crate::decode::{Members, refuse};
use crate::format::{Formatted, SerializeAs};
use crate::mark::Marks;

mod constructors;
mod table;

/// A structure that can be read from the members of an object.
pub trait Structure: Sized {
    /// Reads all members, and puts the structure into its place. A structure that was returned would take
    /// stack in each call on the way, many times over in a debug build.
    fn decode_members<'de, A: MapAccess<'de>>(
        members: Members<'de, A>,
        place: &mut Option<Self>,
    ) -> Result<(), A::Error>;
}

/// The place for a structure, which stays empty if the value is null.
struct Object<'s, T>(&'s mut Option<T>);

impl<'de, T: Structure> Visitor<'de> for Object<'_, T> {
    type Value = ();

    refuse! { "an object"; boolean number string bytes array }

    fn visit_map<A: MapAccess<'de>>(self, object: A) -> Result<(), A::Error> {
        T::decode_members(Members::new(object), self.0)
    }
}

/// Implements [`Decode`](crate::Decode) for a structure.
pub fn decode_structure<'de, T: Structure, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<T>, D::Error> {
    let mut structure = None;
    deserializer.deserialize_any(Object(&mut structure))?;
    Ok(structure)
}

/// A writer of the members of a structure, which keeps the first error until the [end](Self::end).
pub struct ObjectWriter<S: Serializer>(Result<S::SerializeMap, S::Error>);

impl<S: Serializer> ObjectWriter<S> {
    /// Begins the object.
    #[inline]
    pub fn new(serializer: S) -> Self {
        Self(serializer.serialize_map(None))
    }

    /// Writes a required member.
    #[inline]
    pub fn required<M: Marks, T: SerializeAs<M::Format>>(&mut self, name: &'static str, value: &T) {
        if let Ok(object) = &mut self.0
            && let Err(error) = object.serialize_entry(name, &Formatted::new(value))
        {
            self.0 = Err(error);
        }
    }

    /// Writes an optional member, unless it is absent.
    #[inline]
    pub fn optional<M: Marks, T: SerializeAs<M::Format>>(
        &mut self,
        name: &'static str,
        value: &Option<T>,
    ) {
        if let Some(value) = value {
            self.required::<M, T>(name, value);
        }
    }

    /// Ends the object.
    #[inline]
    pub fn end(self) -> Result<S::Ok, S::Error> {
        self.0?.end()
    }
}

/// Implements `Debug` for a structure; the names of members may be raw identifiers.
pub fn debug_structure(
    f: &mut fmt::Formatter<'_>,
    name: &str,
    members: &[(&str, &dyn fmt::Debug)],
) -> fmt::Result {
    let mut structure = f.debug_struct(name);
    for (name, value) in members {
        structure.field(name.strip_prefix("r#").unwrap_or(name), value);
    }
    structure.finish()
}
