//! Constraints of values.

use std::fmt;

/// A constraint in a row of a table.
#[derive(Clone, Copy, Debug)]
pub enum Constraint<'c> {
    /// What a length counts, in the singular and the plural, and the least and the greatest length.
    Length((&'static str, &'static str), Option<usize>, Option<usize>),
    /// The least and the greatest number.
    Range(Option<Limit>, Option<Limit>),
    /// The elements of a list are unique.
    Unique,
    /// A regular expression (ECMA-262) that matches somewhere in a string.
    Pattern(&'static str),
    /// A regular expression that the crate `regex` does not support.
    UncheckedPattern,
    /// Constraints of the keys of a map.
    Key(&'c [Constraint<'c>]),
    /// Constraints of the elements of a list or the values of a map.
    Each(&'c [Constraint<'c>]),
}

impl Constraint<'_> {
    /// Creates a range of integers or floats.
    pub fn range<T: Into<Limit>>((min, max): (Option<T>, Option<T>)) -> Self {
        Self::Range(min.map(Into::into), max.map(Into::into))
    }
}

/// A number of a range, or one that is compared with it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Limit {
    /// An integer.
    Integer(i64),
    /// Any other number.
    Float(f64),
    /// A number that others are compared with at its precision.
    Single(f32),
}

impl Limit {
    /// Returns `true` if this is at most the other. NaN is outside every range.
    pub(super) fn is_at_most(self, other: Self) -> bool {
        match (self, other) {
            (Self::Integer(one), Self::Integer(other)) => one <= other,
            (Self::Single(_), Self::Float(_)) | (Self::Float(_), Self::Single(_)) => {
                self.as_f64() as f32 <= other.as_f64() as f32
            }
            (one, other) => one.as_f64() <= other.as_f64(),
        }
    }

    fn as_f64(self) -> f64 {
        match self {
            Self::Integer(integer) => integer as f64,
            Self::Float(float) => float,
            Self::Single(single) => single.into(),
        }
    }
}

impl fmt::Display for Limit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Integer(integer) => write!(f, "{integer}"),
            Self::Float(float) => write!(f, "{float}"),
            Self::Single(single) => write!(f, "{single}"),
        }
    }
}

impl From<i64> for Limit {
    fn from(integer: i64) -> Self {
        Self::Integer(integer)
    }
}

impl From<f64> for Limit {
    fn from(float: f64) -> Self {
        Self::Float(float)
    }
}
