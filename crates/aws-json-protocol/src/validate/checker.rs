//! The way through a value, and what was found on it.

use std::fmt::{Display, Write};

use super::constraint::{Constraint, Limit, Unit};
use super::{Check, Violation, Violations};
use crate::Redacted;

/// Goes through a value and collects violations.
#[derive(Debug, Default)]
pub struct Checker {
    /// Where it is.
    path: String,
    /// Whether what is there must not be shown.
    is_sensitive: bool,
    violations: Vec<Violation>,
}

/// What a row says of its member.
#[derive(Clone, Copy, Debug)]
pub struct Member<'c> {
    /// The name on the wire.
    pub name: &'static str,
    /// Whether it has to be there.
    pub is_required: bool,
    /// Whether its value must not be shown.
    pub is_sensitive: bool,
    /// What the model allows.
    pub constraints: &'c [Constraint<'c>],
}

impl Checker {
    /// All that was found.
    pub(super) fn finish(self) -> Result<(), Violations> {
        Violations::new(self.violations).map_or(Ok(()), Err)
    }

    /// Checks a member of a structure or union.
    pub fn member(&mut self, value: &dyn Check, member: Member<'_>) {
        let separator = if self.path.is_empty() { "" } else { "." };
        let outside = self.is_sensitive;
        self.is_sensitive |= member.is_sensitive;
        self.inside(format_args!("{separator}{}", member.name), |checker| {
            if member.is_required && value.is_absent() {
                checker.violation("a value is required");
            } else {
                value.check(checker, member.constraints);
            }
        });
        self.is_sensitive = outside;
    }

    /// Checks what is in a list, by its index.
    pub(super) fn element(&mut self, index: usize, check: impl FnOnce(&mut Self)) {
        self.inside(format_args!("[{index}]"), check);
    }

    /// Checks what is in a map, by its key.
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

    /// Notes what is wrong here.
    pub(super) fn violation(&mut self, message: impl Into<String>) {
        let violation = Violation::new(self.path.clone(), message);
        self.violations.push(violation);
    }

    pub(super) fn length(&mut self, count: impl FnOnce() -> usize, constraints: &[Constraint<'_>]) {
        let mut lengths = constraints.iter().filter_map(|it| match *it {
            Constraint::Length(unit, min, max) => Some((unit, min, max)),
            _ => None,
        });
        if let Some((unit, min, max)) = lengths.next() {
            self.bounded(unit, count(), (min, max));
        }
    }

    fn bounded(&mut self, unit: Unit, count: usize, (min, max): (Option<usize>, Option<usize>)) {
        let unit = unit.name(count);
        if let Some(min) = min.filter(|min| count < *min) {
            self.violation(format!("{count} {unit}, at least {min} required"));
        }
        if let Some(max) = max.filter(|max| count > *max) {
            self.violation(format!("{count} {unit}, at most {max} allowed"));
        }
    }

    pub(super) fn range(
        &mut self,
        (number, shown): (Limit, &dyn Display),
        constraints: &[Constraint<'_>],
        rounded: fn(Limit) -> Limit,
    ) {
        let redacted = format_args!("{Redacted:?}");
        let shown = if self.is_sensitive { &redacted } else { shown };
        for constraint in constraints {
            let Constraint::Range(min, max) = *constraint else {
                continue;
            };
            if let Some(min) = min.filter(|min| !rounded(*min).is_at_most(number)) {
                self.violation(format!("{shown}, at least {min} required"));
            }
            if let Some(max) = max.filter(|max| !number.is_at_most(rounded(*max))) {
                self.violation(format!("{shown}, at most {max} allowed"));
            }
        }
    }

    #[cfg(feature = "regex")]
    pub(super) fn patterns(&mut self, text: &str, constraints: &[Constraint<'_>]) {
        for constraint in constraints {
            if let Constraint::Pattern(pattern) = *constraint
                && super::pattern::is_match(pattern, text) == Some(false)
            {
                self.violation(format!("does not match the pattern {pattern}"));
            }
        }
    }

    #[cfg(not(feature = "regex"))]
    pub(super) fn patterns(&mut self, _: &str, _: &[Constraint<'_>]) {}
}
