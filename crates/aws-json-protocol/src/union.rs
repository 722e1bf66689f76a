//! Tagged unions: objects with exactly one member set.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::{fmt, mem};

use serde::de::{Error, MapAccess};
use serde::ser::{SerializeMap, Serializer};

use crate::decode::{Members, problem};
use crate::format::{Formatted, SerializeAs};
use crate::mark::Marks;
use crate::{Document, Redacted};

/// Defines a union from a table of its members.
///
/// ```
/// use std::collections::BTreeMap;
///
/// use aws_json_protocol::tagged_union;
///
/// tagged_union! {
///     /// A value of any type.
///     pub enum AttributeValue {
///         S(String) = "S",
///         L(Vec<AttributeValue>) = "L",
///         M(BTreeMap<String, AttributeValue>) = "M",
///         Pin(String) = "PIN" sensitive,
///     }
/// }
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
/// assert_eq!(format!("{:?}", AttributeValue::Pin("1234".to_owned())), "Pin(<redacted>)");
/// # Ok::<(), serde_json::Error>(())
/// ```
///
/// A row is a variant with the type of the member, documented like one, the name on the wire, and
/// [marks](crate::mark) and constraints as in [`structure!`](crate::structure!). The last variant is
/// `Unknown(String, Document)`, the name and value of a member that is newer than the crate; `Debug`
/// hides that value, too, if any member is sensitive.
///
/// The enum has `Clone`, `Debug`, `PartialEq`, the traits that the table derives, and
///
/// - `Default`: `Unknown` with an empty name and a null value, which replaces a union that is
///   missing from a response, and is written as null;
/// - `Serialize`, `Deserialize` and [`Decode`](crate::Decode). Reading ignores members that are null,
///   and `__type`, which some services add; it fails unless exactly one member is left.
#[macro_export]
macro_rules! tagged_union {
    ($(#[$attribute:meta])* pub enum $name:ident {
        $($(#[$row:meta])* $variant:ident($type:ty) = $wire:literal $($mark:ident)* $([$($constraint:tt)*])*,)*
    }) => {
        $(#[$attribute])*
        #[derive(Clone, PartialEq)]
        #[non_exhaustive]
        pub enum $name {
            $(
                #[doc = ::core::concat!(
                    " `", $wire, "`."
                    $(, $crate::__mark!($mark))* $(, $crate::__constraint_doc!($($constraint)*))*
                )]
                $(#[$row])*
                $variant($type),
            )*
            /// A member that this crate does not know yet: its name and value.
            Unknown(::std::string::String, $crate::Document),
        }

        impl $crate::Decode for $name {
            const SHAPE: &'static str = "an object";

            fn object<'de, __A: $crate::__private::MapAccess<'de>>(
                object: __A,
                place: &mut ::core::option::Option<Self>,
            ) -> ::core::result::Result<(), __A::Error> {
                $crate::__private::decode_union(object, place, |members, place| match members.name() {
                    $($wire => members.variant::<$type, _>(place, Self::$variant),)*
                    _ => members.unknown(place, Self::Unknown),
                })
            }
        }

        $crate::__deserialize! { $name }

        impl $crate::__private::Serialize for $name {
            fn serialize<__S: $crate::__private::Serializer>(
                &self,
                serializer: __S,
            ) -> ::core::result::Result<__S::Ok, __S::Error> {
                match self {
                    $(Self::$variant(value) => {
                        $crate::__private::serialize_member::<($($crate::mark::$mark,)*), _, _>(
                            $wire, value, serializer,
                        )
                    })*
                    Self::Unknown(name, value) => {
                        $crate::__private::serialize_unknown_member(name, value, serializer)
                    }
                }
            }
        }

        impl ::core::fmt::Debug for $name {
            #[inline]
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                const SENSITIVE: bool = false
                    $(|| <($($crate::mark::$mark,)*) as $crate::mark::Marks>::SENSITIVE)*;
                match self {
                    $(Self::$variant(value) => f
                        .debug_tuple(::core::stringify!($variant))
                        .field($crate::__private::shown::required::<($($crate::mark::$mark,)*), _>(value))
                        .finish(),)*
                    Self::Unknown(name, value) => {
                        $crate::__private::debug_unknown_member(f, name, value, SENSITIVE)
                    }
                }
            }
        }

        impl ::core::default::Default for $name {
            #[inline]
            fn default() -> Self {
                Self::Unknown(::std::string::String::new(), $crate::Document::Null)
            }
        }

        $crate::__validate! { union $name
            $($wire $variant ($($mark)*) {$([$($constraint)*])*})*
        }
    };
}

/// Reads a union from the members of an object, given a function that reads the value of the current
/// member into the place, which becomes empty if it is null.
pub fn decode_union<'de, T, A: MapAccess<'de>>(
    object: A,
    place: &mut Option<T>,
    decode_member: impl Fn(&mut Members<'de, A>, &mut Option<T>) -> Result<(), A::Error>,
) -> Result<(), A::Error> {
    *place = None;
    let mut members = Members::new(object);
    let mut others = BTreeMap::new();
    while next_member(&mut members, place, &mut others)? {
        decode_member(&mut members, place)?;
    }
    Ok(())
}

/// Moves to the next member; at the end, leaves the only value in the place and returns `false`.
///
/// A member that occurs twice can turn out to be null, so only the end shows which are set: that of the
/// value in the place, and others, which are rare.
fn next_member<'de, T, A: MapAccess<'de>>(
    members: &mut Members<'de, A>,
    place: &mut Option<T>,
    others: &mut BTreeMap<String, T>,
) -> Result<bool, A::Error> {
    let name = members.take_name();
    while members.advance()? {
        if members.name() == "__type" {
            members.skip()?;
            continue;
        }
        if members.name() != name {
            set_aside(place, name, others);
            others.remove(members.name());
        }
        return Ok(true);
    }
    if place.is_none() || !others.is_empty() {
        set_aside(place, name, others);
        *place = Some(only_value(mem::take(others))?);
    }
    Ok(false)
}

fn set_aside<T>(place: &mut Option<T>, name: Cow<'_, str>, others: &mut BTreeMap<String, T>) {
    if let Some(value) = place.take() {
        others.insert(name.into_owned(), value);
    }
}

fn only_value<T, E: Error>(mut members: BTreeMap<String, T>) -> Result<T, E> {
    if members.len() == 1
        && let Some((_, value)) = members.pop_first()
    {
        return Ok(value);
    }
    let names: Vec<_> = members.into_keys().collect();
    let found = match names.as_slice() {
        [] => "none".to_owned(),
        names => names.join(", "),
    };
    Err(problem(format_args!(
        "expected exactly one member of a union, found {found}"
    )))
}

/// Writes an object with a single member.
pub fn serialize_member<M: Marks, T: SerializeAs<M::Format>, S: Serializer>(
    name: &str,
    value: &T,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    let mut object = serializer.serialize_map(Some(1))?;
    object.serialize_entry(name, &Formatted::new(value))?;
    object.end()
}

/// Writes an object with a member that no variant exists for. A null value is not a member: a union
/// that replaces a missing one is written as null.
pub fn serialize_unknown_member<S: Serializer>(
    name: &str,
    value: &Document,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    match value {
        Document::Null => serializer.serialize_none(),
        value => serialize_member::<(), _, _>(name, value, serializer),
    }
}

/// Implements `Debug` for a member that no variant exists for, in a union with or without sensitive
/// members.
pub fn debug_unknown_member(
    f: &mut fmt::Formatter<'_>,
    name: &str,
    value: &Document,
    is_sensitive: bool,
) -> fmt::Result {
    let value: &dyn fmt::Debug = if is_sensitive { &Redacted } else { value };
    f.debug_tuple("Unknown").field(&name).field(value).finish()
}
