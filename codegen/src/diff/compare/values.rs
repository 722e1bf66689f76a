//! Facts of the values of enums.

use super::breaks::Breaks;
use super::entry::Entry;
use super::operations::came_or_went;
use super::{Comparison, Side};
use crate::diff::facts::{Fact, INTEGER, Pair, WHOLE};
use crate::diff::rules::Rule;
use crate::model::ShapeKind;

impl<'a> Comparison<'a> {
    /// Returns the entry for a fact of a value of an enum.
    pub(super) fn value(
        &self,
        fact: &Fact<'a>,
        pair: Pair<'a>,
        value: &'a str,
    ) -> Option<Entry<'a>> {
        let carried = self.carried([pair.name; 2]);
        Some(match fact.key.as_str() {
            WHOLE => {
                let is_gone = Side::of_fact(fact) == Side::Old && !is_still_sent(fact, pair);
                let rule = came_or_went(fact, Rule::EnumValueAdded);
                Entry::of(fact, rule)
                    .wire(Breaks::REQUESTS.when(is_gone).within(carried))
                    .behaviour(self.value_note(fact, pair, value))
            }
            INTEGER => Entry::of(fact, Rule::WireNameChanged).wire(carried),
            key if key == "name" || key.starts_with("other/") => {
                Entry::of(fact, Rule::TraitChanged)
            }
            _ => return None,
        })
    }
}

/// Returns `true` if another name now represents the integer.
fn is_still_sent(fact: &Fact<'_>, pair: Pair<'_>) -> bool {
    let [_, new] = pair.shapes;
    match (&new.kind, &fact.values) {
        (ShapeKind::IntEnum { values }, [Some(before), _]) => {
            values.values().any(|after| *before == *after)
        }
        _ => false,
    }
}
