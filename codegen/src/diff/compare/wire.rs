//! What two shapes in the same place mean for those who still use the old one.

use std::collections::HashSet;

use super::facets::constraint_change;
use crate::diff::change::{ConstraintChange, Wire};
use crate::model::{Member, Model, Shape, ShapeKind};

/// Which messages a difference breaks, where they carry it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Breaks {
    /// Requests that were valid may be refused.
    pub(super) request: bool,
    /// An old reader may fail or lose data.
    pub(super) response: bool,
}

impl Breaks {
    /// No message.
    pub(super) const NOTHING: Self = Self {
        request: false,
        response: false,
    };
    /// Requests.
    pub(super) const REQUESTS: Self = Self {
        request: true,
        response: false,
    };
    /// Responses.
    pub(super) const RESPONSES: Self = Self {
        request: false,
        response: true,
    };
    /// Every message.
    pub(super) const BOTH: Self = Self {
        request: true,
        response: true,
    };

    /// This where `condition` holds.
    pub(super) fn when(self, condition: bool) -> Self {
        if condition { self } else { Self::NOTHING }
    }

    /// Both differences together.
    pub(super) fn and(self, other: Self) -> Self {
        Self {
            request: self.request || other.request,
            response: self.response || other.response,
        }
    }

    /// The verdict where every message that it breaks is sent.
    pub(super) fn verdict(self) -> Wire {
        match (self.request, self.response) {
            (false, false) => Wire::Compatible,
            (true, false) => Wire::RequestBreaking,
            (false, true) => Wire::ResponseBreaking,
            (true, true) => Wire::Breaking,
        }
    }
}

/// What a shape in the place of another breaks.
pub(super) fn between(old: (&Model, &str), new: (&Model, &str)) -> Breaks {
    let mut walk = Walk {
        old: old.0,
        new: new.0,
        seen: HashSet::new(),
    };
    walk.shapes(old.1, new.1)
}

/// What values of another kind break, members, elements and enum values aside.
pub(super) fn between_kinds(old: &ShapeKind, new: &ShapeKind) -> Breaks {
    use ShapeKind::{Enum, IntEnum, Integer, String};

    if std::mem::discriminant(old) == std::mem::discriminant(new) {
        return Breaks::NOTHING;
    }
    match (old, new) {
        (String, Enum { .. }) | (Integer, IntEnum { .. }) => Breaks::REQUESTS,
        (Enum { .. }, String) | (IntEnum { .. }, Integer) => Breaks::NOTHING,
        _ => match (width(old), width(new)) {
            (Some((family, narrow)), Some((other, wide))) if family == other => {
                if narrow < wide {
                    Breaks::RESPONSES
                } else {
                    Breaks::REQUESTS
                }
            }
            _ => Breaks::BOTH,
        },
    }
}

/// How much a number holds, and which others it can be compared with.
fn width(kind: &ShapeKind) -> Option<(&'static str, u8)> {
    Some(match kind {
        ShapeKind::Byte => ("integer", 1),
        ShapeKind::Short => ("integer", 2),
        ShapeKind::Integer | ShapeKind::IntEnum { .. } => ("integer", 3),
        ShapeKind::Long => ("integer", 4),
        ShapeKind::BigInteger => ("integer", 5),
        ShapeKind::Float => ("float", 1),
        ShapeKind::Double => ("float", 2),
        ShapeKind::BigDecimal => ("float", 3),
        _ => return None,
    })
}

/// Two models, walked side by side.
struct Walk<'m> {
    old: &'m Model,
    new: &'m Model,
    seen: HashSet<(&'m str, &'m str)>,
}

impl<'m> Walk<'m> {
    fn shapes(&mut self, old: &str, new: &str) -> Breaks {
        let (Some((old_name, old)), Some((new_name, new))) = (
            self.old.shapes.get_key_value(old),
            self.new.shapes.get_key_value(new),
        ) else {
            return Breaks::BOTH;
        };
        if !self.seen.insert((old_name, new_name)) {
            return Breaks::NOTHING;
        }
        let constraint = constraint_change(&new.kind, &old.constraints, &new.constraints);
        let tighter = constraint.is_some_and(|change| change != ConstraintChange::Loosened);
        between_kinds(&old.kind, &new.kind)
            .and(Breaks::REQUESTS.when(tighter))
            .and(Breaks::BOTH.when(old.timestamp_format != new.timestamp_format))
            .and(Breaks::RESPONSES.when(!old.sparse && new.sparse))
            .and(Breaks::REQUESTS.when(old.sparse && !new.sparse))
            .and(self.contents(old, new))
    }

    /// Members, elements and enum values.
    fn contents(&mut self, old: &'m Shape, new: &'m Shape) -> Breaks {
        match (&old.kind, &new.kind) {
            (ShapeKind::Enum { values: before }, ShapeKind::Enum { values: after }) => {
                let is_kept = |value: &str| after.iter().any(|other| other.value == value);
                Breaks::REQUESTS.when(!before.iter().all(|value| is_kept(&value.value)))
            }
            (ShapeKind::IntEnum { values: before }, ShapeKind::IntEnum { values: after }) => {
                let is_kept = |value: &i32| after.values().any(|other| other == value);
                Breaks::REQUESTS.when(!before.values().all(is_kept))
            }
            _ => self.members(old, new),
        }
    }

    fn members(&mut self, old: &'m Shape, new: &'m Shape) -> Breaks {
        let on_wire = |(name, member): (&'m str, &'m Member)| {
            (member.wire_name.as_deref().unwrap_or(name), member)
        };
        let after: Vec<_> = new.references().map(on_wire).collect();
        let mut breaks = Breaks::NOTHING;
        for (name, member) in old.references().map(on_wire) {
            let other = after.iter().find(|(other, _)| *other == name);
            breaks = breaks.and(match other {
                None => Breaks::BOTH,
                Some((_, other)) => self
                    .shapes(&member.target, &other.target)
                    .and(Breaks::REQUESTS.when(other.required && !member.required))
                    .and(Breaks::RESPONSES.when(member.required && !other.required)),
            });
        }
        let is_new = |name: &str| {
            !old.references()
                .map(on_wire)
                .any(|(other, _)| other == name)
        };
        let demands = after
            .iter()
            .any(|(name, member)| member.required && is_new(name));
        breaks.and(Breaks::REQUESTS.when(demands))
    }
}
