//! Numbers, in all the forms in which formats provide them.

use crate::Number;

/// A number as the format provides it.
#[derive(Clone, Copy, Debug)]
pub enum Numeral<'a> {
    /// An integer that fits 64 bits with a sign; the others are text.
    Integer(i64),
    /// A float.
    Float(f64),
    /// A number as JSON writes it.
    Text(&'a str),
}

/// From here on, not every integer is an `f64`, so a float may have been another number.
const INEXACT: f64 = (1_u64 << f64::MANTISSA_DIGITS) as f64;

impl Numeral<'_> {
    /// Returns the integer that this is, even if it is written with a fraction or an exponent.
    pub(crate) fn as_i64(self) -> Option<i64> {
        match self {
            Self::Integer(number) => Some(number),
            Self::Float(number) => {
                let is_exact = number.fract() == 0.0 && number.abs() < INEXACT;
                is_exact.then_some(number as i64)
            }
            Self::Text(text) => {
                (text.parse().ok()).or_else(|| Self::Float(text.parse().ok()?).as_i64())
            }
        }
    }

    /// Returns the nearest float, or `None` if the number overflows.
    pub(crate) fn as_f64(self) -> Option<f64> {
        match self {
            Self::Integer(number) => Some(number as f64),
            Self::Float(number) => Some(number),
            Self::Text(text) => text.parse().ok().filter(|number: &f64| number.is_finite()),
        }
    }

    /// Returns the nearest `f32`, or `None` if the number overflows.
    pub(crate) fn as_f32(self) -> Option<f32> {
        match self {
            Self::Integer(number) => Some(number as f32),
            Self::Float(number) => {
                let single = number as f32;
                (single.is_finite() || !number.is_finite()).then_some(single)
            }
            Self::Text(text) => text.parse().ok().filter(|number: &f32| number.is_finite()),
        }
    }

    /// Returns the number with as many digits as [`Number`] keeps.
    pub(crate) fn as_number(self) -> Option<Number> {
        match self {
            Self::Integer(number) => Some(number.into()),
            Self::Float(number) => Number::from_f64(number),
            Self::Text(text) => text.parse().ok(),
        }
    }
}
