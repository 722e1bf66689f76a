//! Constraints of values.

/// A constraint in a row of a table.
#[derive(Clone, Copy, Debug)]
pub enum Constraint<'c> {
    /// What a length counts, in the singular and the plural, and its bounds: `1..=128`.
    Length(&'static str, &'static str, &'static str),
    /// The bounds of a number.
    Range(&'static str),
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

/// Returns the least and the greatest number that bounds allow: `1..=20`, `1..`, `..=20` or, for exactly
/// one number, `20`.
pub(super) fn bounds(text: &'static str) -> [Option<&'static str>; 2] {
    let (min, max) = text.split_once("..").unwrap_or((text, text));
    [min, max.trim_start_matches('=')].map(|bound| (!bound.is_empty()).then_some(bound))
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
