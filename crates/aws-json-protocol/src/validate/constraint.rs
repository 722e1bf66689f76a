//! Constraints of values.

/// The least and the greatest number that are allowed, as a table has them.
pub(super) type Bounds = [Option<&'static str>; 2];

/// A constraint in a row of a table.
#[derive(Clone, Copy, Debug)]
pub enum Constraint<'c> {
    /// What a length counts, in the singular and the plural, and its bounds.
    Length((&'static str, &'static str), Bounds),
    /// The bounds of a number.
    Range(Bounds),
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

/// Returns `true` if a number is at most another. NaN is outside all bounds.
pub(super) fn is_at_most(one: &str, other: &str) -> bool {
    if let (Ok(one), Ok(other)) = (one.parse::<i64>(), other.parse::<i64>()) {
        return one <= other;
    }
    match (one.parse::<f64>(), other.parse::<f64>()) {
        (Ok(one), Ok(other)) => one <= other,
        _ => false,
    }
}
