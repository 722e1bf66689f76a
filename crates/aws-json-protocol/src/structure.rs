//! Structures: objects with named members.

use std::fmt;

use serde::de::{Deserializer, Error, MapAccess};
use serde::ser::{SerializeMap, Serializer};

use crate::decode::{Members, Reader, clear, decode, with_room};
use crate::format::{Formatted, SerializeAs};
use crate::mark::Marks;

mod constructors;
mod table;

/// A structure that can be read from the members of an object.
pub trait Structure: Sized {
    /// Optional values of all members.
    type Slots;

    /// Returns the slots while nothing is read.
    fn slots() -> Self::Slots;

    /// Reads all members into their slots.
    fn decode_members<'de, A: MapAccess<'de>>(
        members: Members<'de, A>,
        slots: &mut Self::Slots,
    ) -> Result<(), A::Error>;

    /// Moves the members from their slots into the structure, in its place.
    fn finish<E: Error>(slots: &mut Self::Slots, place: &mut Option<Self>) -> Result<(), E>;
}

/// The place for a structure, which stays empty if the value is null.
struct Object<'s, T>(&'s mut Option<T>);

impl<'de, T: Structure> Reader<'de> for Object<'_, T> {
    type Value = ();

    const SHAPE: &'static str = "an object";

    fn object<A: MapAccess<'de>>(self, object: A) -> Result<(), A::Error> {
        decode_members(object, self.0)
    }
}

/// Reads a structure from the members of an object.
pub(crate) fn decode_members<'de, T: Structure, A: MapAccess<'de>>(
    object: A,
    place: &mut Option<T>,
) -> Result<(), A::Error> {
    with_room(T::slots, |slots| {
        T::decode_members(Members::new(object), slots)?;
        T::finish(slots, place)
    })
}

/// Implements [`Decode`](crate::Decode) for a structure.
pub fn decode_structure<'de, T: Structure, D: Deserializer<'de>>(
    deserializer: D,
    place: &mut Option<T>,
) -> Result<(), D::Error> {
    clear(place);
    decode(deserializer, Object(place))
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
