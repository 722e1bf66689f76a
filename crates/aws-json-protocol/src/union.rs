//! Tagged unions: objects with exactly one member set.

use std::fmt;
use std::marker::PhantomData;

use serde::Serialize;
use serde::de::{Deserialize, Deserializer, Error, IgnoredAny, MapAccess, Visitor};
use serde::ser::{SerializeMap, Serializer};

use crate::Document;

/// A union: one variant per member holding the member's value, and last
/// `Unknown(String, Document)`, the name and value of a member that is newer than the crate.
///
/// Generated code writes one arm per member and direction; [`tagged_union!`](crate::tagged_union!)
/// writes everything else.
///
/// ```
/// use std::collections::BTreeMap;
///
/// use aws_json_protocol::{Document, MemberDecoder, MemberEncoder, TaggedUnion, tagged_union};
/// use serde::Serializer;
/// use serde::de::MapAccess;
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
///     fn decode<'de, A: MapAccess<'de>>(
///         decoder: MemberDecoder<'_, A>,
///     ) -> Result<Option<Self>, A::Error> {
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

    /// Reads one member; `None` if its value is null.
    ///
    /// # Errors
    ///
    /// Those of the deserializer, if the value is not of the member's shape.
    fn decode<'de, A: MapAccess<'de>>(
        decoder: MemberDecoder<'_, A>,
    ) -> Result<Option<Self>, A::Error>;
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

/// Reads one member of a [`TaggedUnion`].
#[derive(Debug)]
pub struct MemberDecoder<'a, A> {
    name: &'a str,
    object: &'a mut A,
}

impl<'a, 'de, A: MapAccess<'de>> MemberDecoder<'a, A> {
    /// The name of the member on the wire.
    #[must_use]
    pub fn name(&self) -> &'a str {
        self.name
    }

    /// Reads the member's value into its variant.
    ///
    /// # Errors
    ///
    /// Those of the deserializer.
    pub fn member<T, U>(self, variant: fn(T) -> U) -> Result<Option<U>, A::Error>
    where
        T: Deserialize<'de>,
    {
        Ok(self.object.next_value::<Option<T>>()?.map(variant))
    }

    /// Reads the value of a member no variant exists for.
    ///
    /// # Errors
    ///
    /// Those of the deserializer.
    pub fn unknown<U>(self, variant: fn(String, Document) -> U) -> Result<Option<U>, A::Error> {
        let value = self.object.next_value::<Option<Document>>()?;
        Ok(value.map(|value| variant(self.name.to_owned(), value)))
    }
}

/// Implements `Serialize`, `Deserialize` and `Default` for a [`TaggedUnion`].
///
/// The default, `Unknown` with an empty name and a null value, stands for a union that a response left
/// out, and is written as null. Reading ignores members that are null, and `__type`, which some
/// services add; it fails unless exactly one member is left.
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

        impl<'de> $crate::__private::Deserialize<'de> for $name {
            fn deserialize<D: $crate::__private::Deserializer<'de>>(
                deserializer: D,
            ) -> ::core::result::Result<Self, D::Error> {
                $crate::__private::deserialize_union(::core::stringify!($name), deserializer)
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

/// Reads the object of the union of this name.
pub fn deserialize_union<'de, T: TaggedUnion, D: Deserializer<'de>>(
    union: &'static str,
    deserializer: D,
) -> Result<T, D::Error> {
    deserializer.deserialize_map(UnionVisitor {
        union,
        variant: PhantomData,
    })
}

struct UnionVisitor<T> {
    union: &'static str,
    variant: PhantomData<T>,
}

impl<'de, T: TaggedUnion> Visitor<'de> for UnionVisitor<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "union {}, an object with exactly one member", self.union)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut object: A) -> Result<T, A::Error> {
        let mut found = None;
        let mut names = Vec::new();
        while let Some(name) = object.next_key::<String>()? {
            if name == "__type" {
                object.next_value::<IgnoredAny>()?;
            } else if let Some(union) = T::decode(MemberDecoder {
                name: &name,
                object: &mut object,
            })? {
                found = Some(union);
                names.push(name);
            }
        }
        found
            .filter(|_| names.len() == 1)
            .ok_or_else(|| wrong_members(self.union, &names))
    }
}

fn wrong_members<E: Error>(union: &str, names: &[String]) -> E {
    let found = if names.is_empty() {
        "none".to_owned()
    } else {
        names.join(", ")
    };
    E::custom(format_args!(
        "union {union}: expected exactly one member, found {found}"
    ))
}
