//! Tagged unions: objects with exactly one member set.

use serde::ser::{Serialize, SerializeMap, Serializer};

use crate::from_document::object;
use crate::{DecodeError, Document, FromDocument};

/// A union: one variant per member holding the member's value, and last
/// `Unknown(String, Document)`, the name and value of a member that is newer than the crate.
///
/// Generated code writes one arm per member and direction; [`tagged_union!`](crate::tagged_union!)
/// writes everything else.
///
/// ```
/// use std::collections::BTreeMap;
///
/// use aws_json_protocol::{
///     DecodeError, Document, MemberDecoder, MemberEncoder, TaggedUnion, tagged_union,
/// };
/// use serde::Serializer;
///
/// #[derive(Clone, Debug, PartialEq, Eq, Hash)]
/// #[non_exhaustive]
/// pub enum AttributeValue {
///     S(String),
///     L(Vec<AttributeValue>),
///     M(BTreeMap<String, AttributeValue>),
///     /// A member this crate does not know: its name and value.
///     Unknown(String, Document),
/// }
///
/// impl TaggedUnion for AttributeValue {
///     fn encode<S: Serializer>(&self, encoder: MemberEncoder<S>) -> Result<S::Ok, S::Error> {
///         match self {
///             Self::S(value) => encoder.member("S", value),
///             Self::L(value) => encoder.member("L", value),
///             Self::M(value) => encoder.member("M", value),
///             Self::Unknown(name, value) => encoder.unknown(name, value),
///         }
///     }
///
///     #[inline]
///     fn decode(decoder: MemberDecoder) -> Result<Self, DecodeError> {
///         match decoder.name() {
///             "S" => decoder.member(Self::S),
///             "L" => decoder.member(Self::L),
///             "M" => decoder.member(Self::M),
///             _ => decoder.unknown(Self::Unknown),
///         }
///     }
/// }
///
/// tagged_union!(AttributeValue);
///
/// let json = r#"{"L":[{"S":"blue"},{"COLOR":[0,0,255]}]}"#;
/// let value: AttributeValue = serde_json::from_str(json)?;
/// assert_eq!(
///     value,
///     AttributeValue::L(vec![
///         AttributeValue::S("blue".to_owned()),
///         AttributeValue::Unknown("COLOR".to_owned(), serde_json::json!([0, 0, 255])),
///     ]),
/// );
/// assert_eq!(serde_json::to_string(&value)?, json);
/// # Ok::<(), serde_json::Error>(())
/// ```
pub trait TaggedUnion: Sized {
    /// Writes the member that is set.
    ///
    /// # Errors
    ///
    /// Those of the serializer.
    fn encode<S: Serializer>(&self, encoder: MemberEncoder<S>) -> Result<S::Ok, S::Error>;

    /// Reads the member that is set. `#[inline]` in generated code, as
    /// [`Structure::decode`](crate::Structure::decode) is.
    ///
    /// # Errors
    ///
    /// The value is not of the member's shape.
    fn decode(decoder: MemberDecoder) -> Result<Self, DecodeError>;
}

/// Writes the one member of a [`TaggedUnion`].
#[derive(Debug)]
pub struct MemberEncoder<S>(S);

impl<S: Serializer> MemberEncoder<S> {
    /// Writes the object with this one member.
    ///
    /// # Errors
    ///
    /// Those of the serializer.
    pub fn member<T: Serialize>(self, name: &str, value: &T) -> Result<S::Ok, S::Error> {
        let mut object = self.0.serialize_map(Some(1))?;
        object.serialize_entry(name, value)?;
        object.end()
    }

    /// Writes the object with a member no variant exists for. A null value is no member: a union
    /// that stands for one a response left out is written as null.
    ///
    /// # Errors
    ///
    /// Those of the serializer.
    pub fn unknown(self, name: &str, value: &Document) -> Result<S::Ok, S::Error> {
        if value.is_null() {
            self.0.serialize_none()
        } else {
            self.member(name, value)
        }
    }
}

/// Reads the one member of a [`TaggedUnion`].
#[derive(Debug)]
pub struct MemberDecoder {
    name: String,
    value: Document,
}

impl MemberDecoder {
    /// The name of the member on the wire.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Reads the member's value into its variant.
    ///
    /// # Errors
    ///
    /// The value is not of the member's shape.
    pub fn member<T: FromDocument, U>(self, variant: fn(T) -> U) -> Result<U, DecodeError> {
        T::from_document(self.value)
            .map(variant)
            .map_err(|error| error.inside(self.name))
    }

    /// Keeps the value of a member no variant exists for.
    ///
    /// # Errors
    ///
    /// None: a `Result` so that it can stand in an arm next to [`member`](Self::member).
    pub fn unknown<U>(self, variant: fn(String, Document) -> U) -> Result<U, DecodeError> {
        Ok(variant(self.name, self.value))
    }
}

/// Implements `Serialize`, `Deserialize`, [`FromDocument`] and `Default` for a [`TaggedUnion`].
///
/// The default, `Unknown` with an empty name and a null value, stands for a union that a response
/// left out, and is written as null. Reading ignores members that are null, and `__type`, which
/// some services add; it fails unless exactly one member is left.
#[macro_export]
macro_rules! tagged_union {
    ($name:ident) => {
        impl ::core::default::Default for $name {
            fn default() -> Self {
                Self::Unknown(::std::string::String::new(), $crate::Document::Null)
            }
        }

        impl $crate::__private::Serialize for $name {
            fn serialize<S: $crate::__private::Serializer>(
                &self,
                serializer: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                $crate::__private::serialize_union(self, serializer)
            }
        }

        impl $crate::FromDocument for $name {
            #[inline]
            fn from_document(
                document: $crate::Document,
            ) -> ::core::result::Result<Self, $crate::DecodeError> {
                $crate::__private::decode_union(document)
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

/// Writes the member that is set.
pub fn serialize_union<T: TaggedUnion, S: Serializer>(
    union: &T,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    union.encode(MemberEncoder(serializer))
}

/// What [`FromDocument`] does for a union.
pub fn decode_union<T: TaggedUnion>(document: Document) -> Result<T, DecodeError> {
    let mut members = object(document)?;
    members.retain(|name, value| name != "__type" && !value.is_null());
    let mut members = members.into_iter();
    match (members.next(), members.next()) {
        (Some((name, value)), None) => T::decode(MemberDecoder { name, value }),
        (first, second) => {
            let found = first.into_iter().chain(second).chain(members);
            Err(DecodeError::members(found.map(|(name, _)| name).collect()))
        }
    }
}
