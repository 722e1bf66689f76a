//! Floats that may be no number.

use serde::ser::{Serialize, Serializer};

use crate::formatted::{Formatted, SerializeAs};
use crate::{DecodeError, Document, FromDocument};

/// Floats to be written as the protocol does: what JSON has no number for as the strings `NaN`,
/// `Infinity` and `-Infinity`
/// ([shape serialization](https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html#shape-serialization)).
/// `serde_json` alone writes null.
///
/// ```
/// use aws_json_protocol::float;
///
/// let scores = vec![1.5, f64::NAN, f64::NEG_INFINITY];
/// assert_eq!(serde_json::to_string(&float(&scores))?, r#"[1.5,"NaN","-Infinity"]"#);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[must_use]
pub fn float<T: FloatShape>(value: &T) -> Formatted<'_, Float, T> {
    Formatted::new(value)
}

/// What [`float`] can write: `f32`, `f64`, and options, lists and maps of what it can write.
pub trait FloatShape: SerializeAs<Float> {}

impl<T: SerializeAs<Float>> FloatShape for T {}

/// The format that [`float`] writes.
#[derive(Debug)]
pub enum Float {}

const NAN: &str = "NaN";
const INFINITY: &str = "Infinity";
const NEGATIVE_INFINITY: &str = "-Infinity";

impl SerializeAs<Float> for f64 {
    fn serialize_as<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if self.is_finite() {
            return self.serialize(serializer);
        }
        serializer.serialize_str(match (self.is_nan(), *self > 0.0) {
            (true, _) => NAN,
            (false, true) => INFINITY,
            (false, false) => NEGATIVE_INFINITY,
        })
    }
}

impl SerializeAs<Float> for f32 {
    fn serialize_as<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.is_finite() {
            true => self.serialize(serializer),
            false => f64::from(*self).serialize_as(serializer),
        }
    }
}

impl FromDocument for f64 {
    fn from_document(document: Document) -> Result<Self, DecodeError> {
        const EXPECTED: &str = r#"a number, "NaN", "Infinity" or "-Infinity""#;
        match document.as_str() {
            Some(NAN) => Ok(Self::NAN),
            Some(INFINITY) => Ok(Self::INFINITY),
            Some(NEGATIVE_INFINITY) => Ok(Self::NEG_INFINITY),
            Some(_) => Err(DecodeError::mismatch(EXPECTED, "another string")),
            None => (document.as_f64()).ok_or_else(|| DecodeError::unexpected(EXPECTED, &document)),
        }
    }
}

impl FromDocument for f32 {
    fn from_document(document: Document) -> Result<Self, DecodeError> {
        f64::from_document(document).map(|number| number as Self)
    }
}
