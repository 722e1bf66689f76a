//! Floats that JSON has no number for.

use serde::ser::{Serialize, Serializer};

use super::{Float, SerializeAs};

impl SerializeAs<Float> for f64 {
    fn serialize_as<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match name(*self) {
            Some(name) => serializer.serialize_str(name),
            None => self.serialize(serializer),
        }
    }
}

impl SerializeAs<Float> for f32 {
    fn serialize_as<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match name((*self).into()) {
            Some(name) => serializer.serialize_str(name),
            None => self.serialize(serializer),
        }
    }
}

/// Returns the string for a float that JSON has no number for.
fn name(float: f64) -> Option<&'static str> {
    if float.is_nan() {
        Some("NaN")
    } else if float.is_infinite() {
        Some(if float > 0.0 { "Infinity" } else { "-Infinity" })
    } else {
        None
    }
}
