//! Facts of members of structures and unions, and of elements of lists and maps.

use super::breaks::Breaks;
use super::constraints::together;
use super::difference::{Difference, presence_breaks};
use super::slot::Slot;
use super::{Comparison, Side};
use crate::diff::change::ConstraintChange;
use crate::diff::facts::{Pair, Part};
use crate::model::{Member, ShapeKind};

impl<'a> Comparison<'a> {
    pub(super) fn member(
        &self,
        key: &str,
        members: [&'a Member; 2],
        uses: &[[Slot<'a>; 2]],
    ) -> Difference {
        let [old, new] = members;
        let breaks = match key {
            "target" => {
                let mut difference = Difference::default();
                for slots in uses {
                    difference.add(self.of_replacement(*slots));
                }
                return difference;
            }
            // A member that became required or optional has an entry of its own.
            "default" => self
                .breaks_in(uses, "required")
                .when(old.required == new.required),
            "other/hostLabel" => Breaks::REQUESTS,
            key => self.breaks_in(uses, key),
        };
        breaks.into()
    }

    pub(super) fn member_alone(
        &self,
        side: Side,
        pair: Pair<'a>,
        named: (&'a str, &'a Member),
    ) -> Breaks {
        let is_union = matches!(pair.shapes[1].kind, ShapeKind::Union { .. });
        let breaks = self.carried([pair.name; 2]).map(|counterparts| {
            let context = side.of(counterparts.contexts);
            let slot = self.slot(side, context, pair.name, named);
            let breaks = match (side, self.in_the_place_of(side, counterparts, named.0)) {
                // A message has one member of a union.
                (Side::New, None) if is_union => Breaks::NOTHING,
                (Side::New, None) => Breaks::REQUESTS.when(slot.is_demanded()),
                (Side::New, Some(_)) => Breaks::NOTHING,
                (Side::Old, None) => Breaks::BOTH,
                (Side::Old, Some(other)) => {
                    let breaks = self.of_replacement([slot, other]).breaks;
                    breaks.and(presence_breaks([slot, other]))
                }
            };
            breaks.within(slot.carriers())
        });
        breaks.fold(Breaks::NOTHING, Breaks::and)
    }

    /// Returns what a constraint on a shape or member does to messages. It is judged by the valid
    /// values in the places where it is in force, or if it is in force nowhere, by the model alone.
    pub(super) fn constraint(
        &self,
        part: Part<'a>,
        key: &str,
        uses: &[[Slot<'a>; 2]],
    ) -> Difference {
        let stated = match part {
            Part::Shape(_, shapes) => shapes.map(|it| Some(&it?.constraints)),
            Part::Member(_, _, members) => members.map(|it| Some(&it?.constraints)),
            _ => [None; 2],
        };
        let ([Some(old), Some(new)], [Some(shape), _]) = (stated, self.bounded(part)) else {
            return Difference::default();
        };
        let stated = self.of_constraints(key, &shape.kind, [old, new]);
        let stated = stated.unwrap_or_default();
        let is_implied =
            old.pattern.is_some() && stated.constraint == Some(ConstraintChange::Equal);
        let in_force = uses.iter();
        let in_force = in_force.filter_map(|slots| self.of_members(key, *slots));
        let in_force: Vec<_> = in_force.collect();
        let constraint = match uses {
            [] => stated.constraint,
            _ => in_force
                .iter()
                .filter_map(|it| it.constraint)
                .reduce(together),
        };
        let mut proofs = in_force.iter().filter(|it| it.constraint == constraint);
        let notes = match constraint {
            _ if key == "pattern" => proofs.next().unwrap_or(&stated).notes.clone(),
            Some(ConstraintChange::Equal) if is_implied => {
                vec!["the pattern already allows only these lengths".to_owned()]
            }
            _ => Vec::new(),
        };
        let breaks = in_force.iter().map(|it| it.breaks);
        Difference {
            constraint,
            notes,
            ..breaks.fold(Breaks::NOTHING, Breaks::and).into()
        }
    }
}
