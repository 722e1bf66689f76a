//! The items of a public API that code can use, and the sentences on those that break code.

use super::{Comparison, Side, both, zip};
use crate::api::{Field, Kind, Type};
use crate::markdown::code;
use crate::plan::Module;

/// Something that code can use, and a change of which breaks the code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Item {
    /// A constant, type, operation or variant, by its path without the crate: `types::Account`.
    Path(String),
    /// A trait that not every type has.
    Trait(String, String),
    /// A field or the like, with its type, or a type with its kind.
    Typed(String, String),
    /// A constructor, with the names of its arguments.
    Constructor(String, Vec<String>),
}

impl Item {
    /// Returns what breaks if these items are replaced by others. The first one counts, with the
    /// other traits of its type.
    pub(super) fn broken(lost: &[Item], gained: &[Item]) -> Option<String> {
        let first = lost.first()?;
        let other = gained.iter().find_map(|other| match (first, other) {
            (Self::Path(before), Self::Path(after)) => Some(renamed(before, after)),
            (Self::Typed(item, before), Self::Typed(same, after)) if item == same => {
                Some(retyped(item, before, after))
            }
            (Self::Constructor(function, before), Self::Constructor(_, after)) => {
                let names = [before, after].map(|it| it.iter().map(String::as_str).collect());
                Some(other_arguments(function, names))
            }
            _ => None,
        });
        Some(other.unwrap_or_else(|| match first {
            Self::Path(item) | Self::Typed(item, _) | Self::Constructor(item, _) => {
                format!("{} no longer exists", code(without_module(item)))
            }
            Self::Trait(item, _) => {
                let names = lost.iter().filter_map(|it| match it {
                    Self::Trait(_, name) => Some(name.as_str()),
                    _ => None,
                });
                let names: Vec<_> = names.collect();
                format!("{} no longer implements {}", code(item), listed(&names))
            }
        }))
    }
}

fn renamed(before: &str, after: &str) -> String {
    let names = [before, after].map(without_module);
    let is_moved = names[0] == names[1];
    let [before, after] = if is_moved { [before, after] } else { names }.map(code);
    format!("{before} is now {after}")
}

fn retyped(item: &str, before: &str, after: &str) -> String {
    let item = code(item);
    if before == format!("Option<{after}>") {
        format!("{item} is no longer optional")
    } else if after == format!("Option<{before}>") {
        format!("{item} is now optional")
    } else {
        let [before, after] = [before, after].map(code);
        format!("{item} is now of type {after}, previously {before}")
    }
}

fn other_arguments(function: &str, [before, after]: [Vec<&str>; 2]) -> String {
    const ORDINALS: [&str; 9] = [
        "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth",
    ];
    let function = code(function);
    let is_kept = before.iter().all(|it| after.contains(it)) && after.len() == before.len() + 1;
    if before.len().max(after.len()) > ORDINALS.len() {
        return format!("{function} now takes other arguments");
    }
    let mut numbered = ORDINALS.iter().zip(&after);
    match numbered.find(|(_, it)| is_kept && !before.contains(it)) {
        Some((ordinal, name)) => format!("{function} takes a {ordinal} argument {}", code(name)),
        None => {
            let [before, after] = [before, after].map(|it| listed(&it));
            format!("{function} now takes {after}, previously {before}")
        }
    }
}

fn listed(names: &[&str]) -> String {
    let names: Vec<_> = names.iter().map(|it| code(it)).collect();
    names.join(", ")
}

/// Returns a path as it can be written at the root of the crate, where all but constants are.
fn without_module(path: &str) -> &str {
    let modules = Module::ALL.map(Module::name);
    let split = path.split_once("::");
    let split = split.filter(|(module, _)| modules.contains(module));
    split.map_or(path, |(_, rest)| rest)
}

pub(super) fn path(it: &Type<'_>) -> String {
    format!("{}::{}", it.module().name(), it.name)
}

/// Returns the traits of a type that not every type has. The input of one operation leads to it.
pub(super) fn traits(it: &Type<'_>) -> impl Iterator<Item = &'static str> {
    let operation = it.structure().and_then(|it| it.operation.as_ref());
    let traits = it.traits.iter().map(|it| it.name());
    traits.chain(operation.map(|_| "OperationInput"))
}

pub(super) fn field(it: &Type<'_>, field: &Field<'_>) -> Item {
    let rust_type = match it.kind {
        Kind::Structure(_) => field.field_type(),
        Kind::Union(_) | Kind::Enum(_) => field.value.clone(),
    };
    Item::Typed(
        format!("{}::{}", it.name, field.name),
        rust_type.to_string(),
    )
}

/// Returns the constructor of a structure, if it requires members.
pub(super) fn constructor(it: &Type<'_>, is_listed: impl Fn(&Field<'_>) -> bool) -> Option<Item> {
    let required = it.structure()?.required().filter(|field| is_listed(field));
    let arguments: Vec<_> = required.map(|field| field.name.clone()).collect();
    let name = format!("{}::new", it.name);
    (!arguments.is_empty()).then_some(Item::Constructor(name, arguments))
}

pub(super) fn type_items(it: &Type<'_>) -> Vec<Item> {
    let keyword = Item::Typed(it.name.clone(), it.keyword().to_owned());
    let mut items = vec![Item::Path(path(it)), keyword];
    items.extend(constructor(it, |_| true));
    items.extend(it.fields().iter().map(|each| field(it, each)));
    items.extend(traits(it).map(|name| Item::Trait(it.name.clone(), name.to_owned())));
    let variants = it.values().iter().map(|each| &each.name);
    items.extend(variants.map(|name| Item::Path(format!("{}::{name}", it.name))));
    items
}

impl<'a> Comparison<'a> {
    /// Returns the types of a shape, where both sides have one.
    pub(super) fn generated(&self, shape: &str) -> Option<[&'a Type<'a>; 2]> {
        both(self.apis.map(|api| api.types.get(shape)))
    }

    /// Returns the name of a member or value in Rust: `Account.email`, `Place::Name`.
    pub(super) fn item(&self, side: Side, shape: &str, name: &str) -> Option<String> {
        let its_type = side.of(self.apis).types.get(shape)?;
        let separator = its_type.structure().map_or("::", |_| ".");
        let name = its_type.name_of(name)?;
        Some(format!("{}{separator}{name}", its_type.name))
    }

    /// Returns the member or value that only the other side has and that has the same name in Rust:
    /// `Id` becomes `ID`, and `id` stays.
    pub(super) fn kept_name(&self, side: Side, shape: &str, name: &str) -> Option<&'a str> {
        let types = self.generated(shape)?;
        let (here, there) = (side.of(types), side.other().of(types));
        let rust_name = here.name_of(name)?;
        let (other, _) = there.names().find(|(_, it)| *it == rust_name)?;
        here.name_of(other).is_none().then_some(other)
    }

    /// Returns the same for a member that also has the same type and the same place among the
    /// arguments of `new`.
    pub(super) fn kept_field(&self, side: Side, shape: &str, name: &str) -> Option<&'a str> {
        let kept = self.kept_name(side, shape, name)?;
        let types = self.generated(shape)?;
        let [old, new] = zip(types, side.in_order(name, kept))
            .map(|(it, name)| it.field(name).map(|each| field(it, each)));
        let is_required = side.of(types).field(name)?.facts.required;
        let [before, after] = types.map(|it| constructor(it, |_| true));
        (old == new && (!is_required || before == after)).then_some(kept)
    }
}
