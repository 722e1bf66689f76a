//! What two shapes in the same place mean for those who still use the old one.

use std::collections::HashSet;

use super::facets::constraint_change;
use crate::diff::change::{ConstraintChange, Wire};
use crate::model::{Member, Model, Protocol, Shape, ShapeKind, TimestampFormat};

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
    Walk::new(old.0, new.0).shapes(old.1, new.1)
}

/// What the target of a member in the place of another one breaks.
pub(super) fn between_targets(old: (&Model, &Member), new: (&Model, &Member)) -> Breaks {
    Walk::new(old.0, new.0).targets(old.1, new.1)
}

/// How timestamps with this format are written: without one, as the protocol does it. Nobody can
/// tell for REST, where that depends on the part of the message.
pub(super) fn written(model: &Model, format: Option<TimestampFormat>) -> Option<TimestampFormat> {
    use Protocol::{AwsJson1_0, AwsJson1_1, AwsQuery, Ec2Query, RestJson1, RestXml, RpcV2Cbor};

    format.or(match model.service.protocol {
        AwsJson1_0 | AwsJson1_1 | RpcV2Cbor => Some(TimestampFormat::EpochSeconds),
        AwsQuery | Ec2Query => Some(TimestampFormat::DateTime),
        RestJson1 | RestXml => None,
    })
}

/// How a member's timestamps are written: its own format comes before its shape's.
pub(super) fn written_by(model: &Model, member: &Member) -> Option<TimestampFormat> {
    let shape = model.shapes.get(&member.target);
    let of_shape = || shape.and_then(|shape| shape.timestamp_format);
    written(model, member.timestamp_format.or_else(of_shape))
}

/// What values of another kind break, members, elements and enum values aside.
pub(super) fn between_kinds(old: &ShapeKind, new: &ShapeKind) -> Breaks {
    use ShapeKind::{BigDecimal, BigInteger, Double, Enum, Float, IntEnum, Integer, String};

    if std::mem::discriminant(old) == std::mem::discriminant(new) {
        return Breaks::NOTHING;
    }
    match (old, new) {
        (String, Enum { .. }) | (Integer, IntEnum { .. }) => Breaks::REQUESTS,
        (Enum { .. }, String) | (IntEnum { .. }, Integer) => Breaks::NOTHING,
        // A fraction is no integer, and a float holds no integer of any size.
        (BigInteger, Float | Double) | (Float | Double, BigInteger) => Breaks::BOTH,
        (BigInteger, BigDecimal) => Breaks::RESPONSES,
        (BigDecimal, BigInteger) => Breaks::REQUESTS,
        _ => match (width(old), width(new)) {
            (Some(narrow), Some(wide)) if narrow < wide => Breaks::RESPONSES,
            (Some(_), Some(_)) => Breaks::REQUESTS,
            _ => Breaks::BOTH,
        },
    }
}

/// How much a number holds: each holds all that those before it hold.
fn width(kind: &ShapeKind) -> Option<u8> {
    Some(match kind {
        ShapeKind::Byte => 1,
        ShapeKind::Short => 2,
        ShapeKind::Integer | ShapeKind::IntEnum { .. } => 3,
        ShapeKind::Long => 4,
        ShapeKind::Float => 5,
        ShapeKind::Double => 6,
        ShapeKind::BigInteger | ShapeKind::BigDecimal => 7,
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
    fn new(old: &'m Model, new: &'m Model) -> Self {
        Self {
            old,
            new,
            seen: HashSet::new(),
        }
    }

    fn targets(&mut self, old: &Member, new: &Member) -> Breaks {
        let is_rewritten = written_by(self.old, old) != written_by(self.new, new);
        self.shapes(&old.target, &new.target)
            .and(Breaks::BOTH.when(is_rewritten))
    }

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
                    .targets(member, other)
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
