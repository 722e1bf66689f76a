//! The constraints that decide whether a member's value is valid.

use serde_json::Number;

use crate::model::{Member, Model, ShapeKind};

/// A constraint on the values of a member.
#[derive(Clone, Debug, PartialEq)]
pub enum Constraint<'m> {
    /// The minimum and maximum length.
    Length(Unit, Option<&'m Number>, Option<&'m Number>),
    /// The minimum and maximum of a number.
    Range {
        /// The minimum.
        min: Option<&'m Number>,
        /// The maximum.
        max: Option<&'m Number>,
        /// Whether the values are floats.
        is_float: bool,
    },
    /// The elements of a list differ from each other.
    Unique,
    /// A regular expression that matches anywhere in the value, as in the model.
    Pattern(&'m str),
    /// Constraints on the keys of a map.
    Key(Vec<Constraint<'m>>),
    /// Constraints on the elements of a list or the values of a map.
    Each(Vec<Constraint<'m>>),
}

/// The unit of a length.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Code points of a string.
    Characters,
    /// Bytes of a blob.
    Bytes,
    /// Elements of a list.
    Elements,
    /// Entries of a map.
    Entries,
}

impl Constraint<'_> {
    /// Returns `true` if it contains a pattern that `validate` does not check.
    pub fn is_unchecked(&self) -> bool {
        match self {
            Self::Pattern(pattern) => !is_checked(pattern),
            Self::Key(inner) | Self::Each(inner) => inner.iter().any(Self::is_unchecked),
            Self::Length(..) | Self::Range { .. } | Self::Unique => false,
        }
    }
}

/// Returns the constraints on a member's values. A member's own constraint replaces that of its
/// shape. Enums have none, since they are open: a value that is newer than the crate is valid.
pub(super) fn constraints<'m>(model: &'m Model, member: &'m Member) -> Vec<Constraint<'m>> {
    let Some(shape) = model.shapes.get(&member.target) else {
        return Vec::new();
    };
    let (own, of_shape) = (&member.constraints, &shape.constraints);
    let min = own.min.as_ref().or(of_shape.min.as_ref());
    let max = own.max.as_ref().or(of_shape.max.as_ref());
    let is_unique = shape.traits.has("smithy.api#uniqueItems");
    let is_bounded = min.is_some() || max.is_some();
    let length = |unit| is_bounded.then_some(Constraint::Length(unit, min, max));
    let range = |is_float| is_bounded.then_some(Constraint::Range { min, max, is_float });
    let some = |wrap: fn(Vec<Constraint<'m>>) -> Constraint<'m>, member| {
        let inner = constraints(model, member);
        (!inner.is_empty()).then(|| wrap(inner))
    };
    let of_kind = match &shape.kind {
        ShapeKind::String => {
            let pattern = own.pattern.as_ref().or(of_shape.pattern.as_ref());
            [
                length(Unit::Characters),
                pattern.map(|pattern| Constraint::Pattern(pattern.as_str())),
                None,
            ]
        }
        ShapeKind::Blob => [length(Unit::Bytes), None, None],
        ShapeKind::List { member: element } => [
            length(Unit::Elements),
            is_unique.then_some(Constraint::Unique),
            some(Constraint::Each, element),
        ],
        ShapeKind::Map { key, value } => [
            length(Unit::Entries),
            some(Constraint::Key, key),
            some(Constraint::Each, value),
        ],
        ShapeKind::Byte
        | ShapeKind::Short
        | ShapeKind::Integer
        | ShapeKind::Long
        | ShapeKind::BigInteger => [range(false), None, None],
        ShapeKind::Float | ShapeKind::Double | ShapeKind::BigDecimal => [range(true), None, None],
        _ => [None, None, None],
    };
    of_kind.into_iter().flatten().collect()
}

/// Returns `true` if `validate` checks a pattern: the crate `regex` supports it, which has neither
/// look-around nor backreferences.
fn is_checked(pattern: &str) -> bool {
    regex_syntax::Parser::new().parse(pattern).is_ok()
}
