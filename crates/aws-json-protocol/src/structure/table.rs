/// Defines a structure from a table of its members.
///
/// ```
/// use aws_json_protocol::{Timestamp, structure};
///
/// structure! {
///     /// A rule about permissions.
///     #[derive(Eq, Hash)]
///     pub struct Policy {
///         required {
///             name: String = "Name" [characters 1..=128],
///             owner: String = "Owner" sensitive,
///         }
///         optional {
///             r#type: String = "Type",
///             created: Timestamp = "Created" date_time,
///             targets: Vec<String> = "Targets",
///             version: i32 = "Version" (default 1),
///         }
///     }
/// }
///
/// let policy = Policy::new("deny", "Ana").targets(["r-1234"]);
/// assert_eq!(
///     serde_json::to_string(&policy)?,
///     r#"{"Name":"deny","Owner":"Ana","Targets":["r-1234"]}"#,
/// );
/// assert_eq!(
///     format!("{policy:?}"),
///     "Policy { name: \"deny\", owner: <redacted>, type: None, created: None, \
///      targets: Some([\"r-1234\"]), version: None }",
/// );
///
/// let read: Policy = serde_json::from_str(r#"{"Name": "deny", "Owner": "Ana", "Color": "blue"}"#)?;
/// assert_eq!(read.version, Some(1));
/// let error = serde_json::from_str::<Policy>(r#"{"Name": "deny", "Owner": null}"#).unwrap_err();
/// assert!(error.to_string().starts_with("at $.Owner: a required member is missing"));
/// # Ok::<(), serde_json::Error>(())
/// ```
///
/// # The table
///
/// A row is `field: Type = "NameOnTheWire"`, documented like a field. It is in one of these groups,
/// each of which can be left out:
///
/// - `required`: reading fails if the member is absent.
/// - `zero`, instead of `required` in a structure that responses carry: an absent member becomes
///   the zero value of its type
///   ([client error correction](https://smithy.io/2.0/spec/aggregate-types.html#client-error-correction)).
/// - `optional`: the field is an `Option`.
///
/// After the name on the wire, a row can have, in this order:
///
/// - further names that are read, `| "message"`. A null under one name does not replace a value
///   under another.
/// - `(default value)`: what an absent member becomes when it is read; a value that is created in
///   code is not changed.
/// - [marks](crate::mark).
/// - constraints, which are documented, and which `validate` checks (feature `validate`): `[characters
///   1..=128]`, `[bytes ..=1024]`, `[elements 1..]` and `[entries 2]` for lengths, `[range 1..=20]` or
///   `[range ..=0.5]` for numbers, `[unique]` for lists, `[pattern r"^\d+$"]` for strings, `[key
///   [characters 1..=128]]` for the keys of a map, and `[each [characters 1..=128]]` for its values or
///   the elements of a list. An `[unchecked_pattern r"^(?!a)"]` is documented and not checked: the crate
///   `regex` does not support it.
///
/// The type begins with a name in scope: `String`, `Vec<Tag>`, `BTreeMap<String, Vec<Tag>>`.
///
/// # What the structure has
///
/// - `pub` fields, documented by name on the wire, group and marks, followed by the documentation
///   of the row;
/// - `new`, which takes the `required` or `zero` members, if there are any;
/// - a setter per optional member, named after its field. Both accept what is easy to pass:
///   `impl Into<String>`, `impl IntoIterator` for lists and maps, the value itself for a `Box`;
/// - `Clone`, `Debug`, `PartialEq`, and the traits that the table derives;
/// - `Serialize`, which writes no null, `Deserialize` and [`Decode`](crate::Decode), which read null
///   as absent and ignore members that no row names;
/// - with `struct CreatePolicyRequest for CreatePolicy`, [`OperationInput`](crate::OperationInput).
#[macro_export]
macro_rules! structure {
    ($(#[$attribute:meta])* pub struct $name:ident $(for $operation:ident)? {
        $(optional { $($optional:tt)* })?
    }) => {
        $crate::__structure! { $(#[$attribute])* $name $({optional optional $($optional)*})? }
        $crate::__constructors! { $name {} { $($($optional)*)? } }
        $(impl $crate::OperationInput for $name { type Operation = $operation; })?
    };
    ($(#[$attribute:meta])* pub struct $name:ident $(for $operation:ident)? {
        $group:ident { $($rows:tt)* }
        $(optional { $($optional:tt)* })?
    }) => {
        $crate::__structure! {
            $(#[$attribute])* $name {required $group $($rows)*} $({optional optional $($optional)*})?
        }
        $crate::__constructors! { $name { $($rows)* } { $($($optional)*)? } }
        $(impl $crate::OperationInput for $name { type Operation = $operation; })?
    };
}

/// Defines the structure and its traits. Each group of rows begins with its presence, `required` if the
/// field always has a value or else `optional`, and with what becomes of an absent value: the function
/// that replaces it, or `optional`.
#[doc(hidden)]
#[macro_export]
macro_rules! __structure {
    ($(#[$attribute:meta])* $name:ident $({$presence:ident $replace:ident $(
        $(#[$row:meta])* $field:ident: $type:ty = $wire:literal
        $(| $other:literal)* $((default $default:expr))? $($mark:ident)* $([$($constraint:tt)*])*,
    )*})*) => {
        $(#[$attribute])*
        #[derive(Clone, PartialEq)]
        #[non_exhaustive]
        pub struct $name {$($(
            #[doc = ::core::concat!(
                " `", $wire, "`.", $crate::__presence!($presence)
                $(, $crate::__mark!($mark))* $(, $crate::__constraint_doc!($($constraint)*))*
            )]
            $(#[$row])*
            pub $field: $crate::__presence!($presence $type),
        )*)*}

        const _: () = {
            struct __Slots {
                $($($field: ::core::option::Option<$type>,)*)*
            }

            impl __Slots {
                #[inline]
                fn new() -> Self {
                    Self {
                        $($($field: ::core::option::Option::None,)*)*
                    }
                }

                /// Reads all members into their slots, then the structure into its place.
                fn read<'de, __A: $crate::__private::MapAccess<'de>>(
                    &mut self,
                    object: __A,
                    place: &mut ::core::option::Option<$name>,
                ) -> ::core::result::Result<(), __A::Error> {
                    let mut members = $crate::__private::Members::new(object);
                    while members.advance()? {
                        // A pointer, so that a debug build does not take stack here for each member.
                        let read = Self::reader(members.name());
                        read(&mut members, self)?;
                    }
                    self.finish(place)
                }

                /// Returns the function that reads the member with this name into its slot.
                #[inline]
                fn reader<'de, __A: $crate::__private::MapAccess<'de>>(
                    name: &str,
                ) -> fn(
                    &mut $crate::__private::Members<'de, __A>,
                    &mut Self,
                ) -> ::core::result::Result<(), __A::Error> {
                    match name {
                        $($($wire $(| $other)* => |members, slots| {
                            $crate::__read!(members slots.$field; $($other)*)
                        },)*)*
                        _ => |members, _| members.skip(),
                    }
                }

                /// Moves the members from their slots into the structure, in its place.
                fn finish<__E: $crate::__private::Error>(
                    &mut self,
                    place: &mut ::core::option::Option<$name>,
                ) -> ::core::result::Result<(), __E> {
                    *place = ::core::option::Option::Some($name {
                        $($($field: $crate::__field_value!(
                            $replace $wire,
                            self.$field.take() $(.or_else(|| ::core::option::Option::Some($default)))?
                        ),)*)*
                    });
                    ::core::result::Result::Ok(())
                }
            }

            impl $crate::Decode for $name {
                const SHAPE: &'static str = "an object";

                fn object<'de, __A: $crate::__private::MapAccess<'de>>(
                    object: __A,
                    place: &mut ::core::option::Option<Self>,
                ) -> ::core::result::Result<(), __A::Error> {
                    $crate::__private::with_room(__Slots::new, |slots| slots.read(object, place))
                }
            }
        };

        $crate::__deserialize! { $name }

        $crate::__validate! { structure $name
            $($($wire $field ($($mark)*) {$([$($constraint)*])*})*)*
        }

        impl $crate::__private::Serialize for $name {
            fn serialize<__S: $crate::__private::Serializer>(
                &self,
                serializer: __S,
            ) -> ::core::result::Result<__S::Ok, __S::Error> {
                let mut object = $crate::__private::ObjectWriter::new(serializer);
                $($(object.$presence::<($($crate::mark::$mark,)*), _>($wire, &self.$field);)*)*
                object.end()
            }
        }

        impl ::core::fmt::Debug for $name {
            #[inline]
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                $crate::__private::debug_structure(f, ::core::stringify!($name), &[$($((
                    ::core::stringify!($field),
                    $crate::__private::shown::$presence::<($($crate::mark::$mark,)*), _>(&self.$field),
                ),)*)*])
            }
        }
    };
}

/// Expands to the type of a field whose member has this type, or to the documentation of its presence.
#[doc(hidden)]
#[macro_export]
macro_rules! __presence {
    (required $type:ty) => {
        $type
    };
    (optional $type:ty) => {
        ::core::option::Option<$type>
    };
    (required) => {
        " Required."
    };
    (optional) => {
        ""
    };
}

/// Expands to the value of a field, given that of its slot.
#[doc(hidden)]
#[macro_export]
macro_rules! __field_value {
    (optional $wire:literal, $value:expr) => {
        $value
    };
    ($replace:ident $wire:literal, $value:expr) => {
        $crate::__private::$replace($wire, $value)?
    };
}

/// Reads the value of a member with one name, or with several.
#[doc(hidden)]
#[macro_export]
macro_rules! __read {
    ($members:ident $slot:expr;) => {
        $members.value(&mut $slot)
    };
    ($members:ident $slot:expr; $($other:literal)+) => {
        $members.alias(&mut $slot)
    };
}
