/// Defines an enum of string values from a table of the known ones.
///
/// ```
/// use aws_json_protocol::open_enum;
///
/// open_enum! {
///     /// What a handshake is about.
///     pub enum ActionType {
///         Invite = "INVITE",
///         /// Since 2017-10-23.
///         EnableAllFeatures = "ENABLE_ALL_FEATURES",
///     }
/// }
///
/// let actions: Vec<ActionType> = serde_json::from_str(r#"["INVITE", "TELEPORT"]"#)?;
/// assert_eq!(actions, [ActionType::Invite, ActionType::from("TELEPORT")]);
/// assert!(actions[1].is_unknown());
/// assert_eq!(serde_json::to_string(&actions)?, r#"["INVITE","TELEPORT"]"#);
/// assert_eq!(ActionType::VALUES, [ActionType::Invite, ActionType::EnableAllFeatures]);
/// # Ok::<(), serde_json::Error>(())
/// ```
///
/// A row is a variant, documented like one, and its value; the documentation begins with the value.
/// The last variant is `Unknown(String)`: no value is ever lost. With `pub enum Pin sensitive`,
/// `Debug` prints `Pin(<redacted>)`.
///
/// The enum has `Clone`, `Debug`, `PartialEq`, `Eq`, `Hash`, and
///
/// - `VALUES`, the known values in the order of the table; `as_str` and `is_unknown`;
/// - `From<&str>`, `From<String>` and `FromStr`, which never fail, and `From` the enum for
///   `String`;
/// - `Display` and `AsRef<str>`: the value on the wire;
/// - `Default`: the unknown empty value, which replaces a value that is missing from a response;
/// - `PartialOrd` and `Ord` by the value on the wire, whatever the order of the variants;
/// - `Serialize`, `Deserialize` and [`Decode`](crate::Decode), also as keys of maps. Reading a known
///   value allocates nothing;
/// - [`OpenEnum`](crate::OpenEnum).
#[macro_export]
macro_rules! open_enum {
    ($(#[$attribute:meta])* pub enum $name:ident $($mark:ident)? {
        $($(#[$row:meta])* $variant:ident = $value:literal,)*
    }) => {
        $(#[$attribute])*
        #[derive(Clone, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum $name {
            $(
                #[doc = ::core::concat!(" `", $value, "`.")]
                $(#[$row])*
                $variant,
            )*
            /// A value that this crate does not know yet, kept unchanged.
            Unknown(::std::string::String),
        }

        impl $name {
            /// The values that this crate knows, in the order of the model.
            pub const VALUES: &'static [Self] = &[$(Self::$variant),*];

            /// Returns the value on the wire.
            #[must_use]
            #[inline]
            pub fn as_str(&self) -> &str {
                $crate::OpenEnum::as_str(self)
            }

            /// Returns `true` if this is a value that the crate does not know.
            #[must_use]
            #[inline]
            pub fn is_unknown(&self) -> bool {
                ::core::matches!(self, Self::Unknown(_))
            }
        }

        impl $crate::OpenEnum for $name {
            const VALUES: &'static [Self] = Self::VALUES;

            #[inline]
            fn as_str(&self) -> &str {
                match self {
                    $(Self::$variant => $value,)*
                    Self::Unknown(value) => value,
                }
            }

            #[inline]
            fn known(value: &str) -> ::core::option::Option<Self> {
                match value {
                    $($value => ::core::option::Option::Some(Self::$variant),)*
                    _ => ::core::option::Option::None,
                }
            }
        }

        impl ::core::fmt::Debug for $name {
            #[inline]
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                let variant = match self {
                    $(Self::$variant => ::core::stringify!($variant),)*
                    Self::Unknown(_) => "Unknown",
                };
                $crate::__private::debug_open_enum::<($($crate::mark::$mark,)?), _>(
                    f,
                    ::core::stringify!($name),
                    variant,
                    self,
                )
            }
        }

        $crate::__open_enum! { $name }
    };
}

/// Defines what is the same for all enums. Inline functions are compiled where they are called, and
/// most are never called: this takes a third off the build of a crate with 400 enums.
#[doc(hidden)]
#[macro_export]
macro_rules! __open_enum {
    ($name:ident) => {
        impl ::core::convert::From<&str> for $name {
            #[inline]
            fn from(value: &str) -> Self {
                let unknown = || Self::Unknown(::std::string::String::from(value));
                $crate::OpenEnum::known(value).unwrap_or_else(unknown)
            }
        }

        impl ::core::convert::From<::std::string::String> for $name {
            #[inline]
            fn from(value: ::std::string::String) -> Self {
                $crate::OpenEnum::known(&value).unwrap_or(Self::Unknown(value))
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
                // The variant of a value is not equal to an `Unknown` with the same value, and comes first.
                (self.as_str(), self.is_unknown()).cmp(&(other.as_str(), other.is_unknown()))
            }
        }

        impl $crate::__private::Serialize for $name {
            #[inline]
            fn serialize<__S: $crate::__private::Serializer>(
                &self,
                serializer: __S,
            ) -> ::core::result::Result<__S::Ok, __S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }

        impl $crate::Decode for $name {
            const SHAPE: &'static str = "a string";

            #[inline]
            fn text<__E: $crate::__private::Error>(
                text: ::std::borrow::Cow<'_, str>,
            ) -> ::core::result::Result<Self, __E> {
                ::core::result::Result::Ok($crate::__private::from_text(text))
            }
        }

        $crate::__deserialize! { $name }

        $crate::__validate! { enum $name }
    };
}
