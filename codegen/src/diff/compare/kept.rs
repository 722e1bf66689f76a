//! Fields and variants that outlive what they stood for: `Id` becomes `ID`, and `id` stays.

use super::members::Pair;
use crate::docs::code;
use crate::model::{Member, Shape};
use crate::plan::Plan;
use crate::rust_type::RustType;

/// What only the other side has and is called the same in Rust, with the field or variant.
pub(super) fn kept_name<'p>(
    pair: Pair<'_>,
    [here, there]: [&'p Plan<'p>; 2],
    name: &str,
) -> Option<(&'p str, String)> {
    let known = &here.names.shape(pair.name)?.members;
    let rust_name = known.get(name).filter(|_| pair.generated)?;
    let mut others = there.names.shape(pair.name)?.members.iter();
    let (other, _) = others.find(|(_, it)| *it == rust_name)?;
    let item = item(there, pair, other)?;
    (!known.contains_key(other)).then_some((other, item))
}

/// What a member or value is in Rust: `Account.email`, `Place::Name`.
pub(super) fn item(plan: &Plan<'_>, pair: Pair<'_>, name: &str) -> Option<String> {
    let names = plan.names.shape(pair.name)?;
    let separator = if pair.is_structure() { "." } else { "::" };
    Some(format!(
        "{}{separator}{}",
        names.type_name,
        names.members.get(name)?
    ))
}

/// The same for a member, where its type is the same as well.
pub(super) fn kept_field<'p>(
    pair: Pair<'_>,
    [here, there]: [&'p Plan<'p>; 2],
    name: &str,
    member: &Member,
) -> Option<(&'p str, String)> {
    let (other, item) = kept_name(pair, [here, there], name)?;
    let other_member = there.model.shapes.get(pair.name)?.members()?.get(other)?;
    let same_type = match pair.is_structure() {
        true => here.field_type(pair.name, member) == there.field_type(pair.name, other_member),
        false => here.member_type(pair.name, member) == there.member_type(pair.name, other_member),
    };
    let same_place = !pair.is_structure()
        || !member.required
        || parameters(here, pair.name) == parameters(there, pair.name);
    (same_type && same_place).then_some((other, item))
}

/// What it means for code that a field or variant stands for something else.
pub(super) fn renamed_note(item: &str, [before, after]: [&str; 2]) -> String {
    let [item, before, after] = [item, before, after].map(code);
    format!("{item} is {after} on the wire, before {before}")
}

/// The names and types that `new` takes.
fn parameters(plan: &Plan<'_>, shape: &str) -> Option<Vec<(String, RustType)>> {
    let names = plan.names.shape(shape)?;
    let members = plan.model.shapes.get(shape).and_then(Shape::members)?;
    let required = members.iter().filter(|(_, member)| member.required);
    required
        .map(|(name, member)| {
            let rust_name = names.members.get(name)?.clone();
            Some((rust_name, plan.member_type(shape, member)))
        })
        .collect()
}
