//! Enums that keep values they do not know.

use std::cmp::Ordering;

use crate::{DecodeError, Document, FromDocument};

/// An enum of string values whose last variant, `Unknown(String)`, holds any value that is newer
/// than the crate.
///
/// Generated code writes the two directions of the name table; [`open_enum!`](crate::open_enum!)
/// writes everything else.
///
/// ```
/// use aws_json_protocol::{OpenEnum, open_enum};
///
/// #[derive(Clone, Debug, PartialEq, Eq, Hash)]
/// #[non_exhaustive]
/// pub enum ActionType {
///     Invite,
///     EnableAllFeatures,
///     /// A value this crate does not know, kept as it came.
///     Unknown(String),
/// }
///
/// impl OpenEnum for ActionType {
///     fn as_str(&self) -> &str {
///         match self {
///             Self::Invite => "INVITE",
///             Self::EnableAllFeatures => "ENABLE_ALL_FEATURES",
///             Self::Unknown(value) => value,
///         }
///     }
///
///     fn known(value: &str) -> Option<Self> {
///         Some(match value {
///             "INVITE" => Self::Invite,
///             "ENABLE_ALL_FEATURES" => Self::EnableAllFeatures,
///             _ => return None,
///         })
///     }
/// }
///
/// open_enum!(ActionType);
///
/// let actions: Vec<ActionType> = serde_json::from_str(r#"["INVITE", "TELEPORT"]"#)?;
/// assert_eq!(actions, [ActionType::Invite, ActionType::from("TELEPORT")]);
/// assert!(actions[1].is_unknown());
/// assert_eq!(serde_json::to_string(&actions)?, r#"["INVITE","TELEPORT"]"#);
/// # Ok::<(), serde_json::Error>(())
/// ```
pub trait OpenEnum: From<String> {
    /// The value as it stands on the wire.
    fn as_str(&self) -> &str;

    /// The variant of a value this crate knows, `None` for all others.
    fn known(value: &str) -> Option<Self>;
}

/// Implements, for an [`OpenEnum`] that derives `Clone, PartialEq, Eq, Hash`, what is the same
/// for all of them:
///
/// - inherent `as_str` and `is_unknown`;
/// - `From<&str>`, `From<String>` and `FromStr`, which never fail, and `From` the enum for
///   `String`;
/// - `Display` and `AsRef<str>`: the value on the wire;
/// - `Default`: the unknown empty value, which stands for a value that a response left out;
/// - `PartialOrd` and `Ord` by the value on the wire, whatever the order of the variants;
/// - `Serialize`, `Deserialize` and [`FromDocument`], also as keys of maps.
#[macro_export]
macro_rules! open_enum {
    // Inline functions are compiled where they are called, and most are called nowhere: this takes
    // a third off the build of a crate with 400 enums.
    ($name:ident) => {
        impl $name {
            /// The value as it stands on the wire.
            #[must_use]
            #[inline]
            pub fn as_str(&self) -> &str {
                $crate::OpenEnum::as_str(self)
            }

            /// Whether this is a value the crate does not know.
            #[must_use]
            #[inline]
            pub fn is_unknown(&self) -> bool {
                ::core::matches!(self, Self::Unknown(_))
            }
        }

        impl ::core::convert::From<&str> for $name {
            #[inline]
            fn from(value: &str) -> Self {
                $crate::OpenEnum::known(value)
                    .unwrap_or_else(|| Self::Unknown(::std::string::String::from(value)))
            }
        }

        impl ::core::convert::From<::std::string::String> for $name {
            #[inline]
            fn from(value: ::std::string::String) -> Self {
                $crate::OpenEnum::known(&value).unwrap_or_else(|| Self::Unknown(value))
            }
        }

        impl ::core::convert::From<$name> for ::std::string::String {
            #[inline]
            fn from(value: $name) -> Self {
                match value {
                    $name::Unknown(value) => value,
                    known => Self::from(known.as_str()),
                }
            }
        }

        impl ::core::str::FromStr for $name {
            type Err = ::core::convert::Infallible;

            #[inline]
            fn from_str(value: &str) -> ::core::result::Result<Self, ::core::convert::Infallible> {
                ::core::result::Result::Ok(Self::from(value))
            }
        }

        impl ::core::fmt::Display for $name {
            #[inline]
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                f.pad(self.as_str())
            }
        }

        impl ::core::convert::AsRef<str> for $name {
            #[inline]
            fn as_ref(&self) -> &str {
                self.as_str()
            }
        }

        impl ::core::default::Default for $name {
            #[inline]
            fn default() -> Self {
                Self::Unknown(::std::string::String::new())
            }
        }

        impl ::core::cmp::PartialOrd for $name {
            #[inline]
            fn partial_cmp(&self, other: &Self) -> ::core::option::Option<::core::cmp::Ordering> {
                ::core::option::Option::Some(self.cmp(other))
            }
        }

        impl ::core::cmp::Ord for $name {
            #[inline]
            fn cmp(&self, other: &Self) -> ::core::cmp::Ordering {
                $crate::__private::compare_open_enum(self, other, Self::is_unknown)
            }
        }

        impl $crate::__private::Serialize for $name {
            #[inline]
            fn serialize<S: $crate::__private::Serializer>(
                &self,
                serializer: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }

        impl $crate::FromDocument for $name {
            #[inline]
            fn from_document(
                document: $crate::Document,
            ) -> ::core::result::Result<Self, $crate::DecodeError> {
                $crate::__private::decode_open_enum(document)
            }
        }

        impl<'de> $crate::__private::Deserialize<'de> for $name {
            #[inline]
            fn deserialize<D: $crate::__private::Deserializer<'de>>(
                deserializer: D,
            ) -> ::core::result::Result<Self, D::Error> {
                $crate::__private::deserialize_document(deserializer)
            }
        }
    };
}

/// Orders by the value on the wire, and the variant of a value before a hand-built `Unknown` of the
/// same value: the derived `Eq` tells the two apart, so `Ord` must as well.
pub fn compare_open_enum<T: OpenEnum>(left: &T, right: &T, is_unknown: fn(&T) -> bool) -> Ordering {
    (left.as_str().cmp(right.as_str())).then_with(|| is_unknown(left).cmp(&is_unknown(right)))
}

/// What [`FromDocument`] does for an open enum.
pub fn decode_open_enum<T: OpenEnum>(document: Document) -> Result<T, DecodeError> {
    String::from_document(document).map(T::from)
}
