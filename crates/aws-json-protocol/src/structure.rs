//! Structures: objects with named members.

use serde::ser::{Serialize, SerializeMap, Serializer};

use crate::from_document::object;
use crate::{DecodeError, Document, FromDocument};

/// A structure: its members both ways, by their names on the wire.
///
/// Generated code writes one line per member and direction; [`structure!`](crate::structure!) makes
/// `Serialize` and `Deserialize` of it, and [`FromDocument`]. serde's derive would say the same in
/// fewer lines, but most of the time it takes to build a crate of several hundred structures goes
/// into what the derive expands to.
///
/// Members that no line asks for are ignored, and null counts as absent.
///
/// ```
/// use aws_json_protocol::{
///     DecodeError, Members, ObjectWriter, Structure, Timestamp, structure,
/// };
/// use serde::Serializer;
///
/// #[derive(Clone, Debug, PartialEq, Eq, Hash)]
/// #[non_exhaustive]
/// pub struct Account {
///     pub id: String,
///     pub joined_timestamp: Option<Timestamp>,
/// }
///
/// impl Structure for Account {
///     fn encode<S: Serializer>(&self, object: ObjectWriter<S>) -> Result<S::Ok, S::Error> {
///         object
///             .required("Id", &self.id)
///             .optional("JoinedTimestamp", &self.joined_timestamp)
///             .end()
///     }
///
///     #[inline]
///     fn decode(members: &mut Members) -> Result<Self, DecodeError> {
///         Ok(Self {
///             id: members.required("Id")?,
///             joined_timestamp: members.optional("JoinedTimestamp")?,
///         })
///     }
/// }
///
/// structure!(Account);
///
/// let account: Account = serde_json::from_str(r#"{"Id": "111122223333", "Color": "blue"}"#)?;
/// assert_eq!(serde_json::to_string(&account)?, r#"{"Id":"111122223333"}"#);
/// let error = serde_json::from_str::<Account>(r#"{"Id": null}"#).unwrap_err();
/// assert_eq!(error.to_string(), "Id: a required member is missing");
/// # Ok::<(), serde_json::Error>(())
/// ```
pub trait Structure: Sized {
    /// Writes the members, in the order of the model.
    ///
    /// # Errors
    ///
    /// Those of the serializer.
    fn encode<S: Serializer>(&self, object: ObjectWriter<S>) -> Result<S::Ok, S::Error>;

    /// Takes the structure's members out of an object.
    ///
    /// Generated code marks it `#[inline]`: it is then compiled where it is called, by the crates
    /// that read the structure. In debug builds of the generated crate that is nowhere.
    ///
    /// # Errors
    ///
    /// A required member is missing, or a member's value is not of its shape.
    fn decode(members: &mut Members) -> Result<Self, DecodeError>;
}

/// Writes the members of a [`Structure`], and keeps the first error until the [end](Self::end).
#[derive(Debug)]
pub struct ObjectWriter<S: Serializer>(Result<S::SerializeMap, S::Error>);

impl<S: Serializer> ObjectWriter<S> {
    /// Writes a required member.
    #[must_use]
    pub fn required<T: Serialize + ?Sized>(mut self, name: &'static str, value: &T) -> Self {
        if let Ok(object) = &mut self.0
            && let Err(error) = object.serialize_entry(name, value)
        {
            self.0 = Err(error);
        }
        self
    }

    /// Writes an optional member, unless it is absent.
    #[must_use]
    pub fn optional<T: Serialize>(self, name: &'static str, value: &Option<T>) -> Self {
        match value {
            Some(value) => self.required(name, value),
            None => self,
        }
    }

    /// Ends the object.
    ///
    /// # Errors
    ///
    /// The first error of the serializer.
    pub fn end(self) -> Result<S::Ok, S::Error> {
        self.0?.end()
    }
}

/// The members of an object, to take a [`Structure`] out of.
#[derive(Debug)]
pub struct Members(serde_json::Map<String, Document>);

impl Members {
    /// Takes a member that must be there.
    ///
    /// # Errors
    ///
    /// It is missing or null, or its value is not of its shape.
    pub fn required<T: FromDocument>(&mut self, name: &str) -> Result<T, DecodeError> {
        self.optional(name)?
            .ok_or_else(|| DecodeError::missing().inside(name))
    }

    /// Takes a member that a service should have sent; its zero value where it is missing or null.
    ///
    /// A service may stop sending a required member that an older client still expects. Smithy
    /// has the client fill in a zero value instead of failing
    /// ([client error correction](https://smithy.io/2.0/spec/aggregate-types.html#client-error-correction)).
    ///
    /// # Errors
    ///
    /// Its value is not of its shape.
    pub fn required_or_zero<T: FromDocument + Default>(
        &mut self,
        name: &str,
    ) -> Result<T, DecodeError> {
        Ok(self.optional(name)?.unwrap_or_default())
    }

    /// Takes a member that may be missing or null.
    ///
    /// # Errors
    ///
    /// Its value is not of its shape.
    pub fn optional<T: FromDocument>(&mut self, name: &str) -> Result<Option<T>, DecodeError> {
        match self.0.remove(name) {
            None | Some(Document::Null) => Ok(None),
            Some(value) => T::from_document(value)
                .map(Some)
                .map_err(|error| error.inside(name)),
        }
    }
}

/// Implements `Serialize`, `Deserialize` and [`FromDocument`] for a [`Structure`].
#[macro_export]
macro_rules! structure {
    ($name:ident) => {
        impl $crate::__private::Serialize for $name {
            fn serialize<S: $crate::__private::Serializer>(
                &self,
                serializer: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                $crate::__private::serialize_structure(self, serializer)
            }
        }

        impl $crate::FromDocument for $name {
            #[inline]
            fn from_document(
                document: $crate::Document,
            ) -> ::core::result::Result<Self, $crate::DecodeError> {
                $crate::__private::decode_structure(document)
            }
        }

        impl<'de> $crate::__private::Deserialize<'de> for $name {
            fn deserialize<D: $crate::__private::Deserializer<'de>>(
                deserializer: D,
            ) -> ::core::result::Result<Self, D::Error> {
                $crate::__private::deserialize_document(deserializer)
            }
        }
    };
}

/// What `Serialize` of a structure does.
pub fn serialize_structure<T: Structure, S: Serializer>(
    structure: &T,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    structure.encode(ObjectWriter::<S>(serializer.serialize_map(None)))
}

/// What [`FromDocument`] does for a structure.
pub fn decode_structure<T: Structure>(document: Document) -> Result<T, DecodeError> {
    T::decode(&mut Members(object(document)?))
}
