//! Floats that JSON has no number for.

use serde::ser::{Serialize, Serializer};

use super::SerializeAs;
use crate::mark;

macro_rules! floats {
    ($($float:ty)*) => {$(
        impl SerializeAs<mark::float> for $float {
            fn serialize_as<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                match name((*self).into()) {
                    Some(name) => serializer.serialize_str(name),
                    None => self.serialize(serializer),
                }
            }
        }
    )*};
}

floats! { f32 f64 }

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
