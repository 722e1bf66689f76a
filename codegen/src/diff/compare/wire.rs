//! What two shapes in the same place mean for those who still use the old one.

use std::collections::HashSet;

use indexmap::IndexMap;

use super::breaks::Breaks;
use super::constraints::{bounds_change, is_measured_alike, is_number, pattern_change, refusals};
use super::timestamps::{format_name, written_by};
use crate::diff::change::bounds;
use crate::model::{Constraints, EnumValue, Member, Model, Shape, ShapeKind};

/// What a shape in the place of another breaks.
pub(super) fn between(old: (&Model, &str), new: (&Model, &str)) -> Differences {
    let mut walk = Walk::new(old.0, new.0);
    walk.shapes(old.1, new.1);
    walk.found
}

/// What the target of a member in the place of another one breaks.
pub(super) fn between_targets(old: (&Model, &Member), new: (&Model, &Member)) -> Differences {
    let mut walk = Walk::new(old.0, new.0);
    walk.targets(old.1, new.1);
    walk.found
}

/// What a member is called in messages.
pub(super) fn on_wire<'m>(model: &Model, name: &'m str, member: &'m Member) -> &'m str {
    let wire_name = member.wire_name.as_deref();
    let renamed = wire_name.filter(|_| model.service.protocol.renames_members());
    renamed.unwrap_or(name)
}

/// What a member breaks that became required or optional.
pub(super) fn required_breaks(old: &Member, new: &Member) -> Breaks {
    match (old.required, new.required) {
        (false, true) => Breaks::REQUESTS,
        (true, false) => Breaks::RESPONSES,
        _ => Breaks::NOTHING,
    }
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

/// How much a number holds: who takes one takes those before it too, although a float rounds a
/// large integer.
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

/// What two shapes in the same place differ in, and what that breaks.
#[derive(Debug, Default)]
pub(super) struct Differences {
    pub(super) breaks: Breaks,
    /// Each difference in words, with the way to it.
    pub(super) told: Vec<String>,
}

impl From<Breaks> for Differences {
    /// What breaks and needs no words.
    fn from(breaks: Breaks) -> Self {
        Self {
            breaks,
            told: Vec::new(),
        }
    }
}

/// Two models, walked side by side.
struct Walk<'m> {
    old: &'m Model,
    new: &'m Model,
    seen: HashSet<(&'m str, &'m str)>,
    /// The members that lead to where the walk is.
    way: Vec<&'m str>,
    found: Differences,
}

impl<'m> Walk<'m> {
    fn new(old: &'m Model, new: &'m Model) -> Self {
        Self {
            old,
            new,
            seen: HashSet::new(),
            way: Vec::new(),
            found: Differences::default(),
        }
    }

    fn differ(&mut self, breaks: Breaks, what: &str, before: &str, after: &str) {
        self.found.breaks = self.found.breaks.and(breaks);
        let told = self.at_this_place(&format!("{what} {before} → {after}"));
        self.found.told.push(told);
    }

    /// What there is to say, with the way to where the walk is.
    fn at_this_place(&self, told: &str) -> String {
        match self.way.is_empty() {
            true => told.to_owned(),
            false => format!("{}: {told}", self.way.join(".")),
        }
    }

    fn targets(&mut self, old: &'m Member, new: &'m Member) {
        let formats = (written_by(self.old, old), written_by(self.new, new));
        if formats.0 != formats.1 {
            let [before, after] = [formats.0, formats.1].map(format_name);
            self.differ(Breaks::BOTH, "timestamp", before, after);
        }
        self.shapes(&old.target, &new.target);
    }

