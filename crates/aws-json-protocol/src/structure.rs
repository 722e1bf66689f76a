//! Structures: objects with named members.

use std::fmt;

use serde::ser::{SerializeMap, Serializer};

use crate::format::{Formatted, SerializeAs};
use crate::mark::Marks;

mod constructors;
mod table;

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
