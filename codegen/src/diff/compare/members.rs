//! Facts of members of structures and unions, and of elements of lists and maps.

use super::breaks::Breaks;
use super::difference::{Difference, presence_breaks};
use super::slot::Slot;
use super::{Comparison, Side};
use crate::diff::facts::Pair;
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
}
