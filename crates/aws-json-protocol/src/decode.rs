//! Reading of the types of members.

use std::borrow::Cow;

use serde::de::{Deserializer, Error, MapAccess, SeqAccess};

mod collection;
mod members;
mod number;
mod path;
mod room;
mod scalar;
#[cfg(feature = "server")]
mod strict;
mod visitor;

#[cfg(feature = "server")]
pub(crate) use members::missing_member;
pub use members::{Members, required, zero};
pub(crate) use number::Numeral;
pub(crate) use path::{expected, inside, problem};
pub use room::with_room;
pub use scalar::from_text;
#[cfg(feature = "server")]
pub(crate) use strict::strictly;
use visitor::{Place, number_in_disguise};

/// A type that members can have, read in one pass from any self-describing format of serde.
///
/// The types of this crate, and those that its macros define, implement `serde::Deserialize`
/// through this trait: to read one, call `serde_json::from_str` or a similar function. Unlike
/// derived implementations, it follows the protocol:
///
/// - Null means absent. In lists and maps, it is skipped unless they are sparse (their elements are
///   `Option`s) or hold documents, as the protocol tests of Smithy require of clients
///   (`RpcV2CborDeserializesDenseSetMapAndSkipsNull`).
/// - An integer may have a fraction or an exponent, as in `20.0` or `2e1`, if its value is exact.
/// - A float may be one of the strings `NaN`, `Infinity` and `-Infinity`
///   ([shape serialization](https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html#shape-serialization)).
///   One that overflows an `f32` is an error.
/// - If an object has a member twice, the last one is used.
/// - Errors name the place as a JSONPath. They quote neither values nor keys of maps, which can be
///   sensitive.
///
/// ```
/// use std::collections::BTreeMap;
///
/// use aws_json_protocol::{Decode, structure};
///
/// structure! {
///     /// How often each word was found.
///     pub struct Report {
///         optional {
///             counts: Vec<BTreeMap<String, i32>> = "Counts",
///         }
///     }
/// }
///
/// let report: Report = serde_json::from_str(r#"{"Counts": [{"blue": 2e1, "red": null}, null]}"#)?;
/// assert_eq!(report.counts, Some(vec![BTreeMap::from([("blue".to_owned(), 20)])]));
///
/// let error = serde_json::from_str::<Report>(r#"{"Counts": [{"blue": "many"}]}"#).unwrap_err();
/// assert_eq!(
///     error.to_string(),
///     "at $.Counts[0][*]: expected an integer of 32 bits, found a string at line 1 column 27",
/// );
///
/// // Without `Deserialize`, for code that is generic over the types of members:
/// let sizes = Vec::<f64>::decode(serde_json::json!([1.5, "-Infinity"]))?;
/// assert_eq!(sizes, [1.5, f64::NEG_INFINITY]);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be the type of a member",
    note = "members are strings, booleans, numbers, timestamps, blobs, documents, types that the macros of this crate define, and options, boxes, lists and maps of them"
)]
pub trait Decode: Sized {
    /// The name of the shape in errors, such as `a string`.
    const SHAPE: &'static str;

    /// Reads a value that may be absent into its place, which becomes empty if the value is null. After
    /// an error, the content of the place is unspecified.
    ///
    /// Returning the value would take stack in each call on the way, many times over in a debug build.
    ///
    /// # Errors
    ///
    /// Returns an error if the value does not have the shape, or if the deserializer fails.
    fn decode_into<'de, D: Deserializer<'de>>(
        deserializer: D,
        place: &mut Option<Self>,
    ) -> Result<(), D::Error> {
        deserializer.deserialize_any(Place(place))
    }

    /// Reads a value.
    ///
    /// # Errors
    ///
    /// Returns the errors of [`decode_into`](Self::decode_into), and an error if the value is null and
    /// [`null`](Self::null) returns `None`.
    fn decode<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let mut value = None;
        Self::decode_into(deserializer, &mut value)?;
        value
            .or_else(Self::null)
            .ok_or_else(|| expected(Self::SHAPE, "null"))
    }

    /// Returns the value that null stands for in lists and maps, or `None` if null is skipped there.
    fn null() -> Option<Self> {
        None
    }

    // A method per kind of value. The kinds that a type is not read from are errors.

    #[doc(hidden)]
    fn boolean<E: Error>(_: bool) -> Result<Self, E> {
        Err(expected(Self::SHAPE, "a boolean"))
    }

    #[doc(hidden)]
    fn number<E: Error>(_: Numeral<'_>) -> Result<Self, E> {
        Err(expected(Self::SHAPE, "a number"))
    }

    #[doc(hidden)]
    fn text<E: Error>(_: Cow<'_, str>) -> Result<Self, E> {
        Err(expected(Self::SHAPE, "a string"))
    }

    #[doc(hidden)]
    fn bytes<E: Error>(_: &[u8]) -> Result<Self, E> {
        Err(expected(Self::SHAPE, "bytes"))
    }

    #[doc(hidden)]
    fn array<'de, A: SeqAccess<'de>>(_: A, _: &mut Option<Self>) -> Result<(), A::Error> {
        Err(expected(Self::SHAPE, "an array"))
    }

    #[doc(hidden)]
    fn object<'de, A: MapAccess<'de>>(object: A, place: &mut Option<Self>) -> Result<(), A::Error> {
        match number_in_disguise(object)? {
            Some(text) => *place = Some(Self::number(Numeral::Text(&text))?),
            None => return Err(expected(Self::SHAPE, "an object")),
        }
        Ok(())
    }
}

/// Implements `Deserialize` through [`Decode`].
#[doc(hidden)]
#[macro_export]
macro_rules! __deserialize {
    ($name:ident) => {
        impl<'de> $crate::__private::Deserialize<'de> for $name {
            #[inline]
            fn deserialize<__D: $crate::__private::Deserializer<'de>>(
                deserializer: __D,
            ) -> ::core::result::Result<Self, __D::Error> {
                $crate::Decode::decode(deserializer)
            }
        }
    };
}
