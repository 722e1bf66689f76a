//! Constraints of values.

use std::str::FromStr;

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

/// Returns a number as a row has it. One that could not be compared, such as `1_000` or `1_u8`, fails to
/// compile.
pub const fn bound(number: &'static str) -> &'static str {
    let mut rest = number.as_bytes();
    while let [byte, others @ ..] = rest {
        assert!(
            matches!(byte, b'0'..=b'9' | b'-' | b'+' | b'.' | b'e' | b'E'),
            "a bound is a decimal number without underscores and without a suffix"
        );
        rest = others;
    }
    number
}

/// Returns `true` if a number is at most another. They are compared with the precision of `N`, or as
/// `f64` if one of them is not an `N`. NaN is outside all bounds.
pub(super) fn is_at_most<N: FromStr + PartialOrd>(one: &str, other: &str) -> bool {
    fn compare<N: FromStr + PartialOrd>(one: &str, other: &str) -> Option<bool> {
        Some(one.parse::<N>().ok()? <= other.parse::<N>().ok()?)
    }
    compare::<N>(one, other).unwrap_or_else(|| compare::<f64>(one, other) == Some(true))
}