    fn shapes(&mut self, old: &str, new: &str) {
        let (Some((old_name, old)), Some((new_name, new))) = (
            self.old.shapes.get_key_value(old),
            self.new.shapes.get_key_value(new),
        ) else {
            self.found.breaks = Breaks::BOTH;
            return;
        };
        if !self.seen.insert((old_name, new_name)) {
            return;
        }
        if std::mem::discriminant(&old.kind) != std::mem::discriminant(&new.kind) {
            let breaks = between_kinds(&old.kind, &new.kind);
            self.differ(breaks, "kind", old.kind.name(), new.kind.name());
        }
        if is_measured_alike(&old.kind, &new.kind) {
            self.constraints(old, new);
        }
        if old.sparse != new.sparse {
            let (breaks, before, after) = match new.sparse {
                true => (Breaks::RESPONSES, "no", "yes"),
                false => (Breaks::REQUESTS, "yes", "no"),
            };
            self.differ(breaks, "null elements", before, after);
        }
        if old.sensitive != new.sensitive {
            let [before, after] = [old, new].map(|it| if it.sensitive { "yes" } else { "no" });
            self.differ(Breaks::NOTHING, "sensitive", before, after);
        }
        self.contents(old, new);
    }

    fn constraints(&mut self, old: &Shape, new: &Shape) {
        let (before, after) = (&old.constraints, &new.constraints);
        if let Some(change) = bounds_change(is_number(&new.kind), before, after) {
            let bounds = |it: &Constraints| bounds(it.min.as_ref(), it.max.as_ref());
            let what = if is_number(&new.kind) {
                "range"
            } else {
                "length"
            };
            self.differ(refusals(change), what, &bounds(before), &bounds(after));
        }
        if before.pattern != after.pattern {
            let (change, notes) = pattern_change(before, after);
            let [before, after] = [before, after].map(|it| it.pattern.as_deref().unwrap_or("none"));
            self.differ(refusals(change), "pattern", before, after);
            for note in notes {
                let told = self.at_this_place(&note);
                self.found.told.push(told);
            }
        }
    }

    /// Members, elements and enum values.
    fn contents(&mut self, old: &'m Shape, new: &'m Shape) {
        let (before, after): (Vec<String>, Vec<String>) = match (&old.kind, &new.kind) {
            (ShapeKind::Enum { values: before }, ShapeKind::Enum { values: after }) => {
                let texts = |values: &[EnumValue]| {
                    let texts = values.iter().map(|it| it.value.clone());
                    texts.collect()
                };
                (texts(before), texts(after))
            }
            (ShapeKind::IntEnum { values: before }, ShapeKind::IntEnum { values: after }) => {
                let texts = |values: &IndexMap<String, i32>| {
                    let texts = values.values().map(i32::to_string);
                    texts.collect()
                };
                (texts(before), texts(after))
            }
            _ => return self.members(old, new),
        };
        let only_in = |one: &[String], other: &[String]| {
            let only = one.iter().filter(|value| !other.contains(value));
            only.cloned().collect::<Vec<_>>().join(", ")
        };
        let (gone, came) = (only_in(&before, &after), only_in(&after, &before));
        if !gone.is_empty() {
            self.differ(Breaks::REQUESTS, "values", &gone, "none");
        }
        if !came.is_empty() {
            self.differ(Breaks::NOTHING, "values", "none", &came);
        }
    }

    fn members(&mut self, old: &'m Shape, new: &'m Shape) {
        let [before, after] = [(self.old, old), (self.new, new)].map(|(model, shape)| {
            let named = |(name, member)| (on_wire(model, name, member), member);
            shape.references().map(named).collect::<Vec<_>>()
        });
        let find = |members: &[(&'m str, &'m Member)], name: &str| {
            members.iter().find(|it| it.0 == name).map(|it| it.1)
        };
        for (name, member) in &before {
            let Some(other) = find(&after, name) else {
                self.differ(Breaks::BOTH, "member", name, "none");
                continue;
            };
            self.way.push(name);
            if member.required != other.required {
                let [before, after] = [member, other].map(|it| match it.required {
                    true => "required",
                    false => "optional",
                });
                self.differ(required_breaks(member, other), "is", before, after);
            }
            self.targets(member, other);
            self.way.pop();
        }
        for (name, member) in &after {
            if find(&before, name).is_none() {
                let breaks = Breaks::REQUESTS.when(member.required);
                self.differ(breaks, "member", "none", name);
            }
        }
    }
}
