//! How the types of members are read.

use serde::de::Deserializer;

mod collection;
mod members;
mod number;
mod place;
mod refuse;
mod scalar;
mod text;
mod visitor;

pub use members::Members;
pub(crate) use number::{Numeral, arbitrary_precision};
pub(crate) use place::{expected, inside, problem};
pub(crate) use refuse::refuse;
pub(crate) use text::{Text, decode_text};
pub(crate) use visitor::{Mismatch, Scalar, decode_scalar};

/// A type that members can have: what reads it, in one pass, from any self-describing format of
/// serde.
///
/// The types of this crate, and those that its macros make, are `serde::Deserialize` by way of this
/// trait: to read one, call `serde_json::from_str` or the like. Unlike what serde derives, it reads
/// as the protocol asks:
///
/// - Null is absent. It is no element of a list and no value of a map unless that is sparse (its
///   elements are `Option`s) or holds documents: it is left out, as the protocol tests of Smithy ask
///   of clients (`RpcV2CborDeserializesDenseSetMapAndSkipsNull`).
/// - An integer may be written with a fraction or an exponent, `20.0` or `2e1`, where that is exact.
/// - A float may be one of the strings `NaN`, `Infinity` and `-Infinity`
///   ([shape serialization](https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html#shape-serialization)).
///   One that overflows an `f32` is an error.
/// - If an object has a member twice, the last one counts.
/// - Errors name the place as a JSONPath, and quote no value and no key of a map, which can be
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
    note = "members are strings, booleans, numbers, timestamps, blobs, documents, what the macros of this crate make, and options, boxes, lists and maps of them"
)]
pub trait Decode: Sized {
    /// What errors call the shape, such as `a string`.
    const SHAPE: &'static str;

    /// Reads a value that may be absent: `None` where it is null.
    ///
    /// # Errors
    ///
    /// The value is not of the shape, or those of the deserializer.
    fn decode_optional<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Option<Self>, D::Error>;

    /// Reads a value.
    ///
    /// # Errors
    ///
    /// As [`decode_optional`](Self::decode_optional), and where it is null.
    fn decode<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::decode_optional(deserializer)?.ok_or_else(|| expected(Self::SHAPE, "null"))
    }

    /// Reads an element of a list or a value of a map: `None` where null stands for nothing at all.
    ///
    /// # Errors
    ///
    /// As [`decode_optional`](Self::decode_optional).
    fn decode_element<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Option<Self>, D::Error> {
        Self::decode_optional(deserializer)
    }
}

/// What every type has that is read through a function of this crate.
#[doc(hidden)]
#[macro_export]
macro_rules! __decode {
    ($name:ident, $shape:literal, $decode:path) => {
        impl $crate::Decode for $name {
            const SHAPE: &'static str = $shape;

            #[inline]
            fn decode_optional<'de, __D: $crate::__private::Deserializer<'de>>(
                deserializer: __D,
            ) -> ::core::result::Result<::core::option::Option<Self>, __D::Error> {
                $decode(deserializer)
            }
        }

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
