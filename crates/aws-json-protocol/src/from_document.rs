//! How the types of members are read from JSON.

use std::collections::BTreeMap;

use serde::de::{Deserialize, Deserializer, Error};

use crate::{DecodeError, Document, Number};

/// A type that members can have: what takes it out of a JSON value.
///
/// The types of this crate, and those of a generated crate through its macros, are
/// `serde::Deserialize` by way of this trait. It takes values out of the document where
/// `Deserialize` would copy them once per level of nesting, and its errors name the path and quote
/// no value.
///
/// ```
/// use aws_json_protocol::{Document, FromDocument};
///
/// let document = serde_json::json!([1.5, "-Infinity", null]);
/// assert_eq!(Vec::<f64>::from_document(document)?, [1.5, f64::NEG_INFINITY]);
/// # Ok::<(), aws_json_protocol::DecodeError>(())
/// ```
///
/// A float can be one of the strings `NaN`, `Infinity` and `-Infinity`
/// ([shape serialization](https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html#shape-serialization)).
/// Null is no element of a list and no value of a map unless that is sparse (its elements are
/// `Option`s) or holds documents: it is left out, as the protocol tests of Smithy ask of clients
/// (`RpcV2CborDeserializesDenseSetMapAndSkipsNull`).
pub trait FromDocument: Sized {
    /// Takes the value out of the document.
    ///
    /// # Errors
    ///
    /// The document is not of the shape.
    fn from_document(document: Document) -> Result<Self, DecodeError>;

    /// What null stands for in a list or map: `None`, the default, for nothing at all.
    #[must_use]
    fn from_null() -> Option<Self> {
        None
    }
}

/// What `Deserialize` does for types that are [`FromDocument`].
pub fn deserialize_document<'de, T: FromDocument, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<T, D::Error> {
    T::from_document(Document::deserialize(deserializer)?).map_err(D::Error::custom)
}

/// The members of an object.
pub(crate) fn object(document: Document) -> Result<serde_json::Map<String, Document>, DecodeError> {
    match document {
        Document::Object(members) => Ok(members),
        other => Err(DecodeError::unexpected("an object", &other)),
    }
}

impl FromDocument for Document {
    fn from_document(document: Document) -> Result<Self, DecodeError> {
        Ok(document)
    }

    fn from_null() -> Option<Self> {
        Some(Self::Null)
    }
}

impl FromDocument for String {
    fn from_document(document: Document) -> Result<Self, DecodeError> {
        match document {
            Document::String(text) => Ok(text),
            other => Err(DecodeError::unexpected("a string", &other)),
        }
    }
}

impl FromDocument for bool {
    fn from_document(document: Document) -> Result<Self, DecodeError> {
        (document.as_bool()).ok_or_else(|| DecodeError::unexpected("a boolean", &document))
    }
}

impl FromDocument for Number {
    fn from_document(document: Document) -> Result<Self, DecodeError> {
        match document {
            Document::Number(number) => Ok(number),
            other => Err(DecodeError::unexpected("a number", &other)),
        }
    }
}

macro_rules! integers {
    ($($integer:ty: $expected:literal,)*) => {$(
        impl FromDocument for $integer {
            fn from_document(document: Document) -> Result<Self, DecodeError> {
                match document {
                    Document::Number(number) => (number.as_i64())
                        .and_then(|number| Self::try_from(number).ok())
                        .ok_or_else(|| DecodeError::mismatch($expected, "another number")),
                    other => Err(DecodeError::unexpected($expected, &other)),
                }
            }
        }
    )*};
}

integers! {
    i8: "an integer of 8 bits",
    i16: "an integer of 16 bits",
    i32: "an integer of 32 bits",
    i64: "an integer of 64 bits",
    // No shape of a model: the HTTP status of an `ErrorResponse`.
    u16: "an integer of 16 bits without a sign",
}

impl<T: FromDocument> FromDocument for Option<T> {
    fn from_document(document: Document) -> Result<Self, DecodeError> {
        match document {
            Document::Null => Ok(None),
            value => T::from_document(value).map(Some),
        }
    }

    fn from_null() -> Option<Self> {
        Some(None)
    }
}

impl<T: FromDocument> FromDocument for Box<T> {
    fn from_document(document: Document) -> Result<Self, DecodeError> {
        T::from_document(document).map(Self::new)
    }
}

impl<T: FromDocument> FromDocument for Vec<T> {
    fn from_document(document: Document) -> Result<Self, DecodeError> {
        let elements = match document {
            Document::Array(elements) => elements,
            other => return Err(DecodeError::unexpected("an array", &other)),
        };
        (elements.into_iter().enumerate())
            .filter_map(|(index, element)| {
                let decoded = decode_element(element).transpose()?;
                Some(decoded.map_err(|error| error.inside(format_args!("[{index}]"))))
            })
            .collect()
    }
}

impl<K: From<String> + Ord, T: FromDocument> FromDocument for BTreeMap<K, T> {
    fn from_document(document: Document) -> Result<Self, DecodeError> {
        (object(document)?.into_iter())
            .filter_map(|(key, value)| {
                let decoded = decode_element(value).transpose()?;
                let entry = decoded.map(|value| (K::from(key), value));
                Some(entry.map_err(|error| error.inside("[*]")))
            })
            .collect()
    }
}

fn decode_element<T: FromDocument>(element: Document) -> Result<Option<T>, DecodeError> {
    match element {
        Document::Null => Ok(T::from_null()),
        value => T::from_document(value).map(Some),
    }
}
