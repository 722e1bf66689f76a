//! Fields and variants that outlive what they stood for: `Id` becomes `ID`, and `id` stays.

use super::pair::Pair;
use crate::api::Api;
use crate::markdown::code;

/// What only the other side has and is called the same in Rust, with the field or variant.
pub(super) fn kept_name<'p>(
    pair: Pair<'_>,
    [here, there]: [&'p Api<'p>; 2],
    name: &str,
) -> Option<(&'p str, String)> {
    let known = here.types.get(pair.name)?;
    let rust_name = known.name_of(name).filter(|_| pair.generated)?;
    let mut others = there.types.get(pair.name)?.names();
    let (other, _) = others.find(|(_, it)| *it == rust_name)?;
    let item = item(there, pair, other)?;
    known.name_of(other).is_none().then_some((other, item))
}

/// What a member or value is in Rust: `Account.email`, `Place::Name`.
pub(super) fn item(api: &Api<'_>, pair: Pair<'_>, name: &str) -> Option<String> {
    let its_type = api.types.get(pair.name)?;
    let separator = if pair.is_structure() { "." } else { "::" };
    Some(format!(
        "{}{separator}{}",
        its_type.name,
        its_type.name_of(name)?
    ))
}

/// The same for a member, where its type is the same as well.
pub(super) fn kept_field<'p>(
    pair: Pair<'_>,
    [here, there]: [&'p Api<'p>; 2],
    name: &str,
) -> Option<(&'p str, String)> {
    let (other, item) = kept_name(pair, [here, there], name)?;
    let field = here.types.get(pair.name)?.field(name)?;
    let other_field = there.types.get(pair.name)?.field(other)?;
    let same_type = match pair.is_structure() {
        true => field.field_type() == other_field.field_type(),
        false => field.value == other_field.value,
    };
    let same_place = !pair.is_structure()
        || !field.facts.required
        || parameters(here, pair.name) == parameters(there, pair.name);
    (same_type && same_place).then_some((other, item))
}

/// The names of what `new` takes, and what it takes.
fn parameters(api: &Api<'_>, shape: &str) -> Vec<(String, String)> {
    let required = api
        .structure(shape)
        .into_iter()
        .flat_map(|it| it.required());
    required
        .map(|field| (field.name.clone(), field.value.parameter()))
        .collect()
}

/// What it means for code that a field or variant stands for something else.
pub(super) fn renamed_note(item: &str, [before, after]: [&str; 2]) -> String {
    let [item, before, after] = [item, before, after].map(code);
    format!("{item} is {after} on the wire, before {before}")
}
