//! Duplicate values of enums.

use crate::collections::{HashMap, HashSet};
use crate::model::EnumValue;
use crate::problem::{Place, printable};

pub(super) fn enum_values(values: &[EnumValue], place: &Place<'_>) {
    let mut seen = HashSet::default();
    let place = place.key("enum");
    for (index, EnumValue { value, .. }) in values.iter().enumerate() {
        if !seen.insert(value) {
            let value = printable(value);
            let place = place.index(index);
            place.problem(format!("is the duplicate value `{value}`; remove it"));
        }
    }
}

pub(super) fn int_enum_values(values: &[EnumValue<i32>], place: &Place<'_>) {
    let mut names = HashMap::default();
    for EnumValue { value, name, .. } in values {
        let name = name.as_deref().unwrap_or_default();
        if let Some(earlier) = names.insert(value, name) {
            let earlier = printable(earlier);
            let place = place.key(name);
            place.problem(format!(
                "has the same value {value} as `{earlier}`; remove one"
            ));
        }
    }
}
