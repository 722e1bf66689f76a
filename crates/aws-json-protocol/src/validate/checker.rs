//! The traversal of a value, and the violations found.

use std::fmt::{Display, Write};
use std::str::FromStr;

use super::constraint::{Bounds, Constraint, is_at_most};
use super::{Check, Violation, ViolationKind, Violations};
use crate::Redacted;

/// Traverses a value and collects violations.
#[derive(Debug, Default)]
pub struct Checker {
    /// The path of the current value.
    path: String,
    /// Whether the current value is sensitive.
    is_sensitive: bool,
    /// Whether unknown values of enums and unions are violations, as they are to a server.
    is_closed: bool,
    violations: Vec<Violation>,
}

impl Checker {
    /// Creates a checker to which unknown values of enums and unions are violations.
    #[cfg(feature = "server")]
    pub(crate) fn closed() -> Self {
        Self {
            is_closed: true,
            ..Self::default()
        }
    }

    /// Returns an error with all violations if there are any.
    pub(crate) fn finish(self) -> Result<(), Violations> {
        match self.violations.is_empty() {
            true => Ok(()),
            false => Err(Violations(self.violations)),
        }
    }

    /// Checks a member of a structure or union.
    pub fn member(
        &mut self,
        value: &dyn Check,
        name: &'static str,
        is_sensitive: bool,
        constraints: &[Constraint<'_>],
    ) {
        let separator = if self.path.is_empty() { "" } else { "." };
        let outside = self.is_sensitive;
        self.is_sensitive |= is_sensitive;
        self.inside(format_args!("{separator}{name}"), |checker| {
            if value.is_absent() {
                checker.violation(ViolationKind::Required, "a value is required");
            } else {
                value.check(checker, constraints);
            }
        });
        self.is_sensitive = outside;
    }

    /// Checks an element of a list.
    pub(super) fn element(&mut self, index: usize, check: impl FnOnce(&mut Self)) {
        self.inside(format_args!("[{index}]"), check);
    }

    /// Checks an entry of a map.
    pub(super) fn entry(&mut self, key: &str, check: impl FnOnce(&mut Self)) {
        match self.is_sensitive {
            true => self.inside(format_args!("[{Redacted:?}]"), check),
            false => self.inside(format_args!("[{key:?}]"), check),
        }
    }

    fn inside(&mut self, step: impl Display, check: impl FnOnce(&mut Self)) {
        let length = self.path.len();
        // Writing to a string does not fail.
        let _ = write!(self.path, "{step}");
        check(self);
        self.path.truncate(length);
    }

    /// Records a violation at the current path.
    pub(super) fn violation(&mut self, kind: ViolationKind, message: impl Into<String>) {
        self.violations.push(Violation {
            path: self.path.clone(),
            kind,
            message: message.into(),
        });
    }

    /// Records an unknown value of an enum or union, if the checker is closed.
    pub fn unknown_value(&mut self) {
        if self.is_closed {
            self.violation(ViolationKind::UnknownValue, "not one of the allowed values");
        }
    }

    pub(super) fn length(&mut self, count: impl Fn() -> usize, constraints: &[Constraint<'_>]) {
        for constraint in constraints {
            if let Constraint::Length((one, many), bounds) = *constraint {
                let count = count();
                let unit = if count == 1 { one } else { many };
                let shown = format_args!("{count} {unit}");
                let kinds = [ViolationKind::MinLength, ViolationKind::MaxLength];
                self.bounds::<u64>(&count, &shown, bounds, kinds);
            }
        }
    }

    /// Checks a number, which is compared with the precision of `N`.
    pub(super) fn range<N: FromStr + PartialOrd>(
        &mut self,
        number: &dyn Display,
        constraints: &[Constraint<'_>],
    ) {
        let redacted = format_args!("{Redacted:?}");
        let shown = if self.is_sensitive { &redacted } else { number };
        for constraint in constraints {
            if let Constraint::Range(bounds) = *constraint {
                let kinds = [ViolationKind::MinValue, ViolationKind::MaxValue];
                self.bounds::<N>(number, shown, bounds, kinds);
            }
        }
    }

    /// Records a violation if a number is out of bounds.
    fn bounds<N: FromStr + PartialOrd>(
        &mut self,
        number: &dyn Display,
        shown: &dyn Display,
        [min, max]: Bounds,
        [too_small, too_great]: [ViolationKind; 2],
    ) {
        let number = number.to_string();
        if let Some(min) = min.filter(|min| !is_at_most::<N>(min, &number)) {
            self.violation(too_small, format!("{shown}, at least {min} required"));
        }
        if let Some(max) = max.filter(|max| !is_at_most::<N>(&number, max)) {
            self.violation(too_great, format!("{shown}, at most {max} allowed"));
        }
    }

    #[cfg(feature = "regex")]
    pub(super) fn patterns(&mut self, text: &str, constraints: &[Constraint<'_>]) {
        for constraint in constraints {
            if let Constraint::Pattern(pattern) = *constraint
                && super::pattern::is_match(pattern, text) == Some(false)
            {
                let message = format!("does not match the pattern {pattern}");
                self.violation(ViolationKind::Pattern, message);
            }
        }
    }

    #[cfg(not(feature = "regex"))]
    pub(super) fn patterns(&mut self, _: &str, _: &[Constraint<'_>]) {}
}
