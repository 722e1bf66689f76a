//! Duplicate values of enums.

use crate::collections::{HashMap, HashSet, IndexMap};
use crate::model::EnumValue;
use crate::problem::{Place, Problems, printable};

pub(super) fn enum_values(values: &[EnumValue], place: Place<'_>, problems: &mut Problems) {
    let mut seen = HashSet::default();
    let place = place.key("enum");
    for (index, value) in values.iter().enumerate() {
        if !seen.insert(&value.value) {
            problems.add(
                place.index(index),
                format!(
                    "is the duplicate value `{}`; remove it",
                    printable(&value.value)
                ),
            );
        }
    }
}

pub(super) fn int_enum_values(
    values: &IndexMap<String, i32>,
    place: Place<'_>,
    problems: &mut Problems,
) {
    let mut names: HashMap<i32, &str> = HashMap::default();
    for (name, value) in values {
        if let Some(earlier) = names.insert(*value, name) {
            let earlier = printable(earlier);
            problems.add(
                place.key(name),
                format!("has the same value {value} as `{earlier}`; remove one"),
            );
        }
    }
}
