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
            Self::Float(number) if number.is_finite() => {
                Some(single(number)).filter(|single| single.is_finite())
            }
            Self::Float(number) => Some(number as f32),
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

/// Returns the `f32` that was written.
///
/// Rounding text to an `f64` and then to an `f32` can differ from rounding it to an `f32`: if the
/// `f64` lies halfway between two `f32`s, as for 7.038531e-26, the second rounding can choose the
/// wrong one. The right one is then the one whose own text rounds to the same `f64`.
fn single(number: f64) -> f32 {
    let nearest = number as f32;
    let distance = number - f64::from(nearest);
    let other = match distance > 0.0 {
        true => nearest.next_up(),
        false => nearest.next_down(),
    };
    let is_in_the_middle = distance != 0.0 && f64::from(other) - number == distance;
    let is_other = || other.to_string().parse() == Ok(number);
    match is_in_the_middle && is_other() {
        true => other,
        false => nearest,
    }
}
