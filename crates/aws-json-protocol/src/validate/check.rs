//! Values that can be checked.

use std::collections::{BTreeMap, HashMap};

use serde::Serialize;
use serde_json::Number;

use super::{Checker, Constraint, ViolationKind};
use crate::{Document, Timestamp};

/// A value that can be checked. Its type is one that the macros of this crate define, or one that members
/// can have.
pub trait Check {
    /// Records the violations in the value, at any depth.
    #[doc(hidden)]
    fn check(&self, checker: &mut Checker, constraints: &[Constraint<'_>]);

    /// Returns `true` if the value stands for a required one that is missing.
    #[doc(hidden)]
    fn is_absent(&self) -> bool {
        false
    }
}

impl<T: Check> Check for Option<T> {
    fn check(&self, checker: &mut Checker, constraints: &[Constraint<'_>]) {
        if let Some(value) = self {
            value.check(checker, constraints);
        }
    }
}

impl<T: Check> Check for Box<T> {
    fn check(&self, checker: &mut Checker, constraints: &[Constraint<'_>]) {
        (**self).check(checker, constraints);
    }

    fn is_absent(&self) -> bool {
        (**self).is_absent()
    }
}

impl Check for String {
    fn check(&self, checker: &mut Checker, constraints: &[Constraint<'_>]) {
        checker.length(|| self.chars().count(), constraints);
        checker.patterns(self, constraints);
    }
}

#[cfg(feature = "blob")]
impl Check for crate::Blob {
    fn check(&self, checker: &mut Checker, constraints: &[Constraint<'_>]) {
        checker.length(|| self.as_ref().len(), constraints);
    }
}

impl<T: Check + Serialize> Check for Vec<T> {
    fn check(&self, checker: &mut Checker, constraints: &[Constraint<'_>]) {
        checker.length(|| self.len(), constraints);
        if constraints
            .iter()
            .any(|it| matches!(it, Constraint::Unique))
        {
            unique(self, checker);
        }
        let of_each = each(constraints);
        for (index, element) in self.iter().enumerate() {
            checker.element(index, |checker| element.check(checker, of_each));
        }
    }
}

/// Two elements are the same if their JSON is: not every type implements `Hash`.
fn unique<T: Serialize>(list: &[T], checker: &mut Checker) {
    let mut seen = HashMap::new();
    for (index, element) in list.iter().enumerate() {
        let Ok(written) = serde_json::to_string(element) else {
            continue;
        };
        if let Some(first) = seen.get(&written) {
            let message = format!("the same as element {first}, each is allowed once");
            checker.element(index, |checker| {
                checker.violation(ViolationKind::UniqueItems, message);
            });
        } else {
            seen.insert(written, index);
        }
    }
}

impl<K: Check + AsRef<str>, V: Check> Check for BTreeMap<K, V> {
    fn check(&self, checker: &mut Checker, constraints: &[Constraint<'_>]) {
        checker.length(|| self.len(), constraints);
        let of_keys = constraints.iter().find_map(|it| match *it {
            Constraint::Key(constraints) => Some(constraints),
            _ => None,
        });
        let of_each = each(constraints);
        for (key, value) in self {
            checker.entry(key.as_ref(), |checker| {
                key.check(checker, of_keys.unwrap_or_default());
                value.check(checker, of_each);
            });
        }
    }
}

fn each<'c>(constraints: &[Constraint<'c>]) -> &'c [Constraint<'c>] {
    let each = constraints.iter().find_map(|it| match *it {
        Constraint::Each(constraints) => Some(constraints),
        _ => None,
    });
    each.unwrap_or_default()
}

macro_rules! numbers {
    ($($precision:ty: $($number:ty)*;)*) => {$($(
        impl Check for $number {
            fn check(&self, checker: &mut Checker, constraints: &[Constraint<'_>]) {
                checker.range::<$precision>(self, constraints);
            }
        }
    )*)*};
}

numbers! {
    i64: i8 i16 i32 i64 Number;
    f32: f32;
    f64: f64;
}

macro_rules! unconstrained {
    ($($type:ty)*) => {$(
        impl Check for $type {
            fn check(&self, _: &mut Checker, _: &[Constraint<'_>]) {}
        }
    )*};
}

unconstrained! { bool u8 u16 Timestamp Document }
